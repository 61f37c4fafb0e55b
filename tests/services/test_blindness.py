"""A blind session: what a judge must not learn, wherever they look, and who sees all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.terms import DocumentType, GateState, Level
from app.errors import UserError
from app.models.entities import Curation, Photo, Product
from app.models.local import Refusal, SyncConflict
from app.services import (
    appeals,
    blindness,
    businesses,
    certificates,
    conflicts,
    curations,
    decisions,
    fairness,
    follow_ups,
    home,
    keeping,
    papers,
    photo_likeness,
    products,
    refusals,
    score_sheets,
    search,
    sessions,
    stories,
    syncing,
)
from app.services.follow_ups import Show
from app.services.workspace import Workspace
from tests.services.field import (
    DISTRICT,
    add_product,
    enrol,
    filled,
    judge,
    open_session,
    paper,
    register,
)

DESK = (("programme_officer", DISTRICT), ("mentor", DISTRICT))
"""Who lays the products out."""

SECRET = ("Keripik", "Dapur Sari", "Sari Wulandari")


def desk(ws: Workspace, root: str) -> None:
    enrol(ws, root, roles=DESK)


def give(ws: Workspace, curation_id: UUID, score: int = 3) -> None:
    """This person's sheet for a curation that is open."""
    score_sheets.submit(ws, curation_id, filled(score_sheets.load_sheet(ws, curation_id), score))


@pytest.fixture
def product(enrolled: Workspace, root: str) -> UUID:
    """A product that waits in a blind session; a second attempt, with all that was said before."""
    ws = enrolled
    first = open_session(ws, name="Dahulu")
    soon = ws.today() + timedelta(days=20)
    documents = (paper(DocumentType.PIRT, "215317401000131", valid_until=soon),)
    key = add_product(ws, register(ws), "Keripik", category="MKN", documents=documents)
    decided = judge(ws, key, first, 3, gates={"NIB": GateState.UNMET}, scores={"KMS-1": 2})
    appeals.file(ws, decided, "Sari Wulandari", "Sudah diperbaiki.")
    blind = open_session(ws, name="Buta", blind=True)
    curations.add(ws, key, blind)
    enrol(ws, root)  # somebody else sits down to judge
    return key


def everywhere(ws: Workspace, product: UUID) -> list[object]:
    """All that the pages of the program read about products, but for the session itself."""
    with ws.db.read() as session:
        business = session.get_one(Product, product).business_id
    return [
        products.ids(ws),
        products.ids(ws, text="keripik"),
        products.ids(ws, business=business),
        products.cards(ws, [product]),
        search.keys(ws, "keripik", "product"),
        [hit for hit in search.hits(ws, "keripik") if hit.entity == "product"],
        follow_ups.items(ws, Show.OPEN),
        appeals.listed(ws),
        [line for line in home.expiring(ws) if line.product_id],
        papers.ids(ws),
    ]


def test_a_judge_finds_it_nowhere(enrolled: Workspace, product: UUID) -> None:
    ws = enrolled
    assert everywhere(ws, product) == [[]] * 10
    assert blindness.count(ws) == 1
    for ask in (products.get, stories.of_product):
        with pytest.raises(UserError) as caught:
            ask(ws, product)
        assert caught.value.code == "product.blind"
        assert caught.value.todo


def test_the_business_is_found_without_its_picture(enrolled: Workspace, product: UUID) -> None:
    (hit,) = search.hits(enrolled, "sari")
    assert (hit.entity, hit.title, hit.thumb) == ("business", "Dapur Sari", None)
    (card,) = businesses.cards(enrolled, [hit.id])
    assert card.thumb is None, "a picture beside the name tells whose the product is"


def test_who_lays_out_the_products_finds_all(enrolled: Workspace, product: UUID, root: str) -> None:
    desk(enrolled, root)
    assert all(everywhere(enrolled, product))
    assert products.get(enrolled, product).business_name == "Dapur Sari"
    assert stories.of_product(enrolled, product).lines
    assert blindness.count(enrolled) == 0
    (hit,) = search.hits(enrolled, "dapur sari")[:1]
    assert hit.thumb is not None


