"""update_parameters: one step of gradient descent."""

import numpy as np

from .. import reference
from ..exercise import FORMULA, SKELETON, Case, Exercise
from ..naming import name
from ..test_cases import update_parameters_test_case
from .common import Catalogue, by_key, depth_traits, network

MISTAKES = Catalogue()

DEEP = [3, 2, 4, 3, 2, 3, 2, 4, 2, 3, 2, 1]


def cases(rng):
    """The document's example, then other depths and rates; grads in the order in which they are made."""
    made = [Case("the notebook's example", (*update_parameters_test_case(), 0.1), public=True,
                 traits=depth_traits(2))]  # fmt: skip
    networks = [([4, 3, 1], 0.0075), ([3, 2], 0.5), ([3, 5, 4, 2], 0.3), ([5, 4, 3, 2, 2, 1], 2.0),
                (DEEP, 0.05), ([3, 3, 3, 3], 1.2)]  # fmt: skip
    for dims, learning_rate in networks:
        parameters = network(rng, dims)
        made_grads = {f"d{key}": value for key, value in network(rng, dims).items()}
        grads = {}  # in the order in which L_model_backward stores them
        for l in range(len(dims) - 1, 0, -1):
            grads[f"dA{l - 1}"] = rng.normal(size=(dims[l - 1], 4))
            grads |= {key: made_grads[key] for key in (f"dW{l}", f"db{l}")}
        label = f"{len(dims) - 1} layers, learning rate {learning_rate}"
        traits = depth_traits(len(dims) - 1)
        made.append(Case(label, (parameters, grads, learning_rate), traits=traits))
    return made


def step(parameters, grads, learning_rate, *, rule=lambda p, g, rate: p - rate * g, keys=None):
    """The right version with another rule or with some keys left as they are."""
    return {
        key: rule(value, grads["d" + key], learning_rate) if keys is None or key in keys else value
        for key, value in parameters.items()
    }


def layers_of(parameters):
    return len(parameters) // 2


