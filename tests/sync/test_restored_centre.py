"""A centre restored from its backup gets back what any laptop still holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.central import people
from app.central.centre import Centre
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.models.local import PullStage
from app.sync import outbox
from tests.laptops import DISTRICT, OTHER_DISTRICT, OTHER_WARD, WARD
from tests.model.centres import Backups, restored
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row


@pytest.fixture
def backups(centre: Centre) -> Backups:
    """Backups of the centre, which can be brought in."""
    return Backups(centre)


def restore(centre: Centre, backups: Backups, epoch: str = "another") -> None:
    backups.restore("kept")
    restored(centre, epoch)


def test_a_change_comes_back_from_whoever_has_seen_it(
    rani: Laptop, budi: Laptop, centre: Centre, backups: Backups
) -> None:
    """Its author's laptop is lost: it lives on as a clean copy on another one alone."""
    key = rani.add(note="Awal")
    rani.sync()
    backups.take("kept")
    rani.edit(key, note="Baru")
    rani.sync()
    budi.sync()
    restore(centre, backups)
    report = budi.sync()
    row = central_row(centre, key)
    assert row is not None
    assert row["note"] == "Baru"
    assert report.unequal == ()
    assert budi.conflicts() == []
    assert budi.waiting() == 0


def test_what_was_changed_there_since_is_a_choice(
    rani: Laptop, budi: Laptop, make_laptop: MakeLaptop, centre: Centre, backups: Backups
) -> None:
    """Nothing of the later copy is lost in silence, nothing of the restored centre overwritten."""
    wati = make_laptop("Wati")
    key = rani.add(note="Awal", phone="0811")
    for laptop in (rani, budi, wati):
        laptop.sync()
    backups.take("kept")
    rani.edit(key, note="Baru", phone="0812")
    rani.sync()
    budi.sync()
    restore(centre, backups)
    wati.edit(key, note="Dari Wati")
    wati.sync()
    budi.sync()
    row = central_row(centre, key)
    assert row is not None
    assert (row["note"], row["phone"]) == ("Dari Wati", "0812")
    assert budi.conflicts() == [(key, "note", "Baru", "Dari Wati")]
    assert budi.row(key) == row


def test_a_word_that_waits_for_a_choice_is_not_replaced_by_the_others(
    rani: Laptop, budi: Laptop, make_laptop: MakeLaptop, centre: Centre, backups: Backups
) -> None:
    """What had won against it is offered to the restored centre, and loses there in its turn."""
    wati = make_laptop("Wati")
    key = rani.add(note="Awal")
    for laptop in (rani, budi, wati):
        laptop.sync()
    backups.take("kept")
    rani.edit(key, note="Dari Rani")
    rani.sync()
    budi.edit(key, note="Dari Budi")
    budi.sync()
    assert budi.conflicts() == [(key, "note", "Dari Budi", "Dari Rani")]
    restore(centre, backups)
    wati.edit(key, note="Dari Wati")
    wati.sync()
    budi.sync()
    assert budi.conflicts() == [(key, "note", "Dari Budi", "Dari Wati")]


def test_what_had_won_against_a_word_told_once_more_comes_back(
    rani: Laptop, budi: Laptop, centre: Centre, backups: Backups
) -> None:
    """The batch that had lost is taken this time; its answer does not make the winner's value
    here, read from the centre of before, the centre's."""
    key = rani.add(note="Awal")
    rani.sync()
    budi.sync()
    backups.take("kept")
    rani.edit(key, note="Dari Rani")
    rani.sync()
    budi.edit(key, note="Dari Budi")
    budi.sync()
    restore(centre, backups)
    budi.sync()  # Rani's laptop is lost
    row = central_row(centre, key)
    assert row is not None
    assert row["note"] == "Dari Rani"
    assert budi.row(key) == row
    assert budi.conflicts() == [(key, "note", "Dari Budi", "Dari Rani")]


def test_words_of_others_are_offered_with_ones_own(
    rani: Laptop, budi: Laptop, centre: Centre, backups: Backups
) -> None:
    """An edit of one field of a row read in the lost time; its base says nothing of the others."""
    key = rani.add(note="Awal", phone="0811")
    rani.sync()
    budi.sync()
    backups.take("kept")
    budi.edit(key, note="Dari Budi")
    budi.sync()
    rani.sync()
    restore(centre, backups)
    rani.edit(key, phone="0812")
    rani.sync()  # Budi's laptop is lost
    row = central_row(centre, key)
    assert row is not None
    assert (row["note"], row["phone"]) == ("Dari Budi", "0812")
    assert rani.row(key) == row
    assert rani.conflicts() == []
    assert rani.waiting() == 0


