"""L_model_backward: all gradients, from the last layer to the first."""

import re

import numpy as np

from .. import reference
from ..exercise import SKELETON, Case, Exercise
from ..naming import Name, name
from ..reference import compute_cost, linear_backward
from ..reference import linear_activation_backward as layer_backward
from ..test_cases import L_model_backward_test_case
from .common import LAYER_CACHE, SECOND_CALL, Catalogue, by_key, depth_traits, forward_pass, sizes

MISTAKES = Catalogue()

DEEP = [2, 3, 4, 2, 3, 4, 2, 3, 4, 3, 2, 1]


def cases(rng):
    """The document's example, which no forward pass gives, then real ones: depths, one example, one unit."""
    AL, Y, caches = L_model_backward_test_case()
    made = [Case("the notebook's example", (AL, Y, caches), m=2, public=True, binding=False,
                 traits=depth_traits(2))]  # fmt: skip
    networks = [([4, 3, 1], 5), ([3, 1], 4), ([4, 5, 3, 1], 2), ([5, 3, 1], 1),
                ([6, 5, 4, 3, 2, 1], 7), (DEEP, 6), ([1, 1, 1, 1], 8), ([1, 1, 1, 1, 1], 9)]  # fmt: skip
    for dims, m in networks:
        _, Y, _, AL, caches = forward_pass(rng, dims, m)
        label = sizes(layers=len(dims) - 1, inputs=dims[0], examples=m)
        made.append(Case(label, (AL, Y, caches), m=m, traits=depth_traits(len(dims) - 1, m)))
    _, Y, _, AL, caches = forward_pass(rng, [3, 4, 2, 1], 5)
    made.append(Case("whole-number labels", (AL, Y.astype(int), caches), m=5, traits=depth_traits(3)))
    made.append(Case("predictions far from the labels", _far_off(rng), m=4, traits=depth_traits(2)))
    again = made[1]
    return [*made, Case("an earlier case again", again.args, m=again.m,
                        traits=frozenset([SECOND_CALL]))]  # fmt: skip


def _far_off(rng):
    """AL, Y and caches of a network that is sure of itself, and mostly wrong: dAL reaches 40 and more."""
    X, _, parameters, _, _ = forward_pass(rng, [4, 3, 1], 4)
    Z = reference.L_model_forward(X, parameters)[1][-1][1]
    for key in ("W2", "b2"):
        parameters[key] = parameters[key] * 4 / np.abs(Z).max()
    AL, caches = reference.L_model_forward(X, parameters)
    return AL, (AL < 0.5).astype(float), caches


def part_of_key(case, key):
    """dW and db of the last layer, dW and db of the hidden layers, or dA of any layer."""
    if not re.fullmatch(r"d[AWb]\d+", key):
        return None
    if key[1] == "A":
        return "dA"
    return "last layer" if int(key[2:]) == len(case.args[2]) else "hidden layers"


def first_gradient(AL, Y):
    """dAL, as the document has it."""
    return -(Y / AL - (1 - Y) / (1 - AL))


def backward(AL, Y, caches, *, dAL=first_gradient, hidden="relu", last="sigmoid",
             cache=lambda l, L: l - 1, source=lambda dA, dAL, l, grads: dA,
             keys=lambda l: (l - 1, l, l), change=lambda g: g):  # fmt: skip
    """The right version with one thing made wrong."""
    L, grads, dA = len(caches), {}, dAL(AL, Y)
    top = dA
    for l in range(L, 0, -1):
        incoming = dA if l == L else source(dA, top, l, grads)
        dA, dW, db = change(layer_backward(incoming, caches[cache(l, L)], last if l == L else hidden))
        for kind, number, value in zip(("dA", "dW", "db"), keys(l), (dA, dW, db)):
            grads[f"{kind}{number}"] = value
    return grads


