"""What is said when there is no picture: what happened, what is safe, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.ui.pages.products.studio.source import Trouble


@dataclass(frozen=True, slots=True)
class Said:
    """Words for a trouble of the camera."""

    what: str
    todo: str


def said_of(trouble: Trouble) -> Said:
    """The sentences for a trouble."""
    return _BUILDERS[trouble]()


def _none_found() -> Said:
    return Said(
        QCoreApplication.translate("Studio", "No camera was found."),
        QCoreApplication.translate(
            "Studio",
            "Plug in a USB camera: its picture comes by itself. "
            "Or add photos from files or a phone.",
        ),
    )


def _busy() -> Said:
    return Said(
        QCoreApplication.translate("Studio", "The camera cannot be used right now."),
        QCoreApplication.translate(
            "Studio",
            "Close other programs that use it (Zoom, Meet, WhatsApp), then try again. "
            "Or choose another camera.",
        ),
    )


def _forbidden() -> Said:
    return Said(
        QCoreApplication.translate("Studio", "This program may not use the camera."),
        QCoreApplication.translate(
            "Studio",
            "Allow it in the privacy settings of the laptop (Camera), then try again. "
            "Or add photos from files or a phone.",
        ),
    )


def _unplugged() -> Said:
    return Said(
        QCoreApplication.translate("Studio", "The camera was unplugged."),
        QCoreApplication.translate(
            "Studio",
            "Photos taken so far are kept. Plug it in again, it goes on by itself. "
            "Or choose another camera.",
        ),
    )


def _silent() -> Said:
    return Said(
        QCoreApplication.translate("Studio", "The camera sends no picture."),
        QCoreApplication.translate(
            "Studio",
            "Open its cover, close other programs that use it, or unplug it and plug it in "
            "again. Then try again.",
        ),
    )


_BUILDERS = {
    Trouble.NONE_FOUND: _none_found,
    Trouble.BUSY: _busy,
    Trouble.FORBIDDEN: _forbidden,
    Trouble.UNPLUGGED: _unplugged,
    Trouble.SILENT: _silent,
}
