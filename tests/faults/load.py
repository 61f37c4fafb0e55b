"""Laptops that push without pause while something behind them is killed and comes back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.central.centre import Centre
from app.errors import UserError
from tests.faults.books import Key, check_books, check_healed, check_versions, read_central
from tests.faults.conftest import connect
from tests.faults.story import attempt
from tests.sync.conftest import Laptop


@dataclass(slots=True)
class Load:
    """What the laptops did so far."""

    laptops: Sequence[Laptop]
    url: str
    pem: str
    stop: threading.Event = field(default_factory=threading.Event)
    confirmed: dict[str, list[UUID]] = field(default_factory=dict)
    failed: int = 0
    bugs: list[BaseException] = field(default_factory=list)

    def push(self, laptop: Laptop) -> None:
        """Add and send until told to stop; a record counts once its receipt is here."""
        done = self.confirmed.setdefault(laptop.enrolled.device_code, [])
        try:
            number = 0
            while not self.stop.is_set():
                number += 1
                key = laptop.add(name=f"{laptop.enrolled.device_code} {number}")
                if self._sent(laptop):
                    done.append(key)
        except BaseException as error:  # noqa: BLE001 - a thread's bug is told by its test
            self.bugs.append(error)

    def _sent(self, laptop: Laptop) -> bool:
        error: UserError | None
        with connect(laptop, self.url, self.pem) as way:
            _, error = attempt(laptop, way)
        self.failed += error is not None
        if error is not None:
            self.stop.wait(0.02)
        return error is None

    @property
    def count(self) -> int:
        """Records whose receipt came."""
        return sum(len(keys) for keys in self.confirmed.values())

    def wait_for(self, more: int) -> None:
        """Until so many more records are confirmed."""
        goal = self.count + more
        for _ in range(6_000):
            if self.count >= goal or self.bugs:
                return
            self.stop.wait(0.01)
        raise AssertionError("nothing gets through any more")


@contextlib.contextmanager
def pushing(laptops: Sequence[Laptop], url: str, pem: str) -> Iterator[Load]:
    """The laptops push inside; all are quiet again afterwards."""
    load = Load(laptops, url, pem)
    threads = [threading.Thread(target=load.push, args=(laptop,)) for laptop in laptops]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        load.stop.set()
        for thread in threads:
            thread.join()
    assert load.bugs == []


def all_is_there(load: Load, centre: Centre) -> None:
    """Nothing confirmed is missing, nothing is there twice, what was cut arrives now."""
    central = read_central(centre)
    confirmed: set[Key] = {("business", k) for keys in load.confirmed.values() for k in keys}
    assert confirmed <= central.rows.keys()
    for laptop in load.laptops:
        check_books(laptop, centre)
    for _ in range(2):
        for laptop in load.laptops:
            laptop.sync()
    written: set[Key] = {("business", k) for k in load.laptops[0].rows()}
    for laptop in load.laptops:
        check_healed(laptop, centre)
    check_versions(read_central(centre), dict.fromkeys(written, 1))
    assert len(written) >= load.count
