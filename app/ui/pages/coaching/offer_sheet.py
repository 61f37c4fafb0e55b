"""Which training the ticked businesses are offered."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.services.trainings import TrainingLine
from app.ui import labels
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.choices import Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone


class OfferSheet(Sheet):
    """`offered(object)` carries the training's key; `new_wanted()` when there is none that fits."""

    offered = Signal(object)
    new_wanted = Signal()

    def __init__(
        self, count: int, code: str, coming: Sequence[TrainingLine], parent: QWidget | None
    ) -> None:
        super().__init__(self.tr("Offer a training"), parent, width=520)
        self.setObjectName("offer_sheet")
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        text = self.tr("{count} businesses are invited. Who has a place keeps it.")
        self.body.addWidget(Label(self.tr("Offer a training"), "title"))
        self.body.addWidget(Label(text.format(count=labels.number(count)), wrap=True))
        self.body.addWidget(self.banner)
        self.choice = Select()
        self.choice.setObjectName("offer.training")
        # What aims at the criterion that was looked at comes first.
        for line in sorted(coming, key=lambda t: (code not in t.form.criteria, t.form.held_on)):
            self.choice.addItem(self._words(line), line.id)
        self.body.addWidget(Field(self.tr("Training"), self.choice))
        self.new_button = secondary_button(self.tr("New training"), icon="plus")
        self.new_button.setObjectName("offer.new")
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.offer_button = primary_button(self.tr("Offer"))
        self.offer_button.setObjectName("offer.offer")
        self.offer_button.setEnabled(bool(coming))
        self.add_button(self.new_button, default=not coming)
        self.add_button(self.cancel_button)
        self.add_button(self.offer_button, default=bool(coming))
        self.new_button.clicked.connect(self._on_new)
        self.cancel_button.clicked.connect(self.reject)
        self.offer_button.clicked.connect(self._on_offer)

    def _words(self, line: TrainingLine) -> str:
        day = labels.long_date(line.form.held_on)
        if line.form.seats is None:
            return f"{line.form.topic} · {day}"
        left = self.tr("{count} seats left").format(count=max(line.form.seats - line.invited, 0))
        return f"{line.form.topic} · {day} · {left}"

    def _on_new(self) -> None:
        self.new_wanted.emit()
        self.reject()

    def _on_offer(self) -> None:
        key: UUID | None = self.choice.currentData()
        if key is not None:
            self.offered.emit(key)

    def show_error(self, error: UserError) -> None:
        """Say what is wrong."""
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
