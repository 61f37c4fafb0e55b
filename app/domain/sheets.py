"""A score sheet as JSON: how it is stored, sent and hashed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.scoring import Sheet
from app.domain.terms import GateState


def sheet_to_json(sheet: Sheet) -> dict[str, Any]:
    """The sheet as a JSON object; empty notes are dropped."""
    return {
        "scores": dict(sheet.scores),
        "not_applicable": sorted(sheet.not_applicable),
        "notes": {code: text for code, text in sheet.notes.items() if text.strip()},
        "gates": {code: str(state) for code, state in sheet.gates.items()},
        "critical": sorted(sheet.critical),
        "remark": sheet.remark,
    }


def sheet_from_json(data: Mapping[str, Any]) -> Sheet:
    """Read the JSON object of a sheet; ValueError when it is none."""
    try:
        scores = {str(c): _score(s) for c, s in data["scores"].items()}
        return Sheet(
            scores=scores,
            not_applicable=frozenset(str(c) for c in data["not_applicable"]),
            notes={str(c): str(n) for c, n in data["notes"].items()},
            gates={str(c): GateState(s) for c, s in data["gates"].items()},
            critical=frozenset(str(c) for c in data["critical"]),
            remark=str(data["remark"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a sheet: {error!r}") from error


def _score(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"not a score: {value!r}")
    return value
