"""compute_cost: the cross-entropy of predictions and labels."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..test_cases import compute_cost_test_case
from .common import ONE_EXAMPLE, Catalogue, labels, one_part, probabilities

MISTAKES = Catalogue()


def cases(rng):
    Y, AL = compute_cost_test_case()
    one = frozenset([ONE_EXAMPLE])
    return [
        Case("the notebook's example", (AL, Y), m=3, public=True),
        Case("5 examples", (probabilities(rng, 5), labels(rng, 5)), m=5),
        Case("8 examples, whole-number labels", (probabilities(rng, 8), labels(rng, 8).astype(int)), m=8),
        Case("1 example of class 1", (probabilities(rng, 1), np.ones((1, 1))), m=1, traits=one),
        Case("1 example of class 0", (probabilities(rng, 1), np.zeros((1, 1))), m=1, traits=one),
        Case("4 examples, all of class 1", (probabilities(rng, 4), np.ones((1, 4))), m=4,
             traits=frozenset(["all labels are 1"])),
        Case("6 examples, all of class 0", (probabilities(rng, 6), np.zeros((1, 6))), m=6,
             traits=frozenset(["all labels are 0"])),
        Case("confident and wrong", (np.array([[0.98, 0.01]]), np.array([[0.0, 1.0]])), m=2,
             traits=frozenset(["AL is near 0 or 1"])),
    ]  # fmt: skip


def losses(AL, Y):
    return -(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))


@MISTAKES.wrong(
    "wrong_sign",
    "The cost is negative, minus what it should be: a sign is missing. Logarithms of numbers below "
    "1 are negative, and a cost should be positive.",
)
def _(AL, Y):
    return -np.mean(losses(AL, Y))


@MISTAKES.wrong(
    "missing_1_over_m",
    "The cost is m times too large: the losses are summed, but not averaged, the 1/m is missing. "
    "Is it there, written with / and not with //, and is m the number of examples (columns, not rows)?",
)
def _(AL, Y):
    return np.sum(losses(AL, Y))


@MISTAKES.wrong(
    "missing_1_over_m_and_sign",
    "The sum has neither its minus nor its 1/m: look at what stands in front of the sum.",
)
def _(AL, Y):
    return -np.sum(losses(AL, Y))


@MISTAKES.wrong(
    "extra_1_over_m",
    "The cost is m times too small: it is divided by m twice. Does np.mean meet a 1/m?",
)
def _(AL, Y):
    return np.mean(losses(AL, Y)) / Y.shape[1]


@MISTAKES.wrong(
    "integer_division",
    "The cost is 0 unless m = 1: 1 // m is a division of whole numbers and drops everything behind the "
    "point. Look at the slashes.",
)
def _(AL, Y):
    return float(1 // Y.shape[1] * np.sum(losses(AL, Y)))


@MISTAKES.wrong(
    "divided_by_2m",
    "The cost is half of what it should be: 1/(2m) belongs to the squared error. Here it is 1/m.",
)
def _(AL, Y):
    return np.mean(losses(AL, Y)) / 2


@MISTAKES.wrong(
    "only_class_1_counts",
    "Examples with y = 0 add nothing to the cost: the second term, with (1 - Y), is missing.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL))


@MISTAKES.wrong(
    "only_class_0_counts",
    "Examples with y = 1 add nothing to the cost: the first term, with Y, is missing.",
)
def _(AL, Y):
    return -np.mean((1 - Y) * np.log(1 - AL))


@MISTAKES.wrong(
    "terms_subtracted",
    "The two terms are subtracted where they should be added: examples of class 0 lower the cost.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) - (1 - Y) * np.log(1 - AL))


@MISTAKES.wrong(
    "labels_swapped",
    "The two classes are swapped: log(AL) goes with 1 - Y, and log(1 - AL) with Y. Right "
    "predictions are punished.",
)
def _(AL, Y):
    return -np.mean((1 - Y) * np.log(AL) + Y * np.log(1 - AL))


@MISTAKES.wrong(
    "log_AL_in_both_terms",
    "Both terms use log(AL). The second one is about the probability of class 0: which one is that?",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(AL))


@MISTAKES.wrong(
    "log_of_1_plus_AL",
    "The second logarithm is of 1 + AL, where 1 - AL was expected: a wrong sign.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 + AL))


@MISTAKES.wrong(
    "one_minus_log",
    "The second term holds 1 - log(AL), where log(1 - AL) was expected: the parenthesis closes too early.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - Y) * (1 - np.log(AL)))


@MISTAKES.wrong(
    "base_2_logarithm",
    "The logarithm has base 2. The formula's log is the natural one: which NumPy function is that?",
)
def _(AL, Y):
    return np.mean(losses(AL, Y)) / np.log(2)


@MISTAKES.wrong(
    "base_10_logarithm",
    "The logarithm has base 10. The formula's log is the natural one: which NumPy function is that?",
)
def _(AL, Y):
    return np.mean(losses(AL, Y)) / np.log(10)


@MISTAKES.wrong(
    "squared_error",
    "The cost is the mean squared error. The cross-entropy punishes a confident mistake much harder: "
    "it is made of logarithms.",
)
def _(AL, Y):
    return np.mean((AL - Y) ** 2)


@MISTAKES.wrong(
    "squared_error",
    "The cost is half the mean squared error. The cross-entropy is made of logarithms.",
)
def _(AL, Y):
    return np.mean((AL - Y) ** 2) / 2


@MISTAKES.wrong(
    "absolute_error",
    "The cost is the mean distance |AL - Y|. The cross-entropy is made of logarithms.",
)
def _(AL, Y):
    return np.mean(np.abs(AL - Y))


@MISTAKES.wrong(
    "not_summed",
    "The cost is an array with one loss an example: the sum over the examples is missing.",
)
def _(AL, Y):
    return losses(AL, Y)


@MISTAKES.wrong(
    "not_summed",
    "The cost is an array with one entry an example: every loss is divided by m, but the sum over "
    "the examples is missing.",
)
def _(AL, Y):
    return losses(AL, Y) / Y.shape[1]


@MISTAKES.wrong(
    "not_summed",
    "The cost is an array with one entry an example: the sum runs along axis 0, over the one row, "
    "and not over the examples.",
)
def _(AL, Y):
    return np.sum(losses(AL, Y), axis=0) / Y.shape[1]


@MISTAKES.wrong(
    "cost_is_1_by_1",
    "The cost is an array of shape (1, 1); a plain number was expected. np.dot of two matrices, or "
    "keepdims=True, leaves the axes in place: np.squeeze takes them away.",
)
def _(AL, Y):
    return np.mean(losses(AL, Y), axis=1, keepdims=True)


@MISTAKES.wrong(
    "cost_is_a_vector",
    "The cost is an array of shape (1,); a plain number was expected. The sum along axis 1 leaves "
    "one axis in place.",
)
def _(AL, Y):
    return np.mean(losses(AL, Y), axis=1)


@MISTAKES.wrong(
    "m_hard_coded",
    "The sum is divided by 3, whatever the number of examples: m is hard-coded.",
)
def _(AL, Y):
    return np.sum(losses(AL, Y)) / 3


@MISTAKES.wrong(
    "AL_and_Y_swapped",
    "AL and Y have changed places: the logarithm is taken of the labels, and log(0) is -inf.",
)
def _(AL, Y):
    return -np.mean(AL * np.log(Y) + (1 - AL) * np.log(1 - Y))


@MISTAKES.wrong(
    "AL_and_Y_swapped",
    "In the second term AL and Y have changed places: the logarithm is taken of 1 - Y, which is 0 for y = 1.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - AL) * np.log(1 - Y))


@MISTAKES.wrong(
    "AL_and_Y_swapped",
    "In the first term AL and Y have changed places: the logarithm is taken of Y, which is 0 for y = 0.",
)
def _(AL, Y):
    return -np.mean(AL * np.log(Y) + (1 - Y) * np.log(1 - AL))


@MISTAKES.wrong(
    "logarithm_of_the_labels",
    "In the second term the logarithm is taken of 1 - Y, where 1 - AL was expected. Labels are exactly 0 "
    "or 1, and log(0) is -inf; logarithms belong to predictions.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - Y))


@MISTAKES.wrong(
    "logarithm_of_the_labels",
    "In the first term the logarithm is taken of Y, where AL was expected. Labels are exactly 0 or 1, "
    "and log(0) is -inf; logarithms belong to predictions.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(Y) + (1 - Y) * np.log(1 - AL))


@MISTAKES.wrong(
    "factor_on_first_term_only",
    "-1/m multiplies only the first sum; the second one is added whole, with the wrong sign. Put both "
    "into one pair of parentheses.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL)) + np.sum((1 - Y) * np.log(1 - AL))


@MISTAKES.wrong(
    "factor_on_first_term_only",
    "1/m multiplies only the first sum; the second one is not averaged. Put both into one pair of "
    "parentheses.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL)) - np.sum((1 - Y) * np.log(1 - AL))


@MISTAKES.wrong(
    "first_example_missing",
    "The first example does not count: does a loop or a slice begin at 1?",
)
def _(AL, Y):
    return np.sum(losses(AL, Y)[:, 1:]) / Y.shape[1]


@MISTAKES.wrong(
    "last_example_missing",
    "The last example does not count: does a loop or a slice end one too early?",
)
def _(AL, Y):
    return np.sum(losses(AL, Y)[:, :-1]) / Y.shape[1]


@MISTAKES.wrong(
    "divided_by_m_minus_1",
    "The sum is divided by m - 1, where m was expected: a mean over all examples.",
)
def _(AL, Y):
    with np.errstate(all="ignore"):
        return np.float64(np.sum(losses(AL, Y))) / (Y.shape[1] - 1)


@MISTAKES.wrong(
    "logarithm_of_1_only",
    "The second term holds log(1) - AL, where log(1 - AL) was expected: the parenthesis closes too early.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - Y) * (np.log(1) - AL))


@MISTAKES.wrong(
    "first_example_only",
    "Only the first example counts: does the function return inside the loop?",
)
def _(AL, Y):
    return losses(AL, Y)[0, 0] / Y.shape[1]


@MISTAKES.wrong(
    "last_example_only",
    "Only the last example counts: is the loss overwritten in every pass, where it should be added up?",
)
def _(AL, Y):
    return losses(AL, Y)[0, -1] / Y.shape[1]


@MISTAKES.wrong(
    "prediction_for_label",
    "Which of the two terms counts is decided by the prediction (AL above one half), where the label Y "
    "decides: a wrong answer then costs as little as a right one.",
)
def _(AL, Y):
    return np.mean(losses(AL, AL > 0.5))


@MISTAKES.wrong(
    "epsilon_too_large",
    "The number added inside the logarithm is 10-8, which is 2: ten to the power of -8 is written 1e-8.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL + 2) + (1 - Y) * np.log(1 - AL + 2))


@MISTAKES.wrong(
    "epsilon_too_large",
    "The small number added inside the logarithm is not small: it changes the cost noticeably. "
    "A hundred-millionth is more than enough.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL + 1e-3) + (1 - Y) * np.log(1 - AL + 1e-3))


EXERCISE = Exercise(
    reference=reference.compute_cost,
    points={"cost": 10},
    result=name("cost"),
    inputs=name("arguments", "AL", "Y"),
    cases=cases,
    mistakes=tuple(MISTAKES),
    hints=(
        "For each example only one of the two terms counts: log(a) where y = 1, log(1 - a) where "
        "y = 0. The cost is the mean over the examples, with the sign turned so that small is good.",
        "J = -1/m * sum(Y log(AL) + (1 - Y) log(1 - AL)): AL and Y are (1, m), the products are entry "
        "by entry, and the sum is one number. m = Y.shape[1].",
        "m = Y.shape[1]\ncost = ... * np.sum(Y * ... + (1 - Y) * ...)\nreturn np.squeeze(cost)",
    ),
    part_of=one_part("cost"),
    atol=1e-6,
)
