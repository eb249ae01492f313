"""linear_forward: Z = W A + b, and the cache (A, W, b)."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..test_cases import linear_forward_test_case
from .common import Catalogue, by_item, layer, layer_traits, sizes

MISTAKES = Catalogue()


def cases(rng):
    """The document's example, then sizes that all differ, one example, one unit, and a square layer."""
    shapes = [(5, 3, 4), (4, 3, 1), (6, 1, 5), (2, 6, 3), (3, 3, 3)]
    drawn = [
        Case(sizes(inputs=n_prev, units=n, examples=m), layer(rng, n_prev, n, m), m=m,
             traits=layer_traits(n, m))
        for n_prev, n, m in shapes
    ]  # fmt: skip
    A, W, b = layer(rng, 4, 2, 3)
    counts = rng.integers(0, 9, size=(4, 3))
    return [
        Case("the notebook's example", linear_forward_test_case(), m=2, public=True),
        *drawn,
        Case("whole numbers in A", (counts, W, b), m=3),
    ]


@MISTAKES.wrong(
    "factors_swapped",
    "The product is taken in the wrong order: A times W instead of W times A. A row of W has to "
    "meet a column of A, one weight for each input. Which of the two comes first?",
)
def _(A, W, b):
    return np.dot(A, W) + b, (A, W, b)


@MISTAKES.wrong(
    "W_transposed",
    "W is transposed before the product. It already has one row a unit and one column an input: "
    "is a .T needed here?",
)
def _(A, W, b):
    return np.dot(W.T, A) + b, (A, W, b)


@MISTAKES.wrong(
    "A_transposed",
    "A is transposed before the product. Its columns are the examples, and they have to stay so.",
)
def _(A, W, b):
    return np.dot(W, A.T) + b, (A, W, b)


@MISTAKES.wrong(
    "elementwise_product",
    "W and A are multiplied entry by entry (*), but a matrix product is needed (np.dot or @): "
    "each unit sums over all its inputs.",
)
def _(A, W, b):
    return W * A + b, (A, W, b)


@MISTAKES.wrong(
    "bias_missing",
    "Z lacks the bias: it is exactly W A. What does the formula add, and is the sum kept? A line that says "
    "Z + b alone computes it and throws it away.",
)
def _(A, W, b):
    return W @ A, (A, W, b)


@MISTAKES.wrong(
    "bias_wrong_sign",
    "The bias b has the wrong sign: it is subtracted where it should be added.",
)
def _(A, W, b):
    return W @ A - b, (A, W, b)


@MISTAKES.wrong(
    "bias_twice",
    "The bias b is added twice.",
)
def _(A, W, b):
    return W @ A + b + b, (A, W, b)


@MISTAKES.wrong(
    "bias_as_one_number",
    "All units get the same bias: b was summed, averaged or indexed down to one number. Each row "
    "of Z has its own bias, and broadcasting adds it to every column.",
)
def _(A, W, b):
    return W @ A + b[0, 0], (A, W, b)


@MISTAKES.wrong(
    "bias_as_one_number",
    "All units get the same bias, the sum of b. Each row of Z has its own bias, and broadcasting "
    "adds it to every column.",
)
def _(A, W, b):
    return W @ A + np.sum(b), (A, W, b)


@MISTAKES.wrong(
    "bias_as_one_number",
    "All units get the same bias, the mean of b. Each row of Z has its own bias, and broadcasting "
    "adds it to every column.",
)
def _(A, W, b):
    return W @ A + np.mean(b), (A, W, b)


@MISTAKES.wrong(
    "bias_transposed",
    "b is added as a row, so that it runs along the examples instead of along the units. b is a "
    "column: is it transposed or flattened on the way?",
)
def _(A, W, b):
    return W @ A + b.T, (A, W, b)