def test_what_others_made_of_a_lost_record_comes_back_with_it(
    rani: Laptop, budi: Laptop, centre: Centre, backups: Backups
) -> None:
    """Its author's batch makes it anew as it was at first; its author has read more since."""
    rani.sync()
    backups.take("kept")
    key = rani.add(note="Awal")
    rani.sync()
    budi.sync()
    budi.edit(key, note="Dari Budi")
    budi.sync()
    rani.sync()
    restore(centre, backups)
    rani.sync()  # Budi's laptop is lost
    row = central_row(centre, key)
    assert row is not None
    assert row["note"] == "Dari Budi"
    assert rani.row(key) == row
    assert rani.waiting() == 0


def test_news_of_the_centre_before_are_offered_too(
    rani: Laptop, budi: Laptop, centre: Centre, backups: Backups
) -> None:
    """Pages that were fetched and not yet shown when the line broke are all that is left."""
    budi.add()
    budi.sync()
    backups.take("kept")
    keys = {rani.add() for _ in range(4)}
    rani.sync()
    budi.transport.limit = 2
    with pytest.raises(StopIteration):
        _two_pages(budi)
    with budi.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PullStage))
    restore(centre, backups)
    rani.db.close()
    budi.sync()
    assert len(keys & set(budi.rows())) == central_count(centre) - 1 > 0
    assert budi.waiting() == 0


def _two_pages(laptop: Laptop) -> None:
    from app.sync.report import Report

    steps = laptop.engine._rows(laptop.transport, Report())
    next(steps)
    steps.close()
    next(steps)


def test_after_a_restore_edits_are_no_conflicts(
    rani: Laptop, budi: Laptop, centre: Centre, backups: Backups
) -> None:
    """The jump of versions is met once by a laptop, not at the first edit of every row."""
    key = rani.add(note="Awal")
    rani.sync()
    budi.sync()
    backups.take("kept")
    restore(centre, backups)
    for laptop in (rani, budi):
        laptop.sync()
    rani.edit(key, note="Sesudahnya")
    rani.sync()
    assert budi.sync().conflicts == 0
    assert budi.value(key, "note") == "Sesudahnya"
    assert budi.conflicts() == []


def test_after_a_restore_others_words_are_taken_as_ever(
    rani: Laptop, budi: Laptop, centre: Centre, backups: Backups
) -> None:
    """Once a region was read anew, a jump of versions is no sign of a lost time any more."""
    key = rani.add(note="Awal", phone="0811")
    rani.sync()
    budi.sync()
    backups.take("kept")
    restore(centre, backups)
    for laptop in (rani, budi):
        laptop.sync()
    budi.edit(key, note="Dari Budi")
    budi.sync()
    rani.edit(key, phone="0812")
    report = rani.sync()
    assert (report.offered, report.conflicts) == (0, 0)
    assert (rani.value(key, "note"), rani.value(key, "phone")) == ("Dari Budi", "0812")
    assert rani.conflicts() == []


@pytest.mark.lesson("B8")
def test_restored_twice_within_minutes(
    rani: Laptop,
    budi: Laptop,
    make_laptop: MakeLaptop,
    centre: Centre,
    backups: Backups,
    clock: ManualClock,
) -> None:
    """The first try was to the wrong hour: what was sent in between is of a lost time too."""
    wati = make_laptop("Wati")
    key = rani.add(note="Awal", phone="0811")
    for laptop in (rani, budi, wati):
        laptop.sync()
    backups.take("kept")
    restore(centre, backups)
    rani.edit(key, note="Di antaranya")
    rani.sync()
    budi.sync()
    clock.advance(timedelta(minutes=1))
    restore(centre, backups, "a third")
    wati.edit(key, phone="0812")
    wati.sync()
    budi.sync()  # Rani's laptop is lost
    row = central_row(centre, key)
    assert row is not None
    assert (row["note"], row["phone"]) == ("Di antaranya", "0812")
    assert budi.row(key) == row


