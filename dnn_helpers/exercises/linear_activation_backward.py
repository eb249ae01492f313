"""linear_activation_backward: one layer backward, activation first, then linear."""

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..reference import linear_backward, relu_backward, sigmoid_backward
from ..test_cases import linear_activation_backward_test_case
from .common import (
    GRADIENTS,
    LAYER_CACHE,
    Catalogue,
    by_activation,
    layer,
    layer_traits,
    sizes,
)

MISTAKES = Catalogue()

ACTIVATIONS = ("sigmoid", "relu")


def cases(rng):
    example = linear_activation_backward_test_case()
    made = [Case(f"the notebook's example, {activation}", example, {"activation": activation}, m=2,
                 public=True, traits=_traits(activation)) for activation in ACTIVATIONS]  # fmt: skip
    for n_prev, n, m in [(4, 3, 5), (5, 2, 1), (6, 1, 4), (2, 5, 3), (3, 3, 3)]:
        for by_name, activation in enumerate(ACTIVATIONS):
            _, cache = reference.linear_activation_forward(*layer(rng, n_prev, n, m), activation)
            args, keywords = (rng.normal(size=(n, m)) + 0.3, cache), {"activation": activation}
            if not by_name:
                args, keywords = (*args, activation), {}
            label = f"{sizes(inputs=n_prev, units=n, examples=m)}, {activation}"
            traits = layer_traits(n, m) | _traits(activation)
            made.append(Case(label, args, keywords, traits, m))
    return made


def _traits(activation):
    return frozenset([f'activation is "{activation}"'])


def backward(dA, cache, activation, *, g=None, linear=linear_backward):
    """The right version with another derivative or another linear part."""
    linear_cache, Z = cache
    g = g or {"sigmoid": sigmoid_backward, "relu": relu_backward}
    return linear(g[activation](dA, Z), linear_cache)


@MISTAKES.wrong(
    "activations_swapped",
    'The two activations are swapped: "relu" takes the sigmoid\'s derivative, and "sigmoid" the ReLU\'s.',
)
def _(dA, cache, activation):
    return backward(dA, cache, "relu" if activation == "sigmoid" else "sigmoid")


@MISTAKES.wrong(
    "always_sigmoid",
    "The ReLU branch takes the sigmoid's derivative too: the argument activation makes no "
    'difference. Does each branch call its own function, and is the first condition false for "relu"?',
)
def _(dA, cache, activation):
    return backward(dA, cache, "sigmoid")


@MISTAKES.wrong(
    "always_relu",
    "The sigmoid branch takes the ReLU's derivative too: the argument activation makes no "
    "difference. Does each branch call its own function, and is the first condition false for "
    '"sigmoid"?',
)
def _(dA, cache, activation):
    return backward(dA, cache, "relu")


@MISTAKES.wrong(
    "activation_skipped",
    "The activation's derivative never enters: linear_backward is given dA where dZ was expected. "
    "Is the result of relu_backward or sigmoid_backward used?",
)
def _(dA, cache, activation):
    return linear_backward(dA, cache[0])


@MISTAKES.wrong(
    "activation_applied_twice",
    "The activation's derivative is applied twice: dZ goes through it again.",
)
def _(dA, cache, activation):
    g = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation]
    return linear_backward(g(g(dA, cache[1]), cache[1]), cache[0])


@MISTAKES.wrong(
    "forward_for_backward",
    "The activation itself is applied to Z, as in the forward pass; going backward it is its "
    "derivative, times dA.",
)
def _(dA, cache, activation):
    g = {"sigmoid": reference.sigmoid, "relu": reference.relu}[activation]
    return linear_backward(g(cache[1])[0], cache[0])


@MISTAKES.wrong(
    "derivative_without_dA",
    "dZ is the activation's derivative alone; by the chain rule it is multiplied by dA.",
)
def _(dA, cache, activation):
    return backward(dA * 0 + 1, cache, activation)


@MISTAKES.wrong(
    "forward_value_times_dA",
    "dA is multiplied by the activation's value, where its derivative was expected.",
)
def _(dA, cache, activation):
    g = {"sigmoid": reference.sigmoid, "relu": reference.relu}[activation]
    return linear_backward(dA * g(cache[1])[0], cache[0])


@MISTAKES.wrong(
    "caches_swapped",
    "The two halves of the cache are swapped: the linear cache comes first, the activation cache Z second.",
)
def _(dA, cache, activation):
    return backward(dA, cache[::-1], activation)


