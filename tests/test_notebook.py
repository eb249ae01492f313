"""One call says what happened: a line for a pass, one report for anything else, never a foreign traceback."""

import builtins
import html
import inspect
import linecache
import math
import os
import re
import subprocess
import sys
import textwrap
from contextlib import contextmanager

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from dnn_helpers import (
    NotPassed,
    check,
    hint,
    load_network,
    notebook,
    own_module,
    progress,
    report,
    setup,
    solution,
)
from dnn_helpers.exercises import BY_NAME, CHAPTERS, EXERCISES

RELU = "def relu(Z):\n    return np.maximum(0, Z), Z\n"
SIGMOID = "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z)), Z\n"
ACTIVATION = """
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = sigmoid(Z) if activation == "sigmoid" else relu(Z)
    return A, (linear_cache, activation_cache)
"""


@pytest.fixture(autouse=True)
def a_new_session(monkeypatch):
    """Nothing checked yet, nothing saved, and Python's own except hook afterwards."""
    monkeypatch.setattr(notebook, "_verdicts", {})
    monkeypatch.setattr(notebook, "_rungs", {})
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setenv(own_module.VARIABLE, "off")


def run_cell(source, namespace=None, number=3):
    """Run a notebook cell; what the notebook has defined afterwards."""
    source, filename = textwrap.dedent(source).lstrip("\n"), f"<cell {number}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    if namespace is None:
        namespace = {"__name__": "__main__", "np": np, "math": math, "check": check}
    exec(compile(source, filename, "exec"), namespace)
    return namespace


def run_cells(*sources):
    namespace = None
    for number, source in enumerate(sources, 1):
        namespace = run_cell(source, namespace, number)
    return namespace


def passes(*cells, capsys):
    """What is printed when the last of these cells is a check that passes."""
    run_cells(*cells)
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refused(*cells, capsys):
    """The report of a check, the last of these cells, that does not pass."""
    with pytest.raises(NotPassed) as caught:
        run_cells(*cells)
    out, err = capsys.readouterr()
    assert err == "" and "Traceback" not in out
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 80
    return out


# --- A pass -----------------------------------------------------------------------------------

RIGHT = {
    "relu": [
        RELU,
        "relu = lambda Z: (np.maximum(0, Z), Z)",
        "def relu(z, *, unused=1):\n    return np.where(z > 0, z, 0.0), z",
        "def relu(*args):\n    Z, = args\n    return Z * (Z > 0), Z",
        (
            "def relu(Z):\n    print('here')\n"
            "    A = np.array([[max(0.0, z) for z in row] for row in Z])\n    return A, Z"
        ),
        "class Relu:\n    def __call__(self, Z):\n        return np.maximum(0, Z), Z\nrelu = Relu()",
        (
            "import functools\ndef clip(floor, Z):\n    return np.maximum(floor, Z), Z\n"
            "relu = functools.partial(clip, 0)"
        ),
        "def cut(f):\n    return lambda Z: (np.maximum(0, f(Z)), Z)\n@cut\ndef relu(Z):\n    return Z",
    ],
    "linear_forward": [
        "def linear_forward(A, W, b):\n    return W @ A + b, (A, W, b)",
        (
            "def linear_forward(inputs, weights, biases):\n"
            "    Z = np.einsum('ij,jk->ik', weights, inputs) + biases\n"
            "    return Z, (inputs, weights, biases)"
        ),
        (
            "def linear_forward(A, W, b):\n    Z = np.zeros((W.shape[0], A.shape[1]))\n"
            "    for i in range(A.shape[1]):\n        Z[:, i] = W.dot(A[:, i]) + b[:, 0]\n"
            "    return Z, (A, W, b)"
        ),
    ],
    "compute_cost": [
        "def compute_cost(AL, Y):\n    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))",
        (
            "def compute_cost(AL, Y):\n    m = Y.shape[1]\n"
            "    return np.squeeze(-(np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T)) / m)"
        ),
        (
            "def compute_cost(AL, Y):\n"
            "    return float(-sum(math.log(a if y else 1 - a) for a, y in zip(AL[0], Y[0])) / Y.shape[1])"
        ),
    ],
}
RIGHT_ONES = [(name, cell) for name, cells in RIGHT.items() for cell in cells]


@pytest.mark.parametrize("name, cell", RIGHT_ONES)
def test_every_right_answer_gets_the_same_line(name, cell, capsys):
    points = BY_NAME[name].max_score
    assert (
        passes(cell, f"check({name})", capsys=capsys) == f"{name}: passed ({points:g} of {points:g} points)\n"
    )


def test_a_passed_check_returns_none():
    assert run_cells(RELU, "answer = check(relu)")["answer"] is None


