"""A learner's function as it will be judged: its own cell, its imports, and stand-ins.

A function in a notebook sees everything that any cell has ever made. Judged like that, it could
lean on a variable left over from another cell, or fail because of an earlier exercise. So a copy
of it is judged that sees only

- what its own cell defines,
- modules and functions that were imported, and literal constants, wherever they stand,
- the reference's functions, under the names of earlier exercises that its cell does not define.
"""

import ast
import builtins
import inspect
import linecache
import os
import types

LITERALS = (bool, int, float, complex, str, bytes, type(None))


def isolate(function, stand_ins, exercise_names):
    """A copy of `function` that sees the names above and nothing else.

    stand_ins       name -> function, for the exercises that come earlier
    exercise_names  all exercises: the learner's own versions are not carried in, unless they are
                    defined in the same cell

    What is no plain Python function (a NumPy function, a callable object) is returned as it is.
    """
    plain = inspect.unwrap(function) if callable(function) else function
    if not isinstance(plain, types.FunctionType):
        return function
    visible, copies = {"__builtins__": builtins, "__name__": plain.__globals__.get("__name__")}, {}
    own = names_of_own_cell(plain, exercise_names)
    for name, value in plain.__globals__.items():
        if name in own or (name not in exercise_names and _is_shared(value)):
            visible[name] = value
    visible |= {name: value for name, value in stand_ins.items() if name not in own}
    for name in own & visible.keys():
        visible[name] = _copy(visible[name], plain.__globals__, visible, copies)
    return _copy(function, plain.__globals__, visible, copies)


def own_helpers(function, exercise_names):
    """The exercises that the function's own cell defines: they go with it."""
    return names_of_own_cell(inspect.unwrap(function), exercise_names) & set(exercise_names)


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


def cell_tree(function):
    """The syntax tree of the function's own cell, or None where it has none."""
    source = cell_source(function)
    try:
        return ast.parse(source) if source else None
    except SyntaxError:  # a cell with magics: IPython kept the text before it was rewritten
        lines = source.splitlines()
        return _parse("\n".join("pass" if line.lstrip()[:1] in "%!?" else line for line in lines))


def bound_names(statement):
    """The names that a statement at the top level of a cell binds."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def is_literal(value, depth=3):
    """Whether a value is a constant one would write down: a number, a string, a tuple of such."""
    if type(value) in LITERALS:
        return True
    return depth > 0 and type(value) is tuple and all(is_literal(item, depth - 1) for item in value)


def _parse(source):
    try:
        return ast.parse(source)
    except SyntaxError:
        return None


def _is_shared(value):
    """Whether a name of another cell is carried in: imported things, and literal constants."""
    if isinstance(value, types.ModuleType) or is_literal(value):
        return True
    module = getattr(value, "__module__", None)
    return isinstance(module, str) and module not in ("__main__", "builtins") and callable(value)


def _copy(value, old, new, copies):
    """`value`, with every function of the namespace `old` in it seeing the namespace `new`."""
    if not isinstance(value, types.FunctionType) or value.__globals__ is not old:
        return value
    if id(value) not in copies:
        cells = tuple(types.CellType() for _ in value.__closure__ or ()) or None
        twin = types.FunctionType(value.__code__, new, value.__name__, value.__defaults__, cells)
        twin.__kwdefaults__ = value.__kwdefaults__
        twin.__qualname__ = value.__qualname__
        twin.__dict__.update(value.__dict__)
        copies[id(value)] = twin
        for cell, original in zip(cells or (), value.__closure__ or ()):
            _fill(cell, original, old, new, copies)
    return copies[id(value)]


def _fill(cell, original, old, new, copies):
    """Functions that a closure holds (a decorated one, say) see the new namespace too."""
    try:
        cell.cell_contents = _copy(original.cell_contents, old, new, copies)
    except ValueError:  # an empty cell stays empty
        pass
