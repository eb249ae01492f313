"""linear_backward: dA_prev, dW and db from dZ."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..test_cases import linear_backward_test_case
from .common import GRADIENTS, Catalogue, by_item, layer, layer_traits, sizes

MISTAKES = Catalogue()
_WHY_ONE_EXAMPLE = {
    "first": "does the function return inside the loop, or does the loop end too early?",
    "last": "is it overwritten in every pass of a loop, = where += is meant?",
}


def cases(rng):
    """The document's example, then sizes that all differ, one example, one unit, and a square layer."""
    made = [Case("the notebook's example", linear_backward_test_case(), m=4, public=True)]
    for n_prev, n, m in [(4, 3, 6), (5, 2, 1), (6, 1, 3), (2, 5, 4), (3, 3, 3)]:
        cache = layer(rng, n_prev, n, m)
        label = sizes(inputs=n_prev, units=n, examples=m)
        dZ = rng.normal(size=(n, m)) + 0.3
        made.append(Case(label, (dZ, cache), m=m, traits=layer_traits(n, m)))
    return made


def backward(dZ, cache, **wrong):
    """The right version, with the items in `wrong` computed by other formulas."""
    A_prev, W, b = cache
    right = dict(zip(("dA_prev", "dW", "db"), reference.linear_backward(dZ, cache)))
    for item, formula in wrong.items():
        right[item] = formula(dZ, A_prev, W, b, A_prev.shape[1])
    return right["dA_prev"], right["dW"], right["db"]


def wrong(label, sentence, **formulas):
    """Enter a mistake made of one or more wrong formulas."""
    MISTAKES.wrong(label, sentence)(lambda dZ, cache: backward(dZ, cache, **formulas))


wrong(
    "missing_1_over_m",
    "dW and db are both m times too large: the 1/m is missing in both formulas. The cost is a mean "
    "over the examples; where does its 1/m come in?",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T,
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True),
)
wrong(
    "dW_missing_1_over_m",
    "dW is m times too large: the 1/m is missing. The sum over the examples is hidden in the matrix "
    "product; what makes a mean of it?",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T,
)
wrong(
    "db_missing_1_over_m",
    "db is m times too large, a sum over the examples, but the mean is needed: is the 1/m missing, or is "
    "the whole mean added in every pass of a loop?",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True),
)
wrong(
    "dA_prev_extra_1_over_m",
    "dA_prev is m times too small: 1/m belongs to dW and db, which sum over the examples; in dA_prev "
    "each example has a column of its own. Was dZ itself divided by m before it was used?",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ dZ / m,
)
wrong(
    "dW_extra_1_over_m",
    "dW is m times too small: it is divided by m twice.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T / m**2,
)
wrong(
    "db_extra_1_over_m",
    "db is m times too small: it is divided by m twice. np.mean divides by m already; is there a 1/m beside "
    "it?",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True) / m**2,
)
wrong(
    "integer_division",
    "dW and db are 0 unless m = 1: 1 // m is a division of whole numbers and drops everything after the "
    "decimal point.",
    dW=lambda dZ, A_prev, W, b, m: 1 // m * (dZ @ A_prev.T),
    db=lambda dZ, A_prev, W, b, m: 1 // m * np.sum(dZ, axis=1, keepdims=True),
)
for _which, _one in (("first", slice(0, 1)), ("last", slice(-1, None))):
    for _items in (("dW",), ("db",), ("dW", "db")):
        _formulas = {
            "dW": lambda dZ, A_prev, W, b, m, one=_one: dZ[:, one] @ A_prev[:, one].T / m,
            "db": lambda dZ, A_prev, W, b, m, one=_one: dZ[:, one] / m,
        }
        wrong(
            f"{_which}_example_only",
            f"In {' and '.join(_items)} only the {_which} example counts: " + _WHY_ONE_EXAMPLE[_which],
            **{item: _formulas[item] for item in _items},
        )
