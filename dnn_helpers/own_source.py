"""A function taken out of its cell: its source, with the helpers, constants and imports it needs."""

import ast
import linecache
import symtable
import types

from .isolate import bound_names, cell_tree, is_literal, module_of, written


class NoSource(LookupError):
    """The source of a function cannot be found."""


def source_with_helpers(function, name, exercise_names) -> str:
    """Imports, constants, helpers and the function itself, as a block of source.

    Everything is taken from the syntax tree of the cell (or file) that defines the function: what its
    statement names is looked up there first, and in the namespace for imports and constants.

    raises  NoSource where there is no cell and no file that defines it
    """
    plain = written(function)
    tree, lines = _source_of(plain) if plain else (None, [])
    wanted = _defining(tree, name) if tree else []
    if not wanted:
        raise NoSource(name)
    statements, heads, queue, seen = list(wanted), {}, list(wanted), {name, "_", *exercise_names}
    while queue:
        for used in sorted(names_in(queue.pop()) - seen):
            seen.add(used)
            found = _defining(tree, used)
            queue += found
            statements += found
            if not found and used in plain.__globals__:
                heads[used] = _head(used, plain.__globals__[used])
    statements = sorted(set(statements), key=lambda s: s.lineno)
    imports = [s for s in statements if isinstance(s, (ast.Import, ast.ImportFrom))]
    head = sorted(filter(None, heads.values())) + [_text(s, lines) for s in imports]
    rest = [_text(s, lines) for s in statements if s not in imports]
    return "\n\n\n".join(["\n".join(head)] * bool(head) + rest) + "\n"


def _source_of(plain):
    """The syntax tree and the lines of the cell or file that defines a function."""
    lines = linecache.getlines(plain.__code__.co_filename)
    tree = cell_tree(plain)
    if tree is None and lines:
        tree = ast.parse("".join(lines))
    return tree, lines


def _defining(tree, name):
    """The statements of a cell that make `name` what it is in the end."""
    found = [s for s in tree.body if name in bound_names(s) or name in _changed_by(s)]
    bindings = [s for s in found if name in bound_names(s)]
    if bindings and isinstance(bindings[-1], (ast.FunctionDef, ast.ClassDef)):
        return found[found.index(bindings[-1]) :]  # a later definition replaces whatever was before
    return found if bindings else []


def _changed_by(statement):
    """The names whose values a statement changes from outside: x[...] = 1, x.y = 1, x.append(1)."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return set()
    changed = set()
    for part in ast.walk(statement):
        targets = getattr(part, "targets", None) or [getattr(part, "target", None)]
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            targets = [part.value.func]
        changed |= {_base(target) for target in targets} - {None}
    return changed


def _base(target):
    """The name at the bottom of x[...], x.y and the like; None for a plain name."""
    below = target
    while isinstance(below, (ast.Subscript, ast.Attribute)):
        below = below.value
    return below.id if below is not target and isinstance(below, ast.Name) else None


def names_in(statement) -> set[str]:
    """The names that a statement takes from outside itself: never a function's own variables."""
    return _outer_names(symtable.symtable(ast.unparse(statement), "<cell>", "exec"), top=True)


def _outer_names(table, top=False):
    names = {s.get_name() for s in table.get_symbols() if s.is_referenced() and (top or s.is_global())}
    return names.union(*(_outer_names(inner) for inner in table.get_children()))


def _head(name, value):
    """The line that brings in an import or a constant of another cell, or None for anything else."""
    if isinstance(value, types.ModuleType):
        plain = value.__name__ == name
        return f"import {value.__name__}" if plain else f"import {value.__name__} as {name}"
    if is_literal(value):
        text = repr(value)
        return f"{name} = float({text!r})" if text in ("inf", "-inf", "nan") else f"{name} = {text}"
    module, own = module_of(value), getattr(value, "__name__", name)
    if module not in (None, "__main__", "builtins") and own.isidentifier():
        return f"from {module} import {own}" + ("" if own == name else f" as {name}")
    return None


def _text(statement, lines):
    """A statement's source, with its decorators."""
    decorators = getattr(statement, "decorator_list", ())
    first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
    return "".join(lines[first - 1 : statement.end_lineno]).rstrip()
