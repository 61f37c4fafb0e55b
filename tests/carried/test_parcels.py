"""Files on a stick: to the centre and back in any order, twice and late; and between laptops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import parcels as central_parcels
from app.central import people
from app.central.centre import Centre
from app.domain.scoring import Sheet
from app.errors import UserError
from app.models.entities import TABLES
from app.models.local import BlobTransfer, Relay, SheetDraft
from app.services import curations, decisions, parcels, safety, score_sheets, syncing
from app.services.workspace import Workspace
from app.sync.report import Report
from tests.carried.conftest import QUIET, OpenLaptop
from tests.model.centres import Backups, restored
from tests.services.field import add_product, form, judge, open_session, register, submit

Sync = Callable[[Workspace], Report]


def rows(centre: Centre, entity: str) -> set[UUID]:
    with centre.engine.connect() as conn:
        return set(conn.execute(sa.select(TABLES[entity].c.id)).scalars())


def local_rows(ws: Workspace, entity: str) -> set[UUID]:
    with ws.db.read() as session:
        return set(session.scalars(sa.select(TABLES[entity].c.id)))


@pytest.fixture
def rani(open_laptop: OpenLaptop, sync: Sync) -> Workspace:
    """A laptop that was online once and has a product that waits."""
    ws = open_laptop("Rani")
    sync(ws)
    add_product(ws, register(ws))
    return ws


def to_centre(ws: Workspace, path: Path) -> parcels.Written:
    return parcels.write_for_centre(ws, path, QUIET)


def test_a_day_goes_by_stick_and_the_receipt_comes_back(
    rani: Workspace, centre: Centre, tmp_path: Path
) -> None:
    out, back = tmp_path / "kirim.kurasi", tmp_path / "jawab.kurasi"
    written = to_centre(rani, out)
    assert (written.rows, written.photos) == (syncing.status(rani).waiting_rows, 2)
    assert written.size_bytes == out.stat().st_size
    assert not safety.of_laptop(rani).safe_to_wipe
    taken = central_parcels.take(centre, out, back)
    assert (taken.rows, taken.refused, taken.photos) == (written.rows, 0, 2)
    assert taken.person == "Rani"
    assert rows(centre, "product") == local_rows(rani, "product")
    assert syncing.status(rani).waiting_rows == written.rows  # nothing is green yet
    answer = parcels.take(rani, back, QUIET)
    assert (answer.kind, answer.known) == ("answer", False)
    assert syncing.status(rani).unsent == 0
    assert safety.of_laptop(rani).safe_to_wipe


def test_any_order_twice_and_late(
    rani: Workspace, centre: Centre, tmp_path: Path, sync: Sync
) -> None:
    names = [tmp_path / f"{n}.kurasi" for n in range(6)]
    to_centre(rani, names[0])
    register(rani, "Warung Kedua")
    to_centre(rani, names[1])
    central_parcels.take(centre, names[1], names[2])  # the later first
    central_parcels.take(centre, names[0], names[3])  # then the earlier
    central_parcels.take(centre, names[1], names[4])  # and one of them twice
    assert rows(centre, "business") == local_rows(rani, "business")
    register(rani, "Warung Ketiga")
    sync(rani)  # a network in between
    before = {e: local_rows(rani, e) for e in ("business", "product", "photo")}
    known = [parcels.take(rani, names[n], QUIET).known for n in (4, 3, 2, 4)]
    assert known[-1]
    assert {e: local_rows(rani, e) for e in before} == before
    assert rows(centre, "business") == before["business"]
    assert len(before["business"]) == 3
    assert syncing.status(rani).unsent == 0
    report = sync(rani)
    assert (report.sent, report.conflicts, report.unequal) == (0, 0, ())


def test_edits_of_one_record_in_several_files_do_not_clash_with_themselves(
    rani: Workspace, centre: Centre, tmp_path: Path, sync: Sync
) -> None:
    from app.services import businesses

    key = register(rani, "Nama Satu")
    to_centre(rani, tmp_path / "1.kurasi")
    businesses.save(rani, form("Nama Dua"), key)
    to_centre(rani, tmp_path / "2.kurasi")
    businesses.save(rani, form("Nama Tiga"), key)
    to_centre(rani, tmp_path / "3.kurasi")
    central_parcels.take(centre, tmp_path / "3.kurasi", tmp_path / "r.kurasi")
    parcels.take(rani, tmp_path / "r.kurasi", QUIET)
    assert syncing.status(rani).conflicts == 0
    assert businesses.get(rani, key).form.name == "Nama Tiga"
    with centre.engine.connect() as conn:
        business = TABLES["business"]
        query = sa.select(business.c.name).where(business.c.id == key)
        assert conn.execute(query).scalar() == "Nama Tiga"
    assert sync(rani).conflicts == 0


def test_news_come_by_stick_only_where_they_continue(
    rani: Workspace, open_laptop: OpenLaptop, centre: Centre, tmp_path: Path, sync: Sync
) -> None:
    budi = open_laptop("Budi")
    register(budi, "Usaha Budi")
    sync(budi)
    to_centre(rani, tmp_path / "1.kurasi")
    central_parcels.take(centre, tmp_path / "1.kurasi", tmp_path / "jawab.kurasi")
    parcels.take(rani, tmp_path / "jawab.kurasi", QUIET)
    assert local_rows(rani, "business") == rows(centre, "business")
    assert len(local_rows(rani, "business")) == 2
    assert sync(rani).received == 0  # the cursors came along


def test_a_restored_centre_is_told_everything_by_file(
    rani: Workspace, centre: Centre, tmp_path: Path, sync: Sync
) -> None:
    """What it had confirmed and lost goes again with the next file; no network is needed."""
    backups = Backups(centre)
    sync(rani)
    backups.take("kept")
    register(rani, "Warung Kedua")
    sync(rani)
    backups.restore("kept")
    restored(centre, "another")
    names = [tmp_path / f"{n}.kurasi" for n in range(5)]
    for number in range(2):  # two batches, neither of which can follow on what is there now
        register(rani, f"Warung Sesudah {number}")
        to_centre(rani, names[number])
    taken = central_parcels.take(centre, names[1], names[2])
    assert (taken.rows, taken.refused) == (0, 0)
    parcels.take(rani, names[2], QUIET)
    assert rows(centre, "business") < local_rows(rani, "business")
    to_centre(rani, names[3])
    central_parcels.take(centre, names[3], names[4])
    assert rows(centre, "business") == local_rows(rani, "business")
    parcels.take(rani, names[4], QUIET)
    assert syncing.status(rani).unsent == 0
    report = sync(rani)
    assert (report.conflicts, report.unequal) == (0, ())


def test_a_file_is_for_its_reader_only(
    rani: Workspace, open_laptop: OpenLaptop, centre: Centre, tmp_path: Path, sync: Sync
) -> None:
    out, back = tmp_path / "kirim.kurasi", tmp_path / "jawab.kurasi"
    to_centre(rani, out)
    assert b"Dapur Sari" not in out.read_bytes()
    central_parcels.take(centre, out, back)
    assert b"Dapur Sari" not in back.read_bytes()
    budi = open_laptop("Budi")
    sync(budi)
    for path, code in ((back, "parcel.other_laptop"), (out, "parcel.other_laptop")):
        with pytest.raises(UserError) as caught:
            parcels.take(budi, path, QUIET)
        assert caught.value.code == code


def test_a_damaged_file_changes_nothing(rani: Workspace, centre: Centre, tmp_path: Path) -> None:
    out, bad = tmp_path / "kirim.kurasi", tmp_path / "rusak.kurasi"
    to_centre(rani, out)
    data = bytearray(out.read_bytes())
    for place in (5, 200, len(data) // 2, len(data) - 3):
        broken = bytearray(data)
        broken[place] ^= 0x20
        bad.write_bytes(broken)
        with pytest.raises(UserError):
            central_parcels.take(centre, bad, tmp_path / "r.kurasi")
    bad.write_bytes(data[: len(data) // 2])
    with pytest.raises(UserError):
        central_parcels.take(centre, bad, tmp_path / "r.kurasi")
    assert rows(centre, "business") == set()
    assert not (tmp_path / "r.kurasi").exists()
    for junk in (b"", b"bukan berkas", b"PK\x03\x04rusak"):
        bad.write_bytes(junk)
        with pytest.raises(UserError) as caught:
            parcels.take(rani, bad, QUIET, "K7QD-PMX4-2HTR")
        assert caught.value.code in {"parcel.not_ours", "parcel.damaged"}


def test_somebody_kept_out_cannot_send_by_stick(
    rani: Workspace, centre: Centre, tmp_path: Path
) -> None:
    to_centre(rani, tmp_path / "1.kurasi")
    people.set_active(centre, rani.me.person_id, active=False)
    with pytest.raises(UserError) as caught:
        central_parcels.take(centre, tmp_path / "1.kurasi", tmp_path / "r.kurasi")
    assert caught.value.code == "parcel.not_let_in"


def test_a_laptop_that_was_never_online_says_so(open_laptop: OpenLaptop, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        to_centre(open_laptop("Rani"), tmp_path / "1.kurasi")
    assert caught.value.code == "parcel.no_recipient"


# -- from laptop to laptop --------------------------------------------------------------


@pytest.fixture
def panel(open_laptop: OpenLaptop, sync: Sync) -> tuple[Workspace, Workspace]:
    """A curator and the chair, each online once; then both at a booth without a network."""
    rani, chair = open_laptop("Rani"), open_laptop("Ketua")
    for ws in (rani, chair):
        sync(ws)
    return rani, chair


def hand(giver: Workspace, taker: Workspace, session_id: UUID, path: Path) -> parcels.Taken:
    written = parcels.write_for_colleague(giver, path, session_id, QUIET)
    assert len(written.code) == 14
    return parcels.take(taker, path, QUIET, written.code.lower())


def test_the_panel_decides_at_the_booth(
    panel: tuple[Workspace, Workspace], centre: Centre, tmp_path: Path, sync: Sync
) -> None:
    rani, chair = panel
    session_id = open_session(rani)
    product = add_product(rani, register(rani))
    curation = submit(rani, product, session_id)
    taken = hand(rani, chair, session_id, tmp_path / "panel.kurasi")
    assert (taken.sender, taken.sheets, taken.photos) == ("Rani", 1, 2)
    assert hand(rani, chair, session_id, tmp_path / "lagi.kurasi").known
    decisions.conclude(chair, curation)
    sync(chair)  # the chair meets a network first: the colleague's work goes along
    assert rows(centre, "assessment") == local_rows(rani, "assessment")
    assert rows(centre, "decision") == local_rows(chair, "decision")
    assert syncing.status(chair).unsent == 0
    assert safety.of_laptop(chair).safe_to_wipe
    report = sync(rani)
    assert (report.conflicts, report.refused, report.unequal) == (0, 0, ())
    assert local_rows(rani, "decision") == local_rows(chair, "decision")
    assert syncing.status(rani).unsent == 0
    assert sync(chair).unequal == ()


def test_the_curator_meets_the_network_first(
    panel: tuple[Workspace, Workspace], centre: Centre, tmp_path: Path, sync: Sync
) -> None:
    rani, chair = panel
    session_id = open_session(rani)
    curation = submit(rani, add_product(rani, register(rani)), session_id)
    hand(rani, chair, session_id, tmp_path / "panel.kurasi")
    decisions.conclude(chair, curation)
    sync(rani)
    sync(chair)
    assert rows(centre, "decision") == local_rows(chair, "decision")
    with chair.db.read() as session:
        assert all(r.sent_at and not r.problem for r in session.scalars(sa.select(Relay)))
    for ws in panel:
        report = sync(ws)
        assert (report.unequal, report.conflicts) == ((), 0)
        assert syncing.status(ws).unsent == 0


def test_a_draft_goes_on_elsewhere_under_its_own_name(
    panel: tuple[Workspace, Workspace], centre: Centre, tmp_path: Path, open_laptop: OpenLaptop
) -> None:
    rani, chair = panel
    session_id = open_session(rani)
    curation, _ = curations.open_curation(rani, add_product(rani, register(rani)), session_id)
    view = score_sheets.load_sheet(rani, curation)
    begun = Sheet(scores={view.rubric.indicators[0].code: 3})
    score_sheets.save_draft(rani, curation, begun)
    assert hand(rani, chair, session_id, tmp_path / "draf.kurasi").drafts == 1
    (line,) = parcels.drafts(chair)
    assert (line.curator_name, line.answered, line.mine) == ("Rani", 1, False)
    assert line.product == "Kain Lasem"
    with pytest.raises(UserError) as caught:
        parcels.continue_draft(chair, line.curation_id, line.curator_id)
    assert caught.value.code == "draft.not_yours"
    # Rani's battery is dead; a spare laptop is enrolled in her own name.
    from tests.carried.conftest import connect

    spare = open_laptop("Cadangan")
    connect(spare, centre, people.new_code(centre, rani.me.person_id))
    hand(chair, spare, session_id, tmp_path / "lagi.kurasi")
    (line,) = parcels.drafts(spare)
    assert line.mine
    parcels.continue_draft(spare, line.curation_id, line.curator_id)
    assert parcels.drafts(spare) == []
    assert score_sheets.load_sheet(spare, curation).sheet.scores == begun.scores
    key = curation, rani.me.person_id
    with spare.db.read() as session, rani.db.read() as first:
        here, there = session.get_one(SheetDraft, key), first.get_one(SheetDraft, key)
        assert here.started_at == there.started_at is not None, "how long it took stays known"


def test_the_code_and_the_sender_are_checked(
    panel: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rani, chair = panel
    session_id = open_session(rani)
    judge(rani, add_product(rani, register(rani)), session_id)
    path = tmp_path / "panel.kurasi"
    code = parcels.write_for_colleague(rani, path, session_id, QUIET).code
    for typed, expected in (
        ("", "parcel.needs_code"),
        ("AAAA-BBBB-CCCC", "parcel.wrong_code"),
    ):
        with pytest.raises(UserError) as caught:
            parcels.take(chair, path, QUIET, typed)
        assert caught.value.code == expected
    with pytest.raises(UserError) as caught:
        parcels.take(rani, path, QUIET, code)
    assert caught.value.code == "parcel.own"
    assert local_rows(chair, "assessment") == set()


def test_photographs_of_a_dead_laptop_arrive_with_the_colleague(
    panel: tuple[Workspace, Workspace], centre: Centre, tmp_path: Path, sync: Sync
) -> None:
    rani, chair = panel
    session_id = open_session(rani)
    submit(rani, add_product(rani, register(rani)), session_id)
    hand(rani, chair, session_id, tmp_path / "panel.kurasi")
    sync(chair)
    with chair.db.read() as session:
        query = sa.select(BlobTransfer.state, BlobTransfer.receipt.is_not(None))
        assert set(session.execute(query).all()) == {("stored", True)}
    with rani.db.read() as session:
        wanted = set(session.scalars(sa.select(BlobTransfer.sha256)))
    assert wanted == set(centre.photos.all_hashes())
