"""General rules for wrong values in the right shape: sign, 1/m, swapped, zero, one column only.

Each rule takes the place of the difference and answers (label, sentence, rung) or None; the
first answer counts.
"""

import numpy as np

from .. import compare
from ..attempt import snapshot
from ..exercise import FORMULA, SKELETON
from ..naming import place
from .context import slug


def belongs_elsewhere(at):
    """The item is right, but belongs to another place, or is an argument as it came."""
    actual = at.difference.actual
    if actual.kind != "array" or actual.value.size < 2:
        return None
    result, arguments = at.finding.expected.value, snapshot(tuple(at.finding.case.args))
    for root, names, given in ((result, at.exercise.result, False), (arguments, at.exercise.inputs, True)):
        for path, node in leaves(root):
            if (given or path != at.difference.path) and _equal(node, actual):
                other = place(names, path)
                what = f"the argument {other} as it came" if given else f"what {other} should be"
                return (
                    f"{at.slug}_is_{slug(other) if not given else 'an_argument'}",
                    f"{at.where} is not what is expected there: it is {what}. Are two values "
                    "swapped, is a name used twice, or is a step left out?",
                    FORMULA,
                )
    return None


def leaves(node, path=()):
    """(path, node) of every array in a node."""
    if node.kind == "array":
        yield path, node
    for step, item in zip(node.keys or range(len(node.items)), node.items):
        yield from leaves(item, (*path, step))


def _equal(node, actual):
    return node.value.any() and compare.same(actual, node)


def _negated(at):
    if all(_close(actual, -expected) for actual, expected, _ in at.pairs()):
        return (
            f"{at.slug}_wrong_sign",
            f"{at.where} has the wrong sign: every entry is minus what it should be. Is a minus "
            "missing, or one too many?",
            FORMULA,
        )


def _factor(at):
    ratios = [(_ratio(actual, expected), case.m) for actual, expected, case in at.pairs()]
    if not ratios or any(ratio is None for ratio, _ in ratios):
        return None
    if all(m and np.isclose(ratio, m) for ratio, m in ratios):
        return (
            f"{at.slug}_missing_1_over_m",
            f"{at.where} is m times too large (m is the number of examples). Which term of the "
            "formula averages over the examples: is its 1/m there?",
            FORMULA,
        )
    if all(m and np.isclose(ratio * m, 1) for ratio, m in ratios):
        return (
            f"{at.slug}_extra_1_over_m",
            f"{at.where} is m times too small (m is the number of examples): it was divided by m "
            "once too often. Where does 1/m come in, and where does it not?",
            FORMULA,
        )
    first = ratios[0][0]
    if len(ratios) > 1 and all(np.isclose(ratio, first) for ratio, _ in ratios):
        return (
            f"{at.slug}_constant_factor",
            f"{at.where} is {first:.4g} times what it should be, in every entry. Which constant "
            "of the formula is missing, or in it twice?",
            FORMULA,
        )
    # One number is always a multiple of another: only whole arrays can show a common factor.
    arrays = all(actual.size > 1 and case.m for actual, _, case in at.pairs())
    if arrays and all(ratio > 0 for ratio, _ in ratios):
        return (
            f"{at.slug}_divided_by_wrong_size",
            f"{at.where} is right up to a factor that changes with the sizes ({first:.4g} here). Is "
            "it divided by the right number: m, the number of examples, which is the number of "
            "columns? Or is that number hard-coded?",
            FORMULA,
        )
    return None


def _by_sign(at):
    """Entry by entry: wrong exactly where an argument of the same shape is negative, positive or 0."""
    if not {"Z", "cache (Z)"} & {item.text for item in at.exercise.inputs.items}:
        return None
    found = None
    for finding in at.findings:
        wrong = next((d for d in finding.differences if d.path == at.difference.path), None)
        if wrong is None or wrong.stage != "value":
            continue
        arguments = list(leaves(snapshot(tuple(finding.case.args))))[::-1]
        same = [node.value for _, node in arguments if node.value.shape == np.shape(wrong.actual.value)]
        signs = {"negative": same[0] < 0, "positive": same[0] > 0, "exactly 0": same[0] == 0} if same else {}
        mask = compare.differing(wrong.actual, wrong.expected)
        here = {word for word, place in signs.items() if _explains(place, mask)}
        found = here if found is None else found & here
    if found:
        word = min(found)
        return (
            f"{at.slug}_wrong_where_Z_is_{slug(word)}",
            f"{at.where} is right except where Z is {word}{_instead(at)}. Look at what your function does "
            "with those entries: does the condition look at each entry alone, does a loop reach them all, "
            "and what do those entries become?",
            FORMULA,
        )
    return None


def _instead(at):
    """What stands in the wrong entries, where it is one thing: ", and 1 there"."""
    came = {
        float(x) for actual, expected, _ in at.pairs() for x in actual[~np.isclose(actual, expected)].ravel()
    }
    return f", and {came.pop():.6g} there" if len(came) == 1 else ""


def _explains(place, mask):
    """Whether all wrong entries lie in a place, and there are other places."""
    return not (mask & ~place).any() and not place.all()


