"""Keadilan nilai: agreement, leniency and who is next, for the chair of a session."""

from app.ui.pages.fairness.door import FairnessDoor
from app.ui.pages.fairness.panel import FairnessPanel

__all__ = ["FairnessDoor", "FairnessPanel"]
