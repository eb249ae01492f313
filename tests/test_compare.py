"""Two results are compared in a fixed order, within fixed tolerances, and never broadcast."""

import itertools
import math
from collections import OrderedDict, namedtuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dnn_helpers import compare
from dnn_helpers.attempt import snapshot
from dnn_helpers.compare import STAGES

COLUMN = np.array([[1.0], [2.0], [3.0]])


def differences(actual, expected, **options):
    return compare.differences(snapshot(actual), snapshot(expected), **options)


def same(actual, expected, **options):
    return compare.same(snapshot(actual), snapshot(expected), **options)


def first(actual, expected, **options):
    """The stage of the first difference, or None."""
    found = differences(actual, expected, **options)
    return found[0].stage if found else None


# --- One difference, one stage ----------------------------------------------------------------

# stage -> an actual and an expected value that differ there
EXAMPLES = {
    "none": (None, COLUMN),
    "kind": (COLUMN.tolist(), COLUMN),
    "length": ((1.0,), (1.0, 2.0)),
    "keys": ({"W": 1.0}, {"b": 1.0}),
    "type": (np.ma.array(COLUMN), COLUMN),
    "shape": (COLUMN.T, COLUMN),
    "dtype": (COLUMN.astype(np.float32), COLUMN),
    "finite": (COLUMN * np.nan, COLUMN),
    "value": (COLUMN + 1, COLUMN),
}


def test_there_is_an_example_of_every_stage_in_the_fixed_order():
    assert tuple(EXAMPLES) == STAGES


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_told_by_its_name(stage):
    assert {difference.stage for difference in differences(*EXAMPLES[stage])} == {stage}


@pytest.mark.parametrize("stage", STAGES)
def test_whatever_differs_is_not_the_same(stage):
    assert not same(*EXAMPLES[stage])


@pytest.mark.parametrize("early, late", list(itertools.combinations(STAGES, 2)))
def test_the_earlier_stage_comes_first_wherever_it_stands(early, late):
    pairs = EXAMPLES[late], EXAMPLES[early]
    actual, expected = (tuple(pair[side] for pair in pairs) for side in (0, 1))
    stages = [difference.stage for difference in differences(actual, expected)]
    assert stages[0] == early and set(stages) == {early, late}


def test_at_one_stage_the_first_place_comes_first():
    found = differences((COLUMN + 1, [COLUMN, COLUMN + 1], COLUMN + 1), (COLUMN, [COLUMN, COLUMN], COLUMN))
    assert [difference.path for difference in found] == [(0,), (1, 1), (2,)]


def test_one_place_has_one_difference_the_earliest():
    actual = np.full((1, 3), np.nan, dtype=np.float32)
    assert [difference.stage for difference in differences(actual, COLUMN)] == ["shape"]


# --- Kinds ------------------------------------------------------------------------------------

Pair = namedtuple("Pair", "x y")

ALIKE = [
    ((1.0, 2.0), Pair(1.0, 2.0)),
    (Pair(1.0, 2.0), (1.0, 2.0)),
    (OrderedDict(W=1.0, b=2.0), {"b": 2.0, "W": 1.0}),
    (2.5, np.float64(2.5)),
    (np.float64(2.5), 2.5),
    (np.array(2.5), 2.5),
    (2.5, np.array(2.5)),
    (3, np.int64(3)),
    (3.0, 3),
    (True, 1),
    (np.array([1.0, 0.0]), np.array([1, 0])),
    (np.array([True, False]), np.array([1, 0])),
    (np.array([1, 0], dtype=np.uint8), np.array([1, 0])),
    (np.ones(2, dtype=np.longdouble), np.ones(2)),
    (np.asfortranarray(np.ones((2, 3))), np.ones((2, 3))),
    (np.array([-0.0]), np.array([0.0])),
    ("relu", "relu"),
    (None, None),
    ((), ()),
    ({}, {}),
    (np.zeros((0, 3)), np.zeros((0, 3))),
]


@pytest.mark.parametrize("actual, expected", ALIKE, ids=lambda value: f"{type(value).__name__}")
def test_two_ways_to_write_one_result_are_the_same(actual, expected):
    assert same(actual, expected) and differences(actual, expected) == []


