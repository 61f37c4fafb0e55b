"""Frozen forms as JSON and back; what cannot be read any more is left at its default."""

from __future__ import annotations

import contextlib
import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

FormT = TypeVar("FormT")


def to_json(value: Any) -> Any:
    """A form (or a value in one) as what JSON knows."""
    if is_dataclass(value):
        return {item.name: to_json(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def from_json(form: type[FormT], data: Any) -> FormT:
    """A form from what `to_json` made of it, perhaps by an earlier program.

    A field that is unknown by now is passed over, one that is missing or cannot be read
    stands at its default: one odd field must not cost a person all the others. Raises
    TypeError when a field without a default cannot be read.
    """
    hints = get_type_hints(form)
    values: dict[str, Any] = {}
    for item in fields(form):  # type: ignore[arg-type]
        if isinstance(data, dict) and item.name in data:
            with contextlib.suppress(TypeError, ValueError):
                values[item.name] = _read(hints[item.name], data[item.name])
    return form(**values)


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(_sole(kind), value)
    if origin is tuple:
        return tuple(_readable(get_args(kind)[0], value))
    if is_dataclass(kind):
        return from_json(kind, value)  # type: ignore[arg-type]
    if kind is date:
        return date.fromisoformat(value)
    if kind is UUID or issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"{type(value).__name__} is no {kind.__name__}")
    return value


def _sole(kind: Any) -> Any:
    """`X` of `X | None`."""
    return next(part for part in get_args(kind) if part is not type(None))


def _readable(kind: Any, values: Any) -> list[Any]:
    found = []
    for value in values:
        with contextlib.suppress(TypeError, ValueError):
            found.append(_read(kind, value))
    return found
