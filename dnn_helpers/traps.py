"""Lines of a learner's function that nearly always say something else than was meant.

Found in the source alone, never by running it: a report shows them beside the diagnosis, which knows
the numbers and not the code. Part of the untrusted side, like attempt.py: standard library only.
"""

import ast
import io
import re
import tokenize
from functools import lru_cache
from typing import NamedTuple

MOST = 2  # a report that points everywhere points nowhere
MAX_LINE = 120
# What gives a new array and leaves the old one as it is: a line of it alone does nothing.
WITHOUT_EFFECT = frozenset(
    "abs absolute add array asarray astype clip copy divide dot exp expand_dims flatten log matmul max "
    "maximum mean min minimum multiply negative power reshape round squeeze subtract sum transpose "
    "where zeros zeros_like".split()
)
LAYERS = frozenset({"linear_activation_forward", "linear_activation_backward", "linear_forward"})
SEVERAL = {
    "sigmoid": "two things, A and the cache",
    "relu": "two things, A and the cache",
    "linear_forward": "two things, Z and the cache",
    "linear_activation_forward": "two things, A and the cache",
    "L_model_forward": "two things, AL and the caches",
    "linear_backward": "three things, dA_prev, dW and db",
    "linear_activation_backward": "three things, dA_prev, dW and db",
}
ARRAYS = frozenset({"A", "A_prev", "W", "b", "Z", "dA", "dZ", "AL", "Y", "X", "cache"})
FLAT = re.compile(r"ravel|flat|reshape|squeeze|tolist|\[0\]")  # arrays of one axis: a plain sum does
METHODS_WITHOUT_EFFECT = frozenset("astype clip copy dot flatten mean reshape squeeze sum transpose".split())
BY_COLUMN = frozenset({"X", "Y", "A", "AL", "A_prev", "Z", "dA", "dAL", "dZ"})  # a column an example


class Trap(NamedTuple):
    """One line worth a look: its number in the cell, its text, and what is to be known about it."""

    number: int
    line: str
    words: str


def find(source: str, name: str) -> tuple[Trap, ...]:
    """The traps in the function `name` of a cell, and in the helpers it calls there.

    At most MOST: the function's own first, by the order of RULES; shown in the order of the lines.
    """
    try:
        return _find(source, name)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()


def _find(source, name):
    tree, found = ast.parse(source), {}
    lines = re.split(r"\r\n|\r|\n", source)  # as Python counts them
    for function in _with_helpers(tree, name):
        for rule in RULES:
            for node, words in rule(function, source):
                found.setdefault(words, node.lineno)
    shown = [Trap(number, _shortened(lines[number - 1].strip()), words) for words, number in found.items()]
    return tuple(sorted(shown[:MOST]))


@lru_cache(maxsize=8)
def _nodes(function):
    """Every node of a function's tree; all rules ask for them."""
    return tuple(ast.walk(function))


def _shortened(line):
    return line if len(line) <= MAX_LINE else f"{line[: MAX_LINE - 4]} ..."


def _with_helpers(tree, name):
    """The function (its last definition) and the functions of the cell that it calls."""
    defined = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    wanted, seen = [name], []
    while wanted:
        function = defined.pop(wanted.pop(), None)
        if function:
            seen.append(function)
            wanted += [node.id for node in _nodes(function) if isinstance(node, ast.Name)]
    return seen


def _blank_left_in(function, source):
    """raise NotImplementedError, in a function that has been written."""
    body = [node for node in function.body if not isinstance(node, ast.Expr)]
    for node in body if len(body) > 1 else ():
        if isinstance(node, ast.Raise) and "NotImplementedError" in {_named(part) for part in ast.walk(node)}:
            yield node, "This line stops the function: delete it once your own lines stand there."


def _taken_from_itself(function, source):
    """J -= J, where J = -J was meant."""
    for node in _nodes(function):
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Sub) and _named(node.target):
            if _named(node.target) == _named(node.value):
                yield node, f"{_named(node.target)} is taken from itself here, which leaves 0."


