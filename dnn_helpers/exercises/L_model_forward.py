"""L_model_forward: L-1 ReLU layers, then a sigmoid layer, and all their caches."""

import numpy as np

from .. import compare, reference
from ..attempt import snapshot
from ..exercise import FORMULA, SKELETON, Case, Exercise
from ..naming import Name, name
from ..reference import linear_activation_forward as layer
from ..test_cases import L_model_forward_test_case_2hidden
from .common import (
    LAYER_CACHE,
    SECOND_CALL,
    Catalogue,
    by_item,
    depth_traits,
    forward_pass,
    sizes,
)

MISTAKES = Catalogue()

DEEP = [3, 4, 2, 5, 3, 2, 4, 3, 2, 5, 3, 1]


def cases(rng):
    """The document's example, then other depths, one example, and keys in another order."""
    made = [Case("the notebook's example", L_model_forward_test_case_2hidden(), m=4, public=True,
                 traits=depth_traits(3))]  # fmt: skip
    networks = [([4, 1], 3), ([5, 3, 1], 4), ([3, 5, 4, 1], 2), ([4, 3, 1], 1),
                ([6, 5, 4, 3, 2, 1], 7), (DEEP, 6), ([1, 1, 1, 1], 8)]  # fmt: skip
    for dims, m in networks:
        X, _, parameters, _, _ = forward_pass(rng, dims, m)
        label = sizes(layers=len(dims) - 1, inputs=dims[0], examples=m)
        made.append(Case(label, (X, parameters), m=m, traits=depth_traits(len(dims) - 1, m)))
    first = made[0]
    X, parameters = first.args
    grouped = {name: parameters[name] for name in sorted(parameters)}  # W1, W2, W3, b1, b2, b3
    made.append(Case("3 layers, all W before all b", (X, grouped), m=4,
                     traits=frozenset(["the keys come in another order"])))  # fmt: skip
    return [*made, Case("the example again", first.args, m=4, traits=frozenset([SECOND_CALL]))]


def forward(X, parameters, *, hidden="relu", last="sigmoid", source=lambda X, A: A,
            weights=lambda l, L: l, keep=lambda A_prev, A, cache: cache):  # fmt: skip
    """The right version with one thing made wrong."""
    L, A, caches = len(parameters) // 2, X, []
    for l in range(1, L + 1):
        W, b = parameters[f"W{weights(l, L)}"], parameters[f"b{weights(l, L)}"]
        A_prev = A
        A, cache = layer(source(X, A_prev), W, b, last if l == L else hidden)
        caches.append(keep(A_prev, A, cache))
    return A, caches


@MISTAKES.wrong(
    "parameters_by_place",
    "W and b are taken by their place in the dictionary, not by their keys: with all W before all b they are "
    "mixed up. Look each one up by its name, which ends in the layer's number.",
    SKELETON,
)
def _(X, parameters):
    values, A, caches = list(parameters.values()), X, []
    for l in range(0, len(values), 2):
        A, cache = layer(A, values[l], values[l + 1], "sigmoid" if l == len(values) - 2 else "relu")
        caches.append(cache)
    return A, caches


@MISTAKES.wrong(
    "relu_at_the_output",
    "The last layer has a ReLU, so AL is no probability. The output layer's activation is the sigmoid.",
)
def _(X, parameters):
    return forward(X, parameters, last="relu")


@MISTAKES.wrong(
    "sigmoid_in_hidden_layers",
    "The hidden layers use the sigmoid, but the ReLU is needed. Only the last layer differs.",
)
def _(X, parameters):
    return forward(X, parameters, hidden="sigmoid")


@MISTAKES.wrong(
    "activations_swapped",
    "The hidden layers have the sigmoid and the last layer has the ReLU: it is the other way round.",
)
def _(X, parameters):
    return forward(X, parameters, hidden="sigmoid", last="relu")


@MISTAKES.wrong(
    "X_fed_to_every_layer",
    "Every layer is given X, the network's input. Layer l works on what layer l - 1 gave: is A "
    "moved on inside the loop?",
)
def _(X, parameters):
    return forward(X, parameters, source=lambda X, A: X)


@MISTAKES.wrong(
    "same_weights_in_every_layer",
    "Every layer uses the parameters of layer 1: the number in the key stays the same in every pass of the "
    "loop.",
)
def _(X, parameters):
    return forward(X, parameters, weights=lambda l, L: 1)


