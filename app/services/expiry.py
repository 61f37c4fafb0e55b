"""Masa berlaku: papers that run out and the channels that hang on them, business by business.

Only papers on which something hangs: the product is in a channel through it, or would be with it
renewed (`standing_count`). Who was told, when and how, stands in the business's story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.terms import DocumentType, Term
from app.errors import UserError
from app.models.entities import AuditEvent, Business, Person, Product
from app.models.standing_rows import ExpiryRow, StandingProduct
from app.services import blindness, looking, regions, standing_keys
from app.services.changes import Change
from app.services.standing_keys import CERTIFICATE
from app.services.workspace import Workspace

PROVINCE = "31"
_LONGEST = 90


class Window(Term):
    """How soon: already over, or within so many days."""

    ENDED = "ended", "Sudah berakhir"
    WEEK = "week", "7 hari"
    MONTH = "month", "30 hari"
    QUARTER = "quarter", "90 hari"


_DAYS = {Window.WEEK: 7, Window.MONTH: 30, Window.QUARTER: _LONGEST}


class PaperKind(Term):
    """Which papers are watched."""

    HALAL = "halal", "Halal"
    PIRT = "pirt", "P-IRT"
    BPOM = "bpom", "BPOM"
    CERTIFICATE = "certificate", "Sertifikat kurasi"
    OTHER = "other", "Dokumen lain"


_KINDS: dict[PaperKind, tuple[str, ...]] = {
    PaperKind.HALAL: (str(DocumentType.HALAL),),
    PaperKind.PIRT: (str(DocumentType.PIRT),),
    PaperKind.BPOM: (str(DocumentType.BPOM),),
    PaperKind.CERTIFICATE: (CERTIFICATE,),
}


class Told(Term):
    """How a business was told."""

    LETTER = "letter", "surat"
    MESSAGE = "message", "pesan WhatsApp"


@dataclass(frozen=True, slots=True)
class WatchedFor:
    """What is asked for; `kind` None for all papers."""

    window: Window = Window.MONTH
    kind: PaperKind | None = None
    region: str = PROVINCE


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that runs out: whose, on which day, and what hangs on it."""

    kind: str
    name: str
    until: date
    days: int
    products: tuple[str, ...]
    channels: tuple[str, ...]
    product_id: UUID

    @property
    def ended(self) -> bool:
        """Whether it is over already."""
        return self.days < 0


@dataclass(frozen=True, slots=True)
class Telling:
    """When a business was told, by whom and how."""

    at: datetime
    by: str
    how: Told


@dataclass(frozen=True, slots=True)
class Expiring:
    """A business with the papers that run out, the first one first."""

    business_id: UUID
    business: str
    owner: str
    phone: str
    place: str
    district: str
    papers: tuple[Paper, ...]
    told: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class WatchView:
    """Businesses in each window, and those of one of them in the order of their first day."""

    counts: dict[Window, int]
    keys: tuple[UUID, ...]


def view(ws: Workspace, wanted: WatchedFor) -> WatchView:
    """How many businesses there are in each window, and which in one."""
    today = ws.today()
    with ws.db.read() as session:
        unseen = _unseen(ws, session)
        counts = {}
        for window in Window:
            where = _where(WatchedFor(window, wanted.kind, wanted.region), today, unseen)
            count = sa.func.count(sa.distinct(ExpiryRow.business_id))
            counts[window] = session.scalar(_from(sa.select(count)).where(*where)) or 0
        first = _from(sa.select(ExpiryRow.business_id)).where(*_where(wanted, today, unseen))
        # What ended last is renewed before what has been over for years.
        soonest, latest = sa.func.min(ExpiryRow.until), sa.func.max(ExpiryRow.until)
        order = latest.desc() if wanted.window is Window.ENDED else soonest.asc()
        query = first.group_by(ExpiryRow.business_id).order_by(order, ExpiryRow.business_id)
        return WatchView(counts, tuple(session.scalars(query)))


def within(ws: Workspace, days: int) -> int:
    """How many papers run out within so many days, today included."""
    today = ws.today()
    with ws.db.read() as session:
        unseen = _unseen(ws, session)
        where = [ExpiryRow.until.between(today, today + timedelta(days=days)), *_seen(unseen)]
        papers = (
            _from(sa.select(ExpiryRow.business_id, ExpiryRow.kind, ExpiryRow.until))
            .where(*where)
            .distinct()
        )
        return session.scalar(sa.select(sa.func.count()).select_from(papers.subquery())) or 0


def _unseen(ws: Workspace, session: Session) -> frozenset[UUID]:
    """A channel that is open tells the result: not to who is about to score the product."""
    return blindness.hidden(ws, session) | looking.unseen_results(ws, session)


def _from(query: Any) -> Any:
    return query.join(StandingProduct, StandingProduct.n == ExpiryRow.n)


def _seen(unseen: frozenset[UUID]) -> list[sa.ColumnElement[bool]]:
    return [StandingProduct.product_id.not_in(unseen)] if unseen else []


