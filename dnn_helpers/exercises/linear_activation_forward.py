"""linear_activation_forward: one layer, A = g(W A_prev + b)."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..reference import linear_forward, relu, sigmoid
from ..test_cases import linear_activation_forward_test_case
from .common import LAYER_CACHE, Catalogue, by_activation, layer, layer_traits, sizes

MISTAKES = Catalogue()

ACTIVATIONS = ("sigmoid", "relu")


def cases(rng):
    example = linear_activation_forward_test_case()
    made = [Case(f"the notebook's example, {activation}", example, {"activation": activation}, m=2,
                 public=True, traits=_traits(activation)) for activation in ACTIVATIONS]  # fmt: skip
    for n_prev, n, m in [(4, 3, 5), (5, 2, 1), (3, 1, 4), (2, 5, 3), (3, 3, 3)]:
        for by_name, activation in enumerate(ACTIVATIONS):
            A_prev, W, b = layer(rng, n_prev, n, m)
            args, keywords = (A_prev, W, b), {"activation": activation}
            if not by_name:
                args, keywords = (*args, activation), {}
            label = f"{sizes(inputs=n_prev, units=n, examples=m)}, {activation}"
            traits = layer_traits(n, m) | _traits(activation)
            made.append(Case(label, args, keywords, traits, m))
    return made


def _traits(activation):
    return frozenset([f'activation is "{activation}"'])


def forward(A_prev, W, b, activation, *, g=None, cache=None):
    """The right version with another activation or another cache."""
    Z, linear_cache = linear_forward(A_prev, W, b)
    g = g or {"sigmoid": sigmoid, "relu": relu}
    A = g[activation](Z)[0]
    return A, cache(A, Z, linear_cache) if cache else (linear_cache, Z)


@MISTAKES.wrong(
    "activations_swapped",
    'The two activations are swapped: "relu" gives a sigmoid and "sigmoid" gives a ReLU.',
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, g={"sigmoid": relu, "relu": sigmoid})


@MISTAKES.wrong(
    "always_sigmoid",
    "The ReLU branch gives a sigmoid too: the argument activation makes no difference. Does each "
    'branch call its own function, and is the first condition false for "relu"?',
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, "sigmoid")


@MISTAKES.wrong(
    "always_relu",
    "The sigmoid branch gives a ReLU too: the argument activation makes no difference. Does each "
    'branch call its own function, and is the first condition false for "sigmoid"?',
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, "relu")


@MISTAKES.wrong(
    "activation_missing",
    "A is Z, for both activations: the activation function was never applied.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, g=dict.fromkeys(ACTIVATIONS, lambda Z: (Z, Z)))


@MISTAKES.wrong(
    "tanh_for_sigmoid",
    "The sigmoid branch gives values between -1 and 1: that is tanh.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, g={"sigmoid": lambda Z: (np.tanh(Z), Z), "relu": relu})


@MISTAKES.wrong(
    "activated_twice",
    "The activation is applied twice: A goes through it again.",
)
def _(A_prev, W, b, activation):
    g = {"sigmoid": sigmoid, "relu": relu}[activation]
    return forward(A_prev, W, b, activation, g={activation: lambda Z: g(g(Z)[0])})


@MISTAKES.wrong(
    "activated_before_linear",
    "A_prev goes through the activation before the linear step. The order is: linear first, then "
    "the activation of Z.",
)
def _(A_prev, W, b, activation):
    g = {"sigmoid": sigmoid, "relu": relu}[activation]
    Z, linear_cache = linear_forward(g(A_prev)[0], W, b)
    return Z, (linear_cache, Z)


@MISTAKES.wrong(
    "bias_missing",
    "The bias b never enters: the activation gets W A_prev alone.",
)
def _(A_prev, W, b, activation):
    A, cache = forward(A_prev, W, np.zeros_like(b), activation)
    return A, ((A_prev, W, b), cache[1])


@MISTAKES.wrong(
    "cache_order",
    "The two halves of the cache are swapped: the activation's cache Z comes first. The agreement "
    "is (linear cache, activation cache).",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: (Z, linear))


@MISTAKES.wrong(
    "cache_holds_A_for_Z",
    "The cache's second half is A, the activation; it should be Z, what went into the activation.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: (linear, A))


@MISTAKES.wrong(
    "cache_is_linear_only",
    "The cache is the linear cache alone. The activation has its own: where does Z go?",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: linear)


@MISTAKES.wrong(
    "cache_is_Z_only",
    "The cache is Z alone, the activation's cache. The linear step has its own, and both are needed.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: Z)


@MISTAKES.wrong(
    "cache_is_flat",
    "The cache is one flat tuple (A_prev, W, b, Z). It should be a pair: the linear cache, itself a "
    "tuple of three, and the activation cache.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: (*linear, Z))


@MISTAKES.wrong(
    "linear_cache_twice",
    "Both halves of the cache are the linear cache: the name of the first was used for the second too.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: (linear, linear))


@MISTAKES.wrong(
    "activation_cache_twice",
    "Both halves of the cache are Z: the linear cache was overwritten by the activation's. Two "
    "caches need two names.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: (Z, Z))


@MISTAKES.wrong(
    "linear_cache_holds_A",
    "The linear cache begins with A, this layer's output; it should begin with A_prev, its input.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: ((A, W, b), Z))


@MISTAKES.wrong(
    "linear_cache_order",
    "The linear cache holds W first. Take it as linear_forward returns it: (A_prev, W, b).",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: ((W, A_prev, b), Z))


@MISTAKES.wrong(
    "returns_Z",
    "Z is returned where A was expected: the activation's result is computed, but not returned.",
)
def _(A_prev, W, b, activation):
    A, cache = forward(A_prev, W, b, activation)
    return cache


@MISTAKES.wrong(
    "cache_not_returned",
    "Only A is returned; two values were expected: A and the cache.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation)[0]


@MISTAKES.wrong(
    "results_swapped",
    "The cache comes first and A second: the order of the two results is swapped.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation)[::-1]


EXERCISE = Exercise(
    reference=reference.linear_activation_forward,
    points={"sigmoid": 5, "relu": 5},
    result=name("the result", "A", LAYER_CACHE),
    inputs=name("arguments", "A_prev", "W", "b", "activation"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "You have both halves already: call linear_forward, hand its Z to sigmoid or to relu, and "
        "keep what each of them wants to remember.",
        "Z (n, m) and the linear cache come from linear_forward; A (n, m) and the activation cache "
        "come from the activation. cache = (linear cache, activation cache), in this order.",
        "Z, linear_cache = linear_forward(...)\n"
        'if activation == "sigmoid":\n'
        "    A, activation_cache = ...\n"
        'elif activation == "relu":\n'
        "    ...\n"
        "cache = (..., ...)\n"
        "return A, cache",
    ),
    part_of=by_activation,
)
