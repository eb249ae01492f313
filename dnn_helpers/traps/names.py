"""Traps in what a name stands for: a pair, a second name, rows for columns, a result unused.

A rule takes a function's tree and the source of its cell, and yields (node, words).
"""

import ast
import re

from . import trees

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
BY_COLUMN = frozenset({"X", "Y", "A", "AL", "A_prev", "Z", "dA", "dAL", "dZ"})  # a column an example
FLAT = re.compile(r"ravel|flat|reshape|squeeze|tolist|\[0\]")  # arrays of one axis: a plain sum does


def _second_name(function, source):
    """dZ = dA, and then dZ[...] = 0: no copy was made."""
    nodes = trees.nodes(function)
    arguments = {argument.arg for argument in function.args.args} & ARRAYS
    bound = [trees.named(target) for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    stored = [node for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)]
    changed = {trees.named(node.value) for node in stored}
    changed |= {trees.named(node.target) for node in nodes if isinstance(node, ast.AugAssign)}
    for node in nodes:
        if isinstance(node, ast.Assign) and trees.named(node.value) in arguments:
            new, old = trees.named(node.targets[0]), trees.named(node.value)
            if new in changed and new != old and bound.count(new) == 1:
                yield node, f"This makes no copy: {new} and {old} are two names of one array."


def _layers_counted_in_grads(function, source):
    for node in trees.nodes(function):
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.FloorDiv)
            and trees.is_number(node.right, 2)
        ):
            if trees.length_of(node.left) == "grads":
                yield node, "grads holds dA as well, three entries a layer; parameters holds two."


def _pair_as_one(function, source):
    """s = sigmoid(Z), and then s * (1 - s): sigmoid gives a pair."""
    nodes = trees.nodes(function)
    operands = [getattr(node, side, None) for node in nodes for side in ("left", "right", "operand")]
    computed_with = {trees.named(operand) for operand in operands}
    targets = [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            name, gives = trees.named(node.targets[0]), trees.named(node.value.func)
            own = re.search(rf"\bdef {gives}\b", source)  # it may give one array
            once = sum(trees.named(target) == name for target in targets) == 1
            if name and name in computed_with and gives in SEVERAL and once and not own:
                yield node, f"{gives} gives back {SEVERAL[gives]}: {name} is a tuple of them."


def _counts_rows(function, source):
    """m = len(Y), m = Y.shape[0]: rows are units, examples are columns."""
    if "shape[1]" in source:  # who counts the columns too knows what rows are
        return
    for node in trees.nodes(function):
        if not isinstance(node, ast.Assign) or trees.named(node.targets[0]) != "m":
            continue
        value = node.value
        if trees.length_of(value) in BY_COLUMN:
            yield node, f"len counts the rows of {trees.length_of(value)}; the examples are its columns."
        if (
            isinstance(value, ast.Subscript)
            and trees.is_number(value.slice, 0)
            and trees.attribute(value.value, "shape") in BY_COLUMN
        ):
            yield node, "shape[0] is the number of rows; the examples are the columns, shape[1]."
        if trees.attribute(value, "size") in BY_COLUMN - {"Y", "AL"}:
            yield node, "size counts all entries; the examples are the columns, shape[1]."


def _own_sum(function, source):
    """Python's sum and max, which know no entries of arrays."""
    for node in trees.nodes(function):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = trees.named(node.func)
        if name == "sum" and isinstance(node.args[0], ast.BinOp) and not FLAT.search(source):
            yield node, "Python's own sum adds up rows; np.sum adds up all entries."
        if name in ("max", "min") and any(trees.named(argument) in BY_COLUMN for argument in node.args):
            yield node, f"Python's own {name} compares whole arrays; np.{name}imum compares entries."


def _never_used(function, source):
    """A name that gets a computed value and is not read again."""
    nodes = trees.nodes(function)
    read = {trees.named(node) for node in nodes if isinstance(getattr(node, "ctx", None), ast.Load)}
    read |= {trees.named(node.target) for node in nodes if isinstance(node, ast.AugAssign)}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.BinOp, ast.Call, ast.Tuple)):
            name = trees.named(node.targets[0])
            if name and name not in read and not re.fullmatch(r"_.*|L|m|n|n_\w", name):
                yield node, f"{name} is computed here, but never used."


RULES = (
    _second_name,
    _layers_counted_in_grads,
    _pair_as_one,
    _counts_rows,
    _own_sum,
    _never_used,
)