UNLIKE = [
    ("kind", [1.0, 2.0], (1.0, 2.0)),
    ("kind", (1.0, 2.0), [1.0, 2.0]),
    ("kind", {"a": 1.0}, (1.0,)),
    ("kind", "1.0", 1.0),
    ("kind", [1.0], 1.0),
    ("kind", np.array([1.0], dtype=object), np.array([1.0])),
    ("kind", 1j, 1.0),
    ("kind", 1.0, "relu"),
    ("kind", 0.0, None),
    ("none", None, 1.0),
    ("none", None, (1.0,)),
    ("none", None, {}),
    ("value", "relu", "sigmoid"),
    ("value", len, OrderedDict),
    ("shape", np.ones(3), np.ones((3, 1))),
    ("shape", np.ones((3, 1)), np.ones(3)),
    ("shape", np.ones((1, 3)), np.ones(3)),
    ("shape", np.ones((1, 1)), 1.0),
    ("shape", np.ones(1), 1.0),
    ("shape", 1.0, np.ones((1, 1))),
    ("shape", 1.0, np.ones((3, 1))),
    ("shape", np.ones((3, 1)), np.ones((3, 3))),
    ("shape", np.ones((1, 3)), np.ones((3, 1))),
    ("shape", np.zeros((0, 3)), np.zeros((3, 0))),
    ("dtype", np.ones(3, dtype=np.float32), np.ones(3)),
    ("dtype", np.ones(3, dtype=np.float16), np.ones(3)),
    ("dtype", np.ones(3, dtype=int), np.ones(3)),
    ("dtype", np.ones(3, dtype=bool), np.ones(3)),
    ("dtype", np.array(1.0, dtype=np.float32), 1.0),
    ("dtype", np.float32(1.0), 1.0),
    ("dtype", 1, 1.0),
    ("dtype", True, 1.0),
    ("dtype", 2**100, 1.0),
]


@pytest.mark.parametrize(
    "stage, actual, expected",
    UNLIKE,
    ids=[f"{stage}: {actual!r} for {expected!r}" for stage, actual, expected in UNLIKE],
)
def test_what_only_looks_alike_differs(stage, actual, expected):
    assert first(actual, expected) == stage


# --- Tolerances -------------------------------------------------------------------------------

# (expected, error, whether it is small enough): rtol 1e-6 of the expected number, and atol 1e-8
EDGES = [
    (1.0, 1.009e-6, True), (1.0, 1.011e-6, False), (1000.0, 1.0e-3, True), (1000.0, 1.001e-3, False),
    (0.0, 0.99e-8, True), (0.0, 1.01e-8, False), (1e-9, 1e-8, True),
    (-1.0, 1.009e-6, True), (-1.0, 1.011e-6, False),
    (1e300, 0.99e294, True), (1e300, 1.01e294, False),
]  # fmt: skip


@pytest.mark.parametrize("sign", [1, -1], ids=["above", "below"])
@pytest.mark.parametrize("expected, error, close", EDGES)
def test_the_tolerances_end_where_they_are_said_to(expected, error, close, sign):
    assert same(expected + sign * error, expected) is close
    assert same(np.full((2, 2), expected + sign * error), np.full((2, 2), expected)) is close


def test_the_tolerances_can_be_set_for_an_exercise():
    assert first(1.0 + 5e-7, 1.0, rtol=0, atol=0) == "value"
    assert first(1.0 + 5e-7, 1.0, rtol=0, atol=1e-6) is None
    assert first(np.nextafter(1.0, 2), 1.0, rtol=0, atol=0) == "value"


WILD = [math.nan, math.inf, -math.inf]


@pytest.mark.parametrize("wild", WILD)
def test_nan_and_inf_for_a_number_are_told_as_such(wild):
    assert first(wild, 1.0) == "finite"


@pytest.mark.parametrize("wild", WILD)
def test_nan_and_inf_agree_with_themselves(wild):
    """An expected result has none; a known wrong version, with which a learner's is compared, may."""
    assert same(np.array([1.0, wild]), np.array([1.0, wild]))


@pytest.mark.parametrize(
    "actual, expected", [(math.inf, -math.inf), (math.nan, math.inf), (1.0, math.nan), (1.0, math.inf)]
)
def test_nan_and_inf_agree_with_nothing_else(actual, expected):
    assert first(actual, expected) == "value"


def test_the_first_entry_that_differs_is_told():
    expected = np.zeros((2, 3))
    actual = expected.copy()
    actual[1, 0] = actual[1, 2] = 7
    assert differences(actual, expected)[0].index == (1, 0)


def test_of_wrong_numbers_and_no_numbers_the_first_that_is_none_is_told():
    expected = np.zeros((2, 3))
    actual = np.array([[5.0, 0, 0], [0, np.inf, np.nan]])
    difference = differences(actual, expected)[0]
    assert (difference.stage, difference.index) == ("finite", (1, 1))


def test_comparing_warns_of_nothing():
    assert first(np.array([1e308, np.inf]), np.array([-1e308, 1.0])) == "finite"


# --- Dictionaries -----------------------------------------------------------------------------


