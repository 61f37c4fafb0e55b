"""What the administrator sees, and records handed over."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import held, people, status
from app.central.centre import Centre
from app.central.reconcile import reconcile
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.errors import UserError
from app.models.entities import TABLES
from app.services import businesses, curations, refusals, safety, score_sheets, syncing
from app.services.workspace import Workspace
from app.sync.report import Report
from tests.carried.conftest import OpenLaptop
from tests.laptops import DISTRICT, OTHER_DISTRICT
from tests.services.field import add_product, filled, form, open_session, register

Sync = Callable[[Workspace], Report]


def line_of(centre: Centre, ws: Workspace) -> status.LaptopLine:
    with centre.engine.connect() as conn:
        return next(x for x in status.laptops(conn) if x.code == ws.me.device_code)


def test_each_laptop_as_it_was_last_heard_of(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync, clock: ManualClock
) -> None:
    rani = open_laptop("Rani")
    assert line_of(centre, rani).last_seen_at is None
    sync(rani)
    clock.advance(timedelta(hours=3))
    line = line_of(centre, rani)
    assert (line.people, line.revoked, line.forks, line.outdated) == (("Rani",), False, 0, False)
    assert line.last_seen_at == clock.now() - timedelta(hours=3)
    people.set_active(centre, rani.me.person_id, active=False)
    assert line_of(centre, rani).revoked


def test_a_lost_laptop_is_kept_out_and_its_person_is_not(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    rani = open_laptop("Rani")
    sync(rani)
    people.revoke_device(centre, rani.me.device_code.lower())
    assert line_of(centre, rani).revoked
    with pytest.raises(UserError) as caught:
        sync(rani)
    assert caught.value.code == "login.ended"
    with centre.engine.connect() as conn:
        (person,) = [p for p in people.people(conn) if p["name"] == "Rani"]
    assert person["active"]
    with pytest.raises(UserError) as caught:
        people.revoke_device(centre, "ZZ9")
    assert caught.value.code == "central.device_not_found"


def test_a_submitted_sheet_is_no_draft_any_more(open_laptop: OpenLaptop, sync: Sync) -> None:
    rani = open_laptop("Rani")
    session_id = open_session(rani)
    curation, _ = curations.open_curation(rani, add_product(rani, register(rani)), session_id)
    view = score_sheets.load_sheet(rani, curation)
    score_sheets.save_draft(rani, curation, filled(view, 3))
    sync(rani)
    assert safety.of_laptop(rani).drafts == 1
    assert not safety.of_laptop(rani).safe_to_wipe
    score_sheets.submit(rani, curation, filled(view, 3))
    sync(rani)
    assert safety.of_laptop(rani).safe_to_wipe


@pytest.mark.lesson("B13")
def test_photographs_without_a_file_are_named(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    rani = open_laptop("Rani")
    add_product(rani, register(rani))
    sync(rani)
    assert (found := reconcile(centre, deep=True)).whole == found.named == 2
    victim = sorted(centre.photos.all_hashes())[0]
    (path,) = [p for p in centre.folder.rglob("*") if victim[:16] in p.name]
    path.write_bytes(b"rusak")
    assert reconcile(centre, deep=True).damaged == (victim,)
    path.unlink()
    assert reconcile(centre).missing == (victim,)
    orphan = centre.photos.put(b"bukan milik siapa pun")
    assert reconcile(centre).orphans == (orphan,)


@pytest.fixture
def refused(open_laptop: OpenLaptop, centre: Centre, sync: Sync) -> tuple[Workspace, UUID]:
    """A curator who was moved to another district while work of the old one still waited."""
    rani = open_laptop("Rani")
    sync(rani)
    key = register(rani, "Dari wilayah lama")
    people.set_grants(centre, rani.me.person_id, [Grant(Role.CURATOR, OTHER_DISTRICT)])
    sync(rani)
    (line,) = [r for r in refusals.refusals(rani) if r.entity == "business"]
    assert (line.code, line.may_hand_over) == ("scope.outside", True)
    assert syncing.status(rani).refused > 0
    return rani, key


def keys_of(ws: Workspace) -> list[tuple[str, UUID]]:
    return [(r.entity, r.id) for r in refusals.refusals(ws)]


def central_name(centre: Centre, key: UUID) -> str | None:
    business = TABLES["business"]
    with centre.engine.connect() as conn:
        name = conn.execute(sa.select(business.c.name).where(business.c.id == key)).scalar()
        return name if name is None else str(name)


@pytest.mark.lesson("B6")
@pytest.mark.lesson("B15")
def test_handed_over_and_accepted(
    refused: tuple[Workspace, UUID], centre: Centre, sync: Sync, open_laptop: OpenLaptop
) -> None:
    rani, key = refused
    refusals.hand_over(rani, keys_of(rani))
    sync(rani)
    current = syncing.status(rani)
    assert (current.refused, current.waiting_rows) == (0, 0)
    assert current.handed_over == len(keys_of(rani)) > 0
    assert not safety.of_laptop(rani).safe_to_wipe
    with centre.engine.connect() as conn:
        lines = held.waiting(conn)
        assert status.held_waiting(conn) == len(lines)
    assert ("Dari wilayah lama", "Rani") in {(x.title, x.person) for x in lines}
    assert central_name(centre, key) is None
    for line in lines:
        assert held.settle(centre, line.id, accept=True) == 1
    assert central_name(centre, key) == "Dari wilayah lama"
    sync(rani)
    assert refusals.refusals(rani) == []
    assert safety.of_laptop(rani).safe_to_wipe
    with rani.db.read() as session:  # no longer Rani's region: it left this laptop, confirmed
        assert session.execute(sa.select(TABLES["business"].c.id)).all() == []
    budi = open_laptop("Budi", DISTRICT)
    sync(budi)
    assert businesses.get(budi, key).form.name == "Dari wilayah lama"
    assert sync(budi).unequal == ()


def test_handed_over_and_rejected(
    refused: tuple[Workspace, UUID], centre: Centre, sync: Sync
) -> None:
    rani, key = refused
    refusals.hand_over(rani, [("business", key)])
    sync(rani)
    assert held.settle(centre, key, accept=False) == 1
    sync(rani)
    line = next(r for r in refusals.refusals(rani) if r.id == key)
    assert (line.code, line.handed_over) == ("handover.rejected", False)
    assert businesses.get(rani, key).form.name == "Dari wilayah lama"
    assert central_name(centre, key) is None
    with pytest.raises(UserError) as caught:
        held.settle(centre, key, accept=True)
    assert caught.value.code == "held.unknown"


def test_a_hand_over_is_taken_back_until_it_was_sent(
    refused: tuple[Workspace, UUID], centre: Centre, sync: Sync
) -> None:
    rani, key = refused
    refusals.hand_over(rani, [("business", key)])
    refusals.keep(rani, [("business", key)])
    sync(rani)
    with centre.engine.connect() as conn:
        assert held.waiting(conn) == []
    assert syncing.status(rani).refused > 0


def test_edited_after_it_was_handed_over(
    refused: tuple[Workspace, UUID], centre: Centre, sync: Sync
) -> None:
    rani, key = refused
    refusals.hand_over(rani, [("business", key)])
    sync(rani)
    businesses.save(rani, form("Diubah lagi"), key)
    sync(rani)
    with centre.engine.connect() as conn:
        assert {h.title for h in held.waiting(conn) if h.entity == "business"} == {"Diubah lagi"}


def test_back_in_the_old_district_all_goes_by_itself(
    refused: tuple[Workspace, UUID], centre: Centre, sync: Sync
) -> None:
    rani, key = refused
    people.set_grants(centre, rani.me.person_id, [Grant(Role.CURATOR, DISTRICT)])
    sync(rani)
    assert central_name(centre, key) == "Dari wilayah lama"
    assert syncing.status(rani).unsent == 0


def test_the_verbs_say_it_in_words(
    refused: tuple[Workspace, UUID],
    centre: Centre,
    sync: Sync,
    capsys: pytest.CaptureFixture[str],
    clock: ManualClock,
) -> None:
    from app.central import admin_words

    rani, key = refused
    refusals.hand_over(rani, [("business", key)])
    sync(rani)
    with centre.engine.connect() as conn:
        lines, waiting = status.laptops(conn), held.waiting(conn)
        papers = status.papers(conn)
    text = admin_words.status(lines, len(waiting), papers, reconcile(centre))
    assert "Rani" in text
    assert "titipan menunggu" in text
    assert str(key) in admin_words.held(waiting)
    assert json.dumps([x.code for x in lines])
