"""Triggers: every change of a shared row is captured, whatever wrote it, and nothing else is."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.engine import LocalDatabase
from app.models.entities import FINAL, PUSHED, REFERENCE, TABLES, AssessmentCriterion, Business
from app.models.local import SyncRow, SyncState
from app.sync.inbox import applying
from tests import laptops

ENTITIES = [cls.__tablename__ for cls in PUSHED]
CHANGEABLE = [name for name in ENTITIES if name not in FINAL]


def fields_of(entity: str) -> set[str]:
    return {c.name for c in TABLES[entity].columns if c.name != "id"}


def captured(database: LocalDatabase, entity: str, row_id: UUID) -> SyncRow | None:
    with database.read() as session:
        row = session.get(SyncRow, (entity, row_id))
        if row is not None:
            session.expunge(row)
        return row


def must(database: LocalDatabase, entity: str, row_id: UUID) -> SyncRow:
    row = captured(database, entity, row_id)
    assert row is not None
    return row


def settle(database: LocalDatabase, bver: int) -> None:
    """As after a receipt: everything clean, at version `bver`."""
    with database.write() as session:
        session.execute(sa.update(SyncRow).values(fb={}, bver=bver))


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_new_row_is_dirty_in_every_field_from_nothing(db: LocalDatabase, entity: str) -> None:
    row = must(db, entity, laptops.insert(db, entity, "a"))
    assert row.fb == dict.fromkeys(fields_of(entity), 0)
    assert (row.bver, row.state) == (0, "")


@pytest.mark.parametrize("entity", CHANGEABLE)
def test_an_edit_is_based_on_the_version_seen(db: LocalDatabase, entity: str) -> None:
    key = laptops.insert(db, entity, "a")
    before = must(db, entity, key).lver
    settle(db, 5)
    laptops.edit(db, entity, key, guest_scope="31.74")
    row = must(db, entity, key)
    assert row.fb == {"guest_scope": 5}
    assert row.lver > before


def test_a_later_edit_keeps_the_older_base_of_a_field(db: LocalDatabase) -> None:
    key = laptops.insert(db, "business", "a")
    settle(db, 3)
    laptops.edit(db, "business", key, phone="0811")
    with db.write() as session:
        session.execute(sa.update(SyncRow).values(bver=4))
    laptops.edit(db, "business", key, phone="0812", note="baru")
    assert must(db, "business", key).fb == {"phone": 3, "note": 4}


@pytest.mark.lesson("B24")
def test_writing_the_same_value_is_no_change_of_a_field(db: LocalDatabase) -> None:
    key = laptops.insert(db, "business", "a")
    settle(db, 1)
    laptops.edit(db, "business", key, name="teks", note=None)
    assert must(db, "business", key).fb == {}


def test_a_bulk_update_is_captured_row_by_row(db: LocalDatabase) -> None:
    keys = [laptops.insert(db, "product", str(n)) for n in range(30)]
    settle(db, 2)
    with db.write() as session:
        session.execute(sa.update(TABLES["product"]).values(price=15_000))
    rows = [must(db, "product", key) for key in keys]
    assert all(row.fb == {"price": 2} for row in rows)
    assert len({row.lver for row in rows}) == len(rows)


def test_the_orm_is_captured_in_its_transaction(db: LocalDatabase) -> None:
    key = laptops.insert(db, "business", "a")
    settle(db, 1)

    def broken_off() -> None:
        with db.write() as session:
            session.get_one(Business, key).note = "tidak jadi"
            session.flush()
            raise RuntimeError("batal")

    with pytest.raises(RuntimeError, match="batal"):
        broken_off()
    assert must(db, "business", key).fb == {}
    with db.write() as session:
        session.get_one(Business, key).note = "jadi"
    assert must(db, "business", key).fb == {"note": 1}


def test_an_edit_of_a_refused_row_lets_it_be_sent_again(db: LocalDatabase) -> None:
    key = laptops.insert(db, "business", "a")
    with db.write() as session:
        session.execute(sa.update(SyncRow).values(state="refused"))
    laptops.edit(db, "business", key, note="diperbaiki")
    assert must(db, "business", key).state == ""


@pytest.mark.parametrize("entity", ENTITIES)
def test_training_never_waits_to_be_sent(db: LocalDatabase, entity: str) -> None:
    key = laptops.insert(db, entity, "a", scope="training")
    assert captured(db, entity, key) is None
    if entity in CHANGEABLE:
        laptops.edit(db, entity, key, guest_scope="training")
        assert captured(db, entity, key) is None


def test_a_row_that_leaves_training_is_sent_whole(db: LocalDatabase) -> None:
    key = laptops.insert(db, "business", "a", scope="training")
    laptops.edit(db, "business", key, scope=laptops.DISTRICT)
    assert must(db, "business", key).fb == dict.fromkeys(fields_of("business"), 0)


@pytest.mark.parametrize("entity", ENTITIES)
def test_what_the_centre_says_is_not_captured(db: LocalDatabase, entity: str) -> None:
    table = TABLES[entity]
    row = laptops.row_of(entity, "a")
    with db.write() as session, applying(session):
        session.execute(sa.insert(table).values(**row))
        session.execute(sa.update(table).values(guest_scope="31.74"))
    assert captured(db, entity, row["id"]) is None
    with db.write() as session, applying(session):
        session.execute(sa.delete(table))
    assert laptops.read(db, entity, row["id"]) is None


def test_capture_is_on_again_after_applying_failed(db: LocalDatabase) -> None:
    def fails() -> None:
        with db.write() as session, applying(session):
            raise RuntimeError("terputus")

    with pytest.raises(RuntimeError):
        fails()
    key = laptops.insert(db, "business", "a")
    assert captured(db, "business", key) is not None


@pytest.mark.parametrize("entity", [cls.__tablename__ for cls in REFERENCE])
def test_reference_data_is_never_sent(db: LocalDatabase, entity: str) -> None:
    assert captured(db, entity, laptops.insert(db, entity, "a", scope="global")) is None


def refused(session: Session, statement: Any) -> str:
    with pytest.raises(sa.exc.IntegrityError) as caught:
        session.execute(statement)
    return str(caught.value.orig)


@pytest.mark.parametrize("entity", ENTITIES)
def test_no_synced_row_is_removed(db: LocalDatabase, entity: str) -> None:
    key = laptops.insert(db, entity, "a")
    with db.engine.connect() as connection, Session(connection) as session:
        assert "never removed" in refused(session, sa.delete(TABLES[entity]))
    assert laptops.read(db, entity, key) is not None


@pytest.mark.parametrize("entity", sorted(FINAL))
def test_a_record_of_score_is_never_changed(db: LocalDatabase, entity: str) -> None:
    key = laptops.insert(db, entity, "a")
    before = laptops.read(db, entity, key)
    with db.engine.connect() as connection, Session(connection) as session:
        change = sa.update(TABLES[entity]).values(created_at=sa.text("'2020-01-01'"))
        assert "never changed" in refused(session, change)
    assert laptops.read(db, entity, key) == before


def test_criterion_points_become_rows(db: LocalDatabase) -> None:
    points = {"RASA": 2250, "HIG": 1875}
    key = laptops.insert(db, "assessment", "a", criterion_points=points)
    with db.read() as session:
        rows = session.scalars(sa.select(AssessmentCriterion)).all()
        assert {r.code: r.points for r in rows} == points
        assert {r.assessment_id for r in rows} == {key}


def hits(database: LocalDatabase, words: str, table: str = "search_fts") -> set[UUID]:
    query = sa.text(
        f"SELECT d.ref FROM {table} f JOIN search_doc d ON d.rowid = f.rowid "
        f"WHERE {table} MATCH :words"
    ).columns(ref=sa.Uuid)
    with database.read() as session:
        return set(session.execute(query, {"words": words}).scalars())


def test_search_follows_every_change(db: LocalDatabase) -> None:
    shop = laptops.insert(db, "business", "a", name="Dapur Éndah", name_key="dapurendah")
    good = laptops.insert(db, "product", "p", name="Kerak telor", name_key="keraktelor")
    assert hits(db, "endah") == {shop}
    assert hits(db, "kera*") == {good}
    assert hits(db, "eraktel", "search_tri") == {good}
    laptops.edit(db, "business", shop, name="Dapur Sari", name_key="dapursari")
    assert hits(db, "endah") == set()
    assert hits(db, "sari") == {shop}
    laptops.edit(db, "business", shop, deleted=True)
    assert hits(db, "sari") == set()
    laptops.edit(db, "business", shop, deleted=False)
    assert hits(db, "sari") == {shop}


def test_search_follows_what_the_centre_says(db: LocalDatabase) -> None:
    row = laptops.row_of("business", "a", name="Batik Marunda")
    with db.write() as session, applying(session):
        session.execute(sa.insert(TABLES["business"]).values(**row))
    assert hits(db, "marunda") == {row["id"]}
    with db.write() as session, applying(session):
        session.execute(sa.delete(TABLES["business"]))
    assert hits(db, "marunda") == set()
    with db.write() as session:
        for table in ("search_fts", "search_tri"):
            session.execute(sa.text(f"INSERT INTO {table}({table}) VALUES ('integrity-check')"))


def check_indexes(database: LocalDatabase) -> None:
    """Both indexes say exactly what the documents say, and nothing waits to be indexed."""
    with database.write() as session:
        for table in ("search_fts", "search_tri"):
            check = f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)"
            session.execute(sa.text(check))
        assert session.scalar(sa.text("SELECT count(*) FROM search_todo")) == 0


def test_the_check_of_the_indexes_finds_a_missing_document(db: LocalDatabase) -> None:
    laptops.insert(db, "business", "a", name="Batik Marunda")
    with db.write() as session:
        session.execute(sa.text("DROP TRIGGER kl_search_renew"))
        session.execute(sa.text("UPDATE search_doc SET text = 'Batik lain'"))
    with pytest.raises(sa.exc.DatabaseError):
        check_indexes(db)


@pytest.mark.parametrize("seed", range(6))
def test_what_the_centre_says_is_indexed_whatever_its_order(db: LocalDatabase, seed: int) -> None:
    """Rows written, renamed, marked deleted, removed and written again in one transaction."""
    rng = random.Random(seed)
    table = TABLES["business"]
    keys = [laptops.insert(db, "business", f"sejak lama {n}", name=f"lama{n}") for n in range(4)]
    rows = [laptops.row_of("business", f"baru {n}", name=f"baru{n}") for n in range(4)]
    named = {key: f"lama{n}" for n, key in enumerate(keys)}
    with db.write() as session, applying(session):
        for turn in range(60):
            key = rng.choice([*keys, *(r["id"] for r in rows)])
            mine = table.c.id == key
            if key not in named:
                row = next((r for r in rows if r["id"] == key), None)
                if row is not None:
                    session.execute(sa.insert(table).values(**row))
                    named[key] = row["name"]
            elif rng.random() < 0.6:
                gone = rng.random() < 0.3
                named[key] = "" if gone else f"kini{turn}"
                values = {"name": f"kini{turn}", "deleted": gone}
                session.execute(sa.update(table).where(mine).values(**values))
            else:
                session.execute(sa.delete(table).where(mine))
                del named[key]
    check_indexes(db)
    for key, name in named.items():
        if name:
            assert hits(db, name) == hits(db, name, "search_tri") == {key}
    with db.read() as session:
        found = session.scalar(sa.text("SELECT count(*) FROM search_doc"))
    assert found == sum(map(bool, named.values()))


def test_a_transaction_that_fails_leaves_the_indexes_as_they_were(db: LocalDatabase) -> None:
    key = laptops.insert(db, "business", "a", name="Batik Marunda")

    def fails() -> None:
        with db.write() as session, applying(session):
            session.execute(sa.update(TABLES["business"]).values(name="Kain Sunter"))
            row = laptops.row_of("business", "b", name="Sunter Jaya")
            session.execute(sa.insert(TABLES["business"]).values(**row))
            raise RuntimeError("terputus")

    with pytest.raises(RuntimeError):
        fails()
    check_indexes(db)
    assert (hits(db, "marunda"), hits(db, "sunter")) == ({key}, set())


def test_the_edit_counter_never_goes_back(db: LocalDatabase) -> None:
    seen = []
    for n in range(5):
        laptops.insert(db, "business", str(n))
        with db.read() as session:
            seen.append(session.get_one(SyncState, 1).lver)
    assert seen == sorted(set(seen))
