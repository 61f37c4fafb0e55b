"""Writing a rubric on a laptop, publishing it, and what is judged by which version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain import rubric_edit as edit
from app.domain.regions import GLOBAL, TRAINING
from app.domain.rubric import rubric_rev
from app.domain.terms import Category
from app.errors import UserError
from app.ids import natural
from app.models.entities import Person, RubricVersion
from app.models.local import Refusal, SyncRow
from app.models.reference import reference_row
from app.services import curations, rubric_drafts, rubrics, safety, score_sheets, sessions
from app.services.rubric_drafts import Standing
from app.services.workspace import Workspace
from app.sync.inbox import applying
from tests.conftest import NOW
from tests.services.field import add_product, enrol, filled, open_session, register

MKN = Category.PACKAGED_FOOD
FSY = Category.FASHION


@pytest.fixture
def admin(ws: Workspace, root: str) -> Workspace:
    """A laptop of an admin of the province."""
    enrol(ws, root, roles=(("admin", "31"), ("curator", "31.74.04")), name="Adi Admin")
    return ws


def write(ws: Workspace, name: str = "Rasa dan tekstur", code: Category = MKN) -> None:
    """A draft with one change."""
    draft = rubric_drafts.begin(ws, code)
    body = edit.set_value(draft.body, ("criteria", 0, "name"), name)
    rubric_drafts.save(ws, code, body, draft.based_on)


def confirm(ws: Workspace) -> None:
    """The centre has signed for everything."""
    with ws.db.write() as session:
        session.execute(sa.update(SyncRow).values(fb={}, bver=1))


def refuse(ws: Workspace, code: str) -> None:
    """The centre refuses what waits of rubrics."""
    with ws.db.write() as session:
        for row in session.scalars(sa.select(SyncRow).filter_by(entity="rubric")):
            row.state = "refused"
            session.add(Refusal(entity="rubric", id=row.id, code=code, refused_at=NOW))


def publish_elsewhere(ws: Workspace, body: dict[str, Any], by: str = "Bayu Admin") -> None:
    """Another admin's version arrives from the centre."""
    rev, person = rubric_rev(body), natural("person", by)
    key = natural("rubric", body["code"], body["version"], rev)
    row = {"code": body["code"], "version": body["version"], "rev": rev, "body": body}
    whole = {**reference_row(key, NOW, published_at=NOW, **row), "created_by": person}
    with ws.db.write() as session, applying(session):
        session.execute(sa.insert(RubricVersion).values(**whole))
        known = reference_row(person, NOW, name=by, nip=None, active=True)
        session.execute(sa.insert(Person).values(**known))


def newest(ws: Workspace, code: Category = MKN) -> int:
    with ws.db.read() as session:
        return rubrics.newest(session, code).version


def code_of(caught: pytest.ExceptionInfo[UserError]) -> str:
    return caught.value.code


def test_the_shipped_rubrics_stand_first(ws: Workspace) -> None:
    shelves = rubric_drafts.shelves(ws)
    assert [shelf.code for shelf in shelves] == list(Category)
    for shelf in shelves:
        assert (shelf.in_force.version, shelf.draft, shelf.pending) == (1, None, None)
        assert shelf.body["code"] == str(shelf.code)


def test_nothing_is_judged_by_a_version_before_the_centre_has_it(admin: Workspace) -> None:
    write(admin)
    assert not safety.of_laptop(admin).safe_to_wipe
    rubric_drafts.publish(admin, MKN, "Nama kriteria diperjelas")
    shelf = rubric_drafts.shelf(admin, MKN)
    assert shelf.draft is None
    pending = shelf.pending
    assert pending is not None
    assert (pending.version, pending.standing, pending.by) == (2, Standing.WAITING, "Adi Admin")
    assert pending.summary == "Nama kriteria diperjelas"
    assert newest(admin) == shelf.in_force.version == 1
    confirm(admin)
    shelf = rubric_drafts.shelf(admin, MKN)
    assert (shelf.in_force.version, shelf.pending, newest(admin)) == (2, None, 2)
    assert [line.standing for line in shelf.versions] == [Standing.IN_FORCE, Standing.EARLIER]
    with admin.db.read() as session:
        assert session.scalar(sa.select(RubricVersion.scope).filter_by(version=2)) == GLOBAL


