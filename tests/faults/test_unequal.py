"""What the centre holds differs from what it says of it: noticed, read anew, told."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.models.central import DeviceSync
from app.models.local import SyncState
from tests.faults.books import check_healed, own_rows, read_central
from tests.laptops import DISTRICT
from tests.sync.conftest import Laptop


def harm(centre: Centre, statement: str, **values: object) -> None:
    """Change the centre's books behind its back."""
    with centre.engine.begin() as conn:
        done = conn.execute(sa.text(statement), values)
        assert done.rowcount > 0


def cursors(laptop: Laptop) -> dict[str, int]:
    with laptop.db.read() as session:
        return {k: int(v) for k, v in session.get_one(SyncState, 1).cursors.items()}


def three_rows(rani: Laptop, budi: Laptop) -> list[UUID]:
    """Both laptops have the same three records."""
    keys = [rani.add(name=f"Usaha {n}") for n in range(3)]
    for laptop in (rani, budi, rani):
        assert laptop.sync().unequal == ()
    assert own_rows(rani) == own_rows(budi)
    return keys


def told_to_the_centre(laptop: Laptop, centre: Centre) -> str:
    """What the centre noted of this laptop's regions, at its last question."""
    mine = DeviceSync.device_id == laptop.enrolled.device_id
    with centre.engine.connect() as conn:
        return str(conn.execute(sa.select(DeviceSync.unequal).where(mine)).scalar_one())


@pytest.mark.lesson("B8")
def test_a_row_the_feed_passed_over_is_fetched_after_all(
    rani: Laptop, budi: Laptop, centre: Centre
) -> None:
    """The cursor has gone past a row that never came: reading anew brings it, nothing stays."""
    three_rows(rani, budi)
    fresh = rani.add(name="Terlewat")
    rani.sync()
    with budi.db.write() as session:  # as if the page had told of it
        state = session.get_one(SyncState, 1)
        state.cursors = cursors(rani)
    assert budi.row(fresh) is None
    report = budi.sync()
    assert budi.row(fresh) == rani.row(fresh)
    assert (report.unequal, report.offered) == ((), 0)
    assert cursors(budi) == cursors(rani)
    check_healed(budi, centre)


@pytest.mark.lesson("B8")
def test_a_version_that_was_changed_behind_the_feed(
    rani: Laptop, budi: Laptop, centre: Centre
) -> None:
    """The centre's count of a row went on, its feed did not: read anew, both hold the same."""
    (key, *_) = three_rows(rani, budi)
    statement = "UPDATE row_version SET ver = ver + 1 WHERE id = :key"
    harm(centre, statement, key=key)
    redo_digest(centre)
    before = own_rows(budi)
    report = budi.sync()
    assert (report.unequal, report.offered, report.sent) == ((), 0, 0)
    assert report.received >= 3
    assert own_rows(budi) == before
    check_healed(budi, centre)


@pytest.mark.lesson("B8")
def test_an_entry_that_the_feed_lost(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    """A row the centre has and does not tell of: the laptop that has it says that they differ.

    What it holds is offered once more and taken as what is there already; nothing is lost.
    """
    (key, *_) = three_rows(rani, budi)
    harm(centre, "DELETE FROM feed WHERE id = :key", key=key)
    harm(centre, "UPDATE scope_digest SET mark = mark # 1")
    before, central = own_rows(budi), read_central(centre)
    report = budi.sync()
    assert report.offered == 1
    assert own_rows(budi) == before
    assert read_central(centre).rows.keys() == central.rows.keys()
    assert budi.waiting() == 0


@pytest.mark.lesson("B8")
def test_a_difference_that_stays_is_told(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    """Reading anew once is enough: it does not go round and round, and both sides are told."""
    three_rows(rani, budi)
    harm(centre, "UPDATE scope_digest SET mark = mark # 1 WHERE scope = :scope", scope=DISTRICT)
    for _ in range(2):
        before = own_rows(budi)
        report = budi.sync()
        assert report.complete
        assert report.unequal == (DISTRICT,)
        assert report.round_trips <= 4
        assert own_rows(budi) == before
        assert budi.waiting() == 0
    assert told_to_the_centre(budi, centre) == DISTRICT
    harm(centre, "UPDATE scope_digest SET mark = mark # 1 WHERE scope = :scope", scope=DISTRICT)
    assert budi.sync().unequal == ()
    assert budi.sync().unequal == ()
    assert told_to_the_centre(budi, centre) == ""
    check_healed(budi, centre)


def redo_digest(centre: Centre) -> None:
    """What the centre tells of its rows, counted anew."""
    from app.models.digest import Digests

    digests = Digests()
    with centre.engine.begin() as conn:
        for row_id, ver, scopes in conn.execute(
            sa.text("SELECT id, ver, scopes FROM row_version WHERE entity = 'business'")
        ):
            digests.put(scopes, row_id, ver)
        for scope, (count, xor) in digests.marks.items():
            conn.execute(
                sa.text("UPDATE scope_digest SET rows = :n, mark = :m WHERE scope = :s"),
                {"n": count, "m": xor, "s": scope},
            )
