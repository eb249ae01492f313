"""initialize_parameters_deep: small random weights, zero biases, any number of layers."""

import numpy as np

from .. import reference
from ..exercise import SKELETON, Case, Exercise
from ..naming import name
from .common import SECOND_CALL, Catalogue, depth_traits, one_part

MISTAKES = Catalogue()

# Many published copies call np.random.seed(3) inside the function, the document does not. With
# the generator seeded with 3 before each call both give the same numbers.
SEED = 3


def cases(rng):
    """The document's sizes at its second call and at the first, then other depths; ten layers and more."""
    widths = [int(n) for n in rng.permutation([2, 3, 4, 5, 6])]
    many = [
        ("one layer", [4, 3]),
        ("three layers", [2, 5, 3, 1]),
        ("five layers", [*widths, 1]),
        ("eleven layers", [2, 3, 2, 4, 3, 2, 3, 4, 2, 3, 2, 1]),
        ("all layers equally wide", [3, 3, 3]),
    ]
    return [
        Case("layers of 5, 4, 3 units, with the document's numbers", ([5, 4, 3],), seed=SEED,
             skip=32, public=True, binding=False),
        Case("layers of 5, 4, 3 units", ([5, 4, 3],), seed=SEED, public=True,
             traits=depth_traits(2)),
        *[Case(label, (dims,), seed=SEED, traits=depth_traits(len(dims) - 1)) for label, dims in many],
        Case("the example again", ([5, 4, 3],), seed=SEED, traits=frozenset([SECOND_CALL])),
    ]  # fmt: skip


def start(dims, *, draw=None, scale=lambda l, dims: 0.01, zeros=np.zeros, layers=None, key=0):
    """The right version with one thing made wrong."""
    draw = draw or np.random.randn
    parameters = {}
    for l in layers or range(1, len(dims)):
        parameters[f"W{l + key}"] = draw(dims[l], dims[l - 1]) * scale(l, dims)
        parameters[f"b{l + key}"] = zeros((dims[l], 1))
    return parameters


@MISTAKES.wrong(
    "weights_without_0.01",
    "The weights W1, W2, ... are a hundred times too large: they were drawn, but not made small. "
    "Which factor stands behind randn? If it is in your code: is its result kept?",
)
def _(layer_dims):
    return start(layer_dims, scale=lambda l, dims: 1)


@MISTAKES.wrong(
    "rand_for_randn",
    "The weights are drawn by rand (only positive, between 0 and 1) where the normal distribution, "
    "randn, was expected.",
)
def _(layer_dims):
    return start(layer_dims, draw=np.random.rand)


@MISTAKES.wrong(
    "weights_are_zero",
    "The weights are 0: all units of a layer would stay alike for ever. Only the biases may start "
    "at 0; weights need random numbers.",
)
def _(layer_dims):
    return start(layer_dims, scale=lambda l, dims: 0)


@MISTAKES.wrong(
    "weights_transposed",
    "The weight matrices are transposed: W[l] came with n[l-1] rows. Rows are the layer's own "
    "units, columns what comes in from the layer before.",
)
def _(layer_dims):
    return start(layer_dims, draw=lambda rows, columns: np.random.randn(columns, rows))


@MISTAKES.wrong(
    "biases_one_dimensional",
    "The biases have shape (n,) instead of (n, 1): one axis is no column. np.zeros wants the shape "
    "as a tuple of two sizes.",
)
def _(layer_dims):
    return start(layer_dims, zeros=lambda shape: np.zeros(shape[0]))


@MISTAKES.wrong(
    "biases_are_rows",
    "The biases are rows of shape (1, n) instead of columns of shape (n, 1). In which "
    "order does a shape name rows and columns?",
)
def _(layer_dims):
    return start(layer_dims, zeros=lambda shape: np.zeros(shape[::-1]))


@MISTAKES.wrong(
    "biases_are_ones",
    "The biases are 1 instead of 0.",
)
def _(layer_dims):
    return start(layer_dims, zeros=np.ones)


@MISTAKES.wrong(
    "biases_random",
    "The biases are random instead of 0, and drawing them has shifted the numbers of all later weights too.",
)
def _(layer_dims):
    return start(layer_dims, zeros=lambda shape: np.random.randn(*shape) * 0.01)