@pytest.mark.lesson("B27")
@pytest.mark.lesson("B28")
def test_what_was_opened_under_a_version_keeps_it(admin: Workspace) -> None:
    shop = register(admin)
    first, second = (add_product(admin, shop, name) for name in ("Kain", "Tas"))
    held = open_session(admin)
    early, _ = curations.open_curation(admin, first, held)
    view = score_sheets.load_sheet(admin, early)
    half = filled(view)
    score_sheets.save_draft(admin, early, half)
    write(admin, code=FSY)
    draft = rubric_drafts.shelf(admin, FSY).draft
    assert draft is not None
    without = edit.drop_value(draft.body, ("criteria", 0, "indicators", 0))
    without = edit.drop_value(without, ("gates", 0))
    rubric_drafts.save(admin, FSY, edit.normalised(without), draft.based_on)
    rubric_drafts.publish(admin, FSY, "Satu indikator dan satu syarat dihapus")
    confirm(admin)
    late, _ = curations.open_curation(admin, second, held)
    before, after = (score_sheets.load_sheet(admin, key) for key in (early, late))
    assert (before.rubric.version, after.rubric.version) == (1, 2)
    assert before.sheet == half
    assert len(before.rubric.indicators) == len(after.rubric.indicators) + 1
    sheet_id, _ = score_sheets.submit(admin, early, half)
    assert sheet_id
    assert score_sheets.load_sheet(admin, early).rubric.version == 1
    score_sheets.submit(admin, late, filled(after))


@pytest.mark.lesson("B29")
def test_a_renamed_code_leaves_the_old_sheets_readable(admin: Workspace) -> None:
    held = open_session(admin)
    early, _ = curations.open_curation(admin, add_product(admin, register(admin)), held)
    sheet = filled(score_sheets.load_sheet(admin, early))
    score_sheets.submit(admin, early, sheet)
    draft = rubric_drafts.begin(admin, FSY)
    renamed = edit.set_value(draft.body, ("criteria", 0, "indicators", 0, "code"), "MUTU-9")
    rubric_drafts.save(admin, FSY, renamed, draft.based_on)
    rubric_drafts.publish(admin, FSY, "Kode diganti")
    confirm(admin)
    assert score_sheets.load_sheet(admin, early).sheet == sheet
    assert score_sheets.load_sheet(admin, early).totals.total is not None


def test_who_was_second_hears_who_was_first_and_goes_on(admin: Workspace) -> None:
    write(admin, "Rasa saya")
    rubric_drafts.publish(admin, MKN, "Saya")
    theirs = edit.set_value(
        rubric_drafts.shelf(admin, MKN).body, ("outcomes", 1, "when"), {"total_below": 60}
    )
    publish_elsewhere(admin, edit.next_version(theirs, 1, admin.today(), "Ambang 60"))
    refuse(admin, "rubric.version_taken")
    shelf = rubric_drafts.shelf(admin, MKN)
    assert "Versi 2 sudah diterbitkan oleh Bayu Admin." in rubric_drafts.refusal_sentence(shelf)
    assert shelf.in_force.by == "Bayu Admin"
    draft = rubric_drafts.take_back(admin, MKN)
    assert draft.body["criteria"][0]["name"] == "Rasa saya"
    shelf = rubric_drafts.shelf(admin, MKN)
    assert shelf.pending is None
    assert shelf.outdated
    with pytest.raises(UserError) as caught:
        rubric_drafts.publish(admin, MKN, "Saya lagi")
    assert code_of(caught) == "rubric.outdated"
    assert "oleh Bayu Admin" in caught.value.what
    told = rubric_drafts.rebase(admin, MKN)
    assert told.clashes == ()
    rubric_drafts.publish(admin, MKN, "Saya lagi")
    confirm(admin)
    body = rubric_drafts.shelf(admin, MKN).body
    assert body["version"] == 3
    assert body["criteria"][0]["name"] == "Rasa saya"
    assert body["outcomes"][1]["when"] == {"total_below": 60}
    with admin.db.read() as session:
        assert session.scalar(sa.select(Refusal.id)) is None


def test_one_that_may_have_arrived_is_not_taken_back(admin: Workspace) -> None:
    write(admin)
    rubric_drafts.publish(admin, MKN, "x")
    with admin.db.write() as session:
        session.execute(sa.update(SyncRow).values(frozen=5))
    with pytest.raises(UserError) as caught:
        rubric_drafts.take_back(admin, MKN)
    assert code_of(caught) == "rubric.travelling"
    with admin.db.write() as session:
        session.execute(sa.update(SyncRow).values(frozen=0))
    assert rubric_drafts.take_back(admin, MKN).body["version"] == 2
    assert rubric_drafts.shelf(admin, MKN).pending is None


def test_what_cannot_be_published_says_why(admin: Workspace) -> None:
    def refused(summary: str = "x") -> str:
        with pytest.raises(UserError) as caught:
            rubric_drafts.publish(admin, MKN, summary)
        return code_of(caught)

    assert refused() == "rubric.no_draft"
    draft = rubric_drafts.begin(admin, MKN)
    assert refused() == "rubric.unchanged"
    bad = edit.set_value(draft.body, ("criteria", 0, "weight"), 31)
    rubric_drafts.save(admin, MKN, bad, draft.based_on)
    assert refused() == "rubric.problems"
    good = edit.set_value(draft.body, ("criteria", 0, "name"), "Lain")
    rubric_drafts.save(admin, MKN, good, draft.based_on)
    assert refused("  ") == "rubric.no_summary"
    rubric_drafts.publish(admin, MKN, "x")
    with pytest.raises(UserError) as caught:
        rubric_drafts.begin(admin, MKN)
    assert code_of(caught) == "rubric.pending"
    with pytest.raises(UserError) as caught:
        rubric_drafts.begin(admin, FSY, draft.body)
    assert code_of(caught) == "rubric.other_category"


