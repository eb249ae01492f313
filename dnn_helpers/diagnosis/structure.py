"""General rules for a result of the wrong kind: nothing, a list, a tuple too short, other keys.

Each rule takes the place of the difference and answers (label, sentence, rung).
"""

import re

import numpy as np

from .. import compare
from ..exercise import FORMULA, SKELETON
from ..naming import kind


def _nothing(at):
    if at.difference.path:
        return (
            f"{at.slug}_is_none",
            f"{at.where} is None: it was never given a value.",
            SKELETON,
        )
    return (
        "returns_nothing",
        "Your function returns nothing (None). Is the return line missing, or is it inside an if "
        "or a loop that is not reached?",
        SKELETON,
    )


def _kind(at):
    actual, expected = at.difference.actual, at.difference.expected
    if expected.kind == "tuple" and actual.kind in ("array", "number", "dict"):
        return (
            f"{at.slug}_is_not_a_tuple",
            f"{at.where} should be a tuple of {len(expected.items)} items{_items(at)}. Only "
            f"{kind(actual)} came. Is one of the values left out?",
            SKELETON,
        )
    if {actual.kind, expected.kind} == {"tuple", "list"}:
        return (
            f"{at.slug}_is_a_{actual.kind}",
            f"{at.where} should be a {expected.kind}, but is a {actual.kind}.",
            SKELETON,
        )
    if expected.kind == "array" and actual.kind == "list":
        return (
            "list_for_array",
            f"{at.where} should be a NumPy array, but is a list. NumPy computes with arrays; a "
            "list cannot be multiplied or transposed.",
            FORMULA,
        )
    if actual.kind == "tuple" and expected.kind == "array":
        return (
            f"{at.slug}_not_unpacked",
            f"{at.where} should be an array, but is a tuple. A function that returns two values "
            "gives a tuple: unpack it first.",
            FORMULA,
        )
    return (
        "wrong_kind",
        f"{at.where} should be {kind(expected)}, but is {kind(actual)}.",
        SKELETON,
    )


def _items(at):
    name = at.exercise.result
    for step in at.difference.path:
        name = name[step]
    return f", in this order: {', '.join(item.text for item in name.items)}" if name.items else ""


def _length(at):
    actual, expected = at.difference.actual, at.difference.expected
    came, wanted = len(actual.items), len(expected.items)
    if expected.kind == "list" and came > wanted and _same_items(actual.items[-wanted:], expected.items):
        return (
            f"{at.slug}_kept_between_calls",
            f"{at.where} has {came} entries instead of {wanted}: the first ones are left over from "
            "an earlier call. A list that is a global, or a default argument, is made once and kept: "
            "make a new one inside the function.",
            SKELETON,
        )
    if expected.kind == "list" and came == wanted - 1:
        last = not actual.items or compare.same(actual.items[-1], expected.items[-2])
        which = "last" if last else "first"
        return (
            f"{which}_entry_missing",
            f"{at.where} has {came} entries instead of {wanted}: the {which} layer's is missing. "
            "Is every layer's entry appended?",
            SKELETON,
        )
    return (
        f"{at.slug}_has_wrong_length",
        f"{at.where} has {came} items instead of {wanted}{_items(at)}. "
        f"{'Is something left out?' if came < wanted else 'Is something in it that does not belong there?'}",
        SKELETON,
    )


def _same_items(mine, theirs):
    return all(compare.same(a, e) for a, e in zip(mine, theirs, strict=True))


def _shifted(key, by):
    """A key with its number moved: "W1" by -1 is "W0"."""
    return re.sub(r"\d+", lambda number: str(int(number[0]) + by), key)


def _keys(at):
    result = at.finding.outcome.value
    actual, expected = set(result.keys), set(at.finding.expected.value.keys)
    missing, added = sorted(expected - actual), sorted(actual - expected)
    shifted = {_shifted(key, by) for key in expected for by in (1, -1)}
    if added and set(added) <= shifted:
        return (
            "keys_off_by_one",
            f"The keys are off by one: expected {', '.join(sorted(expected))}; yours are "
            f"{', '.join(sorted(actual))}. Which number does each layer bear, and which one does "
            "the loop variable have there?",
            SKELETON,
        )
    if any("{" in key for key in added):
        return (
            "keys_not_formatted",
            f"The key {next(key for key in added if '{' in key)!r} stands there letter by letter: the f "
            "in front of the string is missing.",
            SKELETON,
        )
    parts = [f"missing: {', '.join(missing)}"] * bool(missing)
    parts += [f"not asked for: {', '.join(added)}"] * bool(added)
    return (
        "missing_keys" if missing else "extra_keys",
        f"The dictionary's keys are not the ones that are expected ({'; '.join(parts)}). Does the "
        "loop reach every layer, the first and the last one too, and is every key spelt as in the "
        "exercise?",
        SKELETON,
    )


def _type(at):
    return (
        "not_a_plain_array",
        f"{at.where} is a {at.difference.actual.type}, not a plain NumPy array. Use np.array "
        "only: other array types give * and indexing another meaning.",
        FORMULA,
    )


def _dtype(at):
    dtype = np.asarray(at.difference.actual.value).dtype
    why = "single precision keeps half of the digits: where does the conversion take place"
    if dtype.kind != "f":
        why = "where are the decimals lost: an array made as whole numbers, or a conversion"
    return (
        f"{at.slug}_has_wrong_dtype",
        f"{at.where} has dtype {dtype}, but should be float64: {why}?",
        FORMULA,
    )


def _finite(at):
    return (
        f"{at.slug}_not_finite",
        f"{at.where} holds nan or inf, where numbers were expected. Is there a log of 0, "
        "a division by 0, or an exp of something large? Which argument can be 0 there?",
        FORMULA,
    )


BY_STAGE = {
    "none": _nothing,
    "kind": _kind,
    "length": _length,
    "keys": _keys,
    "type": _type,
    "dtype": _dtype,
    "finite": _finite,
}
