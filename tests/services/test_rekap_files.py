"""Rekap taken along: a workbook of real numbers, a paper with the same figures, no NIK."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from app.domain.terms import DocumentType, Level
from app.errors import UserError
from app.services import (
    rekap,
    rekap_book,
    rekap_cells,
    rekap_count,
    rekap_filter,
    rekap_paper,
    rekap_xlsx,
)
from app.services.rekap_filter import Filter
from app.services.workspace import Workspace
from tests.reports.reading import squeezed, whole_text
from tests.services import field

NIK = "3174041212800001"


class StoppedError(Exception):
    """Somebody pressed the button."""


def stopping_after(steps: int) -> Callable[[], None]:
    left = iter(range(steps))

    def check() -> None:
        if next(left, None) is None:
            raise StoppedError

    return check


@pytest.fixture
def worked(ws: Workspace) -> Workspace:
    """A laptop with one product that passed and one that did not."""
    held = field.open_session(ws)
    for name, score in (("Dapur Sari", 4), ("=1+1", 2)):
        business = field.register(ws, name, nik=NIK)
        papers = (field.paper(DocumentType.TRADEMARK),)
        product = field.add_product(ws, business, f"Kain {name}", documents=papers)
        field.judge(ws, product, held, score)
    rekap_count.catch_up(ws)
    return ws


def test_a_workbook_holds_the_figures_as_numbers(worked: Workspace, tmp_path: Path) -> None:
    book = rekap_book.gather(worked, Filter("31.74"))
    path = rekap_xlsx.write(tmp_path / "rekap.xlsx", book)
    sheets = load_workbook(path)
    rows = [[cell.value for cell in row] for row in sheets["Per kecamatan"].iter_rows()]
    home = dict(zip(rows[0], next(row for row in rows if row[1] == field.DISTRICT), strict=True))
    assert home["Kode"] == "31.74.04"
    assert (home["Usaha terdaftar"], home["Ditetapkan"], home["Lulus"]) == (2, 2, 1)
    assert home["Lulus, %"] == 0.5
    about = {row[0].value: row[1].value for row in sheets["Keterangan"].iter_rows()}
    assert about["Wilayah"] == "Jakarta Selatan"
    assert about["Status"] == "Latihan – tidak berlaku"
    assert about["Tingkat"] == "Semua tingkat"
    assert set(sheets.sheetnames) >= {"Per kota", "Per bulan", "Kekurangan", "Kriteria", "Dokumen"}


def test_text_that_looks_like_a_formula_stays_text(worked: Workspace, tmp_path: Path) -> None:
    book = rekap_book.gather(worked, Filter("31"))
    forged = replace(book, region='=HYPERLINK("http://x")')
    path = rekap_xlsx.write(tmp_path / "rekap.xlsx", forged)
    cell = load_workbook(path)["Keterangan"]["B2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")


def test_no_nik_in_either_file(worked: Workspace, tmp_path: Path) -> None:
    book = rekap_book.gather(worked, Filter("31"))
    with ZipFile(rekap_xlsx.write(tmp_path / "rekap.xlsx", book)) as parts:
        inside = b"".join(parts.read(name) for name in parts.namelist())
    assert NIK.encode() not in inside
    assert NIK not in whole_text(rekap_paper.pdf(worked, book))


def test_stopped_half_way_it_leaves_nothing(worked: Workspace, tmp_path: Path) -> None:
    book = rekap_book.gather(worked, Filter("31"))
    for steps in (0, 1, 6):
        with pytest.raises(StoppedError):
            rekap_xlsx.write(tmp_path / "rekap.xlsx", book, stopping_after(steps))
    with pytest.raises(StoppedError):
        rekap_book.gather(worked, Filter("31"), stopping_after(2))
    assert list(tmp_path.glob("rekap*")) == []


def test_a_place_that_refuses_is_told(worked: Workspace, tmp_path: Path) -> None:
    book = rekap_book.gather(worked, Filter("31"))
    with pytest.raises(UserError) as told:
        rekap_xlsx.write(tmp_path / "tidak ada" / "rekap.xlsx", book)
    assert told.value.code == "rekap.cannot_save"


def test_the_paper_says_the_same(worked: Workspace) -> None:
    book = rekap_book.gather(worked, Filter("31.74", level=Level.DISTRICT))
    text = whole_text(rekap_paper.pdf(worked, book))
    for words in ("Rekap Kurasi Produk", "Jakarta Selatan", "Per kecamatan", "50,0", "Jumlah"):
        assert squeezed(words) in text
    assert "LATIHAN" in text
    assert squeezed("Dokumen latihan – tidak berlaku") in text


def test_practice_counts_only_where_all_is_practice(worked: Workspace, root: str) -> None:
    assert rekap_filter.is_practice(worked)
    assert rekap.totals(worked, Filter()).decided == 2
    field.enrol(worked, root)
    assert not rekap_filter.is_practice(worked)
    totals = rekap.totals(worked, Filter())
    assert (totals.registered, totals.decided, totals.scored) == (2, 0, 0)


@pytest.mark.parametrize(
    "bad", [Filter("Setiabudi"), Filter("31.74.04.1001"), Filter(first="2026")]
)
def test_a_filter_that_is_none_is_refused(bad: Filter) -> None:
    with pytest.raises(UserError, match="bukan kode wilayah atau bulan"):
        rekap_filter.require(bad)


def test_a_count_that_was_overtaken_is_thrown_away(
    worked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    field.register(worked, "Usaha Ketiga")
    count = rekap_cells.count
    calls: list[int] = []

    def overtaken(*args: Any) -> Any:
        cells = count(*args)
        if not calls:
            field.register(worked, "Usaha Keempat")
        calls.append(len(cells))
        return cells

    monkeypatch.setattr(rekap_cells, "count", overtaken)
    assert rekap_count.step(worked).left == 1
    assert rekap.totals(worked, Filter()).registered == 2
    assert rekap_count.step(worked).left == 0
    assert rekap.totals(worked, Filter()).registered == 4
