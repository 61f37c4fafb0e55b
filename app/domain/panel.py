"""A panel of curators over one product: who may see what, what to tell the chair, what counts.

Sheets are scored apart and seen only by who has given their own. A decision rests on at
most one sheet of each curator; where that needs a choice, or where a curator is close to
the business, only the chair's written word makes a decision possible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import groupby
from uuid import UUID

from app.domain.decision import strictest
from app.domain.rubric import Gate, Rubric
from app.domain.scoring import CriterionPoints, Sheet, Totals
from app.domain.session_rules import SessionRules
from app.domain.terms import GateState, Level, Term


class AlarmKind(Term):
    """What the chair is told about the sheets of a panel, the gravest first."""

    TOO_FEW = "too_few", "Lembar belum cukup"
    INTEREST = "interest", "Benturan kepentingan"
    TWO_SHEETS = "two_sheets", "Dua lembar dari satu kurator"
    TWO_DECISIONS = "two_decisions", "Dua hasil dari dua laptop"
    LEVEL_BELOW = "level_below", "Hasil tingkat di bawah berubah"
    FINDING = "finding", "Temuan kritis tidak dicatat semua"
    GATE = "gate", "Syarat wajib dinilai berbeda"
    DIFFERENCE = "difference", "Nilai total berbeda jauh"
    CRITERION = "criterion", "Nilai kriteria berbeda jauh"
    FAST = "fast", "Lembar diisi sangat cepat"
    REVISED = "revised", "Lembar diganti setelah lembar lain masuk"
    MISSING = "missing", "Lembar belum ada"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing to look at: about whom, about which gates, criteria or findings, how many points.

    `points` are hundredths; for a sheet done fast they are seconds, for too few sheets the
    number that is missing.
    """

    kind: AlarmKind
    curators: tuple[UUID, ...] = ()
    codes: tuple[str, ...] = ()
    points: int = 0


@dataclass(frozen=True, slots=True)
class PanelSheet:
    """A sheet that stands, with what is known about its making.

    `tied_since` is when its curator was first known to be close to the business (an interest,
    or that they verified it); `revised` says that it took the place of one that was withdrawn
    when others' sheets could be seen already.
    """

    id: UUID
    curator: UUID
    sheet: Sheet
    totals: Totals
    submitted_at: datetime
    started_at: datetime | None = None
    tied_since: datetime | None = None
    revised: bool = False

    @property
    def tied(self) -> bool:
        """Whether its curator is close to the business."""
        return self.tied_since is not None

    @property
    def void(self) -> bool:
        """Whether it should never have been given: it counts nowhere, by nobody's word."""
        return was_tied(self.tied_since, self.submitted_at)


def was_tied(since: datetime | None, at: datetime) -> bool:
    """Whether somebody was known to be close to a business when they did something."""
    return since is not None and since <= at


@dataclass(frozen=True, slots=True)
class Panel:
    """All sheets that stand for one curation, and under what rules they are looked at."""

    rubric: Rubric
    gates: tuple[Gate, ...]
    rules: SessionRules
    minimum: int
    sheets: tuple[PanelSheet, ...] = ()
    members: frozenset[UUID] = frozenset()
    tied: frozenset[UUID] = field(default=frozenset())
    rival_decisions: int = 0
    below_passed: bool = True


def minimum_of(rules: SessionRules, level: Level, of_session: int) -> int:
    """How many sheets a decision needs: the larger of what rules and session ask, at least 1."""
    return max(1, of_session, rules.minimum_members.get(level, 1))


def may_see(*, submitted: bool, opened: bool, settled: bool) -> bool:
    """Whether somebody may see the others' sheets and earlier results.

    Who has given their own sheet; who has said, as chair, that they give none (`opened`,
    after which none of theirs is taken); and everybody once it is decided or returned.
    """
    return submitted or opened or settled


