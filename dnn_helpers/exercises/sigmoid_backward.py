"""sigmoid_backward: dZ = dA * s * (1 - s)."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from . import sigmoid as forward
from .common import ONE_EXAMPLE, Catalogue, one_part

MISTAKES = Catalogue()


def cases(rng):
    """dA and Z of both signs, one example, and Z so large that an exponential overflows."""
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
    "dA is multiplied by 1 - s only: the factor s is missing from the derivative. Or is it written as "
    "exp(-Z) / (1 + exp(-Z)), where the denominator should be squared?",
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
    "s is computed from dA, but Z, the cache, is needed.",
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
    "The line amounts to dA * s - s: the parentheses round 1 - s are missing, so s is subtracted at the end.",
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


def wrong(label, sentence, *formulas):
    """Enter a wrong formula (dA, Z) -> dZ, or several that deserve the same words."""
    for formula in formulas:
        MISTAKES.wrong(label, sentence)(lambda dA, cache, formula=formula: formula(dA, cache))


wrong(
    "Z_for_s",
    "In one of the two factors of s (1 - s) stands Z, but s, its sigmoid, is needed: which of your "
    "names is which?",
    lambda dA, Z: dA * s(Z) * (1 - Z),
    lambda dA, Z: dA * Z * (1 - s(Z)),
)
wrong(
    "dA_for_s",
    "In one of the two factors of s (1 - s) stands dA instead of s: dA comes in once, as a factor.",
    lambda dA, Z: dA * s(Z) * (1 - dA),
    lambda dA, Z: dA * dA * (1 - s(Z)),
    lambda dA, Z: dA * (1 - dA),
    lambda dA, Z: dA * dA * (1 - dA),
    lambda dA, Z: s(Z) * (1 - dA),
)
wrong(
    "dA_inside_the_derivative",
    "dA comes in twice: A is multiplied by dA first, and then a times (1 - a) taken of the product.",
    lambda dA, Z: dA * s(Z) * (1 - dA * s(Z)),
    lambda dA, Z: s(dA * Z) * (1 - s(dA * Z)),
    lambda dA, Z: dA * s(dA * Z) * (1 - s(dA * Z)),
)
wrong(
    "sum_for_product",
    "The derivative is added to dA (or subtracted), where dA should be multiplied by it.",
    lambda dA, Z: dA + s(Z) * (1 - s(Z)),
    lambda dA, Z: dA - s(Z) * (1 - s(Z)),
)
wrong(
    "quotient_for_product",
    "dA is divided by the derivative, where it should be multiplied by it.",
    lambda dA, Z: dA / (s(Z) * (1 - s(Z))),
    lambda dA, Z: dA * s(Z) / (1 - s(Z)),
    lambda dA, Z: dA / s(Z) * (1 - s(Z)),
)
wrong(
    "always_zero",
    "dZ is 0: s is subtracted from itself. In s (1 - s) the product comes first, and 1 - s stands in "
    "parentheses.",
    lambda dA, Z: 0 * dA,
)
wrong(
    "parentheses_missing",
    "The parentheses are in the wrong place: the 1 and the s of 1 - s do not meet.",
    lambda dA, Z: dA * 1 - s(Z) * s(Z),
    lambda dA, Z: dA - s(Z),
    lambda dA, Z: dA * 1 - s(Z),
    lambda dA, Z: (dA * s(Z) - 1) * s(Z),
)
wrong(
    "exponentials_wrong",
    "The sigmoid s is computed by a wrong formula here: its denominator is 1 + exp(-Z), all of it below the "
    "line.",
    lambda dA, Z: dA * (1 + np.exp(-Z)) * (1 - (1 + np.exp(-Z))),
    lambda dA, Z: dA * np.exp(-Z) * (1 - np.exp(-Z)),
    lambda dA, Z: dA * np.exp(Z) * (1 - np.exp(Z)),
    lambda dA, Z: dA * (1 / (1 - np.exp(-Z))) * (1 - 1 / (1 - np.exp(-Z))),
    lambda dA, Z: dA * np.exp(-Z) / (1 + np.exp(-Z) ** 2),
    lambda dA, Z: dA * np.exp(-np.abs(Z)) / (1 + np.exp(-np.abs(Z))),
    lambda dA, Z: dA / (1 + np.exp(-Z)) ** 2 * np.exp(Z),
)
wrong(
    "squared_too_much",
    "A factor of the derivative, or all of it, is squared: s (1 - s) has each factor once.",
    lambda dA, Z: dA * (s(Z) * (1 - s(Z))) ** 2,
    lambda dA, Z: dA * s(Z) * (1 - s(Z)) ** 2,
    lambda dA, Z: dA * s(Z) ** 2 * (1 - s(Z)),
    lambda dA, Z: dA * (1 - s(Z)) ** 2,
    lambda dA, Z: dA**2 * s(Z) * (1 - s(Z)),
)
wrong(
    "second_derivative",
    "There is a factor 1 - 2 s too many: that is the second derivative.",
    lambda dA, Z: dA * s(Z) * (1 - s(Z)) * (1 - 2 * s(Z)),
    lambda dA, Z: dA * (1 - 2 * s(Z)),
)
wrong(
    "derivative_of_the_derivative",
    "a (1 - a) is taken twice, the second time of the first one's result: s times (1 - s) once is the "
    "derivative.",
    lambda dA, Z: dA * (s(Z) * (1 - s(Z))) * (1 - s(Z) * (1 - s(Z))),
)
wrong(
    "divided_by_m",
    "dZ is divided by m. 1/m belongs to dW and db, which sum over the examples; here each example has a "
    "column of its own.",
    lambda dA, Z: dA * s(Z) * (1 - s(Z)) / Z.shape[1],
)
wrong(
    "matrix_product",
    "A matrix product (np.dot or @) is taken where entries are multiplied one by one (*).",
    lambda dA, Z: np.dot(dA.T, s(Z) * (1 - s(Z))),
    lambda dA, Z: np.dot(dA, s(Z) * (1 - s(Z))),
    lambda dA, Z: dA * np.dot(s(Z), (1 - s(Z)).T),
    lambda dA, Z: np.dot(dA, s(Z)) * (1 - s(Z)),
    lambda dA, Z: dA * np.dot(s(Z), 1 - s(Z)),
)
wrong(
    "summed_up",
    "dZ is summed over an axis: it has a number for each unit or example only. It should have the shape of "
    "Z.",
    lambda dA, Z: np.sum(dA * s(Z) * (1 - s(Z)), axis=1, keepdims=True),
    lambda dA, Z: np.sum(dA * s(Z) * (1 - s(Z)), axis=0, keepdims=True),
    lambda dA, Z: np.sum(dA * s(Z) * (1 - s(Z))),
)
wrong(
    "first_row_of_the_cache",
    "The first (or last) row of the cache stands for all rows: cache[0] is taken. Here the cache is Z "
    "itself, not a tuple.",
    lambda dA, Z: dA * s(Z[0]) * (1 - s(Z[0])),
    lambda dA, Z: dA * s(Z[-1]) * (1 - s(Z[-1])),
)
wrong(
    "softmax_derivative",
    "s is a softmax here, exponentials divided by their sum. The sigmoid looks at each entry of Z alone.",
    lambda dA, Z: dA * softmax(Z) * (1 - softmax(Z)),
)
wrong(
    "cross_entropy_shortcut",
    "dZ is made like the last layer's shortcut, s minus something. That holds for a cost and a label; here "
    "dA comes in, whatever it is made of.",
    lambda dA, Z: s(Z) - dA,
)


def softmax(Z):
    return np.exp(Z - Z.max(axis=0)) / np.sum(np.exp(Z - Z.max(axis=0)), axis=0)


def with_sigmoid(sigmoid):
    """The right formula with a wrong sigmoid in it."""

    def step_back(dA, cache):
        a = sigmoid(cache)[0]
        return dA * a * (1 - a)

    return step_back


MISTAKES.inherit(
    "s_{}",
    "s, the sigmoid, is wrong here. {}",
    forward.MISTAKES,
    "two_forms_mixed power_of_two squared doubled_argument halved_argument "
    "cut_line_for_sigmoid e_typed_by_hand parenthesis_of_exp zero_left_out",
    with_sigmoid,
)

wrong(
    "difference_quotient_over_h",
    "dZ is twice too large: f(Z + h) - f(Z - h) is taken over a distance of 2h, so divide by 2h.",
    lambda dA, Z: dA * (s(Z + 1e-5) - s(Z - 1e-5)) / 1e-5,
)


def made_of(case, path):
    """dA, Z and what the sigmoid makes of it."""
    dA, Z = case.args
    return {"dA": dA, "s": s(Z), "(1 - s)": 1 - s(Z), "Z": Z, "exp(-Z)": np.exp(-Z)}


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
    made_of=made_of,
)
