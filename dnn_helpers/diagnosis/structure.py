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
    if {actual.kind, expected.kind} == {"tuple", "list"}:
        brackets = {"tuple": "( )", "list": "[ ]"}
        return (
            f"{at.slug}_is_a_{actual.kind}",
            f"{at.where} should be a {expected.kind}, {brackets[expected.kind]}, but is a {actual.kind}, "
            f"{brackets[actual.kind]}. Is it made with the other kind of brackets, or is it another "
            "variable?",
            SKELETON,
        )
    if actual.kind == "text":
        return (
            f"{at.slug}_is_a_text",
            f"{at.where} should be {kind(expected)}, but is {kind(actual)}. Whoever uses it computes with "
            "it: formatting belongs into a print, and a name such as activation is no value.",
            FORMULA,
        )
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
    if layers and came == wanted + 1 and compare.same(actual.items[-1], actual.items[-2]):
        return (
            "last_entry_twice",
            f"{at.where} has {came} entries instead of {wanted}: the last one is in it twice. How often is "
            "it appended, in the loop and after it?",
            SKELETON,
        )
    if layers and came == 1:
        return (
            "one_entry_only",
            f"{at.where} has one entry instead of {wanted}. Does the function return inside the loop, is the "
            "list made anew in every pass, or is append outside the loop?",
            SKELETON,
        )
    if layers and came == wanted - 1:
        last = not actual.items or compare.same(actual.items[-1], expected.items[-2])
        which = "last" if last else "first"
        return (
            f"{which}_entry_missing",
            f"{at.where} has {came} entries instead of {wanted}: the {which} layer's is missing. "
            "Is every layer's entry appended?",
            SKELETON,
        )
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


def _same_items(mine, theirs):
    return all(compare.same(a, e) for a, e in zip(mine, theirs, strict=True))


def _shifted(key, by):
    """A key with its number moved: "W1" by -1 is "W0"."""
    return re.sub(r"\d+", lambda number: str(int(number[0]) + by), key)


def _keys(at):
    result, right = (_node(value, at.difference.path[:-1])
                     for value in (at.finding.outcome.value, at.finding.expected.value))  # fmt: skip
    actual, expected = set(result.keys), set(right.keys)
    missing, added = sorted(expected - actual), sorted(actual - expected)
    found = next(filter(None, (rule(at, missing, added) for rule in KEY_RULES)), None)
    if found:
        return found
    parts = [f"missing: {', '.join(missing)}"] * bool(missing)
    parts += [f"not asked for: {', '.join(added)}"] * bool(added)
    return (
        "missing_keys" if missing else "extra_keys",
        f"The dictionary's keys are not the ones that are expected ({'; '.join(parts)}). Does the "
        "loop reach every layer, the first and the last one too, and is every key spelt as in the "
        "exercise?",
        SKELETON,
    )


def _node(node, path):
    """The item at a path."""
    for step in path:
        node = dict(zip(node.keys or range(len(node.items)), node.items))[step]
    return node


def _keys_left_over(at, missing, added):
    """Keys of an earlier, larger network are still there."""
    before = at.findings[: at.findings.index(at.finding)] if at.finding in at.findings else []
    earlier = {key for f in before for key in f.expected.value.keys}
    if added and not missing and set(added) <= earlier:
        return (
            "keys_kept_between_calls",
            f"The dictionary has keys that belong to an earlier call: {', '.join(added)}. A dictionary that "
            "is a global, or a default argument, is made once and kept: make a new one inside the function.",
            SKELETON,
        )


def _keys_off_by_one(at, missing, added):
    expected = set(at.finding.expected.value.keys)
    if added and set(added) <= {_shifted(key, by) for key in expected for by in (1, -1)}:
        actual = sorted(expected - set(missing) | set(added))
        return (
            "keys_off_by_one",
            f"The keys are off by one: expected {', '.join(sorted(expected))}; yours are "
            f"{', '.join(actual)}. Which number does each layer bear, and which one does "
            "the loop variable have there?",
            SKELETON,
        )


def _keys_by_the_letter(at, missing, added):
    """A key that holds a variable's name instead of its value."""
    if any("{" in key for key in added):
        return (
            "keys_not_formatted",
            f"The key {next(key for key in added if '{' in key)!r} stands there letter by letter: the f "
            "in front of the string is missing.",
            SKELETON,
        )
    kinds = {key.rstrip("0123456789") for key in missing}
    literal = next((key for key in added if key[:-1] in kinds and key[-1].isalpha()), None)
    if literal:
        return (
            "keys_not_formatted",
            f"The key {literal!r} stands there letter by letter: its last letter is meant to be the layer's "
            "number, so it must not be inside the quotes. All layers write to the same place.",
            SKELETON,
        )
    if added and set(added) <= kinds:
        return (
            "keys_without_number",
            f"The keys {', '.join(added)} lack the layer's number ({', '.join(missing[:4])} were expected), "
            "so that each layer overwrites the one before.",
            SKELETON,
        )


