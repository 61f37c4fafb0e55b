"""A TCP proxy that breaks connections to order, between a laptop and the service's TLS."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_PIECE = 4096


@dataclass(frozen=True, slots=True)
class Fault:
    """What the road does. All that passes since the fault was set counts together.

    `up` and `down` (bytes from and to the laptop) say when the road breaks; `how`: `fin` (both
    ends see a close), `rst` (both see a reset), `hole` (it stays open, nothing arrives).
    """

    up: int | None = None
    down: int | None = None
    how: str = "fin"
    refuse: bool = False
    delay: float = 0.0
    rate: float | None = None


CLEAR = Fault()


def cut(way: str, after: int, how: str) -> Fault:
    """A road that breaks after so many bytes `up` or `down`."""
    return Fault(up=after, how=how) if way == "up" else Fault(down=after, how=how)


@dataclass(slots=True)
class Carried:
    """Bytes that passed since the fault was set."""

    up: int = 0
    down: int = 0


@dataclass(slots=True)
class FaultProxy:
    """Listens on a port of its own; `set` may be called from any thread at any time."""

    host: str
    target: int
    port: int = 0
    fault: Fault = CLEAR
    carried: Carried = field(default_factory=Carried)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        """What a laptop is told as the centre's address."""
        return f"https://{self.host}:{self.port}"

    def set(self, fault: Fault) -> None:
        """From now on the road is like this."""
        self.fault, self.carried = fault, Carried()

    async def serve(self, listener: socket.socket, ready: threading.Event) -> None:
        """Carry connections until cancelled."""
        server = await asyncio.start_server(self._carry, sock=listener)
        ready.set()
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            server.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with contextlib.suppress(OSError):
                await self._connect(reader, writer)
        finally:
            _end(writer, self.fault.how)
            self._tasks.discard(task)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.fault.refuse:
            return
        far_reader, far_writer = await asyncio.open_connection(self.host, self.target)
        try:
            async with asyncio.TaskGroup() as group:
                up = group.create_task(self._pump(reader, far_writer, "up"))
                down = group.create_task(self._pump(far_reader, writer, "down"))
                await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
                up.cancel()
                down.cancel()
        finally:
            _end(far_writer, self.fault.how)

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(_PIECE):
                fault = self.fault
                if fault.delay and way == "down":
                    await asyncio.sleep(fault.delay)
                if fault.rate:
                    await asyncio.sleep(len(data) / fault.rate)
                room = self._room(way)
                writer.write(data[:room])
                await writer.drain()
                setattr(self.carried, way, getattr(self.carried, way) + len(data[:room]))
                if room is not None and len(data) >= room:
                    while self.fault.how == "hole":
                        await asyncio.sleep(0.02)
                    return

    def _room(self, way: str) -> int | None:
        limit: int | None = getattr(self.fault, way)
        return None if limit is None else max(limit - getattr(self.carried, way), 0)


def _end(writer: asyncio.StreamWriter, how: str) -> None:
    """Close for good; a reset where one was ordered."""
    if how == "rst":
        raw = writer.get_extra_info("socket")
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
    else:
        with contextlib.suppress(OSError):
            writer.close()


@contextlib.contextmanager
def proxied(url: str) -> Iterator[FaultProxy]:
    """A proxy before the service at `url`, in a thread of its own."""
    parts = urlsplit(url)
    assert parts.hostname
    assert parts.port
    listener = socket.create_server((parts.hostname, 0))
    proxy = FaultProxy(parts.hostname, parts.port, listener.getsockname()[1])
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    served = loop.create_task(proxy.serve(listener, ready))

    def run() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(served)
        loop.run_until_complete(asyncio.sleep(0.01))  # what was closed is really closed
        loop.close()

    thread = threading.Thread(target=run, name="fault-proxy", daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield proxy
    finally:
        proxy.set(CLEAR)
        loop.call_soon_threadsafe(served.cancel)
        thread.join(timeout=10)
        listener.close()
