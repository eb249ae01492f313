"""A learner's function as it is judged: with its own cell, its imports, and stand-ins.

A function in a notebook sees everything that any cell has ever made. Judged like that, it could
lean on a variable left over from another cell, or fail because of an earlier exercise. So while it
is tried it sees only

- what its own cell defines,
- modules and functions that were imported, and literal constants, wherever they stand,
- the reference's functions, under the names of earlier exercises that its cell does not define.
"""

import ast
import linecache
import os
import types
from contextlib import contextmanager

import numpy as np

LEAVERS = {"exit", "quit"}  # IPython's ask the kernel to stop, and raise nothing
LITERALS = (bool, int, float, complex, str, bytes, type(None))


@contextmanager
def isolated(function, stand_ins, exercise_names):
    """While this lasts, `function` sees the names above and nothing else; then all is as before.

    stand_ins       name -> function, for the exercises that come earlier
    exercise_names  all exercises: the learner's own versions are hidden, unless they are defined
                    in the same cell

    The function's own namespace is changed and put back, rather than the function copied: classes,
    closures and decorated functions in its cell then need no special care.
    """
    plain = written(function)
    if plain is None:
        yield
        return
    namespace = plain.__globals__
    before = dict(namespace)
    own = names_of_own_cell(plain, exercise_names)
    try:
        for name, value in before.items():
            hidden = name not in own and (name in LEAVERS or name in exercise_names or not _is_shared(value))
            if hidden and not (name.startswith("__") and name.endswith("__")):
                del namespace[name]
        namespace.update({name: value for name, value in stand_ins.items() if name not in own})
        yield
    finally:
        for name in namespace.keys() - before.keys():
            del namespace[name]
        namespace.update(before)


def written(function):
    """The plain function below decorators, partials and callable objects; None where there is none."""
    for _ in range(20):  # a wrapper may wrap itself
        inner = getattr(function, "__wrapped__", None) or getattr(function, "func", None)
        if inner is None and not isinstance(function, types.FunctionType):
            inner = getattr(function, "__func__", None) or vars(type(function)).get("__call__")
        if inner is None or inner is function:
            break
        function = inner
    return function if isinstance(function, types.FunctionType) else None


def own_helpers(function, exercise_names):
    """The exercises that the function's own cell defines: they go with it."""
    return names_of_own_cell(function, exercise_names) & set(exercise_names)


def names_of_own_cell(function, exercise_names):
    """The names that the function's own notebook cell binds at its top level.

    Outside a notebook a function has no cell, only a file, or nothing at all: there, every name
    but another exercise's counts as its own.
    """
    tree = cell_tree(function)
    if tree is None:
        return set(function.__globals__) - set(exercise_names) | {function.__name__}
    return {name for statement in tree.body for name in bound_names(statement)}


def cell_source(function):
    """The whole source of the notebook cell that defines `function`, or None outside a notebook."""
    filename = function.__code__.co_filename
    if os.path.isfile(filename) or not linecache.getlines(filename):
        return None
    return "".join(linecache.getlines(filename))


def source_around(function):
    """The source of the cell or file that defines a function, without magics; "" where there is none."""
    plain = written(function)
    source = "".join(linecache.getlines(plain.__code__.co_filename)) if plain else ""
    return source if _parse(source) else without_magics(source)


def cell_tree(function):
    """The syntax tree of the function's own cell, or None where it has none."""
    source = cell_source(function)
    return _parse(source) or _parse(without_magics(source)) if source else None


def without_magics(source):
    """`source` with every line that is a magic, a shell command or a question taken out."""
    lines = source.splitlines()
    return "\n".join(
        line[: len(line) - len(line.lstrip())] + "pass" if line.lstrip()[:1] in ("%", "!", "?") else line
        for line in lines
    )


def bound_names(statement):
    """The names that a statement at the top level of a cell binds."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    return {
        name
        for node in ast.walk(statement)
        for name in [getattr(node, "id", None) or getattr(node, "name", None)]
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    }


def is_literal(value, depth=3):
    """Whether a value is a constant one would write down: a number, a string, a tuple of such."""
    if type(value) in LITERALS:
        return True
    return depth > 0 and type(value) is tuple and all(is_literal(item, depth - 1) for item in value)


def module_of(value):
    """The name of the module that a value says it comes from, or None."""
    module = getattr(value, "__module__", None)
    if isinstance(value, np.ufunc) and getattr(np, value.__name__, None) is value:
        return "numpy"  # before 2.2, NumPy's own do not say so
    return module if isinstance(module, str) else None


def _parse(source):
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_shared(value):
    """Whether a name of another cell is carried in: imported things, and literal constants."""
    try:
        if isinstance(value, types.ModuleType) or is_literal(value):
            return True
        if type(value).__module__ == "functools":  # a learner's own function, wrapped
            return False
        return module_of(value) not in (None, "__main__", "builtins") and callable(value)
    except BaseException:  # an object that cannot be looked at
        return False
