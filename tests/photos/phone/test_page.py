"""The page in a real browser, dressed as a phone: broken lines, reloads, and the end."""

from __future__ import annotations

import io
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from app.photos.intake import take_in
from app.photos.phone.server import serve
from app.photos.phone.session import PhoneSession
from app.photos.phone.uploads import Arriving, Limits
from tests.photos.phone.phones import Booth
from tests.photos.pictures import (
    BLUE,
    GREEN,
    RED,
    YELLOW,
    corners,
    decoded,
    encoded,
    near,
    noisy,
    quarters,
)

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "id-ID",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


def own_address() -> str:
    """An address that is no loopback: to a browser 127.0.0.1 is safe, a hotspot is not."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


@pytest.fixture
def booth(tmp_path: Path) -> Iterator[Booth]:
    told: list[Arriving] = []
    limits = Limits(free=0, piece=64 * 1024)
    session = PhoneSession(tmp_path / "ponsel", "Keripik Tempe", told.append, limits)
    made = Booth(session, serve(session, own_address()), told)
    yield made
    made.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(**PHONE)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, booth: Booth) -> Iterator[Page]:
    page = context.new_page()
    bugs: list[str] = []
    page.on("pageerror", lambda error: bugs.append(str(error)))
    page.goto(booth.url)
    expect(page.locator("#link.on")).to_be_visible()
    yield page
    assert bugs == []


def picture(folder: Path, name: str = "a.jpg", seed: int = 1, **options: Any) -> Path:
    path = folder / name
    path.write_bytes(encoded(noisy((700, 500), seed), **options))
    return path


def arrived(booth: Booth, place: int = 0) -> bytes:
    """The bytes of a picture that has come whole, which the laptop now stores."""
    view = booth.session.views()[place]
    assert view.state == "whole"
    data = view.path.read_bytes()
    booth.session.stored(view.id)
    return data


def test_an_original_comes_as_it_is_and_ticks_once_stored(
    page: Page, booth: Booth, tmp_path: Path
) -> None:
    path = picture(tmp_path)
    page.tap("[data-role=label]")
    expect(page.locator("#camera-text")).to_have_text("Ambil foto: Belakang/label")
    page.set_input_files("#camera", path)
    expect(page.locator("li.checking")).to_be_visible()
    expect(page.locator(".tick")).to_be_hidden()
    view = booth.session.views()[0]
    assert str(view.role) == "label"
    assert arrived(booth) == path.read_bytes()
    expect(page.locator("li.stored .tick")).to_be_visible()
    expect(page.locator("#summary")).to_have_text("1 foto tersimpan di laptop")
    expect(page.locator("[data-role=label]")).to_have_class(re.compile("has"))


def test_many_from_the_gallery_and_one_that_is_no_picture(
    page: Page, booth: Booth, tmp_path: Path
) -> None:
    bad = tmp_path / "surat.jpg"
    bad.write_bytes(b"Yang terhormat, " * 99)
    paths = [picture(tmp_path, f"{n}.jpg", n) for n in range(3)]
    page.set_input_files("#gallery", [paths[0], bad, *paths[1:]])
    expect(page.locator("li.checking")).to_have_count(3)
    expect(page.locator("li.refused .state")).to_have_text("Berkas ini bukan foto.")
    assert [arrived(booth, n) for n in range(3)] == [path.read_bytes() for path in paths]
    expect(page.locator("li.stored")).to_have_count(3)
    page.tap("li.refused .away")
    expect(page.locator("#summary")).to_have_text("3 foto tersimpan di laptop")


def test_what_the_laptop_refuses_is_told_on_the_phone(
    page: Page, booth: Booth, tmp_path: Path
) -> None:
    page.set_input_files("#gallery", picture(tmp_path))
    expect(page.locator("li.checking")).to_be_visible()
    booth.session.refused(booth.session.views()[0].id, "Foto ini rusak. Ambil foto baru.")
    expect(page.locator("li.refused .state")).to_have_text("Foto ini rusak. Ambil foto baru.")
    expect(page.locator(".tick")).to_be_hidden()


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_that_is_too_large_is_shrunk_and_stays_upright(
    page: Page, booth: Booth, tmp_path: Path, orientation: int
) -> None:
    """Above 40 megapixels the intake would refuse it; every turn must survive the canvas."""
    turns = {1: 0, 3: 180, 6: 90, 8: 270}
    upright = quarters((8000, 5200))
    stored = upright.rotate(turns[orientation], expand=True)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "besar.jpg"
    stored.save(path, exif=exif)
    page.set_input_files("#gallery", path)
    expect(page.locator("li.checking")).to_be_visible(timeout=60_000)
    data = arrived(booth)
    sent = decoded(data)
    assert sent.size == (3200, 2080)
    found = corners(decoded(take_in(data, original_name="a").master))
    for colour, wanted in zip(found, (RED, GREEN, BLUE, YELLOW), strict=True):
        assert near(colour, wanted)


def test_another_kind_of_picture_is_drawn_anew(page: Page, booth: Booth, tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    path.write_bytes(encoded(quarters(), "GIF"))
    page.set_input_files("#gallery", path)
    expect(page.locator("li.checking")).to_be_visible()
    with Image.open(io.BytesIO(arrived(booth))) as sent:
        assert (sent.format, sent.size) == ("JPEG", (400, 300))


def test_a_line_that_breaks_again_and_again(page: Page, booth: Booth, tmp_path: Path) -> None:
    """Each second piece is lost before or after the laptop had it."""
    pieces = 0

    def break_off(route: Route) -> None:
        nonlocal pieces
        pieces += 1
        if route.request.method == "PATCH" and pieces % 4 == 1:
            route.abort()
        elif route.request.method == "PATCH" and pieces % 4 == 3:
            route.fetch()  # it arrives, but its answer does not
            route.abort()
        else:
            route.continue_()

    page.route("**/pictures/*", break_off)
    path = picture(tmp_path, quality=95)
    page.set_input_files("#gallery", path)
    expect(page.locator("li.checking")).to_be_visible(timeout=60_000)
    assert pieces > 6
    assert arrived(booth) == path.read_bytes()
    expect(page.locator("li.stored")).to_be_visible()


def test_a_dead_line_ends_in_a_question_and_goes_on_by_itself_once_it_lives(
    page: Page, context: BrowserContext, booth: Booth, tmp_path: Path
) -> None:
    page.route("**/pictures", lambda route: route.abort())
    path = picture(tmp_path)
    page.set_input_files("#gallery", path)
    expect(page.locator("li.failed .again")).to_be_visible(timeout=60_000)
    page.unroute("**/pictures")
    page.tap(".again")
    expect(page.locator("li.checking")).to_be_visible()
    arrived(booth)
    context.set_offline(True)
    page.set_input_files("#gallery", picture(tmp_path, "b.jpg", 2))
    expect(page.locator("#link.off")).to_be_visible(timeout=30_000)
    context.set_offline(False)
    expect(page.locator("#link.on")).to_be_visible(timeout=30_000)
    expect(page.locator("li.checking")).to_be_visible()


def test_a_reload_in_the_middle_goes_on_where_it_was(
    page: Page, booth: Booth, tmp_path: Path
) -> None:
    let_through = 2

    def hold(route: Route) -> None:
        nonlocal let_through
        let_through -= 1
        if let_through >= 0:
            route.continue_()
        else:
            route.abort()

    page.route("**/pictures/*", hold)
    page.tap("[data-role=content]")
    paths = [picture(tmp_path, f"{n}.jpg", n, quality=95) for n in range(2)]
    page.set_input_files("#gallery", paths)
    expect(page.locator("li.waiting").first).to_be_visible()
    half = booth.session.views()[0]
    assert 0 < half.offset < half.size
    page.unroute("**/pictures/*")
    page.reload()
    expect(page.locator("li.checking")).to_have_count(2)
    views = booth.session.views()
    assert [str(view.role) for view in views] == ["content", "content"]
    assert [arrived(booth, n) for n in range(2)] == [path.read_bytes() for path in paths]
    expect(page.locator("li.stored")).to_have_count(2)
    page.reload()
    expect(page.locator("li.stored")).to_have_count(2)
    expect(page.locator("#summary")).to_have_text("2 foto tersimpan di laptop")


def test_a_browser_that_keeps_nothing_asks_for_the_picture_again(
    context: BrowserContext, booth: Booth, tmp_path: Path
) -> None:
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    page.goto(booth.url)
    expect(page.locator("#link.on")).to_be_visible()
    page.route("**/pictures/*", lambda route: route.abort())
    page.tap("[data-role=front]")
    path = picture(tmp_path)
    page.set_input_files("#gallery", path)
    expect(page.locator("li.waiting")).to_be_visible()
    page.unroute("**/pictures/*")
    page.reload()
    expect(page.locator("li.gone .name")).to_have_text("Depan")
    with page.expect_file_chooser() as chooser:
        page.tap("li.gone .again")
    chooser.value.set_files(path)
    expect(page.locator("li.checking")).to_be_visible()
    expect(page.locator("li")).to_have_count(1)
    (view,) = booth.session.views()
    assert str(view.role) == "front"
    assert arrived(booth) == path.read_bytes()


def test_the_end_is_told_with_what_arrived_and_what_did_not(
    page: Page, booth: Booth, tmp_path: Path
) -> None:
    page.set_input_files("#gallery", picture(tmp_path))
    expect(page.locator("li.checking")).to_be_visible()
    arrived(booth)
    expect(page.locator("li.stored")).to_be_visible()
    page.route("**/pictures", lambda route: route.abort())
    page.set_input_files("#gallery", picture(tmp_path, "b.jpg", 2))
    expect(page.locator("li.waiting")).to_be_visible()
    booth.session.end()
    expect(page.locator("#over-what")).to_have_text("Selesai. 1 foto tersimpan di laptop.")
    expect(page.locator("#over-lost")).to_contain_text("1 foto belum sampai.")
    expect(page.locator("#actions")).to_be_hidden()


def test_no_more_than_the_limit(browser: Browser, tmp_path: Path) -> None:
    limits = Limits(free=0, pictures=1)
    session = PhoneSession(tmp_path / "ponsel", "Abon", lambda _view: None, limits)
    booth = Booth(session, serve(session, own_address()))
    context = browser.new_context(**PHONE, color_scheme="dark")
    page = context.new_page()
    page.goto(booth.url)
    page.set_input_files("#gallery", [picture(tmp_path), picture(tmp_path, "b.jpg", 2)])
    expect(page.locator("li.refused .state")).to_contain_text("Sudah 1 foto.")
    expect(page.locator("#full")).to_be_visible()
    expect(page.locator("#camera")).to_be_disabled()
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(11, 19, 18)"
    context.close()
    booth.close()


def test_every_target_is_large_enough_for_a_thumb(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.tap("[data-role=label]")  # the longest name goes onto the button
    for one in page.locator("button:visible, label:visible").all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_a_page_on_a_hotspot_uses_nothing_that_needs_a_certificate(page: Page) -> None:
    if own_address() == "127.0.0.1":
        pytest.skip("this machine has only its loopback, which a browser takes for safe")
    assert page.evaluate("() => window.isSecureContext") is False
