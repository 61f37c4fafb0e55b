"""Putting a product into the queue: which one, then the change."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services import curations
from app.services.changes import Change
from app.ui.desk import Desk
from app.ui.kit.slots import weak_relay
from app.ui.pages.curation.picker import ProductPicker


class Adding(QObject):
    """Asks for a product and adds it; one that is not known yet is entered on its own page."""

    added = Signal(object, object)
    """UUID, Change: the curation in the queue, new or there already."""

    failed = Signal(object)
    """Exception: it was refused."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host

    def ask(self, session_id: UUID) -> None:
        """Ask which product comes next in a session."""
        picker = ProductPicker(self._desk, self._host.window())
        picker.setObjectName("product_picker")
        picker.picked.connect(weak_relay(self._add, session_id))
        picker.new_wanted.connect(self._on_new_wanted)
        picker.open()

    def _add(self, session_id: UUID, product_id: UUID) -> None:
        job = partial(curations.add, self._desk.ws, product_id, session_id)
        self._desk.change(job, self, self._on_added, self._on_failed)

    def _on_new_wanted(self) -> None:
        self._desk.go("products", new=True)

    def _on_added(self, made: tuple[UUID, Change]) -> None:
        self.added.emit(*made)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
