"""The page of the market: e-order."""

from app.ui.pages.eorder.page import EOrderPage

__all__ = ["EOrderPage"]