def test_a_judge_who_registered_it_knows_already(enrolled: Workspace, product: UUID) -> None:
    ws = enrolled
    with ws.db.write() as session:
        session.execute(sa.update(Product).values(created_by=ws.me.person_id))
    assert products.ids(ws) == [product]
    held = sessions.current(ws)
    assert held is not None
    assert curations.queue(ws, held.id)[0].product == "", "the sheet goes by the code all the same"


Ends = Callable[[Workspace, UUID], object]


def decided(ws: Workspace, key: UUID) -> None:
    give(ws, key, 4)
    decisions.conclude(ws, key)


def closed(ws: Workspace, key: UUID) -> None:
    held = sessions.current(ws)
    assert held is not None
    sessions.close(ws, held.id)


@pytest.mark.parametrize("end", [decided, closed])
def test_afterwards_it_is_there_again(enrolled: Workspace, product: UUID, end: Ends) -> None:
    ws = enrolled
    held = sessions.current(ws)
    assert held is not None
    end(ws, curations.queue(ws, held.id)[0].curation_id)
    assert products.ids(ws) == [product]
    assert products.get(ws, product).business_name == "Dapur Sari"
    assert blindness.count(ws) == 0


def test_one_s_own_sheet_tells_no_names(enrolled: Workspace, product: UUID) -> None:
    """Results may be seen then, names only when it is decided."""
    ws = enrolled
    held = sessions.current(ws)
    assert held is not None
    give(ws, curations.queue(ws, held.id)[0].curation_id)
    assert products.ids(ws) == []


def test_records_that_wait_have_no_name(
    enrolled: Workspace, product: UUID, clock: ManualClock
) -> None:
    ws = enrolled
    held = sessions.current(ws)
    assert held is not None
    (card,) = curations.queue(ws, held.id)
    with ws.db.write() as session:
        photo = session.scalars(sa.select(Photo.id)).first()
        for entity, key in (("product", product), ("photo", photo), ("curation", card.curation_id)):
            session.add(
                Refusal(
                    entity=entity,
                    id=key,
                    code="scope.outside",
                    refused_at=clock.now(),
                    hand_over=False,
                )
            )
    told = {line.entity: line.title for line in refusals.refusals(ws)}
    nameless = blindness.NAMELESS
    assert told == {"product": nameless, "photo": nameless, "curation": card.code}


def test_a_conflict_waits_for_the_result(
    enrolled: Workspace, product: UUID, root: str, clock: ManualClock
) -> None:
    ws = enrolled
    held = sessions.current(ws)
    assert held is not None
    (card,) = curations.queue(ws, held.id)
    with ws.db.write() as session:
        row = session.get_one(Product, product)
        photo = session.scalars(sa.select(Photo.id)).one()
        other = row.business_id
        for entity, key, field in (
            ("product", product, "name"),
            ("photo", photo, "thumb_sha256"),
            ("business", other, "phone"),
        ):
            values = {"mine": f"Keripik {entity}", "theirs": f"Dapur Sari {entity}"}
            session.add(
                SyncConflict(entity=entity, id=key, field=field, noticed_at=clock.now(), **values)
            )
    known, *waiting = conflicts.open_conflicts(ws)
    assert (known.entity, known.mine, known.withheld) == ("business", "Keripik business", False)
    assert {line.entity for line in waiting} == {"product", "photo"}
    for line in waiting:
        assert line.withheld
        assert (line.title, line.region) == (blindness.NAMELESS, "")
        assert (line.mine, line.theirs, line.photos) == (None, None, None)
        for mine in (True, False):
            with pytest.raises(UserError) as caught:
                conflicts.choose(ws, line.key, mine=mine)
            assert caught.value.code == "product.blind"
    assert syncing.status(ws).conflicts == 3, "what waits is counted all the same"
    decided(ws, card.curation_id)
    told = {line.entity: line.mine for line in conflicts.open_conflicts(ws)}
    assert told["product"] == "Keripik product"
    assert not any(line.withheld for line in conflicts.open_conflicts(ws))


def test_a_missing_file_is_told_without_a_name(enrolled: Workspace, product: UUID) -> None:
    ws = enrolled
    with ws.db.read() as session:
        sha = session.scalars(sa.select(Photo.sha256)).one()
    for path in (ws.folder / "foto").rglob(f"{sha}*"):
        path.unlink()
    found = keeping.faults(ws)
    assert {(fault.product, fault.business) for fault in found} == {(blindness.NAMELESS, "")}
    (sentence,) = keeping.sentences(found)
    assert not [name for name in SECRET if name in sentence]


