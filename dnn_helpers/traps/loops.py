"""Traps in a loop: what every pass does again, or what ends it in the first.

A rule takes a function's tree and the source of its cell, and yields (node, words).
"""

import ast

from . import trees

LAYERS = frozenset({"linear_activation_forward", "linear_activation_backward", "linear_forward"})


def _return_in_loop(function, source):
    for loop in trees.loops(function):
        leaves = any(isinstance(node, (ast.Continue, ast.Break)) for node in trees.inside(loop))
        for node in loop.body:
            if isinstance(node, ast.Return) and not leaves:
                yield node, "This return stands inside the loop: the function ends in the first pass."


def _loop_variable_unused(function, source):
    """for l in range(...): with no l in its body, but perhaps an L."""
    for loop in trees.loops(function):
        name, inside = trees.named(getattr(loop, "target", None)), trees.inside(loop)
        used = {trees.named(node) for node in inside}
        by_key = any(isinstance(node, ast.Subscript) for node in inside)
        counts_itself = any(isinstance(node, ast.AugAssign) or trees.named(node) == "len" for node in inside)
        counts = name and isinstance(loop.iter, ast.Call) and trees.named(loop.iter.func) == "range"
        if counts and name not in used and by_key and not counts_itself and name[:1] != "_":
            meant = f" {name.swapcase()} is another name." if name.swapcase() in used else ""
            yield loop, f"{name} is not used inside this loop, so every pass does the same.{meant}"


def _key_of_another_loop(function, source):
    """parameters["W" + str(L)] in a loop over l: the same key in every pass."""
    for loop in trees.loops(function):
        variable = trees.named(getattr(loop, "target", None))
        twin = variable.swapcase()
        for node in trees.always_inside(loop):
            if variable and isinstance(node, ast.Subscript):
                names = {trees.named(part) for part in ast.walk(node.slice)}
                if twin in names and variable not in names:
                    yield node, f"The key has {twin} in it and not {variable}: it is the same in every pass."


def _same_argument_in_every_pass(function, source):
    """A loop that hands a layer the same array again and again."""
    for loop in trees.loops(function):
        whole = [
            *trees.inside(loop),
            *ast.walk(getattr(loop, "target", loop.test if isinstance(loop, ast.While) else loop)),
        ]
        stores = [node for node in whole if isinstance(getattr(node, "ctx", None), ast.Store)]
        changing = {trees.named(node) for node in stores}
        changing |= {trees.named(node.value) for node in stores if isinstance(node, ast.Subscript)}
        for node in trees.always_inside(loop):
            if isinstance(node, ast.Call) and trees.named(node.func) in LAYERS and node.args:
                name = trees.named(node.args[0])
                if name and name not in changing:
                    yield node, f"{name} is not changed inside this loop: every pass is given the same one."


def _emptied_in_every_pass(function, source):
    """parameters = {} or caches = [] inside the loop that fills it, and needed after it."""
    for loop in trees.loops(function):
        inside = trees.inside(loop)
        after = {
            trees.named(node)
            for node in trees.nodes(function)
            if getattr(node, "lineno", 0) > loop.end_lineno
        }
        for node in inside:
            empty = isinstance(getattr(node, "value", None), (ast.Dict, ast.List)) and not (
                getattr(node.value, "keys", None) or getattr(node.value, "elts", None)
            )
            if isinstance(node, ast.Assign) and empty and trees.named(node.targets[0]) in after:
                yield node, f"{trees.named(node.targets[0])} is made empty again in every pass of the loop."


def _changed_in_every_pass(function, source):
    """learning_rate *= ... inside a loop."""
    rates = {argument.arg for argument in function.args.args} & {"learning_rate", "alpha", "lr", "rate"}
    for loop in trees.loops(function):
        for node in trees.inside(loop):
            if isinstance(node, ast.AugAssign) and trees.named(node.target) in rates:
                yield node, f"{trees.named(node.target)} is changed in every pass of the loop."


RULES = (
    _return_in_loop,
    _loop_variable_unused,
    _key_of_another_loop,
    _same_argument_in_every_pass,
    _emptied_in_every_pass,
    _changed_in_every_pass,
)
