"""compute_cost: the cross-entropy of predictions and labels."""

import numpy as np

from .. import reference
from ..exercise import Case, Exercise
from ..naming import name
from ..test_cases import compute_cost_test_case
from .common import ONE_EXAMPLE, Catalogue, labels, one_part, probabilities

MISTAKES = Catalogue()


def cases(rng):
    """The document's example, then either class alone, one example, and answers that are sure and wrong."""
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
    "The cost is m times too large: the losses are summed, but not averaged. Is 1/m there (with /, not with "
    "//), and is m the number of examples? Those are the columns, Y.shape[1]; len(Y) and Y.shape[0] count "
    "the rows, of which there is one.",
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
    "The cost is m times too small: it is divided by m twice. np.mean divides by m already; is there a 1/m "
    "beside it?",
)
def _(AL, Y):
    return np.mean(losses(AL, Y)) / Y.shape[1]


@MISTAKES.wrong(
    "integer_division",
    "The cost is 0 unless m = 1: 1 // m is a division of whole numbers and drops everything after the "
    "decimal point. Look at the slashes.",
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
    "Examples of class 0 lower the cost: the two terms are subtracted where they should be added, or the "
    "second factor is Y - 1 instead of 1 - Y.",
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
    "Every example counts with log(AL), whatever its label. The term for y = 0 is about the probability of "
    "class 0: which one is that, and does the label decide which term counts?",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(AL))


@MISTAKES.wrong(
    "log_of_1_plus_AL",
    "The second logarithm is of 1 + AL instead of 1 - AL: a wrong sign.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 + AL))


@MISTAKES.wrong(
    "one_minus_log",
    "The second term holds 1 - log(AL), but log(1 - AL) is needed: the parenthesis closes too early.",
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
    "The cost holds one loss an example. Is there no sum over the examples, or does a sum or mean run along "
    "axis 0, over the one row, as Python's own sum does? np.squeeze adds nothing up.",
)
def _(AL, Y):
    return np.squeeze(losses(AL, Y))


@MISTAKES.wrong(
    "not_summed",
    "The cost holds one entry an example, each divided by m: the sum over the examples is missing, or it "
    "adds up rows, of which there is one (axis=0, or Python's own sum). np.squeeze adds nothing up.",
)
def _(AL, Y):
    return np.squeeze(losses(AL, Y) / Y.shape[1])


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
    "In the second term the logarithm is taken of 1 - Y instead of 1 - AL. Labels are exactly 0 "
    "or 1, and log(0) is -inf; logarithms belong to predictions.",
)
def _(AL, Y):
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - Y))


@MISTAKES.wrong(
    "logarithm_of_the_labels",
    "In the first term the logarithm is taken of Y instead of AL. Labels are exactly 0 or 1, "
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
    "The sum is divided by m - 1 instead of m: a mean over all examples.",
)
def _(AL, Y):
    with np.errstate(all="ignore"):
        return np.float64(np.sum(losses(AL, Y))) / (Y.shape[1] - 1)


