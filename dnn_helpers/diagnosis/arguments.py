"""General rules for a wrong call of one of the workbook's functions: what was given where.

Each rule takes the error and answers (label, sentence, rung) or None. What was given is in the
record: each parameter with the learner's expression and what that was.
"""

import inspect
import re

from .. import reference
from ..exercise import FORMULA, SKELETON

CACHES = {"linear_backward": 3, "linear_activation_backward": 2}  # items of the cache each of them unpacks
OF = {3: "the linear cache (A_prev, W, b)", 2: "a layer's cache (linear cache, Z)"}


def _signature(exercise, error):
    called = re.search(r"(\w+)\(\) (takes|missing|got)", error.message)
    if error.type != "TypeError" or not called:
        return None
    if called[1] == exercise.name:
        return (
            "signature_changed",
            f"The function no longer takes the arguments it was given: {error.message}. "
            f"Its first line should read def {exercise.signature}:",
            SKELETON,
        )
    helper = getattr(reference, called[1], None)
    if helper is None:
        return (
            "wrong_arguments",
            f"{called[1]} is called with the wrong arguments. Which ones does it take, and in which order?",
            SKELETON,
        )
    wants = f"{called[1]}({', '.join(inspect.signature(helper).parameters)})"
    missing = re.search(r"missing .*: (.*)", error.message)
    how = f"{missing[1]} is missing" if missing else error.message.split("() ")[-1]
    return (
        "wrong_arguments",
        f"It is {wants}, but your line calls it otherwise: {how}. Which arguments does it need, and which "
        "not?",
        SKELETON,
    )


def _inside(exercise, error):
    """An error in one of the workbook's functions is about what the learner's line gave it."""
    if not error.inside or error.type not in (
        "ValueError",
        "TypeError",
        "AttributeError",
        "IndexError",
        "KeyError",
    ):
        return None
    found = next(filter(None, (rule(error.inside, error.given) for rule in WRONG_CALLS)), None)
    label, sentence = found or (
        "wrong_arguments",
        f"The error came up inside {error.inside}, which your line calls and which is right: look at what "
        f"it is given{_list_of(error.given)}. Is each argument the one that is meant, in the right order, "
        "and of the right shape?",
    )
    return f"{label}_for_{error.inside}", sentence, FORMULA


def _list_of(given):
    facts = [_fact(*fact) for fact in given]
    return f": {', '.join(facts)}" if facts else ""


def _fact(parameter, expression, what):
    here = "" if expression in ("", parameter) or expression == what else f" = {expression}"
    return f"{parameter}{here} {what}" if what.startswith("(") else f"{parameter}{here}, {what}"


def _order(helper, given):
    """Arguments that would be right in another order, by their names or by their kinds."""
    wanted = [_role(parameter) for parameter, _, _ in given]
    came = ["activation" if what[:1] == "'" else _role(expression) for _, expression, what in given]
    moved = [fact for fact, want, have in zip(given, wanted, came) if want != have]
    by_name = sorted(wanted) == sorted(came) and moved
    fits = [_fits(helper, parameter, what) for parameter, _, what in given]
    pair = [fact for fact, fit in zip(given, fits) if not fit]
    by_kind = len(pair) == 2 and all(_fits(helper, one[0], other[2]) for one, other in (pair, pair[::-1]))
    if not by_name and not by_kind:
        return None
    places = " and ".join(f"{text or what} where {name} belongs" for name, text, what in moved if by_name)
    places = places or " and ".join(f"{text or what} where {name} belongs" for name, text, what in pair)
    order = ", ".join(parameter for parameter, _, _ in given)
    return "arguments_swapped", f"{helper} is given {places}. Its order is ({order})."


def _wrong_kind(helper, given):
    for parameter, expression, what in given:
        if _fits(helper, parameter, what):
            continue
        name = f"{expression}, {what}," if expression else what
        if parameter == "cache" and helper in CACHES:
            came = f"an array of shape {what}" if what.startswith("(") else what
            return (
                "wrong_cache",
                f"{helper} is given {expression or 'a cache'}, {came}, where it unpacks "
                f"{OF[CACHES[helper]]}. Which part of the cache is meant there?",
            )
        if parameter == "cache":
            return (
                "wrong_cache",
                f"{helper} is given {name} where it wants Z alone, the activation cache. Which part of the "
                "cache is that?",
            )
        if what.startswith("a tuple"):
            return (
                "tuple",
                f"{helper} is given {name} as its {parameter}, where one array belongs. A function that "
                "returns several values gives a tuple: unpack it first.",
            )
        return (
            "wrong_kind",
            f"{helper} is given {name} as its {parameter}: that is not what belongs there. Which of your "
            "variables is meant?",
        )
    return None


