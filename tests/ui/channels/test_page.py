"""Kanal by key and mouse: who may enter, what runs out and who was told, the rules as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.market.channels import Channel
from app.domain.terms import DocumentType
from app.services import certificates, channel_rules, channel_rules_files, expiry
from app.services.channel_lists import Show
from app.services.expiry import Told, Window
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.lanes import CancelToken, InlineLanes
from app.ui.pages.channels import ChannelsPage
from app.ui.pages.channels.page import About
from app.ui.pages.channels.rules_sheet import RulesSheet
from app.ui.pages.products.market import MarketCard
from app.ui.printing import Printout
from app.ui.printing.printing import Printed
from tests.conftest import NOW
from tests.reports.reading import page_texts
from tests.services.conftest import started
from tests.services.field import add_product, judge, open_session, paper, register

ShowWidget = Callable[[QWidget], None]
NIB = "1234567890123"
PIRT = "215317401000119"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = started(tmp_path / "laptop")
    yield made
    made.close()


@pytest.fixture
def stalls(ws: Workspace) -> dict[str, UUID]:
    """Two that may go to the Friday market, one of them not for long; one without NIB."""
    held, found = open_session(ws), {}
    for name, days, nib in (("Ani", 12, NIB), ("Budi", 400, NIB), ("Cici", 400, "")):
        until = NOW.date() + timedelta(days=days)
        own = (paper(DocumentType.PIRT, PIRT, valid_until=until),)
        business = register(ws, name, nib=nib, phone="081234567890")
        product = add_product(ws, business, f"Keripik {name}", category="MKN", documents=own)
        certificates.issue(ws, judge(ws, product, held, 4))
        found[name] = product
    return found


@pytest.fixture
def page(ws: Workspace, stalls: dict[str, UUID], show: ShowWidget) -> ChannelsPage:
    desk = Desk(ws, InlineLanes())
    made = ChannelsPage(desk)
    desk.setParent(made)
    made.resize(1158, 700)
    show(made)
    made.enter()
    return made


@pytest.fixture
def gone(page: ChannelsPage) -> list[Place]:
    """Where somebody wanted to go."""
    places: list[Place] = []
    page.desk.travelled.connect(places.append)
    return places


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def titles(page: ChannelsPage) -> list[str]:
    model = page.standing.model
    return [model.record(row).title for row in range(len(model.ids))]  # type: ignore[union-attr]


# -- who may enter ------------------------------------------------------------------------


def test_it_opens_with_what_there_is(page: ChannelsPage) -> None:
    assert page.standing.wanted.show is Show.NOT_YET, "nothing may go to e-order"
    assert page.standing.channels[Channel.FRIDAY].text() == "Jumat Beli Lokal · 2"
    assert len(page.standing.model.ids) == 3
    assert page.standing.detail.isVisible()


def test_a_channel_is_chosen_and_its_products_opened(
    page: ChannelsPage, stalls: dict[str, UUID], gone: list[Place]
) -> None:
    click(page.standing.channels[Channel.FRIDAY])
    click(page.standing.shows[Show.ALLOWED])
    assert titles(page) == ["Keripik Ani", "Keripik Budi"]
    detail = page.standing.detail
    assert detail.title.text() == "Keripik Ani"
    assert detail.view.chips["friday"].spec.text == "Allowed until 3 Des 2026"
    assert detail.view.chips["eorder"].spec.text == "Not yet"
    assert "Baru lulus tingkat kecamatan, perlu tingkat provinsi." in texts(detail)
    page.standing.list.setFocus()
    QTest.keyClick(page.standing.list, Qt.Key.Key_Down)
    assert detail.title.text() == "Keripik Budi"
    for button in (detail.product_button, detail.business_button, detail.follow_up_button):
        click(button)
    assert [place.page for place in gone] == ["products", "businesses", "followups"]
    assert gone[0].record == stalls["Budi"]


def test_what_ends_soon_and_what_is_barred_have_their_lists(page: ChannelsPage) -> None:
    click(page.standing.channels[Channel.FRIDAY])
    click(page.standing.shows[Show.SOON])
    assert titles(page) == ["Keripik Ani"]
    click(page.standing.shows[Show.NOT_YET])
    assert titles(page) == ["Keripik Cici"]
    reason = page.standing.reason
    assert [reason.itemText(at) for at in range(reason.count())] == [
        "All reasons",
        "Belum ada NIB · 1",
    ]
    reason.setCurrentIndex(1)
    assert titles(page) == ["Keripik Cici"]


def test_words_are_searched(page: ChannelsPage) -> None:
    click(page.standing.channels[Channel.FRIDAY])
    click(page.standing.shows[Show.ALLOWED])
    page.standing.search.setFocus()
    QTest.keyClicks(page.standing.search, "budi")
    page.standing.search.text_settled.emit("budi")
    assert titles(page) == ["Keripik Budi"]
    page.standing.search.text_settled.emit("zzz")
    assert page.standing.empty.isVisible()


def test_a_change_is_seen_at_once(page: ChannelsPage, ws: Workspace) -> None:
    click(page.standing.channels[Channel.FRIDAY])
    add_product(ws, register(ws, "Dodo", nib=NIB), "Keripik Dodo", category="MKN")
    page.desk.changed.emit(frozenset({"product"}))
    assert page.standing.shows[Show.NOT_YET].text() == "Not yet · 2"


def test_another_page_may_ask_for_a_product(page: ChannelsPage, stalls: dict[str, UUID]) -> None:
    page.watch(watching=True)
    page.enter(stalls["Cici"])
    assert page.standing.isVisible()
    assert page.standing.detail.title.text() == "Keripik Cici"


# -- what runs out ------------------------------------------------------------------------


def test_what_runs_out_is_asked_for_from_elsewhere(page: ChannelsPage) -> None:
    page.show_about(About(window=Window.MONTH))
    assert page.expiry.isVisible()
    assert not page.standing.isVisible()
    assert page.expiry.windows[Window.MONTH].text() == "30 hari · 1"
    assert page.expiry.detail.title.text() == "Ani"
    said = texts(page.expiry.detail)
    assert "Not told yet." in said
    assert "Shut without it: Jumat Beli Lokal." in said


def test_an_empty_window_says_so(page: ChannelsPage) -> None:
    click(page.views[True])
    click(page.expiry.windows[Window.WEEK])
    assert page.expiry.empty.isVisible()
    assert not page.expiry.batch_button.isEnabled()


def told(ws: Workspace, name: str = "Ani") -> list[Told]:
    (one,) = [b for b in expiry.businesses(ws, everybody(ws)) if b.business == name]
    return [telling.how for telling in one.told]


def everybody(ws: Workspace) -> tuple[UUID, ...]:
    return expiry.view(ws, expiry.WatchedFor(Window.QUARTER)).keys


def test_a_printed_letter_is_noted_once(
    page: ChannelsPage, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_about(About(window=Window.MONTH))
    sent: list[Printout] = []
    printing = page.expiry.telling.printing
    monkeypatch.setattr(printing, "start", sent.append)
    click(page.expiry.detail.letter_button)
    (printout,) = sent
    assert printout.title == "Surat masa berlaku Ani"
    assert told(ws) == [], "it lies on the screen"
    printing.printed.emit(Printed(printout, (), 1))
    assert told(ws) == [], "nothing came out"
    printing.saved.emit(printout)
    printing.printed.emit(Printed(printout, (0,), 1))
    assert told(ws) == [Told.LETTER]
    assert "by surat." in page.expiry.detail.told.text()


def test_letters_to_all_of_a_list_are_one_file(
    page: ChannelsPage, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_about(About(window=Window.MONTH))
    sent: list[Printout] = []
    monkeypatch.setattr(page.expiry.telling.printing, "start", sent.append)
    click(page.expiry.batch_button)
    (printout,) = sent
    assert isinstance(printout.pdf, bytes)
    assert len(page_texts(printout.pdf)) == 1
    page.expiry.telling.printing.saved.emit(printout)
    assert told(ws) == [Told.LETTER]


def test_a_message_is_noted_when_whatsapp_was_opened(
    page: ChannelsPage, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_about(About(window=Window.MONTH))
    opened: list[str] = []

    def open_url(url: object) -> bool:
        opened.append(url.toString())  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    click(page.expiry.detail.message_button)
    sheet = page.expiry.telling.message_sheet
    assert sheet is not None
    assert "Keripik Ani" in sheet.text.toPlainText()
    assert told(ws) == []
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert opened[0].startswith("https://wa.me/6281234567890?")
    assert told(ws) == [Told.MESSAGE]


def test_without_a_browser_the_message_can_be_copied(
    page: ChannelsPage, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_about(About(window=Window.MONTH))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    click(page.expiry.detail.message_button)
    sheet = page.expiry.telling.message_sheet
    assert sheet is not None
    click(sheet.open_button)
    assert sheet.banner.isVisible()
    assert told(ws) == []
    click(sheet.copy_button)
    assert "Keripik Ani" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_letters_under_way_can_be_stopped(
    page: ChannelsPage, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_about(About(window=Window.MONTH))
    waiting: list[CancelToken] = []

    def later(*_args: object, token: CancelToken) -> None:
        waiting.append(token)

    with monkeypatch.context() as patch:
        patch.setattr(page.desk.lanes, "io", later)
        click(page.expiry.batch_button)
    assert page.expiry.batch_button.text() == "Stop making letters"
    assert page.expiry.line.isVisible()
    click(page.expiry.batch_button)
    assert waiting[0].cancelled
    assert page.expiry.batch_button.text() == "Letters to these 1 businesses"
    assert not page.expiry.line.isVisible()
    assert told(ws) == []


# -- the rules ----------------------------------------------------------------------------


@pytest.fixture
def sheet(page: ChannelsPage) -> RulesSheet:
    click(page.rules_button)
    assert page.rules_sheet is not None
    return page.rules_sheet


def edited(ws: Workspace, folder: Path, **friday: object) -> Path:
    path = channel_rules_files.export(ws, folder / "aturan.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["channels"][4].update(friday)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_the_rules_in_force_are_read(sheet: RulesSheet) -> None:
    said = texts(sheet)
    assert "Rules of entry, version 1 of the program" in said
    for channel in Channel:
        assert channel.term in said
    assert "sekali untuk selamanya per usaha" in said
    click(sheet.close_button)


def test_an_edited_file_is_weighed_then_published(
    page: ChannelsPage, sheet: RulesSheet, ws: Workspace, tmp_path: Path
) -> None:
    sheet._take_in([str(edited(ws, tmp_path, photos=4))])
    said = texts(sheet)
    assert "Foto: paling sedikit 1 → paling sedikit 4" in said
    assert "2 products would fall out, 0 would come in." in said
    click(sheet.back_button)
    assert channel_rules.view(ws).now.version == 1
    sheet._take_in([str(edited(ws, tmp_path, photos=4))])
    click(sheet.publish_button)
    assert channel_rules.view(ws).now.version == 2
    assert page.standing.channels[Channel.FRIDAY].text() == "Jumat Beli Lokal · 0"
    QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_mistakes_of_a_file_are_listed(sheet: RulesSheet, ws: Workspace, tmp_path: Path) -> None:
    sheet._take_in([str(edited(ws, tmp_path, photos="empat", grade="E"))])
    said = texts(sheet)
    assert "• Jumat Beli Lokal · grade: harus salah satu dari A, B, C, D." in said
    assert "• Jumat Beli Lokal · photos: harus bilangan bulat 0 sampai 20." in said
    assert channel_rules.view(ws).now.version == 1
    click(sheet.close_button)


def test_a_file_is_saved_where_one_says(sheet: RulesSheet, tmp_path: Path) -> None:
    click(sheet.export_button)
    assert sheet.dialog is not None
    sheet.dialog.filesSelected.emit([str(tmp_path / "simpan.json")])
    assert len(json.loads((tmp_path / "simpan.json").read_text(encoding="utf-8"))["channels"]) == 6
    assert "simpan.json" in texts(sheet)
    sheet.dialog.reject()
    click(sheet.close_button)


# -- on the product's page ------------------------------------------------------------------


def test_a_product_tells_its_channels(
    ws: Workspace, stalls: dict[str, UUID], show: ShowWidget
) -> None:
    desk = Desk(ws, InlineLanes())
    card = MarketCard(desk)
    desk.setParent(card)
    frame = QWidget()
    card.setParent(frame)
    show(frame)
    card.show_product(stalls["Ani"])
    assert card.isVisible()
    assert set(card.view.chips) == {str(channel) for channel in Channel}
    places: list[Place] = []
    desk.travelled.connect(places.append)
    click(card.open_button)
    assert (places[0].page, places[0].record) == ("market", stalls["Ani"])
    card.show_product(None)
    assert not card.isVisible()
