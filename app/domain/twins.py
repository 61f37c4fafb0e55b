"""Whether two records are one business: the rule, in one place.

Two curators register a maker offline on two laptops and spell it differently. The rule
says how sure one can be and why; a person decides, nothing is ever merged by itself.

Measured by `benchmarks/twins.py` (2,000 true pairs a line, and 2,000 strangers of one district
whose names and owners come from one small pot, which is harder than life):

    spelling only (diacritics, bu/ibu, PT/CV, old spelling, order)     99.8 % found
    one typing error in the name or the owner                          99.9 % found
    respelled, an error in both, at times half of the owner's name     84.6 % found
    strangers flagged: 65 of 2.0 million pairs, of which 12 are named letter for letter alike
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from uuid import UUID

from app.domain import identifiers
from app.domain.names import ADDRESSING, fold, sound, telling_words, without_titles

NAME_ALIKE = 0.80
"""One slip in a short name (`Dapur Sari`, `Dapur Sri`) is 0.89, two are 0.78: two slips in
nine letters may well be another name."""

OWNER_ALIKE = 0.75
"""Lower than for names: people give half of their name (`Siti`, `Siti Aminah`), and the
owner only confirms what the name suggests."""

SAME_NAME = 0.96
"""A name this much the same in one kelurahan asks less of the owner: husband and wife both
stand at the stall, and each curator wrote down the one who was there …"""

OWNER_CONFIRMS = 0.5
"""… with half of a name in common (`Budi Santoso`, `Sari Santoso`); strangers share less."""

_WORTH_WRITING_OUT = 0.5
"""Below that, word by word, only another division into words can make two names alike."""

TELLING_PHONE = 9
"""Last digits compared: what is left of 0812…, 62812… and +62 812… without the country."""


class Certainty(IntEnum):
    """How sure one can be that two records are one business."""

    NONE = 0
    LIKELY = 1
    CERTAIN = 2


IDENTIFYING = ("nib", "nik", "npwp", "jakpreneur_id")
"""Numbers given to one business or one person only: the same number is the same one."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a business is known by, made comparable once."""

    words: tuple[str, ...]
    plain: str
    owner: tuple[str, ...]
    ward: str
    phone: str
    numbers: tuple[str, str, str, str]

    @property
    def district(self) -> str:
        """The district its ward lies in."""
        return self.ward[:8]

    @property
    def figures(self) -> str:
        """The digits in its name."""
        return "".join(c for c in self.plain if c.isdecimal())


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two businesses are, 0 to 100, and which fields say so."""

    certainty: Certainty
    score: int
    same: tuple[str, ...]


STRANGERS = Likeness(Certainty.NONE, 0, ())
"""Two businesses that nothing holds together."""


def marks(
    *,
    name: str,
    owner_name: str,
    ward_code: str,
    phone: str | None = None,
    nib: str | None = None,
    nik: str | None = None,
    npwp: str | None = None,
    jakpreneur_id: str | None = None,
) -> Marks:
    """The marks of a business as it was typed."""
    numbers = (
        identifiers.compact(nib or ""),
        identifiers.compact(nik or ""),
        identifiers.npwp16(npwp or ""),
        fold(jakpreneur_id or "").replace(" ", ""),
    )
    words = tuple(sound(word) for word in telling_words(name))
    plain = fold(name).replace(" ", "") or name.casefold().strip()
    owner = tuple(sound(word) for word in without_titles(owner_name))
    return Marks(words, plain, owner, ward_code, phone_key(phone or ""), numbers)


def phone_key(text: str) -> str:
    """The digits by which a telephone number is known; '' for too few of them."""
    digits = "".join(c for c in text if c.isdecimal())
    return digits[-TELLING_PHONE:] if len(digits) >= TELLING_PHONE else ""


def likeness(one: Marks, other: Marks) -> Likeness:
    """How alike two businesses are; the same whichever is named first."""
    numbers = zip(IDENTIFYING, one.numbers, other.numbers, strict=True)
    same = [name for name, here, there in numbers if here and here == there]
    certainty = Certainty.CERTAIN if same else Certainty.NONE
    if one.phone and one.phone == other.phone:
        same.append("phone")
        certainty = max(certainty, Certainty.LIKELY)
    # On a form half filled in, what is not typed yet speaks against nobody.
    near = not one.ward or not other.ward or one.district == other.district
    owner = owner_likeness(one, other) if near or same else 0.0
    if not same and owner < OWNER_CONFIRMS:  # of most pairs no more has to be asked
        return STRANGERS
    name = name_likeness(one, other)
    if near and _names_agree(name, owner, same_ward=one.ward == other.ward):
        certainty = max(certainty, Certainty.LIKELY)
    if certainty is Certainty.NONE:
        return STRANGERS
    same += [n for n, value in (("name", name), ("owner_name", owner)) if value >= NAME_ALIKE]
    if one.ward and one.ward == other.ward:
        same.append("ward_code")
    score = 100 if certainty is Certainty.CERTAIN else round(60 * name + 40 * owner)
    return Likeness(certainty, score, tuple(same))


def _names_agree(name: float, owner: float, *, same_ward: bool) -> bool:
    if same_ward and name >= SAME_NAME and owner >= OWNER_CONFIRMS:
        return True
    return name >= NAME_ALIKE and owner >= OWNER_ALIKE


def name_likeness(one: Marks, other: Marks) -> float:
    """How alike two names are, 0 to 1: as written, as spoken, or word by word in any order.

    Another number is another branch (`Kedai Kopi 2`, `Kedai Kopi 3`), never a slip.
    """
    if one.figures != other.figures:
        return 0.0
    paired = _by_words(one.words, other.words)
    if paired < _WORTH_WRITING_OUT and len(one.words) == len(other.words):
        return paired
    spoken = _written_out("".join(one.words), "".join(other.words))
    return max(paired, spoken, _written_out(one.plain, other.plain))


def _written_out(one: str, other: str) -> float:
    """Similarity of two whole names; 0 where their letters alone say it is too low to count."""
    here, there = Counter(one), Counter(other)
    slips = max((here - there).total(), (there - here).total())
    if slips > (1 - NAME_ALIKE) * max(len(one), len(other)):
        return 0.0
    return similarity(one, other)


def owner_likeness(one: Marks, other: Marks) -> float:
    """How alike two owners are, 0 to 1; half a name matches the whole of it well enough."""
    if not one.owner or not other.owner:
        return OWNER_ALIKE
    paired = _by_words(one.owner, other.owner)
    shorter, longer = sorted((one.owner, other.owner), key=lambda w: (len(w), w))
    inside = min(max(similarity(w, v) for v in longer) for w in shorter)
    part = inside * 0.85 if len(shorter[0]) > 2 else 0.0
    if len(shorter) == len(longer):
        return max(paired, part)
    return max(paired, part, similarity("".join(one.owner), "".join(other.owner)))


def _by_words(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The best pairing of words, weighed by their letters; the order of words says nothing."""
    first, second = sorted((one, other))
    pairs = sorted(
        ((similarity(w, v), w, v, i, j) for i, w in enumerate(first) for j, v in enumerate(second)),
        reverse=True,
    )
    used: set[tuple[int, int]] = set()
    found = 0.0
    for value, w, v, i, j in pairs:
        if (0, i) not in used and (1, j) not in used:
            used |= {(0, i), (1, j)}
            found += value * (len(w) + len(v))
    letters = sum(map(len, first)) + sum(map(len, second))
    return found / letters if letters else 0.0


