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
from . import errors, pattern, shapes, structure, values
from .context import Place


@dataclass(frozen=True)
class Cause:
    """A mistake's label (None where it could not be named), the sentence, the hint to begin with."""

    label: str | None
    sentence: str
    rung: int = FORMULA


@lru_cache(maxsize=20_000)
def answer(function, case):
    """What `function`, one of ours, does on one case."""
    return attempt.call(function, case)


def diagnose(exercise, record, findings, shown) -> Cause:
    """The cause of a failure that shows itself in the finding `shown`."""
    if record.patched:
        return Cause(
            "patches_numpy",
            f"Your function replaces {', '.join(record.patched[:3])}, which belongs to everybody. "
            "It was put back. Compute with NumPy, without changing it.",
        )
    findings = [finding for finding in findings if finding.case.binding]
    return (
        _reproduced(exercise, findings)
        or _part_reproduced(exercise, findings, shown)
        or _nearly_reproduced(exercise, findings)
        or _by_rule(exercise, findings, shown)
        or Cause(None, plain(exercise, shown), SKELETON)
    )


def _by_rule(exercise, findings, shown):
    """The first general rule that applies."""
    if shown.outcome.status != "returned":
        found = errors.explain(exercise, shown)
    elif not shown.differences:
        found = _changed_input(exercise, shown)
    else:
        at = Place(exercise, findings, shown, shown.differences[0])
        by_stage = {"shape": shapes.RULES, "value": values.RULES}
        rules = by_stage.get(at.difference.stage) or (structure.BY_STAGE[at.difference.stage],)
        found = next(filter(None, (rule(at) for rule in rules)), None) or pattern.explain(findings)
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
    returned = any(finding.outcome.status == "returned" for finding in findings)
    for mistake in exercise.mistakes:
        if all(_same(f.outcome, answer(mistake.function, f.case), returned) for f in findings):
            return Cause(mistake.label, mistake.sentence, mistake.rung)
    return None


def _part_reproduced(exercise, findings, shown):
    """The known mistake that gives the learner's numbers in the part that is shown as wrong.

    Two mistakes in two parts (dW and db, say) match no single wrong version as a whole; the one
    that is shown still has its own cause.
    """
    if not shown.differences or not shown.differences[0].path:
        return None
    part = exercise.part_of(shown.case, shown.differences[0].path)

    def reproduces(mistake, part):
        return all(_same_part(exercise, part, f, answer(mistake.function, f.case)) for f in findings)

    found = [mistake for mistake in exercise.mistakes if reproduces(mistake, part)]
    if not found:
        return None
    # Of several, the one that gets the other parts as the learner has them says most.
    best = max(found, key=lambda mistake: sum(reproduces(mistake, p) for p in exercise.points))
    return Cause(best.label, best.sentence, best.rung)


def _nearly_reproduced(exercise, findings):
    """The known mistake that does the same on every case but one, wrong results among them.

    At the edge (a network of one layer, say) two versions of one slip may differ: one uses a
    variable that was never set, the other an old value.
    """
    for mistake in exercise.mistakes:
        pairs = [(f, answer(mistake.function, f.case)) for f in findings]
        same = [f for f, other in pairs if _same(f.outcome, other, by_type=True)]
        shows = any(f.outcome.status == "returned" and not f.right for f in same)
        if len(same) == len(findings) - 1 and shows:
            return Cause(mistake.label, mistake.sentence, mistake.rung)
    return None


def _same(outcome, other, by_type):
    """Whether two outcomes agree: the same error, or the same result and the same changed inputs."""
    if outcome.status != other.status:
        return False
    if outcome.status == "returned":
        return compare.same(outcome.value, other.value) and _same_inputs(outcome.inputs, other.inputs)
    mine, theirs = outcome.error, other.error
    if mine is None or theirs is None:
        return mine is theirs
    return mine.type == theirs.type and (by_type or mine.message == theirs.message)


def _same_inputs(mine, theirs):
    """Whether two calls changed their arguments in the same way, or neither did."""
    if mine is None or theirs is None:
        return mine is theirs
    return compare.same(mine, theirs)


def _same_part(exercise, part, finding, other):
    """Whether everything that belongs to a part of the result agrees."""
    outcome, case = finding.outcome, finding.case
    if exercise.part_of(case, ()) not in (None, part):
        return True  # a case of another part
    if outcome.status != "returned" or other.status != "returned":
        return outcome.status == other.status
    mine, theirs = _items(outcome.value), _items(other.value)
    steps = {step for step in mine.keys() | theirs.keys() if exercise.part_of(case, (step,)) == part}
    return all(step in mine and step in theirs and compare.same(mine[step], theirs[step]) for step in steps)


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
