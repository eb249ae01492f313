"""Promises of the notebooks on Colab, kept in an environment with Colab's versions.

Not everything of Colab is here: no Drive, no front end, no Google. What is: its IPython, ipykernel,
NumPy and Matplotlib, `google.colab` in sys.modules, and no files beside the notebook.
"""

import re
from pathlib import Path

import nbformat
import pytest

pytestmark = pytest.mark.colab

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SOLVED = sorted((NOTEBOOKS / "solutions").glob("*.ipynb"))
WRONG = """def linear_forward(A, W, b):
    Z = A @ W
    return Z, (A, W, b)"""


def read(path):
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def errors(notebook):
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    return ["\n".join(o.traceback) for o in outputs if o.output_type == "error"]


def printed(cell, stream="stdout"):
    return "".join(o.text for o in cell.outputs if o.get("name") == stream)


def texts(cell):
    """What a cell printed, and of what it displayed the kinds and the plain text, if any."""
    shown = [o.data for o in cell.outputs if "data" in o]
    return printed(cell), [(sorted(data), data.get("text/plain")) for data in shown]


def head(name, last):
    """A learner's notebook, from the top to the cell with the grade_id `last`."""
    notebook = read(NOTEBOOKS / name)
    ids = [grade_id(cell) for cell in notebook.cells]
    del notebook.cells[ids.index(last) + 1 :]
    return notebook


def test_every_learner_notebook_has_a_solved_one_to_run_here():
    learners = [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    assert learners and [path.name for path in SOLVED] == learners


@pytest.mark.parametrize("path", SOLVED, ids=lambda path: path.stem)
def test_a_solved_notebook_gives_its_stored_outputs_on_colab(colab, path, tmp_path):
    stored, fresh = read(path), colab.run(read(path), tmp_path)
    assert errors(fresh) == []
    assert [printed(cell, "stderr") for cell in code(fresh) if printed(cell, "stderr")] == []
    checks = [cell for cell in code(fresh) if cell.metadata.get("nbgrader", {}).get("grade")]
    assert [cell.source for cell in checks if ": passed (" not in printed(cell)] == []
    for before, now in zip(code(stored), code(fresh), strict=True):
        assert texts(now) == texts(before), before.source
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_function_on_colab_ends_in_one_line_below_its_report(colab, tmp_path):
    notebook = head("02_forward_propagation.ipynb", "check_linear_forward")
    (exercise,) = [cell for cell in notebook.cells if grade_id(cell) == "linear_forward"]
    exercise.source = WRONG
    colab.run(notebook, tmp_path)
    assert errors(notebook) == ["NotPassed: linear_forward: stopped with an error"]
    report, _ = notebook.cells[-1].outputs
    assert "matrix product does not fit" in report.data["text/html"]
    assert "Z = A @ W" in report.data["text/html"]


def test_a_blank_notebook_on_colab_says_not_attempted(colab, tmp_path):
    notebook = head("02_forward_propagation.ipynb", "check_linear_forward")
    colab.run(notebook, tmp_path)
    assert errors(notebook) == ["NotPassed: linear_forward: not attempted yet"]


def test_drive_is_mounted_only_where_the_learner_asks_for_it(colab, tmp_path):
    notebook = read(SOLVED[0])
    setup = code(notebook)[0]
    without, mounted = (nbformat.from_dict(setup) for _ in range(2))
    mounted.source = re.sub("^SAVE_TO_DRIVE = False", "SAVE_TO_DRIVE = True", setup.source, flags=re.M)
    assert mounted.source != without.source
    notebook.cells = [without, mounted]
    colab.run(notebook, tmp_path)
    assert errors(notebook) == []
    assert "Mounted" not in printed(without)
    assert "Mounted at /content/drive" in printed(mounted)


def test_the_setup_cell_installs_the_workbook_and_changes_nothing_else(bare_colab, tmp_path):
    notebook = read(SOLVED[0])
    setup = code(notebook)[0]
    proof = nbformat.v4.new_code_cell(
        "import dnn_helpers\n"
        "from dnn_helpers.datasets import load_digits\n"
        "print(dnn_helpers.__file__)\n"
        "print(len(load_digits().classes), 'classes')"
    )
    missing = nbformat.v4.new_code_cell("import dnn_helpers")
    notebook.cells = [missing, setup, proof]
    before = bare_colab.freeze()
    bare_colab.run(notebook, tmp_path / "home")
    assert "No module named 'dnn_helpers'" in missing.outputs[0].evalue
    assert "Ready." in printed(setup), setup.outputs
    assert "site-packages" in printed(proof) and "2 classes" in printed(proof)
    assert len(errors(notebook)) == 1

    after = bare_colab.freeze()
    assert before <= after
    (new,) = after - before
    assert new.startswith("dnn-workbook @ git+")
