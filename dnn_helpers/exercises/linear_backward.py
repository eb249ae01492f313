"""linear_backward: dA_prev, dW and db from dZ."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..test_cases import linear_backward_test_case
from .common import GRADIENTS, Catalogue, by_item, layer, layer_traits, sizes

MISTAKES = Catalogue()


def cases(rng):
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
    "db is m times too large: it is the sum over the examples, where the mean was expected: the 1/m "
    "is missing.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True),
)
wrong(
    "dA_prev_extra_1_over_m",
    "dA_prev is m times too small: 1/m belongs to dW and db, which sum over the examples. dA_prev "
    "has a column for each example of its own.",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T @ dZ / m,
)
wrong(
    "dW_extra_1_over_m",
    "dW is m times too small: it is divided by m twice.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T / m**2,
)
wrong(
    "db_extra_1_over_m",
    "db is m times too small: it is divided by m twice. Does np.mean meet a 1/m?",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True) / m**2,
)
wrong(
    "m_is_number_of_inputs",
    "dW and db are divided by the number of inputs (A_prev.shape[0], the rows) where the number of "
    "examples m was expected. Examples are columns.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T / A_prev.shape[0],
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True) / A_prev.shape[0],
)
wrong(
    "m_is_number_of_units",
    "dW and db are divided by the number of units (dZ.shape[0], the rows) where the number of "
    "examples m was expected. Examples are columns.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T / dZ.shape[0],
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True) / dZ.shape[0],
)
wrong(
    "m_is_number_of_entries",
    "dW and db are divided by the number of all entries of dZ, where the number of examples m was "
    "expected: its columns.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T / dZ.size,
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True) / dZ.size,
)
wrong(
    "integer_division",
    "dW and db are 0 unless m = 1: 1 // m is a division of whole numbers and drops everything behind "
    "the point.",
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
            f"In {' and '.join(_items)} only the {_which} example counts: is the sum overwritten in every "
            "pass of a loop, where it should be added up, or does the loop end too early?",
            **{item: _formulas[item] for item in _items},
        )
wrong(
    "m_hard_coded",
    "dW and db are divided by 4, whatever the number of examples: m is hard-coded from the example.",
    dW=lambda dZ, A_prev, W, b, m: dZ @ A_prev.T / 4,
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=1, keepdims=True) / 4,
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
    "dW multiplies entry by entry (*), where a matrix product was expected.",
    dW=lambda dZ, A_prev, W, b, m: dZ * A_prev / m,
)
wrong(
    "dW_wrong_sign",
    "dW has the wrong sign. The minus of gradient descent comes later, in the update.",
    dW=lambda dZ, A_prev, W, b, m: -dZ @ A_prev.T / m,
)
wrong(
    "dW_uses_W",
    "dW is made from W, where A_prev was expected: how much a weight matters depends on what "
    "flowed through it. Are the cache's items unpacked in the right order?",
    dW=lambda dZ, A_prev, W, b, m: dZ @ W.T / m,
)
wrong(
    "db_wrong_axis",
    "db has one entry an example, where one entry a unit was expected: the sum runs along axis 0. "
    "Examples are columns: along which axis do they lie?",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=0, keepdims=True) / m,
)
wrong(
    "db_wrong_axis",
    "db has one entry an example, where one entry a unit was expected: the sum runs along axis 0, "
    "and keepdims=True is missing too.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ, axis=0) / m,
)
wrong(
    "db_without_keepdims",
    "db has shape (n,) where (n, 1) was expected: the sum dropped its axis, as it does without "
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
    "db is a row of shape (1, n) where the column (n, 1) was expected: it is transposed.",
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
    "db is the sum of dW's rows, where the sum of dZ's rows was expected.",
    db=lambda dZ, A_prev, W, b, m: np.sum(dZ @ A_prev.T / m, axis=1, keepdims=True),
)
wrong(
    "db_from_dW",
    "db is made of dW's rows, divided by m once more, where the rows of dZ were expected. Which array "
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
    "dA_prev multiplies entry by entry (*), where a matrix product was expected.",
    dA_prev=lambda dZ, A_prev, W, b, m: W.T * dZ,
)
wrong(
    "dA_prev_from_dW",
    "dA_prev is made with dW, where W itself was expected: are two names mixed up?",
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
    "dW and db are divided by m - 1, where m was expected.",
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
