"""The reference's source, cut down to the functions that may stand in."""

import ast
import inspect
from functools import lru_cache

from .. import reference
from ..exercise import Exercise
from ..exercises import BY_NAME
from ..stand_ins import stand_ins


@lru_cache(maxsize=64)
def stand_in_source(exercise: Exercise) -> tuple[str, tuple[str, ...]]:
    """Source that defines everything that stands in for this exercise, and the names it defines.

    Nothing of the exercise itself or of a later one is in it: it is sent to the process that runs
    learners' code.
    """
    names = tuple(stand_ins(exercise))
    hidden = (BY_NAME.keys() | {"initialize_parameters_scaled"}) - set(names)
    tree = ast.parse(inspect.getsource(reference))
    tree.body = [s for s in tree.body if not (isinstance(s, ast.FunctionDef) and s.name in hidden)]
    steps = "\nsteps = range\n" if "steps" in names else ""
    return ast.unparse(tree) + steps, names
