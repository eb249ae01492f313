"""What crosses between the grader and the process that runs learners' code: data, never objects.

A message is a JSON manifest and the raw bytes of its arrays. Reading trusts nothing: sizes are
checked against the bytes that are there, kinds against a short list, depth and counts against
limits. Standard library and NumPy only; both sides load it.
"""

import json
import math
import os
import select
import struct
import time

import numpy as np

HEADER = struct.Struct("<II")  # bytes of the manifest, bytes of the arrays
LIMIT = 64 * 2**20
MAX_DEPTH, MAX_ITEMS = 40, 200_000
DTYPES = {char: np.dtype(char) for char in "?bhilqBHILQefd"}


class WireError(Exception):
    """What came is no message; the text says why."""


class TimedOut(WireError):
    """No whole message came in time."""


class Closed(WireError):
    """The other side is gone."""


def encode(value) -> bytes:
    """A message's bytes. value: None, bool, int, float, str, list, tuple, dict with str keys, arrays."""
    blobs = []
    manifest = json.dumps(_pack(value, blobs)).encode()
    body = b"".join(blobs)
    return HEADER.pack(len(manifest), len(body)) + manifest + body


def _pack(value, blobs):
    kind = type(value)  # the most frequent first
    if kind is str:
        return value
    if kind is tuple:  # JSON's plain lists
        return [_pack(item, blobs) for item in value]
    if kind is np.ndarray:
        if value.dtype.char not in DTYPES or not value.dtype.isnative:  # as what the other side can read
            value = value.astype(float if value.dtype.char == "g" else value.dtype.newbyteorder("="))
        blobs.append(value.tobytes())
        return {"a": [value.dtype.char, value.shape]}
    if isinstance(value, list):
        return {"l": [_pack(item, blobs) for item in value]}
    if isinstance(value, dict):
        return {"d": [[key, _pack(item, blobs)] for key, item in value.items()]}
    if kind is int and value.bit_length() > 60:
        return {"i": hex(value)}
    return value


def decode(manifest: bytes, body: bytes):
    """The value of a message. raises WireError for anything that is not one."""
    try:
        tree = json.loads(manifest)
    except (ValueError, RecursionError) as error:
        raise WireError(f"the manifest is not JSON: {error}") from None
    reader = _Reader(body)
    value = reader.read(tree, MAX_DEPTH)
    if reader.offset != len(body):
        raise WireError("there are more bytes than arrays")
    return value


class _Reader:
    def __init__(self, body):
        self.body, self.offset, self.items = body, 0, MAX_ITEMS

    def read(self, tree, depth):
        self.items -= 1
        if depth < 0 or self.items < 0:
            raise WireError("nested too deeply, or too many items")
        if type(tree) is list:
            return tuple([self.read(item, depth - 1) for item in tree])
        if type(tree) is not dict:  # JSON knows no more kinds: text, a number, true, false, null
            return tree
        if len(tree) != 1:
            raise WireError("an item of no known kind")
        ((kind, content),) = tree.items()
        if kind == "l" and isinstance(content, list):
            return [self.read(item, depth - 1) for item in content]
        if kind == "d" and isinstance(content, list):
            return dict(self._pair(pair, depth) for pair in content)
        if kind == "a":
            return self._array(content)
        if kind == "i" and isinstance(content, str) and len(content) < 400:
            try:
                return int(content, 16)
            except ValueError:
                pass
        raise WireError("an item of no known kind")

    def _pair(self, pair, depth):
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], str):
            raise WireError("a dictionary's entry is no pair")
        return pair[0], self.read(pair[1], depth - 1)

    def _array(self, content):
        if not isinstance(content, list) or len(content) != 2 or not isinstance(content[1], list):
            raise WireError("an array without type and shape")
        char, shape = content
        sound = isinstance(char, str) and char in DTYPES and len(shape) <= 32
        for length in shape:
            sound = sound and type(length) is int and 0 <= length <= LIMIT
        if not sound:
            raise WireError("an array of no known type or shape")
        dtype = DTYPES[char]
        size = math.prod(shape) * dtype.itemsize
        if size > len(self.body) - self.offset:
            raise WireError("an array larger than its bytes")
        data = self.body[self.offset : self.offset + size]
        self.offset += size
        try:
            return np.frombuffer(data, dtype).reshape(shape)
        except ValueError:  # no entries, and sides whose product no computer can count
            raise WireError("an array of impossible shape") from None


def send(descriptor: int, value) -> None:
    """Write one message; raises OSError where the other side is gone."""
    view = memoryview(encode(value))
    while view:
        view = view[os.write(descriptor, view) :]


def receive(descriptor: int, seconds: float | None = None):
    """Read one message, for at most so many seconds.

    raises  TimedOut, Closed, or WireError for what is no message
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    sizes = HEADER.unpack(_exactly(descriptor, HEADER.size, deadline))
    if sum(sizes) > LIMIT:
        raise WireError("the message is too large")
    manifest = _exactly(descriptor, sizes[0], deadline)
    return decode(manifest, _exactly(descriptor, sizes[1], deadline))


def _exactly(descriptor, count, deadline):
    pieces = []
    while count:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise TimedOut("no answer in time")
        try:
            piece = os.read(descriptor, min(count, 2**20))
        except ConnectionError:
            piece = b""
        if not piece:
            raise Closed("the process is gone")
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)