@MISTAKES.wrong(
    "bias_inside_the_product",
    "The bias is added before the product: it goes through the weights too. First the product of W "
    "and A, then the sum.",
)
def _(A, W, b):
    return W @ (A + np.sum(b)), (A, W, b)


@MISTAKES.wrong(
    "bias_inside_the_product",
    "The bias is added to A before the product, so it goes through the weights too. First the product "
    "of W and A, then the sum: are the parentheses in the wrong place?",
)
def _(A, W, b):
    return W @ (A + b), (A, W, b)


@MISTAKES.wrong(
    "averaged_over_inputs",
    "Z is divided by the number of inputs. The linear part is a sum, not a mean.",
)
def _(A, W, b):
    return W @ A / A.shape[0] + b, (A, W, b)


@MISTAKES.wrong(
    "activated_already",
    "Z has gone through a ReLU already: its negative entries are 0. The activation is the next "
    "exercise; the linear part stops at the sum.",
)
def _(A, W, b):
    return np.maximum(0, W @ A + b), (A, W, b)


@MISTAKES.wrong(
    "activated_already",
    "Z has gone through a sigmoid already: all entries lie between 0 and 1. The activation is the "
    "next exercise; the linear part stops at the sum.",
)
def _(A, W, b):
    return reference.sigmoid(W @ A + b)[0], (A, W, b)


@MISTAKES.wrong(
    "cache_order",
    "The cache holds the right things in another order: W comes first. The order (A, W, b) is an "
    "agreement with linear_backward, which unpacks it.",
)
def _(A, W, b):
    return W @ A + b, (W, A, b)


@MISTAKES.wrong(
    "cache_order",
    "The cache holds the right things in another order: b does not come last. The order (A, W, b) "
    "is an agreement with linear_backward, which unpacks it.",
)
def _(A, W, b):
    return W @ A + b, (A, b, W)


@MISTAKES.wrong(
    "cache_order",
    "The cache holds the right things in another order: W, b, A. The order (A, W, b) is an "
    "agreement with linear_backward, which unpacks it.",
)
def _(A, W, b):
    return W @ A + b, (W, b, A)


@MISTAKES.wrong(
    "cache_holds_Z_for_A",
    "The cache holds Z where A belongs. What does the backward pass need to find the gradient of "
    "W: what went into the layer, or what came out?",
)
def _(A, W, b):
    Z = W @ A + b
    return Z, (Z, W, b)


@MISTAKES.wrong(
    "cache_holds_Z_for_b",
    "The cache holds Z where b belongs. All three of its items are what went into the layer.",
)
def _(A, W, b):
    Z = W @ A + b
    return Z, (A, W, Z)


@MISTAKES.wrong(
    "cache_without_b",
    "The cache has two items, but three are needed: b is left out.",
)
def _(A, W, b):
    return W @ A + b, (A, W)


@MISTAKES.wrong(
    "cache_is_Z_only",
    "The cache is Z itself. That will be the activation's cache; the linear part keeps its inputs.",
)
def _(A, W, b):
    Z = W @ A + b
    return Z, Z


@MISTAKES.wrong(
    "cache_is_transposed",
    "The cache holds W transposed. Store it as it came.",
)
def _(A, W, b):
    return W @ A + b, (A, W.T, b)


@MISTAKES.wrong(
    "results_swapped",
    "The cache is returned first and Z second: the order of the two results is swapped.",
)
def _(A, W, b):
    return (A, W, b), W @ A + b


@MISTAKES.wrong(
    "cache_not_returned",
    "Only Z is returned; two values were expected: Z and the cache. The backward pass cannot do "
    "without what the forward pass remembers.",
)
def _(A, W, b):
    return W @ A + b


@MISTAKES.wrong(
    "result_is_flat",
    "Z, A, W and b are returned side by side, four values; two were expected: Z, and one tuple "
    "that holds the other three.",
)
def _(A, W, b):
    return W @ A + b, A, W, b


