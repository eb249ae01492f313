"""initialize_parameters: small random weights, zero biases, two layers."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from .common import SECOND_CALL, Catalogue, by_key

MISTAKES = Catalogue()


def cases(rng):
    """The document's sizes, then sizes that all differ, and seeds that a function may not obey."""
    sizes = [tuple(int(n) for n in rng.permutation([2, 3, 4, 5, 6, 7])[:3]) for _ in range(2)]
    return [
        Case("n_x = 3, n_h = 2, n_y = 1", (3, 2, 1), public=True),
        Case("several output units", (4, 5, 2), seed=7),
        *[Case("n_x = {}, n_h = {}, n_y = {}".format(*size), size, seed=11) for size in sizes],
        Case("n_x = 5, n_h = 1, n_y = 3", (5, 1, 3), seed=13),
        Case("all sizes equal", (3, 3, 3), seed=17),
        Case("the example again", (3, 2, 1), traits=frozenset([SECOND_CALL]), seed=19),
    ]


def start(n_x, n_h, n_y, *, seed=1, draw=None, scale=(0.01, 0.01), zeros=np.zeros):
    """The right version with one thing made wrong."""
    if seed is not None:
        np.random.seed(seed)
    draw = draw or np.random.randn
    W1 = draw(n_h, n_x) * scale[0]
    W2 = draw(n_y, n_h) * scale[1]
    return {"W1": W1, "b1": zeros((n_h, 1)), "W2": W2, "b2": zeros((n_y, 1))}


@MISTAKES.wrong(
    "weights_without_0.01",
    "The weights W1 and W2 are a hundred times too large: they were drawn from the right "
    "generator, but never made small. Which factor stands behind randn in the formula? If it is "
    "in your code: is its result kept?",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, scale=(1, 1))


