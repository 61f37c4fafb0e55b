"""Rows between laptops and a centre: everything arrives, once, and nothing newer is lost."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import exchange, people
from app.central.centre import Centre
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.errors import UserError
from app.models.central import FieldConflict
from app.models.entities import FIELD, TABLES
from app.models.local import BatchOut, PullStage, SyncRow, SyncState
from app.models.rows import encode
from app.protocol import wire
from app.sync import outbox
from app.sync.report import Progress, Report
from tests import laptops
from tests.conftest import NOW
from tests.laptops import DISTRICT, OTHER_DISTRICT, OTHER_WARD
from tests.sync import honest
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row

JUDGED = {"assessment", "decision", "certificate", "certificate_revocation"}
FREE = [c.__tablename__ for c in FIELD if c.__tablename__ not in JUDGED]


def cut(laptop: Laptop) -> UserError:
    with pytest.raises(UserError) as caught:
        laptop.sync()
    assert caught.value.code == "network.offline"
    return caught.value


class Impatient:
    """Stops a sync after so many pages."""

    def __init__(self, pages: int) -> None:
        self.pages = pages

    def progress(self, progress: Progress) -> None:
        assert progress.stage == "rows"
        self.pages -= 1

    def cancelled(self) -> bool:
        return self.pages == 0


# -- there and back ---------------------------------------------------------------


def test_every_kind_of_row_reaches_the_other_laptop(leader: Laptop, budi: Laptop) -> None:
    keys = {entity: leader.add(entity) for entity in FREE} | leader.judge()
    keys["certificate_revocation"] = leader.revoke(keys["certificate"])
    report = leader.sync()
    assert (report.sent, report.refused) == (len(FIELD), 0)
    assert leader.waiting() == 0
    budi.sync()
    for entity, key in keys.items():
        assert budi.row(key, entity) == leader.row(key, entity)
    assert budi.waiting() == 0


def test_edits_go_back_and_forth(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    key = rani.add(name="Dapur Sari")
    rani.sync()
    budi.sync()
    budi.edit(key, phone="0812000111", deleted=True)
    budi.sync()
    rani.sync()
    assert rani.value(key, "phone") == "0812000111"
    assert rani.value(key, "deleted") is True
    assert rani.row(key) == budi.row(key) == central_row(centre, key)


def test_a_quiet_sync_is_one_round_trip(rani: Laptop, clock: ManualClock) -> None:
    rani.add()
    rani.sync()
    clock.advance(timedelta(hours=1))
    report = rani.sync()
    assert (report.round_trips, report.sent, report.received) == (1, 0, 0)
    with rani.db.read() as session:
        assert session.get_one(SyncState, 1).last_success_at == clock.now()


def test_many_pages_and_batches(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    rows = [laptops.row_of("business", rani.ids.new(), name=f"Usaha {n}") for n in range(700)]
    with rani.db.write() as session:
        session.execute(sa.insert(TABLES["business"]), rows)
    assert rani.sync().sent == len(rows)
    assert central_count(centre) == len(rows)
    budi.transport.limit = 200
    assert budi.sync().round_trips == 1
    assert len(budi.transport.received) > 3
    assert budi.rows() == rani.rows()
    with budi.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PullStage)) == 0


def test_small_pages_come_first(
    rani: Laptop, budi: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is not to wait for a long one; who takes one page only gets it whole."""
    monkeypatch.setattr(exchange, "_FIRST_PAGE", 2)
    for number in range(20):
        rani.add(name=f"Dapur {number}")
    rani.sync()
    budi.sync()
    sizes = [len(answer.items) for answer in budi.transport.received]
    assert sizes[:3] == [2, 4, 8]
    assert len(budi.rows()) == 20
    with budi.db.read() as session:
        asked = dataclasses.replace(budi.engine.request(session, None), cursors={}, pages=1)
    (answer,) = budi.transport.exchange(asked)
    assert len([i for i in answer.items if i.entity == "business"]) == 20


