"""The emblem on the letterhead: chosen as a file, checked, copied beside the data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import UserError
from app.photos import taking
from app.photos.errors import PhotoError
from app.photos.taking import Runner
from app.services.workspace import Workspace
from app.ui.kit.buttons import ghost_button, secondary_button
from app.ui.kit.labels import Label
from app.ui.kit.paint import draw_icon_centred, fill_round, painter_for
from app.ui.kit.tones import Tone, tone_colours
from app.ui.theme import Radius, Space, colours

_MOST_BYTES = 5_000_000
_BOX = 84


@dataclass(frozen=True, slots=True)
class Emblem:
    """A picture that can stand on paper: where it lies (or came from), its bytes, how it looks."""

    path: str
    data: bytes
    image: QImage


def read_emblem(workshop: Runner, path: Path) -> Emblem:
    """Read a picture in any thread; UserError `settings.emblem` when it cannot be used."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _unusable(path)
        made = taking.clean_emblem(workshop, path.read_bytes(), name=path.name)
    except (OSError, PhotoError) as error:
        raise _unusable(path) from error
    shape = made.width, made.height, 4 * made.width
    image = QImage(made.rgba, *shape, QImage.Format.Format_RGBA8888)
    keep = Qt.AspectRatioMode.KeepAspectRatio
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaled(QSize(4 * _BOX, 4 * _BOX), keep, smooth)
    return Emblem(str(path), made.png, small.copy())  # Qt does not own the bytes


def _unusable(path: Path) -> UserError:
    return UserError(
        "settings.emblem",
        f"{path.name} tidak dapat dipakai sebagai lambang.",
        safe="Setelan yang lama tetap berlaku.",
        todo="Pilih gambar PNG atau JPEG, paling besar 5 MB.",
    )


def install(ws: Workspace, emblem: Emblem) -> str:
    """Copy an emblem into the data folder, so that it stays when a USB stick goes; its path."""
    name = hashlib.sha256(emblem.data).hexdigest()[:12]
    target = ws.folder / f"lambang-{name}.png"
    try:
        if not target.exists():
            target.write_bytes(emblem.data)
    except OSError as error:
        raise UserError(
            "settings.emblem_write",
            f"Lambang tidak dapat disimpan di {ws.folder}.",
            safe="Setelan yang lama tetap berlaku.",
            todo="Kosongkan ruang disk, lalu simpan lagi.",
        ) from error
    return str(target)


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.setFixedSize(_BOX, _BOX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        rect = QRectF(self.rect())
        if self.image is None:
            back, fore = tone_colours(Tone.NEUTRAL)
            fill_round(painter, rect, Radius.CARD, back)
            draw_icon_centred(painter, "photo", fore, rect, 28)
        else:
            # Emblems are drawn for white paper, in both schemes.
            fill_round(painter, rect, Radius.CARD, "#FFFFFF", now.border)
            size = self.image.size().scaled(
                QSize(_BOX - 12, _BOX - 12), Qt.AspectRatioMode.KeepAspectRatio
            )
            left = (_BOX - size.width()) / 2
            top = (_BOX - size.height()) / 2
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)
        painter.end()


class EmblemPicker(QWidget):
    """The picture, a button to choose another, one to take it away."""

    file_chosen = Signal(object)
    """Path."""

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emblem_picker")
        self.dialog: QFileDialog | None = None
        self._editable = True
        self._picture = _Picture()
        self._words = Label("", "muted", wrap=True)
        self.choose_button = secondary_button(self.tr("Choose a picture"), icon="photo-plus")
        self.choose_button.setObjectName("emblem_picker.choose_button")
        self.clear_button = ghost_button(self.tr("Without emblem"))
        self.clear_button.setObjectName("emblem_picker.clear_button")
        self.choose_button.clicked.connect(self._on_choose_clicked)
        self.clear_button.clicked.connect(self.cleared)
        side = QVBoxLayout()
        side.setSpacing(Space.XS)
        side.addWidget(self._words)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        side.addLayout(buttons)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 1)
        self.set_emblem(None)

    @property
    def has_picture(self) -> bool:
        """Whether an emblem is on show."""
        return self._picture.image is not None

    def set_emblem(self, emblem: Emblem | None) -> None:
        """Show an emblem, or none."""
        self.show_picture(None if emblem is None else emblem.image)
        if emblem is not None:
            self._words.setText(Path(emblem.path).name)

    def show_picture(self, image: QImage | None) -> None:
        """Show how an emblem looks, or that there is none."""
        self._picture.image = image
        self._picture.update()
        self.clear_button.setVisible(image is not None and self._editable)
        none = self.tr("No emblem: the letterhead is printed without one.")
        self._words.setText(none if image is None else "")

    def set_editable(self, *, on: bool) -> None:
        """Let another be chosen, or only look."""
        self._editable = on
        self.choose_button.setVisible(on)
        self.clear_button.setVisible(on and self.has_picture)

    def _on_choose_clicked(self) -> None:
        words = self.tr("Picture")
        pattern = f"{words} (*.png *.jpg *.jpeg)"
        dialog = QFileDialog(self, self.tr("Choose a picture"), "", pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_files_chosen(self, paths: list[str]) -> None:
        if paths:
            self.file_chosen.emit(Path(paths[0]))
