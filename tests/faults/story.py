"""The small story that every fault interrupts: two curators, rows, edits and photographs."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from uuid import UUID

from app.errors import UserError
from app.sync.report import QuietWatcher, Report
from app.sync.transport import Transport
from tests.faults.books import (
    Key,
    check_books,
    check_healed,
    check_versions,
    own_rows,
    read_central,
)
from tests.sync.conftest import Laptop


@dataclass(slots=True)
class Story:
    """Rani works and meets the faults; Budi works elsewhere and always gets through."""

    rani: Laptop
    budi: Laptop
    photo_bytes: int = 3_000
    photographs: bool = True
    versions: dict[Key, int] = field(default_factory=dict)
    chapter: int = 0
    note: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.note = self.rani.add(name="Catatan")
        self.versions["business", self.note] = 1
        self.rani.sync()
        self.budi.sync()

    def go_on(self, *, news: bool = True) -> None:
        """Rani adds a record and a photograph and edits another one; with `news`, Budi adds too."""
        self.chapter += 1
        if news:
            self._work(self.budi)
            self.budi.sync()
        self.rani.edit(self.note, note=f"bab {self.chapter}")
        self.versions["business", self.note] += 1
        self._work(self.rani)

    def _work(self, laptop: Laptop) -> None:
        name = f"{laptop.enrolled.device_code} {self.chapter}"
        self.versions["business", laptop.add(name=name)] = 1
        if not self.photographs:
            return
        rng = random.Random(name)
        photo = laptop.photograph(rng.randbytes(self.photo_bytes), rng.randbytes(300))
        self.versions["photo", photo] = 1

    def interrupted(self, transport: Transport) -> UserError | None:
        """Rani syncs into a fault: nothing is lost, and she is told so unless all is done."""
        before = own_rows(self.rani)
        report, error = attempt(self.rani, transport)
        after = own_rows(self.rani)
        assert {key: after[key] for key in before} == before
        if error is None:
            assert report.complete
            self.check()
        else:
            assert not report.complete
            check_books(self.rani, self.rani.transport.centre)
        return error

    def healed(self, transport: Transport | None = None) -> None:
        """The road is good again: one sync, and everything is everywhere, once."""
        assert self.rani.sync(transport).complete
        self.check()

    def check(self) -> None:
        """Rani has what the centre has, and the centre wrote everything once."""
        centre = self.rani.transport.centre
        central = read_central(centre)
        check_healed(self.rani, centre, central)
        check_versions(central, self.versions)


def attempt(laptop: Laptop, transport: Transport) -> tuple[Report, UserError | None]:
    """One sync; its report and, when it failed, what the person is told."""
    report, told = Report(), None
    try:
        laptop.engine.run(transport, QuietWatcher(), report)
    except UserError as error:
        told = error
    assert told is None or ("aman" in told.safe or "utuh" in told.safe)
    assert told is None or told.todo
    return report, told


def spread(total: float, points: int, seed: object) -> list[float]:
    """So many places from 0 to `total`: evenly, each moved a little, always the same."""
    rng = random.Random(str(seed))
    step = total / points
    return [step * (n + rng.random()) for n in range(points)]
