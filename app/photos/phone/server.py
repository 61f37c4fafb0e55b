"""Serving a session: uvicorn in a thread, for as long as the session lasts."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import threading
from dataclasses import dataclass

import uvicorn
from typing_extensions import override

from app.errors import UserError
from app.photos.phone.guard import REST_S, GuardedProtocol
from app.photos.phone.service import build_service
from app.photos.phone.session import PhoneSession

_START_S = 20.0
_FAREWELL_S = 0.3
"""What those who wait get to hear that it is over; then connections are cut."""
THREAD = "phone-server"


@dataclass(frozen=True, slots=True)
class Serving:
    """A server at work, until its session ends or `stop` is called."""

    url: str
    host: str
    thread: threading.Thread
    _server: _Server

    def stop(self) -> None:
        """Stop listening; returns at once, the thread follows."""
        self._server.leave()

    def join(self) -> None:
        """Wait until nothing of it is left."""
        self.thread.join()


def serve(session: PhoneSession, address: str) -> Serving:
    """Listen on a free port of `address`; UserError 'phone.cannot_listen' if it has gone.

    Waits until phones are served, so not for the thread of a window.
    """
    listener = _listen(address)
    host = f"{address}:{listener.getsockname()[1]}"
    server = _Server(session, host)
    thread = threading.Thread(target=server.run, args=([listener],), name=THREAD, daemon=True)
    thread.start()
    if not server.ready.wait(_START_S):
        server.leave()
        raise _cannot_listen()
    return Serving(f"http://{host}/{session.token}", host, thread, server)


def _listen(address: str) -> socket.socket:
    # Only of a socket that says it is TCP does asyncio switch Nagle off: 40 ms an answer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.bind((address, 0))
    except OSError as error:
        listener.close()
        raise _cannot_listen() from error
    return listener


def _cannot_listen() -> UserError:
    return UserError(
        "phone.cannot_listen",
        "Laptop tidak dapat menerima foto di jaringan ini.",
        safe="Foto yang sudah masuk tetap tersimpan.",
        todo="Pilih jaringan lain, atau sambungkan lagi laptop ke hotspot.",
    )


class _Server(uvicorn.Server):
    """Ends by itself with its session; never waits long for whoever still sends."""

    def __init__(self, session: PhoneSession, host: str) -> None:
        super().__init__(
            uvicorn.Config(
                build_service(session, host),
                http=GuardedProtocol,
                ws="none",
                lifespan="off",
                log_config=None,  # the default would rearrange the program's own logging
                log_level=logging.CRITICAL,
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                timeout_keep_alive=int(REST_S),
                h11_max_incomplete_event_size=16 * 1024,
                backlog=32,
            )
        )
        self.ready = threading.Event()
        self._session = session

    def leave(self) -> None:
        """Ask it to end, from any thread."""
        self.should_exit = True

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @override
    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or self._session.ended

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        cutting = asyncio.create_task(self._cut())
        await super().shutdown(sockets)
        with contextlib.suppress(asyncio.CancelledError):
            cutting.cancel()
            await cutting

    async def _cut(self) -> None:
        await asyncio.sleep(_FAREWELL_S)
        for connection in tuple(self.server_state.connections):
            if isinstance(connection, GuardedProtocol):
                connection.cut()
