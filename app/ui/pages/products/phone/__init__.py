"""The phone as camera: a code to scan, and pictures that come in while one looks."""

from app.ui.pages.products.phone.door import PhoneDoor
from app.ui.pages.products.phone.sheet import PhoneSheet, open_phone_sheet

__all__ = ["PhoneDoor", "PhoneSheet", "open_phone_sheet"]