@MISTAKES.wrong(
    "bias_in_every_pass",
    "The bias b is added once for every input, so Z has n_prev times b in it. Is it added inside a loop (or "
    "a sum) over the inputs? It belongs after the sum.",
)
def _(A, W, b):
    return W @ A + A.shape[0] * b, (A, W, b)


@MISTAKES.wrong(
    "bias_in_every_pass",
    "The bias b is added once for every example, so Z has m times b in it. Is it added to all of Z inside a "
    "loop over the examples?",
)
def _(A, W, b):
    return W @ A + A.shape[1] * b, (A, W, b)


@MISTAKES.wrong(
    "bias_in_every_pass",
    "The bias b is added once for every unit, so Z has n times b in it. Is it added to all of Z inside a "
    "loop over the units?",
)
def _(A, W, b):
    return W @ A + W.shape[0] * b, (A, W, b)


for _which, _part in (("last", slice(None, -1)), ("first", slice(1, None))):

    @MISTAKES.wrong(
        f"{_which}_input_missing",
        f"The {_which} input does not count in Z's sum: does a loop or a slice over the inputs begin or end "
        "one off?",
    )
    def _(A, W, b, part=_part):
        return W[:, part] @ A[part] + b, (A, W, b)


for _which, _part in (("last", slice(-1, None)), ("first", slice(0, 1))):

    @MISTAKES.wrong(
        f"{_which}_input_only",
        f"Only the {_which} input counts in Z: is the sum over the inputs overwritten in every pass, where "
        "it should be added up, or does the loop end too early?",
    )
    def _(A, W, b, part=_part):
        return W[:, part] @ A[part] + b, (A, W, b)


for _axes in ((1,), (0,), (1, 0), (0, 1)):

    @MISTAKES.wrong(
        "sum_not_started_anew",
        "Each entry of Z still holds the sums of the entries before it: the variable that adds up over the "
        "inputs is set to 0 too early. Between which two loops does it have to start again from 0?",
    )
    def _(A, W, b, axes=_axes):
        Z = W @ A
        if len(axes) == 1:
            return np.cumsum(Z, axis=axes[0]) + b, (A, W, b)
        order = "C" if axes == (1, 0) else "F"
        return np.cumsum(Z.ravel(order)).reshape(Z.shape, order=order) + b, (A, W, b)


@MISTAKES.wrong(
    "bias_added_to_W",
    "The bias b is added to W before the product, so it is multiplied by the inputs. First the product of W "
    "and A, then the sum: are the parentheses in the wrong place?",
)
def _(A, W, b):
    return (W + b) @ A, (A, W, b)


@MISTAKES.wrong(
    "bias_multiplied",
    "The product of W and A is multiplied by b, where b should be added.",
)
def _(A, W, b):
    return W @ A * b, (A, W, b)


@MISTAKES.wrong(
    "summed_over_everything",
    "Z has the same sum in all places of a row but for b: the product of W and A is summed up once more. The "
    "matrix product is a sum already.",
)
def _(A, W, b):
    return np.sum(W @ A) + np.zeros((W.shape[0], A.shape[1])) + b, (A, W, b)


@MISTAKES.wrong(
    "summed_over_everything",
    "The product of W and A is summed up to one number, and only b tells the units apart. The matrix product "
    "is a sum already.",
)
def _(A, W, b):
    return np.sum(W @ A) + b, (A, W, b)


@MISTAKES.wrong(
    "summed_over_everything",
    "The product of W and A is summed up along an axis once more. The matrix product is a sum already, over "
    "the inputs; examples and units stay apart.",
)
def _(A, W, b):
    return np.sum(W @ A, axis=1, keepdims=True) + b, (A, W, b)


@MISTAKES.wrong(
    "averaged_over_examples",
    "Z is divided by m, the number of examples. Going forward nothing is averaged: each example has a column "
    "of its own.",
)
def _(A, W, b):
    return W @ A / A.shape[1] + b, (A, W, b)


