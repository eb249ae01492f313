"""A warm sandbox for the whole session, notebooks made of sources, and entries without grading."""

import json

import pytest

from dnn_helpers.exercises import EXERCISES
from dnn_helpers.grading import sandbox
from dnn_helpers.grading.room import Room


@pytest.fixture(scope="session")
def room():
    """One warm process; a short time limit, since some tests wait for it."""
    if sandbox.why_unavailable():
        pytest.skip(sandbox.why_unavailable())
    with Room(timeout=2.0, seed=1) as room:
        yield room


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook made of code cells; its path."""

    def write(name, *sources):
        cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
        path = tmp_path / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))
        return path

    return write


@pytest.fixture(scope="session")
def entry():
    """Make an entry of grades.json: all passed, but for the exercises named with their status."""

    def make(name, problems=(), note="", **statuses):
        exercises = []
        for exercise in EXERCISES:
            status = statuses.get(exercise.name, "passed")
            passed, told = status == "passed", status in ("failed", "error")
            lines = [f"{exercise.name}: {status}."]
            if told:
                lines += [f"Look at the bias. {note}", "yours: 1.5", "expected: 2.5", "(Found in x, cell 3.)"]
            exercises.append(
                {
                    "exercise": exercise.name,
                    "status": status,
                    "score": exercise.max_score if passed else 0.0,
                    "max_score": exercise.max_score,
                    "mistake": "bias_missing" if status == "failed" else None,
                    "message": "\n".join(lines),
                    "carried_forward": False,
                }
            )
        return {
            "submission": name,
            "score": sum(x["score"] for x in exercises),
            "max_score": sum(x["max_score"] for x in exercises),
            "problems": list(problems),
            "exercises": exercises,
        }

    return make


@pytest.fixture(scope="session")
def summary():
    """Sum up entries."""
    from dnn_helpers.grading.summary import Summary

    def of(*entries):
        total = Summary(3, "1.0", [exercise.name for exercise in EXERCISES])
        for one in entries:
            total.add(one)
        return total

    return of
