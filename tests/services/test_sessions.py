"""Kegiatan kurasi: where one may be opened, and what ends with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.panel import minimum_of
from app.domain.session_rules import Earlier, TieRule
from app.domain.terms import Level
from app.errors import UserError
from app.ids import natural
from app.models.entities import TABLES, Assessment, AuditEvent, Certificate, CurationSession
from app.models.local import SyncRow
from app.services import (
    certificates,
    changes,
    curations,
    score_sheets,
    session_rules,
    sessions,
)
from app.services.session_rules import shipped
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from tests import laptops
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


# -- what is agreed --------------------------------------------------------------------


def test_what_is_usual_unless_said_otherwise(enrolled: Workspace, root: str) -> None:
    enrol(enrolled, root, roles=(("chair", "31"),))
    members = {}
    for level in Level:
        key, _ = sessions.create(enrolled, replace(FORM, level=level))
        form = sessions.form_of(enrolled, key)
        members[level] = form.minimum_members
        assert (form.walk_ins, form.blind, form.pick_best) == (True, False, None)
        assert form.chair_id == enrolled.me.person_id
        assert form.tie_rules == shipped(enrolled.resources).tie_rules
    assert members == shipped(enrolled.resources).minimum_members


def test_alone_before_enrolment_one_sheet_is_enough(ws: Workspace) -> None:
    key, _ = sessions.create(ws, replace(FORM, level=Level.PROVINCE))
    assert sessions.form_of(ws, key).minimum_members == 1
    with ws.db.read() as session:
        held = session.get_one(CurationSession, key)
        rules = session_rules.rules_of(ws.resources, held)
        assert minimum_of(rules, Level.PROVINCE, held.minimum_members) == 1


def test_a_session_is_changed_while_it_is_open(enrolled: Workspace) -> None:
    key, _ = sessions.create(enrolled, FORM)
    wanted = replace(
        sessions.form_of(enrolled, key),
        name="Bazar Minggu",
        panel=(UUID(int=5), UUID(int=6)),
        minimum_members=3,
        walk_ins=False,
        blind=True,
        pick_best=10,
        tie_rules=(TieRule.TASTE, TieRule.EARLIER),
    )
    sessions.update(enrolled, key, wanted)
    assert sessions.form_of(enrolled, key) == wanted
    with enrolled.db.read() as session:
        agreed = session_rules.rules_of(enrolled.resources, session.get_one(CurationSession, key))
    assert agreed.earlier == (Earlier(NOW, 1),), "what was decided with one sheet stays right"
    assert not sessions.update(enrolled, key, wanted).entities, "nothing was changed"
    sessions.close(enrolled, key)
    with pytest.raises(UserError) as caught:
        sessions.update(enrolled, key, FORM)
    assert caught.value.code == "session.closed"
    assert sessions.form_of(enrolled, key) == wanted


def test_level_and_region_stay_once_there_are_products(enrolled: Workspace) -> None:
    key, _ = sessions.create(enrolled, FORM)
    form = sessions.form_of(enrolled, key)
    other = replace(form, level=Level.CITY, region_code="31.74")
    with pytest.raises(UserError) as outside:
        sessions.update(enrolled, key, other)
    assert outside.value.code == "session.outside"
    curations.add(enrolled, add_product(enrolled, register(enrolled)), key)
    enrolled_form = replace(form, region_code="31.74.05")
    with pytest.raises(UserError) as elsewhere:
        sessions.update(enrolled, key, enrolled_form)
    assert elsewhere.value.code == "session.outside"
    sessions.update(enrolled, key, replace(form, name="Lain"))


def test_a_whole_city_moves_only_while_empty(enrolled: Workspace, root: str) -> None:
    enrol(enrolled, root, roles=(("chair", "31"),))
    key, _ = sessions.create(enrolled, FORM)
    sessions.update(enrolled, key, replace(FORM, level=Level.CITY))
    view = sessions.recent(enrolled)[0]
    assert (view.level, view.region_code) == (Level.CITY, "31.74")
    sessions.update(enrolled, key, FORM)
    curations.add(enrolled, add_product(enrolled, register(enrolled)), key)
    with pytest.raises(UserError) as caught:
        sessions.update(enrolled, key, replace(FORM, level=Level.CITY))
    assert caught.value.code == "session.under_way"


def test_rules_of_old_stay_when_the_defaults_change(
    enrolled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, _ = sessions.create(enrolled, FORM)
    later = replace(shipped(enrolled.resources), difference_points=1, blind=True)
    monkeypatch.setattr(session_rules, "shipped", lambda _resources: later)
    with enrolled.db.read() as session:
        row = session.get_one(CurationSession, key)
        assert session_rules.rules_of(enrolled.resources, row).difference_points == 15
    assert sessions.form_of(enrolled, key).blind is False


def test_who_may_score_here(enrolled: Workspace) -> None:
    grants = {
        "Budi": ("curator", DISTRICT),
        "Citra": ("chair", "31"),
        "Dewi": ("curator", "31.73.01"),
        "Eka": ("mentor", DISTRICT),
    }
    with enrolled.db.write() as session:
        for name, (role, region) in grants.items():
            key = natural("person", name)
            rows: dict[str, dict[str, Any]] = {
                "person": {"name": name, "nip": None, "active": True},
                "role_grant": {"person_id": key, "role": role, "region_code": region},
            }
            for entity, values in rows.items():
                whole = laptops.row_of(entity, natural(entity, name), **values)
                session.execute(sa.insert(TABLES[entity]).values(**{**whole, "active": True}))
    found = {choice.name: choice.chairs for choice in sessions.people(enrolled, DISTRICT)}
    assert found == {"Rani Kurator": True, "Budi": False, "Citra": True}


def test_opening_again_is_recorded(enrolled: Workspace) -> None:
    key, _ = sessions.create(enrolled, FORM)
    sessions.close(enrolled, key)
    sessions.close(enrolled, key, closed=False)
    with enrolled.db.read() as session:
        query = sa.select(AuditEvent.verb).where(AuditEvent.entity_id == key)
        verbs = list(session.scalars(query.order_by(AuditEvent.created_at, AuditEvent.id)))
    assert verbs == ["session.opened", "session.closed", "session.reopened"]


def test_a_mentor_neither_changes_nor_closes(enrolled: Workspace, root: str) -> None:
    key, _ = sessions.create(enrolled, FORM)
    enrol(enrolled, root, roles=(("mentor", DISTRICT),))
    for job in (sessions.close, partial(sessions.update, form=FORM)):
        with pytest.raises(UserError) as caught:
            job(enrolled, key)
        assert caught.value.code == "role.missing"


# -- practice on a laptop that belongs to a centre ---------------------------------------


def test_practice_never_travels_and_makes_no_certificate(enrolled: Workspace) -> None:
    ws = enrolled
    product = add_product(ws, register(ws))
    held, _ = sessions.create(ws, replace(FORM, training=True, blind=True))
    assert sessions.recent(ws)[0].training
    with ws.db.read() as session:
        before = session.scalar(sa.select(sa.func.count()).select_from(SyncRow))
    decision = judge(ws, product, held, 4)
    certificate, _ = certificates.issue(ws, decision)
    with ws.db.read() as session:
        after = session.scalar(sa.select(sa.func.count()).select_from(SyncRow))
        row = session.get_one(Certificate, certificate)
        assert (row.status, row.scope) == ("training", "training")
        assert row.payload.upper().startswith("LATIHAN")
    assert after == before
    real = open_session(ws, name="Sungguhan")
    key, _ = curations.add(ws, product, real)
    assert not score_sheets.load_sheet(ws, key).submitted


def test_a_sheet_says_when_it_was_begun(enrolled: Workspace, clock: ManualClock) -> None:
    ws = enrolled
    held = open_session(ws)
    key, _ = curations.add(ws, add_product(ws, register(ws)), held)
    view = score_sheets.load_sheet(ws, key)
    clock.advance(timedelta(minutes=1))
    score_sheets.save_draft(ws, key, replace(view.sheet, remark="a"))
    clock.advance(timedelta(minutes=5))
    score_sheets.save_draft(ws, key, filled(view))
    score_sheets.submit(ws, key, filled(view))
    score_sheets.withdraw(ws, key)
    clock.advance(timedelta(minutes=1))
    score_sheets.submit(ws, key, filled(view))
    with ws.db.read() as session:
        rows = session.scalars(sa.select(Assessment).order_by(Assessment.submitted_at)).all()
    begun = NOW + timedelta(minutes=1)
    assert [row.started_at for row in rows] == [begun] * 3