def _keys_spelt_otherwise(at, missing, added):
    plain = {re.sub(r"\W|_", "", key).lower(): key for key in missing}
    alike = [
        (key, plain[bare]) for key in added for bare in [re.sub(r"\W|_", "", key).lower()] if bare in plain
    ]
    wrong = alike or [(key, "d" + key) for key in added if "d" + key in missing]
    if wrong:
        return (
            "keys_spelt_otherwise",
            f"Keys are spelt otherwise: yours {', '.join(key for key, _ in wrong[:4])}, expected "
            f"{', '.join(key for _, key in wrong[:4])}. Capital and small letters count, and so does every "
            "sign.",
            SKELETON,
        )


def _one_kind_missing(at, missing, added):
    """All missing keys are of one kind: no biases, say."""
    kinds = {key.rstrip("0123456789") for key in missing}
    if added or len(kinds) != 1 or not all(key[-1].isdigit() for key in missing):
        return None
    return (
        f"some_{kinds.pop()}_missing",
        f"The dictionary lacks {', '.join(missing)}. Is a line left out, or is one key written twice, so "
        "that one entry overwrites the other?",
        SKELETON,
    )


def _one_key_only(at, missing, added):
    """A single entry where many were expected."""
    kept = set(at.finding.outcome.value.keys) if not at.difference.path[:-1] else ()
    if not added and len(kept) == 1 and len(missing) > 2:
        return (
            "one_key_only",
            f"Only {kept.pop()} is in the dictionary. Is it made anew in every pass of a loop, or does the "
            "function return inside the loop?",
            SKELETON,
        )


def _layers_missing(at, missing, added):
    """Which layers are there, in every case: only the first, only the last, all but some at an end."""
    if added or not all(re.fullmatch(r"[A-Za-z]+\d+", key) for key in missing):
        return None
    came = [_layers(finding) for finding in at.findings]
    came = [(have, wanted) for have, wanted in came if have is not None and have != wanted]
    if not came or not all(have for have, _ in came):
        return None
    listed = f"The dictionary lacks {', '.join(missing)}"
    if all(have == {1} for have, _ in came) and any(len(wanted) > 2 for _, wanted in came):
        why = (
            ": only layer 1 is in it. Does the function return inside the loop, or does the number in the "
            "key not move along with the loop?"
        )
    elif all(have == {max(wanted)} for have, wanted in came) and any(len(wanted) > 2 for _, wanted in came):
        why = (
            ": only the last layer is in it. Is the dictionary made anew in every pass, or is it filled only "
            "after the loop?"
        )
    elif all(min(have) == 1 and max(have) < max(wanted) for have, wanted in came):
        why = (
            ": the last layers are missing. How many layers are there, which variable says so, and where "
            "does range stop?"
        )
    elif all(max(have) == max(wanted) and min(have) > 1 for have, wanted in came):
        why = ": the first layers are missing. Which numbers does the range give?"
    else:
        return None
    return "layers_missing", listed + why, SKELETON


def _layers(finding):
    """The layers whose W a dictionary has, and those it should have; (None, None) for no dictionary."""
    result = finding.outcome.value
    if result is None or result.kind != "dict":
        return None, None
    have, wanted = (
        {int(key.lstrip("dW")) for key in keys if re.fullmatch(r"d?W\d+", key)}
        for keys in (result.keys, finding.expected.value.keys)
    )
    return have, wanted


KEY_RULES = (
    _keys_left_over,
    _keys_off_by_one,
    _keys_by_the_letter,
    _keys_spelt_otherwise,
    _one_key_only,
    _one_kind_missing,
    _layers_missing,
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
    why = "single precision keeps half of the digits: where does the conversion take place?"
    if dtype.kind == "b":
        why = "it holds True and False, the outcome of a comparison, where numbers were expected."
    elif dtype.kind != "f":
        why = (
            "is it made as an array of whole numbers (dtype=int), or converted? What is stored in such an "
            "array loses its decimals."
        )
    return (
        f"{at.slug}_has_wrong_dtype",
        f"{at.where} has dtype {dtype}, but should be float64: {why}",
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
