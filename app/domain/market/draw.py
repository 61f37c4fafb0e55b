"""A draw that anyone can do again (the shape of RFC 3797, with SHA-256).

Before: the candidates in a fixed order, the rule, and which public numbers of which day will
decide are written down (`Announcement`), and its hash is published. After: the numbers alone
give the order, so that whoever has both can redo it; nobody can have chosen it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.rubric import canonical_json

LEAST_CANDIDATES, MOST_CANDIDATES = 1, 65_535
"""RFC 3797 counts in 16 bits."""

MOST_PLACES = 65_535

KIND = "kurasi-draw-1"
"""Names this rule; another way to draw would be another kind."""

Digest = Callable[[bytes], Any]


class DrawError(ValueError):
    """Not a draw, or not the one that was announced; the text says why."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who takes part: key and the name that is published. No personal data."""

    key: UUID
    name: str
    area: str

    def to_json(self) -> list[str]:
        """As it is announced."""
        return [str(self.key), self.name, self.area]


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is published before the numbers are known.

    `sources` names each public number and where it will be read ("Penutupan IHSG 27 November
    2026, dua desimal tanpa koma"), `decided_on` the day on which the last of them appears.
    `salt` is made at random when the draw is announced, so that two draws of one day with the
    same candidates do not come out alike.
    """

    title: str
    places: int
    candidates: tuple[Candidate, ...]
    sources: tuple[str, ...]
    announced_on: date
    decided_on: date
    salt: str

    def to_json(self) -> dict[str, Any]:
        """As it is hashed, kept and published."""
        return {
            "kind": KIND,
            "title": self.title,
            "places": self.places,
            "candidates": [c.to_json() for c in self.candidates],
            "sources": list(self.sources),
            "announced_on": self.announced_on.isoformat(),
            "decided_on": self.decided_on.isoformat(),
            "salt": self.salt,
        }

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON, in hex: what is published beforehand."""
        return hashlib.sha256(canonical_json(self.to_json())).hexdigest()


def announce(
    title: str,
    places: int,
    candidates: Sequence[Candidate],
    sources: Sequence[str],
    days: tuple[date, date],
    salt: str,
) -> Announcement:
    """An announcement; candidates are put in the order of their keys.

    DrawError when nobody takes part, one takes part twice, no source is named, or the deciding
    day is not after the day it is announced.
    """
    ordered = tuple(sorted(candidates, key=lambda c: c.key.bytes))
    if not LEAST_CANDIDATES <= len(ordered) <= MOST_CANDIDATES:
        raise DrawError("too few or too many candidates")
    if len({c.key for c in ordered}) != len(ordered):
        raise DrawError("a candidate stands there twice")
    if not 1 <= places <= MOST_PLACES:
        raise DrawError("no place to draw for")
    if not sources or any(not source.strip() for source in sources):
        raise DrawError("no public number is named")
    if days[1] <= days[0]:
        raise DrawError("the numbers must appear after the announcement")
    if not salt:
        raise DrawError("no salt")
    return Announcement(title, places, ordered, tuple(sources), *days, salt)


def read_announcement(data: Any) -> Announcement:
    """The announcement in its JSON; DrawError when it is none."""
    try:
        if data["kind"] != KIND:
            raise DrawError("another kind of draw")
        _check_types(data)
        candidates = [Candidate(UUID(key), name, area) for key, name, area in data["candidates"]]
        days = date.fromisoformat(data["announced_on"]), date.fromisoformat(data["decided_on"])
        found = announce(
            data["title"], data["places"], candidates, data["sources"], days, data["salt"]
        )
    except DrawError:
        raise
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise DrawError("not an announcement") from error
    if found.to_json() != data:
        raise DrawError("not an announcement as it was published")
    return found


def _check_types(data: Any) -> None:
    """Python takes 3.0 and true for whole numbers; the page that redoes the draw does not."""
    texts = [data["title"], data["salt"], *data["sources"]]
    texts += [text for one in data["candidates"] for text in one]
    if type(data["places"]) is not int or any(type(text) is not str for text in texts):
        raise DrawError("not an announcement")
    canonical_json(data)  # ValueError for half a character


def seed(announcement: Announcement, numbers: Sequence[str]) -> str:
    """The key of RFC 3797: each source's numbers, then the announcement's hash.

    Of a source its digits count, as whole numbers in rising order: "7.241,88" and "7241 88" are
    the same. DrawError when a source has no number or there is one too few or too many.
    """
    if len(numbers) != len(announcement.sources):
        raise DrawError("each source gives one line of numbers")
    lines = ["".join(f"{value}." for value in whole_numbers(line)) + "/" for line in numbers]
    return "".join(lines) + announcement.fingerprint + "/"


def whole_numbers(line: str) -> list[int]:
    """What is read of a source's line, in rising order; DrawError when it is no number."""
    # A point or comma inside a number is its writing, a blank is what parts two numbers.
    found = [re.sub(r"[.,]", "", part) for part in re.split(r"[\s;/]+", line.strip())]
    if not found or any(re.fullmatch(r"[0-9]{1,18}", part) is None for part in found):
        raise DrawError("a public number has digits alone")
    return sorted(int(part) for part in found)


def picks(key: str, pool: int, count: int, digest: Digest = hashlib.sha256) -> list[int]:
    """Indices 0 to pool - 1 in the order they are drawn, at most `count` (RFC 3797 §4)."""
    left, drawn = list(range(pool)), []
    middle = key.encode("ascii")
    for turn in range(min(count, pool)):
        mark = turn.to_bytes(2, "big")
        value = int.from_bytes(digest(mark + middle + mark).digest(), "big")
        drawn.append(left.pop(value % len(left)))
    return drawn


@dataclass(frozen=True, slots=True)
class Drawn:
    """The result: everyone in the order drawn; the first `places` have a place."""

    order: tuple[Candidate, ...]
    places: int
    key: str

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """Who has a place."""
        return self.order[: self.places]

    @property
    def waiting(self) -> tuple[Candidate, ...]:
        """Who moves up, in this order, when one of the chosen does not come."""
        return self.order[self.places :]

    def position(self, key: UUID) -> int | None:
        """1 for who was drawn first; None for one who did not take part."""
        return next((n for n, c in enumerate(self.order, 1) if c.key == key), None)


def draw(announcement: Announcement, numbers: Sequence[str]) -> Drawn:
    """Everyone in the order that the public numbers give."""
    key = seed(announcement, numbers)
    everyone = announcement.candidates
    order = tuple(everyone[at] for at in picks(key, len(everyone), len(everyone)))
    return Drawn(order, announcement.places, key)


def redo(
    announcement: Announcement, published: str, numbers: Sequence[str], order: Sequence[UUID]
) -> Drawn:
    """Do the draw again; DrawError when it is not what was announced or came out otherwise."""
    if announcement.fingerprint != published:
        raise DrawError("the list is not the one whose hash was published")
    drawn = draw(announcement, numbers)
    if [c.key for c in drawn.order] != list(order):
        raise DrawError("the numbers give another order")
    return drawn
