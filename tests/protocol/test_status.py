"""The status list: built, signed, read strictly; and the verdicts that come of it."""

from __future__ import annotations

import json
import random
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.numbers import RegisterNumber
from app.protocol import cose, keys, status
from app.protocol.status import RevokedKey, Standing, StatusError
from app.protocol.verdict import Unchecked, Verdict, judge
from tests.fixtures import status_codes as codes

ROOTS = [codes.ROOT.public_key()]
NOW = codes.NOW
URI = codes.URI


def listed(name: str = "status.cwt") -> status.StatusList:
    return status.read(codes.lists()[name], ROOTS)


# The list


NUMBERS = st.builds(
    RegisterNumber,
    st.sampled_from(["31", "31.74", "31.74.04"]),
    st.sampled_from(["A7", "B2", "C9Z"]),
    st.sampled_from([2026, 2027]),
    st.integers(1, 300),
)
PREFIXES = st.frozensets(st.binary(min_size=8, max_size=8), max_size=3)
KEYS = st.dictionaries(
    st.sampled_from(["A7", "B2"]),
    st.builds(RevokedKey, st.dates(date(2026, 1, 1), date(2027, 1, 1)), PREFIXES),
)


def by_place(number: RegisterNumber) -> tuple[str, int, int]:
    """The region is no part of what makes a number one."""
    return number.device, number.year, number.sequence


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(NUMBERS, st.booleans()), unique_by=lambda c: by_place(c[0])), KEYS)
def test_what_was_put_in_is_read_and_nothing_else(
    held: list[tuple[RegisterNumber, bool]], revoked: dict[str, RevokedKey]
) -> None:
    built = status.build(URI, NOW, held, revoked)
    found = status.read(built.sign(codes.ROOT), ROOTS)
    assert found == replace(built, root=ROOTS[0].public_bytes_raw())
    said = {by_place(n): Standing.REVOKED if gone else Standing.GOOD for n, gone in held}
    for device in ("A7", "B2", "C9Z", "Z9"):
        for year in (2025, 2026, 2027):
            for sequence in (0, *range(1, 302, 7), *(n.sequence for n, _ in held)):
                number = RegisterNumber("31.74.04", device, year, sequence)
                due = said.get((device, year, sequence), Standing.UNKNOWN)
                assert found.standing(str(number)) is due


CERTIFICATES = st.lists(st.tuples(NUMBERS, st.booleans()), unique_by=lambda c: by_place(c[0]))


@settings(max_examples=100, deadline=None)
@given(CERTIFICATES, st.data())
def test_a_list_that_grew_is_the_one_made_from_all(
    held: list[tuple[RegisterNumber, bool]], data: st.DataObject
) -> None:
    """In any number of steps, some of which revoke what was good."""
    whole = status.build(URI, NOW, held, {})
    good_first = data.draw(st.sets(st.sampled_from(range(len(held))))) if held else set()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(held)), max_size=3)))
    grown = status.build(URI, NOW, [], {})
    for start, end in zip([0, *cuts], [*cuts, len(held)], strict=True):
        news = [(held[i][0], held[i][1] and i not in good_first) for i in range(start, end)]
        grown = status.grown(grown, NOW, news, {})
    grown = status.grown(grown, NOW, [held[i] for i in good_first], {})
    assert grown == whole


def test_the_bits_lie_as_the_draft_says() -> None:
    """draft-ietf-oauth-status-list §4.1: the first index is the lowest bit of the first byte."""
    gone = {0, 3, 4, 5, 7, 8, 9, 13, 15}
    held = [(RegisterNumber("31", "A7", 2026, i + 1), i in gone) for i in range(16)]
    built = status.build(URI, NOW, held, {})
    assert built.revoked == bytes([0xB9, 0xA3])
    payload, _ = cose.open1(built.sign(codes.ROOT))
    assert zlib.decompress(payload[65533]["lst"]) == bytes([0xB9, 0xA3])
    assert payload[65533]["bits"] == 1
    assert payload[-70001] == {"A7-2026": [0, 16]}


def test_nothing_is_known_of_what_is_no_number() -> None:
    for text in ("", "12/2026", codes.number(1)[:-1] + "?", "K-31.74.04-A7-2026-00001"):
        assert listed().standing(text) is Standing.UNKNOWN


