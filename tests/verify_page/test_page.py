"""What somebody sees who scans a certificate: verdict, facts, both languages, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.domain.numbers import RegisterNumber
from app.domain.terms import Level
from app.protocol import status
from tests.fixtures import status_codes as codes
from tests.verify_page.conftest import PHONE, OpenPage
from tests.verify_page.site import Site

CASES = {case.name: case.code for case in codes.cases()}
LISTS = codes.lists()


def verdict(page: Page) -> str:
    """The word, once there is one."""
    expect(page.locator("body")).not_to_have_attribute("data-verdict", "busy")
    return page.locator("#word").inner_text()


def said(page: Page) -> str:
    verdict(page)
    return page.locator(".verdict").inner_text()


@pytest.mark.parametrize(
    ("name", "word", "sentence"),
    [
        ("final", "SAH", "asli, tercatat di pusat"),
        ("provisional", "SAH SEMENTARA", "sementara ini asli"),
        ("final, revoked", "DICABUT", "telah dicabut"),
        ("key revoked", "DICABUT", "Kunci laptop B2 dicabut sejak 10 November 2026"),
        ("key revoked, named as honest", "SAH SEMENTARA", "sementara ini asli"),
        ("expired", "KEDALUWARSA", "lewat pada 20 November 2026"),
        ("in the directory, not known", "BELUM DIPERIKSA", "belum tercatat di pusat"),
        ("one letter changed", "TIDAK SAH", "tidak ditandatangani oleh pusat"),
        ("signed by nobody's key", "TIDAK SAH", "tidak ditandatangani oleh pusat"),
        ("cut off", "TIDAK SAH", "tidak lengkap"),
        ("junk", "TIDAK SAH", "tidak ditandatangani oleh pusat"),
    ],
)
def test_from_the_camera_to_a_verdict(
    open_page: OpenPage, name: str, word: str, sentence: str
) -> None:
    page = open_page(CASES[name])
    assert verdict(page) == word
    assert sentence in said(page)
    genuine = word != "TIDAK SAH"
    assert page.locator("#facts").is_visible() == genuine
    assert page.title() == f"{word} · Kode verifikasi kurasi"


def test_what_a_certificate_says(open_page: OpenPage) -> None:
    page = open_page(CASES["provisional"])
    verdict(page)
    shown = {
        key: page.locator(f"#{key}").inner_text()
        for key in (
            "product",
            "business",
            "level",
            "place",
            "grade",
            "total",
            "until",
            "issued",
            "number",
            "signed",
            "status",
        )
    }
    assert shown == {
        "product": "Keripik singkong “Ñandú”",
        "business": "Dapur Sari & <b>Anak</b>",
        "level": "Kecamatan",
        "place": "Pasar Minggu, Kota Administrasi Jakarta Selatan",
        "grade": "A",
        "total": "nilai 87,25",
        "until": "16 November 2027",
        "issued": "16 November 2026",
        "number": codes.number(2),
        "signed": "Laptop kurator A7, atas kuasa pusat",
        "status": "Status per 21 November 2026, 10.00 WIB",
    }
    assert "Kode verifikasi kurasi" in page.locator("header").inner_text()
    assert codes.HOST in page.locator("footer").inner_text()


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        (None, "belum dapat diambil"),
        ("stale.cwt", "bertanggal 21 Oktober 2026, 10.00 WIB"),
        ("ahead.cwt", "tanggal ponsel ini salah"),
        ("other-root.cwt", "belum dapat diambil"),
        ("forged.cwt", "belum dapat diambil"),
        ("cut.cwt", "belum dapat diambil"),
    ],
)
@pytest.mark.lesson("B43")
def test_genuine_but_not_checked_is_never_valid(
    open_page: OpenPage, site: Site, listed: str | None, why: str
) -> None:
    site.listed = LISTS[listed] if listed else None
    page = open_page(CASES["final"])
    assert verdict(page) == "BELUM DIPERIKSA"
    assert "Keaslian terbukti, pencabutan belum diperiksa." in said(page)
    assert why in said(page)
    site.listed = LISTS["status.cwt"]
    page.locator("#again").click()
    expect(page.locator("#word")).to_have_text("SAH")
    assert page.locator("#again").is_hidden()


def test_an_old_list_still_tells_of_revocation(open_page: OpenPage, site: Site) -> None:
    site.listed = LISTS["stale.cwt"]
    assert verdict(open_page(CASES["final, revoked"])) == "DICABUT"


def test_a_list_older_than_one_seen_is_not_taken(
    open_page: OpenPage, site: Site, context: BrowserContext
) -> None:
    """Who holds back a revocation must not be able to bring an older list again."""
    revoked = status.build(
        codes.URI, codes.NOW, [(RegisterNumber("31.74.04", "A7", 2026, 1), True)], {}
    )
    earlier = replace(revoked, revoked=b"\x00", issued_at=codes.NOW - timedelta(days=2))
    site.listed = earlier.sign(codes.ROOT)
    assert verdict(open_page(CASES["final"])) == "SAH"
    site.listed = revoked.sign(codes.ROOT)
    assert verdict(open_page(CASES["final"])) == "DICABUT"
    site.listed = earlier.sign(codes.ROOT)
    assert verdict(open_page(CASES["final"])) == "DICABUT"


def ready_offline(page: Page) -> None:
    """Until the worker has the page in its keeping."""
    page.evaluate("""async () => {
      const worker = navigator.serviceWorker;
      await worker.ready;
      if (worker.controller) return;
      await new Promise((done) => worker.addEventListener("controllerchange", done));
    }""")


def test_without_a_network_after_the_first_visit(open_page: OpenPage, site: Site) -> None:
    first = open_page(CASES["final"])
    assert verdict(first) == "SAH"
    ready_offline(first)
    site.stop()
    assert verdict(open_page(CASES["provisional"])) == "SAH SEMENTARA"
    later = open_page(CASES["final, revoked"])
    assert verdict(later) == "DICABUT"
    assert "Status per 21 November 2026" in later.locator("#status").inner_text()
    later.clock.set_fixed_time(codes.NOW + timedelta(days=31))
    later.goto(site.url + "#" + CASES["final"].rpartition("#")[2])
    expect(later.locator("#word")).to_have_text("BELUM DIPERIKSA")
    assert "bertanggal 21 November 2026" in said(later)


def test_without_a_list_ever_and_without_a_network(open_page: OpenPage, site: Site) -> None:
    site.listed = None
    first = open_page()
    ready_offline(first)
    site.stop()
    assert verdict(open_page(CASES["final"])) == "BELUM DIPERIKSA"


def test_nothing_of_a_code_reaches_the_server(open_page: OpenPage, site: Site) -> None:
    page = open_page(CASES["final"])
    verdict(page)
    ready_offline(page)
    names = {path.name for path in site.folder.iterdir()} | {"", "status.cwt"}
    assert {asked.removeprefix("/") for asked in site.asked} <= names


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=alert(1)>",
        "</bdi><script>alert(1)</script>",
        '"><svg/onload=alert(1)>',
        "javascript:alert(1)",
        "{{constructor}} ${alert(1)}",
        "\u202egnp.exe\u2066\u0000",
    ],
)
def test_names_are_text_and_nothing_else(open_page: OpenPage, name: str) -> None:
    facts = replace(codes.facts(1), business=name, product=f"{name}2")
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    before = page.evaluate("document.querySelectorAll('*').length")
    page.goto(page.url + "#" + codes.final(facts).rpartition("#")[2])
    assert verdict(page) == "SAH"
    assert page.evaluate("document.querySelectorAll('*').length") == before
    shown = page.locator("#business").text_content() or ""
    seen = re.sub("[\u202e\u2066\u0000]", " ", name).strip()
    assert shown == seen
    assert (
        page.locator("#product").text_content()
        == f"{name}2".translate({0x202E: " ", 0x2066: " ", 0: " "}).strip()
    )


def test_a_name_that_the_code_cuts_says_so(open_page: OpenPage) -> None:
    page = open_page(CASES["final"])
    verdict(page)
    assert page.locator("#cut").is_hidden()
    long = replace(codes.facts(1), product="Keripik Singkong Balado Pedas Manis Dari Ibu Sari")
    page = open_page(codes.final(long))
    verdict(page)
    assert page.locator("#cut").is_visible()


@pytest.mark.parametrize(
    ("level", "region", "place"),
    [
        (Level.CITY, "31.74", "Kota Administrasi Jakarta Selatan"),
        (Level.PROVINCE, "31", "Daerah Khusus Ibukota Jakarta"),
        (Level.DISTRICT, "99.99.99", ""),
    ],
)
def test_the_place_of_a_level(open_page: OpenPage, level: Level, region: str, place: str) -> None:
    number = str(RegisterNumber(region, "A7", 2026, 1))
    page = open_page(codes.final(replace(codes.facts(1), register_no=number, level=level)))
    assert verdict(page) == "SAH"
    assert page.locator("#level").inner_text() == level.term
    assert page.locator("#place").text_content() == place


@pytest.mark.parametrize("behind", ["LATIHAN%20K-31.74.04-A7-2026-00001-X", "%20latihan k-31"])
def test_a_practice_paper_by_its_address(open_page: OpenPage, behind: str) -> None:
    page = open_page(f"https://periksa.example/#{behind}")
    assert verdict(page) == "LATIHAN"
    assert page.locator("#facts").is_hidden()


# Without a code, by pasting, by a picture.


def test_a_page_without_a_code_asks_for_one(open_page: OpenPage) -> None:
    page = open_page()
    assert "Pindai kode QR" in said(page)
    assert page.locator("#text").is_visible()
    assert page.locator("#choose").is_hidden()
    assert page.locator("#facts").is_hidden()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (CASES["final"], "SAH"),
        (f"\n {CASES['provisional'].lower()} \n", "SAH SEMENTARA"),
        (CASES["training"], "LATIHAN"),
        ("latihan K-31", "LATIHAN"),
        (f"https://periksa.example/#{CASES['training'].replace(' ', '%20')}", "LATIHAN"),
        (CASES["final"][:-9], "TIDAK SAH"),
        ("00020101021126570011ID.DANA", "Bukan kode sertifikat"),
        ("halo", "Bukan kode sertifikat"),
    ],
)
def test_a_pasted_text(open_page: OpenPage, text: str, word: str) -> None:
    page = open_page()
    page.locator("#text").fill(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#word")).to_have_text(word)
    expect(page.locator("#word")).to_be_focused()


def test_the_next_code_in_the_same_page(open_page: OpenPage) -> None:
    page = open_page(CASES["final"])
    assert verdict(page) == "SAH"
    page.evaluate("code => { location.hash = code; }", CASES["one letter changed"].split("#")[1])
    expect(page.locator("#word")).to_have_text("TIDAK SAH")
    assert page.locator("#facts").is_hidden()
    page.go_back()
    expect(page.locator("#word")).to_have_text("SAH")


_READER = """
self.BarcodeDetector = class {
  static async getSupportedFormats() { return ["aztec", "qr_code"]; }
  async detect(image) { return image.width === 2 ? [{rawValue: "QRIS"}, {rawValue: CODE}] : []; }
};
"""


def test_a_chosen_picture_where_the_browser_reads_codes(
    open_page: OpenPage, tmp_path: Path
) -> None:
    from PIL import Image

    for width in (1, 2):
        Image.new("RGB", (width, 1)).save(tmp_path / f"{width}.png")
    page = open_page(script=_READER.replace("CODE", repr(CASES["final"])))
    expect(page.locator("#choose")).to_be_visible()
    page.locator("#picture").set_input_files(tmp_path / "2.png")
    expect(page.locator("#word")).to_have_text("SAH")
    page.locator("#other summary").click(force=True)
    page.locator("#picture").set_input_files(tmp_path / "1.png")
    expect(page.locator("#word")).to_have_text("Tidak ada kode yang terbaca")
    assert page.locator("#facts").is_hidden()


# Languages, signs, walls.


def test_english_for_others_and_remembered(browser: Browser, site: Site) -> None:
    context = browser.new_context(**{**PHONE, "locale": "de-DE"})
    try:
        page = context.new_page()
        page.clock.set_fixed_time(codes.NOW)
        page.goto(site.url + "#" + CASES["provisional"].rpartition("#")[2])
        assert verdict(page) == "VALID FOR NOW"
        assert "Official verdict: SAH SEMENTARA" in said(page)
        assert page.locator("#until").inner_text() == "16 November 2027"
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator("[data-language=id]").click()
        assert page.locator("#word").inner_text() == "SAH SEMENTARA"
        assert page.locator("#official").is_hidden()
        page.reload()
        assert verdict(page) == "SAH SEMENTARA"
        assert page.locator("[data-language=id]").get_attribute("aria-pressed") == "true"
    finally:
        context.close()


def test_both_languages_have_every_sentence(open_page: OpenPage) -> None:
    page = open_page()
    shapes = page.evaluate("""async () => {
      const { WORDS } = await import("./words.js");
      const shape = (value) => typeof value === "string"
        ? (value.match(/\\{\\w+\\}/g) || []).sort().join()
        : Object.fromEntries(Object.entries(value).sort().map(([key, one]) => [key, shape(one)]));
      return [shape(WORDS.id), shape(WORDS.en)];
    }""")
    assert shapes[0].pop("official") == ""
    assert shapes[1].pop("official") == "{word}"
    assert shapes[0] == shapes[1]


def test_it_is_narrow_enough_and_readable(open_page: OpenPage) -> None:
    """320 pixels wide, a long name without spaces, and every text against its ground."""
    name = "Keripiksingkongbaladopedasmanisdariibusa"
    long = replace(codes.facts(1), product=name, business=name)
    shown = (
        "no list",
        "one letter changed",
        "expired",
        "provisional",
        "training",
        "final, revoked",
    )
    for code in (codes.final(long), "", *(CASES[name] for name in shown)):
        page = open_page(code)
        page.set_viewport_size({"width": 320, "height": 640})
        verdict(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(_LEAST_CONTRAST) >= 4.5


_LEAST_CONTRAST = """() => {
  const parts = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.a === 1) return colour;
    }
    return parts("rgb(255, 255, 255)");
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const [one, other] = [light(parts(getComputedStyle(element).color)), light(ground(element))];
    found.push((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05));
  }
  return found.length > 5 ? Math.min(...found) : 0;
}"""


def test_its_policy_keeps_strangers_out(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(site.url)
    refused = page.evaluate("""async () => {
      const refused = [];
      try { document.body.innerHTML = "<p>x</p>"; } catch (error) { refused.push("markup"); }
      try { await fetch("http://127.0.0.1:9/"); } catch (error) { refused.push(error.message); }
      const script = document.createElement("script");
      try { script.textContent = "self.ran = 1"; } catch (error) { refused.push("script"); }
      return refused;
    }""")
    assert [one for one in refused if "Failed to fetch" not in one] == ["markup", "script"]
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_browser_that_cannot_check_says_so(open_page: OpenPage) -> None:
    page = open_page(CASES["final"], script=NO_ED25519)
    assert verdict(page) == "Peramban ini tidak dapat memeriksa"
    assert page.locator("#facts").is_hidden()


NO_ED25519 = """
const importKey = SubtleCrypto.prototype.importKey;
SubtleCrypto.prototype.importKey = function (format, key, algorithm, ...rest) {
  if ((algorithm.name || algorithm) === "Ed25519") {
    return Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"));
  }
  return importKey.call(this, format, key, algorithm, ...rest);
};
"""


class TestFallback:
    """Browsers without Ed25519, and with the page as it is published."""

    @pytest.fixture
    def site(self, built_whole: Path) -> Iterator[Site]:
        made = Site(built_whole, LISTS["status.cwt"])
        yield made
        made.stop()

    @pytest.mark.parametrize(
        ("name", "word"),
        [
            ("final", "SAH"),
            ("provisional", "SAH SEMENTARA"),
            ("final, revoked", "DICABUT"),
            ("one letter changed", "TIDAK SAH"),
            ("signed by nobody's key", "TIDAK SAH"),
        ],
    )
    def test_the_same_verdicts(self, open_page: OpenPage, name: str, word: str) -> None:
        assert verdict(open_page(CASES[name], script=NO_ED25519)) == word

    def test_also_without_a_network(self, open_page: OpenPage, site: Site) -> None:
        first = open_page(CASES["final"])
        assert verdict(first) == "SAH"
        ready_offline(first)
        site.stop()
        page = open_page(CASES["provisional"], script=NO_ED25519)
        assert verdict(page) == "SAH SEMENTARA"

    def test_it_is_not_fetched_where_it_is_not_needed(
        self, open_page: OpenPage, site: Site
    ) -> None:
        script = "delete Navigator.prototype.serviceWorker;"
        assert verdict(open_page(CASES["final"], script=script)) == "SAH"
        assert "/noble-ed25519.js" not in site.asked