@MISTAKES.wrong(
    "last_layer_missing",
    "The last layer is left out: what comes back is the last hidden layer, and its cache is the last one. "
    "The loop covers the L - 1 ReLU layers; the sigmoid layer comes after it.",
    SKELETON,
)
def _(X, parameters):
    A, caches = X, []
    for l in range(1, len(parameters) // 2):
        A, cache = layer(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    return A, caches


@MISTAKES.wrong(
    "hidden_layer_skipped",
    "One hidden layer is left out: the loop is off by one and ends a layer early. Which numbers "
    "does range(1, L) give?",
    SKELETON,
)
def _(X, parameters):
    L, A, caches = len(parameters) // 2, X, []
    for l in [*range(1, L - 1), L]:
        A, cache = layer(A, parameters[f"W{l}"], parameters[f"b{l}"], "sigmoid" if l == L else "relu")
        caches.append(cache)
    return A, caches


@MISTAKES.wrong(
    "hidden_layer_skipped",
    "The first hidden layer is left out: the loop is off by one and begins a layer late.",
    SKELETON,
)
def _(X, parameters):
    L, A, caches = len(parameters) // 2, X, []
    for l in range(2, L + 1):
        A, cache = layer(A, parameters[f"W{l}"], parameters[f"b{l}"], "sigmoid" if l == L else "relu")
        caches.append(cache)
    return A, caches


@MISTAKES.wrong(
    "last_layer_twice",
    "The last layer's parameters are used twice: once in the loop with a ReLU and once more after "
    "it. Where should the loop stop?",
    SKELETON,
)
def _(X, parameters):
    L, A, caches = len(parameters) // 2, X, []
    for l in [*range(1, L + 1), L]:
        last = len(caches) == L
        A, cache = layer(A, parameters[f"W{l}"], parameters[f"b{l}"], "sigmoid" if last else "relu")
        caches.append(cache)
    return A, caches


@MISTAKES.wrong(
    "last_layer_fed_A_prev",
    "The last layer is given A_prev, what went into the last hidden layer; it needs A, what came out of it.",
)
def _(X, parameters):
    L, A, A_prev, caches = len(parameters) // 2, X, X, []
    for l in range(1, L):
        A_prev = A
        A, cache = layer(A_prev, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = layer(A_prev, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    return AL, [*caches, cache]


@MISTAKES.wrong(
    "last_layer_with_bias_before",
    "The last layer uses its own W, but the bias of the layer before: b's key is one too low.",
)
def _(X, parameters):
    L = len(parameters) // 2
    return forward(X, parameters | {f"b{L}": parameters[f"b{max(L - 1, 1)}"]})


@MISTAKES.wrong(
    "last_layer_with_weights_before",
    "The last layer uses the W and b of the layer before: after the loop, l still has its last value "
    "L - 1. Which number does the last layer bear?",
)
def _(X, parameters):
    return forward(X, parameters, weights=lambda l, L: max(L - 1, 1) if l == L else l)


@MISTAKES.wrong(
    "sigmoid_one_layer_early",
    "The last two layers have the sigmoid: it begins one layer too early. Only layer L is a sigmoid layer.",
)
def _(X, parameters):
    L, A, caches = len(parameters) // 2, X, []
    for l in range(1, L + 1):
        g = "sigmoid" if l >= L - 1 else "relu"
        A, cache = layer(A, parameters[f"W{l}"], parameters[f"b{l}"], g)
        caches.append(cache)
    return A, caches


@MISTAKES.wrong(
    "append_outside_the_loop",
    "caches holds at most two entries, the last hidden layer's and the output layer's: is caches.append "
    "inside the loop? Look at the indentation.",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, caches[-2:]


@MISTAKES.wrong(
    "caches_are_flat",
    "caches has two entries a layer: += or extend puts the two halves of each cache in one by one. One "
    "entry a layer is wanted, the whole pair: append it.",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, [half for cache in caches for half in cache]


@MISTAKES.wrong(
    "last_cache_is_flat",
    "The last layer's cache is in caches as two entries, its two halves: += or extend puts them in one by "
    "one. Append the pair as a whole.",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, [*caches[:-1], *caches[-1]]


@MISTAKES.wrong(
    "hidden_caches_are_flat",
    "The hidden layers' caches are in caches as two entries each, their two halves: += or extend puts them "
    "in one by one. Append each pair as a whole.",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, [*(half for cache in caches[:-1] for half in cache), caches[-1]]


@MISTAKES.wrong(
    "last_cache_missing",
    "caches lacks the last layer's entry: it is computed after the loop and has to be appended there too.",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, caches[:-1]


@MISTAKES.wrong(
    "only_last_cache",
    "caches holds the last layer's entry only. Is the list created again in every pass of the loop, or "
    "appended to only after the loop?",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, caches[-1:]


@MISTAKES.wrong(
    "first_cache_missing",
    "caches lacks the first layer's entry.",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, caches[1:]


@MISTAKES.wrong(
    "hidden_cache_repeated",
    "The last entry of caches is the entry of the layer before: the last layer's own cache never "
    "got in, and an old variable was appended again.",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, [*caches[:-1], *(caches[-2:-1] or caches)]


@MISTAKES.wrong(
    "caches_reversed",
    "caches runs from the last layer to the first. Append each layer's entry, so that caches[0] "
    "belongs to layer 1.",
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, caches[::-1]


@MISTAKES.wrong(
    "caches_hold_linear_only",
    "The entries of caches are linear caches only. Append the whole cache of the layer, with both "
    "halves, as linear_activation_forward returns it.",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: cache[0])


@MISTAKES.wrong(
    "caches_hold_Z_only",
    "The entries of caches are the activation caches Z only. Append the whole cache of the layer, "
    "with both halves.",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: cache[1])


@MISTAKES.wrong(
    "caches_hold_A",
    "The entries of caches are the activations A, where the caches that linear_activation_forward "
    "returns were expected.",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: A)


@MISTAKES.wrong(
    "caches_is_a_cache",
    "caches is the last layer's cache itself, not a list with one entry a layer.",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, caches[-1]


@MISTAKES.wrong(
    "two_layers_only",
    "Right for two layers only: the network's depth is hard-coded. The number of layers is half "
    "the number of entries in parameters.",
    SKELETON,
)
def _(X, parameters):
    A1, first = layer(X, parameters["W1"], parameters["b1"], "relu")
    A2, second = layer(A1, parameters["W2"], parameters["b2"], "sigmoid")
    return A2, [first, second]


@MISTAKES.wrong(
    "three_layers_only",
    "Right for three layers only, like the example's: the network's depth is hard-coded. The "
    "number of layers is half the number of entries in parameters.",
    SKELETON,
)
def _(X, parameters):
    A, caches = X, []
    for l, activation in ((1, "relu"), (2, "relu"), (3, "sigmoid")):
        A, cache = layer(A, parameters[f"W{l}"], parameters[f"b{l}"], activation)
        caches.append(cache)
    return A, caches


@MISTAKES.wrong(
    "keys_sorted_as_text",
    "From ten layers on the order is wrong: sorted as text, W10 comes before W2. Count the layers "
    "with a number and build the key from it.",
)
def _(X, parameters):
    names = sorted(key for key in parameters if key.startswith("W"))
    L, A, caches = len(names), X, []
    for i, key in enumerate(names):
        last = i == L - 1
        A, cache = layer(A, parameters[key], parameters["b" + key[1:]], "sigmoid" if last else "relu")
        caches.append(cache)
    return A, caches


@MISTAKES.wrong(
    "thresholded",
    "AL holds 0 and 1 only: the probabilities were rounded. The cost needs them as they are.",
)
def _(X, parameters):
    AL, caches = forward(X, parameters)
    return (AL > 0.5).astype(float), caches


@MISTAKES.wrong(
    "caches_not_returned",
    "Only AL is returned; two values were expected: AL and caches.",
)
def _(X, parameters):
    return forward(X, parameters)[0]


@MISTAKES.wrong(
    "results_swapped",
    "caches comes first and AL second: the order of the two results is swapped.",
)
def _(X, parameters):
    return forward(X, parameters)[::-1]


@MISTAKES.wrong(
    "returns_A_for_AL",
    "What is returned first is the last hidden layer's A, but AL, the last layer's, is needed. caches "
    "is right, so AL was computed: which variable does the return line name?",
)
def _(X, parameters):
    AL, caches = forward(X, parameters)
    return caches[-1][0][0], caches


@MISTAKES.wrong(
    "caches_hold_A_for_A_prev",
    "The linear caches begin with A, the layer's own output, but A_prev, what went into the layer, is "
    "needed: the cache is put together after A was overwritten.",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: ((A, *cache[0][1:]), cache[1]))


@MISTAKES.wrong(
    "caches_hold_X_for_A_prev",
    "All linear caches begin with X, the network's input, though each layer was given the right A. What went "
    "into layer l?",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: ((X, *cache[0][1:]), cache[1]))


@MISTAKES.wrong(
    "caches_hold_A_for_Z",
    "The second half of each cache is A, the layer's activation; it should be Z, what went into the "
    "activation.",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: (cache[0], A))


@MISTAKES.wrong(
    "cache_order",
    "The two halves of each cache are swapped: Z comes first. The agreement is (linear cache, activation "
    "cache).",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: cache[::-1])


@MISTAKES.wrong(
    "linear_cache_order",
    "The linear caches hold W first. The agreement is (A_prev, W, b).",
)
def _(X, parameters):
    def keep(A_prev, A, cache):
        return (cache[0][1], cache[0][0], cache[0][2]), cache[1]

    return forward(X, parameters, keep=keep)


@MISTAKES.wrong(
    "each_cache_is_flat",
    "Each cache is one flat tuple (A_prev, W, b, Z). It should be a pair: the linear cache, itself a tuple "
    "of three, and the activation cache.",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: (*cache[0], cache[1]))


@MISTAKES.wrong(
    "caches_in_a_list_each",
    "Each entry of caches is a list with the cache in it, or caches holds lists: append the cache itself.",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: [cache])


@MISTAKES.wrong(
    "results_in_caches",
    "The entries of caches are pairs (A, cache), all that linear_activation_forward returns; only the cache "
    "belongs there.",
)
def _(X, parameters):
    return forward(X, parameters, keep=lambda A_prev, A, cache: (A, cache))


for _which, _index in (("last", -1), ("first", 0)):

    @MISTAKES.wrong(
        "one_cache_repeated",
        f"All entries of caches are the {_which} layer's cache: the right number of entries, but the same "
        "one each time. What is appended in each pass?",
        SKELETON,
    )
    def _(X, parameters, index=_index):
        A, caches = forward(X, parameters)
        return A, [caches[index]] * len(caches)


@MISTAKES.wrong(
    "last_cache_twice",
    "caches has one entry too many: the last layer's is in it twice. Is it appended in the loop and after "
    "it?",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, [*caches, caches[-1]]


@MISTAKES.wrong(
    "caches_begin_with_X",
    "caches has one entry too many: it begins with X, or something else that is no layer's cache. Layer 0, "
    "the input, has none.",
    SKELETON,
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return A, [X, *caches]


def by_hand(
    X, parameters, *, linear=lambda A, W, b: W @ A + b, g=lambda l, L: "sigmoid" if l == L else "relu"
):
    """The network written out, with another linear part or other activations (None: none at all)."""
    L, A, caches = len(parameters) // 2, X, []
    for l in range(1, L + 1):
        A_prev, W, b = A, parameters[f"W{l}"], parameters[f"b{l}"]
        Z = linear(A_prev, W, b)
        A = {"sigmoid": reference.sigmoid, "relu": reference.relu, None: lambda Z: (Z, Z)}[g(l, L)](Z)[0]
        caches.append(((A_prev, W, b), Z))
    return A, caches


def wrong(label, sentence, **changes):
    """Enter a network written out with one thing made wrong."""
    MISTAKES.wrong(label, sentence)(lambda X, parameters: by_hand(X, parameters, **changes))


wrong(
    "bias_missing",
    "The biases never enter: every Z is W A alone. What does the formula add?",
    linear=lambda A, W, b: W @ A,
)
wrong(
    "bias_wrong_sign",
    "The biases have the wrong sign: b is subtracted where it should be added.",
    linear=lambda A, W, b: W @ A - b,
)
wrong(
    "no_activation_at_the_output",
    "AL is Z of the last layer: its sigmoid is not applied, or its result is not kept. What should lie "
    "between 0 and 1?",
    g=lambda l, L: None if l == L else "relu",
)
wrong(
    "no_activation_in_hidden_layers",
    "The hidden layers have no activation: their A is Z. Then the whole network is one linear step.",
    g=lambda l, L: "sigmoid" if l == L else None,
)
wrong(
    "no_activation_at_all",
    "No layer has an activation: every A is Z.",
    g=lambda l, L: None,
)
wrong(
    "sigmoid_in_the_first_layer",
    "The sigmoid is in the first layer and the ReLU in all others, the last one too: with which number is l "
    "compared to find the last layer?",
    g=lambda l, L: "sigmoid" if l == 1 else "relu",
)
wrong(
    "sigmoid_in_the_first_layer",
    "The first layer has the sigmoid, as if it were the last one: with which number is l compared?",
    g=lambda l, L: "sigmoid" if l in (1, L) else "relu",
)
wrong(
    "sigmoid_at_the_layer_before_the_last",
    "The sigmoid is in layer L - 1 and the ReLU in the last one: the number that l is compared with is one "
    "off.",
    g=lambda l, L: "sigmoid" if l == L - 1 else "relu",
)
wrong(
    "only_first_layer_is_relu",
    "Only the first layer has the ReLU, all others have the sigmoid: is it the first layer that is asked "
    "for, or the last?",
    g=lambda l, L: "relu" if l == 1 < L else "sigmoid",
)
wrong(
    "only_first_layer_is_relu",
    "The first layer has the ReLU and all others the sigmoid, even where the first layer is the last one.",
    g=lambda l, L: "relu" if l == 1 else "sigmoid",
)


@MISTAKES.wrong(
    "output_activated_twice",
    "AL has gone through the sigmoid twice: linear_activation_forward has applied it already.",
)
def _(X, parameters):
    A, caches = forward(X, parameters)
    return reference.sigmoid(A)[0], caches


@MISTAKES.wrong(
    "output_activated_twice",
    "The last layer's Z went through the ReLU first and then through the sigmoid; it should go through the "
    "sigmoid alone. Does the loop over the hidden layers stop after layer L - 1?",
)
def _(X, parameters):
    A, caches = forward(X, parameters, last="relu")
    return reference.sigmoid(A)[0], caches


@MISTAKES.wrong(
    "last_layer_fed_X",
    "The last layer is given X, the network's input; it needs A, what came out of the last hidden layer.",
)
def _(X, parameters):
    L, A, caches = len(parameters) // 2, X, []
    for l in range(1, L):
        A, cache = layer(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
        caches.append(cache)
    AL, cache = layer(X, parameters[f"W{L}"], parameters[f"b{L}"], "sigmoid")
    return AL, [*caches, cache]


@MISTAKES.wrong(
    "same_bias_in_every_layer",
    "Every layer uses b1: the number in the key of b stays the same in every pass of the loop.",
)
def _(X, parameters):
    return forward(X, parameters | {key: parameters["b1"] for key in parameters if key[0] == "b"})


@MISTAKES.wrong(
    "bias_of_the_layer_before",
    "Every layer but the first uses the bias of the layer before: the key of b is one too low.",
)
def _(X, parameters):
    return forward(X, parameters | {f"b{l}": parameters[f"b{max(1, l - 1)}"]
                                    for l in range(1, len(parameters) // 2 + 1)})  # fmt: skip


def first_layer_given_another_X(at):
    """All is right for another X: the one that the first cache shows."""
    changed = False
    for finding in at.findings:
        X, parameters = finding.case.args
        used = finding.outcome.value and finding.outcome.value.at((1, 0, 0, 0))
        if used is None or used.kind != "array" or used.value.shape != X.shape:
            return None
        right = snapshot(reference.L_model_forward(np.asarray(used.value, dtype=float), parameters))
        if not compare.same(finding.outcome.value, right):
            return None
        changed = changed or not np.allclose(used.value, X)
    if not changed:
        return None
    return (
        "X_changed_first",
        "The first layer is not given X itself but something made of it: the A_prev in caches[0] is not X, "
        "and all the rest follows from it. Preparing the data (scaling, centring) comes before the network, "
        "and X has no activation.",
        FORMULA,
    )


EXERCISE = Exercise(
    reference=reference.L_model_forward,
    points={"AL": 8, "caches": 7},
    result=name("the result", "AL", Name("caches", each=LAYER_CACHE)),
    inputs=name("arguments", "X", "parameters"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "The network is one layer after the other: what one gives is what the next one gets. The "
        "first L - 1 layers are alike and belong in a loop; the last one has another activation.",
        'A[0] = X; A[l] = linear_activation_forward(A[l-1], W[l], b[l], ...) with "relu" for '
        'l = 1, ..., L-1 and "sigmoid" for l = L. Each call\'s cache is appended to caches, L in all.',
        "caches = []\n"
        "A = X\n"
        "L = len(parameters) // 2\n"
        "for l in range(1, ...):\n"
        "    A_prev = A\n"
        "    A, cache = linear_activation_forward(...)\n"
        "    ...\n"
        "AL, cache = ...\n"
        "...\n"
        "return AL, caches",
    ),
    part_of=by_item("AL", "caches"),
    rules=(first_layer_given_another_X,),
)
