"""Rows as they travel: column values to JSON and back, by the column's own type."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.models.types import UtcDateTime

Decoder = Callable[[Any], Any]

MAX_TEXT = 20_000
MAX_KEY = 500
MAX_JSON = 256 * 1024
MAX_DEPTH = 24
_YEARS = range(1900, 2200)
"""Limits on what one value may be: a row that breaks a reader would stop everyone's sync."""


BAD_VALUE = (TypeError, ValueError, OverflowError, RecursionError)
"""What a decoder raises for a value that does not fit."""


class RowError(ValueError):
    """A value that does not fit its column; the text names the field."""


def encode(value: Any) -> Any:
    """A Python value as JSON."""
    encoder = _ENCODERS.get(type(value))
    return encoder(value) if encoder else value


def _encode_moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


_ENCODERS: Mapping[type, Callable[[Any], str]] = {
    UUID: lambda value: value.hex,
    datetime: _encode_moment,
    date: date.isoformat,
}


def encode_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON; what is None is left out, so an absent field means None."""
    return {name: encode(value) for name, value in row.items() if value is not None}


def _typed(kind: type | tuple[type, ...]) -> Decoder:
    def decode_typed(value: Any) -> Any:
        if isinstance(value, bool) and kind is not bool:
            raise TypeError("a truth value")
        if not isinstance(value, kind):
            raise TypeError(type(value).__name__)
        return value

    return decode_typed


def _integer(bits: int) -> Decoder:
    def decode_integer(value: Any) -> int:
        number: int = _typed(int)(value)
        if not -(2 ** (bits - 1)) <= number < 2 ** (bits - 1):
            raise ValueError("too large")
        return number

    return decode_integer


def _number(value: Any) -> float:
    number = float(_typed((int, float))(value))
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    return number


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    if len(value) > MAX_TEXT:
        raise ValueError("too long")
    _check_text(value)
    return value


def _check_text(value: str) -> None:
    """PostgreSQL has no NUL in text; a lone surrogate is in no encoding."""
    if "\x00" in value:
        raise ValueError("a NUL")
    if not value.isascii():
        value.encode("utf-8")


def _key_text(value: Any) -> str:
    """Text of an index, whose entries have a limit of their own."""
    text = _text(value)
    if len(text) > MAX_KEY:
        raise ValueError("too long")
    return text


def _shallow(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for item in level
            if isinstance(item, (dict, list))
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return
    raise ValueError("too deep")


def _json(value: Any) -> Any:
    _shallow(value)
    plain = json.dumps(_typed((dict, list))(value), allow_nan=False, ensure_ascii=False)
    if len(plain.encode("utf-8")) > MAX_JSON:
        raise ValueError("too long")
    if "\\u0000" in plain.replace("\\\\", ""):  # JSON's own spelling of a NUL
        raise ValueError("a NUL")
    return value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("without a time zone")
    moment = moment.astimezone(UTC)
    _sensible(moment)
    return moment


def _date(value: Any) -> date:
    day = date.fromisoformat(_text(value))
    _sensible(day)
    return day


def _sensible(day: date) -> None:
    """Within what every time zone and every program here can show."""
    if day.year not in _YEARS:
        raise ValueError("a year nobody means")


def _is_indexed(column: sa.Column[Any]) -> bool:
    return any(column.name in index.columns for index in column.table.indexes)


def _decoder(column: sa.Column[Any]) -> Decoder:
    kinds: tuple[tuple[type, Decoder], ...] = (
        (UtcDateTime, _moment),
        (sa.Uuid, lambda v: UUID(_text(v))),
        (sa.Boolean, _typed(bool)),
        (sa.BigInteger, _integer(64)),
        (sa.Integer, _integer(32)),
        (sa.Float, _number),
        (sa.Date, _date),
        (sa.JSON, _json),
        (sa.Text, _key_text if _is_indexed(column) else _text),
    )
    for kind, decoder in kinds:
        if isinstance(column.type, kind):
            return decoder
    raise TypeError(f"no decoder for {column}")


_decoders: dict[sa.Table, dict[str, Decoder]] = {}


def decoders(table: sa.Table) -> dict[str, Decoder]:
    """A decoder for each column of `table`."""
    if table not in _decoders:
        _decoders[table] = {c.name: _decoder(c) for c in table.columns}
    return _decoders[table]


def decode_value(table: sa.Table, name: str, value: Any) -> Any:
    """One value from JSON; RowError when it does not fit, or is None where it must not be.

    What is accepted can be kept by SQLite and by PostgreSQL alike: one row that could not
    would otherwise hold up everything a laptop sends after it.
    """
    if value is None:
        if not table.columns[name].nullable:
            raise RowError(f"{table.name}.{name}: missing")
        return None
    try:
        return decoders(table)[name](value)
    except BAD_VALUE as error:
        raise RowError(f"{table.name}.{name}: {error}") from error


def decode_row(table: sa.Table, data: Mapping[str, Any], key: UUID | None = None) -> dict[str, Any]:
    """A whole row from JSON: every column, None where absent; fields unknown here go to `extra`.

    The row's own key is `key` where that is known already, whatever `data` says.
    """
    known = decoders(table)
    row: dict[str, Any] = dict.fromkeys(known)
    name = ""
    try:
        for name, value in data.items():
            if value is not None and name in known and (key is None or name != "id"):
                row[name] = known[name](value)
    except BAD_VALUE as error:
        raise RowError(f"{table.name}.{name}: {error}") from error
    if key is not None:
        row["id"] = key
    for name in required(table):
        if row[name] is None:
            raise RowError(f"{table.name}.{name}: missing")
    if data.keys() - row.keys():
        row["extra"] = decode_value(table, "extra", with_extra(table, data)["extra"])
    return row


def decode_rows(
    table: sa.Table, keys: Sequence[UUID], rows: Sequence[Mapping[str, Sequence[Any]]]
) -> list[dict[str, Any]]:
    """Whole rows whose fields come as pairs, the value first; a column at a time.

    As `decode_row` of each, in a fifth of its time. RowError where anything is wrong or only
    unlike the rest: then each row has to be looked at by itself.
    """
    names = tuple(rows[0])
    if {*names, "id"} != decoders(table).keys() or any(tuple(row) != names for row in rows):
        raise RowError(f"{table.name}: not all columns, or others")
    places = {name: place for place, name in enumerate(names)}
    told = list(zip(*([value for value, _ in row.values()] for row in rows), strict=True))
    columns: dict[str, Sequence[Any]] = {}
    must = required(table)
    for name, column in column_decoders(table).items():
        values = keys if name == "id" else told[places[name]]
        if name in must and None in values:
            raise RowError(f"{table.name}.{name}: missing")
        try:
            columns[name] = values if name == "id" else column(values)
        except BAD_VALUE as error:
            raise RowError(f"{table.name}.{name}: {error}") from error
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


Column = Sequence[Any]


@functools.cache
def column_decoders(table: sa.Table) -> dict[str, Callable[[Column], Column]]:
    """A decoder for all values of each column at once."""
    return {c.name: _column_decoder(c) for c in table.columns}


def _column_decoder(column: sa.Column[Any]) -> Callable[[Column], Column]:
    decode = _decoder(column)
    if decode in (_text, _key_text):
        return functools.partial(_texts, longest=MAX_TEXT if decode is _text else MAX_KEY)
    if isinstance(column.type, sa.JSON):
        return lambda values: [None if v is None else decode(v) for v in values]
    return functools.partial(_alike, decode)


def _texts(values: Column, longest: int) -> Column:
    """The same rules as `_text`, asked of all texts together."""
    if not set(map(type, values)) <= {str, type(None)}:
        raise TypeError("not a text")
    texts = [value for value in values if value]
    whole = "".join(texts)
    if len(whole) > longest and max(map(len, texts)) > longest:
        raise ValueError("too long")
    _check_text(whole)
    return values


def _alike(decode: Decoder, values: Column) -> Column:
    """Each value there is decoded once: most columns of a batch hold only a few."""
    if len(set(map(type, values)) - {type(None)}) > 1:
        raise TypeError("of several types")  # to a set True is 1
    known = {value: decode(value) for value in set(values) if value is not None}
    return list(map(known.get, values))


def with_extra(table: sa.Table, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` with its fields of a newer program joined to what `extra` has of them; RowError."""
    known, extra = decoders(table), data.get("extra") or {}
    if not isinstance(extra, dict):
        raise RowError(f"{table.name}.extra: not an object")
    unknown = {name: value for name, value in data.items() if name not in known}
    row = {name: value for name, value in data.items() if name in known}
    row["extra"] = {**extra, **unknown}
    return row


@functools.cache
def required(table: sa.Table) -> tuple[str, ...]:
    """Columns that must not be empty."""
    return tuple(c.name for c in table.columns if not c.nullable)
