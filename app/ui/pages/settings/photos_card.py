"""Photographs on this laptop: how much room they take, and whether all of them are whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from app.services.keeping import Fault, Room, sentences
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import Card, KeyValueGrid
from app.ui.kit.tones import Tone
from app.ui.pages.room import show_room, size

_NAMED = 5


class PhotosOnDisk(Card):
    """`check_requested()` when every file shall be read again."""

    check_requested = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Photos on this laptop"))
        self.facts = KeyValueGrid()
        self.facts.setObjectName("photo_facts")
        self.room_banner = Banner(Tone.WARNING, "")
        self.room_banner.hide()
        self.result = Banner(Tone.SUCCESS, "", closable=True)
        self.result.setObjectName("photo_check_banner")
        self.result.hide()
        self.check_button = secondary_button(self.tr("Check all photos"), icon="shield-check")
        self.check_button.setObjectName("check_photos_button")
        self.check_button.clicked.connect(self._on_check_clicked)
        self.add(self.facts)
        self.add(self.room_banner)
        self.body.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.result)

    def set_room(self, room: Room) -> None:
        """Show how much they take and how much is left."""
        free = (self.tr("Left on the disk"), size(room.free))
        self.facts.set_rows(((self.tr("Photos take"), size(room.used)), free))
        show_room(self.room_banner, room)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Say what the check found, product by product, and what to do."""
        self.check_button.setEnabled(True)
        self.result.show()
        if not faults:
            self.result.set_message(Tone.SUCCESS, self.tr("All photos are here and whole."))
            return
        told = list(sentences(faults))
        if len(told) > _NAMED:
            more = self.tr("and {count} more products").format(count=len(told) - _NAMED)
            told = [*told[:_NAMED], more]
        what = self.tr("{count} photo files are missing or damaged.").format(count=len(faults))
        self.result.set_message(Tone.DANGER, what, todo="\n".join(told))

    def _on_check_clicked(self) -> None:
        self.check_button.setEnabled(False)
        self.result.hide()
        self.check_requested.emit()
