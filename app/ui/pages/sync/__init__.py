"""Sinkronisasi: connecting to a centre, what waits, one sync, and what needs a person."""

from app.ui.pages.sync.page import SyncPage

__all__ = ["SyncPage"]
