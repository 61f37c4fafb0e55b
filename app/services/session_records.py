"""What stays of a session on paper: its Berita Acara and its Daftar Hadir."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import fold
from app.domain.numbers import paper_mark
from app.domain.terms import Outcome
from app.errors import UserError
from app.models.entities import Assessment, Business, Curation, CurationSession, Person
from app.services import blindness, curations, letterheads, panel_facts, standing
from app.services.case_history import names_of
from app.services.curations import QueueCard
from app.services.session_papers import facts_of
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.letter_values import Guest, PanelMember, ResultRow
    from app.reports.values import Signatory

_BLANKS = 10
_CHAIR, _MEMBER = "Ketua tim", "Anggota"
_UNDECIDED, _RETURNED = "Belum ditetapkan", "Dikembalikan"


def official_report_pdf(ws: Workspace, session_id: UUID) -> bytes:
    """The Berita Acara of a session, with what was decided until now.

    Raises UserError `report.undecided` while nothing is.
    """
    from app.reports.letter_values import OfficialReportData
    from app.reports.official_report import render_official_report

    cards = curations.queue(ws, session_id)
    if not any(card.outcome is not None for card in cards):
        raise UserError(
            "report.undecided",
            "Belum ada hasil yang ditetapkan dalam kegiatan ini.",
            safe="Lembar penilaian yang sudah masuk tetap tersimpan.",
            todo="Tetapkan hasilnya dahulu, lalu cetak berita acara.",
        )
    with ws.db.read() as session:
        held = session.get_one(CurationSession, session_id)
        data = OfficialReportData(
            mark=paper_mark("BA", held.region_code, held.held_on.year, held.id),
            session=facts_of(ws, session, held),
            members=panel(ws, session, held),
            results=tuple(_result(card) for card in cards),
            businesses=_businesses(session, session_id),
            counts=_counts(cards),
            official=official_of(ws, session, held.region_code, held.held_on),
        )
    return render_official_report(data)


def _result(card: QueueCard) -> ResultRow:
    from app.reports.letter_values import ResultRow

    state = _RETURNED if card.returned else _UNDECIDED
    decided = card.outcome is not None and card.grade is not None
    return ResultRow(
        product=card.title,
        business="–" if card.blind else card.business,
        category=card.category.term,
        total=_points(card.total) if decided else "–",
        grade=card.grade.term if decided and card.grade else "–",
        outcome=card.outcome.term if card.outcome else state,
    )


def _points(hundredths: int | None) -> str:
    from decimal import Decimal

    from app.domain.dates import number

    return "–" if hundredths is None else number(Decimal(hundredths) / 100)


def _counts(cards: Iterable[QueueCard]) -> tuple[tuple[str, int], ...]:
    found = Counter(_result(card).outcome for card in cards)
    order = (*(outcome.term for outcome in Outcome), _RETURNED, _UNDECIDED)
    return tuple((name, found[name]) for name in order if found[name])


def _businesses(session: Session, session_id: UUID) -> int:
    query = sa.select(sa.func.count(sa.distinct(Curation.business_id))).where(
        Curation.session_id == session_id, Curation.deleted.is_(False)
    )
    return session.scalar(query) or 0


def official_of(ws: Workspace, session: Session, region: str, day: date) -> Signatory | None:
    """The first who signs papers of a region on a day; a name still in brackets is nobody's."""
    from app.reports.values import Signatory

    found = letterheads.heading(ws, session, region, day).signers
    named = [s for s in found if not s.name.startswith("(")]
    return Signatory(named[0].name, named[0].position, named[0].nip or None) if named else None


def panel(ws: Workspace, session: Session, held: CurationSession) -> tuple[PanelMember, ...]:
    """The chair, then everybody who was called or whose sheet counts, by name."""
    from app.reports.letter_values import PanelMember

    people = {*panel_facts.members_of(held), *_who_scored(session, held.id)}
    if held.chair_id is not None:
        people.add(held.chair_id)
    names = names_of(ws, session, people)
    rows = session.execute(sa.select(Person.id, Person.nip).where(Person.id.in_(people)))
    numbers = dict(rows.all())
    order = sorted(people, key=lambda who: (who != held.chair_id, names[who], who))
    return tuple(
        PanelMember(names[who], _CHAIR if who == held.chair_id else _MEMBER, numbers.get(who))
        for who in order
    )


def _who_scored(session: Session, session_id: UUID) -> set[UUID]:
    """Curators of the sheets that the decisions in force rest on."""
    query = sa.select(Curation.id).where(
        Curation.session_id == session_id, Curation.deleted.is_(False)
    )
    made = standing.decisions(session, session.scalars(query).all()).values()
    sheets = [UUID(key) for decision in made for key in decision.assessment_ids]
    curators = sa.select(Assessment.curator_id).where(Assessment.id.in_(sheets))
    return set(session.scalars(curators))


def attendance_pdf(ws: Workspace, session_id: UUID) -> bytes:
    """The Daftar Hadir of a session: its panel, its businesses by name, lines for walk-ins.

    Raises UserError `attendance.blind` for who judges the session without names.
    """
    from app.reports.attendance import render_attendance
    from app.reports.letter_values import AttendanceData, Guest

    with ws.db.read() as session:
        held = session.get_one(CurationSession, session_id)
        _require_names(ws, held)
        data = AttendanceData(
            mark=paper_mark("DH", held.region_code, held.held_on.year, held.id),
            session=facts_of(ws, session, held),
            panel=tuple(Guest(m.name, m.role) for m in panel(ws, session, held)),
            businesses=_guests(session, session_id),
            blanks=_BLANKS if held.walk_ins else 0,
        )
    return render_attendance(data)


def _require_names(ws: Workspace, held: CurationSession) -> None:
    if blindness.is_blind(ws, held) and held.state == "open":
        raise UserError(
            "attendance.blind",
            "Daftar hadir memuat nama usaha, sedangkan Anda menilai kegiatan ini dengan kode buta.",
            safe="Kegiatan dan antreannya tetap seperti semula.",
            todo="Minta petugas program atau pendamping mencetaknya.",
        )


def _guests(session: Session, session_id: UUID) -> tuple[Guest, ...]:
    """Owners with their businesses in the order of the alphabet, never of the running order."""
    from app.reports.letter_values import Guest

    query = (
        sa.select(Business.owner_name, Business.name)
        .join(Curation, Curation.business_id == Business.id)
        .where(Curation.session_id == session_id, Curation.deleted.is_(False))
        .distinct()
    )
    found = [Guest(owner, name) for owner, name in session.execute(query)]
    return tuple(sorted(found, key=lambda guest: (fold(guest.about), fold(guest.name))))