def may_open(*, chair: bool, submitted: bool, sheets: int, minimum: int) -> bool:
    """Whether a chair may look without giving a sheet: when enough of the others' are in."""
    return chair and not submitted and sheets >= minimum


# -- what counts -----------------------------------------------------------------------


def valid(sheets: Iterable[PanelSheet]) -> tuple[PanelSheet, ...]:
    """Sheets that may count, in an order that does not depend on how they came."""
    return tuple(sorted((s for s in sheets if not s.void), key=_order))


def _order(sheet: PanelSheet) -> tuple[datetime, UUID]:
    return sheet.submitted_at, sheet.id


def by_curator(sheets: Iterable[PanelSheet]) -> dict[UUID, tuple[PanelSheet, ...]]:
    """The valid sheets of each curator."""
    ordered = sorted(valid(sheets), key=lambda s: s.curator)
    return {curator: tuple(own) for curator, own in groupby(ordered, key=lambda s: s.curator)}


def counted(sheets: Iterable[PanelSheet]) -> tuple[PanelSheet, ...]:
    """What counts without the chair's word: sheets of curators with one alone, and not tied."""
    single = {c for c, own in by_curator(sheets).items() if len(own) == 1}
    return tuple(s for s in valid(sheets) if s.curator in single and not s.tied)


def needs_chair(sheets: Iterable[PanelSheet]) -> bool:
    """Whether nothing can be decided before the chair has chosen which sheets count."""
    live = valid(sheets)
    return len(counted(live)) < len(live)


def needs_reason(
    sheets: Iterable[PanelSheet], chosen: Iterable[PanelSheet], settled: Collection[str]
) -> bool:
    """Whether a decision is the chair's own word: a sheet left out or taken in, a gate settled."""
    picked = tuple(chosen)
    left_out = {s.id for s in valid(sheets)} - {s.id for s in picked}
    return bool(settled or left_out or any(s.tied for s in picked))


def present(sheets: Iterable[PanelSheet]) -> int:
    """How many curators have given a sheet that may count."""
    return len(by_curator(sheets))


class ChoiceError(ValueError):
    """The sheets that were chosen cannot be the ground of a decision; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def choose(sheets: Sequence[PanelSheet], wanted: Collection[UUID]) -> tuple[PanelSheet, ...]:
    """The sheets with these keys, in panel order.

    Raises ChoiceError `unknown`, `void`, `twice` (two of one curator), `none`.
    """
    known = {s.id: s for s in sheets}
    if not wanted:
        raise ChoiceError("none")
    if not set(wanted) <= known.keys():
        raise ChoiceError("unknown")
    chosen = [known[key] for key in set(wanted)]
    if any(s.void for s in chosen):
        raise ChoiceError("void")
    if len({s.curator for s in chosen}) < len(chosen):
        raise ChoiceError("twice")
    return valid(chosen)


def settle(sheets: Sequence[Sheet], settled: Mapping[str, GateState]) -> dict[str, GateState]:
    """One answer per gate: the chair's where they settled it, the strictest elsewhere.

    Raises ValueError for an answer that no sheet gave: the chair chooses, and invents nothing.
    """
    for code, state in settled.items():
        if all(sheet.gates.get(code) is not state for sheet in sheets):
            raise ValueError(f"no sheet says {state} of {code}")
    return {**strictest(sheets), **settled}


def disputed(sheets: Iterable[Sheet], gates: Iterable[Gate]) -> dict[str, tuple[GateState, ...]]:
    """Gates that the sheets answer differently, with the answers given in the gate's own order."""
    read = list(sheets)
    found = {}
    for gate in gates:
        given = {s.gates[gate.code] for s in read if gate.code in s.gates}
        if len(given) > 1:
            found[gate.code] = tuple(state for state in GateState if state in given)
    return found


# -- what to tell the chair -----------------------------------------------------------


