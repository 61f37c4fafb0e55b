"""The fixtures of the register's pages."""

from tests.ui.forms.register import desk, heard, started, ws

__all__ = ["desk", "heard", "started", "ws"]
