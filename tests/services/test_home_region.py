"""Where a business lives decides who sees it, and what is its own goes with it."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from app.domain.terms import DocumentType
from app.models.entities import Business, LegalDocument, Photo, Product
from app.services import businesses
from app.services.workspace import Workspace

from .field import add_product, enrol, paper, register

ELSEWHERE = "31.71.01.1001"


def places(ws: Workspace) -> set[tuple[str, str | None]]:
    with ws.db.read() as session:
        return {
            (scope, guest)
            for cls in (Business, Product, LegalDocument, Photo)
            for scope, guest in session.execute(sa.select(cls.scope, cls.guest_scope))
        }


def test_what_a_business_owns_moves_home_with_it(enrolled: Workspace) -> None:
    business_id = register(enrolled)
    add_product(enrolled, business_id, documents=(paper(DocumentType.TRADEMARK),))
    assert places(enrolled) == {("31.74.04", None)}
    form = businesses.get(enrolled, business_id).form
    businesses.save(enrolled, replace(form, ward_code=ELSEWHERE), business_id)
    assert places(enrolled) == {("31.71.01", "31.74.04")}


def test_walk_ins_from_before_the_enrolment_stay_in_sight(ws: Workspace, root: str) -> None:
    add_product(ws, register(ws, ward_code=ELSEWHERE))
    assert {guest for _, guest in places(ws)} == {None}
    enrol(ws, root)
    assert places(ws) == {("31.71.01", "31.74.04")}
