"""Finding submissions, and taking the code cells out of them.

Nothing of a learner's is compiled or run here: a notebook is JSON, and its cells are text.
"""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from ..exercises import CHAPTERS

NOTEBOOK_NAMES = {f"{chapter.name}.ipynb" for chapter in CHAPTERS}
LEFT_OUT = {".ipynb_checkpoints", "__MACOSX"}
MAX_BYTES, MAX_CELLS = 50 * 2**20, 2000


class NothingToGrade(Exception):
    """A path that holds no submission; the message says what was expected."""


@dataclass
class Submission:
    """One learner's work.

    name      the file's stem or the folder's name, unique among its fellows
    files     its notebooks, sorted
    problems  what a person should know: unreadable files, things left out
    """

    name: str
    files: list[Path]
    problems: list[str] = field(default_factory=list)


def find(paths, kind: str | None = None) -> list[Submission]:
    """The submissions at `paths`, sorted by name.

    kind    "submission": every path is one learner's; "class": every path is a folder of many;
            None: a folder that directly holds a notebook of the workbook's names is one learner's
    raises  NothingToGrade for a path that is not there or a folder without any
    """
    found = [submission for path in map(Path, paths) for submission in _at(path, kind)]
    if not found:
        raise NothingToGrade("There is no notebook in what you named: nothing to grade.")
    seen: dict[str, int] = {}
    for submission in found:
        seen[submission.name] = count = seen.get(submission.name, 0) + 1
        if count > 1:
            submission.problems.append(f"there are several submissions called {submission.name}")
            submission.name = f"{submission.name}_{count}"
    return sorted(found, key=lambda submission: submission.name)


def _at(path, kind):
    if not path.exists():
        raise NothingToGrade(f"{path} is not there. Name a notebook, or a folder of submissions.")
    if path.is_file():
        return [Submission(path.stem, [path])]
    names = {entry.name for entry in os.scandir(path)}
    if kind == "submission" or (kind is None and names & NOTEBOOK_NAMES):
        return [_folder(path)]
    entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    return [_entry(entry) for entry in entries if _is_submission(entry)]


def _is_submission(entry):
    return entry.name not in LEFT_OUT and (entry.is_symlink() or entry.is_dir() or entry.suffix == ".ipynb")


def _entry(entry):
    if entry.is_symlink():
        return Submission(entry.stem, [], [f"{_shown(entry.name)} is a link and was not followed"])
    return _folder(entry) if entry.is_dir() else Submission(_shown(entry.stem), [entry])


def _folder(folder):
    submission = Submission(_shown(folder.resolve().name), [])
    for root, folders, files in os.walk(folder):
        submission.problems += [f"{_shown(d)} was left out" for d in folders if d in LEFT_OUT]
        folders[:] = sorted(d for d in folders if d not in LEFT_OUT and not (Path(root) / d).is_symlink())
        for file in sorted(files):
            path = Path(root) / file
            if path.suffix == ".ipynb" and path.is_symlink():
                submission.problems.append(f"{_shown(file)} is a link and was not followed")
            elif path.suffix == ".ipynb":
                submission.files.append(path)
    if not submission.files:
        submission.problems.append("there is no notebook in this folder")
    return submission


def read_cells(submission: Submission) -> list[tuple[str, str]]:
    """(label, source) of every code cell; what cannot be read becomes a line in `problems`."""
    cells = []
    for file in submission.files:
        try:
            found = _code_cells(_load(file))
        except (OSError, ValueError, RecursionError, AttributeError, TypeError) as error:
            submission.problems.append(f"{_shown(file.name)} cannot be read: {_shown(str(error))[:200]}")
            continue
        if _is_ours(found):
            submission.problems.append(f"{_shown(file.name)} is the workbook's own solved notebook: left out")
            continue
        name = _shown(file.stem)
        cells += [(f"{name}, cell {number}", source) for number, source in found]
    if len(cells) > MAX_CELLS:
        submission.problems.append(f"only the first {MAX_CELLS} of {len(cells)} cells were read")
    return cells[:MAX_CELLS]


def _load(file):
    if not file.is_file():
        raise ValueError("it is no file")
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 2**20} MB")
    if size == 0:
        raise ValueError("it is empty")
    notebook = json.loads(file.read_bytes())
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
    """Whether these are the cells of a solved notebook: its marks stand in nobody else's."""
    return any("### BEGIN SOLUTION" in source and "### END SOLUTION" in source for _, source in cells)


def _shown(name):
    """A file's name as text that can be printed anywhere."""
    text = os.fsencode(name).decode("utf-8", "replace") if isinstance(name, str) else str(name)
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
