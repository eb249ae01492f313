"""General rules for a function that raised, hung or died: what the exception usually means.

Each rule takes the error and answers (label, sentence, rung) or None; the first answer counts.
"""

import re

from ..exercise import FORMULA, IDEA, SKELETON
from . import arguments, lookups


def explain(exercise, finding):
    """The cause of an error, as (label, sentence, rung)."""
    outcome = finding.outcome
    if outcome.status == "interrupted":
        return (
            "never_ends",
            "You stopped the function while it was running. Does every loop in it come to an end, and "
            "does the function call itself by mistake?",
            SKELETON,
        )
    if outcome.status == "timed_out":
        return (
            "never_ends",
            "Your function did not come back in time. Does every loop in it come to an end, and "
            "does the function call itself by mistake?",
            SKELETON,
        )
    if outcome.status == "died":
        return (
            "process_died",
            "The process that ran your function came to an end in the middle of the call. "
            "A function should only compute and return.",
            SKELETON,
        )
    if outcome.status == "blank":
        return (
            "branch_not_written",
            "Part of the function is still to be written: for some inputs it ends in NotImplementedError.",
            IDEA,
        )
    for rule in RULES:
        found = rule(exercise, outcome.error)
        if found:
            return found
    return None


def _exits(exercise, error):
    if error.type in ("SystemExit", "KeyboardInterrupt", "GeneratorExit"):
        return (
            "exits",
            f"Your function raises {error.type} instead of returning a result. Take out exit() or "
            "the raise: the notebook goes on after the call.",
            SKELETON,
        )


def _recursion(exercise, error):
    if error.type == "RecursionError":
        return (
            "calls_itself",
            f"{exercise.name} calls itself for ever. Which function did you mean to call there?",
            SKELETON,
        )


def _undefined(exercise, error):
    name = _quoted(error.message)
    if error.type == "UnboundLocalError":
        return (
            "unassigned_variable",
            f"The variable {name} is used before it has a value. Is it set in every branch, and "
            "is the value you compare with spelt exactly as the exercise says?",
            SKELETON,
        )
    if error.type == "NameError":
        return (
            "undefined_name",
            f"Your function uses the name {name}, which it neither makes itself nor gets as an "
            "argument. Either it is misspelt, or it is a global left over from another cell: "
            "what a function needs must come in through its arguments or be defined in its own "
            "cell.",
            SKELETON,
        )


def _product(exercise, error):
    if error.product or "not aligned" in error.message or "matmul" in error.message:
        which = f": {error.product}" if error.product else ""
        return (
            "shapes_do_not_fit",
            f"A matrix product does not fit{which}. Are the two factors in the right order, and "
            "should one of them be transposed, or not?",
            FORMULA,
        )


def _shapes(exercise, error):
    if error.type == "ValueError" and "broadcast" in error.message:
        return (
            "shapes_do_not_broadcast",
            "Two arrays of different shapes are combined entry by entry. Is one of them transposed, "
            "or has it lost or gained an axis, (n,) for (n, 1)? Or is * written where a matrix "
            "product (np.dot or @) is meant?",
            FORMULA,
        )
    if error.type == "ValueError" and "truth value" in error.message:
        return (
            "array_in_a_condition",
            "A whole array stands where one true or false is needed: in an if, or in max or min. "
            "NumPy's own functions, such as np.maximum and np.where, look at every entry.",
            FORMULA,
        )
    if error.type == "ValueError" and ("reshape" in error.message or "axes" in error.message):
        return (
            "impossible_shape",
            "An array cannot take that shape. Is a size hard-coded?",
            FORMULA,
        )
    if error.type == "AxisError":
        return (
            "no_such_axis",
            "The array has no such axis: a matrix has axis 0, down the rows, and axis 1, along the columns.",
            FORMULA,
        )


