"""Identifiers: the real numbers of the research, and python-stdnum as oracle where it is right."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.id import nik as stdnum_nik
from stdnum.id import npwp as stdnum_npwp

from app.domain import findings, identifiers
from app.domain.identifiers import (
    Finding,
    Severity,
    blocking,
    check_document,
    compact,
    mask_nik,
    nik_place_differs,
    npwp16,
)
from app.domain.terms import DocumentType

TODAY = date(2026, 11, 21)
DIGITS = "0123456789"

TABLE: list[tuple[str, str, str]] = [
    # check, text as typed, finding
    ("nib", "1909210016219", ""),
    ("nib", "1909 2100 16219", ""),
    ("nib", "１９０９２１００１６２１９", ""),  # noqa: RUF100
    ("nib", "190921001621", "nib.thirteen_digits"),
    ("nib", "19092100162190", "nib.thirteen_digits"),
    ("nib", "19092100162I9", "nib.thirteen_digits"),
    ("nik", "3171011708450001", ""),
    ("nik", "3171015708450001", ""),  # a woman
    ("nik", "3275014107900001", ""),  # issued in Bekasi: people move
    ("nik", "3171013202900001", "nik.no_such_date"),
    ("nik", "3171018508450001", "nik.no_such_date"),  # stdnum takes days 81 to 99
    ("nik", "3171019908450001", "nik.no_such_date"),
    ("nik", "3171014013900001", "nik.no_such_date"),
    ("nik", "3171012902000001", ""),  # 29 February 2000
    ("nik", "3171012902010001", "nik.no_such_date"),
    ("nik", "3171011708450000", "nik.serial_zero"),
    ("nik", "317101170845000", "nik.sixteen_digits"),
    ("nik", "317101170845000X", "nik.sixteen_digits"),
    ("npwp", "01.312.166.0-091.000", ""),
    ("npwp", "01.312.166.1-091.000", "npwp.check_digit"),  # lokal-id takes it
    ("npwp", "0013121660091000", ""),
    ("npwp", "0013121661091000", "npwp.check_digit"),
    ("npwp", "3171011708450001", ""),
    ("npwp", "3171018508450001", "npwp.nik_looks_wrong"),
    ("npwp", "01312166009100", "npwp.fifteen_or_sixteen_digits"),
    ("npwp", "tidak punya", "npwp.fifteen_or_sixteen_digits"),
    ("phone", "0812-3456-7890", ""),
    ("phone", "+62 812 3456 7890", ""),
    ("phone", "(021) 5250123", ""),
    ("phone", "81234567890", "phone.shape"),
    ("phone", "0812", "phone.shape"),
    ("phone", "0812345678901234", "phone.shape"),
    ("pirt", "2053171010012-31", ""),
    ("pirt", "P-IRT No. 2053171010012-31", ""),
    ("pirt", "205317101001225", "pirt.maybe_expired"),
    ("pirt", "205317101001226", ""),  # the year it ends in is not over
    ("pirt", "905317101001231", "pirt.fifteen_digits"),
    ("pirt", "20531710100123", "pirt.fifteen_digits"),
    ("bpom", "MD 867031002345", ""),
    ("bpom", "BPOM RI MD 867031002345", ""),
    ("bpom", "ML 867031002345", ""),
    ("bpom", "MD 071182004300360", "bpom.long_number"),
    ("bpom", "NA18200100123", ""),
    ("bpom", "NF18200100123", "bpom.shape"),
    ("bpom", "MD 86703100234", "bpom.shape"),
    ("halal", "ID00410001326911122", ""),
    ("halal", "ID31110016921890424", ""),
    ("halal", "id 3211 0001 9024 30323", ""),
    ("halal", "04030021380616", "halal.old_mui_number"),
    ("halal", "KH123456", "halal.decree_not_certificate"),
    ("halal", "ID3111001692", "halal.unusual_length"),
    ("halal", "31110016921890424", "halal.shape"),
    ("trademark", "IDM000123456", ""),
    ("trademark", "DID2024012345", "trademark.not_registered_form"),
    ("nip", "19800512 200501 1 003", ""),
    ("nip", "198005122023211003", ""),  # PPPK: 21 where the month stands
    ("nip", "198005122023131003", "nip.unusual"),
    ("nip", "198005122005013003", "nip.unusual"),
    ("nip", "198013122005011003", "nip.no_such_date"),
    ("nip", "1980051220050110", "nip.eighteen_digits"),
]
HINTS = {
    "npwp.check_digit",
    "npwp.nik_looks_wrong",
    "pirt.maybe_expired",
    "bpom.long_number",
    "halal.old_mui_number",
    "halal.decree_not_certificate",
    "halal.unusual_length",
    "trademark.not_registered_form",
    "nip.unusual",
}


def check(kind: str, text: str) -> tuple[Finding, ...]:
    found: tuple[Finding, ...] = getattr(identifiers, f"check_{kind}")(text, TODAY)
    return found


@pytest.mark.parametrize(("kind", "text", "code"), TABLE)
def test_real_and_mistyped_numbers(kind: str, text: str, code: str) -> None:
    severity = Severity.HINT if code in HINTS else Severity.FORMAT
    assert check(kind, text) == ((Finding(severity, code),) if code else ())


def test_a_hint_never_blocks() -> None:
    hint, fault = Finding(Severity.HINT, "a"), Finding(Severity.FORMAT, "b")
    assert blocking((hint, fault)) == (fault,)
    assert blocking((hint,)) == ()


def test_every_finding_has_its_sentence() -> None:
    for code in {code for _, _, code in TABLE if code} | {"nik.place_differs", "required"}:
        assert findings.sentence(code).endswith(".")


def valid_by(module: object, text: str) -> bool:
    valid: bool = module.is_valid(text)  # type: ignore[attr-defined]
    return valid


@given(st.text(DIGITS, min_size=15, max_size=17) | st.from_regex(r"\A31[0-9]{14}\Z"))
def test_nik_agrees_with_stdnum(text: str) -> None:
    assume(not (len(text) == 16 and 81 <= int(text[6:8]) <= 99))  # stdnum takes those
    ours = not check("nik", text)
    if ours and valid_by(stdnum_nik, text):
        return
    # Stdnum knows the provinces; we do not reject an unknown one, and the serial is ours.
    reasons = len(text) == 16 and (text[12:] == "0000" or not _known_province(text))
    assert ours == valid_by(stdnum_nik, text) or reasons


def _known_province(text: str) -> bool:
    return valid_by(stdnum_nik, text[:6] + "0101900001")


@given(st.dates(date(1930, 1, 1), date(2025, 1, 1)), st.booleans(), st.integers(1, 9999))
def test_every_real_birthday_makes_a_nik(born: date, woman: bool, serial: int) -> None:
    day = born.day + (40 if woman else 0)
    assert check("nik", f"317404{day:02}{born:%m%y}{serial:04}") == ()


@given(st.text(DIGITS, min_size=15, max_size=15))
def test_npwp_agrees_with_stdnum(text: str) -> None:
    assert (check("npwp", text) == ()) == valid_by(stdnum_npwp, text)
    assert check("npwp", "0" + text) == check("npwp", text)


@given(st.text(DIGITS, min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_of_an_npwp_is_noticed(head: str, place: int, step: int) -> None:
    good = next(f"{head[:8]}{d}091000" for d in DIGITS if not check("npwp", f"{head[:8]}{d}091000"))
    wrong = good[:place] + str((int(good[place]) + step) % 10) + good[place + 1 :]
    assert check("npwp", wrong) == (Finding(Severity.HINT, "npwp.check_digit"),)


@pytest.mark.parametrize("kind", ["nib", "nik", "npwp", "phone", "pirt", "bpom", "halal", "nip"])
@given(text=st.text(max_size=24))
def test_anything_can_be_typed(kind: str, text: str) -> None:
    for finding in check(kind, text):
        assert findings.sentence(finding.code)


def test_documents_are_checked_by_their_kind() -> None:
    assert check_document(DocumentType.NIB, "12", TODAY)[0].code == "nib.thirteen_digits"
    assert check_document(DocumentType.SNI, "SNI 2973:2022", TODAY) == ()
    assert check_document(DocumentType.HALAL, "   ", TODAY) == ()


def test_npwp_is_kept_in_sixteen_digits() -> None:
    assert npwp16("01.312.166.0-091.000") == "0013121660091000"
    assert npwp16("3171011708450001") == "3171011708450001"
    assert compact(" id 311-100/16.9 ") == "ID311100169"


@pytest.mark.parametrize(
    ("nik", "shown"),
    [
        ("3171011708450001", "3171••••••••0001"),
        ("", ""),
        (None, ""),
        ("12345678", "••••••••"),
        ("123", "•••"),
    ],
)
def test_nik_is_masked(nik: str | None, shown: str) -> None:
    assert mask_nik(nik) == shown


@given(st.text(DIGITS, min_size=1, max_size=20))
def test_a_mask_hides_the_middle(nik: str) -> None:
    shown = mask_nik(nik)
    assert len(shown) == len(nik)
    assert len(nik) < 16 or set(shown[4:-4]) == {"•"}
    assert len(nik) > 8 or set(shown) == {"•"}


def test_the_place_of_a_nik_is_only_a_hint() -> None:
    assert not nik_place_differs("3174041708450001", "31.74.04.1001")
    assert nik_place_differs("3275011708450001", "31.74.04.1001")
