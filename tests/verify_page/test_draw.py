"""The page that draws again: the same verdicts and orders as Python, and nothing is sent."""

from __future__ import annotations

import base64
import random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.domain.market import draw_files
from app.domain.market.draw import draw
from app.domain.market.draw_files import SENTENCES, Verdict
from tests.fixtures import draw_files as fixtures
from tests.fixtures.draw_files import NUMBERS, announcement, published
from tests.verify_page.conftest import OpenPage
from tests.verify_page.site import Site
from tests.verify_page.test_page import _LEAST_CONTRAST, ready_offline

_CHECK = """async ([files, published]) => {
  const { check } = await import("./draw-rule.js");
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const found = await check(files.map(bytes), published);
  return [found.verdict, found.fingerprint || "", (found.order || []).map(([key]) => key)];
}"""


@pytest.fixture
def page(open_page: OpenPage, site: Site) -> Page:
    return open_page(url=f"{site.url}draw.html")


def in_browser(page: Page, files: list[bytes], seen: str = "") -> list[Any]:
    encoded = [base64.b64encode(data).decode() for data in files]
    found = page.evaluate(_CHECK, [encoded, seen])
    assert isinstance(found, list)
    return found


def in_python(files: list[bytes], seen: str = "") -> list[Any]:
    found = draw_files.check(files, seen)
    order = [str(one.key) for one in found.drawn.order] if found.drawn else []
    return [str(found.verdict), found.fingerprint, order]


def opened(page: Page, files: list[bytes]) -> str:
    """The word, once the files were chosen by hand."""
    named = [
        {"name": f"undian-{at}.json", "mimeType": "application/json", "buffer": data}
        for at, data in enumerate(files)
    ]
    page.locator("#files").set_input_files(named)  # type: ignore[arg-type]
    expect(page.locator("body")).not_to_have_attribute("data-verdict", "busy")
    expect(page.locator("#word")).to_be_focused()
    return page.locator("#word").inner_text()


# The same as Python.


def test_it_says_of_all_files_what_python_says(page: Page) -> None:
    for case in fixtures.cases():
        said = in_browser(page, case.files, case.published)
        assert said[0] == case.verdict, case.name
        assert said == in_python(case.files, case.published), case.name


def test_it_says_the_same_of_random_files(page: Page) -> None:
    rng, seen = random.Random(3797), set()
    for _ in range(300):
        files = fixtures.random_case(rng)
        said = in_browser(page, files)
        assert said == in_python(files), files
        seen.add(said[0])
    assert {"same", "no_draw", "other_list", "bad_numbers", "other_order"} <= seen


def test_without_the_browsers_sha_256_it_takes_its_own(open_page: OpenPage, site: Site) -> None:
    hidden = "Object.defineProperty(crypto, 'subtle', { value: undefined });"
    page = open_page(url=f"{site.url}draw.html", script=hidden)
    files = published(announcement(300, 56))
    assert in_browser(page, files) == in_python(files)
    assert page.evaluate("crypto.subtle") is None


def test_its_own_sha_256_is_sha_256(page: Page) -> None:
    told = page.evaluate("""async () => {
      const { plainly } = await import("./sha256.js");
      const hex = (bytes) => [...bytes].join();
      for (let length = 0; length < 300; length += 1) {
        const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + length) & 255);
        const native = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        if (hex(native) !== hex(plainly(bytes))) return length;
      }
      return "same";
    }""")
    assert told == "same"


def test_the_words_are_those_of_the_program(page: Page) -> None:
    words = page.evaluate("async () => (await import('./draw-words.js')).DRAW_WORDS.id")
    for verdict in Verdict:
        assert words["word"][verdict] == verdict.term
        assert words["sentence"][verdict] == SENTENCES[verdict]


def test_both_languages_have_every_sentence(page: Page) -> None:
    shapes = page.evaluate("""async () => {
      const { DRAW_WORDS } = await import("./draw-words.js");
      const shape = (value) => typeof value === "string"
        ? (value.match(/\\{\\w+\\}/g) || []).sort().join()
        : Object.fromEntries(Object.entries(value).sort().map(([key, one]) => [key, shape(one)]));
      return [shape(DRAW_WORDS.id), shape(DRAW_WORDS.en)];
    }""")
    assert shapes[0] == shapes[1]


# For eyes.


