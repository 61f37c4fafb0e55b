"""Messages: they come back as they were, and nothing else is taken for one."""

from __future__ import annotations

import json
import zlib
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.protocol import wire
from app.protocol.wire import Ack, Answer, Batch, Change, Item, Request, WireError

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
COUNTS = st.integers(0, 2**62 - 1)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
ROWS = st.dictionaries(TEXT, JSON, max_size=4)
CHANGES = st.builds(
    Change,
    TEXT,
    st.uuids(),
    st.dictionaries(TEXT, st.tuples(JSON, COUNTS).map(list), max_size=4),
    st.booleans(),
    COUNTS,
    st.booleans(),
)
BATCHES = st.builds(Batch, COUNTS, TEXT, st.lists(CHANGES, max_size=3).map(tuple))
ACKS = st.builds(
    Ack,
    TEXT,
    st.uuids(),
    st.sampled_from(["ok", "conflict", "rejected", "held"]),
    COUNTS,
    st.lists(TEXT, max_size=3).map(tuple),
    TEXT,
    st.none() | ROWS,
    st.dictionaries(TEXT, st.tuples(TEXT, TEXT), max_size=2),
)
ITEMS = st.builds(Item, TEXT, st.uuids(), COUNTS, st.none() | ROWS)
REQUESTS = st.builds(
    Request,
    TEXT,
    st.uuids(),
    st.integers(0, 2**31 - 1),
    TEXT,
    st.none() | TEXT.map(str.encode),
    st.dictionaries(TEXT, COUNTS, max_size=3),
    st.integers(1, wire.MAX_PAGE),
    TEXT,
    st.integers(1, wire.MAX_PAGES),
    st.integers(0, 2**31 - 1),
    st.builds(
        wire.Outlook,
        *(st.integers(0, 2**31 - 1) for _ in range(4)),
        st.lists(st.text("0123456789.", max_size=12), max_size=3).map(tuple),
    ),
)
ANSWERS = st.builds(
    Answer,
    acks=st.lists(ACKS, max_size=3).map(tuple),
    items=st.lists(ITEMS, max_size=3).map(tuple),
    cursors=st.dictionaries(TEXT, COUNTS, max_size=3),
    more=st.booleans(),
    scopes=st.lists(TEXT, max_size=3).map(tuple),
    roles=st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
    epoch=TEXT,
    server_now=TEXT,
    delegation=TEXT,
    applied_no=COUNTS,
    problem=TEXT,
    receipt=st.binary(max_size=20),
    digest=st.dictionaries(TEXT, st.tuples(COUNTS, st.integers(-(2**63), 2**63 - 1)), max_size=2),
    app=TEXT,
    upgrade=TEXT,
    recipient=TEXT,
    settled=st.lists(st.tuples(TEXT, st.uuids(), st.booleans()), max_size=2).map(tuple),
)
KINDS: dict[Any, Any] = {
    Change: CHANGES,
    Batch: BATCHES,
    Ack: ACKS,
    Item: ITEMS,
    Request: REQUESTS,
    Answer: ANSWERS,
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: str(k.__name__))
def test_messages_come_back(kind: Any) -> None:
    @settings(max_examples=60)
    @given(KINDS[kind])
    def comes_back(message: Any) -> None:
        assert kind.from_json(wire.unpack(wire.pack(message.to_json()))) == message

    comes_back()


@settings(max_examples=60)
@given(st.lists(ANSWERS, min_size=1, max_size=4), st.integers(1, 40))
def test_a_stream_comes_back_however_it_is_cut_up(answers: list[Answer], size: int) -> None:
    stream = b"".join(wire.pack_frames(a.to_json() for a in answers))
    chunks = [stream[i : i + size] for i in range(0, len(stream), size)]
    assert [Answer.from_json(f) for f in wire.unpack_frames(chunks)] == answers


@settings(max_examples=40)
@given(st.lists(JSON, min_size=1, max_size=4), st.data())
def test_a_stream_that_ends_early_gives_what_was_whole(values: list[Any], data: Any) -> None:
    stream = b"".join(wire.pack_frames(values))
    cut = data.draw(st.integers(0, len(stream) - 1))
    got: list[Any] = []
    with pytest.raises(WireError):
        got.extend(wire.unpack_frames([stream[:cut]]))
    assert got == values[: len(got)]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: str(k.__name__))
