"""The whole network: forward to the cost, backward to the gradients, caches in between."""

from .arguments import count, layer_sizes
from .drawing import arrow, box, canvas, label
from .style import BACKWARD, CACHE, FORWARD, INK, show, styled_figure

MOST_LAYERS = 5  # drawn in full on 7 inches
FORWARD_ROW, CACHE_ROW, BACKWARD_ROW = 3.45, 2.68, 1.66  # inches from the bottom
BLOCK_WIDTH, BLOCK_HEIGHT = 0.72, 0.52
FIRST_BLOCK, PITCH = 1.05, 1.07
GAP = PITCH - BLOCK_WIDTH


def model_flow(layer_dims, m: int | None = None) -> None:
    """Draw the forward and backward pass of the L-layer network with its caches and gradients.

    layer_dims  [n_x, n_1, ..., n_L]  the sizes of the input and of every layer
    m           the number of examples; left out, shapes say "m"

    Raises ValueError unless layer_dims lists two or more positive integers and m is one.
    """
    sizes = layer_sizes(layer_dims)
    examples = "m" if m is None else str(count("m", m))
    layers = _layers_drawn(len(sizes) - 1)
    cost_x = FIRST_BLOCK + PITCH * len(layers)
    with styled_figure(cost_x + BLOCK_WIDTH / 2 + 0.1, 4.45, layout=None) as figure:
        axes = canvas(figure)
        for position, l in enumerate(layers):
            x = FIRST_BLOCK + PITCH * position
            _arrows(axes, x)
            _layer(axes, x, l, sizes)
            if l is not None:
                _arrays(axes, x, l - 1, sizes, examples)
        _cost(axes, cost_x, len(sizes) - 1, sizes, examples)
        show(figure, _description(sizes, examples))


def _layers_drawn(L: int) -> list[int | None]:
    """The layers drawn; None stands for those left out."""
    return list(range(1, L + 1)) if L <= MOST_LAYERS else [1, 2, None, L - 1, L]


def _arrows(axes, x) -> None:
    """The two arrows on the left of a block: one going in, one coming back out."""
    left = x - BLOCK_WIDTH / 2
    arrow(axes, (left - GAP, FORWARD_ROW), (left, FORWARD_ROW), FORWARD)
    arrow(axes, (left, BACKWARD_ROW), (left - GAP, BACKWARD_ROW), BACKWARD, dashed=True)


def _arrays(axes, x, l, sizes, examples) -> None:
    """Names and shapes of A[l] and dA[l] over the arrows on the left of the block at x."""
    x = x - PITCH / 2
    shape = f"({sizes[l]}, {examples})"
    last = l == len(sizes) - 1
    name = "X" if l == 0 else "AL" if last else f"A{l}"
    gradient = "dAL" if last else f"dA{l}"
    label(axes, x, FORWARD_ROW + 0.5, f"{name}\n{shape}", FORWARD)
    label(axes, x, BACKWARD_ROW + 0.53, f"{gradient}\n{shape}", BACKWARD)


def _layer(axes, x, l, sizes) -> None:
    """Forward block, cache and backward block of one layer, and the gradients that it gives."""
    if l is None:
        for y in (FORWARD_ROW, CACHE_ROW, BACKWARD_ROW):
            label(axes, x, y, "...", size=16)
        return
    activation = "SIGMOID" if l == len(sizes) - 1 else "RELU"
    half, lowest = BLOCK_HEIGHT / 2, BACKWARD_ROW - BLOCK_HEIGHT / 2
    arrow(axes, (x, FORWARD_ROW - half), (x, CACHE_ROW + 0.15), CACHE)
    arrow(axes, (x, CACHE_ROW - 0.15), (x, BACKWARD_ROW + half), CACHE)
    arrow(axes, (x, lowest), (x, lowest - 0.27), BACKWARD, dashed=True)
    box(axes, x, FORWARD_ROW, BLOCK_WIDTH, BLOCK_HEIGHT, f"LINEAR\n{activation}", FORWARD)
    box(axes, x, CACHE_ROW, BLOCK_WIDTH, 0.3, f"cache {l}", CACHE)
    box(axes, x, BACKWARD_ROW, BLOCK_WIDTH, BLOCK_HEIGHT, f"{activation}\nLINEAR", BACKWARD, True)
    gradients = f"dW{l}\n({sizes[l]}, {sizes[l - 1]})\ndb{l}\n({sizes[l]}, 1)"
    label(axes, x, lowest - 0.6, gradients, BACKWARD)


def _cost(axes, x, L, sizes, examples) -> None:
    """The cost, where forward turns into backward, and the two words for the two rows."""
    _arrows(axes, x)
    _arrays(axes, x, L, sizes, examples)
    top, bottom = FORWARD_ROW + BLOCK_HEIGHT / 2, CACHE_ROW - 0.15
    box(axes, x, (top + bottom) / 2, BLOCK_WIDTH, top - bottom, "cost J\nof AL, Y", INK)
    turn = [(x, x, x - BLOCK_WIDTH / 2), (bottom, BACKWARD_ROW, BACKWARD_ROW)]
    axes.plot(*turn, color=BACKWARD, linewidth=1.6, linestyle=(0, (3, 1.6)), zorder=2)
    label(axes, 0.1, 4.27, "forward, solid \N{RIGHTWARDS ARROW}", FORWARD, 10, ha="left", weight="bold")
    label(
        axes,
        x + BLOCK_WIDTH / 2,
        0.2,
        "\N{LEFTWARDS ARROW} backward, dashed",
        BACKWARD,
        10,
        ha="right",
        weight="bold",
    )


def _description(sizes, examples) -> str:
    L = len(sizes) - 1
    steps = [f"LINEAR and RELU to A{l} ({sizes[l]}, {examples})" for l in range(1, L)]
    steps.append(f"LINEAR and SIGMOID to AL ({sizes[L]}, {examples})")
    gradients = "; ".join(
        f"layer {l} gives dW{l} ({sizes[l]}, {sizes[l - 1]}), db{l} ({sizes[l]}, 1) and "
        f"dA{l - 1} ({sizes[l - 1]}, {examples})"
        for l in range(L, 0, -1)
    )
    return (
        f"The forward and backward pass of a network with L = {L}. Forward: "
        f"X ({sizes[0]}, {examples}), {', '.join(steps)}, and the cost J of AL and Y; "
        f"each layer keeps a cache. Backward, from dAL and with those caches: {gradients}."
    )
