"""Gradient descent: one step of one parameter, and the cost over many iterations."""

from textwrap import fill

import numpy as np

from .arguments import complaint, count, scalar
from .style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    VERMILLION,
    number,
    show,
    significant,
    styled_figure,
)

# A run keeps its place in this list: colour, dash pattern and marker together.
RUN_STYLES = [
    (BLUE, "-", "o"),
    (VERMILLION, "--", "s"),
    (GREEN, "-.", "^"),
    (PURPLE, ":", "D"),
    (ORANGE, (0, (6, 1, 1, 1, 1, 1)), "v"),
    (INK, (0, (1, 1)), "x"),
]
MARKERS_PER_RUN = 8
ALPHA = "\N{GREEK SMALL LETTER ALPHA}"


def descent_step(before, after, gradient, learning_rate) -> None:
    """Draw one parameter's step from w to w - alpha dw, and where w + alpha dw would have led.

    before, after  the parameter w before and after the update, one number each
    gradient       its gradient dw at `before`
    learning_rate  alpha > 0

    The curve is a sketch: the parabola with that slope at w whose lowest point lies two and a
    half steps ahead. Raises ValueError for anything that is not one finite number.
    """
    w, w_after = scalar("before", before), scalar("after", after)
    slope, alpha = scalar("gradient", gradient), scalar("learning_rate", learning_rate)
    if alpha <= 0:
        raise complaint("learning_rate should be positive", f"it is {alpha:g}", "try 0.1")
    with styled_figure(5.4, 3.6) as figure:
        axes = figure.subplots()
        _draw_cost(axes, w, w_after, slope, alpha)
        _draw_steps(axes, w, w_after, slope, alpha)
        axes.set(
            xlabel="w",
            ylabel="cost J (sketch)",
            yticks=[],
            title=f"A sketch: a cost curve with your slope dw = {significant(slope, 3)} at "
            f"w.\n{_why_minus(slope)}",
        )
        show(figure, _step_description(w, w_after, slope, alpha))


def _sketched_cost(x, w, slope, alpha):
    """Zero at w with that slope, lowest at w - 2.5 alpha slope."""
    return slope * (x - w) + (x - w) ** 2 / (5 * alpha)


def _draw_cost(axes, w, w_after, slope, alpha) -> None:
    step = abs(alpha * slope)
    reach = max(1.6 * step, 1.3 * abs(w_after - w)) or alpha
    ahead = 3.6 * step or reach
    ends = (w - ahead, w + reach) if slope >= 0 else (w - reach, w + ahead)
    ends = (min(ends[0], w - reach), max(ends[1], w + reach))
    x = np.linspace(*ends, 141)
    axes.plot(x, _sketched_cost(x, w, slope, alpha), color=GREY)
    near = w + np.array([-1, 1]) * reach
    axes.plot(near, slope * (near - w), color=INK, linestyle=":", linewidth=1.3)


def _draw_steps(axes, w, w_after, slope, alpha) -> None:
    """The reader's step as an arrow, the opposite one as a hollow mark."""
    other = w + alpha * slope
    places = [
        (w, "o", INK, INK, f"w = {significant(w, 4)}, slope dotted"),
        (w_after, "D", BLUE, BLUE, f"after your step: {significant(w_after, 4)}"),
        (other, "s", VERMILLION, PAPER, f"w + {ALPHA} dw = {significant(other, 4)}"),
    ]
    for x, marker, edge, face, text in places:
        y = _sketched_cost(x, w, slope, alpha)
        axes.plot(
            [x], [y], marker, markeredgecolor=edge, markerfacecolor=face, markersize=9, label=text, zorder=3
        )
    axes.annotate(
        "",
        (w_after, _sketched_cost(w_after, w, slope, alpha)),
        (w, 0),
        arrowprops={"arrowstyle": "-|>", "color": BLUE, "linewidth": 2, "shrinkB": 6},
    )
    axes.legend(frameon=False, fontsize=9, loc="upper center")


def _why_minus(slope) -> str:
    if slope == 0:
        return "dw = 0: the cost is level here, so there is no step."
    rises, step = ("right", "left") if slope > 0 else ("left", "right")
    return f"The cost rises to the {rises}, so w - {ALPHA} dw steps {step}."


def _step_description(w, w_after, slope, alpha) -> str:
    change = _sketched_cost(w_after, w, slope, alpha)
    verdict = "downhill" if change < 0 else "uphill" if change > 0 else "nowhere"
    minus, plus = (significant(w + sign * alpha * slope, 4) for sign in (-1, 1))
    return (
        f"A sketch of the cost over one parameter w, with the slope dw = {significant(slope, 3)} "
        f"at w = {significant(w, 4)}. {_why_minus(slope)} With the learning rate {alpha:g} your "
        f"step goes to {significant(w_after, 4)}, {verdict} on the sketch; w - {ALPHA} dw is "
        f"{minus}, w + {ALPHA} dw would be {plus}."
    )


