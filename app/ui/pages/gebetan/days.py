"""Days in editors, to Qt and back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit


def qdate(day: date) -> QDate:
    """A day as Qt has it."""
    return QDate(day.year, day.month, day.day)


def day_of(editor: QDateEdit) -> date:
    """The day an editor shows."""
    day = editor.date()
    return date(day.year(), day.month(), day.day())
