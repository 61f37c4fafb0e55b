"""The files of a draw that are published, and whether they fit together.

The announcement's file is the very bytes that are hashed: `sha256sum` of it is the hash on the
paper. packaging/verify-page/draw-rule.js reads the same files by the same rules;
tests/verify_page/test_draw.py holds the two together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.market.draw import (
    KIND,
    Announcement,
    DrawError,
    Drawn,
    draw,
    read_announcement,
)
from app.domain.rubric import canonical_json
from app.domain.terms import Term

RESULT_KIND = f"{KIND}-result"
MOST_BYTES = 32 * 1024 * 1024
"""More than an announcement with the most candidates takes."""

_BLANK = " \t\r\n"


class Verdict(Term):
    """What the files of a draw say together."""

    SAME = "same", "COCOK"
    ANNOUNCED = "announced", "PENGUMUMAN"
    OTHER_LIST = "other_list", "DAFTAR BERBEDA"
    OTHER_ORDER = "other_order", "URUTAN BERBEDA"
    BAD_NUMBERS = "bad_numbers", "ANGKA TIDAK TERBACA"
    LIST_MISSING = "list_missing", "PENGUMUMAN BELUM ADA"
    NO_DRAW = "no_draw", "BUKAN BERKAS UNDIAN"

    @property
    def is_alarm(self) -> bool:
        """Whether somebody should ask who changed what."""
        return self in (Verdict.OTHER_LIST, Verdict.OTHER_ORDER, Verdict.NO_DRAW)


SENTENCES = {
    Verdict.SAME: "Diundi ulang dari berkasnya: urutannya sama.",
    Verdict.ANNOUNCED: "Pengumuman ini utuh. Hasilnya belum dibuka.",
    Verdict.OTHER_LIST: "Daftar peserta atau aturannya bukan yang sidik jarinya diumumkan.",
    Verdict.OTHER_ORDER: "Angka yang diumumkan menghasilkan urutan lain.",
    Verdict.BAD_NUMBERS: "Angka hasil tidak lengkap atau bukan angka.",
    Verdict.LIST_MISSING: "Buka juga berkas pengumumannya.",
    Verdict.NO_DRAW: "Berkas ini bukan berkas undian, atau isinya berubah.",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a result's file says came out."""

    fingerprint: str
    numbers: tuple[str, ...]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on some files, and what was drawn anew from them."""

    verdict: Verdict
    announcement: Announcement | None = None
    fingerprint: str = ""
    claim: Claim | None = None
    drawn: Drawn | None = None


def announcement_file(announcement: Announcement) -> bytes:
    """What is published beforehand."""
    return canonical_json(announcement.to_json())


def result_file(fingerprint: str, numbers: Sequence[str], order: Sequence[str]) -> bytes:
    """What is published when the numbers are known."""
    body = {"numbers": list(numbers), "order": list(order)}
    return canonical_json({"kind": RESULT_KIND, "fingerprint": fingerprint, **body})


def check(files: Sequence[bytes], published: str = "") -> Checked:
    """Read the files, in any order, and draw again.

    `published` is the hash as it was seen beforehand, on paper say; without it only the files
    are compared with each other.
    """
    announcement, claim = None, None
    for data in files:
        try:
            found = read(data)
        except DrawError:
            return Checked(Verdict.NO_DRAW)
        if isinstance(found, Announcement) and announcement is None:
            announcement = found
        elif isinstance(found, Claim) and claim is None:
            claim = found
        else:
            return Checked(Verdict.NO_DRAW)
    if announcement is None:
        return Checked(Verdict.LIST_MISSING if claim else Verdict.NO_DRAW, claim=claim)
    return judge(announcement, claim, published)


def judge(announcement: Announcement, claim: Claim | None, published: str = "") -> Checked:
    """Draw again what was announced and compare it with what is said to have come out."""
    fingerprint = announcement.fingerprint
    found = Checked(Verdict.ANNOUNCED, announcement, fingerprint, claim)
    wanted = {_hex(published)} if _hex(published) else set()
    if claim is not None:
        wanted.add(claim.fingerprint)
    if wanted - {fingerprint}:
        return replace(found, verdict=Verdict.OTHER_LIST)
    if claim is None:
        return found
    try:
        drawn = draw(announcement, claim.numbers)
    except DrawError:
        return replace(found, verdict=Verdict.BAD_NUMBERS)
    same = tuple(str(one.key) for one in drawn.order) == claim.order
    return replace(found, verdict=Verdict.SAME if same else Verdict.OTHER_ORDER, drawn=drawn)


def read(data: bytes) -> Announcement | Claim:
    """One file; DrawError when it is neither, or the announcement is spelled in another way."""
    if len(data) > MOST_BYTES:
        raise DrawError("too large")
    try:
        text = data.decode("utf-8").strip(_BLANK)
        value = json.loads(text)
        kind = value["kind"]
        if kind == RESULT_KIND:
            return _claim(value)
        if kind != KIND or canonical_json(value).decode("utf-8") != text:
            raise DrawError("not an announcement as it was published")
    except DrawError:
        raise
    except (TypeError, ValueError, KeyError, IndexError, RecursionError) as error:
        raise DrawError("not a file of a draw") from error
    return read_announcement(value)


def _claim(value: Any) -> Claim:
    fingerprint, numbers, order = value["fingerprint"], value["numbers"], value["order"]
    lists = isinstance(numbers, list) and isinstance(order, list)
    if not lists or any(type(text) is not str for text in (fingerprint, *numbers, *order)):
        raise DrawError("not a result")
    return Claim(fingerprint, tuple(numbers), tuple(order))


def _hex(text: str) -> str:
    """A hash as people write it: in groups, in capitals."""
    return re.sub(r"[\s:-]", "", text).lower()
