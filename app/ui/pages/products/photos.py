"""The photographs of a product: strip, progress, what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from app.domain.terms import PhotoRole
from app.services.keeping import Room, RoomState
from app.services.products import PhotoView
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import ghost_button
from app.ui.kit.cards import Card, ProgressLine
from app.ui.kit.labels import Label
from app.ui.kit.photos import PhotoItem, PhotoStrip
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.kit.tones import Tone
from app.ui.pages.products.coaching import chip_of
from app.ui.pages.products.intake import Refusal
from app.ui.pages.products.watch_bar import WatchBar
from app.ui.pages.products.ways import Ways
from app.ui.pages.room import show_room
from app.ui.theme import Space

_HINT_WIDTH = 260
_ROOMY = 3
"""With more photographs than this the strip needs the room of the hint."""
_SHORT = {PhotoRole.LABEL: "Label", PhotoRole.IN_USE: "Dipakai"}
"""Terms that are too long for a tile."""
_PATTERNS = "*.jpg *.jpeg *.png *.webp *.heic *.heif *.JPG *.JPEG *.PNG *.WEBP *.HEIC *.HEIF"


def photo_name(place: int) -> str:
    """`Photo 1`, counted from 1."""
    return QCoreApplication.translate("Photos", "Photo {number}").format(number=place + 1)


def photo_item(photo: PhotoView, place: int) -> PhotoItem:
    """A photograph as a tile."""
    label = _SHORT.get(photo.role, photo.role.term) if photo.role else ""
    return PhotoItem(str(photo.id), photo.thumb_sha256, photo_name(place), chip_of(photo), label)


class PhotosCard(Card):
    """`files_chosen(object)` a list of paths as text and `folder_chosen(str)` one to watch, from
    the dialogs; `stop_requested()` when what is on its way shall be left out.
    """

    files_chosen = Signal(object)
    folder_chosen = Signal(str)
    stop_requested = Signal()

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
        self.ways, self.watch_bar = Ways(), WatchBar()
        self._counter = Label("", "muted")
        self.stop_button = ghost_button(self.tr("Stop"), icon="x")
        self.stop_button.setObjectName("stop_button")
        self.stop_button.setToolTip(self.tr("Leave out the pictures that are not in yet"))
        self.stop_button.clicked.connect(self.stop_requested)
        self._on_its_way = self._progress_row()
        self._on_its_way.hide()
        self.banner = Banner(Tone.DANGER, "", closable=True)
        self.banner.setObjectName("refused_banner")
        self.banner.hide()
        self.room_banner = Banner(Tone.WARNING, "", closable=True)
        self.room_banner.setObjectName("room_banner")
        self.room_banner.hide()
        self.left_banner = Banner(Tone.WARNING, "", closable=True)
        self.left_banner.setObjectName("left_banner")
        self.left_banner.close_button.set_name(self.tr("Ask again at the next start"))
        self.left_banner.hide()
        self._room_state = RoomState.ENOUGH
        self._items: list[PhotoItem] = []
        self._judged: dict[UUID, tuple[PhotoView, int, PhotoItem]] = {}
        self._count = 0
        self._build()
        self.set_waiting(0)

    def _progress_row(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self.progress, 1)
        row.addWidget(self._counter)
        row.addWidget(self.stop_button)
        return box

    def _build(self) -> None:
        self.body.setContentsMargins(14, 14, 14, 12)
        self.body.setSpacing(Space.S)
        line = QHBoxLayout()
        line.setSpacing(Space.M)
        line.addWidget(self.strip, 1)
        line.addWidget(self._hint)
        self.body.addLayout(line)
        told = (self.banner, self.room_banner, self.left_banner)
        for part in (self.ways, self.watch_bar, self._on_its_way, *told):
            self.add(part)
        self.strip.add_requested.connect(self.choose_files)
        self.ways.files_wanted.connect(self.choose_files)

    def set_photos(self, photos: Sequence[PhotoView]) -> None:
        """Show these photographs; an unchanged strip is left alone, and so is its focus."""
        items = [self._item(photo, place) for place, photo in enumerate(photos)]
        self._judged = {
            p.id: (p, at, item) for at, (p, item) in enumerate(zip(photos, items, strict=True))
        }
        if items != self._items:
            self._items = items
            self.strip.set_photos(items)
            self._hint.setVisible(self._count > 0 or len(items) <= _ROOMY)

    def _item(self, photo: PhotoView, place: int) -> PhotoItem:
        """A tile as it was when the photograph is: 200 are not judged anew for each that comes."""
        before, at, item = self._judged.get(photo.id, (None, -1, None))
        if item is not None and at == place and before == photo:
            return item
        return photo_item(photo, place)

    def set_waiting(self, count: int) -> None:
        """Say how many pictures wait for the product to be saved; 0 shows how to add some."""
        text = self.tr("Drop pictures anywhere on this page, or paste them with Ctrl+V.")
        if count:
            text = self.tr("{count} photos wait. They are added once the product is saved.")
        self._hint.setText(text.format(count=count))
        self._count = count
        self._hint.setVisible(count > 0 or len(self._items) <= _ROOMY)

    def set_progress(self, done: int, total: int) -> None:
        """Show how many of several pictures are in; nothing when all are."""
        self.progress.set_progress(done, total)
        self._counter.setText(self.tr("{done} of {total}").format(done=done, total=total))
        self._on_its_way.setVisible(done < total > 1)

    def show_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Name each picture that was not taken in, and why."""
        self.banner.setVisible(bool(refusals))
        if refusals:
            what = self.tr("{count} pictures were not taken in.").format(count=len(refusals))
            reasons = "\n".join(refusal.sentence for refusal in refusals)
            self.banner.set_message(Tone.DANGER, what, todo=reasons)

    def offer_left(self, count: int) -> None:
        """Offer to go on with pictures that were on their way when the program was torn away."""
        what = self.tr("{count} photos were not in yet when the program stopped unexpectedly.")
        self.left_banner.set_message(
            Tone.WARNING,
            what.format(count=count),
            safe=self.tr("Those that were in are kept, and none comes in twice."),
            action=self.tr("Add them now"),
        )
        self.left_banner.show()

    def set_room(self, room: Room) -> None:
        """Warn while there is little room for photographs; quiet while there is enough.

        Who closed the warning hears it again only when it gets worse.
        """
        if room.state is not self._room_state:
            self._room_state = room.state
            show_room(self.room_banner, room)

    def choose_files(self) -> None:
        """Ask for files, without blocking."""
        pattern = self.tr("Pictures") + f" ({_PATTERNS})"
        dialog = QFileDialog(self, self.tr("Choose photos"), "", pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_files_chosen)
        self._ask(dialog)

    def choose_folder(self, begin: str) -> None:
        """Ask for a folder to watch, without blocking; begin where the last one was."""
        dialog = QFileDialog(self, self.tr("Folder to watch"), begin)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder_chosen)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.finished.connect(self._on_dialog_finished)
        self.dialog = dialog
        dialog.open()

    def _on_files_chosen(self, paths: list[str]) -> None:
        self.files_chosen.emit(list(paths))

    def _on_dialog_finished(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
