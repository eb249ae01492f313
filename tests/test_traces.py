"""An error is shown as the learner's: their line, the shapes in it, and the product that does not fit."""

import linecache
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dnn_helpers import reference, traces

CELL = "<cell 3>"
GIVEN = """
A, W, b, l = np.ones((3, 7)), np.ones((4, 5)), np.ones((4, 1)), 2
Y, AL = np.ones((1, 3)), np.ones((1, 3))
parameters = {"W2": W, "b2": b}
cache = ((A, W), b)
"""


def register(source, filename=CELL):
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)


def define(source, filename=CELL, **names):
    """What a notebook cell with this source defines."""
    source = textwrap.dedent(source)
    register(source, filename)
    namespace = {"__name__": "__main__", "np": np} | names
    exec(compile(source, filename, "exec"), namespace)
    return namespace


def note_of(function, *args):
    try:
        function(*args)
    except BaseException as error:
        return traces.note(error, function)
    raise AssertionError("it should have raised")


def note_in(lines, **names):
    """The note on a function made of these lines, with A (3, 7), W (4, 5), b (4, 1) and more at hand."""
    body = textwrap.indent(GIVEN + textwrap.dedent(lines), "    ")
    return note_of(define(f"def f():{body}", **names)["f"])


# --- Products ---------------------------------------------------------------------------------

UNFIT = "(4, 5) times (3, 7): 5 must equal 3"
PRODUCTS = [
    ("W @ A", f"W @ A: {UNFIT}"),
    ("np.dot(W, A)", f"W @ A: {UNFIT}"),
    ("np.matmul(W, A)", f"W @ A: {UNFIT}"),
    ("W.dot(A)", f"W @ A: {UNFIT}"),
    ("np.dot(W, A) + b", f"W @ A: {UNFIT}"),
    ("1 + np.sum(W @ A)", f"W @ A: {UNFIT}"),
    ("W.T @ A", "W.T @ A: (5, 4) times (3, 7): 4 must equal 3"),
    ("A @ W.T", "A @ W.T: (3, 7) times (5, 4): 7 must equal 5"),
    ("W.transpose() @ A", "W.transpose() @ A: (5, 4) times (3, 7): 4 must equal 3"),
    ("W[:, 1:] @ A", "W[:, 1:] @ A: (4, 4) times (3, 7): 4 must equal 3"),
    ('parameters["W2"] @ A', f"parameters['W2'] @ A: {UNFIT}"),
    ('parameters["W" + str(l)] @ A', f"parameters['W' + str(l)] @ A: {UNFIT}"),
    ('parameters["W" + str(l + 1 - 1)] @ A', f"parameters['W' + str(l + 1 - 1)] @ A: {UNFIT}"),
    ("parameters[f'W{l}'] @ A", f"parameters[f'W{{l}}'] @ A: {UNFIT}"),
    ("cache[0][1] @ A", f"cache[0][1] @ A: {UNFIT}"),
    ("cache[-2][1] @ A", f"cache[-2][1] @ A: {UNFIT}"),
    ("(W + b) @ A", f"(W + b) @ A: {UNFIT}"),
    ("-W @ A", f"-W @ A: {UNFIT}"),
    ("np.dot(2 * W, A)", f"(2 * W) @ A: {UNFIT}"),
    ("np.exp(W) @ A", f"np.exp(W) @ A: {UNFIT}"),
    ("np.maximum(0, W) @ A", f"np.maximum(0, W) @ A: {UNFIT}"),
    ("np.dot(1 - Y, np.log(AL))", "(1 - Y) @ np.log(AL): (1, 3) times (1, 3): 3 must equal 1"),
    ("np.dot(np.dot(W, W.T), A)", "np.dot(W, W.T) @ A: (4, 4) times (3, 7): 4 must equal 3"),
]  # fmt: skip


@pytest.mark.parametrize("expression, sentence", PRODUCTS, ids=[expression for expression, _ in PRODUCTS])
def test_a_product_that_does_not_fit_is_told_with_both_shapes(expression, sentence):
    assert note_in(f"return {expression}").product == sentence


@pytest.mark.parametrize(
    "expression", ["W + A", "W[9]", "int('x')", "W.T @ W + A", "np.zeros(3) @ np.zeros(4)"]
)
def test_no_product_is_blamed_for_another_error(expression):
    assert note_in(f"return {expression}").product == ""


# --- The line ---------------------------------------------------------------------------------


def test_the_line_is_the_one_that_failed():
    note = note_in("""
        Z = W + b
        Z = W @ A   # here
        return Z
    """)
    assert note.line == "Z = W @ A   # here"
    assert linecache.getline(CELL, note.line_number).strip() == note.line


def test_an_expression_over_several_lines_is_read_whole():
    note = note_in("""
        Z = np.dot(
            W,
            A,
        ) + b
    """)
    assert (note.line, note.product) == ("Z = np.dot(", f"W @ A: {UNFIT}")


def test_a_comment_between_the_lines_of_an_expression_does_not_matter():
    note = note_in("""
        Z = np.dot(W,  # the weights
                   A)  # and what they weigh
    """)
    assert note.product == f"W @ A: {UNFIT}"


def test_letters_outside_ascii_before_the_expression_do_not_shift_it():
    assert note_in("größe = 'Übermaß'; ζ = W @ A").product == f"W @ A: {UNFIT}"


def test_in_a_helper_of_the_same_cell_the_line_is_the_helpers():
    names = define("""
        def helper(W, A):
            return W @ A

        def f():
            return helper(np.ones((4, 5)), np.ones((3, 7)))
    """)
    note = note_of(names["f"])
    assert (note.line, note.product, note.inside) == ("return W @ A", f"W @ A: {UNFIT}", "")