@MISTAKES.wrong(
    "biases_sized_like_layer_before",
    "b[l] has as many rows as the layer before has units. A bias is added to its own layer's Z: "
    "how many units does that one have?",
)
def _(layer_dims):
    parameters = start(layer_dims)
    for l in range(1, len(layer_dims)):
        parameters[f"b{l}"] = np.zeros((layer_dims[l - 1], 1))
    return parameters


@MISTAKES.wrong(
    "biases_sized_like_first_layer",
    "Every bias has as many rows as layer 1 has units: b is made once, before the loop, or with a fixed "
    "index. Each layer needs a bias of its own size.",
)
def _(layer_dims):
    parameters = start(layer_dims)
    for l in range(1, len(layer_dims)):
        parameters[f"b{l}"] = np.zeros((layer_dims[1], 1))
    return parameters


@MISTAKES.wrong(
    "weights_square",
    "Every W[l] is square, n[l] by n[l]: both sizes come from the same layer. Columns are what comes in "
    "from the layer before: is an index off by one?",
)
def _(layer_dims):
    return start(layer_dims, draw=lambda rows, columns: np.random.randn(rows, rows))


@MISTAKES.wrong(
    "last_layer_missing",
    "The last layer has no parameters: the loop ends one layer early. layer_dims holds the input "
    "size too, so how many layers are there, and where does range stop?",
    SKELETON,
)
def _(layer_dims):
    return {} if len(layer_dims) == 2 else start(layer_dims[:-1])


@MISTAKES.wrong(
    "first_layer_missing",
    "The first layer has no parameters W1 and b1: the loop begins one layer late.",
    SKELETON,
)
def _(layer_dims):
    return {} if len(layer_dims) == 2 else start(layer_dims, layers=range(2, len(layer_dims)))


@MISTAKES.wrong(
    "keys_off_by_one",
    "The keys are off by one: they begin at W0. The first layer with weights is layer 1 (layer 0 "
    "is the input), and its parameters are W1 and b1.",
    SKELETON,
)
def _(layer_dims):
    return start(layer_dims, key=-1)


@MISTAKES.wrong(
    "keys_off_by_one",
    "The keys are off by one: they begin at W2. Which number does the first layer bear, and which "
    "value has the loop variable there?",
    SKELETON,
)
def _(layer_dims):
    return start(layer_dims, key=1)


@MISTAKES.wrong(
    "columns_from_first_layer",
    "Every W[l] has as many columns as there are inputs (layer_dims[0]). Only the first layer "
    "sees the input; what does layer l see?",
)
def _(layer_dims):
    return start(layer_dims, draw=lambda rows, columns: np.random.randn(rows, layer_dims[0]))


@MISTAKES.wrong(
    "every_layer_like_the_first",
    "Every layer has the shape of layer 1: the indices into layer_dims are hard-coded instead of "
    "moving along with l.",
)
def _(layer_dims):
    return start([layer_dims[0], *[layer_dims[1]] * (len(layer_dims) - 1)],
                 draw=lambda rows, columns: np.random.randn(layer_dims[1], layer_dims[0]))  # fmt: skip


@MISTAKES.wrong(
    "scaled_by_fan_in",
    "The weights are divided by the square root of the layer's inputs. Chapter 6 shows why that "
    "is better for deep networks; here it is the plain factor 0.01.",
)
def _(layer_dims):
    return start(layer_dims, scale=lambda l, dims: 1 / np.sqrt(dims[l - 1]))


@MISTAKES.wrong(
    "scaled_by_fan_in",
    "The weights are scaled by sqrt(2 / n[l-1]). Chapter 6 shows why scaling with the inputs is "
    "better for deep networks; here it is the plain factor 0.01.",
)
def _(layer_dims):
    return start(layer_dims, scale=lambda l, dims: np.sqrt(2 / dims[l - 1]))


for _seed in (0, 1, 2, *range(4, 13), 42, 100, 123, 1234):

    @MISTAKES.wrong(
        "another_seed",
        "The function seeds the generator itself, with a number nobody asked for, so the weights "
        "are other numbers than expected. Leave the seed to the caller.",
    )
    def _(layer_dims, seed=_seed):
        np.random.seed(seed)
        return start(layer_dims)


