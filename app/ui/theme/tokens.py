"""The one table of design tokens: colours of both schemes, type, spacing, radii.

Everything that is drawn takes its values from here, through the style sheet,
the palette or a widget's own painting. Lengths and type sizes are in logical
pixels, so Qt scales them on high-density screens. No Qt in this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme's colours, each as ``#RRGGBB``."""

    window: str
    surface: str
    surface_alt: str
    hover: str
    pressed: str
    border: str
    control_border: str
    text: str
    text_muted: str
    text_disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    accent_text: str
    focus: str
    danger: str
    danger_hover: str
    on_danger: str
    neutral_soft: str
    neutral_text: str
    success_soft: str
    success_text: str
    warning_soft: str
    warning_text: str
    warning_line: str
    danger_soft: str
    danger_text: str
    info_soft: str
    info_text: str
    sidebar: str
    sidebar_hover: str
    sidebar_active: str
    sidebar_line: str
    sidebar_text: str
    sidebar_muted: str
    sidebar_strong: str
    sidebar_focus: str
    sidebar_mark: str
    signal_good: str
    signal_wait: str
    signal_bad: str
    inverse: str
    inverse_text: str
    inverse_accent: str
    verdict_good: str
    verdict_wait: str
    verdict_late: str
    verdict_bad: str
    verdict_practice: str
    on_verdict: str
    on_verdict_wait: str


# name: (light, dark)
TABLE: Final[dict[str, tuple[str, str]]] = {
    "window": ("#F3F6F6", "#0B1312"),
    "surface": ("#FFFFFF", "#131E1D"),
    "surface_alt": ("#F7F9F9", "#182625"),
    "hover": ("#EFF4F3", "#1C2C2A"),
    "pressed": ("#E3EBEA", "#233533"),
    "border": ("#DCE4E3", "#283937"),
    "control_border": ("#84938F", "#6A827E"),
    "text": ("#13201E", "#E9F1EF"),
    "text_muted": ("#53625F", "#A6B8B4"),
    "text_disabled": ("#71807C", "#8A9C98"),
    "accent": ("#0F766E", "#2DD4BF"),
    "accent_hover": ("#0B625B", "#5EEAD4"),
    "accent_pressed": ("#094F4A", "#20B8A5"),
    "on_accent": ("#FFFFFF", "#04211E"),
    "accent_soft": ("#E4F3F1", "#12332F"),
    "accent_text": ("#0B625B", "#5EEAD4"),
    "focus": ("#0F766E", "#5EEAD4"),
    "danger": ("#B42318", "#F98B82"),
    "danger_hover": ("#951C13", "#FBAAA3"),
    "on_danger": ("#FFFFFF", "#2B0705"),
    "neutral_soft": ("#E8EEED", "#25322F"),
    "neutral_text": ("#43524F", "#C6D3D0"),
    "success_soft": ("#DDF5E4", "#0F3320"),
    "success_text": ("#166534", "#86EFAC"),
    "warning_soft": ("#FDF0C8", "#3A2A09"),
    "warning_text": ("#854208", "#FCD34D"),
    "warning_line": ("#B27708", "#D9A21B"),
    "danger_soft": ("#FDE4E1", "#431512"),
    "danger_text": ("#9A1B12", "#FCA8A1"),
    "info_soft": ("#DFEBFE", "#142B4F"),
    "info_text": ("#1E40AF", "#9CC7FD"),
    "sidebar": ("#0F2C29", "#0A1A18"),
    "sidebar_hover": ("#163B37", "#122926"),
    "sidebar_active": ("#1A4F49", "#174741"),
    "sidebar_line": ("#23443F", "#1B322F"),
    "sidebar_text": ("#D3E3E0", "#C6D8D5"),
    "sidebar_muted": ("#A3BFBA", "#93AFAA"),
    "sidebar_strong": ("#FFFFFF", "#FFFFFF"),
    "sidebar_focus": ("#5EEAD4", "#5EEAD4"),
    "sidebar_mark": ("#5EEAD4", "#5EEAD4"),
    "signal_good": ("#4ADE80", "#4ADE80"),
    "signal_wait": ("#FBBF24", "#FBBF24"),
    "signal_bad": ("#FCA5A5", "#FCA5A5"),
    "inverse": ("#16302D", "#2A3F3C"),
    "inverse_text": ("#F2F8F7", "#F2F8F7"),
    "inverse_accent": ("#5EEAD4", "#5EEAD4"),
    # The same in both schemes, and on the public page (packaging/verify-page/style.css).
    "verdict_good": ("#166534", "#166534"),
    "verdict_wait": ("#FBBF24", "#FBBF24"),
    "verdict_late": ("#92460A", "#92460A"),
    "verdict_bad": ("#B42318", "#B42318"),
    "verdict_practice": ("#1E40AF", "#1E40AF"),
    "on_verdict": ("#FFFFFF", "#FFFFFF"),
    "on_verdict_wait": ("#2B1B00", "#2B1B00"),
}

