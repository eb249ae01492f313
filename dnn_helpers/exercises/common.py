"""What the exercises share: a catalogue to write mistakes in, names, and inputs to try."""

import numpy as np

from .. import reference
from ..exercise import FORMULA, Mistake
from ..naming import name

LINEAR_CACHE = name("linear cache", "A_prev", "W", "b")
LAYER_CACHE = name("cache", LINEAR_CACHE, "Z")
GRADIENTS = name("the result", "dA_prev", "dW", "db")


class Catalogue(list):
    """Known mistakes, in the order in which they are tried; each is written with `@wrong`."""

    def wrong(self, label, sentence, rung=FORMULA):
        """Enter the decorated function as a wrong version of the exercise."""

        def enter(function):
            self.append(Mistake(label, sentence, function, rung))
            return function

        return enter

    def inherit(self, label, sentence, mistakes, wanted, function, rung=FORMULA):
        """Enter another exercise's wrong versions, as they are inside this one.

        label, sentence  with {} for the other's own
        mistakes         the other catalogue       wanted  labels to take from it, in one text
        function         the other's wrong version -> a wrong version of this exercise
        """
        for mistake in mistakes:
            if mistake.label in wanted.split():
                told = sentence.format(mistake.sentence)
                self.append(Mistake(label.format(mistake.label), told, function(mistake.function), rung))


def one_part(part):
    """Every item of the result belongs to this one part."""
    return lambda case, path: part


def by_item(*parts):
    """The items of the result, a tuple, are its parts."""
    return lambda case, path: dict(enumerate(parts)).get(path[0]) if path else None


def by_key(part_of_key):
    """The entries of the result, a dict, are sorted into parts by their keys (None: no part)."""
    return lambda case, path: part_of_key(case, path[0]) if path and isinstance(path[0], str) else None


def by_activation(case, path):
    """The sigmoid and the ReLU branch are parts of their own."""
    return case.keywords.get("activation", case.args[-1])


# --- Inputs -----------------------------------------------------------------------------------


def layer(rng, n_prev, n, m):
    """A_prev, W, b of one layer: values of both signs, biases far from zero."""
    return rng.normal(size=(n_prev, m)), rng.normal(size=(n, n_prev)), rng.normal(size=(n, 1)) + 0.5


def network(rng, dims):
    """Parameters of a network whose signals neither die nor saturate on the way."""
    parameters = {}
    for l in range(1, len(dims)):
        parameters[f"W{l}"] = rng.normal(size=(dims[l], dims[l - 1])) * np.sqrt(2 / dims[l - 1])
        parameters[f"b{l}"] = rng.normal(size=(dims[l], 1)) * 0.3 + 0.1
    return parameters


def forward_pass(rng, dims, m):
    """X, Y, parameters, AL, caches of a real forward pass.

    AL lies well inside (0, 1), every hidden layer has units that are open and units that are shut,
    and every layer has a gradient worth comparing.
    """
    while True:
        X, parameters, Y = rng.normal(size=(dims[0], m)), network(rng, dims), labels(rng, m)
        AL, caches = reference.L_model_forward(X, parameters)
        mixed = all((cache[1] > 0).any() and (cache[1] < 0).any() for cache in caches[:-1])
        if mixed and 0.001 < AL.min() and AL.max() < 0.999:
            grads = reference.L_model_backward(AL, Y, caches)
            if all(np.abs(grads[f"dW{l}"]).max() > 1e-3 for l in range(1, len(dims))):
                return X, Y, parameters, AL, caches


def labels(rng, m):
    """Labels (1, m): both classes where there is room for both."""
    Y = (rng.random((1, m)) < 0.5).astype(float)
    if m > 1:
        Y[0, :2] = 0.0, 1.0
    return Y


def probabilities(rng, m):
    """AL (1, m) between 0.02 and 0.98."""
    return rng.uniform(0.02, 0.98, size=(1, m))


def sizes(**counts):
    """A label made of counts: sizes(units=3, examples=4) is "3 units, 4 examples"."""
    words = (f"{n} {what[:-1] if n == 1 else what}" for what, n in counts.items())
    return ", ".join(words)


ONE_EXAMPLE = "m = 1"
ONE_UNIT = "the layer has a single unit"
SECOND_CALL = "the function is called a second time"
AT_ZERO = "an entry of Z is exactly 0"


def layer_traits(n, m):
    """What sets a case of one layer apart."""
    return frozenset([ONE_EXAMPLE] * (m == 1) + [ONE_UNIT] * (n == 1))


def depth_traits(L, m=None):
    """What sets a case of a whole network apart."""
    words = {1: "the network has one layer", 2: "the network has two layers"}
    traits = [words.get(L, "the network has three or more layers")]
    return frozenset(traits + [ONE_EXAMPLE] * (m == 1) + ["there are ten or more layers"] * (L >= 10))


def silent_steps(count, costs=()):
    """`steps` without its bar, where nobody is watching."""
    return range(count)
