"""Pictures on their way to a product: dropped, pasted, chosen; those of a new one wait for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services import safety
from app.services.drafts import Beside, Draft, DraftKey
from app.services.products import ProductForm, ProductView
from app.ui.desk import Desk, Notice
from app.ui.kit.photos import is_picture_name
from app.ui.pages.forms.form import Saved
from app.ui.pages.forms.page import RecordPage
from app.ui.pages.products.gallery import Gallery
from app.ui.pages.products.sources import Pasted, Source, pictures_in


class PicturePage(RecordPage[ProductForm, ProductView]):
    """A form that takes pictures in from anywhere on the page."""

    gallery: Gallery
    """Set by the page before it lays itself out."""

    def __init__(self, desk: Desk, blank: ProductForm) -> None:
        super().__init__(desk, blank, safety.state_of_product)
        self._waiting: list[Source] = []
        self._left: dict[DraftKey, tuple[Source, ...]] = {}
        self.setAcceptDrops(True)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.paste)

    def take_pictures_from(self, form: QWidget) -> None:
        """Also where a text field would take Ctrl+V for itself."""
        for editor in form.findChildren(QWidget):
            editor.installEventFilter(self)

    # Those that wait.

    def waiting_files(self) -> tuple[str, ...]:
        """The files among the pictures that wait; a pasted one is no file to come back to."""
        return tuple(str(source) for source in self._waiting if isinstance(source, Path))

    def _pictures_of(self, beside: Beside) -> Sequence[Source]:
        """Those that waited with a form; a pasted one only as long as the program runs."""
        assert self._key is not None
        files = [Path(name) for name in beside.pictures]
        return self._left.pop(self._key, tuple(file for file in files if file.exists()))

    @override
    def _stash(self, key: DraftKey) -> None:
        if self._waiting:
            self._left[key] = tuple(self._waiting)

    @override
    def _set_aside(self) -> None:
        if self._key is not None:
            self._stash(self._key)
        super()._set_aside()

    # Taking in.

    def add_pictures(self, sources: Sequence[Source]) -> None:
        """Take pictures in. On a new product they wait until it is saved, which is tried now."""
        if not sources or self._key is None:
            return
        if self.record_id is not None:
            self.gallery.take_in(self.record_id, sources)
            return
        self._waiting.extend(sources)
        self.refresh()
        self.save()

    @override
    def _on_saved(self, saved: Saved) -> None:
        if self._saving is not None:
            self.gallery.watcher.saved(self._saving[0], saved[0])
        waiting = tuple(self._waiting) if self._is_saving_this else ()
        if waiting:
            self._waiting.clear()
        super()._on_saved(saved)
        if waiting:
            self.gallery.take_in(saved[0], waiting)

    @override
    def left_while_saving(
        self, record: UUID, saved: ProductForm, draft: Draft[ProductForm]
    ) -> None:
        super().left_while_saving(record, saved, draft)
        if waiting := self._left.pop(draft.key, ()):
            self.gallery.take_in(record, waiting)

    # The camera, and the folder that is watched.

    def take_photos(self) -> None:
        """Open the studio; a new product is saved first, for each shot is saved at once."""
        self._with_record(self._open_studio)

    def take_by_phone(self) -> None:
        """Let phones send photographs; a new product is saved first."""
        self._with_record(self._open_phone)

    def _with_record(self, go_on: Callable[[UUID], None]) -> None:
        if self.record_id is not None:
            go_on(self.record_id)
        elif self._key is not None:
            self.save(go_on)

    def _open_phone(self, product_id: UUID) -> None:
        self.gallery.open_phone(product_id, self.title_of(self.typed()))

    def _open_studio(self, product_id: UUID) -> None:
        self.gallery.open_studio(product_id, self.title_of(self.typed()))

    @override
    def refresh(self) -> None:
        super().refresh()
        self._lead_the_watch()

    @override
    def enter(self, record: UUID | None = None, *, new: bool = False) -> None:
        super().enter(record, new=new)
        self._lead_the_watch()

    @override
    def leave(self) -> None:
        super().leave()
        self.gallery.studio.close()
        self._lead_the_watch()
        if (watched := self.gallery.watcher.state) is not None:
            text = self.tr("Watching {folder} pauses until a product is on show.")
            name = watched.folder.name or str(watched.folder)
            self.desk.noticed.emit(Notice(text.format(folder=name)))

    @override
    def put_off(self) -> None:
        self.gallery.put_off()

    def _lead_the_watch(self) -> None:
        """New pictures of a watched folder go where the person looks."""
        owner = self.record_id if self.record_id is not None else self._key
        self.gallery.watcher.follow(owner if self._in_front else None)

    def paste(self) -> None:
        """Take the picture (or picture files) in the clipboard in."""
        data = QGuiApplication.clipboard().mimeData()
        self.add_pictures(pictures_in(data, self.tr("Pasted picture")))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A text field would swallow Ctrl+V although a picture, no text, is on the clipboard.
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and isinstance(event, QKeyEvent) and self._is_picture_paste(event):
            self.paste()
            return True
        return super().eventFilter(watched, event)

    def _is_picture_paste(self, event: QKeyEvent) -> bool:
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        data = QGuiApplication.clipboard().mimeData()
        # File managers put the names of copied files there as text, too.
        copied = any(is_picture_name(Path(url.toLocalFile())) for url in data.urls())
        return copied or (data.hasImage() and not data.hasText())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if pictures_in(event.mimeData(), "", any_file=True):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        name = self.tr("Dropped picture")
        self.add_pictures(pictures_in(event.mimeData(), name, any_file=True))
        event.acceptProposedAction()

    def _on_files_chosen(self, paths: list[str]) -> None:
        self.add_pictures([Path(path) for path in paths])

    def _on_image_dropped(self, image: QImage) -> None:
        self.add_pictures([Pasted(image, self.tr("Dropped picture"))])
