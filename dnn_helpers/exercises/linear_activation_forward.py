"""linear_activation_forward: one layer, A = g(W A_prev + b)."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..reference import linear_forward, relu, sigmoid
from ..test_cases import linear_activation_forward_test_case
from . import linear_forward as linear_part
from . import relu as relu_part
from . import sigmoid as sigmoid_part
from .common import LAYER_CACHE, Catalogue, by_activation, layer, layer_traits, sizes

MISTAKES = Catalogue()

ACTIVATIONS = ("sigmoid", "relu")


def cases(rng):
    """Both activations, by name and by place, on layers whose sizes all differ; a square one."""
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
    "relu_after_sigmoid",
    'For "relu" the sigmoid has been applied already, and the ReLU is given its result A '
    "instead of Z. Does the sigmoid stand before the if?",
)
def _(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A = sigmoid(Z)[0]
    return A, (linear_cache, A if activation == "relu" else Z)


@MISTAKES.wrong(
    "activations_swapped",
    'The two activations are swapped: "relu" gives a sigmoid and "sigmoid" gives a ReLU.',
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, g={"sigmoid": relu, "relu": sigmoid})


@MISTAKES.wrong(
    "always_sigmoid",
    "The ReLU branch gives a sigmoid too: the argument activation makes no difference. Do both branches call "
    'the same function, is the first condition true for "relu" as well, or does a later line overwrite A?',
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, "sigmoid")


@MISTAKES.wrong(
    "always_relu",
    "The sigmoid branch gives a ReLU too: the argument activation makes no difference. Do both branches call "
    'the same function, is the first condition true for "sigmoid" as well, or does a later line overwrite A?',
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
    "Z is returned instead of A: the activation's result is computed, but not returned.",
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


@MISTAKES.wrong(
    "activation_of_A_prev",
    "The activation is applied to A_prev instead of Z: what linear_forward gives is computed, but "
    "not used for A.",
)
def _(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = {"sigmoid": sigmoid, "relu": relu}[activation](A_prev)
    return A, (linear_cache, activation_cache)


@MISTAKES.wrong(
    "sigmoid_of_relu",
    "In the sigmoid's branch Z goes through the ReLU first: one layer has one activation. Does the ReLU "
    "stand outside the if?",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, g={"relu": relu, "sigmoid": lambda Z: sigmoid(relu(Z)[0])})


@MISTAKES.wrong(
    "sigmoid_of_relu",
    "In the sigmoid's branch Z goes through the ReLU first, and the cache holds what came out of it: one "
    "layer has one activation. Does the ReLU stand outside the if?",
)
def _(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = relu(Z)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(A)
    return A, (linear_cache, activation_cache)


@MISTAKES.wrong(
    "A_and_Z_swapped",
    "A and the activation cache have changed places: A is Z, and the cache holds A. In which order does "
    "sigmoid, or relu, return its two results?",
)
def _(A_prev, W, b, activation):
    A, cache = forward(A_prev, W, b, activation)
    return cache[1], (cache[0], A)


for _branch in ACTIVATIONS:

    @MISTAKES.wrong(
        f"activation_missing_in_{_branch}",
        f'For "{_branch}" A is Z: in this branch the activation function is not applied, or its result is '
        "not kept.",
    )
    def _(A_prev, W, b, activation, branch=_branch):
        g = {"sigmoid": sigmoid, "relu": relu, branch: lambda Z: (Z, Z)}
        return forward(A_prev, W, b, activation, g=g)

    @MISTAKES.wrong(
        f"cache_holds_A_for_Z_in_{_branch}",
        f'For "{_branch}" the cache\'s second half is A, the activation; it should be Z, what went into it.',
    )
    def _(A_prev, W, b, activation, branch=_branch):
        A, cache = forward(A_prev, W, b, activation)
        return A, (cache[0], A if activation == branch else cache[1])


@MISTAKES.wrong(
    "cache_holds_the_activations_name",
    "The cache's second half is the text of the argument activation; it should be the activation cache, Z.",
)
def _(A_prev, W, b, activation):
    return forward(A_prev, W, b, activation, cache=lambda A, Z, linear: (linear, activation))


@MISTAKES.wrong(
    "result_is_flat",
    "A and the two caches are returned side by side, three values; two were expected: A, and one cache that "
    "holds the other two.",
)
def _(A_prev, W, b, activation):
    A, cache = forward(A_prev, W, b, activation)
    return A, *cache


MISTAKES.inherit(
    "sigmoid_{}",
    "The fault is in the sigmoid's branch. {}",
    sigmoid_part.MISTAKES,
    "exponent_wrong_sign minus_in_denominator parentheses_missing derivative_for_sigmoid softmax_for_sigmoid "
    "exponent_is_absolute power_of_two thresholded exponential_only squared doubled_argument "
    "cut_line_for_sigmoid two_forms_mixed",
    lambda g: lambda *args, **keywords: forward(*args, **keywords, g={"sigmoid": g, "relu": relu}),
)
MISTAKES.inherit(
    "relu_{}",
    "The fault is in the ReLU's branch. {}",
    relu_part.MISTAKES,
    "absolute_value min_for_max max_over_array leaky step_for_relu sign_flipped capped_at_one max_with_one "
    "softplus_for_relu elu_for_relu tanh_for_relu "
    "positive_entries_doubled",
    lambda g: lambda *args, **keywords: forward(*args, **keywords, g={"sigmoid": sigmoid, "relu": g}),
)


def with_linear(linear):
    """The right version with a wrong linear part."""

    def layer_forward(A_prev, W, b, activation):
        Z, linear_cache = linear(A_prev, W, b)
        return {"sigmoid": sigmoid, "relu": relu}[activation](Z)[0], (linear_cache, Z)

    return layer_forward


MISTAKES.inherit(
    "Z_{}",
    "The fault is in the linear part. {}",
    linear_part.MISTAKES,
    "factors_swapped W_transposed elementwise_product bias_wrong_sign bias_twice bias_as_one_number "
    "bias_transposed bias_inside_the_product averaged_over_inputs bias_added_to_W bias_multiplied "
    "averaged_over_examples cache_without_b cache_is_transposed",
    with_linear,
)


def activated_first(A_prev, W, b, activation):
    """The activation of A_prev, and the linear step from it."""
    g = {"sigmoid": sigmoid, "relu": relu}[activation]
    return g(A_prev)[0], *linear_forward(g(A_prev)[0], W, b)


for _kept in (
    lambda A_prev, W, b, A, Z, linear_cache: (linear_cache, A_prev),
    lambda A_prev, W, b, A, Z, linear_cache: ((A_prev, W, b), A_prev),
    lambda A_prev, W, b, A, Z, linear_cache: ((A_prev, W, b), Z),
    lambda A_prev, W, b, A, Z, linear_cache: (linear_cache, A),
):

    @MISTAKES.wrong(
        "activated_before_linear",
        "The two steps come in the wrong order: the activation is applied to A_prev, and the linear part "
        "comes after it. First Z = W A_prev + b, then the activation of Z.",
    )
    def _(A_prev, W, b, activation, kept=_kept):
        A, Z, linear_cache = activated_first(A_prev, W, b, activation)
        return Z, kept(A_prev, W, b, A, Z, linear_cache)


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
