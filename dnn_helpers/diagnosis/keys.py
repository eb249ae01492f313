"""General rules for a dictionary with other keys than expected: off by one, misspelt, layers missing.

Each rule takes the place of the difference, the keys that are missing and those that are too many, and
answers (label, sentence, rung) or None; the first answer counts.
"""

import re

from ..exercise import SKELETON


def _shifted(key, by):
    """A key with its number moved: "W1" by -1 is "W0"."""
    return re.sub(r"\d+", lambda number: str(int(number[0]) + by), key)


def explain(at):
    """What is wrong with the keys, as (label, sentence, rung)."""
    outcomes = at.finding.outcome, at.finding.expected
    result, right = (outcome.value.at(at.difference.path[:-1]) for outcome in outcomes)
    actual, expected = set(result.keys), set(right.keys)
    missing, added = sorted(expected - actual), sorted(actual - expected)
    found = next(filter(None, (rule(at, missing, added) for rule in RULES)), None)
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


def _a_layer_too_many(at, missing, added):
    """All keys are there, and those of one more layer: number 0, or the one after the last."""
    found = [re.fullmatch(r"(?:dW|db|dA|W|b)(\d+)", key) for key in added]
    numbers = {match[1] for match in found if match}
    _, expected = _layers(at.finding)
    number = min(numbers, default="")
    if (
        missing
        or not expected
        or not all(found)
        or len(numbers) != 1
        or number not in ("0", str(max(expected) + 1))
    ):
        return None
    why = (
        "Layer 0 is the input: it has no weights, and an index of -1 takes the last size of a list. With "
        "which number does the loop begin?"
        if number == "0"
        else "How many layers are there, and where does range stop?"
    )
    return (
        "a_layer_too_many",
        f"There is a layer too many: {' and '.join(added)} {'are' if len(added) > 1 else 'is'} not asked "
        f"for. {why}",
        SKELETON,
    )


def _keys_off_by_one(at, missing, added):
    expected = set(at.finding.expected.value.keys)
    if added and set(added) <= {_shifted(key, by) for key in expected for by in (1, -1)}:
        actual = sorted(expected - set(missing) | set(added))
        return (
            "keys_off_by_one",
            f"The keys are off by one: expected {', '.join(sorted(expected))}; yours are "
            f"{', '.join(actual)}. Which number does each layer have, and which one does "
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
    """A single entry, where there should be many."""
    kept = set(at.finding.outcome.value.keys) if not at.difference.path[:-1] else ()
    if not added and len(kept) == 1 and len(missing) > 2:
        return (
            "one_key_only",
            f"Only {kept.pop()} is in the dictionary. Is it created again in every pass of a loop, or does "
            "the function return inside the loop?",
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
            ": only layer 1 is in it. Is the dictionary created again in every pass (going backward, layer 1 "
            "comes last), does the function return inside the loop, or does the number in the key stay?"
        )
    elif all(have == {max(wanted)} for have, wanted in came) and any(len(wanted) > 2 for _, wanted in came):
        why = (
            ": only the last layer is in it. Is the dictionary created again in every pass of the loop, is "
            "it filled only after the loop, or does the number in the key stay the same?"
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


RULES = (
    _keys_left_over,
    _a_layer_too_many,
    _keys_off_by_one,
    _keys_by_the_letter,
    _keys_spelt_otherwise,
    _one_key_only,
    _one_kind_missing,
    _layers_missing,
)
