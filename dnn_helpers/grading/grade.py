"""From a submission to its marks: ask the child, judge the answer, exercise by exercise."""

from dataclasses import replace

from .. import judge, report
from ..exercise import Exercise
from ..exercises import EXERCISES
from .cells import read_cells
from .points import Points
from .room import Room
from .submissions import Submission

NOT_FOUND = "no function of that name was found"
MAX_MESSAGE, MAX_SENTENCE, MAX_LINE, MAX_ERROR = 2000, 700, 200, 60


def grade(submission: Submission, room: Room, points: Points | None = None) -> dict:
    """One submission's entry of grades.json, for the seed of the room."""
    points = points or Points()
    cells, unreadable = read_cells(submission)
    sheet = _Sheet(room, cells, points, unreadable)
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

    def __init__(self, room, cells, points, unreadable):
        self.room, self.cells, self.points = room, cells, points
        self.child, self.passed, self.problems = None, set(), []
        self.unreadable = unreadable

    def exercise(self, exercise: Exercise) -> dict:
        """The entry of one exercise."""
        answer, verdict = self._answered(exercise)
        if verdict.passed:
            self.passed.add(exercise.name)
        before = [e.name for e in EXERCISES[: EXERCISES.index(exercise)]]
        foreign = set(answer.uses) - set(answer.own) - self.passed
        lent = [name for name in before if name in foreign]
        text = message(verdict, answer.cell, lent)
        if verdict.status == "not_attempted" and self.unreadable:
            text += f"\nIt may be in a notebook that cannot be read: {self.unreadable[0]}."
        return _entry(verdict, self.points, text, bool(lent))

    def _answered(self, exercise):
        """The child's answer and the verdict on it.

        A failure may be an earlier exercise's doing, so it is tried again, alone in a fresh child: but
        for a known mistake's very numbers on every case, which nothing else brings about.
        """
        shared = self.child is not None and self.child.alive and self.child.answered > 0
        answer = self._ask(exercise)
        verdict = self._verdict(exercise, answer)
        if shared and answer.record and not (verdict.passed or verdict.reproduced):
            self.close()
            answer = self._ask(exercise)
            verdict = self._verdict(exercise, answer)
        if answer.record and not verdict.passed:
            verdict = replace(verdict, traps=self.child.traps(exercise, answer.cell))
        if answer.cell is None and answer.record is None:
            self.problems.append(f"{exercise.name}: {NOT_FOUND}")
        return answer, verdict

    def _ask(self, exercise):
        if self.child is None or not self.child.alive:
            self.child = self.room.open(self.cells)
        return self.child.ask(exercise)

    def _verdict(self, exercise, answer):
        if answer.record is None and answer.fault:
            why = f"Python cannot read the cell of {exercise.name} ({answer.fault}): nothing of it ran."
            return judge.Verdict(exercise.name, "error", 0.0, exercise.max_score, {}, "syntax_error", why)
        if answer.record is None:
            return judge.Verdict(exercise.name, "not_attempted", 0.0, exercise.max_score)
        try:
            cases = judge.cases_of(exercise.name, self.room.seed, exercise)
            return judge.judge(exercise, cases, answer.record)
        except Exception as fault:  # ours: it must cost neither the batch nor the other exercises
            problem = f"{exercise.name}: the grader failed ({type(fault).__name__}: {fault})"[:300]
            self.problems += [] if problem in self.problems else [problem]
            return judge.Verdict(exercise.name, "error", 0.0, exercise.max_score)

    def close(self):
        if self.child is not None:
            self.child.close()
            self.child = None


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
