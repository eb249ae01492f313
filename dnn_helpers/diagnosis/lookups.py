"""General rules for a failed unpacking or lookup: which names, which key, and what was there.

Each rule takes the error and answers (label, sentence, rung) or None. What was looked up where is in
the record.
"""

import re

from .. import reference
from ..exercise import FORMULA, SKELETON

# How many values the workbook's functions return, where it is more than one.
RETURNS = {
    "linear_forward": 2, "sigmoid": 2, "relu": 2, "linear_activation_forward": 2, "L_model_forward": 2,
    "linear_backward": 3, "linear_activation_backward": 3, "L_layer_model": 2,
}  # fmt: skip


def _unpacking(exercise, error):
    if error.type != "ValueError" or "unpack" not in error.message:
        return None
    if not error.given:
        return (
            "wrong_unpacking",
            "Something is unpacked into the wrong number of names. How many items does it have, and "
            "has it that many for every input?",
            FORMULA,
        )
    names, expression, what = error.given[0]
    count = names.count(",") + 1
    return (
        "wrong_unpacking",
        f"{expression} is unpacked into {count} names, {names}, {_it_is(exercise, error, expression, what)}",
        FORMULA,
    )


def _it_is(exercise, error, expression, what):
    """The second half of the sentence: what there was to unpack."""
    called = expression.split("(")[0]
    if called in RETURNS and hasattr(reference, called):
        return f"but {called} returns {RETURNS[called]} values. Which are they, and in which order?"
    argument = next((n for n in exercise.inputs.items if n.text.split(" ")[0] == expression), None)
    if argument and argument.items:
        items = ", ".join(
            f"({', '.join(i.text for i in item.items)})" if item.items else item.text
            for item in argument.items
        )
        return f"but it holds {len(argument.items)} things: {items}. Into which names do they belong?"
    if argument and what.startswith("("):
        inner = re.search(r"\((\w+)\)", argument.text)
        itself = f"the {expression} is {inner[1]} itself" if inner else f"{expression} is one array"
        return f"but here {itself}, an array of shape {what}, and no tuple. Is there anything to unpack?"
    if what.startswith("("):
        return (
            f"but it is an array of shape {what}, which NumPy takes apart row by row. Is it the right thing?"
        )
    came = re.search(r"got (\d+)", error.message)
    holds = what or (f"something of {came[1]} items" if came else "")
    return f"but it is {holds or 'of another length'}. What does it hold, and for every input?"


def _key(exercise, error):
    if error.type != "KeyError":
        return None
    generic = (
        "missing_key",
        f"The dictionary has no key {error.message}. Layers are counted from 1 to L: is the "
        "index off by one, does the loop go too far, or is the key spelt differently?",
        SKELETON,
    )
    missing = re.fullmatch(r"'([^']*)'", error.message)
    if not error.given or not missing:
        return generic
    (_, where, keys), key = error.given[0], missing[1]
    made = all(argument.text != where for argument in exercise.inputs.items)
    return "missing_key", f"{where} has no key {key!r}{_why(key, keys.split(', '), made)}", SKELETON


def _why(key, keys, made):
    """Why a key is not among the keys of a dictionary (one of the learner's own making?)."""
    kind, number = re.fullmatch(r"(.*?)(-?\d*)", key).groups()
    alike = [int(k[len(kind):]) for k in keys if re.fullmatch(re.escape(kind) + r"\d+", k)]  # fmt: skip
    if number and not made and alike and int(number) > max(alike) > 0 and min(alike) == 1:
        return (
            f": the last one there is {kind}{max(alike)}. Does the loop go too far? Each layer has "
            "two parameters, W and b (grads holds dA besides): how many layers are there, then?"
        )
    if number and not made and alike and int(number) < min(alike) == 1:
        return (
            ": layers are counted from 1. Which value does the loop variable begin with, and what is missing?"
        )
    if kind == "A" and number and not made:
        return (
            ": grads also holds dA0, dA1 and so on, which belong to no parameter. Should the loop run over "
            "the keys of grads, or over those of parameters?"
        )
    if "d" + key in keys:
        return f", but it has {'d' + key}: what are the keys of gradients called?"
    if key[1:] in keys and key[:1] == "d":
        return f", but it has {key[1:]}: is it the dictionary that is meant, or have two changed places?"
    if not number and any(re.fullmatch(re.escape(key[:-1]) + r"\d+", k) for k in keys):
        return (
            ": the key stands there letter by letter. Its last letter is meant to be a number: is it inside "
            "the quotes?"
        )
    if key.lower() in (k.lower() for k in keys):
        return ": capital and small letters count. How are its keys spelt?"
    if keys == [""]:
        return ": it is empty so far. Where is it filled, and under which keys?"
    if not made:
        return ". How are its keys spelt, and which numbers do they end in?"
    first = ", ".join(keys[:6]) + (", ..." if len(keys) > 6 else "")
    return (
        f": so far it holds {first}. Is the number in the key one off, or do the layers come in another "
        "order than the one in which they are stored?"
    )


def _index(exercise, error):
    if error.type != "IndexError":
        return None
    generic = (
        "index_out_of_range",
        "An index lies beyond the end. Does the loop start and stop where it should, or is a size "
        "hard-coded?",
        SKELETON,
    )
    if not error.given:
        return generic
    index, where, what = error.given[0]
    argument = next((n for n in exercise.inputs.items if n.text.split(" ")[0] == where), None)
    inner = argument and re.search(r"\((\w+)\)", argument.text)
    if inner and what.startswith("("):
        return (
            "index_out_of_range",
            f"{where}[{index}] lies beyond the end: here the {where} is {inner[1]} itself, an array of shape "
            f"{what}, and no tuple. Is there anything to take out of it?",
            FORMULA,
        )
    size = f"an array of shape {what}" if what.startswith("(") else what
    return (
        "index_out_of_range",
        f"{where}[{index}] lies beyond the end: {where} is {size}, and Python counts from 0. Does the loop "
        "start and stop where it should, or is a size hard-coded?",
        SKELETON,
    )


RULES = (_unpacking, _key, _index)
