"""A green tick needs the centre's receipt: what the list of attempts says is what happened."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central import people
from app.central.centre import Centre
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.errors import UserError
from app.ids import IdMaker
from app.models.entities import Business
from app.paths import RESOURCES
from app.services import enrolment, syncing
from app.services.workspace import Workspace
from app.sync.report import Progress, QuietWatcher
from tests import blank
from tests.faults.books import read_central
from tests.faults.conftest import soak
from tests.faults.proxy import CLEAR, FaultProxy, cut, proxied
from tests.faults.story import spread
from tests.services.field import add_product, register


@pytest.fixture
def road(address: str) -> Iterator[FaultProxy]:
    """The way from the laptop to the service."""
    with proxied(address) as proxy:
        yield proxy


@pytest.fixture
def ws(
    centre: Centre, clock: ManualClock, road: FaultProxy, pem: str, tmp_path: Path
) -> Iterator[Workspace]:
    """The whole program of a laptop, enrolled over this road."""
    grants = [Grant(Role.CURATOR, "31.74.04")]
    code = people.new_code(centre, people.add_person(centre, "Rani Kurator", grants))
    folder = blank.lay(tmp_path / "rani").parent
    ids = IdMaker(clock, random.Random("rani"))
    made = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
    enrolment.enrol(made, road.url, code, pem)
    syncing.run(made, QuietWatcher())
    yield made
    made.close()


def not_there(ws: Workspace, centre: Centre) -> set[str]:
    """Names of businesses of this laptop that the centre does not have."""
    central = {r["name"] for (e, _), r in read_central(centre).rows.items() if e == "business"}
    with ws.db.read() as session:
        return set(session.scalars(sa.select(Business.name))) - central


def work(ws: Workspace, number: int) -> None:
    """A business and a product with a picture that no other has."""
    add_product(ws, register(ws, f"Dapur {number}"), "Kue " + "x" * number)


def sync(ws: Workspace) -> UserError | None:
    """One attempt as the program makes it; what the person is told when it fails."""
    try:
        syncing.run(ws, QuietWatcher())
    except UserError as error:
        return error
    return None


def check_attempt(ws: Workspace, centre: Centre, error: UserError | None) -> None:
    """The list of attempts, the counts and the truth at the centre say the same."""
    (last, *_) = syncing.runs(ws)
    status = syncing.status(ws)
    assert (last.ok, last.sentence) == (error is None, error.sentence if error else "")
    if not_there(ws, centre):
        assert status.waiting_rows > 0
    if last.ok:
        assert status.unsent == status.waiting_photos == 0
        assert centre.photos.verify_all() == []
        assert set(ws.photos.all_hashes()) == set(centre.photos.all_hashes())


@pytest.mark.lesson("B2")
@pytest.mark.lesson("B14")
def test_no_attempt_is_called_good_that_was_not(
    ws: Workspace, centre: Centre, road: FaultProxy, clock: ManualClock
) -> None:
    work(ws, 0)
    road.set(CLEAR)
    assert sync(ws) is None
    total, failed = road.carried.up, 0
    for number, place in enumerate(spread(total, soak(4), "struk"), start=1):
        work(ws, number)
        before = clock.now()
        clock.advance(timedelta(minutes=1))
        road.set(cut("up", int(place), "rst"))
        error = sync(ws)
        failed += error is not None
        check_attempt(ws, centre, error)
        if not_there(ws, centre):
            assert syncing.status(ws).last_success_at == before
        clock.advance(timedelta(minutes=1))
        road.set(CLEAR)
        assert sync(ws) is None
        check_attempt(ws, centre, None)
        assert syncing.status(ws).last_success_at == clock.now()
    assert failed > soak(4) // 2


class Stopper:
    """Somebody who presses *Batal* as soon as anything moves."""

    def __init__(self) -> None:
        self.moved = False

    def progress(self, _progress: Progress) -> None:
        """Seen enough."""
        self.moved = True

    def cancelled(self) -> bool:
        """Once it has moved."""
        return self.moved


@pytest.mark.lesson("B2")
def test_an_attempt_that_somebody_stopped_is_not_called_good(ws: Workspace) -> None:
    add_product(ws, register(ws))
    report = syncing.run(ws, Stopper())
    assert not report.complete
    assert syncing.status(ws).waiting_photos > 0
    (last, *_) = syncing.runs(ws)
    assert not last.ok
    assert last.sentence.startswith("Dihentikan")
    syncing.run(ws, QuietWatcher())
    assert syncing.runs(ws)[0].ok


@pytest.mark.lesson("B15")
def test_what_was_sent_stays_here_too(ws: Workspace, centre: Centre) -> None:
    """A receipt is no reason to forget: the laptop keeps what it has sent."""
    work(ws, 1)
    for _ in range(2):
        assert sync(ws) is None
        check_attempt(ws, centre, None)
        assert len(list(ws.photos.all_hashes())) == 2
        assert ws.photos.verify_all() == []
        with ws.db.read() as session:
            assert session.scalars(sa.select(Business.name)).all() == ["Dapur 1"]
