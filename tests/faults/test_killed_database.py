"""PostgreSQL dies under load: one of its processes, or all of them as in a power cut."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from app.central import centre as centres
from app.central import embedded
from app.central.centre import Centre
from app.central.embedded import embedded_postgres
from app.central.server import serving
from app.central.tls import TlsFiles
from app.clock import ManualClock
from app.paths import RESOURCES
from app.sync.transport import trust
from tests.faults.conftest import connect, soak
from tests.faults.load import all_is_there, pushing
from tests.faults.processes import KILL, kill_family
from tests.faults.story import Story, attempt
from tests.sync.conftest import Laptop

SEED = 20261121


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where this PostgreSQL keeps its files."""
    return tmp_path / "pg"


@pytest.fixture
def centre(tmp_path: Path, data: Path, clock: ManualClock) -> Iterator[Centre]:
    """A centre on a PostgreSQL of its own, which keeps what it has promised."""
    with embedded_postgres(data) as engine:
        made = centres.open_centre(engine, tmp_path / "pusat", clock)
        centres.init(made, RESOURCES)
        with engine.begin() as conn:
            for promise in ("fsync", "full_page_writes", "synchronous_commit"):
                assert conn.exec_driver_sql(f"SHOW {promise}").scalar() == "on"
            conn.exec_driver_sql("DELETE FROM feed")  # reference data would only take time
        yield made


def postmaster(data: Path) -> int:
    """The process above all others of this PostgreSQL."""
    return int((data / "postmaster.pid").read_text(encoding="ascii").split()[0])


def power_cut(data: Path, _rng: random.Random) -> None:
    """All its processes are gone at once; then somebody starts it again."""
    kill_family(postmaster(data))
    embedded._start(data).ensure_postgres_running()


def crash_of_one(data: Path, rng: random.Random) -> None:
    """One backend dies of a fault of its own; PostgreSQL throws out all others and recovers."""
    children = psutil.Process(postmaster(data)).children()
    backends = [c for c in children if "[local]" in " ".join(c.cmdline())]
    rng.choice(backends).send_signal(KILL)


@pytest.mark.lesson("B2")
def test_a_database_that_is_gone_is_told_quietly(
    rani: Laptop,
    centre: Centre,
    data: Path,
    tls: TlsFiles,
    pem: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One line a request and a code of its own; a laptop waits for better times."""
    caplog.set_level(logging.CRITICAL, "sqlalchemy.pool")  # it says what it threw away
    caplog.handler.setLevel(logging.NOTSET)
    story = Story(rani, rani, photographs=False)
    story.go_on(news=False)
    headers = {"Authorization": f"Bearer {rani.enrolled.token}"}
    with serving(centre, tls) as url:
        kill_family(postmaster(data))
        caplog.clear()
        answer = httpx.post(f"{url}/v1/sync", headers=headers, verify=trust(pem))
        assert (answer.status_code, answer.json()) == (503, {"code": "central.database"})
        (line,) = caplog.records
        assert line.getMessage().startswith("the database does not answer: ")
        assert line.exc_info is None
        with connect(rani, url, pem) as way:
            error = attempt(rani, way)[1]
        assert error is not None
        assert error.code == "central.trouble"
        assert error.sentence.startswith("Pusat sedang bermasalah")
        assert len(caplog.records) == 2
        caplog.clear()
        embedded._start(data).ensure_postgres_running()
        with connect(rani, url, pem) as way:
            story.healed(way)


@pytest.mark.lesson("B1")
def test_a_database_killed_under_load(
    rani: Laptop,
    budi: Laptop,
    centre: Centre,
    data: Path,
    tls: TlsFiles,
    pem: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What was confirmed was on the disk; what was not is sent again and counted once."""
    for name in ("app.central.service", "sqlalchemy.pool"):
        caplog.set_level(logging.CRITICAL, name)  # it says, rightly, that its database is gone
    rng = random.Random(SEED)
    with serving(centre, tls) as url, pushing([rani, budi], url, pem) as load:
        for _ in range(soak(1)):
            for deed in (power_cut, crash_of_one):
                load.wait_for(5)
                time.sleep(rng.uniform(0, 0.1))
                deed(data, rng)
        load.wait_for(3)
    assert load.failed > 0
    all_is_there(load, centre)
