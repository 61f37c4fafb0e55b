"""Slots with bound arguments that keep no widget alive."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject


def weak_slot(method: Callable[..., object], *args: object) -> Callable[..., None]:
    """A slot that calls bound `method(*args)` and ignores the signal's own arguments.

    The method's object is held weakly: a lambda over `self`, connected to a signal of
    self's own child, would make the widget immortal. Does nothing once it is gone.
    """
    reference = weakref.WeakMethod(method)

    def call(*_signal_args: Any) -> None:
        bound = reference()
        if bound is None:
            return
        receiver = getattr(bound, "__self__", None)
        if not isinstance(receiver, QObject) or shiboken6.isValid(receiver):
            bound(*args)

    return call
