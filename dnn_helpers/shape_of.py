"""The shape an expression would have, found out from its syntax without computing anything.

Part of the untrusted side, like attempt.py: standard library and NumPy only. Used to show a
learner the shapes in the line that failed: `np.dot(1 - Y, np.log(1 - AL))` is (1, 3) times (1, 3).
"""

import ast

import numpy as np

ELEMENTWISE = {"exp", "log", "log2", "log10", "sqrt", "abs", "tanh", "negative", "square", "sign"}
PAIRWISE = {"add", "subtract", "multiply", "divide", "power", "maximum", "minimum"}


def shape_of(expression, names):
    """The shape as a tuple, () for a number, None where it cannot be told.

    expression  a node of a syntax tree
    names       the variables at that point: name -> value
    """
    if isinstance(expression, ast.Constant):
        return () if isinstance(expression.value, (int, float)) else None
    if isinstance(expression, ast.UnaryOp):
        return shape_of(expression.operand, names)
    if isinstance(expression, ast.BinOp):
        return _of_operation(expression, names)
    if isinstance(expression, ast.Call):
        return _of_call(expression, names)
    value = value_of(expression, names)
    if type(value) is np.ndarray:
        return value.shape
    return () if type(value) in (int, float, bool) or isinstance(value, np.generic) else None


def value_of(expression, names):
    """The value of a name, `name.T`, or `name[index]`; None for anything that computes."""
    if isinstance(expression, ast.Name):
        return names.get(expression.id)
    if isinstance(expression, ast.Attribute) and expression.attr == "T":
        value = value_of(expression.value, names)
        return value.T if type(value) is np.ndarray else None
    if isinstance(expression, ast.Subscript):
        value = value_of(expression.value, names)
        try:
            if type(value) in (dict, tuple, list, np.ndarray):
                return value[_index(expression.slice, names)]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return None


def factors(expression):
    """The two factors of `x @ y`, `np.dot(x, y)`, `np.matmul(x, y)` or `x.dot(y)`; else None."""
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.MatMult):
        return expression.left, expression.right
    if isinstance(expression, ast.Call) and isinstance(expression.func, ast.Attribute):
        arguments, name = expression.args, expression.func.attr
        if name in ("dot", "matmul") and len(arguments) == 2:
            return tuple(arguments)
        if name == "dot" and len(arguments) == 1:
            return expression.func.value, arguments[0]
    return None


def _of_operation(expression, names):
    if isinstance(expression.op, ast.MatMult):
        return _of_product(expression, names)
    return _broadcast(shape_of(expression.left, names), shape_of(expression.right, names))


def _of_call(expression, names):
    if factors(expression):
        return _of_product(expression, names)
    if not isinstance(expression.func, ast.Attribute):
        return None
    name, arguments = expression.func.attr, expression.args
    if name == "transpose" and not arguments:
        shape = shape_of(expression.func.value, names)
        return shape and shape[::-1]
    if name in ELEMENTWISE and len(arguments) == 1:
        return shape_of(arguments[0], names)
    if name in PAIRWISE and len(arguments) == 2:
        return _broadcast(*(shape_of(argument, names) for argument in arguments))
    return None


def _of_product(expression, names):
    left, right = (shape_of(factor, names) for factor in factors(expression))
    if left and right and len(left) == len(right) == 2 and left[1] == right[0]:
        return left[0], right[1]
    return None


def _broadcast(left, right):
    try:
        return None if left is None or right is None else np.broadcast_shapes(left, right)
    except ValueError:
        return None


def _index(expression, names):
    """A constant index or key, `"W" + str(l)`, a slice: the ways things are usually looked up."""
    if isinstance(expression, ast.Slice):
        bounds = (expression.lower, expression.upper, expression.step)
        return slice(*(None if bound is None else _index(bound, names) for bound in bounds))
    if isinstance(expression, ast.Tuple):
        return tuple(_index(item, names) for item in expression.elts)
    if isinstance(expression, ast.Call) and ast.unparse(expression.func) == "str":
        return str(_index(expression.args[0], names))
    if isinstance(expression, ast.JoinedStr):
        parts = [p.value if isinstance(p, ast.FormattedValue) else p for p in expression.values]
        return "".join(str(_index(part, names)) for part in parts)
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, (ast.Add, ast.Sub)):
        left, right = _index(expression.left, names), _index(expression.right, names)
        return left + right if isinstance(expression.op, ast.Add) else left - right
    if isinstance(expression, ast.UnaryOp) and isinstance(expression.op, ast.USub):
        return -_index(expression.operand, names)
    if isinstance(expression, ast.Constant):
        return expression.value
    value = names.get(expression.id) if isinstance(expression, ast.Name) else None
    if type(value) in (int, str):
        return value
    raise ValueError("not a constant index")
