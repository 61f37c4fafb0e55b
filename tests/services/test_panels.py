"""A panel on real laptops: blind, free of interests, reconciled with a reason, sent down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.clock import ManualClock
from app.domain.panel import Alarm, AlarmKind
from app.domain.scoring import Sheet
from app.domain.terms import DocumentType, GateState, InterestKind, Level
from app.errors import UserError
from app.models.entities import (
    Assessment,
    Certificate,
    Curation,
    CurationSession,
    DecisionRecord,
)
from app.services import (
    certificates,
    changes,
    corrections,
    curations,
    decisions,
    home,
    interests,
    panels,
    papers,
    pdfs,
    picking,
    products,
    rekap_count,
    returns,
    score_sheets,
    sessions,
)
from app.services.panels import MemberState, PanelView
from app.services.rulings import Ruling
from app.services.workspace import Workspace
from tests.services.field import (
    DISTRICT,
    add_product,
    agree,
    enrol,
    filled,
    judge,
    open_session,
    paper,
    register,
    submit,
)
from tests.services.test_curations import refused

ANI, BUDI = UUID(int=101), UUID(int=102)


@pytest.fixture
def held(ws: Workspace) -> UUID:
    return open_session(ws)


@pytest.fixture
def product(ws: Workspace) -> UUID:
    return add_product(ws, register(ws))


@pytest.fixture
def opened(ws: Workspace, product: UUID, held: UUID) -> UUID:
    """A curation with no sheet yet."""
    return curations.open_curation(ws, product, held)[0]


def arrives(ws: Workspace, curation_id: UUID, curator: UUID, score: int = 3, **how: object) -> UUID:
    """The sheet of another member of the panel, as a sync brings it."""
    view = score_sheets.load_sheet(ws, curation_id)
    sheet = filled(view, score, **how)  # type: ignore[arg-type]
    with ws.db.write() as session:
        curation = session.get_one(Curation, curation_id)
        row = score_sheets.new_assessment(ws, curation, view.rubric, sheet, ws.clock.now())
        row.id, row.curator_id, row.device_id = ws.ids.new(), curator, UUID(int=55)
        row.created_at = row.submitted_at
        session.add(row)
        return row.id


def send(ws: Workspace, curation_id: UUID, score: int = 3, **how: object) -> UUID:
    """One's own sheet."""
    view = score_sheets.load_sheet(ws, curation_id)
    sheet = filled(view, score, **how)  # type: ignore[arg-type]
    return score_sheets.submit(ws, curation_id, sheet)[0]


def kinds(view: PanelView) -> list[AlarmKind]:
    return [alarm.kind for alarm in view.alarms]


# -- blind ---------------------------------------------------------------------------------


def test_nothing_of_others_is_given_before_ones_own(ws: Workspace, opened: UUID) -> None:
    arrives(ws, opened, ANI, 2, gates={"NIB": GateState.UNMET})
    view = panels.load(ws, opened)
    assert not view.visible
    assert (view.submitted, view.minimum) == (1, 1)
    assert (view.sheets, view.alarms, view.earlier, view.decisions) == ((), (), (), ())
    assert (view.judged, view.disputed) == (None, None)
    assert decisions.preview(ws, opened) is None
    send(ws, opened, 3)
    view = panels.load(ws, opened)
    assert view.visible
    assert [s.totals.total for s in view.sheets] == [5000, 7500]
    assert view.disputed == {"NIB": (GateState.MET, GateState.UNMET)}
    score_sheets.withdraw(ws, opened)
    assert not panels.load(ws, opened).visible


def test_who_looked_and_changed_their_sheet_is_told(
    ws: Workspace, opened: UUID, clock: ManualClock
) -> None:
    send(ws, opened, 2)
    clock.advance(timedelta(minutes=1))
    arrives(ws, opened, ANI, 3)
    clock.advance(timedelta(minutes=1))
    score_sheets.withdraw(ws, opened)
    clock.advance(timedelta(minutes=1))
    send(ws, opened, 3)
    assert panels.load(ws, opened).alarms == (Alarm(AlarmKind.REVISED, (ws.me.person_id,)),)


