"""Kurasi: drafts that outlive a power cut, sheets that are never changed, the way up."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.scoring import Sheet
from app.domain.terms import CurationState, DocumentType, GateState, Level
from app.errors import UserError
from app.models.entities import TABLES, Assessment, Curation
from app.services import (
    changes,
    curations,
    decisions,
    photographs,
    products,
    score_sheets,
    sessions,
    sheet_views,
)
from app.services.sheet_views import Missing
from app.services.workspace import Workspace
from tests.conftest import NOW, OpenWorkspace
from tests.photos.pictures import encoded, noisy
from tests.services.field import (
    add_product,
    enrol,
    filled,
    judge,
    open_session,
    paper,
    register,
    submit,
    with_gate,
)

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def held(ws: Workspace) -> UUID:
    return open_session(ws)


@pytest.fixture
def product(ws: Workspace) -> UUID:
    return add_product(ws, register(ws))


def refused(code: str, job: object, *args: object) -> UserError:
    assert callable(job)
    with pytest.raises(UserError) as caught:
        job(*args)
    assert caught.value.code == code
    return caught.value


# -- drafts ------------------------------------------------------------------------


def test_each_change_is_kept(ws: Workspace, product: UUID, held: UUID, clock: ManualClock) -> None:
    key, _ = curations.open_curation(ws, product, held)
    view = score_sheets.load_sheet(ws, key)
    assert view.saved_at is None
    sheet = view.sheet
    for indicator in view.rubric.indicators:
        clock.advance(timedelta(seconds=1))
        sheet = replace(sheet, scores={**sheet.scores, indicator.code: 3})
        saved_at = score_sheets.save_draft(ws, key, sheet)
        found = score_sheets.load_sheet(ws, key)
        assert found.sheet == sheet
        assert found.saved_at == saved_at == clock.now()
    answered = {c.curation_id: c.answered for c in curations.queue(ws, held)}
    assert answered == {key: len(view.rubric.indicators)}


def test_all_parts_of_a_draft_are_kept(ws: Workspace, product: UUID, held: UUID) -> None:
    key, _ = curations.open_curation(ws, product, held)
    sheet = Sheet(
        scores={"MUTU-1": 1},
        not_applicable=frozenset({"DSN-1"}),
        notes={"MUTU-1": 'Jahitan <lepas> & "kusut" é'},
        gates={"NIB": GateState.IN_PROCESS},
        critical=frozenset({"UNSAFE"}),
        remark="Kembali besok.",
    )
    score_sheets.save_draft(ws, key, sheet)
    assert score_sheets.load_sheet(ws, key).sheet == sheet


CHILD = """
    import os, signal, sys
    from pathlib import Path
    from uuid import UUID
    from app.clock import SystemClock
    from app.domain.scoring import Sheet
    from app.ids import IdMaker
    from app.paths import RESOURCES
    from app.services import score_sheets
    from app.services.workspace import Workspace

    folder, clock = Path(sys.argv[1]), SystemClock()
    ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))
    score_sheets.save_draft(ws, UUID(sys.argv[2]), Sheet(scores={"MUTU-1": 4}, remark="mati lampu"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL to die by")
def test_a_draft_outlives_its_process(open_workspace: OpenWorkspace) -> None:
    ws = open_workspace()
    key, _ = curations.open_curation(ws, add_product(ws, register(ws)), open_session(ws))
    ws.close()
    child = [sys.executable, "-c", textwrap.dedent(CHILD), str(ws.folder), str(key)]
    died = subprocess.run(child, cwd=REPOSITORY, capture_output=True, check=False, timeout=60)
    assert died.returncode == -9, died.stderr.decode()
    found = score_sheets.load_sheet(open_workspace(), key)
    assert found.sheet == Sheet(scores={"MUTU-1": 4}, remark="mati lampu")
    assert found.saved_at is not None


# -- what a sheet needs ---------------------------------------------------------------


def test_an_incomplete_sheet_says_what_is_missing(ws: Workspace, product: UUID, held: UUID) -> None:
    key, _ = curations.open_curation(ws, product, held)
    view = score_sheets.load_sheet(ws, key)
    full = filled(view)
    cases = {
        "indicators": replace(full, scores={k: v for k, v in full.scores.items() if k != "DSN-2"}),
        "gates": replace(full, gates={k: v for k, v in full.gates.items() if k != "NIB"}),
        "notes": replace(full, scores={**full.scores, "MUTU-2": 1}, notes={"MUTU-2": " "}),
    }
    wanted = {"indicators": ("DSN-2",), "gates": ("NIB",), "notes": ("MUTU-2",)}
    for field, sheet in cases.items():
        assert sheet_views.missing(view, sheet) == Missing(**{field: wanted[field]})  # type: ignore[arg-type]
        refused("sheet.incomplete", score_sheets.submit, ws, key, sheet)
    assert not sheet_views.missing(view, full)
    score_sheets.submit(ws, key, full)


def test_an_empty_sheet_misses_everything(ws: Workspace, product: UUID, held: UUID) -> None:
    key, _ = curations.open_curation(ws, product, held)
    view = score_sheets.load_sheet(ws, key)
    found = sheet_views.missing(view, Sheet())
    assert found.indicators == tuple(i.code for i in view.rubric.indicators)
    assert found.gates == tuple(g.code for g in view.gates)
    nothing = Sheet(not_applicable=frozenset(found.indicators), gates=filled(view).gates)
    assert sheet_views.missing(view, nothing) == Missing(nothing_applicable=True)
    refused("sheet.incomplete", score_sheets.submit, ws, key, nothing)


def test_the_lowest_score_needs_a_note(ws: Workspace, product: UUID, held: UUID) -> None:
    key, _ = curations.open_curation(ws, product, held)
    full = filled(score_sheets.load_sheet(ws, key), scores={"MUTU-2": 1})
    refused("sheet.incomplete", score_sheets.submit, ws, key, replace(full, notes={}))
    score_sheets.submit(ws, key, full)


def test_bad_hygiene_needs_a_photograph(ws: Workspace, held: UUID) -> None:
    product = add_product(ws, register(ws), category="MKN", photo=False)
    key, _ = curations.open_curation(ws, product, held)
    view = score_sheets.load_sheet(ws, key)
    sheet = filled(view, scores={"HIG-1": 1})
    assert sheet_views.missing(view, sheet) == Missing(photos=("HIG-1",))
    refused("sheet.incomplete", score_sheets.submit, ws, key, sheet)
    assert not sheet_views.missing(view, filled(view, scores={"HIG-1": 2}))
    photographs.add_bytes(ws, product, encoded(noisy((64, 48))), "a.jpg")
    score_sheets.submit(ws, key, sheet)


def test_papers_suggest_the_gates(ws: Workspace, held: UUID) -> None:
    yesterday = NOW.date() - timedelta(days=1)
    documents = (
        paper(DocumentType.BPOM, "MD123456789012"),
        paper(DocumentType.HALAL, "", in_process=True),
    )
    product = add_product(
        ws, register(ws, nib="9120001234567"), category="MKN", documents=documents
    )
    expired = (paper(DocumentType.HALAL, "ID" + "1" * 17, valid_until=yesterday),)
    late = add_product(ws, register(ws, "Lain"), "Lain", category="MKN", documents=expired)
    without = (paper(DocumentType.NON_HALAL, "1"),)
    third = add_product(ws, register(ws, "Tiga"), "Tiga", category="SAJ", documents=without)
    found = []
    for key in (product, late, third):
        curation, _ = curations.open_curation(ws, key, held)
        found.append(dict(score_sheets.load_sheet(ws, curation).sheet.gates))
    assert found == [
        {
            "NIB": GateState.MET,
            "DISTRIBUTION_PERMIT": GateState.MET,
            "HALAL": GateState.IN_PROCESS,
        },
        {},
        {"HALAL": GateState.NOT_APPLICABLE},
    ]


def test_short_lived_food_needs_no_permit(ws: Workspace, held: UUID) -> None:
    product = add_product(ws, register(ws), category="MKN", shelf_life_days=6)
    key, _ = curations.open_curation(ws, product, held)
    assert "DISTRIBUTION_PERMIT" not in {g.code for g in score_sheets.load_sheet(ws, key).gates}


# -- submitted ----------------------------------------------------------------------


def test_a_submitted_sheet_is_never_changed(ws: Workspace, product: UUID, held: UUID) -> None:
    key = submit(ws, product, held)
    view = score_sheets.load_sheet(ws, key)
    assert view.submitted
    assert not view.editable
    assert view.submitted_at == NOW
    refused("sheet.submitted_already", score_sheets.submit, ws, key, filled(view, 4))
    score_sheets.save_draft(ws, key, filled(view, 4))
    assert score_sheets.load_sheet(ws, key).sheet == filled(view, 3)
    for statement in (sa.update(Assessment).values(total=9999), sa.delete(Assessment)):
        with pytest.raises(sa.exc.IntegrityError), ws.db.write() as session:
            session.execute(statement)
    with ws.db.read() as session:
        (row,) = session.scalars(sa.select(Assessment))
        assert (row.total, row.curator_id, row.device_id) == (
            7500,
            ws.me.person_id,
            ws.me.device_id,
        )
        assert row.rubric_rev == view.rubric.rev


def test_a_submission_is_not_undone_but_withdrawn(ws: Workspace, product: UUID, held: UUID) -> None:
    key, _ = curations.open_curation(ws, product, held)
    _, change = score_sheets.submit(ws, key, filled(score_sheets.load_sheet(ws, key)))
    assert not change.undoable


@pytest.mark.parametrize("minutes", [1, 0, -60])
def test_withdrawn_the_sheet_is_the_draft_again(
    ws: Workspace, product: UUID, held: UUID, clock: ManualClock, minutes: int
) -> None:
    """Also on a laptop whose clock was set back in between."""
    key, _ = curations.open_curation(ws, product, held)
    sheet = filled(score_sheets.load_sheet(ws, key), remark="sekali")
    score_sheets.save_draft(ws, key, Sheet())
    score_sheets.submit(ws, key, sheet)
    clock.advance(timedelta(minutes=minutes))
    score_sheets.withdraw(ws, key)
    view = score_sheets.load_sheet(ws, key)
    assert not view.submitted
    assert view.editable
    assert view.sheet == sheet
    assert decisions.preview(ws, key) is None
    refused("curation.no_sheet", decisions.conclude, ws, key)
    better = replace(sheet, remark="dua kali")
    score_sheets.submit(ws, key, better)
    assert score_sheets.load_sheet(ws, key).sheet == better
    judged = decisions.preview(ws, key)
    assert judged is not None
    assert judged.sheets == (better,)
    with ws.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Assessment)) == 3


