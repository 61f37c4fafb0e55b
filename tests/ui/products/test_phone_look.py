"""The phone's page wears the colours of the window, and only those."""

from __future__ import annotations

import re

import pytest

from app.paths import RESOURCES
from app.ui.theme.tokens import TABLE, contrast

CSS = (RESOURCES / "phone" / "page.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in CSS.split("@media", 2)[:2]
)
NAMES = {
    "edge": "control_border",
    "muted": "text_muted",
    "pressed": "accent_pressed",
    "soft": "accent_soft",
    "good": "success_text",
    "good-soft": "success_soft",
    "wait": "warning_text",
    "wait-soft": "warning_soft",
    "bad": "danger_text",
    "bad-soft": "danger_soft",
}


@pytest.mark.parametrize(("scheme", "values"), [(0, LIGHT), (1, DARK)])
def test_every_colour_is_a_token(scheme: int, values: dict[str, str]) -> None:
    assert len(values) == 18
    for name, value in values.items():
        token = NAMES.get(name, name.replace("-", "_"))
        assert value == TABLE[token][scheme], name


def test_no_colour_is_typed_elsewhere() -> None:
    rest = "\n".join(line for line in CSS.splitlines() if not line.strip().startswith("--"))
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", rest) == []


@pytest.mark.parametrize("values", [LIGHT, DARK])
def test_what_is_read_can_be_read_in_the_sun(values: dict[str, str]) -> None:
    pairs = [
        ("text", "window"),
        ("muted", "window"),
        ("muted", "surface"),
        ("on-accent", "accent"),
        ("good", "surface"),
        ("good", "good-soft"),
        ("wait", "wait-soft"),
        ("bad", "surface"),
        ("accent-text", "soft"),
    ]
    for front, back in pairs:
        assert contrast(values[front], values[back]) >= 4.5, (front, back)
