"""A rubric goes into a workbook and comes back the same; what is wrong is told by cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.domain import rubric_edit as edit
from app.domain.rubric_problems import problems
from app.errors import UserError
from app.services import rubric_xlsx
from app.services.rubric_words import told
from tests.domain.rubrics import CODES, body
from tests.domain.test_rubric_edit import Body, sittings, text_places

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\n=+-@'\"_x0D"),
    max_size=12,
)


@pytest.mark.parametrize("code", CODES)
def test_the_shipped_rubrics_come_back_the_same(code: str) -> None:
    assert rubric_xlsx.read_bytes(rubric_xlsx.write(body(code))) == body(code)


@settings(max_examples=40, deadline=None)
@given(sittings())
def test_whatever_can_be_published_comes_back_the_same(pair: tuple[Body, Body]) -> None:
    _, data = pair
    if not problems(data):
        assert rubric_xlsx.read_bytes(rubric_xlsx.write(data)) == data


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(text_places(body("KRY"))), TEXTS)
def test_any_text_comes_back_the_same(place: tuple[Any, ...], text: str) -> None:
    data = edit.set_value(body("KRY"), place, text)
    if not problems(data):
        assert rubric_xlsx.read_bytes(rubric_xlsx.write(data)) == data


def test_codes_and_formulas_stay_text() -> None:
    data = edit.set_value(body("MKN"), ("name",), '=HYPERLINK("http://x","y")')
    data = edit.set_value(data, ("criteria", 0, "indicators", 0, "advice"), "0123")
    book = openpyxl.load_workbook(io.BytesIO(rubric_xlsx.write(data)))
    assert book["Umum"]["B3"].data_type == "s"
    assert book["Indikator"]["E2"].value == "RASA-1"
    assert {book["Indikator"]["E2"].number_format, book["Umum"]["B1"].number_format} == {"@"}
    assert rubric_xlsx.read_bytes(rubric_xlsx.write(data)) == data


Spoil = Callable[[Workbook], object]
SPOILED: dict[str, tuple[Spoil, str, str]] = {
    "a weight in words": (
        lambda b: b["Indikator"].__setitem__("G3", "enam"),
        "Indikator!G3",
        "bukan jenis",
    ),
    "a weight that does not fit": (
        lambda b: b["Indikator"].__setitem__("G3", 7),
        "Indikator!C2",
        "berjumlah 31, padahal bobot kriteria 30",
    ),
    "an anchor left out": (
        lambda b: b["Indikator"].__setitem__("K4", None),
        "Indikator!K4",
        "Nilai 2 belum diuraikan",
    ),
    "a threshold too high": (
        lambda b: b["Hasil"].__setitem__("B3", 155),
        "Hasil!B3",
        "antara 0 dan 100",
    ),
    "a paper nobody knows": (
        lambda b: b["Syarat wajib"].__setitem__("E3", "SIM"),
        "Syarat wajib!E3",
        "pilihan",
    ),
    "yes and no in other words": (
        lambda b: b["Syarat wajib"].__setitem__("H2", "mungkin"),
        "Syarat wajib!H2",
        "jenis",
    ),
    "a code twice": (
        lambda b: b["Temuan kritis"].__setitem__("A3", "UNSAFE"),
        "Temuan kritis!A3",
        "sudah dipakai",
    ),
    "no date": (lambda b: b["Umum"].__setitem__("B6", "besok"), "Umum!B6", "jenis"),
    "no name": (lambda b: b["Umum"].__setitem__("B3", None), "Umum!B3", "Belum diisi"),
    "criteria that do not add up": (
        lambda b: b["Indikator"].__setitem__("C2", 31),
        "Indikator",
        "berjumlah 101",
    ),
}


def spoiled(spoil: Spoil) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(rubric_xlsx.write(body("MKN"))))
    spoil(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_wrong_is_told_by_cell(name: str) -> None:
    spoil, cell, words = SPOILED[name]
    with pytest.raises(rubric_xlsx.WorkbookError) as caught:
        rubric_xlsx.read_bytes(spoiled(spoil))
    found = {one.cell: one.text for one in caught.value.problems}
    assert cell in found
    assert words in found[cell]
    assert f"{cell}: " in caught.value.what


def test_what_a_spreadsheet_makes_of_values_is_understood() -> None:
    def as_excel_would(book: Workbook) -> None:
        sheet = book["Indikator"]
        sheet["G2"], sheet["H2"] = 12.0, "YA"
        sheet["G3"] = "6"
        sheet.insert_rows(4)

    assert rubric_xlsx.read_bytes(spoiled(as_excel_would)) == body("MKN")


def test_another_book_is_refused_in_a_sentence(tmp_path: Path) -> None:
    out = io.BytesIO()
    Workbook().save(out)
    for data, code in (
        (b"bukan xlsx", "rubric.no_workbook"),
        (out.getvalue(), "rubric.workbook_shape"),
        (spoiled(lambda b: b.remove(b["Hasil"])), "rubric.workbook_shape"),
        (spoiled(lambda b: b["Hasil"].delete_cols(8)), "rubric.workbook_shape"),
    ):
        with pytest.raises(UserError) as caught:
            rubric_xlsx.read_bytes(data)
        assert caught.value.code == code
    with pytest.raises(UserError) as caught:
        rubric_xlsx.read(tmp_path / "tidak-ada.xlsx")
    assert caught.value.code == "rubric.no_workbook"


def test_problems_are_told_with_the_names_people_see() -> None:
    data = edit.set_value(body("MKN"), ("criteria", 0, "indicators", 0, "anchors", "2"), "")
    data = edit.set_value(data, ("criteria", 1, "weight"), 21)
    lines = told(problems(data), data)
    assert "Rasa › Cita rasa › Uraian nilai › 2: Masih kosong." in lines
    assert "Kriteria: Bobot kriteria berjumlah 101, harus 100." in lines
    name = data["criteria"][1]["name"]
    assert f"{name} › Bobot: Bobot indikatornya berjumlah 20, padahal bobot kriteria 21." in lines
