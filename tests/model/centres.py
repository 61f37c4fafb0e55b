"""The centre's database set back: between examples, and by a backup that is brought in."""

from __future__ import annotations

import sqlalchemy as sa

from app.central.centre import Centre
from app.models.entities import FIELD

_CHANGED = (
    *(cls.__tablename__ for cls in FIELD),
    "role_grant",
    "feed",
    "scope_digest",
    "device_sync",
    "batch_in",
    "field_conflict",
    "held",
    "blob",
    "centre_state",
    "feed_counter",
)
"""Tables that a run of the model changes."""
_REFERENCE = ("region", "rubric", "person", "device", "signatory")
_VACUUM_EVERY = 40


class Backups:
    """Copies of the centre's tables under a name, in the same database."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._restores = 0
        self._constant = ", ".join(f"'{name}'" for name in _REFERENCE)
        with centre.engine.connect() as conn:
            inspector = sa.inspect(conn)
            self._tables = [name for name in _CHANGED if inspector.has_table(name)]

    def take(self, name: str) -> None:
        """Copy everything as it is committed now."""
        make = [f"DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}"]
        make += [f"CREATE TABLE {name}.{t} AS SELECT * FROM public.{t}" for t in self._tables]
        make.append(f"CREATE TABLE {name}.row_version AS SELECT * FROM {self._versions()}")
        self._run(make)

    def restore(self, name: str) -> None:
        """Bring a copy back, in one transaction."""
        back = [f"DELETE FROM public.{t}" for t in self._tables]
        back.append(f"DELETE FROM {self._versions()}")
        for table in (*self._tables, "row_version"):
            back.append(f"INSERT INTO public.{table} SELECT * FROM {name}.{table}")
        self._run(back)
        self._restores += 1
        if self._restores % _VACUUM_EVERY == 0:
            self._vacuum()

    def _versions(self) -> str:
        return f"public.row_version WHERE entity NOT IN ({self._constant})"

    def _run(self, statements: list[str]) -> None:
        with self._centre.engine.begin() as conn:
            conn.exec_driver_sql("; ".join(statements))

    def _vacuum(self) -> None:
        engine = self._centre.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as conn:
            for table in (*self._tables, "row_version"):
                conn.exec_driver_sql(f"VACUUM ANALYZE public.{table}")


def restored(centre: Centre, epoch: str) -> None:
    """What whoever restores a centre has to do: a new epoch, and a floor under all versions.

    The floor rises with time, not by a step: two restores of one backup would otherwise
    give the same version numbers to different rows.
    """
    floor = int(centre.clock.now().timestamp()) << 20
    with centre.engine.begin() as conn:
        conn.execute(
            sa.text(
                "UPDATE centre_state SET epoch = :epoch, "
                "ver_floor = greatest(ver_floor + 4294967296, :floor)"
            ),
            {"epoch": epoch, "floor": floor},
        )
