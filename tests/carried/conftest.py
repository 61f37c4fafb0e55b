"""A centre and whole laptops of it: people's work through the services, carried any way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from uuid import UUID

import pytest

from app.central import people
from app.central.centre import Centre
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import IdMaker
from app.paths import RESOURCES
from app.protocol import keys
from app.services import enrolment, syncing
from app.services.workspace import Workspace
from app.sync.report import QuietWatcher, Report
from tests import blank
from tests.laptops import DISTRICT
from tests.postgres import fresh_centre
from tests.sync.inprocess import InProcess

QUIET = QuietWatcher()


@pytest.fixture
def centre(tmp_path: Path, clock: ManualClock) -> Iterator[Centre]:
    with fresh_centre(tmp_path / "pusat", clock, quiet=True) as made:
        yield made


OpenLaptop = Callable[..., Workspace]


@pytest.fixture
def open_laptop(tmp_path: Path, centre: Centre, clock: ManualClock) -> Iterator[OpenLaptop]:
    """Opens laptops enrolled at the centre, by the names of their people.

    With `person` it is one more laptop of somebody who has one.
    """
    opened: list[Workspace] = []

    def open_(
        name: str,
        region: str = DISTRICT,
        roles: Sequence[Role] = (Role.CURATOR, Role.CHAIR),
        person: UUID | None = None,
    ) -> Workspace:
        folder = blank.lay(tmp_path / name).parent
        ids = IdMaker(clock, random.Random(name))
        ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
        opened.append(ws)
        grants = [Grant(role, region) for role in roles]
        person = person or people.add_person(centre, name, grants)
        connect(ws, centre, people.new_code(centre, person))
        return ws

    yield open_
    for ws in opened:
        ws.close()


def connect(ws: Workspace, centre: Centre, code: str) -> None:
    """Enrol without a network."""
    private = keys.new_private_key()
    enrolled = people.enrol(centre, code, "Laptop", keys.public_text(private))
    assert enrolled is not None
    answer = {
        name: getattr(enrolled, name)
        for name in (
            "token",
            "person_name",
            "device_code",
            "delegation",
            "root_public_key",
            "verify_host",
            "epoch",
        )
    }
    answer |= {"person_id": str(enrolled.person_id), "device_id": str(enrolled.device_id)}
    answer["roles"] = [list(role) for role in enrolled.roles]
    enrolment.take_enrolment(ws, answer, private, "https://pusat.example.id", None)


@pytest.fixture
def sync(centre: Centre) -> Callable[[Workspace], Report]:
    """Synchronises a laptop as over a network."""

    def run(ws: Workspace) -> Report:
        with ws.db.read() as session:
            token = ws.identity(session).token
        assert token is not None
        transport = InProcess(centre, token)
        return syncing.run(ws, QUIET, lambda _ws: nullcontext(transport))

    return run
