"""General rules for an array of the wrong shape: transposed, an axis lost, the wrong axis.

Each rule takes the place of the difference and answers (label, sentence, rung) or None; the
first answer counts.
"""

import numpy as np

from ..attempt import snapshot
from ..exercise import FORMULA
from .values import belongs_elsewhere, leaves


def _transposed(at):
    actual, expected = at.actual, at.expected
    if actual.shape == expected.shape[::-1] and actual.ndim == 2:
        close = np.allclose(actual.T, expected, equal_nan=True)
        return (
            f"{at.slug}_transposed",
            f"{at.where} has shape {actual.shape} instead of {expected.shape}: "
            + ("it is transposed." if close else "rows and columns are swapped.")
            + " Rows are units, columns are examples: which size belongs where?",
            FORMULA,
        )


def _pair(at):
    """A leading axis of 2: a pair that some function returned was computed with as one array."""
    actual, expected = at.actual, at.expected
    if actual.shape == (2, *expected.shape) and expected.ndim:
        return (
            f"{at.slug}_made_of_a_pair",
            f"{at.where} has shape {actual.shape} instead of {expected.shape}: a leading axis of 2 has come "
            "in. A pair was taken for one array: sigmoid, relu and the other forward functions return two "
            "things, and the pair has to be unpacked first.",
            FORMULA,
        )


def _selected(at):
    """One axis, with fewer entries: a Boolean mask used as an index."""
    actual, expected = at.actual, at.expected
    arguments = [node.value for _, node in leaves(snapshot(tuple(at.finding.case.args)))]
    counts = {int((a > 0).sum()) for a in arguments if a.shape == expected.shape}
    if actual.ndim == 1 and expected.ndim == 2 and actual.size < expected.size and actual.size in counts:
        return (
            f"{at.slug}_holds_selected_entries_only",
            f"{at.where} has shape {actual.shape} instead of {expected.shape}: only some of the entries were "
            "picked out, in a row, and their places are lost. A condition inside [ ] selects; what is wanted "
            "is an array of the same shape in which the other entries are 0.",
            FORMULA,
        )


def _axis_dropped(at):
    actual, expected = at.actual, at.expected
    if actual.ndim < expected.ndim and actual.size == expected.size:
        return (
            f"{at.slug}_without_keepdims",
            f"{at.where} has shape {actual.shape} instead of {expected.shape}: an axis was lost. "
            "A sum, mean or max along an axis drops it without keepdims=True, and so does a squeeze or an "
            "index in its place; what is left broadcasts in another way.",
            FORMULA,
        )
    if expected.ndim == 0 and actual.size == 1:
        return (
            f"{at.slug}_not_a_number",
            f"{at.where} should be a plain number, but is an array of shape {actual.shape}. "
            "Squeeze it, or sum over everything.",
            FORMULA,
        )
    if expected.ndim == 2 and actual.size == 1:
        return (
            f"{at.slug}_is_one_number",
            f"{at.where} is one number instead of an array of shape {expected.shape}. Is a sum or "
            "mean taken over everything, without an axis, is the array made without its shape, or is it "
            "another variable that came?",
            FORMULA,
        )


def _wrong_axis(at):
    actual, expected = at.actual, at.expected
    m = at.finding.case.m
    if expected.ndim == 2 and expected.shape[1] == 1 and m > 1 and m in actual.shape:
        return (
            f"{at.slug}_wrong_axis",
            f"{at.where} has shape {actual.shape} instead of {expected.shape}: one entry per "
            "example instead of one per unit. Along which axis do the examples lie?",
            FORMULA,
        )
    if at.finding.case.m and expected.ndim == 2 and actual.shape == (expected.shape[0],) * 2:
        return (
            f"{at.slug}_broadcast",
            f"{at.where} has shape {actual.shape} instead of {expected.shape}: a column and a row "
            "were combined and broadcast to a square. Which of the two lies the wrong way?",
            FORMULA,
        )


def _other_shape(at):
    actual, expected = at.actual, at.expected
    found = belongs_elsewhere(at)
    return found or (
        f"{at.slug}_has_wrong_shape",
        f"{at.where} has shape {actual.shape} instead of {expected.shape}. Write the shapes "
        "beside the formula: is something in the wrong place, transposed, broadcast against "
        "another shape, or is a size hard-coded?",
        FORMULA,
    )


RULES = (_pair, _selected, _transposed, _axis_dropped, _wrong_axis, _other_shape)