def test_the_same_picture_at_another_product_is_not_told(
    enrolled: Workspace, product: UUID
) -> None:
    ws = enrolled
    other = add_product(ws, register(ws, "Warung Lain"), "Kerupuk", photo=False, category="MKN")
    with ws.change() as recorder:
        mine = recorder.session.scalars(sa.select(Photo)).one()
        names = [c.name for c in Photo.__table__.columns]
        copy = {n: getattr(mine, n) for n in names if n not in {"id", "created_at", "created_by"}}
        recorder.add(Photo(**{**copy, "product_id": other, "phash": "90f0a5c31e7b4d21"}))
        mine.phash = "90f0a5c31e7b4d21"
        recorder.done()
    assert photo_likeness.used_elsewhere(ws, other) == ()


def test_fairness_calls_what_has_no_label_by_none_of_its_names(
    enrolled: Workspace, root: str
) -> None:
    ws = enrolled
    enrol(ws, root, roles=(("mentor", DISTRICT), ("programme_officer", DISTRICT)))
    held = open_session(ws, blind=True)
    enrol(ws, root, roles=(("mentor", DISTRICT),))
    curations.register(ws, add_product(ws, register(ws), "Keripik", category="MKN"), held)
    enrol(ws, root)
    (line,) = fairness.read(ws, held).products
    assert line.name == "Belum berlabel"


# -- what a product came to before, until one's own sheet is in ----------------------------


@pytest.fixture
def climbing(enrolled: Workspace, root: str) -> UUID:
    """A product that passed its district and waits in its city's session, open to all eyes."""
    ws = enrolled
    enrol(ws, root, roles=(("curator", "31.74"), ("chair", "31.74")))
    product = add_product(ws, register(ws), "Keripik", category="MKN")
    certificates.issue(ws, judge(ws, product, open_session(ws, name="Kecamatan"), 4))
    above = open_session(ws, Level.CITY, name="Kota")
    curations.add(ws, product, above)
    return product


def told(ws: Workspace, product: UUID) -> tuple[list[str], bool]:
    story = stories.of_product(ws, product)
    return [line.verb for line in story.lines], story.withheld


RESULTS = {"curation.decided", "certificate.issued"}


def test_the_level_below_waits_for_ones_own_sheet(enrolled: Workspace, climbing: UUID) -> None:
    ws = enrolled
    assert papers.ids(ws) == []
    assert products.get(ws, climbing).last_outcome is None
    assert products.cards(ws, [climbing])[0].outcome is None
    lines, withheld = told(ws, climbing)
    assert withheld
    assert not RESULTS & set(lines)
    assert {"product.added", "curation.opened"} <= set(lines), "what tells no result stays"
    held = sessions.current(ws)
    assert held is not None
    give(ws, curations.queue(ws, held.id)[0].curation_id)
    (decision,) = papers.ids(ws)
    assert [card.product for card in papers.cards(ws, [decision])] == ["Keripik"]
    assert products.get(ws, climbing).last_outcome is not None
    lines, withheld = told(ws, climbing)
    assert set(lines) >= RESULTS
    assert not withheld


def test_a_paper_asked_for_by_key_waits_too(enrolled: Workspace, climbing: UUID, root: str) -> None:
    ws = enrolled
    enrol(ws, root, roles=(("programme_officer", "31.74"),))
    (decision,) = papers.ids(ws)
    assert papers.cards(ws, [decision]), "who scores nothing prints it"
    enrol(ws, root, roles=(("curator", "31.74"),))
    assert papers.cards(ws, [decision]) == []


def test_others_sheets_are_not_told_before_ones_own(enrolled: Workspace, climbing: UUID) -> None:
    ws = enrolled
    held = sessions.current(ws)
    assert held is not None
    (card,) = curations.queue(ws, held.id)
    with ws.change() as recorder:
        row = recorder.session.get_one(Curation, card.curation_id)
        recorder.tell("sheet.submitted", row, total=9900).created_by = UUID(int=5)
        recorder.done()
    own_below = told(ws, climbing)[0].count("sheet.submitted")
    give(ws, card.curation_id)
    assert (own_below, told(ws, climbing)[0].count("sheet.submitted")) == (1, 3)
