"""The learner's own module, my_network.py: every passed function, kept beside the notebooks.

The file is the learner's: plain Python that can be read, changed and imported, with nothing of
ours in it but a header and one comment line above each function. Whatever is replaced is kept.
"""

import ast
import builtins
import inspect
import linecache
import os
import re
import textwrap
import types
from pathlib import Path

from .isolate import bound_names, cell_tree, is_literal, names_of_own_cell

VARIABLE = "DNN_HELPERS_SAVE"  # "off", or a folder to keep my_network.py in
FILE, REPLACED = "my_network.py", "my_network_replaced.py"
HEADER = f'''"""My own network: the functions that passed their checks.

This file is yours. Read it, change it, import it: a check that passes writes its function here,
and what it replaces is kept in {REPLACED}.
"""
'''
MARK = "# === {name} ==="
MARKED = re.compile(r"^# === (\w+) ===$", re.MULTILINE)


_NOTHING = object()


class CannotSave(Exception):
    """The function passed, but could not be kept: the message says why."""


def folder() -> Path | None:
    """Where my_network.py is kept, or None where nothing is saved.

    The variable DNN_HELPERS_SAVE decides ("off" or a folder); without it, that is the notebook's
    folder, except in a test run, whose outcome must not depend on what somebody has saved.
    """
    wish = os.environ.get(VARIABLE)
    if wish:
        return None if wish.lower() == "off" else Path(wish)
    return None if "PYTEST_CURRENT_TEST" in os.environ or "PYTEST_VERSION" in os.environ else Path.cwd()


def path() -> Path | None:
    """The file itself, or None where nothing is saved."""
    return folder() / FILE if folder() else None


def save(function, name, exercise_names) -> bool:
    """Keep a passed function with its helpers, constants and imports; whether the file changed.

    name            the exercise's: a lambda has none of its own
    exercise_names  all exercises, in order

    raises  CannotSave where the source cannot be found or the file cannot be written
    """
    target = path()
    if target is None:
        return False
    try:
        block = source_with_helpers(function, name, exercise_names)
        old = target.read_text(encoding="utf-8") if target.exists() else ""
        new = with_block(old, name, block, exercise_names)
        if new == old:
            return False
        _keep_replaced(target, old, name, block)
        _write(target, new)
    except (OSError, UnicodeDecodeError, SyntaxError) as error:
        raise CannotSave(
            f"{FILE} could not be written ({error}). Your function is safe in the notebook; to keep "
            f"it, make the folder writable or set the variable {VARIABLE} to another one."
        ) from None
    return True


def saved() -> dict[str, str]:
    """name -> source of every function kept so far; empty where there is no file."""
    target = path()
    if target is None or not target.exists():
        return {}
    return dict(_blocks(target.read_text(encoding="utf-8"))[1])


def load(stand_ins) -> tuple[types.SimpleNamespace, dict[str, bool]]:
    """The learner's functions, with stand-ins for the missing ones, and name -> whether it is theirs.

    A file that cannot be run is an ImportError that names the line.
    """
    target, namespace = path(), {"__name__": "my_network"} | dict(stand_ins)
    if target is not None and target.exists():
        source = target.read_text(encoding="utf-8")
        linecache.checkcache(str(target))
        try:
            exec(compile(source, str(target), "exec"), namespace)
        except Exception as error:
            raise ImportError(
                f"{target.name} cannot be run: {type(error).__name__}: {error}. Mend that line, or "
                f"move the file away and run the checks again."
            ) from None
    own = {name: namespace[name] is not stand_ins[name] for name in stand_ins}
    return types.SimpleNamespace(**{name: namespace[name] for name in stand_ins}), own


# --- One function's block ---------------------------------------------------------------------


