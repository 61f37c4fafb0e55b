"""What the papers of a session are made of: its running order, its labels, its score sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.rubric import Gate, Rubric
from app.domain.scoring import Sheet
from app.reports.values import Letterhead, PaperStatus


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What every paper of one session says of it; `level` is the bare word ("kecamatan")."""

    name: str
    place: str
    held_on: date
    level: str
    region: str
    letterhead: Letterhead
    status: PaperStatus
    best: int | None = None
    """How many are picked; then `tie_rules` say, in their order, what tells equal points apart."""

    tie_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One product of the running order; blind, `title` is its code and `business` empty."""

    place: int
    title: str
    business: str
    category: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ScoreSheetData:
    """One sheet to print: blank where `sheet` is None, else as it was filled in."""

    place: int | None
    title: str
    business: str
    category: str
    code: str
    curator: str
    rubric: Rubric
    gates: tuple[Gate, ...]
    sheet: Sheet | None = None
    totals: Mapping[str, str] = field(default_factory=dict)
    """Points of each criterion by code, and of all under an empty code, as printed."""
