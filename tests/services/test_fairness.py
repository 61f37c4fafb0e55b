"""Keadilan nilai: the right sheets are weighed, who may see what, nothing claimed of little."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.scoring import Sheet, score_sheet
from app.domain.terms import CurationState, GateState, Role
from app.models.entities import BlindLabel, Curation, CurationSession, Interest
from app.services import (
    curations,
    decisions,
    fairness,
    panel_facts,
    rulings,
    score_sheets,
    sessions,
    standing,
)
from app.services.fairness import AgreementReading, Fairness, LeniencyReading, Limits, Sight, Why
from app.services.fairness_figures import worths
from app.services.workspace import Workspace
from tests.domain.rubrics import CODES, rubric
from tests.panels import bring, drawn_scores, hand_in, judge_all, seat
from tests.services.field import DISTRICT, add_product, enrol, open_session, register, submit

REPOSITORY = Path(__file__).resolve().parents[2]
LENIENCY = (0.5, 0.0, -0.5, 0.1, -0.1)


@pytest.fixture
def held(ws: Workspace) -> UUID:
    return open_session(ws)


@pytest.fixture
def people(ws: Workspace, held: UUID) -> list[UUID]:
    return seat(ws, held)


def weighed(ws: Workspace, held: UUID) -> Fairness:
    return fairness.weigh(fairness.read(ws, held), fairness.limits(ws.resources))


def queue(ws: Workspace, held: UUID, count: int, category: str = "MKN") -> list[UUID]:
    return [bring(ws, held, f"Produk {category} {number}", category) for number in range(count)]


def even(ws: Workspace, curation_id: UUID, score: int) -> dict[str, int]:
    view = score_sheets.load_sheet(ws, curation_id)
    return {i.code: score for i in view.rubric.indicators}


def names(lines: Sequence[fairness.CuratorLine], reading: LeniencyReading) -> set[str]:
    return {line.name for line in lines if line.reading is reading}


def test_a_whole_session(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    keys = [*queue(ws, held, 9), *queue(ws, held, 7, "FSY")]
    judge_all(ws, keys, people, LENIENCY)
    found = weighed(ws, held)
    assert (found.sheets, found.circles, found.whole) == (48, 1, True)
    assert names(found.leniency, LeniencyReading.LENIENT) == {"Budi Santoso"}
    assert "Dewi Anggraini" in names(found.leniency, LeniencyReading.STRICT)
    first = found.leniency[0]
    assert first.name == "Budi Santoso", "the most lenient stands first"
    assert first.points is not None
    assert 4 < first.points.value < 25
    codes = [line.code for line in found.agreement]
    assert set(codes) == {"RASA", "KMS", "HIG", "LEG", "FOTO", "MUTU", "DSN", ""}
    by_code = {line.code: line for line in found.agreement}
    assert by_code["RASA"].products == 9
    assert by_code["KMS"].products == by_code[""].products == 16
    for line in found.agreement:
        assert line.alpha is not None
        assert line.alpha.low <= line.alpha.value <= line.alpha.high
    assert len(found.totals) == 16
    assert 0 < len(found.next) <= 5


def test_raw_totals_are_those_of_the_rules_and_fair_ones_stand_beside(
    ws: Workspace, held: UUID, people: list[UUID]
) -> None:
    keys = queue(ws, held, 12)
    judge_all(ws, keys, people, LENIENCY)
    for line in weighed(ws, held).totals:
        with ws.db.read() as session:
            curation = session.get_one(Curation, line.curation_id)
            found = panel_facts.gather(ws, session, curation)
            judged = rulings.judge(session, curation, ws.today(), found)
        assert judged is not None
        assert judged.totals.total == int(line.raw * 100 + 0.5 + 1e-9)
        assert line.fair is not None
        assert line.fair.low <= line.fair.value <= line.fair.high
        assert line.bounds == (55.0, 70.0, 85.0)


def test_it_changes_nothing(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    keys = queue(ws, held, 6)
    judge_all(ws, keys, people, LENIENCY)
    before = [decisions.preview(ws, key) for key in keys]
    with ws.db.read() as session:
        count = session.scalar(sa.text("SELECT total_changes()"))
        weighed(ws, held)
        assert session.scalar(sa.text("SELECT total_changes()")) == count
    assert [decisions.preview(ws, key) for key in keys] == before


# -- too little ------------------------------------------------------------------------


def test_an_empty_session(ws: Workspace, held: UUID) -> None:
    found = weighed(ws, held)
    assert (found.sheets, found.agreement, found.leniency, found.totals) == (0, (), (), ())
    assert found.next == ()


def test_one_curator_alone(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    keys = queue(ws, held, 8)
    judge_all(ws, keys, people[:1], LENIENCY, panel=1)
    found = weighed(ws, held)
    assert {line.reading for line in found.agreement} == {AgreementReading.TOO_FEW}
    assert [line.reading for line in found.leniency] == [LeniencyReading.TOO_FEW]
    assert {line.fair for line in found.totals} == {None}


def test_three_products_are_too_few(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    judge_all(ws, queue(ws, held, 3), people, LENIENCY, panel=5)
    found = weighed(ws, held)
    assert {line.reading for line in found.agreement} == {AgreementReading.TOO_FEW}
    assert {line.alpha for line in found.agreement} == {None}
    assert {line.reading for line in found.leniency} == {LeniencyReading.TOO_FEW}
    assert {line.points for line in found.leniency} == {None}
    assert {line.fair for line in found.totals} == {None}


def test_all_scores_equal(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    for key in queue(ws, held, 6):
        for person in people[:2]:
            hand_in(ws, key, person, even(ws, key, 3))
    found = weighed(ws, held)
    assert {line.reading for line in found.agreement} == {AgreementReading.ALL_EQUAL}
    assert names(found.leniency, LeniencyReading.LEVEL) == {"Budi Santoso", "Citra Lestari"}


def test_groups_that_share_no_product_are_not_compared(
    ws: Workspace, held: UUID, people: list[UUID]
) -> None:
    keys = queue(ws, held, 13)
    judge_all(ws, keys[:6], people[:2], (0.8, -0.8), panel=2)
    judge_all(ws, keys[6:12], people[2:4], (0.0, 0.0), panel=2)
    judge_all(ws, keys[12:], people[4:], (0.0,), panel=1)
    found = weighed(ws, held)
    assert found.circles == 3
    assert names(found.leniency, LeniencyReading.APART) == {"Fitri Handayani"}
    assert names(found.leniency, LeniencyReading.LENIENT) == {"Budi Santoso"}
    circle = {line.name: line.circle for line in found.leniency}
    assert circle["Budi Santoso"] == circle["Citra Lestari"] != circle["Dewi Anggraini"]
    for line in found.next:
        assert Why.JOINS in line.why, "whoever joins groups is asked first"


def test_two_scales_are_not_mixed(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    keys = queue(ws, held, 8)
    judge_all(ws, keys, people, LENIENCY)
    panel = fairness.read(ws, held)
    rev, known = next(iter(panel.rubrics.items()))
    other = replace(known, rev="lain", scale=replace(known.scale, maximum=5))
    odd = panel.products[0].curation_id
    sheets = tuple(
        replace(s, rubric_rev="lain") if s.curation_id == odd else s for s in panel.sheets
    )
    mixed = replace(panel, sheets=sheets, rubrics={rev: known, "lain": other})
    found = fairness.weigh(mixed, fairness.limits(ws.resources))
    fair = {line.curation_id: line.fair for line in found.totals}
    assert fair.pop(odd) is None
    assert None not in fair.values()


# -- which sheets ------------------------------------------------------------------------


def test_only_standing_sheets_count(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    (key,) = queue(ws, held, 1)
    first = hand_in(ws, key, people[0], even(ws, key, 1))
    hand_in(ws, key, people[0], even(ws, key, 3), supersedes=first, minutes=1)
    gone = hand_in(ws, key, people[1], even(ws, key, 4))
    hand_in(ws, key, people[1], even(ws, key, 4), supersedes=gone, withdrawn=True, minutes=2)
    hand_in(ws, key, people[2], even(ws, key, 2))
    hand_in(ws, key, people[2], even(ws, key, 4), minutes=3)
    panel = fairness.read(ws, held)
    scores = {s.curator_id: set(s.sheet.scores.values()) for s in panel.sheets}
    assert scores == {people[0]: {3}, people[2]: {4}}
    with ws.db.read() as session:
        assert {row.curator_id for row in standing.sheets(session, key)} == set(scores)


def test_sessions_are_apart(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    """Also training from the real: the figures of one session never hold sheets of another."""
    (key,) = queue(ws, held, 1)
    hand_in(ws, key, people[0], even(ws, key, 3))
    other = open_session(ws, name="Bazar lain")
    assert fairness.read(ws, other).sheets == ()
    panel = fairness.read(ws, held)
    assert panel.training, "before enrolment every session is practice, and says so"
    assert len(panel.sheets) == 1


def test_removed_and_partly_scored_curations_are_left_out(
    ws: Workspace, held: UUID, people: list[UUID]
) -> None:
    removed, second, kept = queue(ws, held, 3)
    for key in (removed, second, kept):
        hand_in(ws, key, people[0], even(ws, key, 3))
    with ws.change() as recorder:
        recorder.session.get_one(Curation, removed).deleted = True
        recorder.session.get_one(Curation, second).rescore = {"decision": "0", "codes": []}
        recorder.done()
    panel = fairness.read(ws, held)
    assert [p.curation_id for p in panel.products] == [kept]
    assert [s.curation_id for s in panel.sheets] == [kept]


@pytest.mark.parametrize("code", CODES)
def test_the_worth_of_steps_adds_up_to_the_total(code: str) -> None:
    wanted = rubric(code)
    rng = np.random.default_rng(1)
    codes = [i.code for i in wanted.indicators]
    whole_criterion = frozenset(i.code for i in wanted.criteria[1].indicators)
    for spared in (frozenset[str](), frozenset(codes[:1]), whole_criterion):
        scores = {k: int(rng.integers(1, 5)) for k in codes if k not in spared}
        sheet = Sheet(scores=scores, not_applicable=spared)
        points = sum(worths(wanted, sheet)[k] * score for k, score in scores.items())
        assert points == pytest.approx((score_sheet(wanted, sheet).total or 0) / 100, abs=0.006)


# -- who sees what ---------------------------------------------------------------------------


def test_a_curator_sees_only_their_own_line(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    keys = queue(ws, held, 10)
    judge_all(ws, keys, people, LENIENCY)
    panel = replace(fairness.read(ws, held), viewer=people[2], whole=False)
    found = fairness.weigh(panel, fairness.limits(ws.resources))
    assert [line.person_id for line in found.leniency] == [people[2]]
    assert (found.agreement, found.totals, found.next) == ((), (), ())


@pytest.mark.parametrize(
    ("role", "region", "sees"),
    [
        (Role.CURATOR, "31.74.04", False),
        (Role.CHAIR, "31.74.04", True),
        (Role.ADMIN, "31", True),
        (Role.CHAIR, "31.73", False),
        (Role.PROGRAMME_OFFICER, "31", False),
    ],
)
def test_roles_that_see_the_whole(
    enrolled: Workspace, role: Role, region: str, *, sees: bool
) -> None:
    held = open_session(enrolled)
    assert fairness.sight(enrolled, held) is Sight.WHOLE, "its chair does"
    with enrolled.change() as recorder:
        recorder.session.get_one(CurationSession, held).chair_id = None
        recorder.done()
    enrolled._me = replace(enrolled.me, grants=(Grant(role, region),))
    assert fairness.sight(enrolled, held) is (Sight.WHOLE if sees else Sight.NOTHING)
    assert fairness.read(enrolled, held).whole is sees


def test_who_gave_a_sheet_sees_their_own_line(enrolled: Workspace, root: str) -> None:
    enrol(enrolled, root, roles=(("chair", DISTRICT),))
    held = open_session(enrolled)
    product = add_product(enrolled, register(enrolled))
    enrol(enrolled, root, roles=(("curator", DISTRICT),))
    assert fairness.sight(enrolled, held) is Sight.NOTHING
    submit(enrolled, product, held)
    assert fairness.sight(enrolled, held) is Sight.OWN
    assert not fairness.read(enrolled, held).whole


def test_figures_stay_hidden_from_who_has_yet_to_score(
    ws: Workspace, held: UUID, people: list[UUID]
) -> None:
    keys = queue(ws, held, 8)
    judge_all(ws, keys, people[:4], (0, 0, 0, 0), panel=2)
    for key in keys[:2]:
        hand_in(ws, key, people[4], even(ws, key, 1))
    panel = replace(fairness.read(ws, held), viewer=people[4])
    found = fairness.weigh(panel, fairness.limits(ws.resources))
    assert {line.curation_id for line in found.totals} == set(keys[:2])
    for line in found.next:
        hidden = line.curation_id not in keys[:2]
        assert (line.total is None) == hidden
        assert not (hidden and (line.why or line.bound or line.difference))


def test_in_a_blind_session_products_go_by_their_code(
    ws: Workspace, held: UUID, people: list[UUID]
) -> None:
    (key,) = queue(ws, held, 1)
    with ws.change() as recorder:
        recorder.session.get_one(CurationSession, held).rules = {"blind": True}
        recorder.add(
            BlindLabel(
                curation_id=key,
                session_id=held,
                device_id=ws.me.device_id,
                code="A7-0012-X",
                scope="31.74.04",
            )
        )
        recorder.done()
    assert [p.name for p in fairness.read(ws, held).products] == ["A7-0012-X"]


# -- who is next ---------------------------------------------------------------------------


def settle(ws: Workspace, held: UUID, people: list[UUID], totals: dict[str, int]) -> list[UUID]:
    """Products with two even sheets each, so that only their place on the scale differs."""
    keys = []
    for name, low in totals.items():
        key = bring(ws, held, name)
        scores = even(ws, key, 3)
        for code in list(scores)[:low]:
            scores[code] = 2
        for person in people[:2]:
            hand_in(ws, key, person, scores)
        keys.append(key)
    return keys


def test_near_a_threshold_comes_before_the_middle_of_a_band(
    ws: Workspace, held: UUID, people: list[UUID]
) -> None:
    near, _far = settle(ws, held, people, {"Dekat": 3, "Jauh": 10})
    found = weighed(ws, held).next
    assert found[0].curation_id == near
    assert Why.THRESHOLD in found[0].why
    assert found[0].bound == 70
    assert found[0].person_id == people[2], "the first of the panel who has not scored it"


def test_a_quarrel_comes_first(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    settle(ws, held, people, {"Biasa": 0})
    quarrel, gates = bring(ws, held, "Ribut"), bring(ws, held, "Gerbang")
    for person, score in zip(people, (2, 4), strict=False):
        hand_in(ws, quarrel, person, even(ws, quarrel, score))
    hand_in(ws, gates, people[0], even(ws, gates, 4))
    hand_in(ws, gates, people[1], even(ws, gates, 4), gates={"NIB": GateState.UNMET})
    lines = {line.curation_id: line for line in weighed(ws, held).next}
    assert next(iter(lines)) == quarrel
    assert Why.DIFFERENCE in lines[quarrel].why
    assert lines[quarrel].difference == pytest.approx(50)
    assert Why.GATES in lines[gates].why


def test_who_may_not_is_not_asked(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    (near,) = settle(ws, held, people, {"Dekat": 3})
    with ws.change() as recorder:
        curation = recorder.session.get_one(Curation, near)
        curation.verified_by = people[3]
        recorder.add(
            Interest(
                session_id=held,
                person_id=people[2],
                business_id=curation.business_id,
                kind="kin",
                note=None,
                scope="31.74.04",
            )
        )
        recorder.done()
    (line,) = weighed(ws, held).next
    assert line.person_id == people[4]
    with ws.change() as recorder:
        row = recorder.session.scalars(sa.select(Interest)).one()
        row.deleted = True
        recorder.done()
    (line,) = weighed(ws, held).next
    assert line.person_id == people[2], "an interest that was taken back bars nobody"


def test_the_least_busy_is_asked(ws: Workspace, held: UUID, people: list[UUID]) -> None:
    (near, *_) = settle(ws, held, people, {"Dekat": 3, "Jauh": 10})
    extra = bring(ws, held, "Lagi")
    rng = np.random.default_rng(0)
    view = score_sheets.load_sheet(ws, extra)
    for person in (people[0], people[2], people[3]):
        hand_in(ws, extra, person, drawn_scores(rng, view.rubric, 4))
    line = next(x for x in weighed(ws, held).next if x.curation_id == near)
    assert line.person_id == people[4]


def test_nobody_is_next_when_decided_or_closed(
    ws: Workspace, held: UUID, people: list[UUID], clock: ManualClock
) -> None:
    (near,) = settle(ws, held, people, {"Dekat": 3})
    assert len(weighed(ws, held).next) == 1
    sessions.close(ws, held)
    assert weighed(ws, held).next == ()
    sessions.close(ws, held, closed=False)
    clock.advance(timedelta(minutes=1))
    decisions.conclude(ws, near)
    assert {c.state for c in curations.queue(ws, held)} == {CurationState.DECIDED}
    assert weighed(ws, held).next == ()


def test_the_limits_are_data(ws: Workspace) -> None:
    shipped = fairness.limits(ws.resources)
    assert isinstance(shipped, Limits)
    assert 0 < shipped.fair_from < shipped.aligned_from < 1


def test_the_numbers_are_loaded_only_when_asked_for() -> None:
    """scipy takes a good part of a second to import: no window starts with it."""
    code = "import sys, app.services.fairness; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False).returncode == 0
