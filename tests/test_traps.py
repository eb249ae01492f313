"""A report points to a line only where that line nearly always says something else than was meant."""

import pytest
from exercises.right_versions import RIGHT
from hypothesis import given, settings
from hypothesis import strategies as st

from dnn_helpers import notebook, report, traps
from dnn_helpers.authoring import notebooks
from dnn_helpers.exercises import BY_NAME, EXERCISES

# The body of f, the line that is pointed to, and a word of what is said about it.
TRAPS = {
    "the blank left in": ("y = x\nraise NotImplementedError\nreturn y", "raise NotImpl", "delete it"),
    "taken from itself": ("J = x\nJ -= J\nreturn J", "J -= J", "leaves 0"),
    "minus behind equals": ("W =- rate * dW\nreturn W", "W =- rate", "forgets the old x"),
    "plus behind equals": ("W =+ rate * dW\nreturn W", "W =+ rate", "=+ and += "),
    "whole-number division": ("return -1 // m * x", "return -1 // m", "whole numbers"),
    "return in a loop": ("for l in x:\n    y = l\n    return y", "return y", "first pass"),
    "text as condition": ('if activation == "relu" or "ReLU":\n    return 1', "if activation", "=="),
    "sum thrown away": ("Z = W @ A\nZ + b\nreturn Z", "Z + b", "keeps nothing"),
    "result thrown away": ("np.squeeze(cost)\nreturn cost", "np.squeeze", "keeps nothing"),
    "question for assignment": ("Z == W @ A\nreturn Z", "Z == W", "asks whether"),
    "power": ("return x ^ 2", "return x ^ 2", "no power"),
    "comma at the end": ("Z = W @ A,\nreturn Z", "Z = W @ A,", "tuple"),
    "loop variable unused": ("for l in range(3):\n    g['W'] = L\nreturn g", "for l", "L is another name"),
    "key of another loop": ("for l in range(L):\n    g['W' + str(L)] = d[l]\nreturn g", "g['W'", "not l"),
    "same argument": (
        "for l in range(L):\n    p, c = linear_activation_forward(A, l, l, 'relu')\n    x.append(p)\nreturn x",
        "p, c =", "A is not changed",
    ),
    "emptied in every pass": ("for l in d:\n    g = {}\n    g[l] = 1\nreturn g", "g = {}", "made empty"),
    "a pair as one": ("s = sigmoid(Z)\nreturn s * (1 - s)", "s = sigmoid(Z)", "s is a tuple"),
    "rows counted": ("m = len(Y)\nreturn x / m", "m = len(Y)", "counts the rows"),
    "rows for columns": ("m = A.shape[0]\nreturn x / m", "m = A.shape[0]", "shape[1]"),
    "entries for columns": ("m = dZ.size\nreturn x / m", "m = dZ.size", "all entries"),
    "own sum": ("return sum(Y * x)", "return sum", "np.sum"),
    "own maximum": ("return max(0, Z)", "return max", "np.maximum"),
    "rate changed": ("for l in d:\n    learning_rate *= 0.9\nreturn learning_rate", "learning_rate *=", "every pass"),
    "else of the second if": (
        'if activation == "a":\n    x = 1\nif activation == "b":\n    x = 2\nelse:\n    x = 3\nreturn x',
        'if activation == "b":', "second if",
    ),
    "never used": ("dZ = g(dA)\nreturn h(dA)", "dZ = g(dA)", "never used"),
    "a second name": ("dZ = dA\ndZ[x < 0] = 0\nreturn dZ", "dZ = dA", "two names of one array"),
    "layers counted in grads": ("L = len(grads) // 2\nreturn L", "L = len(grads)", "three entries"),
}  # fmt: skip