wrong(
    "dW_transposed",
    "dW is transposed: it came with a row for each input. The gradient of W has the shape of W. "
    "Which of the two factors comes first, and which one is transposed?",
    dW=lambda dZ, A_prev, W, b, m: A_prev @ dZ.T / m,
)
wrong(
    "dW_wrong_factor_transposed",
    "In dW's product the wrong factor is transposed, or none: the sum has to run over the "
    "examples, so they must meet in the middle of the product.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev / m,
)
wrong(
    "dW_wrong_factor_transposed",
    "In dW's product dZ is transposed instead of A_prev: the sum has to run over the examples, so "
    "they must meet in the middle of the product.",
    dW=lambda dZ, A_prev, W, b, m: dZ.T @ A_prev / m,
)
wrong(
    "dW_elementwise",
    "dW multiplies entry by entry (*), but a matrix product is needed.",
    dW=lambda dZ, A_prev, W, b, m: dZ * A_prev / m,
)
wrong(
    "dW_wrong_sign",
    "dW has the wrong sign. The minus of gradient descent comes later, in the update.",
    dW=lambda dZ, A_prev, W, b, m: -dZ @ A_prev.T / m,
)
wrong(
    "dW_uses_W",
    "dW is made from W, but A_prev is needed: how much a weight matters depends on what "
    "flowed through it. Are the cache's items unpacked in the right order?",
    dW=lambda dZ, A_prev, W, b, m: dZ @ W.T / m,
)
wrong(
    "db_wrong_axis",
    "db has one entry an example, but one entry a unit is needed: the sum runs along axis 0. "
    "Examples are columns: along which axis do they lie?",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=0, keepdims=True) / m,
)
wrong(
    "db_wrong_axis",
    "db has one entry an example, but one entry a unit is needed: the sum runs along axis 0, "
    "and keepdims=True is missing too.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=0) / m,
)
wrong(
    "db_without_keepdims",
    "db has shape (n,) instead of (n, 1): the sum dropped its axis, as it does without "
    "keepdims=True. Without it, what is left would broadcast along the examples.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1) / m,
)
wrong(
    "db_squeezed",
    "db lost its axes in a squeeze: for one unit it is a plain number, otherwise it has shape (n,). "
    "(n, 1) was expected: keepdims=True alone is enough.",
    db=lambda dZ, A_prev, W, b, m: np.squeeze(np.sum(dZ, axis=1, keepdims=True) / m),
)
wrong(
    "db_is_a_row",
    "db is a row of shape (1, n) instead of the column (n, 1): it is transposed.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True).T / m,
)
wrong(
    "db_summed_over_everything",
    "db is one number for the whole layer: the sum runs over everything. Each unit has a bias, and "
    "so a gradient, of its own; give the sum an axis.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ) / m,
)
wrong(
    "db_summed_over_everything",
    "db has the same single number for the whole layer: the sum runs over everything, units too. "
    "Give it the axis of the examples.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, keepdims=True) / m,
)
wrong(
    "db_summed_over_everything",
    "Every entry of db is the same number: the sum runs over all units instead of one axis only.",
    db=lambda dZ, A_prev, W, b, m: np.full(b.shape, np.sum(dZ) / m),
)
wrong(
    "db_averaged_over_everything",
    "db is the mean of all entries of dZ, one number for the whole layer. Each unit has a bias of "
    "its own; give the mean an axis.",
    db=lambda dZ, A_prev, W, b, m: np.mean(dZ),
)
wrong(
    "db_not_summed",
    "db has one column an example: the sum over the examples is missing.",
    db=lambda dZ, A_prev, W, b, m: dZ / m,
)
wrong(
    "db_not_summed",
    "db is dZ itself: the sum over the examples, and its 1/m, are missing.",
    db=lambda dZ, A_prev, W, b, m: dZ,
)
wrong(
    "db_from_dW",
    "db is the sum of dW's rows, but the sum of dZ's rows is needed.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ @ A_prev.T / m, axis=1, keepdims=True),
)
wrong(
    "db_from_dW",
    "db is made of dW's rows, divided by m once more, but the rows of dZ are needed. Which array "
    "does the sum run over?",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ @ A_prev.T / m, axis=1, keepdims=True) / m,
)
wrong(
    "db_times_b",
    "db is multiplied by b. The bias is only added in Z, so its gradient does not depend on it.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True) * b / m,
)
wrong(
    "db_wrong_sign",
    "db has the wrong sign. The minus of gradient descent comes later, in the update.",
    db=lambda dZ, A_prev, W, b, m: -np.sum(dZ, axis=1, keepdims=True) / m,
)
wrong(
    "dA_prev_W_not_transposed",
    "dA_prev multiplies dZ by W as it is; going backward, W is transposed: each input collects "
    "from all units it fed.",
    dA_prev=lambda dZ, A_prev, W, b, m: W @ dZ,
)
wrong(
    "dA_prev_factors_swapped",
    "In dA_prev's product the factors are in the wrong order: W transposed has to come first.",
    dA_prev=lambda dZ, A_prev, W, b, m: dZ @ W.T,
)
wrong(
    "dA_prev_factors_swapped",
    "In dA_prev's product the factors are in the wrong order, and W is not transposed.",
    dA_prev=lambda dZ, A_prev, W, b, m: dZ @ W,
)
wrong(
    "dA_prev_transposed",
    "dA_prev is transposed: it has a row for each example. The gradient of A_prev has the shape of A_prev.",
    dA_prev=lambda dZ, A_prev, W, b, m: dZ.T @ W,
)
wrong(
    "dA_prev_elementwise",
    "dA_prev multiplies entry by entry (*), but a matrix product is needed.",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T * dZ,
)
wrong(
    "dA_prev_from_dW",
    "dA_prev is made with dW, where W itself is needed.",
    dA_prev=lambda dZ, A_prev, W, b, m: (dZ @ A_prev.T / m).T @ dZ,
)
wrong(
    "dA_prev_wrong_sign",
    "dA_prev has the wrong sign.",
    dA_prev=lambda dZ, A_prev, W, b, m: -W.T @ dZ,
)
wrong(
    "dA_prev_with_bias",
    "The bias b is added to dA_prev. Going backward it does not appear: a constant has no derivative.",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ (dZ + b),
)
wrong(
    "db_averaged_over_everything",
    "db is the mean of all entries of dZ, in an array of shape (1, 1): the mean runs over the units "
    "too. Each unit has a bias of its own; give the mean an axis.",
    db=lambda dZ, A_prev, W, b, m: np.mean(dZ, keepdims=True),
)
wrong(
    "reshape_for_transpose",
    "In dW's product A_prev is reshaped, where it should be transposed: reshape fills the new shape "
    "row by row, and so mixes up units and examples.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.reshape(m, -1) / m,
)
wrong(
    "reshape_for_transpose",
    "In dA_prev's product W is reshaped, where it should be transposed: reshape fills the new shape "
    "row by row, and so mixes up the weights.",
    dA_prev=lambda dZ, A_prev, W, b, m: W.reshape(W.shape[::-1]) @ dZ,
)
wrong(
    "reshape_for_transpose",
    "dW is reshaped to W's shape, where it should be transposed: reshape fills the new shape row by "
    "row. Which factor of the product has to come first?",
    dW=lambda dZ, A_prev, W, b, m: (A_prev @ dZ.T / m).reshape(W.shape),
)
for _where, _part in (("first", slice(1, None)), ("last", slice(None, -1))):
    wrong(
        f"{_where}_example_missing",
        f"The {_where} example is missing from dW and db: does a loop or a slice begin or end one "
        "off? Which numbers does the range give?",
        dW=lambda dZ, A_prev, W, b, m, part=_part: dZ[:, part] @ A_prev[:, part].T / m,
        db=lambda dZ, A_prev, W, b, m, part=_part: np.sum(dZ[:, part], axis=1, keepdims=True) / m,
    )
