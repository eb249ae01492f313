"""The gradient check says which gradient is off, and is not fooled by corners."""

import numpy as np
import pytest

from dnn_helpers import reference as ref
from dnn_helpers.exercises.common import forward_pass
from dnn_helpers.gradient_check import TRUSTED, gradient_check, relative_error


def a_pass(dims=(4, 3, 2, 1), m=5):
    X, Y, parameters, AL, caches = forward_pass(np.random.default_rng(3), list(dims), m)
    return X, Y, parameters, ref.L_model_backward(AL, Y, caches)


@pytest.mark.parametrize("dims", [(3, 1), (4, 3, 1), (5, 4, 3, 2, 1)])
def test_right_gradients_are_trusted_at_any_depth(dims, capsys):
    X, Y, parameters, grads = a_pass(dims)
    errors = gradient_check(parameters, grads, X, Y)
    assert errors.keys() == {"d" + name for name in parameters} and max(errors.values()) < TRUSTED
    assert "OFF" not in capsys.readouterr().out


@pytest.mark.parametrize("key", ["dW1", "db1", "dW2", "db2", "dW3", "db3"])
@pytest.mark.parametrize("spoil", [lambda g: -g, lambda g: 2 * g, lambda g: g + 0.01])
def test_the_one_gradient_that_is_off_is_named(key, spoil, capsys):
    X, Y, parameters, grads = a_pass()
    errors = gradient_check(parameters, grads | {key: spoil(grads[key])}, X, Y)
    off = [line.split()[0] for line in capsys.readouterr().out.splitlines() if "OFF" in line]
    assert off == [key] and errors[key] > 1e-3


def test_an_entry_at_a_corner_of_the_cost_is_left_out_and_counted(capsys):
    parameters = {"W1": np.array([[1.0], [2.0]]), "b1": np.array([[-1.0], [0.5]]),
                  "W2": np.array([[1.0, -1.0]]), "b2": np.zeros((1, 1))}  # fmt: skip
    X, Y = np.array([[1.0]]), np.array([[1]])  # the first hidden unit has Z = 0 exactly
    AL, caches = ref.L_model_forward(X, parameters)
    errors = gradient_check(parameters, ref.L_model_backward(AL, Y, caches), X, Y)
    assert max(errors.values()) < TRUSTED and "1 at a corner left out" in capsys.readouterr().out


def test_a_missing_or_misshapen_gradient_is_refused_by_name():
    X, Y, parameters, grads = a_pass()
    with pytest.raises(ValueError, match="dW2 is missing"):
        gradient_check(parameters, {k: v for k, v in grads.items() if k != "dW2"}, X, Y)
    with pytest.raises(ValueError, match=r"db1 is of shape \(3,\)"):
        gradient_check(parameters, grads | {"db1": grads["db1"][:, 0]}, X, Y)


def test_the_relative_error_does_not_depend_on_the_scale():
    one, other = np.array([1.0, 2.0]), np.array([1.0, 2.1])
    assert relative_error(one, other) == pytest.approx(relative_error(1e-9 * one, 1e-9 * other))
    assert relative_error(np.zeros(2), np.zeros(2)) == 0 and relative_error(one, -one) == 1
