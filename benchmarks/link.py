"""A link like a phone hotspot's: a TCP relay that delays and throttles, in its own thread."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

_PIECE = 4096


class Link:
    """Relays to one address with a round-trip time and a rate in each direction, shared by all.

    `bytes_down` and `bytes_up` count what passed.
    """

    def __init__(self, host: str, port: int, rtt_s: float, bytes_per_s: float) -> None:
        self._target = (host, port)
        self.rtt_s = rtt_s
        self.bytes_per_s = bytes_per_s
        self.bytes_up = self.bytes_down = 0
        self.port = 0
        self._free_at = {"up": 0.0, "down": 0.0}
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="link", daemon=True)

    def start(self) -> None:
        """Begin to relay on a free port of this machine."""
        self._thread.start()
        self._ready.wait(10)

    def stop(self) -> None:
        """End every connection."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self.rtt_s)  # the handshake of TCP
        far_reader, far_writer = await asyncio.open_connection(*self._target)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(
                self._pump(reader, far_writer, "up"), self._pump(far_reader, writer, "down")
            )
        for end in (writer, far_writer):
            end.close()

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, way: str
    ) -> None:
        """Each piece leaves when the line is free and arrives half a round trip later."""
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=4096)
        arriving = asyncio.create_task(self._deliver(queue, sink))
        while data := await source.read(_PIECE):
            now = self._loop.time()
            start = max(now, self._free_at[way])
            self._free_at[way] = start + len(data) / self.bytes_per_s
            if way == "up":
                self.bytes_up += len(data)
            else:
                self.bytes_down += len(data)
            await queue.put((self._free_at[way] + self.rtt_s / 2, data))
            ahead = self._free_at[way] - now
            if ahead > 0.05:  # a real line has a short buffer
                await asyncio.sleep(ahead - 0.05)
        await queue.put((self._loop.time() + self.rtt_s / 2, b""))
        await arriving

    async def _deliver(
        self, queue: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter
    ) -> None:
        while True:
            due, data = await queue.get()
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            if not data:
                with contextlib.suppress(OSError):
                    sink.write_eof()
                return
            sink.write(data)


@contextlib.contextmanager
def hotspot(
    url: str, rtt_s: float = 0.3, bytes_per_s: float = 250_000.0
) -> Iterator[tuple[str, Link]]:
    """A link to `url`, by default 300 ms and 2 Mbit/s; yields its own address and the link."""
    parts = urlsplit(url)
    link = Link(parts.hostname or "", parts.port or 443, rtt_s, bytes_per_s)
    link.start()
    try:
        yield f"{parts.scheme}://127.0.0.1:{link.port}", link
    finally:
        link.stop()
