"""linear_activation_backward: one layer backward, activation first, then linear."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..reference import linear_backward, relu_backward, sigmoid_backward
from ..test_cases import linear_activation_backward_test_case
from . import linear_backward as linear_part
from . import relu_backward as relu_part
from . import sigmoid_backward as sigmoid_part
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
    """Both activations on the document's example and on layers whose sizes all differ; a square one."""
    example = linear_activation_backward_test_case()
    # The example's Z is not W A_prev + b: whoever computes it anew is right everywhere else.
    made = [Case(f"the notebook's example, {activation}", example, {"activation": activation}, m=2,
                 public=True, traits=_traits(activation), binding=False)
            for activation in ACTIVATIONS]  # fmt: skip
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
    "The ReLU branch takes the sigmoid's derivative too: the argument activation makes no difference. Do "
    'both branches call the same function, is the first condition true for "relu" as well, or does a '
    "later line overwrite dZ?",
)
def _(dA, cache, activation):
    return backward(dA, cache, "sigmoid")


@MISTAKES.wrong(
    "always_relu",
    "The sigmoid branch takes the ReLU's derivative too: the argument activation makes no difference. Do "
    'both branches call the same function, is the first condition true for "sigmoid" as well, or does a '
    "later line overwrite dZ?",
)
def _(dA, cache, activation):
    return backward(dA, cache, "relu")


@MISTAKES.wrong(
    "activation_skipped",
    "The activation's derivative never enters: linear_backward is given dA instead of dZ. "
    "Is the result of relu_backward or sigmoid_backward used?",
)
def _(dA, cache, activation):
    return linear_backward(dA, cache[0])


for _branches in (("relu", "sigmoid"), ("relu",), ("sigmoid",)):

    @MISTAKES.wrong(
        "dA_multiplied_in_twice",
        "dZ holds the factor dA twice: what relu_backward and sigmoid_backward give is dZ already, not the "
        "slope alone.",
    )
    def _(dA, cache, activation, branches=_branches):
        dZ = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](dA, cache[1])
        return linear_backward(dA * dZ if activation in branches else dZ, cache[0])


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
    "dA is multiplied by the activation's value, but its derivative is needed.",
)
def _(dA, cache, activation):
    g = {"sigmoid": reference.sigmoid, "relu": reference.relu}[activation]
    return linear_backward(dA * g(cache[1])[0], cache[0])


@MISTAKES.wrong(
    "caches_swapped",
    "relu_backward or sigmoid_backward is given the linear cache, the first half of the cache; it wants Z, "
    "the second half. Are the two halves swapped where they are unpacked, or is the wrong one handed on?",
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
    "The ReLU branch lets the gradient through everywhere: the entries with Z <= 0 are not set to 0. Does "
    "linear_backward get dA where dZ is meant, or does a later line (an if that should be elif, a missing "
    "else) overwrite dZ?",
)
def _(dA, cache, activation):
    g = {"sigmoid": sigmoid_backward, "relu": lambda dA, Z: dA}
    return backward(dA, cache, activation, g=g)


@MISTAKES.wrong(
    "Z_computed_without_b",
    "The activation's derivative is taken at W A_prev, computed anew and without the bias. Z need not be "
    "computed again: which item of the cache holds it?",
)
def _(dA, cache, activation):
    A_prev, W, b = cache[0]
    return backward(dA, (cache[0], W @ A_prev), activation)


@MISTAKES.wrong(
    "A_taken_for_Z",
    "The activation's derivative is taken at A instead of Z: is the activation applied to "
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


def spelled(dA, cache, activation, **wrong):
    """The layer written out; `wrong` gives other formulas (dA, dZ, A_prev, W, b, Z) for some items."""
    (A_prev, W, b), Z = cache
    dZ = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](dA, Z)
    right = dict(zip(("dA_prev", "dW", "db"), linear_backward(dZ, cache[0])))
    for item, formula in wrong.items():
        right[item] = formula(dA, dZ, A_prev, W, b, Z)
    return right["dA_prev"], right["dW"], right["db"]


