"""What is agreed for one session: who must be there, what alarms the chair, how ties break.

The defaults are data (resources/curation.json); a session keeps its own copy, so that a later
change of the defaults never changes what a panel was called together under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
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
class Earlier:
    """How many sheets a decision needed before that was changed, at `until`."""

    until: datetime
    members: int


@dataclass(frozen=True, slots=True)
class SessionRules:
    """Rules of one session. Points are whole points of 100; times as their names say.

    `earlier` remembers what decisions needed before the minimum was changed, oldest first: what
    was decided then stays right, whenever the centre hears of it.
    """

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
    earlier: tuple[Earlier, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As it is kept with a session."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values["minimum_members"] = {str(k): v for k, v in self.minimum_members.items()}
        values["tie_rules"] = [str(rule) for rule in self.tie_rules]
        values["earlier"] = [[e.until.isoformat(), e.members] for e in self.earlier]
        return values


def rules_from_json(data: Mapping[str, Any] | None, default: SessionRules) -> SessionRules:
    """A session's rules; what it does not say is as in `default`.

    Raises ValueError when something it says is no rule.
    """
    known = {f.name for f in fields(SessionRules)}
    said = {name: value for name, value in (data or {}).items() if name in known}
    if "minimum_members" in said:
        said["minimum_members"] = {**default.minimum_members, **_members(said)}
    if "earlier" in said:
        said["earlier"] = _earlier(said)
    if "tie_rules" in said:
        said["tie_rules"] = tuple(TieRule(code) for code in said["tie_rules"])
    return replace(default, **said)


def read_rules(data: Mapping[str, Any]) -> SessionRules:
    """The defaults, from their whole JSON object; ValueError when a rule is missing."""
    must = {f.name for f in fields(SessionRules) if f.default is MISSING}
    if missing := must - set(data):
        raise ValueError(f"rules are missing: {', '.join(sorted(missing))}")
    rest = {name: data[name] for name in must}
    ties = tuple(TieRule(code) for code in data["tie_rules"])
    own = {"minimum_members": _members(data), "tie_rules": ties, "earlier": _earlier(data)}
    return SessionRules(**{**rest, **own})


def members_asked(
    data: Mapping[str, Any] | None, level: Level, of_session: int, at: datetime
) -> int:
    """How many sheets a decision at `at` needed by what the session itself says, at least 1.

    Raises ValueError, TypeError or AttributeError where it says something that is no rule.
    """
    said = data or {}
    before = next((e.members for e in _earlier(said) if at < e.until), None)
    now = max(of_session, _members(said).get(level, 1))
    return max(1, now if before is None else before)


def _members(data: Mapping[str, Any]) -> dict[Level, int]:
    return {Level(k): int(v) for k, v in data.get("minimum_members", {}).items()}


def _earlier(data: Mapping[str, Any]) -> tuple[Earlier, ...]:
    found = []
    for until, members in data.get("earlier", ()):
        moment = datetime.fromisoformat(until)
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone")
        found.append(Earlier(moment, int(members)))
    return tuple(found)
