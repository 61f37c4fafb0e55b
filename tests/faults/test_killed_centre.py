"""The service dies under load, with no time to say goodbye."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from app.central.centre import Centre
from app.central.tls import TlsFiles
from tests.faults.conftest import soak
from tests.faults.load import all_is_there, pushing
from tests.faults.processes import free_port, kill, program, wait_for_port
from tests.sync.conftest import Laptop

SEED = 20261121


@contextlib.contextmanager
def service(centre: Centre, tls: TlsFiles, port: int) -> Iterator[Any]:
    """`main.py central serve` in earnest."""
    url = centre.engine.url.render_as_string(hide_password=False)
    arguments = ["main.py", "central", "serve", "--port", str(port), "--database-url", url]
    arguments += ["--folder", str(centre.folder), "--certificate", str(tls.certificate)]
    with program([*arguments, "--key", str(tls.key)]) as running:
        wait_for_port(port)
        yield running


@pytest.mark.lesson("B1")
@pytest.mark.lesson("B2")
def test_a_service_killed_under_load(
    rani: Laptop, budi: Laptop, centre: Centre, tls: TlsFiles, pem: str
) -> None:
    rng, port = random.Random(SEED), free_port()
    with pushing([rani, budi], f"https://127.0.0.1:{port}", pem) as load:
        for _ in range(soak(1)):
            with service(centre, tls, port) as running:
                load.wait_for(6)
                time.sleep(rng.uniform(0, 0.1))
                kill(running)
    assert load.failed > 0
    all_is_there(load, centre)