wrong(
    "divided_by_m_minus_1",
    "dW and db are divided by m - 1 instead of m.",
    dW=lambda dZ, A_prev, W, b, m: np.divide(dZ @ A_prev.T, m - 1),
    db=lambda dZ, A_prev, W, b, m: np.divide(np.sum(dZ, axis=1, keepdims=True), m - 1),
)
wrong(
    "every_gradient_divided_by_m",
    "Everything is divided by m, dA_prev too, and dW and db once too often: was dZ divided by m at "
    "the start?",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ dZ / m,
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T / m**2,
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True) / m**2,
)


@MISTAKES.wrong(
    "results_in_another_order",
    "The three gradients are right, but come in another order: dW first. The agreement is dA_prev, dW, db.",
)
def _(dZ, cache):
    dA_prev, dW, db = backward(dZ, cache)
    return dW, db, dA_prev


@MISTAKES.wrong(
    "results_in_another_order",
    "The three gradients are right, but come in another order: dW and db are swapped. The agreement "
    "is dA_prev, dW, db.",
)
def _(dZ, cache):
    dA_prev, dW, db = backward(dZ, cache)
    return dA_prev, db, dW


@MISTAKES.wrong(
    "results_in_another_order",
    "The gradients are right, but come in another order: dA_prev and dW are swapped. The agreement "
    "is dA_prev, dW, db.",
)
def _(dZ, cache):
    dA_prev, dW, db = backward(dZ, cache)
    return dW, dA_prev, db