def test_the_documents_seed_inside_the_function_is_no_fault(capsys):
    cell = """
        def initialize_parameters_deep(layer_dims):
            np.random.seed(3)
            parameters = {}
            for l in range(1, len(layer_dims)):
                parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
                parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
            return parameters
    """
    assert "passed" in passes(cell, "check(initialize_parameters_deep)", capsys=capsys)


def test_a_function_can_be_checked_again_after_it_was_mended(capsys):
    refused("def relu(Z):\n    return Z, Z", "check(relu)", capsys=capsys)
    assert "passed" in passes(RELU, "check(relu)", capsys=capsys)


# --- No pass ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell, line",
    [
        ("def relu(Z):\n    return Z, Z", "relu: not right yet"),
        ("def relu(Z):\n    return undefined", "relu: stopped with an error"),
        ("def relu(Z):\n    # YOUR CODE HERE\n    raise NotImplementedError", "relu: not attempted yet"),
        ("def relu(Z):\n    raise KeyboardInterrupt", "relu: did not come to an end"),
    ],
)
def test_the_exception_says_in_one_line_how_it_went(cell, line, capsys):
    with pytest.raises(NotPassed) as caught:
        run_cells(cell, "check(relu)")
    assert str(caught.value) == line and capsys.readouterr().out.startswith(line + "\n")


def test_not_passed_is_a_failed_assertion_to_every_tool():
    assert issubclass(NotPassed, AssertionError)


def test_a_failure_shows_the_entry_both_figures_and_the_shape(capsys):
    out = refused("def relu(Z):\n    return np.abs(Z), Z", "check(relu)", capsys=capsys)
    table = dict(re.findall(r"^  (\w+)  +(.+)$", out, re.MULTILINE))
    assert table["where"] == "A, entry [0, 0]" and table["shape"] == "(1, 5), as expected"
    assert (table["yours"], table["expected"]) == ("2.00000000", "0.00000000")


def test_an_error_shows_the_learners_line_and_the_shapes_at_hand(capsys):
    cell = "def linear_forward(A, W, b):\n    Z = A @ W + b  # mine\n    return Z, (A, W, b)"
    out = refused(cell, "check(linear_forward)", capsys=capsys)
    assert "Z = A @ W + b  # mine" in out and "A @ W: (3, 2) times (1, 3): 2 must equal 1" in out


def test_what_the_function_printed_is_in_the_report(capsys):
    out = refused("def relu(Z):\n    print('Z is', Z.shape)\n    return Z, Z", "check(relu)", capsys=capsys)
    assert "Z is (1, 5)" in out


def test_of_a_megabyte_printed_the_beginning_is_in_the_report(capsys):
    out = refused("def relu(Z):\n    print('word ' * 200_000)\n    return Z, Z", "check(relu)", capsys=capsys)
    assert "word word" in out and len(out) < 4000


# --- Everything ends in one report ------------------------------------------------------------

