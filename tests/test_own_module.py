"""my_network.py is the learner's: what passed is kept whole, what they wrote is never lost."""

import linecache
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from dnn_helpers import own_module
from dnn_helpers.exercises import EXERCISES
from dnn_helpers.own_module import FILE, REPLACED, CannotSave

ORDER = [exercise.name for exercise in EXERCISES]
RELU = "def relu(Z):\n    return np.maximum(0, Z), Z\n"
SIGMOID = "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z)), Z\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """The folder in which functions are kept in these tests."""
    monkeypatch.setenv(own_module.VARIABLE, str(tmp_path))
    return tmp_path


def run_cell(source, namespace=None, number=3):
    """Run a notebook cell; what the notebook has defined afterwards."""
    source, filename = textwrap.dedent(source).lstrip("\n"), f"<cell {number}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    namespace = {"__name__": "__main__", "np": np} if namespace is None else namespace
    exec(compile(source, filename, "exec"), namespace)
    return namespace


def keep(*cells, name="relu"):
    """Save what these cells, run one after the other, have left under `name`."""
    namespace = None
    for number, source in enumerate(cells, 1):
        namespace = run_cell(source, namespace, number)
    return own_module.save(namespace[name], name, ORDER)


def kept(home):
    return (home / FILE).read_text(encoding="utf-8")


def in_a_fresh_python(home, expression):
    """What `expression` prints with my_network imported, in a Python that knows nothing else."""
    script = (
        f"import sys; sys.path.insert(0, {str(home)!r})\nimport my_network\nimport numpy\nprint({expression})"
    )
    run = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True)
    return run.stdout.strip() or run.stderr.strip().splitlines()[-1]


def imported(home, name="relu"):
    """`name` of the kept module, run in a namespace of its own."""
    namespace = {"__name__": "my_network"}
    exec(compile(kept(home), FILE, "exec"), namespace)
    return namespace[name]


# --- Saving, again and again ------------------------------------------------------------------


def test_a_function_is_kept_as_it_was_written(home):
    assert keep(RELU) is True
    assert RELU in kept(home)


def test_saving_the_same_again_changes_nothing(home):
    keep(RELU)
    before = kept(home), (home / FILE).stat().st_mtime_ns
    assert keep(RELU) is False
    assert (kept(home), (home / FILE).stat().st_mtime_ns) == before
    assert sorted(path.name for path in home.iterdir()) == [FILE]


def test_a_better_version_replaces_the_old_one_and_the_old_one_is_kept(home):
    keep(RELU)
    keep("def relu(Z):\n    return Z * (Z > 0), Z\n")
    assert "Z * (Z > 0)" in kept(home) and "np.maximum" not in kept(home)
    assert RELU in (home / REPLACED).read_text(encoding="utf-8")


def test_every_version_replaced_is_kept(home):
    for factor in range(4):
        keep(f"def relu(Z):\n    return np.maximum(0, Z), Z + {factor} * 0\n")
    found = re.findall(r"Z \+ (\d) \* 0", (home / REPLACED).read_text(encoding="utf-8"))
    assert found == ["0", "1", "2"]


def test_functions_stand_in_the_order_of_the_workbook(home):
    namespace = run_cell("predict = lambda X, parameters: X\n" + RELU + SIGMOID)
    for name in ("predict", "relu", "sigmoid"):
        own_module.save(namespace[name], name, ORDER)
    assert re.findall(r"# === (\w+) ===", kept(home)) == ["sigmoid", "relu", "predict"]


def test_the_sources_kept_are_told_by_name(home):
    keep(RELU)
    keep(SIGMOID, name="sigmoid")
    assert list(own_module.saved()) == ["sigmoid", "relu"]
    assert own_module.saved()["relu"].strip().endswith(RELU.strip())


def test_where_there_is_no_file_nothing_is_kept():
    assert own_module.saved() == {}


def test_the_folder_is_made_where_it_is_missing(home, monkeypatch):
    monkeypatch.setenv(own_module.VARIABLE, str(home / "a" / "b"))
    keep(RELU)
    assert RELU in kept(home / "a" / "b")


# --- What goes with a function ----------------------------------------------------------------

WITH_ITS_HELPERS = {
    "an import": ["import numpy as np\n" + RELU],
    "an import of another cell": ["import numpy as np", RELU],
    "an import with another name": ["import numpy as xp", RELU.replace("np", "xp")],
    "a module of a package": [
        (
            "import numpy.linalg as la\ndef relu(Z):\n    la.norm(Z)\n"
            "    return la.norm(Z) * 0 + Z * (Z > 0), Z"
        )
    ],
    "an imported function": ["from numpy import maximum\ndef relu(Z):\n    return maximum(0, Z), Z"],
    "an imported function with another name": [
        "from numpy import maximum as larger\ndef relu(Z):\n    return larger(0, Z), Z"
    ],
    "a function of NumPy's under a name of one's own": [
        "larger = np.maximum\ndef relu(Z):\n    return larger(0, Z), Z"
    ],
    "a starred import": ["from numpy import *", "def relu(Z):\n    return maximum(0, Z), Z"],
    "a function of a file": [
        ("from textwrap import dedent\ndef relu(Z):\n    dedent('')\n    return np.maximum(0, Z), Z")
    ],
    "an import under a try": ["try:\n    import numpy as np\nfinally:\n    pass\n" + RELU],
    "a constant": ["FLOOR = 0.0\ndef relu(Z):\n    return np.maximum(FLOOR, Z), Z"],
    "a constant of another cell": ["FLOOR = 0.0", "def relu(Z):\n    return np.maximum(FLOOR, Z), Z"],
    "a constant tuple": ["BOUNDS = (0.0, 1e9)\ndef relu(Z):\n    return np.clip(Z, *BOUNDS), Z"],
    "a constant that is infinite": ["TOP = float('inf')\ndef relu(Z):\n    return np.clip(Z, 0, TOP), Z"],
    "an imported constant": ["from numpy import inf\ndef relu(Z):\n    return np.clip(Z, 0, inf), Z"],
    "a constant that is computed": ["FLOOR = np.zeros((1, 1))\ndef relu(Z):\n    return Z * (Z > FLOOR), Z"],
    "a table": ["table = {'floor': 0}\ndef relu(Z):\n    return np.maximum(table['floor'], Z), Z"],
    "a helper": ["def cut(Z):\n    return np.maximum(0, Z)\ndef relu(Z):\n    return cut(Z), Z"],
    "a helper below": ["def relu(Z):\n    return cut(Z), Z\ndef cut(Z):\n    return np.maximum(0, Z)"],
    "a helper of a helper": [
        (
            "def a(Z):\n    return np.maximum(0, Z)\ndef b(Z):\n    return a(Z)\n"
            "def relu(Z):\n    return b(Z), Z"
        )
    ],
    "two helpers that call each other": [
        (
            "def a(Z, n):\n    return b(Z, n)\ndef b(Z, n):\n"
            "    return a(Z, n - 1) if n else np.maximum(0, Z)\ndef relu(Z):\n"
            "    return a(Z, 2), Z"
        )
    ],
    "a helper that is a lambda": ["cut = lambda Z: np.maximum(0, Z)\ndef relu(Z):\n    return cut(Z), Z"],
    "a helper inside": [
        ("def relu(Z):\n    def cut(Z):\n        return np.maximum(0, Z)\n    return cut(Z), Z")
    ],
    "a helper used inside a comprehension": [
        (
            "def cut(z):\n    return max(0.0, z)\ndef relu(Z):\n"
            "    return np.array([[cut(z) for z in row] for row in Z]), Z"
        )
    ],
    "a helper with the name of a builtin": [
        "def abs(Z):\n    return np.maximum(0, Z)\ndef relu(Z):\n    return abs(Z), Z"
    ],
    "a class": [
        (
            "class Cut:\n    def __call__(self, Z):\n        return np.maximum(0, Z)\n"
            "def relu(Z):\n    return Cut()(Z), Z"
        )
    ],
    "a default": ["FLOOR = 0.0\ndef relu(Z, floor=FLOOR):\n    return np.maximum(floor, Z), Z"],
    "a type in its first line": ["def relu(Z: np.ndarray) -> tuple:\n    return Z * (Z > 0), Z"],
    "a decorator": [
        (
            "import functools\ndef cut(f):\n    @functools.wraps(f)\n    def inner(Z):\n"
            "        return np.maximum(0, f(Z)), Z\n    return inner\n@cut\ndef relu(Z):\n"
            "    return Z"
        )
    ],
    "a decorator that leaves no trace": [
        ("def cut(f):\n    return lambda Z: (np.maximum(0, f(Z)), Z)\n@cut\ndef relu(Z):\n    return Z")
    ],
    "itself": ["def relu(Z, n=2):\n    return relu(Z, n - 1) if n else (np.maximum(0, Z), Z)"],
    "the last of two definitions": ["def relu(Z):\n    return Z\n" + RELU],
    "a lambda": ["relu = lambda Z: (np.maximum(0, Z), Z)"],
    "a lambda over two lines": ["relu = lambda Z: (\n    np.maximum(0, Z), Z)"],
    "two statements in one line": ["floor = 0; relu = lambda Z: (np.maximum(floor, Z), Z)"],
    "a definition under an if": ["if True:\n    def relu(Z):\n        return np.maximum(0, Z), Z"],
    "a closure": [
        (
            "def make(floor):\n    def relu(Z):\n        return np.maximum(floor, Z), Z\n"
            "    return relu\nrelu = make(0)"
        )
    ],
    "letters outside ASCII": [
        ("größe = 0\ndef relu(Ζ):\n    'Die Größe ζ ≥ 0.'\n    return np.maximum(größe, Ζ), Ζ")
    ],
    "a comment in it": ["def relu(Z):\n    # keep what is above 0\n    return np.maximum(0, Z), Z"],
    "an import inside": ["def relu(Z):\n    import numpy\n    return numpy.maximum(0, Z), Z"],
}


@pytest.mark.parametrize("cells", WITH_ITS_HELPERS.values(), ids=WITH_ITS_HELPERS)
def test_a_function_is_kept_whole_with(cells, home):
    keep(*cells)
    A, cache = imported(home)(np.array([[-1.0, 2.0]]))
    assert A.tolist() == [[0, 2]] and cache.tolist() == [[-1, 2]]


def test_the_module_can_be_imported_by_a_python_that_knows_nothing(home):
    keep(
        "import numpy as np",
        "FLOOR = 0.0\ndef cut(Z):\n    return np.maximum(FLOOR, Z)\ndef relu(Z):\n    return cut(Z), Z",
    )
    assert in_a_fresh_python(home, "my_network.relu(numpy.array([-1.0, 2.0]))[0].tolist()") == "[0.0, 2.0]"


def test_a_function_kept_under_another_python_name_bears_the_exercises_name(home):
    """`relu = my_relu` in the notebook: it is judged as relu, so it is kept as relu."""
    keep("def my_relu(Z):\n    return np.maximum(0, Z), Z\nrelu = my_relu")
    assert imported(home)(np.array([-1.0, 2.0]))[0].tolist() == [0, 2]


OBJECTS = {
    "a callable object": (
        "class R:\n    def __call__(self, Z):\n        return np.maximum(0, Z), Z\nrelu = R()"
    ),
    "a partial function": (
        "import functools\ndef f(floor, Z):\n    return np.maximum(floor, Z), Z\n"
        "relu = functools.partial(f, 0)"
    ),
    "a method": "class R:\n    def relu(self, Z):\n        return np.maximum(0, Z), Z\nrelu = R().relu",
}


@pytest.mark.parametrize("cell", OBJECTS.values(), ids=OBJECTS)
def test_what_is_no_plain_function_is_kept_whole_or_refused_with_a_sentence(cell, home):
    try:
        keep(cell)
    except CannotSave as refusal:
        assert str(refusal).endswith(".") and not (home / FILE).exists()
    else:
        assert imported(home)(np.array([-1.0, 2.0]))[0].tolist() == [0, 2]


def test_an_attributes_name_is_not_taken_for_a_variables(home):
    keep("shape, T, maximum = 7, 8, 9", "def relu(Z):\n    return np.maximum(0, Z.T).T.reshape(Z.shape), Z")
    assert not re.search(r"^(shape|T|maximum) =", kept(home), re.MULTILINE)


def test_a_local_variables_name_is_not_taken_for_a_globals(home):
    """Nearly every notebook has an m, a Z or an A of its own."""
    keep(
        "m, A = 4, 5.0", "def relu(Z):\n    m = Z.shape\n    A = np.maximum(0, Z)\n    return A.reshape(m), Z"
    )
    assert not re.search(r"^(m|A) =", kept(home), re.MULTILINE)


def test_a_variable_of_the_notebook_that_no_function_uses_refuses_nobody(home):
    keep("m = 4", "def relu(Z):\n    m = Z.shape\n    return np.maximum(0, Z).reshape(m), Z")
    keep(
        "m = 5",
        "def sigmoid(Z):\n    m = Z.shape\n    return (1 / (1 + np.exp(-Z))).reshape(m), Z",
        name="sigmoid",
    )
    assert list(own_module.saved()) == ["sigmoid", "relu"]


def test_what_the_learner_tried_out_in_the_functions_own_cell_is_not_kept(home):
    keep(
        "Z = np.ones((2, 2))\ndef relu(Z):\n    A = np.maximum(0, Z)\n    return A, Z\n"
        "A, cache = relu(Z)\nprint(A.shape)"
    )
    assert "np.ones" not in kept(home) and "print" not in kept(home) and "A, cache" not in kept(home)


HARD = {
    "a constant changed": "FLOOR = 1\nFLOOR -= 1\ndef relu(Z):\n    return np.maximum(FLOOR, Z), Z",
    "a constant made from itself": (
        "FLOOR = np.ones(1)\nFLOOR = FLOOR - 1\ndef relu(Z):\n    return np.maximum(FLOOR, Z), Z"
    ),
    "a helper wrapped on the way": (
        "import functools\ndef cut(floor, Z):\n    return np.maximum(floor, Z)\n"
        "cut = functools.partial(cut, 0)\ndef relu(Z):\n    return cut(Z), Z"
    ),
    "itself wrapped on the way": (
        "def relu(floor, Z):\n    return np.maximum(floor, Z), Z\nonce = relu\nrelu = lambda Z: once(0, Z)"
    ),
}


@pytest.mark.parametrize("cell", HARD.values(), ids=HARD)
def test_the_kept_module_can_be_imported_or_keeping_is_refused_for(cell, home):
    """A cell is more than its definitions; a module that cannot be run helps nobody."""
    try:
        keep(cell)
    except CannotSave as refusal:
        assert "relu" in str(refusal) and str(refusal).endswith(".") and not (home / FILE).exists()
    else:
        assert imported(home)(np.array([[-1.0, 2.0]]))[0].tolist() == [[0, 2]]


def test_what_the_function_does_not_use_stays_in_the_notebook(home):
    keep("import os\nSECRET = 1\ndef unused():\n    pass\n" + RELU)
    assert "SECRET" not in kept(home) and "unused" not in kept(home) and "import os" not in kept(home)


def test_another_exercise_has_a_block_of_its_own_and_is_not_copied(home):
    keep(
        SIGMOID,
        "def linear_activation_forward(A, W, b, activation):\n    return sigmoid(W @ A + b)",
        name="linear_activation_forward",
    )
    assert "def sigmoid" not in kept(home)


def test_a_helper_under_an_exercises_name_is_not_confused_with_the_exercise(home):
    """In its own cell a learner may have a sigmoid that returns A alone: with any other it breaks."""
    cell = """
        def sigmoid(Z):
            return 1 / (1 + np.exp(-Z))
        def linear_activation_forward(A_prev, W, b, activation):
            Z = W @ A_prev + b
            A = sigmoid(Z) if activation == "sigmoid" else np.maximum(0, Z)
            return A, ((A_prev, W, b), Z)
    """
    layer = np.zeros((2, 3)), np.zeros((1, 2)), np.zeros((1, 1))
    try:
        keep(cell, name="linear_activation_forward")
    except CannotSave as refusal:
        assert "sigmoid" in str(refusal)
    else:
        network, own = own_module.load({e.name: e.reference for e in EXERCISES})
        A, _ = network.linear_activation_forward(*layer, "sigmoid")
        assert A.tolist() == [[0.5, 0.5, 0.5]]


def test_a_function_without_source_is_refused_with_a_sentence(home):
    namespace = {"__name__": "__main__", "np": np}
    exec(RELU, namespace)
    with pytest.raises(CannotSave, match="source of relu cannot be found"):
        own_module.save(namespace["relu"], "relu", ORDER)
    assert not (home / FILE).exists()


def test_a_function_of_a_file_is_kept(home, tmp_path):
    path = tmp_path / "functions.py"
    path.write_text("import numpy as np\nFLOOR = 0.0\n\n\n" + RELU.replace("0,", "FLOOR,"))
    namespace = {"__name__": "functions"}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    own_module.save(namespace["relu"], "relu", ORDER)
    assert imported(home)(np.array([-1.0, 2.0]))[0].tolist() == [0, 2]


def test_of_a_cell_with_magics_the_function_is_kept(home):
    namespace = run_cell("# %timeit\n" + RELU)
    typed = "%matplotlib inline\n" + RELU
    linecache.cache["<cell 3>"] = (len(typed), None, typed.splitlines(True), "<cell 3>")
    own_module.save(namespace["relu"], "relu", ORDER)
    assert imported(home)(np.array([-1.0, 2.0]))[0].tolist() == [0, 2] and "matplotlib" not in kept(home)


# --- Two functions in one module --------------------------------------------------------------

WITH_HELPER = "def {name}(Z):\n    return cut(Z), Z\ndef cut(Z):\n    return {body}\n"


def test_two_functions_may_share_a_helper(home):
    keep(WITH_HELPER.format(name="relu", body="np.maximum(0, Z)"))
    keep(WITH_HELPER.format(name="sigmoid", body="np.maximum(0, Z)  # the same"), name="sigmoid")
    assert list(own_module.saved()) == ["sigmoid", "relu"]


@pytest.mark.parametrize(
    "first, second",
    [
        ("def cut(Z):\n    return Z", "def cut(Z):\n    return -Z"),
        ("cut = 1", "cut = 2"),
        ("cut = 1", "def cut(): pass"),
    ],
    ids=["two functions", "two constants", "a constant and a function"],
)
def test_two_helpers_of_one_name_are_refused_with_a_sentence_that_names_all_three(first, second, home):
    keep(f"{first}\ndef relu(Z):\n    return cut, Z")
    before = kept(home)
    with pytest.raises(CannotSave) as refusal:
        keep(f"{second}\ndef sigmoid(Z):\n    return cut, Z", name="sigmoid")
    assert all(name in str(refusal.value) for name in ("sigmoid", "cut", "relu"))
    assert kept(home) == before


def test_a_function_may_change_its_own_helper(home):
    keep(WITH_HELPER.format(name="relu", body="Z"))
    keep(WITH_HELPER.format(name="relu", body="np.maximum(0, Z)"))
    assert imported(home)(np.array([-1.0, 2.0]))[0].tolist() == [0, 2]


# --- What the learner wrote into the file -----------------------------------------------------


def edit(home, old, new):
    (home / FILE).write_text(kept(home).replace(old, new), encoding="utf-8")


def test_what_stands_above_the_first_function_stays(home):
    keep(RELU)
    edit(home, '"""\n\n', '"""\n\nimport math  # mine\n\n')
    keep(SIGMOID, name="sigmoid")
    assert "import math  # mine" in kept(home)


def test_what_stands_below_another_function_stays(home):
    keep(SIGMOID, name="sigmoid")
    edit(home, SIGMOID, SIGMOID + "\n\ndef mine():\n    return 'über'\n")
    keep(RELU)
    assert imported(home, "mine")() == "über"


def test_a_change_to_another_function_stays(home):
    keep(SIGMOID, name="sigmoid")
    edit(home, "    return 1 /", "    # numerically stable?\n    return 1 /")
    keep(RELU)
    assert "# numerically stable?" in kept(home)


def test_a_change_to_the_function_itself_is_replaced_but_kept(home):
    keep(RELU)
    edit(home, RELU, RELU + "\n\nmine = 3\n")
    keep(RELU)
    assert "mine = 3" in kept(home) + (home / REPLACED).read_text(encoding="utf-8")


def test_a_file_of_the_learners_own_without_any_mark_stays_whole(home):
    (home / FILE).write_text("import math\n\nx = 1\n", encoding="utf-8")
    keep(RELU)
    assert kept(home).startswith("import math\n\nx = 1\n") and RELU in kept(home)


def test_a_function_that_stands_in_the_file_twice_is_not_lost(home):
    """Cloud folders and merges leave such files."""
    keep(RELU)
    (home / FILE).write_text(kept(home) + "\n\n# === relu ===\n\nsecond = 2\n", encoding="utf-8")
    keep(SIGMOID, name="sigmoid")
    everything = "".join(path.read_text(encoding="utf-8") for path in home.iterdir())
    assert RELU in everything and "second = 2" in everything


def test_a_file_that_python_cannot_read_is_left_as_it_is(home):
    keep(SIGMOID, name="sigmoid")
    edit(home, "def sigmoid", "def def sigmoid")
    before = kept(home)
    with pytest.raises(CannotSave, match=FILE):
        keep(RELU)
    assert kept(home) == before


# --- A folder that cannot be written ----------------------------------------------------------


def test_a_folder_that_is_a_file_gives_a_note_and_loses_nothing(home, monkeypatch):
    (home / "occupied").write_text("a file")
    monkeypatch.setenv(own_module.VARIABLE, str(home / "occupied"))
    with pytest.raises(CannotSave, match="Your function is safe in the notebook") as refusal:
        keep(RELU)
    assert own_module.VARIABLE in str(refusal.value)
    assert (home / "occupied").read_text() == "a file"


def no_room(*args, **keywords):
    raise OSError(28, "No space left on device")


def half_a_file(path, text, **keywords):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text[: len(text) // 2])
    no_room()


FULL_DISKS = {"while writing": (Path, "write_text", half_a_file), "while renaming": (os, "replace", no_room)}


@pytest.mark.parametrize("owner, name, failure", FULL_DISKS.values(), ids=FULL_DISKS)
def test_a_full_disk_leaves_the_old_file_whole(owner, name, failure, home, monkeypatch):
    keep(RELU)
    before = kept(home)
    monkeypatch.setattr(owner, name, failure)
    with pytest.raises(CannotSave, match="No space left"):
        keep("def relu(Z):\n    return Z * (Z > 0), Z\n")
    assert kept(home) == before
    assert {path.name for path in home.iterdir()} <= {FILE, REPLACED}


def test_a_file_in_another_encoding_is_left_as_it_is(home):
    (home / FILE).write_bytes("x = 'Größe'\n".encode("latin-1"))
    with pytest.raises(CannotSave):
        keep(RELU)
    assert (home / FILE).read_bytes() == "x = 'Größe'\n".encode("latin-1")


def test_a_file_in_another_encoding_does_not_stop_the_table_of_progress(home):
    (home / FILE).write_bytes("x = 'Größe'\n".encode("latin-1"))
    assert own_module.saved() == {}


# --- Whether and where ------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["off", "OFF", "Off"])
def test_nothing_is_saved_where_it_is_off(word, home, monkeypatch):
    monkeypatch.chdir(home)
    monkeypatch.setenv(own_module.VARIABLE, word)
    assert keep(RELU) is False and own_module.path() is None
    assert own_module.saved() == {} and list(home.iterdir()) == []


@pytest.mark.parametrize("sign", ["PYTEST_CURRENT_TEST", "PYTEST_VERSION"])
def test_nothing_is_saved_in_a_test_run_that_does_not_ask_for_it(sign, home, monkeypatch):
    monkeypatch.chdir(home)
    for name in (own_module.VARIABLE, "PYTEST_CURRENT_TEST", "PYTEST_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(sign, "1")
    assert keep(RELU) is False and list(home.iterdir()) == []


@pytest.mark.parametrize("value", [None, ""], ids=["unset", "empty"])
def test_outside_a_test_run_it_is_saved_beside_the_notebook(value, home, monkeypatch):
    for name in (own_module.VARIABLE, "PYTEST_CURRENT_TEST", "PYTEST_VERSION"):
        monkeypatch.delenv(name, raising=False)
    if value is not None:
        monkeypatch.setenv(own_module.VARIABLE, value)
    monkeypatch.chdir(home)
    assert own_module.path() == Path.cwd() / FILE


def test_a_child_of_a_test_run_saves_nothing(home, monkeypatch):
    """nbval's kernels are children of pytest, and see its variable."""
    monkeypatch.delenv(own_module.VARIABLE)
    script = "from dnn_helpers import own_module; print(own_module.path())"
    run = subprocess.run([sys.executable, "-c", script], cwd=home, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("None\n", "")


# --- Loading ----------------------------------------------------------------------------------


def stand_in(*args):
    return "the stand-in"


STAND_INS = dict.fromkeys(["sigmoid", "relu", "linear_activation_forward"], stand_in)


def test_stand_ins_fill_what_is_missing_and_it_is_told_whose_is_whose():
    keep(RELU)
    network, own = own_module.load(STAND_INS)
    assert own == {"sigmoid": False, "relu": True, "linear_activation_forward": False}
    assert network.relu(np.array([-1.0]))[0].tolist() == [0] and network.sigmoid() == "the stand-in"


def test_a_kept_function_calls_kept_functions_and_stand_ins():
    keep(RELU)
    keep(
        "def linear_activation_forward(A):\n    return relu(A)[0], sigmoid(A)",
        name="linear_activation_forward",
    )
    network, _ = own_module.load(STAND_INS)
    A, other = network.linear_activation_forward(np.array([-1.0]))
    assert A.tolist() == [0] and other == "the stand-in"


def test_without_a_file_everything_is_a_stand_in():
    network, own = own_module.load(STAND_INS)
    assert not any(own.values()) and network.relu() == "the stand-in"


BROKEN = {
    "a syntax error": b"x = 1\ndef (\n",
    "an unknown name": b"x = 1\nundefined\n",
    "a missing module": b"x = 1\nimport no_such_module_here\n",
    "an exception": b"x = 1\nraise ValueError('no')\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_run_is_told_in_one_sentence_with_the_line(content, home):
    (home / FILE).write_bytes(content)
    with pytest.raises(ImportError) as refusal:
        own_module.load(STAND_INS)
    message = str(refusal.value)
    assert FILE in message and "line 2" in message and "\n" not in message


UNREADABLE = {
    "another encoding": "x = 'Größe'\n".encode("latin-1"),
    "a zero byte": b"x = 1\0\n",
    "an exit": b"raise SystemExit(3)\n",
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_is_no_module_is_told_in_one_sentence(content, home):
    (home / FILE).write_bytes(content)
    with pytest.raises(ImportError, match=FILE):
        own_module.load(STAND_INS)


def test_a_folder_in_the_files_place_is_told_in_one_sentence(home):
    (home / FILE).mkdir()
    with pytest.raises(ImportError, match=FILE):
        own_module.load(STAND_INS)


def test_a_file_saved_by_an_editor_with_a_byte_order_mark_is_read(home):
    keep(RELU)
    (home / FILE).write_text(kept(home), encoding="utf-8-sig")
    assert own_module.load(STAND_INS)[1]["relu"] is True
