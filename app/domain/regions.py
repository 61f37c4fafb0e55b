"""Region codes of Kemendagri, with dots: `31`, `31.74`, `31.74.04`, `31.74.04.1001`.

A record carries the code of its scope (a district, a city or the province) and
a person the codes granted to them; `covers` decides whether one reaches the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.terms import Level

GLOBAL = "global"
"""Scope of reference data that everyone reads and nobody in the field writes."""

TRAINING = "training"
"""Scope of records that never leave the laptop (before enrolment, training sessions)."""

_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?", re.ASCII)
_DEPTH_OF_LEVEL = {Level.PROVINCE: 1, Level.CITY: 2, Level.DISTRICT: 3}


def is_region_code(code: str) -> bool:
    """Whether `code` has the shape of a province, city, district or ward code."""
    return _CODE.fullmatch(code) is not None


def covers(granted: str, scope: str) -> bool:
    """Whether a grant on region `granted` reaches a record of `scope`."""
    return scope == granted or scope.startswith(granted + ".")


def any_covers(granted: Iterable[str], scope: str) -> bool:
    """Whether one of the grants reaches `scope`."""
    return any(covers(code, scope) for code in granted)


def ancestor(code: str, level: Level) -> str:
    """The code of `level` that `code` lies in; ValueError when `code` lies above it."""
    parts = code.split(".")
    depth = _DEPTH_OF_LEVEL[level]
    if len(parts) < depth:
        raise ValueError(f"{code} lies above {level}")
    return ".".join(parts[:depth])


def level_of(code: str) -> Level:
    """The level at which a region curates; ValueError for a ward or a bad code."""
    depth = code.count(".") + 1
    for level, wanted in _DEPTH_OF_LEVEL.items():
        if wanted == depth and is_region_code(code):
            return level
    raise ValueError(f"no level curates at {code!r}")
