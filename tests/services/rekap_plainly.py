"""Rekap counted the long way: every record read, every rule applied in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.domain.regions import TRAINING
from app.domain.rubric import Rubric
from app.domain.terms import Category, DocumentType, Grade, Outcome
from app.models.entities import (
    Business,
    Curation,
    CurationSession,
    DecisionRecord,
    ImprovementItem,
    Product,
)
from app.services import rubrics, standing
from app.services.products import documents_of
from app.services.rekap_filter import Filter
from app.services.workspace import Workspace


@dataclass
class Plain:
    """What the figures must be, as counters."""

    totals: Counter[Any]
    by_region: Counter[Any]
    by_month: Counter[Any]
    criteria: dict[tuple[str, str], list[int]]
    shortcomings: Counter[tuple[str, str]]
    documents: Counter[tuple[str, str]]


def plainly(ws: Workspace, only: Filter) -> Plain:
    """Count everything anew."""
    with ws.db.read() as session:
        return _Count(ws, session, only).run()


class _Count:
    def __init__(self, ws: Workspace, session: Session, only: Filter) -> None:
        self.ws, self.session, self.only = ws, session, only
        self.out = Plain(Counter(), Counter(), Counter(), {}, Counter(), Counter())

    def run(self) -> Plain:
        for business in self._living(Business):
            home = business.scope
            if home != self.only.region and not home.startswith(self.only.region + "."):
                continue
            products = [p for p in self._living(Product) if p.business_id == business.id]
            kinds = {p.category for p in products}
            if self.only.category is None or str(self.only.category) in kinds:
                self._note("registered", home, business.created_at)
                verified = self._verified(business, {p.id for p in products})
                if verified is not None:
                    self._note("verified", home, verified)
            for product in products:
                if self.only.category in {None, product.category}:
                    self._product(business, product)
        return self.out

    def _verified(self, business: Business, products: set[UUID]) -> Any:
        """When a business was verified, by itself or with a product of its own."""
        moments = [business.verified_at]
        practised: list[Any] = []
        for curation in self._living(Curation):
            if curation.product_id in products:
                earnest = not self._is_practice(curation)
                (moments if earnest else practised).append(curation.verified_at)
        found = [at for at in moments if at is not None]
        if not found and self.ws.me.training:
            found = [at for at in practised if at is not None]
        return min(found, default=None)

    def _living(self, cls: type[Any]) -> Iterable[Any]:
        return [row for row in self.session.scalars(sa.select(cls)) if not row.deleted]

    def _note(self, what: Any, home: str, at: Any, n: int = 1) -> bool:
        month = at.astimezone(JAKARTA).strftime("%Y-%m")
        if (self.only.first and month < self.only.first) or (
            self.only.last and month > self.only.last
        ):
            return False
        self.out.totals[what] += n
        self.out.by_region[home, what] += n
        self.out.by_month[month, what] += n
        return True

    def _product(self, business: Business, product: Product) -> None:
        self._note("products", business.scope, product.created_at)
        self._documents(business, product)
        for curation in self._living(Curation):
            level = self.only.level in {None, curation.level}
            if curation.product_id == product.id and level and self._counts(curation):
                self._curation(business.scope, product, curation)

    def _counts(self, curation: Curation) -> bool:
        return self.ws.me.training or not self._is_practice(curation)

    def _is_practice(self, curation: Curation) -> bool:
        held = self.session.get(CurationSession, curation.session_id)
        return curation.scope == TRAINING or (held is not None and held.training)

    def _curation(self, home: str, product: Product, curation: Curation) -> None:
        # Of two by one curator the later one speaks.
        every = standing.sheets(self.session, curation.id)
        sheets = list({s.curator_id: s for s in every}.values())
        if sheets:
            self._note("scored", home, min(s.submitted_at for s in sheets))
        for sheet in sheets:
            if not self._inside(sheet.submitted_at):
                continue
            rubric = rubrics.by_rev(self.session, sheet.rubric_rev)
            weights = {c.code: c.weight for c in rubric.criteria}
            live = sum(weights[code] for code in sheet.criterion_points)
            for code, points in sheet.criterion_points.items():
                share = int(Fraction(points * live, weights[code]) + Fraction(1, 2))
                self.out.criteria.setdefault((product.category, code), []).append(share)
        decision = standing.decision(self.session, curation.id)
        if decision is not None and self._note("points", home, decision.decided_at, decision.total):
            self._note(Outcome(decision.outcome), home, decision.decided_at)
            self._note(Grade(decision.grade), home, decision.decided_at)
            self._shortcomings(decision)

    def _inside(self, at: Any) -> bool:
        month = at.astimezone(JAKARTA).strftime("%Y-%m")
        return bool((self.only.first or month) <= month <= (self.only.last or month))

    def _shortcomings(self, decision: DecisionRecord) -> None:
        items = {
            item.code
            for item in self._living(ImprovementItem)
            if item.decision_id == decision.id and item.score is not None
        }
        found = {("indicator", code) for code in items}
        for kind, name in (
            ("unmet", "gates_unmet"),
            ("in_process", "gates_in_process"),
            ("floor", "floors_missed"),
            ("critical", "critical"),
        ):
            found |= {(kind, code) for code in decision.reasons.get(name, ())}
        self.out.shortcomings.update(found)

    def _documents(self, business: Business, product: Product) -> None:
        rubric = rubrics.newest(self.session, Category(product.category))
        papers = documents_of(self.session, business.id, product.id)
        for gate in rubric.gates_for(product.shelf_life_days):
            if gate.document:
                state = self._state(business, rubric, gate.code, papers)
                self.out.documents[gate.document, state] += 1

    def _state(self, business: Business, rubric: Rubric, gate_code: str, papers: Any) -> str:
        gate = next(g for g in rubric.gates if g.code == gate_code)
        accepted = set(gate.accepted_documents)
        if gate.document == DocumentType.HALAL:
            accepted.add(DocumentType.NON_HALAL)
        mine = [paper for paper in papers if paper.kind in accepted]
        ends = [paper.valid_until for paper in mine if not paper.in_process]
        if (DocumentType.NIB in accepted and business.nib) or None in ends:
            return "good"
        if not ends:
            return "in_process" if mine else "missing"
        left = (max(ends) - self.ws.today()).days
        return "expired" if left < 0 else "ending" if left <= 90 else "good"