def test_changed_before_anybody_else_was_in_is_nobodys_business(
    ws: Workspace, opened: UUID, clock: ManualClock
) -> None:
    send(ws, opened, 2)
    score_sheets.withdraw(ws, opened)
    send(ws, opened, 3)
    clock.advance(timedelta(minutes=1))
    arrives(ws, opened, ANI, 3)
    assert panels.load(ws, opened).alarms == ()


def test_a_chair_who_gives_no_sheet_looks_once_enough_are_in(
    ws: Workspace, held: UUID, opened: UUID
) -> None:
    agree(ws, held, minimum_members={"district": 2})
    arrives(ws, opened, ANI)
    assert not panels.load(ws, opened).may.open_unscored
    refused("panel.not_yet", panels.open_unscored, ws, opened)
    arrives(ws, opened, BUDI)
    assert panels.load(ws, opened).may.open_unscored
    change = panels.open_unscored(ws, opened)
    assert change.entities == {"curation"}
    view = panels.load(ws, opened)
    assert view.visible
    assert len(view.sheets) == 2
    sheet = score_sheets.load_sheet(ws, opened)
    assert not sheet.editable
    refused("sheet.panel_opened", score_sheets.submit, ws, opened, filled(sheet))
    decisions.conclude(ws, opened)


def test_a_curator_who_is_no_chair_does_not_look(ws: Workspace, root: str) -> None:
    enrol(ws, root, roles=(("curator", DISTRICT),))
    held = open_session(ws)
    key, _ = curations.open_curation(ws, add_product(ws, register(ws)), held)
    with ws.db.write() as session:
        session.get_one(CurationSession, held).chair_id = ANI
    arrives(ws, key, ANI)
    view = panels.load(ws, key)
    assert (view.chair, view.may.open_unscored, view.visible) == (False, False, False)
    refused("role.not_chair", panels.open_unscored, ws, key)
    decisions.conclude(ws, key)
    assert panels.load(ws, key).visible
    refused("role.not_chair", corrections.correct, ws, key, Ruling(reason="Salah."))


def test_earlier_levels_are_seen_after_ones_own(ws: Workspace, product: UUID, held: UUID) -> None:
    first = judge(ws, product, held, 3)
    city = open_session(ws, Level.CITY)
    assert products.cards(ws, [product])[0].total == 7500
    key, _ = curations.open_curation(ws, product, city)
    assert panels.load(ws, key).earlier == ()
    assert products.cards(ws, [product])[0].total is None
    assert products.get(ws, product).last_outcome is None
    send(ws, key, 4)
    assert products.cards(ws, [product])[0].total == 7500
    (earlier,) = panels.load(ws, key).earlier
    assert (earlier.level, earlier.attempt) == (Level.DISTRICT, 1)
    assert earlier.decision is not None
    assert (earlier.decision.id, earlier.decision.total) == (first, 7500)


def test_the_members_and_how_far_they_are(ws: Workspace, held: UUID, opened: UUID) -> None:
    with ws.db.write() as session:
        row = session.get_one(CurationSession, held)
        row.panel = [ws.me.person_id.hex, ANI.hex, BUDI.hex, "bukan kunci"]
    score_sheets.save_draft(ws, opened, Sheet(scores={"MUTU-1": 3}))
    arrives(ws, opened, ANI)
    interests.declare(ws, held, _business(ws, opened), InterestKind.KIN, person_id=BUDI)
    states = {m.person_id: m.state for m in panels.load(ws, opened).members}
    assert states == {
        ws.me.person_id: MemberState.WRITING,
        ANI: MemberState.SUBMITTED,
        BUDI: MemberState.TIED,
    }
    send(ws, opened)
    assert kinds(panels.load(ws, opened)) == [AlarmKind.FAST]  # this clock stands still


def _business(ws: Workspace, curation_id: UUID) -> UUID:
    with ws.db.read() as session:
        return session.get_one(Curation, curation_id).business_id


# -- interests ----------------------------------------------------------------------------