# What looks like a trap and is none.
SOUND = {
    "a sign turned": "Z =- Z\nreturn Z",
    "the blank": "raise NotImplementedError",
    "a pair taken apart": "s = sigmoid(Z)\nA, cache = s\nreturn A * s[0]",
    "emptied before the loop": "g = {}\nfor l in d:\n    h = {}\n    g[l] = h\nreturn g",
    "a copy changed": "Z = x.copy()\nZ[Z < 0] = 0\nreturn Z",
    "a name for an input that stays": "Z = x\nreturn Z * 2",
    "another branch": "for l in range(L):\n    if l == 0:\n        A, c = linear_activation_forward(X, l, l, 'relu')",
    "a filled array": "for l in d:\n    A[...], c = linear_activation_forward(A, l, l, 'relu')\nreturn A",
    "a pair of loop variables": "for A, W in d:\n    Z, c = linear_forward(A, W, 0)\nreturn Z",
    "the last key in its own branch": "for l in range(L):\n    if l == L - 1:\n        g['W' + str(L)] = 1\nreturn g",
    "a counter of its own": "k = 0\nfor l in range(3):\n    k += 1\n    g['W' + str(k)] = 1\nreturn g",
    "two different questions": "if l == 1:\n    A = X\nif l == L:\n    x = 2\nelse:\n    x = 3\nreturn x",
    "a pair named once more": "s = sigmoid(Z)\ns = s[0]\nreturn s * (1 - s)",
    "a sigmoid of one's own": "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z))\ns = sigmoid(x)\nreturn s * (1 - s)",
    "a copy under a second name": "Z = dA\nZ = Z.copy()\nZ[Z < 0] = 0\nreturn Z",
    "a number's second name": "k = x\nk += 1\nreturn k",
    "a loop that is left otherwise": "for l in d:\n    if l != x:\n        continue\n    return l\nreturn 0",
    "a default by or": "activation = activation or 'relu'\nreturn activation",
    "and and or": "return l == L and 'sigmoid' or 'relu'",
    "out as third argument": "np.maximum(0, Z, A)\nreturn A",
    "a set is added to": "done.add(key)\nreturn done",
    "rows and columns": "m = Z.shape[0]\nn = Z.shape[1]\nreturn m * n",
    "rows of the transposed": "m = A_prev.T.shape[0]\nreturn m",
    "sum of a flat array": "return sum((Y * x).ravel())",
    "places by //": "return Z[k // cols, k % cols]",
    "exclusive or": "return (x <= 0) ^ True",
    "while there are gradients": "while len(grads) < 3 * L:\n    x = 1\nreturn x",
    "another counter with rate in its name": "for l in d:\n    iterated += 1\nreturn iterated",
    "half of the keys": "L = len(parameters) // 2\nreturn L",
    "return after the loop": "for l in x:\n    y = l\nreturn y",
    "return in a condition": "for l in x:\n    if l:\n        return l\nreturn 0",
    "minus": "cost =-x\nreturn cost",
    "minus with spaces": "cost = -x\nreturn cost",
    "default with minus": "def g(axis=-1):\n    return axis\nreturn g()",
    "sum of a generator": "return sum(x * x for x in y)",
    "maximum of numbers": "return max(0, 1)",
    "columns": "m = Y.shape[1]\nreturn x / m",
    "all labels": "m = Y.size\nreturn x / m",
    "a call for its effect": "caches.append(cache)\nnp.random.seed(1)\nreturn caches",
    "a product into an array": "np.maximum(0, Z, out=A)\nreturn A",
    "iterations": "for i in range(10):\n    x = step(x)\nreturn x",
    "elif": "if a == 1:\n    x = 1\nelif a == 2:\n    x = 2\nelse:\n    x = 3\nreturn x",
    "return before the second if": "if a == 1:\n    return 1\nif a == 2:\n    x = 2\nelse:\n    x = 3\nreturn x",
    "other last layer": "for l in range(L):\n    A, c = linear_activation_forward(A, g[L - l], l, 'relu')\nreturn A",
    "an unused part of a cache": "A_prev, W, b = cache\nreturn A_prev @ W",
}


def cell(body):
    return "def f(x, dA, learning_rate, activation):\n" + "".join(
        f"    {line}\n" for line in body.splitlines()
    )


@pytest.mark.parametrize("body, line, words", TRAPS.values(), ids=TRAPS)
def test_a_trap_is_pointed_to_with_its_line(body, line, words):
    (found,) = traps.find(cell(body), "f")
    assert found.line.startswith(line) and words in found.words
    assert cell(body).splitlines()[found.number - 1].strip() == found.line


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_sound_code_is_left_alone(body):
    assert traps.find(cell(body), "f") == ()


@pytest.mark.parametrize("name, title, source", [version[:3] for version in RIGHT])
def test_no_right_version_has_a_trap(name, title, source):
    assert traps.find(source, name) == ()


def test_the_workbooks_own_solutions_have_none():
    seen = 0
    for path in notebooks.solved_paths():
        for cell in notebooks.read(path).cells:
            name = cell.cell_type == "code" and notebooks.exercise_of(cell)
            if name:
                assert traps.find(cell.source, name) == ()
                seen += 1
    assert seen == len(EXERCISES)


def test_the_helpers_of_the_cell_are_looked_through_too_and_other_functions_are_not():
    source = "def g(x):\n    return x ^ 2\n\ndef h(x):\n    return x ^ 3\n\ndef f(x):\n    return g(x)\n"
    assert [trap.number for trap in traps.find(source, "f")] == [2]


def test_there_are_never_more_than_two_and_each_kind_comes_once():
    body = "\n".join(
        body.replace("return", "y =") for body, _, _ in TRAPS.values() if "activation" not in body
    )
    found = traps.find(cell(body + "\nreturn y"), "f")
    assert len(found) == traps.MOST and len({trap.words for trap in found}) == traps.MOST


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_whatever_stands_in_a_cell_it_is_looked_at_without_harm(source):
    assert isinstance(traps.find(source, "f"), tuple)


def test_lines_are_counted_as_python_counts_them():
    source = "# a\u2028b\fc\ndef f(x):\n    y = 1\n    return x ^ 2\n"
    assert [(trap.number, trap.line) for trap in traps.find(source, "f")] == [(4, "return x ^ 2")]


def test_a_report_shows_the_line_and_what_it_says():
    namespace = {}
    source = "import numpy as np\ndef relu(Z):\n    np.maximum(0, Z)\n    return Z, Z\n"
    import linecache

    linecache.cache["<trap>"] = (len(source), None, source.splitlines(True), "<trap>")
    exec(compile(source, "<trap>", "exec"), namespace)
    verdict = notebook.examine(BY_NAME["relu"], namespace["relu"])
    assert "line 3: np.maximum(0, Z)" in dict(report.rows(verdict))["look at"]
    assert "keeps nothing" in report.text(verdict) and "keeps nothing" in report.html(verdict)
