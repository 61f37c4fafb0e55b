"""A centre: its database, its folder of photographs and keys, and setting them up."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from psycopg.errors import UndefinedTable

from app.central.confirming import confirm_waiting
from app.central.store import write_reference
from app.clock import Clock
from app.errors import UserError
from app.models import row_security
from app.models.central import CentreState, FeedCounter
from app.models.engine import alembic_config
from app.models.entities import RubricVersion
from app.models.reference import regions, rubrics
from app.photos.store import PhotoStore
from app.protocol import keys, parcel

DEFAULT_VERIFY_HOST = "kurasi.jakarta.go.id"
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Centre:
    """Everything one running centre needs; safe to share between threads."""

    engine: sa.Engine
    folder: Path
    clock: Clock
    photos: PhotoStore

    @property
    def root_key_file(self) -> Path:
        """Where the private root key lies; readable by the service's account only."""
        return self.folder / "keys" / "root.key"

    def root_private_key(self) -> str:
        """The private root key, as text; UserError when it is not there."""
        try:
            return self.root_key_file.read_text(encoding="ascii").strip()
        except OSError as error:
            raise UserError(
                "central.no_root_key",
                f"Kunci induk tidak ditemukan di {self.root_key_file}.",
                todo="Jalankan `main.py central init` atau pulihkan folder kunci dari cadangan.",
            ) from error

    @property
    def file_key_file(self) -> Path:
        """Where the key lies that opens files carried on a stick."""
        return self.folder / "keys" / "files.key"

    def file_secret(self) -> str:
        """The key that opens files for this centre; UserError when it is not there."""
        try:
            return self.file_key_file.read_text(encoding="ascii").strip()
        except OSError as error:
            raise UserError(
                "central.no_file_key",
                f"Kunci berkas tidak ditemukan di {self.file_key_file}.",
                todo="Jalankan `main.py central init` atau pulihkan folder kunci dari cadangan.",
            ) from error

    def state(self, conn: sa.Connection) -> Mapping[str, Any]:
        """The one row that says which centre this is; UserError before `init`."""
        try:
            row = conn.execute(sa.select(CentreState)).mappings().one_or_none()
        except sa.exc.ProgrammingError as error:
            if not isinstance(error.orig, UndefinedTable):
                raise
            raise _not_initialised() from error
        if row is None:
            raise _not_initialised()
        return dict(row)


def _not_initialised() -> UserError:
    return UserError(
        "central.not_initialised",
        "Basis data ini belum disiapkan sebagai pusat.",
        todo="Jalankan `main.py central init` dahulu.",
    )


def open_centre(engine: sa.Engine, folder: Path, clock: Clock) -> Centre:
    """A centre on an engine and a folder; makes the folder, touches no table."""
    folder.mkdir(parents=True, exist_ok=True)
    return Centre(engine, folder, clock, PhotoStore(folder / "photos"))


def init(centre: Centre, resources: Path, verify_host: str = DEFAULT_VERIFY_HOST) -> bool:
    """Bring the tables up, make keys and identity once, load reference data; True when new.

    Can be run again at any time: it upgrades and loads what has changed.
    """
    _upgrade(centre.engine)
    now = centre.clock.now()
    with centre.engine.begin() as conn:
        fresh = conn.execute(sa.select(CentreState.one)).first() is None
        if fresh:
            _make_identity(centre, conn, verify_host)
        _ensure_file_key(centre, conn)
    shipped = list(_still_shipped(centre.engine, rubrics(resources, now)))
    for entity, rows in (("region", list(regions(resources, now))), ("rubric", shipped)):
        for chunk in _chunks(rows):
            with centre.engine.begin() as conn:
                write_reference(conn, entity, chunk, now)
    confirm_waiting(centre.engine, centre.root_private_key, now)
    return fresh


def _upgrade(engine: sa.Engine) -> None:
    from alembic import command

    config = alembic_config("central")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        row_security.install(connection)


def _make_identity(centre: Centre, conn: sa.Connection, verify_host: str) -> None:
    private = keys.new_private_key()
    _keep_secret(centre.root_key_file, private)
    conn.execute(
        sa.insert(CentreState).values(
            one=1,
            epoch=uuid.uuid4().hex,
            root_public_key=keys.public_text(private),
            next_device=0,
            verify_host=verify_host,
        )
    )
    conn.execute(sa.insert(FeedCounter).values(one=1, seq=0))


def _keep_secret(path: Path, secret: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret + "\n")


def _ensure_file_key(centre: Centre, conn: sa.Connection) -> None:
    """A key for files on a stick; lost, a new one is made and laptops learn of it."""
    if not centre.file_key_file.exists():
        _keep_secret(centre.file_key_file, parcel.new_secret())
    recipient = parcel.recipient_of(centre.file_secret())
    conn.execute(sa.update(CentreState).values(file_recipient=recipient))


def _still_shipped(engine: sa.Engine, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rubrics that came with the program, but for those the province has published since."""
    ours = sa.select(RubricVersion.code).where(RubricVersion.created_by.is_not(None))
    with engine.connect() as conn:
        taken = set(conn.execute(ours).scalars())
    yield from (row for row in rows if row["code"] not in taken)


def _chunks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
