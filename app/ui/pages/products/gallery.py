"""What is done with photographs: taken in, looked at, put first, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.services import photographs
from app.services.changes import Change
from app.services.products import PhotoView
from app.ui.desk import Desk
from app.ui.pages.products.coaching import SamePictureBanner
from app.ui.pages.products.intake import Harvest, PhotoIntake, Source
from app.ui.pages.products.photos import PhotosCard
from app.ui.pages.products.viewer import PhotoSheet


class Gallery(QObject):
    """Works the card of photographs.

    `taken(object)` names the product whose photographs just grew; `changed(object, str,
    object)` is a finished change, its words, and the one product it touched (or None).
    """

    taken = Signal(object)
    changed = Signal(object, str, object)

    def __init__(self, desk: Desk, card: PhotosCard, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self._product_id: UUID | None = None
        self._photos: tuple[PhotoView, ...] = ()
        self._intake = PhotoIntake(desk, self)
        self.same_banner = SamePictureBanner(desk)
        card.add(self.same_banner)
        self._intake.progressed.connect(card.set_progress)
        self._intake.taken.connect(self.taken)
        self._intake.finished.connect(self._on_intake_finished)
        card.strip.photo_activated.connect(self._on_photo_activated)
        card.strip.remove_requested.connect(self._on_remove_requested)

    @property
    def photos(self) -> tuple[PhotoView, ...]:
        """The photographs on show."""
        return self._photos

    def show_photos(self, product_id: UUID | None, photos: Sequence[PhotoView]) -> None:
        """Show the photographs of a product."""
        self._product_id, self._photos = product_id, tuple(photos)
        self._card.set_photos(photos)
        self.same_banner.look(product_id, photos)

    def take_in(self, product_id: UUID, sources: Sequence[Source]) -> None:
        """Take pictures in for a product, on show or not."""
        self._intake.add(product_id, sources)

    def _on_intake_finished(self, harvest: Harvest) -> None:
        self._card.show_refusals(harvest.refusals)
        if harvest.count:
            text = self.tr("{count} photos added.").format(count=harvest.count)
            self.changed.emit(harvest.change, text, harvest.only)

    def _on_photo_activated(self, key: str) -> None:
        sheet = PhotoSheet(self._desk, self._photos, UUID(key), self._card.window())
        sheet.first_requested.connect(self._on_first_requested)
        sheet.remove_requested.connect(self._remove)
        sheet.open()

    def _on_remove_requested(self, key: str) -> None:
        self._remove(UUID(key))

    def _remove(self, photo_id: UUID) -> None:
        job = partial(photographs.remove, self._desk.ws, photo_id)
        self._desk.change(job, self, self._on_removed)

    def _on_removed(self, change: Change) -> None:
        self.changed.emit(change, self.tr("Photo removed."), self._product_id)

    def _on_first_requested(self, photo_id: UUID) -> None:
        job = partial(photographs.make_first, self._desk.ws, photo_id)
        self._desk.change(job, self, self._on_put_first)

    def _on_put_first(self, change: Change) -> None:
        self.changed.emit(change, self.tr("This photo stands first now."), self._product_id)