def similarity(one: str, other: str) -> float:
    """1 less the slips (a letter more, less, wrong or swapped) in each letter of the longer."""
    if one == other:
        return 1.0 if one else 0.0
    return _slips(*sorted((one, other)))


@functools.lru_cache(maxsize=65_536)
def _slips(one: str, other: str) -> float:
    """Optimal string alignment, of which one row and the one above are kept."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        further, above = above, row
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted
            row.append(min(cost, further[j - 2] + 1) if swapped else cost)
    return 1.0 - row[-1] / max(len(one), len(other), 1)


def keys(found: Marks) -> Iterator[str]:
    """Keys of which two businesses of a district share one when their names may agree.

    Comparing everybody with everybody is 35 million pairs in a district of 8,000; sharing
    a stem of the name and one of the owner leaves a few for each.
    """
    telling = [w for w in found.words if w not in ADDRESSING] or found.words
    name, owner = [_stem(w) for w in telling], [_stem(w) for w in found.owner]
    yield from {f"{n} {o}" for n in name for o in owner}
    if owner:
        yield "o " + "".join(sorted(owner))
    if len(whole := "".join(sorted(name))) > 3:
        yield "n " + whole
    yield "p " + found.plain[:12]


def _stem(word: str) -> str:
    """First letter and next consonants: what is left of a word heard in a loud hall."""
    return (word[:1] + "".join(c for c in word[1:] if c not in "aiuo"))[:4]


def survivor(one: UUID, other: UUID) -> UUID:
    """Which of two records stays when they are merged, on whichever laptop and in whichever
    direction: of one order over all keys, so that chains end and never turn in a circle.

    A key that names its row (the centre's register) goes before one made on a laptop:
    loading the register again finds it. Among keys of a kind the smaller, older one stays.
    """
    return min(one, other, key=lambda key: (key.version == 7, key))


@dataclass(frozen=True, slots=True)
class MergeRecord:
    """What has to go back when two records are separated again.

    `swapped` are fields whose values changed places: the record that was given up holds what
    the other had. `moved` are the rows that went along, by kind.
    """

    swapped: frozenset[str]
    moved: Mapping[str, frozenset[str]]

    @classmethod
    def from_json(cls, value: Any) -> MergeRecord:
        """Read a record; what another program wrote wrongly is left out, never fatal."""
        value = value if isinstance(value, dict) else {}
        moved = value.get("moved")
        kinds = moved if isinstance(moved, dict) else {}
        return cls(
            _texts(value.get("swapped")), {str(kind): _texts(ids) for kind, ids in kinds.items()}
        )

    def to_json(self) -> dict[str, Any]:
        """The record as it is kept and sent."""
        moved = {kind: sorted(ids) for kind, ids in sorted(self.moved.items()) if ids}
        return {"swapped": sorted(self.swapped), "moved": moved}

    def joined(self, other: MergeRecord) -> MergeRecord:
        """Everything either of two records names."""
        none: frozenset[str] = frozenset()
        moved = {
            kind: self.moved.get(kind, none) | other.moved.get(kind, none)
            for kind in {*self.moved, *other.moved}
        }
        return MergeRecord(self.swapped | other.swapped, moved)


def _texts(value: Any) -> frozenset[str]:
    found = value if isinstance(value, list) else []
    return frozenset(text for text in found if isinstance(text, str))
