"""sigmoid: A = 1 / (1 + exp(-Z)), and the cache Z."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from .common import ONE_EXAMPLE, Catalogue, by_item

MISTAKES = Catalogue()

LARGE = "|Z| is large"


def cases(rng):
    return [
        Case("Z from -2 to 2", (np.array([[-2.0, -1.0, 0.0, 1.0, 2.0]]),), public=True),
        Case("3 units, 4 examples", (rng.normal(size=(3, 4)) * 2,)),
        Case("2 units, 1 example", (rng.normal(size=(2, 1)) * 2,), traits=frozenset([ONE_EXAMPLE])),
        Case("4 units, 3 examples", (rng.normal(size=(4, 3)) + 1,)),
        Case("Z up to 800 and down to -800", (np.array([[-800.0, -30.0, 30.0], [800.0, 2.0, -3.0]]),),
             traits=frozenset([LARGE])),
    ]  # fmt: skip


def right(Z):
    return reference.sigmoid(Z)[0]


@MISTAKES.wrong(
    "exponent_wrong_sign",
    "The curve is mirrored: large Z give values near 0 instead of near 1. The exponent has the wrong sign.",
)
def _(Z):
    return 1 / (1 + np.exp(Z)), Z


@MISTAKES.wrong(
    "minus_in_denominator",
    "The denominator has the wrong sign: it is 1 - exp(-Z), which is 0 at Z = 0. What keeps the "
    "values between 0 and 1?",
)
def _(Z):
    return 1 / (1 - np.exp(-Z)), Z


@MISTAKES.wrong(
    "parentheses_missing",
    "A is 1 + exp(-Z), the denominator alone. Either 1 / (...) is missing, or the parentheses round "
    "the denominator are: then 1/1 is computed first.",
)
def _(Z):
    return 1 / 1 + np.exp(-Z), Z


@MISTAKES.wrong(
    "tanh_for_sigmoid",
    "A runs from -1 to 1: that is tanh. The sigmoid runs from 0 to 1.",
)
def _(Z):
    return np.tanh(Z), Z


@MISTAKES.wrong(
    "derivative_for_sigmoid",
    "A is the derivative s (1 - s) of the sigmoid, which belongs to the backward pass. Here the "
    "sigmoid itself is asked for.",
)
def _(Z):
    return right(Z) * (1 - right(Z)), Z


@MISTAKES.wrong(
    "relu_for_sigmoid",
    "A is max(0, Z): that is the ReLU, the next exercise.",
)
def _(Z):
    return np.maximum(0, Z), Z


@MISTAKES.wrong(
    "softmax_for_sigmoid",
    "The exponentials are divided by their sum, so entries depend on one another: that is a "
    "softmax. The sigmoid looks at each entry of Z alone.",
)
def _(Z):
    e = np.exp(Z)
    return e / np.sum(e), Z


@MISTAKES.wrong(
    "softmax_for_sigmoid",
    "The exponentials of each column are divided by their sum, so entries depend on one another: "
    "that is a softmax. The sigmoid looks at each entry of Z alone.",
)
def _(Z):
    e = np.exp(Z)
    return e / np.sum(e, axis=0, keepdims=True), Z


@MISTAKES.wrong(
    "overflows",
    "For large Z, exp(Z) overflows to inf, and inf / inf is nan. Write the formula so that exp "
    "stands in the denominator only.",
)
def _(Z):
    return np.exp(Z) / (1 + np.exp(Z)), Z


@MISTAKES.wrong(
    "two_forms_mixed",
    "Numerator and denominator do not belong together: 1 / (1 + exp(-Z)) and exp(Z) / (1 + exp(Z)) are "
    "two forms of the sigmoid, and this one is half of each.",
)
def _(Z):
    return np.exp(Z) / (1 + np.exp(-Z)), Z


@MISTAKES.wrong(
    "two_forms_mixed",
    "For negative Z, numerator and denominator do not belong together: 1 / (1 + exp(-Z)) and "
    "exp(Z) / (1 + exp(Z)) are two forms of the sigmoid, and this is half of each.",
)
def _(Z):
    return np.where(Z >= 0, 1, np.exp(Z)) / (1 + np.exp(-Z)), Z


@MISTAKES.wrong(
    "zero_left_out",
    "Where Z is exactly 0, A is 0 where 0.5 was expected: of the two branches, for Z > 0 and for Z < 0, "
    "neither takes it.",
)
def _(Z):
    return np.where(Z == 0, 0.0, right(Z)), Z


@MISTAKES.wrong(
    "exponent_is_absolute",
    "The sign of Z is lost before the exponential: negative Z come out like positive ones.",
)
def _(Z):
    return 1 / (1 + np.exp(-np.abs(Z))), Z


@MISTAKES.wrong(
    "power_of_two",
    "The base is 2 where e was expected. Which NumPy function is the exponential?",
)
def _(Z):
    return 1 / (1 + 2.0**-Z), Z


@MISTAKES.wrong(
    "thresholded",
    "A holds 0 and 1 only: it was rounded. The sigmoid's whole use is the values in between.",
)
def _(Z):
    return (right(Z) > 0.5).astype(float), Z


@MISTAKES.wrong(
    "exponential_only",
    "A is exp(-Z) alone, without the 1 / (1 + ...) around it.",
)
def _(Z):
    return np.exp(-Z), Z


@MISTAKES.wrong(
    "cache_holds_A",
    "The cache holds A, the result, where Z was expected: sigmoid_backward starts from Z.",
)
def _(Z):
    return right(Z), right(Z)


@MISTAKES.wrong(
    "cache_is_a_tuple",
    "The cache is a tuple with Z in it; the agreement is Z itself. Is there a comma or a pair of "
    "parentheses too many?",
)
def _(Z):
    return right(Z), (Z,)


@MISTAKES.wrong(
    "cache_not_returned",
    "Only A is returned; two values were expected: A and the cache.",
)
def _(Z):
    return right(Z)


@MISTAKES.wrong(
    "results_swapped",
    "Z comes first and A second: the order of the two results is swapped.",
)
def _(Z):
    return Z, right(Z)


@MISTAKES.wrong(
    "changes_Z_in_place",
    "The values are right, but Z itself was changed in place on the way: the caller's array, and "
    "with it the cache, no longer holds Z.",
)
def _(Z):
    Z *= -1
    return 1 / (1 + np.exp(Z)), Z


@MISTAKES.wrong(
    "changes_Z_in_place",
    "The values of A are right, but they were written into Z in place: the cache now holds A.",
)
def _(Z):
    Z[:] = right(Z)
    return Z, Z


EXERCISE = Exercise(
    reference=reference.sigmoid,
    points={"A": 4, "cache": 1},
    result=name("the result", "A", "cache"),
    inputs=name("arguments", "Z"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "The sigmoid squeezes any number into the interval from 0 to 1, so that the output can be "
        "read as a probability. It works entry by entry: np.exp takes whole arrays.",
        "A = 1 / (1 + exp(-Z)), of the same shape as Z; the cache is Z itself.",
        "A = 1 / (...)\ncache = ...\nreturn A, cache",
    ),
    part_of=by_item("A", "cache"),
)
