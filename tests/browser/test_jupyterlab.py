"""Promises of the notebooks in JupyterLab: what a learner sees after a wrong and a right answer."""

import re

import pytest
from contrast import faint_text

pytestmark = pytest.mark.browser

FORWARD = "02_forward_propagation.ipynb"
WRONG = """def linear_forward(A, W, b):
    Z = A @ W + b
    return Z, (A, W, b)"""
RIGHT = """def linear_forward(A, W, b):
    Z = W @ A + b
    return Z, (A, W, b)"""
REPORTS = {  # every kind of report, by the code that shows it
    "error": f"{WRONG}\n\ncheck(linear_forward)",
    "failed": f"{RIGHT.replace(' + b', '')}\n\ncheck(linear_forward)",
    "not_attempted": "def relu(Z):\n    raise NotImplementedError\n\ncheck(relu)",
    "misused": "check(3)",
    "hint": "hint('relu')",
    "solution": "solution('relu')",
    "progress": "progress()",
}
IMPORTS = "from dnn_helpers import check, hint, progress, solution"


def errors(outputs):
    return [output for output in outputs if output["output_type"] == "error"]


def html(outputs):
    return "".join("".join(o["data"].get("text/html", "")) for o in outputs if "data" in o)


def printed(outputs):
    return "".join("".join(o["text"]) for o in outputs if o["output_type"] == "stream")


def nbgrader(cell):
    return cell["metadata"].get("nbgrader", {})


def answer(notebook, source):
    """Write linear_forward in its cell, run it and its check; the check's index and outputs."""
    cell, check = notebook.index_of("linear_forward"), notebook.index_of("check_linear_forward")
    notebook.write(cell, source)
    assert not errors(notebook.run(cell))
    return check, notebook.run(check)


def test_a_wrong_function_gets_a_report_that_names_the_mistake_and_a_right_one_is_kept(
    open_notebook, folder, picture
):
    notebook = open_notebook(FORWARD)
    assert not errors(notebook.run(notebook.setup_index()))

    check, outputs = answer(notebook, WRONG)
    (error,) = errors(outputs)
    assert error["traceback"] == ["NotPassed: linear_forward: stopped with an error"]
    for words in ("taken in the wrong order", "Z = A @ W + b", "A (3, 2), W (1, 3)"):
        assert words in html(outputs)
    below = notebook.text_below(check)
    assert "taken in the wrong order" in below and "Z = A @ W + b" in below
    assert not re.search(r"Traceback|File |\.py|---->", below)
    picture(notebook, "wrong_light")

    check, outputs = answer(notebook, RIGHT)
    assert not errors(outputs)
    assert printed(outputs) == "linear_forward: passed (5 of 5 points)\n"
    assert RIGHT in (folder / "my_network.py").read_text()
    picture(notebook, "right_light")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_every_report_can_be_read_in_the_light_and_in_the_dark_theme(open_notebook, picture, theme):
    notebook = open_notebook(FORWARD, theme)
    notebook.run(notebook.setup_index())
    place = notebook.index_of("linear_forward")
    for name, source in REPORTS.items():
        notebook.write(place, f"{IMPORTS}\n\n{source}")
        notebook.run(place)
        assert faint_text(notebook.shown(place)) == []
        picture(notebook, f"{name}_{theme.split()[-1].lower()}")


def test_run_all_on_an_untouched_notebook_stops_at_the_first_exercise(open_notebook, picture):
    notebook = open_notebook(FORWARD)
    notebook.run_all()
    cells = notebook.cells()
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    failed = [cell for cell in code if errors(cell["outputs"])]
    checks = [cell for cell in code if nbgrader(cell).get("grade")]
    assert failed == checks[:1]
    (error,) = errors(failed[0]["outputs"])
    assert re.fullmatch(r"NotPassed: \w+: not attempted yet", "\n".join(error["traceback"]))
    assert "not attempted yet" in html(failed[0]["outputs"])
    after = code[code.index(failed[0]) + 1 :]
    assert after and all(cell["execution_count"] is None for cell in after)
    notebook.shown(cells.index(failed[0]))
    picture(notebook, "run_all_untouched")


def test_the_solved_course_runs_through_and_fills_the_learners_own_module(open_notebook, folder, picture):
    solved, exercises = sorted((folder / "solutions").glob("*.ipynb")), []
    assert solved
    for path in solved:
        notebook = open_notebook(f"solutions/{path.name}")
        notebook.run_all()
        code = [cell for cell in notebook.cells() if cell["cell_type"] == "code"]
        assert all(cell["execution_count"] for cell in code), path.name
        assert not [cell["outputs"] for cell in code if errors(cell["outputs"])], path.name
        picture(notebook, f"solved_{path.stem}")
        exercises += [nbgrader(cell)["grade_id"] for cell in code if nbgrader(cell).get("solution")]
    kept = (folder / "solutions" / "my_network.py").read_text()
    assert [name for name in exercises if f"\ndef {name}(" not in kept] == []
