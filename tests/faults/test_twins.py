"""One laptop twice: cloned disks, old backups brought back. Nothing silent, all work arrives."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.central.restored import FLOOR_STEP, restored
from app.central.store import version_floor
from app.errors import UserError
from app.models.central import FieldConflict
from app.sync import outbox
from tests.faults.books import (
    Key,
    check_books,
    check_healed,
    check_versions,
    own_rows,
    read_central,
)
from tests.faults.conftest import connect, soak
from tests.faults.story import Story
from tests.sync.conftest import Laptop


def settle(laptops: list[Laptop]) -> None:
    """Sync in turn until all have had the last word of the others."""
    for _ in range(3):
        for laptop in laptops:
            laptop.sync()


def kept_somewhere(centre: Centre, laptops: list[Laptop], key: UUID, field: str) -> set[str]:
    """Every value of a field that is present, or waits for a person's choice."""
    found = {str(read_central(centre).rows["business", key][field])}
    for laptop in laptops:
        found |= {str(mine) for i, f, mine, _ in laptop.conflicts() if (i, f) == (key, field)}
    with centre.engine.connect() as conn:
        query = sa.select(FieldConflict.value).where(FieldConflict.field == field)
        return found | {str(v) for v in conn.execute(query).scalars()}


def test_three_copies_with_everything_a_laptop_makes(
    rani: Laptop, centre: Centre, tmp_path: Path
) -> None:
    """Each copy judges, photographs and certifies on; one number given twice is not silent."""
    rani.add(name="Bersama")
    rani.sync()
    copies = [rani, *(rani.copy(tmp_path / str(n)) for n in range(2))]
    for number, laptop in enumerate(copies):
        laptop.ids = type(laptop.ids)(laptop.clock, random.Random(number))
        laptop.judge()
        laptop.photograph(bytes([number]) * 5_000, bytes([number]) * 50)
    settle(copies)
    central = read_central(centre)
    counts = {e: sum(1 for k in central.rows if k[0] == e) for e, _ in central.rows}
    assert counts["assessment"] == counts["decision"] == counts["photo"] == 3
    assert counts["certificate"] == 1  # they all gave the same number
    assert sum(len(c.refusals()) for c in copies) == 2
    for laptop in copies:
        check_books(laptop, centre)
        refused = laptop.refusals()
        mine = {k: r for k, r in own_rows(laptop).items() if k[1] not in refused}
        assert mine == central.rows
        assert laptop.waiting() == 0
        laptop.db.close()


def test_copies_with_batches_of_the_same_number(
    rani: Laptop, centre: Centre, tmp_path: Path
) -> None:
    """The disk was copied while a batch was on its way; both ends go on from it."""
    key = rani.add(name="Di jalan")
    rani.transport.lose_answers = 1
    with pytest.raises(UserError):
        rani.sync()
    twin = rani.copy(tmp_path / "kembar")
    mine, theirs = rani.add(name="Asli"), twin.add(name="Kembar")
    settle([twin, rani])
    for laptop in (rani, twin):
        check_healed(laptop, centre)
        assert set(laptop.rows()) == {key, mine, theirs}
    twin.db.close()


def test_copies_that_sync_at_the_same_time(
    rani: Laptop, centre: Centre, address: str, pem: str, tmp_path: Path
) -> None:
    """Forks on forks: a sync may give up with a sentence, none may lose or double anything."""
    shared = rani.add(name="Bersama")
    rani.sync()
    twin = rani.copy(tmp_path / "kembar")
    twin.ids = type(twin.ids)(twin.clock, random.Random("kembar"))

    def work(laptop: Laptop) -> None:
        name, field = ("Asli", "note") if laptop is rani else ("Kembar", "phone")
        for number in range(soak(2)):
            laptop.add(name=f"{name} {number}")
            laptop.edit(shared, **{field: f"{name} {number}"})
            with connect(laptop, address, pem) as way, suppress(UserError):
                laptop.sync(way)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, (rani, twin)))
    settle([rani, twin])
    for laptop in (rani, twin):
        check_healed(laptop, centre)
    names = [r["name"] for r in rani.rows().values()]
    last = soak(2)
    assert sorted(names) == sorted(
        ["Bersama", *(f"{n} {i}" for n in ("Asli", "Kembar") for i in range(last))]
    )
    row = rani.row(shared)
    assert row is not None
    assert (row["note"], row["phone"]) == (f"Asli {last - 1}", f"Kembar {last - 1}")
    twin.db.close()


def test_copies_that_quarrel_over_one_field(rani: Laptop, centre: Centre, tmp_path: Path) -> None:
    """Each round both change it without having seen the other: every value stays to be seen."""
    key = rani.add(name="Diperebutkan")
    rani.sync()
    twin = rani.copy(tmp_path / "kembar")
    written = set()
    for number in range(soak(2)):
        for name, laptop in (("asli", rani), ("kembar", twin)):
            written.add(f"{name} {number}")
            laptop.edit(key, note=f"{name} {number}")
        before = str(read_central(centre).rows["business", key]["note"])
        for laptop in (rani, twin) if number % 2 else (twin, rani):
            laptop.sync()
        settle([rani, twin])
        # What was replaced had been seen by who replaced it; what was not is kept.
        kept = kept_somewhere(centre, [rani, twin], key, "note")
        assert {f"asli {number}", f"kembar {number}"} <= kept
        assert before == "None" or before in written
    for laptop in (rani, twin):
        check_healed(laptop, centre, conflicts=True)
    twin.db.close()


