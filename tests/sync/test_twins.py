"""Two curators register one business offline: flagged on both laptops, merged by one of them,
on both the same, whatever the other did meanwhile; and separated again from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.domain.terms import DocumentType
from app.domain.twins import survivor
from app.models.local import Identity
from app.paths import RESOURCES
from app.protocol import keys
from app.services import businesses, products, twins
from app.services.changes import undo
from app.services.workspace import Workspace
from tests.laptops import DISTRICT
from tests.services.field import add_product, paper, register
from tests.sync.conftest import Laptop, central_row

Desks = tuple["Desk", "Desk"]


class Desk:
    """A laptop with what a curator does on it."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop = laptop
        settings = laptop.folder / "setelan.toml"
        self.ws = Workspace(laptop.folder, settings, RESOURCES, laptop.clock, laptop.ids)
        enrolled = laptop.enrolled
        with self.ws.db.write() as session:
            session.add(
                Identity(
                    one=1,
                    person_id=enrolled.person_id,
                    person_name=enrolled.person_name,
                    device_id=enrolled.device_id,
                    device_code=enrolled.device_code,
                    enrolled_at=laptop.clock.now(),
                    roles=[["curator", DISTRICT]],
                    private_key=keys.new_private_key(),
                    root_public_key=enrolled.root_public_key,
                )
            )

    def sync(self) -> None:
        self.laptop.sync()
        assert self.laptop.refusals() == {}
        while twins.tend(self.ws)[0].left:
            pass

    def pairs(self) -> list[tuple[str, str]]:
        return [(pair.left.name, pair.right.name) for pair in twins.find(self.ws)]

    def listed(self) -> set[UUID]:
        return set(businesses.ids(self.ws))


@pytest.fixture
def desks(rani: Laptop, budi: Laptop) -> Iterator[Desks]:
    pair = (Desk(rani), Desk(budi))
    yield pair
    for desk in pair:
        desk.ws.close()


def both_sync(desks: Desks) -> None:
    for desk in (*desks, *desks):
        desk.sync()


@pytest.fixture
def twice(desks: Desks) -> tuple[UUID, UUID]:
    """One business on two laptops, known to both after a sync; each has a product."""
    rani, budi = desks
    one = register(rani.ws, "Dapur Bu Sari", phone="081234567890")
    add_product(
        rani.ws,
        one,
        "Rendang",
        photo=False,
        documents=(paper(DocumentType.NIB, "1234567890123", of_product=False),),
    )
    other = register(budi.ws, "Dapur Ibu Sari", owner_name="Hj. Sari", nib="1234567890123")
    add_product(budi.ws, other, "Sambal", photo=False)
    both_sync(desks)
    return one, other


def products_of(desk: Desk, business: UUID) -> set[str]:
    ids = products.ids(desk.ws, business=business)
    return {card.name for card in products.cards(desk.ws, ids)}


@pytest.mark.lesson("B21")
def test_flagged_on_both_laptops(desks: Desks, twice: tuple[UUID, UUID]) -> None:
    for desk in desks:
        assert desk.pairs() == [("Dapur Bu Sari", "Dapur Ibu Sari")]
        cards = businesses.cards(desk.ws, list(twice))
        assert [card.maybe_twice for card in cards] == [True, True]
        (pair,) = twins.find(desk.ws)
        assert {pair.left.registered_by, pair.right.registered_by} == {"Rani", "Budi"}
        assert {pair.left.laptop, pair.right.laptop} == {"Rani", "Budi"}
        assert {pair.left.here, pair.right.here} == {True, False}


def test_merged_on_one_it_arrives_on_the_other(
    desks: Desks, twice: tuple[UUID, UUID], centre: Centre
) -> None:
    rani, budi = desks
    one, other = twice
    twins.merge(rani.ws, one, other)
    both_sync(desks)
    stays = survivor(one, other)
    for desk in desks:
        assert desk.listed() == {stays}
        assert desk.pairs() == []
        assert products_of(desk, stays) == {"Rendang", "Sambal"}
        form = businesses.get(desk.ws, stays).form
        assert (form.name, form.phone, form.nib) == (
            *("Dapur Bu Sari", "081234567890"),
            "1234567890123",
        )
        for key in twice:
            assert businesses.get(desk.ws, key).id == stays, "the other key leads there too"
    assert central_row(centre, stays) == rani.laptop.row(stays) == budi.laptop.row(stays)