def _where(
    wanted: WatchedFor, today: date, unseen: frozenset[UUID]
) -> list[sa.ColumnElement[bool]]:
    found = _seen(unseen)
    if wanted.window is Window.ENDED:
        found.append(ExpiryRow.until < today)
    else:
        last = today + timedelta(days=_DAYS[wanted.window])
        found.append(ExpiryRow.until.between(today, last))
    if wanted.kind is PaperKind.OTHER:
        named = [kind for kinds in _KINDS.values() for kind in kinds]
        found.append(ExpiryRow.kind.not_in(named))
    elif wanted.kind is not None:
        found.append(ExpiryRow.kind.in_(_KINDS[wanted.kind]))
    if wanted.region != PROVINCE:
        inside = ExpiryRow.district.startswith(f"{wanted.region}.", autoescape=True)
        found.append(sa.or_(ExpiryRow.district == wanted.region, inside))
    return found


def businesses(ws: Workspace, ids: Sequence[UUID]) -> list[Expiring]:
    """All papers of some businesses that ended or end within 90 days, in the order of `ids`."""
    today = ws.today()
    with ws.db.read() as session:
        unseen = _unseen(ws, session)
        papers = _papers(session, ids, today, unseen)
        told = _tellings(session, ids)
        rows = session.scalars(sa.select(Business).where(Business.id.in_(ids)))
        known = {row.id: row for row in rows}
        places = regions.addresses(session, [row.ward_code for row in known.values()])
        return [
            Expiring(
                business_id=key,
                business=row.name,
                owner=row.owner_name,
                phone=row.phone or "",
                place=_place(places[row.ward_code]),
                district=row.scope,
                papers=tuple(papers[key]),
                told=tuple(told[key]),
            )
            for key in ids
            if (row := known.get(key)) is not None
        ]


def business(ws: Workspace, business_id: UUID) -> Expiring:
    """One business; UserError `expiry.nothing` when nothing of it runs out any more."""
    found = businesses(ws, [business_id])
    if not found or not found[0].papers:
        raise UserError(
            "expiry.nothing",
            "Tidak ada dokumen usaha ini yang akan berakhir.",
            safe="Tidak ada surat atau pesan yang dibuat.",
            todo="Muat ulang daftarnya: mungkin dokumennya sudah diperbarui.",
        )
    return found[0]


def _place(at: regions.Address) -> str:
    """Names of places alone: streets and numbers stay in the register."""
    parts = (
        at.ward and f"Kelurahan {at.ward}",
        at.district and f"Kecamatan {at.district}",
        at.city,
    )
    return ", ".join(part for part in parts if part)


def _papers(
    session: Session, ids: Sequence[UUID], today: date, unseen: frozenset[UUID]
) -> dict[UUID, list[Paper]]:
    query = (
        _from(sa.select(ExpiryRow, Product.id, Product.name))
        .join(Product, Product.id == StandingProduct.product_id)
        .where(
            ExpiryRow.business_id.in_(ids),
            ExpiryRow.until <= today + timedelta(days=_LONGEST),
            *_seen(unseen),
        )
        .order_by(ExpiryRow.until, ExpiryRow.kind, StandingProduct.name_key)
    )
    # A paper of the business as a whole stands at each of its products: told once.
    together: dict[tuple[UUID, date, str], list[Any]] = defaultdict(list)
    for row, product_id, name in session.execute(query):
        together[row.business_id, row.until, row.kind].append((row.closes, product_id, name))
    found: dict[UUID, list[Paper]] = defaultdict(list)
    for (business_id, until, kind), rows in together.items():
        closes = "|".join(channels for channels, _, _ in rows)
        name = standing_keys.paper_name(kind)
        found[business_id].append(
            Paper(
                kind=kind,
                name=name[0].upper() + name[1:],
                until=until,
                days=(until - today).days,
                products=tuple(name for _, _, name in rows),
                channels=standing_keys.channel_names(closes),
                product_id=rows[0][1],
            )
        )
    return found


# -- telling --------------------------------------------------------------------------


_VERBS = {f"expiry.{how}": how for how in Told}


def tell(ws: Workspace, told: Iterable[Expiring], how: Told) -> Change:
    """Note that these businesses were told of these papers."""
    with ws.change() as recorder:
        for one in told:
            row = recorder.session.get_one(Business, one.business_id)
            papers = [[paper.kind, paper.until.isoformat()] for paper in one.papers]
            recorder.tell(f"expiry.{how}", row, papers=papers)
        return recorder.done()


def _tellings(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Telling]]:
    """The latest first."""
    query = (
        sa.select(AuditEvent.entity_id, AuditEvent.verb, AuditEvent.created_at, Person.name)
        .outerjoin(Person, Person.id == AuditEvent.created_by)
        .where(
            AuditEvent.entity_id.in_(ids),
            AuditEvent.verb.in_(list(_VERBS)),
            AuditEvent.deleted.is_(False),
        )
        .order_by(AuditEvent.created_at.desc(), AuditEvent.id.desc())
    )
    found: dict[UUID, list[Telling]] = defaultdict(list)
    for key, verb, at, by in session.execute(query):
        found[key].append(Telling(at, by or "", _VERBS[verb]))
    return found
