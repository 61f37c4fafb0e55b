"""Sinkronisasi as a curator sees it: what waits, what clashes, what a centre makes of a laptop."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.scoring import Sheet
from app.errors import UserError
from app.models.entities import AuditEvent, Business
from app.models.local import Refusal, SheetDraft, SyncConflict, SyncRow
from app.services import (
    businesses,
    certificates,
    conflicts,
    curations,
    enrolment,
    papers,
    refusals,
    score_sheets,
    sessions,
    syncing,
)
from app.services.syncing import Status
from app.services.workspace import Workspace
from app.sync.report import QuietWatcher
from app.sync.transport import Transport, offline
from tests.conftest import NOW
from tests.services.field import (
    add_product,
    enrol,
    form,
    judge,
    open_session,
    register,
)


def test_a_laptop_that_nobody_connected(ws: Workspace) -> None:
    assert syncing.status(ws) == Status(
        enrolled=False,
        sample=False,
        centre_url=None,
        waiting_rows=0,
        waiting_photos=0,
        waiting_bytes=0,
        refused=0,
        conflicts=0,
        last_success_at=None,
        skew_ms=None,
    )
    for job in (lambda: syncing.run(ws, QuietWatcher()), lambda: syncing.https(ws)):
        with pytest.raises(UserError) as caught:
            job()
        assert caught.value.code == "enrol.missing"
    (run,) = syncing.runs(ws)
    assert not run.ok
    assert "belum terhubung" in run.sentence


def test_what_waits(ws: Workspace) -> None:
    product = add_product(ws, register(ws))
    judge(ws, product, open_session(ws), 3)
    waiting = {line.entity: line.count for line in syncing.waiting(ws)}
    assert waiting == {"business": 1, "product": 1, "photo": 1, "audit_event": 3}
    status = syncing.status(ws)
    assert status.waiting_rows == status.unsent == sum(waiting.values())
    assert status.waiting_photos == 1
    assert status.waiting_bytes > 0


def test_practice_never_waits(ws: Workspace) -> None:
    product = add_product(ws, register(ws))
    before = syncing.status(ws).waiting_rows
    certificates.issue(ws, judge(ws, product, open_session(ws), 3))
    assert syncing.status(ws).waiting_rows == before


# -- enrolment ----------------------------------------------------------------------------


def test_enrolment_tells_who_works_here(enrolled: Workspace) -> None:
    me = enrolled.me
    assert (me.person_name, me.device_code, me.enrolled, me.training) == (
        "Rani Kurator",
        "A7",
        True,
        False,
    )
    assert me.regions == ("31.74.04",)
    assert me.judges()
    status = syncing.status(enrolled)
    assert (status.enrolled, status.centre_url) == (True, "https://pusat.example.id")


def test_work_before_enrolment_becomes_the_persons(ws: Workspace, root: str) -> None:
    business = register(ws)
    product, held = add_product(ws, business), open_session(ws)
    curation, _ = curations.open_curation(ws, product, held)
    score_sheets.save_draft(ws, curation, Sheet(remark="separuh"))
    done = judge(ws, add_product(ws, business, "Dua"), held, 3)
    waiting = syncing.status(ws).waiting_rows
    enrol(ws, root)
    with ws.db.read() as session:
        for cls in (Business, AuditEvent):
            assert set(session.scalars(sa.select(cls.created_by))) == {ws.me.person_id}
        assert set(session.scalars(sa.select(SheetDraft.curator_id))) == {ws.me.person_id}
    assert syncing.status(ws).waiting_rows == waiting
    assert score_sheets.load_sheet(ws, curation).sheet.remark == "separuh"
    decided = next(c for c in curations.queue(ws, held) if c.outcome)
    assert score_sheets.load_sheet(ws, decided.curation_id).submitted
    assert papers.cards(ws, [done])[0].outcome == "passed"
    with pytest.raises(sa.exc.IntegrityError), ws.db.write() as session:
        session.execute(sa.update(AuditEvent).values(verb="lain"))


def test_the_next_person_does_not_inherit(enrolled: Workspace, root: str) -> None:
    ws = enrolled
    rani = ws.me.person_id
    key = register(ws)
    with ws.db.write() as session:
        session.execute(sa.update(SyncRow).values(fb={}))
    enrol(ws, root, device="A8", name="Budi")
    assert ws.me.person_id != rani
    with ws.db.read() as session:
        assert session.get_one(Business, key).created_by == rani
    assert syncing.waiting(ws) == []


def test_a_bad_address_is_told_before_anything_is_sent(ws: Workspace) -> None:
    for url in ("", "http://pusat.example.id", "pusat.example.id", "https://"):
        with pytest.raises(UserError):
            enrolment.enrol(ws, url, "KODE")
    assert not ws.me.enrolled


# -- conflicts and refusals --------------------------------------------------------------------


@pytest.fixture
def clash(enrolled: Workspace) -> UUID:
    """A business whose name two people changed: ours waits, the centre's stands."""
    key = register(enrolled, "Punya pusat")
    with enrolled.db.write() as session:
        session.execute(sa.update(SyncRow).values(fb={}))
        session.add(
            SyncConflict(
                entity="business",
                id=key,
                field="name",
                mine="Punya saya",
                theirs="Punya pusat",
                noticed_at=NOW,
            )
        )
    return key


