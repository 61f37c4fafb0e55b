"""From figures to findings, by thresholds that are data (`resources/photo_coach.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from app.paths import RESOURCES

LONGEST = "longest_px"
"""The longer side in pixels: the one figure that is no measure but a fact of the file."""

LAPLACIAN, MEAN = "laplacian", "mean"
"""The two columns of rows from before the coach, under the names its rules call them by."""


class Kind(StrEnum):
    """What may be wrong with a photograph."""

    BLURRED = "blurred"
    DARK = "dark"
    BRIGHT = "bright"
    GLARE = "glare"
    FEW_PIXELS = "few_pixels"
    SMALL = "small"
    CUT = "cut"
    BUSY = "busy"
    UNREADABLE = "unreadable"
    FACE = "face"
    """Only ever told while the picture is taken; no rule finds it, for nothing is kept."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A figure beyond its limit is a finding.

    It is passed over when the figure is missing, when the figure `instead_of` is there, and
    beside a finding that hides it (`hidden_by`). With `roles` it matters for pictures of
    these roles only.
    """

    kind: Kind
    measure: str
    above: float | None = None
    below: float | None = None
    roles: frozenset[str] = frozenset()
    hidden_by: frozenset[Kind] = frozenset()
    instead_of: str = ""

    def is_broken(self, figures: Mapping[str, float]) -> bool:
        """Whether these figures are beyond the limit."""
        value = figures.get(self.measure)
        if value is None or self.instead_of in figures:
            return False
        too_high = self.above is not None and value > self.above
        return too_high or (self.below is not None and value < self.below)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The rules, the gravest first; up to `same_picture_bits` of 64 may differ in a picture
    that is used twice.
    """

    rules: tuple[Rule, ...]
    same_picture_bits: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to do better. `roles` empty: for whatever the picture shows."""

    kind: Kind
    roles: frozenset[str] = frozenset()


def findings(
    measures: Mapping[str, float], thresholds: Thresholds, width: int, height: int
) -> tuple[Finding, ...]:
    """What the figures of a picture of `width` × `height` pixels say, the gravest first."""
    known = {**measures, LONGEST: float(max(width, height))}
    broken = [rule for rule in thresholds.rules if rule.is_broken(known)]
    kinds = {rule.kind for rule in broken}
    seen = [rule for rule in broken if kinds.isdisjoint(rule.hidden_by)]
    return tuple(dict.fromkeys(Finding(rule.kind, rule.roles) for rule in seen))


def for_role(found: Iterable[Finding], role: str | None) -> tuple[Finding, ...]:
    """Those that matter for a picture of this role: nobody reads a label on what is inside.

    A picture without a role is judged as one of anything.
    """
    return tuple(f for f in found if not f.roles or role in f.roles)


def figures(measures: Mapping[str, float], sharpness: float, brightness: float) -> dict[str, float]:
    """The figures of a stored photograph: its measures, or for a row from before the coach the
    two columns it has.
    """
    return dict(measures) if measures else {LAPLACIAN: sharpness, MEAN: brightness}


def thresholds_from(data: Mapping[str, Any]) -> Thresholds:
    """Thresholds from the shape they have in the file; KeyError or ValueError for another."""
    return Thresholds(tuple(map(_rule, data["rules"])), int(data["same_picture_bits"]))


def _rule(data: Mapping[str, Any]) -> Rule:
    limits = {name: float(data[name]) for name in ("above", "below") if name in data}
    if len(limits) != 1:
        raise ValueError(f"a rule has one limit, above or below: {data}")
    return Rule(
        kind=Kind(data["finding"]),
        measure=data["measure"],
        above=limits.get("above"),
        below=limits.get("below"),
        roles=frozenset(data.get("roles", ())),
        hidden_by=frozenset(map(Kind, data.get("hidden_by", ()))),
        instead_of=data.get("instead_of", ""),
    )


THRESHOLDS = "photo_coach.json"


@cache
def shipped_thresholds(folder: Path = RESOURCES) -> Thresholds:
    """The thresholds that come with the program."""
    text = (folder / THRESHOLDS).read_text(encoding="utf-8")
    return thresholds_from(json.loads(text))
