"""What a child is asked: the inputs of every exercise, and for one exercise what may stand in."""

import base64
import marshal
from functools import lru_cache

from .. import judge
from ..exercise import Exercise
from ..exercises import EXERCISES
from . import wire
from .reference_source import stand_in_source


@lru_cache(maxsize=4)
def inputs(seed: int) -> bytes:
    """A message, exercise -> its cases' inputs: for the warm process, so that no child need read them."""
    return wire.encode({exercise.name: _inputs(exercise, seed) for exercise in EXERCISES})


def _inputs(exercise, seed):
    return [
        {"args": case.args, "keywords": dict(case.keywords), "seed": case.seed, "skip": case.skip}
        for case in judge.cases_of(exercise.name, seed, exercise)
    ]


@lru_cache(maxsize=64)
def job(exercise: Exercise) -> bytes:
    """A message: the exercise, and the reference's functions that may stand in, compiled.

    It goes to a child when the exercise is asked for, never to the warm process: what stands in for
    a later exercise would be the solution of an earlier one. The bytes are the same for every
    submission, so they are made once.
    """
    lent = stand_in_source(exercise)
    functions = {name: (_compiled(source), uses) for name, (source, uses) in lent["functions"].items()}
    return wire.encode({
        "exercise": exercise.name,
        "stand_ins": lent | {"prelude": _compiled(lent["prelude"]), "functions": functions},
    })  # fmt: skip


@lru_cache(maxsize=64)
def _compiled(source):
    """The source's code object as text: both sides are one Python, and this way lies no danger."""
    return base64.b64encode(marshal.dumps(compile(source, "reference.py", "exec"))).decode()