def test_the_innermost_call_is_shown_when_a_function_calls_itself():
    names = define("""
        def f(n=3):
            if n == 0:
                return 1 / n
            return f(n - 1)
    """)
    assert note_of(names["f"]).line == "return 1 / n"


def test_an_error_inside_a_stand_in_is_shown_at_the_learners_line_and_names_the_stand_in():
    note = note_in("Z, cache = linear_forward(A, W, b)", linear_forward=reference.linear_forward)
    assert (note.line, note.inside) == ("Z, cache = linear_forward(A, W, b)", "linear_forward")
    assert ("A", "(3, 7)") in note.shapes and ("W", "(4, 5)") in note.shapes


def test_the_function_named_is_the_one_that_the_learner_called_not_the_ones_below():
    forward = reference.linear_activation_forward
    assert note_in("forward(A, W, b, 'relu')", forward=forward).inside == "linear_activation_forward"


def test_a_helper_that_came_back_before_the_error_is_not_named():
    note = note_in("x, cache = relu(A)\nreturn W @ x", relu=reference.relu)
    assert (note.inside, note.line) == ("", "return W @ x")


def test_a_function_of_numpys_is_not_taken_for_a_stand_in():
    note = note_in("return np.broadcast_to(A, (2, 2))")
    assert (note.inside, note.line) == ("", "return np.broadcast_to(A, (2, 2))")


# --- Shapes -----------------------------------------------------------------------------------

SHAPES = [
    ("W + A", [("W", "(4, 5)"), ("A", "(3, 7)")]),
    ("W.T + A", [("W.T", "(5, 4)"), ("A", "(3, 7)")]),
    ("W + W.T", [("W.T", "(5, 4)")]),
    ("parameters['W' + str(l)] + A", [("parameters['W' + str(l)]", "(4, 5)"), ("A", "(3, 7)")]),
    ("A + W * A", [("W", "(4, 5)"), ("A", "(3, 7)")]),
    ("int('x')", []),
    ("W['x']", [("W", "(4, 5)")]),
    ("undefined + 1", []),
]


@pytest.mark.parametrize("expression, shapes", SHAPES, ids=[expression for expression, _ in SHAPES])
def test_the_arrays_in_the_failing_expression_are_listed_with_their_shapes(expression, shapes):
    assert sorted(note_in(f"return {expression}").shapes) == sorted(shapes)


def test_only_the_first_few_arrays_are_listed():
    lines = (
        "".join(f"x{i} = A\n" for i in range(20))
        + "return ["
        + ", ".join(f"x{i}" for i in range(20))
        + "] @ W"
    )
    assert 1 < len(note_in(lines).shapes) <= 6


# --- Nothing harms a note ---------------------------------------------------------------------


def test_what_has_no_python_code_leaves_type_and_message():
    note = note_of(np.dot, np.ones((2, 3)), np.ones((2, 3)))
    assert note.type == "ValueError" and "aligned" in note.message
    assert (note.line, note.line_number, note.shapes, note.product) == ("", 0, (), "")


def test_a_function_whose_source_is_gone_still_has_a_note():
    function = define("def f():\n    return 1 / 0")["f"]
    del linecache.cache[CELL]
    note = note_of(function)
    assert (note.type, note.line, note.line_number) == ("ZeroDivisionError", "", 2)


SOURCES = st.text(alphabet="()[]'\"\\#@ab.T \n\tä0:=+", max_size=60)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(SOURCES)
def test_a_source_that_was_edited_after_the_cell_had_run_harms_nothing(source):
    function = define("def f(W, A):\n    x = 1\n    return np.dot(W,\n      A)")["f"]
    register(source)
    note = note_of(function, np.ones((4, 5)), np.ones((3, 7)))
    assert note.type == "ValueError" and "aligned" in note.message


def test_an_expression_of_a_thousand_terms_harms_nothing():
    assert note_in("return " + "A + " * 1200 + "None").type == "TypeError"


@pytest.mark.parametrize("harm", [OSError, RuntimeError, SystemExit], ids=lambda harm: harm.__name__)
def test_a_variable_that_cannot_be_looked_at_harms_nothing(harm):
    class Shy:
        @property
        def __class__(self):
            raise harm

    assert note_in("x = shy + W", shy=None).type == "TypeError"
    function = define("def f(shy, W):\n    return shy + W")["f"]
    assert note_of(function, Shy(), np.ones(2)).type == "TypeError"


def test_a_dictionary_with_keys_that_cannot_be_compared_harms_nothing():
    class Key:
        def __hash__(self):
            return hash("W1")

        def __eq__(self, other):
            raise RuntimeError("not comparable")

    function = define("def f(d, A):\n    return d['W1'] @ A")["f"]
    assert note_of(function, {Key(): 1}, np.ones(2)).message == "not comparable"


def test_python_started_without_columns_still_gives_the_line(tmp_path):
    """`-X no_debug_ranges` leaves the line numbers and drops the rest."""
    script = Path(tmp_path, "script.py")
    script.write_text(
        "from dnn_helpers import traces\n"
        "def f():\n"
        "    x = 1\n"
        "    return x / 0\n"
        "try:\n"
        "    f()\n"
        "except ZeroDivisionError as error:\n"
        "    note = traces.note(error, f)\n"
        "    print(note.line_number, note.line)\n"
    )
    run = subprocess.run([sys.executable, "-X", "no_debug_ranges", script], capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("4 return x / 0\n", "")
