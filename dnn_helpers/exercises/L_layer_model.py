"""L_layer_model: the training loop."""

import numpy as np

from .. import reference
from ..exercise import FORMULA, SKELETON, Case, Exercise
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
    """Depths, rates and counts of iterations that differ; one that is long enough to record twice."""
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
    "costs is filled only when print_cost is true. Printing and recording are two things: what "
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


RIGHT = {
    "start": initialize_parameters_scaled,
    "passes": range,
    "due": lambda i, n: i % 100 == 0,  # is the cost recorded in iteration i of n?
    "cost": compute_cost,
    "gradients": L_model_backward,
    "rate": lambda rate, i: rate,
    "updates": lambda i: 1,  # how many there are in iteration i
    "returned": lambda costs: costs,
}


def loop(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False, **wrong):
    """The training loop, with something of RIGHT replaced."""
    how = RIGHT | wrong
    parameters, costs = how["start"](layers_dims), []
    for i in how["passes"](num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if how["due"](i, num_iterations):
            costs.append(how["cost"](AL, Y))
        grads = how["gradients"](AL, Y, caches)
        for _ in range(how["updates"](i)):
            parameters = update_parameters(parameters, grads, how["rate"](learning_rate, i))
    return parameters, how["returned"](costs)


def wrong(label, sentence, rung=SKELETON, **changes):
    """Enter the loop with something changed."""
    MISTAKES.wrong(label, sentence, rung)(lambda *args, **keywords: loop(*args, **keywords, **changes))


wrong(
    "counts_from_one",
    "The first cost, before any update, is missing, and those that are there come from passes 100, 200, ... "
    "Iterations are counted from 0: with which number does range begin, or which remainder is asked for?",
    passes=lambda n: range(1, n + 1),
)
wrong(
    "counts_from_one",
    "The iterations are counted from 1 to the last but one: one is missing, and the cost of iteration 0 with "
    "it. With which number does range begin, and where does it stop?",
    passes=lambda n: range(1, n),
)
wrong(
    "first_cost_missing",
    "The cost is recorded in iterations 100, 200, ... only: the one of iteration 0 is missing.",
    due=lambda i, n: i % 100 == 0 and i > 0,
)
wrong(
    "only_the_last_cost",
    "costs holds the cost of the last iteration only: it is appended after the loop, or the list is created "
    "again in every pass.",
    due=lambda i, n: i == n - 1,
)
for _step in (2, 5, 10, 20, 25, 50, 1000, 200):
    wrong(
        "cost_at_other_iterations",
        "The cost is recorded at another distance than every 100 iterations: which remainder is asked for?",
        due=lambda i, n, step=_step: i % step == 0,
    )
for _digits in (2, 3, 4):
    wrong(
        "costs_rounded",
        "The costs are rounded. Round what is printed; what is kept should be the full number.",
        cost=lambda AL, Y, digits=_digits: round(float(compute_cost(AL, Y)), digits),
    )
wrong(
    "cost_arguments_swapped",
    "compute_cost is given Y and AL in the wrong order: its order is (AL, Y). The parameters are right all "
    "the same, for the gradients do not use the cost.",
    cost=lambda AL, Y: compute_cost(Y, AL),
)
wrong(
    "backward_arguments_swapped",
    "L_model_backward is given Y and AL in the wrong order: its order is (AL, Y, caches).",
    gradients=lambda AL, Y, caches: L_model_backward(Y, AL, caches),
)


def frozen(keep_cost):
    """Training with the gradients of the first parameters, and with their cost too, or not."""

    def train_on(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
        parameters, costs = initialize_parameters_scaled(layers_dims), []
        first, caches = L_model_forward(X, parameters)
        grads = L_model_backward(first, Y, caches)
        for i in range(num_iterations):
            if i % 100 == 0:
                costs.append(compute_cost(first if keep_cost else L_model_forward(X, parameters)[0], Y))
            parameters = update_parameters(parameters, grads, learning_rate)
        return parameters, costs

    return train_on


MISTAKES.wrong(
    "forward_before_the_loop",
    "The forward pass is done once, before the loop: AL, and with it the cost and the gradients, stay those "
    "of the first parameters. Each iteration needs a forward pass with the parameters as they are then.",
    SKELETON,
)(frozen(True))
MISTAKES.wrong(
    "gradients_before_the_loop",
    "The gradients are computed once, before the loop, and used again and again. They change with the "
    "parameters.",
    SKELETON,
)(frozen(False))
for _times in (2, 3):
    wrong(
        "updated_more_than_once",
        "The parameters are updated more than once in each iteration, with the same gradients: how often "
        "does update_parameters stand in the loop?",
        updates=lambda i, times=_times: times,
    )
wrong(
    "updated_every_hundred",
    "The parameters are updated only where the cost is recorded, every 100 iterations: is the update "
    "indented into the if?",
    updates=lambda i: int(i % 100 == 0),
)
for _rate in (0.1, 0.01, 0.001, 0.005, 0.5, 1.0, 0.05):
    wrong(
        "learning_rate_ignored",
        f"Training goes on with a learning rate of {_rate:g}, whatever the argument says: it is hard-coded.",
        FORMULA,
        rate=lambda r, i, rate=_rate: rate,
    )
for _rate in (
    lambda r, i: r / (1 + i),
    lambda r, i: r / (i or 1),
    lambda r, i: r * 0.99**i,
    lambda r, i: r * 0.95**i,
    lambda r, i: r * 0.9**i,
    lambda r, i: r * 0.5**i,
    lambda r, i: r / np.sqrt(i + 1),
):
    wrong(
        "learning_rate_decays",
        "The learning rate grows smaller from iteration to iteration. It should stay what the argument says.",
        FORMULA,
        rate=_rate,
    )
for _rate in (lambda r, i: r / 2, lambda r, i: r**2, lambda r, i: r / 10):
    wrong(
        "another_learning_rate",
        "The learning rate is changed before it is used (halved, squared, divided). It goes to "
        "update_parameters as it came.",
        FORMULA,
        rate=_rate,
    )
wrong(
    "costs_summed_up",
    "costs holds running sums: each entry has the earlier ones in it.",
    FORMULA,
    returned=lambda costs: list(np.cumsum(costs)),
)
wrong(
    "costs_is_one_number",
    "Only one cost is returned, the last one; costs should be the list of all that were recorded.",
    returned=lambda costs: costs[-1] if costs else 0.0,
)
wrong(
    "costs_is_an_array",
    "costs is a NumPy array; the plain list was expected.",
    returned=lambda costs: np.array(costs),
)


def two_layers(layers_dims):
    """The start of a network of two layers, whatever is asked for."""
    return reference.initialize_parameters(layers_dims[0], layers_dims[1], layers_dims[-1])


wrong(
    "starts_with_two_layers",
    "Training starts from initialize_parameters, which makes two layers with small weights; layers_dims may "
    "ask for any number. The exercise asks for initialize_parameters_scaled.",
    FORMULA,
    start=two_layers,
)


@MISTAKES.wrong(
    "gradients_returned",
    "The gradients come back, but the parameters are needed: which variable does the return line name?",
)
def _(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    before, _ = train(X, Y, layers_dims, learning_rate, num_iterations - 1)
    _, costs = train(X, Y, layers_dims, learning_rate, num_iterations)
    AL, caches = L_model_forward(X, before)
    return L_model_backward(AL, Y, caches), costs


@MISTAKES.wrong(
    "iterations_hard_coded",
    "The number of iterations is not the argument's: it is hard-coded, or the function's default is used.",
    SKELETON,
)
def _(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    return train(X, Y, layers_dims, learning_rate, 100)


@MISTAKES.wrong(
    "stops_early",
    "Training stops before all iterations are done: does the loop break off, on a cost that looks good or "
    "bad? Do all num_iterations.",
    SKELETON,
)
def _(X, Y, layers_dims, learning_rate=0.0075, num_iterations=2500, print_cost=False):
    return train(X, Y, layers_dims, learning_rate, num_iterations // 2)


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
