"""The command for a class: the promised files, whatever was handed in, and whatever happens on the way."""

import csv
import errno
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from dnn_helpers.__main__ import main
from dnn_helpers.grading import batch, results, sandbox
from dnn_helpers.grading.journal import Journal, saved_settings
from dnn_helpers.grading.worker import mark

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


def contents(out):
    """Every result file's bytes; the memory of the run, which finishes in any order, left out."""
    paths = [p for p in out.rglob("*") if p.is_file() and ".run" not in p.parts]
    return {str(path.relative_to(out)): path.read_bytes() for path in paths}


def test_the_same_seed_gives_the_same_bytes_with_any_number_of_jobs(klass, tmp_path):
    for jobs in (1, 3):
        run(klass, "--out", tmp_path / f"out{jobs}", "--seed", 3, "--jobs", jobs, "--timeout", 3)
    assert contents(tmp_path / "out1") == contents(tmp_path / "out3")
    assert {"grades.json", "gradebook.csv", "class.html", "junit.xml", "summary.md", "feedback/ada.html",
            "gradescope/ada.json"} <= contents(tmp_path / "out1").keys()  # fmt: skip


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


def test_any_executor_can_hand_the_submissions_out(klass, tmp_path):
    run(klass, "--out", tmp_path / "own", "--seed", 3, "--timeout", 3)

    def threads(jobs):
        return ThreadPoolExecutor(jobs)

    batch.run([klass], tmp_path / "threads", seed=3, timeout=3.0, executor=threads)
    assert contents(tmp_path / "own") == contents(tmp_path / "threads")


class Fragile(Executor):
    """An executor whose worker dies over bob, every time."""

    def __init__(self, jobs):
        self.broken = False

    def submit(self, function, work):
        future = Future()
        self.broken |= work.submission.name == "bob"
        if self.broken:
            future.set_exception(BrokenProcessPool("a worker died"))
        else:
            future.set_result(function(work))
        return future


def test_a_worker_that_dies_costs_one_submission_and_nobody_else(klass, tmp_path):
    batch.run([klass], tmp_path / "out", seed=3, timeout=3.0, executor=Fragile)
    rows = {e["submission"]: e for e in batch.grades(tmp_path / "out")["submissions"]}
    assert rows["ada"]["score"] == 5 and len(rows) == 9
    assert rows["bob"]["score"] == 0 and "died every time" in rows["bob"]["problems"][-1]


def test_weights_and_left_out_exercises_count_as_the_points_file_says(klass, tmp_path):
    points = tmp_path / "points.toml"
    points.write_text('leave_out = ["predict"]\n[points]\nrelu = 20\n')
    run(klass, "--out", tmp_path / "out", "--seed", 3, "--timeout", 3, "--points", points)
    rows = {e["submission"]: e for e in batch.grades(tmp_path / "out")["submissions"]}
    relu = {
        name: next(x for x in rows[name]["exercises"] if x["exercise"] == "relu") for name in ("ada", "bob")
    }
    assert (relu["ada"]["score"], relu["ada"]["max_score"], relu["bob"]["score"]) == (20, 20, 4)
    assert rows["ada"]["score"] == 20 and rows["ada"]["max_score"] == 160 - 5 - 5 + 20
    assert all(x["exercise"] != "predict" for x in rows["ada"]["exercises"])
    assert "predict" not in (tmp_path / "out" / "gradebook.csv").read_text().splitlines()[0]


@pytest.mark.parametrize("arguments", [
    ["--points", "nowhere.toml"], ["--jobs", "0"], ["--timeout", "0"], ["--seed", "-1"],
])  # fmt: skip
def test_unusable_arguments_are_refused_before_anything_is_made(klass, tmp_path, capsys, arguments):
    assert run(klass, "--out", tmp_path / "out", *arguments) == 2
    assert capsys.readouterr().err and not (tmp_path / "out").exists()


def snapshot(out):
    return {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in out.rglob("*") if p.is_file()}


def test_another_run_in_the_same_folder_is_refused_and_nothing_is_touched(klass, tmp_path, capsys, notebook):
    out = tmp_path / "out"
    run(klass / "ada.ipynb", "--out", out, "--seed", 3)
    before = snapshot(out)
    assert run(klass / "ada.ipynb", "--out", out, "--seed", 4) == 2
    assert run(klass, "--out", out) == 2
    notebook("class/ada", RELU, "# changed")
    assert run(klass / "ada.ipynb", "--out", out) == 2
    assert "ada came, went or changed" in capsys.readouterr().err
    assert snapshot(out) == before


