"""Three laptops and a centre under random steps and cuts: the model test, in small.

After healing: all agree; every value ever written is the present one, was replaced by
somebody who had seen it, or waits for a person; nothing was overwritten blindly.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.central.centre import Centre
from app.errors import UserError
from app.models.central import FieldConflict
from app.models.entities import TABLES
from app.photos.store import PhotoStore
from app.protocol import wire
from tests import laptops
from tests.laptops import DISTRICT, OTHER_DISTRICT, OTHER_WARD, WARD
from tests.sync.conftest import Laptop, MakeLaptop
from tests.sync.inprocess import InProcess

FIELDS = ("note", "phone")
PLACES = {DISTRICT: WARD, OTHER_DISTRICT: OTHER_WARD}
WHO = st.integers(0, 2)


def reset(centre: Centre) -> None:
    """As before any laptop had spoken."""
    with centre.engine.begin() as conn:
        for table in ("feed", "row_version"):
            conn.exec_driver_sql(f"DELETE FROM {table} WHERE entity = 'business'")
        for table in ("business", "batch_in", "field_conflict"):
            conn.exec_driver_sql(f"DELETE FROM {table}")
        conn.exec_driver_sql("UPDATE device_sync SET incarnation = 1, last_no = 0, last_hash = ''")


def again(laptop: Laptop, folder: Path) -> Laptop:
    """The laptop as it was on its first day."""
    return replace(
        laptop,
        folder=folder,
        db=laptops.new_database(folder / "kurasi.sqlite"),
        photos=PhotoStore(folder / "foto"),
        transport=InProcess(laptop.transport.centre, laptop.transport.token),
    )


class Sync(RuleBasedStateMachine):
    """What laptops, people and networks do; `parents` knows which value each writer had seen."""

    centre: Centre
    enrolled: tuple[Laptop, ...]

    def __init__(self) -> None:
        super().__init__()
        reset(self.centre)
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        self.laptops = [again(laptop, root / str(n)) for n, laptop in enumerate(self.enrolled)]
        self.parents: dict[tuple[UUID, str, str], str | None] = {}
        self.central: dict[tuple[UUID, str], str | None] = {}
        self.keys: list[UUID] = []
        self.counter = 0
        self.add(2)  # one row that all of them know, so that few steps go deep
        for laptop in reversed(self.laptops):
            laptop.sync()

    def teardown(self) -> None:
        try:
            self.heal()
            self.everything_agrees()
            self.nothing_is_lost()
        finally:
            for laptop in self.laptops:
                laptop.db.close()
            self.folder.cleanup()

    # -- what happens --

    def value(self) -> str:
        self.counter += 1
        return f"nilai {self.counter}"

    @rule(who=WHO)
    def add(self, who: int) -> None:
        values = {field: self.value() for field in FIELDS}
        self.keys.append(self.laptops[who].add(**values))
        for field, value in values.items():
            self.parents[self.keys[-1], field, value] = None

    @rule(who=WHO, which=st.integers(0, 4), field=st.sampled_from(FIELDS))
    def edit(self, who: int, which: int, field: str) -> None:
        key = self.keys[which % len(self.keys)] if self.keys else None
        if key is None or self.laptops[who].row(key) is None:
            return
        value = self.value()
        self.parents[key, field, value] = self.laptops[who].value(key, field)
        self.laptops[who].edit(key, **{field: value})

    @rule(which=st.integers(0, 4), place=st.sampled_from(sorted(PLACES)))
    def move(self, which: int, place: str) -> None:
        """Only the city's laptop moves records between its districts."""
        city = self.laptops[2]
        key = self.keys[which % len(self.keys)] if self.keys else None
        if key is not None and city.row(key) is not None:
            city.edit(key, scope=place, ward_code=PLACES[place])

    @rule(who=WHO, fault=st.sampled_from(["", "", "", "request", "answer", "answer"]))
    def sync(self, who: int, fault: str) -> None:
        transport = self.laptops[who].transport
        transport.lose_requests, transport.lose_answers = fault == "request", fault == "answer"
        with suppress(UserError):
            self.laptops[who].sync()
        transport.lose_requests = transport.lose_answers = 0

    @rule(who=WHO, which=st.integers(0, 20))
    def late_duplicate(self, who: int, which: int) -> None:
        transport = self.laptops[who].transport
        batches = [m for m in transport.sent if wire.unpack(m)["batch"]]
        if batches:
            transport.answer(batches[which % len(batches)])

    # -- what must hold --

    @invariant()
    def nothing_is_overwritten_blindly(self) -> None:
        with self.centre.engine.connect() as conn:
            rows = {r["id"]: r for r in conn.execute(sa.select(TABLES["business"])).mappings()}
        for key, row in rows.items():
            for field in FIELDS:
                before, now = self.central.get((key, field)), row[field]
                if before is not None:
                    assert before in self.seen_by(key, field, now)
                self.central[key, field] = now

    def seen_by(self, key: UUID, field: str, value: str | None) -> set[str]:
        """The value and all that its writers had seen before it."""
        seen = set()
        while value is not None:
            seen.add(value)
            value = self.parents[key, field, value]
        return seen

    def heal(self) -> None:
        for _ in range(3):
            for laptop in self.laptops:
                laptop.sync()
                self.nothing_is_overwritten_blindly()

    def everything_agrees(self) -> None:
        with self.centre.engine.connect() as conn:
            rows = {
                r["id"]: dict(r) for r in conn.execute(sa.select(TABLES["business"])).mappings()
            }
        for number, laptop in enumerate(self.laptops):
            visible = {k: r for k, r in rows.items() if number == 2 or r["scope"] == DISTRICT}
            refused = set(laptop.refusals())
            own = {k: r for k, r in laptop.rows().items() if k not in refused}
            assert own == {k: r for k, r in visible.items() if k not in refused}
            assert laptop.waiting() == 0
        assert set(rows) <= set(self.keys)

    def nothing_is_lost(self) -> None:
        kept: dict[tuple[UUID, str], set[str]] = {}

        def keep(key: UUID, field: str, value: Any) -> None:
            if field in FIELDS and value is not None:
                kept.setdefault((key, field), set()).update(self.seen_by(key, field, value))

        with self.centre.engine.connect() as conn:
            for conflict in conn.execute(sa.select(FieldConflict)).mappings():
                keep(conflict["row_id"], conflict["field"], conflict["value"])
        for (key, field), value in self.central.items():
            keep(key, field, value)
        for laptop in self.laptops:
            for key in laptop.refusals():
                for field in FIELDS:
                    keep(key, field, laptop.value(key, field))
        for key, field, value in self.parents:
            assert value in kept[key, field]


@pytest.fixture
def machine(centre: Centre, make_laptop: MakeLaptop) -> Iterator[type[Sync]]:
    Sync.centre = centre
    Sync.enrolled = (make_laptop("Rani"), make_laptop("Budi"), make_laptop("Kota", "31.74"))
    yield Sync
    del Sync.centre, Sync.enrolled


def test_the_model(machine: type[Sync]) -> None:
    quick = settings(
        max_examples=14,
        stateful_step_count=10,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=quick)
