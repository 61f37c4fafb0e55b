"""What the channels look at, read for many products at once: a few queries a thousand products.

Practice counts only in a room that is practice altogether, as everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.market.channels import Channel, Offered, Result
from app.domain.market.terms import BookingState, PickState
from app.domain.regions import TRAINING
from app.domain.standing import first_of, in_force
from app.domain.terms import BusinessStatus, Category, DocumentType, Grade, Level, Outcome
from app.models.entities import (
    Business,
    CaseReturn,
    Certificate,
    CertificateRevocation,
    Curation,
    DecisionRecord,
    LegalDocument,
    Photo,
    Product,
)
from app.models.local import Identity, Refusal
from app.models.market import EventBooking, EventVisit, GebetanPick, MarketEvent
from app.services import scopes

_AT_ONCE = 1000
_LEVELS = tuple(Level)
_PLACES = (str(BookingState.ASSIGNED), str(BookingState.NO_SHOW))
_LOST = "gebetan.taken"
"""The one refusal that says the business has its turn after all, in somebody else's round."""

Taken = Mapping[Channel, tuple[date, ...]]


def offered(
    session: Session, product_ids: Iterable[UUID], but: Collection[UUID] = ()
) -> dict[UUID, Offered]:
    """Living products as a channel looks at them.

    Of `but` (keys of picks, bookings and visits) nothing is counted: whoever asks again about a
    place that is given already leaves that place out.
    """
    training = session.scalar(sa.select(Identity.enrolled_at)) is None
    found: dict[UUID, Offered] = {}
    wanted = list(dict.fromkeys(product_ids))
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        found |= _some(session, some, frozenset(but), training=training)
    return found


def _some(
    session: Session, keys: Sequence[UUID], but: frozenset[UUID], *, training: bool
) -> dict[UUID, Offered]:
    rows = session.execute(
        sa.select(
            *(Product.id, Product.category, Product.business_id),
            *(Business.ward_code, Business.status, Business.nib),
            sa.or_(Business.deleted, Business.id.is_(None)).label("gone"),
        )
        .outerjoin(Business, Business.id == Product.business_id)
        .where(Product.id.in_(keys), Product.deleted.is_(False))
    ).all()
    businesses = list({row.business_id for row in rows})
    results = _results(session, keys, training=training)
    certificates = _certificates(session, keys, training=training)
    of_product, of_business = _documents(session, businesses)
    photos = _photos(session, keys)
    taken = _taken(session, businesses, but)
    return {
        row.id: Offered(
            category=Category(row.category),
            region=row.ward_code or "",
            active=not row.gone and row.status != BusinessStatus.CLOSED,
            results=results.get(row.id, ()),
            certificate_until=certificates.get(row.id),
            documents=_in_hand(
                row.nib, of_business.get(row.business_id, ()), of_product.get(row.id, ())
            ),
            photos=photos.get(row.id, 0),
            taken=taken.get(row.business_id, {}),
        )
        for row in rows
    }


def _results(
    session: Session, keys: Sequence[UUID], *, training: bool
) -> dict[UUID, tuple[Result, ...]]:
    """The last attempt's decision at each level, unless the case was sent down there since."""
    columns = (DecisionRecord.id, DecisionRecord.curation_id, DecisionRecord.product_id)
    said = (DecisionRecord.level, DecisionRecord.outcome, DecisionRecord.grade)
    when = (DecisionRecord.decided_at, DecisionRecord.supersedes, DecisionRecord.deleted)
    query = (
        sa.select(*columns, *said, *when, Curation.attempt)
        .join(Curation, Curation.id == DecisionRecord.curation_id)
        .where(DecisionRecord.product_id.in_(keys), _counts(DecisionRecord.scope, training))
    )
    made: dict[UUID, list[Any]] = defaultdict(list)
    for told in session.execute(query):
        made[told.curation_id].append(told)
    returned = _returned(session, keys, training=training)
    last: dict[tuple[UUID, str], Any] = {}
    for rows in made.values():
        row: Any = in_force(rows)
        if row is None:
            continue
        place = row.product_id, row.level
        back = returned.get(place)
        if back is not None and first_of(row, rows).decided_at <= back:
            continue
        if place not in last or (row.attempt, row.id) > (last[place].attempt, last[place].id):
            last[place] = row
    found: dict[UUID, list[Result]] = defaultdict(list)
    for (product, level), row in last.items():
        found[product].append(Result(Level(level), Outcome(row.outcome), Grade(row.grade)))
    return {product: tuple(results) for product, results in found.items()}


def _returned(
    session: Session, keys: Sequence[UUID], *, training: bool
) -> dict[tuple[UUID, str], datetime]:
    query = (
        sa.select(CaseReturn.product_id, CaseReturn.to_level, sa.func.max(CaseReturn.returned_at))
        .where(
            CaseReturn.product_id.in_(keys),
            CaseReturn.deleted.is_(False),
            _counts(CaseReturn.scope, training),
        )
        .group_by(CaseReturn.product_id, CaseReturn.to_level)
    )
    return {(product, level): at for product, level, at in session.execute(query)}


