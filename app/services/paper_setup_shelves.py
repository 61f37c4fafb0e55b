"""The set-ups of papers of a region as an admin sees them: history, draft, and what counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import paper_setup
from app.domain.paper_setup import PaperSetup, Signer
from app.domain.permissions import may_publish_for
from app.models.entities import PaperSetup as Row
from app.models.entities import Person, Region
from app.models.local import PaperSetupDraft, Refusal
from app.services import emblems, paper_setups, regions
from app.services.workspace import Workspace
from app.sync import outbox


class Standing(StrEnum):
    """How a published set-up stands today."""

    IN_FORCE = "in_force"
    PLANNED = "planned"
    EARLIER = "earlier"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SetupLine:
    """One published set-up of a region."""

    id: UUID
    version: int
    standing: Standing
    published_at: datetime
    by: str
    setup: PaperSetup
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A set-up that is being written, and the version it was begun from (0: from none)."""

    setup: PaperSetup
    based_on: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class SetupShelf:
    """Everything about the set-ups of one region; newest version first."""

    region: str
    name: str
    lines: tuple[SetupLine, ...]
    draft: DraftView | None
    counts: PaperSetup
    """What the region's papers take today: its own, one from above, or this laptop's settings."""
    counts_of: str
    """The name of the region that published it; '' for the settings of this laptop."""
    editable: bool

    @property
    def newest(self) -> SetupLine | None:
        """The last set-up that the centre has taken."""
        pending = (Standing.WAITING, Standing.REFUSED)
        return next((line for line in self.lines if line.standing not in pending), None)

    @property
    def pending(self) -> SetupLine | None:
        """One published on this laptop that the centre has not taken (yet)."""
        pending = (Standing.WAITING, Standing.REFUSED)
        return next((line for line in self.lines if line.standing in pending), None)


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region to choose; `depth` 0 is the province."""

    code: str
    name: str
    depth: int
    editable: bool
    published: bool


def region_lines(ws: Workspace) -> tuple[RegionLine, ...]:
    """The regions of this person's work, with what lies above and below them."""
    granted = ws.me.regions
    with ws.db.read() as session:
        known = _curating(session)
        has = set(session.scalars(sa.select(Row.region_code).where(Row.deleted.is_(False))))
    lines = []
    for code, name in known:
        if not any(_related(code, region) for region in granted):
            continue
        edit = ws.me.enrolled and may_publish_for(ws.me.grants, code)
        lines.append(RegionLine(code, name, code.count("."), edit, code in has))
    return tuple(lines)


def _related(code: str, region: str) -> bool:
    return f"{code}.".startswith(f"{region}.") or f"{region}.".startswith(f"{code}.")


def _curating(session: Session) -> list[tuple[str, str]]:
    kinds = ("provinsi", "kabkota", "kecamatan")
    query = sa.select(Region.code, Region.name).where(
        Region.kind.in_(kinds), Region.deleted.is_(False), Region.valid_to.is_(None)
    )
    rows = session.execute(query.order_by(Region.code))
    return [(code, regions.short_city(name)) for code, name in rows]


def counts_for_work(ws: Workspace) -> str:
    """Whose set-ups the papers of this person's regions take today, by name; '' if of one none."""
    today = ws.today()
    with ws.db.read() as session:
        found = [paper_setups.find(session, region, today) for region in ws.me.regions]
        codes = [one.setup.region for one in found if one is not None]
        known = regions.names(session, codes)
    if len(codes) < len(found):
        return ""
    return ", ".join(dict.fromkeys(regions.short_city(known.get(c, c)) for c in codes))


def shelf(ws: Workspace, region: str) -> SetupShelf:
    """The set-ups of one region."""
    today = ws.today()
    with ws.db.read() as session:
        rows = session.scalars(
            sa.select(Row)
            .where(Row.region_code == region, Row.deleted.is_(False))
            .order_by(Row.version.desc(), Row.created_at.desc())
        ).all()
        found = paper_setups.find(session, region, today)
        refused = dict(
            session.execute(
                sa.select(Refusal.id, Refusal.code).where(Refusal.entity == "paper_setup")
            ).all()
        )
        pending = paper_setups.unconfirmed(session)
        names = dict(session.execute(sa.select(Person.id, Person.name)).all())
        names[ws.me.person_id] = ws.me.person_name
        lines = tuple(_line(ws, row, found, pending, refused, names) for row in rows)
        draft = session.get(PaperSetupDraft, region)
        codes = [region, *([found.setup.region] if found else [])]
        known = regions.names(session, codes)
    view = None if draft is None else _view(ws, draft)
    counts, counts_of = _settings(ws, region), ""
    if found is not None:
        counts = found.setup
        counts_of = regions.short_city(known.get(counts.region, counts.region))
    name = regions.short_city(known.get(region, region))
    edit = ws.me.enrolled and may_publish_for(ws.me.grants, region)
    return SetupShelf(region, name, lines, view, counts, counts_of, edit)


def _line(
    ws: Workspace,
    row: Row,
    found: paper_setups.Found | None,
    pending: set[UUID],
    refused: Mapping[UUID, str],
    names: Mapping[UUID, str],
) -> SetupLine:
    why = ""
    if row.id in pending:
        why = refused.get(row.id, "")
        standing = Standing.WAITING if why in ("", *outbox.LATER) else Standing.REFUSED
    elif found is not None and row.id == found.id:
        standing = Standing.IN_FORCE
    else:
        standing = Standing.PLANNED if row.valid_from > ws.today() else Standing.EARLIER
    by = names.get(row.created_by, "") if row.created_by else ""
    setup = paper_setups.of_row(row)
    shown = why if standing is Standing.REFUSED else ""
    return SetupLine(row.id, row.version, standing, row.created_at, by, setup, shown)


def _settings(ws: Workspace, region: str) -> PaperSetup:
    """What this laptop's settings say, as a set-up to begin from."""
    said = ws.settings
    signers = tuple(Signer(s.name, s.position, s.nip) for s in said.signatories)
    return PaperSetup(
        region, ws.today(), said.letterhead_lines, said.letterhead_address, signers=signers
    )


def _view(ws: Workspace, row: PaperSetupDraft) -> DraftView:
    body = {**row.body, "valid_from": date.fromisoformat(row.body["valid_from"]), "emblem": None}
    setup = paper_setup.from_columns(body)
    name = row.body["emblem"]
    emblem = emblems.kept(ws, name) if name else None
    return DraftView(replace(setup, emblem=emblem), row.based_on, row.saved_at)


def refusal_sentence(found: SetupShelf) -> str:
    """Why a publication was refused, with who was first where that is known here."""
    line = found.pending
    if line is None or line.standing is not Standing.REFUSED:
        return ""
    if line.refusal == "paper_setup.version_taken":
        first = next(
            (o for o in found.lines if o.version == line.version and o.id != line.id), None
        )
        who = f" oleh {first.by}" if first and first.by else " oleh admin lain"
        return f"Versi {line.version} sudah diterbitkan{who}. Terbitan Anda tidak dipakai."
    if line.refusal == "scope.outside":
        return "Pusat menolak: hanya admin wilayah ini yang boleh menerbitkannya."
    return "Pusat menolak terbitan ini: isinya tidak dapat dibaca."
