"""The course's linter: complete, ordered, solvable, not already solved, nothing astray."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from dnn_helpers.authoring import execute, notebooks, release, setup_cell
from dnn_helpers.exercises import BY_NAME, CHAPTERS
from dnn_helpers.isolate import without_magics

ROOT = Path(__file__).parents[2]
SOLVED = notebooks.solved_paths()
EXPECTED = json.loads((Path(__file__).parents[1] / "document_outputs.json").read_text())
solved = pytest.mark.parametrize("path", SOLVED, ids=lambda path: path.stem)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def text_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


@solved
def test_the_learner_notebook_is_what_release_makes_of_the_solved_one(path):
    learner_path = notebooks.learner_path(path)
    learner = notebooks.read(learner_path)
    handed_out = [c for c in learner.cells if notebooks.exercise_of(c)]
    if all(release.is_blank(cell.source) for cell in handed_out):  # somebody may be working in it
        made = notebooks.text_of(release.release(notebooks.read(path)))
        assert learner_path.read_text(encoding="utf-8") == made


@solved
def test_every_exercise_of_the_chapter_stands_in_it_once_and_in_order_and_is_checked_next(path):
    cells = notebooks.read(path).cells
    chapter = CHAPTERS[SOLVED.index(path)]
    found = [(i, notebooks.exercise_of(cell)) for i, cell in enumerate(cells) if notebooks.exercise_of(cell)]
    assert [name for _, name in found] == [exercise.name for exercise in chapter.exercises]
    for i, name in found:
        assert notebooks.checked_by(cells[i + 1]) == name
        assert cells[i + 1].source == f"check({name})"
        assert cells[i + 1].metadata.nbgrader.points == BY_NAME[name].max_score


@solved
def test_an_exercise_cell_holds_one_function_with_its_signature_docstring_and_marks(path):
    for cell in code_cells(notebooks.read(path)):
        name = notebooks.exercise_of(cell)
        if name:
            (definition,) = ast.parse(cell.source).body
            assert isinstance(definition, ast.FunctionDef) and definition.name == name
            assert f"{name}({ast.unparse(definition.args)})" == BY_NAME[name].signature.replace(" =", "=")
            assert ast.get_docstring(definition)
            blank = release.blank(cell.source)
            assert release.is_blank(blank) and "SOLUTION" not in blank
            assert release.is_blank(blank + "()") and not release.is_blank(cell.source)  # nbgrader's
            compile(blank, name, "exec")


@solved
def test_metadata_is_nbgraders_and_nothing_else(path):
    keys = {"grade", "grade_id", "locked", "schema_version", "solution", "task"}
    ids = []
    for cell in code_cells(notebooks.read(path)):
        grading = cell.metadata.get("nbgrader")
        assert set(cell.metadata) <= {"nbgrader", "tags"}
        if grading:
            assert set(grading) == keys | ({"points"} if grading.grade else set())
            assert grading.schema_version == 3 and grading.task is False
            assert grading.grade != grading.solution and grading.locked == grading.grade
            ids.append(grading.grade_id)
    assert len(ids) == len(set(ids))


@solved
def test_outputs_come_from_one_run_from_top_to_bottom(path):
    cells = code_cells(notebooks.read(path))
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        for output in cell.outputs:
            assert output.output_type in ("stream", "display_data")
            assert output.get("name") != "stderr"
            assert "image/svg+xml" not in output.get("data", {})


@solved
def test_every_check_has_passed(path):
    for cell in code_cells(notebooks.read(path)):
        name = notebooks.checked_by(cell)
        if name:
            points = f"{BY_NAME[name].max_score:g}"
            assert execute.printed(cell) == f"{name}: passed ({points} of {points} points)"


@solved
def test_each_folded_expected_output_is_the_output_of_the_cell_above(path):
    notebook = notebooks.read(path)
    before = [cell.source for cell in notebook.cells]
    execute.renew_folds(notebook)
    assert [cell.source for cell in notebook.cells] == before


def test_the_documents_numbers_are_printed_in_the_notebooks():
    printed = "\n".join(execute.printed(c) for path in SOLVED for c in code_cells(notebooks.read(path)))
    numbers = set(re.findall(r"-?\d+\.\d+", printed))
    missing = [value for entry in EXPECTED for value in leaves(entry["printed"]) if not shown(value, numbers)]
    assert not missing


def leaves(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


def shown(value, numbers):
    return value in (0, 3) or any(abs(float(text) - value) < 6e-9 for text in numbers)


@solved
def test_the_first_blank_comes_within_two_hundred_words(path):
    words = 0
    for cell in notebooks.read(path).cells:
        if notebooks.exercise_of(cell):
            return
        if cell.cell_type == "markdown" and path.stem[:2] in ("01", "02", "05"):
            words += len(re.sub(r"\$\$.*?\$\$|\$[^$]*\$", " ", cell.source, flags=re.DOTALL).split())
            assert words <= 230


@solved
def test_cells_are_short_enough_to_be_read(path):
    notebook = notebooks.read(path)
    assert 14 <= len(notebook.cells) <= (45 if path.stem == "06_training" else 40)  # 06 ends in experiments
    for cell in text_cells(notebook):
        prose = re.sub(r"\$\$.*?\$\$|^\|.*$|```.*?```", " ", cell.source, flags=re.DOTALL | re.MULTILINE)
        assert len(prose.split()) <= 135, cell.id
    for cell in code_cells(notebook):
        if not notebooks.exercise_of(cell):
            assert len(cell.source.splitlines()) <= 13, cell.id


@solved
def test_headings_go_in_order_without_gaps(path):
    text = "\n".join(cell.source for cell in text_cells(notebooks.read(path)))
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, flags=re.MULTILINE)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(levels, levels[1:]))


@solved
def test_formulas_use_only_what_every_front_end_understands(path):
    for cell in text_cells(notebooks.read(path)):
        for word in (r"\label", r"\eqref", "eqnarray", r"\bm{", r"\require", "<span", "<img", "<center"):
            assert word not in cell.source, cell.id
        for formula in re.findall(r"\$\$.*?\$\$", cell.source, flags=re.DOTALL):
            assert formula.count(r"\tag{") <= 1
        without = re.sub(r"\$\$.*?\$\$", "", cell.source, flags=re.DOTALL)
        assert r"\tag{" not in without and "](http://" not in cell.source


def test_the_documents_numbered_formulas_all_have_their_number():
    # It calls two formulas (8): here only the one that the text refers to is numbered.
    text = "\n".join(cell.source for path in SOLVED for cell in text_cells(notebooks.read(path)))
    assert sorted(re.findall(r"\\tag\{(\d+)\}", text), key=int) == [
        "2", "3", "7", "8", "9", "10", "15", "16", "17",
    ]  # fmt: skip


@solved
def test_links_lead_to_notebooks_that_exist(path):
    text = "\n".join(cell.source for cell in text_cells(notebooks.read(path)))
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$", "", text, flags=re.DOTALL)
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        assert (path.parent / target).exists() and (path.parents[1] / target).exists()


@solved
def test_the_setup_cell_is_everybodys_and_holds_the_one_address(path):
    cells = [cell for cell in notebooks.read(path).cells if setup_cell.is_setup_cell(cell)]
    assert [cell.source for cell in cells] == [setup_cell.setup_cell()]
    assert len(cells[0].source.splitlines()) <= 8


def test_a_notebook_alone_and_offline_ends_at_the_line_that_says_what_to_do(tmp_path):
    """Run without the workbook and with a pip that reaches nothing, as it is opened from an e-mail."""
    notebook = notebooks.read(notebooks.learner_path(SOLVED[0]))
    setup = next(cell for cell in notebook.cells if setup_cell.is_setup_cell(cell))
    hide = nbformat.v4.new_code_cell(
        "import os, sys\n"
        "os.environ |= {'PIP_NO_INDEX': '1', 'GIT_ALLOW_PROTOCOL': 'none'}\n"
        "sys.modules['dnn_helpers'] = None  # importing it is an ImportError"
    )
    notebook.cells = [hide, setup]
    place = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=300, allow_errors=True, resources=place).execute()
    (error,) = [output for output in setup.outputs if output.output_type == "error"]
    assert error.ename in ("ImportError", "ModuleNotFoundError")
    text = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(error.traceback))
    (stopped,) = [line for line in text.splitlines() if line.startswith("---->")]
    assert stopped.endswith("# not found? Go online, run this again")
    assert not list(tmp_path.iterdir())


@solved
def test_the_badge_follows_from_the_address_and_opens_the_learners_notebook(path, monkeypatch):
    assert notebooks.read(path).cells[0].source.endswith(setup_cell.badge(path.name))
    assert notebooks.read(notebooks.learner_path(path)).cells[0].source.endswith(setup_cell.badge(path.name))
    monkeypatch.setattr(setup_cell, "address", lambda: "https://github.com/me/mine.git")
    renewed = setup_cell.with_badge(notebooks.read(path).cells[0].source, path.name)
    assert renewed.count("Open in Colab") == 1
    assert f"/github/me/mine/blob/main/notebooks/{path.name})" in renewed


@solved
def test_notebooks_are_nbformat_4_5_with_readable_ids(path):
    for file in (path, notebooks.learner_path(path)):
        notebook = nbformat.read(file, as_version=4)
        nbformat.validate(notebook)
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        ids = [cell.id for cell in notebook.cells]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[a-z0-9-]+", id) for id in ids)


@solved
def test_notebook_code_asks_for_nothing_that_only_one_front_end_has(path):
    for cell in code_cells(notebooks.read(path)):
        ast.parse(without_magics(cell.source))
        assert not re.search(r"^\s*!|subprocess|\bIn\[|\bOut\[|clear_output|;\s*$", cell.source, re.MULTILINE)


def test_no_notebook_lies_about_that_no_chapter_knows():
    names = {path.name for path in SOLVED}
    assert {p.name for p in (ROOT / "notebooks").glob("*.ipynb")} == names
    assert {p.name for p in (ROOT / "notebooks" / "solutions").glob("*.ipynb")} == names


def test_a_cell_without_its_marks_is_refused():
    with pytest.raises(release.NoSolution, match="expected one"):
        release.blank("def relu(Z):\n    return Z")
