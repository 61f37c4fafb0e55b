"""A laptop that loses its power in the middle of its work, at any moment of it."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.central.tls import TlsFiles
from app.models.engine import open_local
from tests.faults.books import check_books, check_healed, own_rows
from tests.faults.conftest import soak
from tests.faults.processes import kill, program
from tests.sync.conftest import Laptop


def killed_at_work(laptop: Laptop, url: str, pem: Path, seed: str) -> set[tuple[str, UUID]]:
    """Let another process work on this laptop and kill it; what it had said was saved."""
    rng = random.Random(seed)
    enrolled = laptop.enrolled
    me = (str(laptop.folder), str(enrolled.device_id), enrolled.root_public_key)
    arguments = ["-m", "tests.faults.worker", *me, url, enrolled.token, str(pem), seed]
    with program(arguments) as running:
        assert running.stdout is not None
        said = [running.stdout.readline() for _ in range(rng.randint(1, 6))]
        time.sleep(rng.uniform(0, 0.25))
        said += kill(running)
    words = [line.split() for line in said]
    return {(w[1], UUID(w[2])) for w in words if w[:1] == ["saved"]}


@pytest.mark.lesson("B1")
@pytest.mark.lesson("B25")
def test_a_laptop_killed_at_any_moment(
    rani: Laptop, budi: Laptop, centre: Centre, address: str, tls: TlsFiles
) -> None:
    """What it had called saved is there, what it calls sent is at the centre, nothing is torn."""
    rani.db.close()
    saved: set[tuple[str, UUID]] = set()
    for number in range(soak(2)):
        for _ in range(20):
            budi.add(note="catatan " * 50)
        budi.sync()
        now = killed_at_work(rani, address, tls.certificate, f"mati {number}")
        assert now
        saved |= now
        laptop = replace(rani, db=open_local(rani.db.path))
        laptop.photos.sweep()
        check_books(laptop, centre)
        assert saved <= own_rows(laptop).keys()
        laptop.db.close()
    laptop = replace(rani, db=open_local(rani.db.path))
    assert laptop.sync().complete
    check_healed(laptop, centre)
    assert saved <= own_rows(laptop).keys()
    laptop.db.close()
