"""Migrations: head equals the models, up and down again, older kept, newer and damaged refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.errors import UserError
from app.models.central import CentralBase
from app.models.engine import LOCAL_HEAD, LocalDatabase, alembic_config, open_local
from app.models.entities import Base
from app.models.local import LocalBase, SyncState
from tests import laptops, postgres


@pytest.fixture(scope="module")
def empty_postgres() -> Iterator[sa.Engine]:
    with postgres.database("template0") as engine:
        yield engine


def migrate(engine: sa.Engine, tree: str, revision: str) -> None:
    config = alembic_config(tree)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        move = command.downgrade if revision == "base" else command.upgrade
        move(config, revision)


def differences(engine: sa.Engine, *metadata: sa.MetaData) -> list[Any]:
    def ours(_object: object, name: str | None, kind: str, _reflected: bool, _to: object) -> bool:
        full_text = str(name).startswith("search_") and name != "search_doc"
        return not (kind == "table" and full_text)

    with engine.connect() as connection:
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        found: list[Any] = compare_metadata(context, list(metadata))  # type: ignore[arg-type]
        return found


def tables(engine: sa.Engine) -> set[str]:
    return {t for t in sa.inspect(engine).get_table_names() if not t.startswith("search_")}


def test_local_head_equals_the_models(db: LocalDatabase) -> None:
    assert differences(db.engine, Base.metadata, LocalBase.metadata) == []


def test_the_comparison_would_notice(db: LocalDatabase) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE business ADD COLUMN forgotten TEXT")
    assert differences(db.engine, Base.metadata, LocalBase.metadata) != []


def test_central_head_equals_the_models_both_ways(empty_postgres: sa.Engine) -> None:
    migrate(empty_postgres, "central", "head")
    assert differences(empty_postgres, Base.metadata, CentralBase.metadata) == []
    full = tables(empty_postgres)
    assert {"business", "feed", "row_version"} <= full
    migrate(empty_postgres, "central", "base")
    assert tables(empty_postgres) == {"alembic_version"}
    migrate(empty_postgres, "central", "head")
    assert tables(empty_postgres) == full
    assert differences(empty_postgres, Base.metadata, CentralBase.metadata) == []


def test_local_up_down_up(tmp_path: Path) -> None:
    database = LocalDatabase(tmp_path / "leer.sqlite")
    migrate(database.engine, "local", "head")
    full = tables(database.engine)
    migrate(database.engine, "local", "base")
    assert tables(database.engine) == {"alembic_version"}
    migrate(database.engine, "local", "head")
    assert tables(database.engine) == full
    assert differences(database.engine, Base.metadata, LocalBase.metadata) == []
    database.close()


@pytest.mark.parametrize("tree", ["local", "central"])
def test_one_head(tree: str) -> None:
    heads = ScriptDirectory.from_config(alembic_config(tree)).get_heads()
    assert len(heads) == 1
    if tree == "local":
        assert heads == [LOCAL_HEAD]


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "kurasi.sqlite"
    first = open_local(path)
    key = laptops.insert(first, "business", "a", name="Warung Betawi")
    first.close()
    again = open_local(path)
    row = laptops.read(again, "business", key)
    assert row is not None
    assert row["name"] == "Warung Betawi"
    assert not (tmp_path / "cadangan").exists()
    again.close()


def test_triggers_of_an_older_program_are_renewed(db: LocalDatabase) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER kl_business_update")
        connection.exec_driver_sql(
            "CREATE TRIGGER kl_outdated AFTER INSERT ON product BEGIN SELECT 1; END"
        )
        connection.exec_driver_sql("PRAGMA user_version = 1")
    path = db.path
    db.close()
    again = open_local(path)
    with again.read() as session:
        names = set(
            session.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            .scalars()
            .all()
        )
        assert session.scalar(sa.select(sa.func.count()).select_from(SyncState)) == 1
    again.close()
    assert "kl_business_update" in names
    assert "kl_outdated" not in names


def test_a_newer_database_is_refused_in_words_and_left_alone(db: LocalDatabase) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("PRAGMA user_version = 3")
    path = db.path
    db.close()
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        open_local(path)
    assert caught.value.code == "database.newer"
    assert "versi" in caught.value.sentence
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [b"ini bukan basis data\n" * 500, bytes(range(256)) * 64])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kurasi.sqlite"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        open_local(path)
    assert caught.value.code == "database.damaged"
    assert path.read_bytes() == content


def test_a_database_with_a_torn_schema(db: LocalDatabase) -> None:
    path = db.path
    db.close()
    data = bytearray(path.read_bytes())
    data[100:4096] = bytes(4096 - 100)
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        open_local(path)
    assert caught.value.code == "database.damaged"


def test_a_backup_is_whole_while_others_write(db: LocalDatabase, tmp_path: Path) -> None:
    keys = [laptops.insert(db, "business", str(n)) for n in range(20)]
    target = tmp_path / "cadangan" / "salinan.sqlite"
    with db.write() as session:
        session.execute(sa.text("UPDATE business SET name = 'belum disimpan'"))
        db.backup(target)
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT count(*) FROM business").fetchone() == (len(keys),)
        assert copy.execute("SELECT DISTINCT name FROM business").fetchall() == [("teks",)]
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
