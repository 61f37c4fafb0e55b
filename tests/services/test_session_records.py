"""Berita Acara and Daftar Hadir: whole, in order, and in a blind session to the right hands."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from app.errors import UserError
from app.models.entities import Person
from app.services import curations, session_records
from app.services.workspace import Workspace
from app.settings import SignatorySetting
from tests.conftest import NOW
from tests.reports.reading import squeezed, whole_text
from tests.services.field import DISTRICT, add_product, enrol, judge, open_session, register

NIK, PHONE = "3174044108900001", "081234567890"


def person(ws: Workspace, name: str, nip: str | None = None) -> UUID:
    key = ws.ids.new()
    with ws.db.write() as session:
        session.add(Person(id=key, scope="global", created_at=NOW, name=name, nip=nip))
    return key


def day(ws: Workspace, **agreed: object) -> UUID:
    """A session with one product that passed, one that failed and one that waits."""
    held = open_session(ws, **agreed)  # type: ignore[arg-type]
    sari = register(ws, "Dapur Sari", nik=NIK, phone=PHONE)
    aisyah = register(ws, "Angkringan Aisyah", owner_name="Aisyah Contoh")
    judge(ws, add_product(ws, sari, "Batik"), held, 4)
    judge(ws, add_product(ws, sari, "Tenun"), held, 2)
    curations.add(ws, add_product(ws, aisyah, "Lurik"), held)
    return held


def test_the_report_tells_who_met_and_what_came_of_every_product(enrolled: Workspace) -> None:
    ws = enrolled
    others = (person(ws, "Zulkifli", "198003122006041007"), person(ws, "Amir"))
    held = day(ws, panel=others)
    text = whole_text(session_records.official_report_pdf(ws, held))
    for words in (
        "Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam (21-11-2026)",
        "bertempat di Lapangan Blok S",
        "kurasi produk tingkat kecamatan",
        "Dikurasi 3 produk dari 2 pelaku usaha: 1 lulus, 1 tidak lulus, 1 belum ditetapkan",
        "NIP 198003122006041007",
        "Demikian berita acara ini dibuat",
        "Nomor registrasi BA-31.74.04-2026-",
    ):
        assert squeezed(words) in text
    rows = [f"{at}.{name}" for at, name in enumerate(("Batik", "Tenun", "Lurik"), 1)]
    places = [text.index(row) for row in rows]
    assert places == sorted(places)
    chair, first, second = (text.index(n) for n in ("1.RaniKurator", "2.Amir", "3.Zulkifli"))
    assert chair < first < second
    for secret in (NIK, PHONE, "nama pejabat"):
        assert secret not in text
    assert "Mengetahui" not in text


def test_who_takes_note_is_named_where_somebody_is(enrolled: Workspace) -> None:
    ws = enrolled
    who = SignatorySetting("Ir. Contoh, M.M.", "Kepala Suku Dinas", "198003122006041007")
    ws.save_settings(replace(ws.settings, signatories=(who,)))
    text = whole_text(session_records.official_report_pdf(ws, day(ws)))
    assert squeezed("Mengetahui, Kepala Suku Dinas") in text
    assert squeezed("Ir. Contoh, M.M.") in text


def test_before_the_first_decision_there_is_nothing_to_report(enrolled: Workspace) -> None:
    held = open_session(enrolled)
    curations.add(enrolled, add_product(enrolled, register(enrolled)), held)
    with pytest.raises(UserError) as caught:
        session_records.official_report_pdf(enrolled, held)
    assert caught.value.code == "report.undecided"


def test_blind_the_report_names_only_what_is_decided(enrolled: Workspace) -> None:
    held = day(enrolled, blind=True)
    code = curations.queue(enrolled, held)[2].code
    text = whole_text(session_records.official_report_pdf(enrolled, held))
    assert squeezed(code) in text
    assert "Lurik" not in text
    assert "Aisyah" not in text
    assert "Batik" in text


def test_the_attendance_list_is_by_name_with_lines_for_walk_ins(enrolled: Workspace) -> None:
    held = day(enrolled)
    text = whole_text(session_records.attendance_pdf(enrolled, held))
    assert text.index("1.AisyahContoh") < text.index("2.SariWulandari")
    assert text.count(squeezed("Dapur Sari")) == 1, "a business signs once"
    assert squeezed("12. ......") in text
    assert squeezed("Rani Kurator") in text
    for secret in (NIK, PHONE):
        assert secret not in text
    closed = open_session(enrolled, walk_ins=False)
    assert squeezed("2. ......") not in whole_text(session_records.attendance_pdf(enrolled, closed))


def test_who_judges_blind_gets_no_list_of_names(enrolled: Workspace, root: str) -> None:
    ws = enrolled
    held = open_session(ws, blind=True)
    curations.add(ws, add_product(ws, register(ws), "Batik"), held)
    with pytest.raises(UserError) as caught:
        session_records.attendance_pdf(ws, held)
    assert caught.value.code == "attendance.blind"
    enrol(ws, root, roles=(("programme_officer", DISTRICT),))
    text = whole_text(session_records.attendance_pdf(ws, held))
    assert squeezed("Dapur Sari") in text
    assert "Batik" not in text


def test_practice_says_so(ws: Workspace) -> None:
    held = day(ws)
    for made in (session_records.official_report_pdf, session_records.attendance_pdf):
        assert "Dokumenlatihan" in whole_text(made(ws, held))
