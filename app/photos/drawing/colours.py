"""Palettes of the drawn sample photographs."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


def rgb(text: str) -> Colour:
    """A colour from six hexadecimal digits."""
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def mix(a: Colour, b: Colour, t: float) -> Colour:
    """`a` at 0, `b` at 1."""
    r, g, bl = (round(x + (y - x) * t) for x, y in zip(a, b, strict=True))
    return r, g, bl


def lighter(colour: Colour, t: float) -> Colour:
    """Towards white."""
    return mix(colour, WHITE, t)


def darker(colour: Colour, t: float) -> Colour:
    """Towards a warm black: pure black looks printed, not lit."""
    return mix(colour, (24, 16, 14), t)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one picture: backdrop, table, product, its accent, ink and paper."""

    wall: Colour
    table: Colour
    main: Colour
    accent: Colour
    ink: Colour
    paper: Colour


def _palette(*codes: str) -> Palette:
    return Palette(*(rgb(code) for code in codes))


PALETTES: dict[str, Palette] = {
    "daun": _palette("CBD8BE", "EDEAD9", "3F7A4A", "D9A441", "1F3B2A", "F8F4E6"),
    "senja": _palette("F3CDB0", "F7E6D3", "D9623B", "F0B44C", "5B2415", "FFF6E9"),
    "laut": _palette("B5D6DA", "E6EFEC", "1F7A83", "F2A65A", "123F47", "F5FAF6"),
    "melati": _palette("EDE6D8", "FAF6EC", "B89B5E", "7A9A6A", "4A3B24", "FFFDF6"),
    "manggis": _palette("D6C2DC", "EFE6EF", "6B3A78", "E4A2B8", "34183D", "FBF5FA"),
    "kunyit": _palette("F6DC96", "FBF0D2", "D99A17", "A8472A", "5A3A08", "FFF9E8"),
    "bata": _palette("DDB199", "F0DFD0", "A84B32", "E2B36B", "4A1D12", "FBF1E6"),
    "pandan": _palette("C9E0BC", "EFF4E2", "6FA03C", "F3C74B", "2C4717", "FAFCEF"),
    "rosela": _palette("F1C3C6", "F9E6E3", "B3273F", "F2B9A0", "55101F", "FFF5F2"),
    "arang": _palette("8E8A86", "C9C3BB", "35343A", "D3A15A", "1B1A1E", "F3EEE4"),
    "kelapa": _palette("D9C4A5", "EFE3CD", "8A5A33", "C9873E", "40260F", "FBF3E2"),
    "langit": _palette("C3D6EE", "EBF1F8", "3D62A8", "F0A7A0", "1B2F5A", "F8FAFE"),
}


def palette_of(key: str | int) -> Palette:
    """A palette by name, or by number (counted round); KeyError for an unknown name."""
    if isinstance(key, int):
        return list(PALETTES.values())[key % len(PALETTES)]
    return PALETTES[key]
