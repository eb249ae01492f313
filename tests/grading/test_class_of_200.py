"""A class as it comes: right, wrong, blank, broken and hostile, 200 of them, graded in one go."""

import csv
import json
import re
import xml.etree.ElementTree as XML
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from dnn_helpers.__main__ import main
from dnn_helpers.authoring import notebooks
from dnn_helpers.exercises import EXERCISES
from dnn_helpers.grading import batch, sandbox

pytestmark = pytest.mark.skipif(bool(sandbox.why_unavailable()), reason=str(sandbox.why_unavailable()))

SLIPS = {
    "no bias": ("np.dot(W, A) + b", "np.dot(W, A)"),
    "absolute": ("np.maximum(0, Z)", "np.abs(Z)"),
    "sum for mean": ("-1 / m * np.sum", "-np.sum"),
    "uphill": ("- learning_rate *", "+ learning_rate *"),
}
HOSTILE = {
    "exits": "def relu(Z):\n    import os\n    os._exit(0)",
    "hangs": "def relu(Z):\n    while True: pass",
    "reads": "def relu(Z):\n    return open('/etc/passwd').read(), Z",
    "patches": "def relu(Z):\n    np.maximum = lambda *a: a[1]\n    np.allclose = lambda *a, **k: True\n    return Z, Z",
    "agrees": "class Yes:\n    __eq__ = lambda *a: True\ndef relu(Z):\n    return Yes(), Yes()",
}
BROKEN = {"empty": b"", "cut": b'{"cells": [{"cell_type": "co', "binary": bytes(range(256)), "list": b"[]"}


def solved():
    """The source of every code cell that holds an exercise, and of the imports."""
    cells = ["import numpy as np"]
    for path in notebooks.solved_paths():
        for cell in notebooks.read(path).cells:
            if cell.cell_type == "code" and notebooks.exercise_of(cell):
                cells.append(re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", cell.source))
    return cells


def written(path, cells):
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in cells]
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}))


def make_class(folder: Path, count=200) -> dict:
    """Write a class of `count`; submission -> its kind."""
    folder.mkdir()
    right, kinds = solved(), {}
    assert all(any(old in cell for cell in right) for old, _ in SLIPS.values())
    rare = [*HOSTILE, *BROKEN]
    for number in range(count):
        name = f"learner {number:03}"
        if number < len(rare):
            kind = rare[number]
        else:
            kind = ["right", "blank", "begun", *SLIPS][number % 7]
        kinds[name], path = kind, folder / f"{name}.ipynb"
        if kind in BROKEN:
            path.write_bytes(BROKEN[kind])
        elif kind in HOSTILE:
            written(path, [HOSTILE[kind] if "def relu(" in cell else cell for cell in right])
        elif kind == "blank":
            written(path, [re.sub(r"(def .*\n)", r"\1    raise NotImplementedError\n", right[1], count=1)])
        elif kind == "begun":
            written(path, right[: 1 + number % 9])
        else:
            old, new = SLIPS.get(kind, ("", ""))
            written(path, [cell.replace(old, new) if old else cell for cell in right])
    return kinds


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """(kinds, results folder, entries by submission)"""
    folder = tmp_path_factory.mktemp("class")
    kinds = make_class(folder / "handed in")
    arguments = [str(folder / "handed in"), "--out", str(folder / "marks"), "--seed", "11", "--timeout", "3"]
    assert main(["grade", *arguments]) == 1
    entries = {entry["submission"]: entry for entry in batch.grades(folder / "marks")["submissions"]}
    return kinds, folder / "marks", entries


def of(entry, exercise):
    return next(one for one in entry["exercises"] if one["exercise"] == exercise)


def test_everybody_has_a_row_a_page_and_a_case_in_every_format(graded):
    kinds, out, entries = graded
    schema = json.loads((Path(__file__).parents[2] / "docs" / "grades.schema.json").read_text())
    jsonschema.validate(batch.grades(out), schema)
    assert sorted(entries) == sorted(kinds) and len(kinds) == 200
    assert {path.stem for path in (out / "feedback").iterdir()} == set(kinds)
    assert {path.stem for path in (out / "gradescope").iterdir()} == set(kinds)
    assert len(list(csv.DictReader((out / "gradebook.csv").read_text().splitlines()))) == 200
    assert len(XML.parse(out / "junit.xml").getroot()) == 200


def test_each_kind_gets_the_marks_it_deserves(graded):
    kinds, _, entries = graded
    full = sum(exercise.max_score for exercise in EXERCISES)
    for name, kind in kinds.items():
        entry = entries[name]
        failed = [
            one["exercise"] for one in entry["exercises"] if one["status"] not in ("passed", "not_attempted")
        ]
        if kind == "right":
            assert entry["score"] == full and not entry["problems"]
        elif kind == "blank" or kind in BROKEN:
            assert entry["score"] == 0 and entry["problems"] and not failed
        elif kind == "begun":
            assert 0 <= entry["score"] < full and not failed
        else:  # a slip or an attack in one place costs that one exercise and nothing else
            assert len(failed) == 1 and full - of(entry, failed[0])["max_score"] <= entry["score"] < full


def test_an_attack_earns_nothing_and_is_told_apart(graded):
    kinds, _, entries = graded
    relu = {kind: of(entries[name], "relu") for name, kind in kinds.items() if kind in HOSTILE}
    assert all(one["score"] == 0 for one in relu.values())
    assert relu["hangs"]["status"] == "timed_out" and relu["exits"]["status"] == "error"
    assert "replaces" in relu["patches"]["message"]


def test_the_class_page_names_the_commonest_mistake_and_the_broken_files(graded):
    kinds, out, entries = graded
    mistakes = Counter(
        (one["exercise"], one["mistake"])
        for e in entries.values()
        for one in e["exercises"]
        if one["mistake"]
    )
    (exercise, mistake), count = min(mistakes.items(), key=lambda item: (-item[1], item[0]))
    text = (out / "class.html").read_text()
    said = f"The commonest mistake is {mistake.replace('_', ' ')} in {exercise}: {count} submissions."
    assert said in text
    assert all(f"{name}.ipynb cannot be read" in text for name, kind in kinds.items() if kind in BROKEN)
