"""The one place that opens databases.

The laptop's SQLite: WAL, `synchronous=FULL` for what a person entered (a laptop
that loses power keeps every committed keystroke), foreign keys on, writers that
begin IMMEDIATE so that two of them queue instead of failing (style trap T20).
An encrypted database later differs in `_connect` alone.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.errors import UserError
from app.paths import JOURNAL

LOCAL_HEAD = "0013"
"""Newest revision of migrations/local; tests hold it against alembic's own answer."""

_BACKUPS = "cadangan"
_MIGRATIONS = Path(__file__).parent / "migrations"


class LocalDatabase:
    """The laptop's database: sessions for reading and for writing, one job each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = _sqlite_engine(path)
        self._writer = self.engine.execution_options(kl_begin="IMMEDIATE")

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one snapshot; never commits."""
        with Session(self.engine) as session:
            yield session

    @contextlib.contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: commits on leaving, rolls back on any exception.

        Raises UserError `database.disk_full` or `database.cannot_write` in the
        officer's words when the disk refuses.
        """
        try:
            with Session(self._writer) as session, session.begin():
                yield session
        except sa.exc.OperationalError as error:
            raise explain(error) from error

    def backup(self, target: Path) -> None:
        """A consistent copy by SQLite's backup API, also while others write."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with (
            contextlib.closing(sqlite3.connect(self.path)) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)

    def close(self) -> None:
        """Release all files."""
        self.engine.dispose()


def explain(error: sa.exc.OperationalError) -> Exception:
    """The officer's words for what SQLite reports, or the error itself for a bug."""
    text = str(error.orig)
    if "disk is full" in text:
        return UserError(
            "database.disk_full",
            "Ruang penyimpanan laptop penuh, perubahan terakhir belum tersimpan.",
            safe="Data yang sudah tersimpan tetap utuh.",
            todo="Hapus berkas lain yang tidak perlu, lalu simpan lagi.",
        )
    if "readonly" in text or "disk I/O" in text or "unable to open" in text:
        return UserError(
            "database.cannot_write",
            "Laptop tidak mengizinkan program menulis ke folder datanya.",
            safe="Data yang sudah tersimpan tetap utuh.",
            todo="Periksa izin folder data atau media penyimpanannya, lalu coba lagi.",
        )
    return error


def _json_text(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode("utf-8")


def _json_value(text: Any) -> Any:
    """SQLite gives a column called JSON numeric affinity: a bare number comes back as one."""
    return text if isinstance(text, int | float) else orjson.loads(text)


def _sqlite_engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(
        f"sqlite:///{path.as_posix()}",
        connect_args={"timeout": 10},
        hide_parameters=True,  # an error's text must not carry anybody's data
        json_serializer=_json_text,
        json_deserializer=_json_value,
    )

    @event.listens_for(engine, "connect")
    def _connect(dbapi: sqlite3.Connection, _record: Any) -> None:
        dbapi.isolation_level = None  # we begin ourselves, below
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            "cache_size = -16000",
        ):
            dbapi.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        mode = connection.get_execution_options().get("kl_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def open_local(path: Path) -> LocalDatabase:
    """Open (or make) the laptop's database at `path`, brought to the present schema.

    A copy is kept before an upgrade. Raises UserError `database.newer` for a
    database of a newer program, `database.damaged` for a file that is none.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    database = LocalDatabase(path)
    try:
        _bring_up(database)
    except BaseException:
        database.close()
        raise
    return database


def _bring_up(database: LocalDatabase) -> None:
    revision = _revision(database)
    if revision != LOCAL_HEAD:
        _upgrade(database, revision)
    from app.models import capture

    with database._writer.begin() as connection:
        capture.install(connection)


def _revision(database: LocalDatabase) -> str | None:
    try:
        with database.engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except sa.exc.DatabaseError as error:
        if isinstance(error, sa.exc.OperationalError):
            raise explain(error) from error
        raise damaged(database.path) from error


def damaged(path: Path) -> UserError:
    """The file is no database, or not any more; names the ways back that there are."""
    folder = path.parent
    todo = []
    if any((folder / JOURNAL).glob("*.jsonl")):
        todo.append(
            "Bangun data baru dari jurnal dengan `main.py rebuild "
            f'--journal "{folder / JOURNAL}" --data-dir FOLDER-BARU`, '
            "lalu hubungkan lagi laptop ini ke pusat."
        )
    elif any((folder / _BACKUPS).glob("*.sqlite")):
        todo.append(f"Pulihkan dari {folder / _BACKUPS}.")
    return UserError(
        "database.damaged",
        f"Berkas data {path.name} rusak atau bukan data Kurasi Lapangan.",
        safe="Berkas itu tidak diubah.",
        todo=" ".join([*todo, "Hubungi admin Dinas bila ragu."]),
    )


def _upgrade(database: LocalDatabase, revision: str | None) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = alembic_config("local")
    known = {s.revision for s in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise UserError(
            "database.newer",
            "Data ini dibuat oleh Kurasi Lapangan versi yang lebih baru.",
            safe="Data tidak diubah sama sekali.",
            todo="Pasang versi program yang terbaru, lalu buka lagi.",
        )
    if revision is not None:
        database.backup(database.path.parent / _BACKUPS / f"sebelum-{LOCAL_HEAD}.sqlite")
    with database._writer.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def alembic_config(tree: str) -> Any:
    """Alembic's configuration for the migration tree `local` or `central`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS / tree))
    config.set_main_option("path_separator", "os")
    return config


def central_engine(url: str) -> sa.Engine:
    """An engine for the centre's PostgreSQL; `url` as PostgreSQL spells it.

    Raises UserError `central.bad_url` when it does not name a PostgreSQL.
    """
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            url = "postgresql+psycopg://" + url[len(prefix) :]
    if not url.startswith("postgresql+psycopg://"):
        raise UserError(
            "central.bad_url",
            "Alamat basis data pusat harus berawalan postgresql://.",
            todo="Periksa --database-url atau KURASI_DATABASE_URL.",
        )
    return sa.create_engine(
        url,
        pool_pre_ping=True,
        pool_size=8,
        hide_parameters=True,  # a log line must not carry anybody's data
        json_serializer=_json_text,
        json_deserializer=orjson.loads,
        connect_args={"options": "-c timezone=UTC"},
    )
