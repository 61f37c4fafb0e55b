"""What is done to a photograph, as instructions: the clean master itself is never touched.

A `Mending` is small, exact and travels with the row it explains (`Photo.mending`), so that
any laptop can make the same picture again. `app.photos.mender` carries it out. This module
knows no pixels: the centre checks instructions without being able to see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

VERSION: Final = 1
MOST_TILT: Final = 15.0
"""Degrees to either side by which a picture is straightened."""

LEAST_EXTENT: Final = 0.05
"""Part of a side that must be left by a crop."""

AUTO: Final = "auto"

_LARGEST: Final = 360
_KEYS: Final = frozenset({"v", "turns", "straighten", "crop", "balance", "white_ground"})


@dataclass(frozen=True, slots=True)
class Crop:
    """What is kept, as fractions of the turned and straightened picture."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        for low, high in ((self.left, self.right), (self.top, self.bottom)):
            if not 0 <= low < high <= 1 or high - low < LEAST_EXTENT - 1e-9:
                raise ValueError("a crop must lie inside the picture and leave some of it")

    @property
    def width(self) -> float:
        """Fraction of the picture's width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Fraction of the picture's height."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Neutral:
    """A point that is grey in truth, as fractions of the clean master."""

    x: float
    y: float

    def __post_init__(self) -> None:
        if not (0 <= self.x <= 1 and 0 <= self.y <= 1):
            raise ValueError("a neutral point must lie inside the picture")


@dataclass(frozen=True, slots=True)
class Mending:
    """Done in this order: white balance, quarter turns, straightening, crop, white ground.

    The ground comes last, so that a sheet smaller than the picture can be cropped to first.
    `quarter_turns` (0 to 3) and `straighten_degrees` turn clockwise. `white_balance` is
    `AUTO`, a `Neutral` point, or None. ValueError for what cannot be done.
    """

    quarter_turns: int = 0
    straighten_degrees: float = 0.0
    crop: Crop | None = None
    white_balance: str | Neutral | None = None
    white_ground: bool = False

    def __post_init__(self) -> None:
        if self.quarter_turns not in range(4):
            raise ValueError("quarter turns are 0 to 3")
        if not -MOST_TILT <= self.straighten_degrees <= MOST_TILT:
            raise ValueError("a picture is straightened by 15 degrees at most")
        if isinstance(self.white_balance, str) and self.white_balance != AUTO:
            raise ValueError("unknown white balance")

    @property
    def is_identity(self) -> bool:
        """Whether the picture stays as it is."""
        return self == Mending()

    def to_json(self) -> dict[str, Any]:
        """The instructions as JSON values; `from_json` gives them back exactly."""
        crop, balance = self.crop, self.white_balance
        return {
            "v": VERSION,
            "turns": self.quarter_turns,
            "straighten": self.straighten_degrees,
            "crop": None if crop is None else [crop.left, crop.top, crop.right, crop.bottom],
            "balance": [balance.x, balance.y] if isinstance(balance, Neutral) else balance,
            "white_ground": self.white_ground,
        }


def from_json(value: object) -> Mending:
    """Read instructions; ValueError for anything `to_json` cannot have written."""
    if not isinstance(value, Mapping) or set(value) != _KEYS:
        raise ValueError("not the fields of a mending")
    version, turns, ground = value["v"], value["turns"], value["white_ground"]
    if isinstance(version, bool) or version != VERSION:
        raise ValueError("another version of mending")
    if isinstance(turns, bool) or not isinstance(turns, int) or not isinstance(ground, bool):
        raise ValueError("not the values of a mending")
    return Mending(
        quarter_turns=turns,
        straighten_degrees=_number(value["straighten"]),
        crop=None if value["crop"] is None else Crop(*_numbers(value["crop"], 4)),
        white_balance=_balance(value["balance"]),
        white_ground=ground,
    )


def _balance(value: object) -> str | Neutral | None:
    if value is None or isinstance(value, str):
        return value
    return Neutral(*_numbers(value, 2))


def _numbers(value: object, count: int) -> list[float]:
    if not isinstance(value, list) or len(value) != count:
        raise ValueError("not so many numbers")
    return [_number(one) for one in value]


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        raise ValueError("not a number")
    return float(value)