@pytest.mark.lesson("B18")
@pytest.mark.parametrize(
    ("mine", "name", "dirty"), [(True, "Punya saya", {"name"}), (False, "Punya pusat", set())]
)
def test_a_conflict_waits_for_a_choice(
    enrolled: Workspace, clash: UUID, mine: bool, name: str, dirty: set[str]
) -> None:
    (line,) = conflicts.open_conflicts(enrolled)
    assert (line.title, line.mine, line.theirs) == ("Punya pusat", "Punya saya", "Punya pusat")
    assert syncing.status(enrolled).conflicts == 1
    change = conflicts.choose(enrolled, line.key, mine=mine)
    assert change.entities == ({"business"} if mine else set())
    assert conflicts.open_conflicts(enrolled) == []
    assert businesses.get(enrolled, clash).form.name == name
    with enrolled.db.read() as session:
        assert set(session.get_one(SyncRow, ("business", clash)).fb) == dirty


def test_a_refused_record_is_named_and_tried_again(enrolled: Workspace) -> None:
    ws = enrolled
    key = register(ws)
    product = add_product(ws, key, photo=False)
    with ws.db.write() as session:
        for entity, row in (("business", key), ("product", product)):
            session.add(Refusal(entity=entity, id=row, code="scope.outside", refused_at=NOW))
        session.execute(sa.update(SyncRow).values(state="refused"))
    status = syncing.status(ws)
    assert status.refused == 2
    assert {(r.title, r.code) for r in refusals.refusals(ws)} == {
        ("Dapur Sari", "scope.outside"),
        ("Kain Lasem", "scope.outside"),
    }
    before = status.waiting_rows
    refusals.retry_refused(ws)
    after = syncing.status(ws)
    assert after.refused == 0
    assert after.waiting_rows > before
    assert refusals.refusals(ws) == []


def test_each_attempt_is_noted(enrolled: Workspace, clock: ManualClock) -> None:
    def broken(_ws: Workspace) -> AbstractContextManager[Transport]:
        raise offline()

    for _ in range(2):
        clock.advance(timedelta(minutes=1))
        with pytest.raises(UserError):
            syncing.run(enrolled, QuietWatcher(), broken)
    runs = syncing.runs(enrolled)
    assert [r.started_at for r in runs] == [clock.now(), clock.now() - timedelta(minutes=1)]
    assert all(r.sentence == offline().sentence and not r.ok for r in runs)
    assert len(syncing.runs(enrolled, limit=1)) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("", "–"),
        (True, "ya"),
        (False, "tidak"),
        (0, "0"),
        ("Sari & <B>", "Sari & <B>"),
    ],
)
def test_values_as_people_read_them(value: object, text: str) -> None:
    assert conflicts.text_of(value) == text


def test_edits_wait_field_by_field(enrolled: Workspace) -> None:
    key = register(enrolled)
    with enrolled.db.write() as session:
        session.execute(sa.update(SyncRow).values(fb={}))
    businesses.save(enrolled, form("Dapur Sari Baru"), key)
    with enrolled.db.read() as session:
        assert set(session.get_one(SyncRow, ("business", key)).fb) == {"name", "name_key"}
    assert sessions.current(enrolled) is None
