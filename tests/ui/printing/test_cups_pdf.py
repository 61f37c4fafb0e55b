"""A certificate through all of CUPS's filters, to Debian's PDF printer: nothing cut or moved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import ImageChops, ImageStat
from pytestqt.qtbot import QtBot

from app.reports.certificate import render_certificates
from app.ui.printing import spooler
from tests.cups import PrivateCups, missing_pdf
from tests.reports.reading import render
from tests.reports.samples import CERTIFICATE

pytestmark = pytest.mark.skipif(bool(missing_pdf()), reason=missing_pdf() or "-")

_DPI = 40


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateCups]:
    """A server with the PDF printer."""
    made = PrivateCups(with_pdf=True)
    monkeypatch.setenv("CUPS_SERVER", str(made.socket))
    made.add_pdf_printer("PDF")
    yield made
    made.close()


def test_certificates_arrive_whole(cups: PrivateCups, qtbot: QtBot) -> None:
    pdf = render_certificates([CERTIFICATE] * 2, invariant=True)
    job = spooler.submit("PDF", "Sertifikat uji", pdf)
    qtbot.waitUntil(lambda: job in spooler.look("PDF", [job]).done, timeout=60_000)
    [arrived] = cups.printed_pdfs()
    for page in range(2):
        shown = render(pdf, _DPI, page)
        came = render(arrived.read_bytes(), _DPI, page).resize(shown.size)
        apart = ImageChops.difference(shown, came).convert("L").resize((60, 42))
        assert ImageStat.Stat(apart).rms[0] / 255 < 0.05
        assert ImageStat.Stat(apart).extrema[0][1] / 255 < 0.35, "nowhere is anything missing"
