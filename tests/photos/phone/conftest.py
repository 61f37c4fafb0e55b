"""A session that is served on this machine, and phones that end with the test."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.photos.phone.server import THREAD, serve
from app.photos.phone.session import PhoneSession
from app.photos.phone.uploads import Arriving, Limits
from tests.photos.phone.phones import Booth, Phone

OpenBooth = Callable[..., Booth]


@pytest.fixture
def open_booth(tmp_path: Path) -> Iterator[OpenBooth]:
    """Opens sessions; nothing of them is left at the end, neither thread nor file."""
    opened: list[Booth] = []

    def open_(**limits: int) -> Booth:
        told: list[Arriving] = []
        session = PhoneSession(
            tmp_path / "ponsel", "Keripik <Tempe>", told.append, Limits(free=0, **limits)
        )
        booth = Booth(session, serve(session, "127.0.0.1"), told)
        opened.append(booth)
        return booth

    yield open_
    for booth in opened:
        for view in booth.session.views():
            if view.state == "whole":
                booth.session.refused(view.id, "")
        booth.close()
    assert [t.name for t in threading.enumerate() if t.name == THREAD] == []
    folder = tmp_path / "ponsel"
    assert not folder.exists() or list(folder.iterdir()) == []


@pytest.fixture
def booth(open_booth: OpenBooth) -> Booth:
    return open_booth()


@pytest.fixture
def phone(booth: Booth) -> Iterator[Phone]:
    made = Phone(booth.url)
    yield made
    made.close()
