"""After the database was restored from a backup: a new epoch, so that nobody takes the gap
for known.

Laptops then read everything anew, send their kept batches again, ask again about every
photograph, and offer what the centre turns out to have lost. Versions go on far above
every number the lost time can have given, so that none is ever given twice; so do the
official numbers of certificates.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from app.central import official
from app.central.centre import Centre
from app.central.reconcile import renew_blobs
from app.errors import UserError
from app.models.bulk import FLOOR_BITS
from app.models.central import CentreState
from app.protocol import keys

FLOOR_STEP = 2**32
"""More versions than one row can get between two restores."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What `restored` did."""

    epoch: str
    blobs_found: int
    blobs_lost: int
    numbers_void: int


def restored(centre: Centre) -> Restored:
    """Start a new epoch; UserError `central.other_root_key` when folder and database differ."""
    with centre.engine.connect() as conn:
        state = centre.state(conn)
    if keys.public_text(centre.root_private_key()) != state["root_public_key"]:
        raise UserError(
            "central.other_root_key",
            "Kunci induk di folder bukan milik basis data ini.",
            safe="Tidak ada yang diubah.",
            todo="Pulihkan folder kunci dari cadangan yang sama, lalu ulangi.",
        )
    epoch = uuid.uuid4().hex
    with centre.engine.begin() as conn:
        # Restored twice from one backup, it must not be the same.
        by_clock = int(centre.clock.now().timestamp()) << FLOOR_BITS
        floor = sa.func.greatest(CentreState.ver_floor + FLOOR_STEP, by_clock)
        conn.execute(sa.update(CentreState).values(epoch=epoch, ver_floor=floor))
        void = official.skip_lost(conn, centre.clock.now())
    found, lost = renew_blobs(centre)
    return Restored(epoch, found, lost, void)
