"""numerical_gradients: central differences of the cost."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..reference import L_model_forward, compute_cost
from .common import Catalogue, by_key, depth_traits, forward_pass, sizes

MISTAKES = Catalogue()


def cases(rng):
    """A coarse epsilon tells the formulas apart; a fine one proves that it is used at all."""
    made = []
    networks = [([3, 2, 1], 3, 1e-2), ([2, 1], 4, 1e-1), ([2, 3, 2, 1], 2, 2e-2), ([3, 2, 1], 1, 5e-2)]
    for number, (dims, m, epsilon) in enumerate(networks):
        X, Y, parameters, _, _ = forward_pass(rng, dims, m)
        label = f"{sizes(layers=len(dims) - 1, examples=m)}, epsilon {epsilon}"
        args = (parameters, X, Y, epsilon)
        made.append(Case(label, args, {}, depth_traits(len(dims) - 1, m), m, public=number == 0))
    return made


def cost_of(parameters, X, Y):
    return compute_cost(L_model_forward(X, parameters)[0], Y)


def differences(parameters, X, Y, epsilon, *, quotient):
    """The right version with another difference quotient: (J, p, index-wise nudge) -> number."""
    grads = {}
    for key, values in parameters.items():
        grads["d" + key] = np.zeros_like(values)
        for index in np.ndindex(values.shape):

            def J(nudge, key=key, index=index):
                nudged = parameters[key].copy()
                nudged[index] += nudge
                return cost_of(parameters | {key: nudged}, X, Y)

            grads["d" + key][index] = quotient(J, epsilon)
    return grads


@MISTAKES.wrong(
    "one_sided_difference",
    "The difference is taken on one side only: J(p + epsilon) - J(p), over epsilon. The central "
    "difference looks to both sides and is far more exact.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: (J(e) - J(0)) / e)


@MISTAKES.wrong(
    "one_sided_difference",
    "The difference is taken backward only: J(p) - J(p - epsilon), over epsilon. The central "
    "difference looks to both sides and is far more exact.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: (J(0) - J(-e)) / e)


@MISTAKES.wrong(
    "factor_2_missing",
    "The gradients are twice too large: between p - epsilon and p + epsilon lies 2 epsilon.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: (J(e) - J(-e)) / e)


@MISTAKES.wrong(
    "parentheses_missing",
    "The gradients are far too small: dividing by 2 and then multiplying by epsilon is not dividing "
    "by 2 epsilon. Parentheses are missing.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: (J(e) - J(-e)) / 2 * e)


@MISTAKES.wrong(
    "not_divided",
    "The difference of the costs is not divided by anything.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: J(e) - J(-e))


@MISTAKES.wrong(
    "wrong_sign",
    "All gradients have the wrong sign: the two costs are subtracted the wrong way round.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: (J(-e) - J(e)) / (2 * e))


@MISTAKES.wrong(
    "epsilon_ignored",
    "The argument epsilon makes no difference. Either a tiny one is hard-coded, or these are the "
    "gradients of the backward pass, which this function is there to check by other means.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return reference.numerical_gradients(parameters, X, Y, 1e-7)


@MISTAKES.wrong(
    "only_weights",
    "The gradients of the biases are missing: every parameter is nudged, W and b.",
)
def _(parameters, X, Y, epsilon=1e-7):
    grads = reference.numerical_gradients(parameters, X, Y, epsilon)
    return {key: value for key, value in grads.items() if key[1] == "W"}


@MISTAKES.wrong(
    "keys_like_parameters",
    "The keys are those of the parameters, W1, b1, ...; gradients are called dW1, db1, ...",
)
def _(parameters, X, Y, epsilon=1e-7):
    grads = reference.numerical_gradients(parameters, X, Y, epsilon)
    return {key[1:]: value for key, value in grads.items()}


@MISTAKES.wrong(
    "nudged_all_at_once",
    "All entries of an array are nudged at once, so they all get the same number. Nudge one entry at a time.",
)
def _(parameters, X, Y, epsilon=1e-7):
    grads = {}
    for key, values in parameters.items():
        up, down = (cost_of(parameters | {key: values + e}, X, Y) for e in (epsilon, -epsilon))
        grads["d" + key] = np.full_like(values, (up - down) / (2 * epsilon))
    return grads


@MISTAKES.wrong(
    "nudge_not_taken_back",
    "A nudged entry is not put back: every later difference is taken at another point, and the "
    "caller's parameters are changed. Restore the old value, or nudge a copy.",
)
def _(parameters, X, Y, epsilon=1e-7):
    grads = {}
    for key, values in parameters.items():
        grads["d" + key] = np.zeros_like(values)
        for index in np.ndindex(values.shape):
            values[index] += epsilon
            up = cost_of(parameters, X, Y)
            values[index] -= 2 * epsilon
            grads["d" + key][index] = (up - cost_of(parameters, X, Y)) / (2 * epsilon)
    return grads


EXERCISE = Exercise(
    reference=reference.numerical_gradients,
    points={"dW": 5, "db": 5},
    result=name("grads"),
    inputs=name("arguments", "parameters", "X", "Y", "epsilon"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "How much does the cost change when one number changes a little? Nudge each entry of each "
        "parameter up and down, and compare the two costs.",
        "dJ/dp = (J(p + epsilon) - J(p - epsilon)) / (2 epsilon), one entry p at a time; J is "
        "compute_cost of L_model_forward's AL. grads has dW1, db1, ..., each shaped like its "
        "parameter.",
        "grads = {}\n"
        "for key in parameters:\n"
        '    grads["d" + key] = np.zeros_like(parameters[key])\n'
        "    for index in np.ndindex(parameters[key].shape):\n"
        "        # nudge a copy up: the cost J_plus; nudge a copy down: the cost J_minus\n"
        '        grads["d" + key][index] = ...\n'
        "return grads",
    ),
    part_of=by_key(lambda case, key: key[:2] if key[:2] in ("dW", "db") else None),
    extra_keys=True,
)