@MISTAKES.wrong(
    "whole_cache_handed_on",
    "linear_backward is given the whole cache, a pair of two; it unpacks three things, and wants the "
    "first half alone: the linear cache.",
)
def _(dA, cache, activation):
    g = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation]
    return linear_backward(g(dA, cache[1]), cache)


@MISTAKES.wrong(
    "whole_cache_handed_on",
    "relu_backward or sigmoid_backward is given the whole cache; it wants the second half alone: the "
    "activation cache Z.",
)
def _(dA, cache, activation):
    g = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation]
    return linear_backward(g(dA, cache), cache[0])


@MISTAKES.wrong(
    "extra_1_over_m",
    "All three gradients are m times too small: dA was divided by m before. linear_backward has the "
    "1/m already.",
)
def _(dA, cache, activation):
    return backward(dA / dA.shape[1], cache, activation)


@MISTAKES.wrong(
    "missing_1_over_m",
    "dW and db are m times too large: the 1/m that linear_backward would have put there is missing. "
    "Call it instead of writing the products again.",
)
def _(dA, cache, activation):
    dA_prev, dW, db = backward(dA, cache, activation)
    return dA_prev, dW * dA.shape[1], db * dA.shape[1]


@MISTAKES.wrong(
    "wrong_sign",
    "All three gradients have the wrong sign.",
)
def _(dA, cache, activation):
    return backward(-dA, cache, activation)


@MISTAKES.wrong(
    "gradient_passes_at_negative_Z",
    "The ReLU branch lets the gradient through everywhere: the entries with Z <= 0 are not set to 0.",
)
def _(dA, cache, activation):
    g = {"sigmoid": sigmoid_backward, "relu": lambda dA, Z: dA}
    return backward(dA, cache, activation, g=g)


@MISTAKES.wrong(
    "A_taken_for_Z",
    "The activation's derivative is taken at A where Z was expected: is the activation applied to "
    "the cache once more?",
)
def _(dA, cache, activation):
    A = {"sigmoid": reference.sigmoid, "relu": reference.relu}[activation](cache[1])[0]
    return backward(dA, (cache[0], A), activation)


@MISTAKES.wrong(
    "dA_returned_for_dA_prev",
    "The first value is dA, which came in; it should be dA_prev, which linear_backward gives.",
)
def _(dA, cache, activation):
    return dA, *backward(dA, cache, activation)[1:]


@MISTAKES.wrong(
    "dZ_returned_for_dA_prev",
    "The first value is dZ; it should be dA_prev, which linear_backward gives.",
)
def _(dA, cache, activation):
    g = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation]
    return g(dA, cache[1]), *backward(dA, cache, activation)[1:]


@MISTAKES.wrong(
    "results_in_another_order",
    "The three gradients are right, but come in another order: dW first. The agreement is dA_prev, dW, db.",
)
def _(dA, cache, activation):
    dA_prev, dW, db = backward(dA, cache, activation)
    return dW, db, dA_prev


@MISTAKES.wrong(
    "results_in_another_order",
    "The three gradients are right, but come in another order: dW and db are swapped. The agreement "
    "is dA_prev, dW, db.",
)
def _(dA, cache, activation):
    dA_prev, dW, db = backward(dA, cache, activation)
    return dA_prev, db, dW


@MISTAKES.wrong(
    "only_dZ_returned",
    "Only dZ is returned; three values were expected: dA_prev, dW and db. The linear part is missing.",
)
def _(dA, cache, activation):
    return {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](dA, cache[1])


EXERCISE = Exercise(
    reference=reference.linear_activation_backward,
    points={"sigmoid": 5, "relu": 5},
    result=GRADIENTS,
    inputs=name("arguments", "dA", LAYER_CACHE, "activation"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "Forward, the layer went linear first and then through the activation. Backward it goes "
        "through the activation first: that turns dA into dZ, and linear_backward does the rest.",
        "dZ (n, m) from relu_backward or sigmoid_backward, which want dA and the activation cache; "
        "then dA_prev, dW, db from linear_backward, which wants dZ and the linear cache.",
        "linear_cache, activation_cache = cache\n"
        'if activation == "relu":\n'
        "    dZ = ...\n"
        'elif activation == "sigmoid":\n'
        "    dZ = ...\n"
        "dA_prev, dW, db = ...\n"
        "return dA_prev, dW, db",
    ),
    part_of=by_activation,
)
