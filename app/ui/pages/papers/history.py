"""The set-ups of a region that were published, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.paper_setup_shelves import SetupLine
from app.ui.kit.buttons import ghost_button
from app.ui.kit.cards import Card
from app.ui.kit.chips import Chip
from app.ui.kit.labels import Label, Line
from app.ui.kit.slots import weak_slot
from app.ui.pages.papers.words import SetupWords
from app.ui.theme import Space


class HistoryCard(Card):
    """Each with what it changed; `wanted(UUID)` to look at one."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("History"), parent)
        self.setObjectName("setup_history")
        self._words = SetupWords(self)
        self._none = Label("", "muted", wrap=True)
        self._none.setText(self.tr("Nothing was published for this region yet."))
        self.add(self._none)
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.M)
        self.body.addLayout(self._column)

    def set_lines(self, lines: Sequence[SetupLine]) -> None:
        """Show these."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        self._none.setVisible(not lines)
        for at, line in enumerate(lines):
            before = next((o.setup for o in lines[at + 1 :] if o.version < line.version), None)
            if self._rows:
                self._put(Line())
            self._put(self._row(line, self._words.changes(before, line.setup)))

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._rows.append(widget)

    def _row(self, line: SetupLine, changes: Sequence[str]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        chip = Chip("")
        chip.set_spec(self._words.chip(line.standing))
        look = ghost_button(self.tr("Show"), icon="eye")
        look.setObjectName(f"history.show.{line.version}")
        look.clicked.connect(weak_slot(self._on_show, line.id))
        head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(look)
        column.addLayout(head)
        top = Qt.AlignmentFlag.AlignTop
        column.addWidget(Label(self._words.line(line), "strong", wrap=True), 0, top)
        for words in changes:
            column.addWidget(Label(f"• {words}", "muted", wrap=True), 0, top)
        return box

    def _on_show(self, key: UUID) -> None:
        self.wanted.emit(key)
