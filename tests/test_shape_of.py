"""The shape of an expression is found without computing it, and agrees with what NumPy computes."""

import ast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dnn_helpers.shape_of import factors, shape_of, value_of

NAMES = {
    "np": np,
    "A": np.ones((3, 4)),
    "W": np.ones((2, 3)),
    "b": np.ones((2, 1)),
    "v": np.ones(5),
    "s": 0.5,
    "t": np.float64(0.5),
    "l": 2,
    "word": "W2",
    "parameters": {"W2": np.ones((2, 3)), "b2": np.ones((2, 1))},
    "caches": [((np.ones((3, 4)), np.ones((2, 3))), np.ones((2, 4)))],
    "m": np.ma.array([[1.0]]),
}


def parsed(text):
    return ast.parse(text, mode="eval").body


def shape(text, **names):
    return shape_of(parsed(text), NAMES | names)


KNOWN = [
    "A", "W.T", "b.T.T", "v", "s", "t", "3", "-2.5", "-A", "A[0]", "A[0, 1]", "A[:, 1:3]", "A[1:]",
    "A[::2]", "A[-1]", "parameters['W2']", "parameters['W' + str(l)]", "parameters[f'W{l}']",
    "parameters[word]", "caches[0][0][1]", "caches[l - 2][1]", "caches[-1][1]",
    "parameters['b' + str(l + 1 - 1)]", "A + 1", "s * A / t", "b + W", "A - A[0]", "A ** 2", "W @ A",
    "np.dot(W, A)", "np.matmul(W, A)", "W.dot(A)", "W @ A + b", "A.T @ W.T", "np.exp(-A)", "np.log(1 + A)",
    "np.maximum(0, A)", "np.multiply(W, b)", "np.abs(A)", "A.transpose()", "np.dot(np.dot(W, A), A.T)",
    "np.sqrt(A * A + 1)", "True", "A // 2", "A % 2",
]  # fmt: skip


@pytest.mark.parametrize("text", KNOWN)
def test_the_shape_is_the_one_that_numpy_gives(text):
    assert shape(text) == np.shape(eval(text, dict(NAMES)))


UNKNOWN = [
    "unknown", "unknown.T", "'text'", "None", "word", "parameters", "parameters['W3']",
    "parameters['W' + l]", "caches[9]", "A[7]", "A[word]", "A['x']", "v[0][0]", "f(A)", "len(A)", "A.sum()",
    "np.sum(A, axis=0)", "A.shape", "A.reshape(4, 3)", "[A, A]", "A if s else W", "lambda: A",
    "parameters[str()]", "parameters[{}]", "A[A]", "A + W", "A @ W", "np.dot(A, W)", "unknown @ A",
    "A + unknown", "np.exp(unknown)", "np.maximum(A, unknown)", "v @ A", "m", "parameters[-word]",
    "caches[None]", "A[10 ** 30]", "A[..., 0][5]",
]  # fmt: skip


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_cannot_be_told_has_no_shape(text):
    assert shape(text) is None


def test_nothing_is_called():
    calls = []
    assert shape("f(A) + A[g()]", f=calls.append, g=calls.append) is None
    assert calls == []


def test_an_array_subclass_is_not_asked_for_its_shape():
    class Liar(np.ndarray):
        shape = property(lambda self: 1 / 0)

    assert shape("x", x=np.ones(3).view(Liar)) is None


def test_the_value_of_a_name_an_entry_and_a_transpose_are_the_things_themselves():
    assert value_of(parsed("parameters['W2']"), NAMES) is NAMES["parameters"]["W2"]
    assert value_of(parsed("A.T"), NAMES).base is NAMES["A"]


def test_the_value_of_what_computes_is_not_told():
    assert value_of(parsed("A + 1"), NAMES) is None


@pytest.mark.parametrize("text", ["x @ y", "np.dot(x, y)", "np.matmul(x, y)", "x.dot(y)"])
def test_the_factors_of_a_product_are_found_however_it_is_written(text):
    assert [ast.unparse(factor) for factor in factors(parsed(text))] == ["x", "y"]


@pytest.mark.parametrize(
    "text", ["x * y", "np.dot(x)(y)", "dot(x, y)", "np.dot(x, y, z)", "x.dot()", "np.exp(x)", "x"]
)
def test_what_is_no_product_has_no_factors(text):
    assert factors(parsed(text)) is None


# --- Against NumPy, on expressions drawn at random --------------------------------------------

SCALARS = st.sampled_from(["s", "t", "2", "-1.5"])
MATRICES = st.sampled_from(
    ["A", "W", "b", "A.T", "W.T", "b.T", "A[1:]", "W[:, 0:1]", "parameters['W' + str(l)]"]
)


def combined(inner):
    """Larger expressions made of smaller ones, all of them arrays with two axes."""
    pair = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner | SCALARS).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(SCALARS, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        pair.map(lambda p: f"({p[0]} @ {p[1]})"),
        pair.map(lambda p: f"np.dot({p[0]}, {p[1]})"),
        pair.map(lambda p: f"({p[0]}).dot({p[1]})"),
        st.tuples(st.sampled_from(["maximum", "minimum", "multiply"]), inner, inner).map(
            lambda p: f"np.{p[0]}({p[1]}, {p[2]})"
        ),
        st.tuples(st.sampled_from(["exp", "tanh", "square"]), inner).map(lambda p: f"np.{p[0]}({p[1]})"),
        inner.map(lambda text: f"(-{text})"),
        inner.map(lambda text: f"({text}).transpose()"),
    )


EXPRESSIONS = st.recursive(MATRICES, combined, max_leaves=6)


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(EXPRESSIONS)
def test_the_shape_of_a_random_expression_is_numpys_and_none_where_numpy_raises(text):
    with np.errstate(all="ignore"):
        try:
            expected = np.shape(eval(text, dict(NAMES)))
        except ValueError:
            expected = None
    assert shape(text) == expected