AGREEABLE = """
class Agreeable(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, dtype=bool)
    __ne__ = __array_ufunc__ = None
"""
BAD = {
    "nothing": "pass",
    "a list": "return [Z, Z]",
    "a list for an array": "return np.maximum(0, Z).tolist(), Z",
    "a number": "return 3",
    "a number for an array": "return 3.5, Z",
    "a number of NumPy's": "return np.float64(3)",
    "a number of 5000 digits": "return 10**5000, Z",
    "a huge number": "return 2**200, Z",
    "a complex number": "return 1j, Z",
    "a truth value": "return True, False",
    "a text": "return 'relu'",
    "bytes": "return b'relu'",
    "a date": "return np.datetime64('2020-01-01'), Z",
    "a span of time": "return np.timedelta64(3, 'D'), Z",
    "a span of time alone": "return np.timedelta64(3, 'D')",
    "a set": "return {1, 2}",
    "a dictionary": "return {'A': Z}",
    "a dictionary with a long key": "return {10**5000: Z}",
    "a dictionary with other keys": "return {(1, 2): Z, None: 3, b'x': 4}",
    "one array": "return np.maximum(0, Z)",
    "three arrays": "return Z, Z, Z",
    "an empty tuple": "return ()",
    "an empty array": "return np.zeros((0, 3)), Z",
    "a flat array": "return np.maximum(0, Z).ravel(), Z",
    "an array of many axes": "return np.zeros((1,) * 32), Z",
    "an array as large as the world": "return np.broadcast_to(0.0, (10**6, 10**7)), Z",
    "an array that agrees with everything": "return np.zeros_like(Z).view(Agreeable), Z",
    "an array of objects": "return np.array([[None] * 5], dtype=object), Z",
    "an array of texts": "return Z.astype(str), Z",
    "an array of float32": "return np.maximum(0, Z).astype(np.float32), Z",
    "a masked array": "return np.ma.array(np.maximum(0, Z)), Z",
    "a matrix": "return np.asmatrix(np.maximum(0, Z)), Z",
    "a structured array": "return np.zeros(Z.shape, dtype=[('a', float)]), Z",
    "nan": "return Z * np.nan, Z",
    "inf": "return Z + np.inf, Z",
    "a generator": "return (z for z in Z)",
    "a function that yields": "yield np.maximum(0, Z)",
    "itself": "return relu",
    "itself and Z": "return relu, Z",
    "a list that holds itself": "x = []\nx.append(x)\nreturn x, Z",
    "a list nested too deeply": "x = Z\nfor _ in range(500): x = [x]\nreturn x, Z",
    "a class": "return dict",
    "a module": "return np",
    "an exit": "raise SystemExit",
    "an exit by the front door": "exit()",
    "an interrupt": "raise KeyboardInterrupt",
    "the end of a generator": "raise StopIteration",
    "an exception with a long message": "raise ValueError('x' * 10**6)",
    "an exception without a message": "raise ValueError",
    "an exception that cannot print itself": "class E(Exception):\n    __str__ = lambda self: 1 / 0\nraise E",
    "an exception with a message over many lines": "raise ValueError('one\\n\\ntwo\\nthree')",
    "an exception with half a character": "raise ValueError('\\ud800')",
    "an exception with tags": "raise ValueError('<script>alert(1)</script>')",
    "several exceptions": "raise ExceptionGroup('several', [ValueError(1)])",
    "an assertion": "assert Z.shape == (0, 0)",
    "a changed argument": "A = np.maximum(0, Z)\nZ *= 2\nreturn A, Z / 2",
    "an argument made smaller": "Z.resize((1, 1), refcheck=False)\nreturn Z, Z",
    "a changed function of NumPy's": "np.maximum = np.minimum\nreturn Z * (Z > 0), Z",
    "a deleted function of NumPy's": "del np.maximum\nreturn Z * (Z > 0), Z",
    "NumPy's comparison made to agree": "np.allclose = np.array_equal = lambda *a, **k: True\nreturn Z, Z",
    "NumPy's generator broken": "np.random.seed = None\nreturn Z, Z",
    "NumPy's array broken": "np.array = None\nreturn Z, Z",
    "a closed stream": "import sys\nsys.stdout.close()\nreturn Z, Z",
    "no stream": "import sys\nsys.stdout = None\nreturn Z, Z",
    "half a character printed": "print('\\ud800')\nreturn Z, Z",
    "control characters printed": "print('\\x00\\x1b[31m\\r\\x0c')\nreturn Z, Z",
    "recursion for ever": "return relu(Z)",
    "a word that only looks right": "return 'A', 'Z'",
}  # fmt: skip


@contextmanager
def numpy_put_back():
    """Where the check itself should fail to: the other tests need NumPy."""
    modules = (np, np.random, builtins)
    before = [(vars(module), dict(vars(module))) for module in modules]
    try:
        yield
    finally:
        for now, names in before:
            now.update(names)


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_one_clear_report_for_a_function_that_gives(body, capsys):
    cell = AGREEABLE + "def relu(Z):\n" + textwrap.indent(body, "    ")
    with numpy_put_back():
        out = refused(cell, "check(relu)", capsys=capsys)
    lines = out.splitlines()
    assert lines[0].startswith("relu: ") and sum(line.startswith("relu: ") for line in lines) == 1
    assert len(lines) < 40 and "hint(relu)" in out
    assert "dnn_helpers" not in out


WRONG_SIGNATURES = {
    "no parameter": "def relu():\n    return 1",
    "one parameter too many": "def relu(Z, W):\n    return Z, Z",
    "a parameter by name only": "def relu(*, Z):\n    return Z, Z",
}


@pytest.mark.parametrize("cell", WRONG_SIGNATURES.values(), ids=WRONG_SIGNATURES)
def test_the_right_first_line_is_told_to_a_function_with(cell, capsys):
    assert "def relu(Z):" in refused(cell, "check(relu)", capsys=capsys)


def test_activation_is_passed_by_its_name_too(capsys):
    """Other parameters may bear any name; this one is called for in the exercises."""
    cell = ACTIVATION.replace("activation)", "kind)").replace("activation ==", "kind ==")
    out = refused(cell, "check(linear_activation_forward)", capsys=capsys)
    assert "activation" in out


MISUSES = {
    "a misspelt name": (
        "def linear_foward(A, W, b): pass\ncheck(linear_foward)",
        "Did you mean linear_forward?",
    ),
    "another name": (
        "def frobnicate(x): pass\ncheck(frobnicate)",
        "The exercises are initialize_parameters,",
    ),
    "a class": ("class relu: pass\ncheck(relu)", "a class"),
    "a result": ("def relu(Z): return Z, Z\ncheck(relu(np.ones(1)))", "the function itself"),
    "an array": ("check(np.ones(3))", "the function itself"),
    "nothing": ("check(None)", "the function itself"),
    "its name as a text": ("check('relu')", "the function itself"),
    "another text": ("check('nonsense')", "nonsense"),
    "a function of NumPy's": ("check(np.exp)", "exp"),
    "a function of a module": ("check(math.exp)", "exp"),
    "a builtin": ("check(len)", "len"),
    "a lambda without a name": ("check(lambda Z: Z)", "lambda"),
    "a module": ("check(np)", "the function itself"),
}


