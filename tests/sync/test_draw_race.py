"""Two laptops type the numbers of one draw: the first noted counts, the other is told."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.domain.market.draw import Candidate
from app.domain.market.draw_files import Verdict
from app.domain.terms import Role
from app.ids import IdMaker
from app.models.local import Identity
from app.paths import RESOURCES
from app.services import draw_making, draws
from app.services.draw_making import DrawForm
from app.services.draw_pool import Pool
from app.services.workspace import Workspace
from tests.laptops import DISTRICT
from tests.sync.conftest import Laptop, MakeLaptop, central_count

Open = Callable[[Laptop], Workspace]


@pytest.fixture
def open_room() -> Iterator[Open]:
    """The services on a laptop's database."""
    opened = []

    def make(laptop: Laptop) -> Workspace:
        ids = IdMaker(laptop.clock, random.Random(str(laptop.folder)))
        ws = Workspace(laptop.folder, laptop.folder / "s.toml", RESOURCES, laptop.clock, ids)
        opened.append(ws)
        with ws.db.write() as session:
            session.add(
                Identity(
                    one=1,
                    person_id=laptop.enrolled.person_id,
                    person_name="Petugas",
                    device_id=laptop.enrolled.device_id,
                    device_code=laptop.enrolled.device_code,
                    roles=[[str(Role.PROGRAMME_OFFICER), DISTRICT]],
                    private_key=laptop.private_key,
                    enrolled_at=laptop.clock.now(),
                )
            )
        return ws

    yield make
    for ws in opened:
        ws.close()


def announced(ws: Workspace) -> UUID:
    candidates = tuple(Candidate(UUID(int=at + 9), f"Usaha {at}", "Tebet") for at in range(6))
    form = DrawForm("Undian", 2, ("Angka",), ws.today() + timedelta(days=1))
    return draw_making.announce(ws, form, Pool("Undian", DISTRICT, candidates))[0]


@pytest.mark.parametrize("other", ["724188", "16402"])
def test_the_first_result_is_everybodys(
    centre: Centre, make_laptop: MakeLaptop, open_room: Open, other: str
) -> None:
    laptops = [make_laptop(name, role=Role.PROGRAMME_OFFICER) for name in ("Rani", "Budi")]
    rani, budi = (open_room(laptop) for laptop in laptops)
    draw_id = announced(rani)
    for laptop in laptops:
        laptop.sync()
    assert draws.get(budi, draw_id).fingerprint == draws.get(rani, draw_id).fingerprint
    laptops[0].clock.advance(timedelta(days=1))
    draw_making.record(rani, draw_id, ("724188",))
    laptops[0].clock.advance(timedelta(minutes=5))
    draw_making.record(budi, draw_id, (other,))
    for laptop in (*reversed(laptops), *laptops):
        laptop.sync()
    assert central_count(centre, "draw_record") == 3
    for ws in (rani, budi):
        view = draws.get(ws, draw_id)
        assert (view.numbers, view.verdict) == (("724188",), Verdict.SAME)
        assert view.disputed == ("" if other == "724188" else other)
