"""*Siapa berikutnya*: the products that one more sheet would help, a sentence each."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.fairness import NextLine, Why
from app.ui.kit.buttons import IconButton
from app.ui.kit.labels import ElidedLabel, Label, Line
from app.ui.kit.slots import weak_slot
from app.ui.pages.fairness.words import decimal
from app.ui.theme import Space


class NextList(QWidget):
    """A row for each product; `product_wanted(object)` carries its curation."""

    product_wanted = Signal(object)

    def __init__(self, viewer: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewer = viewer
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)

    def set_lines(self, lines: tuple[NextLine, ...]) -> None:
        """Show these, or that there is none."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, line in enumerate(lines):
            if at:
                self._column.addWidget(Line())
            self._column.addWidget(self._row(line))
        if not lines:
            text = self.tr("No product would gain much by one more sheet.")
            self._column.addWidget(Label(text, "muted", wrap=True))

    def _row(self, line: NextLine) -> QWidget:
        holder = QWidget()
        holder.setObjectName("next.row")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(line.product, "strong"))
        sentence = Label(self.sentence(line), "muted", wrap=True)
        sentence.setObjectName("next.sentence")
        words.addWidget(sentence)
        row.addLayout(words, 1)
        name = self.tr("Open {product}").format(product=line.product)
        button = IconButton("chevron-right", name, size=32)
        button.setObjectName("next.open")
        button.clicked.connect(weak_slot(self._on_open, line.curation_id))
        row.addWidget(button)
        return holder

    def _on_open(self, curation_id: UUID) -> None:
        self.product_wanted.emit(curation_id)

    def sentence(self, line: NextLine) -> str:
        """Why this product, and by whom, in one sentence."""
        who = self.tr("you") if line.person_id == self._viewer else line.person
        if line.total is None:
            text = self.tr("One more sheet by {who} helps; figures are shown once yours is in.")
            return text.format(who=who)
        reasons = [text for why in line.why if (text := self._reason(why, line))]
        if not reasons:
            reasons = [self.tr("the class is still unsure")]
        text = self.tr("{reasons}: one more sheet by {who} helps most.")
        told = ", ".join(reasons)
        return text.format(reasons=told[:1].upper() + told[1:], who=who)

    def _reason(self, why: Why, line: NextLine) -> str:
        words = {
            Why.DIFFERENCE: self.tr("the sheets are {points} points apart"),
            Why.GATES: self.tr("a requirement was judged in two ways"),
            Why.THRESHOLD: self.tr("its total of {total} is close to the threshold {bound}"),
            Why.SINGLE: self.tr("there is only one sheet"),
            Why.JOINS: self.tr("it joins curators who share no product yet"),
        }
        return words[why].format(
            points=decimal(line.difference or 0.0),
            total=decimal(line.total or 0.0),
            bound=decimal(line.bound or 0.0),
        )