def test_who_is_close_does_not_score(ws: Workspace, held: UUID, opened: UUID) -> None:
    business = _business(ws, opened)
    _, change = interests.declare(ws, held, business, InterestKind.KIN)
    sheet = score_sheets.load_sheet(ws, opened)
    assert sheet.tie is not None
    assert (sheet.tie.kind, sheet.editable) == (InterestKind.KIN, False)
    refused("curation.interest", score_sheets.save_draft, ws, opened, Sheet())
    refused("curation.interest", score_sheets.submit, ws, opened, filled(sheet))
    arrives(ws, opened, ANI)
    refused("curation.interest", decisions.conclude, ws, opened)
    changes.undo(ws, change)
    assert score_sheets.load_sheet(ws, opened).editable
    again, _ = interests.declare(ws, held, business, InterestKind.OWNER)
    assert not score_sheets.load_sheet(ws, opened).editable
    interests.withdraw(ws, again)
    send(ws, opened)


def test_another_kind_of_interest_is_said_in_words(ws: Workspace, held: UUID, opened: UUID) -> None:
    business = _business(ws, opened)
    refused("interest.no_words", interests.declare, ws, held, business, InterestKind.OTHER, "  ")
    interests.declare(ws, held, business, InterestKind.OTHER, "Pemasok bahan")
    tie = score_sheets.load_sheet(ws, opened).tie
    assert tie is not None
    assert tie.note == "Pemasok bahan"


def test_an_interest_binds_its_session_alone(ws: Workspace, opened: UUID) -> None:
    elsewhere = open_session(ws, name="Lain")
    interests.declare(ws, elsewhere, _business(ws, opened), InterestKind.KIN)
    assert score_sheets.load_sheet(ws, opened).editable


def test_the_mentor_who_verified_does_not_score(ws: Workspace, opened: UUID) -> None:
    with ws.db.write() as session:
        row = session.get_one(Curation, opened)
        row.verified_by, row.verified_at = ws.me.person_id, ws.clock.now()
    sheet = score_sheets.load_sheet(ws, opened)
    assert not sheet.editable
    refused("curation.mentor", score_sheets.submit, ws, opened, filled(sheet))
    arrives(ws, opened, ANI)
    decisions.conclude(ws, opened)  # leading the panel is another matter


def test_declared_after_the_sheet_the_chair_decides(
    ws: Workspace, held: UUID, opened: UUID, clock: ManualClock
) -> None:
    tied, free = arrives(ws, opened, ANI, 4), send(ws, opened, 3)
    clock.advance(timedelta(minutes=1))
    interests.declare(ws, held, _business(ws, opened), InterestKind.KIN, person_id=ANI)
    assert kinds(panels.load(ws, opened)) == [AlarmKind.INTEREST, AlarmKind.DIFFERENCE]
    refused("curation.needs_chair", decisions.conclude, ws, opened)
    refused("ruling.no_reason", decisions.conclude, ws, opened, Ruling((free,)))
    refused("ruling.no_reason", decisions.conclude, ws, opened, Ruling((free, tied)))
    key, _ = decisions.conclude(ws, opened, Ruling((free, tied), reason="Belum tahu saat itu."))
    assert decisions.get(ws, key).total == 8750


def test_declared_before_it_counts_by_nobodys_word(
    ws: Workspace, held: UUID, opened: UUID, clock: ManualClock
) -> None:
    interests.declare(ws, held, _business(ws, opened), InterestKind.KIN, person_id=ANI)
    clock.advance(timedelta(minutes=1))
    void, free = arrives(ws, opened, ANI, 4), send(ws, opened, 3)
    ruling = Ruling((free, void), reason="Tetap dihitung.")
    refused("ruling.sheets", decisions.conclude, ws, opened, ruling)
    key, _ = decisions.conclude(ws, opened)
    assert decisions.get(ws, key).total == 7500


# -- the chair's word ---------------------------------------------------------------------


def test_two_sheets_of_one_curator_are_both_kept_and_one_counts(
    ws: Workspace, opened: UUID, clock: ManualClock
) -> None:
    first = arrives(ws, opened, ANI, 2)
    clock.advance(timedelta(minutes=1))
    second, own = arrives(ws, opened, ANI, 4), send(ws, opened, 3)
    view = panels.load(ws, opened)
    assert {s.id for s in view.sheets} == {first, second, own}
    assert AlarmKind.TWO_SHEETS in kinds(view)
    assert not view.may.conclude
    assert view.may.reconcile
    refused("curation.needs_chair", decisions.conclude, ws, opened)
    both = Ruling((first, second), reason="Keduanya.")
    refused("ruling.sheets", decisions.conclude, ws, opened, both)
    key, _ = decisions.conclude(ws, opened, Ruling((second, own), reason=" Lembar  terakhir. "))
    with ws.db.read() as session:
        row = session.get_one(DecisionRecord, key)
        assert {UUID(k) for k in row.assessment_ids} == {second, own}
        assert (row.total, row.reason) == (8750, "Lembar terakhir.")


