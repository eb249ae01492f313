"""How well a network does: which answers it confuses, and where its boundary runs."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from .arguments import complaint, labels, probabilities, two_names
from .style import BLUE, INK, PAPER, VERMILLION, show, styled_figure

CONFUSION = LinearSegmentedColormap.from_list("confusion", [PAPER, "#9CC8E4"])  # ink stands out on both
SIDES = LinearSegmentedColormap.from_list("sides", ["#BFDDEE", PAPER, "#F6D3B8"])
GRID = 81  # points along each side of the plane


def confusion(Y, predictions, classes) -> None:
    """Draw how often each class was called which: rows are the truth, columns what was said.

    Y            (1, m)  true labels, 0 or 1      predictions  (1, m)  what the network said, 0 or 1
    classes      the names of label 0 and label 1

    Raises ValueError for other shapes and labels and for anything but two class names.
    """
    truth = labels("Y", Y)
    said = labels("predictions", predictions, truth.shape[1])
    classes = two_names(classes)
    table = np.array([[np.sum((truth == t) & (said == p)) for p in (0, 1)] for t in (0, 1)])
    with styled_figure(3.6, 2.8) as figure:
        axes = figure.subplots()
        axes.imshow(table, cmap=CONFUSION, vmin=0)
        for (t, p), number in np.ndenumerate(table):
            word = "right" if t == p else "wrong"
            axes.text(p, t, f"{number}\n{word}", ha="center", va="center", color=INK, fontsize=11)
        axes.set(xticks=[0, 1], xticklabels=classes, yticks=[0, 1], yticklabels=classes,
                 xlabel="what the network said", ylabel="what it is")  # fmt: skip
        axes.spines[:].set_visible(False)
        show(figure, _confusion_description(table, classes))


def _confusion_description(table, classes) -> str:
    rows = [
        f"of {table[t].sum()} {classes[t]}, {table[t, t]} said {classes[t]} and {table[t, 1 - t]} said "
        f"{classes[1 - t]}"
        for t in (0, 1)
    ]
    return f"{table.trace()} of {table.sum()} answers are right: {'; '.join(rows)}."


def decision_boundaries(X, Y, networks) -> None:
    """Draw points in the plane, and for each network where its probability crosses one half.

    X         (2, m)  the points       Y  (1, m)  their labels, 0 or 1
    networks  title -> a function from points (2, k) to probabilities (1, k)

    Raises ValueError where X is not (2, m) or a network gives no probabilities.
    """
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or X.shape[0] != 2:
        came = f"its shape is {X.shape}"
        raise complaint("X should have the shape (2, m)", came, "give points in the plane")
    Y = labels("Y", Y, X.shape[1])[0]
    low, high = X.min(axis=1) - 0.4, X.max(axis=1) + 0.4
    across, up = np.meshgrid(*(np.linspace(*ends, GRID) for ends in zip(low, high)))
    plane = np.vstack([across.ravel(), up.ravel()])
    words = []
    columns = 2 if len(networks) == 4 else min(3, len(networks))
    rows = -(-len(networks) // columns)
    with styled_figure(2.4 * columns, 2.6 * rows) as figure:
        grid = figure.subplots(rows, columns, squeeze=False)
        for axes in grid.flat[len(networks) :]:
            axes.axis("off")
        for axes, (title, network) in zip(grid.flat, networks.items()):
            AL = probabilities(title, network(plane), plane.shape[1]).reshape(across.shape)
            axes.contourf(across, up, AL, levels=[0, 0.25, 0.5, 0.75, 1], cmap=SIDES)
            axes.contour(across, up, AL, levels=[0.5], colors=INK, linewidths=1.2)
            for label, marker, colour in ((0, "o", BLUE), (1, "^", VERMILLION)):
                axes.plot(*X[:, label == Y], marker, color=colour, markersize=3)
            right = np.mean((probabilities(title, network(X), X.shape[1])[0] > 0.5) == Y)
            axes.set(xticks=[], yticks=[], title=f"{title}\n{100 * right:.0f} % right")
            words.append(f"{title} gets {100 * right:.0f} % of the points right")
        what = f"{X.shape[1]} points of two classes and the boundary of each network"
        show(figure, f"{what}. {'; '.join(words)}.")
