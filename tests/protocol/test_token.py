"""The code on a certificate: genuine ones are believed, all others are not."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from app.domain.numbers import RegisterNumber
from app.domain.terms import Grade, Level
from app.protocol import cose, keys
from app.protocol.keys import Delegation
from app.protocol.token import (
    NAME_LIMIT,
    Facts,
    TokenError,
    TokenStatus,
    make_token,
    training_token,
    verify_token,
)
from app.reports import qr

TODAY = date(2026, 11, 21)
ROOT = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)
DEVICE = Ed25519PrivateKey.from_private_bytes(bytes([2]) * 32)
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes([3]) * 32)
ROOTS = [ROOT.public_key()]
HOST = "kurasi.jakarta.go.id"

DELEGATION = Delegation(
    public=DEVICE.public_key().public_bytes_raw(),
    region="31.74",
    device="A7",
    not_before=TODAY - timedelta(days=1),
    not_after=TODAY + timedelta(days=60),
    first=1,
    last=200,
)
FACTS = Facts(
    register_no=str(RegisterNumber("31.74.04", "A7", 2026, 12)),
    business="Dapur Sari",
    product="Keripik singkong",
    level=Level.DISTRICT,
    grade=Grade.B,
    total=7550,
    issued_on=TODAY,
    valid_until=TODAY + timedelta(days=90),
    record_hash=bytes(range(16)),
    final=False,
)


def by_device(
    facts: Facts = FACTS, delegation: Delegation = DELEGATION, issuer: Ed25519PrivateKey = ROOT
) -> str:
    return make_token(facts, DEVICE, (delegation.sign(issuer),), HOST)


def refused(text: str, today: date = TODAY) -> str:
    with pytest.raises(TokenError) as caught:
        verify_token(text, ROOTS, today)
    return str(caught.value)


def test_a_provisional_certificate() -> None:
    found = verify_token(by_device(), ROOTS, TODAY)
    assert found.facts == FACTS
    assert (found.status, found.device) == (TokenStatus.PROVISIONAL, "A7")


def test_a_final_certificate_is_signed_by_the_centre() -> None:
    final = replace(FACTS, final=True)
    found = verify_token(make_token(final, ROOT, (), HOST), ROOTS, TODAY)
    assert (found.status, found.device) == (TokenStatus.FINAL, None)
    assert "cannot sign a final" in refused(by_device(final))


def test_it_expires_after_its_last_day() -> None:
    last = FACTS.valid_until
    assert verify_token(by_device(), ROOTS, last).status is TokenStatus.PROVISIONAL
    assert verify_token(by_device(), ROOTS, last + timedelta(1)).status is TokenStatus.EXPIRED


OUTSIDE: dict[str, Facts] = {
    "another city": replace(FACTS, register_no=str(RegisterNumber("31.71.01", "A7", 2026, 12))),
    "the province": replace(FACTS, register_no=str(RegisterNumber("31", "A7", 2026, 12))),
    "another device": replace(FACTS, register_no=str(RegisterNumber("31.74.04", "A8", 2026, 12))),
    "number 0": replace(FACTS, register_no=str(RegisterNumber("31.74.04", "A7", 2026, 0))),
    "a number after the block": replace(
        FACTS, register_no=str(RegisterNumber("31.74.04", "A7", 2026, 201))
    ),
    "no number": replace(FACTS, register_no="12/2026"),
    "a mistyped number": replace(FACTS, register_no=FACTS.register_no[:-1] + "?"),
    "before the time": replace(FACTS, issued_on=TODAY - timedelta(days=2)),
    "after the time": replace(FACTS, issued_on=TODAY + timedelta(days=61)),
}


@pytest.mark.parametrize("case", OUTSIDE)
def test_outside_what_was_delegated(case: str) -> None:
    assert refused(by_device(OUTSIDE[case]))


def test_the_edges_of_what_was_delegated() -> None:
    for sequence in (1, 200):
        number = str(RegisterNumber("31.74.10", "A7", 2026, sequence))
        assert verify_token(by_device(replace(FACTS, register_no=number)), ROOTS, TODAY)
    for day in (DELEGATION.not_before, DELEGATION.not_after):
        facts = replace(FACTS, issued_on=day, valid_until=day)
        assert verify_token(by_device(facts), ROOTS, day)


def test_keys_nobody_trusts() -> None:
    assert refused(by_device(issuer=STRANGER))
    assert refused(make_token(FACTS, STRANGER, (), HOST))
    assert refused(make_token(FACTS, DEVICE, (), HOST))
    assert refused(make_token(FACTS, STRANGER, (DELEGATION.sign(ROOT),), HOST))
    with pytest.raises(TokenError, match="no root"):
        verify_token(by_device(), [], TODAY)
    assert verify_token(by_device(), [STRANGER.public_key(), *ROOTS], TODAY)


def test_a_delegation_cannot_be_passed_on() -> None:
    second = replace(DELEGATION, public=STRANGER.public_key().public_bytes_raw())
    assert refused(make_token(FACTS, STRANGER, (second.sign(DEVICE),), HOST))
    assert refused(make_token(FACTS, STRANGER, (DELEGATION.sign(ROOT), second.sign(DEVICE)), HOST))


def test_a_delegation_is_no_certificate_and_the_other_way_round() -> None:
    code = base64.b32encode(DELEGATION.sign(ROOT)).decode().rstrip("=")
    assert "facts" in refused(f"HTTPS://X/#{code}")
    facts = cose.sign1(FACTS.to_cbor(), ROOT)
    assert refused(make_token(FACTS, DEVICE, (facts,), HOST))
    with pytest.raises(cose.CoseError):
        keys.read_delegation(facts, ROOT.public_key())


def test_every_flipped_byte_is_refused() -> None:
    for text in (by_device(), make_token(replace(FACTS, final=True), ROOT, (), HOST)):
        head, _, code = text.partition("#")
        message = base64.b32decode(code + "=" * (-len(code) % 8))
        for place in range(len(message)):
            wrong = bytearray(message)
            wrong[place] ^= 0x01 if place % 2 else 0x80
            assert refused(f"{head}#{base64.b32encode(bytes(wrong)).decode().rstrip('=')}")


@pytest.mark.lesson("B43")
def test_a_training_paper_never_verifies() -> None:
    text = training_token(FACTS.register_no)
    assert "training" in refused(text)
    assert "training" in refused(text.lower())
    code = by_device().partition("#")[2]
    assert "training" in refused(f"LATIHAN {FACTS.register_no} #{code}")
    for address in ("https://periksa.example/#LATIHAN%20K-31.74.04", "#%20latihan k-31"):
        assert "training" in refused(address)


@settings(max_examples=200)
@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda b: base64.b32encode(b).decode()))
def test_any_text_is_only_refused(text: str) -> None:
    assert refused(text)


def test_as_a_phone_or_a_person_hands_it_over() -> None:
    text = by_device()
    for form in (
        text.lower(),
        f"  {text}\n",
        text.partition("#")[2],
        text.replace(HOST.upper(), "X"),
    ):
        assert verify_token(form, ROOTS, TODAY).facts == FACTS


LETTERS = st.characters(exclude_categories=["Cs"])


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(LETTERS, LETTERS)
@example("N", "W")
@example("é", "漢")
@example("🍜", "🥤")
def test_the_code_fits_on_paper_whatever_the_names(one: str, other: str) -> None:
    business, product = one * 120, f"x{other}" * 60
    facts = replace(
        FACTS,
        register_no=str(RegisterNumber("31.74.04", "A7Z", 2026, 123)),
        business=business,
        product=product,
        total=10_000,
    )
    delegation = replace(DELEGATION, device="A7Z", region="31.74.04")
    text = by_device(facts, delegation)
    assert set(text.replace("#", "")) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    found = verify_token(text, ROOTS, TODAY).facts
    assert business.startswith(found.business)
    assert product.startswith(found.product)
    code = qr.measure(text)
    assert code.module >= qr.SMALLEST_MODULE - 1e-6
    assert code.side <= qr.LARGEST_SIDE + 1e-6


def test_usual_names_are_kept_whole() -> None:
    name = "N" * NAME_LIMIT
    facts = replace(FACTS, business=name, product=name)
    found = verify_token(by_device(facts), ROOTS, TODAY).facts
    assert (found.business, found.product) == (name, name)


def test_keys_as_text() -> None:
    private = keys.new_private_key()
    assert keys.public_text(private) == keys.public_text(private)
    assert "BEGIN PUBLIC KEY" in keys.public_pem(keys.public_text(private))
    for wrong in ("", "abc", "A" * 44, base64.b64encode(bytes(31)).decode(), "é"):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever the library says
            keys.private_key(wrong)
    assert keys.from_days(keys.to_days(TODAY)) == TODAY


def test_a_delegation_comes_back() -> None:
    message = DELEGATION.sign(ROOT)
    assert keys.read_delegation(message, ROOT.public_key()) == DELEGATION
    with pytest.raises(cose.CoseError):
        keys.read_delegation(message, DEVICE.public_key())