def _certificates(session: Session, keys: Sequence[UUID], *, training: bool) -> dict[UUID, date]:
    """The last day of the certificate of the highest level, of those that stand."""
    fallen = sa.exists().where(DecisionRecord.supersedes == Certificate.decision_id)
    revoked = sa.exists().where(CertificateRevocation.certificate_id == Certificate.id)
    query = sa.select(Certificate.product_id, Certificate.level, Certificate.valid_until).where(
        Certificate.product_id.in_(keys),
        Certificate.deleted.is_(False),
        _counts(Certificate.scope, training),
        ~fallen,
        ~revoked,
    )
    best: dict[UUID, tuple[int, date]] = {}
    for product, level, until in session.execute(query):
        held = _LEVELS.index(Level(level)), until
        best[product] = max(best.get(product, held), held)
    return {product: until for product, (_, until) in best.items()}


@dataclass(frozen=True, slots=True)
class _Paper:
    kind: DocumentType
    until: date | None


def _documents(
    session: Session, businesses: Sequence[UUID]
) -> tuple[dict[UUID, list[_Paper]], dict[UUID, list[_Paper]]]:
    """Papers in hand by product, and those of a business as a whole; applied for is not in hand."""
    of_product: dict[UUID, list[_Paper]] = defaultdict(list)
    of_business: dict[UUID, list[_Paper]] = defaultdict(list)
    query = sa.select(
        *(LegalDocument.business_id, LegalDocument.product_id),
        *(LegalDocument.kind, LegalDocument.valid_until),
    ).where(
        LegalDocument.business_id.in_(businesses),
        LegalDocument.deleted.is_(False),
        LegalDocument.in_process.is_(False),
    )
    for business, product, kind, until in session.execute(query):
        place = of_business[business] if product is None else of_product[product]
        place.append(_Paper(DocumentType(kind), until))
    return of_product, of_business


def _in_hand(nib: str | None, *shelves: Iterable[_Paper]) -> dict[DocumentType, date | None]:
    """The last day of each kind; of two papers of a kind, the one that lasts longer."""
    found: dict[DocumentType, date | None] = {DocumentType.NIB: None} if nib else {}
    for shelf in shelves:
        for paper in shelf:
            held = found.get(paper.kind, date.min)
            lasts = held is None or paper.until is None
            found[paper.kind] = None if lasts else max(held or date.min, paper.until or date.min)
    return found


def _photos(session: Session, keys: Sequence[UUID]) -> dict[UUID, int]:
    query = (
        sa.select(Photo.product_id, sa.func.count())
        .where(Photo.product_id.in_(keys), scopes.shown_photo())
        .group_by(Photo.product_id)
    )
    return dict(session.execute(query).all())


def _taken(
    session: Session, businesses: Sequence[UUID], but: frozenset[UUID]
) -> dict[UUID, dict[Channel, tuple[date, ...]]]:
    """The days on which a business had a place; one that the centre refused is none."""
    days: dict[UUID, dict[Channel, set[date]]] = defaultdict(lambda: defaultdict(set))
    twins = _merged_into(session, businesses)
    for key, business, channel, day in _places(session, [*businesses, *twins]):
        if key not in but:
            days[twins.get(business, business)][Channel(channel)].add(day)
    return {
        business: {channel: tuple(sorted(held)) for channel, held in channels.items()}
        for business, channels in days.items()
    }


def _merged_into(session: Session, businesses: Sequence[UUID]) -> dict[UUID, UUID]:
    """Businesses that were found to be one of these: their turns were its turns."""
    query = sa.select(Business.id, Business.merged_into).where(
        Business.merged_into.in_(businesses), Business.deleted.is_(True)
    )
    return {key: into for key, into in session.execute(query) if into is not None}


def _places(session: Session, businesses: Sequence[UUID]) -> Iterable[Any]:
    picks = sa.select(
        GebetanPick.id, GebetanPick.business_id, _word(Channel.GEBETAN), GebetanPick.picked_on
    ).where(
        GebetanPick.business_id.in_(businesses),
        GebetanPick.deleted.is_(False),
        GebetanPick.state != str(PickState.WITHDRAWN),
        GebetanPick.id.not_in(_refused("gebetan_pick")),
    )
    bookings = (
        sa.select(EventBooking.id, EventBooking.business_id, MarketEvent.channel, EventBooking.day)
        .join(MarketEvent, MarketEvent.id == EventBooking.event_id)
        .where(
            EventBooking.business_id.in_(businesses),
            EventBooking.deleted.is_(False),
            MarketEvent.deleted.is_(False),
            EventBooking.state.in_(_PLACES),
            EventBooking.id.not_in(_refused("event_booking")),
        )
    )
    visits = (
        sa.select(EventVisit.id, EventVisit.business_id, MarketEvent.channel, EventVisit.day)
        .join(MarketEvent, MarketEvent.id == EventVisit.event_id)
        .where(
            EventVisit.business_id.in_(businesses),
            EventVisit.deleted.is_(False),
            MarketEvent.deleted.is_(False),
            EventVisit.id.not_in(_refused("event_visit")),
        )
    )
    for query in (picks, bookings, visits):
        yield from session.execute(query)


def _word(channel: Channel) -> sa.ColumnElement[str]:
    return sa.literal(str(channel))


def _refused(entity: str) -> sa.Select[UUID]:
    return sa.select(Refusal.id).where(Refusal.entity == entity, Refusal.code != _LOST)


def _counts(scope: InstrumentedAttribute[str], practice: bool) -> sa.ColumnElement[bool]:
    return scope == TRAINING if practice else scope != TRAINING