def _minus_behind_equals(function, source):
    """W =- step, where W -= step was meant."""
    typed = set(_typed_apart(source))
    for node in _nodes(function):
        if not isinstance(node, ast.Assign):
            continue
        again = {_named(part) for part in ast.walk(node.value)}  # Z =- Z turns the sign, and means it
        for part in ast.walk(node.value):
            if (
                _named(node.targets[0]) not in again - {""}
                and isinstance(part, ast.UnaryOp)
                and (part.lineno, part.col_offset) in typed
            ):
                mark = "-" if isinstance(part.op, ast.USub) else "+"
                yield node, f"={mark} and {mark}= are two things: x ={mark} y forgets the old x."


def _typed_apart(source):
    """(row, column of the sign) wherever " =- " or " =+ " is typed."""
    if not re.search(r"\s=[-+]\s", source):  # to take a source apart is dear
        return
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return
    for before, equals, sign, after in zip(tokens, tokens[1:], tokens[2:], tokens[3:]):
        touching = equals.end == sign.start and before.end < equals.start and sign.end < after.start
        if equals.string == "=" and sign.string in ("-", "+") and touching:
            yield sign.start


def _whole_number_division(function, source):
    for node in _nodes(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv) and _named(node.right) == "m":
            yield node, "// divides whole numbers and drops what stands after the point; / does not."


def _return_in_loop(function, source):
    for loop in _loops(function):
        leaves = any(isinstance(node, (ast.Continue, ast.Break)) for node in _inside(loop))
        for node in loop.body:
            if isinstance(node, ast.Return) and not leaves:
                yield node, "This return stands inside the loop: the function ends in the first pass."


def _text_as_condition(function, source):
    """activation == "relu" or "sigmoid": a text alone counts as true."""
    for node in _nodes(function):
        if not isinstance(node, ast.BoolOp):
            continue
        alone = any(isinstance(_value(value), str) for value in node.values)
        compared = [value.comparators[0] for value in node.values if isinstance(value, ast.Compare)]
        if alone and any(isinstance(_value(other), str) for other in compared):
            yield node, "A text on its own counts as true: there has to be an == on each side of the or."


def _thrown_away(function, source):
    """A line that computes something and keeps nothing."""
    for node in _nodes(function):
        if not isinstance(node, ast.Expr):
            continue
        value = node.value
        if isinstance(value, ast.Compare):
            if len(value.ops) == 1 and isinstance(value.ops[0], ast.Eq):
                yield (
                    node,
                    "== asks whether two things are equal, and changes nothing; = gives a value to a name.",
                )
        elif isinstance(value, (ast.BinOp, ast.UnaryOp, ast.Subscript)) or _has_no_effect(value):
            yield node, "This line computes something and keeps nothing of it: no name stands before an =."


