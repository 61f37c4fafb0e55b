"""Tindak lanjut, keberatan, riwayat, sebelum dan sesudah."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.terms import AppealOutcome, GateState, Outcome
from app.errors import UserError
from app.models.entities import Appeal, Assessment, Curation, ImprovementItem
from app.services import (
    appeals,
    before_after,
    changes,
    corrections,
    curations,
    decisions,
    follow_ups,
    photographs,
    score_sheets,
    second_chances,
    stories,
)
from app.services.follow_ups import Show
from app.services.rulings import Ruling
from app.services.workspace import Workspace
from app.sync.inbox import applying
from tests.photos.pictures import encoded, noisy
from tests.services.field import add_product, enrol, filled, judge, open_session, register, submit


@pytest.fixture
def held(ws: Workspace) -> UUID:
    return open_session(ws)


def food(ws: Workspace, name: str = "Keripik", business: str = "Dapur Sari") -> UUID:
    return add_product(ws, register(ws, business), name, category="MKN")


def weak(ws: Workspace, held: UUID, product: UUID) -> UUID:
    """A product that must improve two things: a paper and its packaging."""
    return judge(ws, product, held, 3, gates={"NIB": GateState.UNMET}, scores={"KMS-1": 2})


# -- what must be mended -------------------------------------------------------------


def test_what_must_be_mended_is_listed_with_what_to_do(ws: Workspace, held: UUID) -> None:
    product = food(ws)
    weak(ws, held, product)
    lines = follow_ups.items(ws, Show.OPEN)
    assert {line.product_id for line in lines} == {product}
    assert [line.title for line in lines if line.due] != []
    assert all(line.advice and line.ask for line in lines)
    assert follow_ups.counts(ws).open == len(lines)
    assert follow_ups.items(ws, Show.DONE) == []


def test_overdue_comes_with_its_day(ws: Workspace, held: UUID, clock: ManualClock) -> None:
    weak(ws, held, food(ws))
    due = min(line.due for line in follow_ups.items(ws, Show.OPEN) if line.due)
    assert follow_ups.items(ws, Show.OVERDUE) == []
    clock.advance(timedelta(days=(due - ws.today()).days))
    assert due in {line.due for line in follow_ups.items(ws, Show.SOON)}, (
        "the day itself is in time"
    )
    clock.advance(timedelta(days=1))
    late = follow_ups.items(ws, Show.OVERDUE)
    assert [line.days for line in late if line.due == due] == [-1]
    counts = follow_ups.counts(ws)
    assert counts.overdue == len(late)


def test_done_is_noted_and_taken_back(ws: Workspace, held: UUID) -> None:
    weak(ws, held, food(ws))
    first, *others = follow_ups.items(ws, Show.OPEN)
    change = follow_ups.set_done(ws, first.id)
    assert [line.id for line in follow_ups.items(ws, Show.DONE)] == [first.id]
    assert len(follow_ups.items(ws, Show.OPEN)) == len(others)
    changes.undo(ws, change)
    assert follow_ups.items(ws, Show.DONE) == []
    assert follow_ups.counts(ws).open == len(others) + 1


def test_a_later_decision_replaces_the_list(ws: Workspace, held: UUID, clock: ManualClock) -> None:
    product = food(ws)
    weak(ws, held, product)
    clock.advance(timedelta(days=10))
    judge(ws, product, held, 4)
    assert follow_ups.items(ws, Show.OPEN) == []


def test_who_failed_has_no_list_to_work_off(ws: Workspace, held: UUID) -> None:
    judge(ws, food(ws), held, 1)
    assert follow_ups.items(ws, Show.OPEN) == []


def test_a_mentor_does_not_call_it_done(ws: Workspace, held: UUID, root: str) -> None:
    weak(ws, held, food(ws))
    item = follow_ups.items(ws, Show.OPEN)[0]
    enrol(ws, root, roles=(("mentor", "31.74.04"),))
    with pytest.raises(UserError) as caught:
        follow_ups.set_done(ws, item.id)
    assert caught.value.code == "role.missing"
    with ws.db.read() as session:
        assert session.get_one(ImprovementItem, item.id).done_at is None


# -- objections ----------------------------------------------------------------------


def test_an_objection_waits_for_somebody_else(ws: Workspace, root: str) -> None:
    enrol(ws, root)
    decision = weak(ws, open_session(ws), food(ws))
    key, _ = appeals.file(ws, decision, " Sari Wulandari ", "NIB sudah terbit pekan lalu.")
    (line,) = appeals.listed(ws)
    assert (line.brought_by, line.outcome) == ("Sari Wulandari", Outcome.NEEDS_IMPROVEMENT)
    assert line.due == ws.today() + timedelta(days=14)
    assert not line.mine_to_answer
    with pytest.raises(UserError) as own:
        appeals.answer(ws, key, AppealOutcome.DISMISSED, "Tidak.")
    assert own.value.code == "appeal.own"
    enrol(ws, root, name="Budi Ketua")
    assert appeals.listed(ws)[0].mine_to_answer
    change = appeals.answer(ws, key, AppealOutcome.UPHELD, "NIB diperiksa dan benar.")
    assert appeals.listed(ws) == []
    (answered,) = appeals.listed(ws, answered=True)
    assert (answered.answer_outcome, answered.answer) == (
        AppealOutcome.UPHELD,
        "NIB diperiksa dan benar.",
    )
    with pytest.raises(UserError) as twice:
        appeals.answer(ws, key, AppealOutcome.DISMISSED, "Tidak jadi.")
    assert twice.value.code == "appeal.answered"
    changes.undo(ws, change)
    assert len(appeals.listed(ws)) == 1


def test_an_objection_needs_a_name_and_a_reason(ws: Workspace, held: UUID) -> None:
    decision = weak(ws, held, food(ws))
    for who, why in (("", "alasan"), ("Sari", "  ")):
        with pytest.raises(UserError) as caught:
            appeals.file(ws, decision, who, why)
        assert caught.value.code == "appeal.invalid"
    key, _ = appeals.file(ws, decision, "Sari", "alasan")
    with pytest.raises(UserError) as caught:
        appeals.file(ws, decision, "Sari", "alasan lain")
    assert caught.value.code == "appeal.pending"
    with pytest.raises(UserError) as caught:
        appeals.answer(ws, key, AppealOutcome.DISMISSED, " ")
    assert caught.value.code == "appeal.no_reason"
    with ws.db.read() as session:
        assert session.get_one(Appeal, key).answered_at is None


def test_objections_have_their_time(ws: Workspace, held: UUID, clock: ManualClock) -> None:
    decision = weak(ws, held, food(ws))
    assert appeals.last_day(ws, decision) == ws.today() + timedelta(days=14)
    clock.advance(timedelta(days=14))
    key, _ = appeals.file(ws, decision, "Sari", "alasan")
    clock.advance(timedelta(days=15))
    (line,) = appeals.listed(ws)
    assert (line.id, line.days) == (key, -1)
    later = judge(ws, food(ws, "Rempeyek", "Dapur Ani"), held, 2)
    clock.advance(timedelta(days=15))
    with pytest.raises(UserError) as caught:
        appeals.file(ws, later, "Ani", "alasan")
    assert caught.value.code == "appeal.late"


# -- the story -----------------------------------------------------------------------


def test_the_story_tells_who_when_what_and_why(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    product = food(ws)
    clock.advance(timedelta(minutes=5))
    decision = weak(ws, held, product)
    clock.advance(timedelta(days=1))
    appeals.file(ws, decision, "Sari", "NIB sudah terbit.")
    item = follow_ups.items(ws, Show.OPEN)[0]
    follow_ups.set_done(ws, item.id)
    lines = stories.of_product(ws, product).lines
    verbs = [line.verb for line in lines]
    assert verbs[0] == "product.added"
    assert verbs.index("curation.opened") < verbs.index("sheet.submitted")
    assert verbs[-3:] == ["curation.decided", "appeal.filed", "improvement.done"]
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert {line.person for line in lines} == {"Rani Kurator"}
    appeal = lines[-2]
    assert (appeal.why, appeal.level, appeal.attempt) == ("NIB sudah terbit.", "district", 1)


def test_the_chairs_words_are_in_the_story(ws: Workspace, held: UUID, clock: ManualClock) -> None:
    product = food(ws)
    key = submit(ws, product, held, 3, gates={"NIB": GateState.UNMET})
    decisions.conclude(ws, key)
    clock.advance(timedelta(minutes=1))
    corrections.correct(ws, key, Ruling(reason="Label dibaca ulang bersama."))
    clock.advance(timedelta(minutes=1))
    corrections.take_back(ws, key)
    told = [(line.verb, line.why) for line in stories.of_product(ws, product).lines][-3:]
    assert told == [
        ("curation.decided", ""),
        ("curation.corrected", "Label dibaca ulang bersama."),
        ("curation.decision_undone", ""),
    ]


def test_the_story_is_of_one_product_alone(ws: Workspace, held: UUID) -> None:
    judge(ws, food(ws), held)
    other = food(ws, "Rempeyek", "Dapur Ani")
    assert [line.entity for line in stories.of_product(ws, other).lines] == ["product", "product"]


# -- before and after ----------------------------------------------------------------


def test_a_second_attempt_stands_beside_the_first(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    product = food(ws)
    first = weak(ws, held, product)
    curation = decisions.get(ws, first).curation_id
    assert before_after.compare(ws, curation) is None
    clock.advance(timedelta(days=20))
    second = submit(ws, product, held, 4)
    pair = before_after.compare(ws, second)
    assert pair is not None
    assert (pair.before.attempt, pair.after.attempt) == (1, 2)
    assert pair.before.outcome is Outcome.NEEDS_IMPROVEMENT
    assert len(pair.before.photos) == 1
    assert pair.after.photos == ()
    packaging = next(i for i in pair.indicators if i.code == "KMS-1")
    assert (packaging.before, packaging.after) == (200, None), "blind until it is decided"
    assert packaging.told
    decisions.conclude(ws, second)
    pair = before_after.compare(ws, second)
    assert pair is not None
    after = {i.code: i.after for i in pair.indicators}
    assert after.pop("KMS-1") == 400
    assert set(after.values()) == {300}, "only what failed was scored again"
    assert pair.after.grade is not None


def test_what_it_had_before_is_not_told_before_ones_own_sheet(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    product = food(ws)
    weak(ws, held, product)
    clock.advance(timedelta(days=20))
    assert all(line.finding for line in follow_ups.items(ws, Show.OPEN))
    second, _ = curations.open_curation(ws, product, held)
    pair = before_after.compare(ws, second)
    assert pair is not None
    assert pair.withheld
    assert (pair.before.outcome, pair.before.grade, pair.before.total) == (None, None, None)
    assert pair.before.photos, "what it looked like is no score"
    (packaging,) = pair.indicators
    assert (packaging.code, packaging.before, packaging.after) == ("KMS-1", None, None)
    assert packaging.told, "what it was asked to mend can be looked for"
    items = follow_ups.items(ws, Show.OPEN)
    assert {line.finding for line in items} == {""}, "the anchor of the score it had"
    assert all(line.advice for line in items)
    second_chances.score_whole(ws, second)
    pair = before_after.compare(ws, second)
    assert pair is not None
    assert pair.indicators == (), "scored whole, nothing says what was weak"
    submit(ws, product, held, 4)
    pair = before_after.compare(ws, second)
    assert pair is not None
    assert not pair.withheld
    assert pair.before.outcome is Outcome.NEEDS_IMPROVEMENT
    assert next(i.before for i in pair.indicators if i.code == "KMS-1") == 200
    assert all(line.finding for line in follow_ups.items(ws, Show.OPEN))


def test_who_does_not_judge_is_told_what_it_had(
    ws: Workspace, clock: ManualClock, root: str
) -> None:
    enrol(ws, root)
    held, product = open_session(ws), food(ws)
    weak(ws, held, product)
    clock.advance(timedelta(days=1))
    second, _ = curations.open_curation(ws, product, held)
    enrol(ws, root, roles=(("mentor", "31.74.04"),))
    pair = before_after.compare(ws, second)
    assert pair is not None
    assert not pair.withheld
    assert pair.before.total is not None


def test_an_objection_waits_for_ones_own_sheet(
    ws: Workspace, clock: ManualClock, root: str
) -> None:
    enrol(ws, root)
    held, product = open_session(ws), food(ws)
    decision = weak(ws, held, product)
    appeals.file(ws, decision, "Sari", "NIB sudah terbit.")
    assert len(appeals.listed(ws)) == 1
    clock.advance(timedelta(days=1))
    curations.open_curation(ws, product, held)
    assert appeals.listed(ws) == [], "it tells the result"
    submit(ws, product, held, 4)
    assert len(appeals.listed(ws)) == 1


def test_a_new_photograph_belongs_to_the_new_attempt(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    product = food(ws)
    judge(ws, product, held, 2)
    clock.advance(timedelta(days=3))
    photographs.add_bytes(ws, product, encoded(noisy((64, 48), 9)), "baru.jpg")
    pair = before_after.compare(ws, submit(ws, product, held, 4))
    assert pair is not None
    assert (len(pair.before.photos), len(pair.after.photos)) == (1, 1)
    assert pair.before.photos[0].id != pair.after.photos[0].id


# -- scoring again only what failed ------------------------------------------------------


def test_a_second_attempt_scores_again_only_what_failed(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    product = food(ws)
    weak(ws, held, product)
    clock.advance(timedelta(days=20))
    key, _ = curations.open_curation(ws, product, held)
    view = score_sheets.load_sheet(ws, key)
    assert view.locked == {i.code for i in view.rubric.indicators} - {"KMS-1"}
    assert view.sheet.scores["RASA-1"] == 3
    assert "KMS-1" not in view.sheet.scores
    tried = filled(view, 4)
    score_sheets.submit(ws, key, tried)
    kept = score_sheets.load_sheet(ws, key).sheet
    assert (kept.scores["KMS-1"], kept.scores["RASA-1"]) == (4, 3), "what stood stands"
    decision = decisions.get(ws, decisions.conclude(ws, key)[0])
    assert decision.outcome is Outcome.PASSED


def test_the_time_for_it_runs_out(ws: Workspace, held: UUID, clock: ManualClock) -> None:
    product = food(ws)
    weak(ws, held, product)
    clock.advance(timedelta(days=91))
    key, _ = curations.open_curation(ws, product, held)
    assert score_sheets.load_sheet(ws, key).stands is None


def test_without_the_first_sheets_nothing_is_said_to_have_failed(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    """They left this laptop with their region: an empty list would spare all on other laptops."""
    product = food(ws)
    weak(ws, held, product)
    with ws.db.write() as session, applying(session):
        session.execute(sa.delete(Assessment))
    clock.advance(timedelta(days=1))
    key, _ = curations.open_curation(ws, product, held)
    with ws.db.read() as session:
        assert session.get_one(Curation, key).rescore is None
    assert score_sheets.load_sheet(ws, key).locked == frozenset()


def test_who_failed_outright_begins_anew(ws: Workspace, held: UUID) -> None:
    product = food(ws)
    judge(ws, product, held, 1)
    key, _ = curations.open_curation(ws, product, held)
    assert score_sheets.load_sheet(ws, key).locked == frozenset()


def test_everything_can_be_scored_again_until_a_sheet_is_in(
    ws: Workspace, held: UUID, clock: ManualClock
) -> None:
    product = food(ws)
    weak(ws, held, product)
    clock.advance(timedelta(days=1))
    key, _ = curations.open_curation(ws, product, held)
    change = second_chances.score_whole(ws, key)
    assert score_sheets.load_sheet(ws, key).locked == frozenset()
    changes.undo(ws, change)
    view = score_sheets.load_sheet(ws, key)
    assert view.locked
    score_sheets.submit(ws, key, filled(view, 4))
    with pytest.raises(UserError) as caught:
        second_chances.score_whole(ws, key)
    assert caught.value.code == "rescore.sheets"


def test_every_item_says_by_when(ws: Workspace, held: UUID) -> None:
    weak(ws, held, food(ws))
    lines = follow_ups.items(ws, Show.OPEN)
    assert {line.due for line in lines if line.title != "NIB"} >= {ws.today() + timedelta(days=30)}
    assert all(line.due is not None for line in lines)
