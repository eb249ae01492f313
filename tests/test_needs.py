"""Promises in a bad environment: one sentence that says what to do, and what can work still works."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dnn_helpers
from dnn_helpers import needs

PACKAGE = Path(dnn_helpers.__file__).parent
WITHOUT = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == {package!r}:
            raise ModuleNotFoundError("No module named " + repr(name), name=name)

sys.meta_path.insert(0, Missing())
"""
CHECKS = """
from dnn_helpers import check

def relu(Z):
    return Z, Z

try:
    check(relu)
except AssertionError as error:
    print("checked:", error)
"""
TRAINS = "import os; os.environ['DNN_HELPERS_SAVE'] = '.'; from dnn_helpers import steps; list(steps(2))"
# No sign of a test run: there, training shows no bar.
PLAIN = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
USES = {
    "numpy": ("import dnn_helpers", "numpy"),
    "h5py": ("from dnn_helpers.datasets import load_digits", "h5py"),
    "matplotlib": ("from dnn_helpers import plots", "matplotlib"),
    "PIL": ("from dnn_helpers import plots", "pillow"),
    "tqdm": (TRAINS, "tqdm"),
}


def run_without(package, code, tmp_path):
    """Run code in a Python in which a package is not installed."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT.format(package=package) + code],
        cwd=tmp_path,
        env={**PLAIN, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(("package", "code", "name"), [(p, *use) for p, use in USES.items()], ids=USES)
def test_a_missing_package_is_named_in_one_line_with_the_command_that_installs_it(
    package, code, name, tmp_path
):
    done = run_without(package, code, tmp_path)
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1
    assert line.startswith(f"CannotRun: This needs the package {name}, which is not installed here.")
    assert f"%pip install {name}" in line


@pytest.mark.parametrize("package", [name for name in USES if name != "numpy"])
def test_a_check_needs_numpy_alone(package, tmp_path):
    assert "checked: relu: not right yet" in run_without(package, CHECKS, tmp_path).stdout


def test_a_missing_module_of_ours_is_not_blamed_on_the_reader():
    with pytest.raises(ModuleNotFoundError) as error, needs.needed_packages():
        raise ModuleNotFoundError("No module named 'dnn_helpers.x'", name="dnn_helpers.x")
    assert not isinstance(error.value, needs.CannotRun)


def test_an_old_python_is_refused_in_a_sentence_and_the_oldest_allowed_is_not():
    with pytest.raises(needs.CannotRun, match="needs Python 3.11 or newer, and this is Python 3.10") as old:
        needs.check_python((3, 10, 13))
    assert old.value._render_traceback_() == [f"CannotRun: {old.value}"]
    needs.check_python((3, 11, 0))


@pytest.mark.parametrize("name", ["__init__.py", "needs.py", "display.py"])
def test_what_an_old_python_reads_before_it_is_refused_it_can_read(name):
    ast.parse((PACKAGE / name).read_text(encoding="utf-8"), feature_version=(3, 7))
