"""A range with a progress bar: for loops that a person waits for."""

import sys

from . import own_module
from .needs import needed_packages


def steps(count: int):
    """0, 1, ..., count - 1, with a bar where somebody is watching.

    The bar is left out where nothing is saved either (tests, releases): a stored output must not
    hold the time it took.
    """
    if own_module.folder() is None or not sys.stdout:
        return range(count)
    with needed_packages():
        from tqdm import tqdm

    return tqdm(range(count), desc="training", file=sys.stdout, leave=False, mininterval=0.3)
