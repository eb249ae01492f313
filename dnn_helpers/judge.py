"""The trusted side of judging: a record of an attempt in, a verdict out.

Never runs learners' code. Whether the result is right is decided first and alone; what went
wrong is asked only after a failure (diagnosis.py).
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from . import attempt, compare, diagnosis
from .attempt import Attempt, Node, Outcome
from .exercise import Case, Exercise
from .findings import Finding
from .naming import kind, place, shapes

STATUSES = ("passed", "failed", "error", "timed_out", "not_attempted")


@dataclass(frozen=True)
class Evidence:
    """The one place that a report shows, already in words.

    case      the case's label        public    whether its figures may be shown to all
    inputs    the arguments' names and shapes
    place     the name of the item    index     the entry, or ""
    actual, expected                  the two figures, or kinds
    shapes    both shapes where the item is an array that came with the right shape
    after     whether the place is an argument, as it is after the call
    """

    case: str
    public: bool
    inputs: str
    place: str = ""
    index: str = ""
    actual: str = ""
    expected: str = ""
    shapes: str = ""
    after: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the judge says of one exercise.

    status    one of STATUSES
    parts     part of the result -> whether it was right on all cases
    mistake   the label of the mistake, where it could be named
    sentence  what went wrong, in words
    error     where the function raised
    printed   what it printed on the case that is shown
    items     the items of the result that were right on all cases, where they are no parts of their own
    traps     lines of the function's source that are worth a look (traps.Trap); the judge itself sees none
    reproduced  whether a known mistake gives the very numbers that came, on every case
    rung      the hint to give first
    """

    exercise: str
    status: str
    score: float
    max_score: float
    parts: dict = field(default_factory=dict)
    mistake: str | None = None
    sentence: str = ""
    evidence: Evidence | None = None
    error: object = None
    printed: str = ""
    rung: int = 0
    items: tuple = ()
    traps: tuple = ()
    reproduced: bool = False

    @property
    def passed(self) -> bool:
        return self.status == "passed"


@lru_cache(maxsize=256)
def cases_of(exercise_name: str, seed: int, exercise: Exercise) -> tuple[Case, ...]:
    """The exercise's cases for a seed: the same for everybody who is judged with it."""
    entropy = [seed, *exercise_name.encode()]
    return tuple(exercise.cases(np.random.default_rng(entropy)))


def judge(exercise: Exercise, cases, record: Attempt) -> Verdict:
    """The verdict on a record of `exercise` attempted on `cases`."""
    findings = [
        _examine(exercise, case, outcome, diagnosis.answer(exercise.reference, case))
        for case, outcome in zip(cases, _filled(record, len(cases)))
    ]
    failing = [finding for finding in findings if finding.case.binding and not finding.right]
    blank = Verdict(exercise.name, "passed", exercise.max_score, exercise.max_score)
    if not failing and not record.patched:
        return replace(blank, parts=dict.fromkeys(exercise.points, True))
    if failing and all(finding.outcome.status == "blank" for finding in findings):
        return replace(blank, status="not_attempted", score=0.0, parts=dict.fromkeys(exercise.points, False))
    return _failure(exercise, record, findings, failing)


def _filled(record, count):
    """The outcomes, with the last one standing for calls that were never made."""
    missing = count - len(record.outcomes)
    last = record.outcomes[-1] if record.outcomes else Outcome("died")
    return [*record.outcomes, *[last] * missing]


def _examine(exercise, case, outcome, right) -> Finding:
    if outcome.status != "returned":
        return Finding(case, outcome, right)
    found = compare.differences(
        outcome.value, right.value, extra_keys=exercise.extra_keys, atol=exercise.atol
    )
    return Finding(case, outcome, right, tuple(found), tuple(_touched(exercise, case, outcome)))


def _touched(exercise, case, outcome):
    """What differs in the arguments that a function may not change."""
    if outcome.inputs is None:
        return
    given = attempt.snapshot(tuple(case.args))
    for i, name in enumerate(exercise.inputs.items[: len(case.args)]):
        if name.text not in exercise.may_change:
            yield from compare.differences(outcome.inputs.items[i], given.items[i], rtol=0, atol=0, path=(i,))


