"""Rows as they travel: column values to JSON and back, by the column's own type."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.models.types import UtcDateTime

Decoder = Callable[[Any], Any]


class RowError(ValueError):
    """A value that does not fit its column; the text names the field."""


def encode(value: Any) -> Any:
    """A Python value as JSON."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


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
    text: str = _typed(str)(value)
    # PostgreSQL has no NUL in text; a lone surrogate is in no encoding.
    if "\x00" in text:
        raise ValueError("a NUL")
    text.encode("utf-8")
    return text


def _json(value: Any) -> Any:
    plain = json.dumps(_typed((dict, list))(value), allow_nan=False, ensure_ascii=False)
    plain.encode("utf-8")
    if "\\u0000" in plain.replace("\\\\", ""):  # JSON's own spelling of a NUL
        raise ValueError("a NUL")
    return value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("without a time zone")
    return moment.astimezone(UTC)


def _decoder(column: sa.Column[Any]) -> Decoder:
    kinds: tuple[tuple[type, Decoder], ...] = (
        (UtcDateTime, _moment),
        (sa.Uuid, lambda v: UUID(_text(v))),
        (sa.Boolean, _typed(bool)),
        (sa.BigInteger, _integer(64)),
        (sa.Integer, _integer(32)),
        (sa.Float, _number),
        (sa.Date, lambda v: date.fromisoformat(_text(v))),
        (sa.JSON, _json),
        (sa.Text, _text),
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
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise RowError(f"{table.name}.{name}: {error}") from error


def decode_row(table: sa.Table, data: Mapping[str, Any]) -> dict[str, Any]:
    """A whole row from JSON: every column, None where absent; fields unknown here go to `extra`."""
    row = {c.name: decode_value(table, c.name, data.get(c.name)) for c in table.columns}
    unknown = {name: value for name, value in data.items() if name not in table.columns}
    if unknown:
        row["extra"] = decode_value(table, "extra", {**(row.get("extra") or {}), **unknown})
    return row
