"""One look for every figure, and the one way in which a figure reaches the reader.

The look is complete: it starts from Matplotlib's defaults, so that neither a dark theme nor a
learner's own rcParams can make dark text stand on a dark ground.
"""

import io
import sys
from contextlib import contextmanager
from html import escape

import matplotlib.pyplot as plt
from PIL import Image

# Okabe and Ito's palette: told apart by every common kind of colour vision.
BLUE, VERMILLION, GREEN = "#0072B2", "#D55E00", "#009E73"
ORANGE, SKY, PURPLE = "#E69F00", "#56B4E9", "#CC79A7"
INK, GREY, PAPER = "#222222", "#767676", "#FFFFFF"

# What the colours mean; each is always joined by a word or a dash pattern.
FORWARD, BACKWARD, CACHE = BLUE, VERMILLION, GREEN

DPI = 100
PNG_LIMIT = 60_000  # bytes: a notebook full of figures must stay small enough to be shared

STYLE = {
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "font.size": 10,
    "font.family": "DejaVu Sans",
    "lines.linewidth": 2,
}


@contextmanager
def styled_figure(width: float, height: float, layout: str | None = "constrained"):
    """An empty figure of so many inches in the house style; closed, and rcParams put back, after.

    Drawing and `show` both belong inside: some rcParams count only when the figure is rendered.
    """
    with plt.style.context(["default", STYLE]):
        figure = plt.figure(figsize=(width, height), dpi=DPI, layout=layout)
        try:
            yield figure
        finally:
            plt.close(figure)


def number(value: float, decimals: int = 2) -> str:
    """The value with fixed decimals, never "-0.00": descriptions are compared as text."""
    text = f"{float(value):.{decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text


def significant(value: float, digits: int = 2) -> str:
    """The value with so many significant digits; rounding noise around zero is "0"."""
    return "0" if abs(value) < 1e-12 else f"{float(value):.{digits}g}"


def show(figure, description: str) -> None:
    """Show the figure once with its description, and close it.

    In IPython the picture is displayed as a PNG with the description as its plain text and its
    alt text, followed by the description folded in HTML: front ends that drop the alt text
    (JupyterLab, nbconvert's lab template) still have the words. Elsewhere a window opens if
    there is a screen; without one nothing happens.
    """
    if _in_ipython():
        _display(to_png(figure), description)
    elif getattr(figure.canvas, "required_interactive_framework", None):
        plt.show()
    plt.close(figure)


def to_png(figure) -> bytes:
    """The figure as PNG; photographs that make it too big are reduced to fewer colours."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
    for colours in (256, 64, 16):
        if buffer.tell() <= PNG_LIMIT:
            break
        picture = Image.open(buffer).convert("RGB").quantize(colours)
        buffer = io.BytesIO()
        picture.save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()


def _in_ipython() -> bool:
    """Whether IPython runs this; it is never imported just to find out."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def _display(png: bytes, description: str) -> None:
    from IPython.display import display

    picture = {"image/png": png, "text/plain": f"Figure: {description}"}
    display(picture, raw=True, metadata={"image/png": {"alt": description}})
    words = f"<details><summary>This figure in words</summary>{escape(description)}</details>"
    display({"text/html": words}, raw=True)
