"""The gradient check says which gradient is off, and is not fooled by corners."""

import numpy as np
import pytest

from dnn_helpers import reference as ref
from dnn_helpers.datasets import flatten, load_digits
from dnn_helpers.exercises.common import forward_pass
from dnn_helpers.gradient_check import TRUSTED, gradient_check, relative_error


def a_pass(dims=(4, 3, 2, 1), m=5):
    X, Y, parameters, AL, caches = forward_pass(np.random.default_rng(3), list(dims), m)
    return X, Y, parameters, ref.L_model_backward(AL, Y, caches)


DEPTHS = [(3, 1), (4, 3, 1), (5, 4, 3, 1), (5, 4, 4, 3, 1), (6, 5, 4, 3, 2, 1)]  # 1 to 5 layers
KEYS = [(dims, f"d{kind}{l}") for dims in DEPTHS for l in range(1, len(dims)) for kind in "Wb"]


def verdicts(parameters, grads, X, Y, capsys):
    """The relative errors, and what is said of each gradient, by its key."""
    capsys.readouterr()
    errors = gradient_check(parameters, grads, X, Y)
    lines = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    return errors, {key: line.split("  ")[-1] for key, line in lines}


def off(parameters, grads, X, Y, capsys):
    errors, said = verdicts(parameters, grads, X, Y, capsys)
    assert set(said.values()) <= {"right", "OFF"}
    return {key for key, word in said.items() if word == "OFF"}, errors


@pytest.mark.parametrize("m", [1, 5, 40])
@pytest.mark.parametrize("dims", DEPTHS)
def test_right_gradients_are_trusted_at_any_depth(dims, m, capsys):
    X, Y, parameters, grads = a_pass(dims, m)
    named, errors = off(parameters, grads, X, Y, capsys)
    assert not named and errors.keys() == {"d" + name for name in parameters}
    assert max(errors.values()) < TRUSTED


BUGS = {
    "sign": lambda g, m: -g,
    "1/m missing": lambda g, m: g * m,
    "1/m twice": lambda g, m: g / m,
    "divided by m - 1": lambda g, m: g * m / (m - 1),
    "shifted": lambda g, m: g + 0.01,
    "zero": lambda g, m: 0 * g,
    "nan": lambda g, m: np.full_like(g, np.nan),
    "one entry off": lambda g, m: g + 0.01 * (np.arange(g.size).reshape(g.shape) == g.size - 1),
}


@pytest.mark.parametrize("bug", BUGS)
@pytest.mark.parametrize("dims, key", KEYS, ids=str)
def test_the_one_gradient_that_is_off_is_named_at_any_depth(dims, key, bug, capsys):
    X, Y, parameters, grads = a_pass(dims)
    named, errors = off(parameters, grads | {key: BUGS[bug](grads[key], X.shape[1])}, X, Y, capsys)
    assert named == {key} and not errors[key] < 1e-4


@pytest.mark.parametrize("layer", [1, 2, 3, 4])
def test_a_mistake_on_the_way_back_shows_in_its_layer_and_in_all_before_it(layer, capsys, monkeypatch):
    X, Y, parameters, _ = a_pass(DEPTHS[-1], 40)
    AL, caches = ref.L_model_forward(X, parameters)
    right, Z = ref.relu_backward, caches[layer - 1][1]
    monkeypatch.setattr(ref, "relu_backward", lambda dA, cache: dA if cache is Z else right(dA, cache))
    named, _ = off(parameters, ref.L_model_backward(AL, Y, caches), X, Y, capsys)
    assert named == {f"d{kind}{l}" for l in range(1, layer + 1) for kind in "Wb"}


def test_gradients_of_a_network_that_trains_may_be_wrong(capsys, monkeypatch):
    """A ReLU that is never masked on the way back: the cost falls, at first even faster than it should."""
    digits = load_digits()
    images, labels = flatten(digits.train_x), digits.train_y
    X, Y, parameters, _ = a_pass()
    AL, caches = ref.L_model_forward(X, parameters)
    _, costs = ref.L_layer_model(images, labels, [64, 20, 7, 5, 1], 0.15, 201)
    monkeypatch.setattr(ref, "relu_backward", lambda dA, cache: dA)
    _, wrong = ref.L_layer_model(images, labels, [64, 20, 7, 5, 1], 0.15, 201)
    assert wrong[2] < wrong[1] < costs[1] < costs[0]
    named, _ = off(parameters, ref.L_model_backward(AL, Y, caches), X, Y, capsys)
    assert named == {"dW1", "db1", "dW2", "db2"}


# --- Corners --------------------------------------------------------------------------------------


def test_an_entry_at_a_corner_of_the_cost_is_left_out_and_counted(capsys):
    parameters = {"W1": np.array([[1.0], [2.0]]), "b1": np.array([[-1.0], [0.5]]),
                  "W2": np.array([[1.0, -1.0]]), "b2": np.zeros((1, 1))}  # fmt: skip
    X, Y = np.array([[1.0]]), np.array([[1]])  # the first hidden unit has Z = 0 exactly
    AL, caches = ref.L_model_forward(X, parameters)
    errors = gradient_check(parameters, ref.L_model_backward(AL, Y, caches), X, Y)
    assert max(errors.values()) < TRUSTED and "1 at a corner left out" in capsys.readouterr().out


