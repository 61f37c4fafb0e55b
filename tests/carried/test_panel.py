"""A panel over several laptops: nothing lost, everybody sees the same, the chair has the word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.clock import ManualClock
from app.domain.panel import AlarmKind
from app.domain.terms import InterestKind
from app.errors import UserError
from app.services import (
    corrections,
    curations,
    decisions,
    interests,
    panels,
    refusals,
    score_sheets,
    sessions,
    syncing,
)
from app.services.rulings import Ruling
from app.services.workspace import Workspace
from app.sync.report import Report
from tests.carried.conftest import OpenLaptop
from tests.carried.test_parcels import local_rows, rows
from tests.services.field import add_product, filled, open_session, register

Sync = Callable[[Workspace], Report]


class Booth:
    """A product in a session that all laptops know."""

    def __init__(self, laptops: list[Workspace], sync: Sync) -> None:
        self.laptops, self._sync = laptops, sync
        first = laptops[0]
        self.session = open_session(first)
        product = add_product(first, register(first))
        self.key, _ = curations.open_curation(first, product, self.session)
        self.sync()

    def sync(self) -> None:
        """Everybody twice: what the last one brought reaches the first as well."""
        for ws in self.laptops * 2:
            report = self._sync(ws)
            assert (report.conflicts, report.refused, report.unequal) == (0, 0, ())
        assert all(syncing.status(ws).unsent == 0 for ws in self.laptops)

    def score(self, ws: Workspace, score: int) -> UUID:
        sheet = filled(score_sheets.load_sheet(ws, self.key), score)
        return score_sheets.submit(ws, self.key, sheet)[0]

    def alarms(self, ws: Workspace) -> list[AlarmKind]:
        return [alarm.kind for alarm in panels.load(ws, self.key).alarms]

    def result(self, ws: Workspace) -> UUID | None:
        decision = panels.load(ws, self.key).decision
        return decision.id if decision else None


@pytest.fixture
def booth(open_laptop: OpenLaptop, sync: Sync) -> Booth:
    rani, chair = open_laptop("Rani"), open_laptop("Ketua")
    again = open_laptop("Rani di laptop lain", person=rani.me.person_id)
    assert again.me.person_id == rani.me.person_id
    assert again.me.device_id != rani.me.device_id
    return Booth([rani, again, chair], sync)


@pytest.mark.lesson("B26")
def test_two_sheets_of_one_curator_from_two_laptops(booth: Booth, centre: Centre) -> None:
    """Both are kept and shown; one of them counts, and the chair says which and why."""
    rani, again, chair = booth.laptops
    first, second = booth.score(rani, 2), booth.score(again, 4)
    mine = booth.score(chair, 3)
    booth.sync()
    assert {first, second, mine} == rows(centre, "assessment")
    for ws in booth.laptops:
        assert local_rows(ws, "assessment") == {first, second, mine}
        assert AlarmKind.TWO_SHEETS in booth.alarms(ws)
    with pytest.raises(UserError) as caught:
        decisions.conclude(chair, booth.key)
    assert caught.value.code == "curation.needs_chair"
    ruling = Ruling((second, mine), reason="Lembar pertama terkirim tanpa sengaja.")
    decision, _ = decisions.conclude(chair, booth.key, ruling)
    booth.sync()
    for ws in booth.laptops:
        assert booth.result(ws) == decision
        assert decisions.get(ws, decision).total == 8750
        assert decisions.get(ws, decision).reason == ruling.reason


def test_an_undo_and_a_correction_reach_everybody(booth: Booth, clock: ManualClock) -> None:
    rani, again, chair = booth.laptops
    poor, good = booth.score(rani, 2), booth.score(chair, 4)
    booth.sync()
    decisions.conclude(chair, booth.key)
    booth.sync()
    clock.advance(timedelta(minutes=1))
    corrections.take_back(chair, booth.key)
    booth.sync()
    for ws in booth.laptops:
        assert booth.result(ws) is None
        (card,) = curations.queue(ws, booth.session)
        assert (card.state, card.outcome) == ("open", None)
    clock.advance(timedelta(minutes=1))
    first, _ = decisions.conclude(chair, booth.key)
    sessions.close(chair, booth.session)
    booth.sync()
    assert [booth.result(ws) for ws in booth.laptops] == [first] * 3
    clock.advance(timedelta(hours=1))
    ruling = Ruling((good,), reason="Rani menilai produk lain.")
    second, _ = corrections.correct(chair, booth.key, ruling)
    booth.sync()
    for ws in booth.laptops:
        lines = panels.load(ws, booth.key).decisions
        assert [line.in_force for line in lines] == [True, False, False]
        assert (lines[0].id, lines[0].total) == (second, 10000)
    assert poor in local_rows(again, "assessment")


@pytest.mark.lesson("B38")
def test_two_laptops_decide_and_all_agree_which_counts(booth: Booth, clock: ManualClock) -> None:
    rani, _, chair = booth.laptops
    booth.score(rani, 3)
    late = booth.score(chair, 4)
    decisions.conclude(rani, booth.key)
    clock.advance(timedelta(minutes=1))
    second, _ = decisions.conclude(chair, booth.key)
    booth.sync()
    for ws in booth.laptops:
        assert booth.result(ws) == second
        assert AlarmKind.TWO_DECISIONS in booth.alarms(ws)
    ruling = Ruling((late,), reason="Hasil yang dibacakan di panggung.")
    clock.advance(timedelta(minutes=-30))  # the clock of this laptop was set back
    third, _ = corrections.correct(chair, booth.key, ruling)
    booth.sync()
    assert [booth.result(ws) for ws in booth.laptops] == [third] * 3


def test_a_sheet_after_an_interest_that_had_not_arrived(
    booth: Booth, sync: Sync, clock: ManualClock
) -> None:
    """The chair declared it, offline; the curator scored without knowing. The centre knows."""
    rani, _, chair = booth.laptops
    business = panels.load(chair, booth.key).business_id
    who = rani.me.person_id
    interests.declare(chair, booth.session, business, InterestKind.KIN, person_id=who)
    clock.advance(timedelta(minutes=1))
    sheet = booth.score(rani, 4)
    sync(chair)
    assert sync(rani).refused == 1
    (line,) = refusals.refusals(rani)
    assert (line.id, line.code) == (sheet, "assessment.interest")
    assert not score_sheets.load_sheet(rani, booth.key).editable
