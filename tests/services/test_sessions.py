"""Kegiatan kurasi: where one may be opened, and what ends with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.terms import Level
from app.errors import UserError
from app.models.entities import CurationSession
from app.services import changes, curations, score_sheets, sessions
from app.services.sessions import SessionForm
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

FORM = SessionForm("Bazar", "Blok S", NOW.date(), Level.DISTRICT, DISTRICT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"place": ""},
        {"region_code": ""},
        {"region_code": "31.74"},
        {"region_code": "31", "level": Level.CITY},
    ],
)
def test_an_incomplete_form_is_refused(ws: Workspace, wrong: dict[str, str]) -> None:
    with pytest.raises(UserError) as caught:
        sessions.create(ws, replace(FORM, **wrong))  # type: ignore[arg-type]
    assert caught.value.code == "session.invalid"
    assert sessions.recent(ws) == []


@pytest.mark.parametrize(
    ("level", "region", "allowed"),
    [
        (Level.DISTRICT, DISTRICT, True),
        (Level.DISTRICT, "31.74.04.1001", True),
        (Level.DISTRICT, "31.74.05", False),
        (Level.CITY, DISTRICT, False),
        (Level.PROVINCE, DISTRICT, False),
    ],
)
def test_only_in_ones_own_regions(
    enrolled: Workspace, level: Level, region: str, allowed: bool
) -> None:
    form = replace(FORM, level=level, region_code=region)
    if allowed:
        key, _ = sessions.create(enrolled, form)
        current = sessions.current(enrolled)
        assert current is not None
        assert (current.id, current.region_code, current.training) == (key, DISTRICT, False)
        return
    with pytest.raises(UserError) as caught:
        sessions.create(enrolled, form)
    assert caught.value.code == "session.outside"
    assert sessions.current(enrolled) is None


def test_before_enrolment_everything_is_practice(ws: Workspace) -> None:
    key = open_session(ws, Level.CITY, "31.72.01")
    view = sessions.current(ws)
    assert view is not None
    assert view.training
    assert (view.region_code, view.region_name) == ("31.72", "Jakarta Utara")
    with ws.db.read() as session:
        assert session.get_one(CurationSession, key).scope == "training"


def test_nothing_can_be_opened_or_submitted_after_the_close(ws: Workspace) -> None:
    business, held = register(ws), open_session(ws)
    product, late = add_product(ws, business), add_product(ws, business, "Terlambat")
    curation, _ = curations.open_curation(ws, product, held)
    sheet = filled(score_sheets.load_sheet(ws, curation))
    change = sessions.close(ws, held)
    view = score_sheets.load_sheet(ws, curation)
    assert not view.editable
    with pytest.raises(UserError) as opening:
        curations.open_curation(ws, late, held)
    with pytest.raises(UserError) as submitting:
        score_sheets.submit(ws, curation, sheet)
    assert opening.value.code == submitting.value.code == "session.closed"
    assert not score_sheets.load_sheet(ws, curation).submitted
    changes.undo(ws, change)
    score_sheets.submit(ws, curation, sheet)
    assert score_sheets.load_sheet(ws, curation).submitted


def test_close_and_open_again(ws: Workspace) -> None:
    held = open_session(ws)
    sessions.close(ws, held)
    assert not sessions.recent(ws)[0].open
    sessions.close(ws, held, closed=False)
    assert sessions.recent(ws)[0].open


def test_how_far_a_session_is(ws: Workspace) -> None:
    business, held = register(ws), open_session(ws)
    judge(ws, add_product(ws, business), held)
    curations.open_curation(ws, add_product(ws, business, "Kedua"), held)
    view = sessions.current(ws)
    assert view is not None
    assert (view.scored, view.total) == (1, 2)


def test_the_choice_outlives_the_program(open_workspace: OpenWorkspace) -> None:
    ws = open_workspace()
    first, second = open_session(ws, name="Satu"), open_session(ws, name="Dua")
    sessions.choose(ws, first)
    ws.close()
    again = open_workspace()
    current = sessions.current(again)
    assert current is not None
    assert current.id == first
    assert {s.id for s in sessions.recent(again)} == {first, second}


@pytest.mark.parametrize("chosen", ["", "bukan kunci", "01a1fc0b-0000-7000-8000-00000000dead"])
def test_a_choice_that_is_none(ws: Workspace, chosen: str) -> None:
    ws.save_settings(replace(ws.settings, current_session=chosen))
    assert sessions.current(ws) is None


def test_undo_of_a_new_session(ws: Workspace) -> None:
    _, change = sessions.create(ws, FORM)
    changes.undo(ws, change)
    assert sessions.current(ws) is None
    assert sessions.recent(ws) == []


def test_practice_stays_practice_after_enrolment(ws: Workspace, root: str) -> None:
    held = open_session(ws)
    enrol(ws, root)
    assert sessions.recent(ws)[0].id == held
    assert sessions.recent(ws)[0].training
    fresh = open_session(ws)
    assert {s.id: s.training for s in sessions.recent(ws)} == {held: True, fresh: False}