def test_withdrawing_nothing_changes_nothing(ws: Workspace, product: UUID, held: UUID) -> None:
    key, _ = curations.open_curation(ws, product, held)
    assert not score_sheets.withdraw(ws, key).before


def test_what_a_decision_rests_on_stays(ws: Workspace, product: UUID, held: UUID) -> None:
    judge(ws, product, held)
    key = curations.queue(ws, held)[0].curation_id
    refused("curation.decided", score_sheets.withdraw, ws, key)
    refused("curation.decided", score_sheets.submit, ws, key, Sheet())


def test_only_those_who_judge_submit(ws: Workspace, root: str) -> None:
    enrol(ws, root, roles=(("district_head", "31.74.04"),))
    product, held = add_product(ws, register(ws)), open_session(ws)
    key, _ = curations.open_curation(ws, product, held)
    sheet = filled(score_sheets.load_sheet(ws, key))
    refused("role.missing", score_sheets.submit, ws, key, sheet)
    refused("role.missing", decisions.conclude, ws, key)


def test_a_mentor_opens_nothing(ws: Workspace, product: UUID, held: UUID, root: str) -> None:
    enrol(ws, root, roles=(("mentor", "31.74.04"),))
    refused("role.missing", open_session, ws)
    refused("role.missing", curations.open_curation, ws, product, held)


