"""What one connection may do: come, ask within a time, and not be one too many.

uvicorn waits for ever for the first byte of a request; a hand that opens connections and
says nothing, or drips, would keep phones out.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 10.0
"""Until a request has said what it wants."""
REQUEST_S = 60.0
"""From then until its answer has gone; a piece cut off here goes on where it was."""
REST_S = 15.0
"""How long a connection may rest between two requests."""
OF_ONE_ADDRESS = 12
"""A browser opens six; two tabs, or two phones behind one address."""
IN_ALL = 48


class GuardedProtocol(H11Protocol):
    """uvicorn's protocol with a clock and a count."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._timer: asyncio.TimerHandle | None = None
        self._guarded: object = None

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._is_one_too_many():
            transport.abort()
            return
        self._allow(HEAD_S)

    def _is_one_too_many(self) -> bool:
        guarded = (c for c in self.connections if isinstance(c, GuardedProtocol))
        addresses = Counter(c.client[0] for c in guarded if c.client is not None)
        mine = addresses[self.client[0]] if self.client else 0
        return mine > OF_ONE_ADDRESS or len(self.connections) > IN_ALL

    @override
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not self._guarded and not self.transport.is_closing():
            self._guarded = self.cycle
            if not self.cycle.response_complete:
                self._allow(REQUEST_S)

    @override
    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._allow(REST_S + HEAD_S)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def _allow(self, seconds: float) -> None:
        self._stop_timer()
        self._timer = self.loop.call_later(seconds, self.cut)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def cut(self) -> None:
        """End the connection as it stands."""
        self.transport.abort()
