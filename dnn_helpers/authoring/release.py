"""From a solved notebook to the learner's: solutions out, outputs out, nothing else changed."""

import copy
import re

from . import notebooks

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
SOLUTION = re.compile(rf"^( *){BEGIN}\n.*?^ *{END}$", re.MULTILINE | re.DOTALL)
BLANK = r"\1# YOUR CODE HERE\n\1raise NotImplementedError"


class NoSolution(ValueError):
    """An exercise cell without the marks round its solution."""


def release(solved):
    """The learner's version of a solved notebook."""
    learner = copy.deepcopy(solved)
    for cell in learner.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if notebooks.exercise_of(cell):
            cell.source = blank(cell.source)
    return learner


def blank(source: str) -> str:
    """An exercise cell's source with the solution taken out.

    raises  NoSolution where the marks are missing
    """
    emptied, count = SOLUTION.subn(BLANK, source)
    if count != 1:
        raise NoSolution(f"expected one {BEGIN} ... {END} in an exercise cell, found {count}")
    return emptied


def is_blank(source: str) -> bool:
    """Whether an exercise cell is as it was handed out, by us or by nbgrader."""
    last = source.rstrip().removesuffix("()")  # nbgrader's blank calls it
    return "# YOUR CODE HERE\n" in source and last.endswith("raise NotImplementedError")


def release_all() -> list:
    """Write every learner notebook; the paths written."""
    written = []
    for path in notebooks.solved_paths():
        target = notebooks.learner_path(path)
        notebooks.write(release(notebooks.read(path)), target)
        written.append(target)
    return written
