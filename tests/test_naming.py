"""A place in a result has a name that a learner knows, and a value a few plain words."""

import numpy as np
import pytest

from dnn_helpers import naming
from dnn_helpers.attempt import snapshot
from dnn_helpers.exercises import BY_NAME
from dnn_helpers.naming import Name, name, place

CACHE = name("cache", name("linear cache", "A_prev", "W", "b"), "Z")
CACHES = Name("caches", each=CACHE)

PLACES = [
    (name("cost"), (), "cost"),
    (name("result", "dA_prev", "dW", "db"), (1,), "dW"),
    (name("result", "Z", name("cache", "A", "W", "b")), (1, 2), "cache[2] (b)"),
    (name("result", "A", CACHE), (1, 0, 2), "cache[0][2] (b)"),
    (name("result", "AL", CACHES), (1,), "caches"),
    (name("result", "AL", CACHES), (1, 0), "caches[0] (cache of layer 1)"),
    (name("result", "AL", CACHES), (1, 2, 1), "caches[2][1] (Z of layer 3)"),
    (name("result", "AL", CACHES), (1, 1, 0, 1), "caches[1][0][1] (W of layer 2)"),
    (name("parameters"), ("W1",), "W1"),
    (name("result", "parameters", "costs"), (0, "W1"), "parameters['W1'] (W1)"),
    (name("result", "Z"), (3,), "result[3]"),
]


@pytest.mark.parametrize("root, path, text", PLACES, ids=[text for _, _, text in PLACES])
def test_a_place_is_called_as_the_learner_calls_it(root, path, text):
    assert place(root, path) == text


def test_an_item_without_a_name_is_called_by_its_number():
    assert name("cache", "A")[5].text == "cache[5]"


def test_names_inside_a_name_may_be_texts_or_names():
    assert name("cache", "A", Name("W")).items == (Name("A"), Name("W"))


@pytest.mark.parametrize("exercise", BY_NAME.values(), ids=BY_NAME)
def test_the_names_of_the_arguments_are_those_of_the_signature(exercise):
    arguments = exercise.reference.__code__.co_varnames[: exercise.reference.__code__.co_argcount]
    names = [item.text.split()[0] for item in exercise.inputs.items]
    assert names and names == list(arguments)[: len(names)]


SHAPES = [
    (
        name("arguments", "dZ", name("cache", "A_prev", "W", "b")),
        (np.ones((3, 4)), (np.ones((5, 4)), np.ones((3, 5)), np.ones((3, 1)))),
        "dZ (3, 4), A_prev (5, 4), W (3, 5), b (3, 1)",
    ),
    (name("arguments", "Z", "activation"), (np.ones((1, 2)), "relu"), "Z (1, 2), activation = 'relu'"),
    (name("arguments", "n_x", "n_h"), (3, 2), "n_x = 3, n_h = 2"),
    (name("arguments", "layer_dims"), ([5, 4, 3],), "layer_dims = [5, 4, 3]"),
    (
        name("arguments", "parameters"),
        ({"W1": np.ones((2, 3)), "b1": np.ones((2, 1))},),
        "layers 3 → 2",
    ),
    (
        name("arguments", "parameters", "grads", "X"),
        (
            {"W1": np.ones((2, 3)), "b1": np.ones((2, 1))},
            {"dW1": np.ones((2, 3)), "db1": np.ones((2, 1))},
            np.ones((3, 5)),
        ),
        "layers 3 → 2, grads like them, X (3, 5), m = 5",
    ),
    (
        name("arguments", Name("caches", each=name("cache", name("linear cache", "A", "W", "b"), "Z"))),
        ([((np.ones((4, 2)), np.ones((3, 4)), np.ones((3, 1))), np.ones((3, 2)))],),
        "layers 4 → 3",
    ),
    (
        name("arguments", Name("caches", each=name("cache", "A", "Z"))),
        ([(np.ones((1, 2)), np.ones((3, 2))), (np.ones((3, 2)), np.ones((1, 2)))],),
        "A of layer 1 (1, 2), Z of layer 1 (3, 2), A of layer 2 (3, 2), Z of layer 2 (1, 2)",
    ),
]


@pytest.mark.parametrize("root, values, text", SHAPES, ids=[text for _, _, text in SHAPES])
def test_arguments_are_listed_with_their_shapes(root, values, text):
    assert naming.shapes(root, snapshot(values)) == text


def test_of_many_arrays_the_first_are_listed_and_the_rest_counted():
    many = {f"V{l}": np.ones((1, 1)) for l in range(1, 31)}
    text = naming.shapes(name("arguments", "many"), snapshot((many,)))
    assert text.startswith("V1 (1, 1), V2 (1, 1)") and text.endswith("... (30 arrays)") and "V30" not in text


KINDS = [
    (np.ones((3, 1)), "an array of shape (3, 1)"),
    (np.array(2.0), "an array of shape ()"),
    (2.5, "the number 2.5"),
    (1 / 3, "the number 0.333333"),
    (np.float64(2.5), "the number 2.5"),
    (float("nan"), "the number nan"),
    (7, "the number 7"),
    (True, "True"),
    (np.bool_(False), "False"),
    ("relu", "the text 'relu'"),
    ((), "a tuple of 0 items"),
    ((1,), "a tuple of 1 item"),
    ([1, 2], "a list of 2 items"),
    ({"W": 1, "b": 2}, "a dictionary with the keys W, b"),
    ({}, "a dictionary with the keys (none)"),
    (None, "None"),
    (len, "a value of type builtin_function_or_method"),
    (np.array([None]), "a value of type ndarray of 1 entries of dtype object"),
]


@pytest.mark.parametrize("value, words", KINDS, ids=[words for _, words in KINDS])
def test_a_kind_is_told_in_plain_words(value, words):
    assert naming.kind(snapshot(value)) == words


def test_what_is_missing_is_nothing():
    assert naming.kind(None) == "nothing"


@pytest.mark.parametrize(
    "value", ["x" * 1000, {"k" * 100 + str(i): 1 for i in range(100)}], ids=["a text", "a dictionary"]
)
def test_long_values_are_told_in_few_words(value):
    assert len(naming.kind(snapshot(value))) < 300


NUMBERS = [
    2**100,
    -(2**1000),
    np.longdouble(1.5),
    np.timedelta64(5, "D"),
    np.uint64(2**64 - 1),
    np.float16(1),
    1e-300,
]


@pytest.mark.parametrize("value", NUMBERS, ids=lambda value: f"{type(value).__name__}")
def test_every_number_has_words(value):
    assert naming.kind(snapshot(value))
