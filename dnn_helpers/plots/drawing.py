"""Boxes, arrays and arrows: what the diagrams are made of.

A diagram's coordinates are inches from the lower left corner, so that a length here is a length
on paper and text of a known size fits where it is put.
"""

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from .style import INK, PAPER

SMALL = 9  # points: nothing is written smaller


def canvas(figure):
    """Axes that fill the figure, measured in inches, with nothing of their own to see."""
    width, height = figure.get_size_inches()
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    return axes


def label(axes, x, y, text, colour=INK, size=SMALL, **options):
    """Text centred on (x, y); its own white ground keeps it readable across lines."""
    ground = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}
    style = {"ha": "center", "va": "center", "bbox": ground, "zorder": 4, "linespacing": 1.25}
    return axes.text(x, y, text, color=colour, fontsize=size, **(style | options))


def array(axes, x, y, name, shape, colour=INK):
    """An array: its name over its shape, without a border."""
    return label(axes, x, y, f"{name}\n{shape}", colour)


def box(axes, x, y, width, height, text, colour, dashed=False, size=SMALL):
    """An operation or a cache: a bordered box of that size centred on (x, y)."""
    patch = FancyBboxPatch(
        (x - width / 2, y - height / 2),
        width,
        height,
        boxstyle="round,pad=0,rounding_size=0.06",
        facecolor=PAPER,
        edgecolor=colour,
        linewidth=1.8,
        linestyle="--" if dashed else "-",
        zorder=3,
    )
    axes.add_patch(patch)
    return label(axes, x, y, text, size=size, bbox=None)


def arrow(axes, start, end, colour, dashed=False):
    """An arrow between two points; the backward pass is dashed as well as coloured."""
    patch = FancyArrowPatch(
        start,
        end,
        arrowstyle="-|>,head_length=5,head_width=2.5",
        color=colour,
        linewidth=1.6,
        linestyle=(0, (3, 1.6)) if dashed else "-",
        shrinkA=0,
        shrinkB=0,
        zorder=2,
    )
    axes.add_patch(patch)
    return patch
