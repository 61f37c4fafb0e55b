"""Merging and separating as a curator sees it: papers stay valid, regions are respected,
what a person cannot do is said, what another program wrote wrongly does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.twins import survivor
from app.errors import UserError
from app.models.entities import AuditEvent, Business, Certificate, Product
from app.models.local import TwinPair, TwinTodo
from app.services import businesses, certificates, papers, pdfs, products, twins, verification
from app.services.businesses import BusinessForm
from app.services.changes import undo
from app.services.workspace import Workspace
from tests.services.field import (
    OTHER_WARD,
    add_product,
    form,
    judge,
    open_session,
    register,
)


def look(ws: Workspace) -> None:
    while twins.look(ws).left:
        pass


def pairs(ws: Workspace) -> set[frozenset[UUID]]:
    look(ws)
    return {frozenset((pair.left.id, pair.right.id)) for pair in twins.find(ws)}


@pytest.fixture
def twice(enrolled: Workspace) -> tuple[UUID, UUID]:
    one = register(enrolled, "Kripik Mak Ipah", owner_name="Ipah")
    return one, register(enrolled, "Keripik Mak Ipah", owner_name="Hj. Ipah")


def test_found_by_number_by_telephone_and_by_name(enrolled: Workspace) -> None:
    one = register(enrolled, "Dapur Sari", nib="1234567890123", phone="0812-3456-7890")
    nib = register(enrolled, "Batik Ayu", owner_name="Ayu", nib="1234567890123")
    phone = register(enrolled, "Kedai Lina", owner_name="Lina", phone="+62 812 3456 7890")
    name = register(enrolled, "PT Dapur Sary")
    register(enrolled, "Dapur Sari", ward_code=OTHER_WARD)
    assert pairs(enrolled) == {frozenset((one, other)) for other in (nib, phone, name)}
    first = twins.find(enrolled)[0]
    assert first.certain
    assert {first.left.id, first.right.id} == {one, nib}
    assert not any(view.certain for view in twins.find(enrolled)[1:])


def test_a_change_looks_again_and_only_there(enrolled: Workspace, twice: tuple[UUID, UUID]) -> None:
    assert pairs(enrolled) == {frozenset(twice)}
    assert twins.look(enrolled) == twins.Looked(0, changed=False)
    businesses.save(enrolled, form("Sepatu Kulit Cibaduyut", owner_name="Asep"), twice[0])
    with enrolled.db.read() as session:
        assert list(session.scalars(sa.select(TwinTodo.id))) == [twice[0]]
    assert pairs(enrolled) == set()


def test_a_number_that_everybody_has_says_nothing(enrolled: Workspace) -> None:
    for place in range(21):
        name = "".join(chr(97 + (place * 7 + n * n) % 26) for n in range(9))
        register(enrolled, name, owner_name=name[::-1], phone="081111111111")
    look(enrolled)
    with enrolled.db.read() as session:
        assert session.scalars(sa.select(TwinPair.a)).all() == []


def test_typing_warns_by_the_same_rule(enrolled: Workspace, twice: tuple[UUID, UUID]) -> None:
    typed = BusinessForm(name="CV Kripik Mak Ipa", owner_name="Ipah", ward_code="31.74.04.1002")
    assert {card.id for card in businesses.similar(enrolled, typed)} == set(twice)
    assert businesses.similar(enrolled, BusinessForm()) == []
    stranger = BusinessForm(name="Kripik Mak Ipah", owner_name="Budi", ward_code=OTHER_WARD)
    assert businesses.similar(enrolled, stranger) == []


def test_papers_of_a_merged_business_stay_valid(
    enrolled: Workspace, twice: tuple[UUID, UUID]
) -> None:
    held = open_session(enrolled)
    gone = max(twice)
    product = add_product(enrolled, gone, "Kripik Pedas")
    before = judge(enrolled, product, held)
    certificate, _ = certificates.issue(enrolled, before)
    before_merge = businesses.get(enrolled, gone).form.name
    with enrolled.db.read() as session:
        signed = session.get_one(Certificate, certificate).payload
    genuine = verification.verify_text(enrolled, signed)
    assert (genuine.business, genuine.product) == (before_merge, "Kripik Pedas")
    twins.merge(enrolled, *twice)
    assert verification.verify_text(enrolled, signed) == genuine
    assert pdfs.certificate_pdf(enrolled, certificate).startswith(b"%PDF")
    assert pdfs.improvement_pdf(enrolled, before).startswith(b"%PDF")
    (card,) = papers.cards(enrolled, [before])
    kept = businesses.get(enrolled, survivor(*twice)).form
    assert (card.product, card.business) == ("Kripik Pedas", kept.name)
    assert products.get(enrolled, product).business_id == survivor(*twice)
    later = add_product(enrolled, survivor(*twice), "Kripik Manis")
    assert judge(enrolled, later, held)


def test_the_story_tells_it_without_anybodys_data(
    enrolled: Workspace, twice: tuple[UUID, UUID]
) -> None:
    twins.merge(enrolled, twice[1], twice[0])
    twins.separate(enrolled, max(twice))
    with enrolled.db.read() as session:
        events = session.scalars(sa.select(AuditEvent).where(AuditEvent.entity_id.in_(twice)))
        told = {event.verb: str(event.details) for event in events}
    assert {
        *("business.merged", "business.took_in"),
        *("business.separated", "business.not_twins"),
    } <= told.keys()
    assert not any("ipah" in details.casefold() for details in told.values())


def test_undoing_a_separation_asks_nobody_again(
    enrolled: Workspace, twice: tuple[UUID, UUID]
) -> None:
    twins.merge(enrolled, *twice)
    merged = {key: businesses.get(enrolled, key).id for key in twice}
    separated = twins.separate(enrolled, max(twice))
    assert pairs(enrolled) == set()
    undo(enrolled, separated)
    assert {key: businesses.get(enrolled, key).id for key in twice} == merged


def test_what_is_gone_or_not_merged_is_said(enrolled: Workspace, twice: tuple[UUID, UUID]) -> None:
    twins.merge(enrolled, *twice)
    jobs: tuple[Callable[[], object], ...] = (
        lambda: twins.merge(enrolled, *twice),
        lambda: twins.separate(enrolled, min(twice)),
        lambda: twins.separate(enrolled, UUID(int=5)),
        lambda: twins.not_twins(enrolled, twice[0], UUID(int=5)),
    )
    for job in jobs:
        with pytest.raises(UserError) as caught:
            job()
        assert caught.value.code == "twins.gone"


def test_an_address_moves_only_between_ones_own_regions(enrolled: Workspace) -> None:
    """A stranger's walk-in of another region: its address is not ours to give away."""
    nib = "1234567890123"
    own = register(enrolled, "Dapur Sari", nib=nib)
    guest = register(enrolled, "Dapur Ibu Sari", nib=nib, ward_code=OTHER_WARD)
    with enrolled.db.write() as session:
        session.execute(
            sa.update(Business).where(Business.id == guest).values(created_by=UUID(int=3))
        )
    product = add_product(enrolled, guest, "Sambal", photo=False)
    drop = guest if survivor(own, guest) == own else own
    keep = own if drop == guest else guest
    with pytest.raises(UserError) as caught:
        twins.merge(enrolled, drop, keep)
    assert caught.value.code == "twins.other_region"
    twins.merge(enrolled, keep, drop)
    with enrolled.db.read() as session:
        row, home = session.get_one(Product, product), session.get_one(Business, keep)
        assert row.business_id == keep
        assert {home.scope} <= {row.scope, row.guest_scope}, "nobody loses sight of either"


@pytest.mark.parametrize("record", [None, {}, {"moved": 7}, {"swapped": ["bogus"], "moved": {}}])
def test_a_merge_record_of_another_program_does_no_harm(
    enrolled: Workspace, twice: tuple[UUID, UUID], record: object
) -> None:
    twins.merge(enrolled, *twice)
    gone, stays = max(twice), min(twice)
    with enrolled.db.write() as session:
        session.get_one(Business, gone).merge_record = record  # type: ignore[assignment]
    twins.separate(enrolled, gone)
    assert {businesses.get(enrolled, key).id for key in twice} == {gone, stays}


def test_records_that_point_at_each_other_are_no_trap(
    enrolled: Workspace, twice: tuple[UUID, UUID]
) -> None:
    with enrolled.db.write() as session:
        for key, other in (twice, twice[::-1]):
            row = session.get_one(Business, key)
            row.deleted, row.merged_into = True, other
    with pytest.raises(UserError) as caught:
        businesses.get(enrolled, twice[0])
    assert caught.value.code == "business.gone"
    assert twins.tend(enrolled)[1].entities == frozenset()