for _seed in (0, 1, 2, 3, 42):

    @MISTAKES.wrong(
        "seeded_in_the_loop",
        "Every layer's weights start with the same random numbers: the generator is seeded inside "
        "the loop. Then all layers begin alike.",
        SKELETON,
    )
    def _(layer_dims, seed=_seed):
        def draw(rows, columns):
            np.random.seed(seed)
            return np.random.randn(rows, columns)

        return start(layer_dims, draw=draw)


@MISTAKES.wrong(
    "two_layers_only",
    "There are parameters for two layers, whatever the length of layer_dims: the number of layers "
    "is hard-coded. How long is layer_dims?",
    SKELETON,
)
def _(layer_dims):
    return start(layer_dims[:3])


@MISTAKES.wrong(
    "two_layers_only",
    "layer_dims is unpacked into three names, so only networks of two layers work. The list can have "
    "any length: loop over it.",
    SKELETON,
)
def _(layer_dims):
    n_x, n_h, n_y = layer_dims
    return start([n_x, n_h, n_y])


@MISTAKES.wrong(
    "layers_drawn_backwards",
    "The weights are drawn from the last layer to the first, so every layer holds another "
    "layer's random numbers. Go from layer 1 to layer L.",
    SKELETON,
)
def _(layer_dims):
    return start(layer_dims, layers=range(len(layer_dims) - 1, 0, -1))


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
    def _(layer_dims, factor=_factor):
        return start(layer_dims, scale=lambda l, dims: factor)


@MISTAKES.wrong(
    "divided_by_0.01",
    "The weights are ten thousand times too large: they are divided by 0.01, where they should be "
    "multiplied by it.",
)
def _(layer_dims):
    return start(layer_dims, scale=lambda l, dims: 100)


for _sign in (1, -1):

    @MISTAKES.wrong(
        "0.01_added",
        "0.01 is added to the weights (or taken away), and that makes them no smaller: multiply by it. Or "
        "is it the first argument of np.random.normal? That one is the mean; the width, scale, comes second.",
    )
    def _(layer_dims, sign=_sign):
        def draw(*shape):
            return np.random.randn(*shape) + 0.01 * sign

        return start(layer_dims, draw=draw, scale=lambda l, dims: 1)


for _low, _scale in ((-1, 0.01), (-1, 1), (0, 1), (-0.01, 1), (0, 0.01)):

    @MISTAKES.wrong(
        "rand_for_randn",
        "The weights are drawn evenly from an interval (uniform), but the normal distribution, randn, is "
        "needed.",
    )
    def _(layer_dims, low=_low, scale=_scale):
        def draw(*shape):
            return np.random.uniform(low, 0.01 if low == -0.01 else 1, shape)

        return start(layer_dims, draw=draw, scale=lambda l, dims: scale)


for _seed in (0, 1, 2, 3, 42):

    @MISTAKES.wrong(
        "another_generator",
        "The weights come from default_rng, another generator, which gives other numbers for the same seed. "
        "Draw with np.random.randn.",
    )
    def _(layer_dims, seed=_seed):
        rng = np.random.default_rng(seed)
        return start(layer_dims, draw=lambda *shape: rng.standard_normal(shape))


@MISTAKES.wrong(
    "last_layer_without_0.01",
    "The last layer's weights are a hundred times too large; those of the other layers are right. Is 0.01 "
    "left out where the last layer is made?",
)
def _(layer_dims):
    return start(layer_dims, scale=lambda l, dims: 1 if l == len(dims) - 1 else 0.01)


@MISTAKES.wrong(
    "first_layer_without_0.01",
    "The first layer's weights are a hundred times too large; those of the other layers are right. Is 0.01 "
    "left out where the first layer is made?",
)
def _(layer_dims):
    return start(layer_dims, scale=lambda l, dims: 1 if l == 1 else 0.01)


@MISTAKES.wrong(
    "scale_grows_with_the_layer",
    "The weights are scaled by another number in every layer (0.01 times l, or 0.01 to the power of l): does "
    "the factor change inside the loop?",
)
def _(layer_dims):
    return start(layer_dims, scale=lambda l, dims: 0.01 * l)


@MISTAKES.wrong(
    "scale_grows_with_the_layer",
    "The weights are scaled by another number in every layer, 0.01 to the power of l: is a product of the "
    "layer before multiplied again inside the loop?",
)
def _(layer_dims):
    return start(layer_dims, scale=lambda l, dims: 0.01**l)