def test_right_files_show_the_same_order(page: Page) -> None:
    of = announcement(300, 56)
    assert opened(page, published(of)) == "COCOK"
    lines = page.locator("#order li:not(.line-between)")
    drawn = draw(of, NUMBERS)
    assert lines.count() == 300
    for at in (0, 55, 56, 299):
        shown = lines.nth(at).locator("bdi").text_content() or ""
        assert shown.split() == drawn.order[at].name.replace("\u202e", " ").split()
    assert lines.nth(55).get_attribute("class") is None
    assert lines.nth(56).get_attribute("class") == "waiting"
    assert page.locator("#places").inner_text() == "56"
    assert "7.241,88" in page.locator("#sources").inner_text()
    shown = page.locator("#fingerprint").inner_text()
    assert shown.replace(" ", "") == of.fingerprint
    assert page.title().startswith("COCOK")


@pytest.mark.parametrize("name", ["a candidate added", "numbers changed", "order changed", "junk"])
def test_tampering_is_red(page: Page, name: str) -> None:
    case = next(case for case in fixtures.cases() if case.name == name)
    assert opened(page, case.files) == case.verdict.term
    assert page.locator("#sentence").inner_text() == SENTENCES[case.verdict]
    assert page.locator("body").get_attribute("data-verdict") == str(case.verdict)
    ground = page.locator(".verdict").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == "rgb(180, 35, 24)"
    # Where the numbers give another order, that is the one on show.
    shown = page.locator("#result").is_visible()
    assert shown == (case.verdict is Verdict.OTHER_ORDER)


def test_the_code_on_paper_brings_the_hash(open_page: OpenPage, site: Site) -> None:
    """A list that was exchanged together with its result is noticed by who has the paper."""
    told = announcement().fingerprint
    page = open_page(url=f"{site.url}draw.html#{told}")
    assert page.locator("#published").input_value() == told
    assert opened(page, published(announcement())) == "COCOK"
    assert opened(page, published(announcement(salt="lain"))) == "DAFTAR BERBEDA"
    page.locator("#published").fill("")
    page.keyboard.press("Tab")
    expect(page.locator("#word")).to_have_text("COCOK")


def test_who_has_the_announcement_draws_alone(page: Page) -> None:
    of = announcement()
    assert opened(page, [draw_files.announcement_file(of)]) == "PENGUMUMAN"
    fields = page.locator("#numbers input")
    fields.nth(0).fill("bukan angka")
    fields.nth(1).fill(NUMBERS[1])
    page.keyboard.press("Enter")
    expect(fields.nth(0)).to_have_attribute("aria-invalid", "true")
    assert page.locator("#result").is_hidden()
    fields.nth(0).fill("7241,88")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_visible()
    first = page.locator("#order li").first.inner_text()
    assert draw(of, NUMBERS).order[0].area in first
    assert page.locator("#word").inner_text() == "PENGUMUMAN"


def test_finding_one_among_many(page: Page) -> None:
    of = announcement(900, 56)
    opened(page, published(of))
    assert page.locator("#found").inner_text() == "500 dari 900 peserta"
    page.locator("#find").fill("sari 896")
    expect(page.locator("#found")).to_have_text("1 dari 900 peserta")
    position = draw(of, NUMBERS).position(of.candidates[896].key)
    assert page.locator("#order .place").inner_text() == str(position)


def test_english_too(page: Page) -> None:
    opened(page, published(announcement()))
    page.locator("[data-language=en]").click()
    assert page.locator("#word").inner_text() == "THE SAME"
    assert page.locator("#orderTitle").inner_text() == "Order of the draw"
    assert page.locator("#decided").inner_text() == "27 November 2026"


def test_without_a_network_and_nothing_is_sent(open_page: OpenPage, site: Site) -> None:
    page = open_page(url=f"{site.url}draw.html")
    ready_offline(page)
    before = len(site.asked)
    assert opened(page, published(announcement())) == "COCOK"
    assert len(site.asked) == before
    site.stop()
    again = open_page(url=f"{site.url}draw.html")
    assert opened(again, published(announcement())) == "COCOK"


def test_names_are_text_and_nothing_else(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    opened(page, published(announcement()))
    assert page.locator("#order b").count() == 0
    assert "<b>Anak</b>" in page.locator("#order").inner_text()


def test_it_is_narrow_enough_and_readable(page: Page, context: BrowserContext) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for name in ("right", "a candidate added", "announcement alone", "result alone"):
        case = next(case for case in fixtures.cases() if case.name == name)
        opened(page, case.files)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.emulate_media(color_scheme="light")
        assert page.evaluate(_LEAST_CONTRAST) >= 4.5
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(_LEAST_CONTRAST) >= 4.5
