"""update_parameters: one step of gradient descent."""

from .. import reference
from ..exercise import SKELETON, Case, Exercise
from ..naming import name
from ..test_cases import update_parameters_test_case
from .common import Catalogue, by_key, depth_traits, network

MISTAKES = Catalogue()

DEEP = [3, 2, 4, 3, 2, 3, 2, 4, 2, 3, 2, 1]


def cases(rng):
    made = [Case("the notebook's example", (*update_parameters_test_case(), 0.1), public=True,
                 traits=depth_traits(2))]  # fmt: skip
    networks = [([4, 3, 1], 0.0075), ([3, 2], 0.5), ([3, 5, 4, 2], 0.3), ([5, 4, 3, 2, 2, 1], 2.0),
                (DEEP, 0.05), ([3, 3, 3, 3], 1.2)]  # fmt: skip
    for dims, learning_rate in networks:
        parameters = network(rng, dims)
        grads = {f"d{key}": value for key, value in network(rng, dims).items()}
        grads |= {f"dA{l}": rng.normal(size=(n, 4)) for l, n in enumerate(dims[:-1])}
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
    "What comes back is minus the step, -alpha dW, alone: it was never added to the parameter.",
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
    "The dictionary grads comes back, where parameters was expected.",
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
)
