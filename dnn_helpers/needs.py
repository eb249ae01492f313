"""What the workbook needs before it can do anything, and one sentence where that is missing.

This module is read by every Python there is: nothing newer than Python 3.6 may stand in it.
"""

import sys
from contextlib import contextmanager

from .display import one_line_error

OLDEST = (3, 11)
INSTALLED_AS = {"PIL": "pillow"}


class CannotRun(ImportError):
    """The workbook cannot be used as things are: the message says what to do."""

    def _render_traceback_(self):
        return ["CannotRun: " + str(self)]


def check_python(version=sys.version_info):
    """Refuse a Python that is too old for the rest of the workbook, before it is read."""
    if tuple(version[:2]) < OLDEST:
        wanted, this = (".".join(map(str, pair)) for pair in (OLDEST, version[:2]))
        raise one_line_error(
            CannotRun(
                f"The workbook needs Python {wanted} or newer, and this is Python {this}. Install a newer "
                "Python, then the workbook with that one's pip, and open the notebook with its Jupyter."
            )
        )


@contextmanager
def needed_packages():
    """Imports in here that fail because a package is not installed end in a sentence."""
    try:
        yield
    except ModuleNotFoundError as missing:
        package = (missing.name or "dnn_helpers").split(".")[0]
        if package == "dnn_helpers":  # a fault of ours, to be seen as one
            raise
        name = INSTALLED_AS.get(package, package)
        raise one_line_error(
            CannotRun(
                f"This needs the package {name}, which is not installed here. In a notebook, run "
                f"%pip install {name} and restart the kernel; elsewhere, python -m pip install {name}."
            )
        ) from None