def _has_no_effect(call):
    """np.squeeze(cost), cost.squeeze(): a new array that nobody keeps. A third argument, or out, keeps it."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    kept = len(call.args) > 2 or any(keyword.arg == "out" for keyword in call.keywords)
    of_numpy = _named(call.func.value) in ("np", "numpy")
    return not kept and call.func.attr in (WITHOUT_EFFECT if of_numpy else METHODS_WITHOUT_EFFECT)


def _power(function, source):
    for node in _nodes(function):
        if isinstance(getattr(node, "op", None), ast.BitXor) and type(_value(_exponent(node))) is int:
            yield node, "^ is no power in Python; ** is."


def _exponent(node):
    return node.right if isinstance(node, ast.BinOp) else node.value


def _comma_at_the_end(function, source):
    for node in _nodes(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 1:
            if isinstance(node.targets[0], (ast.Name, ast.Subscript)):
                yield node, "The comma at the end makes this a tuple with one item."


def _loop_variable_unused(function, source):
    """for l in range(...): with no l in its body, but perhaps an L."""
    for loop in _loops(function):
        name, inside = _named(getattr(loop, "target", None)), _inside(loop)
        used = {_named(node) for node in inside}
        by_key = any(isinstance(node, ast.Subscript) for node in inside)
        counts_itself = any(isinstance(node, ast.AugAssign) or _named(node) == "len" for node in inside)
        counts = name and isinstance(loop.iter, ast.Call) and _named(loop.iter.func) == "range"
        if counts and name not in used and by_key and not counts_itself and name[:1] != "_":
            meant = f" {name.swapcase()} is another name." if name.swapcase() in used else ""
            yield loop, f"{name} is not used inside this loop, so every pass does the same.{meant}"


def _key_of_another_loop(function, source):
    """parameters["W" + str(L)] in a loop over l: the same key in every pass."""
    for loop in _loops(function):
        variable = _named(getattr(loop, "target", None))
        twin = variable.swapcase()
        for node in _always_inside(loop):
            if variable and isinstance(node, ast.Subscript):
                names = {_named(part) for part in ast.walk(node.slice)}
                if twin in names and variable not in names:
                    yield node, f"The key has {twin} in it and not {variable}: it is the same in every pass."


def _same_argument_in_every_pass(function, source):
    """A loop that hands a layer the same array again and again."""
    for loop in _loops(function):
        whole = [
            *_inside(loop),
            *ast.walk(getattr(loop, "target", loop.test if isinstance(loop, ast.While) else loop)),
        ]
        stores = [node for node in whole if isinstance(getattr(node, "ctx", None), ast.Store)]
        changing = {_named(node) for node in stores}
        changing |= {_named(node.value) for node in stores if isinstance(node, ast.Subscript)}
        for node in _always_inside(loop):
            if isinstance(node, ast.Call) and _named(node.func) in LAYERS and node.args:
                name = _named(node.args[0])
                if name and name not in changing:
                    yield node, f"{name} is not changed inside this loop: every pass is given the same one."


def _second_name(function, source):
    """dZ = dA, and then dZ[...] = 0: no copy was made."""
    nodes = _nodes(function)
    arguments = {argument.arg for argument in function.args.args} & ARRAYS
    bound = [_named(target) for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    stored = [node for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)]
    changed = {_named(node.value) for node in stored}
    changed |= {_named(node.target) for node in nodes if isinstance(node, ast.AugAssign)}
    for node in nodes:
        if isinstance(node, ast.Assign) and _named(node.value) in arguments:
            new, old = _named(node.targets[0]), _named(node.value)
            if new in changed and new != old and bound.count(new) == 1:
                yield node, f"This makes no copy: {new} and {old} are two names of one array."


def _layers_counted_in_grads(function, source):
    for node in _nodes(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv) and _is(node.right, 2):
            if _length_of(node.left) == "grads":
                yield node, "grads holds dA as well, three entries a layer; parameters holds two."


def _length_of(node):
    """The name in len(name), or ""."""
    called = isinstance(node, ast.Call) and _named(node.func) == "len" and len(node.args) == 1
    return _named(node.args[0]) if called else ""


def _emptied_in_every_pass(function, source):
    """parameters = {} or caches = [] inside the loop that fills it, and needed after it."""
    for loop in _loops(function):
        inside = _inside(loop)
        after = {_named(node) for node in _nodes(function) if getattr(node, "lineno", 0) > loop.end_lineno}
        for node in inside:
            empty = isinstance(getattr(node, "value", None), (ast.Dict, ast.List)) and not (
                getattr(node.value, "keys", None) or getattr(node.value, "elts", None)
            )
            if isinstance(node, ast.Assign) and empty and _named(node.targets[0]) in after:
                yield node, f"{_named(node.targets[0])} is made empty again in every pass of the loop."


def _pair_as_one(function, source):
    """s = sigmoid(Z), and then s * (1 - s): sigmoid gives a pair."""
    nodes = _nodes(function)
    operands = [getattr(node, side, None) for node in nodes for side in ("left", "right", "operand")]
    computed_with = {_named(operand) for operand in operands}
    targets = [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            name, gives = _named(node.targets[0]), _named(node.value.func)
            own = re.search(rf"\bdef {gives}\b", source)  # it may give one array
            once = sum(_named(target) == name for target in targets) == 1
            if name and name in computed_with and gives in SEVERAL and once and not own:
                yield node, f"{gives} gives back {SEVERAL[gives]}: {name} is a tuple of them."


def _counts_rows(function, source):
    """m = len(Y), m = Y.shape[0]: rows are units, examples are columns."""
    if "shape[1]" in source:  # who counts the columns too knows what rows are
        return
    for node in _nodes(function):
        if not isinstance(node, ast.Assign) or _named(node.targets[0]) != "m":
            continue
        value = node.value
        if _length_of(value) in BY_COLUMN:
            yield node, f"len counts the rows of {_length_of(value)}; the examples are its columns."
        if (
            isinstance(value, ast.Subscript)
            and _is(value.slice, 0)
            and _attribute(value.value, "shape") in BY_COLUMN
        ):
            yield node, "shape[0] is the number of rows; the examples are the columns, shape[1]."
        if _attribute(value, "size") in BY_COLUMN - {"Y", "AL"}:
            yield node, "size counts all entries; the examples are the columns, shape[1]."


def _attribute(node, name):
    """The x of x.name, or ""."""
    return _named(node.value) if isinstance(node, ast.Attribute) and node.attr == name else ""


def _own_sum(function, source):
    """Python's sum and max, which know no entries of arrays."""
    for node in _nodes(function):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = _named(node.func)
        if name == "sum" and isinstance(node.args[0], ast.BinOp) and not FLAT.search(source):
            yield node, "Python's own sum adds up rows; np.sum adds up all entries."
        if name in ("max", "min") and any(_named(argument) in BY_COLUMN for argument in node.args):
            yield node, f"Python's own {name} compares whole arrays; np.{name}imum compares entries."