def alarms(panel: Panel) -> tuple[Alarm, ...]:
    """All that the chair should know before deciding, the gravest first."""
    live = valid(panel.sheets)
    found = [
        *_too_few(panel),
        *_tied(panel),
        *(
            Alarm(AlarmKind.TWO_SHEETS, (curator,))
            for curator, own in by_curator(live).items()
            if len(own) > 1
        ),
        *_records(panel),
        *_findings(panel.rubric, live),
        *(
            Alarm(AlarmKind.GATE, codes=(code,))
            for code in disputed([s.sheet for s in live], panel.gates)
        ),
        *_difference(panel.rules, live),
        *_criteria(panel, live),
        *_fast(panel.rules, live),
        *(Alarm(AlarmKind.REVISED, (s.curator,)) for s in live if s.revised),
        *_missing(panel),
    ]
    return tuple(found)


def _too_few(panel: Panel) -> list[Alarm]:
    lacking = panel.minimum - present(panel.sheets)
    return [Alarm(AlarmKind.TOO_FEW, points=lacking)] if lacking > 0 else []


def _tied(panel: Panel) -> list[Alarm]:
    curators = sorted({s.curator for s in panel.sheets if s.tied})
    return [Alarm(AlarmKind.INTEREST, (curator,)) for curator in curators]


def _records(panel: Panel) -> list[Alarm]:
    found = []
    if panel.rival_decisions > 1:
        found.append(Alarm(AlarmKind.TWO_DECISIONS, points=panel.rival_decisions))
    if not panel.below_passed:
        found.append(Alarm(AlarmKind.LEVEL_BELOW))
    return found


def _findings(rubric: Rubric, sheets: Sequence[PanelSheet]) -> list[Alarm]:
    found = []
    for finding in rubric.critical_findings:
        by = tuple(s.curator for s in sheets if finding.code in s.sheet.critical)
        if 0 < len(by) < len(sheets):
            found.append(Alarm(AlarmKind.FINDING, by, (finding.code,)))
    return found


def _difference(rules: SessionRules, sheets: Sequence[PanelSheet]) -> list[Alarm]:
    totals = [s.totals.total for s in sheets if s.totals.total is not None]
    apart = max(totals) - min(totals) if totals else 0
    if apart <= rules.difference_points * 100:
        return []
    ends = [s for s in sheets if s.totals.total in (min(totals), max(totals))]
    return [Alarm(AlarmKind.DIFFERENCE, tuple(s.curator for s in ends), points=apart)]


def _criteria(panel: Panel, sheets: Sequence[PanelSheet]) -> list[Alarm]:
    limit = Fraction(panel.rules.criterion_difference_percent, 100)
    found = []
    for place, criterion in enumerate(panel.rubric.criteria):
        rows = [row for s in sheets if (row := s.totals.criteria[place]).applicable]
        if _apart(rows) > limit:
            points = max(r.points for r in rows) - min(r.points for r in rows)
            found.append(Alarm(AlarmKind.CRITERION, codes=(criterion.code,), points=points))
    return found


def _apart(rows: Sequence[CriterionPoints]) -> Fraction:
    shares = [row.share for row in rows]
    return max(shares) - min(shares) if shares else Fraction(0)


def _fast(rules: SessionRules, sheets: Sequence[PanelSheet]) -> list[Alarm]:
    found = []
    for sheet in sheets:
        if sheet.started_at is None:
            continue
        took = sheet.submitted_at - sheet.started_at
        # Less than nothing is a clock that was set back, and says nothing about the curator.
        if timedelta(0) <= took < timedelta(seconds=rules.fast_seconds):
            seconds = int(took.total_seconds())
            found.append(Alarm(AlarmKind.FAST, (sheet.curator,), points=seconds))
    return found


def _missing(panel: Panel) -> list[Alarm]:
    here = {s.curator for s in panel.sheets}
    # Whoever is tied to the business owes no sheet.
    return [Alarm(AlarmKind.MISSING, (who,)) for who in sorted(panel.members - here - panel.tied)]