@MISTAKES.wrong(
    "averaged_over_inputs",
    "Z, with its bias, is divided by the number of inputs. The linear part is a sum, not a mean.",
)
def _(A, W, b):
    return (W @ A + b) / A.shape[0], (A, W, b)


@MISTAKES.wrong(
    "Z_wrong_sign",
    "The product of W and A has the wrong sign: it is subtracted from b, where it should be added.",
)
def _(A, W, b):
    return b - W @ A, (A, W, b)


@MISTAKES.wrong(
    "cache_is_transposed",
    "The cache holds A transposed. Store it as it came.",
)
def _(A, W, b):
    return W @ A + b, (A.T, W, b)


@MISTAKES.wrong(
    "cache_holds_Z_for_W",
    "The cache holds Z where W belongs. All three of its items are what went into the layer.",
)
def _(A, W, b):
    Z = W @ A + b
    return Z, (A, Z, b)


@MISTAKES.wrong(
    "cache_holds_product",
    "The cache holds the product of W and A where an argument belongs: is a name (A, W or b) used a second "
    "time on the way? Keep what came in as it was.",
)
def _(A, W, b):
    return W @ A + b, (W @ A, W, b)


@MISTAKES.wrong(
    "cache_holds_Z_too",
    "The cache has four items, Z among them; three were expected: what went into the layer.",
)
def _(A, W, b):
    Z = W @ A + b
    return Z, (A, W, b, Z)


@MISTAKES.wrong(
    "cache_holds_Z_too",
    "The cache has four items, Z first; three were expected: what went into the layer.",
)
def _(A, W, b):
    Z = W @ A + b
    return Z, (Z, A, W, b)


@MISTAKES.wrong(
    "cache_with_spread_b",
    "Z is right, but the b in the cache is repeated once an example: the name b was given to a wider array "
    "on the way. NumPy repeats a column by itself; keep the b that came in.",
)
def _(A, W, b):
    return W @ A + b, (A, W, np.repeat(b, A.shape[1], axis=1))


for _times in (lambda j, m: m - j, lambda j, m: j + 1):

    @MISTAKES.wrong(
        "bias_in_every_pass",
        "The bias is added once in every pass of a loop over the examples, so columns of Z hold it several "
        "times. Add it once, after the loop, or inside it to one column alone.",
    )
    def _(A, W, b, times=_times):
        m = A.shape[1]
        return W @ A + b * np.array([times(j, m) for j in range(m)]), (A, W, b)


for _first in (True, False):

    @MISTAKES.wrong(
        "cache_with_built_in_bias",
        "Z is right, but the cache holds A with a row of ones and W with b as a column more: the arrays that "
        "make one product of the formula. Keep A, W and b as they came.",
    )
    def _(A, W, b, first=_first):
        ones = np.ones((1, A.shape[1]))
        A_wide = np.vstack([ones, A] if first else [A, ones])
        return W @ A + b, (A_wide, np.hstack([b, W] if first else [W, b]), b)


def made_of(case, path):
    """The product and the bias, for Z; the cache is computed by no formula."""
    A, W, b = case.args
    return {"W A": W @ A, "b": b} if path == (0,) else {}


EXERCISE = Exercise(
    reference=reference.linear_forward,
    points={"Z": 4, "cache": 1},
    result=name("the result", "Z", name("cache", "A", "W", "b")),
    inputs=name("arguments", "A", "W", "b"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "Every unit weighs all its inputs, sums them up and adds its bias. One matrix product does "
        "that for all units and all examples at once.",
        "Z = W A + b: W (n, n_prev) times A (n_prev, m) is (n, m); b (n, 1) is added to every "
        "column by broadcasting. The cache is the tuple of the three inputs, A first.",
        "Z = ... @ ... + ...\ncache = (..., ..., ...)\nreturn Z, cache",
    ),
    part_of=by_item("Z", "cache"),
    made_of=made_of,
)
