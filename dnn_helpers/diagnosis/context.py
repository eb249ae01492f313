"""Where a wrong result differs: what the general rules look at."""

import re
from dataclasses import dataclass

import numpy as np

from ..attempt import Node
from ..compare import Difference
from ..exercise import Exercise
from ..findings import Finding
from ..naming import place


@dataclass(frozen=True)
class Place:
    """The difference that a report shows, and its surroundings."""

    exercise: Exercise
    findings: list
    finding: Finding
    difference: Difference

    @property
    def where(self) -> str:
        """The item's name in a sentence: "dW", "cache[1] (W)"."""
        return place(self.exercise.result, self.difference.path)

    @property
    def slug(self) -> str:
        """The item's name in a label: "dW" for dW3, "cache" for cache[1]."""
        if not self.difference.path:
            return slug(self.exercise.result.text) if self.exercise.result.text != "the result" else "result"
        return re.split(r"[\[\d( ]", place(self.exercise.result, self.difference.path[:1]))[0]

    @property
    def actual(self) -> np.ndarray:
        return numbers(self.difference.actual)

    @property
    def expected(self) -> np.ndarray:
        return numbers(self.difference.expected)

    def pairs(self):
        """(actual, expected, case) of every value that differs in the same part of the result."""
        part = self.exercise.part_of(self.finding.case, self.difference.path)
        return [
            (numbers(d.actual), numbers(d.expected), finding.case)
            for finding in self.findings
            for d in finding.differences
            if d.stage == "value" and self.exercise.part_of(finding.case, d.path) == part
        ]


def numbers(node: Node) -> np.ndarray:
    """The floats of a number or an array."""
    return np.asarray(node.value, dtype=float)


def slug(text: str) -> str:
    """`text` as part of a label."""
    return re.sub(r"\W+", "_", text).strip("_")
