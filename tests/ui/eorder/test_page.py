"""e-order by key and mouse: reasons, the package, what changed since, lists, absorption."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.models.entities import Business, Product
from app.models.market import OrderLine
from app.services import recaps
from app.services.changes import Change
from app.services.workspace import Workspace
from app.ui.desk import Desk, Notice
from app.ui.kit.tones import Tone
from app.ui.lanes import CancelToken, InlineLanes
from app.ui.pages.businesses.aid_card import AidCard
from app.ui.pages.eorder import EOrderPage
from app.ui.pages.eorder.absorption_panel import short_rupiah
from app.ui.pages.eorder.import_panel import AID, SPENDING
from app.ui.pages.eorder.match_sheet import MatchSheet
from app.ui.pages.eorder.page import Tab
from app.ui.pages.eorder.working import Working
from tests.services.eorder_field import NIB, RECAP, csv_file, recap_row

ShowWidget = Callable[[QWidget], None]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose(page: EOrderPage, path: Path) -> None:
    """What the file dialog answers."""
    dialog = page.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(path)])
    dialog.reject()


def told(page: EOrderPage) -> list[str]:
    heard: list[str] = []
    page.desk.noticed.connect(lambda notice: heard.append(notice.text))
    return heard


def recap(folder: Path, *rows: list[object]) -> Path:
    return csv_file(folder / "Rekap.csv", [RECAP, *rows])


def take(page: EOrderPage, path: Path) -> None:
    """A recap, by the buttons."""
    page.show_tab(Tab.IMPORT)
    click(page.imports.file_button)
    choose(page, path)
    click(page.imports.take_button)


def test_reasons_are_read_by_key(page: EOrderPage) -> None:
    registration = page.registration
    assert [stat.number for stat in registration.stats.values()] == ["1", "0", "1", "0"]
    table = registration.table
    assert [row.cells[:3] for row in table.rows] == [
        ("Kue Kering", "Dapur Sari", "Baru"),
        ("Keripik", "Warung Ani", "Belum boleh"),
    ]
    assert "What will be written" in registration.detail.words
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert registration.detail.name.text() == "Keripik"
    assert registration.detail.words == [
        "Why it may not go out",
        "Baru 2 foto, perlu 3.",
        "Tambah 1 foto di halaman Produk.",
        "Kolom Telepon kosong.",
        "Isi telepon.",
    ]
    gone: list[str] = []
    page.desk.travelled.connect(lambda place: gone.append(place.page))
    QTest.keyClick(table, Qt.Key.Key_Return)
    click(registration.detail.open_button)
    assert gone == ["products", "products"]


def test_a_filter_shows_those_alone(page: EOrderPage) -> None:
    only = page.registration.only
    only.setCurrentIndex(only.findData("blocked"))
    assert [row.cells[0] for row in page.registration.table.rows] == ["Keripik"]
    assert page.registration.detail.name.text() == "Keripik"
    only.setCurrentIndex(only.findData("dropped"))
    assert page.registration.table.rows == ()
    assert page.registration.detail.name.text() == "No product chosen"


def test_a_package_is_exported_and_what_changed_is_told(
    page: EOrderPage, ws: Workspace, tmp_path: Path
) -> None:
    heard = told(page)
    click(page.registration.zip_button)
    choose(page, tmp_path / "paket.zip")
    assert heard == ["1 products with 3 photographs written to paket.zip."]
    with zipfile.ZipFile(tmp_path / "paket.zip") as package:
        assert sum(name.endswith(".jpg") for name in package.namelist()) == 3
    assert [row.cells[1:] for row in page.registration.history.rows] == [("1", "paket.zip")]
    assert page.registration.stats["same"].number == "1"
    assert not page.registration.zip_button.isEnabled(), "nothing is new"
    click(page.registration.fresh)
    assert page.registration.zip_button.isEnabled()
    with ws.db.write() as session:
        key = session.scalars(sa.select(Product.id).where(Product.name == "Kue Kering")).one()
        session.get_one(Product, key).price = 40_000
    page.desk.changed.emit(frozenset({"product"}))
    page.registration.select(key)
    words = page.registration.detail.words
    assert words[words.index("Harga (Rp)") + 1] == "35000 → 40000"


def test_a_package_goes_into_a_folder(page: EOrderPage, tmp_path: Path) -> None:
    (tmp_path / "ke sini").mkdir()
    click(page.registration.folder_button)
    choose(page, tmp_path / "ke sini")
    (folder,) = (tmp_path / "ke sini").iterdir()
    assert (folder / "eorder.xlsx").is_file()


def test_a_bad_place_is_said(page: EOrderPage, tmp_path: Path) -> None:
    failed: list[UserError] = []
    page.desk.failed.connect(failed.append)
    (tmp_path / "berkas").write_text("x")
    click(page.registration.zip_button)
    choose(page, tmp_path / "berkas" / "paket.zip")
    assert [error.code for error in failed] == ["eorder.cannot_save"]
    assert page.working.isHidden()
    assert page.registration.zip_button.isEnabled()


def test_a_recap_with_faults_is_asked_about(
    page: EOrderPage, ws: Workspace, tmp_path: Path
) -> None:
    page.show_tab(Tab.IMPORT)
    imports = page.imports
    assert imports.banner.isHidden()
    click(imports.file_button)
    choose(page, recap(tmp_path, recap_row("A"), recap_row("B", Nilai="x"), recap_row("C", NIB="")))
    assert [row.cells for row in imports.problems.rows] == [
        ("3", "Nilai", "x: bukan jumlah rupiah.")
    ]
    assert imports.take_button.text() == "Import 2 good lines"
    assert imports.take_button.hasFocus()
    click(imports.drop_button)
    assert imports.problems.isHidden()
    with ws.db.read() as session:
        assert session.scalars(sa.select(OrderLine)).all() == []
    page.look_at(tmp_path / "Rekap.csv")
    heard: list[Notice] = []
    page.desk.noticed.connect(heard.append)
    imports.take_button.setFocus()
    QTest.keyClick(imports.take_button, Qt.Key.Key_Space)
    assert heard[0].text == "The list was imported."
    assert heard[0].change is not None, "it can be undone"
    assert [row.cells[1:] for row in imports.past.rows] == [("Rekap.csv", "2")]


def test_a_file_that_is_no_recap_is_said(page: EOrderPage, tmp_path: Path) -> None:
    failed: list[UserError] = []
    page.desk.failed.connect(failed.append)
    page.show_tab(Tab.IMPORT)
    page.look_at(csv_file(tmp_path / "x.csv", [["Nama", "Umur"], ["a", "b"]]))
    assert [error.code for error in failed] == ["import.columns"]
    assert page.imports.file_button.isEnabled()


def test_who_is_not_known_is_named_by_hand(page: EOrderPage, ws: Workspace, tmp_path: Path) -> None:
    take(page, recap(tmp_path, recap_row("A", NIB="", **{"Nama Usaha": "Warung Asing"})))
    imports = page.imports
    assert [row.cells[:2] for row in imports.unmatched.rows] == [("Warung Asing", "1")]
    click(imports.match_button)
    sheet = page.sheet
    assert isinstance(sheet, MatchSheet)
    assert sheet.search.text() == "Warung Asing"
    sheet.search.setText("")
    sheet._on_text("Warung Ani")
    QTest.keyClick(sheet.records, Qt.Key.Key_Return)
    assert imports.unmatched.rows == ()
    assert not imports.match_button.isEnabled()
    with ws.db.read() as session:
        query = sa.select(Business.name).join(OrderLine, OrderLine.business_id == Business.id)
        assert session.scalars(query).all() == ["Warung Ani"]


def test_absorption_against_spending(page: EOrderPage, tmp_path: Path) -> None:
    absorption = page.absorption
    assert absorption._full.isHidden()
    page.show_tab(Tab.ABSORPTION)
    assert absorption.empty.action_button is not None
    click(absorption.empty.action_button)
    assert page.stack.currentWidget() is page.imports
    rows = [recap_row("A"), recap_row("B", SKPD="Biro Umum", Tanggal="05/10/2026", Kategori="Lain")]
    take(page, recap(tmp_path, *rows))
    click(page.imports.kinds.buttons[SPENDING])
    spent = [["SKPD", "Bulan", "Belanja"], ["Dinas Sosial", "11/2026", "2.500.000"]]
    page.look_at(csv_file(tmp_path / "belanja.csv", spent))
    click(page.imports.take_button)
    page.show_tab(Tab.ABSORPTION)
    assert absorption.stats["amount"].number == "Rp2,5 juta"
    assert absorption.stats["share"].number == "50,0%"
    assert [(bar.name, bar.value) for bar in absorption.agencies.bars.bars] == [
        ("Biro Umum", "Rp1,3 juta · spending unknown"),
        ("Dinas Sosial", "Rp1,3 juta · 50,0%"),
    ]
    columns = absorption.columns
    assert [month.key for month in columns.months] == ["2026-10", "2026-11"]
    assert "50,0% of the spending known" in columns.accessibleDescription()
    columns.setFocus()
    QTest.keyClick(columns, Qt.Key.Key_Left)
    assert columns.current == 0
    assert not columns.grab().isNull()
    click(absorption.by.buttons["agencies"])
    assert [row.cells[0] for row in absorption.table.rows] == ["Biro Umum", "Dinas Sosial"]
    absorption.agency.setCurrentIndex(absorption.agency.findData("Biro Umum"))
    assert absorption.stats["amount"].number == "Rp1,3 juta"
    click(absorption.xlsx_button)
    choose(page, tmp_path / "serapan.xlsx")
    with (tmp_path / "serapan.xlsx").open("rb") as file:
        sheet = openpyxl.load_workbook(file)["Per perangkat daerah"]
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Biro Umum"]


def test_aid_is_shown_with_its_business(
    page: EOrderPage, ws: Workspace, tmp_path: Path, show: ShowWidget
) -> None:
    page.show_tab(Tab.IMPORT)
    click(page.imports.kinds.buttons[AID])
    rows: list[list[object]] = [
        ["NIB", "Tahun", "Tanggal Cair", "Jumlah"],
        [NIB, 2021, "05/05/2021", 1_200_000],
    ]
    page.look_at(csv_file(tmp_path / "bpum.csv", rows))
    click(page.imports.take_button)
    with ws.db.read() as session:
        business = session.scalars(sa.select(Business.id).where(Business.nib == NIB)).one()
    card = AidCard(page.desk)
    show(card)
    card.show_business(business)
    assert [line.text() for line in card.lines] == [
        "BPUM 2021 · Rp1.200.000",
        "received on 5 Mei 2021",
    ]
    card.show_business(None)
    assert card.isHidden()


def test_every_view_is_reached_by_tab_and_space(page: EOrderPage) -> None:
    for tab in reversed(Tab):
        button = page.views.buttons[tab.value]
        button.setFocus()
        assert button.hasFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert page.stack.currentWidget() is page._panels[tab]


class HeldLanes(InlineLanes):
    """Runs nothing until told: what a slow job looks like."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Callable[[], object]] = []

    def io(self, job, owner, done, failed=None, *, token=None):  # type: ignore[no-untyped-def]
        self.held.append(lambda: InlineLanes.io(self, job, owner, done, failed, token=token))
        return token or CancelToken()


