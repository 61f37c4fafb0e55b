"""What the page of one business says of its twins: that there may be one, what was merged in."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.services import twins
from app.services.changes import Change
from app.services.likeness import Looked
from app.services.twins import About, TakenIn
from app.ui.desk import Desk
from app.ui.kit.buttons import Button, ghost_button, secondary_button
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.slots import weak_slot
from app.ui.theme import Space

_LOW = 30


class TwinNotice(QWidget):
    """Quiet lines above the form; `compare_requested()`, `separate_requested(object)`."""

    compare_requested = Signal()
    separate_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("twin_notice")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self.compare_button = secondary_button(self.tr("Compare"), shortcut="Ctrl+B")
        self.compare_button.setFixedHeight(_LOW)
        self.compare_button.setObjectName("compare_button")
        self.compare_button.clicked.connect(self.compare_requested)
        self._words = ElidedLabel("")
        self._twin_line = self._line(self._words, self.compare_button)
        self._rows: list[QWidget] = []
        self.separate_buttons: list[Button] = []
        self.set_about(About(0, ()))

    def _line(self, words: ElidedLabel, button: Button) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(words, 1)
        row.addWidget(button)
        self._column.addWidget(line)
        return line

    def set_about(self, about: About) -> None:
        """Show this; nothing to say takes no room."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.separate_buttons = [], []
        if about.twins == 1:
            self._words.setText(self.tr("Another record looks like this business."))
        else:
            text = self.tr("{count} other records look like this business.")
            self._words.setText(text.format(count=about.twins))
        self._twin_line.setVisible(about.twins > 0)
        for taken in about.taken_in:
            self._add(taken)
        self.setVisible(about.twins > 0 or bool(about.taken_in))

    def _add(self, taken: TakenIn) -> None:
        words = self.tr("Merged with {name} · {owner}").format(name=taken.name, owner=taken.owner)
        button = ghost_button(self.tr("Separate again"))
        button.setFixedHeight(_LOW)
        button.setAccessibleName(self.tr("Separate {name} again").format(name=taken.name))
        button.clicked.connect(weak_slot(self._on_separate_clicked, taken.id))
        line = self._line(ElidedLabel(words, "muted"), button)
        line.show()
        self._rows.append(line)
        self.separate_buttons.append(button)

    def _on_separate_clicked(self, business: UUID) -> None:
        self.separate_requested.emit(business)


class TwinWatch(QObject):
    """Looks for twins in the background, step by step, after whatever changed a business."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._busy = self._again = False
        desk.changed.connect(self._on_changed)

    def start(self) -> None:
        """Look; once more afterwards when it is asked for meanwhile."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        # Not the database lane: a first look at a large register must not hold up a page.
        self._desk.lanes.io(
            partial(twins.tend, self._desk.ws), self, self._on_tended, self._on_failed
        )

    def _on_changed(self, entities: frozenset[str]) -> None:
        if entities & {"business", "product", "legal_document"}:
            self.start()

    def _on_tended(self, tended: tuple[Looked, Change]) -> None:
        looked, change = tended
        self._busy, again, self._again = False, self._again, False
        touched = change.entities | ({"twin"} if looked.changed else set())
        if looked.left or again:
            self.start()
        if touched:
            self._desk.committed(Change(frozenset(touched)))

    def _on_failed(self, error: Exception) -> None:
        self._busy = self._again = False
        self._desk.handle(error)
