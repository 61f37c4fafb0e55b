"""What is agreed for one session: who must be there, what alarms the chair, how ties break.

The defaults are data (resources/curation.json); a session keeps its own copy, so that a later
change of the defaults never changes what a panel was called together under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.terms import Level, Term


class TieRule(Term):
    """How two products of equal points are put in order; applied one after another."""

    GRADE = "grade", "Kelas lebih tinggi"
    GATES = "gates", "Syarat wajib lebih lengkap"
    TASTE = "taste", "Nilai kriteria pertama lebih tinggi"
    HYGIENE = "hygiene", "Nilai higienitas lebih tinggi"
    FEWER_LOW = "fewer_low", "Lebih sedikit nilai 1 dan 2"
    NEWCOMER = "newcomer", "Usaha yang belum pernah terpilih"
    EARLIER = "earlier", "Lebih dahulu terdaftar dalam antrean"


@dataclass(frozen=True, slots=True)
class SessionRules:
    """Rules of one session. Points are whole points of 100; times as their names say."""

    minimum_members: Mapping[Level, int]
    difference_points: int
    criterion_difference_percent: int
    fast_seconds: int
    improve_days: int
    rescore_days: int
    appeal_days: int
    appeal_answer_days: int
    blind: bool
    pick_best: int | None
    tie_rules: tuple[TieRule, ...]

    def to_json(self) -> dict[str, Any]:
        """As it is kept with a session."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values["minimum_members"] = {str(k): v for k, v in self.minimum_members.items()}
        values["tie_rules"] = [str(rule) for rule in self.tie_rules]
        return values


def rules_from_json(data: Mapping[str, Any] | None, default: SessionRules) -> SessionRules:
    """A session's rules; what it does not say is as in `default`.

    Raises ValueError when something it says is no rule.
    """
    known = {f.name for f in fields(SessionRules)}
    said = {name: value for name, value in (data or {}).items() if name in known}
    if "minimum_members" in said:
        members = {Level(k): int(v) for k, v in said["minimum_members"].items()}
        said["minimum_members"] = {**default.minimum_members, **members}
    if "tie_rules" in said:
        said["tie_rules"] = tuple(TieRule(code) for code in said["tie_rules"])
    return replace(default, **said)


def read_rules(data: Mapping[str, Any]) -> SessionRules:
    """The defaults, from their whole JSON object; ValueError when a rule is missing."""
    missing = {f.name for f in fields(SessionRules)} - set(data)
    if missing:
        raise ValueError(f"rules are missing: {', '.join(sorted(missing))}")
    members = {Level(k): int(v) for k, v in data["minimum_members"].items()}
    rest = {f.name: data[f.name] for f in fields(SessionRules) if f.name in data}
    ties = tuple(TieRule(code) for code in data["tie_rules"])
    return SessionRules(**{**rest, "minimum_members": members, "tie_rules": ties})