@pytest.mark.lesson("B7")
def test_half_a_pull_is_not_shown_and_not_lost(rani: Laptop, budi: Laptop) -> None:
    for _ in range(30):
        rani.add()
    rani.sync()
    budi.sync()
    for _ in range(30):
        rani.add()
    rani.sync()
    budi.transport.limit = 10
    before = budi.rows()
    budi.engine.run(budi.transport, Impatient(1), Report())
    assert budi.rows() == before
    budi.sync()
    assert budi.rows() == rani.rows()


# -- once only --------------------------------------------------------------------


@pytest.mark.lesson("B12")
def test_the_same_batch_ten_times(rani: Laptop, centre: Centre) -> None:
    key = rani.add()
    rani.sync()
    (first,) = [m for m in rani.transport.sent if wire.unpack(m)["batch"]]
    before = central_row(centre, key)
    answers = [rani.transport.answer(first) for _ in range(10)]
    assert all(a.acks == rani.transport.received[0].acks for a in answers)
    assert all(a.receipt == answers[0].receipt != b"" for a in answers)
    assert all(a.acks[0].status == "ok" and not a.problem for a in answers)
    assert central_count(centre) == 1
    assert central_row(centre, key) == before


@pytest.mark.lesson("B1")
def test_a_lost_request_is_sent_again(rani: Laptop, centre: Centre) -> None:
    rani.add()
    rani.transport.lose_requests = 1
    cut(rani)
    assert central_count(centre) == 0
    assert rani.waiting() == 1
    assert rani.sync().sent == 1
    assert central_count(centre) == 1


@pytest.mark.lesson("B1")
@pytest.mark.lesson("B2")
def test_a_lost_answer_gets_the_same_answer(rani: Laptop, centre: Centre) -> None:
    key = rani.add(name="Pertama")
    rani.transport.lose_answers = 1
    cut(rani)
    assert rani.waiting() == 1  # no green tick without the centre's receipt
    rani.edit(key, name="Kedua")
    rani.sync()
    first, second = (wire.unpack(m)["batch"] for m in rani.transport.sent[:2])
    assert first == second
    row = central_row(centre, key)
    assert row is not None
    assert row["name"] == "Kedua"
    assert rani.conflicts() == []
    assert central_count(centre) == 1


@pytest.mark.lesson("B1")
def test_lost_answers_in_a_row(rani: Laptop, centre: Centre) -> None:
    keys = [rani.add() for _ in range(3)]
    rani.transport.lose_answers = 4
    for _ in range(4):
        cut(rani)
    rani.sync()
    assert central_count(centre) == len(keys)
    assert rani.waiting() == 0