# One of the three made from another array than dZ.
for _other, _pick in (("dA", lambda dA, Z: dA), ("Z", lambda dA, Z: Z)):
    _made = {
        "dA_prev": lambda dA, dZ, A_prev, W, b, Z, pick=_pick: W.T @ pick(dA, Z),
        "dW": lambda dA, dZ, A_prev, W, b, Z, pick=_pick: pick(dA, Z) @ A_prev.T / Z.shape[1],
        "db": lambda dA, dZ, A_prev, W, b, Z, pick=_pick: np.mean(pick(dA, Z), axis=1, keepdims=True),
    }
    for _items in (("dA_prev",), ("dW",), ("db",), ("dW", "db"), ("dA_prev", "dW"), ("dA_prev", "db")):
        MISTAKES.wrong(
            f"{'_and_'.join(_items)}_from_{_other}",
            f"{' and '.join(_items)} {'is' if len(_items) == 1 else 'are'} made from {_other}, but dZ is "
            "needed: what comes out of the activation's derivative is what goes into the linear part, all "
            "of it.",
        )(lambda dA, cache, activation, f={i: _made[i] for i in _items}: spelled(dA, cache, activation, **f))


for _branch, _words in (("sigmoid", "the sigmoid's branch"), ("relu", "the ReLU's branch")):

    @MISTAKES.wrong(
        f"derivative_without_dA_in_{_branch}",
        f"In {_words} dZ is the activation's derivative alone; by the chain rule it is multiplied by dA.",
    )
    def _(dA, cache, activation, branch=_branch):
        return backward(dA * 0 + 1 if activation == branch else dA, cache, activation)

    @MISTAKES.wrong(
        f"forward_for_backward_in_{_branch}",
        f"In {_words} the activation itself is applied to Z, as in the forward pass; going backward it is "
        "its derivative, times dA.",
    )
    def _(dA, cache, activation, branch=_branch):
        g = {"sigmoid": reference.sigmoid, "relu": reference.relu}[branch]
        return (
            linear_backward(g(cache[1])[0], cache[0])
            if activation == branch
            else backward(dA, cache, activation)
        )


@MISTAKES.wrong(
    "sigmoid_derivative_skipped",
    "In the sigmoid's branch the derivative never enters: linear_backward is given dA instead of dZ. "
    "Is the branch left out, or does a later line overwrite dZ?",
)
def _(dA, cache, activation):
    return backward(dA, cache, activation, g={"sigmoid": lambda dA, Z: dA, "relu": relu_backward})


@MISTAKES.wrong(
    "dA_and_Z_swapped",
    "relu_backward or sigmoid_backward is given its two arguments in the wrong order: Z first and dA second. "
    "Its order is (dA, cache).",
)
def _(dA, cache, activation):
    return linear_backward(
        {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](cache[1], dA), cache[0]
    )


@MISTAKES.wrong(
    "linear_part_first",
    "The linear part goes first, with dA, and the activation's derivative is applied to dA_prev. Backward it "
    "is the other way round: what was done last is undone first.",
)
def _(dA, cache, activation):
    dA_prev, dW, db = linear_backward(dA, cache[0])
    return {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](dA_prev, cache[0][0]), dW, db


@MISTAKES.wrong(
    "dA_prev_through_the_activation",
    "dA_prev goes through the activation's derivative once more, with A_prev: that belongs to the layer "
    "before.",
)
def _(dA, cache, activation):
    dA_prev, dW, db = backward(dA, cache, activation)
    return {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](dA_prev, cache[0][0]), dW, db


for _order in ((1, 2, 0), (2, 0, 1), (1, 0, 2), (2, 1, 0)):

    @MISTAKES.wrong(
        "results_in_another_order",
        "The three gradients are right, but come in another order, or were unpacked into the wrong names. "
        "The agreement is dA_prev, dW, db, here and in linear_backward.",
    )
    def _(dA, cache, activation, order=_order):
        right = backward(dA, cache, activation)
        return tuple(right[i] for i in order)


@MISTAKES.wrong(
    "returns_dZ_too",
    "Four values are returned, dZ among them; three were expected: dA_prev, dW and db.",
)
def _(dA, cache, activation):
    dZ = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](dA, cache[1])
    return dZ, *backward(dA, cache, activation)


