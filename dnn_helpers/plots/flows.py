"""One layer: what goes forward, what is kept in its caches, and what comes back."""

from .arguments import complaint, count
from .drawing import array, arrow, box, canvas, label
from .style import BACKWARD, CACHE, FORWARD, show, styled_figure

# layer_flow: five columns (array, operation, array, operation, array) and three rows, in inches.
COLUMNS = (0.46, 1.77, 3.08, 4.39, 5.7)
FORWARD_ROW, CACHE_ROW, BACKWARD_ROW = 3.2, 2.1, 1.0
BOX_WIDTH, BOX_HEIGHT = 1.34, 0.6


def layer_flow(n_prev: int = 3, n: int = 2, m: int = 4, activation: str = "relu") -> None:
    """Draw one layer's forward and backward pass with the caches that join them.

    n_prev, n   units of the previous layer and of this one
    m           examples
    activation  "relu" or "sigmoid"

    Raises ValueError for sizes that are not positive integers and for other activations.
    """
    n_prev, n, m = count("n_prev", n_prev), count("n", n), count("m", m)
    if activation not in ("relu", "sigmoid"):
        raise complaint('activation should be "relu" or "sigmoid"', f"it is {activation!r}", "choose one")
    with styled_figure(6.16, 4.1, layout=None) as figure:
        axes = canvas(figure)
        _layer_forward(axes, n_prev, n, m, activation.upper())
        _layer_backward(axes, n_prev, n, m, activation.upper())
        _layer_caches(axes)
        show(figure, _layer_description(n_prev, n, m, activation))


def _layer_forward(axes, n_prev, n, m, activation) -> None:
    y = FORWARD_ROW
    _row_of_arrows(axes, y, rightwards=True)
    label(axes, 6.06, 3.88, "forward, solid \N{RIGHTWARDS ARROW}", FORWARD, 10, weight="bold", ha="right")
    shapes = (f"({n_prev}, {m})", f"({n}, {m})", f"({n}, {m})")
    for x, name, shape in zip(COLUMNS[::2], ("A_prev", "Z", "A"), shapes):
        array(axes, x, y, name, shape)
    box(axes, COLUMNS[1], y, BOX_WIDTH, BOX_HEIGHT, "LINEAR\nZ = W A_prev + b", FORWARD)
    formula = "A = max(0, Z)" if activation == "RELU" else "A = \N{GREEK SMALL LETTER SIGMA}(Z)"
    box(axes, COLUMNS[3], y, BOX_WIDTH, BOX_HEIGHT, f"{activation}\n{formula}", FORWARD)
    arrow(axes, (COLUMNS[1], 3.78), (COLUMNS[1], y + BOX_HEIGHT / 2), FORWARD)
    label(axes, COLUMNS[1], 3.88, f"W ({n}, {n_prev}), b ({n}, 1)")


def _layer_backward(axes, n_prev, n, m, activation) -> None:
    y = BACKWARD_ROW
    _row_of_arrows(axes, y, rightwards=False)
    label(axes, 6.06, 0.22, "\N{LEFTWARDS ARROW} backward, dashed", BACKWARD, 10, weight="bold", ha="right")
    shapes = (f"({n_prev}, {m})", f"({n}, {m})", f"({n}, {m})")
    for x, name, shape in zip(COLUMNS[::2], ("dA_prev", "dZ", "dA"), shapes):
        array(axes, x, y, name, shape)
    box(axes, COLUMNS[1], y, BOX_WIDTH, BOX_HEIGHT, "LINEAR\nbackward", BACKWARD, dashed=True)
    box(axes, COLUMNS[3], y, BOX_WIDTH, BOX_HEIGHT, f"{activation}\nbackward", BACKWARD, True)
    arrow(axes, (COLUMNS[1], y - BOX_HEIGHT / 2), (COLUMNS[1], 0.34), BACKWARD, dashed=True)
    label(axes, COLUMNS[1], 0.22, f"dW ({n}, {n_prev}), db ({n}, 1)")


def _row_of_arrows(axes, y, rightwards) -> None:
    """From array to box to array, leaving room for the arrays' text."""
    for i, j in ((0, 1), (2, 1), (2, 3), (4, 3)):
        array_x, box_x = COLUMNS[i], COLUMNS[j]
        side = 1 if box_x > array_x else -1
        ends = [(array_x + side * 0.37, y), (box_x - side * BOX_WIDTH / 2, y)]
        towards_box = (side == 1) == rightwards
        colour = FORWARD if rightwards else BACKWARD
        arrow(axes, *(ends if towards_box else ends[::-1]), colour, dashed=not rightwards)


