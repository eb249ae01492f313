"""A class in numbers, gathered from one submission after the other."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .grade import NOT_FOUND

BINS, SHOWN = 10, 3


@dataclass
class Summary:
    """What the class did.

    seed, version  of the run                       count     submissions so far
    scores         how many in each tenth of the points (the last one holds full marks too)
    statuses       (exercise, status) -> how many
    mistakes       (exercise, mistake) -> the names of those who made it
    sentences      (exercise, mistake) -> what one of them was told
    standing       a Standing for every submission
    """

    seed: int
    version: str
    exercises: list[str]
    count: int = 0
    scores: Counter = field(default_factory=Counter)
    statuses: Counter = field(default_factory=Counter)
    mistakes: dict = field(default_factory=lambda: defaultdict(list))
    sentences: dict = field(default_factory=dict)
    standing: list = field(default_factory=list)

    def add(self, entry: dict) -> None:
        """Count one submission: an entry of grades.json."""
        self.count += 1
        share = entry["score"] / entry["max_score"]
        self.scores[min(int(BINS * share), BINS - 1)] += 1
        for exercise in entry["exercises"]:
            self.statuses[exercise["exercise"], exercise["status"]] += 1
            if exercise["mistake"]:
                key = exercise["exercise"], exercise["mistake"]
                self.mistakes[key].append(entry["submission"])
                self.sentences.setdefault(key, (exercise["message"].split("\n") + [""])[1])
        unfinished = [e["exercise"] for e in entry["exercises"] if e["status"] != "passed"]
        timed_out = any(e["status"] == "timed_out" for e in entry["exercises"])
        self.standing.append(
            Standing(
                entry["submission"],
                entry["score"],
                entry["max_score"],
                unfinished[0] if unfinished else "",
                tuple(problems_in_short(entry["problems"])[:SHOWN]),
                bool(entry["problems"]) or timed_out,
            )
        )

    def passed(self, exercise: str) -> int:
        """How many passed an exercise."""
        return self.statuses[exercise, "passed"]

    def commonest(self, limit: int | None = None):
        """((exercise, mistake), names), the commonest first."""
        return sorted(self.mistakes.items(), key=lambda item: (-len(item[1]), item[0]))[:limit]

    def lowest_first(self):
        """Where everybody stands, those who need help first."""
        return sorted(self.standing, key=lambda s: (s.score / s.max_score, s.submission))

    def to_look_at(self):
        """The submissions that need a person's eye."""
        return [standing for standing in self.standing if standing.look]


def problems_in_short(problems) -> list[str]:
    """All problems, but functions that were not found are only counted."""
    others = [problem for problem in problems if not problem.endswith(NOT_FOUND)]
    missing = len(problems) - len(others)
    counted = [f"{missing} function{'' if missing == 1 else 's'} not found"] if missing else []
    return others + counted


@dataclass(frozen=True)
class Standing:
    """Where one submission stands: its first unfinished exercise, its problems in short, whether to look."""

    submission: str
    score: float
    max_score: float
    first_open: str
    problems: tuple[str, ...]
    look: bool
