"""Where every run of the model begins: a centre, three laptops and a clone's place, all in step."""

from __future__ import annotations

import random
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import sqlalchemy as sa

from app.central import people
from app.central.centre import Centre
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import IdMaker
from app.models.entities import TABLES
from app.models.row_security import SERVICE
from app.photos.store import PhotoStore
from app.protocol import keys
from tests import laptops
from tests.conftest import NOW
from tests.laptops import DISTRICT, OTHER_DISTRICT, WARD
from tests.model.centres import FIRST, Backups
from tests.model.computers import Computer, Image, Line, ModelDatabase
from tests.model.holds import listen
from tests.model.ledger import TRACKED, Key, Ledger
from tests.model.looking import central_rows
from tests.postgres import fresh_centre
from tests.sync import honest
from tests.sync.inprocess import InProcess

HOMES = {"Rani": DISTRICT, "Tono": OTHER_DISTRICT, "Kota": "31.74"}
CLONE = "Kembar"
_PUBLISHES = Grant(Role.ADMIN, "31")
_SHARED = ("business", "product", "curation_session")


@dataclass(slots=True)
class Stage:
    """What all runs share; each run sets it back to the beginning."""

    centre: Centre
    clock: ManualClock
    backups: Backups
    computers: dict[str, Computer]
    images: dict[str, Image]
    ledger: Ledger
    keys: list[Key]
    sheet: dict[str, Any]


@contextmanager
def open_stage(folder: Path) -> Iterator[Stage]:
    """Made once a process: enrolling and the first syncs are slow."""
    clock = ManualClock(NOW)
    dice = random.Random("stage")
    with (
        mock.patch.object(secrets, "randbits", dice.getrandbits),
        fresh_centre(folder / "centre", clock, quiet=True) as slow,
        _quick(slow) as centre,
    ):
        listen(centre.engine)
        with centre.engine.begin() as conn:  # for a planted bug that takes its numbers here
            conn.exec_driver_sql("CREATE SEQUENCE naive_seq START 1000000")
            conn.exec_driver_sql(f"GRANT USAGE ON SEQUENCE naive_seq TO {SERVICE}")
        stage = Stage(centre, clock, Backups(centre), {}, {}, Ledger(), [], {})
        stage.sheet = honest.sheet_values(honest.rubric_of(centre))
        honest.ground(centre)
        for life, (name, home) in enumerate(HOMES.items()):
            stage.computers[name] = _enrol(stage, folder / name, name, home, life)
        _share(stage)
        stage.backups.take(FIRST)
        stage.images = {n: c.database.image() for n, c in stage.computers.items()}
        stage.computers[CLONE] = _spare(stage, folder / CLONE)
        try:
            yield stage
        finally:
            for laptop in stage.computers.values():
                laptop.db.close()
            for image in stage.images.values():
                image.close()


@contextmanager
def _quick(centre: Centre) -> Iterator[Centre]:
    """The same centre, its connections not asked each time whether they still live."""
    options = {"options": "-c timezone=UTC -c lock_timeout=30s"}
    engine = sa.create_engine(centre.engine.url, connect_args=options)
    try:
        yield replace(centre, engine=engine)
    finally:
        engine.dispose()


def _database(folder: Path) -> ModelDatabase:
    laptops.new_database(folder / "kurasi.sqlite").close()
    return ModelDatabase(folder / "kurasi.sqlite")


def grants_in(*regions: str) -> list[Grant]:
    """What people may do: a curation walks through all its states, and some are a kasatpel's."""
    roles = (Role.CURATOR, Role.DISTRICT_HEAD)
    return [Grant(role, region) for region in regions for role in roles]


def _enrol(stage: Stage, folder: Path, name: str, home: str, life: int) -> Computer:
    key = keys.new_private_key()
    grants = [*grants_in(home), *([_PUBLISHES] if home == "31.74" else [])]
    person = people.add_person(stage.centre, name, grants)
    code = people.new_code(stage.centre, person)
    enrolled = people.enrol(stage.centre, code, name, keys.public_text(key))
    assert enrolled is not None
    clock = ManualClock(NOW)
    with stage.centre.engine.connect() as conn:
        caller = people.authenticate(conn, enrolled.token)
    assert caller is not None
    return Computer(
        folder=folder,
        db=_database(folder),
        photos=PhotoStore(folder / "foto"),
        enrolled=enrolled,
        clock=clock,
        ids=IdMaker(clock, random.Random(f"{name}/{life}")),
        transport=Line(stage.centre, enrolled.token, caller),
        private_key=key,
        name=name,
        key=keys.private_key(key),
        home=home,
        life=life,
    )


def _spare(stage: Stage, folder: Path) -> Computer:
    """A computer nobody works on until another one's disk is copied to it."""
    like = stage.computers["Rani"]
    return Computer(
        folder=folder,
        db=_database(folder),
        photos=PhotoStore(folder / "foto"),
        enrolled=like.enrolled,
        clock=ManualClock(NOW),
        ids=like.ids,
        transport=Line(stage.centre, like.enrolled.token, like.line.known),
        private_key=like.private_key,
        name=CLONE,
        key=like.key,
        there=False,
    )


def _share(stage: Stage) -> None:
    """A few records that all laptops of the district have: so that few steps go deep."""
    city = stage.computers["Kota"]
    for entity in _SHARED:
        row_id = city.ids.new()
        typed = {
            name: stage.ledger.write((entity, row_id, name), city.life, ())
            for name in TRACKED[entity]
        }
        place = {"ward_code": WARD} if "ward_code" in TABLES[entity].columns else {}
        city.add(entity, id=row_id, scope=DISTRICT, created_by=city.enrolled.person_id,
                 **typed, **place)  # fmt: skip
        stage.keys.append((entity, row_id))
        stage.ledger.births[entity, row_id] = {}
    for name in ("Kota", "Rani", "Tono", "Kota"):
        laptop = stage.computers[name]
        laptop.sync(InProcess(stage.centre, laptop.enrolled.token))
    assert len(central_rows(stage.centre)) == len(_SHARED)


def set_back(stage: Stage) -> None:
    """As it was at the beginning."""
    stage.backups.restore(FIRST)
    stage.clock.moment = NOW
    _empty(stage.centre.folder / "photos")
    for life, (name, laptop) in enumerate(stage.computers.items()):
        laptop.there = name in HOMES
        laptop.doubled = False
        laptop.backup = None
        laptop.clock.moment = NOW
        laptop.live(len(HOMES) + life)  # keys unlike those of the beginning
        laptop.line.sent.clear()
        _empty(laptop.folder / "foto")
        if laptop.there:
            laptop.database.load(stage.images[name])


def _empty(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
