"""The untrusted side of judging: call a function on each case and write down what came.

Nothing here knows what would be right. The record it makes is plain data (strings, numbers,
plain arrays), taken without calling a single method that a learner's object could have
overridden, so that it can be judged elsewhere. This room imports the standard library and NumPy
only: it is also loaded, alone, by the process that runs learners' code for marks.
"""

import builtins
import io
import math
import operator
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

try:
    from . import traces
except ImportError:  # loaded by path, outside the package
    import traces

MAX_DEPTH, MAX_NODES, MAX_ELEMENTS, MAX_TEXT = 8, 4000, 4_000_000, 2000
GUARDED_MODULES = (np, np.random, np.linalg, math, builtins)


class Node(NamedTuple):
    """A value, as plain data. (A tuple, since there are thousands of them, and it is made quickly.)

    kind   "none", "number", "text", "array", "tuple", "list", "dict" or "other"
    type   the type's own name, for sentences
    value  the number, the text, or a plain copy of the array
    keys   the keys of a dict (as text)
    items  the values of a tuple, list or dict
    """

    kind: str
    type: str
    value: object = None
    keys: tuple = ()
    items: tuple = ()

    def at(self, path) -> "Node | None":
        """The node at a path, a key or an index a step; None where there is none."""
        node = self
        for step in path:
            node = node and dict(zip(node.keys or range(len(node.items)), node.items)).get(step)
        return node


@dataclass(frozen=True)
class Outcome:
    """What came of one call.

    status   "returned", "raised", "blank" (NotImplementedError) or "interrupted" (Ctrl-C)
    value    the result, where one was returned
    inputs   the arguments as they are after the call, a tuple; None where nothing about them changed
    error    where and how it raised
    printed  the beginning of what it printed
    """

    status: str
    value: Node | None = None
    inputs: Node | None = None
    error: traces.ErrorNote | None = None
    printed: str = ""


@dataclass(frozen=True)
class Attempt:
    """All outcomes of one function, a case each, and the names it replaced in other modules."""

    outcomes: tuple[Outcome, ...]
    patched: tuple[str, ...] = ()


def run(function, cases) -> Attempt:
    """Call `function` on a fresh copy of each case's arguments, in order.

    A case is anything with `args`, `keywords`, `seed` and `skip`. Whatever the function does
    (raise, exit, print, change NumPy) becomes part of the record. Ctrl-C ends the run.
    """
    guard, outcomes = _Guard(), []
    for case in cases:
        outcomes.append(call(function, case, guard))
        if outcomes[-1].status == "interrupted":
            break
    return Attempt(tuple(outcomes), tuple(dict.fromkeys(guard.patched)))


def call(function, case, guard=None) -> Outcome:
    """One call on fresh copies, and what came of it; `guard` puts back what it replaced."""
    guard = guard or _Guard()
    args, keywords = fresh(tuple(case.args)), fresh(dict(case.keywords))
    printed = _Beginning()
    np.random.seed(case.seed)
    np.random.standard_normal(case.skip)
    error = value = None
    with _quiet(printed):
        try:
            try:
                value = function(*args, **keywords)
            finally:
                guard.restore()
            status = "returned"
        except NotImplementedError:
            status = "blank"
        except KeyboardInterrupt as exception:
            status, error = "interrupted", traces.note(exception, function)
        except BaseException as exception:  # SystemExit too: a result, not an accident
            status, error = "raised", traces.note(exception, function)
        result = snapshot(value) if status == "returned" else None
    text = printed.text if type(printed.text) is str else ""
    changed = not _is_unchanged(args, tuple(case.args))
    return Outcome(status, result, snapshot(args) if changed else None, error, text)


