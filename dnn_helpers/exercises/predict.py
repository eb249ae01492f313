"""predict: the class of each example, 0 or 1."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..reference import L_model_forward
from .common import Catalogue, network, one_part, sizes

MISTAKES = Catalogue()


def cases(rng):
    """Probabilities on both sides of 0.5, near it and far away, with their mean and median elsewhere."""
    made = []
    for dims, wanted in (
        ([4, 3, 1], (0.55, 0.1, 0.45, 0.9, 0.58, 0.8, 0.68)),
        ([3, 1], (0.44, 0.06, 0.15, 0.25, 0.42, 0.56)),
        ([5, 4, 3, 1], (0.35, 0.65, 0.78, 0.22, 0.92, 0.73, 0.88, 0.28)),
        ([4, 3, 1], (0.64,)),
        ([3, 2, 1], (0.12, 0.38, 0.46)),
    ):
        X, parameters = _with_probabilities(rng, dims, wanted)
        label = sizes(layers=len(dims) - 1, examples=len(wanted))
        made.append(Case(label, (X, parameters), m=len(wanted), public=not made))
    return made


def _with_probabilities(rng, dims, wanted):
    """X and parameters that give about these probabilities."""
    while True:
        X, parameters = rng.normal(size=(dims[0], 600)) * 2, network(rng, dims)
        AL, _ = L_model_forward(X, parameters)
        nearest = [int(np.abs(AL[0] - p).argmin()) for p in wanted]
        if np.abs(AL[0, nearest] - wanted).max() < 0.015:
            return X[:, nearest].copy(), parameters


def probabilities(X, parameters):
    return L_model_forward(X, parameters)[0]


@MISTAKES.wrong(
    "returns_probabilities",
    "The probabilities come back as they are; 0 or 1 was expected: 1 where the probability is above 0.5.",
)
def _(X, parameters):
    return probabilities(X, parameters)


@MISTAKES.wrong(
    "classes_swapped",
    "The classes are swapped: 0 where the probability is above 0.5, and 1 where it is below.",
)
def _(X, parameters):
    return (probabilities(X, parameters) < 0.5).astype(int)


@MISTAKES.wrong(
    "threshold_at_zero",
    "All examples are given class 1: the threshold is 0 or far too low, every probability is rounded up, or "
    "AL, a probability already, goes through a sigmoid once more. Where is the middle?",
)
def _(X, parameters):
    return (probabilities(X, parameters) > 0).astype(int)


@MISTAKES.wrong(
    "always_zero",
    "All examples are given class 0: is np.argmax taken along the axis that has a single output unit, are "
    "probabilities turned into whole numbers before they are compared, or is an array of zeros never filled?",
)
def _(X, parameters):
    return probabilities(X, parameters).astype(int)


@MISTAKES.wrong(
    "always_zero",
    "All examples are given class 0: the threshold is 1, or something else that no probability comes above.",
)
def _(X, parameters):
    return (probabilities(X, parameters) > 1).astype(int)


@MISTAKES.wrong(
    "flattened",
    "The predictions have shape (m,) instead of (1, m), the shape of Y. Compared with Y, a "
    "lost axis still broadcasts; combined with a column it would not.",
)
def _(X, parameters):
    return (probabilities(X, parameters) > 0.5).astype(int).ravel()


@MISTAKES.wrong(
    "transposed",
    "The predictions have shape (m, 1) instead of (1, m): they are transposed.",
)
def _(X, parameters):
    return (probabilities(X, parameters) > 0.5).astype(int).T


@MISTAKES.wrong(
    "minus_one_for_zero",
    "The second class came out as -1 instead of 0.",
)
def _(X, parameters):
    return np.where(probabilities(X, parameters) > 0.5, 1, -1)


@MISTAKES.wrong(
    "returns_caches_too",
    "Two values are returned; only the predictions were expected. L_model_forward's caches are not "
    "needed here.",
)
def _(X, parameters):
    AL, caches = L_model_forward(X, parameters)
    return (AL > 0.5).astype(int), caches


@MISTAKES.wrong(
    "argmax_for_threshold",
    "np.argmax looks for the largest of several; with one output unit it is always 0, or one number "
    "for all examples. Compare each probability with 0.5.",
)
def _(X, parameters):
    return np.argmax(probabilities(X, parameters), axis=1)


def wrong(label, sentence, *formulas):
    """Enter wrong rules AL -> predictions that deserve the same words."""
    for formula in formulas:
        MISTAKES.wrong(label, sentence)(lambda X, parameters, f=formula: f(probabilities(X, parameters)))


wrong(
    "compared_with_the_others",
    "Each probability is compared with the other examples' (their mean, median or largest), so that a "
    "prediction depends on what else is in X. The threshold is 0.5, whatever the others are.",
    lambda AL: (AL > AL.mean()).astype(int),
    lambda AL: (AL >= AL.mean()).astype(int),
    lambda AL: (AL > np.median(AL)).astype(int),
    lambda AL: (AL >= np.median(AL)).astype(int),
    lambda AL: (AL == AL.max()).astype(int),
    lambda AL: (AL > AL.max() / 2).astype(int),
    lambda AL: (AL > (AL.max() + AL.min()) / 2).astype(int),
)
wrong(
    "one_class_for_all",
    "All examples are given the same class, decided by their mean (or by all, or any of them). Each example "
    "has a class of its own.",
    lambda AL: np.full(AL.shape, int(AL.mean() > 0.5)),
    lambda AL: np.full(AL.shape, int((AL > 0.5).any())),
    lambda AL: np.full(AL.shape, int((AL > 0.5).all())),
    lambda AL: np.full(AL.shape, int(AL[0, 0] > 0.5)),
    lambda AL: np.full(AL.shape, int(AL[0, -1] > 0.5)),
)
for _threshold in (0.1, 0.2, 0.25, 0.3, 0.4, 0.6, 0.7, 0.75, 0.8, 0.9):
    wrong(
        "another_threshold",
        "The threshold is not 0.5, so that some examples get the other class. Or is it Z, before the "
        "sigmoid, that is compared?",
        lambda AL, t=_threshold: (AL > t).astype(int),
    )
wrong(
    "another_threshold",
    "Z, before the sigmoid, is compared with 0.5 (a threshold of 0.62 for the probability). Which value of Z "
    "belongs to the probability 0.5?",
    lambda AL: (np.log(AL / (1 - AL)) > 0.5).astype(int),
    lambda AL: (np.log(AL / (1 - AL)) > 1).astype(int),
)
wrong(
    "only_ones_are_set",
    "Where the probability is above 0.5 there is 1; elsewhere the probability still stands, but 0 is needed.",
    lambda AL: np.where(AL > 0.5, 1, AL),
)
wrong(
    "only_zeros_are_set",
    "Where the probability is not above 0.5 there is 0; elsewhere the probability still stands, but 1 is "
    "needed.",
    lambda AL: np.where(AL > 0.5, AL, 0),
)
wrong(
    "rounded_to_decimals",
    "The probabilities are rounded to some decimals; a class, 0 or 1, was expected.",
    lambda AL: np.round(AL, 1),
    lambda AL: np.round(AL, 2),
    lambda AL: np.round(AL, 3),
)
wrong(
    "in_percent",
    "The probabilities come back multiplied, as percentages; a class, 0 or 1, was expected.",
    lambda AL: 100 * AL,
    lambda AL: np.round(100 * AL),
)
for _place, _index in (("first", 0), ("last", -1)):

    @MISTAKES.wrong(
        f"{_place}_example_only",
        f"Only the {_place} example gets its class, the others 0: does the function return inside the loop, "
        "or does the loop run only once? The examples are columns: AL.shape[0] and len(AL) are 1.",
    )
    def _(X, parameters, index=_index):
        AL = probabilities(X, parameters)
        predictions = np.zeros(AL.shape)
        predictions[0, index] = AL[0, index] > 0.5
        return predictions


@MISTAKES.wrong(
    "as_many_as_inputs",
    "As many examples get a class as X has rows: the loop runs over the inputs (X.shape[0]), where it should "
    "run over the examples. Which axis are they?",
)
def _(X, parameters):
    AL = probabilities(X, parameters)
    predictions = np.zeros(AL.shape)
    predictions[0, : len(X)] = AL[0, : len(X)] > 0.5
    return predictions


@MISTAKES.wrong(
    "as_many_as_inputs",
    "There are as many predictions as X has rows, one for each input, but one for each example is needed: "
    "which axis of X are the examples?",
)
def _(X, parameters):
    AL = probabilities(X, parameters)
    predictions = np.zeros((1, len(X)))
    count = min(len(X), AL.shape[1])
    predictions[0, :count] = AL[0, :count] > 0.5
    return predictions


@MISTAKES.wrong(
    "accuracy_for_predictions",
    "One number comes back, a share or a count of examples; the class of each example was expected.",
)
def _(X, parameters):
    return np.mean(probabilities(X, parameters) > 0.5)


@MISTAKES.wrong(
    "accuracy_for_predictions",
    "One number comes back, a share or a count of examples; the class of each example was expected.",
)
def _(X, parameters):
    return np.sum(probabilities(X, parameters) > 0.5)


@MISTAKES.wrong(
    "one_number_for_all",
    "One class comes back, the last example's: the name is overwritten in every pass of the loop, where an "
    "array should be filled.",
)
def _(X, parameters):
    return int(probabilities(X, parameters)[0, -1] > 0.5)


@MISTAKES.wrong(
    "hidden_layer_for_output",
    "There is a row for every unit of a hidden layer: its activations were compared, where AL, the last "
    "layer's, were expected.",
)
def _(X, parameters):
    return (L_model_forward(X, parameters)[1][-1][0][0] > 0.5).astype(int)


EXERCISE = Exercise(
    reference=reference.predict,
    points={"predictions": 5},
    result=name("predictions"),
    inputs=name("arguments", "X", "parameters"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "The network gives a probability for each example. The class is the more probable of the two.",
        "AL (1, m) from L_model_forward(X, parameters); predictions (1, m) are 1 where AL > 0.5, else 0.",
        "AL, caches = ...\npredictions = (... > ...).astype(int)\nreturn predictions",
    ),
    part_of=one_part("predictions"),
)
