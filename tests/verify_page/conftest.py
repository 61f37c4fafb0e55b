"""The page as it is built, served, and opened in Chromium at the moment of the fixtures."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.central import verify_page
from app.central.verify_page import Wanted
from app.errors import UserError
from tests.fixtures import status_codes as codes
from tests.verify_page.site import Site

CHROMIUM = shutil.which("chromium")
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "id-ID",
    "timezone_id": "Asia/Jakarta",
}
ROOT = base64.b64encode(codes.ROOT.public_key().public_bytes_raw()).decode()

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page without the fallback, which needs npm and a network."""
    out = tmp_path_factory.mktemp("halaman") / "www"
    verify_page.build(Wanted((ROOT,), codes.HOST, out, with_fallback=False))
    return out


@pytest.fixture(scope="session")
def built_whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with the fallback."""
    out = tmp_path_factory.mktemp("halaman") / "www"
    try:
        verify_page.build(Wanted((ROOT,), codes.HOST, out))
    except UserError as error:
        pytest.skip(f"npm could not fetch the fallback: {error.code}")
    return out


@pytest.fixture
def site(built: Path) -> Iterator[Site]:
    made = Site(built, codes.lists()["status.cwt"])
    yield made
    made.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(**PHONE)
    yield made
    made.close()


@pytest.fixture
def open_page(context: BrowserContext, site: Site) -> Iterator[OpenPage]:
    """Opens a code (its part behind `#`) as a phone's camera would; no script may fail."""
    bugs: list[str] = []

    def open_(code: str = "", *, script: str = "", url: str = "") -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: bugs.append(str(error)))
        page.on("console", lambda told: bugs.append(told.text) if _is_bug(told.text) else None)
        page.clock.set_fixed_time(codes.NOW)
        if script:
            page.add_init_script(script)
        page.goto((url or site.url) + ("#" + code.rpartition("#")[2] if code else ""))
        return page

    yield open_
    assert bugs == []


def _is_bug(text: str) -> bool:
    """What the browser itself tells of a list that is not there is no bug of ours."""
    return "Content Security Policy" in text or "Trusted" in text
