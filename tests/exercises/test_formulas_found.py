"""The formula that is named is the one that was computed: no other one gives its numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dnn_helpers.diagnosis.formulas import search

rng = np.random.default_rng(3)
VALUES = {"Z": rng.normal(size=20), "dA": rng.normal(size=20), "s": rng.uniform(0.1, 0.9, size=20)}
PARTS = VALUES | {"1": np.ones(20)}


def value(text):
    """What a formula computes, by Python itself."""
    return eval(text, {"__builtins__": {}}, VALUES) * np.ones(20)


@pytest.mark.parametrize("text, length", [
    ("Z", 1), ("-dA", 1), ("Z - dA", 2), ("-(Z + s)", 2), ("1 / (1 + Z)", 3), ("(Z - s) * dA", 3),
    ("(Z - s) / (dA + 1)", 4), ("Z - dA / (s + 1)", 4), ("dA * s * (1 - s)", 4), ("-(Z - s * dA) / s", 4),
])  # fmt: skip
def test_a_formula_is_found_in_as_few_parts_as_it_has(text, length):
    found = search(value(text), PARTS)
    np.testing.assert_allclose(value(found), value(text), rtol=1e-6)
    assert sum(found.count(name) for name in (*VALUES, "1")) <= length


formulas = st.recursive(
    st.sampled_from([*VALUES, "1"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(" ".join).map("({})".format),
    max_leaves=4,
)


@settings(deadline=None, max_examples=60)
@given(formulas)
def test_whatever_is_found_computes_the_same(text):
    with np.errstate(all="ignore"):
        target = value(text) if text.count("Z") + text.count("dA") + text.count("s") else None
    if target is None or not np.isfinite(target).all() or not target.any() or np.abs(target).max() > 1e6:
        return
    found = search(target, PARTS)
    assert found is not None
    np.testing.assert_allclose(value(found), target, rtol=1e-5, atol=1e-8)


def test_what_no_short_formula_gives_is_not_named():
    assert search(np.sin(7 * VALUES["Z"]), PARTS) is None


def test_a_formula_that_fails_in_a_single_entry_is_not_named():
    Z = np.linspace(-3, 3, 500)
    target = 2 * Z + 1
    assert search(target, {"Z": Z, "1": np.ones(500)}) is not None
    target[123] += 1e-3
    assert search(target, {"Z": Z, "1": np.ones(500)}) is None
