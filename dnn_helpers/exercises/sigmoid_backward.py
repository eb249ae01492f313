"""sigmoid_backward: dZ = dA * s * (1 - s)."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from .common import ONE_EXAMPLE, Catalogue, one_part

MISTAKES = Catalogue()


def cases(rng):
    return [
        Case("dA and Z of both signs",
             (np.array([[1.0, -2.0, 3.0, -4.0]]), np.array([[2.0, 1.0, 0.0, -0.5]])), public=True),
        Case("3 units, 4 examples", (rng.normal(size=(3, 4)), rng.normal(size=(3, 4)) * 2)),
        Case("2 units, 1 example", (rng.normal(size=(2, 1)), rng.normal(size=(2, 1))),
             traits=frozenset([ONE_EXAMPLE])),
        Case("4 units, 2 examples", (rng.normal(size=(4, 2)), rng.normal(size=(4, 2)) + 1)),
        Case("Z up to 800 and down to -800",
             (rng.normal(size=(2, 3)), np.array([[-800.0, -1.0, 1.0], [800.0, 0.5, -30.0]])),
             traits=frozenset(["|Z| is large"])),
    ]  # fmt: skip


def s(Z):
    return reference.sigmoid(Z)[0]


@MISTAKES.wrong(
    "dA_missing",
    "dZ is the sigmoid's derivative alone. By the chain rule it is multiplied by dA, what comes "
    "back from above.",
)
def _(dA, cache):
    return s(cache) * (1 - s(cache))


@MISTAKES.wrong(
    "times_s_only",
    "dA is multiplied by s only: the factor 1 - s is missing from the derivative.",
)
def _(dA, cache):
    return dA * s(cache)


@MISTAKES.wrong(
    "times_1_minus_s_only",
    "dA is multiplied by 1 - s only: the factor s is missing from the derivative.",
)
def _(dA, cache):
    return dA * (1 - s(cache))


@MISTAKES.wrong(
    "cache_taken_for_A",
    "The formula is used with Z in place of s: the cache holds Z, so the sigmoid has to be computed "
    "from it first.",
)
def _(dA, cache):
    return dA * cache * (1 - cache)


@MISTAKES.wrong(
    "sigmoid_twice",
    "The sigmoid is applied twice before the derivative is taken. The cache holds Z; one sigmoid gives s.",
)
def _(dA, cache):
    a = s(s(cache))
    return dA * a * (1 - a)


@MISTAKES.wrong(
    "sigmoid_of_dA",
    "s is computed from dA where Z, the cache, was expected.",
)
def _(dA, cache):
    return dA * s(dA) * (1 - s(dA))


@MISTAKES.wrong(
    "sigmoid_of_dA",
    "dA and the cache have changed places: s is computed from dA.",
)
def _(dA, cache):
    return cache * s(dA) * (1 - s(dA))


@MISTAKES.wrong(
    "s_squared",
    "The derivative is taken as s squared: the second factor should be 1 - s.",
)
def _(dA, cache):
    return dA * s(cache) ** 2


@MISTAKES.wrong(
    "s_doubled",
    "The derivative is taken as s - 2 s, where s minus s squared was meant: * is no power.",
)
def _(dA, cache):
    return dA * (s(cache) - s(cache) * 2)


@MISTAKES.wrong(
    "one_minus_s_squared",
    "The derivative is taken as 1 - s squared, which belongs to tanh. The sigmoid's is s (1 - s).",
)
def _(dA, cache):
    return dA * (1 - s(cache) ** 2)


@MISTAKES.wrong(
    "tanh_derivative",
    "The derivative is that of tanh, 1 - tanh(Z) squared.",
)
def _(dA, cache):
    return dA * (1 - np.tanh(cache) ** 2)


@MISTAKES.wrong(
    "parentheses_missing",
    "dA * s - s: the parentheses round 1 - s are missing, so s is subtracted at the end.",
)
def _(dA, cache):
    return dA * s(cache) * 1 - s(cache)


@MISTAKES.wrong(
    "plus_for_minus",
    "The derivative is taken as s (1 + s): the sign in the second factor is wrong.",
)
def _(dA, cache):
    return dA * s(cache) * (1 + s(cache))


@MISTAKES.wrong(
    "wrong_sign",
    "dZ has the wrong sign: s (s - 1) instead of s (1 - s)?",
)
def _(dA, cache):
    return dA * s(cache) * (s(cache) - 1)


@MISTAKES.wrong(
    "relu_derivative",
    "dA passes where Z is positive and is 0 elsewhere: that is the ReLU's derivative.",
)
def _(dA, cache):
    return reference.relu_backward(dA, cache)


@MISTAKES.wrong(
    "nothing_changed",
    "dZ is dA unchanged: the sigmoid's derivative never enters.",
)
def _(dA, cache):
    return dA.copy()


@MISTAKES.wrong(
    "forward_for_backward",
    "dZ is the sigmoid of Z: that is the forward pass.",
)
def _(dA, cache):
    return s(cache)


@MISTAKES.wrong(
    "matrix_product",
    "A matrix product (np.dot or @) is taken where entries are multiplied one by one (*).",
)
def _(dA, cache):
    return np.dot(dA, (s(cache) * (1 - s(cache))).T)


@MISTAKES.wrong(
    "overflows",
    "For large |Z| the exponential overflows, and inf / inf is nan. Compute s first, with exp in "
    "the denominator only, and the derivative from s.",
)
def _(dA, cache):
    return dA * np.exp(-cache) / (1 + np.exp(-cache)) ** 2


@MISTAKES.wrong(
    "overflows",
    "For large Z, exp(Z) overflows to inf, and inf / inf is nan. Compute s with exp in the denominator only.",
)
def _(dA, cache):
    a = np.exp(cache) / (1 + np.exp(cache))
    return dA * a * (1 - a)


@MISTAKES.wrong(
    "changes_dA_in_place",
    "dZ is right, but it was written into dA in place: the caller's array is changed. Make the "
    "result a new array.",
)
def _(dA, cache):
    dA *= s(cache) * (1 - s(cache))
    return dA


@MISTAKES.wrong(
    "returns_cache_too",
    "Two values are returned; only dZ was expected. The cache is needed no further.",
)
def _(dA, cache):
    return reference.sigmoid_backward(dA, cache), cache


EXERCISE = Exercise(
    reference=reference.sigmoid_backward,
    points={"dZ": 5},
    result=name("dZ"),
    inputs=name("arguments", "dA", name("cache (Z)")),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "The steeper the sigmoid at Z, the more of the gradient comes back. Its slope can be written "
        "with its own value s: small where s is near 0 or 1, largest in the middle.",
        "dZ = dA * s * (1 - s) with s = sigmoid(Z), entry by entry; dZ, dA and Z have the same shape.",
        "Z = cache\ns = 1 / (...)\ndZ = dA * ... * (...)\nreturn dZ",
    ),
    part_of=one_part("dZ"),
)