@pytest.mark.lesson("B12")
def test_a_late_duplicate_changes_nothing(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    key = rani.add(name="Lama")
    rani.sync()
    (late,) = [m for m in rani.transport.sent if wire.unpack(m)["batch"]]
    budi.sync()
    budi.edit(key, name="Baru")
    budi.sync()
    rani.sync()
    rani.edit(key, phone="0811")
    rani.sync()
    rani.transport.answer(late)
    row = central_row(centre, key)
    assert row is not None
    assert (row["name"], row["phone"]) == ("Baru", "0811")


def test_a_batch_cannot_be_skipped_or_replaced(rani: Laptop) -> None:
    rani.add()
    rani.sync()

    def ask(no: int, prev: str) -> str:
        body = wire.canonical(wire.Batch(no, prev, ()).to_json())
        request = wire.Request("1", rani.enrolled.device_id, 1, encode(NOW), body, {}, 10, "")
        return rani.transport.answer(wire.pack(request.to_json())).problem

    with rani.db.read() as session:
        last = session.get_one(SyncState, 1).last_hash
    assert ask(3, last) == "rewind"
    assert ask(1, "") == "fork"
    assert ask(2, "0" * 64) == "fork"
    assert ask(2, last) == ""


# -- two people, one row ----------------------------------------------------------


def both_have(rani: Laptop, budi: Laptop, **values: Any) -> UUID:
    key = rani.add(**values)
    rani.sync()
    budi.sync()
    return key


def test_different_fields_merge(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    key = both_have(rani, budi, note="awal")
    rani.edit(key, phone="0811")
    budi.edit(key, note="baru")
    rani.sync()
    assert budi.sync().conflicts == 0
    rani.sync()
    for row in (rani.row(key), budi.row(key), central_row(centre, key)):
        assert row is not None
        assert (row["phone"], row["note"]) == ("0811", "baru")
    assert rani.conflicts() == budi.conflicts() == []


@pytest.mark.lesson("B18")
def test_the_same_value_twice_is_no_conflict(rani: Laptop, budi: Laptop) -> None:
    key = both_have(rani, budi)
    for laptop in (rani, budi):
        laptop.edit(key, phone="0811")
        assert laptop.sync().conflicts == 0
    assert budi.conflicts() == []


@pytest.mark.lesson("B18")
def test_one_field_twice_waits_for_a_person(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    key = both_have(rani, budi)
    rani.edit(key, name="Dari Rani")
    budi.edit(key, name="Dari Budi", phone="0812")
    rani.sync()
    report = budi.sync()
    assert report.conflicts == 1
    assert budi.conflicts() == [(key, "name", "Dari Budi", "Dari Rani")]
    row = central_row(centre, key)
    assert row is not None
    assert (row["name"], row["phone"]) == ("Dari Rani", "0812")
    assert budi.row(key) == row
    assert budi.waiting() == 0
    with centre.engine.connect() as conn:  # the lost value is kept at the centre too
        kept = conn.execute(sa.select(FieldConflict.field, FieldConflict.value)).all()
    assert [tuple(k) for k in kept] == [("name", "Dari Budi")]
    budi.edit(key, name="Dari Budi")  # mine: a new edit, on top of what was seen
    assert budi.sync().conflicts == 0
    rani.sync()
    assert rani.value(key, "name") == "Dari Budi"


@pytest.mark.lesson("B4")
def test_a_receipt_does_not_eat_a_newer_edit(rani: Laptop, centre: Centre) -> None:
    key = rani.add(name="Satu")
    rani.transport.lose_answers = 1
    cut(rani)
    rani.edit(key, name="Dua", note="ditambah")
    step = rani.engine._rows(rani.transport, Report())
    next(step)  # the receipt of the first sending
    assert rani.value(key, "name") == "Dua"
    assert rani.dirty(key) == {"name": 1, "note": 1}
    for _ in step:
        pass
    row = central_row(centre, key)
    assert row is not None
    assert (row["name"], row["note"]) == ("Dua", "ditambah")
    assert rani.dirty(key) == {}
    assert rani.conflicts() == []


def test_a_lost_conflict_answer_does_not_allow_a_blind_overwrite(
    rani: Laptop, budi: Laptop, centre: Centre
) -> None:
    key = both_have(rani, budi, name="Awal")
    rani.edit(key, name="Dari Rani")
    rani.sync()
    budi.edit(key, name="Dari Budi")
    budi.transport.lose_answers = 1
    cut(budi)
    budi.edit(key, name="Budi lagi")  # without having seen Rani's
    budi.sync()
    row = central_row(centre, key)
    assert row is not None
    assert row["name"] == "Dari Rani"
    assert (key, "name", "Budi lagi", "Dari Rani") in budi.conflicts()


@pytest.mark.lesson("B18")
def test_an_old_answer_is_not_taken_for_the_newer_word(
    rani: Laptop, budi: Laptop, centre: Centre
) -> None:
    """Two batches were carried; what others wrote on them since is told before the answers are."""
    key = both_have(rani, budi)
    for note in ("satu", "dua"):
        rani.edit(key, note=note)
        with rani.db.write() as session:
            frozen = outbox.freeze(session, NOW)
            assert frozen is not None
            rani.transport.answer(wire.pack(rani.engine.request(session, frozen.body).to_json()))
    budi.sync()
    budi.edit(key, note="tiga", deleted=True)
    budi.sync()
    rani.sync()
    assert rani.row(key) == budi.row(key) == central_row(centre, key)
    assert rani.value(key, "note") == "tiga"
    assert rani.conflicts() == budi.conflicts() == []


def test_delete_against_edit_keeps_both(rani: Laptop, budi: Laptop) -> None:
    key = both_have(rani, budi)
    rani.edit(key, deleted=True)
    budi.edit(key, phone="0812")
    rani.sync()
    budi.sync()
    rani.sync()
    assert rani.row(key) == budi.row(key)
    assert rani.value(key, "deleted") is True
    assert rani.value(key, "phone") == "0812"


def test_a_curation_opened_twice_is_one(
    rani: Laptop, budi: Laptop, centre: Centre, clock: ManualClock
) -> None:
    key = honest.key("curation", {})
    assert key is not None
    early, late = clock.now(), clock.now() + timedelta(minutes=5)
    budi.add("curation", id=key, opened_at=late, opened_by=UUID(int=2), state="decided")
    rani.add("curation", id=key, opened_at=early, opened_by=UUID(int=1), state="open")
    budi.sync()
    assert rani.sync().conflicts == 0
    budi.sync()
    for row in (rani.row(key, "curation"), budi.row(key, "curation")):
        assert row is not None
        assert (row["opened_at"], row["opened_by"]) == (early, UUID(int=1))
        assert row["state"] == "decided"
    assert central_count(centre, "curation") == 1


# -- regions ----------------------------------------------------------------------


def test_another_district_sees_nothing(rani: Laptop, make_laptop: MakeLaptop) -> None:
    rani.add()
    rani.sync()
    other = make_laptop("Tono", OTHER_DISTRICT)
    other.sync()
    assert other.rows() == {}
    assert other.rows("person")  # reference data is everyone's
    head = make_laptop("Kepala", "31.74")
    head.sync()
    assert len(head.rows()) == 1


def test_a_walk_in_is_seen_by_both_districts(rani: Laptop, make_laptop: MakeLaptop) -> None:
    home = make_laptop("Tono", OTHER_DISTRICT)
    third = make_laptop("Wati", "31.74.06")
    key = rani.add(scope=OTHER_DISTRICT, guest_scope=DISTRICT, ward_code=OTHER_WARD)
    assert rani.sync().refused == 0
    home.sync()
    third.sync()
    assert home.row(key) == rani.row(key)
    assert third.row(key) is None
    home.edit(key, phone="0813")
    home.sync()
    rani.sync()
    assert rani.value(key, "phone") == "0813"


def test_a_row_that_moves_leaves_the_old_district(
    rani: Laptop, budi: Laptop, make_laptop: MakeLaptop
) -> None:
    key = both_have(rani, budi)
    other, mover = make_laptop("Tono", OTHER_DISTRICT), make_laptop("Wati", "31.74")
    mover.sync()
    mover.edit(key, scope=OTHER_DISTRICT, ward_code=OTHER_WARD)
    for laptop in (mover, other, budi, rani):
        laptop.sync()
    assert other.row(key) is not None
    assert budi.row(key) is None
    assert rani.row(key) is None
    mover.edit(key, scope=DISTRICT, ward_code=laptops.WARD)  # and back again
    for laptop in (mover, other, budi, rani):
        laptop.sync()
    assert rani.row(key) == budi.row(key) is not None
    assert other.row(key) is None


@pytest.mark.lesson("B4")
def test_a_moved_row_with_own_edits_is_kept(
    rani: Laptop, budi: Laptop, make_laptop: MakeLaptop
) -> None:
    key, mover = both_have(rani, budi), make_laptop("Wati", "31.74")
    mover.sync()
    budi.edit(key, note="catatan penting")
    mover.edit(key, scope=OTHER_DISTRICT, ward_code=OTHER_WARD)
    mover.sync()
    budi.sync()
    assert budi.value(key, "note") == "catatan penting"
    assert budi.refusals() == {key: "scope.outside"}


@pytest.mark.lesson("B6")
@pytest.mark.lesson("B15")
def test_a_reassigned_curator_keeps_unsent_work(rani: Laptop, centre: Centre) -> None:
    old = rani.add(name="Terkirim")
    rani.sync()
    rani.edit(old, note="belum terkirim")
    fresh = rani.add(name="Baru")
    people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, OTHER_DISTRICT)])
    report = rani.sync()
    assert report.refused == 2
    assert rani.refusals() == {old: "scope.outside", fresh: "scope.outside"}
    assert rani.value(old, "note") == "belum terkirim"
    assert rani.value(fresh, "name") == "Baru"
    assert rani.sync().refused == 0  # asked once, not at every sync
    people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, DISTRICT)])
    rani.sync()
    assert rani.refusals() == {}
    assert rani.waiting() == 0
    assert central_row(centre, old) == rani.row(old)
    assert central_row(centre, fresh) == rani.row(fresh)


