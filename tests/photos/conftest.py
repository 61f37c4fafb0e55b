"""Workshops of a test's own: none leaves a process or a thread behind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import psutil
import pytest

from app.photos.jobs import JOBS
from app.photos.workshop import Limits, Workshop
from tests.photos import trouble

OpenWorkshop = Callable[..., Workshop]


@pytest.fixture
def open_workshop() -> Iterator[OpenWorkshop]:
    """Opens workshops that know the jobs of `tests.photos.trouble` besides our own."""
    opened: list[Workshop] = []
    before = {child.pid for child in psutil.Process().children()}
    threads = set(threading.enumerate())

    def open_(seconds: float = 20.0) -> Workshop:
        workshop = Workshop(Limits(seconds=seconds), {**JOBS, **trouble.JOBS})
        opened.append(workshop)
        return workshop

    yield open_
    for workshop in opened:
        workshop.close()
        assert workshop.pid is None
    assert {child.pid for child in psutil.Process().children()} <= before
    assert set(threading.enumerate()) <= threads


@pytest.fixture
def workshop(open_workshop: OpenWorkshop) -> Workshop:
    """One with the usual limits."""
    return open_workshop()
