"""Where a learner's function raised: their line, and the shapes of the arrays in it.

Part of the untrusted side, like attempt.py: standard library and NumPy only.
"""

import ast
import linecache
import types
from dataclasses import dataclass

import numpy as np

try:
    from .shape_of import factors, shape_of, value_of
except ImportError:  # loaded by path, outside the package
    from shape_of import factors, shape_of, value_of

MAX_TEXT = 400
REFERENCE = "reference.py"  # where the workbook's own functions are defined


@dataclass(frozen=True)
class ErrorNote:
    """An exception, as plain data.

    type, message  the exception's own
    line_number    in the learner's cell or file, 0 where it is not known
    line           that line's text
    shapes         ((expression, shape), ...) for the arrays named in the failing expression
    product        for a matrix product that does not fit: "W @ A: (4, 5) times (3, 7): 5 must equal 3"
    inside         the function of the workbook's in which it was raised, called from that line
    given          ((parameter, expression, what it is), ...): what that function was given. Where an
                   unpacking or a lookup failed, one such triple: the names, or the key, come first
    """

    type: str
    message: str
    line_number: int = 0
    line: str = ""
    shapes: tuple = ()
    product: str = ""
    inside: str = ""
    given: tuple = ()


def plain(text: str) -> str:
    """`text` as an ordinary string that can be written to any file."""
    return str(text).encode("utf-8", "backslashreplace").decode()


def type_name(kind) -> str:
    """A type's own name, whatever its class says."""
    return plain(type.__dict__["__name__"].__get__(kind)[:80])


def note(exception, function) -> ErrorNote:
    """What is worth telling about `exception`, which calling `function` raised."""
    kind = type_name(type(exception))
    try:
        message = plain(str(exception)[:MAX_TEXT])
    except BaseException:  # a learner's exception may fail to print itself
        message = ""
    try:
        return _located(exception, kind, message, code_of(function))
    except BaseException:  # a variable that cannot be looked at: the message alone must do
        return ErrorNote(kind, message)


def code_of(function):
    """The code of the function that was written, below partials and callable objects; or None."""
    for _ in range(20):  # a wrapper may wrap itself
        code = getattr(function, "__code__", None)
        if isinstance(code, types.CodeType):
            return code
        inner = getattr(function, "func", None) or getattr(function, "__wrapped__", None)
        function = inner or vars(type(function)).get("__call__")
    return None


def _located(exception, kind, message, code):
    frame, position, called = _last_frame(exception.__traceback__, getattr(code, "co_filename", None))
    if frame is None:
        return ErrorNote(kind, message)
    line_number = position[0] or frame.f_lineno
    line = plain(linecache.getline(frame.f_code.co_filename, line_number).strip()[:MAX_TEXT])
    expression = _expression(frame.f_code.co_filename, position)
    shapes = _shapes(expression, frame.f_locals) if expression else ()
    product = _product(expression, frame.f_locals) if expression else ""
    inside = plain(called.f_code.co_name) if called else ""
    given = _arguments(expression, called) if called else ()
    if "unpack" in message and not inside:
        given = _unpacked(line, frame.f_locals)
    elif kind in ("KeyError", "IndexError") and expression and not inside:
        given = _looked_up(expression, frame.f_locals)
    return ErrorNote(kind, message, line_number, line, shapes, product, inside, given)


