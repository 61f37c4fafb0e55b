"""Hasil: each outcome reached through real sheets, with its reasons and what to improve."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.terms import DocumentType, GateState
from app.errors import UserError
from app.models.entities import Assessment, CurationSession, DecisionRecord, ImprovementItem
from app.services import curations, decisions
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.services.field import (
    add_product,
    judge,
    open_session,
    paper,
    register,
    submit,
)

IDM = paper(DocumentType.TRADEMARK, "IDM000000001")


@pytest.fixture
def held(ws: Workspace) -> UUID:
    return open_session(ws)


def food(ws: Workspace, **values: Any) -> UUID:
    return add_product(ws, register(ws), category="MKN", **values)


@pytest.mark.parametrize(
    ("how", "outcome", "grade", "total", "reasons"),
    [
        ({"score": 3}, "passed", "B", 7500, {}),
        ({"score": 4}, "passed", "A", 10000, {}),
        (
            {"score": 3, "gates": {"NIB": GateState.IN_PROCESS}},
            "conditional",
            "C",
            7500,
            {"gates_in_process": ("NIB",)},
        ),
        (
            {"score": 4, "gates": {"NIB": GateState.UNMET}},
            "needs_improvement",
            "C",
            10000,
            {"gates_unmet": ("NIB",)},
        ),
        ({"score": 2, "scores": {"MUTU-1": 4, "MUTU-2": 4}}, "needs_improvement", "C", 6250, {}),
        (
            {"score": 4, "scores": dict.fromkeys(("LEG-1", "LEG-2"), 1)},
            "needs_improvement",
            "C",
            9250,
            {"floors_missed": ("LEG",)},
        ),
        ({"score": 2}, "failed", "D", 5000, {}),
        (
            {"score": 4, "critical": frozenset({"UNSAFE"})},
            "failed",
            "D",
            10000,
            {"critical": ("UNSAFE",)},
        ),
    ],
)
def test_each_outcome(
    ws: Workspace,
    held: UUID,
    how: dict[str, Any],
    outcome: str,
    grade: str,
    total: int,
    reasons: dict[str, tuple[str, ...]],
) -> None:
    product = add_product(ws, register(ws), documents=(IDM,))
    view = decisions.get(ws, judge(ws, product, held, **how))
    assert (view.outcome, view.grade, view.total) == (outcome, grade, total)
    names = ("gates_unmet", "gates_in_process", "floors_missed", "critical")
    assert {n: getattr(view, n) for n in names} == {n: reasons.get(n, ()) for n in names}
    card = curations.queue(ws, held)[0]
    assert (card.state, card.outcome, card.grade, card.total) == ("decided", outcome, grade, total)


def test_without_the_recommended_paper_no_a(ws: Workspace, held: UUID) -> None:
    product = add_product(ws, register(ws))
    assert decisions.get(ws, judge(ws, product, held, 4)).grade == "B"


def test_what_to_improve_is_written(ws: Workspace, held: UUID) -> None:
    key = judge(
        ws,
        food(ws),
        held,
        3,
        scores={"RASA-1": 1, "KMS-1": 2},
        gates={"HALAL": GateState.UNMET, "NIB": GateState.IN_PROCESS},
    )
    with ws.db.read() as session:
        items = decisions.items_of(session, key)
        found = [(i.code, i.score, i.finding, i.due_date) for i in items]
    day = NOW.date()
    assert found[0] == ("NIB", None, "Dalam proses", day + timedelta(days=30))
    assert found[1] == ("HALAL", None, "Belum", day + timedelta(days=90))
    assert found[2] == ("RASA-1", 1, "Dicatat di meja.", day + timedelta(days=30))
    assert found[3][:2] == ("KMS-1", 2)
    assert decisions.get(ws, key).items == len(found) == 4
    assert all(i.advice and i.title for i in items)


def test_an_a_has_nothing_to_improve(ws: Workspace, held: UUID) -> None:
    product = add_product(ws, register(ws), documents=(IDM,))
    key = judge(ws, product, held, 4, scores={"KMS-2": 2})
    view = decisions.get(ws, key)
    assert (view.grade, view.items) == ("A", 0)


def test_the_decision_names_its_sheets(ws: Workspace, held: UUID) -> None:
    key = judge(ws, add_product(ws, register(ws)), held)
    with ws.db.read() as session:
        row = session.get_one(DecisionRecord, key)
        sheets = session.scalars(sa.select(Assessment.id)).all()
        assert row.assessment_ids == [k.hex for k in sheets]
        assert (row.decided_by, row.decided_at) == (ws.me.person_id, NOW)


def test_without_a_sheet_nothing_is_decided(ws: Workspace, held: UUID) -> None:
    key, _ = curations.open_curation(ws, add_product(ws, register(ws)), held)
    with pytest.raises(UserError) as caught:
        decisions.conclude(ws, key)
    assert caught.value.code == "curation.no_sheet"
    assert decisions.preview(ws, key) is None


def test_a_decision_is_made_once(ws: Workspace, held: UUID) -> None:
    key = submit(ws, add_product(ws, register(ws)), held)
    _, change = decisions.conclude(ws, key)
    assert not change.undoable
    with pytest.raises(UserError) as caught:
        decisions.conclude(ws, key)
    assert caught.value.code == "curation.decided"
    with ws.db.read() as session:
        assert len(session.scalars(sa.select(DecisionRecord)).all()) == 1


def another_sheet(ws: Workspace, curation: UUID, score: int) -> None:
    """The sheet of another member of the panel, as a sync brings it."""
    with ws.db.write() as session:
        first = session.scalars(sa.select(Assessment)).first()
        assert first is not None
        copy = {c.name: getattr(first, c.name) for c in Assessment.__table__.columns}
        points = dict.fromkeys(first.sheet["scores"], score)
        copy |= {
            "id": ws.ids.new(),
            "curator_id": ws.ids.new(),
            "sheet": {**first.sheet, "scores": points},
        }
        session.add(Assessment(**copy))


def test_a_panel_needs_its_members_and_gets_their_mean(ws: Workspace, held: UUID) -> None:
    with ws.db.write() as session:
        session.execute(sa.update(CurationSession).values(minimum_members=2))
    key = submit(ws, add_product(ws, register(ws)), held, 4)
    with pytest.raises(UserError) as caught:
        decisions.conclude(ws, key)
    assert caught.value.code == "curation.too_few"
    assert "1 dari 2" in caught.value.what
    another_sheet(ws, key, 2)
    decision, _ = decisions.conclude(ws, key)
    view = decisions.get(ws, decision)
    assert (view.total, view.outcome) == (7500, "passed")
    with ws.db.read() as session:
        assert len(session.get_one(DecisionRecord, decision).assessment_ids) == 2


def test_a_failed_decision_leaves_nothing(ws: Workspace, held: UUID) -> None:
    key, _ = curations.open_curation(ws, add_product(ws, register(ws)), held)
    with pytest.raises(UserError):
        decisions.conclude(ws, key)
    with ws.db.read() as session:
        assert session.scalars(sa.select(ImprovementItem)).all() == []
        assert session.scalars(sa.select(DecisionRecord)).all() == []
