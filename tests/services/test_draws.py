"""Draws: frozen with a hash, drawn on the day and not before, never twice, each answered for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.domain.market import draw as rule
from app.domain.market import draw_files
from app.domain.market.draw_files import Verdict
from app.domain.terms import DocumentType
from app.errors import UserError
from app.models.entities import Business
from app.models.market import DrawRecord, GebetanPick
from app.services import changes, draw_making, draw_papers, draw_pool, draw_why, draws
from app.services.draws import DrawState
from app.services.workspace import Workspace
from app.sync.inbox import applying
from tests.reports.reading import squeezed, whole_text
from tests.services.field import (
    OTHER_WARD,
    add_product,
    enrol,
    judge,
    open_session,
    paper,
    register,
)
from tests.services.market import (
    NUMBERS,
    SOURCES,
    announced,
    curated,
    event,
    form,
    gebetan_round,
    table,
)

NAMES = ("Dapur Sari", "Kue Mpok", "Batik Kita", "Kopi Wati", "Sambal Ati")


def refused(code: str, what: object, *args: object, **how: object) -> UserError:
    with pytest.raises(UserError) as caught:
        what(*args, **how)  # type: ignore[operator]
    assert caught.value.code == code
    assert caught.value.todo
    return caught.value


def to_the_day(ws: Workspace, clock: ManualClock, days: int = 6) -> None:
    clock.advance(timedelta(days=days))


# Who takes part.


def test_candidates_are_those_the_channel_allows(ws: Workspace) -> None:
    good = curated(ws, *NAMES[:3])
    without_nib = register(ws, "Tanpa NIB")
    judge(ws, add_product(ws, without_nib, photo=False), open_session(ws), 4)
    not_curated = register(ws, "Belum Dinilai", nib="9120000000009")
    add_product(ws, not_curated, photo=False)
    outside = register(ws, "Luar Wilayah", ward_code=OTHER_WARD)
    add_product(ws, outside, photo=False)
    pool = draw_pool.of_event(ws, event(ws))
    assert {one.key for one in pool.candidates} == set(good)
    assert pool.left_out == {without_nib: ("document",), not_curated: ("not_curated",)}
    (one,) = [one for one in pool.candidates if one.name == "Kue Mpok"]
    assert one.area.endswith(", Pasar Minggu") or "RW 02" in one.area


def test_the_day_of_the_event_decides(ws: Workspace) -> None:
    """A document that runs out before the event does not let anybody in."""
    held = open_session(ws)
    business = register(ws, "Izin Habis")
    ends = paper(DocumentType.NIB, "8120000000001", valid_until=ws.today() + timedelta(days=5))
    judge(ws, add_product(ws, business, photo=False, documents=(ends,)), held, 4)
    soon, late = event(ws, in_days=4), event(ws, "Bazar Lain", in_days=8)
    assert [one.key for one in draw_pool.of_event(ws, soon).candidates] == [business]
    refused("draw.nobody", draw_pool.of_event, ws, late)


def test_a_round_leaves_out_whoever_was_picked(ws: Workspace) -> None:
    found = curated(ws, *NAMES[:2])
    # The rules ask for a city's certificate: what is tested here is who is picked already.
    round_id = gebetan_round(ws)
    refused("draw.nobody", draw_pool.of_round, ws, round_id)
    with ws.change() as recorder:
        row = GebetanPick(
            round_id=round_id,
            business_id=found[0],
            product_id=ws.ids.new(),
            price=10_000,
            stock=5,
            state="picked",
            picked_on=ws.today(),
            scope="31.74.04",
        )
        recorder.add(row)
    with ws.db.read() as session:
        assert draw_pool._picked(session) == {found[0]}


def test_occasions_are_events_to_come_and_open_rounds(ws: Workspace) -> None:
    later, soon = event(ws, "Nanti", in_days=20), event(ws, "Segera", in_days=1)
    held = gebetan_round(ws)
    event(ws, "Lewat", in_days=-9)
    assert [one.id for one in draw_pool.occasions(ws)] == [soon, held, later]


def test_a_list_from_a_file(ws: Workspace, tmp_path: Path) -> None:
    known = register(ws, "Dapur Sari", jakpreneur_id="JP-1")
    rows = (("Dapur Sari", "Tebet", "JP-1"), ("Kue Mpok ", "Tebet"), ("Kue Mpok", "Cakung"))
    pool = draw_pool.of_csv(ws, table(tmp_path / "daftar.csv", *rows))
    assert [one.name for one in pool.candidates] == ["Dapur Sari", "Kue Mpok", "Kue Mpok"]
    assert pool.candidates[0].key == known
    assert pool.day is None
    again = draw_pool.of_csv(ws, table(tmp_path / "lagi.csv", *reversed(rows)))
    assert {one.key for one in again.candidates} == {one.key for one in pool.candidates}


def test_a_bad_list_names_rows_and_columns(ws: Workspace, tmp_path: Path) -> None:
    rows = (("Dapur", "Tebet"), ("", "Tebet"), ("dapur", "TEBET"), ("Kue", ""))
    path = table(tmp_path / "daftar.csv", *rows)
    what = refused("draw.bad_list", draw_pool.of_csv, ws, path).what
    assert "baris 3, kolom nama usaha: kosong" in what
    assert "baris 4, kolom nama usaha: dapur sudah ada di atas" in what
    assert "baris 5, kolom wilayah: kosong" in what
    heads = table(tmp_path / "kepala.csv", ("x", "y"), heads=("nama", "wilayah"))
    assert (
        "kolom nama usaha tidak ada" in refused("draw.bad_list", draw_pool.of_csv, ws, heads).what
    )
    (tmp_path / "gambar.csv").write_bytes(b"\xff\xd8\xff")
    refused("draw.bad_list", draw_pool.of_csv, ws, tmp_path / "gambar.csv")
    refused("draw.bad_list", draw_pool.of_csv, ws, tmp_path / "tidak-ada.csv")
    refused("draw.nobody", draw_pool.of_csv, ws, table(tmp_path / "kosong.csv"))


# Announced, then drawn.


def test_an_announcement_is_frozen_with_its_hash(ws: Workspace) -> None:
    curated(ws, *NAMES)
    draw_id = announced(ws, event(ws))
    view = draws.get(ws, draw_id)
    assert (view.state, view.verdict) == (DrawState.WAITING, Verdict.ANNOUNCED)
    assert view.fingerprint == view.announcement.fingerprint
    assert view.announcement.sources == SOURCES
    assert view.held_for == "Bazar Contoh Tebet"
    (line,) = draws.draws(ws)
    assert (line.id, line.candidates, line.places) == (draw_id, 5, 2)
    assert line.decided_on == date(2026, 11, 27)
    (name, data), *rest = draws.files(ws, draw_id).items()
    assert name == f"undian-{view.fingerprint[:8]}-pengumuman.json"
    assert not rest
    assert draw_files.check([data], view.fingerprint).verdict is Verdict.ANNOUNCED


def test_two_announcements_of_the_same_list_differ(ws: Workspace) -> None:
    curated(ws, *NAMES)
    held = event(ws)
    one, other = (draws.get(ws, announced(ws, held)) for _ in range(2))
    assert one.announcement.candidates == other.announcement.candidates
    assert one.fingerprint != other.fingerprint


def test_not_before_the_day_and_never_twice(ws: Workspace, clock: ManualClock) -> None:
    curated(ws, *NAMES)
    draw_id = announced(ws, event(ws))
    to_the_day(ws, clock, 5)
    refused("draw.too_early", draw_making.record, ws, draw_id, NUMBERS)
    to_the_day(ws, clock, 1)
    assert draws.get(ws, draw_id).state is DrawState.READY
    refused("draw.bad_numbers", draw_making.record, ws, draw_id, ("7.241,88", "x"))
    refused("draw.bad_numbers", draw_making.record, ws, draw_id, NUMBERS[:1])
    change = draw_making.record(ws, draw_id, NUMBERS)
    assert not change.undoable
    view = draws.get(ws, draw_id)
    assert (view.state, view.verdict) == (DrawState.DRAWN, Verdict.SAME)
    assert view.drawn is not None
    assert sorted(one.name for one in view.drawn.order) == sorted(NAMES)
    refused("draw.already", draw_making.record, ws, draw_id, ("1", "2"))
    files = list(draws.files(ws, draw_id).values())
    assert draw_files.check(files, view.fingerprint).drawn == view.drawn


def test_of_two_results_the_first_counts_and_none_before_the_day(
    ws: Workspace, clock: ManualClock
) -> None:
    """As a sync would bring them from another laptop."""
    curated(ws, *NAMES)
    draw_id = announced(ws, event(ws))
    to_the_day(ws, clock)
    assert draws.draws(ws)[0].state is DrawState.READY
    draw_making.record(ws, draw_id, NUMBERS)
    assert draws.draws(ws)[0].state is DrawState.DRAWN
    mine = draws.get(ws, draw_id)
    assert mine.disputed == ""
    for hours, number in ((1, "9"), (-200, "8")):
        other = rule.draw(mine.announcement, (number, number))
        with ws.change() as recorder:
            row = DrawRecord(
                draw_id=draw_id,
                part="drawn",
                title=mine.title,
                fingerprint=mine.fingerprint,
                body={"numbers": [number] * 2, "order": [str(one.key) for one in other.order]},
                told_at=recorder.now + timedelta(hours=hours),
                scope=mine.region,
            )
            recorder.add(row)
    view = draws.get(ws, draw_id)
    assert (view.numbers, view.verdict, view.disputed) == (NUMBERS, Verdict.SAME, "9 · 9")


def test_how_numbers_are_read() -> None:
    assert draw_making.numbers_read(("7.241,88", "3 1/2", "x")) == ("724188", "1 · 2 · 3", "")


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "  "), ("places", 0), ("sources", ()), ("sources", (" ",)), ("decided_on", None)],
)
def test_what_cannot_be_announced(ws: Workspace, field: str, value: object) -> None:
    curated(ws, *NAMES[:2])
    pool = draw_pool.of_event(ws, event(ws))
    bad = replace(form(ws), **{field: ws.today() if field == "decided_on" else value})  # type: ignore[arg-type]
    refused("draw.invalid", draw_making.announce, ws, bad, pool)
    assert draws.draws(ws) == ()


def test_a_correction_is_a_new_draw_with_its_reason(ws: Workspace, clock: ManualClock) -> None:
    curated(ws, *NAMES)
    held = event(ws)
    old = announced(ws, held)
    to_the_day(ws, clock)
    draw_making.record(ws, old, NUMBERS)
    pool = draw_pool.of_event(ws, held)
    refused("draw.no_reason", draw_making.announce, ws, form(ws), pool, instead=(old, " "))
    new, _ = draw_making.announce(ws, form(ws), pool, instead=(old, "angka IHSG salah ketik"))
    was, now = draws.get(ws, old), draws.get(ws, new)
    assert was.state is DrawState.REPLACED
    assert (was.replaced_by, was.reason) == (new, "angka IHSG salah ketik")
    assert was.drawn is not None
    assert f"pengganti undian {was.fingerprint[:8]}: angka IHSG salah ketik" in now.title
    refused("draw.replaced", draw_making.announce, ws, form(ws), pool, instead=(old, "lagi"))
    assert [line.state for line in draws.draws(ws)] == [DrawState.WAITING, DrawState.REPLACED]


def test_a_record_somebody_changed_is_told(ws: Workspace, clock: ManualClock) -> None:
    curated(ws, *NAMES)
    draw_id = announced(ws, event(ws))
    to_the_day(ws, clock)
    draw_making.record(ws, draw_id, NUMBERS)
    with ws.db.write() as session, applying(session):
        row = session.query(DrawRecord).filter_by(part="drawn").one()
        row.body = {**row.body, "order": row.body["order"][::-1]}
    view = draws.get(ws, draw_id)
    assert view.verdict is Verdict.OTHER_ORDER
    assert view.drawn is not None
    with ws.db.write() as session, applying(session):
        row = session.query(DrawRecord).filter_by(part="announced").one()
        row.body = {**row.body, "places": 3}
    assert draws.get(ws, draw_id).verdict is Verdict.OTHER_LIST
    with ws.db.write() as session, applying(session):
        row = session.query(DrawRecord).filter_by(part="announced").one()
        row.body = {**row.body, "kind": "lain"}
    refused("draw.unreadable", draws.get, ws, draw_id)
    refused("draw.missing", draws.get, ws, ws.ids.new())


def test_only_who_runs_the_market_announces(ws: Workspace, root: str) -> None:
    curated(ws, *NAMES[:2])
    held = event(ws)
    pool = draw_pool.of_event(ws, held)
    draw_id, _ = draw_making.announce(ws, form(ws), pool)
    enrol(ws, root)
    refused("role.missing", draw_making.announce, ws, form(ws), pool)
    refused("role.missing", draw_making.record, ws, draw_id, NUMBERS)
    assert not draws.get(ws, draw_id).may_write
    enrol(ws, root, roles=(("programme_officer", "31.74"),))
    assert draws.get(ws, draw_id).may_write


def test_an_announcement_is_never_undone(ws: Workspace) -> None:
    curated(ws, *NAMES[:2])
    _, change = draw_making.announce(ws, form(ws), draw_pool.of_event(ws, event(ws)))
    assert not change.undoable
    assert isinstance(change, changes.Change)


# Mengapa bukan saya?


def test_why_for_everybody_who_was_drawn(ws: Workspace, clock: ManualClock) -> None:
    curated(ws, *NAMES)
    draw_id = announced(ws, event(ws))
    later = event(ws, "Bazar Desember", in_days=40)
    assert later
    waiting = draw_why.answer(ws, draw_id, draws.get(ws, draw_id).announcement.candidates[0].key)
    assert waiting.number is None
    assert "Undiannya belum diadakan: angkanya terbit 27 November 2026." in draw_why.message(
        waiting
    )
    to_the_day(ws, clock)
    draw_making.record(ws, draw_id, NUMBERS)
    view = draws.get(ws, draw_id)
    assert view.drawn is not None
    for number, one in enumerate(view.drawn.order, 1):
        found = draw_why.answer(ws, draw_id, one.key)
        assert found.number == number
        assert found.has_place == (number <= 2)
        assert found.waiting == (number - 2 if number > 2 else None)
        assert sum(count for _, count in found.before) == number - 1
        text = draw_why.message(found)
        assert view.fingerprint in text
        assert f"Nomor undiannya {number}; tempatnya ada 2." in text
        if number > 2:
            assert f"nomor {number - 2} dalam daftar tunggu" in text
            assert "Acara berikutnya: Bazar Desember" in text
        else:
            assert "Usaha ini mendapat tempat." in text


def test_why_for_one_who_was_no_candidate(ws: Workspace) -> None:
    curated(ws, *NAMES[:2])
    lacking = register(ws, "Tanpa NIB")
    judge(ws, add_product(ws, lacking, photo=False), open_session(ws), 4)
    outside = register(ws, "Luar Wilayah", ward_code=OTHER_WARD)
    bare = register(ws, "Tanpa Produk")
    draw_id = announced(ws, event(ws))
    found = draw_why.answer(ws, draw_id, lacking)
    assert (found.listed, found.day) == (None, date(2026, 12, 5))
    assert "NIB" in found.missing[0].what
    text = draw_why.message(found)
    assert "Tanpa NIB bukan peserta undian ini. Sebabnya untuk 5 Desember 2026:" in text
    assert "di luar wilayah" in draw_why.answer(ws, draw_id, outside).missing[0].what
    assert "Belum punya produk" in draw_why.answer(ws, draw_id, bare).missing[0].what


def test_why_keeps_what_was_noted_on_the_day(ws: Workspace, clock: ManualClock) -> None:
    """The reason of that day stays the answer when the document comes afterwards."""
    curated(ws, *NAMES[:2])
    lacking = register(ws, "Tanpa NIB")
    product = add_product(ws, lacking, photo=False)
    judge(ws, product, open_session(ws), 4)
    draw_id = announced(ws, event(ws))
    clock.advance(timedelta(hours=1))
    with ws.change() as recorder:
        recorder.session.get_one(Business, lacking).nib = "8120000000077"
    (missing,) = draw_why.answer(ws, draw_id, lacking).missing
    assert missing.what == "Dokumen tidak berlaku (menurut catatan pada hari pengumuman)."
    late = register(ws, "Datang Terlambat")
    assert "sesudah diumumkan" in draw_why.answer(ws, draw_id, late).missing[0].what


def test_finding_who_asks(ws: Workspace) -> None:
    curated(ws, *NAMES)
    bare = register(ws, "Dapur Tanpa Produk")
    draw_id = announced(ws, event(ws))
    found = draw_why.people(ws, draw_id, "dapur")
    assert [(one.name, one.is_candidate) for one in found] == [
        ("Dapur Sari", True),
        ("Dapur Tanpa Produk", False),
    ]
    assert found[1].id == bare
    assert draw_why.people(ws, draw_id, " ") == ()
    refused("draw.nobody_asks", draw_why.answer, ws, draw_id, ws.ids.new())


def test_what_is_published_names_no_owner(ws: Workspace) -> None:
    curated(ws, *NAMES)
    for data in draws.files(ws, announced(ws, event(ws))).values():
        body = json.loads(data)
        assert "Sari Wulandari" not in data.decode()
        assert {len(one) for one in body["candidates"]} == {3}


def test_the_papers_say_what_the_record_says(ws: Workspace, clock: ManualClock) -> None:
    curated(ws, *NAMES)
    lacking = register(ws, "Tanpa NIB")
    judge(ws, add_product(ws, lacking, photo=False), open_session(ws), 4)
    draw_id = announced(ws, event(ws))
    told = whole_text(draw_papers.announcement_pdf(ws, draw_id))
    view = draws.get(ws, draw_id)
    assert squeezed(view.fingerprint) in told
    assert all(squeezed(name) in told for name in NAMES)
    assert "LATIHAN" in told
    refused("draw.not_drawn", draw_papers.protocol_pdf, ws, draw_id)
    letter = whole_text(draw_papers.answer_pdf(ws, draw_id, lacking))
    assert squeezed("Tanpa NIB bukan peserta undian ini.") in letter
    to_the_day(ws, clock)
    draw_making.record(ws, draw_id, NUMBERS)
    drawn = draws.get(ws, draw_id).drawn
    assert drawn is not None
    told = whole_text(draw_papers.protocol_pdf(ws, draw_id))
    places = [told.index(squeezed(f"{at}{one.name}")) for at, one in enumerate(drawn.order, 1)]
    assert places == sorted(places)
    assert squeezed(drawn.key) in told