def test_clean_rows_go_and_come_with_the_grant(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    keys = [both_have(rani, budi) for _ in range(2)]
    people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, OTHER_DISTRICT)])
    rani.sync()
    assert rani.rows() == {}
    budi.edit(keys[0], note="sementara itu")
    budi.sync()
    people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, DISTRICT)])
    rani.sync()
    assert rani.rows() == budi.rows()


def test_clean_rows_go_also_when_the_news_has_many_pages(
    rani: Laptop, make_laptop: MakeLaptop, centre: Centre
) -> None:
    rani.add()
    rani.sync()
    other = make_laptop("Tono", OTHER_DISTRICT)
    for _ in range(25):
        other.add(scope=OTHER_DISTRICT, ward_code=OTHER_WARD)
    other.sync()
    people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, OTHER_DISTRICT)])
    rani.transport.limit = 10
    rani.sync()
    assert rani.rows() == other.rows()


@pytest.mark.parametrize("cut_off", [False, True], ids=["at once", "in two syncs"])
def test_own_work_comes_back_with_the_grant_page_by_page(
    rani: Laptop, centre: Centre, *, cut_off: bool
) -> None:
    """Own words are left out of the news only where their receipts just came."""
    keys = {rani.add() for _ in range(7)}
    rani.sync()
    rani.transport.limit = 2
    people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, OTHER_DISTRICT)])
    rani.sync()
    assert rani.rows() == {}
    people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, DISTRICT)])
    if cut_off:
        rani.engine.run(rani.transport, Impatient(2), Report())
    report = rani.sync()
    assert rani.rows().keys() == keys
    assert report.unequal == ()