@MISTAKES.wrong(
    "changes_dA_in_place",
    "The gradients are right, but dZ was written into dA in place: the caller's array is changed. dZ = dA "
    "makes no copy.",
)
def _(dA, cache, activation):
    dA[...] = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](dA, cache[1])
    return linear_backward(dA, cache[0])


MISTAKES.inherit(
    "{}_in_the_linear_part",
    "The fault is in the linear part. {}",
    linear_part.MISTAKES,
    "dW_missing_1_over_m db_missing_1_over_m dA_prev_extra_1_over_m dW_extra_1_over_m db_extra_1_over_m "
    "m_is_number_of_inputs dW_m_is_number_of_inputs db_m_is_number_of_inputs "
    "m_is_number_of_units dW_m_is_number_of_units db_m_is_number_of_units integer_division "
    "dW_transposed dW_wrong_factor_transposed db_wrong_axis db_without_keepdims db_is_a_row "
    "db_summed_over_everything db_averaged_over_everything db_not_summed dA_prev_W_not_transposed "
    "dA_prev_factors_swapped dA_prev_transposed dA_prev_with_bias dW_uses_W dA_prev_from_dW",
    lambda linear: lambda dA, cache, activation: backward(dA, cache, activation, linear=linear),
)
MISTAKES.inherit(
    "sigmoid_{}",
    "The fault is in the sigmoid's branch. {}",
    sigmoid_part.MISTAKES,
    "times_s_only times_1_minus_s_only cache_taken_for_A s_squared one_minus_s_squared tanh_derivative "
    "parentheses_missing plus_for_minus wrong_sign Z_for_s sum_for_product divided_by_m",
    lambda g: lambda *args, **keywords: backward(*args, **keywords, g={"sigmoid": g, "relu": relu_backward}),
)
MISTAKES.inherit(
    "relu_{}",
    "The fault is in the ReLU's branch. {}",
    relu_part.MISTAKES,
    "mask_inverted mask_from_dA times_Z leaky ones_for_zeros sign_for_derivative wrong_sign "
    "absolute_gradient divided_by_m mask_from_dA_too mask_added",
    lambda g: (
        lambda *args, **keywords: backward(*args, **keywords, g={"sigmoid": sigmoid_backward, "relu": g})
    ),
)


@MISTAKES.wrong(
    "dW_from_own_A",
    "dW is made from this layer's own A, but A_prev, what came into the layer, is needed. The linear "
    "cache holds it.",
)
def _(dA, cache, activation):
    A = {"sigmoid": reference.sigmoid, "relu": reference.relu}[activation](cache[1])[0]
    return spelled(dA, cache, activation, dW=lambda dA, dZ, *_: dZ @ A.T / dA.shape[1])


MISTAKES.wrong(
    "dW_and_db_wrong_sign",
    "dW and db have the wrong sign, dA_prev is right. The minus of gradient descent comes later, in the "
    "update.",
)(lambda *args, **keywords: tuple(g * s for g, s in zip(backward(*args, **keywords), (1, -1, -1))))

for _where in (("sigmoid", "relu"), ("sigmoid",)):

    @MISTAKES.wrong(
        "forward_activation_of_dA",
        "dZ is made with sigmoid or relu, the functions of the way forward, applied to dA. Going backward "
        "it is sigmoid_backward and relu_backward, which take dA and the activation cache, Z.",
    )
    def _(dA, cache, activation, where=_where):
        forward = {"sigmoid": reference.sigmoid, "relu": reference.relu}[activation]
        back = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation]
        dZ = forward(dA)[0] if activation in where else back(dA, cache[1])
        return linear_backward(dZ, cache[0])


for _where in (("relu",), ("sigmoid",), ("relu", "sigmoid")):

    @MISTAKES.wrong(
        "through_both_derivatives",
        "The gradient goes through both derivatives, the sigmoid's and the ReLU's, one after the other. A "
        "layer has one activation: is one of the two called before the if, or in an if of its own where an "
        "elif is meant?",
    )
    def _(dA, cache, activation, where=_where):
        linear_cache, Z = cache
        if activation in where:
            dZ = sigmoid_backward(relu_backward(dA, Z), Z)
        else:
            dZ = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation](dA, Z)
        return linear_backward(dZ, linear_cache)


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
