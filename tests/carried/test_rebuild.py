"""A database built again from the journal meets its centre: everything there, nothing twice."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import people
from app.central.centre import Centre
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import IdMaker
from app.models.entities import FIELD, TABLES
from app.models.local import Refusal, SyncConflict, SyncRow
from app.paths import RESOURCES
from app.services import journal
from app.services.rebuild import Rebuilt, rebuild
from app.services.workspace import Workspace
from app.sync import outbox
from app.sync.report import Report
from tests import blank, laptops
from tests.carried.conftest import OpenLaptop, connect
from tests.services import field

Sync = Callable[[Workspace], Report]
Rows = dict[tuple[str, UUID], dict[str, Any]]


def rows_of(ws: Workspace) -> Rows:
    with ws.db.read() as session:
        return {
            (cls.__tablename__, row["id"]): dict(row)
            for cls in FIELD
            for row in session.execute(sa.select(TABLES[cls.__tablename__])).mappings()
        }


def central_rows(centre: Centre) -> Rows:
    with centre.engine.connect() as conn:
        return {
            (cls.__tablename__, row["id"]): dict(row)
            for cls in FIELD
            for row in conn.execute(sa.select(TABLES[cls.__tablename__])).mappings()
        }


def judged(ws: Workspace, name: str) -> None:
    """A business, its product with a photograph, judged."""
    product = field.add_product(ws, field.register(ws, name))
    field.judge(ws, product, field.open_session(ws), 3)


@pytest.fixture
def built(tmp_path: Path, centre: Centre, clock: ManualClock) -> Any:
    """Builds the laptop of a person again, as a new laptop of theirs."""
    made: list[Workspace] = []

    def build(ws: Workspace, *, up_to_date: bool = True) -> tuple[Workspace, Rebuilt]:
        if up_to_date:
            journal.keep(ws)
        person = ws.me.person_id
        folder = blank.lay(tmp_path / f"baru-{len(made)}").parent
        ids = IdMaker(clock, random.Random(folder.name))
        fresh = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
        made.append(fresh)
        told = rebuild(ws.folder / "jurnal", fresh)
        assert told.faults == ()
        connect(fresh, centre, people.new_code(centre, person))
        return fresh, told

    yield build
    for ws in made:
        ws.close()


Build = Callable[..., tuple[Workspace, Rebuilt]]


def quiet(ws: Workspace) -> None:
    """Nothing waits, nothing was refused, nothing is asked."""
    with ws.db.read() as session:
        assert outbox.waiting(session) == 0
        for table in (Refusal, SyncConflict):
            assert session.scalar(sa.select(sa.func.count()).select_from(table)) == 0


@pytest.mark.lesson("B5")
def test_unsent_work_comes_back_and_arrives(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync, built: Build
) -> None:
    rani = open_laptop("Rani")
    judged(rani, "Dapur Sari")
    fresh, told = built(rani)
    before = rows_of(rani)
    assert (told.waiting, told.confirmed, told.photos, told.lost_photos) == (len(before), 0, 1, 0)
    assert rows_of(fresh) == before
    report = sync(fresh)
    assert (report.refused, report.conflicts, report.photos_sent) == (0, 0, 2)
    assert central_rows(centre) == rows_of(fresh) == before
    quiet(fresh)


@pytest.mark.lesson("B5")
def test_what_was_sent_half_sent_and_edited_since(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync, built: Build
) -> None:
    """Sent and noted; sent, but the journal never heard; edited after; all meet their like."""
    rani, budi = open_laptop("Rani"), open_laptop("Budi")
    judged(rani, "Dapur Sari")
    journal.keep(rani)
    sync(rani)
    journal.keep(rani)
    judged(rani, "Kopi Sore")
    journal.keep(rani)
    sync(rani)  # the database goes before the journal hears of the receipts
    with rani.db.read() as session:
        table = TABLES["business"]
        first = session.scalars(sa.select(table.c.id).order_by(table.c.id)).first()
    assert first is not None
    laptops.edit(rani.db, "business", first, phone="0811")
    sync(budi)
    laptops.edit(budi.db, "business", first, note="dari Budi")
    sync(budi)
    journal_only_rows(rani)
    fresh, told = built(rani, up_to_date=False)
    assert told.confirmed > 0
    assert told.waiting > 1
    count = len(central_rows(centre))
    report = sync(fresh)
    assert (report.refused, report.conflicts) == (0, 0)
    assert len(central_rows(centre)) == count
    assert central_rows(centre) == rows_of(fresh)
    kept = central_rows(centre)["business", first]
    assert (kept["phone"], kept["note"]) == ("0811", "dari Budi")
    quiet(fresh)


def journal_only_rows(ws: Workspace) -> None:
    """The last edit gets into the journal, the receipts before it do not."""
    journal.keep(ws)
    (path,) = (ws.folder / "jurnal").glob("*.jsonl")
    lines = path.read_bytes().split(b"\n")
    last = max(n for n, line in enumerate(lines) if b'"kind":"row"' in line)
    path.write_bytes(b"\n".join(lines[: last + 1]) + b"\n")


def test_a_centre_that_lost_what_it_had_signed_for_gets_it_again(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync, built: Build
) -> None:
    rani = open_laptop("Rani")
    judged(rani, "Dapur Sari")
    sync(rani)
    fresh, told = built(rani)
    assert (told.waiting, told.confirmed) == (0, len(rows_of(rani)))
    with centre.engine.begin() as conn:
        for cls in FIELD:
            conn.execute(sa.delete(cls))
            name = {"entity": cls.__tablename__}
            for table in ("row_version", "feed"):
                conn.execute(sa.text(f"DELETE FROM {table} WHERE entity = :entity"), name)
        conn.execute(sa.text("DELETE FROM scope_digest"))
    sync(fresh)
    sync(fresh)
    assert central_rows(centre) == rows_of(rani)
    quiet(fresh)


def test_a_clash_after_the_damage_waits_for_a_person(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync, built: Build
) -> None:
    rani, budi = open_laptop("Rani"), open_laptop("Budi")
    key = field.register(rani, "Dapur Sari")
    sync(rani)
    sync(budi)
    laptops.edit(rani.db, "business", key, phone="0811")
    laptops.edit(budi.db, "business", key, phone="0812")
    sync(budi)
    fresh, told = built(rani)
    assert told.waiting == 1
    report = sync(fresh)
    assert report.conflicts == 1
    with fresh.db.read() as session:
        (conflict,) = session.scalars(sa.select(SyncConflict))
        assert (conflict.mine, conflict.theirs) == ("0811", "0812")
        assert session.get_one(SyncRow, ("business", key)).fb == {}


def test_work_begun_before_the_first_enrolment_is_still_the_persons(
    tmp_path: Path, centre: Centre, clock: ManualClock, sync: Sync
) -> None:
    folders = [tmp_path / name for name in ("belum", "baru")]
    old, fresh = (
        Workspace(f, f / "setelan.toml", RESOURCES, clock, IdMaker(clock, random.Random(f.name)))
        for f in folders
    )
    old.start("Rani")
    field.register(old, "Dapur Sari")
    journal.keep(old)
    old.close()
    rebuild(old.folder / "jurnal", fresh)
    assert not fresh.is_new
    grants = [Grant(Role.CURATOR, laptops.DISTRICT)]
    person = people.add_person(centre, "Rani", grants)
    connect(fresh, centre, people.new_code(centre, person))
    assert sync(fresh).refused == 0
    quiet(fresh)
    assert {row["created_by"] for row in central_rows(centre).values()} == {person}
    fresh.close()


def test_photographs_that_are_nowhere_are_counted(open_laptop: OpenLaptop, built: Build) -> None:
    rani = open_laptop("Rani")
    judged(rani, "Dapur Sari")
    for path in (rani.folder / "foto").rglob("*.photo"):
        path.unlink()
    _, told = built(rani)
    assert (told.photos, told.lost_photos) == (0, 1)
