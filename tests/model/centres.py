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
_REFERENCE = ("region", "paper_setup", "person", "device", "signatory")
_VACUUM_EVERY = 40
FIRST, LATER = "first", "later"
"""The backup every example begins with, and the one its own steps take."""


class Backups:
    """Copies of the centre's tables under a name, in the same database.

    Both ways are functions of the database, for it plans those once: this happens in
    every example, and often several times.
    """

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._restores = 0
        constant = ", ".join(f"'{name}'" for name in _REFERENCE)
        with centre.engine.connect() as conn:
            inspector = sa.inspect(conn)
            self._tables = {name: "true" for name in _CHANGED if inspector.has_table(name)}
        self._tables["rubric"] = "created_by IS NOT NULL"  # what people published
        self._tables["row_version"] = f"entity NOT IN ({constant})"
        self._names: list[str] = []

    def take(self, name: str) -> None:
        """Copy everything as it is committed now."""
        if name not in self._names:
            self._prepare(name)
            self._names.append(name)
        self._run(f"SELECT {name}.take()")

    def restore(self, name: str) -> None:
        """Bring a copy back, in one transaction."""
        self._run(f"SELECT {name}.bring_back()")
        self._restores += 1
        if self._restores % _VACUUM_EVERY == 0:
            self._vacuum()

    def _prepare(self, name: str) -> None:
        tables = [f"CREATE TABLE {name}.{t} (LIKE public.{t})" for t in self._tables]
        take, back = [], []
        for t, where in self._tables.items():
            take.append(f"DELETE FROM {name}.{t}")
            take.append(f"INSERT INTO {name}.{t} SELECT * FROM public.{t} WHERE {where}")
            back.append(f"DELETE FROM public.{t} WHERE {where}")
            back.append(f"INSERT INTO public.{t} SELECT * FROM {name}.{t}")
        functions = [
            f"CREATE FUNCTION {name}.{verb}() RETURNS void LANGUAGE plpgsql "
            f"AS $$ BEGIN {'; '.join(steps)}; END $$"
            for verb, steps in (("take", take), ("bring_back", back))
        ]
        self._run("; ".join([f"CREATE SCHEMA {name}", *tables, *functions]))

    def _run(self, statements: str) -> None:
        with self._centre.engine.begin() as conn:
            conn.exec_driver_sql(statements)

    def _vacuum(self) -> None:
        engine = self._centre.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as conn:
            for table in self._tables:
                for schema in ("public", *self._names):
                    conn.exec_driver_sql(f"VACUUM ANALYZE {schema}.{table}")


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