def test_others_only_read(enrolled: Workspace) -> None:
    assert not rubric_drafts.may_edit(enrolled)
    for deed in (
        lambda: rubric_drafts.begin(enrolled, MKN),
        lambda: rubric_drafts.publish(enrolled, MKN, "x"),
    ):
        with pytest.raises(UserError) as caught:
            deed()
        assert code_of(caught) == "role.missing"
    assert len(rubric_drafts.shelves(enrolled)) == len(Category)


def test_before_enrolment_a_version_is_for_practice(ws: Workspace, root: str) -> None:
    write(ws)
    rubric_drafts.publish(ws, MKN, "Latihan")
    assert newest(ws) == 2
    with ws.db.read() as session:
        assert session.scalar(sa.select(RubricVersion.scope).filter_by(version=2)) == TRAINING
        assert session.get(SyncRow, ("rubric", natural("x"))) is None
        assert session.scalar(sa.select(SyncRow.id).filter_by(entity="rubric")) is None
    enrol(ws, root)
    ws.forget_me()
    assert newest(ws) == 1
    assert rubric_drafts.shelf(ws, MKN).in_force.version == 1


# -- from which day it counts ------------------------------------------------------------


DAY = timedelta(days=1)


def judged_by(ws: Workspace, held: UUID, name: str) -> int:
    """The version by which a product put into a session is judged."""
    key, _ = curations.open_curation(ws, add_product(ws, register(ws, f"Kios {name}"), name), held)
    return score_sheets.load_sheet(ws, key).rubric.version


def session_on(ws: Workspace, day: date) -> UUID:
    held = open_session(ws, name=f"Bazar {day}")
    sessions.update(ws, held, replace(sessions.form_of(ws, held), held_on=day))
    return held


def test_a_version_counts_for_sessions_from_its_day_on(
    admin: Workspace, clock: ManualClock
) -> None:
    """The day of the session decides, not the day on which a product comes into it."""
    ws, begins = admin, admin.today() + 10 * DAY
    write(ws, code=FSY)
    rubric_drafts.publish(ws, FSY, "Mulai bulan depan", begins)
    confirm(ws)
    shelf = rubric_drafts.shelf(ws, FSY)
    assert [line.standing for line in shelf.versions] == [Standing.COMING, Standing.IN_FORCE]
    assert (shelf.in_force.version, shelf.newest.version, shelf.newest.valid_from) == (
        1,
        2,
        begins,
    )
    before, on = session_on(ws, begins - DAY), session_on(ws, begins)
    assert [judged_by(ws, held, f"P{n}") for n, held in enumerate((before, on))] == [1, 2]
    clock.advance(9 * DAY)
    assert rubric_drafts.shelf(ws, FSY).in_force.version == 1
    clock.advance(DAY)
    shelf = rubric_drafts.shelf(ws, FSY)
    assert [line.standing for line in shelf.versions] == [Standing.IN_FORCE, Standing.EARLIER]
    assert judged_by(ws, before, "Terlambat") == 1


def test_a_session_before_any_version_has_the_first(admin: Workspace) -> None:
    assert judged_by(admin, session_on(admin, date(2020, 1, 1)), "Lama") == 1


def test_a_draft_goes_on_from_the_newest_though_its_day_has_not_come(admin: Workspace) -> None:
    ws = admin
    write(ws, "Kedua")
    rubric_drafts.publish(ws, MKN, "Kedua", ws.today() + 30 * DAY)
    confirm(ws)
    assert rubric_drafts.begin(ws, MKN).body["criteria"][0]["name"] == "Kedua"
    write(ws, "Ketiga")
    assert not rubric_drafts.shelf(ws, MKN).outdated
    rubric_drafts.publish(ws, MKN, "Ketiga, lebih dahulu", ws.today() + DAY)
    confirm(ws)
    shelf = rubric_drafts.shelf(ws, MKN)
    assert [(line.version, line.standing) for line in shelf.versions] == [
        (3, Standing.COMING),
        (2, Standing.COMING),
        (1, Standing.IN_FORCE),
    ]
    with ws.db.read() as session:
        found = [rubrics.in_force(session, MKN, ws.today() + n * DAY).version for n in (0, 1, 40)]
    assert found == [1, 3, 3], "the newer one counts also when the older one's day comes"


def test_no_day_that_is_over(admin: Workspace) -> None:
    write(admin)
    with pytest.raises(UserError) as caught:
        rubric_drafts.publish(admin, MKN, "x", admin.today() - DAY)
    assert code_of(caught) == "rubric.past_day"
    rubric_drafts.publish(admin, MKN, "x", admin.today())
