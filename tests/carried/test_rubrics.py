"""A rubric on its way: a draft, another laptop's sheets, a lost race, a journal."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.clock import ManualClock
from app.domain import rubric_edit as edit
from app.domain.terms import Category, Role
from app.ids import IdMaker
from app.models.entities import TABLES
from app.models.local import Refusal
from app.paths import RESOURCES
from app.services import curations, decisions, journal, rubric_drafts, score_sheets
from app.services.rebuild import rebuild
from app.services.refusals import refusals
from app.services.rubric_drafts import Standing
from app.services.workspace import Workspace
from app.sync.report import Report
from tests.carried.conftest import OpenLaptop
from tests.carried.test_restored import backup, restore
from tests.services import field

Sync = Callable[[Workspace], Report]
FSY, MKN = Category.FASHION, Category.PACKAGED_FOOD
ADMIN = (Role.ADMIN,)


def write(ws: Workspace, name: str, code: Category = FSY) -> None:
    draft = rubric_drafts.begin(ws, code)
    body = edit.set_value(draft.body, ("criteria", 0, "name"), name)
    rubric_drafts.save(ws, code, body, draft.based_on)


def at_the_centre(centre: Centre, entity: str) -> int:
    with centre.engine.connect() as conn:
        query = sa.select(sa.func.count()).select_from(TABLES[entity])
        return conn.execute(query).scalar_one()


@pytest.mark.lesson("B27")
def test_a_new_version_is_judged_by_and_the_old_sheets_arrive(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    adi, rani = open_laptop("Adi", "31", ADMIN), open_laptop("Rani")
    sync(rani)
    shop, held = field.register(rani), field.open_session(rani)
    first, second = (field.add_product(rani, shop, name) for name in ("Kain", "Tas"))
    early, _ = curations.open_curation(rani, first, held)
    sheet = field.filled(score_sheets.load_sheet(rani, early))
    score_sheets.save_draft(rani, early, sheet)
    write(adi, "Mutu")
    rubric_drafts.publish(adi, FSY, "Nama dipendekkan")
    sync(adi)
    assert rubric_drafts.shelf(adi, FSY).in_force.version == 2
    sync(rani)
    late, _ = curations.open_curation(rani, second, held)
    views = [score_sheets.load_sheet(rani, key) for key in (early, late)]
    assert [view.rubric.version for view in views] == [1, 2]
    assert views[0].sheet == sheet
    for key, view in zip((early, late), views, strict=True):
        score_sheets.submit(rani, key, field.filled(view))
        decisions.conclude(rani, key)
    report = sync(rani)
    assert (report.refused, report.conflicts) == (0, 0)
    assert (at_the_centre(centre, "assessment"), at_the_centre(centre, "decision")) == (2, 2)
    line = rubric_drafts.shelf(rani, FSY).in_force
    assert (line.version, line.by, line.summary) == (2, "Adi", "Nama dipendekkan")


def test_a_lost_race_ends_in_both_changes(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    adi, bayu = open_laptop("Adi", "31", ADMIN), open_laptop("Bayu", "31", ADMIN)
    write(adi, "Mutu")
    rubric_drafts.publish(adi, FSY, "Nama")
    draft = rubric_drafts.begin(bayu, FSY)
    body = edit.set_value(draft.body, ("outcomes", 1, "when"), {"total_below": 60})
    rubric_drafts.save(bayu, FSY, body, draft.based_on)
    rubric_drafts.publish(bayu, FSY, "Ambang")
    sync(adi)
    assert sync(bayu).refused == 1
    line = refusals(bayu)[0]
    assert (line.code, line.title) == ("rubric.version_taken", "Fesyen & aksesori, versi 2")
    assert not line.may_hand_over
    shelf = rubric_drafts.shelf(bayu, FSY)
    assert rubric_drafts.refusal_sentence(shelf).startswith("Versi 2 sudah diterbitkan oleh Adi.")
    rubric_drafts.take_back(bayu, FSY)
    rubric_drafts.rebase(bayu, FSY)
    rubric_drafts.publish(bayu, FSY, "Ambang, setelah nama")
    assert sync(bayu).refused == 0
    sync(adi)
    body = rubric_drafts.shelf(adi, FSY).body
    assert (body["version"], body["criteria"][0]["name"]) == (3, "Mutu")
    assert body["outcomes"][1]["when"] == {"total_below": 60}
    with bayu.db.read() as session:
        assert session.scalar(sa.select(Refusal.id)) is None


def test_a_version_a_restored_centre_lost_waits_for_its_author(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    adi, rani = open_laptop("Adi", "31", ADMIN), open_laptop("Rani")
    for ws in (adi, rani):
        sync(ws)
    kept = backup(centre)
    write(adi, "Mutu")
    rubric_drafts.publish(adi, FSY, "Nama")
    for ws in (adi, rani):
        sync(ws)
    restore(centre, kept)
    assert sync(rani).refused == 0
    assert rubric_drafts.shelf(rani, FSY).in_force.version == 1
    assert rubric_drafts.shelf(rani, FSY).pending is None
    assert sync(adi).refused == 0
    sync(rani)
    for ws in (adi, rani):
        shelf = rubric_drafts.shelf(ws, FSY)
        assert (shelf.in_force.version, shelf.pending) == (2, None)
        assert len(shelf.versions) == 2


def test_what_waited_comes_back_from_the_journal(
    open_laptop: OpenLaptop, sync: Sync, tmp_path: Path, clock: ManualClock
) -> None:
    adi = open_laptop("Adi", "31", ADMIN)
    sync(adi)
    write(adi, "Rasa saja", MKN)
    write(adi, "Mutu")
    rubric_drafts.publish(adi, FSY, "Nama")
    journal.keep(adi)
    folder = tmp_path / "baru"
    ids = IdMaker(clock, random.Random("baru"))
    fresh = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
    try:
        told = rebuild(adi.folder / "jurnal", fresh)
        assert (told.waiting, told.drafts, told.faults) == (1, 1, ())
        fresh.start("Adi")
        shelf = rubric_drafts.shelf(fresh, FSY)
        assert shelf.pending is not None
        assert (shelf.pending.standing, shelf.in_force.version) == (Standing.WAITING, 1)
        draft = rubric_drafts.shelf(fresh, MKN).draft
        assert draft is not None
        assert draft.body["criteria"][0]["name"] == "Rasa saja"
    finally:
        fresh.close()
