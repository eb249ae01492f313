"""Questions about a syntax tree that several rules ask."""

import ast
from functools import lru_cache


@lru_cache(maxsize=8)
def nodes(function):
    """Every node of a function's tree; all rules ask for them."""
    return tuple(ast.walk(function))


def loops(function):
    """The for and while loops of a function."""
    return [node for node in nodes(function) if isinstance(node, (ast.For, ast.While))]


def inside(loop):
    """Every node of a loop's body."""
    return [node for statement in loop.body for node in ast.walk(statement)]


def always_inside(loop):
    """The nodes of a loop's body that every pass comes to: nothing below an if."""
    waiting, found = list(loop.body), []
    while waiting:
        node = waiting.pop(0)
        found.append(node)
        waiting += [
            child for child in ast.iter_child_nodes(node) if not isinstance(node, (ast.If, ast.IfExp))
        ]
    return found


def named(node):
    """The name that a node is, or ""."""
    return getattr(node, "id", "")


def value(node):
    """The value of a constant, or None."""
    return node.value if isinstance(node, ast.Constant) else None


def is_number(node, value):
    """Whether a node is this whole number."""
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == value


def attribute(node, name):
    """The x of x.name, or ""."""
    return named(node.value) if isinstance(node, ast.Attribute) and node.attr == name else ""


def length_of(node):
    """The name in len(name), or ""."""
    called = isinstance(node, ast.Call) and named(node.func) == "len" and len(node.args) == 1
    return named(node.args[0]) if called else ""
