"""The bench on which a photograph is mended: always reversible, made from the clean master."""

from app.ui.pages.products.mending.sheet import MendingSheet

__all__ = ["MendingSheet"]
