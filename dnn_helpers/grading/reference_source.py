"""The reference's source, cut into the functions that may stand in."""

import ast
import inspect
import re
from functools import lru_cache

from .. import reference
from ..exercise import Exercise
from ..exercises import BY_NAME
from ..stand_ins import stand_ins

WORD = re.compile(r"\w+")


@lru_cache(maxsize=64)
def stand_in_source(exercise: Exercise) -> dict:
    """What stands in for this exercise, as source that defines it.

    prelude    what all of it needs: the imports
    functions  name -> (source, names of the functions it uses)
    names      what a learner's cell may see of it

    Nothing of the exercise itself or of a later one is in it: it is sent to the process that runs
    learners' code.
    """
    names = tuple(stand_ins(exercise))
    hidden = (BY_NAME.keys() | {"initialize_parameters_scaled"}) - set(names)
    prelude, everything = _reference()
    sources = {name: source for name, source in everything.items() if name not in hidden}
    if "steps" in names:
        sources["steps"] = "def steps(count, costs=()):\n    return range(count)"
    return {
        "prelude": prelude,
        "functions": {name: (source, _used(source, sources, name)) for name, source in sources.items()},
        "names": names,
    }


@lru_cache(maxsize=1)
def _reference():
    """(the imports, name -> source of a function) of the whole reference."""
    body = ast.parse(inspect.getsource(reference)).body
    functions = {s.name: _unparsed(s) for s in body if isinstance(s, ast.FunctionDef)}
    return "\n".join(ast.unparse(s) for s in body if not isinstance(s, ast.FunctionDef)), functions


def _unparsed(function):
    """A function's source without its docstring."""
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:]
    return ast.unparse(function)


def _used(source, sources, name):
    return tuple(word for word in dict.fromkeys(WORD.findall(source)) if word in sources and word != name)
