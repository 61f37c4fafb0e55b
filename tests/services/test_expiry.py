"""What runs out: which papers count, how soon, what hangs on them, and who was told."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from app.clock import ManualClock
from app.domain.terms import DocumentType
from app.errors import UserError
from app.services import (
    certificates,
    expiry,
    expiry_messages,
    expiry_papers,
    standing_count,
)
from app.services.expiry import PaperKind, Told, WatchedFor, Window
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.reports.reading import page_texts, squeezed, whole_text
from tests.services.field import DISTRICT, add_product, judge, open_session, paper, register

TODAY = NOW.date()
NIB = "1234567890123"
PIRT = "215317401000119"
HALAL = "ID00110000000000001"


def fed(ws: Workspace, session: UUID, name: str, days: int, **values: str) -> UUID:
    """A business whose keripik passed; its P-IRT, and with it the certificate, end so soon."""
    business = register(ws, name, **{"nib": NIB, **values})
    own = (paper(DocumentType.PIRT, PIRT, valid_until=TODAY + timedelta(days=days)),)
    product = add_product(ws, business, f"Keripik {name}", category="MKN", documents=own)
    certificates.issue(ws, judge(ws, product, session, 4))
    return business


@pytest.fixture
def stalls(ws: Workspace) -> dict[str, UUID]:
    """Businesses whose P-IRT runs out in 5, 20 and 80 days, is over, or holds for long."""
    session = open_session(ws)
    spans = {"Ani": 5, "Budi": 20, "Cici": 80, "Dodo": -3, "Euis": 400}
    numbers = {"Ani": "081234567890"}
    found = {
        name: fed(ws, session, name, days, phone=numbers.get(name, ""))
        for name, days in spans.items()
    }
    standing_count.catch_up(ws)
    return found


def names(ws: Workspace, **wanted: object) -> list[str]:
    view = expiry.view(ws, WatchedFor(**wanted))  # type: ignore[arg-type]
    return [one.business for one in expiry.businesses(ws, view.keys)]


def test_windows_reach_from_today(ws: Workspace, stalls: dict[str, UUID]) -> None:
    assert names(ws, window=Window.WEEK) == ["Ani"]
    assert names(ws, window=Window.MONTH) == ["Ani", "Budi"]
    assert names(ws, window=Window.QUARTER) == ["Ani", "Budi", "Cici"]
    assert names(ws, window=Window.ENDED) == ["Dodo"]
    counts = expiry.view(ws, WatchedFor()).counts
    assert [counts[window] for window in Window] == [1, 1, 2, 3]
    assert expiry.within(ws, 30) == 4, "two businesses, two papers each"


def test_the_last_day_is_not_over(
    ws: Workspace, clock: ManualClock, stalls: dict[str, UUID]
) -> None:
    clock.advance(timedelta(days=5))
    standing_count.catch_up(ws)
    assert expiry.business(ws, stalls["Ani"]).papers[0].days == 0
    assert "Ani" in names(ws, window=Window.WEEK)
    clock.advance(timedelta(days=1))
    standing_count.catch_up(ws)
    assert names(ws, window=Window.ENDED) == ["Ani", "Dodo"], "what ended last comes first"


def test_kinds_and_regions(ws: Workspace, stalls: dict[str, UUID]) -> None:
    assert names(ws, kind=PaperKind.PIRT) == ["Ani", "Budi"]
    assert names(ws, kind=PaperKind.CERTIFICATE) == ["Ani", "Budi"]
    for kind in (PaperKind.HALAL, PaperKind.BPOM, PaperKind.OTHER):
        assert names(ws, kind=kind) == []
    assert names(ws, region=DISTRICT) == ["Ani", "Budi"]
    assert names(ws, region="31.73") == []


def test_a_paper_says_what_hangs_on_it(ws: Workspace, stalls: dict[str, UUID]) -> None:
    certificate, soon = expiry.business(ws, stalls["Budi"]).papers
    assert (soon.name, soon.days, soon.ended) == ("SPP-IRT (P-IRT)", 20, False)
    assert (certificate.name, certificate.until) == ("Sertifikat kurasi", soon.until)
    assert soon.products == ("Keripik Budi",)
    assert soon.channels == ("Jumat Beli Lokal",)
    over = expiry.business(ws, stalls["Dodo"]).papers[-1]
    assert (over.days, over.ended, over.channels) == (-3, True, ("Jumat Beli Lokal",))


def test_a_paper_nothing_hangs_on_is_not_told(ws: Workspace) -> None:
    own = (
        paper(DocumentType.PIRT, PIRT, valid_until=TODAY + timedelta(days=9)),
        paper(DocumentType.BPOM, "MD867031001234", valid_until=TODAY + timedelta(days=200)),
        paper(DocumentType.HALAL, HALAL, valid_until=TODAY + timedelta(days=9)),
    )
    business = register(ws, nib=NIB)
    product = add_product(ws, business, "Keripik", category="MKN", documents=own)
    certificates.issue(ws, judge(ws, product, open_session(ws), 4))
    standing_count.catch_up(ws)
    for kind in (PaperKind.PIRT, PaperKind.HALAL):
        assert names(ws, kind=kind) == [], "BPOM stands in; no open channel asks for halal"


def test_a_paper_of_the_business_is_told_once_for_all_products(ws: Workspace) -> None:
    session, business = open_session(ws), register(ws)
    until = TODAY + timedelta(days=12)
    nib = paper(DocumentType.NIB, NIB, valid_until=until, of_product=False)
    for name, documents in (("Batik", (nib,)), ("Ciput", ())):
        product = add_product(ws, business, name, documents=documents)
        certificates.issue(ws, judge(ws, product, session, 4))
    standing_count.catch_up(ws)
    (one,) = expiry.business(ws, business).papers
    assert one.products == ("Batik", "Ciput")
    assert one.channels == ("Bazar", "Jumat Beli Lokal")
    assert expiry.within(ws, 30) == 1


# -- telling ----------------------------------------------------------------------------


def test_the_letter_says_what_when_and_what_for(ws: Workspace, stalls: dict[str, UUID]) -> None:
    made = expiry_papers.letter(ws, stalls["Budi"])
    assert [one.business for one in made.told] == ["Budi"]
    said = whole_text(made.pdf)
    for part in (
        "Pemberitahuan Masa Berlaku Dokumen",
        "Pemilik Budi",
        "SPP-IRT (P-IRT)",
        "Keripik Budi",
        "11 Desember 2026",
        "Jumat Beli Lokal",
        "2 dokumen akan berakhir",
    ):
        assert squeezed(part) in said, part
    assert NIB not in said


def test_letters_to_many_are_one_file_a_page_each(ws: Workspace, stalls: dict[str, UUID]) -> None:
    told: list[tuple[int, int]] = []
    keys = [stalls[name] for name in ("Ani", "Budi", "Euis", "Dodo")]
    made = expiry_papers.letters(ws, keys, tell=lambda *done: told.append(done))
    assert [one.business for one in made.told] == ["Ani", "Budi", "Dodo"], "Euis has time"
    pages = page_texts(made.pdf)
    assert len(pages) == 3
    for page, name in zip(pages, ("Ani", "Budi", "Dodo"), strict=True):
        assert squeezed(f"Pemilik {name}") in squeezed(page)
        assert squeezed("Halaman 1 dari 1") in squeezed(page)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_letters_can_be_stopped(ws: Workspace, stalls: dict[str, UUID]) -> None:
    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        expiry_papers.letters(ws, [stalls["Ani"]], check=stop)


def test_nothing_to_tell_is_said(ws: Workspace, stalls: dict[str, UUID]) -> None:
    for job in (
        lambda: expiry_papers.letter(ws, stalls["Euis"]),
        lambda: expiry_papers.letters(ws, [stalls["Euis"]]),
        lambda: expiry_messages.of_business(ws, stalls["Euis"]),
    ):
        with pytest.raises(UserError) as caught:
            job()
        assert caught.value.code == "expiry.nothing"


def test_the_message_goes_to_the_business(ws: Workspace, stalls: dict[str, UUID]) -> None:
    made = expiry_messages.of_business(ws, stalls["Ani"])
    assert made.to_business
    assert made.link.startswith("https://wa.me/6281234567890?text=")
    assert "LATIHAN" in made.text
    assert "• SPP-IRT (P-IRT) (Keripik Ani): berlaku sampai 26 November 2026." in made.text
    assert "081234567890" not in made.text
    assert not expiry_messages.of_business(ws, stalls["Budi"]).to_business


def test_who_was_told_when_and_how_is_kept(
    ws: Workspace, clock: ManualClock, stalls: dict[str, UUID]
) -> None:
    before = expiry.business(ws, stalls["Ani"])
    assert before.told == ()
    expiry.tell(ws, [before], Told.LETTER)
    clock.advance(timedelta(hours=2))
    expiry.tell(ws, [before], Told.MESSAGE)
    told = expiry.business(ws, stalls["Ani"]).told
    assert [one.how for one in told] == [Told.MESSAGE, Told.LETTER]
    assert told[1].at == NOW
    assert expiry.business(ws, stalls["Budi"]).told == ()
