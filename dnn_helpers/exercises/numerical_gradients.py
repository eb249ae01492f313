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
    "caller's parameters are changed. Restore the old value, or nudge a copy, of the array too: dict.copy() "
    "copies the dictionary only.",
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


RIGHT = {
    "up": True,  # is there a right copy for the nudge up?
    "down": True,
    "nudge": lambda p, index, epsilon: epsilon,
    "where": lambda index: index,
    "cost": compute_cost,
    "scale": lambda epsilon: 2 * epsilon,
}


def with_copies(parameters, X, Y, epsilon, **wrong):
    """The usual loop with two nudged dictionaries, and something of RIGHT replaced."""
    how, grads = RIGHT | wrong, {}
    for key, values in parameters.items():
        grads["d" + key] = np.zeros_like(values)
        for index in np.ndindex(values.shape):
            plus = parameters | {key: values.copy()} if how["up"] else parameters
            minus = parameters | {key: values.copy()} if how["down"] else parameters
            plus[key][how["where"](index)] += how["nudge"](values, index, epsilon)
            minus[key][how["where"](index)] -= how["nudge"](values, index, epsilon)
            J_plus = how["cost"](L_model_forward(X, plus)[0], Y)
            J_minus = how["cost"](L_model_forward(X, minus)[0], Y)
            grads["d" + key][index] = (J_plus - J_minus) / how["scale"](epsilon)
    return grads


def wrong(label, sentence, **changes):
    """Enter the usual loop with something changed."""
    MISTAKES.wrong(label, sentence)(
        lambda parameters, X, Y, epsilon=1e-7: with_copies(parameters, X, Y, epsilon, **changes)
    )


wrong(
    "costs_do_not_differ",
    "All gradients are 0: the two costs are the same. Do the nudged dictionaries share their arrays "
    "(dict(...) and .copy() copy the dictionary only), so that the two nudges cancel? Do the nudges have "
    "different signs, and does each cost see its own dictionary?",
    up=False,
    down=False,
)
wrong(
    "nudge_not_taken_back",
    "The nudge up stays, in the caller's parameters too: that dictionary shares its arrays with parameters "
    "(dict(...) and .copy() copy the dictionary only). What has to be copied besides?",
    up=False,
)
wrong(
    "whole_row_nudged",
    "A whole row is nudged at once, so its entries all get the same number. Nudge one entry at a time: how "
    "many indices does an entry have?",
    where=lambda index: index[0],
)
wrong(
    "whole_column_nudged",
    "A whole column is nudged at once, so its entries all get the same number. Nudge one entry at a time: "
    "how many indices does an entry have?",
    where=lambda index: (slice(None), index[1]),
)
wrong(
    "nudged_by_a_share",
    "Each entry is nudged by a share of itself, p (1 + epsilon), where epsilon itself should be added.",
    nudge=lambda p, index, e: e * p[index],
)
wrong(
    "epsilon_hard_coded_in_the_nudge",
    "The nudge and the division use different numbers: one of them is hard-coded, where both should use "
    "epsilon.",
    nudge=lambda p, index, e: 1e-7,
)
wrong(
    "epsilon_hard_coded_in_the_nudge",
    "The nudge and the division use different numbers: one of them is hard-coded, where both should use "
    "epsilon.",
    scale=lambda e: 2e-7,
)
wrong(
    "epsilon_hard_coded_in_the_nudge",
    "The nudge and the division use different numbers: one of them is hard-coded, where both should use "
    "epsilon.",
    nudge=lambda p, index, e: 1e-4,
)
wrong(
    "divided_by_epsilon_squared",
    "The difference is divided by epsilon squared (or twice that): between the two points lies 2 epsilon.",
    scale=lambda e: e**2,
)
wrong(
    "divided_by_epsilon_squared",
    "The difference is divided by twice epsilon squared: between the two points lies 2 epsilon.",
    scale=lambda e: 2 * e**2,
)
wrong(
    "divided_by_2",
    "The difference is divided by 2, but not by epsilon.",
    scale=lambda e: 2,
)
wrong(
    "divided_by_m_again",
    "The difference is divided by something else beside 2 epsilon. The cost is a mean over the examples "
    "already.",
    cost=lambda AL, Y: compute_cost(AL, Y) / Y.shape[1],
)
wrong(
    "cost_arguments_swapped",
    "compute_cost is given Y and AL in the wrong order: its order is (AL, Y).",
    cost=lambda AL, Y: compute_cost(Y, AL),
)
wrong(
    "output_for_cost",
    "The difference is taken of AL (its mean or sum), but the cost is needed: the gradients are those of J.",
    cost=lambda AL, Y: np.mean(AL),
)
wrong(
    "output_for_cost",
    "The difference is taken of AL (its mean or sum), but the cost is needed: the gradients are those of J.",
    cost=lambda AL, Y: np.sum(AL),
)


@MISTAKES.wrong(
    "one_sided_over_2_epsilon",
    "The difference is J(p + epsilon) - J(p), but divided by 2 epsilon: half of what it should be. Is the "
    "second dictionary nudged down, or does its nudge only take the first one back, because the two share "
    "their arrays (dict(...) and .copy() copy the dictionary only)?",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: (J(e) - J(0)) / (2 * e))


