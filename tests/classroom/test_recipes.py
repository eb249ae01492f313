"""The recipes for an instructor's CI: they mark, compare and publish, and obey nothing of a learner's."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as XML
from pathlib import Path

import pytest
import yaml

from dnn_helpers.grading import sandbox

CLASSROOM = Path(__file__).parents[2] / "classroom"
WORKFLOW = yaml.safe_load((CLASSROOM / "workflow.yml").read_text())
needs_sandbox = pytest.mark.skipif(bool(sandbox.why_unavailable()), reason=str(sandbox.why_unavailable()))

RIGHT = "def initialize_parameters(n_x, n_h, n_y):\n    np.random.seed(1)\n    return {'W1': np.random.randn(n_h, n_x) * 0.01, 'b1': np.zeros((n_h, 1)),\n            'W2': np.random.randn(n_y, n_h) * 0.01, 'b2': np.zeros((n_y, 1))}"


@pytest.fixture
def learner(tmp_path):
    """A learner's repository: one notebook, and whatever might change a check."""
    folder = tmp_path / "learner"
    (folder / "dnn_helpers").mkdir(parents=True)
    cells = [{"cell_type": "code", "source": source} for source in ("import numpy as np", RIGHT)]
    (folder / "01_initialization.ipynb").write_text(json.dumps({"cells": cells}))
    (folder / "dnn_helpers" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    (folder / "conftest.py").write_text("raise SystemExit('obeyed')")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --collect-only")
    (folder / "sitecustomize.py").write_text("raise SystemExit('obeyed')")
    return folder


def run(script, learner, out, cwd=None, **variables):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(learner)} | variables
    command = ["bash", str(CLASSROOM / script), str(learner), str(out)]
    return subprocess.run(command, env=environment, cwd=cwd or learner, capture_output=True, text=True)


@needs_sandbox
def test_marks_are_given_and_summed_up_whatever_lies_in_the_learners_folder(learner, tmp_path):
    summary = tmp_path / "summary.md"
    result = run("marks.sh", learner, tmp_path / "marks", GITHUB_STEP_SUMMARY=str(summary))
    assert result.returncode == 0, result.stderr
    (entry,) = json.loads((tmp_path / "marks" / "grades.json").read_text())["submissions"]
    assert entry["submission"] == "learner" and entry["score"] == 5
    assert XML.parse(tmp_path / "marks" / "junit.xml").getroot()[0].get("name") == "learner"
    assert "5 of 160 points" in summary.read_text()
    assert json.loads((tmp_path / "marks" / "gradescope" / "learner.json").read_text())["score"] == 5


@needs_sandbox
@pytest.mark.parametrize("out, submission", [("thesis", "learner"), ("marks", "nowhere")])
def test_where_no_marks_can_be_given_the_recipe_fails(learner, tmp_path, out, submission):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.tex").write_text("years of work")
    assert run("marks.sh", tmp_path / submission, tmp_path / out, cwd=learner).returncode == 2
    assert os.listdir(tmp_path / "thesis") == ["thesis.tex"]


def test_what_the_learners_cells_print_is_compared_with_the_reference(learner, tmp_path):
    result = run("outputs.sh", learner, tmp_path / "outputs")
    suite = XML.parse(tmp_path / "outputs" / "nbval.xml").getroot()[0]
    assert int(suite.get("tests")) > 50  # the cells of all notebooks, collected by nobody else's rules
    failed = {case.get("classname") for case in suite if list(case)}
    assert (
        result.returncode == 1
        and failed
        and not any("obeyed" in line for line in (result.stdout, result.stderr))
    )


def test_the_workflow_runs_the_recipes_and_may_only_read():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    runs = [step.get("run", "") for job in WORKFLOW["jobs"].values() for step in job["steps"]]
    for script in ("marks.sh", "outputs.sh"):
        assert any(f"classroom/{script}" in run for run in runs) and os.access(CLASSROOM / script, os.X_OK)
    assert all("marks.sh" not in step.get("run", "") for step in WORKFLOW["jobs"]["outputs"]["steps"])
