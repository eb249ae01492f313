"""Run the solved notebooks from top to bottom and store what they print.

The only way outputs get into a notebook: one fresh kernel, every cell once, in order. The folded
"Expected output" under a cell is a view of that cell's output and is renewed with it.
"""

import os
import re

from nbclient import NotebookClient

from . import notebooks
from .setup_cell import is_setup_cell, setup_cell, with_badge

FOLD = re.compile(r"<details><summary>Expected output</summary>\n\n```\n.*?\n```\n\n</details>", re.DOTALL)
FOLDED = "<details><summary>Expected output</summary>\n\n```\n{}\n```\n\n</details>"


def execute(notebook, path):
    """The notebook at `path` with its outputs, after one run in a fresh kernel in its folder."""
    notebook.cells[0].source = with_badge(notebook.cells[0].source, path.name)
    for cell in notebook.cells:
        if is_setup_cell(cell):
            cell.source = setup_cell()
    quiet = os.environ | {"DNN_HELPERS_SAVE": "off", "OPENBLAS_NUM_THREADS": "1"}
    client = NotebookClient(
        notebook, timeout=300, record_timing=False, resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute(env=quiet)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        _merge_streams(cell)
    renew_folds(notebook)
    return notebook


def renew_folds(notebook) -> None:
    """Put each code cell's output into the "Expected output" of the text cell below it."""
    for above, below in zip(notebook.cells, notebook.cells[1:], strict=False):
        if below.cell_type == "markdown" and FOLD.search(below.source):
            fold = FOLDED.format(printed(above))
            below.source = FOLD.sub(lambda _, fold=fold: fold, below.source, count=1)


def printed(cell) -> str:
    """What a cell printed, as text."""
    return "".join(o.text for o in cell.get("outputs", []) if o.output_type == "stream").rstrip("\n")


def execute_all(report=print) -> None:
    """Run every solved notebook and write it back."""
    for path in notebooks.solved_paths():
        report(f"running {path.name}")
        notebooks.write(execute(notebooks.read(path), path), path)


def _merge_streams(cell):
    """One stream output for what was printed in several pieces: how it is cut depends on timing."""
    merged = []
    for output in cell.get("outputs", []):
        last = merged[-1] if merged else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            merged.append(output)
    if "outputs" in cell:
        cell.outputs = merged
