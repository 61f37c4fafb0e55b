"""Many laptops on the same records: no update is lost, and the judge of that can be believed."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.central.store import Versions
from app.models.entities import Business
from benchmarks import load
from tests.faults.conftest import soak

MANY = 8


@pytest.fixture
def crowd(centre: Centre, address: str, pem: str, tmp_path: Path) -> list[load.Laptop]:
    """Laptops of one district."""
    blank = load.blank_database(tmp_path)
    seats = load.Seats(tmp_path, blank, load.AT_ONCE)
    place = load.Place(centre, tmp_path, seats, address, pem)
    return [load.enrol(place, f"Kurator {n}", blank) for n in range(MANY)]


def shared(crowd: list[load.Laptop], tally: load.Tally) -> list[UUID]:
    """Records that all of them have."""
    keys = load.share(crowd[0], tally)
    for laptop in crowd[1:]:
        laptop.sync()
    return keys


def test_a_crowd_loses_no_update(centre: Centre, crowd: list[load.Laptop]) -> None:
    tally = load.Tally()
    load.run_day(crowd, shared(crowd, tally), tally, soak(2))
    assert load.lost(centre, crowd, tally) == []
    assert tally.errors == 0
    assert len(tally.writes) == len(tally.seconds) * load.EDITS == MANY * soak(2) * load.EDITS


def test_the_judge_sees_who_writes_last_and_wins(
    centre: Centre, crowd: list[load.Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A centre that takes whatever comes last loses what it replaces unseen."""
    monkeypatch.setattr(Versions, "field_version", lambda _self, _name: 0)
    tally = load.Tally()
    load.run_day(crowd[:4], shared(crowd, tally), tally, 2)
    assert any(" of " in words for words in load.lost(centre, crowd[:4], tally))


def test_the_judge_sees_a_record_that_is_gone(centre: Centre, crowd: list[load.Laptop]) -> None:
    tally = load.Tally()
    keys = shared(crowd, tally)
    load.run_day(crowd[:2], keys, tally, 1)
    gone = max(tally.added - set(keys))  # nobody else has edited it
    with centre.engine.begin() as conn:
        conn.execute(Business.__table__.delete().where(Business.id == gone))  # type: ignore[attr-defined]
    assert load.lost(centre, crowd[:2], tally) == [f"record {gone}"]
