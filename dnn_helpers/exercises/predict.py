"""predict: the class of each example, 0 or 1."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..reference import L_model_forward
from .common import Catalogue, depth_traits, network, one_part, sizes

MISTAKES = Catalogue()


def cases(rng):
    made = []
    for number, (dims, m) in enumerate([([4, 3, 1], 6), ([3, 1], 5), ([5, 4, 3, 1], 7), ([4, 3, 1], 1)]):
        X, parameters = _both_classes(rng, dims, m)
        label = sizes(layers=len(dims) - 1, examples=m)
        made.append(Case(label, (X, parameters), {}, depth_traits(len(dims) - 1, m), m, not number))
    return made


def _both_classes(rng, dims, m):
    """X and parameters that give both classes, with no probability near 0.5."""
    while True:
        X, parameters = rng.normal(size=(dims[0], m)), network(rng, dims)
        AL, _ = L_model_forward(X, parameters)
        ones = (AL > 0.5).sum()
        if (0 < ones < m or m == 1) and 0.001 < AL.min() < AL.max() + (m == 1) and AL.max() < 0.999:
            if np.abs(AL - 0.5).min() > 0.02:
                return X, parameters


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
    "All examples are given class 1: the threshold is 0, or every probability is rounded up. Where is "
    "the middle?",
)
def _(X, parameters):
    return (probabilities(X, parameters) > 0).astype(int)


@MISTAKES.wrong(
    "always_zero",
    "All examples are given class 0: are probabilities turned into whole numbers before they are "
    "compared, or is the array of zeros never filled?",
)
def _(X, parameters):
    return probabilities(X, parameters).astype(int)


@MISTAKES.wrong(
    "always_zero",
    "All examples are given class 0: the threshold is 1, and a probability stays below that.",
)
def _(X, parameters):
    return (probabilities(X, parameters) > 1).astype(int)


@MISTAKES.wrong(
    "flattened",
    "The predictions have shape (m,), where (1, m) was expected, the shape of Y. Compared with Y, a "
    "lost axis still broadcasts; combined with a column it would not.",
)
def _(X, parameters):
    return (probabilities(X, parameters) > 0.5).astype(int).ravel()


@MISTAKES.wrong(
    "transposed",
    "The predictions have shape (m, 1), where (1, m) was expected: they are transposed.",
)
def _(X, parameters):
    return (probabilities(X, parameters) > 0.5).astype(int).T


@MISTAKES.wrong(
    "minus_one_for_zero",
    "The second class came out as -1, where 0 was expected.",
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