def test_a_list_says_what_kind_of_message_it_is() -> None:
    message = codes.lists()["status.cwt"]
    with pytest.raises(cose.CoseError):
        cose.verify1(message, ROOTS[0])
    assert cbor2.loads(cbor2.loads(message)[0]) == {1: -8, 16: "application/statuslist+cwt"}
    plain = cose.sign1(cose.open1(message)[0], codes.ROOT)
    with pytest.raises(StatusError):
        status.read(plain, ROOTS)


def refused(payload: object, key: Ed25519PrivateKey = codes.ROOT) -> str:
    with pytest.raises(StatusError) as caught:
        status.read(cose.sign1(payload, key, typ=status.TYPE), ROOTS)
    return str(caught.value)


def good_payload() -> dict[int, Any]:
    payload: dict[int, Any] = cose.open1(codes.lists()["status.cwt"])[0]
    return payload


BITS = {"bits": 1, "lst": zlib.compress(bytes(2))}
OTHERS: dict[str, dict[int, Any]] = {
    "two bits each": {65533: {**BITS, "bits": 2}},
    "not compressed": {65533: {"bits": 1, "lst": b"\x00\x00"}},
    "cut off": {-70002: zlib.compress(bytes(2))[:-2]},
    "something behind": {-70002: zlib.compress(bytes(2)) + b"x"},
    "unequal": {-70002: zlib.compress(bytes(3))},
    "a bomb": {-70002: zlib.compress(bytes(9 * 1024 * 1024))},
    "beyond the end": {-70001: {"A7-2026": [0, 17]}},
    "shared bits": {-70001: {"A7-2026": [0, 9], "B2-2026": [8, 4]}},
    "no bits": {-70001: {"A7-2026": [0, 0]}},
    "negative": {-70001: {"A7-2026": [-1, 4]}},
    "no place": {-70001: {"A7": [0, 4]}},
    "a number": {-70001: {7: [0, 4]}},
    "short prefix": {-70003: {"B2": [20_000, [b"1234567"]]}},
    "no day": {-70003: {"B2": ["2026-11-10", []]}},
    "a far day": {-70003: {"B2": [2**40, []]}},
    "a far moment": {6: 2**50},
    "no moment": {6: "now"},
    "negative life": {65534: -1},
    "more than agreed": {9: "x"},
}


@pytest.mark.parametrize("case", OTHERS)
def test_other_shapes_are_refused(case: str) -> None:
    payload = good_payload()
    assert len(zlib.decompress(payload[-70002])) == 2
    status.read(cose.sign1(payload, codes.ROOT, typ=status.TYPE), ROOTS)
    assert refused({**payload, **OTHERS[case]})


@pytest.mark.parametrize("key", [2, 6, 65534, 65533, -70001, -70002, -70003])
def test_no_member_may_be_missing(key: int) -> None:
    payload = good_payload()
    del payload[key]
    assert refused(payload)


def test_only_a_root_signs() -> None:
    assert "root" in refused(good_payload(), codes.LAPTOP)
    for name in ("other-root.cwt", "forged.cwt", "cut.cwt"):
        with pytest.raises(StatusError):
            listed(name)
    with pytest.raises(StatusError):
        status.read(codes.lists()["status.cwt"], [])
    with pytest.raises(StatusError, match="large"):
        status.read(bytes(status.MAX_MESSAGE + 1), ROOTS)


def test_every_flipped_byte_is_refused() -> None:
    message = codes.lists()["status.cwt"]
    for place in range(len(message)):
        wrong = bytearray(message)
        wrong[place] ^= 0x01 if place % 2 else 0x80
        with pytest.raises(StatusError):
            status.read(bytes(wrong), ROOTS)


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_junk_is_only_refused(junk: bytes) -> None:
    with pytest.raises(StatusError):
        status.read(junk, ROOTS)


def test_an_older_list_never_takes_the_place_of_a_newer() -> None:
    held = listed()
    later = replace(held, issued_at=held.issued_at + timedelta(seconds=1))
    assert status.fresher(held, None)
    assert status.fresher(later, held)
    assert not status.fresher(held, later)
    assert not status.fresher(held, held)
    assert status.fresher(replace(held, root=b"another centre"), later)


def test_how_large_a_year_is() -> None:
    """367,000 certificates of 300 laptops, one in a hundred revoked: a few kilobytes."""
    chance = random.Random(1)
    held = (
        (RegisterNumber("31", f"A{device:03d}", 2026, n), chance.random() < 0.01)
        for device in range(300)
        for n in range(1, 1_224)
    )
    assert len(status.build(URI, NOW, held, {}).sign(codes.ROOT)) < 20_000


