"""Dates, numbers, names, and text brought into a box."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.dates import MONTHS, WEEKDAYS, long_date, number, rupiah, weekday_date
from app.errors import UserError
from app.reports import fonts, text
from app.reports.markup import markup
from app.reports.names import without_titles
from app.reports.styles import serif
from app.reports.text import Block, clean, fit_stack, stack_height, wrap


@pytest.fixture(autouse=True)
def _registered() -> None:
    fonts.ready()


def test_dates_are_indonesian() -> None:
    assert long_date(date(2026, 11, 21)) == "21 November 2026"
    assert long_date(date(2026, 8, 1)) == "1 Agustus 2026"
    assert weekday_date(date(2026, 11, 20)) == "Jumat, 20 November 2026"
    assert len(set(MONTHS)) == 12
    assert len(set(WEEKDAYS)) == 7


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("88.50"), "88,5"),
        (Decimal("88"), "88"),
        (Decimal("100.00"), "100"),
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("69.995"), "70"),
        (Decimal("69.994"), "69,99"),
        (Decimal("-0.001"), "0"),
        (Decimal("1E+3"), "1.000"),
        (0, "0"),
    ],
)
def test_numbers_use_a_comma(value: Decimal | int, shown: str) -> None:
    assert number(value) == shown


def test_rupiah() -> None:
    assert rupiah(150000) == "Rp150.000"
    assert rupiah(Decimal("1250000.4")) == "Rp1.250.000"
    assert rupiah(-200) == "-Rp200"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Dr. Ir. H. Bambang Prasetyo, S.E., M.M.", "Bambang Prasetyo"),
        ("Drs. Agus Wijaya, M.Si.", "Agus Wijaya"),
        ("Hj. Siti Rahmawati", "Siti Rahmawati"),
        ("Dra Ratna Dewi, MM", "Ratna Dewi"),
        ("Prof. Dr. dr. Lestari Putri, Sp.PD, Ph.D.", "Lestari Putri"),
        ("Dr.H.Ahmad Fauzi,S.H.,M.H.", "Ahmad Fauzi"),
        ("Yohanes Kristanto S.Kom. M.T.", "Yohanes Kristanto"),
        ("Rina Marlina, A.Md.Keb", "Rina Marlina"),
        ("Apt. Nur Aini, S.Farm", "Nur Aini"),
        ("  H.  Abdul   Karim ", "Abdul Karim"),
    ],
)
def test_titles_are_taken_off(written: str, printed: str) -> None:
    assert without_titles(written) == printed


@pytest.mark.parametrize(
    "name",
    [
        "Bambang Prasetyo",
        "Hadi Irwan Drajat",
        "M. Yusuf",
        "Ahmad H. Susanto",
        "H",
        "Dr.",
        "Ir.",
        "Profita Sari",
        "Drajat",
        "Irma",
        "Hasan Seno",
        "Martin Luther King, Jr.",
        "Sari, Dewi",
        "R.A. Kartini",
        "Wahidin W.S.",
        "Mm Sari",
        "Siti Ma",
        "Dr (C) Andi",
        "",
    ],
)
def test_a_plain_name_is_not_touched(name: str) -> None:
    assert without_titles(name) == name


_WORD = st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True).filter(
    lambda word: word.lower() not in {"prof", "drs", "dra", "drg", "drh"}
)


@given(st.lists(_WORD, min_size=1, max_size=5).map(" ".join))
def test_names_of_plain_words_survive(name: str) -> None:
    assert without_titles(name) == name
    assert without_titles(f"Drs. H. {name}, S.E., M.Si.") == name


def test_clean_normalises_and_folds() -> None:
    assert clean("Cafe\u0301\n\tBudi\u200b  \x00Jaya\ufeff") == "Café Budi Jaya"
    assert clean("\ud800") == fonts.REPLACEMENT


def test_a_missing_glyph_falls_back_or_shows() -> None:
    assert fonts.runs("a★b", fonts.SERIF) == (
        (fonts.SERIF, "a"),
        (fonts.SANS, "★"),
        (fonts.SERIF, "b"),
    )
    assert fonts.runs("漢", fonts.SERIF) == ((fonts.SERIF, fonts.REPLACEMENT),)


@pytest.mark.parametrize("face", fonts.FACES)
def test_every_face_can_show_the_replacement(face: str) -> None:
    assert fonts.runs(fonts.REPLACEMENT, face) == ((face, fonts.REPLACEMENT),)
    assert fonts.width(fonts.REPLACEMENT, face, 10) > 1


def test_markup_is_literal() -> None:
    assert markup("Sari & <b>Bumi</b>\n\nJamu", fonts.SANS) == (
        "Sari &amp; &lt;b&gt;Bumi&lt;/b&gt;<br/>Jamu"
    )


@given(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=200),
    st.floats(20, 400),
)
def test_wrapping_loses_nothing_and_stays_within(raw: str, limit: float) -> None:
    style = serif(11)
    lines = wrap(raw, style, limit)
    assert "".join("".join(lines).split()) == "".join(clean(raw).split())
    assert all(style.width(line) <= limit for line in lines)


@given(st.text(st.characters(codec="utf-8", categories=("L", "P")), max_size=300))
def test_a_fitted_stack_stays_in_its_box(raw: str) -> None:
    width, height = 200.0, 90.0
    blocks = [Block(raw, serif(24)), Block("Kelurahan", serif(11), gap=4)]
    try:
        laid = fit_stack(blocks, width, height)
    except UserError:
        # Refused, and rightly: even the smallest print has more lines than the box.
        smallest = [serif(text.SMALLEST).line_height * len(wrap(raw, serif(text.SMALLEST), width))]
        assume(sum(smallest) <= height - 20)
        raise
    assert stack_height(laid) <= height
    assert all(part.style.size >= text.SMALLEST for part in laid)
    assert "".join("".join(line for part in laid for line in part.lines).split()) == "".join(
        (clean(raw) + "Kelurahan").split()
    )


def test_too_much_text_is_refused_not_cut() -> None:
    with pytest.raises(UserError) as caught:
        fit_stack([Block("nasi uduk " * 400, serif(12))], 100, 40)
    assert caught.value.code == "paper_text_too_long"