@MISTAKES.wrong(
    "logarithm_of_1_only",
    "The second term holds log(1) - AL, but log(1 - AL) is needed: the parenthesis closes too early.",
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


def wrong(label, sentence, *formulas):
    """Enter a wrong formula (AL, Y, m) -> cost, or several that deserve the same words."""
    for formula in formulas:
        MISTAKES.wrong(label, sentence)(lambda AL, Y, formula=formula: formula(AL, Y, Y.shape[1]))


def running(step):
    """The cost that a loop gives which does `step` with the cost so far and the next loss."""

    def formula(AL, Y, m):
        cost = 0.0
        for loss in losses(AL, Y)[0]:
            cost = step(cost, loss, m)
        return cost

    return formula


def class_means(AL, Y, m):
    """The mean loss of each class that has examples."""
    return [losses(AL, Y)[Y == y].mean() for y in (1, 0) if (Y == y).any()]


wrong(
    "averaged_inside_the_loop",
    "The cost is divided inside the loop, again for every example, so that the first losses hardly count any "
    "more. Where should the division stand, so that it happens once?",
    running(lambda cost, loss, m: (cost + loss) / m),
    running(lambda cost, loss, m: (cost + loss) / 2),
    running(lambda cost, loss, m: (cost - loss) / m),
    running(lambda cost, loss, m: -(cost - loss) / m),
    running(lambda cost, loss, m: -(cost + loss) / m),
)
wrong(
    "averaged_by_class",
    "Each class is averaged by itself, over its own examples, and the two means are put together. The cost "
    "is one mean over all m examples, whatever their class.",
    lambda AL, Y, m: sum(class_means(AL, Y, m)),
    lambda AL, Y, m: sum(class_means(AL, Y, m)) / 2,
    lambda AL, Y, m: sum(class_means(AL, Y, m)) / len(class_means(AL, Y, m)),
    lambda AL, Y, m: sum(class_means(AL, Y, m)) / m,
)
wrong(
    "averaged_by_class",
    "Each class is averaged by itself; the cost is one mean over all m examples, whatever their class.",
    lambda AL, Y, m: np.mean(losses(AL, Y)[Y == 1]) + np.mean(losses(AL, Y)[Y == 0]),
    lambda AL, Y, m: (np.mean(losses(AL, Y)[Y == 1]) + np.mean(losses(AL, Y)[Y == 0])) / 2,
)
wrong(
    "divided_by_number_of_ones",
    "The sum is divided by the number of examples of one class, but m, the number of all examples, is "
    "needed: is m a sum over Y, or the length of a selection?",
    lambda AL, Y, m: np.divide(np.sum(losses(AL, Y)), np.sum(Y)),
    lambda AL, Y, m: np.divide(np.sum(losses(AL, Y)), np.sum(1 - Y)),
)
wrong(
    "every_label_meets_every_prediction",
    "Every label is combined with every prediction, in a table of m by m, and all of that is summed up: one "
    "of the two is transposed. Multiply entry by entry, each label with its own prediction.",
    lambda AL, Y, m: -np.sum(Y.T * np.log(AL) + (1 - Y).T * np.log(1 - AL)) / m,
    lambda AL, Y, m: -np.mean(Y.T * np.log(AL) + (1 - Y).T * np.log(1 - AL)),
    lambda AL, Y, m: -np.sum(Y.T * np.log(AL) + (1 - Y).T * np.log(1 - AL)),
    lambda AL, Y, m: -np.sum(Y.T * np.log(AL)) / m + -np.sum((1 - Y) * np.log(1 - AL)) / m,
)
wrong(
    "table_instead_of_sum",
    "The cost is a table of m by m, every label with every prediction: in the product the wrong factor is "
    "transposed. A row times a column gives one number, a column times a row a table.",
    lambda AL, Y, m: -(Y.T @ np.log(AL) + (1 - Y).T @ np.log(1 - AL)) / m,
    lambda AL, Y, m: np.squeeze(-(Y.T @ np.log(AL) + (1 - Y).T @ np.log(1 - AL)) / m),
    lambda AL, Y, m: -(Y.T * np.log(AL) + (1 - Y).T * np.log(1 - AL)) / m,
)
wrong(
    "second_term_outside_the_sum",
    "The second term stands outside the sum, so one number is added to an array, and the cost came out as an "
    "array. Where does the parenthesis of the sum close?",
    lambda AL, Y, m: -1 / m * np.sum(Y * np.log(AL)) + (1 - Y) * np.log(1 - AL),
    lambda AL, Y, m: -1 / m * (np.sum(Y * np.log(AL)) + (1 - Y) * np.log(1 - AL)),
    lambda AL, Y, m: -np.mean(Y * np.log(AL)) + (1 - Y) * np.log(1 - AL),
    lambda AL, Y, m: -1 / m * np.sum(Y * np.log(AL)) - (1 - Y) * np.log(1 - AL),
)
wrong(
    "one_minus_without_parentheses",
    "In the second term 1 - Y lacks its parentheses: without them only Y is multiplied by the logarithm, and "
    "the 1 is added on its own.",
    lambda AL, Y, m: -np.mean(Y * np.log(AL) + 1 - Y * np.log(1 - AL)),
    lambda AL, Y, m: -(np.sum(Y * np.log(AL)) + 1 - np.sum(Y * np.log(1 - AL))) / m,
)
wrong(
    "Y_in_both_terms",
    "Both terms are multiplied by Y: examples with y = 0 count nothing, and the others count log(1 - AL) "
    "too. What is the second term's factor?",
    lambda AL, Y, m: -np.mean(Y * np.log(AL) + Y * np.log(1 - AL)),
)
wrong(
    "one_minus_Y_in_both_terms",
    "Both terms are multiplied by 1 - Y: examples with y = 1 count nothing. What is the first term's factor?",
    lambda AL, Y, m: -np.mean((1 - Y) * np.log(AL) + (1 - Y) * np.log(1 - AL)),
)
wrong(
    "second_term_for_all",
    "log(1 - AL) is added for every example, also where y = 1: the factor 1 - Y is missing, or an else.",
    lambda AL, Y, m: -np.mean(Y * np.log(AL) + np.log(1 - AL)),
)
wrong(
    "first_term_for_all",
    "log(AL) is added for every example, also where y = 0: the factor Y is missing, or an else.",
    lambda AL, Y, m: -np.mean(np.log(AL) + (1 - Y) * np.log(1 - AL)),
)
wrong(
    "always_class_0",
    "Every example is treated as class 0, whatever its label: only log(1 - AL) is used. Is the condition on "
    "the label ever true?",
    lambda AL, Y, m: -np.mean(np.log(1 - AL)),
)
wrong(
    "labels_left_out",
    "Both logarithms are added for every example: the factors Y and 1 - Y are missing, which choose one of "
    "the two.",
    lambda AL, Y, m: -np.mean(np.log(AL) + np.log(1 - AL)),
)
wrong(
    "AL_for_Y",
    "The factors before the logarithms are AL and 1 - AL, but the labels Y and 1 - Y are needed: the "
    "label never enters, so no mistake can cost anything.",
    lambda AL, Y, m: -np.mean(AL * np.log(AL) + (1 - AL) * np.log(1 - AL)),
)
wrong(
    "AL_for_Y",
    "Before one of the logarithms stands AL (or 1 - AL), but the label is needed.",
    lambda AL, Y, m: -np.mean(AL * np.log(AL) + (1 - Y) * np.log(1 - AL)),
    lambda AL, Y, m: -np.mean(Y * np.log(AL) + (1 - AL) * np.log(1 - AL)),
)
wrong(
    "log1p_for_log",
    "One of the logarithms is np.log1p, which adds 1 to its argument by itself: log1p(1 - AL) is the "
    "logarithm of 2 - AL. Which argument does the formula have?",
    lambda AL, Y, m: -np.mean(Y * np.log(AL) + (1 - Y) * np.log1p(1 - AL)),
    lambda AL, Y, m: -np.mean(Y * np.log1p(AL) + (1 - Y) * np.log1p(-AL)),
    lambda AL, Y, m: -np.mean(Y * np.log1p(AL) + (1 - Y) * np.log1p(1 - AL)),
)
wrong(
    "exp_for_log",
    "There are exponentials, but logarithms are needed.",
    lambda AL, Y, m: -np.mean(Y * np.exp(AL) + (1 - Y) * np.exp(1 - AL)),
    lambda AL, Y, m: np.mean(Y * np.exp(AL) + (1 - Y) * np.exp(1 - AL)),
    lambda AL, Y, m: np.mean(Y * np.exp(-AL) + (1 - Y) * np.exp(AL - 1)),
)
wrong(
    "logarithm_left_out",
    "There is no logarithm: the probabilities themselves are added up.",
    lambda AL, Y, m: -np.mean(Y * AL + (1 - Y) * (1 - AL)),
    lambda AL, Y, m: np.mean(Y * AL + (1 - Y) * (1 - AL)),
)
wrong(
    "terms_multiplied",
    "The cost is 0. Are the two terms multiplied, where they should be added (for every example one of them "
    "is 0), or is the cost taken from itself?",
    lambda AL, Y, m: -np.mean(Y * np.log(AL) * (1 - Y) * np.log(1 - AL)),
)
wrong(
    "logarithm_of_the_mean",
    "The logarithm is taken of a sum or mean over the examples. First the logarithm of each example, then "
    "the mean.",
    lambda AL, Y, m: -np.log(np.mean(Y * AL + (1 - Y) * (1 - AL))),
    lambda AL, Y, m: -np.log(np.sum(Y * AL + (1 - Y) * (1 - AL))) / m,
    lambda AL, Y, m: -np.log(np.sum(Y * AL + (1 - Y) * (1 - AL))),
)
wrong(
    "share_of_wrong_answers",
    "The cost is the share (or number) of wrong answers, or right ones. The cross-entropy also asks how sure "
    "the network was: it is made of logarithms.",
    lambda AL, Y, m: np.mean((AL > 0.5) != Y),
    lambda AL, Y, m: np.mean((AL > 0.5) == Y),
    lambda AL, Y, m: float(np.sum((AL > 0.5) != Y)),
)
wrong(
    "extreme_for_mean",
    "The cost is the largest, the smallest or the middle one of the losses, but their mean is needed.",
    lambda AL, Y, m: np.max(losses(AL, Y)),
    lambda AL, Y, m: np.min(losses(AL, Y)),
    lambda AL, Y, m: np.median(losses(AL, Y)),
)
wrong(
    "summed_squares",
    "The cost is the sum of the squared errors. The cross-entropy is made of logarithms.",
    lambda AL, Y, m: np.sum((AL - Y) ** 2),
    lambda AL, Y, m: np.sum((AL - Y) ** 2) / 2,
    lambda AL, Y, m: np.sqrt(np.mean((AL - Y) ** 2)),
)
wrong(
    "losses_squared",
    "The losses are squared (or their absolute values or roots taken) before the mean. The logarithm is all "
    "there is.",
    lambda AL, Y, m: np.mean(losses(AL, Y) ** 2),
    lambda AL, Y, m: np.sqrt(np.mean(losses(AL, Y))),
)
for _epsilon in (0.2, 0.1, 0.05, 0.02):
    wrong(
        "clipped_too_hard",
        "Predictions near 0 and 1 are cut off far inside the interval, which changes the cost of confident "
        "answers. Only exact 0 and 1 need a guard.",
        lambda AL, Y, m, e=_epsilon: np.mean(losses(np.clip(AL, e, 1 - e), Y)),
    )
for _epsilon in (0.1, 1e-2, 1e-4, 1e-5):
    wrong(
        "epsilon_too_large",
        "The small number added inside the logarithm is not small: it changes the cost noticeably. "
        "A hundred-millionth is more than enough.",
        lambda AL, Y, m, e=_epsilon: -np.mean(Y * np.log(AL + e) + (1 - Y) * np.log(1 - AL + e)),
    )
wrong(
    "first_term_wrong_sign",
    "The first term has the wrong sign: examples of class 1 lower the cost. Does the minus in front belong "
    "to both terms?",
    lambda AL, Y, m: np.mean(Y * np.log(AL)) - np.mean((1 - Y) * np.log(1 - AL)),
    lambda AL, Y, m: np.sum(Y * np.log(AL)) - np.mean((1 - Y) * np.log(1 - AL)),
)
wrong(
    "penalty_added",
    "Something is added to the cross-entropy that depends on AL alone, like a penalty. The formula (7) has "
    "two terms only.",
    lambda AL, Y, m: np.mean(losses(AL, Y)) + 0.5 * np.mean(AL**2),
    lambda AL, Y, m: np.mean(losses(AL, Y)) + np.mean(AL**2),
)
for _add in (1e-8 * 1000, 1e-4, 1e-3, 1e-2, 0.1):
    wrong(
        "constant_added",
        "A constant is added to the cost. Inside a logarithm a tiny number may guard against 0; outside it "
        "only shifts the result.",
        lambda AL, Y, m, add=_add: np.mean(losses(AL, Y)) + add,
    )


def made_of(case, path):
    """The sums that a cost of two logarithms is made of, each class with the right one and the wrong one."""
    AL, Y = (np.asarray(array, dtype=float) for array in case.args)
    a, not_a = np.log(AL), np.log(1 - AL)
    return {
        "sum(Y log AL)": np.sum(Y * a),
        "sum((1 - Y) log(1 - AL))": np.sum((1 - Y) * not_a),
        "sum(Y log(1 - AL))": np.sum(Y * not_a),
        "sum((1 - Y) log AL)": np.sum((1 - Y) * a),
        "sum(log AL)": np.sum(a),
        "sum(log(1 - AL))": np.sum(not_a),
        "m": float(Y.shape[1]),
    }


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
    made_of=made_of,
)
