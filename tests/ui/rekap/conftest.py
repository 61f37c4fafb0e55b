"""The filled room of the certificates' tests, for the page Rekap."""

from __future__ import annotations

from tests.ui.certificates.conftest import spooler
from tests.ui.certificates.room import desk, filled, room

__all__ = ["desk", "filled", "room", "spooler"]