def test_gates_that_differ_are_settled(ws: Workspace, opened: UUID) -> None:
    arrives(ws, opened, ANI, 3, gates={"NIB": GateState.UNMET})
    send(ws, opened, 3)
    judged = decisions.preview(ws, opened)
    assert judged is not None
    assert judged.verdict.gates_unmet == ("NIB",)
    met = Ruling(gates={"NIB": GateState.MET})
    better = decisions.preview(ws, opened, met)
    assert better is not None
    assert (better.verdict.outcome, better.verdict.gates_unmet) == ("passed", ())
    refused("ruling.no_reason", decisions.conclude, ws, opened, met)
    invented = Ruling(gates={"NIB": GateState.IN_PROCESS}, reason="Katanya begitu.")
    refused("ruling.gates", decisions.conclude, ws, opened, invented)
    key, _ = decisions.conclude(ws, opened, replace(met, reason="NIB dilihat di OSS."))
    with ws.db.read() as session:
        row = session.get_one(DecisionRecord, key)
        assert (row.gates, row.outcome) == ({"NIB": "met"}, "passed")
        assert all(item.code != "NIB" for item in decisions.items_of(session, key))


@pytest.mark.parametrize(("level", "wanted"), [(Level.CITY, 2), (Level.PROVINCE, 3)])
def test_each_level_has_its_minimum(
    ws: Workspace, product: UUID, held: UUID, level: Level, wanted: int
) -> None:
    judge(ws, product, held, 3)
    if level is Level.PROVINCE:
        judge(ws, product, open_session(ws, Level.CITY), 3)
    above = open_session(ws, level)
    agree(ws, above, minimum_members={"city": 2, "province": 3})
    key = submit(ws, product, above, 3)
    assert panels.load(ws, key).minimum == wanted
    for number in range(1, wanted):
        error = refused("curation.too_few", decisions.conclude, ws, key)
        assert f"{number} dari {wanted}" in error.what
        arrives(ws, key, UUID(int=200 + number), 3)
    decisions.conclude(ws, key)


def test_left_out_below_the_minimum_nothing_is_decided(
    ws: Workspace, held: UUID, opened: UUID
) -> None:
    agree(ws, held, minimum_members={"district": 2})
    arrives(ws, opened, ANI)
    mine = send(ws, opened)
    alone = Ruling((mine,), reason="Ani terburu-buru.")
    refused("curation.too_few", decisions.conclude, ws, opened, alone)


# -- undone and corrected -------------------------------------------------------------------


def test_undone_the_product_is_open_again(ws: Workspace, held: UUID, product: UUID) -> None:
    first = judge(ws, product, held, 2)
    (card,) = curations.queue(ws, held)
    key = card.curation_id
    assert panels.load(ws, key).may.take_back
    change = corrections.take_back(ws, key)
    assert not change.undoable
    (card,) = curations.queue(ws, held)
    assert (card.state, card.outcome) == ("open", None)
    assert products.get(ws, product).last_outcome is None
    assert papers.ids(ws) == []
    rekap_count.catch_up(ws)
    assert sum(home.summary(ws).outcomes.values()) == 0
    assert (view := sessions.current(ws)) is not None
    assert (view.scored, view.total) == (0, 1)
    score_sheets.withdraw(ws, key)
    send(ws, key, 3)
    second, _ = decisions.conclude(ws, key)
    assert papers.ids(ws) == [second]
    lines = panels.load(ws, key).decisions
    assert [(d.id, d.in_force, d.taken_back) for d in lines] == [
        (second, True, False),
        (first, False, True),
    ]
    with ws.db.read() as session:
        assert decisions.items_of(session, first)  # the old stays readable


