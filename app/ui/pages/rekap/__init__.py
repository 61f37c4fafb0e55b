"""Rekap: where and when products passed, and what they lack."""

from app.ui.pages.rekap.page import RekapPage

__all__ = ["RekapPage"]
