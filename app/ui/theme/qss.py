"""The style sheet, formatted from the tokens.

Only what plain Qt widgets need: the kit's own widgets paint themselves. Widgets
opt in by the dynamic properties `role` (labels, frames) and `severity` (editors).
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from app.ui.theme.tokens import Colours, Radius, Size, Space, Type

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog { background: $window; }
QToolTip { background: $inverse; color: $inverse_text; border: 1px solid $inverse;
    padding: 4px 8px; font-size: ${SMALL}px; }

QLabel { background: transparent; }
QLabel[role="heading"] { font-size: ${HEADING}px; font-weight: 600; }
QLabel[role="display"] { font-size: ${DISPLAY}px; font-weight: 600; }
QLabel[role="title"] { font-size: ${TITLE}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="label"] { font-size: ${SMALL}px; font-weight: 500; }
QLabel[role="muted"] { color: $text_muted; font-size: ${SMALL}px; }
QLabel[role="section"] { color: $accent_text; font-size: ${SMALL}px; font-weight: 600; }
QLabel[role="lead"] { font-size: ${LEAD}px; }

QFrame[role="card"] { background: $surface; border: 1px solid $border;
    border-radius: ${CARD}px; }
QFrame[role="line"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox {
    background: $surface; color: $text; border: 1px solid $control_border;
    border-radius: ${CONTROL_R}px; padding: 0 11px; min-height: ${inner}px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $text_muted; }
QPlainTextEdit, QTextEdit { padding: 7px 7px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QDateEdit:hover,
QSpinBox:hover, QDoubleSpinBox:hover { border-color: $text_muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QComboBox:on,
QDateEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border: 2px solid $focus; padding: 0 10px; min-height: ${inner_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 6px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QDateEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {
    background: $surface_alt; color: $text_disabled; border-color: $border; }
*[severity="hint"] { border: 2px solid $warning_line; padding: 0 10px;
    min-height: ${inner_focus}px; }
*[severity="format"] { border: 2px solid $danger; padding: 0 10px;
    min-height: ${inner_focus}px; }
QPlainTextEdit[severity="hint"], QPlainTextEdit[severity="format"] { padding: 6px 6px; }
QLineEdit[variant="search"] { padding: 0 34px 0 36px; }
QLineEdit[variant="search"]:focus { padding: 0 33px 0 35px; }
QLineEdit[variant="trailing"] { padding-right: 38px; }

QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 32px; background: transparent; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border;
    padding: 4px; outline: 0; selection-background-color: $accent_soft;
    selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; border-radius: 6px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button { width: 0; border: 0; }

QMenu { background: $surface; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: ${SMALL_R}px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }

QScrollArea, QAbstractScrollArea { background: transparent; border: 0; }
QPlainTextEdit, QTextEdit { background: $surface; border: 1px solid $control_border; }
QScrollArea[role="ground"] { background: $window; border: 2px solid $border;
    border-radius: ${CONTROL_R}px; }
QScrollArea[role="ground"][ring="on"] { border-color: $focus; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control_border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::handle:hover { background: $text_muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QTreeView { background: $surface; gridline-color: $border; border: 0;
    selection-background-color: $accent_soft; selection-color: $text; outline: 0; }
PagedList { selection-background-color: transparent; }
QTableView:focus, QTreeView:focus { border: 0; }
QTableView::item, QTreeView::item { padding: 6px 8px; border: 0; }
QTreeView::item:selected, QTreeView::branch:selected { background: $accent_soft; }
QTableView::item:focus { border: 2px solid $focus; }
QHeaderView::section { background: $surface_alt; color: $text_muted; border: 0;
    border-bottom: 1px solid $border; padding: 8px; font-size: ${SMALL}px; font-weight: 600; }

QTabWidget::pane { border: 0; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $text_muted; padding: 9px 14px;
    border: 0; border-bottom: 2px solid transparent; font-weight: 500; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent_text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $text; background: $hover; }
QSplitter::handle { background: transparent; }
QCalendarWidget QWidget { background: $surface; }
QCalendarWidget QToolButton { background: transparent; border: 0; padding: 6px; }
QCalendarWidget QAbstractItemView::item { padding: 0; }
""")


def build_qss(colours: Colours) -> str:
    """The whole application's style sheet for one scheme."""
    # Borders are drawn outside the minimum height that QSS means.
    return _SHEET.substitute(
        asdict(colours),
        SMALL=Type.SMALL,
        LEAD=Type.LEAD,
        TITLE=Type.TITLE,
        HEADING=Type.HEADING,
        DISPLAY=Type.DISPLAY,
        CARD=Radius.CARD,
        CONTROL_R=Radius.CONTROL,
        SMALL_R=Radius.SMALL,
        inner=Size.CONTROL - 2,
        inner_focus=Size.CONTROL - 4,
        gap=Space.S,
    )
