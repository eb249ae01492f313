"""Who stands in for whom: the reference's functions under the names a learner may not have yet."""

from .exercise import Exercise
from .exercises import EXERCISES


def stand_ins(exercise: Exercise) -> dict:
    """name -> reference function, for the exercises before this one and what the workbook gives.

    One mistake costs one exercise: everything earlier is right, whatever the learner's own
    versions do. Nothing of the exercise itself, or of a later one, is in it.
    """
    earlier = EXERCISES[: EXERCISES.index(exercise)]
    return {other.name: other.reference for other in earlier} | dict(exercise.given)


def all_stand_ins() -> dict:
    """name -> reference function, for every exercise and what the workbook gives."""
    given = {name: value for exercise in EXERCISES for name, value in exercise.given.items()}
    return {exercise.name: exercise.reference for exercise in EXERCISES} | given