def test_a_curation_opened_again_without_its_copy_does_not_go_back(
    rani: Laptop, centre: Centre
) -> None:
    """It left the disk with its region. Who opens it afresh has not seen their own word either."""
    key = honest.key("curation", {})
    assert key is not None
    opened = rani.clock.now()
    rani.add("curation", id=key, opened_at=opened, session_id=UUID(int=1), state="open")
    rani.sync()
    rani.edit(key, "curation", state="decided")
    rani.sync()
    for place in (OTHER_DISTRICT, DISTRICT):
        people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, place)])
        if place == OTHER_DISTRICT:
            rani.sync()
    assert rani.row(key, "curation") is None
    rani.clock.advance(timedelta(hours=1))
    again = {"opened_at": rani.clock.now(), "created_at": rani.clock.now()}
    rani.add("curation", id=key, session_id=UUID(int=2), state="open", **again)
    rani.sync()
    row = central_row(centre, key, "curation")
    assert row is not None
    assert (row["state"], row["opened_at"], row["session_id"]) == ("decided", opened, UUID(int=1))
    assert rani.row(key, "curation") == row
    assert rani.conflicts() == []


def test_a_curation_made_and_moved_before_any_answer_moves(rani: Laptop, centre: Centre) -> None:
    """Two batches of one stick: the second is the word of somebody who has the row."""
    key = honest.key("curation", {})
    assert key is not None
    rani.add("curation", id=key, session_id=UUID(int=1), state="open")
    with rani.db.write() as session:
        outbox.freeze(session, rani.clock.now())
    rani.edit(key, "curation", session_id=UUID(int=2))
    rani.sync()
    row = central_row(centre, key, "curation")
    assert row is not None
    assert row["session_id"] == UUID(int=2)
    assert rani.row(key, "curation") == row


def test_without_any_role_only_reference_data_stays(rani: Laptop, centre: Centre) -> None:
    rani.add()
    rani.sync()
    people.set_grants(centre, rani.enrolled.person_id, [])
    rani.sync()
    assert rani.rows() == {}
    assert rani.rows("device")


# -- the same laptop twice --------------------------------------------------------