def _last_frame(trace, filename):
    """The innermost frame of the learner's own file, the place in it, and the workbook's below it."""
    found, instruction, called = None, 0, None
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == filename:
            found, instruction, called = trace.tb_frame, trace.tb_lasti, None
        elif found is not None and called is None and code.co_filename.endswith(REFERENCE):
            called = trace.tb_frame
        trace = trace.tb_next
    if found is None:
        return None, None, None
    return found, list(found.f_code.co_positions())[instruction // 2], called


def _arguments(tree, called):
    """What the workbook's function was given: (parameter, the learner's expression, what it is)."""
    code = called.f_code
    parameters = code.co_varnames[: code.co_argcount]
    calls = [part for part in ast.walk(tree) if isinstance(part, ast.Call)] if tree else []
    named = [call for call in calls if ast.unparse(call.func).split(".")[-1] == code.co_name] or calls[:1]
    words = {}
    if named and not any(isinstance(argument, ast.Starred) for argument in named[0].args):
        words = dict(zip(parameters, map(ast.unparse, named[0].args)))
        words |= {keyword.arg: ast.unparse(keyword.value) for keyword in named[0].keywords}
    return tuple(
        (name, plain(words.get(name, "")[:80]), _kind(called.f_locals[name]))
        for name in parameters
        if name in called.f_locals
    )


def _unpacked(line, names):
    """What was to be unpacked in an assignment: (names, expression, what it is)."""
    try:
        statement = ast.parse(line).body[0]
        targets, expression = ast.unparse(statement.targets[0]).strip("()"), statement.value
    except (SyntaxError, IndexError, AttributeError, ValueError):
        return ()
    value = value_of(expression, names)
    return (
        (plain(targets[:80]), plain(ast.unparse(expression)[:80]), "" if value is None else _kind(value)),
    )


def _looked_up(tree, names):
    """Where a lookup failed: (key or index, what it was looked up in, what that is, or its keys)."""
    for part in ast.walk(tree):
        whole = value_of(part.value, names) if isinstance(part, ast.Subscript) else None
        if type(whole) in (dict, list, tuple, np.ndarray) and value_of(part, names) is None:
            what = ", ".join(str(key) for key in list(whole)[:60]) if type(whole) is dict else _kind(whole)
            texts = (ast.unparse(part.slice), ast.unparse(part.value), what)
            return (tuple(plain(text[:200]) for text in texts),)
    return ()


def _shapes_in(value):
    """The shapes of a small tuple's arrays: " (5, 4), (3, 5), (3, 1)"."""
    if type(value) is tuple and len(value) <= 4 and all(type(item) is np.ndarray for item in value):
        return " " + ", ".join(str(item.shape) for item in value)
    return ""


def _kind(value):
    """A value's kind and size in a few words: "(3, 4)" for an array, "a tuple of 2 items"."""
    kind = type(value)
    if kind is np.ndarray:
        return str(value.shape)
    if kind in (tuple, list, dict):
        return f"a {kind.__name__} of {len(value)} item{'s' * (len(value) != 1)}{_shapes_in(value)}"
    if kind is str:
        return plain(repr(value[:40]))
    return "None" if value is None else f"a value of type {type_name(kind)}"


def _expression(filename, position):
    """The syntax tree of the failing expression or statement, or None where it cannot be had."""
    first, last, start, end = position
    if None in position:
        return None
    lines = [linecache.getline(filename, number).encode() for number in range(first, last + 1)]
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    try:
        return ast.parse(b"(" + b"\n".join(lines) + b"\n)") if len(lines) > 1 else ast.parse(lines[0].strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _shapes(tree, names):
    """The arrays named in the expression, each once, the whole of `W.T` rather than W."""
    found, hidden = {}, set()
    for part in ast.walk(tree):
        if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript)):
            shape = shape_of(part, names)
            if shape and ast.unparse(part) not in hidden:
                found.setdefault(ast.unparse(part)[:80], str(tuple(shape)))
            if shape and not isinstance(part, ast.Name):
                hidden.add(ast.unparse(part.value))
    return tuple((name, shape) for name, shape in found.items() if name not in hidden)[:6]


def _product(tree, names):
    """The sentence for a matrix product whose inner sizes differ, or ""."""
    for part in ast.walk(tree):
        pair = factors(part)
        if pair is None:
            continue
        left, right = (shape_of(factor, names) for factor in pair)
        if left and right and len(left) == len(right) == 2 and left[1] != right[0]:
            text = " @ ".join(_in_parentheses(factor) for factor in pair)
            return f"{text}: {left} times {right}: {left[1]} must equal {right[0]}"
    return ""


def _in_parentheses(factor):
    text = ast.unparse(factor)
    return f"({text})" if isinstance(factor, ast.BinOp) else text
