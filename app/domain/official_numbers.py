"""Official numbers of certificates: what a template says, and when its numbers would repeat.

A template is text with holes, for example `{seq:04d}/{klasifikasi}/{unit}/{bulan_romawi}/{tahun}`.
Each hole may be left out but for `seq`, the running number; `{seq:04d}` pads it with zeros.

Numbers of one rule are never alike: a running number is given once in its `series`, stands
between things that are no digits, and where a series begins anew with the year, the year is
in the number. Two rules that spell alike have the same series, so they share its counter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DEFAULT_TEMPLATE = "{seq:04d}/{klasifikasi}/{unit}/{bulan_romawi}/{tahun}"
SEQ, CLASSIFICATION, UNIT, MONTH, YEAR = "seq", "klasifikasi", "unit", "bulan_romawi", "tahun"
PARTS = (SEQ, CLASSIFICATION, UNIT, MONTH, YEAR)
"""What a hole may ask for."""
LONGEST = 60
"""Characters of a number; a longer one fits no line of a certificate."""

_HOLE = re.compile(r"\{(?:(seq)(?::0([2-8])d)?|(klasifikasi|unit|bulan_romawi|tahun))\}", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9 ./()_-]*", re.ASCII)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_FAR = 99_999_999


class Numbering(StrEnum):
    """When a certificate gets its official number."""

    AT_CONFIRMATION = "at_confirmation"
    LEASED = "leased"


class NumberProblem(StrEnum):
    """Why a rule gives no numbers."""

    UNREADABLE = "unreadable"
    """A hole of another name, or a stray brace."""
    CHARACTER = "character"
    """A character that is not in letters of an office."""
    NO_SEQ = "no_seq"
    SEQ_TWICE = "seq_twice"
    SEQ_TOUCHES_DIGIT = "seq_touches_digit"
    """Nobody could tell where the running number begins or ends."""
    REPEATS = "repeats"
    """The series begins anew each year, and the number does not say which."""
    CLASSIFICATION_MISSING = "classification_missing"
    UNIT_MISSING = "unit_missing"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class NumberRule:
    """How a unit numbers its certificates; `yearly` begins again with 1 each January."""

    template: str = DEFAULT_TEMPLATE
    classification: str = ""
    unit: str = ""
    yearly: bool = True


@dataclass(frozen=True, slots=True)
class _Piece:
    """Plain text (`hole` is ''), or a hole; `width` is that of a padded running number."""

    hole: str
    text: str = ""
    width: int = 0


def _pieces(template: str) -> list[_Piece]:
    """The template in its parts; ValueError for a brace that opens no known hole."""
    found, at = [], 0
    for match in _HOLE.finditer(template):
        found.append(_Piece("", template[at : match.start()]))
        seq, width, other = match.groups()
        found.append(_Piece(seq or other, width=int(width or 0)))
        at = match.end()
    found.append(_Piece("", template[at:]))
    if any("{" in p.text or "}" in p.text for p in found):
        raise ValueError("a brace that opens no known hole")
    return [p for p in found if p.hole or p.text]


def problems(rule: NumberRule) -> tuple[NumberProblem, ...]:
    """Everything that keeps a rule from giving numbers; none means `render` works."""
    try:
        pieces = _pieces(rule.template)
    except ValueError:
        return (NumberProblem.UNREADABLE,)
    return tuple(_problems(rule, pieces))


def _problems(rule: NumberRule, pieces: list[_Piece]) -> Iterator[NumberProblem]:
    holes = [p.hole for p in pieces]
    plain = [p.text for p in pieces] + [rule.classification, rule.unit]
    if not all(_PLAIN.fullmatch(text) for text in plain):
        yield NumberProblem.CHARACTER
    if holes.count(SEQ) != 1:
        yield NumberProblem.SEQ_TWICE if SEQ in holes else NumberProblem.NO_SEQ
    elif _touches_digit(rule, pieces):
        yield NumberProblem.SEQ_TOUCHES_DIGIT
    if rule.yearly and YEAR not in holes:
        yield NumberProblem.REPEATS
    if CLASSIFICATION in holes and not rule.classification.strip():
        yield NumberProblem.CLASSIFICATION_MISSING
    if UNIT in holes and not rule.unit.strip():
        yield NumberProblem.UNIT_MISSING
    if len("".join(_filled(rule, pieces, _FAR, date(2000, 8, 1)))) > LONGEST:
        yield NumberProblem.LONG


def _touches_digit(rule: NumberRule, pieces: list[_Piece]) -> bool:
    texts = _filled(rule, pieces, 1, date(2000, 1, 1))
    at = next(i for i, p in enumerate(pieces) if p.hole == SEQ)
    before, after = "".join(texts[:at]), "".join(texts[at + 1 :])
    return before[-1:].isdigit() or after[:1].isdigit()


def _filled(rule: NumberRule, pieces: list[_Piece], seq: int, day: date) -> list[str]:
    values = _values(rule, day)
    return [
        f"{seq:0{p.width}d}" if p.hole == SEQ else values[p.hole] if p.hole else p.text
        for p in pieces
    ]


def _values(rule: NumberRule, day: date) -> Mapping[str, str]:
    return {
        CLASSIFICATION: rule.classification.strip(),
        UNIT: rule.unit.strip(),
        MONTH: _ROMAN[day.month - 1],
        YEAR: f"{day.year:04d}",
    }


def render(rule: NumberRule, seq: int, day: date) -> str:
    """The official number `seq` of its series, given on `day`; ValueError for a bad rule."""
    found = problems(rule)
    if found or seq < 1:
        raise ValueError(found[0] if found else "numbers begin with 1")
    return "".join(_filled(rule, _pieces(rule.template), seq, day))


def series(rule: NumberRule, day: date) -> str:
    """The name of the counter a number of `day` comes from; ValueError for a bad rule.

    It is the number without what changes within the series: the running number and the
    month, and the year where the series goes on over the years.
    """
    found = problems(rule)
    if found:
        raise ValueError(found[0])
    holes = {SEQ, MONTH} if rule.yearly else {SEQ, MONTH, YEAR}
    values = _values(rule, day)
    texts = (
        p.text or (f"{{{p.hole}}}" if p.hole in holes else values[p.hole])
        for p in _pieces(rule.template)
    )
    return "".join(texts)
