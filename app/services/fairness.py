"""Keadilan nilai: what is known of a session's fairness, and who may see it.

Two steps, so that the database lane is soon free: `read` takes the standing sheets of one
session (three queries however many products), `weigh` reckons with them and needs no
database. Nothing here changes a result, and nothing of it is stored or sent.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import covers
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet
from app.domain.sheets import sheet_from_json
from app.domain.standing import unsuperseded
from app.domain.terms import CurationState, Role, Term
from app.models.entities import (
    Assessment,
    BlindLabel,
    Curation,
    CurationSession,
    Interest,
    Person,
    Product,
)
from app.services import rubrics, session_rules
from app.services.sessions import OPEN
from app.services.sheet_views import UNLABELLED
from app.services.workspace import Workspace

LIMITS = "fairness.json"


class AgreementReading(Term):
    """What alpha says, in a word."""

    ALIGNED = "aligned", "Sejalan"
    FAIR = "fair", "Cukup"
    APART = "apart", "Beda pandangan"
    ALL_EQUAL = "all_equal", "Semua nilai sama"
    TOO_FEW = "too_few", "Terlalu sedikit data"


class LeniencyReading(Term):
    """What a curator's leniency says, in a word."""

    LENIENT = "lenient", "Lebih murah nilai"
    STRICT = "strict", "Lebih ketat"
    LEVEL = "level", "Setara rekan"
    APART = "apart", "Tidak dapat dibandingkan"
    TOO_FEW = "too_few", "Terlalu sedikit data"


class Why(Term):
    """Why one more sheet helps a product."""

    THRESHOLD = "threshold", "Dekat batas"
    DIFFERENCE = "difference", "Nilai jauh berbeda"
    GATES = "gates", "Syarat wajib dinilai berbeda"
    SINGLE = "single", "Baru satu lembar"
    JOINS = "joins", "Menghubungkan kelompok kurator"


@dataclass(frozen=True, slots=True)
class Limits:
    """Where words change and how many lines are told (resources/fairness.json)."""

    least_products: int
    aligned_from: float
    fair_from: float
    least_shared_products: int
    near_points: float
    sheet_deviation_points: float
    alarm_worth: float
    least_worth: float
    most: int


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """Agreement on one criterion; `code` is empty for the total."""

    code: str
    name: str
    alpha: Span | None
    products: int
    reading: AgreementReading


@dataclass(frozen=True, slots=True)
class CuratorLine:
    """How much more a curator gives than the colleagues of their circle."""

    person_id: UUID
    name: str
    sheets: int
    points: Span | None
    logits: Span | None
    circle: int
    reading: LeniencyReading


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A product's raw total and, beside it, the total free of its curators' leniency."""

    curation_id: UUID
    product: str
    sheets: int
    raw: float
    fair: Span | None
    bounds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class NextLine:
    """A product that one more sheet would help, who could fill it, and why.

    The figures are None for who has yet to score the product: nobody sees others' scores
    before their own sheet is in.
    """

    curation_id: UUID
    product: str
    person_id: UUID | None
    person: str
    sheets: int
    why: tuple[Why, ...]
    total: float | None
    bound: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class Fairness:
    """All that is shown. `circles` counts groups of curators that share no product."""

    session_id: UUID
    training: bool
    whole: bool
    """Whether the viewer sees everybody, or only their own line."""

    sheets: int
    circles: int
    agreement: tuple[CriterionLine, ...]
    leniency: tuple[CuratorLine, ...]
    totals: tuple[TotalLine, ...]
    next: tuple[NextLine, ...]


@dataclass(frozen=True, slots=True)
class PanelSheet:
    """One standing sheet."""

    curation_id: UUID
    curator_id: UUID
    rubric_rev: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class PanelProduct:
    """One product of the session; `barred` are who may not score it."""

    curation_id: UUID
    name: str
    decided: bool
    barred: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Panel:
    """A session as it stands, ready to be weighed without a database."""

    session_id: UUID
    open: bool
    training: bool
    difference_points: int
    products: tuple[PanelProduct, ...]
    sheets: tuple[PanelSheet, ...]
    rubrics: Mapping[str, Rubric]
    people: Mapping[UUID, str]
    """Who may be asked for a sheet, in order, with their names."""

    viewer: UUID
    whole: bool


@lru_cache(maxsize=4)
def limits(resources: Path) -> Limits:
    """The limits that come with the program."""
    data = json.loads((resources / LIMITS).read_text(encoding="utf-8"))
    return Limits(**data["agreement"], **data["leniency"], **data["next"])


class Sight(Enum):
    """How much of a session's fairness somebody sees."""

    NOTHING = "nothing"
    OWN = "own"
    WHOLE = "whole"


def sight(ws: Workspace, session_id: UUID) -> Sight:
    """What who works here may see of a session: all of it who leads, their own leniency who
    has given a sheet.
    """
    with ws.db.read() as session:
        if _sees_whole(ws, session.get_one(CurationSession, session_id)):
            return Sight.WHOLE
        mine = sa.select(Assessment.id).join(Curation, Curation.id == Assessment.curation_id)
        given = mine.where(
            Curation.session_id == session_id,
            Curation.deleted.is_(False),
            Assessment.curator_id == ws.me.person_id,
        )
        return Sight.NOTHING if session.scalar(given.limit(1)) is None else Sight.OWN


