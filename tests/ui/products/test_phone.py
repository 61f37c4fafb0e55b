"""The dialog for phones: a real server, real uploads, and what comes of them at the product."""

from __future__ import annotations

import io
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx
import pytest
import segno
import zxingcpp
from PIL import Image
from playwright.sync_api import expect, sync_playwright
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.terms import PhotoRole
from app.photos.phone import network
from app.photos.phone.network import Card
from app.photos.phone.server import THREAD
from app.services import products
from app.services.changes import undo
from app.services.products import PhotoView
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import Lanes
from app.ui.pages.products import ProductsPage
from app.ui.pages.products.phone import PhoneSheet
from app.ui.pages.products.phone.around import Around, system_cards
from app.ui.pages.products.phone.room import FOLDER
from tests.photos.phone.phones import Phone, ident
from tests.photos.pictures import encoded, noisy
from tests.ui.forms.register import Heard, Show, business, click, product, unnamed

PICTURE = encoded(noisy((160, 120)))
CHROMIUM = shutil.which("chromium")
LOOPBACK = Card("wlan0", "127.0.0.1", is_wifi=True)


@dataclass
class Surroundings:
    """Networks of the test; the loopback plays a hotspot."""

    cards: list[Card] = field(default_factory=lambda: [LOOPBACK])
    wifi: str | None = "Hotspot Rani"
    now: float | None = None

    def around(self) -> Around:
        return Around(lambda: self.cards, lambda: self.wifi, lambda: self.now or time.monotonic())


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Surroundings:
    def judge(card: Card) -> network.Address:
        return network.Address(card.address, network.Kind.WIFI, card.name)

    monkeypatch.setattr(network, "_judge", judge)
    return Surroundings()


@pytest.fixture
def desk(ws: Workspace, real_lanes: Lanes) -> Desk:
    return Desk(ws, real_lanes)


@pytest.fixture
def page(
    desk: Desk, show: Show, surroundings: Surroundings, real_lanes: Lanes
) -> Iterator[ProductsPage]:
    page = ProductsPage(desk)
    page.gallery.phone.around = surroundings.around()
    show(page)
    page.resize(1158, 700)
    real_lanes.drain()
    yield page
    sheet = page.gallery.phone.sheet
    if sheet is not None:
        sheet.done(0)
        sheet.done(0)
    real_lanes.drain()
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join()
    folder = desk.ws.folder / FOLDER
    assert not folder.exists() or list(folder.iterdir()) == []


@pytest.fixture
def shown(page: ProductsPage, ws: Workspace, real_lanes: Lanes) -> UUID:
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    page.enter(key)
    real_lanes.drain()
    return key


@pytest.fixture
def sheet(page: ProductsPage, shown: UUID, qtbot: QtBot) -> PhoneSheet:
    """The dialog, opened by the mouse, with its code on show."""
    click(page.photos.ways.phone_button)
    qtbot.waitUntil(lambda: page.gallery.phone.sheet is not None)
    sheet = page.gallery.phone.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.code.text != "")
    return sheet


@pytest.fixture
def phone(sheet: PhoneSheet) -> Iterator[Phone]:
    serving = sheet.room.serving
    assert serving is not None
    made = Phone(serving.url)
    yield made
    made.close()


def photos(ws: Workspace, key: UUID) -> tuple[PhotoView, ...]:
    return products.get(ws, key).photos


def test_a_picture_sent_appears_at_the_product(
    page: ProductsPage, shown: UUID, sheet: PhoneSheet, phone: Phone, ws: Workspace, qtbot: QtBot
) -> None:
    heard = Heard(page.desk)
    arrived: list[object] = []
    sheet.arrived.connect(arrived.append)
    phone.offer(ident(1), PICTURE, role="label")
    phone.send(ident(1), PICTURE)
    qtbot.waitUntil(lambda: phone.state()["pictures"][0]["state"] == "stored")
    qtbot.waitUntil(lambda: len(page.gallery.photos) == 1)
    (photo,) = photos(ws, shown)
    assert photo.role is PhotoRole.LABEL
    assert [a.photo_id for a in arrived] == [photo.id]  # type: ignore[attr-defined]
    tile = sheet.strip.tiles[ident(1)]
    assert (tile.accessibleName(), tile.thumb) == ("Belakang/label: Stored", photo.thumb_sha256)
    assert sheet.count.text() == "1 of 1 photos stored"
    assert sheet.state.spec.text == "Phone connected"
    click(sheet.done_button)
    qtbot.waitUntil(lambda: len(heard.notices) == 1)
    change = heard.notices[0].change
    assert heard.notices[0].text == "1 photos added."
    assert change is not None
    undo(ws, change)
    assert photos(ws, shown) == ()


@pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")
def test_from_a_browser_to_the_product_and_back_to_its_tick(
    shown: UUID, sheet: PhoneSheet, ws: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "depan.jpg"
    path.write_bytes(PICTURE)
    serving = sheet.room.serving
    assert serving is not None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(has_touch=True)
        page.goto(serving.url)
        page.tap("[data-role=front]")
        page.set_input_files("#camera", path)
        expect(page.locator("li.checking")).to_be_visible()
        qtbot.waitUntil(lambda: sheet.strip.stored == 1)
        expect(page.locator("li.stored .tick")).to_be_visible()
        assert photos(ws, shown)[0].role is PhotoRole.FRONT
        click(sheet.done_button)
        expect(page.locator("#over-what")).to_have_text("Selesai. 1 foto tersimpan di laptop.")
        browser.close()


def test_progress_is_seen_while_it_comes(
    sheet: PhoneSheet, phone: Phone, surroundings: Surroundings, qtbot: QtBot
) -> None:
    phone.offer(ident(1), PICTURE)
    phone.patch(ident(1), 0, PICTURE[: len(PICTURE) // 2])
    qtbot.waitUntil(lambda: ident(1) in sheet.strip.tiles)
    tile = sheet.strip.tiles[ident(1)]
    qtbot.waitUntil(lambda: tile.text in ("49%", "50%"))
    assert sheet.count.text() == "0 of 1 photos stored"
    surroundings.now = tile.picture.moved_at + 9
    sheet.look()
    assert tile.text == "Broken off"
    phone.patch(ident(1), len(PICTURE) // 2, PICTURE[len(PICTURE) // 2 :][:10])
    qtbot.waitUntil(lambda: tile.text in ("49%", "50%"))


def test_the_laptop_names_what_it_refuses_and_tells_the_phone(
    page: ProductsPage, shown: UUID, sheet: PhoneSheet, phone: Phone, ws: Workspace, qtbot: QtBot
) -> None:
    broken = PICTURE[:900]
    phone.offer(ident(1), broken, name="rusak.jpg")
    phone.send(ident(1), broken)
    qtbot.waitUntil(lambda: phone.state()["pictures"][0]["state"] == "refused")
    assert "rusak.jpg" in phone.state()["pictures"][0]["text"]
    qtbot.waitUntil(lambda: sheet.banner.isVisible())
    assert "rusak.jpg" in sheet.banner.accessibleName()
    phone.send(ident(2), PICTURE)
    qtbot.waitUntil(lambda: len(photos(ws, shown)) == 1)
    click(sheet.done_button)
    qtbot.waitUntil(lambda: page.photos.banner.isVisible())
    assert "rusak.jpg" in page.photos.banner.accessibleName()


def test_what_came_whole_is_kept_when_the_dialog_closes(
    page: ProductsPage, shown: UUID, sheet: PhoneSheet, phone: Phone, ws: Workspace, qtbot: QtBot
) -> None:
    phone.send(ident(1), PICTURE)  # the window has not looked at it yet
    phone.offer(ident(2), encoded(noisy(seed=2)))
    sheet.done(0)
    assert page.gallery.phone.sheet is None
    qtbot.waitUntil(lambda: len(photos(ws, shown)) == 1)
    qtbot.waitUntil(lambda: len(page.gallery.photos) == 1)


def test_it_listens_only_while_it_is_open(
    page: ProductsPage, sheet: PhoneSheet, phone: Phone, qtbot: QtBot
) -> None:
    serving = sheet.room.serving
    assert serving is not None
    assert phone.http.get(serving.url).status_code == 200
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    serving.join()
    with pytest.raises(httpx.TransportError):
        phone.http.get(serving.url)
    click(page.photos.ways.phone_button)
    again = page.gallery.phone.sheet
    assert again is not None
    qtbot.waitUntil(lambda: again.code.text != "")
    assert again.room.session.token != serving.url.rpartition("/")[2]


def test_closing_is_asked_twice_while_something_comes(
    page: ProductsPage, sheet: PhoneSheet, phone: Phone, qtbot: QtBot
) -> None:
    phone.offer(ident(1), PICTURE)
    phone.patch(ident(1), 0, PICTURE[:1000])
    qtbot.waitUntil(lambda: sheet.strip.coming == 1)
    click(sheet.done_button)
    assert sheet.isVisible()
    assert "still on their way" in sheet.banner.accessibleName()
    phone.patch(ident(1), 1000, PICTURE[1000:2000])
    qtbot.waitUntil(lambda: sheet.strip.tiles[ident(1)].picture.offset == 2000)
    click(sheet.done_button)
    assert page.gallery.phone.sheet is None


def test_the_question_goes_once_all_have_come(
    page: ProductsPage, sheet: PhoneSheet, phone: Phone, qtbot: QtBot
) -> None:
    phone.offer(ident(1), PICTURE)
    qtbot.waitUntil(lambda: sheet.strip.coming == 1)
    click(sheet.done_button)
    assert sheet.banner.isVisible()
    phone.send(ident(1), PICTURE)
    qtbot.waitUntil(lambda: sheet.strip.stored == 1)
    assert sheet.banner.isHidden()
    click(sheet.done_button)
    assert page.gallery.phone.sheet is None


def test_a_picture_taken_back_leaves_no_tile(sheet: PhoneSheet, phone: Phone, qtbot: QtBot) -> None:
    phone.offer(ident(1), PICTURE)
    qtbot.waitUntil(lambda: ident(1) in sheet.strip.tiles)
    phone.http.delete(f"{phone.url}/pictures/{ident(1)}")
    qtbot.waitUntil(lambda: sheet.strip.tiles == {})
    assert sheet.empty.isVisible()


def test_the_code_reads_as_the_address(sheet: PhoneSheet) -> None:
    image = sheet.code.grab().toImage()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    with Image.open(io.BytesIO(bytes(buffer.data().data()))) as picture:
        (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    serving = sheet.room.serving
    assert serving is not None
    assert found.text == serving.url.upper()
    assert segno.make(found.text, error="m", micro=False).mode == "alphanumeric"
    typed = sheet.address_label.text().replace("\n", "")
    assert httpx.get(f"http://{typed}").status_code == 200


def test_it_says_which_network(sheet: PhoneSheet, surroundings: Surroundings, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "“Hotspot Rani”" in sheet.guide.words)
    assert sheet.guide.networks.isHidden()
    surroundings.wifi = None
    surroundings.cards = [LOOPBACK, Card("eth0", "127.0.0.2", is_wifi=False)]
    sheet.look()
    assert sheet.guide.networks.isVisible()
    before = sheet.room.serving
    assert before is not None
    sheet.guide.networks.setCurrentIndex(0)
    sheet.guide.networks.activated.emit(0)
    qtbot.waitUntil(lambda: "127.0.0.2" in sheet.address_label.text())
    before.join()  # it listens nowhere else any more
    qtbot.waitUntil(lambda: "the same network as this laptop" in sheet.guide.words)


def test_without_a_network_it_says_how_to_make_one_and_goes_on_by_itself(
    sheet: PhoneSheet, surroundings: Surroundings, qtbot: QtBot
) -> None:
    surroundings.cards = []
    sheet.look()
    assert "hotspot" in sheet.guide.words
    assert sheet.code.text == ""
    assert sheet.room.serving is None
    surroundings.cards = [LOOPBACK]
    sheet.look()
    qtbot.waitUntil(lambda: sheet.code.text != "")
    assert "Point the phone's camera" in sheet.guide.words


def test_an_address_that_cannot_be_served_is_told(
    sheet: PhoneSheet, surroundings: Surroundings, qtbot: QtBot
) -> None:
    surroundings.cards = [Card("wlan0", "203.0.113.9", is_wifi=True)]
    sheet.look()
    qtbot.waitUntil(lambda: sheet.banner.isVisible())
    assert "tidak dapat menerima foto" in sheet.banner.accessibleName()
    surroundings.cards = [LOOPBACK]
    sheet.look()
    qtbot.waitUntil(lambda: sheet.code.text != "")
    assert sheet.banner.isHidden()


def test_help_comes_when_no_phone_does_and_goes_when_one_comes(
    sheet: PhoneSheet, phone: Phone
) -> None:
    sheet.helping.timeout.emit()
    assert sheet.guide.help.isVisible()
    assert "firewall" in sheet.guide.help.accessibleName()
    phone.http.get(phone.url)
    sheet.look()
    assert sheet.guide.help.isHidden()


def test_every_part_says_its_name(sheet: PhoneSheet) -> None:
    assert unnamed(sheet) == []
    assert sheet.height() <= 688


def test_a_product_is_saved_before_its_code_is_shown(
    page: ProductsPage, ws: Workspace, real_lanes: Lanes, qtbot: QtBot
) -> None:
    page.enter(business(ws, "Dapur Sari"), new=True)
    real_lanes.drain()
    click(page.photos.ways.phone_button)
    assert page.gallery.phone.sheet is None
    page.editor.editor("name").setFocus()
    QTest.keyClicks(page.editor.editor("name"), "Keripik")
    page.editor.editor("category").setFocus()
    QTest.keyClick(page.editor.editor("category"), Qt.Key.Key_Down)
    click(page.photos.ways.phone_button)
    qtbot.waitUntil(lambda: page.gallery.phone.sheet is not None)
    assert len(products.ids(ws)) == 1


def test_the_systems_cards_have_the_loopback() -> None:
    assert "127.0.0.1" in [card.address for card in system_cards()]
