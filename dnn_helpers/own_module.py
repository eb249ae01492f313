"""The learner's own module, my_network.py: every passed function, kept beside the notebooks.

The file is the learner's: plain Python that can be read, changed and imported, with nothing of
ours in it but a header and one comment line above each function. Whatever is replaced is kept.
"""

import ast
import io
import linecache
import os
import re
import types
from contextlib import redirect_stdout
from pathlib import Path

from .isolate import bound_names, cell_tree, own_helpers, written
from .own_source import NoSource, names_in, source_with_helpers

VARIABLE = "DNN_HELPERS_SAVE"  # "off", or a folder to keep my_network.py in
FILE, REPLACED = "my_network.py", "my_network_replaced.py"
HEADER = f'''"""My own network: the functions that passed their checks.

This file is yours. Read it, change it, import it: a check that passes writes its function here,
and what it replaces is kept in {REPLACED}.
"""
'''
MARK = "# === {name} ==="
MARKED = re.compile(r"^# === (\w+) ===$", re.MULTILINE)


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


def can_be_written(place: Path) -> bool:
    """Whether my_network.py can be kept in a folder, which may still have to be made."""
    while not place.exists() and place != place.parent:
        place = place.parent
    return place.is_dir() and os.access(place, os.W_OK)


def save(function, name, exercise_names, works=lambda kept: True) -> bool:
    """Keep a passed function with its helpers, constants and imports; whether the file changed.

    name            the exercise's: a lambda has none of its own
    exercise_names  all exercises, in order
    works           whether the function, taken out of its cell, still does the same

    raises  CannotSave where the source cannot be found or the file cannot be written
    """
    target = path()
    if target is None:
        return False
    try:
        block = source_with_helpers(function, name, exercise_names)
        old = target.read_text(encoding="utf-8-sig") if target.exists() else ""
        _refuse_other_exercises(function, name, block, old, exercise_names)
        new = with_block(old, name, block, exercise_names)
        if new == old:
            return False
        _try_out(block, name, works)
        _keep_replaced(target, old, name, block)
        _write(target, new)
    except NoSource:
        raise CannotSave(
            f"Note: the source of {name} cannot be found, so it is not kept in {FILE}. Define it in a "
            "notebook cell or in a file."
        ) from None
    except (OSError, ValueError, SyntaxError) as error:
        raise CannotSave(
            f"{FILE} could not be written ({error}). Your function is safe in the notebook; to keep "
            f"it, make the folder writable or set the variable {VARIABLE} to another one."
        ) from None
    return True


def saved() -> dict[str, str]:
    """name -> source of every function kept so far; empty where there is no file."""
    target = path()
    try:
        return dict(_blocks(target.read_text(encoding="utf-8-sig"))[1]) if target else {}
    except (OSError, ValueError):  # not there, or not readable: nothing is known to be kept
        return {}


def load(stand_ins) -> tuple[types.SimpleNamespace, dict[str, bool]]:
    """The learner's functions, with stand-ins for the missing ones, and name -> whether it is theirs.

    A file that cannot be run is an ImportError that names the line.
    """
    target, namespace = path(), {"__name__": "my_network"} | dict(stand_ins)
    if target is not None and target.exists():
        try:
            source = target.read_text(encoding="utf-8-sig")
            linecache.checkcache(str(target))
            exec(compile(source, str(target), "exec"), namespace)
        except (Exception, SystemExit) as error:
            raise ImportError(
                f"{target.name} cannot be run: {type(error).__name__}: {error}{_line(error, target)}. Mend "
                "that, or move the file away and run the checks again."
            ) from None
    own = {name: namespace[name] is not stand_ins[name] for name in stand_ins}
    return types.SimpleNamespace(**{name: namespace[name] for name in stand_ins}), own


def _line(error, target):
    """ " (line 7)", the line of the file in which an error arose."""
    number = error.lineno if isinstance(error, SyntaxError) else None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(target):
            number = trace.tb_lineno
        trace = trace.tb_next
    return f" (line {number})" if number else ""


# --- The file ---------------------------------------------------------------------------------


def _blocks(text):
    """The text before the first mark, and the marked blocks as (name, source) pairs."""
    head, *rest = MARKED.split(text)
    return head, [(name, source.strip("\n") + "\n") for name, source in zip(rest[::2], rest[1::2])]


def with_block(text, name, block, order) -> str:
    """`text` with the block of `name` put in or replaced, in the exercises' order."""
    head, blocks = _blocks(text or HEADER)
    found = {}
    for other, source in blocks:  # clouds and merges leave files with a block twice: keep both
        found[other] = f"{found[other]}\n\n{source}" if other in found else source
    found[name] = block
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


def _try_out(block, name, works):
    """Only what does the same outside its cell is kept."""
    namespace = {"__name__": "my_network"}
    try:
        with redirect_stdout(io.StringIO()):
            exec(compile(block, FILE, "exec"), namespace)
        fine = works(namespace[name])
    except Exception:
        fine = False
    if not fine:
        raise CannotSave(
            f"Note: {name} is not kept in {FILE}: taken out of its cell, it does not do the same. Write it "
            "with def, and give what it needs its value in one statement."
        )


def _refuse_other_exercises(function, name, block, old, exercise_names):
    """A helper in the function's own cell may bear another exercise's name, and be another function."""
    plain = written(function)
    if plain is None or cell_tree(plain) is None:
        return
    own, kept = own_helpers(plain, exercise_names) - {name}, dict(_blocks(old)[1])
    for other in sorted(own & names_in(ast.parse(block))):
        mine = next(s for s in reversed(cell_tree(plain).body) if other in bound_names(s))
        if _helpers(kept.get(other, "")).get(other) != ast.unparse(mine):
            raise CannotSave(
                f"Note: {name} is not kept in {FILE}: it uses the {other} of its own cell, which is not "
                f"the one that is kept. check({other}) first, or give the helper another name."
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
