"""What went wrong: one cause for one failure.

Diagnosis is by reproduction. Each known mistake is a wrong version of the function; the one that
gives the learner's very numbers on every case is the mistake that was made. Where none does, the
general rules look at how the result differs (structure, shapes, values) or what was raised (errors);
where they see nothing either, the cases that fail may have something in common (pattern); and
otherwise the difference speaks for itself.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .. import attempt, compare
from ..exercise import FORMULA, SKELETON
from ..naming import kind, place
from . import errors, formulas, pattern, shapes, structure, values
from .context import Place


@dataclass(frozen=True)
class Cause:
    """A mistake's label (None where it could not be named), the sentence, the hint to begin with.

    reproduced  whether a known mistake gives the learner's very numbers, on every case
    """

    label: str | None
    sentence: str
    rung: int = FORMULA
    reproduced: bool = False


class _Trusted:
    """In place of the guard that puts NumPy back: our own functions replace nothing, and it takes time."""

    def restore(self):
        pass


@lru_cache(maxsize=20_000)
def answer(function, case):
    """What `function`, one of ours, does on one case."""
    return attempt.call(function, case, _Trusted())


def diagnose(exercise, record, findings, shown) -> Cause:
    """The cause of a failure that shows itself in the finding `shown`."""
    if record.patched:
        return Cause(
            "patches_numpy",
            f"Your function replaces what belongs to everybody: {', '.join(record.patched[:3])}. "
            "It was put back. Compute with NumPy, without changing it.",
        )
    findings = [finding for finding in findings if finding.case.binding]
    return (
        _reproduced(exercise, findings)
        or _contained(exercise, findings, shown)
        or _nearly_reproduced(exercise, findings)
        or _by_rule(exercise, findings, shown)
        or Cause(None, plain(exercise, shown), SKELETON)
    )


def _by_rule(exercise, findings, shown):
    """The first general rule that applies. Whatever numbers came, computing with them warns nobody."""
    with np.errstate(all="ignore"):
        return _ruled(exercise, findings, shown)


def _ruled(exercise, findings, shown):
    if shown.outcome.status != "returned":
        found = errors.explain(exercise, shown)
    elif not shown.differences:
        found = _changed_input(exercise, shown)
    else:
        at = Place(exercise, findings, shown, shown.differences[0])
        by_stage = {"shape": shapes.RULES, "value": (*values.RULES, formulas.explain)}
        rules = by_stage.get(at.difference.stage) or (structure.BY_STAGE[at.difference.stage],)
        every = (rule(at) for rule in (*exercise.rules, *rules))
        found = next(filter(None, every), None) or pattern.explain(findings)
    return Cause(*found) if found else None


def _changed_input(exercise, finding):
    where = place(exercise.inputs, finding.touched[0].path[:1])
    return (
        "changes_input_in_place",
        f"The result is right, but your function changes its argument {where} in place. Whoever "
        "called it still needs the old values. Where do you write into something that was handed to "
        "you, or take something out of it? Work on a copy.",
    )


def _reproduced(exercise, findings):
    """The known mistake that does the same as the learner's function on every case.

    Where the function raises on every case, the same words are asked for, not only the same kind
    of exception: they hold the shapes.
    """
    returned = [finding.outcome.status == "returned" for finding in findings]
    for mistake in exercise.mistakes:
        if all(_same(exercise, f, answer(mistake.function, f.case), any(returned)) for f in findings):
            return Cause(mistake.label, mistake.sentence, mistake.rung, all(returned))
    return None


def _contained(exercise, findings, shown):
    """The known mistake that explains the item that is shown, beside others that it does not explain.

    Two mistakes in two items (dW and db, say) match no single wrong version as a whole. This one gives
    the learner's very numbers for the item that is shown, in every layer and case, and whatever else it
    gets wrong the learner's function gets wrong in the same way.
    """
    if not shown.differences or not shown.differences[0].path:
        return None
    step = shown.differences[0].path[0]
    part = exercise.part_of(shown.case, (step,))
    there = [f for f in findings if exercise.part_of(f.case, ()) in (None, part)]  # cases of this part
    found = [m for m in exercise.mistakes if all(_explains(m, f, step) for f in there)]
    found = [m for m in found if any(step in (_faults(m, f) or ()) for f in there)]
    if not found:
        return None
    # Of several, the one that explains most.
    best = max(found, key=lambda mistake: sum(len(_faults(mistake, finding)) for finding in there))
    return Cause(best.label, best.sentence, best.rung)


def _explains(mistake, finding, step):
    """Whether a mistake gives the learner's items of one kind, and no fault that did not come."""
    other, outcome = answer(mistake.function, finding.case), finding.outcome
    if not other.status == outcome.status == "returned":
        return False
    mine, theirs = _items(outcome.value), _items(other.value)
    kin = {item for item in mine.keys() | theirs.keys() if _family(item) == _family(step)}
    if not all(_same_item(mine.get(item), theirs.get(item)) for item in kin):
        return False  # asked first: it is so for nearly all mistakes
    faults = _faults(mistake, finding)
    if faults is None or other.inputs is not None:
        return False
    if not faults <= theirs.keys() and mine.keys() != theirs.keys():
        return False  # what else is missing, or there, is not explained
    return all(_same_item(mine.get(item), theirs.get(item)) for item in faults - kin)


