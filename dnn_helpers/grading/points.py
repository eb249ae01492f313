"""What each exercise is worth: the workbook's points, or an instructor's own."""

import difflib
import math
import tomllib
from pathlib import Path

from ..exercises import BY_NAME, EXERCISES

FORM = 'A points file looks like this: leave_out = ["numerical_gradients"], then [points], then relu = 10.'


class BadPoints(ValueError):
    """A points file that cannot be used; the message says where and what to write instead."""


class Points(dict):
    """exercise -> what it is worth, in the workbook's order; an exercise left out is not in it.

    Without arguments: every exercise, at the workbook's own points.
    """

    def __init__(self, worth=None, leave_out=()):
        worth = worth or {}
        super().__init__(
            {e.name: float(worth.get(e.name, e.max_score)) for e in EXERCISES if e.name not in leave_out}
        )


def read(path: Path) -> Points:
    """The points of a TOML file: `leave_out`, a list of exercises, and the table `[points]`.

    raises  BadPoints for a file that is not there or not TOML, a name that is no exercise, and points
            that are no number above 0
    """
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise BadPoints(f"The points file {path} cannot be read: {why}. {FORM}") from None
    leave_out, worth = table.pop("leave_out", []), table.pop("points", {})
    if table:
        raise BadPoints(f"{path}: {', '.join(table)} means nothing here. {FORM}")
    if not isinstance(leave_out, list) or not isinstance(worth, dict):
        raise BadPoints(f"{path}: leave_out is a list of names, [points] a table of numbers. {FORM}")
    for name in [*leave_out, *worth]:
        _check_name(path, name)
    for name, number in worth.items():
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not 0 < number < math.inf:
            raise BadPoints(
                f"{path}: {name} = {number!r}; points are a number above 0. To leave the exercise out, "
                "name it in leave_out."
            )
    if set(leave_out) >= BY_NAME.keys():
        raise BadPoints(f"{path} leaves every exercise out: nothing would be graded.")
    return Points(worth, leave_out)


def _check_name(path, name):
    if name not in BY_NAME:
        near = difflib.get_close_matches(str(name), BY_NAME, 1, 0.5)
        meant = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(BY_NAME)}."
        raise BadPoints(f"{path}: there is no exercise called {name!r}. {meant}")
