"""A panel: what counts, who sees, what the chair is told, and what never depends on order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import panel
from app.domain.decision import Case, decide
from app.domain.panel import Alarm, AlarmKind, ChoiceError, Panel, PanelSheet
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet, combine, score_sheet
from app.domain.session_rules import SessionRules
from app.domain.terms import GateState, Level, Outcome
from app.paths import RESOURCES
from app.services.session_rules import shipped
from tests.domain.rubrics import RUBRICS, even, rubric, sheets_of

FOOD = rubric("MKN")
RULES = shipped(RESOURCES)
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ANI, BUDI, CICI, DEDI = (UUID(int=n) for n in range(1, 5))


def given_by(
    who: UUID, sheet: Sheet, wanted: Rubric = FOOD, number: int | None = None, **how: Any
) -> PanelSheet:
    key = UUID(int=100 + (number if number is not None else who.int))
    return PanelSheet(key, who, sheet, score_sheet(wanted, sheet), **{"submitted_at": AT, **how})


def met(sheet: Sheet, wanted: Rubric = FOOD, **gates: GateState) -> Sheet:
    return replace(sheet, gates={**{g.code: GateState.MET for g in wanted.gates}, **gates})


def panel_of(*sheets: PanelSheet, rules: SessionRules = RULES, **how: Any) -> Panel:
    known: Mapping[str, Any] = {"minimum": 1, **how}
    return Panel(FOOD, FOOD.gates, rules, sheets=sheets, **known)


def kinds(found: Sequence[Alarm]) -> list[AlarmKind]:
    return [a.kind for a in found]


# -- what counts -----------------------------------------------------------------------


def test_one_sheet_each_speaks_for_itself() -> None:
    sheets = [given_by(ANI, even(FOOD, 3)), given_by(BUDI, even(FOOD, 4))]
    assert panel.counted(sheets) == tuple(sheets)
    assert not panel.needs_chair(sheets)
    assert not panel.needs_reason(sheets, sheets, ())
    assert panel.needs_reason(sheets, sheets[:1], ())
    assert panel.needs_reason(sheets, sheets, ("NIB",))


def test_two_sheets_of_one_curator_wait_for_the_chair() -> None:
    first, second = (given_by(ANI, even(FOOD, 3), number=n) for n in (11, 12))
    other = given_by(BUDI, even(FOOD, 4))
    sheets = [first, second, other]
    assert panel.counted(sheets) == (other,)
    assert panel.present(sheets) == 2
    assert panel.needs_chair(sheets)
    chosen = panel.choose(sheets, [other.id, second.id])
    assert [s.id for s in chosen] == sorted([second.id, other.id])
    with pytest.raises(ChoiceError) as caught:
        panel.choose(sheets, [first.id, second.id])
    assert caught.value.code == "twice"


def test_a_tie_known_before_voids_one_found_later_asks() -> None:
    before = given_by(ANI, even(FOOD, 3), tied_since=AT - timedelta(minutes=1))
    later = given_by(BUDI, even(FOOD, 3), tied_since=AT + timedelta(minutes=1))
    free = given_by(CICI, even(FOOD, 3))
    sheets = [before, later, free]
    assert panel.valid(sheets) == (later, free)
    assert panel.counted(sheets) == (free,)
    assert panel.needs_chair(sheets)
    assert panel.needs_reason(sheets, [later, free], ())
    assert not panel.needs_chair([before, free])
    for wanted, code in (([before.id], "void"), ([UUID(int=9)], "unknown"), ([], "none")):
        with pytest.raises(ChoiceError) as caught:
            panel.choose(sheets, wanted)
        assert caught.value.code == code


def test_the_chair_settles_but_invents_nothing() -> None:
    sheets = [met(even(FOOD, 3), NIB=GateState.UNMET), met(even(FOOD, 3))]
    assert panel.disputed(sheets, FOOD.gates) == {"NIB": (GateState.MET, GateState.UNMET)}
    assert panel.settle(sheets, {})["NIB"] is GateState.UNMET
    assert panel.settle(sheets, {"NIB": GateState.MET})["NIB"] is GateState.MET
    with pytest.raises(ValueError, match="no sheet says"):
        panel.settle(sheets, {"NIB": GateState.IN_PROCESS})


@pytest.mark.parametrize(
    ("level", "of_session", "wanted"),
    [(Level.DISTRICT, 0, 1), (Level.DISTRICT, 3, 3), (Level.CITY, 1, 2), (Level.PROVINCE, 1, 3)],
)
def test_the_larger_minimum_counts(level: Level, of_session: int, wanted: int) -> None:
    assert panel.minimum_of(RULES, level, of_session) == wanted


def test_who_may_see() -> None:
    blind = {"submitted": False, "opened": False, "settled": False}
    assert not panel.may_see(**blind)
    assert all(panel.may_see(**{**blind, name: True}) for name in blind)
    assert panel.may_open(chair=True, submitted=False, sheets=2, minimum=2)
    assert not panel.may_open(chair=True, submitted=False, sheets=1, minimum=2)
    assert not panel.may_open(chair=False, submitted=False, sheets=2, minimum=2)
    assert not panel.may_open(chair=True, submitted=True, sheets=2, minimum=2)


# -- what the chair is told --------------------------------------------------------------


def test_a_quiet_panel_has_no_alarm() -> None:
    sheets = [given_by(ANI, met(even(FOOD, 3))), given_by(BUDI, met(even(FOOD, 3)))]
    assert panel.alarms(panel_of(*sheets, members=frozenset({ANI, BUDI}), minimum=2)) == ()


def test_few_missing_and_tied_members() -> None:
    found = panel.alarms(
        panel_of(
            given_by(ANI, met(even(FOOD, 3))),
            minimum=3,
            members=frozenset({ANI, BUDI, CICI, DEDI}),
            tied=frozenset({DEDI}),
        )
    )
    assert found == (
        Alarm(AlarmKind.TOO_FEW, points=2),
        Alarm(AlarmKind.MISSING, (BUDI,)),
        Alarm(AlarmKind.MISSING, (CICI,)),
    )


def test_two_sheets_ties_and_revisions_are_told() -> None:
    sheets = [
        given_by(ANI, met(even(FOOD, 3)), number=1),
        given_by(ANI, met(even(FOOD, 3)), number=2, revised=True),
        given_by(BUDI, met(even(FOOD, 3)), tied_since=AT),
    ]
    found = panel.alarms(panel_of(*sheets))
    assert found == (
        Alarm(AlarmKind.INTEREST, (BUDI,)),
        Alarm(AlarmKind.TWO_SHEETS, (ANI,)),
        Alarm(AlarmKind.REVISED, (ANI,)),
    )


def test_rival_decisions_and_a_fallen_level_below_are_told() -> None:
    one = given_by(ANI, met(even(FOOD, 3)))
    found = panel.alarms(panel_of(one, rival_decisions=2, below_passed=False))
    assert kinds(found) == [AlarmKind.TWO_DECISIONS, AlarmKind.LEVEL_BELOW]
    assert panel.alarms(panel_of(one, rival_decisions=1)) == ()


def test_a_difference_of_just_the_limit_is_none() -> None:
    rules = replace(RULES, difference_points=25, criterion_difference_percent=25)
    pair = [given_by(ANI, met(even(FOOD, 3))), given_by(BUDI, met(even(FOOD, 4)))]
    assert panel.alarms(panel_of(*pair, rules=rules)) == ()
    tight = replace(rules, difference_points=24)
    assert panel.alarms(panel_of(*pair, rules=tight)) == (
        Alarm(AlarmKind.DIFFERENCE, (ANI, BUDI), points=2500),
    )


def test_one_criterion_apart_though_the_totals_agree() -> None:
    first, second = FOOD.criteria[0], FOOD.criteria[2]
    low = {i.code: 1 for i in first.indicators} | {i.code: 4 for i in second.indicators}
    high = {i.code: 4 for i in first.indicators} | {i.code: 1 for i in second.indicators}
    base = even(FOOD, 3).scores
    sheets = [
        given_by(ANI, met(Sheet(scores={**base, **low}))),
        given_by(BUDI, met(Sheet(scores={**base, **high}))),
    ]
    found = panel.alarms(panel_of(*sheets))
    assert [a.codes for a in found if a.kind is AlarmKind.CRITERION] == [
        (first.code,),
        (second.code,),
    ]
    assert AlarmKind.DIFFERENCE not in kinds(found)


def test_gates_and_findings_that_not_all_saw() -> None:
    finding = FOOD.critical_findings[0].code
    seen = replace(met(even(FOOD, 3), NIB=GateState.UNMET), critical=frozenset({finding}))
    pair = [given_by(ANI, seen), given_by(BUDI, met(even(FOOD, 3)))]
    assert panel.alarms(panel_of(*pair)) == (
        Alarm(AlarmKind.FINDING, (ANI,), (finding,)),
        Alarm(AlarmKind.GATE, codes=("NIB",)),
    )
    agreed = [given_by(ANI, seen), given_by(BUDI, seen)]
    assert panel.alarms(panel_of(*agreed)) == ()


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, True), (44, True), (45, False), (600, False), (-5, False)]
)
def test_a_sheet_done_implausibly_fast(seconds: int, told: bool) -> None:
    started = AT - timedelta(seconds=seconds)
    found = panel.alarms(panel_of(given_by(ANI, met(even(FOOD, 3)), started_at=started)))
    wanted = (Alarm(AlarmKind.FAST, (ANI,), points=seconds),) if told else ()
    assert found == wanted


# -- what must hold for every panel ------------------------------------------------------


@st.composite
def panels(draw: st.DrawFn, most: int = 4) -> tuple[Rubric, list[PanelSheet]]:
    wanted = draw(RUBRICS)
    count = draw(st.integers(1, most))
    sheets = []
    for number in range(count):
        base = draw(sheets_of(wanted, full=draw(st.booleans())))
        if score_sheet(wanted, base).total is None:
            base = even(wanted, 2)
        gates = {g.code: draw(st.sampled_from(g.states)) for g in wanted.gates}
        findings = st.sampled_from([f.code for f in wanted.critical_findings])
        sheet = replace(base, gates=gates, critical=draw(st.frozensets(findings, max_size=1)))
        who = UUID(int=draw(st.integers(1, 3)))
        minutes = draw(st.none() | st.integers(-5, 5))
        tied = None if minutes is None else AT + timedelta(minutes=minutes)
        sheets.append(given_by(who, sheet, wanted, number, tied_since=tied))
    return wanted, sheets


@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_sheets_does_not_matter(
    drawn: tuple[Rubric, list[PanelSheet]], rng: Any
) -> None:
    wanted, sheets = drawn
    mixed = list(sheets)
    rng.shuffle(mixed)

    def told(given_sheets: list[PanelSheet]) -> Any:
        found = Panel(wanted, wanted.gates, RULES, 2, tuple(given_sheets), frozenset({ANI, DEDI}))
        return panel.alarms(found), panel.counted(given_sheets)

    assert told(sheets) == told(mixed)


def outcome(wanted: Rubric, sheets: Sequence[PanelSheet]) -> Any:
    totals = combine(wanted, [s.totals for s in sheets])
    read = [s.sheet for s in sheets]
    critical = frozenset(c for s in read for c in s.critical)
    case = Case(totals, panel.settle(read, {}), critical, frozenset())
    return decide(wanted, case, wanted.gates)


@given(panels())
def test_every_curator_counts_once_and_within_the_bounds(
    drawn: tuple[Rubric, list[PanelSheet]],
) -> None:
    wanted, sheets = drawn
    counted = panel.counted(sheets)
    assert len({s.curator for s in counted}) == len(counted)
    assert not any(s.tied for s in counted)
    if not counted:
        assert panel.needs_chair(sheets) or all(s.void for s in sheets)
        return
    found = outcome(wanted, counted)
    totals = [s.totals.total or 0 for s in counted]
    assert min(totals) <= found.total <= max(totals)
    assert found == outcome(wanted, counted[::-1])  # same inputs, same grade
    assert not panel.needs_reason(sheets, counted, ()) or panel.needs_chair(sheets)


@given(RUBRICS, st.integers(1, 4), st.integers(1, 5), st.integers(1, 5))
def test_a_missing_curator_neither_lowers_nor_raises(
    wanted: Rubric, score: int, here: int, members: int
) -> None:
    """Of curators who agree, however many give their sheet: the result is the same."""
    sheet = met(even(wanted, score), wanted)
    sheets = [given_by(UUID(int=n + 1), sheet, wanted) for n in range(here)]
    everyone = [given_by(UUID(int=n + 1), sheet, wanted) for n in range(members)]
    assert outcome(wanted, panel.counted(sheets)) == outcome(wanted, panel.counted(everyone))


@given(panels())
def test_gates_dominate_and_findings_end(drawn: tuple[Rubric, list[PanelSheet]]) -> None:
    wanted, sheets = drawn
    counted = panel.counted(sheets)
    if not counted:
        return
    found = outcome(wanted, counted)
    if found.critical:
        assert found.outcome is Outcome.FAILED
    if found.gates_unmet or found.gates_in_process:
        assert found.outcome is not Outcome.PASSED
    if any(s.sheet.gates[g.code] is GateState.UNMET for s in counted for g in wanted.gates):
        assert found.outcome in {Outcome.FAILED, Outcome.NEEDS_IMPROVEMENT}
