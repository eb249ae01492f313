"""Two right notebooks print the same text: names, shapes, eight decimals, no minus zero."""

import numpy as np
import pytest

from dnn_helpers import show

SHOWN = [
    ({"cost": 0.2797765635793422}, "cost = 0.27977656\n"),
    ({"cost": np.float64(0.2797765635793422)}, "cost = 0.27977656\n"),
    ({"cost": np.array(0.2797765635793422)}, "cost = 0.27977656\n"),
    ({"m": 7}, "m = 7\n"),
    ({"m": np.int64(7)}, "m = 7\n"),
    ({"same": np.bool_(True)}, "same = True\n"),
    ({"activation": "relu"}, "activation = relu\n"),
    ({"x": -0.0}, "x = 0.00000000\n"),
    ({"x": -1e-12}, "x = 0.00000000\n"),
    ({"x": float("nan")}, "x = nan\n"),
    ({"x": None}, "x = None\n"),
    ({"b": np.zeros((2, 1))}, "b (2, 1) =\n[[0.]\n [0.]]\n"),
    ({"b": -np.zeros((2, 1))}, "b (2, 1) =\n[[0.]\n [0.]]\n"),
    ({"p": np.array([[1, 0]])}, "p (1, 2) =\n[[1 0]]\n"),
    ({"W": np.array([[1.624345363663242, -0.5]])}, "W (1, 2) =\n[[ 1.62434536 -0.5       ]]\n"),
    ({"d": {"W1": np.ones((1, 1)), "J": 1.0}}, "W1 (1, 1) =\n[[1.]]\nJ = 1.00000000\n"),
    ({"a": 1, "b": 2}, "a = 1\nb = 2\n"),
    ({"costs": [1.0, 0.5]}, "costs (2,) =\n[1.  0.5]\n"),
]


@pytest.mark.parametrize("values, text", SHOWN, ids=[text.split("\n")[0] for _, text in SHOWN])
def test_values_are_printed_under_their_names(values, text, capsys):
    show(**values)
    assert capsys.readouterr().out == text


@pytest.mark.parametrize("value", [0.1 + 0.2, np.full((3, 2), 0.1 + 0.2)], ids=["a number", "an array"])
def test_what_differs_in_the_last_digits_prints_the_same(value, capsys):
    """Two kernels of one BLAS differ there."""
    show(x=value)
    once = capsys.readouterr().out
    show(x=value * (1 + 1e-15))
    assert capsys.readouterr().out == once


def test_small_numbers_are_not_printed_with_an_exponent(capsys):
    show(x=np.array([1e-5, 1000.0]))
    assert capsys.readouterr().out == "x (2,) =\n[   0.00001 1000.     ]\n"


def test_a_large_array_is_printed_whole(capsys):
    show(x=np.arange(5000))
    out = capsys.readouterr().out
    assert "..." not in out and out.split()[-1] == "4999]"


OPTIONS = [
    {"precision": 2}, {"suppress": True}, {"threshold": 1}, {"linewidth": 12}, {"floatmode": "fixed"},
    {"sign": "+"},
    {"formatter": {"float": str}},
]  # fmt: skip


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_the_print_options_of_the_notebook_change_nothing(options, capsys):
    array = np.array([1 / 3, 2000.5])
    show(x=array)
    once = capsys.readouterr().out
    with np.printoptions(**options):
        show(x=array)
    assert capsys.readouterr().out == once


def test_what_is_shown_is_not_changed():
    array = np.array([-0.0, 1 / 3])
    show(x=array)
    assert array[1] == 1 / 3 and np.signbit(array[0])