@MISTAKES.wrong(
    "W1_without_0.01",
    "W2 is scaled by 0.01, W1 is not: both weight matrices should start small.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, scale=(1, 0.01))


@MISTAKES.wrong(
    "W2_without_0.01",
    "W1 is scaled by 0.01, W2 is not: both weight matrices should start small.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, scale=(0.01, 1))


@MISTAKES.wrong(
    "rand_for_randn",
    "The weights are drawn by rand, which gives only positive numbers between 0 and 1, where the "
    "normal distribution (randn) was expected. Look at the name of the generator again.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, draw=np.random.rand)


@MISTAKES.wrong(
    "weights_are_zero",
    "The weights are 0. Then all units of a layer compute the same thing and get the same "
    "gradient, for ever: the symmetry has to be broken by random numbers. Only biases may be 0.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, scale=(0, 0))


@MISTAKES.wrong(
    "weights_transposed",
    "The weight matrices are transposed: W1 came with n_x rows. A row of W holds the weights of "
    "one unit of its own layer, so how many rows must W1 have, and how many columns?",
)
def _(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.randn(n_x, n_h) * 0.01
    W2 = np.random.randn(n_h, n_y) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@MISTAKES.wrong(
    "W1_transposed",
    "W1 has n_x rows and n_h columns: it is transposed. Rows are the layer's own units, columns "
    "are what comes in.",
)
def _(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.randn(n_x, n_h) * 0.01
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@MISTAKES.wrong(
    "W2_transposed",
    "W2 has n_h rows and n_y columns: it is transposed. Rows are the layer's own units, columns "
    "are what comes in.",
)
def _(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    W2 = np.random.randn(n_h, n_y) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@MISTAKES.wrong(
    "biases_one_dimensional",
    "The biases have shape (n,) instead of (n, 1): a vector with one axis is no column, and "
    "broadcasts along the examples instead of along the units. np.zeros wants the shape as a "
    "tuple of two sizes.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, zeros=lambda shape: np.zeros(shape[0]))


@MISTAKES.wrong(
    "biases_are_rows",
    "The biases are rows of shape (1, n); columns of shape (n, 1) were expected, one bias under "
    "the other like the units they belong to. In which order does a shape name rows and columns?",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, zeros=lambda shape: np.zeros(shape[::-1]))


for _name, _count in (("b1", "n_h"), ("b2", "n_y")):

    @MISTAKES.wrong(
        f"{_name}_is_a_row",
        f"{_name} is a row of shape (1, {_count}); a column ({_count}, 1) was expected. For one unit "
        "the two look the same, for more they do not: a shape names rows first.",
    )
    def _(n_x, n_h, n_y, name=_name):
        parameters = reference.initialize_parameters(n_x, n_h, n_y)
        return parameters | {name: parameters[name].T}

    @MISTAKES.wrong(
        f"{_name}_one_dimensional",
        f"{_name} has shape ({_count},) instead of ({_count}, 1): one axis is no column. np.zeros wants "
        "the shape as a tuple of two sizes.",
    )
    def _(n_x, n_h, n_y, name=_name):
        parameters = reference.initialize_parameters(n_x, n_h, n_y)
        return parameters | {name: parameters[name].ravel()}


@MISTAKES.wrong(
    "biases_are_ones",
    "The biases b1 and b2 are 1 instead of 0. The weights already break the symmetry; "
    "what is the neutral start for something that is added?",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, zeros=np.ones)


@MISTAKES.wrong(
    "biases_random",
    "The biases are random numbers instead of 0, and drawing them has also shifted the "
    "numbers of W2. Only the weights need to be random.",
)
def _(n_x, n_h, n_y):
    np.random.seed(1)
    parameters = {}
    for l, (rows, columns) in enumerate([(n_h, n_x), (n_y, n_h)], start=1):
        parameters[f"W{l}"] = np.random.randn(rows, columns) * 0.01
        parameters[f"b{l}"] = np.random.randn(rows, 1) * 0.01
    return parameters


@MISTAKES.wrong(
    "no_seed",
    "Your weights look right but are other numbers than expected: the generator was not seeded. "
    "The exercise asks for np.random.seed(1) first, so that everybody gets the same numbers.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, seed=None)


for _seed in (0, *range(2, 13), 42, 100, 123, 1234):

    @MISTAKES.wrong(
        "another_seed",
        "The generator is seeded with another number than 1, so the weights are other numbers "
        "than everybody else's. Look at the seed the exercise asks for.",
    )
    def _(n_x, n_h, n_y, seed=_seed):
        return start(n_x, n_h, n_y, seed=seed)


@MISTAKES.wrong(
    "seeded_twice",
    "W2 starts with the same numbers as W1: the generator is seeded again between the two draws. "
    "Seed once, at the top.",
)
def _(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    np.random.seed(1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@MISTAKES.wrong(
    "W2_drawn_first",
    "W1 and W2 hold each other's random numbers: W2 was drawn first. The order of the draws "
    "decides who gets which numbers; begin with W1.",
)
def _(n_x, n_h, n_y):
    np.random.seed(1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    W1 = np.random.randn(n_h, n_x) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@MISTAKES.wrong(
    "sizes_hard_coded",
    "The sizes 3, 2 and 1 of the example are hard-coded: for other sizes the arrays should take "
    "their shapes from n_x, n_h and n_y.",
)
def _(n_x, n_h, n_y):
    return reference.initialize_parameters(3, 2, 1)


@MISTAKES.wrong(
    "b2_sized_like_hidden_layer",
    "b2 has as many rows as the hidden layer; it belongs to the output layer. How many units does "
    "that one have?",
)
def _(n_x, n_h, n_y):
    return reference.initialize_parameters(n_x, n_h, n_y) | {"b2": np.zeros((n_h, 1))}


@MISTAKES.wrong(
    "b1_sized_like_input",
    "b1 has one row for each input; it needs one for each unit of its own layer, the hidden one.",
)
def _(n_x, n_h, n_y):
    return reference.initialize_parameters(n_x, n_h, n_y) | {"b1": np.zeros((n_x, 1))}


@MISTAKES.wrong(
    "scaled_by_fan_in",
    "The weights are divided by the square root of the number of inputs. That is a good idea for "
    "deep networks, and chapter 6 comes to it; here it is the plain factor 0.01.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, scale=(1 / np.sqrt(n_x), 1 / np.sqrt(n_h)))


for _factor, _how in (
    (0.1, "10 times too large"),
    (0.001, "10 times too small"),
    (0.0001, "100 times too small"),
):

    @MISTAKES.wrong(
        "another_factor",
        f"The weights are {_how}: they are drawn rightly, but scaled by another factor than 0.01. Is it "
        "typed wrongly, or in there twice?",
    )
    def _(n_x, n_h, n_y, factor=_factor):
        return start(n_x, n_h, n_y, scale=(factor, factor))


@MISTAKES.wrong(
    "divided_by_0.01",
    "The weights are ten thousand times too large: they are divided by 0.01, where they should be "
    "multiplied by it.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, scale=(100, 100))


for _sign in (1, -1):

    @MISTAKES.wrong(
        "0.01_added",
        "0.01 is added to the weights (or taken away), and that makes them no smaller: multiply by it. Or "
        "is it the first argument of np.random.normal? That one is the mean; the width, scale, comes second.",
    )
    def _(n_x, n_h, n_y, sign=_sign):
        return start(n_x, n_h, n_y, draw=lambda *shape: np.random.randn(*shape) + 0.01 * sign, scale=(1, 1))


for _low, _scale in ((-1, 0.01), (-1, 1), (0, 1), (-0.01, 1), (0, 0.01)):

    @MISTAKES.wrong(
        "rand_for_randn",
        "The weights are drawn evenly from an interval (uniform), but the normal distribution, randn, is "
        "needed.",
    )
    def _(n_x, n_h, n_y, low=_low, scale=_scale):
        def draw(*shape):
            return np.random.uniform(low, 0.01 if low == -0.01 else 1, shape)

        return start(n_x, n_h, n_y, draw=draw, scale=(scale, scale))


for _again in (False, True):

    @MISTAKES.wrong(
        "another_generator",
        "The weights come from default_rng, another generator: it gives other numbers for the same seed. "
        "Set the seed with np.random.seed, and draw with np.random.randn.",
    )
    def _(n_x, n_h, n_y, again=_again):
        rng = np.random.default_rng(1)

        def draw(*shape):
            return (np.random.default_rng(1) if again else rng).standard_normal(shape)

        return start(n_x, n_h, n_y, draw=draw)


@MISTAKES.wrong(
    "W2_columns_from_input",
    "W2 has as many columns as there are inputs, n_x. What comes into the output layer is the hidden layer: "
    "how many units does that one have?",
)
def _(n_x, n_h, n_y):
    np.random.seed(1)
    W1, W2 = np.random.randn(n_h, n_x) * 0.01, np.random.randn(n_y, n_x) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@MISTAKES.wrong(
    "weights_square",
    "The weight matrices are square: both sizes of a matrix come from the same layer. Columns are what "
    "comes in.",
)
def _(n_x, n_h, n_y):
    np.random.seed(1)
    W1, W2 = np.random.randn(n_h, n_h) * 0.01, np.random.randn(n_y, n_y) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@MISTAKES.wrong(
    "biases_swapped",
    "b1 has a row for each output unit and b2 one for each hidden unit: the two have changed places. A bias "
    "has as many rows as its own layer has units.",
)
def _(n_x, n_h, n_y):
    return reference.initialize_parameters(n_x, n_h, n_y) | {
        "b1": np.zeros((n_y, 1)),
        "b2": np.zeros((n_h, 1)),
    }


@MISTAKES.wrong(
    "biases_are_0.01",
    "The biases are 0.01 instead of 0: the small factor belongs to the weights.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, zeros=lambda shape: np.full(shape, 0.01))


@MISTAKES.wrong(
    "drawn_between",
    "W2 holds other random numbers than expected, though W1 is right: something else is drawn between the "
    "two (a bias made from randn times 0?), or the generator is touched again.",
)
def _(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) * 0.01
    np.random.randn(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@MISTAKES.wrong(
    "scaled_by_fan_in",
    "The weights are scaled by sqrt(2 / number of inputs). That is a good idea for deep networks, and "
    "chapter 6 comes to it; here it is the plain factor 0.01.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, scale=(np.sqrt(2 / n_x), np.sqrt(2 / n_h)))


@MISTAKES.wrong(
    "biases_sized_like_inputs",
    "Each bias has one row for each of the layer's inputs; it needs one for each of its own units.",
)
def _(n_x, n_h, n_y):
    return reference.initialize_parameters(n_x, n_h, n_y) | {
        "b1": np.zeros((n_x, 1)),
        "b2": np.zeros((n_h, 1)),
    }


for _seeded in (0, 1):

    @MISTAKES.wrong(
        "seeded_too_late",
        "The generator is seeded after W1 was drawn, so W1 is another one in every run. np.random.seed comes "
        "before the first draw.",
    )
    def _(n_x, n_h, n_y, scale=(0.01, 1)[_seeded]):
        W1 = np.random.randn(n_h, n_x) * scale
        np.random.seed(1)
        W2 = np.random.randn(n_y, n_h) * scale
        return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}


@MISTAKES.wrong(
    "drawn_transposed",
    "The weights have the right shape and the right numbers, but in other places: were they drawn as "
    "(columns, rows) and then turned with .T? Draw W1 as (n_h, n_x) at once.",
)
def _(n_x, n_h, n_y):
    return start(n_x, n_h, n_y, draw=lambda rows, columns: np.random.randn(columns, rows).T)


for _which in ("12", "1", "2"):

    @MISTAKES.wrong(
        "bias_has_the_shape_of_W",
        "A bias has the shape of its W: is it made with zeros_like? A bias has one row for each unit, as W "
        "has, but a single column.",
    )
    def _(n_x, n_h, n_y, which=_which):
        made = start(n_x, n_h, n_y)
        return made | {f"b{l}": np.zeros_like(made[f"W{l}"]) for l in which}


EXERCISE = Exercise(
    reference=reference.initialize_parameters,
    points={"layer 1": 2, "layer 2": 3},
    result=name("parameters"),
    inputs=name("arguments", "n_x", "n_h", "n_y"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "Two layers have two weight matrices and two bias columns. Weights start as small random "
        "numbers, so that no two units are alike; biases start at 0.",
        "W1 (n_h, n_x) and W2 (n_y, n_h) are randn times 0.01; b1 (n_h, 1) and b2 (n_y, 1) are "
        "zeros. Seed with 1, then draw W1 before W2.",
        "np.random.seed(...)\n"
        "W1 = np.random.randn(..., ...) * ...\n"
        "b1 = np.zeros((..., ...))\n"
        "W2 = ...\n"
        "b2 = ...\n"
        'return {"W1": W1, ...}',
    ),
    part_of=by_key(lambda case, key: f"layer {key[1:]}" if key[1:] in ("1", "2") else None),
)