@MISTAKES.wrong(
    "dA_prev_not_returned",
    "Only dW and db are returned; three values were expected, and dA_prev is missing: without it "
    "the layer before gets nothing.",
)
def _(dZ, cache):
    return backward(dZ, cache)[1:]


@MISTAKES.wrong(
    "cache_unpacked_wrongly",
    "The cache is unpacked in the wrong order: A_prev and W have changed places. linear_forward "
    "stored (A_prev, W, b).",
)
def _(dZ, cache):
    A_prev, W, b = cache
    return backward(dZ, (W, A_prev, b))


@MISTAKES.wrong(
    "changes_dZ_in_place",
    "The result is right, but dZ was divided by m in place: the caller's array is changed.",
)
def _(dZ, cache):
    right = backward(dZ, cache)
    dZ /= cache[0].shape[1]
    return right


def sum_db(dZ, A_prev, W, b, m):
    return np.sum(dZ, axis=1, keepdims=True)


# The right dW and db with a wrong divisor, each on its own.
for _label, _what, _size in (
    (
        "m_is_number_of_inputs",
        "the number of inputs (the rows of A_prev, or the columns of W)",
        lambda A, W: W.shape[1],
    ),
    ("m_is_number_of_units", "the number of units (the rows of dZ, or of W)", lambda A, W: W.shape[0]),
    ("m_is_number_of_entries", "the number of all entries of dZ", lambda A, W: W.shape[0] * A.shape[1]),
    ("m_is_number_of_weights", "the number of all weights, the entries of W", lambda A, W: W.size),
    ("m_is_number_of_activations", "the number of all entries of A_prev", lambda A, W: A.size),
    ("m_hard_coded", "4 in every case, as if m were hard-coded", lambda A, W: 4),
    ("divided_by_2m", "2 m", lambda A, W: 2 * A.shape[1]),
    ("divided_by_root_m", "the square root of m", lambda A, W: np.sqrt(A.shape[1])),
):
    _formulas = {
        "dW": lambda dZ, A_prev, W, b, m, size=_size: dZ @ A_prev.T / size(A_prev, W),
        "db": lambda dZ, A_prev, W, b, m, size=_size: sum_db(dZ, A_prev, W, b, m) / size(A_prev, W),
    }
    for _items in (("dW",), ("db",), ("dW", "db")):
        wrong(
            _label if len(_items) == 2 else f"{_items[0]}_{_label}",
            f"{' and '.join(_items)} {'is' if len(_items) == 1 else 'are'} divided by {_what}. "
            "It should be m, the number of examples: the columns of dZ and of A_prev.",
            **{item: _formulas[item] for item in _items},
        )


