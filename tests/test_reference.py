"""The reference is right: against loops, against finite differences, and where it saturates."""

import copy
import tracemalloc

import numpy as np
import pytest

from dnn_helpers import reference as ref
from dnn_helpers.datasets import load_digits
from dnn_helpers.exercises.common import forward_pass, labels, network, probabilities

DEPTHS = [[4, 1], [5, 3, 1], [3, 5, 4, 1], [6, 5, 4, 3, 2, 1]]


def rng(seed=0):
    return np.random.default_rng(seed)


# --- Against explicit loops -------------------------------------------------------------------


def test_linear_forward_is_the_sum_over_inputs_plus_the_bias():
    A, W, b = rng().normal(size=(4, 5)), rng(1).normal(size=(3, 4)), rng(2).normal(size=(3, 1))
    Z, cache = ref.linear_forward(A, W, b)
    for unit in range(3):
        for example in range(5):
            total = sum(W[unit, k] * A[k, example] for k in range(4)) + b[unit, 0]
            assert Z[unit, example] == pytest.approx(total, rel=1e-12)
    assert [item is given for item, given in zip(cache, (A, W, b))] == [True] * 3


def test_sigmoid_and_relu_are_their_formulas_entry_by_entry():
    Z = rng().normal(size=(3, 4)) * 3
    A_sigmoid, A_relu = ref.sigmoid(Z)[0], ref.relu(Z)[0]
    for index, z in np.ndenumerate(Z):
        assert A_sigmoid[index] == pytest.approx(1 / (1 + np.exp(-z)), rel=1e-12)
        assert A_relu[index] == (z if z > 0 else 0)


@pytest.mark.parametrize("dims", DEPTHS)
def test_a_forward_pass_is_one_layer_after_the_other(dims):
    X, parameters = rng().normal(size=(dims[0], 3)), network(rng(1), dims)
    AL, caches = ref.L_model_forward(X, parameters)
    L = len(dims) - 1
    for example in range(3):
        a = X[:, example]
        for l in range(1, L + 1):
            z = [row @ a + bias for row, bias in zip(parameters[f"W{l}"], parameters[f"b{l}"][:, 0])]
            a = np.array([1 / (1 + np.exp(-v)) if l == L else max(v, 0.0) for v in z])
        assert AL[:, example] == pytest.approx(a, rel=1e-12)
    assert len(caches) == L


def test_the_cost_is_the_mean_of_the_losses():
    AL, Y = probabilities(rng(), 7), labels(rng(1), 7)
    losses = [-np.log(a) if y == 1 else -np.log(1 - a) for a, y in zip(AL[0], Y[0])]
    assert ref.compute_cost(AL, Y) == pytest.approx(sum(losses) / 7, rel=1e-12)


def test_linear_backward_sums_over_the_examples_one_by_one():
    dZ = rng().normal(size=(3, 5))
    A_prev, W, b = rng(1).normal(size=(4, 5)), rng(2).normal(size=(3, 4)), np.zeros((3, 1))
    dA_prev, dW, db = ref.linear_backward(dZ, (A_prev, W, b))
    assert dW == pytest.approx(sum(np.outer(dZ[:, i], A_prev[:, i]) for i in range(5)) / 5)
    assert db[:, 0] == pytest.approx(sum(dZ[:, i] for i in range(5)) / 5)
    assert dA_prev == pytest.approx(np.stack([W.T @ dZ[:, i] for i in range(5)], axis=1))


# --- Against finite differences ---------------------------------------------------------------


def difference_quotient(function, array, index, epsilon=1e-6):
    up, down = array.copy(), array.copy()
    up[index] += epsilon
    down[index] -= epsilon
    return (function(up) - function(down)) / (2 * epsilon)


@pytest.mark.parametrize("backward, forward", [
    (ref.relu_backward, ref.relu), (ref.sigmoid_backward, ref.sigmoid),
])  # fmt: skip
def test_an_activations_backward_is_its_slope(backward, forward):
    Z, dA = rng().normal(size=(3, 4)), rng(1).normal(size=(3, 4))
    dZ = backward(dA, Z)
    for index in np.ndindex(Z.shape):
        slope = difference_quotient(lambda Z: np.sum(dA * forward(Z)[0]), Z, index)
        assert dZ[index] == pytest.approx(slope, abs=1e-8)


@pytest.mark.parametrize("dims", DEPTHS)
@pytest.mark.parametrize("m", [1, 5])
def test_every_gradient_of_the_backward_pass_is_the_slope_of_the_cost(dims, m):
    X, Y, parameters, AL, caches = forward_pass(rng(3), dims, m)
    grads = ref.L_model_backward(AL, Y, caches)

    def cost_with(name):
        def cost(value):
            return ref.compute_cost(ref.L_model_forward(X, parameters | {name: value})[0], Y)

        return cost

    for name, value in parameters.items():
        assert grads["d" + name].shape == value.shape
        for index in np.ndindex(value.shape):
            slope = difference_quotient(cost_with(name), value, index)
            assert grads["d" + name][index] == pytest.approx(slope, abs=1e-8)


