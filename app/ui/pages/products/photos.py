"""The photographs of a product: strip, progress, what was refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy

from app.services.products import PhotoView
from app.ui.kit.banner import Banner
from app.ui.kit.cards import Card, ProgressLine
from app.ui.kit.labels import Label
from app.ui.kit.photos import PhotoItem, PhotoStrip
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.kit.tones import Tone
from app.ui.pages.products.coaching import chip_of
from app.ui.pages.products.intake import Refusal
from app.ui.theme import Space

_HINT_WIDTH = 260
_PATTERNS = "*.jpg *.jpeg *.png *.webp *.heic *.heif *.JPG *.JPEG *.PNG *.WEBP *.HEIC *.HEIF"


def photo_name(place: int) -> str:
    """`Photo 1`, counted from 1."""
    return QCoreApplication.translate("Photos", "Photo {number}").format(number=place + 1)


def photo_item(photo: PhotoView, place: int) -> PhotoItem:
    """A photograph as a tile."""
    return PhotoItem(str(photo.id), photo.thumb_sha256, photo_name(place), chip_of(photo))


class PhotosCard(Card):
    """`files_chosen(object)` a list of paths as text, from the file dialog."""

    files_chosen = Signal(object)

    def __init__(self, thumbs: ThumbnailCache) -> None:
        super().__init__(pad=14)
        self.dialog: QFileDialog | None = None
        self.strip = PhotoStrip(thumbs)
        self.strip.setObjectName("photo_strip")
        self._hint = Label("", "muted", wrap=True)
        self._hint.setFixedWidth(_HINT_WIDTH)
        policy = QSizePolicy.Policy.Fixed
        self._hint.setSizePolicy(policy, QSizePolicy.Policy.Preferred)
        self.progress = ProgressLine(self.tr("Photos taken in"))
        self.progress.hide()
        self.banner = Banner(Tone.DANGER, "", closable=True)
        self.banner.setObjectName("refused_banner")
        self.banner.hide()
        self._items: list[PhotoItem] = []
        self._build()
        self.set_waiting(0)

    def _build(self) -> None:
        self.body.setContentsMargins(14, 14, 14, 6)
        self.body.setSpacing(Space.S)
        line = QHBoxLayout()
        line.setSpacing(Space.M)
        line.addWidget(self.strip, 1)
        line.addWidget(self._hint)
        self.body.addLayout(line)
        self.add(self.progress)
        self.add(self.banner)
        self.strip.add_requested.connect(self.choose_files)

    def set_photos(self, photos: Sequence[PhotoView]) -> None:
        """Show these photographs; an unchanged strip is left alone, and so is its focus."""
        items = [photo_item(photo, place) for place, photo in enumerate(photos)]
        if items != self._items:
            self._items = items
            self.strip.set_photos(items)

    def set_waiting(self, count: int) -> None:
        """Say how many pictures wait for the product to be saved; 0 shows how to add some."""
        text = self.tr("Drop pictures anywhere on this page, or paste one with Ctrl+V.")
        if count:
            text = self.tr("{count} photos wait. They are added once the product is saved.")
        self._hint.setText(text.format(count=count))

    def set_progress(self, done: int, total: int) -> None:
        """Show how many of the pictures are in; nothing when all are."""
        self.progress.set_progress(done, total)
        self.progress.setVisible(done < total)

    def show_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Name each picture that was not taken in, and why."""
        self.banner.setVisible(bool(refusals))
        if refusals:
            what = self.tr("{count} pictures were not taken in.").format(count=len(refusals))
            reasons = "\n".join(refusal.sentence for refusal in refusals)
            self.banner.set_message(Tone.DANGER, what, todo=reasons)

    def choose_files(self) -> None:
        """Ask for files, without blocking."""
        pattern = self.tr("Pictures") + f" ({_PATTERNS})"
        dialog = QFileDialog(self, self.tr("Choose photos"), "", pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.finished.connect(self._on_dialog_finished)
        self.dialog = dialog
        dialog.open()

    def _on_files_chosen(self, paths: list[str]) -> None:
        self.files_chosen.emit(list(paths))

    def _on_dialog_finished(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