def test_a_missing_key_and_one_too_many_are_told_apart():
    missing, added = differences({"W": 1.0, "c": 2.0}, {"W": 1.0, "b": 1.0})
    assert (missing.path, missing.actual, missing.expected.value) == (("b",), None, 1.0)
    assert (added.path, added.actual.value, added.expected) == (("c",), 2.0, None)


def test_extra_keys_are_allowed_where_the_exercise_says_so():
    assert first({"W": 1.0, "c": None}, {"W": 1.0}, extra_keys=True) is None
    assert same({"W": 1.0, "c": None}, {"W": 1.0}, extra_keys=True)


def test_a_missing_key_is_never_allowed():
    assert first({"c": 1.0}, {"W": 1.0}, extra_keys=True) == "keys"


def test_the_order_of_keys_does_not_matter():
    assert same({"b": 2.0, "W": 1.0}, {"W": 1.0, "b": 2.0})


def test_a_path_leads_from_the_outside_in():
    actual, expected = ({"caches": [(1.0, 2.0)]} for _ in range(2))
    actual["caches"][0] = (1.0, 9.0)
    assert differences((actual,), (expected,))[0].path == (0, "caches", 0, 1)


def test_a_path_can_begin_where_the_caller_stands():
    assert differences(1.0, 2.0, path=(3,))[0].path == (3,)


# --- Against a check written with loops -------------------------------------------------------


def agrees(actual, expected):
    """Whether two results agree: an independent witness, on the values themselves, entry by entry."""
    if isinstance(expected, dict):
        return (
            isinstance(actual, dict)
            and sorted(actual) == sorted(expected)
            and all(agrees(actual[k], expected[k]) for k in expected)
        )
    if isinstance(expected, (tuple, list)):
        if not isinstance(actual, type(expected)) or len(actual) != len(expected):
            return False
        return all(agrees(a, e) for a, e in zip(actual, expected))
    if not isinstance(actual, (float, int, np.ndarray)):
        return False
    if isinstance(expected, float) and (isinstance(actual, int) or not np.shape(actual) == ()):
        return False
    if np.shape(actual) != np.shape(expected) or np.asarray(actual).dtype != np.float64:
        return False
    for index in np.ndindex(np.shape(expected)):
        a, e = float(np.asarray(actual)[index]), float(np.asarray(expected)[index])
        if math.isnan(a) or math.isinf(a) or abs(a - e) > 1e-8 + 1e-6 * abs(e):
            return False
    return True


NUMBERS = st.sampled_from([0.0, 1.0, -2.5, 1e-9, 3e5])
SHAPES = st.sampled_from([(), (1,), (2,), (1, 1), (1, 2), (2, 1), (2, 3), (3, 2), (0,)])
LEAVES = NUMBERS | st.tuples(SHAPES, NUMBERS).map(
    lambda p: np.arange(math.prod(p[0])).reshape(p[0]) * 0.5 + p[1]
)
RESULTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from(["W1", "b1", "W2"]), inner)
    ),
    max_leaves=5,
)
CHANGES = {
    "nothing": lambda value: value,
    "a trifle": lambda value: value * (1 + 3e-7),
    "too much": lambda value: value * (1 + 3e-6) + 2e-8,
    "nan": lambda value: value * math.nan,
    "an axis more": lambda value: np.asarray(value)[..., None],
    "flat": np.ravel,
    "turned": np.transpose,
    "float32": lambda value: np.asarray(value, dtype=np.float32),
    "whole numbers": lambda value: np.asarray(value).astype(int),
    "a list": lambda value: np.asarray(value).tolist(),
    "nothing at all": lambda value: None,
    "a tuple": lambda value: (value,),
}


@st.composite
def pairs(draw):
    """An expected result, and the same with at most one leaf changed."""
    expected = draw(RESULTS)
    leaves = itertools.count()
    changed, change = draw(st.integers(0, 4)), CHANGES[draw(st.sampled_from(list(CHANGES)))]

    def copied(value):
        if isinstance(value, dict):
            return {key: copied(item) for key, item in value.items()}
        if isinstance(value, (tuple, list)):
            return type(value)(copied(item) for item in value)
        return change(value) if next(leaves) == changed else value

    return copied(expected), expected


@settings(max_examples=600, deadline=None, derandomize=True, database=None)
@given(pairs())
def test_same_agrees_with_a_check_entry_by_entry(pair):
    actual, expected = pair
    assert same(actual, expected) is agrees(actual, expected)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(RESULTS, RESULTS)
def test_same_agrees_with_the_list_of_differences(actual, expected):
    assert same(actual, expected) is (differences(actual, expected) == [])