def test_anything_else_is_a_wire_error(kind: Any) -> None:
    @settings(max_examples=80)
    @given(ANYTHING)
    def refused(value: Any) -> None:
        with pytest.raises(WireError):
            kind.from_json(value)

    refused()


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: str(k.__name__))
def test_a_field_of_another_shape_is_a_wire_error_or_read(kind: Any) -> None:
    @settings(max_examples=80)
    @given(KINDS[kind], st.data())
    def only_wire_errors(message: Any, data: st.DataObject) -> None:
        body = json.loads(json.dumps(message.to_json()))
        key = data.draw(
            st.sampled_from(sorted(body) if isinstance(body, dict) else range(len(body)))
        )
        if data.draw(st.booleans()) and isinstance(body, dict):
            del body[key]
        else:
            body[key] = data.draw(ANYTHING)
        try:
            read = kind.from_json(body)
        except WireError:
            return
        read.to_json()

    only_wire_errors()


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_random_bytes_are_no_message(data: bytes) -> None:
    for bytes_ in (data, zlib.compress(data)):
        try:
            wire.unpack(bytes_)
        except WireError:
            continue
        json.loads(data)  # compressed by chance of what was drawn: then it is JSON


@pytest.mark.parametrize(
    "text",
    [
        b"NaN",
        b"[Infinity]",
        b"-Infinity",
        b"1" * 5_000,
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'"\xff"',
        b"",
    ],
)
def test_json_no_database_would_hold(text: bytes) -> None:
    with pytest.raises(WireError):
        wire.unpack(zlib.compress(text))


def test_bombs_are_refused_before_they_grow() -> None:
    bomb = zlib.compress(b" " * (wire.MAX_UNPACKED + 1) + b"1")
    assert len(bomb) < 20_000
    with pytest.raises(WireError):
        wire.unpack(bomb)
    with pytest.raises(WireError):
        wire.unpack(zlib.compress(bytes(100)), 99)
    assert wire.unpack(zlib.compress(b"[1]"), 3) == [1]


@given(BATCHES, st.data())
def test_a_cut_message_is_refused(batch: Batch, data: st.DataObject) -> None:
    packed = wire.pack(batch.to_json())
    end = data.draw(st.integers(0, len(packed) - 1))
    with pytest.raises(WireError):
        wire.unpack(packed[:end])


def test_something_behind_a_message_is_refused() -> None:
    with pytest.raises(WireError):
        wire.unpack(wire.pack([]) + b"x")


def test_limits() -> None:
    change = Change("business", UUID(int=1), {}, new=True, lver=1)
    at_most = Batch(1, "", (change,) * wire.MAX_CHANGES)
    assert Batch.from_json(at_most.to_json()) == at_most
    with pytest.raises(WireError):
        Batch.from_json(Batch(1, "", (change,) * (wire.MAX_CHANGES + 1)).to_json())
    request = Request("1", UUID(int=1), 1, "", None, {}, 10**9, "")
    assert Request.from_json(request.to_json()).limit == wire.MAX_PAGE
    for wrong in (-1, 2**62, True, 1.0, "1", None):
        with pytest.raises(WireError):
            Request.from_json({**request.to_json(), "limit": wrong})
    with pytest.raises(WireError):
        Request.from_json({**request.to_json(), "proto": wire.PROTO + 1})


def test_one_spelling() -> None:
    assert wire.canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
    assert (
        wire.batch_hash(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def test_unknown_keys_of_a_newer_centre_are_passed_over() -> None:
    answer = Answer((), (), {}, more=False, scopes=(), roles=(), epoch="e", server_now="n")
    assert Answer.from_json({**answer.to_json(), "weather": {"31": [1, 2]}}) == answer
    older = {k: v for k, v in answer.to_json().items() if k not in {"delegation", "problem"}}
    assert Answer.from_json(older) == answer
