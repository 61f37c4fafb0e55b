"""A message is three sentences for every outcome, and names nobody."""

from __future__ import annotations

from dataclasses import fields
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.result_words import WORDS, Message, international, message, whatsapp_link
from app.domain.terms import Outcome

PLAIN = {
    "product": "Kerak Telor",
    "business": "Dapur Betawi",
    "level": "kecamatan",
    "day": "21 November 2026",
    "total": "64,5",
    "grade": "C",
    "object_until": "5 Desember 2026",
}
CERTIFIED = {
    "register_no": "K-31.74.04-A7-2026-00012-X",
    "valid_until": "20 November 2028",
    "address": "https://cek.example.id/#ABC234",
}
TO_MEND = {"first": "Kelengkapan label", "due": "21 Desember 2026", "ask": "Klinik kemasan"}


def sentences(text: str) -> list[str]:
    """Split where a sentence ends: a full stop, white space, a capital letter."""
    marked = text.replace("K-31.74.04", "K").replace("LATIHAN – ", "")
    return [part for part in marked.split(". ") if part.strip()]


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("more", [{}, CERTIFIED, TO_MEND], ids=["bare", "certified", "to_mend"])
def test_three_sentences_always(outcome: Outcome, practice: bool, more: dict[str, str]) -> None:
    text = message(Message(outcome, **PLAIN, **more, practice=practice))  # type: ignore[arg-type]
    assert len(sentences(text)) == 3
    assert "{" not in text
    for told in ("Kerak Telor", "Dapur Betawi", "kecamatan", "64,5", "kelas C"):
        assert told in text
    assert text.startswith("LATIHAN") == practice


def test_a_certificate_is_told_with_the_address_that_checks_it() -> None:
    text = message(Message(Outcome.PASSED, **PLAIN, **CERTIFIED))  # type: ignore[arg-type]
    assert CERTIFIED["register_no"] in text
    assert CERTIFIED["valid_until"] in text
    assert text.endswith(CERTIFIED["address"]), "a full stop would become part of the link"
    assert "menunggu penetapan" not in text
    waiting = Message(Outcome.PASSED, **PLAIN, **CERTIFIED, provisional=True)  # type: ignore[arg-type]
    assert "(sementara, menunggu penetapan)" in message(waiting)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.PASSED])
def test_what_did_not_pass_hears_what_to_mend_first_and_by_when(outcome: Outcome) -> None:
    text = message(Message(outcome, **PLAIN, **TO_MEND))  # type: ignore[arg-type]
    for told in (*TO_MEND.values(), PLAIN["object_until"]):
        assert told in text
    assert "Selamat" not in text


def test_practice_gives_no_address() -> None:
    text = message(Message(Outcome.PASSED, **PLAIN, **CERTIFIED, practice=True))  # type: ignore[arg-type]
    assert "https" not in text
    assert text.endswith("tidak berlaku.")


def test_no_field_of_a_message_holds_a_person() -> None:
    """What is not here cannot be sent: whoever adds a field looks at this list."""
    assert {field.name for field in fields(Message)} == {
        *("outcome", "product", "business", "level", "day", "total", "grade", "register_no"),
        *("valid_until", "address", "provisional", "practice", "first", "due", "ask"),
        "object_until",
    }


def test_every_outcome_has_its_words() -> None:
    assert set(WORDS) == set(Outcome)
    for words in WORDS.values():
        assert words.stamp.isupper()
        assert words.stamp in words.opening
        assert words.meaning.endswith(".")
        assert words.listed.endswith(".")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("081234567890", "6281234567890"),
        ("+62 812-3456-7890", "6281234567890"),
        ("62812345678", "62812345678"),
        ("0062 812 3456 7890", "6281234567890"),
        ("+62 0812 3456 7890", "6281234567890"),
        ("(021) 7890123", ""),
        ("0812", ""),
        ("812345678901", ""),
        ("08123456789012345", ""),
        ("", ""),
        ("٠٨١٢٣٤٥٦٧٨٩٠", ""),
    ],
)
def test_only_a_mobile_number_is_sent_to(typed: str, sent: str) -> None:
    assert international(typed) == sent


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_the_link_carries_the_text_whole(text: str) -> None:
    parts = urlsplit(whatsapp_link(text))
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/")
    assert parse_qs(parts.query, keep_blank_values=True) == {"text": [text]}
    assert whatsapp_link(text, "081234567890").startswith("https://wa.me/6281234567890?text=")