def averaged_in_the_loop(terms, m):
    """What comes of dividing inside a loop over the examples."""
    total = 0
    for term in terms:
        total = (total + term) / m
    return total


def each_dW(dZ, A_prev):
    return [np.outer(dZ[:, i], A_prev[:, i]) for i in range(dZ.shape[1])]


def each_db(dZ):
    return [dZ[:, i : i + 1] for i in range(dZ.shape[1])]


for _items in (("dW",), ("db",), ("dW", "db")):
    _formulas = {
        "dW": lambda dZ, A_prev, W, b, m: averaged_in_the_loop(each_dW(dZ, A_prev), m),
        "db": lambda dZ, A_prev, W, b, m: averaged_in_the_loop(each_db(dZ), m),
    }
    wrong(
        f"{'_and_'.join(_items)}_averaged_inside_the_loop",
        f"{' and '.join(_items)}: the division by m stands inside the loop over the examples, so that the "
        "first ones are divided again and again. Where should it stand, so that it happens once?",
        **{item: _formulas[item] for item in _items},
    )
for _label, _start in (("db_starts_from_b", lambda b: b), ("db_starts_from_ones", np.ones_like)):
    wrong(
        _label,
        "db holds something beside the mean over the examples: the variable that adds up does not start from "
        "0 (but from b, or from ones), or b is added to it.",
        db=lambda dZ, A_prev, W, b, m, start=_start: start(b) + sum_db(dZ, A_prev, W, b, m) / m,
    )
    wrong(
        _label,
        "db holds something beside the mean over the examples: the sum does not start from 0 (but from b, or "
        "from ones), and then all of it is divided by m.",
        db=lambda dZ, A_prev, W, b, m, start=_start: (start(b) + sum_db(dZ, A_prev, W, b, m)) / m,
    )
