"""What Qt says only because no screen is there, kept out of the tour's answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

# The offscreen platform lacks what only a window manager has; each raised window says so again.
_NO_SCREEN = "This plugin does not support "
# Nor is there a graphics card to convert the frames of a camera.
_NO_CARD = "No RHI backend. Using CPU conversion."


def _tell(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    if not text.startswith(_NO_SCREEN) and _NO_CARD not in text:
        sys.stderr.write(qFormatLogMessage(kind, context, text) + "\n")


@contextmanager
def screen_remarks_left_out() -> Iterator[None]:
    """Within, Qt's remarks about the missing screen are dropped; all others reach stderr."""
    before = qInstallMessageHandler(_tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
