"""Sidebar, buttons, cards, stepper, banners, toasts and sheets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import UserError
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import Button, IconButton, danger_button, primary_button, secondary_button
from app.ui.kit.cards import Card, KeyValueGrid, PageHeader, ProgressLine, Stat
from app.ui.kit.chips import Chip, ChipRow
from app.ui.kit.sheet import ConfirmSheet
from app.ui.kit.sidebar import NavItem, Sidebar, StatusKind
from app.ui.kit.stepper import Stepper
from app.ui.kit.toast import ToastHost
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import colours

Show = Callable[[QWidget], None]
ITEMS = tuple(NavItem(f"p{n}", f"Halaman {n}", "home") for n in range(1, 8))


@pytest.fixture
def sidebar(show: Show) -> Sidebar:
    made = Sidebar("Kurasi", ITEMS)
    made.resize(208, 600)
    show(made)
    return made


@pytest.mark.parametrize("number", range(1, 8))
def test_alt_number_reaches_each_page(qtbot: QtBot, sidebar: Sidebar, number: int) -> None:
    key = Qt.Key(Qt.Key.Key_0.value + number)
    with qtbot.waitSignal(sidebar.page_requested) as heard:
        QTest.keyClick(sidebar, key, Qt.KeyboardModifier.AltModifier)
    assert heard.args == [f"p{number}"]
    assert sidebar.current == f"p{number}"


def test_sidebar_by_mouse_and_arrows(sidebar: Sidebar) -> None:
    heard: list[str] = []
    sidebar.page_requested.connect(heard.append)
    QTest.mouseClick(sidebar.button("p2"), Qt.MouseButton.LeftButton)
    sidebar.button("p2").setFocus()
    QTest.keyClick(sidebar.button("p2"), Qt.Key.Key_Down)
    assert sidebar.button("p3").hasFocus()
    QTest.keyClick(sidebar.button("p3"), Qt.Key.Key_Space)
    QTest.keyClick(sidebar.button("p3"), Qt.Key.Key_Up)
    assert heard == ["p2", "p3"]
    assert sidebar.button("p2").hasFocus()
    assert [sidebar.button(i.key).isChecked() for i in ITEMS].count(True) == 1


def test_sidebar_marks_silently_and_counts(sidebar: Sidebar) -> None:
    spy = QSignalSpy(sidebar.page_requested)
    sidebar.set_current("p4")
    sidebar.set_badge("p4", 12)
    assert spy.count() == 0
    assert sidebar.button("p4").accessibleName() == "Halaman 4 (12)"
    sidebar.set_badge("p4", 0)
    assert sidebar.button("p4").accessibleName() == "Halaman 4"


def test_sidebar_status(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.set_status(StatusKind.DONE, "Daring · semua terkirim")
    assert sidebar.status_button.accessibleName() == "Daring · semua terkirim"
    with qtbot.waitSignal(sidebar.status_clicked):
        QTest.mouseClick(sidebar.status_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("make", [primary_button, secondary_button, danger_button])
def test_buttons_answer_mouse_space_and_shortcut(
    qtbot: QtBot, show: Show, make: Callable[..., Button]
) -> None:
    page = QWidget()
    button = make("Simpan", icon="check", shortcut="Ctrl+S", parent=page)
    heard: list[str] = []
    button.clicked.connect(lambda: heard.append("pressed"))
    show(page)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    # A shortcut shows the button pressed for a moment before it clicks.
    qtbot.waitUntil(lambda: heard == ["pressed"] * 3)


def test_the_ring_of_a_filled_button_is_the_light_one(show: Show) -> None:
    page = QWidget()
    QVBoxLayout(page).addWidget(button := primary_button("Simpan"))
    show(page)
    button.setFocus()
    colour = button.grab().toImage().pixelColor(button.width() // 2, 3).name().upper()
    assert colour == colours().on_accent


def test_a_button_is_never_narrower_than_its_words() -> None:
    short, long = primary_button("Ya"), primary_button("Ya, kirim", icon="check", shortcut="F5")
    assert short.minimumSizeHint().width() < long.minimumSizeHint().width()
    assert IconButton("x", "Tutup").accessibleName() == "Tutup"


def test_header_card_and_facts(show: Show) -> None:
    header = PageHeader("Usaha", actions=[secondary_button("Impor")])
    show(header)
    low = header.sizeHint().height()
    header.set_subtitle("12 usaha")
    assert header.sizeHint().height() > low
    header.set_title("Produk")
    card = Card("Judul")
    card.add_header_widget(IconButton("x", "Tutup", size=28))
    facts = KeyValueGrid([("Nomor", "1")])
    card.add(facts)
    show(card)
    facts.set_value("Nomor", "2")
    assert facts.value("Nomor") == "2"
    facts.set_rows([("Nilai", "88,5")])
    with pytest.raises(KeyError):
        facts.value("Nomor")
    with pytest.raises(ValueError, match="title"):
        Card().add_header_widget(QLabel())


def test_figures(show: Show) -> None:
    stat, line = Stat("Dinilai", "7", Tone.SUCCESS, "check"), ProgressLine("Penilaian")
    show(stat)
    show(line)
    stat.set_number("8", Tone.DANGER)
    assert (stat.number, stat.accessibleName()) == ("8", "Dinilai: 8")
    line.set_progress(9, 18)
    assert line.fraction == 0.5
    with pytest.raises(ValueError, match="19"):
        line.set_progress(19, 18)


def test_chips(show: Show) -> None:
    row = ChipRow((ChipSpec("A"), ChipSpec("B", Tone.DANGER, "x")))
    show(row)
    row.set_chips((ChipSpec("C"),))
    names = [chip.spec.text for chip in row.findChildren(Chip) if not chip.isHidden()]
    assert names == ["C"]


def test_stepper_opens_only_what_is_reachable(qtbot: QtBot, show: Show) -> None:
    stepper = Stepper(["Usaha", "Produk", "Foto", "Nilai"])
    show(stepper)
    stepper.set_state(current=1, done={0, 1})
    assert [stepper.step(at).isEnabled() for at in range(4)] == [True, True, True, False]
    assert stepper.step(0).accessibleName() == "1. Usaha, done"
    with qtbot.waitSignal(stepper.step_requested) as heard:
        QTest.mouseClick(stepper.step(2), Qt.MouseButton.LeftButton)
    assert heard.args == [2]
    assert stepper.current == 1


def test_banner_shows_a_known_error(qtbot: QtBot, show: Show) -> None:
    banner = Banner(Tone.INFO, "Halo", action="Lihat", closable=True)
    show(banner)
    with qtbot.waitSignal(banner.action_triggered):
        QTest.mouseClick(banner.action_button, Qt.MouseButton.LeftButton)
    banner.set_error(UserError("x", "Gagal.", safe="Data aman.", todo="Ulangi."))
    assert banner.accessibleName() == "Gagal. Data aman. Ulangi."
    assert banner.action_button.isHidden()
    with qtbot.waitSignal(banner.dismissed):
        QTest.mouseClick(banner.close_button, Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def test_empty_state(qtbot: QtBot, show: Show) -> None:
    empty = EmptyState("photo", "Kosong", "Belum ada.", action="Tambah")
    show(empty)
    with qtbot.waitSignal(empty.action_triggered):
        QTest.mouseClick(empty.action_button, Qt.MouseButton.LeftButton)


@pytest.fixture
def host(show: Show) -> ToastHost:
    page = QWidget()
    page.resize(800, 600)
    made = ToastHost(page)
    show(page)
    return made


def test_toast_undo(qtbot: QtBot, host: ToastHost) -> None:
    toast = host.post("Dihapus", action="Urungkan")
    assert toast.action_button is not None
    with qtbot.waitSignals([toast.action_triggered, toast.finished]):
        QTest.mouseClick(toast.action_button, Qt.MouseButton.LeftButton)
    assert host.toasts == ()
    assert host.isHidden()


def test_toasts_stack_at_the_bottom_left_and_two_at_most(host: ToastHost) -> None:
    for number in range(6):
        host.post(f"Pesan {number}")
    assert [toast.text for toast in host.toasts] == [f"Pesan {n}" for n in range(4, 6)]
    host.window().resize(900, 700)
    assert host.geometry().left() == 20
    assert host.geometry().bottom() == 700 - 20 - 1


def test_a_toast_never_takes_the_focus(show: Show) -> None:
    page = QWidget()
    QVBoxLayout(page).addWidget(button := secondary_button("A"))
    show(page)
    button.setFocus()
    ToastHost(page).post("Tersimpan")
    assert button.hasFocus()


@pytest.mark.parametrize(("tone", "answer"), [(Tone.DANGER, 0), (Tone.INFO, 1)])
def test_return_in_a_sheet_is_harmless_for_dangers(
    qtbot: QtBot, show: Show, tone: Tone, answer: int
) -> None:
    page = QWidget()
    show(page)
    sheet = ConfirmSheet("Hapus?", "Foto ini dihapus.", "Hapus", page, tone=tone)
    spy = QSignalSpy(sheet.confirmed)
    with qtbot.waitExposed(sheet):
        sheet.open()
    with qtbot.waitSignal(sheet.finished) as heard:
        QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert heard.args == [answer]
    assert spy.count() == answer


def test_sheet_by_mouse_and_escape_and_it_deletes_itself(qtbot: QtBot, show: Show) -> None:
    page = QWidget()
    show(page)
    for press in ("mouse", "escape"):
        sheet = ConfirmSheet("Hapus?", "Foto.", "Hapus", page, tone=Tone.DANGER)
        spy = QSignalSpy(sheet.confirmed)
        with qtbot.waitExposed(sheet):
            sheet.open()
        with qtbot.waitSignal(sheet.destroyed):
            if press == "mouse":
                QTest.mouseClick(sheet.confirm_button, Qt.MouseButton.LeftButton)
            else:
                QTest.keyClick(sheet, Qt.Key.Key_Escape)
            counted = spy.count()
        assert counted == (1 if press == "mouse" else 0)
