"""Which formula gives these numbers? The last question about what is computed entry by entry.

All formulas of up to four parts (arguments, their exponentials or logarithms, 1 and 2) are tried, the
shortest first. What is found gives the learner's numbers in every entry of every case; whether the code
is written like that is another matter.
"""

import numpy as np

from .. import compare
from ..exercise import FORMULA
from .context import numbers

FEW, MANY = 24, 2000  # entries to search with, and to try what was found on
OPERATIONS = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}
STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}  # how tightly a formula's text holds together; a part: 3
NUMBERS = {"1": 1.0, "2": 2.0}


def explain(at):
    """The formula of the item that differs, as (label, sentence, rung), or None."""
    entries = at.exercise.made_of and _entries(at, at.exercise.made_of)
    if not entries:
        return None
    actual, expected, parts = entries
    alike = np.allclose(actual, expected, rtol=compare.RTOL, atol=compare.ATOL)
    if actual.size < 6 or alike or np.ptp(actual) < 1e-9:  # a constant is the value of many formulas
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
    """(actual, expected, parts): the entries of all cases side by side; None where one is no number."""
    rows = []
    for finding in at.findings:
        outcomes = finding.outcome, finding.expected
        pair = [outcome.value and outcome.value.at(at.difference.path) for outcome in outcomes]
        if not all(node and node.kind in ("array", "number") for node in pair):
            return None
        actual, expected = map(numbers, pair)
        with np.errstate(all="ignore"):  # an exponential may overflow
            parts = parts_of(finding.case, at.difference.path)
        if not parts or actual.shape != expected.shape:
            return None
        parts = parts | NUMBERS
        shaped = [np.broadcast_to(values, actual.shape).ravel() for values in parts.values()]
        rows.append(np.vstack([actual.ravel(), expected.ravel(), *shaped]))
    table = np.hstack(rows)[:, :MANY]
    table = table[:, np.isfinite(table[2:]).all(axis=0)]  # where an exponential overflows nobody can tell
    return (table[0], table[1], dict(zip(parts, table[2:]))) if np.isfinite(table[0]).all() else None


def search(target, parts) -> str | None:
    """The shortest formula of up to four of `parts` (words: values) that gives `target`, as text."""
    usual = np.flatnonzero((np.abs(np.vstack([target, *parts.values()])) < 1e6).all(axis=0))
    few = usual[np.linspace(0, usual.size - 1, min(usual.size, FEW)).astype(int)] if usual.size else usual
    if few.size < 6:
        return None
    wanted = target[few]
    one = _distinct([(name, values[few]) for name, values in parts.items()])
    two = _distinct([*one, *_combined(one, one)])
    three = _distinct([*two, *_combined(two, one), *_combined(one, two)])
    for tree in _candidates(wanted, one, two, three):
        with np.errstate(all="ignore"):
            values = _value(tree, parts)
        if _close(values[None], target).all():
            return _text(tree)
        if _close(-values[None], target).all():
            return f"-{_text(tree)}" if _strength(tree) > 1 else f"-({_text(tree)})"
    return None


def _candidates(wanted, one, two, three):
    """The formulas that give the wanted values, or minus them; the shortest first."""
    table = np.array([values for _, values in three])
    hits = np.flatnonzero(_close(table, wanted) | _close(table, -wanted))
    yield from sorted((three[i][0] for i in hits), key=_length)
    yield from sorted([*_completed(wanted, three, one), *_completed(wanted, two, two)], key=_length)


# A formula is a part's name, or (sign, formula, formula); with it go its values on a few entries.


def _combined(left, right):
    """Every sum, difference, product and quotient of one formula of each list."""
    a, b = (np.array([values for _, values in formulas]) for formulas in (left, right))
    for sign, operation in OPERATIONS.items():
        with np.errstate(all="ignore"):
            values = operation(a[:, None, :], b[None, :, :])
        for i, (first, _) in enumerate(left):
            for j, (second, _) in enumerate(right):
                if first not in NUMBERS or second not in NUMBERS:
                    yield (sign, first, second), values[i, j]


def _distinct(formulas):
    """Each set of values once, the first formula that gives it; not what is no number, or 0 everywhere."""
    values = np.array([values for _, values in formulas])
    sound = np.isfinite(values).all(axis=1) & values.any(axis=1)
    keys = np.round(values, 7) + 0.0
    kept = {}
    for i in np.flatnonzero(sound):
        kept.setdefault(keys[i].tobytes(), formulas[i])
    return list(kept.values())


def _completed(wanted, formulas, others):
    """The formulas made of one of each list: what would be missing is looked up."""
    table = np.array([values for _, values in formulas])
    for second, b in others:
        with np.errstate(all="ignore"):
            missing = {  # what a has to be, for "a sign b" (True) and for "b sign a"
                ("+", True): wanted - b,
                ("-", True): wanted + b,
                ("-", False): b - wanted,
                ("*", True): wanted / b,
                ("/", True): wanted * b,
                ("/", False): b / wanted,
            }
        for (sign, first), values in missing.items():
            for i in np.flatnonzero(_close(table, values))[:1]:
                yield (sign, formulas[i][0], second) if first else (sign, second, formulas[i][0])


def _value(tree, parts):
    if isinstance(tree, str):
        return parts[tree]
    sign, left, right = tree
    return OPERATIONS[sign](_value(left, parts), _value(right, parts))


def _length(tree):
    """How many parts a formula has, and how many letters: the shorter is the better answer."""
    text = _text(tree)
    return text.count(" "), len(text)


def _strength(tree):
    return 3 if isinstance(tree, str) else STRENGTH[tree[0]]


def _text(tree) -> str:
    """A formula as one writes it, with no more parentheses than it needs."""
    if isinstance(tree, str):
        return tree
    sign, left, right = tree
    strength = STRENGTH[sign]
    first = _text(left) if _strength(left) >= strength else f"({_text(left)})"
    tight = _strength(right) > strength or (_strength(right) == strength and sign in "+*")
    return f"{first} {sign} {_text(right) if tight else f'({_text(right)})'}"


def _close(table, target):
    """Which rows agree with the target in every entry."""
    with np.errstate(all="ignore"):
        return (np.abs(table - target) <= 1e-9 + 1e-7 * np.abs(target)).all(axis=1)