def _spread(helper, given):
    """A square dA at the output, which is one row: a row met a column, and NumPy spread both."""
    facts = {parameter: (expression, what) for parameter, expression, what in given}
    expression, shape = facts.get("dA", ("", ""))
    square = re.fullmatch(r"\((\d+), (\d+)\)", shape)
    if square and square[1] == square[2] != "1" and facts.get("activation", ("", ""))[1] == "'sigmoid'":
        return (
            "spread_over_a_square",
            f"{helper} is given {expression or 'a gradient'} {shape} as its dA. A square comes about where "
            "a row meets a column entry by entry: NumPy spreads both. Was Y or AL turned into a column "
            f"before ((m, 1), with m = {square[1]})? Both are rows, (1, m).",
        )
    return None


def _gradient(helper, given):
    """A dZ that is not of the shape of the layer's Z."""
    facts = {parameter: (expression or parameter, what) for parameter, expression, what in given}
    if helper != "linear_backward" or not {"dZ", "cache"} <= facts.keys():
        return None
    text = facts["dZ"][1] + facts["cache"][1]
    shapes = [tuple(map(int, re.findall(r"\d+", shape))) for shape in re.findall(r"\([\d, ]+\)", text)]
    if len(shapes) < 3:
        return None
    dZ, A_prev, W = shapes[:3]
    if len(W) == len(A_prev) == 2 and dZ != (W[0], A_prev[1]):
        return (
            "another_shape_of_dZ",
            f"linear_backward is given {facts['dZ'][0]} {dZ} as dZ, but this layer's W is {W} and its A_prev "
            f"{A_prev}: dZ has a row for each row of W and a column for each column of A_prev. Where does "
            "this dZ come from, and was the right half of the cache used to make it?",
        )
    return None


def _sizes(helper, given):
    """W, A and b that do not belong to one layer."""
    found = {_role(parameter): (expression or parameter, what) for parameter, expression, what in given}
    if not {"A", "W", "b"} <= found.keys() or not all(what.startswith("(") for _, what in found.values()
                                                      if what[:1] != "'"):  # fmt: skip
        return None
    shapes = {role: tuple(map(int, re.findall(r"\d+", found[role][1]))) for role in ("A", "W", "b")}
    (A, _), (W, _), (b, _) = (found[role] for role in ("A", "W", "b"))
    if len(shapes["W"]) == len(shapes["A"]) == 2 and shapes["W"][1] != shapes["A"][0]:
        if ".T" in A + W:
            return (
                "transposed",
                f"{helper} is given {A} {shapes['A']} as A and {W} {shapes['W']} as W, and W needs as many "
                "columns as A has rows. Why is one of them transposed there?",
            )
        return (
            "another_layers_input",
            f"In {helper} a row of W meets a column of A, so W needs as many columns as A has rows; here "
            f"W is {W} {shapes['W']} and A is {A} {shapes['A']}. Which layer do these weights belong to, "
            "and what comes into that layer?",
        )
    if len(shapes["W"]) == 2 and shapes["b"] != (shapes["W"][0], 1):
        return (
            "another_layers_bias",
            f"In {helper} each unit, a row of W, has a bias of its own; here W is {W} {shapes['W']} and b is "
            f"{b} {shapes['b']}. Do the two belong to the same layer?",
        )
    return None


def _fits(helper, parameter, what):
    """Whether what came is of the kind that belongs there."""
    if parameter == "cache" and helper in CACHES:
        return what.startswith(f"a tuple of {CACHES[helper]} items")
    if parameter in ("parameters", "grads"):
        return what.startswith("a dict")
    if parameter in ("caches", "layers_dims", "layer_dims"):
        return what.startswith(("a list", "a tuple"))
    if parameter == "activation":
        return what.startswith("'")
    return what.startswith("(") or "float" in what or "int" in what


def _role(expression):
    """What a variable is for, by its name: "A" for A_prev and X, "W" for parameters["W1"]."""
    key = re.search(r"""["']([A-Za-z]+)""", expression)
    word = key[1] if key else re.split(r"\W", expression)[0]
    word = re.sub(r"\d+|_?(prev|current|l|i|n)$|_$", "", word)
    word = re.sub(r"^(linear|activation|current|layer)_(?=cache)", "", word)
    return {"X": "A", "params": "parameters", "dAL": "dA", "weights": "W", "bias": "b"}.get(word, word)


WRONG_CALLS = (_order, _wrong_kind, _spread, _gradient, _sizes)
RULES = (_signature, _inside)
