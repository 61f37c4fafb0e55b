"""Identifiers of businesses and documents: what is wrong with one as typed.

Two severities (domain research §2): a *format* fault blocks saving, a *hint*
never does. Each check takes the typed text and returns findings, none for an
empty text: that a field may be empty is the form's rule, not the identifier's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.terms import DocumentType


class Severity(StrEnum):
    """How much a finding weighs."""

    FORMAT = "format"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one identifier; `code` names the sentence to show."""

    severity: Severity
    code: str


Check = Callable[[str, date], tuple[Finding, ...]]


def _format(code: str) -> tuple[Finding, ...]:
    return (Finding(Severity.FORMAT, code),)


def _hint(code: str) -> tuple[Finding, ...]:
    return (Finding(Severity.HINT, code),)


def compact(text: str) -> str:
    """The text without spaces, dots, dashes and slashes, in upper case and NFKC."""
    return re.sub(r"[\s.\-/]", "", unicodedata.normalize("NFKC", text)).upper()


def check_nib(text: str, _today: date) -> tuple[Finding, ...]:
    """NIB: thirteen digits, no published check digit."""
    return () if re.fullmatch(r"[0-9]{13}", compact(text)) else _format("nib.thirteen_digits")


def check_nik(text: str, _today: date) -> tuple[Finding, ...]:
    """NIK: PPKKCC DDMMYY SSSS; women's day of birth is DD + 40, serial never 0000."""
    nik = compact(text)
    if not re.fullmatch(r"[0-9]{16}", nik):
        return _format("nik.sixteen_digits")
    day = int(nik[6:8]) - (40 if int(nik[6:8]) > 40 else 0)
    if not _is_day(day, int(nik[8:10]), int(nik[10:12])):
        return _format("nik.no_such_date")
    if nik[12:] == "0000":
        return _format("nik.serial_zero")
    return ()


def _is_day(day: int, month: int, two_digit_year: int) -> bool:
    """Whether the date exists in 19YY or 20YY (the century is not in the NIK)."""
    for century in (1900, 2000):
        try:
            date(century + two_digit_year, month, day)
        except ValueError:
            continue
        return True
    return False


def nik_place_differs(nik: str, ward_code: str) -> bool:
    """Whether the NIK was first issued in another district than the address (a hint only)."""
    return compact(nik)[:6] != ward_code.replace(".", "")[:6]


def check_npwp(text: str, today: date) -> tuple[Finding, ...]:
    """NPWP: 15 digits with a Luhn digit over the first nine, or 16: the NIK, or 0 + the 15."""
    npwp = compact(text)
    if re.fullmatch(r"[0-9]{16}", npwp):
        if npwp[0] != "0":
            return _hint("npwp.nik_looks_wrong") if check_nik(npwp, today) else ()
        npwp = npwp[1:]
    if not re.fullmatch(r"[0-9]{15}", npwp):
        return _format("npwp.fifteen_or_sixteen_digits")
    return () if _luhn(npwp[:9]) else _hint("npwp.check_digit")


def npwp16(text: str) -> str:
    """The sixteen-digit form that is stored."""
    npwp = compact(text)
    return "0" + npwp if len(npwp) == 15 else npwp


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def check_phone(text: str, _today: date) -> tuple[Finding, ...]:
    """An Indonesian number: 0 or +62, eight to thirteen digits after it."""
    digits = re.sub(r"[\s().\-]", "", text)
    return () if re.fullmatch(r"(\+?62|0)[0-9]{7,12}", digits) else _format("phone.shape")


def check_pirt(text: str, today: date) -> tuple[Finding, ...]:
    """P-IRT: fifteen digits, the first 1 to 8, the last two the year of expiry."""
    number = re.sub(r"^PIRT(NO)?:?", "", compact(text))
    if not re.fullmatch(r"[1-8][0-9]{14}", number):
        return _format("pirt.fifteen_digits")
    return _hint("pirt.maybe_expired") if 2000 + int(number[13:]) < today.year else ()


def check_bpom(text: str, _today: date) -> tuple[Finding, ...]:
    """BPOM: food `MD`/`ML` with 12 (rarely 15) digits, cosmetics `NA`…`NE` with 11."""
    number = re.sub(r"^BPOMRI", "", compact(text))
    if re.fullmatch(r"M[DL][0-9]{12}|N[A-E][0-9]{11}", number):
        return ()
    if re.fullmatch(r"M[DL][0-9]{15}", number):
        return _hint("bpom.long_number")
    return _format("bpom.shape")


def check_halal(text: str, _today: date) -> tuple[Finding, ...]:
    """Halal: `ID` and 17 digits (BPJPH); 14 digits are the old MUI form; other lengths a hint."""
    number = compact(text)
    if re.fullmatch(r"ID[0-9]{17}", number):
        return ()
    if re.fullmatch(r"[0-9]{14}", number):
        return _hint("halal.old_mui_number")
    if re.fullmatch(r"KH[A-Z0-9]*", number):
        return _hint("halal.decree_not_certificate")
    return (
        _hint("halal.unusual_length")
        if re.fullmatch(r"ID[0-9]+", number)
        else _format("halal.shape")
    )


def check_trademark(text: str, _today: date) -> tuple[Finding, ...]:
    """Trademark: `IDM` and nine digits when registered; the form of applications is not sure."""
    return (
        ()
        if re.fullmatch(r"IDM[0-9]{9}", compact(text))
        else _hint("trademark.not_registered_form")
    )


def check_nip(text: str, _today: date) -> tuple[Finding, ...]:
    """NIP: YYYYMMDD YYYYMM (PPPK: 21 for the month) G SSS."""
    nip = compact(text)
    if not re.fullmatch(r"[0-9]{18}", nip):
        return _format("nip.eighteen_digits")
    try:
        date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return _format("nip.no_such_date")
    month_ok = int(nip[12:14]) in {*range(1, 13), 21}
    return () if month_ok and nip[14] in "12" else _hint("nip.unusual")


_DOCUMENT_CHECKS: Mapping[DocumentType, Check] = {
    DocumentType.NIB: check_nib,
    DocumentType.PIRT: check_pirt,
    DocumentType.BPOM: check_bpom,
    DocumentType.HALAL: check_halal,
    DocumentType.TRADEMARK: check_trademark,
}


def check_document(kind: DocumentType, number: str, today: date) -> tuple[Finding, ...]:
    """Findings for the number of a legal document; kinds without a known form have none."""
    check = _DOCUMENT_CHECKS.get(kind)
    return check(number, today) if check and number.strip() else ()


def blocking(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that must keep a form from being saved."""
    return tuple(f for f in findings if f.severity is Severity.FORMAT)


def mask_nik(nik: str | None) -> str:
    """`3171••••••••0001`: what may be shown of a NIK; empty for none."""
    if not nik:
        return ""
    return nik[:4] + "•" * max(len(nik) - 8, 0) + nik[-4:] if len(nik) > 8 else "•" * len(nik)
