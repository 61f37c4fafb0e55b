"""Rows as they travel: whatever a column can hold comes back; what it cannot hold is refused."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.entities import SYNCED, TABLES
from app.models.rows import (
    RowError,
    decode_row,
    decode_rows,
    decode_value,
    decoders,
    encode,
    encode_row,
)
from app.models.types import UtcDateTime
from tests import laptops

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
ZONES = st.integers(-12, 12).map(lambda h: timezone(timedelta(hours=h)))
MOMENTS = st.datetimes(datetime(1900, 1, 3), datetime(2199, 12, 30), timezones=ZONES)  # noqa: DTZ001
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, width=32) | TEXT
JSON = st.recursive(
    SCALARS.filter(lambda v: v not in (math.inf, -math.inf)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


def values_of(column: sa.Column[Any]) -> st.SearchStrategy[Any]:
    kinds: tuple[tuple[type, st.SearchStrategy[Any]], ...] = (
        (UtcDateTime, MOMENTS),
        (sa.Uuid, st.uuids()),
        (sa.Boolean, st.booleans()),
        (sa.BigInteger, st.integers(-(2**63), 2**63 - 1)),
        (sa.Integer, st.integers(-(2**31), 2**31 - 1)),
        (sa.Float, st.floats(allow_nan=False, allow_infinity=False)),
        (sa.Date, st.dates(date(1900, 1, 1), date(2199, 12, 31))),
        (sa.JSON, st.dictionaries(TEXT, JSON, max_size=3) | st.lists(JSON, max_size=3)),
        (sa.Text, TEXT),
    )
    found = next(s for kind, s in kinds if isinstance(column.type, kind))
    return st.none() | found if column.nullable else found


def rows_of(entity: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({c.name: values_of(c) for c in TABLES[entity].columns})


@pytest.mark.parametrize("entity", [cls.__tablename__ for cls in SYNCED])
def test_every_row_comes_back(entity: str) -> None:
    @settings(max_examples=15, deadline=None)
    @given(rows_of(entity))
    def comes_back(row: dict[str, Any]) -> None:
        travelled = json.loads(json.dumps(encode_row(row), allow_nan=False))
        assert decode_row(TABLES[entity], travelled) == row

    comes_back()


def test_moments_travel_in_utc() -> None:
    moment = datetime(2026, 11, 21, 10, 0, tzinfo=timezone(timedelta(hours=7)))
    assert encode(moment) == "2026-11-21T03:00:00Z"
    assert decode_value(TABLES["business"], "created_at", "2026-11-21T03:00:00Z") == moment


def test_fields_of_a_newer_program_are_kept() -> None:
    row = laptops.row_of("business", "a", extra={"old": 1})
    data = {**encode_row(row), "halal_score": 3}
    assert decode_row(TABLES["business"], data)["extra"] == {"old": 1, "halal_score": 3}


def test_a_key_that_is_known_is_not_taken_from_the_data() -> None:
    row = laptops.row_of("business", "a")
    for said in (encode_row(row), {**encode_row(row), "id": "bukan kunci"}, {"id": None}):
        data = {**encode_row(row), **said}
        assert decode_row(TABLES["business"], data, UUID(int=5))["id"] == UUID(int=5)


BAD: list[tuple[str, str, Any]] = [
    ("business", "name", 5),
    ("business", "name", None),
    ("business", "name", "a\x00b"),
    ("business", "name", "\ud800"),
    ("business", "deleted", 0),
    ("business", "deleted", "false"),
    ("business", "created_at", "2026-11-21T03:00:00"),
    ("business", "created_at", "kemarin"),
    ("business", "created_at", "0001-01-01T00:00:00+14:00"),
    ("business", "created_at", "9999-12-31T23:59:59-12:00"),
    ("business", "created_by", "bukan-kunci"),
    ("business", "created_by", 12),
    ("business", "extra", "teks"),
    ("business", "extra", {"a": math.nan}),
    ("business", "extra", {"a": ["b", {"c\x00": 1}]}),
    ("business", "extra", {"a": "\udfff"}),
    ("product", "price", True),
    ("product", "price", 1.5),
    ("product", "price", 2**63),
    ("product", "shelf_life_days", 2**31),
    ("product", "shelf_life_days", -(2**31) - 1),
    ("photo", "latitude", math.nan),
    ("photo", "latitude", math.inf),
    ("photo", "latitude", "6,2"),
    ("photo", "sharpness", 10**400),
    ("certificate", "issued_on", "2026-02-30"),
]


@pytest.mark.parametrize(("entity", "field", "value"), BAD)
def test_what_does_not_fit_is_refused_by_name(entity: str, field: str, value: Any) -> None:
    with pytest.raises(RowError, match=field):
        decode_value(TABLES[entity], field, value)


def test_a_backslash_is_not_a_nul() -> None:
    text = {"a": "\\u0000"}
    assert decode_value(TABLES["business"], "extra", text) == text


def test_unknown_fields_are_refused_when_no_database_could_hold_them() -> None:
    data = {**encode_row(laptops.row_of("business", "a")), "new\x00field": 1}
    with pytest.raises(RowError):
        decode_row(TABLES["business"], data)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
COLUMNS = [
    (e, c) for e in ("business", "photo", "assessment", "product") for c in decoders(TABLES[e])
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(COLUMNS), ANYTHING)
def test_nothing_but_a_row_error(column: tuple[str, str], value: Any) -> None:
    entity, name = column
    try:
        decoded = decode_value(TABLES[entity], name, value)
    except RowError:
        return
    json.dumps(encode(decoded), allow_nan=False)


def test_naive_moments_are_a_bug() -> None:
    bind = UtcDateTime().process_bind_param
    with pytest.raises(ValueError, match="time zone"):
        bind(datetime(2026, 1, 1), sa.create_engine("sqlite://").dialect)  # noqa: DTZ001
    assert bind(datetime(2026, 1, 1, tzinfo=UTC), sa.create_engine("sqlite://").dialect)
    assert encode(UUID(int=1)) == "0" * 31 + "1"
    assert encode(date(2026, 1, 2)) == "2026-01-02"


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, 1, 1.0, 2**40, "", "\x00", "\ud800", "x" * 600, "x" * 20_001, [], {}, "2026"]
)


def pairs(row: dict[str, Any], but: dict[str, Any]) -> dict[str, Any]:
    """A new row as it travels in a batch: all columns but its key, each with a version."""
    told = {n: encode(v) for n, v in row.items() if n != "id"}
    return {n: (v, 0) for n, v in sorted({**told, **but}.items())}


@pytest.mark.parametrize("entity", [cls.__tablename__ for cls in SYNCED])
def test_rows_read_together_are_those_read_one_by_one(entity: str) -> None:
    """Whatever stands in them: refused together, each of them is looked at by itself."""
    names = st.sampled_from([c.name for c in TABLES[entity].columns if c.name != "id"])
    spoiled = st.tuples(rows_of(entity), st.dictionaries(names, ODD, max_size=1))

    @settings(max_examples=20, deadline=None)
    @given(st.lists(spoiled, min_size=1, max_size=4))
    def alike(rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
        table = TABLES[entity]
        keys, told = [row["id"] for row, _ in rows], [pairs(*row) for row in rows]
        each = [{n: v for n, (v, _) in row.items()} for row in told]
        try:
            found = decode_rows(table, keys, told)
        except RowError:
            assert any(but for _, but in rows), "good rows are read together"
            return
        assert found == [decode_row(table, row, k) for row, k in zip(each, keys, strict=True)]

    alike()


@pytest.mark.parametrize("change", [{"baru": (1, 0)}, {"name": None}])
def test_rows_of_other_programs_are_read_one_by_one(change: dict[str, Any]) -> None:
    whole = pairs(laptops.row_of("business", "a"), {})
    other = {n: v for n, v in {**whole, **change}.items() if v is not None}
    for rows in ([other], [whole, other]):
        with pytest.raises(RowError):
            decode_rows(TABLES["business"], [UUID(int=n) for n in range(len(rows))], rows)
