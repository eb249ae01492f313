"""A record of an attempt as plain data, and back: what the wire carries.

Reading checks that the data has a record's form; a forged one is at worst a wrong answer.
Standard library and NumPy only; both sides load it.
"""

import numpy as np

try:
    from .. import traps
    from ..attempt import Attempt, Node, Outcome
    from ..traces import ErrorNote
    from ..traps import Trap
except ImportError:  # loaded outside the package
    from room import traps
    from room.attempt import Attempt, Node, Outcome
    from room.traces import ErrorNote
    from room.traps import Trap

KINDS = {"none", "number", "text", "array", "tuple", "list", "dict", "other"}
STATUSES = {"returned", "raised", "blank", "interrupted"}
# Values that say themselves what kind of node they are, and of what type.
PLAIN = {
    np.ndarray: ("array", "ndarray"),
    float: ("number", "float"),
    int: ("number", "int"),
    bool: ("number", "bool"),
    str: ("text", "str"),
}
MAX_TEXT = 2000


class BadRecord(ValueError):
    """The data is no record of an attempt."""


def to_data(record: Attempt):
    """An attempt as nested tuples."""
    return tuple(_outcome(outcome) for outcome in record.outcomes), tuple(record.patched)


def _outcome(outcome):
    error = outcome.error
    note = error and (
        error.type, error.message, error.line_number, error.line, error.shapes, error.product, error.inside,
        error.given,
    )  # fmt: skip
    return outcome.status, _node(outcome.value), _node(outcome.inputs), note, outcome.printed


def _node(node):
    if node is None:
        return None
    if PLAIN.get(type(node.value)) == (node.kind, node.type):  # most nodes: an array as it is
        return node.value
    if not (node.keys or node.items):
        return node.kind, node.type, node.value
    return node.kind, node.type, node.value, node.keys, tuple([_node(n) for n in node.items])


def from_data(data) -> Attempt:
    """The attempt that `to_data` wrote. raises BadRecord"""
    try:
        outcomes, patched = data
        return Attempt(tuple(_read_outcome(*item) for item in outcomes), tuple(map(_text, patched[:20])))
    except (TypeError, ValueError, LookupError) as error:
        raise BadRecord(f"no record of an attempt: {error}") from None


def traps_from_data(data) -> tuple[Trap, ...]:
    """The traps that a child wrote as plain tuples. raises BadRecord"""
    try:
        found = tuple(Trap(*item) for item in data[: traps.MOST])
        numbered = all(type(trap.number) is int for trap in found)
    except (TypeError, ValueError, LookupError) as error:
        raise BadRecord(f"no traps: {error}") from None
    if not isinstance(data, tuple) or not numbered:
        raise BadRecord("no traps")
    return tuple(
        Trap(t.number, _text(t.line)[: traps.MAX_LINE], _text(t.words)[: traps.MAX_LINE]) for t in found
    )


def _read_outcome(status, value, inputs, error, printed):
    if status not in STATUSES:
        raise BadRecord("unknown status")
    value, inputs = _read_node(value), _read_node(inputs)
    if (status == "returned") != (value is not None) or (inputs and inputs.kind != "tuple"):
        raise BadRecord("an outcome without its values")
    return Outcome(status, value, inputs, _read_error(error), _text(printed))


def _read_error(error):
    if error is None:
        return None
    kind, message, number, line, shapes, product, inside, given = error
    if type(number) is not int:
        raise BadRecord("a line number that is none")
    pairs = tuple((_text(name), _text(shape)) for name, shape in shapes[:10])
    facts = tuple((_text(name), _text(expression), _text(what)) for name, expression, what in given[:10])
    return ErrorNote(
        _text(kind), _text(message), number, _text(line), pairs, _text(product), _text(inside), facts
    )


def _read_node(node):
    if node is None:
        return None
    if plain := PLAIN.get(type(node)):
        return Node(*plain, _text(node) if plain[0] == "text" else node)
    kind, name, value, keys, items = node if len(node) == 5 else (*node, (), ())
    if kind not in KINDS or not isinstance(keys, tuple) or not isinstance(items, tuple):
        raise BadRecord("unknown kind of value")
    fits = {
        "array": isinstance(value, np.ndarray),
        "number": isinstance(value, (bool, int, float)),
        "text": isinstance(value, str),
    }.get(kind, value is None)
    if not fits or (kind == "dict" and len(keys) != len(items)):
        raise BadRecord("a value that does not fit its kind")
    return Node(kind, _text(name), value, tuple(map(_text, keys)), tuple(map(_read_node, items)))


def _text(value):
    if not isinstance(value, str):
        raise BadRecord("no text where text belongs")
    return value[:MAX_TEXT]
