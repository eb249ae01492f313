"""A learner's functions under the reference's outputs: what `pytest --nbval` can then answer for.

Only the learner's exercise cells are taken; every other cell, the checks among them, and every
stored output is the workbook's own.
"""

import ast
from pathlib import Path

from ..exercises import BY_NAME
from ..grading.cells import read_cells
from ..grading.submissions import NothingToGrade, find
from ..isolate import bound_names, without_magics
from . import notebooks, release

# Output printed inside a call is style, not a result.
QUIET = """

import contextlib as _contextlib
import io as _io


def _quiet(function):
    def call(*arguments, **keywords):
        with _contextlib.redirect_stdout(_io.StringIO()):
            return function(*arguments, **keywords)

    call.__name__, call.__wrapped__ = function.__name__, function
    return call


{name} = _quiet({name})
"""


def graft(path, out: Path) -> tuple[list[Path], list[str]]:
    """Write the solved notebooks with the learner's cells into `out`: (paths, problems).

    path  one learner's notebook, or their folder
    """
    if len(find([path])) > 1:
        raise NothingToGrade(f"{path} holds several submissions; graft takes one learner's at a time.")
    (submission,) = find([path], "submission")
    cells, problems = read_cells(submission)
    sources = functions_of(cells)
    written = []
    for solved in notebooks.solved_paths():
        notebook = notebooks.read(solved)
        _put_in(notebook, sources)
        notebooks.write(notebook, out / solved.name)
        written.append(out / solved.name)
    missing = [f"{name}: no function of that name was found" for name in BY_NAME if name not in sources]
    return written, submission.problems + problems + missing


def functions_of(cells) -> dict[str, str]:
    """exercise -> the source of the last cell that defines it and is not the blank."""
    found = {}
    for _, source in cells:
        tree = _parse(without_magics(source))
        names = {name for statement in tree.body for name in _defined(statement)} if tree else set()
        for name in names & BY_NAME.keys():
            if not release.is_blank(source):
                found[name] = source
    return found


def _defined(statement):
    """The functions that a statement defines; `f = network.f` only fetches one."""
    if isinstance(statement, ast.Assign) and not isinstance(statement.value, (ast.Lambda, ast.Call)):
        return set()
    return bound_names(statement) if isinstance(statement, (ast.FunctionDef, ast.Assign)) else set()


def _put_in(notebook, sources):
    for cell in notebook.cells:
        name = notebooks.exercise_of(cell)
        if name:
            blank = release.blank(cell.source)
            own = sources.get(name)
            cell.source = own + QUIET.format(name=name) if own else blank
            cell.metadata.tags = ["nbval-ignore-output"]  # what a learner's own cell prints is theirs
        elif "style-dependent" in cell.metadata.get("tags", []):
            cell.metadata.tags = [*cell.metadata.tags, "nbval-ignore-output"]


def _parse(source):
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