wrong(
    "dW_starts_from_W",
    "dW holds W beside the mean over the examples: the sum starts from W instead of 0, or W is added (a "
    "penalty, which belongs to another cost).",
    dW=lambda dZ, A_prev, W, b, m: W + dZ @ A_prev.T / m,
)
wrong(
    "dW_starts_from_W",
    "dW holds W / m beside the mean over the examples: the sum starts from W instead of 0, or W is added (a "
    "penalty, which belongs to another cost).",
    dW=lambda dZ, A_prev, W, b, m: (W + dZ @ A_prev.T) / m,
)
wrong(
    "dW_from_dA_prev",
    "dW is made from dA_prev, the gradient that goes back, but A_prev itself is needed: what flowed "
    "forward through the weights.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ (W.T @ dZ).T / m,
)
wrong(
    "dW_from_Z",
    "dW is made from the layer's own Z (or activation), but dZ or A_prev is needed.",
    dW=lambda dZ, A_prev, W, b, m: (W @ A_prev + b) @ A_prev.T / m,
)
wrong(
    "dW_from_Z",
    "dW is made from W A_prev instead of dZ.",
    dW=lambda dZ, A_prev, W, b, m: (W @ A_prev) @ A_prev.T / m,
)
wrong(
    "dW_denominator_too_wide",
    "dW is one over the product: the division takes in too much. 1 / m stands in front, and only m is below "
    "the line.",
    dW=lambda dZ, A_prev, W, b, m: 1 / (m * (dZ @ A_prev.T)),
)
wrong(
    "dW_from_sums",
    "dW is the product of two sums over the examples, but the sum of the products is needed: each "
    "example's dZ meets its own A_prev, and only then is added up.",
    dW=lambda dZ, A_prev, W, b, m: sum_db(dZ, A_prev, W, b, m) @ np.sum(A_prev, axis=1, keepdims=True).T / m,
)
wrong(
    "dW_from_sums",
    "dW is the product of two means over the examples, but the mean of the products is needed: each "
    "example's dZ meets its own A_prev.",
    dW=lambda dZ, A_prev, W, b, m: (
        sum_db(dZ, A_prev, W, b, m) @ np.sum(A_prev, axis=1, keepdims=True).T / m**2
    ),
)
wrong(
    "dW_times_W",
    "dW is multiplied by W. The gradient of a weight does not depend on the weight: Z is linear in it.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T / m * W,
)
wrong(
    "db_wrong_axis",
    "db has one entry an example, but one entry a unit is needed: the mean runs along axis 0, over the "
    "units.",
    db=lambda dZ, A_prev, W, b, m: np.mean(dZ, axis=0, keepdims=True),
)
wrong(
    "db_wrong_axis",
    "db has one entry an example, but one entry a unit is needed: dZ is transposed before the sum.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ.T, axis=1, keepdims=True) / m,
)
wrong(
    "db_extreme_for_mean",
    "db is the largest, smallest or middle entry of each row of dZ, but the mean is needed.",
    db=lambda dZ, A_prev, W, b, m: np.max(dZ, axis=1, keepdims=True),
)
wrong(
    "db_extreme_for_mean",
    "db is the middle entry of each row of dZ (the median), but the mean is needed.",
    db=lambda dZ, A_prev, W, b, m: np.median(dZ, axis=1, keepdims=True),
)
wrong(
    "db_of_absolute_values",
    "db adds up the absolute values or the squares of dZ, but dZ itself is needed.",
    db=lambda dZ, A_prev, W, b, m: np.mean(np.abs(dZ), axis=1, keepdims=True),
)
wrong(
    "db_of_absolute_values",
    "db adds up the squares of dZ, but dZ itself is needed.",
    db=lambda dZ, A_prev, W, b, m: np.mean(dZ**2, axis=1, keepdims=True),
)
wrong(
    "db_is_b",
    "db is b itself, or its mean: the gradient of the bias is made from dZ.",
    db=lambda dZ, A_prev, W, b, m: b.copy(),
)
wrong(
    "db_is_b",
    "db is b divided by m: the gradient of the bias is made from dZ.",
    db=lambda dZ, A_prev, W, b, m: b / m,
)
wrong(
    "db_from_A_prev",
    "db is made from A_prev or from Z, but the rows of dZ are needed.",
    db=lambda dZ, A_prev, W, b, m: np.mean(W @ A_prev + b, axis=1, keepdims=True),
)
wrong(
    "db_from_A_prev",
    "db is the mean of A_prev's rows, but the rows of dZ are needed.",
    db=lambda dZ, A_prev, W, b, m: np.mean(A_prev, axis=1, keepdims=True),
)
wrong(
    "dA_prev_from_Z",
    "dA_prev is made from Z (or W A_prev), what went forward, instead of from dZ: which of the names in "
    "the product is the gradient that came in?",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ (W @ A_prev + b),
)
wrong(
    "dA_prev_from_Z",
    "dA_prev is made from W A_prev, what went forward, instead of from dZ: which of the names in the "
    "product is the gradient that came in?",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ (W @ A_prev),
)
wrong(
    "dA_prev_times_A_prev",
    "dA_prev is multiplied by A_prev, entry by entry. The linear part's derivative with respect to A_prev is "
    "W, and nothing else.",
    dA_prev=lambda dZ, A_prev, W, b, m: (W.T @ dZ) * A_prev,
)
wrong(
    "dA_prev_masked",
    "dA_prev is set to 0 where A_prev is not positive: that is a ReLU's derivative. It comes in the layer "
    "before, from that layer's own Z.",
    dA_prev=lambda dZ, A_prev, W, b, m: (W.T @ dZ) * (A_prev > 0),
)
wrong(
    "dA_prev_masked",
    "dA_prev is multiplied by A_prev (1 - A_prev), a sigmoid's derivative. The activation's derivative comes "
    "in the layer before.",
    dA_prev=lambda dZ, A_prev, W, b, m: (W.T @ dZ) * A_prev * (1 - A_prev),
)
wrong(
    "dA_prev_with_updated_W",
    "dA_prev is made with W minus dW: the weights are updated before the gradient has gone back. Updates "
    "come after all gradients, in a function of their own.",
    dA_prev=lambda dZ, A_prev, W, b, m: (W - dZ @ A_prev.T / m).T @ dZ,
)
wrong(
    "dA_prev_from_mean",
    "dA_prev is made from the mean or the sum of dZ over the examples, so all its columns are alike. Each "
    "example has a gradient of its own.",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ (0 * dZ + sum_db(dZ, A_prev, W, b, m) / m),
)
wrong(
    "dA_prev_from_mean",
    "dA_prev has one column: it is made from db instead of dZ. Each example has a gradient of its own.",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ (sum_db(dZ, A_prev, W, b, m) / m),
)
for _which, _unit in (("last", -1), ("first", 0)):
    wrong(
        "dA_prev_one_unit_only",
        f"In dA_prev only the {_which} unit counts: is the sum over the units overwritten in every pass of a "
        "loop, where it should be added up?",
        dA_prev=lambda dZ, A_prev, W, b, m, unit=_unit: np.outer(W[unit], dZ[unit]),
    )