def cost_curves(runs, every: int = 100, base_rate=None) -> None:
    """Draw the cost of one or several trainings over the iterations.

    runs       dict from a label to a list of costs, one after every `every` iterations
    every      iterations from one cost to the next
    base_rate  the share of examples with label 1, inside (0, 1): a dotted line then marks the
               cost of answering that share for every example; or None

    Raises ValueError for no run or more than six, for costs that are not a list of numbers, for
    `every` that is not a positive integer and a base rate outside (0, 1).
    """
    curves = _curves(runs)
    every = count("every", every)
    level = None if base_rate is None else _base_cost(scalar("base_rate", base_rate))
    with styled_figure(5.8, 3.4) as figure:
        axes = figure.subplots()
        for costs, style in zip(curves.values(), RUN_STYLES):
            _draw_run(axes, costs, every, *style)
        if level is not None:
            axes.axhline(level, color=GREY, linestyle=":", linewidth=1.4)
        axes.set(title="Cost while training", xlabel="iteration", ylabel="cost J")
        axes.set_ylim(bottom=min(0, axes.get_ylim()[0]))
        _name_ends(axes, curves, every, level)
        show(figure, _runs_description(curves, every, level))


def _curves(runs) -> dict[str, np.ndarray]:
    if not isinstance(runs, dict) or not 1 <= len(runs) <= len(RUN_STYLES):
        raise complaint(
            f"runs should be a dict of 1 to {len(RUN_STYLES)} labelled lists of costs",
            f"it is {type(runs).__name__} of length {len(runs) if np.iterable(runs) else 1}",
            'write for instance {"alpha = 0.1": costs}',
        )
    curves = {}
    for name, costs in runs.items():
        curve = np.asarray(costs)
        if curve.ndim != 1 or curve.size == 0 or curve.dtype.kind not in "iuf":
            raise complaint(
                f"the costs of {name!r} should be a list of numbers",
                f"their shape is {curve.shape} and their dtype {curve.dtype}",
                "give the costs that L_layer_model returns",
            )
        curves[str(name)] = np.where(np.isfinite(curve), curve, np.nan)
    return curves


def _base_cost(share: float) -> float:
    """Cross-entropy of answering the share of ones every time."""
    if not 0 < share < 1:
        raise complaint(
            "base_rate should lie between 0 and 1, both excluded",
            f"it is {share:g}",
            "give the share of ones, such as Y.mean()",
        )
    return float(-share * np.log(share) - (1 - share) * np.log(1 - share))


def _draw_run(axes, costs, every, colour, dash, marker) -> None:
    # A lone cost has no line: its marker must then be seen.
    axes.plot(
        every * np.arange(costs.size),
        costs,
        color=colour,
        linestyle=dash,
        marker=marker,
        markersize=6,
        markevery=max(1, costs.size // MARKERS_PER_RUN),
    )


def _name_ends(axes, curves, every, level) -> None:
    """Each label at the end of its line, moved apart where ends lie close together."""
    ends = [
        (every * (c.size - 1), _last(c), name, style[0])
        for (name, c), style in zip(curves.items(), RUN_STYLES)
    ]
    right = max(x for x, *_ in ends)
    if level is not None:
        ends.append((right, level, "base rate", GREY))
    low, high = axes.get_ylim()
    heights = _spread([(y - low) / (high - low) for _, y, *_ in ends], [e[2] for e in ends])
    for (x, y, name, colour), height in zip(ends, heights):
        axes.annotate(
            fill(name, 18),
            (x, y),
            (1.05, height),
            textcoords="axes fraction",
            color=colour,
            va="center",
            fontsize=9,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.8,
                "shrinkB": 4,
                "relpos": (0, 0.5),
            },
        )


def _last(costs) -> float:
    """The last cost that is a number; 0 where there is none."""
    finite = costs[~np.isnan(costs)]
    return float(finite[-1]) if finite.size else 0.0


def _spread(heights, names) -> np.ndarray:
    """Label heights in axes fractions, pushed up until each has room for its lines of text."""
    placed = np.array(heights, dtype=float)
    floor = 0.0
    for i in np.argsort(placed, kind="stable"):
        half = 0.033 * (1 + fill(names[i], 18).count("\n"))
        placed[i] = max(placed[i], floor + half)
        floor = placed[i] + half
    return placed


def _runs_description(curves, every, level) -> str:
    words = []
    for name, costs in curves.items():
        bad = int(np.isnan(costs).sum())
        words.append(
            f"{name} goes from {number(costs[0])} at iteration 0 to {number(costs[-1])} at "
            f"iteration {every * (costs.size - 1)}" + (f" ({bad} costs are not finite)" * bool(bad))
        )
    base = "" if level is None else f" Always answering the base rate costs {number(level)}."
    return f"The cost while training. {'; '.join(words)}.{base}"