@pytest.mark.parametrize("dims", DEPTHS)
def test_numerical_gradients_agree_with_the_backward_pass(dims):
    X, Y, parameters, AL, caches = forward_pass(rng(5), dims, 3)
    grads = ref.L_model_backward(AL, Y, caches)
    numerical = ref.numerical_gradients(parameters, X, Y, epsilon=1e-6)
    assert set(numerical) == {"d" + name for name in parameters}
    for name, value in numerical.items():
        assert value == pytest.approx(grads[name], abs=1e-8)


# --- Saturation and corners -------------------------------------------------------------------


def test_the_sigmoid_never_overflows():
    with np.errstate(all="raise", under="ignore"):
        A, _ = ref.sigmoid(np.array([[-1e6, -800.0, 0.0, 800.0, 1e6]]))
    assert A.tolist() == [[0.0, 0.0, 0.5, 1.0, 1.0]]


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("z", [-1e4, -800.0, -40.0, 40.0, 800.0, 1e4])
def test_cost_and_gradients_stay_finite_when_the_output_saturates(y, z):
    parameters = {"W1": np.array([[z]]), "b1": np.zeros((1, 1))}
    X, Y = np.ones((1, 1)), np.array([[y]])
    with np.errstate(all="raise", under="ignore"):
        AL, caches = ref.L_model_forward(X, parameters)
        cost, grads = ref.compute_cost(AL, Y), ref.L_model_backward(AL, Y, caches)
    assert np.isfinite(cost) and cost >= 0
    assert all(np.isfinite(gradient).all() for gradient in grads.values())


def two_clouds():
    """40 points round (-2, -2) and (2, 2), labelled by their cloud: so easy that the output saturates."""
    old = np.random.RandomState(0)
    Y = np.arange(40).reshape(1, 40) % 2
    return old.randn(2, 40) + np.where(Y == 1, 2.0, -2.0), Y


def finite(parameters):
    return [bool(np.isfinite(value).all()) for value in parameters.values()]


def test_one_right_answer_of_exactly_1_ruins_a_run_by_the_documents_formula_and_not_the_references(
    monkeypatch,
):
    X, Y = two_clouds()
    before, _ = ref.L_layer_model(X, Y, [2, 3, 1], 5, 37)
    AL, _ = ref.L_model_forward(X, before)
    assert (AL == 1).sum() == 1 and Y[AL == 1] == 1 and ((AL > 0.5) == Y).all()  # 0/0, though all is right
    after, costs = ref.L_layer_model(X, Y, [2, 3, 1], 5, 501)
    assert all(finite(after)) and costs == sorted(costs, reverse=True) and costs[-1] < 1e-4

    monkeypatch.setattr(ref, "unsaturated", lambda AL: AL)
    before_too, _ = ref.L_layer_model(X, Y, [2, 3, 1], 5, 37)
    assert all(np.array_equal(before[name], value) for name, value in before_too.items())
    with np.errstate(divide="ignore", invalid="ignore"):
        ruined, _ = ref.L_layer_model(X, Y, [2, 3, 1], 5, 38)
    assert not any(finite(ruined))


def test_through_saturation_the_reference_is_a_training_with_dZ_equal_to_AL_minus_Y():
    X, Y = two_clouds()
    p = ref.initialize_parameters_scaled([2, 3, 1])
    for _ in range(201):
        Z1 = p["W1"] @ X + p["b1"]
        A1 = np.maximum(Z1, 0)
        dZ2 = 1 / (1 + np.exp(-(p["W2"] @ A1 + p["b2"]))) - Y
        dZ1 = (p["W2"].T @ dZ2) * (Z1 > 0)
        p = {"W1": p["W1"] - 5 / 40 * dZ1 @ X.T, "b1": p["b1"] - 5 / 40 * dZ1.sum(1, keepdims=True),
             "W2": p["W2"] - 5 / 40 * dZ2 @ A1.T, "b2": p["b2"] - 5 / 40 * dZ2.sum(1, keepdims=True)}  # fmt: skip
    parameters, _ = ref.L_layer_model(X, Y, [2, 3, 1], 5, 201)
    assert all(parameters[name] == pytest.approx(value, rel=1e-9) for name, value in p.items())


def test_a_start_that_saturates_on_the_wrong_side_stays_finite():
    digits = load_digits()
    X, Y = digits.train_x.reshape(1437, 64).T.astype(float), digits.train_y  # nobody divided by 255
    AL, _ = ref.L_model_forward(X, ref.initialize_parameters_scaled([64, 20, 1]))
    assert ((AL == 1) & (Y == 0)).any()
    parameters, costs = ref.L_layer_model(X, Y, [64, 20, 1], 0.0075, 101)
    assert all(finite(parameters)) and np.isfinite(costs).all()


