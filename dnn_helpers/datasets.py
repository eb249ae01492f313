"""Image data sets in the course's HDF5 layout, checked before anybody trains on them.

A file holds `train_set_x`, `train_set_y`, `test_set_x`, `test_set_y` and `list_classes`; the
course itself ships the train and the test half as two files. Every fault of a file is raised as
a `DatasetError` whose one sentence says what was expected, what came and what to do.
"""

import difflib
import math
import os
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .needs import needed_packages

with needed_packages():
    import h5py

KEYS = ("train_set_x", "train_set_y", "test_set_x", "test_set_y", "list_classes")


class DatasetError(ValueError):
    """A data set that cannot be used; the message is one sentence for the reader."""


class Dataset(NamedTuple):
    """Two sets of labelled images.

    train_x  (m_train, h, w) or (m_train, h, w, 3)  images as stored, integers or floats
    train_y  (1, m_train)  int64 labels, 0 or 1
    test_x   (m_test, h, w) or (m_test, h, w, 3)  images of the same size as train_x
    test_y   (1, m_test)   int64 labels, 0 or 1
    classes  the two class names: classes[0] is the name of label 0
    """

    train_x: np.ndarray
    train_y: np.ndarray
    test_x: np.ndarray
    test_y: np.ndarray
    classes: tuple[str, str]


def load_dataset(path, test_path=None) -> Dataset:
    """Read one HDF5 file with all five keys, or a train file and a test file.

    path       a file with train_set_x, train_set_y, list_classes (and the test keys, if alone)
    test_path  a file with test_set_x, test_set_y, where the test set is a file of its own

    Raises DatasetError where a file is missing, a folder, not HDF5, truncated or larger than memory,
    where a key is missing, where a shape, a dtype, a pixel or a label is not what it should be, where
    the train and test images differ in size, and where there are not two classes.
    """
    test_path = path if test_path is None else test_path
    with _opened(path) as file:
        train_x, train_y = _labelled_images(file, "train")
        classes = _classes(file)
    with _opened(test_path) as file:
        test_x, test_y = _labelled_images(file, "test")
        if "list_classes" in file:
            _check_same_classes(classes, _classes(file), Path(test_path).name)
    if train_x.shape[1:] != test_x.shape[1:]:
        raise DatasetError(
            f"Train and test images must have one size, but train_set_x has images of shape "
            f"{train_x.shape[1:]} and test_set_x of shape {test_x.shape[1:]}: "
            f"resize one of them or use the two files that belong together."
        )
    return Dataset(train_x, train_y, test_x, test_y, classes)


def load_digits() -> Dataset:
    """The packaged data set: 1437 train and 360 test images of digits, 8 x 8, odd (1) or even (0).

    Raises DatasetError as `load_dataset` does, should the installed file be damaged.
    """
    packaged = resources.files("dnn_helpers") / "data" / "digits.h5"
    with resources.as_file(packaged) as path:
        return load_dataset(path)


def spirals(count: int = 160, turns: float = 8.0):
    """Two arms of points in the plane, wound round each other: no straight line parts them.

    count    points in all
    turns    how far the arms are wound, in radians
    returns  X (2, count) and labels Y (1, count), 0 or 1; the same points every time
    """
    Y = np.arange(count).reshape(1, -1) % 2
    along = np.linspace(0.3, 1.0, count)
    angle = turns * along + np.pi * Y[0]
    noise = np.random.RandomState(2).randn(2, count)
    return 3 * np.vstack([along * np.cos(angle), along * np.sin(angle)]) + 0.1 * noise, Y


def flatten(images) -> np.ndarray:
    """One column an image, pixels scaled to [0, 1].

    images  (m, h, w) or (m, h, w, 3)  integers 0..255, divided by 255, or floats in [0, 1]

    Returns X of shape (h * w * channels, m), float64. Raises DatasetError for other shapes,
    dtypes and pixel values.
    """
    images = np.asarray(images)
    _check_images("images", images)
    columns = images.reshape(images.shape[0], -1).T.astype(np.float64)
    if images.dtype.kind in "iu":
        return np.divide(columns, 255.0, out=columns)  # in place: X is the largest array there is
    if columns.min() < 0.0 or columns.max() > 1.0:
        raise DatasetError(
            f"Float pixels must lie in [0, 1], but these lie between {columns.min():g} and "
            f"{columns.max():g}: scale them first, for instance images / images.max()."
        )
    return columns


@contextmanager
def _opened(path):
    """The open file of `path`; whatever HDF5 has against it becomes a DatasetError."""
    _check_is_hdf5(Path(path))
    try:
        with h5py.File(path, "r") as file:
            yield file
    except OSError as error:
        raise DatasetError(
            f"{Path(path).name} should be a whole HDF5 file, but it cannot be read to its end "
            f"(it is truncated or damaged): download or copy it again."
        ) from error


def _check_is_hdf5(path: Path) -> None:
    if not path.exists():
        raise DatasetError(
            f"There should be an HDF5 file at {path}, but nothing is there: "
            f"check the spelling and the working folder, {Path.cwd().name}."
        )
    if path.is_dir():
        raise DatasetError(
            f"{path} should be an HDF5 file, but it is a folder: "
            f"give the path of a file in it, such as {path.name}/train.h5."
        )
    if not h5py.is_hdf5(path):
        raise DatasetError(
            f"{path.name} should be an HDF5 file, but it does not begin like one "
            f"({path.stat().st_size} bytes, perhaps a web page saved under that name): "
            f"download the .h5 file itself again."
        )


