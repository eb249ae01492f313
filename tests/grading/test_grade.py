"""Marks: right for right work, and forged by nobody."""

import json
import re

import pytest

from dnn_helpers.authoring import notebooks
from dnn_helpers.exercises import BY_NAME, EXERCISES
from dnn_helpers.grading import tree
from dnn_helpers.grading.grade import grade
from dnn_helpers.grading.room import Room
from dnn_helpers.grading.submissions import Submission

IMPORT = "import numpy as np"
LINEAR = "def linear_forward(A, W, b):\n    return np.dot(W, A) + b, (A, W, b)"
WRONG = "def linear_forward(A, W, b):\n    return np.dot(W, A) - b, (A, W, b)"
RELU = "def relu(Z):\n    return np.maximum(0, Z), Z"
LAYER = """
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = sigmoid(Z) if activation == "sigmoid" else relu(Z)
    return A, (linear_cache, activation_cache)
"""


@pytest.fixture
def marks(room, notebook):
    """Grade a notebook made of these cells: exercise -> entry, and the whole entry under ""."""

    def of(*cells, room=room):
        submission = Submission("ada", [tree.File(notebook("ada", *cells))])
        result = grade(submission, room)
        return {entry["exercise"]: entry for entry in result["exercises"]} | {"": result}

    return of


def solved_cells():
    for path in notebooks.solved_paths():
        for cell in notebooks.read(path).cells:
            if cell.cell_type == "code":
                yield re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", cell.source)


def test_the_solved_notebooks_get_full_marks(marks):
    result = marks(*solved_cells())[""]
    assert result["score"] == result["max_score"] == sum(e.max_score for e in EXERCISES)
    assert result["problems"] == []


def test_every_exercise_is_listed_and_a_missing_one_is_a_problem(marks):
    found = marks(IMPORT, RELU)
    assert [e["exercise"] for e in found[""]["exercises"]] == [e.name for e in EXERCISES]
    assert found["relu"]["status"] == "passed"
    assert found["sigmoid"]["status"] == "not_attempted" and found["sigmoid"]["score"] == 0
    assert "sigmoid: no function of that name was found" in found[""]["problems"]


def test_a_wrong_function_loses_its_own_points_and_nobody_elses(marks):
    found = marks(IMPORT, WRONG, RELU, "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z)), Z", LAYER)
    assert found["linear_forward"]["mistake"] == "bias_wrong_sign"
    assert found["linear_forward"]["score"] == 1  # the cache is right
    assert found["linear_activation_forward"]["score"] == 10
    assert found["linear_activation_forward"]["carried_forward"]
    assert "linear_forward" in found["linear_activation_forward"]["message"]
    assert not found["relu"]["carried_forward"]


def test_the_same_seed_gives_the_same_entry(marks):
    entries = []
    for _ in range(2):
        with Room(timeout=20.0, seed=5) as room:
            entries.append(marks(IMPORT, WRONG, RELU, room=room)[""])
    assert entries[0] == entries[1]


@pytest.mark.parametrize("cells", [
    [IMPORT, "raise ValueError", LINEAR],
    [IMPORT, "%matplotlib inline\n!pip install x", "%%time\n" + LINEAR],
    [IMPORT, "import matplotlib.pyplot as plt\nfrom google.colab import drive\ndrive.mount('/x')", LINEAR],
    [IMPORT, "from lib.dnn_utils_v2 import sigmoid, relu", LINEAR],
    [IMPORT, WRONG, LINEAR],
    [IMPORT, LINEAR, "def linear_forward(A, W, b):\n    raise NotImplementedError"],
    [IMPORT, LINEAR, "def linear_forward(A, W, b:\n    syntax error"],
    [LINEAR, IMPORT],
    [IMPORT, LINEAR + "\nassert False"],
    [IMPORT, "print(not_there)\nfrom nowhere import nothing\nopen('no.txt')\n" + LINEAR],
    ["import numpy", "linear_forward = lambda A, W, b: (W @ A + b, (A, W, b))"],
    [IMPORT, "def add(x, y):\n    return x + y\n" + LINEAR.replace("np.dot(W, A) + b", "add(W @ A, b)")],
    [IMPORT, LINEAR + "\nA = W = b = None"],
    ["one = 1; import numpy as np", LINEAR.replace("+ b", "+ one * b")],
    ["\f" + IMPORT, "for linear_forward in [lambda A, W, b: (np.dot(W, A) + b, (A, W, b))]: pass"],
    [IMPORT, "print(linear_forward := lambda A, W, b: (W @ A + b, (A, W, b)))"],
    [IMPORT, "print('linear_forward')", "ONE = (1)", LINEAR.replace("+ b", "+ ONE * b"), "check(linear_forward)"],
], ids=lambda cells: cells[1][:30])  # fmt: skip
def test_a_right_function_is_found_whatever_happened_to_the_notebook(marks, cells):
    assert marks(*cells)["linear_forward"]["status"] == "passed"