@MISTAKES.wrong(
    "one_sided_over_2_epsilon",
    "The difference is taken on one side only, J(p) - J(p - epsilon), but divided by 2 epsilon: the "
    "gradients are half as large as they should be. Is the first dictionary nudged up?",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: (J(0) - J(-e)) / (2 * e))


@MISTAKES.wrong(
    "costs_added",
    "The two costs are added, but their difference is needed.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: (J(e) + J(-e)) / (2 * e))


@MISTAKES.wrong(
    "parentheses_missing",
    "Only the second cost is divided by 2 epsilon: the difference lacks its parentheses.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: J(e) - J(-e) / (2 * e))


@MISTAKES.wrong(
    "sign_lost",
    "All gradients are positive: the absolute value of the difference is taken. Which way the cost goes is "
    "what the sign tells.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: abs(J(e) - J(-e)) / (2 * e))


@MISTAKES.wrong(
    "second_derivative",
    "J(p + epsilon) - 2 J(p) + J(p - epsilon) gives the second derivative, the curvature. The slope is "
    "asked for.",
)
def _(parameters, X, Y, epsilon=1e-7):
    return differences(parameters, X, Y, epsilon, quotient=lambda J, e: (J(e) - 2 * J(0) + J(-e)) / e**2)


for _along in ("each array", "all arrays"):

    @MISTAKES.wrong(
        "nudges_pile_up",
        "The copies are made too early, before the loop over the entries, so every nudge stays and the later "
        "ones come on top. When does a fresh copy have to be made?",
    )
    def _(parameters, X, Y, epsilon=1e-7, along=_along):
        grads, plus, minus = {}, {}, {}
        for key, values in parameters.items():
            grads["d" + key] = np.zeros_like(values)
            if along == "each array" or not plus:
                plus, minus = ({k: v.copy() for k, v in parameters.items()} for _ in range(2))
            for index in np.ndindex(values.shape):
                plus[key][index] += epsilon
                minus[key][index] -= epsilon
                grads["d" + key][index] = (cost_of(plus, X, Y) - cost_of(minus, X, Y)) / (2 * epsilon)
        return grads


@MISTAKES.wrong(
    "X_nudged",
    "Every entry of a gradient is the same number in all layers: it is the input X that is nudged, where one "
    "entry of one parameter should be.",
)
def _(parameters, X, Y, epsilon=1e-7):
    slope = (cost_of(parameters, X + epsilon, Y) - cost_of(parameters, X - epsilon, Y)) / (2 * epsilon)
    return {"d" + key: np.full_like(value, slope) for key, value in parameters.items()}


@MISTAKES.wrong(
    "slopes_pile_up",
    "Every entry of a gradient is the same sum: each slope is added to the whole array, where it should be "
    "stored in its own place.",
)
def _(parameters, X, Y, epsilon=1e-7):
    grads = reference.numerical_gradients(parameters, X, Y, epsilon)
    return {key: np.full_like(value, value.sum()) for key, value in grads.items()}


@MISTAKES.wrong(
    "slopes_overwritten",
    "Every entry of a gradient is the same number, the last slope: each one overwrites the whole array, "
    "where it should be stored in its own place.",
)
def _(parameters, X, Y, epsilon=1e-7):
    grads = reference.numerical_gradients(parameters, X, Y, epsilon)
    return {key: np.full_like(value, value.flat[-1]) for key, value in grads.items()}


for _letter, _name in (("W", "weights"), ("b", "biases")):

    @MISTAKES.wrong(
        f"gradients_of_{_name}_are_zero",
        f"The gradients of the {_name} are all 0: they are made, but their entries are never nudged. Every "
        "parameter is nudged, W and b.",
    )
    def _(parameters, X, Y, epsilon=1e-7, letter=_letter):
        grads = reference.numerical_gradients(parameters, X, Y, epsilon)
        return {key: value * (key[1] != letter) for key, value in grads.items()}


for _place, _part in (("first column", (slice(None), slice(0, 1))), ("first row", slice(0, 1)),
                      ("first entry", (0, 0))):  # fmt: skip

    @MISTAKES.wrong(
        "only_one_part_nudged",
        f"Only the {_place} of each array has a slope, the rest is 0: does a loop, over the rows or over the "
        "columns, end too early, or is one index left as it is?",
    )
    def _(parameters, X, Y, epsilon=1e-7, part=_part):
        grads = reference.numerical_gradients(parameters, X, Y, epsilon)
        result = {key: np.zeros_like(value) for key, value in grads.items()}
        for key, value in grads.items():
            result[key][part] = value[part]
        return result


for _sizes in ((0, 0), (1, 1), (1, 0)):

    @MISTAKES.wrong(
        "loops_over_the_wrong_sizes",
        "Some entries have no slope: the loops over rows and columns run over the same size, or the two "
        "sizes have changed places. shape[0] counts rows, shape[1] columns.",
    )
    def _(parameters, X, Y, epsilon=1e-7, sizes=_sizes):
        grads = reference.numerical_gradients(parameters, X, Y, epsilon)
        result = {key: np.zeros_like(value) for key, value in grads.items()}
        for key, value in grads.items():
            rows, columns = (value.shape[axis] for axis in sizes)
            result[key][:rows, :columns] = value[:rows, :columns]
        return result


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
