"""The right side: one product with what it must mend, or with its objection."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.buttons import IconButton, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.labels import ElidedLabel, Line
from app.ui.kit.scroll import scrolling
from app.ui.pages.followups.appeal_card import AppealCard
from app.ui.pages.followups.item_row import DueWords, ItemRow
from app.ui.pages.followups.jobs import Group
from app.ui.theme import Space


class Detail(Card):
    """A group opened up; asks by signals, changes nothing itself."""

    done_wanted = Signal(object, bool)
    answered = Signal(object, object, str)
    story_wanted = Signal(object)
    product_wanted = Signal(object)
    appeal_wanted = Signal(object)
    letter_wanted = Signal(object)
    message_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.group: Group | None = None
        self.rows: list[ItemRow] = []
        self.appeal: AppealCard | None = None
        self._words = DueWords(self)
        self._words.hide()
        self.title = ElidedLabel("", "heading")
        self.subtitle = ElidedLabel("", "muted")
        self.story_button = IconButton("history", self.tr("Story of the product"))
        self.story_button.setObjectName("story_button")
        self.product_button = IconButton("package", self.tr("Open the product"))
        self.appeal_button = secondary_button(self.tr("Record an objection"), icon="flag")
        self.appeal_button.setObjectName("appeal_button")
        self.story_button.clicked.connect(self._on_story)
        self.product_button.clicked.connect(self._on_product)
        self.appeal_button.clicked.connect(self._on_appeal)
        self.letter_button = IconButton("file-text", self.tr("Print the letter with the result"))
        self.letter_button.setObjectName("letter_button")
        self.message_button = IconButton("device-mobile", self.tr("Tell the result by WhatsApp"))
        self.message_button.setObjectName("message_button")
        self.letter_button.clicked.connect(self._on_letter)
        self.message_button.clicked.connect(self._on_message)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addLayout(words, 1)
        for mark in (
            self.letter_button,
            self.message_button,
            self.story_button,
            self.product_button,
        ):
            head.addWidget(mark)
        head.addWidget(self.appeal_button)
        self.body.addLayout(head)
        self.add(Line())
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, Space.M, 0)
        self._column.setSpacing(0)
        self.add(scrolling(self._inside), 1)

    def show_group(self, group: Group) -> None:
        """Show this one; where the reader had scrolled to stays for the same one."""
        self.group = group
        self.title.setText(group.product)
        phone = next((i.phone for i in group.items if i.phone), None)
        self.subtitle.setText(" · ".join(p for p in (group.business, phone) if p))
        self.appeal_button.setVisible(group.appeal is None)
        self._empty()
        if group.appeal is not None:
            self._show_appeal(group)
        for at, line in enumerate(group.items):
            if at:
                self._column.addWidget(Line())
            row = ItemRow(line, self._words.chip(line.days))
            row.done_wanted.connect(self.done_wanted)
            self._column.addWidget(row)
            self.rows.append(row)
        if group.appeal is None:
            self._column.addStretch(1)

    def _show_appeal(self, group: Group) -> None:
        assert group.appeal is not None
        self.appeal = AppealCard(group.appeal, self._words.chip(group.appeal.days))
        self.appeal.answered.connect(self.answered)
        self._column.addWidget(self.appeal, 1)

    def _empty(self) -> None:
        self.rows, self.appeal = [], None
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _on_story(self) -> None:
        if self.group is not None:
            self.story_wanted.emit(self.group)

    def _on_product(self) -> None:
        if self.group is not None:
            self.product_wanted.emit(self.group.product_id)

    def _on_appeal(self) -> None:
        if self.group is not None:
            self.appeal_wanted.emit(self.group)

    def _on_letter(self) -> None:
        if self.group is not None:
            self.letter_wanted.emit(self.group)

    def _on_message(self) -> None:
        if self.group is not None:
            self.message_wanted.emit(self.group)
