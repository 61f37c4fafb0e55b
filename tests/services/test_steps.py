"""The way to the curators: verified, validated, opened; the queue; products that arrive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.terms import CurationState
from app.errors import UserError
from app.models.entities import TABLES, AuditEvent, Curation
from app.services import changes, curations, score_sheets, sessions, steps
from app.services.workspace import Workspace
from tests.conftest import NOW, OpenWorkspace
from tests.services.field import (
    DISTRICT,
    add_product,
    enrol,
    filled,
    judge,
    open_session,
    register,
)

STRICT: dict[str, Any] = {"walk_ins": False}


def become(ws: Workspace, root: str, *roles: str, region: str = DISTRICT) -> None:
    enrol(ws, root, roles=tuple((role, region) for role in roles), name=roles[0])


@pytest.fixture
def strict(enrolled: Workspace) -> UUID:
    """An open session without walk-ins."""
    return open_session(enrolled, **STRICT)


def refused(code: str, job: Callable[..., object], *args: object) -> UserError:
    with pytest.raises(UserError) as caught:
        job(*args)
    assert caught.value.code == code
    assert caught.value.todo
    return caught.value


def verbs(ws: Workspace, key: UUID) -> list[str]:
    with ws.db.read() as session:
        query = sa.select(AuditEvent.verb).where(AuditEvent.entity_id == key)
        return list(session.scalars(query.order_by(AuditEvent.created_at, AuditEvent.id)))


def test_from_the_queue_to_the_curators(
    enrolled: Workspace, strict: UUID, root: str, clock: ManualClock
) -> None:
    ws = enrolled
    product = add_product(ws, register(ws))
    become(ws, root, "mentor")
    mentor = ws.me.person_id
    key, _ = curations.add(ws, product, strict)
    assert steps.load(ws, key).may_verify
    assert not steps.load(ws, key).may_validate
    clock.advance(timedelta(minutes=1))
    steps.verify(ws, key)
    error = refused("role.missing", steps.validate, ws, key)
    assert "Kasatpel" in error.todo
    become(ws, root, "district_head")
    clock.advance(timedelta(minutes=1))
    steps.validate(ws, key)
    become(ws, root, "curator")
    view = steps.load(ws, key)
    assert (view.state, view.may_start, view.unverified) == (CurationState.VALIDATED, True, False)
    assert not score_sheets.load_sheet(ws, key).editable
    steps.start(ws, key)
    assert score_sheets.load_sheet(ws, key).editable
    with ws.db.read() as session:
        row = session.get_one(Curation, key)
        assert (row.verified_by, row.verified_at) == (mentor, NOW + timedelta(minutes=1))
        assert row.validated_by not in (None, mentor, ws.me.person_id)
        assert row.validated_at == NOW + timedelta(minutes=2)
        assert not row.unverified
    told = ["registered", "verified", "validated", "opened"]
    assert verbs(ws, key) == [f"curation.{verb}" for verb in told]


def test_without_walk_ins_nothing_is_scored_unverified(
    enrolled: Workspace, strict: UUID, root: str
) -> None:
    ws = enrolled
    product = add_product(ws, register(ws))
    error = refused("curation.not_verified", curations.open_curation, ws, product, strict)
    assert "pendamping" in error.todo
    assert "Kasatpel" in error.todo
    assert curations.queue(ws, strict) == []
    key, _ = curations.add(ws, product, strict)
    refused("curation.not_verified", steps.start, ws, key)
    sheet = filled(score_sheets.load_sheet(ws, key))
    refused("curation.not_open", score_sheets.submit, ws, key, sheet)
    become(ws, root, "district_head", "curator")
    refused("curation.not_verified", steps.validate, ws, key)
    steps.verify(ws, key)
    refused("curation.not_validated", steps.start, ws, key)
    steps.validate(ws, key)
    assert curations.open_curation(ws, product, strict)[0] == key
    refused("curation.mentor", score_sheets.submit, ws, key, sheet)
    become(ws, root, "curator")
    score_sheets.submit(ws, key, sheet)


def test_a_walk_in_is_opened_at_once_and_says_so(enrolled: Workspace) -> None:
    ws = enrolled
    held = open_session(ws)
    business = register(ws)
    key, _ = curations.add(ws, add_product(ws, business), held)
    later, _ = curations.register(ws, add_product(ws, business, "Lain"), held)
    cards = {c.curation_id: c for c in curations.queue(ws, held)}
    assert (cards[key].state, cards[key].unverified) == (CurationState.OPEN, True)
    assert (cards[later].state, cards[later].unverified) == (CurationState.REGISTERED, False)
    steps.verify(ws, later)
    steps.start(ws, later)
    view = steps.load(ws, later)
    assert view.unverified
    assert view.verified is not None
    assert view.verified.by == ws.me.person_name
    assert score_sheets.load_sheet(ws, later).unverified


def test_taken_twice_a_step_names_who_took_it_first(
    enrolled: Workspace, strict: UUID, root: str
) -> None:
    ws = enrolled
    key, _ = curations.register(ws, add_product(ws, register(ws)), strict)
    first = ws.me.person_id
    assert steps.verify(ws, key).entities == {"curation"}
    become(ws, root, "mentor")
    assert not steps.verify(ws, key).entities
    with ws.db.read() as session:
        assert session.get_one(Curation, key).verified_by == first


def test_a_step_is_not_undone(enrolled: Workspace, strict: UUID, root: str) -> None:
    """The centre would not let the state go back: it must not look as if it had."""
    ws = enrolled
    become(ws, root, "district_head", "chair")
    key, _ = curations.register(ws, add_product(ws, register(ws)), strict)
    for step in (steps.verify, steps.validate, steps.start):
        assert not step(ws, key).undoable


@pytest.mark.parametrize("step", [steps.verify, steps.validate, steps.start])
def test_nothing_moves_in_a_closed_session(
    enrolled: Workspace, strict: UUID, step: Callable[..., object]
) -> None:
    ws = enrolled
    key, _ = curations.register(ws, add_product(ws, register(ws)), strict)
    sessions.close(ws, strict)
    refused("session.closed", step, ws, key)
    refused("session.closed", steps.move, ws, key, None)
    refused("session.closed", steps.take_out, ws, key)
    view = steps.load(ws, key)
    assert (view.may_verify, view.may_validate, view.may_start) == (False,) * 3


def test_elsewhere_nobody_takes_a_step(enrolled: Workspace, strict: UUID, root: str) -> None:
    ws = enrolled
    product = add_product(ws, register(ws))
    key, _ = curations.register(ws, product, strict)
    become(ws, root, "mentor", "district_head", region="31.73.01")
    for step in (steps.verify, steps.validate, steps.start):
        refused("role.missing", step, ws, key)
    refused("role.missing", curations.register, ws, product, strict)


# -- the queue -------------------------------------------------------------------------


def names(ws: Workspace, held: UUID) -> list[str]:
    return [card.product for card in curations.queue(ws, held)]


@pytest.fixture
def four(enrolled: Workspace) -> tuple[UUID, list[UUID]]:
    """A session with Aa, Bb, Cc and Dd in its queue."""
    ws = enrolled
    held, business = open_session(ws), register(ws)
    keys = []
    for name in ("Aa", "Bb", "Cc", "Dd"):
        keys.append(curations.register(ws, add_product(ws, business, name), held)[0])
    return held, keys


def test_the_running_order_is_changed_by_moving(
    enrolled: Workspace, four: tuple[UUID, list[UUID]]
) -> None:
    ws, (held, (a, b, _, d)) = enrolled, four
    assert [c.place for c in curations.queue(ws, held)] == [1, 2, 3, 4]
    steps.move(ws, d, a)
    assert names(ws, held) == ["Dd", "Aa", "Bb", "Cc"]
    change = steps.move(ws, a, None)
    assert names(ws, held) == ["Dd", "Bb", "Cc", "Aa"]
    changes.undo(ws, change)
    assert names(ws, held) == ["Dd", "Aa", "Bb", "Cc"]
    assert not steps.move(ws, a, b).entities, "it stands there already"


def test_two_laptops_that_gave_one_number_agree_on_the_order(
    enrolled: Workspace, four: tuple[UUID, list[UUID]]
) -> None:
    """Number, then who was there first, then the key: never the order of arrival of rows."""
    ws, (held, (a, b, c, d)) = enrolled, four
    table = TABLES["curation"]
    with ws.db.write() as session:
        for key, number, minutes in ((a, 2, 9), (b, 2, 3), (c, None, 0), (d, 1, 99)):
            values = {"queue_no": number, "opened_at": NOW + timedelta(minutes=minutes)}
            session.execute(sa.update(table).where(table.c.id == key).values(**values))
    assert names(ws, held) == ["Dd", "Bb", "Aa", "Cc"]
    steps.move(ws, a, b)
    assert names(ws, held) == ["Dd", "Aa", "Bb", "Cc"]
    with ws.db.read() as session:
        query = sa.select(Curation.queue_no).order_by(Curation.queue_no)
        assert list(session.scalars(query)) == [1, 2, 3, 4]


def test_a_product_is_taken_out_and_put_back(
    enrolled: Workspace, four: tuple[UUID, list[UUID]]
) -> None:
    ws, (held, (a, b, _, _)) = enrolled, four
    steps.verify(ws, a)
    change = steps.take_out(ws, a)
    assert names(ws, held) == ["Bb", "Cc", "Dd"]
    changes.undo(ws, change)
    assert names(ws, held) == ["Aa", "Bb", "Cc", "Dd"]
    steps.start(ws, b)
    refused("curation.under_way", steps.take_out, ws, b)


def test_a_mentor_does_not_arrange_the_queue(
    enrolled: Workspace, four: tuple[UUID, list[UUID]], root: str
) -> None:
    become(enrolled, root, "mentor")
    refused("role.missing", steps.move, enrolled, four[1][0], None)


def test_a_curation_of_an_older_program_can_be_scored(
    open_workspace: OpenWorkspace, root: str
) -> None:
    """It has no number, no verification, and is open."""
    ws = open_workspace()
    enrol(ws, root)
    held = open_session(ws, **STRICT)
    product = add_product(ws, register(ws))
    key, _ = curations.register(ws, product, held)
    with ws.db.write() as session:
        table = TABLES["curation"]
        old = {"state": "open", "queue_no": None}
        session.execute(sa.update(table).where(table.c.id == key).values(**old))
    judge(ws, product, held)
    (card,) = curations.queue(ws, held)
    assert (card.state, card.place, card.unverified) == (CurationState.DECIDED, 1, False)
