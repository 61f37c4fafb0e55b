"""Umpan balik, entered quickly: a product, a key from 1 to 5, a few words, Enter, the next."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from app.services import gebetan_feedback
from app.services.changes import Change
from app.services.gebetan_feedback import RATINGS, CriterionChoice, FeedbackForm, Said
from app.services.gebetan_packages import Item, Package
from app.ui.desk import Desk
from app.ui.kit.buttons import Button, primary_button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.choices import Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.gebetan.grid import Grid, Head, Row
from app.ui.theme import Space


class FeedbackCard(Card):
    """What one office said of the products it had."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Feedback"), parent, pad=Space.L)
        self._desk = desk
        self._package: Package | None = None
        self._said: list[Said] = []
        self._criteria: tuple[CriterionChoice, ...] = ()
        self._latest = Latest()
        self._make_widgets()
        self._connect()

    def _make_widgets(self) -> None:
        self.note = Label("", "muted", wrap=True)
        self.grid = Grid(
            self.tr("Products of the package"),
            (Head(self.tr("Product"), wide=True), Head(self.tr("Said"), right=True)),
        )
        self.grid.setObjectName("feedback_grid")
        self.heard = Label("", "muted", wrap=True)
        self.ratings: dict[int, Button] = {}
        self.group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(Label(self.tr("Rating 1 to 5"), "label"))
        row.addStretch(1)
        for rating in RATINGS:
            button = secondary_button(str(rating))
            button.setObjectName(f"feedback.{rating}")
            button.setCheckable(True)
            button.clicked.connect(weak_slot(self.rate, rating))
            self.group.addButton(button)
            row.addWidget(button)
            self.ratings[rating] = button
        self.criterion, self.words = Select(), QLineEdit()
        self.criterion.setObjectName("feedback.criterion")
        self.words.setObjectName("feedback.words")
        self.words.setMaxLength(gebetan_feedback.MOST_WORDS)
        self.save_button = primary_button(self.tr("Note and go on"), icon="check")
        self.save_button.show_key("Enter")
        self.save_button.setObjectName("feedback.save")
        for widget in (self.note, self.grid, self.heard):
            self.add(widget, 1 if widget is self.grid else 0)
        self.body.addLayout(row)
        self.add(Field(self.tr("What it is about"), self.criterion))
        self.add(Field(self.tr("In their words"), self.words))
        self.add(self.save_button)

    def _connect(self) -> None:
        self.grid.row_changed.connect(self._on_row)
        self.grid.typed.connect(self._on_typed)
        self.grid.opened.connect(self._on_opened)
        self.words.returnPressed.connect(self.save)
        self.save_button.clicked.connect(self.save)

    def set_package(self, package: Package | None, said: list[Said]) -> None:
        """Show what was said of an order; None: there is none."""
        self._package, self._said = package, said
        delivered = package is not None and package.order.delivered_on is not None
        self.note.setText(self._why(package))
        self.note.setVisible(not delivered)
        items = package.items if package is not None and delivered else ()
        self.grid.set_rows([self._row(i) for i in items])
        for widget in (self.criterion, self.words, self.save_button, *self.ratings.values()):
            widget.setEnabled(bool(items))

    def _why(self, package: Package | None) -> str:
        if package is None:
            return self.tr("Choose an office at the left.")
        return self.tr("Once the delivery is noted, what the office says can be written down here.")

    def _row(self, item: Item) -> Row:
        given = [s.rating for s in self._said if s.product_id == item.product]
        stars = f"★ {given[0]}" if given else "–"
        tone = Tone.NEUTRAL
        if given:
            tone = Tone.DANGER if given[0] <= 2 else Tone.SUCCESS if given[0] >= 4 else Tone.WARNING
        return Row(item.product, (f"{item.name} · {item.business}", (stars, tone)))

    def _item(self) -> Item | None:
        items = self._package.items if self._package else ()
        return next((i for i in items if i.product == self.grid.current_key), None)

    def _on_row(self, _key: object) -> None:
        item = self._item()
        self._unrate()
        words = [
            f"★ {s.rating} {s.words}".strip()
            for s in self._said
            if item and s.product_id == item.product
        ]
        self.heard.setText("\n".join(words[:3]))
        self.heard.setVisible(bool(words))
        if item is not None:
            job = partial(gebetan_feedback.criteria, self._desk.ws, item.category)
            self._desk.read(job, self, self._on_criteria, token=self._latest.renew())

    def _on_criteria(self, found: list[CriterionChoice]) -> None:
        if tuple(found) == self._criteria and self.criterion.count():
            self.criterion.setCurrentIndex(0)
            return
        self._criteria = tuple(found)
        self.criterion.clear()
        self.criterion.addItem(self.tr("In general"), "")
        for choice in found:
            self.criterion.addItem(choice.name, choice.code)

    def _on_typed(self, text: str) -> None:
        if text.isdecimal() and int(text) in RATINGS:
            self.rate(int(text))

    def _on_opened(self, _key: object) -> None:
        self.words.setFocus()

    def rate(self, rating: int) -> None:
        """Choose a rating and go on to the words."""
        if self._item() is None:
            return
        self.ratings[rating].setChecked(True)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unrate(self) -> None:
        self.group.setExclusive(False)
        for button in self.ratings.values():
            button.setChecked(False)
        self.group.setExclusive(True)
        self.words.clear()

    def save(self) -> None:
        """Note what was said of the product and go on to the next."""
        item, package = self._item(), self._package
        rating = next((r for r, b in self.ratings.items() if b.isChecked()), 0)
        if item is None or package is None:
            return
        form = FeedbackForm(
            item.product, rating, self.criterion.currentData() or "", self.words.text()
        )
        job = partial(_add, self._desk, package.order.id, form)
        self._desk.change(job, self, self._on_saved)

    def _on_saved(self, change: Change) -> None:
        line = self.grid.currentRow()
        self._desk.committed(change)
        self.grid.setCurrentCell(min(line + 1, self.grid.rowCount() - 1), 0)
        self._unrate()
        self.grid.setFocus()


def _add(desk: Desk, order_id: UUID, form: FeedbackForm) -> Change:
    return gebetan_feedback.add(desk.ws, order_id, [form])
