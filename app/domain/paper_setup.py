"""What stands on a region's papers: letterhead, emblem, who signs, how certificates are numbered.

A set-up is published whole and never changed; the next one follows it. On a day the newest
begun set-up of the nearest region counts: the district's own, else its city's, else the
province's.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.domain.identifiers import blocking, check_nip, compact
from app.domain.official_numbers import Numbering, NumberRule
from app.domain.official_numbers import problems as number_problems
from app.domain.regions import level_of

MAX_EMBLEM = 96 * 1024
"""Bytes of the emblem's PNG."""
MAX_LINES, MAX_LINE, MAX_ADDRESS, MAX_NAME = 4, 120, 200, 120
MAX_SIGNERS = 40
"""Of all times together; how many sign one paper is `MAX_TOGETHER`."""
MAX_TOGETHER = 5

_PNG = b"\x89PNG\r\n\x1a\n"
_MAX_SIDE = 1024
_UNPRINTED = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})


class SetupProblem(StrEnum):
    """Why a set-up is not published."""

    REGION = "region"
    LINES = "lines"
    ADDRESS = "address"
    EMBLEM = "emblem"
    NUMBER = "number"
    SIGNERS = "signers"
    """Nobody signs on the day it begins, or more than a paper holds."""
    SIGNER = "signer"
    """A signatory without name or position, with a wrong NIP, or from a day after its last."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and from when to when; both days count, None is open."""

    name: str
    position: str
    nip: str = ""
    start: date | None = None
    end: date | None = None

    def signs_on(self, day: date) -> bool:
        """Whether this one signs papers of that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class PaperSetup:
    """Everything the papers of a region take from their office, from a day on."""

    region: str
    valid_from: date
    lines: tuple[str, ...] = ()
    address: str = ""
    emblem: bytes | None = field(default=None, repr=False)
    """A PNG; to be decoded in the workshop alone."""
    number: NumberRule = field(default_factory=NumberRule)
    numbering: Numbering = Numbering.AT_CONFIRMATION
    signers: tuple[Signer, ...] = ()

    def signers_on(self, day: date) -> tuple[Signer, ...]:
        """Those who sign papers of that day, in the order of the set-up."""
        return tuple(s for s in self.signers if s.signs_on(day))


def problems(setup: PaperSetup) -> tuple[SetupProblem, ...]:
    """What keeps a set-up from being published, each kind once; none means it may be."""
    return tuple(dict.fromkeys(_problems(setup)))


def _problems(setup: PaperSetup) -> Iterator[SetupProblem]:
    try:
        level_of(setup.region)
    except ValueError:
        yield SetupProblem.REGION
    lines = setup.lines
    if not 1 <= len(lines) <= MAX_LINES or not all(_is_text(x, MAX_LINE) for x in lines):
        yield SetupProblem.LINES
    if setup.address and not _is_text(setup.address, MAX_ADDRESS):
        yield SetupProblem.ADDRESS
    if setup.emblem is not None and not is_emblem(setup.emblem):
        yield SetupProblem.EMBLEM
    if number_problems(setup.number):
        yield SetupProblem.NUMBER
    if any(signer_is_wrong(s) for s in setup.signers):
        yield SetupProblem.SIGNER
    if len(setup.signers) > MAX_SIGNERS or _crowded_or_empty(setup):
        yield SetupProblem.SIGNERS


def _crowded_or_empty(setup: PaperSetup) -> bool:
    """Whether nobody signs on the first day, or on some day more than a paper holds."""
    days = {setup.valid_from, *(s.start for s in setup.signers if s.start)}
    most = max(len(setup.signers_on(d)) for d in days if d >= setup.valid_from)
    return not setup.signers_on(setup.valid_from) or most > MAX_TOGETHER


def unsigned_from(setup: PaperSetup) -> date | None:
    """The first day from its beginning on which nobody signs; None when there is none."""
    day = setup.valid_from
    while signers := setup.signers_on(day):
        ends = [s.end for s in signers if s.end]
        if len(ends) < len(signers) or max(ends) == date.max:
            return None
        day = max(ends) + timedelta(days=1)
    return day


def signer_is_wrong(signer: Signer) -> bool:
    """Whether a signatory could not stand on a paper as written."""
    named = _is_text(signer.name, MAX_NAME) and _is_text(signer.position, MAX_NAME)
    nip = signer.nip and blocking(check_nip(signer.nip, date.min))
    turned = signer.start and signer.end and signer.end < signer.start
    return not named or bool(nip) or bool(turned)


def _is_text(text: str, most: int) -> bool:
    """One line that a page can show."""
    printed = not any(unicodedata.category(c) in _UNPRINTED for c in text)
    return bool(text.strip()) and len(text) <= most and printed


def is_emblem(data: bytes) -> bool:
    """Whether bytes have the size and the head of an emblem; nothing is decoded for it."""
    if not data.startswith(_PNG) or len(data) > MAX_EMBLEM or data[12:16] != b"IHDR":
        return False
    sides = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return all(0 < side <= _MAX_SIDE for side in sides)


def to_columns(setup: PaperSetup) -> dict[str, Any]:
    """A set-up as the columns of its row."""
    emblem = setup.emblem
    return {
        "region_code": setup.region,
        "valid_from": setup.valid_from,
        "lines": list(setup.lines),
        "address": setup.address,
        "emblem": None if emblem is None else {"png": base64.b64encode(emblem).decode("ascii")},
        "number_template": setup.number.template,
        "classification": setup.number.classification,
        "unit": setup.number.unit,
        "yearly": setup.number.yearly,
        "numbering": str(setup.numbering),
        "signatories": [_signer_json(s) for s in setup.signers],
    }


def _signer_json(signer: Signer) -> dict[str, Any]:
    return {
        "name": signer.name,
        "position": signer.position,
        "nip": compact(signer.nip),
        "from": signer.start and signer.start.isoformat(),
        "to": signer.end and signer.end.isoformat(),
    }


def from_columns(row: Mapping[str, Any]) -> PaperSetup:
    """The set-up in a row; ValueError when it is none."""
    try:
        return PaperSetup(
            region=row["region_code"],
            valid_from=row["valid_from"],
            lines=tuple(_text(x) for x in _listed(row["lines"])),
            address=row["address"],
            emblem=_emblem(row["emblem"]),
            number=NumberRule(
                row["number_template"], row["classification"], row["unit"], bool(row["yearly"])
            ),
            numbering=Numbering(row["numbering"]),
            signers=tuple(_signer(s) for s in _listed(row["signatories"])),
        )
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise ValueError("no set-up of papers") from error


def _listed(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise TypeError(type(value).__name__)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _emblem(value: Any) -> bytes | None:
    return None if value is None else base64.b64decode(_text(value["png"]), validate=True)


def _signer(value: Any) -> Signer:
    name, position, nip = (_text(value[n]) for n in ("name", "position", "nip"))
    return Signer(name, position, nip, _day(value["from"]), _day(value["to"]))


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))