def _clipped(at):
    """Right between two limits, and at a limit where it should lie beyond."""
    pairs = [(actual, expected) for actual, expected, _ in at.pairs()]
    if sum(actual.size for actual, _ in pairs) < 4:
        return None
    low, high = min(actual.min() for actual, _ in pairs), max(actual.max() for actual, _ in pairs)
    between = any(((low < actual) & (actual < high)).any() for actual, _ in pairs)
    if not between or not all(_close(actual, np.clip(expected, low, high)) for actual, expected in pairs):
        return None
    below = any((expected < low).any() for _, expected in pairs)
    above = any((expected > high).any() for _, expected in pairs)
    limits = [f"{low:.9g}"] * below + [f"{high:.9g}"] * above
    return (
        f"{at.slug}_clipped",
        f"{at.where} is cut off at {' and '.join(limits)}: what should lie beyond has become that very "
        "number. Is there a clip, a minimum or a maximum that the formula does not have?",
        FORMULA,
    )


def _rounded(at):
    for decimals in range(7):
        if all(np.allclose(a, np.round(e, decimals), rtol=0, atol=1e-12) for a, e, _ in at.pairs()):
            return (
                f"{at.slug}_rounded",
                f"{at.where} is rounded to {decimals} decimals. Return the full number: whoever "
                "prints it can round it.",
                FORMULA,
            )
    return None


def _sign_lost(at):
    if all(_close(actual, np.abs(expected)) for actual, expected, _ in at.pairs()):
        return (
            f"{at.slug}_sign_lost",
            f"{at.where} has the right sizes, but is positive everywhere: the sign was lost.",
            FORMULA,
        )
    if all(_close(np.abs(actual), np.abs(expected)) for actual, expected, _ in at.pairs()):
        return (
            f"{at.slug}_some_signs_wrong",
            f"{at.where} has the right sizes, but the wrong sign in some of its entries.",
            FORMULA,
        )
    return None


def _transposed(at):
    if all(a.ndim == 2 and a.shape == a.T.shape and _close(a.T, e) for a, e, _ in at.pairs()):
        return (
            f"{at.slug}_transposed",
            f"{at.where} is transposed: rows and columns are swapped.",
            FORMULA,
        )


def _zeros(at):
    if not any(actual.any() for actual, _, _ in at.pairs()):
        return (
            f"{at.slug}_is_zero",
            f"{at.where} is 0 everywhere. Is it made with zeros and never filled, or overwritten? Or is it a "
            "difference of two things that are the same?",
            SKELETON,
        )


def _one_line_only(at):
    """In every case only one column, or only one row, is right; or all are right but one."""
    for axis, kind in ((0, "column"), (1, "row")):
        wide = [(a, e, case) for a, e, case in at.pairs() if a.ndim == 2 and a.shape[1 - axis] > 1]
        wide = [pair for pair in wide if min(pair[0].shape) > 1 or pair[0].size > 2]
        right = [_right_lines(a, e, axis) for a, e, _ in wide]
        if len(right) < 2:
            continue
        examples = all(a.shape[1] == case.m for a, _, case in wide)
        word = f"row of {at.where} (unit)" if axis else f"column of {at.where}{' (example)' * examples}"
        if all(r.sum() == 1 for r in right):
            place = "first" if all(r[0] for r in right) else "last"
            return (
                f"{at.slug}_one_{kind}_only",
                f"Only the {place} {word} is right. Is one index used for all of them, does a loop end (or "
                "return) too early, is only a row or entry of an argument taken, or is a loop variable used "
                "after its loop?",
                SKELETON,
            )
        for place, index in (("first", 0), ("last", -1)):
            if len(right) > axis + 1 and all(r.sum() == r.size - 1 and not r[index] for r in right):
                return (
                    f"{at.slug}_{place}_{kind}_missing",
                    f"All is right but the {place} {word}. Does a loop or a slice begin or end one off? "
                    "Which numbers does its range give?",
                    SKELETON,
                )
    return None


def _elsewhere(at):
    """The right numbers in other places of the array."""
    pairs = [(actual.ravel(), expected.ravel()) for actual, expected, _ in at.pairs() if actual.size > 2]
    if len(pairs) > 1 and all(_close(np.sort(actual), np.sort(expected)) for actual, expected in pairs):
        return (
            f"{at.slug}_in_other_places",
            f"{at.where} holds the right numbers, but in other places: is it sorted, turned round, or filled "
            "column by column where it should be row by row (by reshape, or by loops in the other order)?",
            FORMULA,
        )


def _shifted(at):
    differences = [actual - expected for actual, expected, _ in at.pairs()]
    first = differences[0].flat[0] if differences else 0
    if len(differences) > 1 and all(np.allclose(d, first, rtol=1e-6, atol=1e-8) for d in differences):
        how = "large" if first > 0 else "small"
        return (
            f"{at.slug}_shifted",
            f"{at.where} is {abs(first):.6g} too {how}, in every entry. What is added that does not belong "
            "there, or left out, or is a parenthesis in the wrong place?",
            FORMULA,
        )
    return None


def _right_lines(actual, expected, axis):
    """Which columns (axis 0) or rows (axis 1) are right."""
    return np.isclose(actual, expected, rtol=compare.RTOL, atol=compare.ATOL).all(axis=axis)


def _close(actual, expected):
    return actual.shape == expected.shape and np.allclose(actual, expected, rtol=1e-6, atol=1e-8)


def _ratio(actual, expected):
    """r where actual = r * expected entry by entry, else None."""
    solid = np.abs(expected) > 1e-6
    if not solid.any():
        return None
    ratio = np.median(actual[solid] / expected[solid])
    return ratio if ratio and np.allclose(actual, ratio * expected, rtol=1e-6, atol=1e-8) else None


RULES = (
    _clipped,
    _by_sign,
    belongs_elsewhere,
    _zeros,
    _negated,
    _factor,
    _transposed,
    _rounded,
    _sign_lost,
    _elsewhere,
    _one_line_only,
    _shifted,
)