def fresh(value):
    """A deep copy of arguments made of tuples, lists, dicts, arrays and plain values."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy()
    if kind is dict:
        return {key: fresh(item) for key, item in value.items()}
    if kind in (tuple, list):
        return kind([fresh(item) for item in value])
    return value


def _is_unchanged(now, before):
    """Whether a fresh copy still is what it was copied from, to the last bit."""
    kind = type(before)
    if type(now) is not kind:
        return False
    if kind is np.ndarray:
        return now.dtype == before.dtype and now.shape == before.shape and now.tobytes() == before.tobytes()
    if kind is dict:
        keys = len(now) == len(before) and all(mine is theirs for mine, theirs in zip(now, before))
        return keys and all(map(_is_unchanged, now.values(), before.values()))
    if kind in (tuple, list):
        return len(now) == len(before) and all(map(_is_unchanged, now, before))
    return now is before


def snapshot(value) -> Node:
    """`value` as plain data; what is too deep, too large or of a strange kind is only named."""
    return _snapshot(value, MAX_DEPTH, [MAX_NODES])


def _snapshot(value, depth, room) -> Node:
    kind = type(value)  # never value.__class__, which an object may invent
    room[0] -= 1
    if depth < 0 or room[0] < 0:
        return Node("other", "something nested too deeply or too large")
    if kind is np.ndarray:  # the most frequent by far
        return _array(value, "ndarray")
    name = traces.type_name(kind)
    if value is None:
        return Node("none", "None")
    if issubclass(kind, np.ndarray):
        return _array(value, name)
    if issubclass(kind, (bool, int, float, np.bool_, np.number)):
        return _number(value, kind, name)
    if issubclass(kind, str):
        return Node("text", name, traces.plain(str.__str__(value)[:MAX_TEXT]))
    for base in (dict, tuple, list):
        if issubclass(kind, base):
            if base.__len__(value) > room[0]:
                return Node("other", f"{name} of {base.__len__(value)} items")
            return _container(value, base, name, depth, room)
    return Node("other", name)


def _container(value, base, name, depth, room):
    keys = tuple(_key(key) for key in dict.keys(value)) if base is dict else ()
    values = dict.values(value) if base is dict else base.__iter__(value)
    items = tuple(_snapshot(item, depth - 1, room) for item in values)
    return Node(base.__name__, name, keys=keys, items=items)


def _array(value, name) -> Node:
    size, dtype = np.ndarray.size.__get__(value), np.ndarray.dtype.__get__(value)
    if dtype.kind not in "biuf" or size > MAX_ELEMENTS:
        return Node("other", f"{name} of {size} entries of dtype {dtype}"[:MAX_TEXT])
    return Node("array", name, np.array(value, order="C", copy=True, subok=False))


def _number(value, kind, name) -> Node:
    if kind is np.longdouble:
        value = np.float64(value)
    if issubclass(kind, np.generic):
        value = np.generic.item(value)
    elif issubclass(kind, float):
        value = float.__float__(value)
    elif issubclass(kind, int) and kind is not bool:
        value = int.__int__(value)
    if type(value) not in (bool, int, float):
        return Node("other", name)
    if type(value) is int and value.bit_length() > 1000:
        return Node("other", name)
    return Node("number", name, value)


def _key(key) -> str:
    if issubclass(type(key), str):
        return traces.plain(str.__str__(key)[:200])
    if type(key) in (float, bool, type(None)) or (type(key) is int and key.bit_length() < 1000):
        return repr(key)
    return f"<{traces.type_name(type(key))}>"


class _Guard:
    """Puts back whatever a function replaced in NumPy, math and the builtins, and names it.

    patched  the names it has put back

    What is the same is asked by identity: an object of the learner's may say that it equals anything.
    Restoring must work while the builtins themselves are replaced: what it calls it took along.
    """

    def __init__(self):
        self.patched = []
        self.before = [(module.__name__, vars(module), dict(vars(module))) for module in GUARDED_MODULES]

    def restore(self, missing=object(), all=all, map=map, is_=operator.is_):  # noqa: B008 - one mark for "not there"
        for module, now, before in self.before:
            if len(now) == len(before) and all(map(is_, now.values(), before.values())):
                continue
            for name in before:
                if now.get(name, missing) is not before[name] and name != "_":
                    now[name] = before[name]
                    self.patched.append(module + "." + name)


class _quiet:
    """Inside: no warnings, no floating-point errors, and prints go to `printed`."""

    def __init__(self, printed):
        self.parts = (
            redirect_stdout(printed),
            redirect_stderr(printed),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
        )

    def __enter__(self):
        for part in self.parts:
            part.__enter__()
        warnings.simplefilter("ignore")

    def __exit__(self, *exception):
        for part in reversed(self.parts):
            part.__exit__(*exception)


class _Beginning(io.TextIOBase):
    """A stream that keeps the first MAX_TEXT characters and lets the rest go."""

    text = ""

    def writable(self):
        return True

    def write(self, text):
        room = MAX_TEXT - len(self.text)
        if room > 0:
            self.text += traces.plain(str(text)[:room])
        return len(text)