@pytest.mark.lesson("B8")
@pytest.mark.parametrize("age", [0, 2])
def test_a_backup_of_any_age_comes_back(
    rani: Laptop, budi: Laptop, centre: Centre, tmp_path: Path, age: int
) -> None:
    """It has unsent work of its own, and knows nothing of what came after."""
    story = Story(rani, budi, photo_bytes=500)
    backups = []
    for number in range(3):
        story.go_on()
        backups.append(rani.copy(tmp_path / str(number)))  # nothing of this chapter was sent
        rani.sync()
    for number, backup in enumerate(backups):
        if number != age:
            backup.db.close()
    restored = backups[age]
    restored.ids = type(restored.ids)(restored.clock, random.Random("pulih"))
    fresh = restored.add(name="Sesudah pemulihan")
    restored.sync()
    restored.sync()
    check_healed(restored, centre, conflicts=True)
    central = read_central(centre)
    assert set(central.rows) == {*story.versions, ("business", fresh)}
    assert central.rows["business", story.note]["note"] == "bab 3"
    restored.db.close()


@pytest.mark.lesson("B8")
@pytest.mark.parametrize("told", [False, True], ids=["untold", "restored"])
def test_an_empty_centre_is_filled_again_by_who_works_on(
    rani: Laptop, budi: Laptop, centre: Centre, told: bool
) -> None:
    """Restored from nothing: laptops keep what they have and send it again with the next work."""
    story, before = lose_everything(rani, budi, told=told)
    for laptop in (rani, budi):
        story.versions["business", laptop.add(name="Sesudahnya")] = 1
    settle([rani, budi])
    for laptop in (rani, budi):
        assert before.items() <= own_rows(laptop).items()
        check_healed(laptop, centre)
    central = read_central(centre)
    with centre.engine.connect() as conn:
        floor = version_floor(conn)
    assert (floor > 0) == told
    check_versions(central, {key: floor + ver for key, ver in story.versions.items()})


@pytest.mark.lesson("B8")
@pytest.mark.parametrize(
    ("told", "batches"),
    [(False, True), (False, False), (True, False)],
    ids=["untold-kept", "untold-dropped", "restored-dropped"],
)
def test_an_empty_centre_is_filled_again_by_everybody(
    rani: Laptop, budi: Laptop, centre: Centre, told: bool, batches: bool
) -> None:
    """Neither has anything new to send: the counts of batches and the digests tell.

    Kept batches are sent again as they were; where they are long gone, the rows are offered.
    """
    story, before = lose_everything(rani, budi, told=told)
    if not batches:
        for laptop in (rani, budi):
            with laptop.db.write() as session:
                outbox.drop_old(session, laptop.clock.now() + timedelta(days=1))
    settle([rani, budi])
    for laptop in (rani, budi):
        assert own_rows(laptop) == before
        report = laptop.sync()
        assert (report.complete, report.unequal, report.offered) == (True, (), 0)
        check_healed(laptop, centre)
    central = read_central(centre)
    if told or not batches:  # written once more, above every number of the lost time
        assert central.rows.keys() == story.versions.keys()
        assert all((central.versions[key] > FLOOR_STEP) is told for key in central.rows)
    else:
        check_versions(central, story.versions)


def lose_everything(
    rani: Laptop, budi: Laptop, *, told: bool
) -> tuple[Story, dict[Key, dict[str, Any]]]:
    """Both have all of a story, then the centre has nothing of it any more.

    `told`: the administrator says so to the centre, as they are asked to.
    """
    story = Story(rani, budi, photo_bytes=500)
    story.go_on()
    story.healed()
    budi.sync()
    before = own_rows(rani)
    assert own_rows(budi) == before
    empty(rani.transport.centre)
    if told:
        restored(rani.transport.centre)
    return story, before


def empty(centre: Centre) -> None:
    """As a new database with the same people would be."""
    with centre.engine.begin() as conn:
        for table in ("business", "photo", "batch_in", "field_conflict", "blob"):
            conn.exec_driver_sql(f"DELETE FROM {table}")
        for table in ("feed", "row_version"):
            conn.exec_driver_sql(f"DELETE FROM {table} WHERE entity IN ('business', 'photo')")
        conn.exec_driver_sql("DELETE FROM scope_digest WHERE scope <> 'global'")
        conn.exec_driver_sql("UPDATE device_sync SET incarnation = 1, last_no = 0, last_hash = ''")
    for sha256 in list(centre.photos.all_hashes()):
        centre.photos._path(sha256).unlink()
