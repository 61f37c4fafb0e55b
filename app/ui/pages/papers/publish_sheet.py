"""Publishing: what changes for every laptop, line by line, before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.theme import Space

_SHOWN = 12


class PublishSheet(Sheet):
    """`confirmed()` when it is to be published."""

    confirmed = Signal()

    def __init__(
        self, region: str, version: int, start: str, changes: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__("", parent, width=560)
        title = self.tr("Publish version {n} for {region}").format(n=version, region=region)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.body.setSpacing(Space.S)
        self.body.addWidget(Label(title, "title", wrap=True))
        text = self.tr(
            "After the centre has taken it, every laptop of the region prints with it from {day}. "
            "Certificates that were issued stay as they are."
        )
        self.body.addWidget(Label(text.format(day=start), wrap=True))
        self.body.addWidget(Label(self.tr("What changes"), "section"))
        for line in changes[:_SHOWN]:
            self.body.addWidget(Label(f"• {line}", wrap=True))
        if len(changes) > _SHOWN:
            more = self.tr("… and {n} more").format(n=len(changes) - _SHOWN)
            self.body.addWidget(Label(more, "muted"))
        cancel = secondary_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.publish_button = primary_button(self.tr("Publish"), icon="upload")
        self.publish_button.setObjectName("publish_confirm")
        self.publish_button.clicked.connect(self._on_publish)
        self.add_button(cancel)
        self.add_button(self.publish_button, default=True)

    def _on_publish(self) -> None:
        self.confirmed.emit()
        self.accept()
