"""The page of the market: Gebetan UMKM."""

from app.ui.pages.gebetan.page import GebetanPage

__all__ = ["GebetanPage"]