# The verdicts


def case_names() -> list[str]:
    return [case.name for case in codes.cases()]


@pytest.mark.parametrize("name", case_names())
def test_the_verdict_on(name: str) -> None:
    case = next(c for c in codes.cases() if c.name == name)
    found = judge(case.code, ROOTS, read_or_none(case.listed), NOW)
    assert found.verdict == case.verdict
    genuine = case.verdict not in {"invalid", "training"}
    assert (found.facts is not None) is genuine
    assert (found.why is not None) is (case.verdict == "unchecked")


def read_or_none(name: str) -> status.StatusList | None:
    """A list that does not hold is no list."""
    roots = [*ROOTS, codes.OTHER_ROOT.public_key()]
    try:
        return status.read(codes.lists()[name], roots) if name else None
    except StatusError:
        return None


def test_why_a_code_was_not_checked() -> None:
    good = codes.final(codes.facts(1))
    other = status.read(codes.lists()["other-root.cwt"], [codes.OTHER_ROOT.public_key()])
    reasons = {
        Unchecked.NO_LIST: judge(good, ROOTS, None, NOW),
        Unchecked.OUTDATED: judge(good, ROOTS, listed("stale.cwt"), NOW),
        Unchecked.OTHER_ROOT: judge(good, ROOTS, other, NOW),
        Unchecked.NOT_KNOWN: judge(codes.final(codes.facts(7)), ROOTS, listed(), NOW),
    }
    for why, found in reasons.items():
        assert (found.verdict, found.why) == (Verdict.UNCHECKED, why)


def test_a_list_of_another_centre_revokes_nothing_here() -> None:
    """Each root speaks for its own certificates, even where both are trusted."""
    other = status.read(codes.lists()["other-root.cwt"], [codes.OTHER_ROOT.public_key()])
    revoked = codes.final(codes.facts(3))
    assert judge(revoked, ROOTS, other, NOW).verdict is Verdict.UNCHECKED
    assert judge(revoked, ROOTS, listed(), NOW).verdict is Verdict.REVOKED


def test_since_when_a_key_is_not_believed() -> None:
    case = next(c for c in codes.cases() if c.name == "key revoked")
    found = judge(case.code, ROOTS, listed(), NOW)
    assert found.key_revoked_since == codes.STOLEN_SINCE
    single = judge(codes.provisional(codes.facts(4)), ROOTS, listed(), NOW)
    assert single.key_revoked_since is None


def test_a_list_lasts_thirty_days_to_the_second() -> None:
    good = codes.final(codes.facts(1))
    last = NOW + timedelta(days=30)
    assert judge(good, ROOTS, listed(), last).verdict is Verdict.FINAL
    after = judge(good, ROOTS, listed(), last + timedelta(seconds=1))
    assert after.why is Unchecked.OUTDATED
    early = NOW - timedelta(days=1)
    assert judge(good, ROOTS, listed(), early).verdict is Verdict.FINAL
    before = judge(good, ROOTS, listed(), early - timedelta(seconds=1))
    assert before.why is Unchecked.OUTDATED


def test_the_day_ends_in_jakarta() -> None:
    good = codes.final(replace(codes.facts(1), valid_until=codes.TODAY))
    evening = datetime(2026, 11, 21, 16, 59, tzinfo=UTC)
    assert judge(good, ROOTS, listed(), evening).verdict is Verdict.FINAL
    midnight = evening + timedelta(minutes=1)
    assert judge(good, ROOTS, listed(), midnight).verdict is Verdict.EXPIRED


# The files that the public page is tested with


def test_the_fixtures_are_what_the_script_makes() -> None:
    """But for the bytes of the lists: how well zlib packs is its own matter."""
    written = json.loads((codes.FOLDER / "codes.json").read_text(encoding="utf-8"))
    assert written == codes.codes()
    for name, message in codes.lists().items():
        if name in {"forged.cwt", "cut.cwt"}:
            continue
        roots = [*ROOTS, codes.OTHER_ROOT.public_key()]
        kept = (codes.FOLDER / name).read_bytes()
        assert status.read(kept, roots) == status.read(message, roots)


def test_every_verdict_is_among_the_fixtures() -> None:
    assert {case.verdict for case in codes.cases()} == set(Verdict)
    assert keys.public_key(str(codes.codes()["root"])) == ROOTS[0]