# -- the way of a product ---------------------------------------------------------------


def test_opened_twice_it_is_the_same(ws: Workspace, product: UUID, held: UUID) -> None:
    first, change = curations.open_curation(ws, product, held)
    second, nothing = curations.open_curation(ws, product, held)
    assert first == second
    assert change.entities == {"curation"}
    assert not nothing.before
    assert len(curations.queue(ws, held)) == 1


def test_two_laptops_open_the_same_curation(open_workspace: OpenWorkspace, root: str) -> None:
    product, keys = UUID(int=5), []
    for name, device in (("satu", "A7"), ("dua", "A8")):
        ws = open_workspace(name)
        enrol(ws, root, device=device)
        business = register(ws)
        made = add_product(ws, business, photo=False)
        with ws.db.write() as session:
            table = TABLES["product"]
            session.execute(sa.update(table).where(table.c.id == made).values(id=product))
        keys.append(curations.open_curation(ws, product, open_session(ws))[0])
    assert keys[0] == keys[1]


def test_an_opening_can_be_undone_and_done_again(enrolled: Workspace) -> None:
    ws = enrolled
    product, held = add_product(ws, register(ws)), open_session(ws)
    key, change = curations.open_curation(ws, product, held)
    changes.undo(ws, change)
    assert curations.queue(ws, held) == []
    assert curations.open_curation(ws, product, held)[0] == key
    assert [c.curation_id for c in curations.queue(ws, held)] == [key]


