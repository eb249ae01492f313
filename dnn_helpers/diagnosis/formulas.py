"""Which formula gives these numbers? The last question about what is computed entry by entry.

All formulas of up to four parts (numbers, arguments, their exponentials or logarithms) are tried on
entries of all cases, the shortest first. What is found is no guess: it is what the function computes.
"""

from typing import NamedTuple

import numpy as np

from .. import compare
from ..exercise import FORMULA

MOST_ENTRIES = 60
SUM, PRODUCT, PART = 1, 2, 3  # how tightly a formula's text holds together


class Formula(NamedTuple):
    """A formula in words, how tightly it holds together, and its values, an entry each."""

    text: str
    strength: int
    values: np.ndarray


def explain(at):
    """The formula of the item that differs, as (label, sentence, rung), or None."""
    parts_of = PARTS.get(at.exercise.name)
    entries = parts_of and _entries(at, parts_of)
    if not entries:
        return None
    actual, expected, parts = entries
    if actual.size < 6 or np.allclose(actual, expected, rtol=compare.RTOL, atol=compare.ATOL):
        return None
    found = search(actual, parts)
    if found is None:
        return None
    return (
        f"{at.slug}_by_another_formula",
        f"{at.where} is computed by another formula: it is exactly {found}. Lay that beside the formula of "
        "the exercise: which sign, factor or parenthesis is another?",
        FORMULA,
    )


def _entries(at, parts_of):
    """(actual, expected, parts): entries of all cases side by side, where every part is a usual number."""
    rows = []
    for finding in at.findings:
        actual, expected = (
            _item(outcome.value, at.difference.path) for outcome in (finding.outcome, finding.expected)
        )
        if actual is None or np.shape(actual) != np.shape(expected):
            return None
        parts = parts_of(finding.case, at.difference.path)
        if not parts:
            return None
        shaped = [
            np.broadcast_to(np.asarray(x, dtype=float), np.shape(actual)).ravel() for x in parts.values()
        ]
        rows.append(np.vstack([np.ravel(actual), np.ravel(expected), *shaped]))
    table = np.hstack(rows)
    table = table[:, (np.abs(table) < 1e6).all(axis=0)]  # false for nan as well
    table = table[:, np.linspace(0, table.shape[1] - 1, min(table.shape[1], MOST_ENTRIES)).astype(int)]
    return table[0], table[1], [Formula(name, PART, values) for name, values in zip(parts, table[2:])]


def _item(node, path):
    """The numbers at a place in a result, or None."""
    for step in path:
        items = dict(zip(node.keys or range(len(node.items)), node.items)) if node else {}
        node = items.get(step)
    return np.asarray(node.value, dtype=float) if node and node.kind in ("array", "number") else None


def search(target, parts) -> str | None:
    """The shortest formula of up to four of `parts` whose values are `target`, as text."""
    one = list(parts)
    two = _distinct(one + _combined(one, one))
    three = _distinct(two + _combined(two, one) + _combined(one, two))
    for formulas in (one, two, three):
        if found := _lookup(target, formulas):
            return found
    return _completed(target, three, one) or _completed(target, two, two)


def _combined(left, right):
    """Every sum, difference, product and quotient of one formula of each list."""
    return [_joined(a, sign, b) for a in left for b in right for sign in "+-*/"]


def _joined(a, sign, b):
    strength = SUM if sign in "+-" else PRODUCT
    first = a.text if a.strength >= strength else f"({a.text})"
    second = b.text if b.strength > strength or (b.strength == strength and sign in "+*") else f"({b.text})"
    with np.errstate(all="ignore"):
        values = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}[sign](a.values, b.values)
    return Formula(f"{first} {sign} {second}", strength, values)


def _distinct(formulas):
    """Each set of values once, in its shortest words; what is no number, or 0 everywhere, is left out."""
    kept = {}
    for formula in sorted(formulas, key=lambda formula: len(formula.text)):
        if np.isfinite(formula.values).all() and formula.values.any():
            kept.setdefault(np.round(formula.values, 7).tobytes(), formula)
    return list(kept.values())


