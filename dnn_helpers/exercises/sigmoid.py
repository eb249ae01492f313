"""sigmoid: A = 1 / (1 + exp(-Z)), and the cache Z."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from .common import ONE_EXAMPLE, Catalogue, by_item

MISTAKES = Catalogue()

LARGE = "|Z| is large"


def cases(rng):
    """Both signs, one example, and Z so large that an exponential overflows."""
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
    "The curve is mirrored: large Z give values near 0 instead of near 1. What comes is 1 / (1 + exp(Z)). "
    "Is the sign in the exponent wrong, does the exponential stand in the numerator, or is it inverted once "
    "too often?",
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
    "Negative Z come out like positive ones. Is the sign lost before the exponential (abs, or a square), or "
    "does a branch for negative Z lack its numerator? There it is exp(Z) / (1 + exp(Z)).",
)
def _(Z):
    return 1 / (1 + np.exp(-np.abs(Z))), Z


@MISTAKES.wrong(
    "power_of_two",
    "The base is 2 instead of e. Which NumPy function is the exponential?",
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
    "The cache holds A, the result, instead of Z: sigmoid_backward starts from Z.",
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


def wrong(label, sentence, *formulas):
    """Enter a wrong formula, or several that deserve the same words."""
    for formula in formulas:
        MISTAKES.wrong(label, sentence)(lambda Z, formula=formula: (formula(Z), Z))


def e(Z):
    """exp(Z) below the overflow."""
    return np.exp(np.minimum(Z, 700))


wrong(
    "minus_in_denominator",
    "A is 1 - exp(-Z), or one over something of the kind: a sign is wrong and parentheses are missing. The "
    "denominator is a sum, 1 + exp(-Z), and it stands in parentheses.",
    lambda Z: 1 / 1 - np.exp(-Z),
)
wrong(
    "squared",
    "A is the square of the sigmoid: the denominator, or the result, is squared. That belongs to the "
    "derivative of another form.",
    lambda Z: right(Z) ** 2,
)
wrong(
    "doubled_argument",
    "The curve is too steep: A is the sigmoid of 2 Z. (tanh(Z) + 1) / 2 gives that, for instance; with tanh, "
    "Z has to be halved first.",
    lambda Z: right(2 * Z),
)
wrong(
    "halved_argument",
    "The curve is too flat: A is the sigmoid of Z / 2. Where is Z halved?",
    lambda Z: right(Z / 2),
)
wrong(
    "cut_line_for_sigmoid",
    "A is a straight line, cut off at 0 and at 1, but the curve of the exponential is needed: clipping "
    "(or a hard sigmoid) is another function.",
    lambda Z: np.clip(Z, 0, 1),
    lambda Z: np.clip(0.2 * Z + 0.5, 0, 1),
    lambda Z: np.clip((Z + 1) / 2, 0, 1),
    lambda Z: np.clip(Z / 6 + 0.5, 0, 1),
    lambda Z: np.clip(0.25 * Z + 0.5, 0, 1),
)
for _epsilon in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5):
    wrong(
        "epsilon_in_the_formula",
        "A small number is added in the denominator, or to A, and changes the result. 1 + exp(-Z) is never "
        "0: what should it guard against?",
        lambda Z, epsilon=_epsilon: 1 / (1 + np.exp(-Z) + epsilon),
        lambda Z, epsilon=_epsilon: right(Z) + epsilon,
        lambda Z, epsilon=_epsilon: np.clip(right(Z), epsilon, 1 - epsilon),
    )
for _e in (2.7, 2.71, 2.718, 2.7182, 2.71828, 2.72, 3.0):
    wrong(
        "e_typed_by_hand",
        "The base of the exponential is a number near e, typed by hand: too few digits. NumPy has the "
        "exponential as a function.",
        lambda Z, e=_e: 1 / (1 + e**-Z),
    )
wrong(
    "power_of_ten",
    "The base is 10 instead of e. Which NumPy function is the exponential?",
    lambda Z: 1 / (1 + 10.0**-Z),
)
wrong(
    "logarithm_taken",
    "A is the logarithm of the sigmoid, or minus it (a softplus). The sigmoid is the quotient itself, "
    "between 0 and 1.",
    lambda Z: -np.log(1 + np.exp(-Z)),
    lambda Z: np.log(1 + np.exp(-Z)),
    lambda Z: np.log(1 + np.exp(Z)),
)
wrong(
    "exponential_only",
    "A is exp(Z), or one over an exponential: the 1 + that keeps it between 0 and 1 is missing, or taken "
    "away again, as np.expm1 does.",
    lambda Z: np.exp(Z),
    lambda Z: 1 / np.exp(1 - Z),
    lambda Z: 1 / np.exp(1 + Z),
    lambda Z: np.exp(Z) / 1 + np.exp(Z),
)
wrong(
    "parenthesis_of_exp",
    "The 1 is drawn into the exponential, or Z out of it: where does the parenthesis of exp open and close?",
    lambda Z: 1 / (1 + np.exp(1 - Z)),
    lambda Z: 1 / (np.exp(1) + np.exp(-Z)),
    lambda Z: 1 / (1 + np.exp(-1) * Z),
    lambda Z: 1 / (1 + np.exp(-1) ** Z + 1),
)
wrong(
    "numerator_is_two",
    "The numerator is not 1: A runs to another height than 1. The sigmoid runs from 0 to 1.",
    lambda Z: 2 * right(Z),
    lambda Z: 2 * right(Z) - 1,
    lambda Z: right(Z) - 0.5,
)
wrong(
    "algebraic_for_sigmoid",
    "A is Z divided by 1 + |Z| (or a root of it), or an arctangent: curves of the same kind, but the sigmoid "
    "is made with the exponential.",
    lambda Z: Z / (1 + np.abs(Z)),
    lambda Z: 0.5 * (1 + Z / (1 + np.abs(Z))),
    lambda Z: np.arctan(Z),
    lambda Z: 0.5 + np.arctan(Z) / np.pi,
)
wrong(
    "times_Z",
    "The sigmoid is multiplied by Z: that is another activation, the swish.",
    lambda Z: Z * right(Z),
)
wrong(
    "Z_centred_first",
    "Z is shifted first, by its mean or its maximum, so entries depend on one another. Shifting changes "
    "nothing in a softmax, but everything in a sigmoid.",
    lambda Z: right(Z - Z.max()),
    lambda Z: right(Z - Z.mean()),
    lambda Z: right(Z - Z.max(axis=0, keepdims=True)),
    lambda Z: right((Z - Z.mean()) / (Z.std() + 1e-8)),
)
wrong(
    "negative_branch_wrong",
    "For negative Z the value is wrong, for the others right: of two branches the one for Z < 0 holds "
    "another formula. Two branches are only two ways to write one function: for Z < 0 it is exp(Z) / (1 + "
    "exp(Z)).",
    lambda Z: np.where(Z >= 0, right(Z), np.exp(-np.abs(Z)) / (1 - np.exp(-np.abs(Z)))),
    lambda Z: np.where(Z >= 0, right(Z), np.exp(-np.abs(Z))),
    lambda Z: np.where(Z >= 0, right(Z), -right(Z)),
    lambda Z: np.where(Z >= 0, right(Z), 0.0),
    lambda Z: np.where(Z > 0, right(Z), 0.0),
)
wrong(
    "softmax_for_sigmoid",
    "The exponentials of each row are divided by their sum, so entries depend on one another: that is a "
    "softmax. The sigmoid looks at each entry of Z alone.",
    lambda Z: np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True),
    lambda Z: np.exp(Z - Z.max()) / np.sum(np.exp(Z - Z.max())),
    lambda Z: np.exp(Z - Z.max(axis=0)) / np.sum(np.exp(Z - Z.max(axis=0)), axis=0),
)


@MISTAKES.wrong(
    "cache_negated",
    "A is right, but the cache holds -Z: the name Z was used for minus Z on the way. Keep Z as it came.",
)
def _(Z):
    return right(Z), -Z


@MISTAKES.wrong(
    "cache_is_exponential",
    "A is right, but the cache holds the exponential instead of Z.",
)
def _(Z):
    return right(Z), np.exp(-Z)


wrong(
    "scaled_to_sum_or_maximum",
    "The sigmoid is divided by its sum or its largest entry, so entries depend on one another. It looks at "
    "each entry of Z alone, and needs no scaling.",
    lambda Z: right(Z) / np.sum(right(Z)),
    lambda Z: right(Z) / np.max(right(Z)),
    lambda Z: right(Z) / np.sum(right(Z), axis=0, keepdims=True),
)

for _limit in (0.5, 1, 2, 3, 4, 5, 6, 10):  # 20 and more is within the tolerance

    @MISTAKES.wrong(
        "clipped_too_early",
        f"Every Z beyond {_limit} gets one and the same value, and so does every Z below -{_limit}: Z is "
        "clipped first. Against an overflow that is sound only far out, at 500, say.",
    )
    def _(Z, limit=_limit):
        return right(np.clip(Z, -limit, limit)), Z


def made_of(case, path):
    """Z and its exponentials."""
    (Z,) = case.args
    return {"Z": Z, "exp(-Z)": np.exp(-Z), "exp(Z)": np.exp(Z)}


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
    made_of=made_of,
)