def test_what_cannot_be_undone(ws: Workspace, held: UUID, product: UUID) -> None:
    refused("decision.none", corrections.take_back, ws, submit(ws, product, held, 2))
    (card,) = curations.queue(ws, held)
    decisions.conclude(ws, card.curation_id)
    again, change = curations.open_curation(ws, product, held)
    refused("decision.went_on", corrections.take_back, ws, card.curation_id)
    changes.undo(ws, change)
    sessions.close(ws, held)
    assert not panels.load(ws, card.curation_id).may.take_back
    refused("decision.closed", corrections.take_back, ws, card.curation_id)
    sessions.close(ws, held, closed=False)
    corrections.take_back(ws, card.curation_id)
    assert curations.open_curation(ws, product, held)[0] == card.curation_id != again


def test_a_certificate_ends_the_undo(ws: Workspace, held: UUID, product: UUID) -> None:
    first = judge(ws, product, held, 3)
    certificate, _ = certificates.issue(ws, first)
    (card,) = curations.queue(ws, held)
    key = card.curation_id
    refused("decision.certified", corrections.take_back, ws, key)
    refused("ruling.no_reason", corrections.correct, ws, key, Ruling())
    products.save(ws, _business(ws, key), _with_trademark(ws, product), product)
    second, _ = corrections.correct(ws, key, Ruling(reason="Dokumen merek menyusul."))
    view = panels.load(ws, key)
    assert view.decision is not None
    assert (view.decision.id, view.decision.reason) == (second, "Dokumen merek menyusul.")
    (number,) = view.void_certificates
    assert number == certificates_number(ws, certificate)
    assert papers.ids(ws) == [second, first], "what was given out and fell stays to be found"
    refused("certificate.corrected", certificates.issue, ws, first)
    refused("certificate.corrected", pdfs.certificate_pdf, ws, certificate)
    certificates.issue(ws, second)


def certificates_number(ws: Workspace, certificate_id: UUID) -> str:
    with ws.db.read() as session:
        return session.get_one(Certificate, certificate_id).register_no


def _with_trademark(ws: Workspace, product_id: UUID) -> products.ProductForm:
    form = products.get(ws, product_id).form
    return replace(form, documents=(paper(DocumentType.TRADEMARK, "IDM000000001"),))


def test_corrected_after_closing_to_not_passed(ws: Workspace, held: UUID, opened: UUID) -> None:
    good = arrives(ws, opened, ANI, 4)
    poor = send(ws, opened, 2)
    first, _ = decisions.conclude(ws, opened)
    sessions.close(ws, held)
    assert decisions.get(ws, first).outcome == "passed"
    ruling = Ruling((poor,), reason="Lembar Ani untuk produk lain.")
    second, _ = corrections.correct(ws, opened, ruling)
    assert decisions.get(ws, second).outcome == "failed"
    (card,) = curations.queue(ws, held)
    assert card.outcome == "failed"
    refused("certificate.corrected", certificates.issue, ws, first)
    refused("certificate.not_passed", certificates.issue, ws, second)
    with ws.db.read() as session:
        old = session.get_one(DecisionRecord, first)
        assert {UUID(k) for k in old.assessment_ids} == {good, poor}
        assert session.get_one(Assessment, good).total == 10000


# -- down and up again -----------------------------------------------------------------------


