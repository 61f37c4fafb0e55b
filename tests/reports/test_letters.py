"""Berita Acara, letter, Naik Kelas, Daftar Hadir: whole, in order, within their pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from app.domain.result_words import WORDS
from app.domain.terms import Outcome
from app.errors import UserError
from app.reports.attendance import render_attendance
from app.reports.letter_values import FirstStep, Guest, NextGradeData, PanelMember, ScoreBar, Task
from app.reports.next_grade import render_next_grade
from app.reports.official_report import render_official_report
from app.reports.paged import FOOT, MARGIN
from app.reports.result_letter import render_result_letter
from app.reports.training_list import render_training_list
from app.reports.values import Letterhead, PaperStatus, Signatory

from .letter_samples import ATTENDANCE, LETTER, NEXT_GRADE, REPORT, TASKS, TRAINING, results
from .reading import column_text, fonts, page_texts, squeezed, text_boxes, whole_text
from .samples import long_text, make_photo

Box = tuple[str, tuple[float, float, float, float]]


def assert_says(pdf: bytes, *parts: str) -> None:
    found = whole_text(pdf)
    assert [part for part in parts if squeezed(part) not in found] == []


def assert_within_the_page(pdf: bytes) -> None:
    for index in range(len(page_texts(pdf))):
        for words, (left, low, right, top) in text_boxes(pdf, index):
            assert left > MARGIN - 2, words
            assert right < A4[0] - MARGIN + 2, words
            assert low > FOOT - 11 * mm, words
            assert top < A4[1] - 10 * mm, words


def assert_nothing_overlaps(pdf: bytes) -> None:
    for index in range(len(page_texts(pdf))):
        boxes = text_boxes(pdf, index)
        pairs = [
            (one, other)
            for at, (one, a) in enumerate(boxes)
            for other, b in boxes[at + 1 :]
            if min(a[2], b[2]) - max(a[0], b[0]) > 2 and min(a[3], b[3]) - max(a[1], b[1]) > 2
        ]
        assert pairs == []


# -- Berita Acara ---------------------------------------------------------------------


def test_the_report_says_everything() -> None:
    pdf = render_official_report(REPORT)
    assert_says(
        pdf,
        "BERITA ACARA KURASI PRODUK",
        "Pada hari ini Jumat tanggal dua puluh tujuh bulan November tahun dua ribu dua puluh enam",
        "(27-11-2026)",
        REPORT.session.place,
        REPORT.session.name,
        *(part for row in REPORT.results for part in (row.product, row.business, row.outcome)),
        *(member.name for member in REPORT.members),
        "Kerak Telor Kering 003",
        "1 lulus, 2 lulus bersyarat, 2 perlu perbaikan, 2 tidak lulus",
        "Demikian berita acara ini dibuat dengan sebenarnya",
        "Mengetahui, Kepala Satuan Pelaksana Kecamatan Jagakarsa",
        f"Nomor registrasi {REPORT.mark}",
    )
    assert all(embedded for _, embedded in fonts(pdf))
    assert_within_the_page(pdf)
    assert_nothing_overlaps(pdf)


@pytest.mark.parametrize("count", [1, 14, 15, 16, 17, 18, 19, 20, 21, 40, 300])
def test_every_product_has_its_row_and_the_head_comes_again(count: int) -> None:
    pdf = render_official_report(replace(REPORT, results=results(count)))
    pages = [squeezed(page) for page in page_texts(pdf)]
    text = whole_text(pdf)
    places = [text.index(squeezed(f"Dapur Betawi Mpok Nur {n:03d}")) for n in range(1, count + 1)]
    assert places == sorted(places)
    holding = [page for page in pages if "DapurBetawi" in page]
    assert all("ProdukUsahaKategori" in page for page in holding)
    assert f"Halaman{len(pages)}dari{len(pages)}" in pages[-1]


@pytest.mark.parametrize("count", [1, 15, 18, 24, 30])
@pytest.mark.parametrize("members", [1, 3, 7, 12, 24])
def test_all_sign_on_one_page_with_the_closing_sentence(count: int, members: int) -> None:
    panel = tuple(PanelMember(f"Anggota Nomor{n:02d}", "Anggota", "1" * 18) for n in range(members))
    pdf = render_official_report(replace(REPORT, results=results(count), members=panel))
    last = squeezed(page_texts(pdf)[-1])
    assert "Demikianberitaacara" in last
    assert "Mengetahui" in last
    for member in panel:
        assert squeezed(member.name) in last
    assert_nothing_overlaps(pdf)


def test_long_names_on_a_report_are_whole() -> None:
    rows = tuple(
        replace(row, product=long_text(f"Produk{n}"), business=long_text(f"Usaha{n}"))
        for n, row in enumerate(results(3))
    )
    people = tuple(PanelMember(long_text(f"Orang{n}"), long_text(f"Tugas{n}")) for n in range(4))
    facts = replace(REPORT.session, name=long_text("Sesi"), place=long_text("Tempat"))
    data = replace(REPORT, session=facts, results=rows, members=people)
    pdf = render_official_report(data)
    assert_says(pdf, facts.name, facts.place, *(row.outcome for row in rows))
    assert_within_the_page(pdf)
    assert_nothing_overlaps(pdf)
    assert_whole(pdf, 10, 57, *(row.product for row in rows))
    assert_whole(pdf, 57, 94, *(row.business for row in rows))
    assert_whole(pdf, 10, 126, *(person.name for person in people))
    assert_whole(pdf, 126, 176, *(person.role for person in people))


def assert_whole(pdf: bytes, left: float, right: float, *parts: str) -> None:
    """Each text stands whole in the column between `left` and `right` mm from the margin."""
    column = column_text(pdf, MARGIN + left * mm, MARGIN + right * mm)
    assert [part for part in parts if squeezed(part) not in column] == []


# -- the letter -----------------------------------------------------------------------


@pytest.mark.parametrize("outcome", Outcome)
def test_the_letter_of_each_outcome(outcome: Outcome) -> None:
    words = WORDS[outcome]
    data = replace(LETTER, stamp=words.stamp, meaning=words.meaning, listed=words.listed)
    pdf = render_result_letter(data)
    assert_says(
        pdf,
        *("Nomor", "Sifat", "Biasa", "Lampiran", "1 (satu) daftar", "Hal", "Yth."),
        "Jakarta, 28 November 2026",
        f"Bapak/Ibu {LETTER.owner_name}",
        LETTER.product_name,
        words.stamp,
        words.meaning,
        words.listed,
        *LETTER.reasons,
        "paling lambat Jumat, 11 Desember 2026, yaitu 14 (empat belas) hari",
        "Drs. H. Bambang Prasetyo, M.Si.",
        *(part for task in TASKS for part in (task.title, task.finding, task.ask)),
        "27 Desember 2026",
    )
    pages = page_texts(pdf)
    assert len(pages) == 2
    assert "Bambang" in pages[0], "who signs stands on the letter, not on its annex"
    assert_within_the_page(pdf)
    assert_nothing_overlaps(pdf)


def test_a_letter_without_anything_to_mend_has_no_annex() -> None:
    pdf = render_result_letter(replace(LETTER, tasks=(), certificate="K-31.74.04-A7-2026-00012-X"))
    assert len(page_texts(pdf)) == 1
    found = whole_text(pdf)
    assert "Lampiran:–" in found
    assert "bernomorregisterK-31.74.04-A7-2026-00012-X" in found
    assert squeezed(LETTER.listed) not in found


def test_nobody_named_leaves_the_place_open() -> None:
    found = whole_text(render_result_letter(replace(LETTER, signatory=None)))
    assert "Pejabatyangberwenang" in found


def test_a_long_letter_is_whole() -> None:
    tasks = tuple(
        Task(
            long_text(f"Judul{n}"),
            long_text(f"Temuan{n}", 2500 if n == 1 else 300),
            long_text(f"Saran{n}", 600),
            long_text(f"Tanya{n}"),
            date(2026, 12, 27),
        )
        for n in range(9)
    )
    data = replace(
        LETTER,
        letterhead=Letterhead(tuple(long_text(f"Kop{n}") for n in range(3)), long_text("Alamat")),
        owner_name=long_text("Pemilik"),
        business_name=long_text("Usaha"),
        product_name=long_text("Produk"),
        address=long_text("Kelurahan"),
        session_name=long_text("Sesi"),
        held_at=long_text("Tempat"),
        reasons=tuple(long_text(f"Alasan{n}", 300) for n in range(4)),
        tasks=tasks,
        signatory=Signatory(long_text("Pejabat"), long_text("Jabatan"), "1" * 18),
        status=PaperStatus.TRAINING,
    )
    pdf = render_result_letter(data)
    assert_says(pdf, data.session_name, data.held_at, *data.reasons)
    assert_within_the_page(pdf)
    final = render_result_letter(replace(data, status=PaperStatus.FINAL))
    assert_nothing_overlaps(final)
    assert_whole(final, 0, 110, data.owner_name, data.business_name, data.address)
    # A cell that goes on overleaf has the caption of its column in between: its end is there.
    for left, right, marks in ((9, 56, 2), (56, 108, 1), (140, 176, 1)):
        found = column_text(final, MARGIN + left * mm, MARGIN + right * mm)
        assert found.count("Ž") >= marks * len(tasks)
    shorter = tuple(replace(task, finding=task.finding[:300]) for task in tasks)
    whole = render_result_letter(replace(data, tasks=shorter, status=PaperStatus.FINAL))
    assert_whole(whole, 9, 56, *(part for t in shorter for part in (t.title, t.finding)))
    assert_whole(whole, 56, 108, *(task.advice for task in shorter))
    assert_whole(whole, 140, 176, *(task.ask for task in shorter))


# -- Naik Kelas -----------------------------------------------------------------------


def test_the_sheet_says_everything_on_one_page(tmp_path: Path) -> None:
    data = replace(NEXT_GRADE, photo=make_photo(tmp_path / "p.jpg"))
    pdf = render_next_grade(data)
    assert len(page_texts(pdf)) == 1
    assert_says(
        pdf,
        *("Lembar Naik Kelas", data.product_name, data.business_name, "64,5", "Anda di sini"),
        *(part for bar in data.scores for part in (bar.name, bar.word, bar.points)),
        *data.barriers,
        *(part for s in data.steps for part in (s.title, s.advice, s.ask, s.points)),
        *(channel for stair in data.stairs for channel in stair.channels),
        "Kerjakan dulu tiga hal ini",
        data.onward,
    )
    assert_within_the_page(pdf)
    assert_nothing_overlaps(pdf)


def crowded() -> NextGradeData:
    return replace(
        NEXT_GRADE,
        product_name=long_text("Produk"),
        business_name=long_text("Usaha"),
        category=long_text("Kategori", 60),
        session_name=long_text("Sesi"),
        scores=tuple(
            ScoreBar(long_text(f"Kriteria{n}", 60), n / 5, "Sangat baik", "12,5 dari 16,7")
            for n in range(6)
        ),
        barriers=tuple(long_text(f"Halangan{n}", 60) for n in range(7)),
        steps=tuple(
            FirstStep(long_text(f"Judul{n}", 80), long_text(f"Saran{n}", 260), "Dinas", "+12,5")
            for n in range(3)
        ),
        letterhead=Letterhead(tuple(long_text(f"Kop{n}") for n in range(3)), long_text("Alamat")),
    )


def test_a_crowded_sheet_stays_one_page_and_whole() -> None:
    data = crowded()
    pdf = render_next_grade(data)
    assert len(page_texts(pdf)) == 1
    assert_within_the_page(pdf)
    assert_nothing_overlaps(pdf)
    assert_whole(pdf, 46, 176, data.product_name, data.business_name)
    assert_whole(pdf, 0, 33, *(bar.name for bar in data.scores))
    assert_whole(pdf, 104, 176, *data.barriers)
    for at, step in enumerate(data.steps):
        assert_whole(pdf, at * 60, at * 60 + 56, step.title, step.advice)


def test_what_fits_at_no_size_is_refused_not_cut() -> None:
    step = FirstStep("Judul", "kata " * 900, "", "")
    with pytest.raises(UserError) as caught:
        render_next_grade(replace(NEXT_GRADE, steps=(step,)))
    assert caught.value.code == "paper_text_too_long"


def test_a_sheet_of_grade_a_has_nothing_left_to_do() -> None:
    pdf = render_next_grade(replace(NEXT_GRADE, grade="A", barriers=(), steps=()))
    assert whole_text(pdf).count(squeezed("Tidak ada lagi. Pertahankan mutu ini")) == 2


# -- Daftar Hadir ---------------------------------------------------------------------


def test_the_attendance_list_alternates_where_one_signs() -> None:
    pdf = render_attendance(ATTENDANCE)
    assert_says(pdf, *(g.name for g in ATTENDANCE.businesses), *(g.about for g in ATTENDANCE.panel))
    marks: dict[str, list[float]] = {}
    for words, box in text_boxes(pdf):
        if ".........." in words:
            marks.setdefault(words.split(".")[0].strip(), []).append(box[0])
    odd = {round(x) for mark, found in marks.items() if int(mark) % 2 for x in found}
    even = {round(x) for mark, found in marks.items() if not int(mark) % 2 for x in found}
    assert max(odd) < min(even)
    assert len(marks) == 10
    assert_within_the_page(pdf)
    assert_nothing_overlaps(pdf)


def test_a_long_list_has_its_head_on_every_page() -> None:
    guests = tuple(Guest(f"Pemilik {n:03d}", f"Usaha {n:03d}") for n in range(120))
    pdf = render_attendance(replace(ATTENDANCE, businesses=guests))
    pages = [squeezed(page) for page in page_texts(pdf)]
    assert len(pages) > 4
    assert all("TandatanganP" in page or "NamaUsahaTandatangan" in page for page in pages[1:])
    text = "".join(pages)
    places = [text.index(f"Pemilik{n:03d}") for n in range(120)]
    assert places == sorted(places)


# -- Daftar Hadir Pelatihan -----------------------------------------------------------


def test_the_list_of_a_training_says_what_it_aims_at() -> None:
    pdf = render_training_list(TRAINING)
    assert_says(pdf, *(g.about for g in TRAINING.businesses), TRAINING.topic, TRAINING.partner)
    assert_says(pdf, "Halal & legalitas, Kemasan & label", f"{len(TRAINING.businesses)} diundang")
    assert_within_the_page(pdf)
    assert_nothing_overlaps(pdf)


def test_a_training_without_criteria_has_no_line_for_them() -> None:
    text = whole_text(render_training_list(replace(TRAINING, criteria=())))
    assert "Kriteriayangdituju" not in text