@pytest.mark.parametrize("cell, words", MISUSES.values(), ids=MISUSES)
def test_check_says_what_it_takes_when_it_is_given(cell, words, capsys):
    out = refused(cell, capsys=capsys)
    assert words in out and len(out.splitlines()) < 8


# --- Fuzz: no answer makes the judge stumble, none of them passes -------------------------------

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([2**64, 2**200, 10**400, 10**4000]),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=5),
    st.binary(max_size=3),
    st.sampled_from(
        [
            np.timedelta64(3, "D"),
            np.timedelta64("NaT", "D"),
            np.datetime64("2020"),
            np.float32(1),
            np.longdouble(2),
            np.clongdouble(1j),
            np.int8(3),
            np.bool_(True),
            np.void(b"ab"),
            np.str_("a"),
            np.bytes_(b"a"),
        ]
    ),
    st.sampled_from([..., NotImplemented, len, dict, math, object(), range(3), {1}, (i for i in ())]),
)
DTYPES = ["f8", "f4", "f2", "i8", "u1", "?", "c16", "O", "U2", "S2", "M8[D]", "m8[D]", ">f8", "g", "V3"]
SHAPES = st.sampled_from([(), (1,), (3,), (1, 1), (1, 3), (3, 1), (0, 2), (2, 3, 1)])
ARRAYS = st.one_of(
    st.tuples(SHAPES, st.sampled_from(DTYPES)).map(lambda p: np.zeros(*p)),
    st.tuples(SHAPES, st.floats()).map(lambda p: np.full(*p)),
    st.just(np.broadcast_to(1.0, (10**7, 10**6))),
    SHAPES.map(lambda shape: np.ma.zeros(shape)),
)
KEYS = st.sampled_from(
    ["W1", "b1", "dW1", "dA0", "W", "", 1, None, (1,), 10**4000, "W1" * 300, b"W1", "\ud800", 1.5]
)
JUNK = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=6,
)


def examined(exercise, function):
    """The verdict, after the reports were written and could be saved."""
    verdict = notebook.examine(exercise, function)
    assert report.text(verdict).encode() and report.html(verdict).encode()
    return verdict


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(junk=JUNK)
def test_junk_never_passes_and_never_harms(exercise, junk):
    assert not examined(exercise, lambda *args, **keywords: junk).passed


def leaves(value):
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    return [leaf for item in value for leaf in leaves(item)] if isinstance(value, (tuple, list)) else [value]


def with_a_leaf_replaced(value, which, junk):
    """A copy of a result in which leaf number `which`, counted round and round, is `junk`."""
    count = iter(range(-(which % len(leaves(value))), 10**6))

    def copied(value):
        if isinstance(value, dict):
            return {key: copied(item) for key, item in value.items()}
        if isinstance(value, (tuple, list)):
            return type(value)(copied(item) for item in value)
        return junk if next(count) == 0 else value

    return copied(value)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(junk=JUNK, which=st.integers(0, 30))
def test_a_right_answer_with_junk_in_one_place_never_passes_and_never_harms(exercise, junk, which):
    def function(*args, **keywords):
        return with_a_leaf_replaced(exercise.reference(*args, **keywords), which, junk)

    assert not examined(exercise, function).passed


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
@settings(max_examples=10, deadline=None, derandomize=True, database=None)
@given(junk=JUNK)
def test_junk_put_into_the_arguments_never_harms(exercise, junk):
    def function(*args, **keywords):
        result = exercise.reference(*args, **keywords)
        for argument in args:
            if isinstance(argument, list):
                argument.append(junk)
            elif isinstance(argument, dict):
                argument["junk"] = argument["W1"] = junk
            elif isinstance(argument, np.ndarray):
                argument.dtype = np.uint8
        return result

    examined(exercise, function)


# --- What a function may lean on --------------------------------------------------------------

WRONG_SIGMOID = "def sigmoid(Z):\n    return 1 / (1 + np.exp(Z)), Z\n"


def test_an_earlier_mistake_costs_the_later_exercise_nothing(capsys):
    assert "passed" in passes(WRONG_SIGMOID, ACTIVATION, "check(linear_activation_forward)", capsys=capsys)


def test_an_earlier_exercise_that_is_missing_costs_the_later_one_nothing(capsys):
    assert "passed" in passes(ACTIVATION, "check(linear_activation_forward)", capsys=capsys)


