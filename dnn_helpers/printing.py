"""Printing numbers so that two right notebooks print the same text."""

import numpy as np

PLAIN = {"linewidth": 100, "floatmode": "maxprec", "sign": "-", "formatter": None, "legacy": False}
DECIMALS = 8  # the document's; more would differ between processors


def show(**values):
    """Print values under their names, arrays with their shapes, floats with eight decimals.

    A dictionary is printed entry by entry. -0.0 prints as 0.0.

    >>> show(b=np.zeros((2, 1)))
    b (2, 1) =
    [[0.]
     [0.]]
    """
    for name, value in values.items():
        if isinstance(value, dict):
            show(**value)
        elif np.ndim(value):
            print(f"{name} {np.shape(value)} =\n{array_text(value)}")
        else:
            print(f"{name} = {number_text(value)}")


def array_text(value) -> str:
    """An array, row by row, with eight decimals at most."""
    value = np.asarray(value)
    if value.dtype.kind == "f":
        value = np.round(value, DECIMALS) + 0.0
    with np.printoptions(**PLAIN):
        return np.array2string(value, precision=DECIMALS, suppress_small=True, threshold=10_000)


def number_text(value) -> str:
    """A number: whole numbers as they are, others with eight decimals."""
    value = value.item() if isinstance(value, (np.generic, np.ndarray)) else value
    return f"{round(value, DECIMALS) + 0.0:.{DECIMALS}f}" if isinstance(value, float) else str(value)