def _layer_caches(axes) -> None:
    contents = ("linear cache\n(A_prev, W, b)", "activation cache\nZ")
    for x, content in zip(COLUMNS[1::2], contents):
        arrow(axes, (x, FORWARD_ROW - BOX_HEIGHT / 2), (x, CACHE_ROW + 0.25), CACHE)
        arrow(axes, (x, CACHE_ROW - 0.25), (x, BACKWARD_ROW + BOX_HEIGHT / 2), CACHE)
        box(axes, x, CACHE_ROW, BOX_WIDTH, 0.5, content, CACHE)
    label(axes, COLUMNS[2], CACHE_ROW, "kept for\nthe way back", CACHE)


def _layer_description(n_prev, n, m, activation) -> str:
    return (
        f"One layer. Forward: A_prev ({n_prev}, {m}) goes through LINEAR with W ({n}, {n_prev}) "
        f"and b ({n}, 1) to Z ({n}, {m}), and through {activation.upper()} to A ({n}, {m}). "
        f"LINEAR keeps the linear cache (A_prev, W, b), {activation.upper()} the activation "
        f"cache Z. Backward: dA ({n}, {m}) goes through {activation.upper()} backward, which "
        f"reads Z, to dZ ({n}, {m}), and through LINEAR backward, which reads A_prev, W and b, "
        f"to dA_prev ({n_prev}, {m}), dW ({n}, {n_prev}) and db ({n}, 1)."
    )


def linear_backward_flow(n_prev: int = 3, n: int = 2, m: int = 4) -> None:
    """Draw the three gradients that LINEAR backward makes of dZ and the linear cache.

    n_prev, n  units of the previous layer and of this one
    m          examples

    Raises ValueError for sizes that are not positive integers.
    """
    n_prev, n, m = count("n_prev", n_prev), count("n", n), count("m", m)
    with styled_figure(5.7, 3.2, layout=None) as figure:
        axes = canvas(figure)
        box(axes, 2.35, 1.45, 0.9, 2.4, "LINEAR\nbackward", BACKWARD, dashed=True)
        array(axes, 0.82, 2.25, "dZ", f"({n}, {m})")
        arrow(axes, (1.2, 2.25), (1.9, 2.25), BACKWARD, dashed=True)
        cache = f"linear cache\nA_prev ({n_prev}, {m})\nW ({n}, {n_prev})\nb ({n}, 1)"
        box(axes, 0.82, 1.0, 1.44, 0.9, cache, CACHE)
        arrow(axes, (1.54, 1.0), (1.9, 1.0), CACHE)
        for y, (formula, shapes) in zip((2.3, 1.45, 0.6), _gradients(n_prev, n, m)):
            arrow(axes, (2.8, y), (3.15, y), BACKWARD, dashed=True)
            label(axes, 3.22, y + 0.16, formula, size=13, ha="left")
            label(axes, 3.22, y - 0.24, shapes, ha="left")
        label(axes, 0.82, 2.98, "in", size=10, weight="bold")
        label(axes, 3.22, 2.98, "out", size=10, weight="bold", ha="left")
        show(figure, _linear_description(n_prev, n, m))


def _gradients(n_prev, n, m) -> list[tuple[str, str]]:
    """Each output's formula, and its shape as it follows from the shapes that go in."""
    return [
        (r"$dA_{prev} = W^{T}\, dZ$", f"({n_prev}, {m}) = ({n_prev}, {n}) \N{MIDDLE DOT} ({n}, {m})"),
        (
            r"$dW = \dfrac{1}{m}\, dZ\, A_{prev}^{\;T}$",
            f"({n}, {n_prev}) = ({n}, {m}) \N{MIDDLE DOT} ({m}, {n_prev})",
        ),
        (r"$db = \dfrac{1}{m}\, \Sigma_{i}\; dZ^{(i)}$", f"({n}, 1): the mean of each row"),
    ]


def _linear_description(n_prev, n, m) -> str:
    return (
        f"LINEAR backward takes dZ ({n}, {m}) and the linear cache A_prev ({n_prev}, {m}), "
        f"W ({n}, {n_prev}), b ({n}, 1), and gives dA_prev = W.T dZ ({n_prev}, {m}), "
        f"dW = (1/m) dZ A_prev.T ({n}, {n_prev}), and db = (1/m) times the sum of dZ over the "
        f"examples ({n}, 1)."
    )
