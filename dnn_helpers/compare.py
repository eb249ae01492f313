"""The first difference between what came and what was expected, in a fixed order.

Both sides are plain records (attempt.Node). Shapes are compared before values and nothing is
ever broadcast: (3,) is not (3, 1).
"""

from dataclasses import dataclass

import numpy as np

from .attempt import Node

RTOL, ATOL = 1e-6, 1e-8
# What is looked at first. A later stage is only asked where all earlier ones agree.
NARROW = ("float32", "float16")  # NumPy's own scalars of less than double precision
STAGES = ("none", "kind", "length", "keys", "type", "shape", "dtype", "finite", "value")


@dataclass(frozen=True)
class Difference:
    """One place where two results differ.

    stage     one of STAGES
    path      where in the result: indices and keys from the outside in
    actual    the node that came (None where a key is missing)
    expected  the node that was expected (None where a key is too many)
    index     for "finite" and "value": the first entry that differs
    """

    stage: str
    path: tuple
    actual: Node | None
    expected: Node | None
    index: tuple = ()

    @property
    def rank(self) -> int:
        return STAGES.index(self.stage)


def differences(actual: Node, expected: Node, *, extra_keys=False, rtol=RTOL, atol=ATOL, path=()):
    """All differences, at most one a leaf, ordered by stage and then by place."""
    found = list(_walk(actual, expected, extra_keys, rtol, atol, path))
    return sorted(found, key=lambda difference: difference.rank)


def same(actual: Node, expected: Node, **options) -> bool:
    """Whether the two agree within the tolerances."""
    return next(_walk(actual, expected, **({"extra_keys": False} | options)), None) is None


def _walk(actual, expected, extra_keys, rtol=RTOL, atol=ATOL, path=()):
    if expected.kind in ("array", "number"):
        stage, index = _numbers(actual, expected, rtol, atol)
        if stage:
            yield Difference(stage, path, actual, expected, index)
    elif actual.kind != expected.kind:
        yield Difference("none" if actual.kind == "none" else "kind", path, actual, expected)
    elif expected.kind == "dict":
        yield from _dicts(actual, expected, extra_keys, rtol, atol, path)
    elif expected.kind in ("tuple", "list"):
        if len(actual.items) != len(expected.items):
            yield Difference("length", path, actual, expected)
        else:
            for i, pair in enumerate(zip(actual.items, expected.items)):
                yield from _walk(*pair, extra_keys, rtol, atol, (*path, i))
    elif actual.value != expected.value or (expected.kind == "other" and actual.type != expected.type):
        yield Difference("value", path, actual, expected)


def _dicts(actual, expected, extra_keys, rtol, atol, path):
    mine = dict(zip(actual.keys, actual.items))
    for key, item in zip(expected.keys, expected.items):
        if key in mine:
            yield from _walk(mine[key], item, extra_keys, rtol, atol, (*path, key))
        else:
            yield Difference("keys", (*path, key), None, item)
    if not extra_keys:
        for key in actual.keys:
            if key not in expected.keys:
                yield Difference("keys", (*path, key), mine[key], None)


def _numbers(actual, expected, rtol, atol):
    """The first stage at which two numbers or arrays differ, and the entry; None where they agree.

    A Python number, a NumPy scalar and a 0-d array are one kind of thing.
    """
    if actual.kind == "none":
        return "none", ()
    if actual.kind not in ("array", "number"):
        return "kind", ()
    a, e = np.asarray(actual.value), np.asarray(expected.value)
    if a.shape != e.shape:
        return "shape", ()
    if actual.kind == "array" and actual.type != "ndarray":
        return "type", ()
    if not _kinds_agree(a.dtype, e.dtype) or (actual.type in NARROW and expected.kind == "number"):
        return "dtype", ()
    if a.dtype == e.dtype and a.tobytes() == e.tobytes():  # the common case, and the cheapest question
        return None, ()
    return _values(actual, expected, rtol, atol)


def _kinds_agree(actual, expected):
    """Floats stay float64 (never float32); whole numbers may be bool, int or float."""
    if expected.kind == "f":
        return actual.kind == "f" and actual.itemsize >= expected.itemsize
    return actual.kind in "biuf"


def differing(actual: Node, expected: Node, rtol=RTOL, atol=ATOL) -> np.ndarray:
    """For two numbers or arrays of one shape: where they differ, entry by entry."""
    a, e = np.asarray(actual.value, dtype=float), np.asarray(expected.value, dtype=float)
    with np.errstate(all="ignore"):
        close = (np.abs(a - e) <= atol + rtol * np.abs(e)) & np.isfinite(e)
        if not close.all():  # a wrong version may give inf or nan itself
            close |= (a == e) | (np.isnan(a) & np.isnan(e))
    return ~close


def _values(actual, expected, rtol, atol):
    wrong = differing(actual, expected, rtol, atol)
    if not wrong.any():
        return None, ()
    a, e = np.asarray(actual.value), np.asarray(expected.value)
    wild = ~np.isfinite(a) & np.isfinite(e)
    stage, worst = ("finite", wild) if wild.any() else ("value", wrong)
    index = np.unravel_index(np.argmax(worst), a.shape)
    return stage, tuple(int(i) for i in index)
