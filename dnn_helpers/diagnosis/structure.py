"""General rules for a result of the wrong kind: nothing, a list, a tuple too short, other keys.

Each rule takes the place of the difference and answers (label, sentence, rung).
"""

import numpy as np

from .. import compare
from ..exercise import FORMULA, SKELETON
from ..naming import kind
from . import keys


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
    rules = (_no_tuple, _other_brackets, _text, _no_container, _no_array)  # the first answer counts
    found = next(filter(None, (rule(at) for rule in rules)), None)
    return found or (
        "wrong_kind",
        f"{at.where} should be {kind(at.difference.expected)}, but is {kind(at.difference.actual)}.",
        SKELETON,
    )


def _no_tuple(at):
    actual, expected = at.difference.actual, at.difference.expected
    if expected.kind == "tuple" and actual.kind == "dict":
        return (
            f"{at.slug}_is_a_dictionary",
            f"{at.where} should be a tuple of {len(expected.items)} items{_items(at)}, but is a dictionary. "
            "Whoever unpacks it goes by the order, not by keys.",
            SKELETON,
        )
    if expected.kind == "tuple" and actual.kind in ("array", "number"):
        return (
            f"{at.slug}_is_not_a_tuple",
            f"{at.where} should be a tuple of {len(expected.items)} items{_items(at)}. Only "
            f"{kind(actual)} came. Is one of the values left out?",
            SKELETON,
        )
    return None


def _other_brackets(at):
    actual, expected = at.difference.actual, at.difference.expected
    if {actual.kind, expected.kind} == {"tuple", "list"}:
        brackets = {"tuple": "( )", "list": "[ ]"}
        return (
            f"{at.slug}_is_a_{actual.kind}",
            f"{at.where} should be a {expected.kind}, {brackets[expected.kind]}, but is a {actual.kind}, "
            f"{brackets[actual.kind]}. Is it made with the other kind of brackets, or is it another "
            "variable?",
            SKELETON,
        )
    return None


def _text(at):
    actual, expected = at.difference.actual, at.difference.expected
    if actual.kind == "text":
        return (
            f"{at.slug}_is_a_text",
            f"{at.where} should be {kind(expected)}, but is {kind(actual)}. Whoever uses it computes with "
            "it: formatting belongs into a print, and a name such as activation is no value.",
            FORMULA,
        )
    return None


def _no_container(at):
    actual, expected = at.difference.actual, at.difference.expected
    if expected.kind == "dict":
        return (
            f"{at.slug}_is_no_dictionary",
            f"{at.where} should be {kind(expected)}, but is {kind(actual)}. Its entries are looked up by "
            "their keys: in what are they gathered?",
            SKELETON,
        )
    if expected.kind == "list":
        return (
            f"{at.slug}_is_no_list",
            f"{at.where} should be a list, but is {kind(actual)}. Is it another variable with a name much "
            "like it, or turned into something else at the end?",
            SKELETON,
        )
    return None


def _no_array(at):
    actual, expected = at.difference.actual, at.difference.expected
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
    return None


def _name(at):
    name = at.exercise.result
    for step in at.difference.path:
        name = name[step]
    return name


def _items(at):
    name = _name(at)
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
    layers = _name(at).each is not None
    found = _layers_missing(at, came, wanted) if layers else None
    if found:
        return found
    if expected.kind == "list" and not layers:
        return (
            f"{at.slug}_has_wrong_length",
            f"{at.where} has {came} item{'s' * (came != 1)} instead of {wanted}. In which iterations is "
            "something appended to it, and how many iterations are there?",
            SKELETON,
        )
    return (
        f"{at.slug}_has_wrong_length",
        f"{at.where} has {came} items instead of {wanted}{_items(at)}. "
        f"{'Is something left out?' if came < wanted else 'Is something in it that does not belong there?'}",
        SKELETON,
    )


def _layers_missing(at, came, wanted):
    """A list with one entry a layer, and one too many or too few."""
    actual, expected = at.difference.actual, at.difference.expected
    if came == wanted + 1 and compare.same(actual.items[-1], actual.items[-2]):
        return (
            "last_entry_twice",
            f"{at.where} has {came} entries instead of {wanted}: the last one is in it twice. How often is "
            "it appended, in the loop and after it?",
            SKELETON,
        )
    if came == 1:
        return (
            "one_entry_only",
            f"{at.where} has one entry instead of {wanted}. Does the function return inside the loop, is the "
            "list created again in every pass of the loop, or is append outside the loop?",
            SKELETON,
        )
    if came == wanted - 1:
        last = not actual.items or compare.same(actual.items[-1], expected.items[-2])
        which = "last" if last else "first"
        return (
            f"{which}_entry_missing",
            f"{at.where} has {came} entries instead of {wanted}: the {which} layer's is missing. "
            "Is every layer's entry appended?",
            SKELETON,
        )
    return None


def _same_items(mine, theirs):
    return all(compare.same(a, e) for a, e in zip(mine, theirs, strict=True))


def _type(at):
    return (
        "not_a_plain_array",
        f"{at.where} is a {at.difference.actual.type}, not a plain NumPy array. Use np.array "
        "only: other array types give * and indexing another meaning.",
        FORMULA,
    )


def _dtype(at):
    dtype = np.asarray(at.difference.actual.value).dtype
    why = "single precision keeps half of the digits: where does the conversion take place?"
    if dtype.kind == "b":
        why = "it holds True and False, the outcome of a comparison, but numbers are needed."
    elif dtype.kind != "f":
        why = (
            "is it made as an array of whole numbers (dtype=int), converted, or made by np.vectorize, which "
            "takes its type from the first result? What is stored in such an array loses its decimals."
        )
    return (
        f"{at.slug}_has_wrong_dtype",
        f"{at.where} has dtype {dtype}, but should be float64: {why}",
        FORMULA,
    )


def _finite(at):
    return (
        f"{at.slug}_not_finite",
        f"{at.where} holds nan or inf, but numbers are needed. Is there a log of 0, "
        "a division by 0, or an exp of something large? Which argument can be 0 there?",
        FORMULA,
    )


BY_STAGE = {
    "none": _nothing,
    "kind": _kind,
    "length": _length,
    "keys": keys.explain,
    "type": _type,
    "dtype": _dtype,
    "finite": _finite,
}