for _which, _example in (("last", slice(-1, None)), ("first", slice(0, 1))):
    wrong(
        "dA_prev_one_example_only",
        f"dA_prev is the {_which} example's alone: one column, or the same one everywhere. Is it overwritten "
        "in every pass of a loop over the examples?",
        dA_prev=lambda dZ, A_prev, W, b, m, one=_example: W.T @ dZ[:, one],
    )
    wrong(
        "dA_prev_one_example_only",
        f"dA_prev holds the {_which} example's column only, and 0 everywhere else: does the loop over the "
        "examples fill one place, or end too early?",
        dA_prev=lambda dZ, A_prev, W, b, m, one=_example: filled(W.T @ dZ, one),
    )


def filled(right, part):
    """Zeros, with one part filled rightly."""
    result = np.zeros_like(right)
    result[:, part] = right[:, part]
    return result


wrong(
    "dA_prev_from_mean",
    "dA_prev has one column: it is summed (or averaged) over the examples. Each example has a gradient of "
    "its own.",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ sum_db(dZ, A_prev, W, b, m),
)
wrong(
    "dA_prev_from_mean",
    "dA_prev is the same in all columns: it is summed over the examples. Each example has a gradient of its "
    "own.",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ (0 * dZ + sum_db(dZ, A_prev, W, b, m)),
)


EXERCISE = Exercise(
    reference=reference.linear_backward,
    points={"dA_prev": 5, "dW": 5, "db": 5},
    result=GRADIENTS,
    inputs=name("arguments", "dZ", name("cache", "A_prev", "W", "b")),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "Three questions, three gradients: how much does each weight matter (dW), each bias (db), and "
        "each input (dA_prev)? The shapes nearly answer them: each gradient has the shape of what it "
        "is the gradient of.",
        "dW (n, n_prev) = 1/m dZ (n, m) A_prev^T (m, n_prev); db (n, 1) = 1/m times the sum of dZ "
        "over its columns, keepdims=True; dA_prev (n_prev, m) = W^T (n_prev, n) dZ (n, m), without "
        "1/m.",
        "A_prev, W, b = cache\n"
        "m = A_prev.shape[1]\n"
        "dW = 1 / m * ... @ ...\n"
        "db = 1 / m * np.sum(..., axis=..., keepdims=...)\n"
        "dA_prev = ... @ ...\n"
        "return dA_prev, dW, db",
    ),
    part_of=by_item("dA_prev", "dW", "db"),
)
