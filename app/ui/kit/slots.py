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
        bound = _living(reference)
        if bound is not None:
            bound(*args)

    return call


def weak_relay(method: Callable[..., object], *args: object) -> Callable[[Any], None]:
    """Like `weak_slot`, for a signal with one argument: calls `method(*args, value)`."""
    reference = weakref.WeakMethod(method)

    def call(value: Any) -> None:
        bound = _living(reference)
        if bound is not None:
            bound(*args, value)

    return call


def _living(reference: weakref.WeakMethod[Callable[..., object]]) -> Callable[..., object] | None:
    bound = reference()
    receiver = getattr(bound, "__self__", None)
    is_dead = isinstance(receiver, QObject) and not shiboken6.isValid(receiver)
    return None if is_dead else bound