@MISTAKES.wrong(
    "plus_for_minus",
    "The step goes uphill: the sign is wrong. The gradient points to where the cost grows.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, rule=lambda p, g, rate: p + rate * g)


@MISTAKES.wrong(
    "learning_rate_missing",
    "The whole gradient is subtracted: the learning rate is missing, in one of the two lines or in both.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, rule=lambda p, g, rate: p - g)


@MISTAKES.wrong(
    "learning_rate_hard_coded",
    "The step is taken with a learning rate of 0.1, whatever the argument says: it is hard-coded.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, 0.1)


@MISTAKES.wrong(
    "learning_rate_hard_coded",
    "The step is taken with a learning rate of 0.01, whatever the argument says: it is hard-coded.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, 0.01)


@MISTAKES.wrong(
    "learning_rate_hard_coded",
    "The step is taken with a learning rate of 0.0075, whatever the argument says: it is hard-coded.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, 0.0075)


@MISTAKES.wrong(
    "divided_by_learning_rate",
    "The gradient is divided by the learning rate, where it should be multiplied by it.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, rule=lambda p, g, rate: p - g / rate)


@MISTAKES.wrong(
    "learning_rate_squared",
    "The learning rate enters twice: the step is its square times the gradient.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate**2)


@MISTAKES.wrong(
    "parameters_times_gradient",
    "The step is multiplied with the parameter: W (1 - alpha dW) instead of W - alpha dW.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, rule=lambda p, g, rate: p * (1 - rate * g))


@MISTAKES.wrong(
    "parentheses_too_wide",
    "The learning rate multiplies the parameter too: alpha (W - dW) instead of W - alpha dW.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, rule=lambda p, g, rate: rate * (p - g))


@MISTAKES.wrong(
    "gradient_minus_parameter",
    "The two sides are swapped: alpha dW - W instead of W - alpha dW.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, rule=lambda p, g, rate: rate * g - p)


@MISTAKES.wrong(
    "only_the_step",
    "What comes back is the step, alpha dW, alone: it was never subtracted from the parameter.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, rule=lambda p, g, rate: rate * g)


@MISTAKES.wrong(
    "only_the_step",
    "Only -alpha dW comes back; the old value of the parameter is lost. Does a line say =- where -= is "
    "meant, or is the parameter itself left out?",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, rule=lambda p, g, rate: -rate * g)


@MISTAKES.wrong(
    "only_weights_updated",
    "The weights W are updated, the biases b are not: each layer has two parameters.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, keys=[k for k in parameters if k[0] == "W"])


@MISTAKES.wrong(
    "only_biases_updated",
    "The biases b are updated, the weights W are not: each layer has two parameters.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, keys=[k for k in parameters if k[0] == "b"])


@MISTAKES.wrong(
    "last_layer_not_updated",
    "The last layer keeps its old parameters: the loop ends one layer early. Which numbers does the "
    "range give?",
    SKELETON,
)
def _(parameters, grads, learning_rate):
    L = layers_of(parameters)
    return step(parameters, grads, learning_rate, keys=[k for k in parameters if int(k[1:]) < L])


@MISTAKES.wrong(
    "first_layer_not_updated",
    "The first layer keeps its old parameters: the loop begins one layer late.",
    SKELETON,
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, keys=[k for k in parameters if int(k[1:]) > 1])


@MISTAKES.wrong(
    "only_last_layer_updated",
    "Only the last layer is updated: is the update indented into the loop?",
    SKELETON,
)
def _(parameters, grads, learning_rate):
    L = layers_of(parameters)
    return step(parameters, grads, learning_rate, keys=[k for k in parameters if int(k[1:]) == L])


@MISTAKES.wrong(
    "only_first_layer_updated",
    "Only the first layer is updated: the function returns inside the loop, or the key is hard-coded.",
    SKELETON,
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, keys=["W1", "b1"])


@MISTAKES.wrong(
    "two_layers_only",
    "Only the first two layers are updated: the number of layers is hard-coded.",
    SKELETON,
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate, keys=["W1", "b1", "W2", "b2"])


@MISTAKES.wrong(
    "nothing_updated",
    "The parameters come back unchanged. Is the result of the subtraction stored under its key?",
)
def _(parameters, grads, learning_rate):
    return dict(parameters)


@MISTAKES.wrong(
    "grads_returned",
    "The dictionary grads comes back, but parameters is needed.",
)
def _(parameters, grads, learning_rate):
    return dict(grads)


@MISTAKES.wrong(
    "only_updated_returned",
    "The new dictionary holds the weights only: the biases were left out of it.",
)
def _(parameters, grads, learning_rate):
    new = step(parameters, grads, learning_rate)
    return {key: value for key, value in new.items() if key[0] == "W"}


@MISTAKES.wrong(
    "keys_off_by_one",
    "The keys of the new dictionary are off by one: they begin at W0. The loop variable counts from "
    "0, the layers from 1.",
    SKELETON,
)
def _(parameters, grads, learning_rate):
    new = step(parameters, grads, learning_rate)
    return {f"{key[0]}{int(key[1:]) - 1}": value for key, value in new.items()}


@MISTAKES.wrong(
    "dW_for_every_parameter",
    "b is updated with dW's mean instead of db: each parameter has a gradient of its own.",
)
def _(parameters, grads, learning_rate):
    return {
        key: value - learning_rate * (grads[f"dW{key[1:]}"] if key[0] == "W"
                                      else grads[f"dW{key[1:]}"].mean(axis=1, keepdims=True))
        for key, value in parameters.items()
    }  # fmt: skip


@MISTAKES.wrong(
    "dW_for_every_parameter",
    "b has taken on the shape of dW: b is updated with dW, where db belongs.",
)
def _(parameters, grads, learning_rate):
    return {key: value - learning_rate * grads[f"dW{key[1:]}"] for key, value in parameters.items()}


@MISTAKES.wrong(
    "b_made_from_W",
    "b has taken on the shape of W: the new b is computed from W, where b itself belongs. A copied line?",
)
def _(parameters, grads, learning_rate):
    return {key: parameters[f"W{key[1:]}"] - learning_rate * grads["d" + key] for key in parameters}


@MISTAKES.wrong(
    "updated_twice",
    "Every parameter is updated twice.",
)
def _(parameters, grads, learning_rate):
    return step(step(parameters, grads, learning_rate), grads, learning_rate)


@MISTAKES.wrong(
    "changes_grads_in_place",
    "The result is right, but the gradients were multiplied by the learning rate in place: grads "
    "belongs to the caller. Only parameters may be changed.",
)
def _(parameters, grads, learning_rate):
    for key in parameters:
        grads["d" + key] *= learning_rate
    return {key: value - grads["d" + key] for key, value in parameters.items()}


def wrong(label, sentence, rule, letters="Wb"):
    """Enter another rule (p, g, rate) -> p for the parameters of these letters."""

    @MISTAKES.wrong(label, sentence)
    def _(parameters, grads, learning_rate):
        new = step(parameters, grads, learning_rate, rule=rule)
        right = step(parameters, grads, learning_rate)
        return {key: new[key] if key[0] in letters else right[key] for key in parameters}


_NAMES = {"W": "the weights W", "b": "the biases b"}
for _letter, _name in _NAMES.items():
    _other = next(name for letter, name in _NAMES.items() if letter != _letter)
    wrong(
        f"plus_for_minus_in_{_letter}",
        f"For {_name} the step goes uphill: the sign is wrong. It is right for {_other}.",
        lambda p, g, rate: p + rate * g,
        _letter,
    )
    wrong(
        f"learning_rate_missing_in_{_letter}",
        f"For {_name} the whole gradient is subtracted: the learning rate is missing in that line.",
        lambda p, g, rate: p - g,
        _letter,
    )
    wrong(
        f"only_the_step_in_{_letter}",
        f"For {_name} what comes back is the step alone, with or without its minus: it is not taken from the "
        "parameter.",
        lambda p, g, rate: -rate * g,
        _letter,
    )
    wrong(
        f"only_the_step_in_{_letter}",
        f"For {_name} what comes back is the step alone, with or without its minus: it is not taken from the "
        "parameter.",
        lambda p, g, rate: rate * g,
        _letter,
    )
    wrong(
        f"parameter_for_gradient_in_{_letter}",
        f"For {_name} the parameter itself is multiplied by the learning rate and subtracted; what belongs "
        "there is its gradient, from grads.",
        lambda p, g, rate: p - rate * p,
        _letter,
    )
    wrong(
        f"updated_twice_in_{_letter}",
        f"{_name[0].upper()}{_name[1:]} are updated twice.",
        lambda p, g, rate: p - 2 * rate * g,
        _letter,
    )

    @MISTAKES.wrong(
        f"{_letter}_of_last_layer_only",
        f"Of {_name} only the last layer's is updated: does their line stand after the loop instead of "
        "inside it?",
        SKELETON,
    )
    def _(parameters, grads, learning_rate, letter=_letter):
        last = f"{letter}{layers_of(parameters)}"
        keys = [key for key in parameters if key[0] != letter or key == last]
        return step(parameters, grads, learning_rate, keys=keys)

    @MISTAKES.wrong(
        f"{_letter}_updated_in_every_pass",
        f"{_name[0].upper()}{_name[1:]} are updated again and again, once for each layer: is a loop over the "
        "layers inside the loop over the layers?",
        SKELETON,
    )
    def _(parameters, grads, learning_rate, letter=_letter):
        L = layers_of(parameters)
        return {
            key: value - (L if key[0] == letter else 1) * learning_rate * grads["d" + key]
            for key, value in parameters.items()
        }


wrong(
    "parameter_for_gradient",
    "The parameter itself is multiplied by the learning rate and subtracted; what belongs there is its "
    "gradient, from grads.",
    lambda p, g, rate: p - rate * p,
)
wrong(
    "sign_of_the_gradient",
    "Only the sign of the gradient is used: every entry moves by the same amount. The step is as long as the "
    "gradient is steep.",
    lambda p, g, rate: p - rate * np.sign(g),
)
wrong(
    "gradient_normalised",
    "The gradient is divided by its own length (or its largest entry) first. The step of gradient descent is "
    "as long as the gradient is steep.",
    lambda p, g, rate: p - rate * g / np.linalg.norm(g),
)
wrong(
    "gradient_normalised",
    "The gradient is divided by its largest entry first. The step of gradient descent is as long as the "
    "gradient is steep.",
    lambda p, g, rate: p - rate * g / np.abs(g).max(),
)
for _limit in (0.1, 0.5, 1.0):
    wrong(
        "gradient_clipped",
        "The gradient is cut off at a limit (clipped). Here all of it counts.",
        lambda p, g, rate, limit=_limit: p - rate * np.clip(g, -limit, limit),
    )
for _decay in (0.9, 0.95, 0.99, 0.999):
    wrong(
        "weight_decay",
        "The old parameter is shrunk a little before the step (weight decay). Here the step is all that "
        "happens.",
        lambda p, g, rate, decay=_decay: p * decay - rate * g,
    )
wrong(
    "weight_decay",
    "The old parameter is shrunk by the learning rate before the step: (1 - alpha) W - alpha dW. Is a "
    "parenthesis in the wrong place?",
    lambda p, g, rate: (1 - rate) * p - rate * g,
)
wrong(
    "weighted_mean",
    "The parameter and its gradient are mixed, (1 - alpha) W + alpha dW: that is a weighted mean, not a "
    "step.",
    lambda p, g, rate: (1 - rate) * p + rate * g,
)
wrong(
    "averaged_by_columns",
    "The gradient is divided by a size once more: dW and db hold their 1/m already.",
    lambda p, g, rate: p - rate * g / g.shape[1],
)
wrong(
    "averaged_by_columns",
    "The gradient is divided by a size once more: dW and db hold their 1/m already.",
    lambda p, g, rate: p - rate * g / g.shape[0],
)
wrong(
    "gradient_as_one_number",
    "The gradient is summed or averaged to one number before the step: each entry has a slope of its own.",
    lambda p, g, rate: p - rate * np.sum(g),
)
wrong(
    "gradient_as_one_number",
    "The gradient is averaged to one number before the step: each entry has a slope of its own.",
    lambda p, g, rate: p - rate * np.mean(g),
)
wrong(
    "learning_rate_as_whole_number",
    "The learning rate is turned into a whole number, which is 0 for most: then nothing moves. Where is "
    "int, or //?",
    lambda p, g, rate: p - int(rate) * g,
)
wrong(
    "learning_rate_halved",
    "The step is half as long as it should be.",
    lambda p, g, rate: p - rate / 2 * g,
)
wrong(
    "multiplied",
    "The parameter is multiplied by the step, alpha dW, where the step should be subtracted from it.",
    lambda p, g, rate: p * rate * g,
)
wrong(
    "gradient_transposed",
    "The gradient is transposed. It has the shape of its parameter already.",
    lambda p, g, rate: p - rate * g.T,
)
for _rate in (1e-3, 5e-3, 0.05, 0.5, 0.2, 1e-4, 3e-3):

    @MISTAKES.wrong(
        "learning_rate_hard_coded",
        f"The step is taken with a learning rate of {_rate:g}, whatever the argument says: it is hard-coded.",
    )
    def _(parameters, grads, learning_rate, rate=_rate):
        return step(parameters, grads, rate)


def by_layer(rate):
    """The right version with a learning rate that depends on l and L."""

    def update(parameters, grads, learning_rate):
        L = layers_of(parameters)
        return {
            key: value - rate(learning_rate, int(key[1:]), L) * grads["d" + key]
            for key, value in parameters.items()
        }

    return update


for _rate in (
    lambda r, l, L: r / L,
    lambda r, l, L: r / l,
    lambda r, l, L: r * l,
    lambda r, l, L: r**l,
    lambda r, l, L: r / 2**l,
    lambda r, l, L: r / (l + 1),
):
    MISTAKES.wrong(
        "learning_rate_depends_on_the_layer",
        "The learning rate is multiplied or divided by a number of layers (or changed in every pass): all "
        "layers take their step with the same alpha, the argument.",
    )(by_layer(_rate))


@MISTAKES.wrong(
    "updated_in_every_pass",
    "Every parameter is updated once for each layer, again and again: is a loop over the layers, or over all "
    "keys, inside the loop over the layers?",
    SKELETON,
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate * layers_of(parameters))


def another_layers(number):
    """Every parameter updated with the gradient of layer `number(l, L)`."""

    def update(parameters, grads, learning_rate):
        L = layers_of(parameters)
        return {
            key: value - learning_rate * grads[f"d{key[0]}{number(int(key[1:]), L)}"]
            for key, value in parameters.items()
        }

    return update


for _number in (
    lambda l, L: max(1, l - 1),
    lambda l, L: min(L, l + 1),
    lambda l, L: L + 1 - l,
    lambda l, L: 1,
    lambda l, L: L,
    lambda l, L: l - 1 or L,
):
    MISTAKES.wrong(
        "another_layers_gradient",
        "A layer's parameters are updated with another layer's gradients: the number in the key of grads "
        "does not go along with the one in the key of parameters. W[l] needs dW[l].",
        SKELETON,
    )(another_layers(_number))


for _first in (True, False):

    @MISTAKES.wrong(
        "gradients_by_place",
        "The gradients are taken in the order in which they stand in grads, not by their keys. grads begins "
        "with the last layer and holds dA too: look each one up by its name.",
        SKELETON,
    )
    def _(parameters, grads, learning_rate, first=_first):
        values = [value for key, value in grads.items() if first or key[1] != "A"]
        return {key: value - learning_rate * g for (key, value), g in zip(parameters.items(), values)}


@MISTAKES.wrong(
    "results_in_a_tuple",
    "Two things are returned, parameters and grads; parameters alone were expected.",
)
def _(parameters, grads, learning_rate):
    return step(parameters, grads, learning_rate), grads


@MISTAKES.wrong(
    "only_layer_in_result",
    "The new dictionary holds one layer only: is it created again in every pass of the loop?",
    SKELETON,
)
def _(parameters, grads, learning_rate):
    new, L = step(parameters, grads, learning_rate), layers_of(parameters)
    return {key: new[key] for key in (f"W{L}", f"b{L}")}


for _axis in (1, None):

    @MISTAKES.wrong(
        "dW_for_every_parameter",
        "b is updated with dW, summed or averaged to fit, instead of db: each parameter has a gradient of "
        "its own.",
    )
    def _(parameters, grads, learning_rate, axis=_axis):
        new = step(parameters, grads, learning_rate)
        for l in range(1, layers_of(parameters) + 1):
            new[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"dW{l}"].sum(axis=axis, keepdims=True)
        return new


for _letters in ("Wb", "W", "b"):
    wrong(
        "parentheses_round_the_difference",
        f"The parentheses are in the wrong place: ({_letters[0]} - alpha) d{_letters[0]}, so the parameter "
        f"itself is multiplied by its gradient. alpha d{_letters[0]} belongs together, and is subtracted "
        f"from {_letters[0]}.",
        lambda p, g, rate: (p - rate) * g,
        letters=_letters,
    )


def lengths_of_the_steps(at):
    """Every parameter moves along its gradient, but not by the learning rate."""
    steps = [step for finding in at.findings for step in _steps(finding)]
    if not steps or any(factor is None for *_, factor in steps):
        return None
    by_layer = {(layer, round(factor, 6)) for _, layer, factor in steps}
    rates = {rate * factor for rate, _, factor in steps}
    if len({factor for _, factor in by_layer}) == 1:
        factor = steps[0][2]
        return (
            "step_of_another_length",
            f"Every step is {factor:.8g} times alpha dW, and should be alpha dW itself. What multiplies it?",
            FORMULA,
        )
    if np.ptp(list(rates)) < 1e-6:
        return (
            "learning_rate_hard_coded",
            f"The step is taken with a learning rate of {rates.pop():.4g}, whatever the argument says: it is "
            "hard-coded.",
            FORMULA,
        )
    if len({layer for layer, _ in by_layer}) == len(by_layer):
        first, second = (next(factor for _, layer, factor in steps if layer == l) for l in (1, 2))
        return (
            "learning_rate_depends_on_the_layer",
            f"Each layer takes a step of another length: layer 1's is {first:.4g} times alpha dW, layer 2's "
            f"{second:.4g} times. Is the learning rate changed inside the loop, or multiplied by something "
            "that belongs to the layer? All layers share one alpha.",
            FORMULA,
        )
    return None


def _steps(finding):
    """(learning rate, layer, factor) of every parameter: it moved by -factor * rate * gradient, or None."""
    parameters, grads, rate = finding.case.args
    came = finding.outcome.value
    if came is None or came.kind != "dict" or set(came.keys) != set(parameters):
        return [(rate, 0, None)]
    return [(rate, int(key[1:]), _multiple(parameters[key] - item.value, rate * grads["d" + key]))
            if np.shape(item.value) == parameters[key].shape else (rate, 0, None)
            for key, item in zip(came.keys, came.items)]  # fmt: skip


def _multiple(actual, expected):
    factor = float(np.median(actual / expected))
    return factor if np.allclose(actual, factor * expected, rtol=1e-6, atol=1e-9) else None


def made_of(case, path):
    """A parameter, its gradient and the learning rate."""
    parameters, grads, rate = case.args
    (key,) = path
    return {key: parameters[key], f"d{key}": grads[f"d{key}"], "alpha": rate}


EXERCISE = Exercise(
    reference=reference.update_parameters,
    points={"W": 5, "b": 5},
    result=name("parameters"),
    inputs=name("arguments", "parameters", "grads", "learning_rate"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "The gradient says in which direction the cost grows fastest. Go a small step the other way, "
        "in every parameter of every layer.",
        "W[l] = W[l] - alpha dW[l] and b[l] = b[l] - alpha db[l] for l = 1, ..., L; the shapes stay "
        "as they are. L is half the number of entries in parameters.",
        "L = len(parameters) // 2\n"
        "for l in range(L):\n"
        '    parameters["W" + str(l+1)] = ... - ... * grads["dW" + str(l+1)]\n'
        '    parameters["b" + str(l+1)] = ...\n'
        "return parameters",
    ),
    part_of=by_key(lambda case, key: key[:1] if key[:1] in ("W", "b") else None),
    may_change=frozenset(["parameters"]),
    rules=(lengths_of_the_steps,),
    made_of=made_of,
)
