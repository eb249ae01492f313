"""Functions of one variable: the activations, their derivatives, and the loss."""

import numpy as np

from .arguments import complaint, first_of_pair, labels, row, same_shape
from .style import BLUE, GREY, INK, PAPER, VERMILLION, number, show, styled_figure

Z_RANGE = np.linspace(-6.0, 6.0, 241).reshape(1, -1)
Z_QUOTED = np.array([[-2.0, 0.0, 2.0]])
Z_TICKS = (-6, -3, 0, 3, 6)


def activation_curves(sigmoid, relu) -> None:
    """Draw the reader's two activations over Z in [-6, 6], with the point Z = 0 marked.

    sigmoid, relu  functions of Z that return (A, cache)

    Raises ValueError where a function does not return a pair with an A of Z's shape.
    """
    with styled_figure(5.6, 2.7) as figure:
        panels = figure.subplots(1, 2)
        words = []
        for axes, name, function, colour in zip(
            panels, ("sigmoid", "relu"), (sigmoid, relu), (BLUE, VERMILLION)
        ):
            values = [_activate(name, function, Z) for Z in (Z_RANGE, Z_QUOTED)]
            axes.plot(Z_RANGE[0], values[0], color=colour)
            _mark_zero(axes, values[1][1], f"{number(values[1][1])} at Z = 0")
            axes.set(title=f"A = {name}(Z)", xlabel="Z", ylabel="A", xticks=Z_TICKS)
            words.append(_quoted(name, values[1]))
        show(figure, f"Two activations over Z from -6 to 6. {' '.join(words)}")


def derivative_curves(sigmoid_backward, relu_backward) -> None:
    """Draw dZ for dA = 1, the slope of each activation, over Z in [-6, 6]; Z = 0 is marked.

    sigmoid_backward, relu_backward  functions of (dA, cache) that return dZ

    Raises ValueError where a function does not return a dZ of Z's shape.
    """
    with styled_figure(5.6, 2.7) as figure:
        panels = figure.subplots(1, 2)
        words = []
        for axes, name, function, colour in zip(
            panels, ("sigmoid", "relu"), (sigmoid_backward, relu_backward), (BLUE, VERMILLION)
        ):
            slopes, quoted = (_slope(name, function, Z) for Z in (Z_RANGE, Z_QUOTED))
            _two_strokes(axes, slopes, colour)
            _mark_zero(axes, quoted[1], f"{number(quoted[1])} at Z = 0")
            axes.set(title=f"{name}_backward, dA = 1", xlabel="Z", ylabel="dZ", xticks=Z_TICKS)
            words.append(_quoted(f"{name}_backward", quoted))
        show(figure, f"The slopes of two activations over Z from -6 to 6. {' '.join(words)}")


def _activate(name, function, Z) -> np.ndarray:
    return same_shape(name, first_of_pair(name, function(Z.copy())), Z.shape)[0]


def _slope(name, function, Z) -> np.ndarray:
    name = f"{name}_backward"
    return same_shape(name, function(np.ones_like(Z), Z.copy()), Z.shape)[0]


def _two_strokes(axes, slopes, colour) -> None:
    """Left and right of 0 apart, so that a jump there is not drawn as a joined line."""
    left = Z_RANGE[0] <= 0
    for side in (left, ~left):
        axes.plot(Z_RANGE[0][side], slopes[side], color=colour)
    if abs(slopes[~left][0] - slopes[left][-1]) > 0.1:
        axes.plot([0], [slopes[~left][0]], "o", color=colour, markerfacecolor=PAPER, markersize=7)


def _mark_zero(axes, value, text) -> None:
    axes.axvline(0, color=GREY, linewidth=0.8, linestyle=":")
    axes.plot([0], [value], "o", color=INK, markersize=7)
    axes.margins(y=0.15)
    axes.annotate(text, (0, value), (9, -4), textcoords="offset points", fontsize=9)


def _quoted(name, values) -> str:
    pairs = zip(Z_QUOTED[0], values)
    return f"{name} is " + ", ".join(f"{number(v)} at Z = {z:.0f}" for z, v in pairs) + "."


def loss_curves(AL=None, Y=None) -> None:
    """Draw the loss of one example, -log(a) where y = 1 and -log(1 - a) where y = 0, over a.

    AL  (1, m)  predictions inside (0, 1), marked as points on the curves; or None
    Y   (1, m)  their labels, 0 or 1; given with AL or not at all

    Raises ValueError for one without the other, other shapes, other labels, AL outside (0, 1).
    """
    points = None if AL is None and Y is None else _examples(AL, Y)
    a = np.linspace(0.005, 0.995, 199)
    with styled_figure(5.4, 3.4) as figure:
        axes = figure.subplots()
        axes.plot(a, -np.log(a), color=BLUE)
        axes.plot(a, -np.log(1 - a), color=VERMILLION, linestyle="--")
        axes.text(0.1, 3.2, "y = 1: -log(a)", color=BLUE)
        axes.text(0.9, 3.2, "y = 0: -log(1 - a)", color=VERMILLION, ha="right")
        if points is not None:
            _loss_points(axes, *points)
        axes.set(
            title="The loss of one example",
            xlabel="a, the prediction",
            ylabel="loss",
            xlim=(0, 1),
            ylim=(0, None),
        )
        show(figure, _loss_description(points))


def _examples(AL, Y) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Predictions, labels and losses of the reader's examples, as flat arrays."""
    if AL is None or Y is None:
        raise complaint("AL and Y belong together", "one is missing", "give both or neither")
    AL = row("AL", AL)
    Y = labels("Y", Y, AL.shape[1])
    if not ((AL > 0) & (AL < 1)).all():
        raise complaint(
            "AL should lie between 0 and 1, both excluded",
            f"it goes from {np.min(AL):g} to {np.max(AL):g}",
            "give the output of the sigmoid layer",
        )
    return AL[0], Y[0], -np.log(np.where(Y[0] == 1, AL[0], 1 - AL[0]))


def _loss_points(axes, a, y, loss) -> None:
    for value, marker, colour in ((1, "o", BLUE), (0, "s", VERMILLION)):
        chosen = y == value
        axes.plot(
            a[chosen],
            loss[chosen],
            marker,
            color=colour,
            markersize=8,
            markeredgecolor=PAPER,
            label=f"your examples with y = {value}",
        )
    axes.legend(frameon=False, fontsize=9, loc="upper center")


def _loss_description(points) -> str:
    text = (
        "The loss of one example over its prediction a. For y = 1 it is -log(a): 2.30 at 0.1, "
        "0.69 at 0.5, 0.11 at 0.9. For y = 0 it is -log(1 - a): 0.11 at 0.1, 0.69 at 0.5, "
        "2.30 at 0.9."
    )
    if points is None:
        return text
    a, y, loss = points
    shown = ", ".join(f"a = {number(p)} with y = {t} costs {number(c)}" for p, t, c in zip(a[:8], y, loss))
    more = "" if a.size <= 8 else f" and {a.size - 8} more"
    return f"{text} Your {a.size} examples, of mean loss {number(loss.mean())}: {shown}{more}."
