"""Matrices and pictures: weights as heat maps, digits, and the digits a network gets wrong."""

from textwrap import fill

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from .arguments import complaint, count, image_stack, labels, probabilities, two_names
from .style import BLUE, GREY, INK, PAPER, VERMILLION, show, significant, styled_figure

# Negative is dark and positive is lighter, so that grey print tells the signs apart as well.
SIGNED = LinearSegmentedColormap.from_list("signed", ["#00334F", "#6FA8CC", PAPER, "#E8A06F", VERMILLION])
MOST_PICTURES = 64
MOST_SIGNS = 40  # entries of a matrix that also get their sign, so that colour is not alone
WRONG_COLUMNS = 6


def weight_images(parameters) -> None:
    """Draw each W of the parameters as a heat map on one colour scale centred on zero.

    parameters  dict with "W1", "W2", ...: arrays of shape (n[l], n[l-1])

    Raises ValueError where there is no W1 or a W is not a finite matrix.
    """
    weights = _weights(parameters)
    limit = max(float(np.abs(W).max()) for W in weights.values()) or 1.0
    columns = 2 if len(weights) == 4 else min(3, len(weights))
    rows = -(-len(weights) // columns)
    with styled_figure(max(3.4, min(5.8, 2.4 * columns)), 2.1 * rows) as figure:
        grid = figure.subplots(rows, columns, squeeze=False)
        for axes, (name, W) in zip(grid.flat, weights.items()):
            image = _heat_map(axes, name, W, limit)
        for axes in grid.flat[len(weights) :]:
            axes.axis("off")
        bar = figure.colorbar(image, ax=grid, label="weight", aspect=18)
        bar.outline.set_visible(False)
        show(figure, _weights_description(weights))


def _weights(parameters) -> dict[str, np.ndarray]:
    """W1, W2, ... in order, as far as they go."""
    known = parameters if isinstance(parameters, dict) else {}
    names = [f"W{l}" for l in range(1, len(known) + 1) if f"W{l}" in known]
    if not names:
        raise complaint(
            'parameters should be a dict with "W1", "W2" and so on',
            f"it is {type(parameters).__name__} with {', '.join(map(str, known)) or 'no keys'}",
            "give what initialize_parameters_deep returns",
        )
    for name in names:
        W = np.asarray(known[name])
        if W.ndim != 2 or W.size == 0 or W.dtype.kind not in "iuf" or not np.isfinite(W).all():
            raise complaint(
                f"{name} should be a matrix of finite numbers",
                f"its shape is {W.shape} and its dtype {W.dtype}",
                "look at it for NaN or a missing axis",
            )
    return {name: np.asarray(known[name], dtype=float) for name in names}


def _heat_map(axes, name, W, limit):
    # Very long matrices would be unreadable slivers with square cells.
    aspect = "equal" if max(W.shape) <= 8 * min(W.shape) else "auto"
    image = axes.imshow(W, cmap=SIGNED, vmin=-limit, vmax=limit, interpolation="nearest", aspect=aspect)
    if W.size <= MOST_SIGNS:
        _write_signs(axes, W, limit)
    axes.set_title(f"{name} {W.shape}", fontsize=10)
    axes.spines[:].set_visible(True)
    axes.set(xticks=[], yticks=[])
    axes.set_xlabel(f"mean {significant(W.mean())}\nstd {significant(W.std())}", fontsize=9)
    return image


def _write_signs(axes, W, limit) -> None:
    for (i, j), weight in np.ndenumerate(W):
        sign = "+" if weight > 0 else "\N{MINUS SIGN}" if weight < 0 else "0"
        colour = PAPER if weight < -0.6 * limit else INK
        axes.text(j, i, sign, color=colour, ha="center", va="center", fontsize=10)


def _weights_description(weights) -> str:
    words = [
        f"{name} {W.shape} has mean {significant(W.mean())} and standard deviation {significant(W.std())}"
        for name, W in weights.items()
    ]
    return f"The weights as heat maps, white at zero. {'; '.join(words)}."


def digit_grid(images, titles=None, columns: int = 8) -> None:
    """Draw pictures in rows.

    images   (k, h, w) or (k, h, w, 3)  integers 0..255 or floats in [0, 1], 1 <= k <= 64
    titles   one text a picture, or None
    columns  pictures in a row

    Raises ValueError for other shapes, too many pictures or a wrong number of titles.
    """
    pictures = image_stack(images)
    columns = min(count("columns", columns), len(pictures))
    if len(pictures) > MOST_PICTURES:
        raise complaint(
            f"images should be at most {MOST_PICTURES} pictures",
            f"there are {len(pictures)}",
            f"give a slice, such as images[:{MOST_PICTURES}]",
        )
    titles = None if titles is None else [str(title) for title in titles]
    if titles is not None and len(titles) != len(pictures):
        raise complaint(
            f"titles should be {len(pictures)} texts, one a picture",
            f"there are {len(titles)}",
            "give as many titles as pictures",
        )
    _draw_pictures(pictures, titles, columns, _grid_description(pictures, titles, columns))


def _draw_pictures(pictures, titles, columns, description) -> None:
    """A grid of pictures on one scale, black at 0, as large as 5.8 inches and good taste allow."""
    rows = -(-len(pictures) // columns)
    size = min(1.2, 5.8 / columns)
    white = 255 if pictures.dtype.kind in "iu" else 1.0
    with styled_figure(size * columns, (size + 0.25 * (titles is not None)) * rows) as figure:
        grid = figure.subplots(rows, columns, squeeze=False)
        for axes in grid.flat:
            axes.axis("off")
        for i, (axes, picture) in enumerate(zip(grid.flat, pictures)):
            _framed(axes, picture, white)
            if titles is not None:
                title = fill(titles[i], max(6, int(size / 0.078)), break_on_hyphens=False)
                axes.set_title(title, fontsize=9, loc="center", pad=3)
        show(figure, description)


def _framed(axes, picture, white) -> None:
    """A picture in a thin frame: a white stroke at its edge would melt into the white page."""
    axes.imshow(picture, cmap="gray", vmin=0, vmax=white, interpolation="nearest")
    axes.axis("on")
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set(visible=True, color=GREY)


def _grid_description(pictures, titles, columns) -> str:
    height, width = pictures.shape[1:3]
    named = "" if titles is None else f", titled {', '.join(titles)}"
    return f"{len(pictures)} pictures of {height} by {width} pixels in rows of {columns}{named}."


def wrong_digits(images, Y, AL, classes, limit: int = 16) -> None:
    """Draw the pictures that the network gets wrong, the ones it is surest of first.

    images   (m, h, w) or (m, h, w, 3)  integers 0..255 or floats in [0, 1]
    Y        (1, m)  true labels, 0 or 1
    AL       (1, m)  the network's probabilities of label 1; or its predictions, 0 or 1
    classes  the names of label 0 and label 1
    limit    pictures drawn at most

    "odd, said even 98 %" is an odd one that the network calls even with a probability of 0.98.
    Raises ValueError for other shapes and labels and for anything but two class names.
    """
    pictures = image_stack(images)
    m = len(pictures)
    truth, AL = labels("Y", Y, m)[0], probabilities("AL", AL, m)[0]
    classes = two_names(classes)
    said, sure = (AL > 0.5).astype(int), np.maximum(AL, 1 - AL)
    limit = min(count("limit", limit), MOST_PICTURES)
    wrong = np.flatnonzero(truth != said)
    if not wrong.size:
        _none_wrong(m)
        return
    shown = wrong[np.argsort(-sure[wrong], kind="stable")][:limit]
    titles = [f"{classes[truth[i]]}, said {classes[said[i]]}{_percent(sure[i])}" for i in shown]
    description = (
        f"The network gets {wrong.size} of {m} pictures wrong: "
        f"{_confusions(truth, said, classes)}. {shown.size} of them are shown: {'; '.join(titles)}."
    )
    _draw_pictures(pictures[shown], titles, min(WRONG_COLUMNS, shown.size), description)


def _percent(sure) -> str:
    return "" if sure == 1 else f" {100 * sure:.0f} %"


def unit_images(W1, shape, limit: int = 10) -> None:
    """Draw what units of the first layer look for: their rows of W1 as pictures, the largest weights first.

    W1     (n[1], n[0])  the first layer's weights, one a pixel
    shape  (h, w) or (h, w, 3)  of the images; the mean over the colours is drawn
    limit  units drawn at most

    Raises ValueError where the rows of W1 are no pictures of that shape.
    """
    W1 = _weights({"W1": W1})["W1"]
    if len(shape) not in (2, 3) or W1.shape[1] != np.prod(shape):
        raise complaint(
            f"W1 should have one column a pixel of a picture of shape {tuple(shape)}",
            f"its shape is {W1.shape}",
            "give parameters['W1'] and the shape of one image",
        )
    strongest = np.argsort(-np.abs(W1).sum(axis=1), kind="stable")[: count("limit", limit)]
    colours = W1.shape[1] // (shape[0] * shape[1])
    units = W1[strongest].reshape(-1, *shape[:2], colours).mean(axis=3)
    columns = min(5, len(units))
    rows = -(-len(units) // columns)
    span = float(np.abs(units).max()) or 1.0
    with styled_figure(0.9 * columns, 1.1 * rows) as figure:
        grid = figure.subplots(rows, columns, squeeze=False)
        for axes in grid.flat:
            axes.axis("off")
        for axes, unit, place in zip(grid.flat, units, strongest):
            axes.imshow(unit, cmap=SIGNED, vmin=-span, vmax=span, interpolation="nearest")
            axes.set_title(f"{place + 1}", fontsize=9, loc="center", pad=2)
        show(figure, _units_description(W1, units))


def _units_description(W1, units) -> str:
    return (
        f"The weights of {len(units)} of {len(W1)} units of layer 1, each as a picture of "
        f"{units.shape[1]} by {units.shape[2]} pixels: orange where ink raises the unit's Z, blue where it "
        f"lowers it, white where it makes no difference."
    )


def own_picture(picture, AL, classes) -> None:
    """Draw one picture beside what the network says of it.

    picture  (h, w) or (h, w, 3)  integers 0..255 or floats in [0, 1]
    AL       (1, 1)  the network's probability of label 1
    classes  the names of label 0 and label 1

    Raises ValueError for other shapes and for anything but two class names.
    """
    pictures, AL = image_stack(np.asarray(picture)[np.newaxis]), float(probabilities("AL", AL, 1)[0, 0])
    classes = two_names(classes)
    white = 255 if pictures.dtype.kind in "iu" else 1.0
    with styled_figure(5, 2) as figure:
        left, right = figure.subplots(1, 2, width_ratios=[1, 1.6])
        _framed(left, pictures[0], white)
        right.barh([1, 0], [1 - AL, AL], color=[BLUE, VERMILLION], hatch=["", "//"], edgecolor=PAPER)
        right.set(yticks=[1, 0], yticklabels=classes, xlim=(0, 1), xlabel="probability")
        words = f"{classes[0]} {1 - AL:.2f}, {classes[1]} {AL:.2f}"
        right.set_title(words)
        show(figure, f"One picture of {pictures.shape[1]} by {pictures.shape[2]} pixels. Network: {words}.")


def _confusions(truth, said, classes) -> str:
    pairs = [(label, np.sum((truth == label) & (said != label))) for label in (0, 1)]
    return ", ".join(f"{n} {classes[a]} said {classes[1 - a]}" for a, n in pairs)


def _none_wrong(m: int) -> None:
    with styled_figure(5, 0.9, layout=None) as figure:
        text = f"None of the {m} pictures is wrong."
        figure.text(0.5, 0.5, text, ha="center", va="center", fontsize=12)
        show(figure, f"No picture to show. {text}")