@pytest.mark.parametrize("layer", [1, 2, 3, 4])
def test_a_corner_in_any_layer_is_left_out_and_a_mistake_beside_it_is_named(layer, capsys):
    X, Y, parameters, _ = a_pass(DEPTHS[-1], 6)
    _, caches = ref.L_model_forward(X, parameters)
    parameters[f"b{layer}"][0] -= caches[layer - 1][1][0, 2]  # unit 0 sits at 0 for example 2
    AL, caches = ref.L_model_forward(X, parameters)
    assert abs(caches[layer - 1][1][0, 2]) < 1e-12
    grads = ref.L_model_backward(AL, Y, caches)
    errors, said = verdicts(parameters, grads, X, Y, capsys)
    assert max(errors.values()) < TRUSTED and said[f"db{layer}"] == "right, 1 at a corner left out"
    assert all(word.startswith("right") for word in said.values())
    doubled = grads | {f"db{layer}": 2 * grads[f"db{layer}"]}
    assert verdicts(parameters, doubled, X, Y, capsys)[1] == said | {
        f"db{layer}": "OFF, 1 at a corner left out"
    }


def test_where_every_entry_is_at_a_corner_nothing_is_called_right(capsys):
    X, Y, parameters, _ = a_pass((4, 3, 1))
    parameters |= {"W1": np.zeros((3, 4)), "b1": np.zeros((3, 1))}  # every Z of layer 1 is exactly 0
    AL, caches = ref.L_model_forward(X, parameters)
    errors, said = verdicts(parameters, ref.L_model_backward(AL, Y, caches), X, Y, capsys)
    assert said["dW1"] == "not checked, 12 at a corner left out" and np.isnan(errors["dW1"])
    assert said["db1"] == "not checked, 3 at a corner left out" and np.isnan(errors["db1"])
    assert said["dW2"] == said["db2"] == "right"


def test_units_that_are_shut_for_every_example_are_no_corner(capsys):
    X, Y, parameters, _ = a_pass((4, 3, 1))
    parameters["b1"] -= 100.0
    AL, caches = ref.L_model_forward(X, parameters)
    grads = ref.L_model_backward(AL, Y, caches)
    assert not grads["dW1"].any() and off(parameters, grads, X, Y, capsys)[0] == set()
    assert off(parameters, grads | {"dW1": grads["dW1"] + 0.01}, X, Y, capsys)[0] == {"dW1"}


# --- Small gradients and large outputs ------------------------------------------------------------


def test_a_start_with_small_weights_is_no_false_alarm_and_its_mistakes_are_named(capsys):
    X, Y, parameters, _ = a_pass((4, 3, 3, 1))
    small = {name: 0.03 * value for name, value in parameters.items()}
    AL, caches = ref.L_model_forward(X, small)
    grads = ref.L_model_backward(AL, Y, caches)
    assert np.abs(grads["dW1"]).max() < 1e-3 and off(small, grads, X, Y, capsys)[0] == set()
    for key in grads.keys() & {"d" + name for name in small}:
        assert off(small, grads | {key: 2 * grads[key]}, X, Y, capsys)[0] == {key}


def test_what_drowns_in_rounding_is_not_called_right(capsys):
    X, Y, parameters, _ = a_pass((4, 3, 1))
    tiny = parameters | {"W2": 1e-10 * parameters["W2"]}
    AL, caches = ref.L_model_forward(X, tiny)
    _, said = verdicts(tiny, ref.L_model_backward(AL, Y, caches), X, Y, capsys)
    assert said == {"dW1": "too small to tell", "db1": "too small to tell", "dW2": "right", "db2": "right"}


@pytest.mark.parametrize("z", [20.0, 30.0, 36.0])
def test_an_output_that_is_wrong_and_nearly_saturated_is_no_false_alarm(z, capsys):
    parameters, X, Y = {"W1": np.array([[z]]), "b1": np.zeros((1, 1))}, np.ones((1, 1)), np.array([[0]])
    AL, caches = ref.L_model_forward(X, parameters)
    assert 0 < 1 - AL < 1e-8
    assert off(parameters, ref.L_model_backward(AL, Y, caches), X, Y, capsys)[0] == set()


@pytest.mark.parametrize("y, z", [(0, 60.0), (1, -800.0)])
def test_where_the_output_is_exactly_0_or_1_and_wrong_only_AL_minus_Y_is_right(y, z, capsys):
    parameters, X, Y = {"W1": np.array([[z]]), "b1": np.zeros((1, 1))}, np.ones((1, 1)), np.array([[y]])
    AL, caches = ref.L_model_forward(X, parameters)
    assert AL in (0.0, 1.0)
    assert off(parameters, ref.L_model_backward(AL, Y, caches), X, Y, capsys)[0] == {"dW1", "db1"}
    assert off(parameters, {"dW1": AL - Y, "db1": AL - Y}, X, Y, capsys)[0] == set()


# --- Manners --------------------------------------------------------------------------------------


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