def test_what_stands_behind_an_error_counts_only_where_nothing_stood_before_it(marks):
    """As in a notebook: the definition that was there when the cell failed is the learner's."""
    behind = "def relu(Z):\n    return Z, Z"
    assert marks(IMPORT, f"{RELU}\nassert False\n{behind}")["relu"]["status"] == "passed"


def test_a_cell_that_is_no_python_is_told_with_its_line_and_its_cell(marks):
    entry = marks(IMPORT, "def relu(Z)\n    return np.maximum(0, Z), Z")["relu"]
    assert entry["status"] == "error" and entry["score"] == 0 and entry["mistake"] == "syntax_error"
    assert "line 1" in entry["message"] and "cell 2" in entry["message"]


def test_what_one_function_breaks_in_numpy_costs_no_other(marks):
    breaks = "def sigmoid(Z):\n    np.exp = np.exp(-Z)\n    return 1 / (1 + np.exp), Z"
    agrees = "class A:\n    def __eq__(self, o): return True\n\ndef sigmoid(Z):\n    np.maximum = A()\n    return Z, Z"
    for source in (breaks, agrees):
        found = marks(IMPORT, source, RELU)
        assert found["sigmoid"]["mistake"] == "patches_numpy"
        assert found["relu"]["status"] == "passed"


def test_what_a_cell_sets_before_the_function_is_not_the_functions_doing(marks):
    source = "import numpy as np\nnp.bool = bool\n" + RELU
    assert marks(source)["relu"]["status"] == "passed"


@pytest.mark.parametrize("lends", ["ZERO \\\n    = 0", "# setup\rZERO = 0", "x = 1; ZERO = 0"])
def test_a_constant_is_lent_however_it_is_written(marks, lends):
    scaled = RELU.replace("np.maximum(0, Z)", "np.maximum(ZERO, Z)")
    assert marks(IMPORT, lends, scaled)["relu"]["status"] == "passed"


@pytest.mark.parametrize("dtype", ["np.longdouble", "'>f8'"])
def test_numbers_of_another_make_are_read_as_what_they_are(marks, dtype):
    source = RELU.replace("np.maximum(0, Z)", f"np.maximum(0, Z).astype({dtype})")
    assert marks(IMPORT, source)["relu"]["status"] == "passed"


def test_a_failure_points_to_a_line_that_says_something_else_than_was_meant(marks):
    losses = "Y * np.log(AL) + (1 - Y) * np.log(1 - AL)"
    source = f"def compute_cost(AL, Y):\n    m = len(Y)\n    return -np.sum({losses}) / m"
    message = marks(IMPORT, source)["compute_cost"]["message"]
    assert "look at: line 2: m = len(Y)\nnote: len counts the rows of Y;" in message


@pytest.mark.parametrize(
    "forged", ["None", "1", "((1, 2, 3),)", "(('1', 'a', 'b'),)", "((1, 'a'),)", "{'a': 1}"]
)
def test_a_forged_line_to_look_at_is_dropped_and_costs_nobody_anything(marks, forged):
    modules = "m for name, m in list(sys.modules.items()) if 'learner' in name"
    patch = f"import sys\nfor m in [{modules}]:\n    m._traps = lambda *arguments: {forged}"
    found = marks(IMPORT, f"{patch}\n{WRONG}", RELU)
    assert found["linear_forward"]["status"] == "failed" and found["relu"]["status"] == "passed"
    assert "look at" not in found["linear_forward"]["message"]


