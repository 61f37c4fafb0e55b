"""One product as it would be registered: why not, what changed since, when it was handed over."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.dates import long_date
from app.services.eorder_check import Checked, Difference, ListingState, is_picture
from app.ui import labels
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card, KeyValueGrid
from app.ui.kit.chips import Chip
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import Space

TONES = {
    ListingState.NEW: Tone.SUCCESS,
    ListingState.CHANGED: Tone.INFO,
    ListingState.SAME: Tone.NEUTRAL,
    ListingState.BLOCKED: Tone.WARNING,
    ListingState.DROPPED: Tone.DANGER,
}


class DetailCard(Card):
    """`product_wanted(object)` asks for the product's own page."""

    product_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(pad=Space.L)
        self._product: UUID | None = None
        self.name = ElidedLabel("", "title")
        self.place = ElidedLabel("", "muted")
        self.chip = Chip("")
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, Space.XS, 0)
        self._lines.setSpacing(Space.XS)
        self.open_button = secondary_button(self.tr("Open product"), icon="external-link")
        self.open_button.setObjectName("eorder.open_product")
        self.open_button.clicked.connect(self._on_open)
        for widget in (self.name, self.place, self.chip):
            self.add(widget)
        self.add(scrolling(self._inside), 1)
        self.add(self.open_button)
        self.show_item(None)

    @property
    def words(self) -> list[str]:
        """Every sentence that is shown, from above."""
        found = []
        for at in range(self._lines.count()):
            item = self._lines.itemAt(at)
            widget = item.widget() if item is not None else None
            if isinstance(widget, Label):
                found.append(widget.text())
        return found

    def show_item(self, item: Checked | None) -> None:
        """Show this one, or how to choose one."""
        self._product = item.row.product_id if item else None
        self.open_button.setVisible(item is not None)
        self.chip.setVisible(item is not None)
        self._clear()
        if item is None:
            self.name.setText(self.tr("No product chosen"))
            self.place.setText(self.tr("Choose one at the left to see why."))
            return
        self.name.setText(item.row.name)
        self.place.setText(f"{item.row.business} · {item.row.district}")
        self.chip.set_spec(ChipSpec(item.state.term, TONES[item.state]))
        if item.troubles:
            self._line(self.tr("Why it may not go out"), "section")
        for trouble in item.troubles:
            self._line(trouble.what, "body")
            self._line(trouble.todo, "muted")
        self._show_history(item)
        if not item.troubles:
            self._line(self.tr("What will be written"), "section")
            texts = item.row.texts.items()
            self._lines.addWidget(KeyValueGrid((head, text) for head, text in texts if text))
        self._lines.addStretch(1)

    def _show_history(self, item: Checked) -> None:
        if not item.troubles and item.until is not None:
            text = self.tr("May stay until {day}, if nothing changes.")
            self._line(text.format(day=long_date(item.until)), "muted")
        if item.exported_at is None:
            return
        at = labels.long_moment(item.exported_at)
        self._line(self.tr("Exported on {moment}").format(moment=at), "section")
        if not item.differences:
            self._line(self.tr("Nothing changed since."), "muted")
        for difference in item.differences:
            self._line(difference.heading, "label")
            self._line(self._change(difference), "body")

    def _change(self, difference: Difference) -> str:
        if is_picture(difference.heading):
            return self.tr("Another picture")
        nothing = self.tr("(empty)")
        return f"{difference.before or nothing} → {difference.after or nothing}"

    def _line(self, text: str, role: str) -> None:
        if role == "section" and self._lines.count():
            self._lines.addSpacing(Space.S)
        self._lines.addWidget(Label(text, role, wrap=True))  # type: ignore[arg-type]

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _on_open(self) -> None:
        if self._product is not None:
            self.product_wanted.emit(self._product)
