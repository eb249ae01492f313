"""A range with a progress bar: for loops that a person waits for."""

import sys

from . import own_module
from .needs import needed_packages


def steps(count: int, costs=()):
    """0, 1, ..., count - 1, with a bar that shows the time left, where somebody is watching.

    costs  a list to which the loop appends: the bar shows its last entry

    The bar is left out where nothing is saved either (tests, releases): a stored output must not
    hold the time it took.
    """
    if own_module.folder() is None or not sys.stdout:
        return range(count)
    return _watched(count, costs)


def _watched(count, costs):
    with needed_packages():
        from tqdm import tqdm

    with tqdm(range(count), desc="training", file=sys.stdout, leave=False, mininterval=0.3) as bar:
        shown = 0
        for i in bar:
            yield i
            if len(costs) != shown:
                shown = len(costs)
                bar.set_postfix_str(f"cost {float(costs[-1]):.3f}", refresh=False)
