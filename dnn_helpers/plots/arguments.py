"""What the figures accept: each function returns the argument as drawn or raises ValueError.

Every message says what was expected, what came and what to do.
"""

from numbers import Integral

import numpy as np


def complaint(expected: str, came: str, remedy: str) -> ValueError:
    """The error to raise, in the one form that all of them have."""
    return ValueError(f"{expected}, but {came}: {remedy}.")


def layer_sizes(layer_dims) -> list[int]:
    """`layer_dims` as a list of at least two positive integers."""
    sizes = list(layer_dims) if np.iterable(layer_dims) else []
    if len(sizes) >= 2 and all(isinstance(n, Integral) and n > 0 for n in sizes):
        return [int(n) for n in sizes]
    raise complaint(
        "layer_dims should list two or more positive integers",
        f"it is {layer_dims!r}",
        "give the size of the input and of every layer, such as [5, 4, 3]",
    )


def count(name: str, value) -> int:
    """A positive integer."""
    if isinstance(value, Integral) and not isinstance(value, bool) and value > 0:
        return int(value)
    raise complaint(f"{name} should be a positive integer", f"it is {value!r}", "give 1 or more")


def scalar(name: str, value) -> float:
    """One finite number, also where it comes as an array of size 1."""
    array = np.asarray(value)
    if array.size == 1 and array.dtype.kind in "iuf" and np.isfinite(array).all():
        return float(array.reshape(()))
    raise complaint(
        f"{name} should be one finite number",
        f"it is {value!r}" if array.size < 5 else f"it has the shape {array.shape}",
        "give a single entry, such as W1[0, 0]",
    )


def row(name: str, value) -> np.ndarray:
    """An array of shape (1, m)."""
    array = np.asarray(value)
    if array.ndim == 2 and array.shape[0] == 1 and array.size:
        return array
    raise complaint(
        f"{name} should have the shape (1, m)",
        f"its shape is {array.shape}",
        "give one row with one entry an example, as reshape(1, -1) makes it",
    )


def labels(name: str, value, m: int | None = None) -> np.ndarray:
    """0/1 labels of shape (1, m), for exactly `m` examples where that is given."""
    array = row(name, value)
    if m is not None and array.shape[1] != m:
        raise complaint(
            f"{name} should have {m} entries", f"it has {array.shape[1]}", "use the same examples"
        )
    if not np.isin(array, (0, 1)).all():
        raise complaint(
            f"{name} should hold 0 and 1 only",
            f"it holds {np.unique(array)[:4].tolist()}",
            "give labels, not probabilities",
        )
    return array.astype(int)


def probabilities(name: str, value, m: int) -> np.ndarray:
    """Numbers from 0 to 1 of shape (1, m)."""
    array = row(name, value)
    if array.shape[1] != m:
        raise complaint(
            f"{name} should have {m} entries", f"it has {array.shape[1]}", "use the same examples"
        )
    if array.dtype.kind not in "biuf" or not ((array >= 0) & (array <= 1)).all():
        raise complaint(
            f"{name} should hold probabilities, from 0 to 1", "some entries lie outside",
            "give the output of the sigmoid layer, and look for NaN",
        )  # fmt: skip
    return array.astype(float)


def two_names(classes) -> list[str]:
    """The names of label 0 and label 1."""
    if isinstance(classes, str) or len(classes) != 2:
        raise complaint("classes should be two names", f"it is {classes!r}", "use data.classes")
    return [str(name) for name in classes]


def image_stack(images) -> np.ndarray:
    """Images of shape (k, h, w) or (k, h, w, 3), k >= 1, integers 0..255 or floats in [0, 1]."""
    array = np.asarray(images)
    colour_is_last = array.ndim == 4 and array.shape[-1] == 3
    if not (array.ndim == 3 or colour_is_last) or not array.size or array.dtype.kind not in "iuf":
        raise complaint(
            "images should be numbers of shape (k, h, w) or (k, h, w, 3)",
            f"the shape is {array.shape} and the dtype {array.dtype}",
            "give the images before they are flattened, such as train_x[:16]",
        )
    white = 1 if array.dtype.kind == "f" else 255
    if not ((array >= 0) & (array <= white)).all():
        raise complaint(
            f"pixels of dtype {array.dtype} should lie between 0 and {white}",
            f"they go from {array.min()} to {array.max()}",
            "scale them, and look for NaN",
        )
    return array


def same_shape(function_name: str, result, shape: tuple[int, ...]) -> np.ndarray:
    """What a learner's element-wise function gave back, if it fits its input."""
    array = np.asarray(result)
    if array.shape == shape and array.dtype.kind in "iuf":
        return array
    raise complaint(
        f"{function_name} should give an array of shape {shape} for an input of that shape",
        f"it gave one of shape {array.shape}",
        f"pass check({function_name}) first",
    )


def first_of_pair(function_name: str, result):
    """A from a learner's (A, cache)."""
    if isinstance(result, tuple) and len(result) == 2:
        return result[0]
    raise complaint(
        f"{function_name} should return the pair (A, cache)",
        f"it returned {type(result).__name__}",
        f"pass check({function_name}) first",
    )
