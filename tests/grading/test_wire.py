"""What crosses is data: it arrives as it was sent, and anything else is refused in words."""

import json
import os
import random

import numpy as np
import pytest

from dnn_helpers import attempt
from dnn_helpers.exercises import BY_NAME
from dnn_helpers.grading import records, wire

VALUES = [
    None, True, 7, -2.5, float("inf"), "text", 2**200, (1, (2, [3])), {"a": {"b": ()}},
    np.arange(6.0).reshape(2, 3), np.zeros((0, 3)), np.array(3), np.array([True, False]),
    np.arange(4, dtype=np.float32)[::2],
]  # fmt: skip


def sent(value):
    reader, writer = os.pipe()
    try:
        wire.send(writer, value)
        return wire.receive(reader, 5)
    finally:
        os.close(reader)
        os.close(writer)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_arrives_as_it_was_sent(value):
    came = sent(value)
    if isinstance(value, np.ndarray):
        assert came.dtype == value.dtype and came.shape == value.shape and np.array_equal(came, value)
    else:
        assert came == value and type(came) is type(value)


def test_nan_arrives_as_nan():
    assert np.isnan(sent(np.array([np.nan]))[0])


def test_a_whole_record_crosses_unchanged():
    exercise = BY_NAME["L_model_backward"]
    cases = exercise.cases(np.random.default_rng(0))
    record = attempt.run(exercise.reference, cases)
    assert repr(records.from_data(sent(records.to_data(record)))) == repr(record)


def test_nothing_in_time_is_a_time_out_and_a_closed_pipe_is_the_end():
    reader, writer = os.pipe()
    with pytest.raises(wire.TimedOut):
        wire.receive(reader, 0.05)
    os.close(writer)
    with pytest.raises(wire.Closed):
        wire.receive(reader, 5)
    os.close(reader)


@pytest.mark.parametrize("manifest, body", [
    (b"not json", b""),
    (b'[{"x": 1}]', b""),
    (b'{"x": 1}', b""),
    (b'{"a": ["d", [1000000000000]]}', b""),
    (b'{"a": ["d", [-1]]}', b""),
    (b'{"a": ["O", [1]]}', bytes(8)),
    (b'{"a": ["d", [1]]}', bytes(16)),
    (b'{"d": [[1, 2]]}', b""),
    (b'{"i": "zz"}', b""),
    (b"[" * 60 + b"1" + b"]" * 60, b""),
    (b"[" * 100_000, b""),
])  # fmt: skip
def test_what_is_no_message_is_refused(manifest, body):
    with pytest.raises(wire.WireError):
        wire.decode(manifest, body)


def test_a_message_that_claims_to_be_huge_is_refused_before_it_is_read():
    reader, writer = os.pipe()
    os.write(writer, wire.HEADER.pack(2**31, 2**31))
    with pytest.raises(wire.WireError, match="too large"):
        wire.receive(reader, 5)
    os.close(reader)
    os.close(writer)


def test_twenty_thousand_damaged_messages_do_no_harm():
    """Every one is refused as a WireError or a BadRecord, or is a record; nothing else happens."""
    exercise = BY_NAME["linear_backward"]
    record = attempt.run(exercise.reference, exercise.cases(np.random.default_rng(0))[:2])
    whole = wire.encode(records.to_data(record))
    sizes = wire.HEADER.unpack(whole[: wire.HEADER.size])
    manifest, body = whole[wire.HEADER.size :][: sizes[0]], whole[wire.HEADER.size + sizes[0] :]
    dice = random.Random(1)
    refused = 0
    for _ in range(20_000):
        damaged = bytearray(manifest)
        for _ in range(dice.randint(1, 4)):
            place = dice.randrange(len(damaged))
            action = dice.random()
            if action < 0.5:
                damaged[place] = dice.choice(b'[]{}",0123456789aldti:')
            elif action < 0.8:
                del damaged[place : place + dice.randint(1, 5)]
            else:
                damaged[place:place] = dice.choice([b"[", b"]", b"9", b'"', b"null", b"-"])
        try:
            records.from_data(wire.decode(bytes(damaged), body))
        except (wire.WireError, records.BadRecord):
            refused += 1
    assert 10_000 < refused < 20_000


@pytest.mark.parametrize("data", [
    None, 5, (), ((), (), ()), (("returned",), ()), ((("returned", None, None, None, ""),), ()),
    (((("x",), None, None, None, ""),), ()), ((), (5,)),
])  # fmt: skip
def test_data_that_is_no_record_is_refused(data):
    with pytest.raises(records.BadRecord):
        records.from_data(json.loads(json.dumps(data)) if data is None else data)


def test_a_dictionary_where_a_list_belongs_is_no_record():
    """Slices are keys from Python 3.12 on: cutting a dictionary is a KeyError there."""
    with pytest.raises(records.BadRecord):
        records.from_data(((), {"a": 1}))


def test_an_array_of_no_entries_and_impossible_sides_is_no_message():
    shape = [0] + [2**26] * 31
    with pytest.raises(wire.WireError):
        wire.decode(json.dumps({"a": ["d", shape]}).encode(), b"")