def test_sent_down_it_climbs_only_after_a_new_pass(
    ws: Workspace, held: UUID, product: UUID, clock: ManualClock
) -> None:
    judge(ws, product, held, 3)
    city = open_session(ws, Level.CITY)
    key = submit(ws, product, city, 3)
    for words in ("", "  "):
        refused("ruling.no_reason", returns.send_down, ws, key, words)
    clock.advance(timedelta(hours=1))
    returns.send_down(ws, key, "Label belum memuat komposisi.")
    view = panels.load(ws, key)
    assert (view.returned, view.visible) == ("Label belum memuat komposisi.", True)
    assert not any((view.may.conclude, view.may.send_down, view.may.reconcile))
    (card,) = curations.queue(ws, city)
    assert (card.returned, card.outcome) == (True, None)
    assert not score_sheets.load_sheet(ws, key).editable
    refused("curation.returned", decisions.conclude, ws, key)
    refused("curation.returned", score_sheets.withdraw, ws, key)
    refused("curation.returned", returns.send_down, ws, key, "Sekali lagi.")
    error = refused("curation.level_below", curations.open_curation, ws, product, city)
    assert "dikembalikan" in error.what
    again = open_session(ws, name="Sekali lagi")
    clock.advance(timedelta(hours=1))
    second = submit(ws, product, again, 3)
    assert score_sheets.load_sheet(ws, second).attempt == 2
    decisions.conclude(ws, second)
    up, _ = curations.open_curation(ws, product, city)
    assert up != key
    assert score_sheets.load_sheet(ws, up).attempt == 2
    refused("curation.passed_already", curations.open_curation, ws, product, again)
    send(ws, up)
    earlier = panels.load(ws, up).earlier
    told = [(e.level, e.attempt, e.returned != "") for e in earlier]
    assert told == [(Level.DISTRICT, 1, False), (Level.DISTRICT, 2, False), (Level.CITY, 1, True)]


def test_no_sheet_on_what_was_sent_down(ws: Workspace, held: UUID, product: UUID) -> None:
    judge(ws, product, held, 3)
    key, _ = curations.open_curation(ws, product, open_session(ws, Level.CITY))
    sheet = filled(score_sheets.load_sheet(ws, key))
    returns.send_down(ws, key, "Belum siap.")
    refused("curation.returned", score_sheets.submit, ws, key, sheet)


def test_not_sent_down(ws: Workspace, held: UUID, product: UUID) -> None:
    key = submit(ws, product, held, 3)
    refused("return.lowest", returns.send_down, ws, key, "Belum.")
    decisions.conclude(ws, key)
    city = open_session(ws, Level.CITY)
    above = submit(ws, product, city, 3)
    decisions.conclude(ws, above)
    refused("curation.decided", returns.send_down, ws, above, "Terlambat.")
    corrections.take_back(ws, above)
    sessions.close(ws, city)
    refused("session.closed", returns.send_down, ws, above, "Sudah tutup.")


def test_the_city_hears_when_the_district_fell(
    ws: Workspace, held: UUID, opened: UUID, product: UUID
) -> None:
    arrives(ws, opened, ANI, 4)
    poor = send(ws, opened, 2)
    decisions.conclude(ws, opened)
    above = submit(ws, product, open_session(ws, Level.CITY), 3)
    assert kinds(panels.load(ws, above)) == []
    corrections.correct(ws, opened, Ruling((poor,), reason="Salah hitung."))
    assert kinds(panels.load(ws, above)) == [AlarmKind.LEVEL_BELOW]


# -- the best of a session ---------------------------------------------------------------------


def test_the_best_are_picked_and_why(ws: Workspace, held: UUID, clock: ManualClock) -> None:
    agree(ws, held, pick_best=2)
    business = register(ws)
    names = ("Batik", "Tenun", "Lurik", "Songket")
    made = {name: add_product(ws, business, name) for name in names}
    lows = {"Batik": {}, "Tenun": {"MUTU-1": 4, "DSN-1": 2}, "Lurik": {}, "Songket": {}}
    for name in names:
        clock.advance(timedelta(minutes=1))
        judge(ws, made[name], held, 2 if name == "Songket" else 3, scores=lows[name])
    curations.open_curation(ws, add_product(ws, business, "Ulos"), held)
    found = picking.ranking(ws, held)
    assert (found.best, found.undecided) == (2, 1)
    told = [(n.product, n.place.chosen, n.place.tied, n.place.rule) for n in found.lines]
    assert told == [
        ("Tenun", True, False, None),
        ("Batik", True, True, "earlier"),
        ("Lurik", False, True, "earlier"),
    ]


def test_unknown_errors_are_not_swallowed(ws: Workspace, opened: UUID) -> None:
    with pytest.raises(UserError) as caught:
        decisions.conclude(ws, opened, Ruling((UUID(int=3),), reason="Tidak ada."))
    assert caught.value.code == "curation.no_sheet"
    send(ws, opened)
    refused("ruling.sheets", decisions.conclude, ws, opened, Ruling((UUID(int=3),), reason="Ya."))