def test_names_of_other_cells_are_not_carried_in_but_constants_are(marks):
    uses_array = LINEAR.replace("+ b,", "+ bias,")
    assert marks(IMPORT, "bias = np.zeros((1, 1))", uses_array)["linear_forward"]["status"] == "error"
    scaled = RELU.replace("np.maximum(0, Z)", "np.maximum(ZERO, Z)")
    assert marks(IMPORT, "ZERO = 0.0", scaled)["relu"]["status"] == "passed"


HOSTILE = {
    "exits": "import os\n    os._exit(0)",
    "raises SystemExit": "raise SystemExit(0)",
    "loops for ever": "while True: pass",
    "sleeps": "import time; time.sleep(100)",
    "takes all memory": "x = bytearray(2**34)",
    "recurses": "return sigmoid(Z)",
    "segfaults": "import ctypes; ctypes.string_at(0)",
    "closes everything": "import os\n    os.closerange(0, 100)",
    "writes junk": "import os\n    for fd in range(3, 40):\n        try: os.write(fd, b'x' * 1000)\n        except OSError: pass",
    "reads the reference": "import dnn_helpers.reference as r; return r.sigmoid(Z)",
    "imports the rooms": "import room.judge",
    "agrees with everything": "class A(np.ndarray):\n        def __eq__(self, o): return True\n    return np.zeros(Z.shape).view(A), Z",
    "returns itself": "return sigmoid, Z",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_function_gets_nothing_and_harms_nobody(marks, body):
    found = marks(IMPORT, LINEAR, f"def sigmoid(Z):\n    {body}\n    return Z, Z", RELU)
    assert found["sigmoid"]["score"] < BY_NAME["sigmoid"].max_score
    assert found["sigmoid"]["status"] in ("failed", "error", "timed_out")
    assert found["linear_forward"]["status"] == found["relu"]["status"] == "passed"


PATCHES = [
    "np.allclose = lambda *a, **k: True",
    "np.testing.assert_allclose = lambda *a, **k: None",
    "import builtins; builtins.abs = lambda x: 0",
    "import sys\nfor m in list(sys.modules):\n    if 'attempt' in m: sys.modules[m].snapshot = lambda v: None",
    "import sys\nfor m in list(sys.modules):\n    if 'records' in m: sys.modules[m].to_data = lambda r: ((), ())",
    "import sys\nfor m in list(sys.modules):\n    if 'wire' in m: sys.modules[m].send = lambda d, v: None",
]


@pytest.mark.parametrize("patch", PATCHES)
def test_patching_makes_no_wrong_answer_right(marks, patch):
    found = marks(IMPORT, f"{patch}\n{WRONG}", RELU)
    assert found["linear_forward"]["status"] != "passed"
    assert found["linear_forward"]["score"] < 5
    assert found["relu"]["status"] == "passed"


def test_hard_coding_the_printed_example_is_worth_nothing(marks):
    source = "def compute_cost(AL, Y):\n    return 0.2797765635793422"
    entry = marks(IMPORT, source)["compute_cost"]
    assert entry["score"] == 0 and entry["status"] == "failed"


def test_a_message_never_shows_held_out_figures(marks):
    source = "def compute_cost(AL, Y):\n    m = 3\n    return float(-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m)"
    message = marks(IMPORT, source)["compute_cost"]["message"]
    assert "3" in message and "hard-coded" in message
    assert not re.search(r"expected is", message)


def test_messages_are_plain_text_of_bounded_length(marks):
    entry = marks(IMPORT, "def relu(Z):\n    raise ValueError('<script>' * 5000)")["relu"]
    assert entry["status"] == "error" and len(entry["message"]) <= 2000
    assert json.loads(json.dumps(entry)) == entry
