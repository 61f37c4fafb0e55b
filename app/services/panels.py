"""The panel of one product as it may be shown to who asks, and nothing more.

Before somebody's own sheet is in they get names and numbers of sheets, never what is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import panel
from app.domain.panel import Alarm, Panel, PanelSheet
from app.domain.rubric import Gate, Rubric
from app.domain.terms import GateState, InterestKind, Level, Term
from app.errors import UserError
from app.models.entities import Curation, CurationSession, DecisionRecord
from app.models.local import SheetDraft
from app.services import corrections, interests, looking, panel_facts, rulings, standing
from app.services.case_history import (
    DecisionLine,
    EarlierResult,
    decision_lines,
    earlier_results,
    names_of,
)
from app.services.changes import Change
from app.services.rulings import Judged
from app.services.sessions import OPEN
from app.services.workspace import Workspace


class MemberState(Term):
    """How far a member of the panel is with a product."""

    WAITING = "waiting", "Belum"
    WRITING = "writing", "Mengisi"
    SUBMITTED = "submitted", "Terkirim"
    TIED = "tied", "Tidak menilai"


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member of the panel; `tie` says why they do not score this product."""

    person_id: UUID
    name: str
    state: MemberState
    me: bool = False
    tie: InterestKind | None = None
    interest_id: UUID | None = None
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Abilities:
    """What this person may do with the result."""

    open_unscored: bool = False
    conclude: bool = False
    reconcile: bool = False
    take_back: bool = False
    correct: bool = False
    send_down: bool = False


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel as its asker may see it; without `visible` nothing of what sheets say is in it."""

    curation_id: UUID
    business_id: UUID
    session_id: UUID
    level: Level
    rubric: Rubric
    gates: tuple[Gate, ...]
    members: tuple[MemberLine, ...]
    submitted: int
    minimum: int
    visible: bool
    chair: bool
    may: Abilities
    needs_chair: bool = False
    names: Mapping[UUID, str] | None = None
    sheets: tuple[PanelSheet, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    disputed: Mapping[str, tuple[GateState, ...]] | None = None
    judged: Judged | None = None
    earlier: tuple[EarlierResult, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    returned: str = ""
    returned_at: datetime | None = None

    @property
    def decision(self) -> DecisionLine | None:
        """The decision in force."""
        return next((d for d in self.decisions if d.in_force), None)

    @property
    def void_certificates(self) -> tuple[str, ...]:
        """Numbers of certificates that were issued from a decision which no longer stands."""
        return tuple(d.certificate for d in self.decisions if d.certificate and not d.in_force)

    def name(self, person_id: UUID) -> str:
        """What somebody is called."""
        return (self.names or {}).get(person_id, "")


def load(ws: Workspace, curation_id: UUID) -> PanelView:
    """The panel of a curation for whoever works here."""
    with ws.db.read() as session:
        curation = session.get_one(Curation, curation_id)
        found = panel_facts.gather(ws, session, curation)
        visible = looking.may_look(ws, session, curation_id)
        made = standing.history(session, [curation_id]).get(curation_id, [])
        returned = standing.returns(session, [curation_id]).get(curation_id)
        names = names_of(ws, session, _people(found, made))
        view = PanelView(
            curation_id=curation_id,
            business_id=curation.business_id,
            session_id=curation.session_id,
            level=Level(curation.level),
            rubric=found.rubric,
            gates=found.gates,
            members=_members(ws, session, curation, found, names),
            submitted=panel.present(found.sheets),
            minimum=found.minimum,
            visible=visible,
            chair=looking.is_chair(ws, _held(session, curation)),
            may=_abilities(ws, session, curation, found, visible=visible),
            needs_chair=panel.needs_chair(found.sheets),
            names=names,
            returned=returned.reason if returned else "",
            returned_at=returned.returned_at if returned else None,
        )
        return _opened(ws, session, curation, found, view) if visible else view


def _opened(
    ws: Workspace, session: Session, curation: Curation, found: Panel, view: PanelView
) -> PanelView:
    """The view with what only those see who have given their own."""
    made = standing.history(session, [curation.id]).get(curation.id, [])
    valid = panel.valid(found.sheets)
    return replace(
        view,
        sheets=found.sheets,
        alarms=panel.alarms(found),
        disputed=panel.disputed([s.sheet for s in valid], found.gates),
        judged=rulings.judge(session, curation, ws.today(), found),
        earlier=earlier_results(ws, session, curation),
        decisions=decision_lines(session, made, view.names or {}),
    )


def open_unscored(ws: Workspace, curation_id: UUID) -> Change:
    """Look at the sheets as chair without giving one: kept, and none of theirs is taken after.

    Raises UserError `panel.not_yet` before enough sheets are in, `role.not_chair`.
    """
    with ws.change() as recorder:
        session = recorder.session
        curation = session.get_one(Curation, curation_id)
        rulings.require_chair(ws, _held(session, curation))
        if not _may_open(ws, session, curation, panel_facts.gather(ws, session, curation)):
            raise UserError(
                "panel.not_yet",
                "Lembar anggota lain baru dapat dilihat setelah jumlahnya cukup.",
                safe="Tidak ada yang berubah.",
                todo="Kirim lembar Anda sendiri, atau tunggu lembar anggota tim.",
            )
        recorder.tell(looking.OPENED, curation)
        return replace(recorder.done(), entities=frozenset({"curation"}))


def _may_open(ws: Workspace, session: Session, curation: Curation, found: Panel) -> bool:
    chair = looking.is_chair(ws, _held(session, curation)) and ws.me.judges()
    mine = any(s.curator == ws.me.person_id for s in found.sheets)
    return panel.may_open(
        chair=chair, submitted=mine, sheets=panel.present(found.sheets), minimum=found.minimum
    )


def _held(session: Session, curation: Curation) -> CurationSession:
    return session.get_one(CurationSession, curation.session_id)


def _abilities(
    ws: Workspace, session: Session, curation: Curation, found: Panel, *, visible: bool
) -> Abilities:
    held, tie = _held(session, curation), interests.ties(session, curation).get(ws.me.person_id)
    judges = ws.me.judges() and (tie is None or tie.interest_id is None)
    chair = judges and looking.is_chair(ws, held)
    decided = standing.decision(session, curation.id) is not None
    open_ = not decided and not standing.returns(session, [curation.id])
    enough = panel.present(found.sheets) >= found.minimum
    return Abilities(
        open_unscored=open_ and not visible and _may_open(ws, session, curation, found),
        conclude=judges and open_ and enough and not panel.needs_chair(found.sheets),
        reconcile=chair and open_ and visible and enough,
        take_back=decided and corrections.may_take_back(ws, session, curation),
        correct=chair and decided,
        send_down=chair and open_ and held.state == OPEN and Level(curation.level) is not _LOWEST,
    )


_LOWEST = next(iter(Level))


def _members(
    ws: Workspace,
    session: Session,
    curation: Curation,
    found: Panel,
    names: Mapping[UUID, str],
) -> tuple[MemberLine, ...]:
    """Who was called to the panel, who scored, and who is writing on this laptop."""
    drafts = sa.select(SheetDraft.curator_id).where(SheetDraft.curation_id == curation.id)
    writing = set(session.scalars(drafts))
    ties = interests.ties(session, curation)
    given = {s.curator: s for s in panel.valid(found.sheets)}
    me = ws.me.person_id
    people = found.members | set(given) | writing | set(ties)
    if not found.members and ws.me.judges():
        people = people | {me}
    lines = []
    for person in people:
        tie, sheet = ties.get(person), given.get(person)
        state = MemberState.WRITING if person in writing else MemberState.WAITING
        if tie is not None:
            state = MemberState.TIED
        if sheet is not None:
            state = MemberState.SUBMITTED
        lines.append(
            MemberLine(
                person,
                names.get(person, ""),
                state,
                me=person == me,
                tie=tie.kind if tie else None,
                interest_id=tie.interest_id if tie else None,
                submitted_at=sheet.submitted_at if sheet else None,
            )
        )
    return tuple(sorted(lines, key=lambda m: (not m.me, m.name, m.person_id)))


def _people(found: Panel, made: Iterable[DecisionRecord]) -> set[UUID]:
    decided = {row.decided_by for row in made}
    return {*found.members, *found.tied, *(s.curator for s in found.sheets), *decided}