def _family(step):
    """What an item is, whatever its layer: "dW" for dW3."""
    return step.rstrip("0123456789") if isinstance(step, str) else step


def _faults(mistake, finding):
    """The items that a known mistake gets wrong on a case; None where its result is of another form."""
    result, expected = answer(mistake.function, finding.case).value, finding.expected.value
    if result is None or result.kind != expected.kind or not expected.items:
        return None
    if not expected.keys and len(result.items) != len(expected.items):
        return None
    theirs, right = _items(result), _items(expected)
    return {step for step in right if not _same_item(theirs.get(step), right[step])}


def _same_item(mine, theirs):
    return mine is theirs if mine is None or theirs is None else compare.same(mine, theirs)


def _nearly_reproduced(exercise, findings):
    """The known mistake that does the same on every case but one, wrong results among them.

    At the edge (a network of one layer, say) two versions of one slip may differ: one uses a
    variable that was never set, the other an old value.
    """
    for mistake in exercise.mistakes:
        same, missed = [], 0
        for finding in findings:
            if _same(exercise, finding, answer(mistake.function, finding.case), by_type=True):
                same.append(finding)
            else:
                missed += 1
                if missed > 1:
                    break
        if missed == 1 and any(f.outcome.status == "returned" and not f.right for f in same):
            return Cause(mistake.label, mistake.sentence, mistake.rung)
    return None


def _same(exercise, finding, other, by_type):
    """Whether two outcomes agree: the same error, or the same result and the same changed inputs.

    What a function may change in place, it may also leave as it is.
    """
    outcome = finding.outcome
    if outcome.status != other.status:
        return False
    if outcome.status == "returned":
        inputs = _same_inputs(exercise, finding.case, outcome.inputs, other.inputs)
        return inputs and compare.same(outcome.value, other.value)
    mine, theirs = outcome.error, other.error
    if mine is None or theirs is None:
        return mine is theirs
    return mine.type == theirs.type and (by_type or mine.message == theirs.message)


def _same_inputs(exercise, case, mine, theirs):
    """Whether two calls changed in the same way what they may not change, or neither did."""
    if mine is None and theirs is None:
        return True
    given = attempt.snapshot(tuple(case.args))  # None stands for arguments that nobody changed
    items = zip(exercise.inputs.items, (mine or given).items, (theirs or given).items)
    return all(compare.same(a, b) for name, a, b in items if name.text not in exercise.may_change)


def _items(node):
    """step -> item of a tuple, list or dict."""
    return dict(zip(node.keys or range(len(node.items)), node.items))


def plain(exercise, finding) -> str:
    """The difference itself, for a mistake that nobody has seen before."""
    if not finding.differences:
        return f"{exercise.name} did not come to an end in the usual way."
    difference = finding.differences[0]
    where = place(exercise.result, difference.path)
    if difference.stage == "keys":
        if difference.actual is None:
            return f"The key {where!r} is missing from the dictionary."
        return f"The dictionary has a key {where!r} that nobody asked for."
    if difference.stage == "value" and not np.ndim(difference.expected.value):
        return f"{where} is a number, as it should be, but not the right one."
    if difference.stage == "value":
        return f"{where} has the right shape, but not the right values: {_how_many(difference)}."
    if difference.stage == "finite":
        return f"{where} holds nan or inf where there should be numbers."
    return f"{where} should be {kind(difference.expected)}, but is {kind(difference.actual)}."


def _how_many(difference):
    """How many entries differ: "all 12 entries differ", "3 of 12 entries differ"."""
    wrong = compare.differing(difference.actual, difference.expected)
    count = int(wrong.sum())
    return f"{'all' if count == wrong.size else f'{count} of'} {wrong.size} entries differ"
