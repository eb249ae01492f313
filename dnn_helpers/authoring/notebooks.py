"""Where the notebooks are, and how they are read and written: the same bytes for the same cells."""

from pathlib import Path

import nbformat

from ..exercises import CHAPTERS

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class NotARepository(Exception):
    """The notebooks are not where a checkout of the workbook has them."""


def folder() -> Path:
    """The `notebooks` folder: of the checkout this package lies in, or of the current folder.

    raises  NotARepository where neither has one
    """
    for root in (Path(__file__).parents[2], Path.cwd()):
        if (root / "notebooks" / "solutions").is_dir():
            return root / "notebooks"
    raise NotARepository(
        "The workbook's notebooks are not here. Run this command in a checkout of the workbook, the "
        "folder that holds notebooks/solutions."
    )


def solved_paths() -> list[Path]:
    """The solved notebooks, chapter by chapter."""
    return [folder() / "solutions" / f"{chapter.name}.ipynb" for chapter in CHAPTERS]


def learner_path(solved: Path) -> Path:
    """The learner notebook made from a solved one."""
    return solved.parents[1] / solved.name


def read(path: Path):
    """A notebook, nbformat 4."""
    return nbformat.read(path, as_version=4)


def text_of(notebook) -> str:
    """A notebook as its file's text, with metadata that no run and no machine can change."""
    notebook = notebook.copy()
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat_minor = 5
    return nbformat.writes(notebook) + "\n"


def write(notebook, path: Path) -> None:
    """Write a notebook; the folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(notebook), encoding="utf-8")


def exercise_of(cell) -> str | None:
    """The exercise whose function this cell holds, or None."""
    grading = cell.metadata.get("nbgrader", {})
    return grading.get("grade_id") if grading.get("solution") else None


def checked_by(cell) -> str | None:
    """The exercise that this cell checks, or None."""
    grading = cell.metadata.get("nbgrader", {})
    return grading.get("grade_id", "").removeprefix("check_") if grading.get("grade") else None
