"""What is done with photographs: taken, taken in, looked at, mended, told apart, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.terms import PhotoRole
from app.errors import UserError
from app.services import keeping, photographs
from app.services.changes import Change
from app.services.products import PhotoView
from app.ui.desk import Desk, Notice
from app.ui.pages.products.coaching import SamePictureBanner
from app.ui.pages.products.intake import Harvest, PhotoIntake
from app.ui.pages.products.mending import MendingSheet
from app.ui.pages.products.phone import PhoneDoor
from app.ui.pages.products.photos import PhotosCard
from app.ui.pages.products.sources import Source
from app.ui.pages.products.studio import StudioDoor
from app.ui.pages.products.viewer import PhotoSheet
from app.ui.pages.products.watcher import FolderWatcher


class Gallery(QObject):
    """Works the card of photographs.

    `taken(object)` names the product whose photographs just grew; `changed(object, str,
    object)` is a finished change, its words, and the one product it touched (or None);
    `settled()`: nothing is on its way in any more.
    """

    taken = Signal(object)
    changed = Signal(object, str, object)
    settled = Signal()

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
        self._intake.resumed.connect(self._on_resumed)
        self._intake.offered.connect(self._on_offered)
        card.stop_requested.connect(self._intake.stop)
        card.left_banner.action_triggered.connect(self._on_offer_taken)
        self._intake.resume()
        self.studio = StudioDoor(desk, self)
        self.studio.grew.connect(self.taken)
        self.studio.ended.connect(self._on_intake_finished)
        self.studio.files_wanted.connect(card.choose_files)
        self.watcher = FolderWatcher(desk, self)
        self._watch(card)
        self.watcher.resume()
        self.phone = PhoneDoor(desk, self)
        self.phone.grew.connect(self.taken)
        self.phone.ended.connect(self._on_intake_finished)
        self._look_for_room()
        card.strip.photo_activated.connect(self._on_photo_activated)
        card.strip.remove_requested.connect(self._on_remove_requested)

    def _watch(self, card: PhotosCard) -> None:
        """The card's part of watching a folder."""
        watcher, bar = self.watcher, card.watch_bar
        watcher.arrived.connect(self.take_in)
        watcher.changed.connect(self._on_watch_changed)
        watcher.failed.connect(self._desk.failed)
        bar.stopped.connect(watcher.stop)
        bar.held_wanted.connect(self._on_held_wanted)
        card.ways.watch_wanted.connect(self._on_watch_wanted)
        card.folder_chosen.connect(self._on_folder_chosen)

    @property
    def photos(self) -> tuple[PhotoView, ...]:
        """The photographs on show."""
        return self._photos

    @property
    def busy(self) -> bool:
        """Whether pictures are still on their way."""
        return self._intake.busy

    def show_photos(self, product_id: UUID | None, photos: Sequence[PhotoView]) -> None:
        """Show the photographs of a product."""
        self._product_id, self._photos = product_id, tuple(photos)
        self._card.set_photos(photos)
        self.same_banner.look(product_id, photos)

    def take_in(self, product_id: UUID, sources: Sequence[Source]) -> None:
        """Take pictures in for a product, on show or not."""
        self._intake.add(product_id, sources)

    def put_off(self) -> None:
        """The program closes: what is on its way in goes on at its next start."""
        self._intake.put_off()

    def open_studio(self, product_id: UUID, name: str) -> None:
        """Take photographs of a product with the laptop's camera."""
        photos = self._photos if product_id == self._product_id else ()
        try:
            self.studio.open(product_id, name, photos, self._card.window())
        except UserError as error:
            self._desk.failed.emit(error)

    def open_phone(self, product_id: UUID, name: str) -> None:
        """Let phones send photographs to a product."""
        self.phone.open(product_id, name, self._card.window())

    # Coming in.

    def _look_for_room(self) -> None:
        job = partial(keeping.room, self._desk.ws)
        self._desk.lanes.io(job, self, self._card.set_room, self._on_room_failed)

    def _on_room_failed(self, error: Exception) -> None:
        """A disk that does not tell its room refuses in its own words when it is written to."""
        if not isinstance(error, OSError):
            raise error

    def _on_resumed(self, count: int) -> None:
        text = self.tr("{count} photos that were on their way are being added.")
        self._desk.noticed.emit(Notice(text.format(count=count)))

    def _on_offered(self, count: int) -> None:
        self._card.offer_left(count)
        text = self.tr("{count} photos were not in yet when the program stopped. See Products.")
        self._desk.noticed.emit(Notice(text.format(count=count)))

    def _on_offer_taken(self) -> None:
        self._card.left_banner.hide()
        self._intake.take_up_offer()

    def _on_intake_finished(self, harvest: Harvest) -> None:
        self._look_for_room()
        self._card.show_refusals(harvest.refusals)
        if harvest.dropped:
            text = self.tr("Stopped: {count} photos added, {dropped} left out.")
            words = text.format(count=harvest.count, dropped=harvest.dropped)
            self.changed.emit(harvest.change, words, harvest.only)
        elif harvest.change.before:
            text = self.tr("{count} photos added.").format(count=harvest.count)
            self.changed.emit(harvest.change, text, harvest.only)
        self.settled.emit()

    def _on_watch_wanted(self) -> None:
        self._card.choose_folder(self._desk.ws.settings.watched_folder)

    def _on_folder_chosen(self, folder: str) -> None:
        self.watcher.start(Path(folder))

    def _on_watch_changed(self) -> None:
        self._card.watch_bar.set_state(self.watcher.state)

    def _on_held_wanted(self) -> None:
        if self._product_id is not None:
            self.watcher.give_held(self._product_id)

    # What is done with one.

    def _on_photo_activated(self, key: str) -> None:
        sheet = PhotoSheet(self._desk, self._photos, UUID(key), self._card.window())
        sheet.first_requested.connect(self._on_first_requested)
        sheet.mend_requested.connect(self._on_mend_requested)
        sheet.remove_requested.connect(self._remove)
        sheet.role_requested.connect(self._on_role_requested)
        sheet.open()

    def _on_mend_requested(self, photo_id: UUID) -> None:
        sheet = MendingSheet(self._desk, photo_id, self._card.window())
        sheet.mended.connect(self._on_mended)
        sheet.open()

    def _on_mended(self, change: Change) -> None:
        self.changed.emit(change, self.tr("Photo mended."), self._product_id)

    def _on_remove_requested(self, key: str) -> None:
        self._remove(UUID(key))

    def _remove(self, photo_id: UUID) -> None:
        job = partial(photographs.remove, self._desk.ws, photo_id)
        self._desk.change(job, self, self._on_removed)

    def _on_removed(self, change: Change) -> None:
        self.changed.emit(change, self.tr("Photo removed."), self._product_id)

    def _on_role_requested(self, photo_id: UUID, role: PhotoRole | None) -> None:
        job = partial(photographs.set_role, self._desk.ws, photo_id, role)
        words = self.tr("This photo shows: {role}.").format(role=role.term) if role else ""
        text = words or self.tr("What the photo shows was taken away.")
        self._desk.change(job, self, partial(self._on_role_set, text))

    def _on_role_set(self, text: str, change: Change) -> None:
        self.changed.emit(change, text, self._product_id)

    def _on_first_requested(self, photo_id: UUID) -> None:
        job = partial(photographs.make_first, self._desk.ws, photo_id)
        self._desk.change(job, self, self._on_put_first)

    def _on_put_first(self, change: Change) -> None:
        self.changed.emit(change, self.tr("This photo stands first now."), self._product_id)
