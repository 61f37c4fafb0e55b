"""Tokens, palette, fonts and icons."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import get_args

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.theme import Scheme, apply_theme, colours, font, icon_names, icon_pixmap
from app.ui.theme.qss import build_qss
from app.ui.theme.tokens import PAIRS, TABLE, colours_of, contrast

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)


def test_contrast_agrees_with_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_contrast_is_enough(scheme: Scheme) -> None:
    table = asdict(colours_of(scheme))
    ratios = {(f, b): (contrast(table[f], table[b]), least) for f, b, least in PAIRS}
    assert {pair: found for pair, found in ratios.items() if found[0] < found[1]} == {}


def test_every_text_colour_is_checked_at_text_contrast() -> None:
    texts = {n for n in TABLE if n.endswith("_text") or n.startswith("on_") or n == "text"}
    checked = {front for front, _, least in PAIRS if least >= 4.5}
    assert texts <= checked
    assert {"focus", "sidebar_focus"} <= {front for front, _, least in PAIRS if least >= 3}


def test_colours_are_well_formed() -> None:
    for pair in TABLE.values():
        assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in pair)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_apply_theme_sets_palette_font_and_sheet(qapp: QApplication, scheme: Scheme) -> None:
    apply_theme(qapp, scheme)
    expected = colours_of(scheme)
    assert colours() == expected
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(expected.surface)
    assert qapp.font().family() == "Inter"
    assert expected.focus in qapp.styleSheet()
    assert "$" not in build_qss(expected)


def test_inter_is_really_loaded_in_every_weight() -> None:
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold):
        info = QFontInfo(font(20, weight))
        assert info.family() == "Inter"
        assert info.weight() == weight


def test_icons_are_recoloured_and_sharp() -> None:
    pixmap = icon_pixmap("home", "#FF0000", 20, 2.0)
    assert pixmap.width() == 40
    assert pixmap.deviceIndependentSize().width() == 20
    image = pixmap.toImage()
    inked = {
        image.pixelColor(x, y).name()
        for x in range(40)
        for y in range(40)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inked == {"#ff0000"}
    assert icon_pixmap("home", "#FF0000", 20, 2.0) is pixmap


def test_every_icon_draws() -> None:
    for name in icon_names():
        assert not icon_pixmap(name, "#123456", 16).toImage().allGray()


def test_an_unknown_icon_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        icon_pixmap("no-such-icon", "#000000")