@pytest.mark.parametrize("a", [1e-300, 1e-17, 0.3, 1 - 1e-15, -0.5, 1.7])
def test_only_an_exact_0_or_1_is_moved(a):
    AL, Y = np.array([[a]]), np.array([[1]])
    Z = np.array([[0.0]])
    cache = ((np.ones((1, 1)), np.ones((1, 1)), np.zeros((1, 1))), Z)
    grads = ref.L_model_backward(AL, Y, [cache])
    assert grads["db1"][0, 0] == pytest.approx(-1 / a / 4)


def test_the_slope_of_the_relu_at_exactly_zero_is_zero():
    assert ref.relu_backward(np.array([[3.0]]), np.array([[0.0]])).tolist() == [[0.0]]


@pytest.mark.parametrize("function", [
    lambda A, W, b: ref.linear_activation_forward(A, W, b, "tanh"),
    lambda A, W, b: ref.linear_activation_backward(A, ((A, W, b), A), "tanh"),
])  # fmt: skip
def test_an_unknown_activation_is_refused_by_name(function):
    with pytest.raises(ValueError, match='must be "sigmoid" or "relu", not \'tanh\''):
        function(np.ones((1, 1)), np.ones((1, 1)), np.ones((1, 1)))


# --- Training without the gradient of the input -----------------------------------------------


@pytest.mark.parametrize("dims", DEPTHS)
def test_without_the_gradient_of_the_input_all_others_stay_the_same(dims):
    _, Y, _, AL, caches = forward_pass(rng(9), dims, 5)
    whole = ref.L_model_backward(AL, Y, caches)
    spared = ref.L_model_backward(AL, Y, ref.without_input_gradient(caches))
    assert whole["dA0"].shape == (dims[0], 5) and spared["dA0"].size == 0
    assert whole.keys() == spared.keys()
    assert all(np.array_equal(whole[key], spared[key]) for key in whole if key != "dA0")


@pytest.mark.parametrize("dims", DEPTHS)
def test_training_is_the_four_steps_one_after_the_other(dims):
    X, Y = rng().normal(size=(dims[0], 6)), labels(rng(1), 6)
    parameters = ref.initialize_parameters_scaled(dims)
    for _ in range(4):
        AL, caches = ref.L_model_forward(X, parameters)
        parameters = ref.update_parameters(parameters, ref.L_model_backward(AL, Y, caches), 0.1)
    trained, _ = ref.L_layer_model(X, Y, dims, 0.1, 4)
    assert all(np.array_equal(trained[name], value) for name, value in parameters.items())


def test_training_allocates_nothing_of_the_size_of_the_input():
    X, Y = rng().normal(size=(2000, 300)), labels(rng(1), 300)
    tracemalloc.start()
    try:
        ref.L_layer_model(X, Y, [2000, 5, 1], 0.1, 3)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < X.nbytes / 4


# --- Manners ----------------------------------------------------------------------------------


def unchanged(function, *arguments):
    before = copy.deepcopy(arguments)
    function(*arguments)
    return repr(arguments) == repr(before)


def test_no_function_changes_its_arguments():
    X, Y, parameters, AL, caches = forward_pass(rng(7), [4, 3, 1], 5)
    grads = ref.L_model_backward(AL, Y, caches)
    linear_cache, Z = caches[0]
    assert unchanged(ref.linear_forward, *linear_cache)
    assert unchanged(ref.sigmoid, Z) and unchanged(ref.relu, Z)
    assert unchanged(ref.L_model_forward, X, parameters)
    assert unchanged(ref.compute_cost, AL, Y)
    assert unchanged(ref.linear_backward, Z, linear_cache)
    assert unchanged(ref.relu_backward, Z, Z) and unchanged(ref.sigmoid_backward, Z, Z)
    assert unchanged(ref.L_model_backward, AL, Y, caches)
    assert unchanged(ref.update_parameters, parameters, grads, 0.5)
    assert unchanged(ref.L_layer_model, X, Y, [4, 3, 1], 0.1, 3)
    assert unchanged(ref.numerical_gradients, parameters, X, Y)


def test_the_scaled_start_leaves_the_global_generator_alone():
    np.random.seed(5)
    before = np.random.get_state()[1].copy()
    ref.initialize_parameters_scaled([4, 3, 1])
    assert (np.random.get_state()[1] == before).all()


def test_training_lowers_the_cost_and_records_it_every_hundred_iterations():
    X, Y = rng().normal(size=(3, 8)), labels(rng(1), 8)
    parameters, costs = ref.L_layer_model(X, Y, [3, 4, 1], 0.3, 401)
    assert len(costs) == 5
    assert all(later < earlier for earlier, later in zip(costs, costs[1:]))
    assert (ref.predict(X, parameters) == Y).mean() > 0.9


def test_training_prints_the_costs_only_when_asked(capsys):
    X, Y = rng().normal(size=(2, 4)), labels(rng(1), 4)
    ref.L_layer_model(X, Y, [2, 1], 0.1, 101)
    assert capsys.readouterr().out == ""
    ref.L_layer_model(X, Y, [2, 1], 0.1, 101, print_cost=True)
    assert capsys.readouterr().out.count("Cost after iteration") == 2