def _read(file: h5py.File, key: str) -> np.ndarray:
    """The whole array of a key, if the key is there and memory has room for it."""
    stored, name = file.get(key), Path(file.filename).name
    if not isinstance(stored, h5py.Dataset):
        keys = ", ".join(sorted(file)) or "none at all"
        raise DatasetError(f"{name} should have the key {key}, but has {keys}: {_advice(key, file)}.")
    if stored.shape is None:
        raise DatasetError(f"{name} should hold an array as {key}, but there it is empty: save it again.")
    needed = math.prod(stored.shape) * (stored.dtype.itemsize + 8)  # as stored, and again as float64
    try:
        if needed > (room := _memory()):
            raise MemoryError
        return stored[()]
    except MemoryError:
        raise DatasetError(
            f"{name} should fit into memory, but its {key} of shape {stored.shape} needs "
            f"{needed / 1e9:,.1f} GB, as stored and again as float64, and there is "
            f"{f'only {room / 1e9:.1f} GB' if room < math.inf else 'less'}: save fewer or smaller images."
        ) from None


def _advice(key: str, file: h5py.File) -> str:
    """What to do about a missing key: mend a name that comes near, give the half that is missing."""
    strangers = {name.lower(): name for name in file if name not in KEYS}
    for near in difflib.get_close_matches(key, strangers, n=1):
        return f"rename {strangers[near]} to {key}"
    part = key.partition("_")[0]
    if part != "list" and not any(name.startswith(part) for name in file):
        return "give both files, as load_dataset(train, test)"
    return "save that array under this name"


def _memory() -> float:
    """The bytes that the machine has, or its container may use; infinite where neither says."""
    limits, share = [math.inf], Path("/sys/fs/cgroup/memory.max")
    if hasattr(os, "sysconf"):  # not on Windows: there NumPy itself says when it is too much
        limits.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    if share.exists() and (text := share.read_text().strip()).isdigit():
        limits.append(int(text))
    return min(limits)


def _labelled_images(file: h5py.File, part: str) -> tuple[np.ndarray, np.ndarray]:
    x_key, y_key = f"{part}_set_x", f"{part}_set_y"
    images, labels = _read(file, x_key), _read(file, y_key)
    _check_images(x_key, images)
    labels = _row_of_labels(y_key, labels)
    if labels.shape[1] != images.shape[0]:
        raise DatasetError(
            f"{y_key} should hold one label for each image, but there are {images.shape[0]} "
            f"images in {x_key} and {labels.shape[1]} labels: save both from the same examples."
        )
    return images, labels


def _check_images(name: str, images: np.ndarray) -> None:
    """Shape, then dtype, then values: each test may rely on the ones before it."""
    colour_is_last = images.ndim == 4 and images.shape[-1] == 3
    if not (images.ndim == 3 or colour_is_last) or images.size == 0:
        raise DatasetError(
            f"{name} should have the shape (m, h, w) or (m, h, w, 3) with at least one image, "
            f"but it has the shape {images.shape}: put the examples first and the colours last."
        )
    if images.dtype.kind not in "iuf":
        raise DatasetError(
            f"{name} should hold integers or floats, but its dtype is {images.dtype}: "
            f"convert the pixels, for instance with astype('uint8')."
        )
    if images.dtype.kind == "f" and not np.isfinite(images).all():
        count = int(np.sum(~np.isfinite(images)))
        raise DatasetError(
            f"{name} should hold finite pixels only, but {count} of them are NaN or infinite: "
            f"repair or leave out those images."
        )
    if images.dtype.kind in "iu" and (images.min() < 0 or images.max() > 255):
        raise DatasetError(
            f"{name} should hold integers from 0 to 255, but they lie between {images.min()} "
            f"and {images.max()}: rescale the pixels."
        )


def _row_of_labels(name: str, labels: np.ndarray) -> np.ndarray:
    """Labels stored as (m,) or (1, m), as (1, m) of int64."""
    if not (labels.ndim == 1 or (labels.ndim == 2 and labels.shape[0] == 1)):
        raise DatasetError(
            f"{name} should have the shape (m,) or (1, m), but it has the shape {labels.shape}: "
            f"reshape it to (1, m)."
        )
    if labels.dtype.kind not in "iufb" or not np.isin(labels, (0, 1)).all():
        strangers = [label for label in np.unique(labels) if label not in (0, 1)]
        shown = ", ".join(str(label) for label in strangers[:3])
        raise DatasetError(
            f"{name} should hold the labels 0 and 1 only, but it also holds {shown}: "
            f"choose two classes and number them 0 and 1."
        )
    return labels.reshape(1, -1).astype(np.int64)


def _classes(file: h5py.File) -> tuple[str, str]:
    stored = np.ravel(_read(file, "list_classes"))
    names = tuple(n.decode("utf-8", "replace") if isinstance(n, bytes) else str(n) for n in stored)
    if len(names) != 2:
        raise DatasetError(
            f"list_classes should name two classes, the one of label 0 and the one of label 1, "
            f"but it names {len(names)}: keep the two that the labels stand for."
        )
    return names


def _check_same_classes(train_classes, test_classes, test_name: str) -> None:
    if train_classes != test_classes:
        raise DatasetError(
            f"Train and test file should name the same classes, but {test_name} names "
            f"{', '.join(test_classes)} instead of {', '.join(train_classes)}: "
            f"use the two files that belong together."
        )