@pytest.mark.lesson("B21")
def test_separated_on_the_other_laptop(desks: Desks, twice: tuple[UUID, UUID]) -> None:
    rani, budi = desks
    before = {key: rani.laptop.row(key) for key in twice}
    twins.merge(rani.ws, *twice)
    both_sync(desks)
    stays = survivor(*twice)
    (taken,) = twins.about(budi.ws, stays).taken_in
    assert taken.merged_by == "Rani"
    twins.separate(budi.ws, taken.id)
    both_sync(desks)
    for desk in desks:
        assert {key: desk.laptop.row(key) for key in twice} == before
        assert products_of(desk, twice[0]) == {"Rendang"}
        assert products_of(desk, twice[1]) == {"Sambal"}
        assert desk.pairs() == [], "who separates says that they are two"
        assert twins.about(desk.ws, stays) == twins.About(0, ())


@pytest.mark.parametrize("first", [0, 1])
def test_opposite_merges_meet(
    desks: Desks, twice: tuple[UUID, UUID], centre: Centre, first: int
) -> None:
    """Each keeps their own record's values, not knowing of the other: one survivor, both
    sets of products, and what differs for good waits for a person or was swapped alike."""
    rani, budi = desks
    before = {key: rani.laptop.row(key) for key in twice}
    twins.merge(rani.ws, twice[0], twice[1])
    twins.merge(budi.ws, twice[1], twice[0])
    order = desks if first == 0 else desks[::-1]
    for desk in (*order, *order, *order):
        desk.sync()
    stays = survivor(*twice)
    for desk in desks:
        assert desk.listed() == {stays}
        assert products_of(desk, stays) == {"Rendang", "Sambal"}
        assert desk.laptop.waiting() == 0
        assert desk.laptop.conflicts() == []
    for key in twice:
        assert rani.laptop.row(key) == budi.laptop.row(key) == central_row(centre, key)
    (taken,) = twins.about(rani.ws, stays).taken_in
    twins.separate(rani.ws, taken.id)
    both_sync(desks)
    for desk in desks:
        assert {key: desk.laptop.row(key) for key in twice} == before


def test_merges_into_two_different_ones_end_in_one(desks: Desks, twice: tuple[UUID, UUID]) -> None:
    rani, budi = desks
    third = register(rani.ws, "Dapur Ibu Sari Asli", nib="1234567890123")
    both_sync(desks)
    everyone = sorted((*twice, third))
    twins.merge(rani.ws, everyone[0], everyone[2])
    twins.merge(budi.ws, everyone[1], everyone[2])
    both_sync(desks)
    both_sync(desks)
    for desk in desks:
        assert desk.listed() == set(everyone[:2])
        assert businesses.get(desk.ws, everyone[2]).id == everyone[0]
        owners = [products_of(desk, key) for key in everyone[:2]]
        assert set.union(*owners) == {"Rendang", "Sambal"}


def test_a_product_that_comes_late_finds_the_survivor(
    desks: Desks, twice: tuple[UUID, UUID]
) -> None:
    rani, budi = desks
    gone = max(twice)
    add_product(budi.ws, gone, "Serundeng", photo=False)
    twins.merge(rani.ws, *twice)
    both_sync(desks)
    both_sync(desks)
    stays = survivor(*twice)
    for desk in desks:
        assert products_of(desk, stays) == {"Rendang", "Sambal", "Serundeng"}
    twins.separate(rani.ws, gone)
    both_sync(desks)
    assert "Serundeng" in products_of(budi, gone)


def test_not_twins_is_known_to_both(desks: Desks, twice: tuple[UUID, UUID]) -> None:
    rani, budi = desks
    said = twins.not_twins(rani.ws, *twice)
    assert said.undoable
    both_sync(desks)
    assert rani.pairs() == budi.pairs() == []
    undo(rani.ws, said)
    both_sync(desks)
    assert len(rani.pairs()) == len(budi.pairs()) == 1


def test_undone_on_the_laptop_that_merged(desks: Desks, twice: tuple[UUID, UUID]) -> None:
    rani, _ = desks
    before = {key: rani.laptop.row(key) for key in twice}
    merged = twins.merge(rani.ws, twice[1], twice[0])
    both_sync(desks)
    undo(rani.ws, merged)
    both_sync(desks)
    for desk in desks:
        assert {key: desk.laptop.row(key) for key in twice} == before
        assert len(desk.pairs()) == 1, "undoing says nothing about them"