def test_a_job_is_stopped_and_leaves_nothing(ws: Workspace, show: ShowWidget) -> None:
    lanes = HeldLanes()
    desk = Desk(ws, lanes)
    working = Working(desk, "Progress")
    desk.setParent(working)
    show(working)
    ended: list[object] = []
    busy: list[bool] = []
    working.busy_changed.connect(busy.append)
    working.run("Reading", lambda _heard, check: check(), ended.append)
    assert working.busy
    working.run("Another", lambda _heard, _check: 1, ended.append)
    assert len(lanes.held) == 1, "one at a time"
    working.show()
    click(working.stop_button)
    lanes.held[0]()
    assert (ended, busy, working.isHidden()) == ([], [True, False], True)


def test_an_import_is_undone_from_the_corner(
    page: EOrderPage, ws: Workspace, tmp_path: Path
) -> None:
    heard: list[Change] = []
    page.desk.noticed.connect(lambda notice: heard.append(notice.change))
    take(page, recap(tmp_path, recap_row("A")))
    page.desk.undo(heard[0])
    assert page.imports.past.rows == ()
    assert recaps.past(ws) == ()


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, "–"),
        (950_000, "Rp950.000"),
        (1_250_000, "Rp1,3 juta"),
        (177_821_126_204, "Rp177,8 miliar"),
        (2_000_000_000_000, "Rp2 triliun"),
    ],
)
def test_amounts_fit_into_a_tile(amount: int | None, words: str) -> None:
    assert short_rupiah(amount) == words


def test_tones_say_whether_the_target_is_reached(page: EOrderPage, tmp_path: Path) -> None:
    take(page, recap(tmp_path, recap_row("A")))
    click(page.imports.kinds.buttons[SPENDING])
    spent = [["SKPD", "Bulan", "Belanja"], ["Dinas Sosial", "11/2026", "10.000.000"]]
    page.look_at(csv_file(tmp_path / "belanja.csv", spent))
    click(page.imports.take_button)
    assert [bar.tone for bar in page.absorption.agencies.bars.bars] == [Tone.WARNING]


def test_the_page_fits_a_small_laptop(page: EOrderPage) -> None:
    assert page.minimumSizeHint().width() <= 1158
    assert page.minimumSizeHint().height() <= 688
