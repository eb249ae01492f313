"""relu: A = max(0, Z), and the cache Z."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from .common import AT_ZERO, ONE_EXAMPLE, Catalogue, by_item

MISTAKES = Catalogue()


def cases(rng):
    kinked = rng.normal(size=(3, 4)) * 2
    kinked[0, 1] = kinked[2, 3] = 0.0
    return [
        Case("Z from -2 to 2", (np.array([[-2.0, -0.5, 0.0, 0.5, 2.0]]),), public=True),
        Case("3 units, 4 examples", (rng.normal(size=(3, 4)) * 8,)),
        Case("2 units, 1 example", (np.array([[-1.5], [7.5]]) * rng.uniform(1, 2),),
             traits=frozenset([ONE_EXAMPLE])),
        Case("some entries exactly 0", (kinked,), traits=frozenset([AT_ZERO])),
        Case("all entries negative", (-rng.uniform(1, 3, size=(2, 3)),),
             traits=frozenset(["all entries of Z are negative"])),
    ]  # fmt: skip


@MISTAKES.wrong(
    "absolute_value",
    "Negative entries came out positive: that is the absolute value. The ReLU lets nothing of them through.",
)
def _(Z):
    return np.abs(Z), Z


@MISTAKES.wrong(
    "min_for_max",
    "The negative entries are kept and the positive ones are 0: it is the minimum with 0 where the "
    "maximum was expected.",
)
def _(Z):
    return np.minimum(0, Z), Z


@MISTAKES.wrong(
    "max_over_array",
    "A is one number, the largest entry of Z: np.max looks for the maximum of an array. The ReLU "
    "compares each entry with 0.",
)
def _(Z):
    return np.max(Z), Z


@MISTAKES.wrong(
    "max_over_array",
    "A is one number: the larger of 0 and the largest entry of Z. The ReLU compares each entry "
    "with 0 on its own.",
)
def _(Z):
    return max(0, np.max(Z)), Z


@MISTAKES.wrong(
    "max_over_array",
    "np.max looks for the largest entry of one array, and takes the second argument for an axis. What "
    "compares two things entry by entry has a longer name.",
)
def _(Z):
    return np.max(0, Z), Z


@MISTAKES.wrong(
    "max_over_array",
    "Python's max compares two whole arrays, which has no single answer. NumPy has a function that "
    "takes the larger of two numbers entry by entry.",
)
def _(Z):
    return max(0, Z), Z


@MISTAKES.wrong(
    "leaky",
    "Negative entries leak through, multiplied by 0.01: that is a leaky ReLU. The plain one gives exactly 0.",
)
def _(Z):
    return np.where(Z > 0, Z, 0.01 * Z), Z


@MISTAKES.wrong(
    "step_for_relu",
    "A only says where Z is positive, with 1 and 0. That is the ReLU's derivative; the ReLU keeps the "
    "positive values themselves.",
)
def _(Z):
    return (Z > 0).astype(float), Z


@MISTAKES.wrong(
    "step_for_relu",
    "A only says where Z is positive, with True and False or 1 and 0; the ReLU keeps the positive values "
    "themselves.",
)
def _(Z):
    return Z > 0, Z


@MISTAKES.wrong(
    "sign_flipped",
    "A is max(0, -Z): the sign of Z is wrong, so the wrong half is cut off.",
)
def _(Z):
    return np.maximum(0, -Z), Z


@MISTAKES.wrong(
    "capped_at_one",
    "Positive entries are capped at 1. The ReLU has no upper end.",
)
def _(Z):
    return np.clip(Z, 0, 1), Z


@MISTAKES.wrong(
    "capped_at_six",
    "Positive entries are capped at 6: a ReLU6. The plain ReLU has no upper end.",
)
def _(Z):
    return np.clip(Z, 0, 6), Z


@MISTAKES.wrong(
    "max_with_one",
    "Entries below 1 came out as 1: the maximum is taken with 1 instead of 0.",
)
def _(Z):
    return np.maximum(1, Z), Z


@MISTAKES.wrong(
    "softplus_for_relu",
    "A is log(1 + exp(Z)), the smooth relative of the ReLU. The plain one has a corner at 0.",
)
def _(Z):
    return np.log1p(np.exp(Z)), Z


@MISTAKES.wrong(
    "sigmoid_for_relu",
    "A lies between 0 and 1: that is the sigmoid.",
)
def _(Z):
    return reference.sigmoid(Z)[0], Z


@MISTAKES.wrong(
    "identity",
    "A is Z unchanged: nothing sets the negative entries to 0.",
)
def _(Z):
    return Z, Z


@MISTAKES.wrong(
    "cache_holds_A",
    "The cache holds A where Z was expected. For A = 0 nobody can tell any more what Z was; "
    "relu_backward starts from Z.",
)
def _(Z):
    A = np.maximum(0, Z)
    return A, A


@MISTAKES.wrong(
    "cache_is_a_tuple",
    "The cache is a tuple with Z in it; the agreement is Z itself. Is there a comma or a pair of "
    "parentheses too many?",
)
def _(Z):
    return np.maximum(0, Z), (Z,)


@MISTAKES.wrong(
    "cache_not_returned",
    "Only A is returned; two values were expected: A and the cache.",
)
def _(Z):
    return np.maximum(0, Z)


@MISTAKES.wrong(
    "results_swapped",
    "Z comes first and A second: the order of the two results is swapped.",
)
def _(Z):
    return Z, np.maximum(0, Z)


@MISTAKES.wrong(
    "changes_Z_in_place",
    "The negative entries of Z itself were set to 0, in place: the caller's array is changed, and "
    "the cache holds A instead of Z. Make the result a new array.",
)
def _(Z):
    Z[Z < 0] = 0
    return Z, Z


@MISTAKES.wrong(
    "changes_Z_in_place",
    "A and the cache are right, but the caller's Z was changed in place on the way. Make the "
    "result a new array, and leave Z as it came.",
)
def _(Z):
    cache = Z.copy()
    Z[Z < 0] = 0
    return Z, cache


EXERCISE = Exercise(
    reference=reference.relu,
    points={"A": 4, "cache": 1},
    result=name("the result", "A", "cache"),
    inputs=name("arguments", "Z"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "Positive numbers pass, negative ones become 0, each entry on its own. NumPy has a function "
        "that takes the larger of two numbers entry by entry; it is not np.max.",
        "A = max(0, Z), of the same shape as Z; the cache is Z itself, unchanged.",
        "A = np.maximum(..., ...)\ncache = ...\nreturn A, cache",
    ),
    part_of=by_item("A", "cache"),
)