# (foreground, background, least contrast): 4.5 for text, 3 for marks, rings and edges.
PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *(
        (fg, bg, 4.5)
        for fg in ("text", "text_muted")
        for bg in ("window", "surface", "surface_alt")
    ),
    *((fg, "hover", 4.5) for fg in ("text", "text_muted", "accent_text")),
    ("text", "pressed", 4.5),
    ("text", "accent_soft", 4.5),
    ("text_muted", "accent_soft", 4.5),
    ("accent_text", "accent_soft", 4.5),
    ("accent_text", "surface", 4.5),
    ("danger_text", "surface", 4.5),
    ("warning_text", "surface", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_accent", "accent_hover", 4.5),
    ("on_accent", "accent_pressed", 4.5),
    ("on_danger", "danger", 4.5),
    ("on_danger", "danger_hover", 4.5),
    *((f"{t}_text", f"{t}_soft", 4.5) for t in ("neutral", "success", "warning", "danger", "info")),
    *(
        (fg, bg, 4.5)
        for fg in ("sidebar_text", "sidebar_strong")
        for bg in ("sidebar", "sidebar_hover", "sidebar_active")
    ),
    ("sidebar_muted", "sidebar", 4.5),
    ("inverse_text", "inverse", 4.5),
    ("inverse_accent", "inverse", 4.5),
    ("sidebar", "signal_wait", 4.5),
    *(("on_verdict", f"verdict_{name}", 4.5) for name in ("good", "late", "bad", "practice")),
    ("on_verdict_wait", "verdict_wait", 4.5),
    *(("focus", bg, 3.0) for bg in ("window", "surface", "surface_alt", "accent_soft")),
    ("sidebar_focus", "sidebar", 3.0),
    ("sidebar_focus", "sidebar_active", 3.0),
    ("sidebar_mark", "sidebar_active", 3.0),
    ("accent", "surface", 3.0),
    ("accent", "window", 3.0),
    ("danger", "surface", 3.0),
    ("control_border", "surface", 3.0),
    ("warning_line", "surface", 3.0),
    *((f"signal_{name}", "sidebar", 3.0) for name in ("good", "wait", "bad")),
    ("text_disabled", "surface", 3.0),
)


class Type:
    """Type sizes in logical pixels."""

    CAPTION: Final = 12
    SMALL: Final = 13
    BODY: Final = 14
    LEAD: Final = 15
    TITLE: Final = 17
    HEADING: Final = 22
    DISPLAY: Final = 28


class Space:
    """Distances in logical pixels, a four-pixel rhythm."""

    XS: Final = 4
    S: Final = 8
    M: Final = 12
    L: Final = 16
    XL: Final = 24
    XXL: Final = 32


class Radius:
    """Corner radii in logical pixels."""

    SMALL: Final = 6
    CONTROL: Final = 8
    CARD: Final = 12


class Size:
    """Fixed extents in logical pixels."""

    CONTROL: Final = 38
    BIG_CONTROL: Final = 44
    ICON: Final = 18
    SIDEBAR: Final = 208
    RING: Final = 2


def colours_of(scheme: Scheme) -> Colours:
    """The colours of one scheme."""
    column = 0 if scheme == "light" else 1
    return Colours(**{name: pair[column] for name, pair in TABLE.items()})


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(first: str, second: str) -> float:
    """Contrast ratio after WCAG 2, 1 to 21."""
    dark, bright = sorted((luminance(first), luminance(second)))
    return (bright + 0.05) / (dark + 0.05)