def test_a_deletion_on_a_disk_brought_back_waits_for_a_choice(
    rani: Laptop, centre: Centre, tmp_path: Path
) -> None:
    """The old disk thinks the record its own and new; others may have worked on it since."""
    key = rani.add(note="Awal")
    old = rani.copy(tmp_path / "cadangan")
    rani.sync()
    old.edit(key, deleted=True)
    old.sync()
    row = central_row(centre, key)
    assert row is not None
    assert row["deleted"] is False
    assert old.conflicts() == [(key, "deleted", True, False)]
    old.edit(key, deleted=True)  # chosen, with the centre's row before one's eyes
    old.sync()
    row = central_row(centre, key)
    assert row is not None
    assert row["deleted"] is True


def test_a_cloned_laptop_loses_nothing(rani: Laptop, centre: Centre, tmp_path: Path) -> None:
    shared = rani.add(name="Bersama")
    rani.sync()
    twin = rani.copy(tmp_path / "kembar")
    mine, theirs = rani.add(name="Asli"), twin.add(name="Kembar")
    rani.edit(shared, note="asli")
    twin.edit(shared, phone="0812")
    for laptop in (rani, twin, rani, twin, rani):
        laptop.sync()
    assert rani.rows() == twin.rows()
    assert {mine, theirs, shared} == set(rani.rows())
    assert (rani.value(shared, "note"), rani.value(shared, "phone")) == ("asli", "0812")
    assert rani.waiting() == twin.waiting() == 0
    assert central_count(centre) == 3
    twin.db.close()


def test_a_clone_that_edits_the_same_field_is_a_conflict(rani: Laptop, tmp_path: Path) -> None:
    key = rani.add()
    rani.sync()
    twin = rani.copy(tmp_path / "kembar")
    rani.edit(key, name="Asli")
    twin.edit(key, name="Kembar")
    rani.sync()
    twin.sync()
    assert twin.conflicts() == [(key, "name", "Kembar", "Asli")]
    twin.db.close()


@pytest.mark.lesson("B9")
def test_a_restored_backup_catches_up(rani: Laptop, centre: Centre, tmp_path: Path) -> None:
    old = rani.add(name="Lama")
    rani.sync()
    unsent = rani.add(name="Di cadangan")
    backup = rani.copy(tmp_path / "cadangan")
    rani.edit(old, name="Sesudah cadangan")
    later = rani.add(name="Sesudah cadangan juga")
    rani.sync()
    restored = backup
    fresh = restored.add(name="Sesudah pemulihan")
    restored.sync()
    assert set(restored.rows()) == {old, unsent, later, fresh}
    assert restored.value(old, "name") == "Sesudah cadangan"
    assert restored.conflicts() == []
    assert restored.waiting() == 0
    assert central_count(centre) == 4
    restored.db.close()


def test_a_restored_backup_with_a_batch_in_flight(
    rani: Laptop, centre: Centre, tmp_path: Path
) -> None:
    key = rani.add(name="Satu")
    rani.transport.lose_answers = 1
    cut(rani)
    backup = rani.copy(tmp_path / "cadangan")
    rani.sync()
    rani.edit(key, name="Dua")
    rani.sync()
    backup.sync()
    assert backup.value(key, "name") == "Dua"
    assert backup.waiting() == 0
    assert central_count(centre) == 1
    backup.db.close()


@pytest.mark.lesson("B8")
@pytest.mark.lesson("B9")
def test_a_centre_that_lost_the_last_batches_gets_them_again(rani: Laptop, centre: Centre) -> None:
    keys = [rani.add()]
    rani.sync()
    keys.append(rani.add())
    rani.sync()
    with centre.engine.begin() as conn:  # as if restored to before the second batch
        conn.execute(sa.text("DELETE FROM batch_in WHERE no = 2"))
        for table in ("business", "row_version", "feed"):
            conn.execute(sa.text(f"DELETE FROM {table} WHERE id = :id"), {"id": keys[1]})
        conn.execute(
            sa.text("UPDATE device_sync SET last_no = 1, last_hash = (SELECT hash FROM batch_in)")
        )
    keys.append(rani.add())
    rani.sync()
    assert central_count(centre) == 3
    assert rani.waiting() == 0
    with rani.db.read() as session:
        assert all(b.acked_at for b in session.scalars(sa.select(BatchOut)))
        assert session.scalar(sa.select(sa.func.count()).where(SyncRow.fb != {})) == 0
