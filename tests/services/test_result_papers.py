"""The letter, the Naik Kelas sheet and the message say what was decided, and name nobody twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from app.clock import ManualClock
from app.domain.terms import GateState, Level, Outcome, RevocationReason
from app.errors import UserError
from app.models.entities import Certificate, DecisionRecord
from app.protocol import keys, token
from app.services import (
    appeals,
    certificates,
    corrections,
    curations,
    decisions,
    market_channels,
    result_messages,
    result_papers,
    revocations,
)
from app.services.workspace import Workspace
from app.settings import SignatorySetting
from tests.reports.reading import page_texts, squeezed, whole_text
from tests.services.field import add_product, confirm, enrol, judge, open_session, register

NIK, PHONE, STREET = "3174044108900001", "081234567890", "Gang Rahasia III Nomor 7"
OWNER = "Sari Wulandari"


@pytest.fixture
def business(enrolled: Workspace) -> UUID:
    return register(enrolled, nik=NIK, phone=PHONE, address=STREET, owner_name=OWNER)


def outcome(ws: Workspace, business: UUID, wanted: Outcome, held: UUID | None = None) -> UUID:
    """A decision of that kind on a product of the business."""
    how: dict[Outcome, dict[str, object]] = {
        Outcome.PASSED: {"score": 4},
        Outcome.CONDITIONAL: {"score": 4, "gates": {"NIB": GateState.IN_PROCESS}},
        Outcome.NEEDS_IMPROVEMENT: {"score": 3, "gates": {"NIB": GateState.UNMET}},
        Outcome.FAILED: {"score": 2, "scores": {"MUTU-2": 1}},
    }
    product = add_product(ws, business, f"Kain {wanted.name.title()}")
    return judge(ws, product, held or open_session(ws), **how[wanted])  # type: ignore[arg-type]


OUTCOMES = pytest.mark.parametrize("wanted", Outcome)


def assert_no_personal_number(text: str) -> None:
    for secret in (NIK, PHONE, PHONE.lstrip("0"), STREET):
        assert squeezed(secret) not in squeezed(text)


# -- the letter -----------------------------------------------------------------------


@OUTCOMES
def test_the_letter_says_what_was_decided(
    enrolled: Workspace, business: UUID, wanted: Outcome
) -> None:
    ws = enrolled
    key = outcome(ws, business, wanted)
    text = whole_text(result_papers.result_letter_pdf(ws, key))
    until = appeals.last_day(ws, key)
    told = [
        "Yth.",
        f"Bapak/Ibu {OWNER}",
        "Dapur Sari",
        f"Kain {wanted.name.title()}",
        "14 (empat belas)",
    ]
    told += [
        "Pemberitahuan Hasil Kurasi Produk",
        f"{until.day} Desember 2026",
        "Nomor registrasi SH-",
    ]
    for words in told:
        assert squeezed(words) in text
    assert_no_personal_number(text)
    with ws.db.read() as session:
        items = [(i.title, i.advice, i.ask) for i in decisions.items_of(session, key)]
    assert bool(items) == ("DaftarPerbaikan" in text)
    for parts in items:
        assert [part for part in parts if squeezed(part) not in text] == []


def test_a_letter_names_the_certificate_and_who_signs(enrolled: Workspace, business: UUID) -> None:
    ws = enrolled
    who = SignatorySetting("Drs. Budi Santoso, M.Si.", "Kepala Suku Dinas", "198003122006041007")
    ws.save_settings(replace(ws.settings, signatories=(who,)))
    key = outcome(ws, business, Outcome.PASSED)
    paper, _ = certificates.issue(ws, key)
    text = whole_text(result_papers.result_letter_pdf(ws, key))
    with ws.db.read() as session:
        number = session.get_one(Certificate, paper).register_no
    for words in (
        number,
        "Drs. Budi Santoso, M.Si.",
        "Kepala Suku Dinas",
        "NIP 198003122006041007",
    ):
        assert squeezed(words) in text


def test_nothing_is_told_of_a_result_that_was_corrected(
    enrolled: Workspace, business: UUID
) -> None:
    ws = enrolled
    key = outcome(ws, business, Outcome.FAILED)
    with ws.db.read() as session:
        curation = session.get_one(DecisionRecord, key).curation_id
    corrections.take_back(ws, curation)
    for tell in (
        result_papers.result_letter_pdf,
        result_papers.next_grade_pdf,
        result_messages.of_result,
    ):
        with pytest.raises(UserError) as caught:
            tell(ws, key)
        assert caught.value.code == "result.corrected"


# -- the Naik Kelas sheet -------------------------------------------------------------


@OUTCOMES
def test_the_sheet_is_one_page_with_steps_and_stairs(
    enrolled: Workspace, business: UUID, wanted: Outcome
) -> None:
    ws = enrolled
    pdf = result_papers.next_grade_pdf(ws, outcome(ws, business, wanted))
    assert len(page_texts(pdf)) == 1
    text = whole_text(pdf)
    assert "Andadisini" in text
    # Full marks leave nothing to gain, but the trademark that grade A asks for is missing.
    low = wanted in (Outcome.FAILED, Outcome.NEEDS_IMPROVEMENT)
    assert text.count("Tanya:") == (3 if low else 1)
    for _grade, channels in market_channels.ladder(ws.resources):
        for channel in channels:
            assert squeezed(channel) in text
    assert_no_personal_number(text)
    assert squeezed(OWNER) not in text, "the sheet hangs on a wall"


def test_what_bars_grade_a_and_what_to_do_first(enrolled: Workspace, business: UUID) -> None:
    ws = enrolled
    text = whole_text(
        result_papers.next_grade_pdf(ws, outcome(ws, business, Outcome.NEEDS_IMPROVEMENT))
    )
    # All threes of four: 75 points; the heaviest indicators of FSY weigh 13, 12 and 10.
    for words in (
        *("Nilai kurang 10 lagi untuk mencapai 85", "Nomor Induk Berusaha (NIB): belum terpenuhi"),
        *("syarat wajib", "sampai +3,3", "sampai +3", "Kerjakan dulu tiga hal ini"),
    ):
        assert squeezed(words) in text
    places = [text.index(squeezed(gain)) for gain in ("syarat wajib", "+3,3", "+3")]
    assert places == sorted(places), "no points make good what is required"


@pytest.mark.parametrize(
    ("level", "wanted", "words"),
    [
        (Level.DISTRICT, Outcome.PASSED, "daftarkan produk ini ke kurasi tingkat kota"),
        (Level.DISTRICT, Outcome.FAILED, "kurasi ulang tingkat kecamatan. Bila lulus"),
    ],
)
def test_the_way_on(
    enrolled: Workspace, business: UUID, level: Level, wanted: Outcome, words: str
) -> None:
    held = open_session(enrolled, level)
    key = outcome(enrolled, business, wanted, held)
    assert squeezed(words) in whole_text(result_papers.next_grade_pdf(enrolled, key))


def test_at_the_top_there_is_no_further_level(ws: Workspace) -> None:
    product = add_product(ws, register(ws))
    for level, region in (
        (Level.DISTRICT, "31.74.04"),
        (Level.CITY, "31.74"),
        (Level.PROVINCE, "31"),
    ):
        key = judge(ws, product, open_session(ws, level, region), 4)
    text = whole_text(result_papers.next_grade_pdf(ws, key))
    assert squeezed("sudah lulus di tingkat tertinggi") in text
    assert "Dokumenlatihan" in text


# -- the message ----------------------------------------------------------------------


@OUTCOMES
def test_the_message_is_that_of_the_outcome(
    enrolled: Workspace, business: UUID, wanted: Outcome
) -> None:
    ws = enrolled
    key = outcome(ws, business, wanted)
    made = result_messages.of_result(ws, key)
    for words in ("Dapur Sari", f"Kain {wanted.name.title()}", "kecamatan", "21 November 2026"):
        assert words in made.text
    assert_no_personal_number(made.text)
    assert OWNER not in made.text
    with ws.db.read() as session:
        items = decisions.items_of(session, key)
    if wanted is not Outcome.PASSED:
        assert items[0].title in made.text
        assert items[0].ask in made.text
        assert "paling lambat" in made.text
    parts = urlsplit(made.link)
    assert (parts.netloc, parts.path) == ("wa.me", "/6281234567890")
    assert made.to_business
    assert parse_qs(parts.query) == {"text": [made.text]}


def test_the_address_of_a_certificate_is_believed(
    enrolled: Workspace, business: UUID, root: str
) -> None:
    ws = enrolled
    key = outcome(ws, business, Outcome.PASSED)
    assert "sedang disiapkan" in result_messages.of_result(ws, key).text
    certificates.issue(ws, key)
    made = result_messages.of_result(ws, key)
    address = made.text.rsplit(" ", 1)[1]
    assert address.startswith("https://cek.example.id/#")
    public = keys.private_key(root).public_key()
    facts = token.verify_token(address, [public], ws.today()).facts
    assert facts.register_no in made.text
    assert "menunggu penetapan" in made.text


def test_what_the_centre_confirmed_is_told_as_final(
    enrolled: Workspace, business: UUID, root: str
) -> None:
    ws = enrolled
    key = outcome(ws, business, Outcome.PASSED)
    paper, _ = certificates.issue(ws, key)
    before = result_messages.of_result(ws, key).text
    confirm(ws, paper, root)
    after = result_messages.of_result(ws, key).text
    assert "menunggu penetapan" in before
    assert "menunggu penetapan" not in after
    address = after.rsplit(" ", 1)[1]
    assert address != before.rsplit(" ", 1)[1], "the code is the centre's own now"
    public = keys.private_key(root).public_key()
    assert token.verify_token(address, [public], ws.today()).facts.final


def test_a_certificate_in_the_place_of_another_is_the_one_told(
    enrolled: Workspace, business: UUID
) -> None:
    ws = enrolled
    key = outcome(ws, business, Outcome.PASSED)
    first, _ = certificates.issue(ws, key)
    second, _ = revocations.replace(ws, first, RevocationReason.ERROR, "Nama salah tulis.")
    with ws.db.read() as session:
        old, new = (session.get_one(Certificate, k).register_no for k in (first, second))
    for text in (
        result_messages.of_result(ws, key).text,
        whole_text(result_papers.result_letter_pdf(ws, key)),
    ):
        assert new in text
        assert old not in text


def test_without_a_mobile_number_whatsapp_asks_whom(enrolled: Workspace) -> None:
    business = register(enrolled, "Warung Lain", phone="0217890123")
    made = result_messages.of_result(enrolled, outcome(enrolled, business, Outcome.FAILED))
    assert made.link.startswith("https://wa.me/?text=")
    assert not made.to_business


def test_practice_is_told_as_practice(ws: Workspace) -> None:
    key = judge(ws, add_product(ws, register(ws)), open_session(ws), 4)
    certificates.issue(ws, key)
    made = result_messages.of_result(ws, key)
    assert made.text.startswith("LATIHAN")
    assert "https" not in made.text


def test_a_revoked_certificate_is_not_passed_on(enrolled: Workspace, business: UUID) -> None:
    ws = enrolled
    key = outcome(ws, business, Outcome.PASSED)
    paper, _ = certificates.issue(ws, key)
    revocations.revoke(ws, paper, RevocationReason.PRODUCT_CHANGED, "Bahannya berubah.")
    with pytest.raises(UserError) as caught:
        result_messages.of_result(ws, key)
    assert caught.value.code == "message.revoked"
    letter = whole_text(result_papers.result_letter_pdf(ws, key))
    assert "bernomorregister" not in letter


def test_who_is_about_to_score_is_not_told_what_it_came_to(
    enrolled: Workspace, business: UUID, root: str
) -> None:
    ws = enrolled
    key = outcome(ws, business, Outcome.PASSED)
    with ws.db.read() as session:
        product = session.get_one(DecisionRecord, key).product_id
    enrol(ws, root, roles=(("curator", "31.74"), ("chair", "31.74")), name="Wati Kurator")
    curations.open_curation(ws, product, open_session(ws, Level.CITY, "31.74"))
    for tell in (result_papers.result_letter_pdf, result_messages.of_result):
        with pytest.raises(UserError) as caught:
            tell(ws, key)
        assert caught.value.code == "result.unseen"


def test_the_day_of_objection_is_that_of_the_session(
    enrolled: Workspace, business: UUID, clock: ManualClock
) -> None:
    key = outcome(enrolled, business, Outcome.FAILED)
    clock.advance(timedelta(days=3))
    assert "5 Desember 2026" in result_messages.of_result(enrolled, key).text
    letter = whole_text(result_papers.result_letter_pdf(enrolled, key))
    assert squeezed("Jakarta, 24 November 2026") in letter
    assert squeezed("Sabtu, 5 Desember 2026") in letter
