"""The command for a class: the promised files, whatever was handed in."""

import csv
import json
import os

import pytest

from dnn_helpers.__main__ import main
from dnn_helpers.grading import sandbox

pytestmark = pytest.mark.skipif(bool(sandbox.why_unavailable()), reason=str(sandbox.why_unavailable()))

RELU = "import numpy as np\ndef relu(Z):\n    return np.maximum(0, Z), Z"


@pytest.fixture
def klass(tmp_path, notebook):
    """A class of all sorts."""
    notebook("class/ada", RELU)
    notebook("class/bob/02_forward_propagation", RELU.replace("0, Z", "1, Z"))
    notebook("class/bob/.ipynb_checkpoints/02_forward_propagation-checkpoint", RELU)
    folder = tmp_path / "class"
    (folder / "empty.ipynb").write_text("")
    (folder / "cut off.ipynb").write_text('{"cells": [{"cell_type": "code", "sou')
    (folder / "binary.ipynb").write_bytes(bytes(range(256)))
    (folder / "list.ipynb").write_text("[1, 2]")
    (folder / "odd.ipynb").write_text('{"cells": [5, {"cell_type": 3}, {"cell_type": "code", "source": 7}]}')
    (folder / "nobody").mkdir()
    (folder / "outside").symlink_to("/etc")
    (folder / "notes.txt").write_text("not a submission")
    return folder


def run(*arguments):
    return main(["grade", *map(str, arguments)])


def test_a_class_of_all_sorts_gets_a_row_each(klass, tmp_path, capsys):
    out = tmp_path / "out"
    assert run(klass, "--out", out, "--seed", 3, "--timeout", 3) == 1  # something to look at
    grades = json.loads((out / "grades.json").read_text())
    rows = {entry["submission"]: entry for entry in grades["submissions"]}
    assert sorted(rows) == [
        "ada", "binary", "bob", "cut off", "empty", "list", "nobody", "odd", "outside",
    ]  # fmt: skip
    assert grades["seed"] == 3 and grades["schema_version"] == 1 and grades["version"]
    assert rows["ada"]["score"] == 5 and rows["bob"]["score"] == 1
    assert all(rows[name]["problems"] for name in rows if name not in ("ada", "bob"))
    assert any("link" in problem for problem in rows["outside"]["problems"])
    table = list(csv.DictReader((out / "gradebook.csv").read_text().splitlines()))
    assert [row["submission"] for row in table] == sorted(rows)
    assert float(table[0]["relu"]) == 5


def test_the_same_seed_gives_the_same_bytes_with_any_number_of_jobs(klass, tmp_path):
    for jobs in (1, 3):
        run(klass, "--out", tmp_path / f"out{jobs}", "--seed", 3, "--jobs", jobs, "--timeout", 3)
    one, three = ((tmp_path / f"out{jobs}" / "grades.json").read_bytes() for jobs in (1, 3))
    assert one == three


def test_one_learners_folder_is_one_submission(klass, tmp_path):
    out = tmp_path / "out"
    run(klass / "bob", "--out", out, "--seed", 1)
    assert [e["submission"] for e in json.loads((out / "grades.json").read_text())["submissions"]] == ["bob"]


def test_a_drawn_seed_is_kept_for_the_next_run(klass, tmp_path):
    out = tmp_path / "out"
    run(klass / "ada.ipynb", "--out", out)
    first = json.loads((out / "grades.json").read_text())["seed"]
    run(klass / "ada.ipynb", "--out", out)
    assert json.loads((out / "grades.json").read_text())["seed"] == first


def test_an_out_folder_that_holds_something_else_is_refused_and_untouched(klass, tmp_path, capsys):
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "thesis.tex").write_text("years of work")
    assert run(klass, "--out", out) == 2
    assert os.listdir(out) == ["thesis.tex"] and "thesis.tex" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["nowhere", "class/nobody/x"])
def test_a_path_that_is_not_there_is_refused_in_a_sentence(klass, tmp_path, capsys, path):
    assert run(tmp_path / path, "--out", tmp_path / "out") == 2
    assert "is not there" in capsys.readouterr().err


def test_our_own_solved_notebooks_are_left_out_and_named(tmp_path, notebook):
    solved = RELU.replace("    return", "    ### BEGIN SOLUTION\n    return") + "\n    ### END SOLUTION"
    notebook("class/eve/solutions/02_forward_propagation", solved)
    notebook("class/eve/02_forward_propagation", "def relu(Z):\n    raise NotImplementedError")
    run(tmp_path / "class" / "eve", "--out", tmp_path / "out", "--seed", 1)
    (entry,) = json.loads((tmp_path / "out" / "grades.json").read_text())["submissions"]
    assert entry["score"] == 0 and any("solved notebook" in problem for problem in entry["problems"])


def test_a_name_that_looks_like_a_formula_is_disarmed_in_the_gradebook(tmp_path, notebook):
    notebook("class/=1+1", RELU)
    run(tmp_path / "class", "--out", tmp_path / "out", "--seed", 1)
    assert "'=1+1" in (tmp_path / "out" / "gradebook.csv").read_text()


@pytest.mark.parametrize("command", [[], ["grade"], ["graft"], ["release"], ["execute"]])
def test_help_fits_one_screen(command, capsys):
    with pytest.raises(SystemExit) as end:
        main([*command, "--help"])
    assert end.value.code == 0 and len(capsys.readouterr().out.splitlines()) <= 30


def test_without_a_sandbox_grading_is_refused_unless_it_is_said_to_be_unsafe(
    monkeypatch, klass, tmp_path, capsys
):
    monkeypatch.setattr(sandbox, "why_unavailable", lambda: "No sandbox here. Pass --unsafe.")
    assert run(klass, "--out", tmp_path / "out") == 2
    assert "--unsafe" in capsys.readouterr().err and not (tmp_path / "out").exists()