@MISTAKES.wrong(
    "dAL_wrong_sign",
    "All gradients have the wrong sign: the minus in front of dAL is missing, and training would "
    "climb instead of descend.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, dAL=lambda AL, Y: -first_gradient(AL, Y))


@MISTAKES.wrong(
    "dAL_terms_added",
    "In dAL the second term has the wrong sign, so examples of class 0 pull the wrong way. Is a plus "
    "where a minus should be, or are the parentheses missing, so that the minus in front belongs to "
    "one term only?",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, dAL=lambda AL, Y: -(Y / AL + (1 - Y) / (1 - AL)))


@MISTAKES.wrong(
    "dAL_denominator_without_parentheses",
    "In dAL the second denominator lacks its parentheses: (1 - Y) / 1 - AL divides by 1 and then "
    "subtracts AL.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, dAL=lambda AL, Y: -(Y / AL - ((1 - Y) / 1 - AL)))


@MISTAKES.wrong(
    "dAL_only_class_1",
    "Examples with y = 0 give no gradient: the second term of dAL, with 1 - Y, is missing.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, dAL=lambda AL, Y: -Y / AL)


@MISTAKES.wrong(
    "dAL_is_AL_minus_Y",
    "dAL was taken as AL - Y. That is dZ of the last layer, with the sigmoid's derivative already "
    "in it; so sigmoid_backward multiplies by that derivative a second time.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, dAL=lambda AL, Y: AL - Y)


@MISTAKES.wrong(
    "dAL_is_Y_minus_AL",
    "dAL was taken as Y - AL: the wrong sign, and it is dZ's formula rather than dAL's.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, dAL=lambda AL, Y: Y - AL)


@MISTAKES.wrong(
    "dAL_is_AL",
    "Backpropagation starts from AL itself, where the derivative of the cost with respect to AL, "
    "dAL, was expected.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, dAL=lambda AL, Y: AL)


@MISTAKES.wrong(
    "dAL_extra_1_over_m",
    "All gradients are m times too small: dAL was divided by m, but linear_backward has the 1/m already.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, dAL=lambda AL, Y: first_gradient(AL, Y) / AL.shape[1])


@MISTAKES.wrong(
    "dAL_labels_swapped",
    "In dAL the classes are swapped: Y stands over 1 - AL, and 1 - Y over AL.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, dAL=lambda AL, Y: -((1 - Y) / AL - Y / (1 - AL)))


@MISTAKES.wrong(
    "always_the_last_dA",
    "Every hidden layer is given the gradient that came out of the last layer: inside the loop the same dA "
    "(by its key, or by its name) is used in every pass. Layer l needs the dA that layer l + 1 has just "
    "returned.",
    SKELETON,
)
def _(AL, Y, caches):
    L = len(caches)
    return backward(AL, Y, caches, source=lambda dA, top, l, grads: grads[f"dA{L - 1}"])


@MISTAKES.wrong(
    "always_dAL",
    "Every hidden layer is given dAL, the gradient at the very end: it belongs to the last layer "
    "only. Which dA belongs to layer l?",
    SKELETON,
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, source=lambda dA, top, l, grads: top)


@MISTAKES.wrong(
    "last_cache_for_every_layer",
    "Every layer uses the last layer's cache: is current_cache set anew inside the loop?",
    SKELETON,
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, cache=lambda l, L: L - 1)


@MISTAKES.wrong(
    "caches_from_the_wrong_end",
    "The caches are taken from the wrong end: layer l's cache is caches[l - 1], and the last layer's "
    "is the last entry. Is a minus in the index, or the order reversed?",
    SKELETON,
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, cache=lambda l, L: L - l)


@MISTAKES.wrong(
    "caches_from_the_wrong_end",
    "The hidden layers' caches are counted from the end, though the last layer's is right: is there "
    "a minus in the index inside the loop?",
    SKELETON,
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, cache=lambda l, L: l - 1 if l == L else -l)


@MISTAKES.wrong(
    "cache_off_by_one",
    "The hidden layers use the cache of the layer after them: which index has layer l's in caches, where "
    "layer 1's comes first?",
    SKELETON,
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, cache=lambda l, L: l - 1 if l == L else l)


@MISTAKES.wrong(
    "cache_off_by_one",
    "The hidden layers use the cache of the layer before them: the index into caches is off by one.",
    SKELETON,
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, cache=lambda l, L: l - 1 if l == L else l - 2)


@MISTAKES.wrong(
    "sigmoid_in_hidden_layers",
    "The hidden layers go back through the sigmoid, but the ReLU is needed: only the last layer "
    "is a sigmoid layer.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, hidden="sigmoid")


@MISTAKES.wrong(
    "relu_at_the_output",
    "The last layer goes back through the ReLU, but the sigmoid is needed.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, last="relu")


@MISTAKES.wrong(
    "activations_swapped",
    "The activations are swapped: the sigmoid is the last layer's, the ReLU the hidden layers'.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, hidden="sigmoid", last="relu")


@MISTAKES.wrong(
    "dA_keys_off_by_one",
    "The keys of dA are off by one: what layer l gives back is the gradient of A[l-1], so its "
    'key is "dA" + str(l - 1).',
    SKELETON,
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, keys=lambda l: (l, l, l))


@MISTAKES.wrong(
    "keys_off_by_one",
    "The keys of dW and db are off by one: they begin at 0. The first layer is layer 1, the loop "
    "variable counts from 0: what has to be added?",
    SKELETON,
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, keys=lambda l: (l - 1, l - 1, l - 1))


@MISTAKES.wrong(
    "keys_off_by_one",
    "The hidden layers' keys of dW and db are off by one; the last layer's are right. Inside the "
    "loop l counts from 0: what has to be added?",
    SKELETON,
)
def _(AL, Y, caches):
    L = len(caches)
    return backward(AL, Y, caches, keys=lambda l: (l - 1, l, l) if l == L else (l - 1, l - 1, l - 1))


@MISTAKES.wrong(
    "hidden_layers_missing",
    "Only the last layer's gradients are there: the loop over the hidden layers is missing or never "
    "runs. Which numbers does the range give?",
    SKELETON,
)
def _(AL, Y, caches):
    L = len(caches)
    grads = backward(AL, Y, caches)
    return {key: grads[key] for key in (f"dA{L - 1}", f"dW{L}", f"db{L}")}


@MISTAKES.wrong(
    "last_layer_missing",
    "The last layer's gradients are missing from grads: they are computed before the loop, and have "
    "to be stored there too.",
    SKELETON,
)
def _(AL, Y, caches):
    L = len(caches)
    grads = backward(AL, Y, caches)
    return {key: value for key, value in grads.items() if key not in (f"dA{L - 1}", f"dW{L}", f"db{L}")}


@MISTAKES.wrong(
    "first_layer_missing",
    "The first layer's gradients dW1, db1 and dA0 are missing: the loop ends one layer early. Does "
    "it reach layer 1? range leaves its stop value out.",
    SKELETON,
)
def _(AL, Y, caches):
    grads = backward(AL, Y, caches)
    return {key: grads[key] for key in grads if key not in ("dA0", "dW1", "db1") or len(caches) == 1}


@MISTAKES.wrong(
    "dA0_missing",
    "The key dA0 is missing. Nobody trains the input, but the agreement is that every layer stores "
    "its three gradients, layer 1 too.",
    SKELETON,
)
def _(AL, Y, caches):
    grads = backward(AL, Y, caches)
    return {key: grads[key] for key in grads if key != "dA0"}


@MISTAKES.wrong(
    "dA_not_stored",
    "grads holds dW and db only: each layer's dA belongs in it too.",
    SKELETON,
)
def _(AL, Y, caches):
    grads = backward(AL, Y, caches)
    return {key: grads[key] for key in grads if key[1] != "A"}


@MISTAKES.wrong(
    "dW_and_db_swapped",
    "dW and db have changed places: linear_activation_backward returns dA_prev, dW, db.",
)
def _(AL, Y, caches):
    return backward(AL, Y, caches, change=lambda g: (g[0], g[2], g[1]))


@MISTAKES.wrong(
    "extra_1_over_m",
    "dW and db are divided by m once more; linear_backward has done it already.",
)
def _(AL, Y, caches):
    m = AL.shape[1]
    return backward(AL, Y, caches, change=lambda g: (g[0], g[1] / m, g[2] / m))


@MISTAKES.wrong(
    "two_layers_only",
    "Right for two layers only: the depth is hard-coded. The number of layers is the length of caches.",
    SKELETON,
)
def _(AL, Y, caches):
    grads = {}
    dA1, grads["dW2"], grads["db2"] = layer_backward(first_gradient(AL, Y), caches[1], "sigmoid")
    grads["dA0"], grads["dW1"], grads["db1"] = layer_backward(dA1, caches[0], "relu")
    return grads | {"dA1": dA1}


@MISTAKES.wrong(
    "two_layers_only",
    "Right for two layers only: the hidden layers are handled once, not in a loop, so in a deeper "
    "network some get no gradients.",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), {}
    dA, grads[f"dW{L}"], grads[f"db{L}"] = layer_backward(first_gradient(AL, Y), caches[-1], "sigmoid")
    grads[f"dA{L - 1}"] = dA
    if L > 1:
        grads["dA0"], grads["dW1"], grads["db1"] = layer_backward(dA, caches[0], "relu")
    return grads


@MISTAKES.wrong(
    "returns_inside_the_loop",
    "The function returns inside the loop: only one hidden layer is done, and without hidden layers "
    "nothing comes back. Look at the indentation of the return line.",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), backward(AL, Y, caches)
    done = [f"d{kind}" for kind in (f"A{L - 1}", f"W{L}", f"b{L}", f"A{L - 2}", f"W{L - 1}", f"b{L - 1}")]
    return {key: grads[key] for key in done} if L > 1 else None


@MISTAKES.wrong(
    "not_reversed",
    "The loop over the hidden layers runs from the first layer to the last. Backward means the "
    "other way: the gradient has to arrive from above before a layer can use it.",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), {}
    dA, grads[f"dW{L}"], grads[f"db{L}"] = layer_backward(first_gradient(AL, Y), caches[-1], "sigmoid")
    grads[f"dA{L - 1}"] = dA
    for l in range(1, L):
        dA, grads[f"dW{l}"], grads[f"db{l}"] = layer_backward(dA, caches[l - 1], "relu")
        grads[f"dA{l - 1}"] = dA
    return grads


@MISTAKES.wrong(
    "keys_not_moving",
    "Every hidden layer's gradients are stored under the same key, so that only the last one stored "
    "survives: the key is made from a variable that stays the same in the loop, or after it.",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), {}
    dA, grads[f"dW{L}"], grads[f"db{L}"] = layer_backward(first_gradient(AL, Y), caches[-1], "sigmoid")
    grads[f"dA{L - 1}"] = dA
    for l in range(L - 1, 0, -1):
        dA, dW, db = layer_backward(dA, caches[l - 1], "relu")
    if L > 1:
        grads["dA0"], grads["dW1"], grads["db1"] = dA, dW, db
    return grads


@MISTAKES.wrong(
    "returns_last_gradients",
    "A tuple came back; the dictionary grads, with all layers' gradients, was expected.",
    SKELETON,
)
def _(AL, Y, caches):
    grads = backward(AL, Y, caches)
    return grads["dA0"], grads["dW1"], grads["db1"]


@MISTAKES.wrong(
    "changes_caches",
    "The gradients are right, but caches is empty afterwards: pop takes entries out of the caller's "
    "list. Read them by their index instead.",
)
def _(AL, Y, caches):
    grads = backward(AL, Y, caches)
    caches.clear()
    return grads


@MISTAKES.wrong(
    "changes_AL_in_place",
    "The gradients are right, but AL was changed in place.",
)
def _(AL, Y, caches):
    grads = backward(AL, Y, caches)
    AL -= Y
    return grads


def wrong_start(label, sentence, *formulas):
    """Enter wrong formulas (AL, Y) -> dAL that deserve the same words."""
    for formula in formulas:
        MISTAKES.wrong(label, sentence)(lambda AL, Y, caches, f=formula: backward(AL, Y, caches, dAL=f))


wrong_start(
    "dAL_one_denominator_for_both",
    "In dAL both terms stand over the same denominator. Y belongs over AL, the probability of class 1; what "
    "belongs under 1 - Y?",
    lambda AL, Y: -(Y / AL - (1 - Y) / AL),
    lambda AL, Y: -(Y / (1 - AL) - (1 - Y) / (1 - AL)),
    lambda AL, Y: -(Y / AL + (1 - Y) / AL),
    lambda AL, Y: (1 - Y - Y) / AL,
)
wrong_start(
    "dAL_only_class_0",
    "Examples with y = 1 give no gradient: the first term of dAL, with Y, is missing.",
    lambda AL, Y: (1 - Y) / (1 - AL),
)
wrong_start(
    "dAL_only_class_1",
    "Examples with y = 0 give no gradient: the second term of dAL, with 1 - Y, is missing, and the minus "
    "too.",
    lambda AL, Y: Y / AL,
)
wrong_start(
    "dAL_without_parentheses",
    "In dAL parentheses are missing: 1 - Y and 1 - AL each stand in a pair, and so does all that the minus "
    "in front belongs to.",
    lambda AL, Y: -(Y / AL - 1 - Y / 1 - AL),
    lambda AL, Y: -(Y / AL - (1 - Y) / 1 - AL),
    lambda AL, Y: Y / AL - (1 - Y) / 1 - AL,
    lambda AL, Y: -(Y / AL - 1 - Y / (1 - AL)),
    lambda AL, Y: -(Y / AL) - 1 - Y / 1 - AL,
    lambda AL, Y: -Y / AL - (1 - Y) / 1 - AL,
    lambda AL, Y: -Y / AL + 1 - Y / (1 - AL),
)
wrong_start(
    "dAL_numerators_wrong",
    "In dAL a numerator is wrong: Y stands over AL, and 1 - Y over 1 - AL; a 1, or Y in both, is something "
    "else.",
    lambda AL, Y: -(Y / AL - Y / (1 - AL)),
    lambda AL, Y: -(Y / AL - 1 / (1 - AL)),
    lambda AL, Y: -(1 / AL - 1 / (1 - AL)),
    lambda AL, Y: -(AL / Y.clip(1e-8) - (1 - AL) / (1 - Y).clip(1e-8)),
)
wrong_start(
    "dAL_denominator_1_plus_AL",
    "In dAL the second denominator is 1 + AL instead of 1 - AL: a wrong sign.",
    lambda AL, Y: -(Y / AL - (1 - Y) / (1 + AL)),
)
wrong_start(
    "dAL_is_the_loss",
    "Backpropagation starts from the loss itself (with its logarithms), or from the cost, where its "
    "derivative was expected: the derivative of log(AL) is 1 / AL.",
    lambda AL, Y: -(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)),
    lambda AL, Y: Y * np.log(AL) + (1 - Y) * np.log(1 - AL),
    lambda AL, Y: compute_cost(AL, Y),
    lambda AL, Y: compute_cost(AL, Y) + 0 * AL,
    lambda AL, Y: -(Y * np.log(AL) - (1 - Y) * np.log(1 - AL)),
)
wrong_start(
    "dAL_products_for_quotients",
    "In dAL there are products, but quotients are needed: the derivative of a logarithm is one over its "
    "argument.",
    lambda AL, Y: -(Y * AL - (1 - Y) * (1 - AL)),
    lambda AL, Y: -(Y * AL + (1 - Y) * (1 - AL)),
)
wrong_start(
    "dAL_of_the_squared_error",
    "dAL is a multiple of AL - Y, or that divided by m: the derivative of the squared error. The cost is the "
    "cross-entropy.",
    lambda AL, Y: 2 * (AL - Y),
    lambda AL, Y: (AL - Y) / AL.shape[1],
    lambda AL, Y: 2 * (AL - Y) / AL.shape[1],
    lambda AL, Y: (AL - Y) ** 2,
    lambda AL, Y: (AL - Y) ** 2 / 2,
)
wrong_start(
    "dAL_averaged",
    "dAL is one number, a sum or mean over the examples. Each example has a gradient of its own; the mean "
    "comes in linear_backward.",
    lambda AL, Y: np.sum(first_gradient(AL, Y)) / AL.shape[1],
    lambda AL, Y: np.sum(first_gradient(AL, Y)),
    lambda AL, Y: np.mean(first_gradient(AL, Y), axis=1, keepdims=True),
    lambda AL, Y: np.sum(first_gradient(AL, Y), axis=1, keepdims=True),
    lambda AL, Y: np.mean(first_gradient(AL, Y)) + 0 * AL,
    lambda AL, Y: np.sum(first_gradient(AL, Y)) + 0 * AL,
)
wrong_start(
    "dAL_is_Y",
    "Backpropagation starts from Y, from ones or from 1 - Y, where dAL, the derivative of the cost with "
    "respect to AL, was expected.",
    lambda AL, Y: Y,
    lambda AL, Y: 1 - Y,
    lambda AL, Y: np.ones_like(AL),
)
wrong_start(
    "dAL_times_m",
    "All gradients are m times too large: dAL is multiplied by m. The mean over the examples is "
    "linear_backward's.",
    lambda AL, Y: first_gradient(AL, Y) * AL.shape[1],
)
wrong_start(
    "dAL_with_predictions",
    "dAL is made with the predictions (AL above one half) in place of the labels: a wrong answer then gives "
    "no push in the other direction.",
    lambda AL, Y: first_gradient(AL, (AL > 0.5).astype(float)),
)
wrong_start(
    "dAL_is_dZ",
    "dAL is multiplied by the sigmoid's derivative AL (1 - AL) already, or the other way round; "
    "linear_activation_backward does that once more.",
    lambda AL, Y: first_gradient(AL, Y) * AL,
    lambda AL, Y: first_gradient(AL, Y) * (1 - AL),
)


def layers_backward(AL, Y, caches, step):
    """All layers backward; `step` is (dA, cache, l, L) -> dA_prev, dW, db."""
    L, grads, dA = len(caches), {}, first_gradient(AL, Y)
    for l in range(L, 0, -1):
        dA, grads[f"dW{l}"], grads[f"db{l}"] = step(dA, caches[l - 1], l, L)
        grads[f"dA{l - 1}"] = dA
    return grads


def kind(l, L):
    return "sigmoid" if l == L else "relu"


def wrong(label, sentence, step):
    """Enter a wrong way through the layers."""
    MISTAKES.wrong(label, sentence)(lambda AL, Y, caches: layers_backward(AL, Y, caches, step))


wrong(
    "activation_skipped_in_hidden_layers",
    "The hidden layers go back through their linear part only: the ReLU's derivative never enters. Which "
    "function does a whole layer backward?",
    lambda dA, cache, l, L: layer_backward(dA, cache, "sigmoid") if l == L else linear_backward(dA, cache[0]),
)
wrong(
    "activation_skipped_at_the_output",
    "The last layer goes back through its linear part only: the sigmoid's derivative never enters, and dAL "
    "is taken for dZ.",
    lambda dA, cache, l, L: layer_backward(dA, cache, "relu") if l < L else linear_backward(dA, cache[0]),
)
wrong(
    "activation_skipped_everywhere",
    "No layer goes back through its activation: only the linear parts are there.",
    lambda dA, cache, l, L: linear_backward(dA, cache[0]),
)
wrong(
    "sigmoid_in_the_first_layer",
    "Layer 1 goes back through the sigmoid, and the others through the ReLU: with which number is l compared "
    "to find the last layer?",
    lambda dA, cache, l, L: layer_backward(dA, cache, "sigmoid" if l == 1 else "relu"),
)
wrong(
    "sigmoid_in_the_first_layer",
    "Layer 1 goes back through the sigmoid, as if it were the last one: with which number is l compared?",
    lambda dA, cache, l, L: layer_backward(dA, cache, "sigmoid" if l in (1, L) else "relu"),
)
wrong(
    "sigmoid_one_layer_early",
    "The last two layers go back through the sigmoid: it reaches one layer too far. Only layer L is a "
    "sigmoid layer.",
    lambda dA, cache, l, L: layer_backward(dA, cache, "sigmoid" if l >= L - 1 else "relu"),
)
wrong(
    "sigmoid_at_layer_before_the_last",
    "The sigmoid is in layer L - 1, but layer L is needed: the number that l is compared with is one off.",
    lambda dA, cache, l, L: layer_backward(dA, cache, "sigmoid" if l == L - 1 else "relu"),
)


@MISTAKES.wrong(
    "last_layer_done_again_as_relu",
    "The last layer's gradients are computed with the sigmoid, and then overwritten: the loop over the "
    "hidden layers begins with the last layer again, with the ReLU. Which numbers does the range give?",
    SKELETON,
)
def _(AL, Y, caches):
    L = len(caches)
    return backward(AL, Y, caches, last="relu") | {f"dA{L}": first_gradient(AL, Y)}


@MISTAKES.wrong(
    "last_layer_twice",
    "The last layer's gradient goes back through the last layer twice: the loop begins with its cache again.",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), {}
    dA, _, _ = layer_backward(first_gradient(AL, Y), caches[-1], "sigmoid")
    for l in range(L, 0, -1):
        dA, grads[f"dW{l}"], grads[f"db{l}"] = layer_backward(dA, caches[l - 1], "relu")
        grads[f"dA{l - 1}"] = dA
    return grads


for _order in ((1, 2, 0), (2, 0, 1), (1, 0, 2), (2, 1, 0)):
    for _where in ("the last layer", "the hidden layers", "every layer"):
        for _handed_on in (False, True):  # is the right dA handed on, or what stands under its key?

            @MISTAKES.wrong(
                "results_unpacked_in_another_order",
                f"In {_where} the three results of linear_activation_backward end up under each other's "
                "keys: it returns dA_prev, dW, db, in this order.",
            )
            def _(AL, Y, caches, order=_order, where=_where, handed_on=_handed_on):
                L, grads, dA = len(caches), {}, first_gradient(AL, Y)
                for l in range(L, 0, -1):
                    found = layer_backward(dA, caches[l - 1], kind(l, L))
                    moved = where == "every layer" or (l == L) == (where == "the last layer")
                    stored = [found[i] for i in order] if moved else found
                    grads[f"dA{l - 1}"], grads[f"dW{l}"], grads[f"db{l}"] = stored
                    dA = stored[0] if handed_on else found[0]
                return grads


@MISTAKES.wrong(
    "dW_and_db_swapped_in_one_place",
    "In the last layer dW and db have changed places: linear_activation_backward returns dA_prev, dW, db.",
)
def _(AL, Y, caches):
    L, grads = len(caches), backward(AL, Y, caches)
    return grads | {f"dW{L}": grads[f"db{L}"], f"db{L}": grads[f"dW{L}"]}


@MISTAKES.wrong(
    "dW_and_db_swapped_in_one_place",
    "In the hidden layers dW and db have changed places: linear_activation_backward returns dA_prev, dW, db.",
)
def _(AL, Y, caches):
    grads = backward(AL, Y, caches)
    for l in range(1, len(caches)):
        grads[f"dW{l}"], grads[f"db{l}"] = grads[f"db{l}"], grads[f"dW{l}"]
    return grads


_AGAIN = (
    (lambda x, m: x / m, "divided by m once more; linear_backward has done it already"),
    (lambda x, m: x * m, "multiplied by m; linear_backward averages over the examples"),
)
for _where in ("last", "hidden"):
    for _change, _how in _AGAIN:

        @MISTAKES.wrong(
            f"1_over_m_again_in_{_where}",
            f"In the {_where} layer{'s' * (_where == 'hidden')} dW and db are {_how}.",
        )
        def _(AL, Y, caches, where=_where, change=_change):
            L, grads, m = len(caches), backward(AL, Y, caches), AL.shape[1]
            chosen = [L] if where == "last" else range(1, L)
            return grads | {f"{d}{l}": change(grads[f"{d}{l}"], m) for l in chosen for d in ("dW", "db")}


@MISTAKES.wrong(
    "dA_overwritten",
    "What a hidden layer gives back is stored under the key of the dA that came in, so dA0 is missing and "
    "the others hold the layer below's. The gradient of A[l-1] belongs to the layer before.",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), backward(AL, Y, caches)
    moved = {f"dA{l}": grads[f"dA{l - 1}"] for l in range(1, L)}
    return {key: moved.get(key, grads[key]) for key in grads if key != "dA0" or L == 1}


@MISTAKES.wrong(
    "dA_overwritten",
    "What a hidden layer gives back is stored under the key of the dA that came in, which it overwrites, and "
    "the next layer finds no dA under its own key. The gradient of A[l-1] belongs to the layer before.",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), {}
    dA, grads[f"dW{L}"], grads[f"db{L}"] = layer_backward(first_gradient(AL, Y), caches[-1], "sigmoid")
    grads[f"dA{L - 1}"] = dA
    for l in range(L - 1, 0, -1):
        dA, grads[f"dW{l}"], grads[f"db{l}"] = layer_backward(grads[f"dA{l}"], caches[l - 1], "relu")
        grads[f"dA{l}"] = dA
    return grads


@MISTAKES.wrong(
    "hidden_gradients_under_the_last_layers_key",
    "The hidden layers' dW and db are stored under the last layer's keys, which they overwrite: the key "
    "holds L where the layer's own number is meant.",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), backward(AL, Y, caches)
    kept = {key: grads[key] for key in grads if key[1] == "A"}
    return kept | {f"dW{L}": grads["dW1"], f"db{L}": grads["db1"]}


@MISTAKES.wrong(
    "keys_without_d",
    "The hidden layers' gradients are stored as W1, b1, ...; gradients are called dW1, db1, ...",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), backward(AL, Y, caches)
    hidden = [f"d{k}{l}" for l in range(1, L) for k in "Wb"]
    return {key[1:] if key in hidden else key: value for key, value in grads.items()}


@MISTAKES.wrong(
    "keys_without_d",
    "The gradients are stored as W1, b1, ...; gradients are called dW1, db1, ...",
    SKELETON,
)
def _(AL, Y, caches):
    return {key if key[1] == "A" else key[1:]: value for key, value in backward(AL, Y, caches).items()}


@MISTAKES.wrong(
    "keys_reversed",
    "The gradients are stored from the wrong end: layer l's dW and db bear the number that counts from the "
    "last layer. caches[l - 1] belongs to layer l: which key belongs to it?",
    SKELETON,
)
def _(AL, Y, caches):
    L = len(caches)
    return backward(AL, Y, caches, keys=lambda l: (l - 1, L + 1 - l, L + 1 - l))


@MISTAKES.wrong(
    "keys_reversed",
    "All gradients are stored from the wrong end: the number in the key counts from the last layer.",
    SKELETON,
)
def _(AL, Y, caches):
    L = len(caches)
    return backward(AL, Y, caches, keys=lambda l: (L - l, L + 1 - l, L + 1 - l))


@MISTAKES.wrong(
    "half_of_the_layers",
    "Only half of the layers are there: the number of layers is taken as half the length of caches. "
    "parameters has two entries a layer; how many has caches?",
    SKELETON,
)
def _(AL, Y, caches):
    L = len(caches) // 2
    return backward(AL, Y, caches[:L]) if L else {}


@MISTAKES.wrong(
    "gradients_clipped",
    "The gradients are cut off at a limit (clipped). That is a remedy for training that goes wrong; here all "
    "of the gradient was expected.",
)
def _(AL, Y, caches):
    return {key: np.clip(value, -1, 1) for key, value in backward(AL, Y, caches).items()}


@MISTAKES.wrong(
    "incoming_dA_stored",
    "Under dA stands the gradient that came into the layer, but the one that it gives back is needed: "
    "what layer l returns is dA[l-1], and dAL belongs under no key.",
    SKELETON,
)
def _(AL, Y, caches):
    L, grads = len(caches), backward(AL, Y, caches)
    came = {f"dA{l - 1}": grads[f"dA{l}"] for l in range(1, L)} | {f"dA{L - 1}": first_gradient(AL, Y)}
    return grads | came


wrong_start(
    "dAL_clipped",
    "The starting gradient dAL is clipped: where AL is far from its label it should be larger. Use the "
    "formula as it stands.",
    *(lambda AL, Y, c=c: np.clip(first_gradient(AL, Y), -c, c) for c in (1, 2, 3, 5, 10)),
)


EXERCISE = Exercise(
    reference=reference.L_model_backward,
    points={"last layer": 6, "hidden layers": 9, "dA": 5},
    result=name("grads"),
    inputs=name("arguments", "AL", "Y", Name("caches", each=LAYER_CACHE)),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "Start from how the cost changes with AL, then walk back: each layer takes the gradient of "
        "its own output and hands on the gradient of its input. The last layer is a sigmoid layer, "
        "all others are ReLU layers.",
        "dAL (1, m) from the formula; layer L: sigmoid, with caches[L-1], gives dA[L-1], dW[L], db[L]; "
        "then for l = L-1 down to 1: relu, with caches[l-1] and dA[l], gives dA[l-1], dW[l], db[l].",
        "grads = {}\n"
        "L = len(caches)\n"
        "Y = Y.reshape(AL.shape)\n"
        "dAL = ...\n"
        'grads["dA" + str(L-1)], grads["dW" + str(L)], grads["db" + str(L)] = ...\n'
        "for l in reversed(range(L-1)):\n"
        "    current_cache = caches[...]\n"
        '    ... = linear_activation_backward(grads["dA" + str(...)], current_cache, ...)\n'
        '    grads["dA" + str(l)] = ...\n'
        '    grads["dW" + str(l + 1)] = ...\n'
        "    ...\n"
        "return grads",
    ),
    part_of=by_key(part_of_key),
    extra_keys=True,
)