@pytest.mark.lesson("B8")
def test_a_record_that_was_moved_away_since_is_not_thrown_away(
    rani: Laptop, budi: Laptop, make_laptop: MakeLaptop, centre: Centre, backups: Backups
) -> None:
    """Nobody else may still have what the centre lost of it: it waits for its person, and goes
    when it can."""
    city = make_laptop("Kota", "31.74")
    key = rani.add(note="Awal")
    for laptop in (rani, budi, city):
        laptop.sync()
    backups.take("kept")
    rani.edit(key, note="Baru")
    rani.sync()
    budi.sync()
    restore(centre, backups)
    city.edit(key, scope=OTHER_DISTRICT, ward_code=OTHER_WARD)
    city.sync()
    budi.sync()  # Rani's laptop is lost
    assert budi.value(key, "note") == "Baru"
    assert budi.refusals() == {key: "scope.outside"}
    assert budi.sync().unequal == ()
    city.edit(key, scope=DISTRICT, ward_code=WARD)
    city.sync()
    with budi.db.write() as session:
        outbox.retry_refused(session)
    budi.sync()
    assert (key, "note", "Baru", "Awal") in budi.conflicts()
    assert budi.refusals() == {}


@pytest.mark.lesson("B8")
def test_a_region_that_is_gone_with_the_restore_is_not_thrown_away(
    budi: Laptop, make_laptop: MakeLaptop, centre: Centre, backups: Backups
) -> None:
    """It was given after the backup. What others sent from there may be on this disk alone."""
    wati = make_laptop("Wati", OTHER_DISTRICT)
    known = wati.add(scope=OTHER_DISTRICT, ward_code=OTHER_WARD, note="Awal")
    wati.sync()
    budi.sync()
    backups.take("kept")
    person = budi.enrolled.person_id
    given = [Grant(Role.CURATOR, place) for place in (DISTRICT, OTHER_DISTRICT)]
    people.set_grants(centre, person, given)
    wati.edit(known, note="Baru")
    new = wati.add(scope=OTHER_DISTRICT, ward_code=OTHER_WARD)
    wati.sync()
    budi.sync()
    restore(centre, backups)
    budi.sync()  # Wati's laptop is lost
    assert budi.value(known, "note") == "Baru"
    assert budi.refusals() == {known: "scope.outside", new: "scope.outside"}
    people.set_grants(centre, person, given)
    budi.sync()
    assert budi.refusals() == {}
    assert central_row(centre, new) == budi.row(new)
    assert budi.conflicts() == [(known, "note", "Baru", "Awal")]


def test_what_left_the_disk_since_it_was_sent_comes_back(
    rani: Laptop, centre: Centre, backups: Backups
) -> None:
    """The kept batches bring it to the restored centre, whose receipts are all it says of it."""
    rani.sync()
    backups.take("kept")
    keys = set()
    for _ in range(3):
        keys.add(rani.add())
        rani.sync()
    people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, OTHER_DISTRICT)])
    rani.sync()
    assert rani.rows() == {}
    restore(centre, backups)
    assert rani.sync().unequal == ()
    assert set(rani.rows()) == keys


def test_a_deletion_told_once_more_is_not_taken_back(
    rani: Laptop, centre: Centre, backups: Backups
) -> None:
    """The record had left the disk; older news of it wait for the receipt of the deletion."""
    key = rani.add()
    rani.sync()
    backups.take("kept")
    rani.add()
    rani.sync()
    rani.edit(key, deleted=True)
    rani.sync()
    people.set_grants(centre, rani.enrolled.person_id, [Grant(Role.CURATOR, OTHER_DISTRICT)])
    rani.sync()
    assert rani.rows() == {}
    restore(centre, backups)
    for _ in range(2):
        assert rani.sync().unequal == ()
        row = central_row(centre, key)
        assert row is not None
        assert row["deleted"]
        assert rani.row(key) == row


def test_a_role_given_after_the_backup_is_not_so_any_more(
    rani: Laptop, centre: Centre, backups: Backups
) -> None:
    """Reference data is the centre's own; a laptop neither offers it nor keeps it."""
    rani.sync()
    backups.take("kept")
    before = rani.rows("role_grant")
    roles = [Grant(Role.CURATOR, place) for place in (DISTRICT, OTHER_DISTRICT)]
    people.set_grants(centre, rani.enrolled.person_id, roles)
    rani.sync()
    assert len(rani.rows("role_grant")) == len(before) + 1
    restore(centre, backups)
    assert rani.sync().unequal == ()
    assert rani.rows("role_grant") == before