def source_with_helpers(function, name, exercise_names) -> str:
    """Imports, constants, helpers and the function itself, as a block of source."""
    plain = inspect.unwrap(function)
    own = names_of_own_cell(plain, exercise_names)
    imports, constants, definitions, seen = {}, {}, [], {name}

    def visit(code_owner):
        for used in sorted(_global_names(code_owner.__code__) - seen - set(exercise_names)):
            seen.add(used)
            value = plain.__globals__.get(used, _NOTHING)
            module = getattr(value, "__module__", "__main__")
            if isinstance(value, types.ModuleType):
                imports[used] = _import_line(used, value)
            elif value is _NOTHING:
                continue
            elif is_literal(value):
                constants[used] = f"{used} = {value!r}"
            elif module not in (plain.__module__, "__main__", "builtins"):
                imports[used] = f"from {module} import {used}"
            elif used in own:
                if isinstance(value, types.FunctionType):
                    visit(value)
                definitions.append(_definition(value, used, plain))

    visit(plain)
    definitions.append(_definition(plain, name, plain))
    head = [*sorted(imports.values()), *constants.values()]
    return "\n\n\n".join(["\n".join(head)] * bool(head) + definitions) + "\n"


def _global_names(code):
    names = set(code.co_names) - set(dir(builtins))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _global_names(constant)
    return names


def _import_line(name, module):
    return f"import {module.__name__}" if name == module.__name__ else f"import {module.__name__} as {name}"


def _definition(value, name, plain):
    """The source of what `name` is bound to: from the cell, with decorators, or from its file."""
    tree = cell_tree(plain)
    for statement in reversed(tree.body if tree else ()):
        if name in bound_names(statement):
            lines = linecache.getlines(plain.__code__.co_filename)
            decorators = getattr(statement, "decorator_list", ())
            first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
            return "".join(lines[first - 1 : statement.end_lineno]).rstrip()
    try:
        return textwrap.dedent(inspect.getsource(value)).rstrip()
    except (OSError, TypeError):
        raise CannotSave(
            f"Note: the source of {name} cannot be found, so it is not kept in {FILE}. Define it in "
            "a notebook cell or in a file."
        ) from None


# --- The file ---------------------------------------------------------------------------------


def _blocks(text):
    """The text before the first mark, and the marked blocks as (name, source) pairs."""
    head, *rest = MARKED.split(text)
    return head, [(name, source.strip("\n") + "\n") for name, source in zip(rest[::2], rest[1::2])]


def with_block(text, name, block, order) -> str:
    """`text` with the block of `name` put in or replaced, in the exercises' order."""
    head, blocks = _blocks(text or HEADER)
    found = dict(blocks) | {name: block}
    known = [other for other in order if other in found]
    names = known + [other for other in found if other not in known]
    _refuse_two_helpers(found, name)
    return (
        head.rstrip("\n")
        + "\n"
        + "".join(f"\n\n{MARK.format(name=other)}\n\n{found[other].strip(chr(10))}\n" for other in names)
    )


def _refuse_two_helpers(blocks, name):
    """Two helpers of one name and different content cannot live in one module."""
    mine = _helpers(blocks[name])
    for other, block in blocks.items():
        for helper, source in _helpers(block).items():
            if other != name and helper in mine and mine[helper] != source:
                raise CannotSave(
                    f"{name} passed, but is not kept in {FILE}: it uses another {helper} than "
                    f"{other} does. Give one of them another name, and check again."
                )


def _helpers(block):
    """name -> source of what a block defines beside imports."""
    tree = ast.parse(block)
    return {
        bound: ast.unparse(statement)
        for statement in tree.body
        if not isinstance(statement, (ast.Import, ast.ImportFrom))
        for bound in bound_names(statement)
    }


def _keep_replaced(target, old, name, block):
    previous = dict(_blocks(old)[1]).get(name)
    if previous is not None and previous.strip() != block.strip():
        with open(target.with_name(REPLACED), "a", encoding="utf-8") as kept:
            kept.write(f"{MARK.format(name=name)}\n\n{previous}\n\n")


def _write(target, text):
    """All or nothing: a full disk or a crash leaves the old file as it was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".part")
    try:
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
