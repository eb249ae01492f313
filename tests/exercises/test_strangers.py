"""What nobody has entered in a catalogue is named by the general rules, with what was given and where."""

import linecache

import numpy as np
import pytest
from strangers import STRANGERS

from dnn_helpers import attempt, judge, notebook, report
from dnn_helpers.diagnosis import pattern
from dnn_helpers.exercises import BY_NAME


def verdict_on(name, source):
    text = "import numpy as np\n" + source
    linecache.cache["<cell 4>"] = (len(text), None, text.splitlines(True), "<cell 4>")
    namespace = {"__name__": "__main__"}
    exec(compile(text, "<cell 4>", "exec"), namespace)
    return notebook.examine(BY_NAME[name], namespace[name])


@pytest.mark.parametrize("name, label, source", STRANGERS, ids=[f"{n}-{label}" for n, label, _ in STRANGERS])
def test_a_strangers_wrong_version_is_named_by_a_rule(name, label, source):
    verdict = verdict_on(name, source)
    assert not verdict.passed and verdict.mistake == label
    assert len(verdict.sentence.split()) <= 70 and verdict.sentence.rstrip()[-1] in ".?:"


def test_a_swapped_call_is_told_with_what_was_given_where():
    verdict = verdict_on(
        "linear_activation_forward",
        "def linear_activation_forward(A_prev, W, b, activation):\n"
        "    Z, linear_cache = linear_forward(W, A_prev, b)\n    return Z, (linear_cache, Z)\n",
    )
    assert "W where A belongs and A_prev where W belongs" in verdict.sentence


def test_unpacking_names_the_target_and_says_what_there_was():
    verdict = verdict_on(
        "relu_backward",
        "def relu_backward(dA, cache):\n    linear_cache, Z = cache\n    return dA * (Z > 0)\n",
    )
    assert "2 names, linear_cache, Z" in verdict.sentence and "(1, 4)" in verdict.sentence


def test_items_that_are_right_are_said_where_points_are_by_activation():
    verdict = verdict_on(
        "linear_activation_backward",
        "def linear_activation_backward(dA, cache, activation):\n"
        "    (A_prev, W, b), Z = cache\n"
        "    dZ = relu_backward(dA, Z) if activation == 'relu' else sigmoid_backward(dA, Z)\n"
        "    _, dW, db = linear_backward(dZ, cache[0])\n    return W.T @ dA, dW, db\n",
    )
    assert verdict.mistake == "dA_prev_from_dA" and verdict.items == ("dW", "db")
    assert dict(report.rows(verdict))["right already"] == "dW, db"


def test_classes_are_shown_as_whole_numbers():
    verdict = verdict_on("predict", "def predict(X, parameters):\n    return np.zeros((1, X.shape[1]))\n")
    rows = dict(report.rows(verdict))
    assert (rows["yours"], rows["expected"]) == ("0", "1")
    assert "layers 4 → 3 → 1" in rows["given"]


def findings_where_right(exercise, right):
    """Findings of a function that is right on the cases chosen by `right` and returns nothing elsewhere."""
    cases = judge.cases_of(exercise.name, 0, exercise)
    nothing = attempt.call(lambda *args, **keywords: None, cases[0])
    found = []
    for case in cases:
        expected = attempt.call(exercise.reference, case)
        outcome = expected if right(case) else nothing
        found.append(judge._examine(exercise, case, outcome, expected))
    return found


def test_a_trait_of_one_case_is_told_only_where_it_can_bring_the_failure_about():
    exercise = BY_NAME["compute_cost"]
    found = pattern.explain(findings_where_right(exercise, lambda case: "m = 1" in case.traits))
    assert found[0] == "right_only_where_m_1" and "in every pass of a loop" in found[1]
    lucky = findings_where_right(exercise, lambda case: "all labels are 1" in case.traits)
    assert pattern.explain(lucky) is None


def test_predict_is_never_explained_by_the_depth_of_the_network():
    assert not any(case.traits for case in BY_NAME["predict"].cases(np.random.default_rng(0)))


STRAY = ["L", "n_h", "A1", "W01", "W1_old", "W-1", 0]


@pytest.mark.parametrize("key", STRAY)
def test_a_stray_key_is_no_layer(key):
    source = f"""
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    W1, W2 = np.random.randn(n_h, n_x) * 0.01, np.random.randn(n_y, n_h) * 0.01
    return {{"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1)), {key!r}: 3}}
"""
    verdict = verdict_on("initialize_parameters", source)
    assert not verdict.passed and verdict.mistake != "a_layer_too_many"


def test_a_small_cut_is_named_with_both_its_limits():
    source = """
def sigmoid(Z):
    return np.clip(1 / (1 + np.exp(-Z)), 1e-6, 1 - 1e-6), Z
"""
    sentence = verdict_on("sigmoid", source).sentence
    assert "cut off at 1e-06 and 0.999999:" in sentence


def test_a_step_a_little_too_long_is_told_to_its_digits():
    source = """
def update_parameters(parameters, grads, learning_rate):
    return {key: value - 1.0001 * learning_rate * grads["d" + key] for key, value in parameters.items()}
"""
    assert "1.0001 times alpha dW" in verdict_on("update_parameters", source).sentence


@pytest.mark.parametrize("change", ["X / 0", "X * np.inf", "X * np.nan"])
def test_wild_numbers_warn_nobody(change, recwarn):
    source = f"""
def L_model_forward(X, parameters):
    X, A, caches, L = {change}, {change}, [], len(parameters) // 2
    for l in range(1, L + 1):
        A, cache = linear_activation_forward(
            A, parameters[f"W{{l}}"], parameters[f"b{{l}}"], "sigmoid" if l == L else "relu"
        )
        caches.append(cache)
    return A, caches
"""
    assert not verdict_on("L_model_forward", source).passed
    assert len(recwarn) == 0
