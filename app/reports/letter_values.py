"""What the official papers of a session and of a result are made of. No NIK, no telephone number.

`mark` is the register mark of the paper (`app.domain.numbers.paper_mark`); its official number
is left open for the office that keeps the agenda.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.reports.session_values import SessionFacts
from app.reports.values import Letterhead, PaperStatus, Signatory


@dataclass(frozen=True, slots=True)
class PanelMember:
    """Somebody of the panel; `role` as it is printed ("Ketua tim")."""

    name: str
    role: str
    nip: str | None = None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One product of a session with what came of it, all as printed."""

    product: str
    business: str
    category: str
    total: str
    grade: str
    outcome: str


@dataclass(frozen=True, slots=True)
class OfficialReportData:
    """A Berita Acara. `counts` are the outcomes with how many products each has, as printed."""

    mark: str
    session: SessionFacts
    members: tuple[PanelMember, ...]
    results: tuple[ResultRow, ...]
    businesses: int
    counts: tuple[tuple[str, int], ...]
    official: Signatory | None = None
    """Who takes note of it; nobody where the office has named nobody."""


@dataclass(frozen=True, slots=True)
class Guest:
    """A line of the attendance list: a person, and what they are there for."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class AttendanceData:
    """A Daftar Hadir: the panel, the businesses, then `blanks` empty lines for walk-ins."""

    mark: str
    session: SessionFacts
    panel: tuple[Guest, ...]
    businesses: tuple[Guest, ...]
    blanks: int


@dataclass(frozen=True, slots=True)
class Task:
    """One line of what a business should do: what was seen, what to do, by when, whom to ask."""

    title: str
    finding: str
    advice: str
    ask: str
    due: date | None


@dataclass(frozen=True, slots=True)
class ResultLetterData:
    """A Surat Pemberitahuan Hasil.

    `stamp`, `meaning` and `listed` are the words of the outcome (`app.domain.result_words`);
    `reasons` say in sentences what barred a better result. `total` is as printed.
    """

    mark: str
    letterhead: Letterhead
    place: str
    written_on: date
    owner_name: str
    business_name: str
    address: str
    product_name: str
    category: str
    level: str
    session_name: str
    held_at: str
    held_on: date
    stamp: str
    meaning: str
    listed: str
    total: str
    grade: str
    reasons: tuple[str, ...]
    certificate: str
    tasks: tuple[Task, ...]
    object_until: date
    object_days: int
    signatory: Signatory | None
    status: PaperStatus


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing to do first, and the points it brings, as printed."""

    title: str
    advice: str
    ask: str
    points: str


@dataclass(frozen=True, slots=True)
class Stair:
    """One grade of the staircase with the markets it opens."""

    grade: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One criterion as a picture: the part of its weight that was earned, 0 to 1, and a word.

    `low` where the criterion itself is too weak to pass.
    """

    name: str
    share: float
    word: str
    points: str
    low: bool = False


@dataclass(frozen=True, slots=True)
class NextGradeData:
    """A Naik Kelas sheet: one page a stall owner understands.

    `stairs` go upwards; `barriers` keep the product from the highest of them; `onward` is the
    sentence about what comes next.
    """

    mark: str
    business_name: str
    product_name: str
    category: str
    level: str
    session_name: str
    held_on: date
    outcome: str
    total: str
    grade: str
    scores: tuple[ScoreBar, ...]
    barriers: tuple[str, ...]
    steps: tuple[FirstStep, ...]
    stairs: tuple[Stair, ...]
    onward: str
    photo: bytes | None
    letterhead: Letterhead
    status: PaperStatus
