"""Taking the code cells out of a submission's notebooks: JSON in, text out, nothing compiled."""

import json
import re

from ..exercises import EXERCISES
from . import tree
from .submissions import MAX_BYTES, Submission, shown

MAX_CELLS, UNREADABLE = 2000, "cannot be read"
DEFINES = re.compile(rf"^def ({'|'.join(exercise.name for exercise in EXERCISES)})\b", re.MULTILINE)
MARKS = ("### BEGIN SOLUTION", "### END SOLUTION")


def read_cells(submission: Submission) -> tuple[list[tuple[str, str]], list[str]]:
    """(label, source) of every code cell, and what could not be read, as lines for `problems`."""
    cells, problems = [], []
    for file in submission.files:
        name = shown(file.name)
        try:
            found = _code_cells(_load(file))
        except (*tree.UNREADABLE, RecursionError, AttributeError, TypeError) as error:
            problems.append(f"{name} {UNREADABLE}: {shown(str(error))[:200]}")
            continue
        if _is_ours(found):
            problems.append(f"{name} is the workbook's own solved notebook: left out")
            continue
        label = name.removesuffix(".ipynb")
        cells += [(f"{label}, cell {number}", source) for number, source in found]
    if len(cells) > MAX_CELLS:
        problems.append(f"only the first {MAX_CELLS} of {len(cells)} cells were read")
    return cells[:MAX_CELLS], problems


def _load(file):
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 2**20} MB")
    if not content:
        raise ValueError("it is empty")
    try:
        notebook = json.loads(content)
    except ValueError:
        raise ValueError("it is damaged, or no notebook") from None
    if not isinstance(notebook, dict):
        raise ValueError("it is no notebook")
    return notebook


def _code_cells(notebook):
    """(number, source) of the code cells, of nbformat 3 or 4."""
    cells = notebook.get("cells")
    if cells is None:
        cells = [cell for sheet in notebook.get("worksheets", []) for cell in sheet.get("cells", [])]
    found = []
    for number, cell in enumerate(cells, 1):
        source = cell.get("source", cell.get("input", "")) if isinstance(cell, dict) else ""
        if isinstance(source, list):
            source = "".join(line for line in source if isinstance(line, str))
        if isinstance(source, str) and source and cell.get("cell_type") == "code":
            found.append((number, source.encode("utf-8", "replace").decode()))
    return found


def _is_ours(cells):
    """Whether these are a solved notebook's cells: every exercise stands between the author's marks.

    A learner who pastes one solution, marks and all, has still written the others.
    """
    defining = [source for _, source in cells if DEFINES.search(source)]
    return bool(defining) and all(mark in source for source in defining for mark in MARKS)
