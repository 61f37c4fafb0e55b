"""What the sample data say of the channels: every standing looked at, one business told."""

from __future__ import annotations

from app.services import expiry, standing_count
from app.services.expiry import Told, WatchedFor, Window
from app.services.workspace import Workspace


def fill_channels(ws: Workspace) -> None:
    """The business whose paper runs out first was told by letter."""
    standing_count.catch_up(ws)
    keys = expiry.view(ws, WatchedFor(Window.QUARTER)).keys
    expiry.tell(ws, expiry.businesses(ws, keys[:1]), Told.LETTER)
