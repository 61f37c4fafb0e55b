"""Aman dihapus: green only where the centre has signed for everything on this laptop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.safety import Safety
from app.ui import labels
from app.ui.kit.cards import Card, IconBadge
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.theme import Space

_PARTS = 5
"""How many things may be missing."""


class SafetyCard(Card):
    """One answer, and exactly what is missing where it is no."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Safe to wipe"), parent)
        self.setObjectName("safety_card")
        self._answer_row = QHBoxLayout()
        self._answer_row.setSpacing(Space.M)
        self._badge: IconBadge | None = None
        self.answer = Label("", "strong", wrap=True)
        self.confirmed = Label("", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.answer)
        words.addWidget(self.confirmed)
        words.addWidget(self._make_parts())
        words.addStretch(1)
        self._answer_row.addLayout(words, 1)
        self.body.addLayout(self._answer_row)
        self.is_safe = False

    def _make_parts(self) -> QWidget:
        self.missing = [Label("", wrap=True) for _ in range(_PARTS)]
        self._parts = QWidget()
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.XS)
        for label in self.missing:
            column.addWidget(label)
        return self._parts

    def show_safety(self, safety: Safety) -> None:
        """Say whether anything would be lost with this laptop, and what."""
        self.is_safe = safety.safe_to_wipe
        self._set_badge()
        if self.is_safe:
            self.answer.setText(self.tr("Nothing would be lost with this laptop."))
        else:
            self.answer.setText(self.tr("Not yet: something is only on this laptop."))
        text = self.tr("The centre has signed for {records} records and {photos} photos.")
        records = labels.number(safety.confirmed_records)
        photos = labels.number(safety.confirmed_photos)
        self.confirmed.setText(text.format(records=records, photos=photos))
        lines = self._lines(safety)
        for at, label in enumerate(self.missing):
            label.setText(f"•  {lines[at]}" if at < len(lines) else "")
            label.setVisible(at < len(lines))
        self._parts.setVisible(bool(lines))
        self.setAccessibleName(" ".join((self.answer.text(), *lines)))

    def _lines(self, safety: Safety) -> list[str]:
        counted = (
            (safety.open_records, self.tr("{count} records are not confirmed yet")),
            (safety.open_photos, self.tr("{count} photos are not confirmed yet")),
            (safety.refused, self.tr("{count} records are refused or with the centre's staff")),
            (safety.drafts, self.tr("{count} drafts are on this laptop only")),
            (safety.carried, self.tr("{count} batches of other laptops are not passed on yet")),
        )
        return [text.format(count=labels.number(count)) for count, text in counted if count]

    def _set_badge(self) -> None:
        if self._badge is not None:
            self._badge.hide()
            self._badge.deleteLater()
        tone = Tone.SUCCESS if self.is_safe else Tone.NEUTRAL
        icon = "shield-check" if self.is_safe else "device-laptop"
        self._badge = IconBadge(icon, tone, 40)
        self._answer_row.insertWidget(0, self._badge, 0, Qt.AlignmentFlag.AlignTop)