def test_left_in_a_closed_session_it_comes_along(enrolled: Workspace) -> None:
    ws = enrolled
    product, first = add_product(ws, register(ws)), open_session(ws, name="Sabtu")
    key, _ = curations.open_curation(ws, product, first)
    score_sheets.save_draft(ws, key, Sheet(remark="separuh"))
    sessions.close(ws, first)
    second = open_session(ws, name="Minggu")
    assert curations.open_curation(ws, product, second)[0] == key
    assert [c.curation_id for c in curations.queue(ws, second)] == [key]
    view = score_sheets.load_sheet(ws, key)
    assert view.editable
    assert view.sheet.remark == "separuh"


@pytest.mark.parametrize("practice", [True, False])
def test_a_passed_product_is_not_opened_again(ws: Workspace, root: str, practice: bool) -> None:
    if not practice:
        enrol(ws, root)
    product, held = add_product(ws, register(ws)), open_session(ws)
    judge(ws, product, held, 3)
    refused("curation.passed_already", curations.open_curation, ws, product, held)


def test_practice_does_not_count(ws: Workspace, root: str) -> None:
    product, practice = add_product(ws, register(ws)), open_session(ws)
    judge(ws, product, practice, 3)
    enrol(ws, root)
    held = open_session(ws)
    key, _ = curations.open_curation(ws, product, held)
    view = score_sheets.load_sheet(ws, key)
    assert (view.attempt, view.state, view.submitted) == (1, CurationState.OPEN, False)
    with ws.db.read() as session:
        assert session.get_one(Curation, key).scope == "31.74.04"


def test_a_second_attempt_keeps_the_history(ws: Workspace, product: UUID, held: UUID) -> None:
    first = judge(ws, product, held, 3, gates={"NIB": GateState.UNMET})
    key, _ = curations.open_curation(ws, product, held)
    view = score_sheets.load_sheet(ws, key)
    assert (view.attempt, view.decision_id) == (2, None)
    assert view.locked == set(view.sheet.scores), "what did not fail is not scored again"
    score_sheets.submit(ws, key, filled(view, 3))
    second, _ = decisions.conclude(ws, key)
    outcomes = [decisions.get(ws, d).outcome for d in (first, second)]
    assert outcomes == ["needs_improvement", "passed"]
    assert [c.outcome for c in curations.queue(ws, held)] == outcomes
    assert products.get(ws, product).last_outcome == "passed"


def test_an_open_second_attempt_is_met_again(ws: Workspace, product: UUID, held: UUID) -> None:
    judge(ws, product, held, 2)
    again, _ = curations.open_curation(ws, product, held)
    assert curations.open_curation(ws, product, held)[0] == again


def test_each_level_needs_the_one_below(ws: Workspace, product: UUID, held: UUID) -> None:
    city, province = (open_session(ws, level) for level in (Level.CITY, Level.PROVINCE))
    for above in (city, province):
        error = refused("curation.level_below", curations.open_curation, ws, product, above)
        assert "belum lulus" in error.what
    judge(ws, product, held, 3)
    refused("curation.level_below", curations.open_curation, ws, product, province)
    judge(ws, product, city, 3)
    judge(ws, product, province, 3)
    levels = [curations.queue(ws, s)[0].outcome for s in (held, city, province)]
    assert levels == ["passed"] * 3


@pytest.mark.parametrize(
    "gate", [GateState.UNMET, GateState.IN_PROCESS], ids=["needs_improvement", "conditional"]
)
def test_only_passed_climbs(ws: Workspace, product: UUID, held: UUID, gate: GateState) -> None:
    judge(ws, product, held, 3, gates={"NIB": gate})
    city = open_session(ws, Level.CITY)
    refused("curation.level_below", curations.open_curation, ws, product, city)


def test_a_walk_in_is_scored_in_the_sessions_region(enrolled: Workspace) -> None:
    ws = enrolled
    product = add_product(ws, register(ws, ward_code="31.73.01.1001"))
    key, _ = curations.open_curation(ws, product, open_session(ws))
    with ws.db.read() as session:
        row = session.get_one(Curation, key)
        assert (row.scope, row.guest_scope, row.walk_in) == ("31.74.04", "31.73.01", True)


def test_a_gate_answered_by_hand_wins_over_papers(ws: Workspace, held: UUID) -> None:
    product = add_product(ws, register(ws, nib="9120001234567"))
    key, _ = curations.open_curation(ws, product, held)
    sheet = with_gate(score_sheets.load_sheet(ws, key).sheet, "NIB", GateState.UNMET)
    score_sheets.save_draft(ws, key, sheet)
    assert score_sheets.load_sheet(ws, key).sheet.gates["NIB"] is GateState.UNMET
