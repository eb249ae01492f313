"""From a submission to its marks: ask the child, judge the answer, exercise by exercise."""

from .. import judge, report
from ..exercise import Exercise
from ..exercises import BY_NAME, EXERCISES
from .reference_source import stand_in_source
from .room import Room
from .submissions import Submission, read_cells

MAX_MESSAGE = 2000


def grade(submission: Submission, room: Room, seed: int) -> dict:
    """One submission's entry of grades.json."""
    sheet = _Sheet(room, read_cells(submission), seed)
    try:
        exercises = [sheet.exercise(exercise) for exercise in EXERCISES]
    finally:
        sheet.close()
    problems = list(submission.problems)
    problems += [f"{name}: no function of that name was found" for name in sheet.missing]
    return {
        "submission": submission.name,
        "score": sum(entry["score"] for entry in exercises),
        "max_score": sum(entry["max_score"] for entry in exercises),
        "problems": problems,
        "exercises": exercises,
    }


class _Sheet:
    """One submission while it is graded: the child at hand, and what is known so far."""

    def __init__(self, room, cells, seed):
        self.room, self.cells, self.seed = room, cells, seed
        self.child, self.passed, self.missing = None, set(), []

    def exercise(self, exercise: Exercise) -> dict:
        """The entry of one exercise."""
        cell, verdict, uses = self._verdict(exercise)
        if verdict.passed:
            self.passed.add(exercise.name)
        before = [e.name for e in EXERCISES[: EXERCISES.index(exercise)]]
        lent = [name for name in before if name in uses and name not in self.passed]
        return {
            "exercise": exercise.name,
            "status": verdict.status,
            "score": verdict.score,
            "max_score": verdict.max_score,
            "mistake": verdict.mistake,
            "message": message(verdict, cell, lent)[:MAX_MESSAGE],
            "carried_forward": bool(lent),
        }

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
        cell, record, uses, own = self.child.ask(_job(exercise, cases))
        if record is None:
            if cell is None and exercise.name not in self.missing:
                self.missing.append(exercise.name)
            nothing = judge.Verdict(exercise.name, "not_attempted", 0.0, exercise.max_score)
            return cell, nothing, ()
        return cell, judge.judge(exercise, cases, record), set(uses) - set(own) & BY_NAME.keys()

    def close(self):
        if self.child is not None:
            self.child.close()
            self.child = None


def _job(exercise, cases):
    source, names = stand_in_source(exercise)
    return {
        "exercise": exercise.name,
        "cases": [
            {"args": case.args, "keywords": dict(case.keywords), "seed": case.seed, "skip": case.skip}
            for case in cases
        ],
        "stand_ins": source,
        "names": list(names),
    }


def message(verdict, cell=None, lent=()) -> str:
    """What the learner is told, in plain text: figures of public cases only, never a solution."""
    parts = [f"{verdict.exercise}: {report.WORDS[verdict.status]}."]
    if verdict.sentence:
        parts.append(verdict.sentence)
    parts += _evidence(verdict)
    if lent:
        parts.append(f"Judged with the reference's {', '.join(lent)} in place of your own.")
    if cell and not verdict.passed:
        parts.append(f"(Found in {cell}.)")
    return " ".join(parts)


def _evidence(verdict):
    evidence, error = verdict.evidence, verdict.error
    if error and error.line:
        yield f"Your line: {error.line} ({error.type}: {error.message})"
    if evidence is None:
        return
    if not evidence.public:
        yield f"Seen with {evidence.case}: {evidence.inputs}."
    elif evidence.place:
        entry = f", entry {evidence.index}" if evidence.index else ""
        yield (
            f"With {evidence.case}, {evidence.place}{entry} is {evidence.actual}; "
            f"expected is {evidence.expected}."
        )
