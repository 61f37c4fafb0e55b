"""Rows written many at once are the rows the tables' own statements would have written."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.models import bulk
from app.models.digest import Digests, mark, marks_of
from app.models.engine import LocalDatabase
from app.models.entities import FIELD, SYNCED, TABLES
from app.models.local import SyncRow
from app.models.rows import RowError, decode_row, encode, encode_row
from app.sync import digests
from app.sync.inbox import applying
from tests import laptops

ENTITIES = [cls.__tablename__ for cls in SYNCED]


def stored(database: LocalDatabase, table: str) -> list[Any]:
    """What the file itself holds, as the driver reads it."""
    with database.read() as session:
        return [tuple(r) for r in session.connection().exec_driver_sql(f"SELECT * FROM {table}")]


def told(row: dict[str, Any]) -> tuple[UUID, dict[str, Any]]:
    """A row as the centre tells it."""
    return row["id"], encode_row(row)


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_row_is_stored_as_by_its_own_insert(db: LocalDatabase, entity: str) -> None:
    row = laptops.row_of(entity, "a")
    whole = {**row, **{n: v for n, v in (("extra", {"baru": [1, "dua"]}),) if n in row}}
    with db.write() as session, applying(session):
        session.execute(sa.insert(TABLES[entity]).values(**whole))
    expected = stored(db, entity)
    with db.write() as session, applying(session):
        session.execute(sa.delete(TABLES[entity]))
        bulk.upsert(session.connection(), TABLES[entity], [told(whole)])
    assert stored(db, entity) == expected
    assert laptops.read(db, entity, row["id"]) == whole


def test_a_row_that_is_there_is_replaced_whole(db: LocalDatabase) -> None:
    before = laptops.row_of("business", "a", phone="0811", note="lama")
    after = {**before, "phone": None, "name": "Nama baru"}
    with db.write() as session, applying(session):
        bulk.upsert(session.connection(), TABLES["business"], [told(before)])
        bulk.upsert(session.connection(), TABLES["business"], [told(after)])
        bulk.upsert(session.connection(), TABLES["business"], [])
    assert laptops.read(db, "business", before["id"]) == after


def test_fields_of_a_newer_program_are_kept(db: LocalDatabase) -> None:
    row = laptops.row_of("business", "a", extra={"lama": 1})
    key, data = told(row)
    with db.write() as session, applying(session):
        bulk.upsert(session.connection(), TABLES["business"], [(key, {**data, "baru": [2]})])
    kept = laptops.read(db, "business", key)
    assert kept == decode_row(TABLES["business"], {**data, "baru": [2]}, key)
    assert kept["extra"] == {"lama": 1, "baru": [2]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": 7},
        {"name": None},
        {"name": "a\x00b"},
        {"name_key": "x" * 501},
        {"deleted": 1},
        {"created_at": "2026-01-01T00:00:00"},
        {"created_by": "no key"},
        {"merge_record": "text"},
        {"extra": [1], "baru": 2},
    ],
)
def test_what_does_not_fit_is_refused_as_one_by_one(db: LocalDatabase, wrong: Any) -> None:
    key, data = told(laptops.row_of("business", "a"))
    with pytest.raises(RowError) as expected:
        decode_row(TABLES["business"], {**data, **wrong}, key)
    with pytest.raises(RowError) as found, db.write() as session, applying(session):
        bulk.upsert(session.connection(), TABLES["business"], [(key, {**data, **wrong})])
    assert str(found.value).partition(":")[0] == str(expected.value).partition(":")[0]
    assert laptops.read(db, "business", key) is None


@pytest.mark.parametrize("entity", [cls.__tablename__ for cls in FIELD])
@pytest.mark.parametrize("micro", [0, 120_000])
def test_a_row_that_waits_is_read_as_it_is_told(db: LocalDatabase, entity: str, micro: int) -> None:
    row = laptops.row_of(entity, "a", extra={"baru": [1, None]})
    row["created_at"] = row["created_at"].replace(microsecond=micro)
    with db.write() as session:
        session.execute(sa.insert(TABLES[entity]).values(**row))
    with db.read() as session:
        (waits,) = bulk.waiting(session.connection(), TABLES[entity], 5)
        sync = session.scalars(sa.select(SyncRow)).one()
        assert (waits.id, waits.bver, waits.fb, waits.lver) == (sync.id, 0, sync.fb, sync.lver)
    assert waits.row == {name: encode(value) for name, value in row.items()}
    with db.write() as session:
        bulk.stand_frozen(session.connection(), [(entity, waits.id, waits.lver)])
        assert bulk.waiting(session.connection(), TABLES[entity], 5) == []


def marks(database: LocalDatabase) -> dict[UUID, tuple[Any, ...]]:
    with database.read() as session:
        return {
            r.id: (r.bver, r.fb == {}, r.lver, r.state, r.frozen, r.seen)
            for r in session.scalars(sa.select(SyncRow))
        }


def test_versions_of_new_and_of_unseen_rows(db: LocalDatabase) -> None:
    old, new = UUID(int=1), UUID(int=2)
    with db.write() as session:
        row = {"entity": "business", "id": old, "bver": 3, "fb": {}, "lver": 9, "seen": False}
        session.add(SyncRow(**row, state="", frozen=9))
    with db.write() as session:
        bulk.mark_versions(session.connection(), "business", [(old, 5), (new, 1)])
    assert marks(db) == {old: (5, True, 9, "", 9, True), new: (1, True, 0, "", 0, True)}


def test_only_what_nobody_touched_since_is_settled(db: LocalDatabase) -> None:
    keys = [laptops.insert(db, "business", name) for name in "abc"]
    lvers = {key: mark[2] for key, mark in marks(db).items()}
    laptops.edit(db, "business", keys[1], note="diketik lagi")
    told = [("business", key, lvers[key], 4) for key in keys[:2]]
    with db.write() as session:
        bulk.stand_frozen(session.connection(), [("business", k, lvers[k]) for k in keys[:2]])
        settled = bulk.settle(session.connection(), told)
    assert settled == {("business", keys[0])}
    found = marks(db)
    assert found[keys[0]] == (4, True, lvers[keys[0]], "", lvers[keys[0]], True)
    assert found[keys[1]][:2] == (0, False)
    assert found[keys[1]][4] == lvers[keys[1]] < found[keys[1]][2]
    assert found[keys[2]] == (0, False, lvers[keys[2]], "", 0, True)


def test_an_older_version_does_not_come_back(db: LocalDatabase) -> None:
    key = laptops.insert(db, "business", "a")
    lver = marks(db)[key][2]
    with db.write() as session:
        session.execute(sa.update(SyncRow).values(bver=7))
        assert bulk.settle(session.connection(), [("business", key, lver, 4)]) == set()
    assert marks(db)[key][0] == 7


def test_a_version_from_after_a_restore_is_not_settled_unlooked(db: LocalDatabase) -> None:
    """Nobody touched the row since, but what is here may be of the time that was lost."""
    key = laptops.insert(db, "business", "a")
    lver = marks(db)[key][2]
    raised = 1 << bulk.FLOOR_BITS
    for ver, settled in ((raised, set()), (raised + 6, set()), (raised - 1, {("business", key)})):
        with db.write() as session:
            session.execute(sa.update(SyncRow).values(bver=7))
            assert bulk.settle(session.connection(), [("business", key, lver, ver)]) == settled
    assert marks(db)[key][:2] == (raised - 1, True)


def test_what_a_region_holds_is_the_sum_of_its_rows(db: LocalDatabase) -> None:
    """The quick count against one that takes each row by its meaning."""
    rng = random.Random(3)
    scopes, slow = ("31.74.04", "31.74.05", "31.71.01"), Digests()
    for number in range(40):
        entity = rng.choice(ENTITIES)
        home, guest, ver = rng.choice(scopes), rng.choice([None, *scopes]), rng.randrange(4)
        row = laptops.row_of(entity, str(number), scope=home, guest_scope=guest)
        row["id"] = UUID(int=rng.getrandbits(128))
        with db.write() as session, applying(session):
            bulk.upsert(session.connection(), TABLES[entity], [told(row)])
            bulk.mark_versions(session.connection(), entity, [(row["id"], ver * 2**40)])
        if ver:
            slow.put({s for s in (home, guest) if s in scopes[:2]}, row["id"], ver * 2**40)
    with db.read() as session:
        assert digests._held(session, scopes[:2]) == slow.marks
        assert digests.differing(session, {s: slow.marks[s] for s in scopes[:2]}) == ()
        wrong = {**slow.marks, scopes[0]: (1, 1)}
        assert digests.differing(session, wrong) == (scopes[0],)


@given(st.lists(st.tuples(st.uuids(), st.integers(1, 2**62)), max_size=20))
def test_marks_of_many_are_the_marks_of_each(rows: list[tuple[UUID, int]]) -> None:
    each = 0
    for key, ver in rows:
        each ^= mark(key, ver)
    assert marks_of("".join(key.hex for key, _ in rows), [ver for _, ver in rows]) == each


def test_marks_need_a_key_for_each_version() -> None:
    with pytest.raises(ValueError, match="not a key"):
        marks_of(UUID(int=7).hex, [1, 2])
