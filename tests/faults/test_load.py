"""Many laptops on the same records: no update is lost, and the judge of that can be believed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.central.centre import Centre
from app.central.store import Versions
from app.models.entities import Business
from benchmarks import load
from tests.faults.conftest import soak

MANY = 8


@pytest.fixture
def crowd(centre: Centre, address: str, pem: str, tmp_path: Path) -> Iterator[list[load.Laptop]]:
    """Laptops of one district."""
    blank = load.blank_database(tmp_path)
    made = [
        load.enrol(centre, tmp_path / str(n), blank, f"Kurator {n}", address, pem)
        for n in range(MANY)
    ]
    yield made
    for laptop in made:
        laptop.db.close()


def test_a_crowd_loses_no_update(centre: Centre, crowd: list[load.Laptop]) -> None:
    tally = load.Tally()
    load.run_day(crowd, tally, soak(2))
    assert load.lost(centre, crowd, tally) == []
    assert tally.errors == 0
    assert len(tally.writes) == len(tally.seconds) * 2 == MANY * soak(2) * 2


def test_the_judge_sees_who_writes_last_and_wins(
    centre: Centre, crowd: list[load.Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A centre that takes whatever comes last loses what it replaces unseen."""
    monkeypatch.setattr(Versions, "field_version", lambda _self, _name: 0)
    tally = load.Tally()
    load.run_day(crowd[:4], tally, 2)
    assert any(" of " in words for words in load.lost(centre, crowd[:4], tally))


def test_the_judge_sees_a_record_that_is_gone(centre: Centre, crowd: list[load.Laptop]) -> None:
    tally = load.Tally()
    load.run_day(crowd[:2], tally, 1)
    gone = max(tally.added)
    with centre.engine.begin() as conn:
        conn.execute(Business.__table__.delete().where(Business.id == gone))  # type: ignore[attr-defined]
    assert load.lost(centre, crowd[:2], tally) == [f"record {gone}"]