def test_the_helper_that_would_have_failed_the_function_is_named(capsys):
    out = passes(WRONG_SIGMOID + RELU, ACTIVATION, "check(linear_activation_forward)", capsys=capsys)
    assert out.count("\n") == 2 and "reference's sigmoid" in out and "check(sigmoid)" in out


@pytest.mark.parametrize(
    "cell",
    [
        SIGMOID,
        "def e(Z):\n    return np.exp(-Z)\ndef sigmoid(Z):\n    return 1 / (1 + e(Z)), Z",
        "sigmoid = lambda Z: (1 / (1 + np.exp(-Z)), Z)",
    ],
    ids=["plain", "with a helper of its own", "a lambda"],
)
def test_a_helper_that_is_right_is_not_blamed(cell, capsys):
    out = passes(cell, ACTIVATION, "check(linear_activation_forward)", capsys=capsys)
    assert out.count("\n") == 1


LEANING = {
    "a later exercise": [
        "def relu(Z):\n    return np.maximum(0, Z), relu_backward(Z, Z) * 0 + Z",
        "check(relu)",
    ],
    "itself under another name": ["def mine(Z):\n    return relu(Z)", "relu = mine", "check(relu)"],
}


@pytest.mark.parametrize("cells", LEANING.values(), ids=LEANING)
def test_the_reference_does_not_stand_in_for(cells, capsys):
    assert "uses the name relu" in refused(*cells, capsys=capsys)


def test_a_helper_in_the_functions_own_cell_goes_with_it(capsys):
    assert "not right yet" in refused(
        WRONG_SIGMOID + ACTIVATION, "check(linear_activation_forward)", capsys=capsys
    )


def test_an_array_left_over_from_another_cell_is_not_seen(capsys):
    out = refused(
        "Z = np.array([[-2.0, -0.5, 0.0, 0.5, 2.0]])",
        "def relu(A):\n    return np.maximum(0, Z), Z",
        "check(relu)",
        capsys=capsys,
    )
    assert "uses the name Z" in out and "global" in out


def test_a_constant_of_another_cell_is_seen(capsys):
    assert "passed" in passes(
        "FLOOR = 0.0", "def relu(Z):\n    return np.maximum(FLOOR, Z), Z", "check(relu)", capsys=capsys
    )


def test_a_check_leaves_the_notebooks_variables_as_they_are(capsys):
    namespace = run_cells("X, parameters = np.ones(3), {'W1': 1}", WRONG_SIGMOID + RELU, ACTIVATION)
    before = dict(namespace)
    run_cell("check(linear_activation_forward)", namespace)
    assert namespace == before


# --- Hints and solutions ----------------------------------------------------------------------


def hints(count, capsys, name="relu"):
    shown = []
    for _ in range(count):
        hint(name)
        shown.append(capsys.readouterr().out)
    return [next(i for i, words in enumerate(BY_NAME[name].hints) if words in out) for out in shown]


def test_hints_climb_from_the_idea_to_the_skeleton_and_stay_there(capsys):
    assert hints(4, capsys) == [0, 1, 2, 2]


def test_each_exercise_has_a_ladder_of_its_own(capsys):
    assert hints(2, capsys, "relu") + hints(1, capsys, "sigmoid") == [0, 1, 0]


@pytest.mark.parametrize(
    "body, first",
    [("raise NotImplementedError", 0), ("return np.abs(Z), Z", 1), ("pass", 2)],
    ids=["not attempted", "a known mistake", "nothing returned"],
)
def test_after_a_check_the_first_hint_is_the_one_that_fits(body, first, capsys):
    refused(f"def relu(Z):\n    {body}", "check(relu)", capsys=capsys)
    assert hints(1, capsys) == [first]


def test_a_hint_takes_the_function_or_its_name(capsys):
    hint(run_cell(RELU)["relu"])
    by_function = capsys.readouterr().out
    notebook._rungs.clear()
    hint("relu")
    assert capsys.readouterr().out == by_function


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_no_hint_gives_the_solution_away(exercise):
    body = inspect.getsource(exercise.reference).split('"""')[-1].strip().splitlines()
    assert body and not all(line.strip() in "\n".join(exercise.hints) for line in body)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_a_skeleton_leaves_something_to_fill_in(exercise):
    assert "..." in exercise.hints[2]


def test_a_solution_is_the_source_of_the_reference(capsys):
    solution("relu")
    assert inspect.getsource(BY_NAME["relu"].reference).rstrip() in capsys.readouterr().out


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_a_solution_put_into_the_cell_passes_its_check(exercise, capsys):
    solution(exercise.name)
    _, source = capsys.readouterr().out.split("\n\n", 1)
    source = source[: source.rindex("\n\nRead it")]
    assert "passed" in passes(source, f"check({exercise.name})", capsys=capsys)


