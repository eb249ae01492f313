"""L_layer_model: the training loop."""

import numpy as np

from .. import reference
from ..exercise import SKELETON, Case, Exercise
from ..naming import name
from ..reference import (
    L_model_backward,
    L_model_forward,
    compute_cost,
    initialize_parameters_scaled,
    update_parameters,
)
from .common import Catalogue, by_item, depth_traits, labels, silent_steps, sizes

MISTAKES = Catalogue()

MANY = "there are more than 100 iterations"


def cases(rng):
    made = []
    for number, (dims, m, rate, iterations) in enumerate([
        ([4, 3, 1], 5, 0.1, 3), ([3, 1], 4, 0.5, 5), ([5, 4, 3, 1], 6, 0.3, 2),
        ([2, 1], 3, 0.2, 101), ([3, 2, 1], 1, 0.4, 4),
    ]):  # fmt: skip
        args = (rng.normal(size=(dims[0], m)), labels(rng, m), dims, rate, iterations)
        label = f"{sizes(layers=len(dims) - 1, examples=m)}, rate {rate}, {iterations} iterations"
        traits = depth_traits(len(dims) - 1, m) | frozenset([MANY] * (iterations > 100))
        keywords = {"print_cost": bool(number % 2)}
        made.append(Case(label, args, keywords, traits, m, public=number == 0))
    return made


def train(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False, *,
          start=initialize_parameters_scaled, every=100, update=update_parameters,
          record="before"):  # fmt: skip
    """The right version with one thing made wrong."""
    parameters, costs = start(layers_dims), []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if i % every == 0 and record == "before":
            costs.append(compute_cost(AL, Y))
        parameters = update(parameters, L_model_backward(AL, Y, caches), learning_rate)
        if i % every == 0 and record == "after":
            costs.append(compute_cost(L_model_forward(X, parameters)[0], Y))
    return parameters, costs


def small_start(layers_dims, seed=1):
    np.random.seed(seed)
    return reference.initialize_parameters_deep(layers_dims)


@MISTAKES.wrong(
    "starts_with_small_weights",
    "Training starts from weights scaled by 0.01. A deep network hardly learns from there; the "
    "exercise asks for initialize_parameters_scaled.",
)
def _(*args, **keywords):
    return train(*args, **keywords, start=lambda dims: reference.initialize_parameters_deep(dims))


@MISTAKES.wrong(
    "starts_with_small_weights",
    "Training starts from initialize_parameters_deep, seeded with 1. A deep network hardly learns "
    "from there; the exercise asks for initialize_parameters_scaled.",
)
def _(*args, **keywords):
    return train(*args, **keywords, start=small_start)


@MISTAKES.wrong(
    "never_updates",
    "The parameters come back as they started: the result of update_parameters is not kept.",
)
def _(*args, **keywords):
    return train(*args, **keywords, update=lambda parameters, grads, rate: parameters)


@MISTAKES.wrong(
    "learning_rate_ignored",
    "Training goes on with a learning rate of 0.0075, whatever the argument says: it is hard-coded.",
)
def _(*args, **keywords):
    return train(*args, **keywords, update=lambda p, g, rate: update_parameters(p, g, 0.0075))


@MISTAKES.wrong(
    "climbs",
    "The cost goes up: the update adds the gradient where it should subtract it.",
)
def _(*args, **keywords):
    return train(*args, **keywords, update=lambda p, g, rate: update_parameters(p, g, -rate))


@MISTAKES.wrong(
    "cost_in_every_iteration",
    "costs has an entry for every iteration; one for iterations 0, 100, 200, ... was expected.",
)
def _(*args, **keywords):
    return train(*args, **keywords, every=1)


@MISTAKES.wrong(
    "cost_after_the_update",
    "The costs are those after the update, one step late: compute the cost from the AL that this "
    "iteration's forward pass gave.",
)
def _(*args, **keywords):
    return train(*args, **keywords, record="after")


@MISTAKES.wrong(
    "no_costs",
    "costs is empty: it should hold the cost of iterations 0, 100, 200, ..., whether it is printed or not.",
)
def _(*args, **keywords):
    return train(*args, **keywords)[0], []


@MISTAKES.wrong(
    "costs_only_when_printed",
    "costs is filled only where print_cost is true. Printing and recording are two things: what "
    "belongs to which if?",
)
def _(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    parameters, costs = train(X, Y, layers_dims, learning_rate, num_iterations)
    return parameters, costs if print_cost else []


@MISTAKES.wrong(
    "one_iteration_too_few",
    "One iteration is missing: which numbers does the range give?",
    SKELETON,
)
def _(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    return train(X, Y, layers_dims, learning_rate, num_iterations - 1)


@MISTAKES.wrong(
    "one_iteration_too_many",
    "There is one iteration too many: which numbers does the range give?",
    SKELETON,
)
def _(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    return train(X, Y, layers_dims, learning_rate, num_iterations + 1)


@MISTAKES.wrong(
    "one_iteration_only",
    "Only one iteration takes place: the function returns inside the loop.",
    SKELETON,
)
def _(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    return train(X, Y, layers_dims, learning_rate, 1)


@MISTAKES.wrong(
    "starts_anew_in_every_pass",
    "The parameters are initialised inside the loop, so every pass starts from the beginning and the "
    "cost never falls.",
    SKELETON,
)
def _(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    parameters, costs = train(X, Y, layers_dims, learning_rate, 1)
    return parameters, costs * ((num_iterations + 99) // 100)


@MISTAKES.wrong(
    "results_swapped",
    "costs comes first and parameters second: the order of the two results is swapped.",
)
def _(*args, **keywords):
    return train(*args, **keywords)[::-1]


@MISTAKES.wrong(
    "costs_not_returned",
    "Only the parameters are returned; two values were expected: parameters and costs.",
)
def _(*args, **keywords):
    return train(*args, **keywords)[0]


EXERCISE = Exercise(
    reference=reference.L_layer_model,
    points={"parameters": 10, "costs": 5},
    result=name("the result", "parameters", "costs"),
    inputs=name("arguments", "X", "Y", "layers_dims", "learning_rate", "num_iterations", "print_cost"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "Everything is there already. Start with parameters; then, again and again: go forward, look "
        "at the cost, go backward, take a step.",
        "parameters = initialize_parameters_scaled(layers_dims); then num_iterations times: AL, caches "
        "from L_model_forward(X, parameters); the cost from AL and Y; grads from L_model_backward; "
        "parameters from update_parameters. costs holds the cost of iterations 0, 100, 200, ...",
        "parameters = ...\n"
        "costs = []\n"
        "for i in steps(num_iterations, costs):\n"
        "    AL, caches = ...\n"
        "    if i % 100 == 0:\n"
        "        costs.append(...)\n"
        "    grads = ...\n"
        "    parameters = ...\n"
        "return parameters, costs",
    ),
    part_of=by_item("parameters", "costs"),
    given={"initialize_parameters_scaled": initialize_parameters_scaled, "steps": silent_steps},
)
