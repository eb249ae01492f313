"""nbgrader in an environment of its own, and a course whose source is the solved notebooks.

nbgrader and what it brings lie in a layer over the running environment, which stays as it is.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from dnn_helpers.authoring import notebooks
from dnn_helpers.exercises import CHAPTERS

PROJECT = Path(__file__).parents[2]
NEEDS = "nbgrader>=0.9"
BIN = "Scripts" if os.name == "nt" else "bin"
NAMES = ("02_forward_propagation", "03_cost_function", "05_update_parameters")
TITLE = "network"  # the assignment's

SCORES = f"""
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    print(json.dumps({{
        student.id: {{
            grade.name: [grade.auto_score, grade.max_score]
            for notebook in book.find_submission("{TITLE}", student.id).notebooks
            for grade in notebook.grades
        }}
        for student in book.students
    }}))
"""


class Course:
    """A course folder of nbgrader's, and nbgrader to run in it."""

    def __init__(self, folder, binaries):
        self.folder, self.binaries = folder, binaries
        self.folder.mkdir()
        (folder / "nbgrader_config.py").write_text("")  # nbgrader looks for a course by this name
        for name in NAMES:
            source = notebooks.folder() / "solutions" / f"{name}.ipynb"
            self._copy(source, folder / "source" / TITLE)

    def nbgrader(self, *arguments) -> str:
        """Run one nbgrader command in the course; all that it said. It must end well."""
        return self._run(self.binaries / "nbgrader", *arguments)

    def released(self) -> list:
        """What generate_assignment wrote for the learners."""
        return sorted((self.folder / "release" / TITLE).glob("*.ipynb"))

    def submit(self, student, answer) -> Path:
        """Hand in the released notebooks with every exercise cell's source as `answer(name)` has it."""
        place = self.folder / "submitted" / student / TITLE
        for path in self.released():
            notebook = notebooks.read(path)
            for cell in notebook.cells:
                name = notebooks.exercise_of(cell)
                if name:
                    cell.source = answer(name)
            # not notebooks.write: nbgrader's own metadata stays as it was released
            self._copy(path, place).write_text(notebooks.nbformat.writes(notebook), encoding="utf-8")
        return place

    def scores(self) -> dict:
        """student -> check cell -> [points, most points], from nbgrader's gradebook."""
        return json.loads(self._run(self.binaries / "python", "-c", SCORES))

    def _run(self, *command):
        home = self.folder / "home"
        own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR")
        quiet = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
        quiet |= {name: str(home / name.lower()) for name in own}
        quiet |= {"PATH": os.pathsep.join([str(self.binaries), os.environ["PATH"]])}  # it calls alembic
        quiet |= {"PYTHONPATH": str(PROJECT), "DNN_HELPERS_SAVE": "off", "OPENBLAS_NUM_THREADS": "1"}
        return _call(*command, cwd=self.folder, env=quiet)

    @staticmethod
    def _copy(source, folder):
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(source, folder))


@pytest.fixture(scope="session")
def binaries(tmp_path_factory):
    """The folder of nbgrader's programs, in a layer over the running environment."""
    layer = tmp_path_factory.mktemp("environment") / "layer"
    _call(sys.executable, "-m", "venv", layer)
    python = layer / BIN / "python"
    above = _call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(above, "below.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    _call(python, "-m", "pip", "install", "-q", NEEDS)
    return layer / BIN


@pytest.fixture(scope="module")
def course(binaries, tmp_path_factory):
    """The course with its assignment generated."""
    course = Course(tmp_path_factory.mktemp("nbgrader") / "course", binaries)
    course.nbgrader("generate_assignment", TITLE)
    return course


@pytest.fixture(scope="session")
def exercises():
    """The exercises of the assignment."""
    return [exercise for chapter in CHAPTERS if chapter.name in NAMES for exercise in chapter.exercises]


def _call(*command, **options):
    """Run a command and return all that it said; where it fails, say what it said."""
    options |= {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    done = subprocess.run(list(map(str, command)), **options)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}"
    return done.stdout
