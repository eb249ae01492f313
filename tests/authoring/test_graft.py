"""A learner's cells under the reference's outputs: nbval then answers for the learner's code."""

import os
import re
import subprocess
import sys

import pytest

from dnn_helpers.__main__ import main
from dnn_helpers.authoring import notebooks

CHAPTER = "05_update_parameters"


def submission(folder, change=lambda source: source, chapters=None):
    """A learner's folder: the learner notebooks filled in with the solution, or a changed one."""
    for path in notebooks.solved_paths():
        if chapters is None or path.stem in chapters:
            notebook = notebooks.read(path)
            for cell in notebook.cells:
                if notebooks.exercise_of(cell):
                    cell.source = change(re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", cell.source))
            notebooks.write(notebook, folder / path.name)
    return folder


def nbval(*paths):
    """The exit status of `pytest --nbval` with no options of ours."""
    quiet = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "--nbval"]
    return subprocess.run([*command, *map(str, paths)], env=quiet, capture_output=True, text=True)


def test_a_right_submission_passes(tmp_path):
    quiet_style = submission(
        tmp_path / "ada", lambda s: s.replace("    L = len", "    print('hi')\n    L = len")
    )
    assert main(["graft", str(quiet_style), "--out", str(tmp_path / "out")]) == 0
    names = ("02_forward_propagation", "03_cost_function", "04_backward_propagation", CHAPTER)
    result = nbval(*(tmp_path / "out" / f"{name}.ipynb" for name in names))
    assert result.returncode == 0, result.stdout[-2000:]


def test_a_wrong_submission_fails_though_its_own_file_holds_its_wrong_output_saved(tmp_path):
    wrong = submission(tmp_path / "bob", lambda s: s.replace("- learning_rate", "+ learning_rate"))
    own = notebooks.read(wrong / f"{CHAPTER}.ipynb")
    own.cells = [c for c in own.cells if not notebooks.checked_by(c)]
    main(["graft", str(wrong), "--out", str(tmp_path / "out")])
    result = nbval(tmp_path / "out" / f"{CHAPTER}.ipynb")
    assert result.returncode == 1 and "update_parameters" in result.stdout


def test_what_is_missing_stays_blank_and_is_named(tmp_path, capsys):
    submission(tmp_path / "eve", chapters=[CHAPTER])
    assert main(["graft", str(tmp_path / "eve"), "--out", str(tmp_path / "out")]) == 1
    assert "relu: no function of that name was found" in capsys.readouterr().err
    cells = notebooks.read(tmp_path / "out" / "02_forward_propagation.ipynb").cells
    blanks = [cell.source for cell in cells if notebooks.exercise_of(cell)]
    assert all("raise NotImplementedError" in source and "SOLUTION" not in source for source in blanks)


def test_checks_and_outputs_are_the_workbooks_own(tmp_path):
    cheat = submission(tmp_path / "eve", chapters=[CHAPTER])
    own = notebooks.read(cheat / f"{CHAPTER}.ipynb")
    for cell in own.cells:
        if notebooks.checked_by(cell):
            cell.source, cell.outputs = "print('passed')", []
    notebooks.write(own, cheat / f"{CHAPTER}.ipynb")
    main(["graft", str(cheat), "--out", str(tmp_path / "out")])
    grafted = notebooks.read(tmp_path / "out" / f"{CHAPTER}.ipynb").cells
    solved = notebooks.read(next(p for p in notebooks.solved_paths() if p.stem == CHAPTER)).cells
    for mine, theirs in zip(grafted, solved, strict=True):
        if not notebooks.exercise_of(theirs):
            assert mine.source == theirs.source and mine.get("outputs") == theirs.get("outputs")


@pytest.mark.parametrize("path", ["nowhere", "empty"])
def test_nothing_to_graft_is_said_in_a_sentence(tmp_path, capsys, path):
    assert main(["graft", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert "is not there" in capsys.readouterr().err


def test_fetching_a_function_is_not_writing_it(tmp_path):
    """Later notebooks take earlier functions from my_network.py: those lines are nobody's solution."""
    submission(tmp_path / "ada")
    main(["graft", str(tmp_path / "ada"), "--out", str(tmp_path / "out")])
    for name in ("02_forward_propagation", "03_cost_function"):
        for cell in notebooks.read(tmp_path / "out" / f"{name}.ipynb").cells:
            exercise = notebooks.exercise_of(cell)
            assert exercise is None or cell.source.startswith(f"def {exercise}(")


def test_a_whole_class_is_refused(tmp_path, capsys):
    submission(tmp_path / "class" / "ada", chapters=[CHAPTER])
    submission(tmp_path / "class" / "bob", chapters=[CHAPTER])
    assert main(["graft", str(tmp_path / "class"), "--out", str(tmp_path / "out")]) == 2
    assert "one learner's at a time" in capsys.readouterr().err