def _changed_in_every_pass(function, source):
    """learning_rate *= ... inside a loop."""
    rates = {argument.arg for argument in function.args.args} & {"learning_rate", "alpha", "lr", "rate"}
    for loop in _loops(function):
        for node in _inside(loop):
            if isinstance(node, ast.AugAssign) and _named(node.target) in rates:
                yield node, f"{_named(node.target)} is changed in every pass of the loop."


def _else_of_the_second_if(function, source):
    """if activation == ...: / if activation == ...: / else: where elif was meant."""
    for node in _nodes(function):
        body = getattr(node, "body", None)
        for first, second in zip(body, body[1:]) if isinstance(body, list) else ():
            if not (isinstance(first, ast.If) and isinstance(second, ast.If)):
                continue
            alike = _asked(first.test) and _asked(first.test) == _asked(second.test)
            leaves = isinstance(first.body[-1], (ast.Return, ast.Raise))
            if alike and not first.orelse and second.orelse and not leaves:
                yield second, "This else belongs to the second if alone: it runs after the first one as well."


def _asked(test):
    """The name that is compared with a text, or ""."""
    with_text = isinstance(test, ast.Compare) and isinstance(_value(test.comparators[0]), str)
    return _named(test.left) if with_text else ""


def _never_used(function, source):
    """A name that gets a computed value and is not read again."""
    nodes = _nodes(function)
    read = {_named(node) for node in nodes if isinstance(getattr(node, "ctx", None), ast.Load)}
    read |= {_named(node.target) for node in nodes if isinstance(node, ast.AugAssign)}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.BinOp, ast.Call, ast.Tuple)):
            name = _named(node.targets[0])
            if name and name not in read and not re.fullmatch(r"_.*|L|m|n|n_\w", name):
                yield node, f"{name} is computed here, but never used."


def _always_inside(loop):
    """The nodes of a loop's body that every pass comes to: nothing below an if."""
    waiting, found = list(loop.body), []
    while waiting:
        node = waiting.pop(0)
        found.append(node)
        waiting += [
            child for child in ast.iter_child_nodes(node) if not isinstance(node, (ast.If, ast.IfExp))
        ]
    return found


def _inside(loop):
    """Every node of a loop's body."""
    return [node for statement in loop.body for node in ast.walk(statement)]


def _loops(function):
    return [node for node in _nodes(function) if isinstance(node, (ast.For, ast.While))]


def _named(node=None):
    return getattr(node, "id", "")


def _value(node):
    return node.value if isinstance(node, ast.Constant) else None


def _is(node, value):
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == value


RULES = (
    _blank_left_in,
    _taken_from_itself,
    _minus_behind_equals,
    _return_in_loop,
    _text_as_condition,
    _whole_number_division,
    _thrown_away,
    _power,
    _comma_at_the_end,
    _loop_variable_unused,
    _key_of_another_loop,
    _same_argument_in_every_pass,
    _second_name,
    _layers_counted_in_grads,
    _emptied_in_every_pass,
    _pair_as_one,
    _counts_rows,
    _own_sum,
    _changed_in_every_pass,
    _else_of_the_second_if,
    _never_used,
)
