"""Tindak lanjut: what must be mended by when, objections, and a product's whole story."""

from app.ui.pages.followups.page import FollowUpsPage

__all__ = ["FollowUpsPage"]