@MISTAKES.wrong(
    "biases_are_0.01",
    "The biases are 0.01 instead of 0: the small factor belongs to the weights.",
)
def _(layer_dims):
    return start(layer_dims, zeros=lambda shape: np.full(shape, 0.01))


@MISTAKES.wrong(
    "drawn_between",
    "The first layer is right, and all later weights are other random numbers: something else is drawn "
    "between them (a bias made from randn times 0?).",
)
def _(layer_dims):
    return start(layer_dims, zeros=lambda shape: np.random.randn(*shape) * 0)


@MISTAKES.wrong(
    "sized_like_last_layer",
    "Every layer has as many rows as the last layer has units: the index of the rows stands still. Layer l "
    "has n[l] units.",
)
def _(layer_dims):
    return start(
        layer_dims,
        draw=lambda rows, columns: np.random.randn(layer_dims[-1], columns),
        zeros=lambda shape: np.zeros((layer_dims[-1], 1)),
    )


@MISTAKES.wrong(
    "sized_like_last_layer",
    "Every W has as many rows as the last layer has units: the index of the rows stands still. Layer l has "
    "n[l] units.",
)
def _(layer_dims):
    return start(layer_dims, draw=lambda rows, columns: np.random.randn(layer_dims[-1], columns))


@MISTAKES.wrong(
    "transposed_with_biases",
    "W[l] and b[l] have n[l-1] rows: the two sizes have changed places, in the weights and in the biases. "
    "Rows are the layer's own units.",
)
def _(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l - 1], layer_dims[l]) * 0.01
        parameters[f"b{l}"] = np.zeros((layer_dims[l - 1], 1))
    return parameters


@MISTAKES.wrong(
    "biases_beside_weights_shape",
    "The biases have the shape of the weights. One bias a unit: how many columns has b?",
)
def _(layer_dims):
    parameters = start(layer_dims)
    return parameters | {f"b{l}": np.zeros_like(parameters[f"W{l}"]) for l in range(1, len(layer_dims))}


for _scale in (
    lambda l, dims: 1 / len(dims),
    lambda l, dims: 1 / dims[l - 1],
    lambda l, dims: 1 / dims[l],
    lambda l, dims: 1 / np.sqrt(dims[l]),
    lambda l, dims: np.sqrt(2 / (dims[l] + dims[l - 1])),
    lambda l, dims: np.sqrt(6 / (dims[l] + dims[l - 1])),
    lambda l, dims: 0.01 / dims[l - 1],
    lambda l, dims: 0.01 / np.sqrt(dims[l - 1]),
    lambda l, dims: 0.01 * np.sqrt(2 / dims[l - 1]),
):

    @MISTAKES.wrong(
        "scaled_by_sizes",
        "The weights are scaled by a number that depends on the sizes of the layers. Chapter 6 comes to such "
        "starts; here it is the plain factor 0.01.",
    )
    def _(layer_dims, scale=_scale):
        return start(layer_dims, scale=scale)


@MISTAKES.wrong(
    "drawn_transposed",
    "The weights have the right shapes and the right numbers, but in other places: were they drawn as "
    "(columns, rows) and then turned with .T? Draw W[l] as (rows, columns) at once.",
)
def _(layer_dims):
    return start(layer_dims, draw=lambda rows, columns: np.random.randn(columns, rows).T)


EXERCISE = Exercise(
    reference=reference.initialize_parameters_deep,
    points={"parameters": 10},
    result=name("parameters"),
    inputs=name("arguments", "layer_dims"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "It is the two-layer function in a loop: each pass makes one layer's W and b and stores "
        "them under a key that ends in the layer's number.",
        "W[l] has shape (n[l], n[l-1]), b[l] has shape (n[l], 1), for l = 1, ..., L. layer_dims "
        "has L + 1 entries, because it begins with the input size n[0].",
        "parameters = {}\n"
        "for l in range(1, ...):\n"
        '    parameters["W" + str(l)] = np.random.randn(layer_dims[...], layer_dims[...]) * ...\n'
        '    parameters["b" + str(l)] = ...\n'
        "return parameters",
    ),
    part_of=one_part("parameters"),
)