def _failure(exercise, record, findings, failing) -> Verdict:
    shown = _shown(findings, failing)
    cause = diagnosis.diagnose(exercise, record, findings, shown)
    parts = _parts(exercise, [f for f in findings if f.case.binding], record)
    score = sum(exercise.points[part] for part, right in parts.items() if right)
    return Verdict(
        exercise.name,
        _status(shown),
        float(score if score < exercise.max_score else 0),
        exercise.max_score,
        parts,
        cause.label,
        cause.sentence,
        _evidence(exercise, shown) if shown else None,
        shown.outcome.error if shown else None,
        shown.outcome.printed if shown else "",
        cause.rung,
        _right_items(exercise, [f for f in findings if f.case.binding]),
        reproduced=cause.reproduced,
    )


def _shown(findings, failing):
    """The case to show: the first that fails and, of those, one whose figures are public.

    The document's own example is shown even where it is not binding, so that learners see the
    numbers they know: but only if it fails in the same place as a binding case.
    """
    for finding in findings:
        if finding.case.public and not finding.right and any(_alike(finding, f) for f in failing):
            return finding
    return failing[0] if failing else None


def _alike(finding, other):
    """Whether two cases fail in the same way: the same first difference, or the same error."""
    if finding is other:
        return True
    if finding.outcome.status != other.outcome.status or not (finding.differences and other.differences):
        return False
    mine, theirs = finding.differences[0], other.differences[0]
    return (mine.stage, mine.path) == (theirs.stage, theirs.path)


def _status(shown):
    if shown is None or shown.outcome.status in ("returned", "blank"):
        return "failed"
    return {"timed_out": "timed_out", "interrupted": "timed_out"}.get(shown.outcome.status, "error")


def _parts(exercise, findings, record):
    """Which parts of the result are right on all cases."""
    spoiled = bool(record.patched) or any(finding.touched for finding in findings)
    wrong = set(exercise.points) if spoiled else set()
    for finding in findings:
        paths = [d.path for d in finding.differences]
        if finding.outcome.status != "returned":
            paths = [()]
        for path in paths:
            part = exercise.part_of(finding.case, path)
            wrong |= {part} if part else set(exercise.points)
    return {part: part not in wrong for part in exercise.points}


def _right_items(exercise, findings):
    """The names of the result's items that are right on all cases; () where they are parts themselves."""
    names = [item.text for item in exercise.result.items]
    differing = {path[:1] for finding in findings for path in (d.path for d in finding.differences)}
    failed = any(finding.outcome.status != "returned" for finding in findings)
    if set(names) & set(exercise.points) or failed or () in differing:
        return ()
    return tuple(name for i, name in enumerate(names) if (i,) not in differing)


def _evidence(exercise, finding) -> Evidence:
    case = finding.case
    given = attempt.snapshot(tuple(case.args) + tuple(case.keywords.values()))
    base = Evidence(case.label, case.public, shapes(exercise.inputs, given))
    if finding.differences:
        difference = finding.differences[0]
        return replace(base, place=place(exercise.result, difference.path), **_figures(difference))
    if finding.touched:
        difference = finding.touched[0]
        where = place(exercise.inputs, difference.path)
        return replace(base, place=where, after=True, **_figures(difference))
    return base


def _figures(difference):
    if difference.stage in ("finite", "value") and isinstance(difference.actual, Node):
        actual, expected = difference.actual.value, difference.expected.value
        if difference.expected.kind in ("array", "number"):
            shape = np.shape(actual)
            pair = [np.asarray(value)[difference.index] for value in (actual, expected)]
            words = [figure(number) for number in pair]
            if np.asarray(expected).dtype.kind in "biu" and all(float(n).is_integer() for n in pair):
                words = [f"{int(number)}" for number in pair]  # classes are 0 and 1
            if words[0] == words[1]:
                words = [f"{float(number):.17g}" for number in pair]
            return {
                "index": str(list(difference.index)) if shape else "",
                "actual": words[0],
                "expected": words[1],
                "shapes": f"{shape}" if shape else "",
            }
    if difference.stage in ("dtype", "type"):
        words = [f"{_dtype(node)}" for node in (difference.actual, difference.expected)]
        return {"actual": words[0], "expected": words[1]}
    return {"actual": kind(difference.actual), "expected": kind(difference.expected)}


def _dtype(node):
    return f"{node.type} of {np.asarray(node.value).dtype}"


def figure(value) -> str:
    """A number as reports show it: eight decimals, or six digits where that says too little."""
    value = float(value) + 0.0
    return f"{value:.8f}" if 1e-3 <= abs(value) < 1e6 or value == 0 else f"{value:.6g}"
