"""From a submission to its marks: ask the child, judge the answer, exercise by exercise."""

from functools import lru_cache

from .. import judge, report
from ..exercise import Exercise
from ..exercises import BY_NAME, EXERCISES
from . import wire
from .cells import read_cells
from .points import Points
from .reference_source import stand_in_source
from .room import Room
from .submissions import Submission

NOT_FOUND = "no function of that name was found"
MAX_MESSAGE, MAX_SENTENCE, MAX_LINE, MAX_ERROR = 2000, 700, 200, 60


def grade(submission: Submission, room: Room, seed: int, points: Points | None = None) -> dict:
    """One submission's entry of grades.json."""
    points = points or Points()
    cells, unreadable = read_cells(submission)
    sheet = _Sheet(room, cells, seed, points, unreadable)
    try:
        exercises = [sheet.exercise(exercise) for exercise in EXERCISES if exercise.name in points]
    finally:
        sheet.close()
    return {
        "submission": submission.name,
        "score": rounded(sum(entry["score"] for entry in exercises)),
        "max_score": rounded(sum(entry["max_score"] for entry in exercises)),
        "problems": [*submission.problems, *unreadable, *sheet.problems],
        "exercises": exercises,
    }


def nothing(submission: Submission, points: Points, problem: str) -> dict:
    """The entry of a submission that could not be graded at all."""
    exercises = [
        _entry(judge.Verdict(exercise.name, "not_attempted", 0.0, exercise.max_score), points, problem)
        for exercise in EXERCISES
        if exercise.name in points
    ]
    return {
        "submission": submission.name,
        "score": 0.0,
        "max_score": rounded(sum(entry["max_score"] for entry in exercises)),
        "problems": [*submission.problems, problem],
        "exercises": exercises,
    }


def rounded(score: float) -> float:
    """A score without the crumbs that sums of fractions leave."""
    return round(float(score), 6)


def _entry(verdict, points, message, carried_forward=False):
    """One exercise's entry, its score in the instructor's points."""
    worth = points[verdict.exercise]
    return {
        "exercise": verdict.exercise,
        "status": verdict.status,
        "score": rounded(verdict.score * worth / verdict.max_score),
        "max_score": worth,
        "mistake": verdict.mistake,
        "message": message[:MAX_MESSAGE],
        "carried_forward": carried_forward,
    }


class _Sheet:
    """One submission while it is graded: the child at hand, and what is known so far."""

    def __init__(self, room, cells, seed, points, unreadable):
        self.room, self.cells, self.seed, self.points = room, cells, seed, points
        self.child, self.passed, self.problems = None, set(), []
        self.unreadable = unreadable

    def exercise(self, exercise: Exercise) -> dict:
        """The entry of one exercise."""
        cell, verdict, uses = self._verdict(exercise)
        if verdict.passed:
            self.passed.add(exercise.name)
        before = [e.name for e in EXERCISES[: EXERCISES.index(exercise)]]
        lent = [name for name in before if name in uses and name not in self.passed]
        text = message(verdict, cell, lent)
        if verdict.status == "not_attempted" and self.unreadable:
            text += f"\nIt may be in a notebook that cannot be read: {self.unreadable[0]}."
        return _entry(verdict, self.points, text, bool(lent))

    def _verdict(self, exercise):
        """The verdict; what does not pass is tried again alone in a fresh child."""
        shared = self.child is not None and self.child.alive and self.child.answered > 0
        cell, verdict, uses = self._ask(exercise)
        if shared and not verdict.passed and verdict.status != "not_attempted":
            self.close()
            cell, verdict, uses = self._ask(exercise)
        return cell, verdict, uses

    def _ask(self, exercise):
        cases = judge.cases_of(exercise.name, self.seed, exercise)
        if self.child is None or not self.child.alive:
            self.child = self.room.open(self.cells)
        cell, record, uses, own = self.child.ask(_job(exercise, self.seed))
        if record is None:
            missing = f"{exercise.name}: {NOT_FOUND}"
            if cell is None and missing not in self.problems:
                self.problems.append(missing)
            return cell, judge.Verdict(exercise.name, "not_attempted", 0.0, exercise.max_score), ()
        try:
            verdict = judge.judge(exercise, cases, record)
        except Exception as fault:  # ours: it must cost neither the batch nor the other exercises
            self.problems.append(
                f"{exercise.name}: the grader failed ({type(fault).__name__}: {fault})"[:300]
            )
            verdict = judge.Verdict(exercise.name, "error", 0.0, exercise.max_score)
        return cell, verdict, set(uses) - set(own) & BY_NAME.keys()

    def close(self):
        if self.child is not None:
            self.child.close()
            self.child = None


@lru_cache(maxsize=64)
def _job(exercise, seed):
    """What the child is asked: the same bytes for every submission, so they are made once."""
    return wire.encode({
        "exercise": exercise.name,
        "cases": [
            {"args": case.args, "keywords": dict(case.keywords), "seed": case.seed, "skip": case.skip}
            for case in judge.cases_of(exercise.name, seed, exercise)
        ],
        "stand_ins": stand_in_source(exercise),
    })  # fmt: skip


def message(verdict, cell=None, lent=()) -> str:
    """What the learner is told, in plain text, a thought a line: never a held-out figure or a solution."""
    lines = [f"{verdict.exercise}: {report.WORDS[verdict.status]}."]
    if verdict.sentence:
        lines.append(" ".join(verdict.sentence.split())[:MAX_SENTENCE])
    lines += _evidence(verdict)
    if lent:
        lines.append(f"Judged with the reference's {', '.join(lent)} in place of your own.")
    if cell and not verdict.passed:
        lines.append(f"(Found in {cell}.)")
    return "\n".join(lines)


def _evidence(verdict):
    """The report's rows as lines; of a held-out case only what says nothing about its numbers."""
    public = verdict.evidence is None or verdict.evidence.public
    for heading, text in report.rows(verdict):
        if heading == "it printed" or (heading in ("yours", "expected") and not public):
            continue  # a function can print its inputs
        if heading == "Python says" and not public and len(text) > MAX_ERROR:
            text = verdict.error.type  # or put them into an exception
        yield f"{heading}: {' '.join(text.split())[:MAX_LINE]}"