def _numpy_calls(exercise, error):
    if error.type == "TypeError" and "as a data type" in error.message:
        return (
            "shape_is_not_a_tuple",
            "np.zeros and its like want the shape as one tuple: a second pair of parentheses is missing.",
            FORMULA,
        )
    if error.type == "TypeError" and "'tuple' object cannot be interpreted as an integer" in error.message:
        return (
            "sizes_in_a_tuple",
            "np.random.randn and rand want their sizes one by one, not in a tuple: there is a pair of "
            "parentheses too many.",
            FORMULA,
        )
    if error.type == "AttributeError" and "numpy" in error.message:
        return (
            "no_such_numpy_function",
            "NumPy, or its arrays, have nothing of that name. Look at the spelling.",
            FORMULA,
        )
    if error.type == "TypeError" and "can be converted to Python scalars" in error.message:
        return (
            "math_for_numpy",
            "A function for single numbers, such as math.exp or float, was given a whole array. Take "
            "NumPy's: np.exp works on every entry.",
            FORMULA,
        )


def _texts_and_numbers(exercise, error):
    if error.type == "TypeError" and "concatenate str" in error.message:
        return (
            "number_joined_to_a_text",
            "A text and a number are joined with +, as in a key made of a letter and a layer's number. Make "
            "the number a text first.",
            SKELETON,
        )
    if error.type == "TypeError" and "'float' object cannot be interpreted as an integer" in error.message:
        return (
            "float_for_a_count",
            "A whole number is needed there, in range or as a size, but a float came: / gives one even where "
            "nothing is left over. Which division gives whole numbers?",
            SKELETON,
        )
    called = re.search(r"'(\S+)' object is not callable", error.message)
    if error.type == "TypeError" and called:
        text = called[1] == "str"
        return (
            "called_like_a_function",
            f"Something of type {called[1]} is called like a function, with parentheses behind it. "
            + (
                "A text such as activation only says which function is meant: compare it, and call that one."
                if text
                else "Is a * missing, or does a variable have a function's name?"
            ),
            SKELETON,
        )


def _types(exercise, error):
    ragged = error.type == "ValueError" and "inhomogeneous" in error.message
    if ragged or error.type in ("TypeError", "AttributeError") and "tuple" in error.message:
        return (
            "tuple_not_unpacked",
            "A whole tuple is used where one of its items is meant. Functions with two results give a tuple "
            "(sigmoid and relu: A and the cache), and a layer's cache is one: unpack it first.",
            FORMULA,
        )
    if error.type in ("TypeError", "AttributeError") and "NoneType" in error.message:
        return (
            "uses_none",
            "Something your function uses is None. Is a value never set, or does a helper lack its return?",
            SKELETON,
        )
    if error.type in ("TypeError", "AttributeError"):
        return (
            "wrong_type",
            "A value has another type than your line expects. What is it really: an array, a number, "
            "a tuple, a dictionary?",
            SKELETON,
        )


def _own_raise(exercise, error):
    """The learner's own refusal of something that was allowed."""
    if re.match(r"raise\b|assert\s*(False|0)\b", error.line.strip()) and not error.inside:
        return (
            "own_raise_reached",
            "A raise of your own was reached, though every argument is one that may come. An else belongs to "
            "the if right above it: is the second if meant to be an elif? Or is the value you compare with "
            "spelt differently from the one given?",
            SKELETON,
        )


def _asserts(exercise, error):
    if error.type == "AssertionError":
        return (
            "own_assertion_failed",
            "An assert in your own function failed: it found what you had guarded against. "
            "Which of the two sides is wrong?",
            FORMULA,
        )


def _arithmetic(exercise, error):
    if error.type in ("ZeroDivisionError", "FloatingPointError", "OverflowError"):
        return (
            "impossible_arithmetic",
            "A number left its range. What happens in that line for an input of 0, or for m = 1?",
            FORMULA,
        )
    if error.type == "MemoryError":
        return (
            "out_of_memory",
            "Your function asked for more memory than there is. Is a list growing in an endless "
            "loop, or an array far larger than the input?",
            SKELETON,
        )


def _quoted(message):
    found = re.search(r"'([^']*)'", message)
    return found[1] if found else "(unknown)"


RULES = (
    _exits,
    _own_raise,
    _recursion,
    _undefined,
    *arguments.RULES,
    _product,
    _shapes,
    *lookups.RULES,
    _numpy_calls,
    _texts_and_numbers,
    _types,
    _asserts,
    _arithmetic,
)
