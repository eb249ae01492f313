"""The network as units and edges."""

from itertools import pairwise

import numpy as np

from .arguments import layer_sizes
from .drawing import canvas, label
from .style import BLUE, GREY, INK, PAPER, show, styled_figure

MOST_UNITS = 8  # drawn in one column
MOST_COLUMNS = 6  # side by side with labels of 9 points on 7 inches
RADIUS = 0.11
PITCH = 0.29  # inches from unit to unit
MARGIN = 0.55  # beside the first and the last column
LOWEST = 1.15  # the height at which the tallest column ends


def network_diagram(layer_dims) -> None:
    """Draw the network of these layer sizes: units, edges, n[l], and the shapes of W and b.

    layer_dims  [n_x, n_1, ..., n_L]  the sizes of the input and of every layer

    Raises ValueError unless layer_dims lists two or more positive integers.
    """
    sizes = layer_sizes(layer_dims)
    columns = _columns(len(sizes))
    width = min(7.0, 2 * MARGIN + 1.5 * (len(columns) - 1))
    middle = LOWEST + PITCH * (min(max(sizes), MOST_UNITS) - 1) / 2
    with styled_figure(width, 2 * middle - LOWEST + 0.65, layout=None) as figure:
        axes = canvas(figure)
        places = np.linspace(MARGIN, width - MARGIN, len(columns))
        for x, l in zip(places, columns):
            _column(axes, x, l, middle, sizes)
        for x, x_next, l, l_next in zip(places, places[1:], columns, columns[1:]):
            if l is not None and l_next is not None:
                _edges(axes, x, x_next, *(_unit_heights(sizes[i], middle) for i in (l, l_next)))
                _shapes(axes, (x + x_next) / 2, l_next, sizes)
        show(figure, _description(sizes))


def _columns(count: int) -> list[int | None]:
    """The layers drawn; None stands for those left out."""
    if count <= MOST_COLUMNS:
        return list(range(count))
    return [0, 1, 2, None, count - 2, count - 1]


def _unit_heights(n: int, middle: float) -> np.ndarray:
    """The y of each circle; a column of too many units has a hole near the middle."""
    slots = np.arange(min(n, MOST_UNITS))
    heights = middle + PITCH * ((len(slots) - 1) / 2 - slots)
    return heights if n <= MOST_UNITS else np.delete(heights, MOST_UNITS // 2)


def _edges(axes, x, x_next, heights, heights_next) -> None:
    for y in heights:
        for y_next in heights_next:
            axes.plot((x, x_next), (y, y_next), color=GREY, linewidth=0.5, zorder=1)


def _column(axes, x, l, middle, sizes) -> None:
    if l is None:
        label(axes, x, middle, "...", size=16)
        return
    heights = _unit_heights(sizes[l], middle)
    axes.scatter(
        [x] * len(heights),
        heights,
        s=(2 * 72 * RADIUS) ** 2,
        facecolor=PAPER,
        edgecolor=INK,
        linewidth=1.4,
        zorder=3,
    )
    if sizes[l] > MOST_UNITS:
        hole = middle - PITCH / 2
        axes.scatter([x] * 3, [hole - 0.07, hole, hole + 0.07], s=6, color=INK, zorder=3)
    label(axes, x, 2 * middle - LOWEST + 0.42, f"layer {l}" if l else "input X", size=10)
    label(axes, x, 0.78, f"n[{l}] = {sizes[l]}", size=10)


def _shapes(axes, x, l, sizes) -> None:
    label(axes, x, 0.3, f"W{l} ({sizes[l]}, {sizes[l - 1]})\nb{l} ({sizes[l]}, 1)", BLUE)


def _description(sizes) -> str:
    layers = "; ".join(
        f"layer {l} of size {n} with W{l} ({n}, {n_prev}) and b{l} ({n}, 1)"
        for l, (n_prev, n) in enumerate(pairwise(sizes), start=1)
    )
    return f"A network with n[0] = {sizes[0]} inputs and L = {len(sizes) - 1}: {layers}."