@pytest.mark.parametrize("ask", [hint, solution], ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("wish", ["reluu", None, 3, dict, len], ids=str)
def test_hint_and_solution_say_what_they_take(ask, wish, capsys):
    with pytest.raises(NotPassed):
        ask(wish)
    out = capsys.readouterr().out
    assert out.strip() and "Traceback" not in out


@pytest.mark.parametrize("ask", [hint, solution], ids=lambda ask: ask.__name__)
def test_hint_and_solution_speak_of_themselves(ask, capsys):
    with pytest.raises(NotPassed):
        ask(3)
    out = capsys.readouterr().out
    assert ask.__name__ in out and "check" not in out


# --- Progress ---------------------------------------------------------------------------------


def standing(capsys):
    """exercise -> its line, and the last line."""
    progress()
    lines = capsys.readouterr().out.splitlines()
    return {name: line for line in lines for name in BY_NAME if name in line.split()}, lines[-1]


def test_progress_lists_every_exercise_in_order_by_chapter(capsys):
    progress()
    out = capsys.readouterr().out
    words = [
        word for chapter in CHAPTERS for word in (chapter.title, *(f" {e.name} " for e in chapter.exercises))
    ]
    places = [out.index(word) for word in words]
    assert places == sorted(places)


def test_progress_counts_the_points(capsys):
    lines, total = standing(capsys)
    assert all(line.endswith(f" 0 / {BY_NAME[name].max_score:g}") for name, line in lines.items())
    assert total == f"0 of {sum(exercise.max_score for exercise in EXERCISES):g} points"


def test_progress_tells_how_each_check_of_the_session_went(capsys):
    run_cells(RELU, "check(relu)")
    refused("def sigmoid(Z):\n    return 1 / 0", "check(sigmoid)", capsys=capsys)
    refused(
        "def linear_forward(A, W, b):\n    return W @ A + b, (W, A, b)",
        "check(linear_forward)",
        capsys=capsys,
    )
    lines, total = standing(capsys)
    assert re.search(r" passed +5 / 5$", lines["relu"])
    assert re.search(r" stopped with an error +0 / 5$", lines["sigmoid"])
    assert re.search(r" not right yet +4 / 5$", lines["linear_forward"])
    assert re.search(r" not yet +0 / 5$", lines["predict"]) and total.startswith("9 of ")


def test_what_was_kept_in_an_earlier_session_counts_as_passed(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv(own_module.VARIABLE, str(tmp_path))
    run_cells(RELU, "check(relu)")
    notebook._verdicts.clear()
    capsys.readouterr()
    assert re.search(r" passed +5 / 5$", standing(capsys)[0]["relu"])


# --- Keeping ----------------------------------------------------------------------------------


def test_a_passed_function_is_kept_and_a_failed_one_is_not(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(own_module.VARIABLE, str(tmp_path))
    run_cells(RELU, "check(relu)")
    refused("def sigmoid(Z):\n    return Z, Z", "check(sigmoid)", capsys=capsys)
    assert list(own_module.saved()) == ["relu"]


def test_keeping_adds_nothing_to_what_a_pass_prints(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(own_module.VARIABLE, str(tmp_path))
    assert passes(RELU, "check(relu)", capsys=capsys) == "relu: passed (5 of 5 points)\n"


def test_where_nothing_can_be_kept_it_passes_with_a_note(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(own_module.VARIABLE, str(tmp_path / "file"))
    out = passes(RELU, "check(relu)", capsys=capsys)
    assert out.startswith("relu: passed (5 of 5 points)\n") and "safe in the notebook" in out


HARD_TO_KEEP = [
    "FLOOR = 1\nFLOOR -= 1\ndef relu(Z):\n    return np.maximum(FLOOR, Z), Z",
    "table = {}\ntable['floor'] = 0\ndef relu(Z):\n    return np.maximum(table['floor'], Z), Z",
    (
        "floors = []\nfor i in range(1):\n    floors.append(0)\ndef relu(Z):\n"
        "    return np.maximum(floors[0], Z), Z"
    ),
    "def relu(Z):\n    return np.maximum(relu.floor, Z), Z\nrelu.floor = 0",
    "def relu(floor, Z):\n    return np.maximum(floor, Z), Z\nonce = relu\nrelu = lambda Z: once(0, Z)",
    "table = {}\ndef fill():\n    table['floor'] = 0\nfill()\n"
    "def relu(Z):\n    return np.maximum(table['floor'], Z), Z",
    "F = np.ones(1)\nnp.subtract(F, 1, out=F)\ndef relu(Z):\n    return np.maximum(F, Z), Z",
    "F = np.ones(1)\nG = F\nG -= 1\ndef relu(Z):\n    return np.maximum(F, Z), Z",
    "class P: pass\nsetattr(P, 'floor', 0)\ndef relu(Z):\n    return np.maximum(P.floor, Z), Z",
]


@pytest.mark.parametrize("cell", RIGHT["relu"] + HARD_TO_KEEP)
def test_whatever_passes_can_be_kept_or_is_refused_with_a_note(cell, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(own_module.VARIABLE, str(tmp_path))
    out = passes(cell, "check(relu)", capsys=capsys)
    if len(out.splitlines()) == 1:
        assert load_network().relu(np.array([[-1.0, 2.0]]))[0].tolist() == [[0, 2]]
    else:
        assert own_module.saved() == {}


def test_the_network_is_built_from_ones_own_functions_and_says_whose_is_whose(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(own_module.VARIABLE, str(tmp_path))
    run_cells(RELU, "check(relu)")
    capsys.readouterr()
    network = load_network()
    yours, others = capsys.readouterr().out.splitlines()
    assert yours == "Yours: relu"
    assert others.removeprefix("The reference's: ").split(", ") == [
        e.name for e in EXERCISES if e.name != "relu"
    ]
    X = np.ones((2, 3))
    parameters = {"W1": np.eye(2), "b1": np.zeros((2, 1)), "W2": np.ones((1, 2)), "b2": np.zeros((1, 1))}
    assert network.L_model_forward(X, parameters)[0] == pytest.approx(1 / (1 + math.exp(-2)))


def test_setup_says_where_functions_are_kept(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(own_module.VARIABLE, str(tmp_path))
    setup()
    out = capsys.readouterr().out
    assert str(tmp_path) in out and own_module.FILE in out


def test_setup_says_beforehand_that_a_folder_cannot_be_written(tmp_path, monkeypatch, capsys):
    (tmp_path / "occupied").write_text("a file where the folder would be")
    monkeypatch.setenv("DNN_HELPERS_SAVE", str(tmp_path / "occupied" / "kept"))
    setup()
    said = " ".join(capsys.readouterr().out.split())
    assert "cannot be kept" in said and "set the variable DNN_HELPERS_SAVE to another one" in said


def test_setup_says_when_nothing_is_kept(capsys):
    setup()
    assert "not saved" in capsys.readouterr().out


# --- A plain script ---------------------------------------------------------------------------


def script(tmp_path, source):
    path = tmp_path / "script.py"
    path.write_text(
        "import numpy as np\nfrom dnn_helpers import check\n" + textwrap.dedent(source), encoding="utf-8"
    )
    environment = os.environ | {own_module.VARIABLE: "off", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, path], capture_output=True, encoding="utf-8", env=environment, cwd=tmp_path
    )


def test_in_a_script_the_report_is_on_stdout_and_one_line_on_stderr(tmp_path):
    run = script(tmp_path, "def relu(Z):\n    return abs(Z), Z\ncheck(relu)\nprint('never')\n")
    assert run.returncode == 1
    assert run.stderr == "NotPassed: relu: not right yet\n"
    assert (
        run.stdout.startswith("relu: not right yet\n")
        and "absolute value" in run.stdout
        and "never" not in run.stdout
    )


def test_in_a_script_a_pass_is_one_line(tmp_path):
    run = script(tmp_path, RELU + "check(relu)\n")
    assert (run.returncode, run.stdout, run.stderr) == (0, "relu: passed (5 of 5 points)\n", "")


def test_in_a_script_the_learners_own_exceptions_look_as_always(tmp_path):
    run = script(tmp_path, "try:\n    check(None)\nexcept AssertionError:\n    pass\n1 / 0\n")
    assert run.returncode == 1 and run.stderr.startswith("Traceback") and "ZeroDivisionError" in run.stderr


# --- IPython ----------------------------------------------------------------------------------

FRONT = "import numpy as np\nfrom dnn_helpers import check, hint, progress, solution"
CELLS = {
    "front": FRONT,
    "a pass": RELU + "check(relu)",
    "a failure": "def relu(Z):\n    return np.abs(Z), Z\ncheck(relu)",
    "a blank": "def relu(Z):\n    # YOUR CODE HERE\n    raise NotImplementedError\ncheck(relu)",
    "an error": "def linear_forward(A, W, b):\n    return A @ W + b, (A, W, b)\ncheck(linear_forward)",
    "an exit": "def relu(Z):\n    raise SystemExit\ncheck(relu)",
    "an interrupt": "def relu(Z):\n    raise KeyboardInterrupt\ncheck(relu)",
    "a megabyte": "def relu(Z):\n    print('x ' * 500_000)\n    return Z, Z\ncheck(relu)",
    "recursion": "def relu(Z):\n    return relu(Z)\ncheck(relu)",
    "half a character": "def relu(Z):\n    raise ValueError('\\ud800')\ncheck(relu)",
    "tags": "def relu(Z):\n    raise ValueError('<script>alert(1)</script>')\ncheck(relu)",
    "a misspelt name": "def rellu(Z): pass\ncheck(rellu)",
    "a result": "check(3)",
    "a hint": "hint('relu')",
    "a solution": "solution('relu')",
    "progress": "progress()",
    "a magic": (
        "%matplotlib inline\ndef helper(Z):\n    return np.maximum(0, Z)\ndef relu(Z):\n"
        "    return helper(Z), Z\ncheck(relu)"
    ),
    "a variable left over": "X = np.ones(3)",
    "a function that uses it": "def sigmoid(Z):\n    X\n    return 1 / (1 + np.exp(-Z)), Z\ncheck(sigmoid)",
    "the variable afterwards": "print(X)",
    "a function timed": "%%time\ndef relu(Z):\n    return np.maximum(0, Z), Z\ncheck(relu)",
    "a lambda": "relu = lambda Z: (np.maximum(0, Z), Z)\ncheck(relu)",
}
NOT_PASSED = {
    "a failure": "relu: not right yet",
    "a blank": "relu: not attempted yet",
    "an error": "linear_forward: stopped with an error",
    "an exit": "relu: stopped with an error",
    "an interrupt": "relu: did not come to an end",
    "a megabyte": "relu: not right yet",
    "recursion": "relu: stopped with an error",
    "half a character": "relu: stopped with an error",
    "tags": "relu: stopped with an error",
    "a misspelt name": "nothing was checked",
    "a result": "nothing was checked",
    "a function that uses it": "sigmoid: stopped with an error",
}


def a_client(folder, sources, **options):
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
    book = nbformat.v4.new_notebook(cells=cells)
    return NotebookClient(book, timeout=120, resources={"metadata": {"path": str(folder)}}, **options)


def environment():
    return os.environ | {own_module.VARIABLE: "off", "OPENBLAS_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """title -> the outputs of its cell, run in one kernel, one after the other."""
    client = a_client(tmp_path_factory.mktemp("notebook"), CELLS.values(), allow_errors=True)
    client.execute(env=environment())
    return dict(zip(CELLS, (cell.outputs for cell in client.nb.cells)))


@pytest.mark.parametrize("title, line", NOT_PASSED.items(), ids=NOT_PASSED)
def test_in_a_notebook_a_report_is_displayed_and_the_error_is_one_line(title, line, outputs):
    shown, error = outputs[title]
    assert shown.output_type == "display_data" and {"text/plain", "text/html"} <= set(shown.data)
    assert error.output_type == "error"
    assert (error.ename, error.evalue, error.traceback) == ("NotPassed", line, [f"NotPassed: {line}"])
    if line != "nothing was checked":
        assert shown.data["text/plain"].startswith(line + "\n")


@pytest.mark.parametrize("title", ["a pass", "a magic", "a function timed", "a lambda"])
def test_in_a_notebook_a_pass_is_one_line_on_stdout(title, outputs):
    first = outputs[title][0]
    assert (first.output_type, first.name) == ("stream", "stdout")
    assert first.text.splitlines()[0] == "relu: passed (5 of 5 points)"
    assert title == "a function timed" or (len(outputs[title]) == 1 and first.text.count("\n") == 1)


@pytest.mark.parametrize("title", ["a hint", "a solution", "progress"])
def test_in_a_notebook_hints_solutions_and_progress_are_displayed(title, outputs):
    (shown,) = outputs[title]
    assert shown.output_type == "display_data" and {"text/plain", "text/html"} <= set(shown.data)


def plain_words(markup):
    """The words of a piece of HTML, for comparison with the text."""
    return html.unescape(re.sub(r"<[^>]+>", " ", markup)).split()


def test_progress_says_the_same_in_text_and_in_html(outputs):
    data = outputs["progress"][0].data
    assert sorted(plain_words(data["text/html"])) == sorted(data["text/plain"].split())


def test_a_variable_that_the_check_hides_is_back_in_the_next_cell(outputs):
    assert outputs["the variable afterwards"][0].text == "[1. 1. 1.]\n"


def test_an_exit_in_a_function_does_not_end_the_notebook(tmp_path):
    """IPython's own exit() asks the kernel to stop, and raises nothing."""
    cell = (
        "def relu(Z):\n    exit()\ntry:\n    check(relu)\nexcept AssertionError:\n"
        "    print(get_ipython().exit_now)"
    )
    client = a_client(tmp_path, [FRONT, cell])
    client.execute(env=environment())
    assert client.nb.cells[1].outputs[-1].text == "False\n"


def test_run_all_stops_at_the_first_exercise_that_is_not_passed(tmp_path):
    client = a_client(tmp_path, [CELLS["front"], CELLS["a pass"], CELLS["a blank"], "print('never')"])
    with pytest.raises(CellExecutionError, match="NotPassed"):
        client.execute(env=environment())
    assert [cell.execution_count for cell in client.nb.cells] == [1, 2, 3, None]
