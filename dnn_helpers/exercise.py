"""What an exercise is: a function to write, cases to try it on, mistakes to know it by."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .compare import ATOL
from .naming import Name

# The rungs of a hint ladder.
IDEA, FORMULA, SKELETON = range(3)


@dataclass(frozen=True, eq=False)
class Case:
    """One call of the function: its arguments and the words that set it apart.

    label      how a sentence names it, e.g. "3 units, 4 examples"
    args       positional arguments
    keywords   arguments passed by name (`activation` in half of the cases)
    traits     what the case tests, e.g. {"one layer", "m = 1"}: a function that fails on every
               case with a trait and on no other is told so
    m          number of examples, 0 where the function knows none
    public     whether a report may show its figures to a learner who is being marked
    binding    False for a worked example that right functions may answer differently (the
               document's inconsistent ones): it is shown, but fails nobody on its own
    seed, skip NumPy's global generator is seeded with `seed`, and `skip` normals are drawn,
               before the call
    """

    label: str
    args: tuple
    keywords: Mapping = field(default_factory=dict)
    traits: frozenset = frozenset()
    m: int = 0
    public: bool = False
    binding: bool = True
    seed: int = 0
    skip: int = 0


@dataclass(frozen=True, eq=False)
class Mistake:
    """A known wrong version.

    label     its name, the same in every report
    sentence  what to tell the learner
    function  the wrong version itself: whoever gets its very numbers has made this mistake
    rung      the hint to give first afterwards
    """

    label: str
    sentence: str
    function: Callable
    rung: int = FORMULA


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function to write.

    reference   the right version
    points      points for each part of the result, e.g. {"dW": 5, "db": 5}
    result      what the result and its items are called
    inputs      what the arguments and their items are called
    cases       rng -> list of cases; the document's own comes first
    mistakes    the catalogue, in the order in which they are tried
    hints       idea, formula with shapes, skeleton
    part_of     (case, path into the result) -> the part of `points` it belongs to; None for
                the path () where a case tests all parts at once
    may_change  arguments that the function may change in place
    extra_keys  whether the result, a dict, may hold more than was asked for
    atol        absolute tolerance of the result
    given       names the workbook hands to this function (beside NumPy), with their values
    rules       what only this exercise's numbers can tell, asked before the general rules:
                diagnosis.context.Place -> (label, sentence, rung) or None
    made_of     (case, path into the result) -> {words: values}: what a formula for that item may be
                made of, entry by entry; {} for an item, None for an exercise that has no such formula
    """

    reference: Callable
    points: Mapping[str, float]
    result: Name
    inputs: Name
    cases: Callable[[np.random.Generator], list[Case]]
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, str, str]
    part_of: Callable[[Case, tuple], str]
    may_change: frozenset = frozenset()
    extra_keys: bool = False
    atol: float = ATOL
    given: Mapping = field(default_factory=dict)
    rules: tuple[Callable, ...] = ()
    made_of: Callable[[Case, tuple], Mapping] | None = None

    @property
    def name(self) -> str:
        return self.reference.__name__

    @property
    def max_score(self) -> float:
        return float(sum(self.points.values()))

    @cached_property
    def signature(self) -> str:
        return f"{self.name}{inspect.signature(self.reference)}"


@dataclass(frozen=True, eq=False)
class Chapter:
    """One notebook: its file name without the ending, its title, its exercises in order."""

    name: str
    title: str
    exercises: tuple[Exercise, ...]