def _sees_whole(ws: Workspace, held: CurationSession) -> bool:
    """Its chair, and who chairs or administers the region; before enrolment one is alone."""
    me = ws.me
    leads = any(
        g.role in {Role.CHAIR, Role.ADMIN} and covers(g.region, held.region_code) for g in me.grants
    )
    return me.training or held.chair_id == me.person_id or leads


def read(ws: Workspace, session_id: UUID) -> Panel:
    """The standing sheets of a session and what goes with them.

    Curations at which only failed parts are scored again are left out: what is carried over
    from earlier sheets is nobody's new opinion. So are sheets withdrawn or superseded.
    """
    with ws.db.read() as session:
        held = session.get_one(CurationSession, session_id)
        rules = session_rules.rules_of(ws.resources, held)
        ours = sa.and_(
            Curation.session_id == session_id,
            Curation.deleted.is_(False),
            Curation.rescore.is_(None),
        )
        sheets = _sheets(session, ours)
        revs = sorted({sheet.rubric_rev for sheet in sheets})
        return Panel(
            session_id=session_id,
            open=held.state == OPEN,
            training=held.training,
            difference_points=rules.difference_points,
            products=_products(session, ours, session_id, blind=rules.blind),
            sheets=sheets,
            rubrics={rev: rubrics.by_rev(session, rev) for rev in revs},
            people=_people(ws, session, held, sheets),
            viewer=ws.me.person_id,
            whole=_sees_whole(ws, held),
        )


def _sheets(session: Session, ours: sa.ColumnElement[bool]) -> tuple[PanelSheet, ...]:
    query = (
        sa.select(Assessment)
        .join(Curation, Curation.id == Assessment.curation_id)
        .where(ours)
        .order_by(Assessment.submitted_at, Assessment.id)
    )
    rows = unsuperseded(session.scalars(query).all())
    # Of two by one curator (from two laptops) the later one speaks here; the chair sees both.
    last = {(row.curation_id, row.curator_id): row for row in rows if not row.withdrawn}
    return tuple(
        PanelSheet(row.curation_id, row.curator_id, row.rubric_rev, sheet_from_json(row.sheet))
        for row in last.values()
    )


def _products(
    session: Session, ours: sa.ColumnElement[bool], session_id: UUID, *, blind: bool
) -> tuple[PanelProduct, ...]:
    """In a blind session products go by their code here too."""
    query = (
        sa.select(Curation, Product.name)
        .join(Product, Product.id == Curation.product_id)
        .where(ours)
        .order_by(Curation.opened_at, Curation.id)
    )
    close: dict[UUID, set[UUID]] = defaultdict(set)
    interests = sa.select(Interest.business_id, Interest.person_id).where(
        Interest.session_id == session_id, Interest.deleted.is_(False)
    )
    for business, person in session.execute(interests):
        close[business].add(person)
    codes = _codes(session, session_id) if blind else {}
    return tuple(
        PanelProduct(
            curation.id,
            codes.get(curation.id, UNLABELLED if blind else name),
            curation.state == CurationState.DECIDED,
            _barred(close[curation.business_id], curation.verified_by),
        )
        for curation, name in session.execute(query)
    )


def _barred(close: set[UUID], mentor: UUID | None) -> frozenset[UUID]:
    """Who declared an interest, and the mentor who verified the business for this curation."""
    return frozenset(close if mentor is None else {*close, mentor})


def _codes(session: Session, session_id: UUID) -> dict[UUID, str]:
    query = (
        sa.select(BlindLabel.curation_id, BlindLabel.code)
        .where(BlindLabel.session_id == session_id)
        .order_by(BlindLabel.code.desc())
    )
    return dict(session.execute(query).all())


def _people(
    ws: Workspace, session: Session, held: CurationSession, sheets: tuple[PanelSheet, ...]
) -> dict[UUID, str]:
    """The panel as called, then whoever else has filled a sheet."""
    keys = list(dict.fromkeys([*map(UUID, held.panel), *(s.curator_id for s in sheets)]))
    query = sa.select(Person.id, Person.name).where(Person.id.in_(keys))
    names = dict(session.execute(query).all()) | {ws.me.person_id: ws.me.person_name}
    return {key: names.get(key, "Kurator tanpa nama") for key in keys}


def weigh(panel: Panel, bounds: Limits) -> Fairness:
    """Reckon; slow to import and some tenths of a second to run: for the I/O lane."""
    from app.services import fairness_figures

    found = fairness_figures.figures(panel, bounds)
    if panel.whole:
        return found
    own = tuple(line for line in found.leniency if line.person_id == panel.viewer)
    # Of two curators' agreement and one's own scores the other's would follow.
    return replace(found, agreement=(), leniency=own, totals=(), next=())
