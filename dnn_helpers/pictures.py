"""A picture of one's own, as the network wants it: drawn with characters, or read from a file."""

from pathlib import Path

import numpy as np

from .needs import needed_packages

INK = {".": 0.0, " ": 0.0, "+": 0.5, "#": 1.0}


class PictureError(ValueError):
    """A picture that cannot be used; the message is one sentence for the reader."""


def drawn(rows: str) -> np.ndarray:
    """A picture drawn line by line: "." is black, "+" grey, "#" white.

    rows     lines of equal length; empty lines and blanks around are left out
    returns  (h, w) floats in [0, 1]

    Raises PictureError for lines of different lengths and for other characters.
    """
    lines = [line.strip() for line in rows.splitlines() if line.strip()]
    if not lines or len({len(line) for line in lines}) != 1:
        lengths = ", ".join(str(len(line)) for line in lines) or "none"
        raise PictureError(f"All lines of a drawing should be equally long, but their lengths are {lengths}.")
    strange = sorted(set("".join(lines)) - set(INK))
    if strange:
        raise PictureError(f"A drawing is made of . + and #, but it also holds {' '.join(strange)}.")
    return np.array([[INK[character] for character in line] for line in lines])


def loaded(path, shape) -> np.ndarray:
    """A photograph or a scan of one thing, brought to the size and the look of the training images.

    Grey, light on dark (turned round where the paper is light), cut out around the ink, made square
    and averaged down to `shape`: what the makers of the digits did with theirs.

    path     a picture file that Pillow reads: PNG, JPEG, ...
    shape    (h, w) of the training images
    returns  (h, w) floats in [0, 1]

    Raises PictureError where there is no such file, where it is no picture, or where nothing is on it.
    """
    with needed_packages():
        from PIL import Image, UnidentifiedImageError
    if len(shape) != 2:
        raise PictureError(f"A picture is brought to a height and a width, but the shape is {tuple(shape)}.")
    if not Path(path).is_file():
        raise PictureError(f"There is no file {path}: upload it beside the notebook, or give its whole path.")
    try:
        with Image.open(path) as image:
            paper = Image.new(
                "RGBA", image.size, "white"
            )  # under ink on nothing, as drawing programs save it
            image = Image.alpha_composite(paper, image.convert("RGBA"))
            grey = np.asarray(image.convert("L"), dtype=float) / 255
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise PictureError(f"{path} is no picture that can be read: save it as PNG or JPEG.") from None
    if np.median(grey) > 0.5:
        grey = 1 - grey
    ink = grey > (grey.min() + grey.max()) / 2
    if np.ptp(grey) < 0.1:
        raise PictureError(f"{path} is of one colour all over: draw something that stands out.")
    square = _square(np.where(ink | (grey > grey.mean()), grey, 0.0), ink)
    small = Image.fromarray(np.uint8(255 * square)).resize(tuple(shape)[::-1], Image.Resampling.BOX)
    picture = np.asarray(small, dtype=float)
    return picture / picture.max()


def _square(grey, ink):
    """The part with ink in it, in the middle of a square with an edge of a tenth."""
    down, across = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    part = grey[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    side = int(np.ceil(max(part.shape) * 1.2))
    square = np.zeros((side, side))
    top, left = (side - part.shape[0]) // 2, (side - part.shape[1]) // 2
    square[top : top + part.shape[0], left : left + part.shape[1]] = part
    return square
