"""Surfaces and figures: cards, page headers, key-value grids, figures, progress."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_icon_centred, fill_round, painter_for
from app.ui.kit.tones import Tone, tone_colours
from app.ui.theme import Size, Space, colours

_HEAD: Final = 30


class Card(QFrame):
    """A rounded surface with an optional title row; put content into `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, pad: int = 18) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(pad, max(pad - 4, 0) if title else pad, pad, pad)
        self.body.setSpacing(Space.M)
        self._head: QHBoxLayout | None = None
        if title:
            self._head = QHBoxLayout()
            # With or without a button in it, titles of neighbouring cards stand level.
            self._head.addStrut(_HEAD)
            self._head.addWidget(ElidedLabel(title, "title"), 1)
            self.body.addLayout(self._head)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Append `widget` below what is there."""
        self.body.addWidget(widget, stretch)

    def add_header_widget(self, widget: QWidget) -> None:
        """Put `widget` (30 pixels high at most) beside the title; ValueError without a title."""
        if self._head is None:
            raise ValueError("a card without title has no header")
        self._head.addWidget(widget)


class PageHeader(QWidget):
    """A page's title, one line below it, and its actions at the right."""

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        actions: Iterable[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S + 2)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = ElidedLabel(title, "heading")
        self._subtitle = ElidedLabel(subtitle, "muted")
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        row.addLayout(words, 1)
        self._row = row
        for action in actions:
            self.add_action(action)
        self.set_subtitle(subtitle)

    def add_action(self, widget: QWidget) -> None:
        """Append a button (or any widget) at the right; the primary one last."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, text: str) -> None:
        """Change the title."""
        self._title.setText(text)

    def set_subtitle(self, text: str) -> None:
        """Change the line below the title; an empty one takes no room."""
        self._subtitle.setText(text)
        self._subtitle.setVisible(bool(text))


class KeyValueGrid(QWidget):
    """Facts as rows: the name muted at the left, the value at the right."""

    def __init__(self, rows: Iterable[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._values: dict[str, Label] = {}
        self.set_rows(rows)

    def set_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Replace everything by (name, value) rows."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._values = {}
        for at, (name, value) in enumerate(rows):
            self._add_row(at, name, value)

    def set_value(self, name: str, value: str) -> None:
        """Change one value; KeyError for an unknown name."""
        self._values[name].setText(value)

    def value(self, name: str) -> str:
        """The shown value; KeyError for an unknown name."""
        return self._values[name].text()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all rows, from above."""
        return tuple(self._values)

    def _add_row(self, at: int, name: str, value: str) -> None:
        shown = Label(value, "body", wrap=True)
        shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        shown.setAccessibleName(f"{name}: {value}")
        self._grid.addWidget(Label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(shown, at, 1)
        self._values[name] = shown


class Stat(QFrame):
    """A figure with its name; the tone colours only the icon's ground."""

    def __init__(
        self,
        label: str,
        number: str,
        tone: Tone = Tone.NEUTRAL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(Space.M)
        self._badge = IconBadge(icon, tone) if icon else None
        if self._badge:
            row.addWidget(self._badge)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._number = Label(number, "display")
        self._label = ElidedLabel(label, "muted")
        words.addWidget(self._number)
        words.addWidget(self._label)
        row.addLayout(words, 1)
        self._announce()

    def set_number(self, number: str, tone: Tone | None = None) -> None:
        """Show another figure, and another tone if given."""
        self._number.setText(number)
        if tone is not None and self._badge:
            self._badge.set_tone(tone)
        self._announce()

    @property
    def number(self) -> str:
        """The shown figure."""
        return self._number.text()

    def _announce(self) -> None:
        self.setAccessibleName(f"{self._label.text()}: {self._number.text()}")


class IconBadge(QWidget):
    """An icon on a rounded ground of its tone."""

    def __init__(
        self,
        icon: str,
        tone: Tone = Tone.NEUTRAL,
        extent: int = 40,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._tone = icon, tone
        self.setFixedSize(extent, extent)

    def set_tone(self, tone: Tone) -> None:
        """Change the colours."""
        self._tone = tone
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        back, fore = tone_colours(self._tone)
        painter = painter_for(self)
        rect = QRectF(self.rect())
        fill_round(painter, rect, rect.width() * 0.28, back)
        draw_icon_centred(painter, self._icon_name, fore, rect, round(rect.width() * 0.5))
        painter.end()


class ProgressLine(QWidget):
    """A thin line that fills; `set_progress(done, total)`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._done, self._total = 0, 0
        self.setFixedHeight(6)
        self.set_progress(0, 0)

    @property
    def fraction(self) -> float:
        """How much is done, 0 to 1; 0 while the total is 0."""
        return self._done / self._total if self._total else 0.0

    def set_progress(self, done: int, total: int) -> None:
        """Show `done` of `total`; ValueError unless 0 <= done <= total."""
        if not 0 <= done <= total:
            raise ValueError(f"progress {done} of {total}")
        self._done, self._total = done, total
        self.setAccessibleName(f"{self._name}: {done}/{total}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        fill_round(painter, rect, radius, colours().border)
        if self._done:
            width = max(rect.height(), rect.width() * self.fraction)
            fill_round(painter, QRectF(0, 0, width, rect.height()), radius, colours().accent)
        painter.end()


def row_of(*widgets: QWidget, spacing: int = Space.S, stretch_last: bool = False) -> QWidget:
    """A bare container with `widgets` side by side, left aligned unless the last stretches."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget, 1 if stretch_last and widget is widgets[-1] else 0)
    if not stretch_last:
        row.addStretch(1)
    box.setMinimumHeight(Size.ICON)
    return box
