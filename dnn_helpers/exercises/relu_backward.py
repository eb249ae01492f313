"""relu_backward: dZ = dA where Z > 0, else 0."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from .common import AT_ZERO, ONE_EXAMPLE, Catalogue, one_part

MISTAKES = Catalogue()


def cases(rng):
    """dA and Z of both signs in all combinations, exact zeros, one example, and a square array."""
    kinked = rng.normal(size=(3, 4))
    kinked[0, 1] = kinked[1, 3] = kinked[2, 0] = 0.0
    wide = rng.normal(size=(3, 4)) * 2
    wide[1, :2] = 1e-4, -1e-4
    return [
        Case("dA and Z of both signs",
             (np.array([[1.0, -2.0, 3.0, -4.0]]), np.array([[2.0, 1.0, -1.0, -0.5]])), public=True),
        Case("3 units, 4 examples", (rng.normal(size=(3, 4)), wide)),
        Case("2 units, 1 example", (rng.normal(size=(2, 1)), np.array([[1.5], [-0.7]])),
             traits=frozenset([ONE_EXAMPLE])),
        Case("some entries of Z exactly 0", (rng.normal(size=(3, 4)) + 2, kinked),
             traits=frozenset([AT_ZERO])),
        Case("4 units, 4 examples", (rng.normal(size=(4, 4)), rng.normal(size=(4, 4)))),
    ]  # fmt: skip


@MISTAKES.wrong(
    "gradient_passes_at_zero",
    "Where Z is exactly 0 the gradient passes; it was expected to be 0 there. The ReLU has a corner "
    "at 0, and the agreement is that its derivative there is 0: < or <=?",
)
def _(dA, cache):
    return np.where(cache >= 0, dA, 0.0)


@MISTAKES.wrong(
    "half_gradient_at_zero",
    "Where Z is exactly 0 half of the gradient passes; the agreement is 0.",
)
def _(dA, cache):
    return dA * np.heaviside(cache, 0.5)


@MISTAKES.wrong(
    "nothing_masked",
    "dZ is dA unchanged: nothing is set to 0 where Z was negative.",
)
def _(dA, cache):
    return dA.copy()


@MISTAKES.wrong(
    "mask_inverted",
    "The mask is inverted: the gradient passes where Z is negative and stops where it is positive.",
)
def _(dA, cache):
    return np.where(cache > 0, 0.0, dA)


@MISTAKES.wrong(
    "mask_only",
    "dZ holds only 0 and 1: that is the derivative of the ReLU. By the chain rule it is multiplied "
    "by dA, what comes back from above.",
)
def _(dA, cache):
    return (cache > 0).astype(float)


@MISTAKES.wrong(
    "mask_from_dA",
    "The gradient is set to 0 where dA is negative; what decides is the sign of Z, the cache.",
)
def _(dA, cache):
    return np.where(dA > 0, dA, 0.0)


@MISTAKES.wrong(
    "forward_for_backward",
    "dZ is the ReLU of Z: that is the forward pass. Going backward, dA passes or not.",
)
def _(dA, cache):
    return np.maximum(0, cache)


@MISTAKES.wrong(
    "times_Z",
    "dA is multiplied by the ReLU's value, where its derivative (0 or 1) is needed.",
)
def _(dA, cache):
    return dA * np.maximum(0, cache)


@MISTAKES.wrong(
    "times_Z",
    "dA is multiplied by Z itself, where the ReLU's derivative (0 or 1) is needed.",
)
def _(dA, cache):
    return dA * cache


@MISTAKES.wrong(
    "leaky",
    "Where Z is negative a hundredth of the gradient leaks through: that is a leaky ReLU. The plain "
    "one lets nothing through.",
)
def _(dA, cache):
    return np.where(cache > 0, dA, 0.01 * dA)


@MISTAKES.wrong(
    "ones_for_zeros",
    "For negative Z, dZ is 1 instead of 0.",
)
def _(dA, cache):
    return np.where(cache > 0, dA, 1.0)


@MISTAKES.wrong(
    "Z_where_negative",
    "For negative Z, dZ holds Z itself instead of 0.",
)
def _(dA, cache):
    return np.where(cache > 0, dA, cache)


@MISTAKES.wrong(
    "sign_for_derivative",
    "Where Z is negative the gradient comes back with the wrong sign: the derivative of the ReLU is "
    "0 there, not -1.",
)
def _(dA, cache):
    return dA * np.sign(cache)


@MISTAKES.wrong(
    "wrong_sign",
    "dZ has the wrong sign everywhere.",
)
def _(dA, cache):
    return -np.where(cache > 0, dA, 0.0)


@MISTAKES.wrong(
    "sigmoid_derivative",
    "dA is multiplied by s (1 - s): that is the sigmoid's derivative. The ReLU's is 0 or 1.",
)
def _(dA, cache):
    return reference.sigmoid_backward(dA, cache)


@MISTAKES.wrong(
    "relu_of_product",
    "dZ is the ReLU of dA times Z. What passes is dA alone, and only Z decides where.",
)
def _(dA, cache):
    return np.maximum(0, dA * cache)


@MISTAKES.wrong(
    "absolute_gradient",
    "All of dZ is positive: the sign of dA is lost.",
)
def _(dA, cache):
    return np.where(cache > 0, np.abs(dA), 0.0)


@MISTAKES.wrong(
    "changes_dA_in_place",
    "dZ is right, but it was written into dA itself: the caller's array is changed. dZ = dA makes no copy, "
    "it only gives the same array a second name.",
)
def _(dA, cache):
    dA[cache <= 0] = 0
    return dA


@MISTAKES.wrong(
    "changes_Z_in_place",
    "dZ is right, but Z, the cache, was changed in place. Make new arrays, and leave the arguments "
    "as they came.",
)
def _(dA, cache):
    Z = cache
    Z[Z > 0] = 1
    Z[Z <= 0] = 0
    return dA * Z


@MISTAKES.wrong(
    "returns_cache_too",
    "Two values are returned; only dZ was expected. The cache is needed no further.",
)
def _(dA, cache):
    return np.where(cache > 0, dA, 0.0), cache


def wrong(label, sentence, *formulas):
    """Enter a wrong formula (dA, Z) -> dZ, or several that deserve the same words."""
    for formula in formulas:
        MISTAKES.wrong(label, sentence)(lambda dA, cache, formula=formula: formula(dA, cache))


for _axis, _what in ((1, "a whole row"), (0, "a whole column"), (None, "the whole array")):
    for _test in (
        lambda Z, axis: np.all(Z > 0, axis=axis, keepdims=True),
        lambda Z, axis: np.any(Z > 0, axis=axis, keepdims=True) & (axis is not None),
        lambda Z, axis: np.mean(Z, axis=axis, keepdims=True) > 0,
    ):
        wrong(
            "not_entry_by_entry",
            f"It is decided for {_what} at once whether the gradient passes, by all, any or the mean of the "
            "entries of Z. Each entry of Z decides for itself.",
            lambda dA, Z, axis=_axis, test=_test: np.where(test(Z, axis), dA, 0.0),
        )
for _threshold in (1, 0.5, 0.1, 0.01, -1):
    wrong(
        "another_threshold",
        "The gradient passes above another threshold than 0. With which number is Z compared?",
        lambda dA, Z, t=_threshold: np.where(Z > t, dA, 0.0),
    )
for _slope in (1e-3, 0.1, 0.2, 0.5):
    wrong(
        "leaky",
        "Where Z is negative some of the gradient leaks through: that is a leaky ReLU. The plain one lets "
        "nothing through.",
        lambda dA, Z, slope=_slope: np.where(Z > 0, dA, slope * dA),
    )
wrong(
    "mask_only",
    "dZ holds only True and False: that is the derivative of the ReLU. By the chain rule it is multiplied by "
    "dA, what comes back from above.",
    lambda dA, Z: Z > 0,
    lambda dA, Z: Z >= 0,
)
wrong(
    "mask_from_dA_too",
    "The gradient is set to 0 where dA is negative too; what decides is the sign of Z alone. A negative "
    "gradient is as good as a positive one.",
    lambda dA, Z: np.where((Z > 0) & (dA > 0), dA, 0.0),
    lambda dA, Z: np.where((Z > 0) | (dA > 0), dA, 0.0),
)
wrong(
    "mask_from_dA",
    "The gradient is multiplied by 1 where dA is positive, or Z is let through there; what decides is the "
    "sign of Z, and what passes is dA. Have the two changed places?",
    lambda dA, Z: np.where(dA > 0, Z, 0.0),
    lambda dA, Z: (dA > 0).astype(float),
    lambda dA, Z: np.where(dA < 0, dA, 0.0),
)
wrong(
    "another_number_for_zeros",
    "Where Z is not positive, dZ is -1 (or nan) instead of 0.",
    lambda dA, Z: np.where(Z > 0, dA, -1.0),
    lambda dA, Z: np.where(Z > 0, dA, np.nan),
)
wrong(
    "negated_where_negative",
    "Where Z is not positive, dZ is -dA instead of 0.",
    lambda dA, Z: np.where(Z > 0, dA, -dA),
)
wrong(
    "divided_by_Z",
    "dA is multiplied by the ReLU of Z and divided by Z: where Z is 0 that is 0 / 0, nan. The derivative can "
    "be had without a division.",
    lambda dA, Z: dA * np.maximum(0, Z) / Z,
)
wrong(
    "mask_added",
    "The mask (or Z) is added to dA, where dA should be multiplied by it.",
    lambda dA, Z: dA + (Z > 0),
    lambda dA, Z: dA - (Z <= 0),
    lambda dA, Z: dA + Z,
    lambda dA, Z: dA + np.maximum(0, Z),
)
wrong(
    "maximum_of_dA_and_Z",
    "dZ is the larger of dA and Z (or of dA and the mask). Z decides only where dA passes.",
    lambda dA, Z: np.maximum(dA, Z),
    lambda dA, Z: np.maximum(dA, Z > 0),
    lambda dA, Z: np.minimum(dA, Z),
)
wrong(
    "matrix_product",
    "A matrix product (np.dot or @) is taken where entries are multiplied one by one (*).",
    lambda dA, Z: np.dot(dA, (Z > 0).T),
    lambda dA, Z: np.dot(dA.T, Z > 0),
    lambda dA, Z: np.dot(dA, Z > 0),
)
wrong(
    "divided_by_m",
    "dZ is divided by m. 1/m belongs to dW and db, which sum over the examples; here each example has a "
    "column of its own.",
    lambda dA, Z: np.where(Z > 0, dA, 0.0) / Z.shape[1],
)
wrong(
    "summed_up",
    "dZ is summed over an axis: it has a number for each unit or example only. It should have the shape of "
    "Z.",
    lambda dA, Z: np.sum(np.where(Z > 0, dA, 0.0), axis=1, keepdims=True),
    lambda dA, Z: np.sum(np.where(Z > 0, dA, 0.0), axis=0, keepdims=True),
    lambda dA, Z: np.sum(np.where(Z > 0, dA, 0.0)),
)
wrong(
    "first_row_of_the_cache",
    "The first row of the cache decides for all rows: cache[0] is taken. Here the cache is Z itself, not a "
    "tuple.",
    lambda dA, Z: np.where(Z[0] > 0, dA, 0.0),
    lambda dA, Z: np.where(Z[-1] > 0, dA, 0.0),
)

wrong(
    "slope_is_scaled_Z",
    "Where Z is positive the gradient is multiplied by Z over its largest value, or over its norm. The slope "
    "of the ReLU there is 1, however large Z is.",
    lambda dA, Z: dA * np.maximum(0, Z) / np.max(Z),
    lambda dA, Z: dA * np.maximum(0, Z) / np.max(np.abs(Z)),
    lambda dA, Z: dA * np.maximum(0, Z) / np.linalg.norm(Z),
    lambda dA, Z: dA * np.maximum(0, Z) / np.sum(np.maximum(0, Z)),
)


def made_of(case, path):
    """dA, Z, and where it is positive."""
    dA, Z = case.args
    return {"dA": dA, "(Z > 0)": Z > 0, "Z": Z, "max(0, Z)": np.maximum(0, Z)}


EXERCISE = Exercise(
    reference=reference.relu_backward,
    points={"dZ": 5},
    result=name("dZ"),
    inputs=name("arguments", "dA", name("cache (Z)")),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "Where the ReLU let Z through, a change in Z is the same change in A, so the gradient comes "
        "back as it is. Where it was shut, nothing that happens to Z matters.",
        "dZ = dA where Z > 0, and 0 where Z <= 0; dZ, dA and Z have the same shape.",
        "Z = cache\ndZ = np.array(dA, copy=True)\ndZ[Z ... 0] = ...\nreturn dZ",
    ),
    part_of=one_part("dZ"),
    made_of=made_of,
)