def test_results_among_the_submissions_are_nobodys_and_the_run_goes_on(klass, tmp_path):
    out = klass / "marks"
    for _ in range(2):
        assert run(klass, "--out", out, "--seed", 3, "--timeout", 3) == 1
    assert "marks" not in [e["submission"] for e in batch.grades(out)["submissions"]]


def test_a_time_limit_is_kept_for_the_next_run(klass, tmp_path):
    out = tmp_path / "out"
    run(klass / "ada.ipynb", "--out", out, "--timeout", 3)
    assert run(klass / "ada.ipynb", "--out", out) == 1 and saved_settings(out)["timeout"] == 3
    assert run(klass / "ada.ipynb", "--out", out, "--timeout", 4) == 2


def test_marks_without_their_run_are_refused(klass, tmp_path, capsys):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "grades.json").write_text("{}")
    assert run(klass, "--out", tmp_path / "out") == 2
    assert "not the run they came from" in capsys.readouterr().err


def test_two_runs_at_once_on_one_folder_are_one_too_many(klass, tmp_path, capsys):
    out = tmp_path / "out"
    run(klass / "ada.ipynb", "--out", out, "--seed", 3)
    with Journal(out, saved_settings(out)):
        assert run(klass / "ada.ipynb", "--out", out) == 2
    assert "Another run" in capsys.readouterr().err
    assert run(klass / "ada.ipynb", "--out", out) == 1


def test_a_full_disk_is_a_sentence_and_the_next_run_goes_on(klass, tmp_path, capsys, monkeypatch):
    out, real = tmp_path / "out", Journal.append

    def full(journal, entry):
        if len(journal) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(journal, entry)

    monkeypatch.setattr(Journal, "append", full)
    assert run(klass, "--out", out, "--seed", 3, "--timeout", 3, "--jobs", 1) == 2
    assert "No space left" in capsys.readouterr().err
    monkeypatch.undo()
    marked = []
    monkeypatch.setattr(batch, "mark", lambda work: marked.append(work.submission.name) or mark(work))
    batch.run([klass], out, timeout=3.0, executor=ThreadPoolExecutor)
    monkeypatch.undo()
    assert len(marked) == 9 - 3
    run(klass, "--out", tmp_path / "clean", "--seed", 3, "--timeout", 3)
    assert contents(out) == contents(tmp_path / "clean")


SLOW = "import time, numpy as np\ndef relu(Z):\n    time.sleep(0.05)\n    return np.maximum(0, Z), Z"


def descendants(pid):
    """All processes below one, by the parents that /proc names."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(folder.name)] = int(fields[1])
    found, below = set(), {pid}
    while below:
        below = {child for child, parent in parents.items() if parent in below} - found
        found |= below
    return found


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_ended_loses_nothing_and_leaves_nobody_behind(notebook, tmp_path, signal_number):
    for number in range(8):
        notebook(f"class/n{number}", SLOW)
    command = [sys.executable, "-m", "dnn_helpers", "grade", str(tmp_path / "class"), "--seed", "5",
               "--jobs", "2", "--out"]  # fmt: skip
    journal = tmp_path / "out" / ".run" / "done.jsonl"
    process = subprocess.Popen([*command, str(tmp_path / "out")], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (journal.exists() and journal.read_bytes().count(b"\n")) and time.monotonic() < deadline:
        time.sleep(0.02)
    family = descendants(process.pid)
    process.send_signal(signal_number)
    _, said = process.communicate(timeout=30)
    assert len(family) >= 2
    while any(Path(f"/proc/{pid}").exists() for pid in family) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]
    if signal_number == signal.SIGINT:
        assert process.returncode == 130 and "goes on from here" in said and "Traceback" not in said
    done = journal.read_bytes().count(b"\n")
    assert 0 < done < 8 and not (tmp_path / "out" / "grades.json").exists()
    for out in ("out", "clean"):
        assert subprocess.run([*command, str(tmp_path / out)], capture_output=True).returncode == 1
    assert contents(tmp_path / "out") == contents(tmp_path / "clean")
    assert set(os.listdir(tmp_path / "out")) <= results.OURS
