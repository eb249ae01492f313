"""relu: A = max(0, Z), and the cache Z."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from .common import AT_ZERO, ONE_EXAMPLE, Catalogue, by_item

MISTAKES = Catalogue()


def cases(rng):
    """Both signs, far and near, one example, exact zeros, and nothing but negative entries."""
    kinked = rng.normal(size=(3, 4)) * 2
    kinked[0, 1] = kinked[2, 3] = 0.0
    wide = rng.normal(size=(3, 4)) * 8
    wide[1, :2] = 1e-4, -1e-4
    return [
        Case("Z from -2 to 2", (np.array([[-2.0, -0.5, 0.0, 0.5, 2.0]]),), public=True),
        Case("3 units, 4 examples", (wide,)),
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
    "A whole array stands where one true or false is needed: Python's max asks that of it, and so does an "
    "if. NumPy has a function that takes the larger of two numbers entry by entry.",
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
    "The cache holds A instead of Z. For A = 0 nobody can tell any more what Z was; "
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


def wrong(label, sentence, *formulas):
    """Enter a wrong formula, or several that deserve the same words."""
    for formula in formulas:
        MISTAKES.wrong(label, sentence)(lambda Z, formula=formula: (formula(Z), Z))


for _axis, _what in ((1, "a whole row"), (0, "a whole column"), (None, "the whole array")):
    for _test in (
        lambda Z, axis: np.all(Z > 0, axis=axis, keepdims=True),
        lambda Z, axis: np.all(Z >= 0, axis=axis, keepdims=True),
        lambda Z, axis: np.any(Z > 0, axis=axis, keepdims=True),
        lambda Z, axis: np.mean(Z, axis=axis, keepdims=True) > 0,
    ):
        wrong(
            "not_entry_by_entry",
            f"It is decided for {_what} at once whether to keep or to drop it, by all, any or the mean of "
            "its entries. The ReLU looks at each entry on its own.",
            lambda Z, axis=_axis, test=_test: np.where(test(Z, axis), Z, 0.0),
        )
for _axis, _what in ((1, "row"), (0, "column")):
    wrong(
        "max_over_array",
        f"Every {_what} came out as one number, its largest entry: np.max runs along an axis. The ReLU "
        "compares each entry with 0.",
        lambda Z, axis=_axis: np.max(Z, axis),
        lambda Z, axis=_axis: np.maximum(0, np.max(Z, axis)),
        lambda Z, axis=_axis: np.maximum(0, np.max(Z, axis, keepdims=True)),
        lambda Z, axis=_axis: np.maximum(0, np.max(Z, axis, keepdims=True)) + 0 * Z,
    )
for _floor in (1e-8 * 5, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.5, -1.0):
    wrong(
        "max_with_another_number",
        "The maximum is taken with another number than 0, so that the negative entries came out as that one.",
        lambda Z, floor=_floor: np.maximum(floor, Z),
    )
for _slope in (1e-3, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, -0.01, -0.1):
    wrong(
        "leaky",
        "Negative entries leak through, multiplied by some factor: that is a leaky ReLU. The plain one gives "
        "exactly 0.",
        lambda Z, slope=_slope: np.where(Z > 0, Z, slope * Z),
    )
for _threshold in (1, 0.5, 0.1, 0.01, -1):
    wrong(
        "another_threshold",
        "Entries are kept or dropped at another threshold than 0. With which number is Z compared?",
        lambda Z, t=_threshold: np.where(Z > t, Z, 0.0),
        lambda Z, t=_threshold: np.maximum(0, Z - t),
    )
for _other in (-1.0, 1.0):
    wrong(
        "negative_entries_become_another_number",
        f"Where Z is not positive, A is {_other:g} instead of 0.",
        lambda Z, other=_other: np.where(Z > 0, Z, other),
        lambda Z, other=_other: np.where(Z >= 0, Z, other),
    )
wrong(
    "negative_entries_become_another_number",
    "For negative Z, A is nan (not a number) instead of 0: None, or an array that was never "
    "filled, stands there.",
    lambda Z: np.where(Z > 0, Z, np.nan),
    lambda Z: np.where(Z >= 0, Z, np.nan),
)
wrong(
    "elu_for_relu",
    "Negative entries came out as exp(Z) - 1: that is an ELU. The plain ReLU gives exactly 0.",
    lambda Z: np.where(Z > 0, Z, np.exp(Z) - 1),
)
wrong(
    "swish_for_relu",
    "A is Z times a sigmoid (swish, GELU): a smooth relative of the ReLU. The plain one has a corner at 0.",
    lambda Z: Z * reference.sigmoid(Z)[0],
    lambda Z: Z * reference.sigmoid(1.702 * Z)[0],
)
wrong(
    "tanh_for_relu",
    "A lies between -1 and 1: that is tanh.",
    lambda Z: np.tanh(Z),
    lambda Z: np.maximum(0, np.tanh(Z)),
)
wrong(
    "positive_entries_doubled",
    "The positive entries are twice too large: Z + |Z| is 2 Z there. What is missing?",
    lambda Z: Z + np.abs(Z),
)
wrong(
    "positive_entries_halved",
    "The positive entries are half as large as they should be.",
    lambda Z: np.maximum(0, Z) / 2,
)
wrong(
    "positive_entries_squared",
    "The positive entries are squared: is Z multiplied by a Z that is masked already?",
    lambda Z: np.where(Z > 0, Z**2, 0.0),
)
wrong(
    "positive_entries_squared",
    "A is the square of Z, in the negative entries too. The ReLU keeps the positive values as they are.",
    lambda Z: Z**2,
)
wrong(
    "mask_inverted",
    "The negative entries came through, with their sign turned: the mask is inverted, or Z was negated "
    "first.",
    lambda Z: np.where(Z < 0, 1.0, Z) * 0 + np.where(Z < 0, 0.0, -Z),
)
wrong(
    "rounded_to_whole_numbers",
    "A holds whole numbers only: the decimals of Z were cut off or rounded away.",
    lambda Z: np.floor(np.maximum(0, Z)),
    lambda Z: np.round(np.maximum(0, Z)),
    lambda Z: np.ceil(np.maximum(0, Z)),
)
wrong(
    "scaled_to_one",
    "A is divided by its largest entry or by its sum, so entries depend on one another. The ReLU looks at "
    "each entry alone.",
    lambda Z: np.maximum(0, Z) / np.max(Z),
    lambda Z: np.maximum(0, Z) / np.sum(np.maximum(0, Z)),
)


for _dtype in (bool, float, int):

    @MISTAKES.wrong(
        "cache_holds_mask",
        "The cache holds the mask Z > 0 (True and False, or 1 and 0) instead of Z itself.",
    )
    def _(Z, dtype=_dtype):
        return np.maximum(0, Z), (Z > 0).astype(dtype)


def made_of(case, path):
    """Z, its size, and where it is positive."""
    (Z,) = case.args
    return {"Z": Z, "|Z|": np.abs(Z), "max(0, Z)": np.maximum(0, Z), "(Z > 0)": Z > 0}


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
    made_of=made_of,
)
