"""Words for the room that is left for photographs; the page Produk and Pengaturan say the same."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.keeping import Room, RoomState
from app.ui import labels
from app.ui.kit.banner import Banner
from app.ui.kit.tones import Tone

_MB = 1024 * 1024


def size(count: int) -> str:
    """`812 MB`, `12,4 GB`."""
    megabytes = count / _MB
    if megabytes < 1000:
        return f"{round(megabytes)} MB"
    return f"{labels.points(round(megabytes / 1024 * 10) * 10)} GB"


def show_room(banner: Banner, room: Room) -> None:
    """Say in `banner` that room is low or out; hide it while there is enough."""
    banner.setVisible(room.state is not RoomState.ENOUGH)
    if room.state is RoomState.OUT:
        banner.set_message(Tone.DANGER, _out(room), todo=_free_some())
    elif room.state is RoomState.LOW:
        banner.set_message(Tone.WARNING, _low(room), todo=_free_some())


def _low(room: Room) -> str:
    if room.over_folder_limit:
        text = QCoreApplication.translate("Room", "The photos on this laptop take {used} by now.")
        return text.format(used=size(room.used))
    text = QCoreApplication.translate("Room", "Only {free} are left on the disk of this laptop.")
    return text.format(free=size(room.free))


def _out(room: Room) -> str:
    text = QCoreApplication.translate(
        "Room", "New photos are refused: less than {reserve} are left on the disk of this laptop."
    )
    return text.format(reserve=size(room.reserve))


def _free_some() -> str:
    return QCoreApplication.translate(
        "Room", "Photos already taken are safe. Make room by moving other files off this laptop."
    )
