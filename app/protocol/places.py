"""Asking of many photographs at once how far each has come: one round trip instead of one each."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from app.protocol.wire import WireError

MOST = 200
"""Photographs a question may name."""
MAX_QUESTION = 32 * 1024
_HASH = 64

Places = Mapping[str, tuple[int, bytes]]
"""Bytes the centre has of each, and its signed receipt for what is whole; not named: not known."""


def question(hashes: Sequence[str]) -> dict[str, Any]:
    """The form on the wire."""
    return {"hashes": list(hashes)}


def read_question(data: Any) -> list[str]:
    """Read the form on the wire; WireError."""
    try:
        hashes = data["hashes"]
        if (
            not isinstance(hashes, list)
            or len(hashes) > MOST
            or not all(_is_name(h) for h in hashes)
        ):
            raise WireError("not the names of photographs")
        return list(hashes)
    except (KeyError, TypeError) as error:
        raise WireError(f"question: {error!r}") from error


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and len(value) == _HASH


def answer(places: Places) -> dict[str, Any]:
    """The form on the wire."""
    told = {
        sha256: [offset, base64.b64encode(receipt).decode("ascii")]
        for sha256, (offset, receipt) in places.items()
    }
    return {"places": told}


def read_answer(data: Any) -> Places:
    """Read the form on the wire; WireError."""
    try:
        return {
            str(sha256): (_count(offset), base64.b64decode(receipt, validate=True))
            for sha256, (offset, receipt) in data["places"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WireError(f"places: {error!r}") from error


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**62:
        raise WireError(f"not a count: {value!r}")
    return value