def _lookup(target, formulas):
    """The formula that is the target, or minus it."""
    table = np.array([formula.values for formula in formulas])
    for sign in (1, -1):
        for i in np.flatnonzero(_close(table, sign * target)):
            formula = formulas[i]
            if sign == 1:
                return formula.text
            return f"-{formula.text}" if formula.strength > SUM else f"-({formula.text})"
    return None


def _completed(target, formulas, others):
    """The shortest formula made of one of each list: what would be missing is looked up."""
    table = np.array([formula.values for formula in formulas])
    found = []
    for b in others:
        with np.errstate(all="ignore"):
            wanted = {  # what a has to be, for "a sign b" (True) and for "b sign a"
                ("+", True): target - b.values,
                ("-", True): target + b.values,
                ("-", False): b.values - target,
                ("*", True): target / b.values,
                ("/", True): target * b.values,
                ("/", False): b.values / target,
            }
        for (sign, first), values in wanted.items():
            for i in np.flatnonzero(_close(table, values))[:1]:
                pair = (formulas[i], b) if first else (b, formulas[i])
                joined = _joined(pair[0], sign, pair[1])
                found += [joined.text] if _close(joined.values[None], target).all() else []
    return min(found, key=len, default=None)


def _close(table, target):
    """Which rows agree with the target in every entry."""
    with np.errstate(all="ignore"):
        return (np.abs(table - target) <= 1e-9 + 1e-7 * np.abs(target)).all(axis=1)


# --- What a formula may be made of: exercise -> (case, path) -> {words: values} -----------------


def _of_Z(case, path):
    (Z,) = case.args
    with np.errstate(all="ignore"):
        return {"Z": Z, "exp(-Z)": np.exp(-Z), "exp(Z)": np.exp(Z), "1": 1.0, "2": 2.0}


def _of_Z_and_kink(case, path):
    (Z,) = case.args
    return {"Z": Z, "|Z|": np.abs(Z), "max(0, Z)": np.maximum(0, Z), "(Z > 0)": Z > 0, "1": 1.0, "2": 2.0}


def _of_dA_and_s(case, path):
    dA, Z = case.args
    with np.errstate(all="ignore"):
        s = 1 / (1 + np.exp(-Z))
        return {"dA": dA, "s": s, "(1 - s)": 1 - s, "Z": Z, "exp(-Z)": np.exp(-Z), "1": 1.0, "2": 2.0}


def _of_dA_and_kink(case, path):
    dA, Z = case.args
    return {"dA": dA, "(Z > 0)": Z > 0, "Z": Z, "max(0, Z)": np.maximum(0, Z), "1": 1.0, "2": 2.0}


def _of_labels(case, path):
    AL, Y = (np.asarray(array, dtype=float) for array in case.args)
    with np.errstate(all="ignore"):
        a, not_a = np.log(AL), np.log(1 - AL)
        return {
            "sum(Y log AL)": np.sum(Y * a), "sum((1 - Y) log(1 - AL))": np.sum((1 - Y) * not_a),
            "sum(Y log(1 - AL))": np.sum(Y * not_a), "sum((1 - Y) log AL)": np.sum((1 - Y) * a),
            "sum(log AL)": np.sum(a), "sum(log(1 - AL))": np.sum(not_a), "m": float(Y.shape[1]), "2": 2.0,
        }  # fmt: skip


def _of_a_step(case, path):
    parameters, grads, rate = case.args
    key = path[0]
    return {key: parameters[key], f"d{key}": grads[f"d{key}"], "alpha": rate, "1": 1.0, "2": 2.0}


def _of_a_layer(case, path):
    A, W, b = case.args
    return {"W A": W @ A, "b": b, "1": 1.0, "2": 2.0} if path == (0,) else {}


PARTS = {
    "sigmoid": _of_Z,
    "relu": _of_Z_and_kink,
    "sigmoid_backward": _of_dA_and_s,
    "relu_backward": _of_dA_and_kink,
    "compute_cost": _of_labels,
    "update_parameters": _of_a_step,
    "linear_forward": _of_a_layer,
}
