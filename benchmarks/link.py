"""A link like a phone hotspot's: a TCP relay that delays and throttles, a process of its own.

Beside a laptop in one process it would wait for the laptop's Python before each piece.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

_PIECE = 4096
_ROOT = Path(__file__).resolve().parent.parent


class _Relay:
    """Relays to one address with a round-trip time and a rate in each direction, shared by all."""

    def __init__(self, host: str, port: int, rtt_s: float, bytes_per_s: float) -> None:
        self._target = (host, port)
        self._rtt_s = rtt_s
        self._bytes_per_s = bytes_per_s
        self._passed = {"up": 0, "down": 0}
        self._free_at = {"up": 0.0, "down": 0.0}

    async def run(self) -> None:
        """Tell the port, then what has passed whenever a line comes in; until there is no more."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            print(self._passed["up"], self._passed["down"], flush=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self._rtt_s)  # the handshake of TCP
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
        time = asyncio.get_running_loop().time
        while data := await source.read(_PIECE):
            now = time()
            start = max(now, self._free_at[way])
            self._free_at[way] = start + len(data) / self._bytes_per_s
            self._passed[way] += len(data)
            await queue.put((self._free_at[way] + self._rtt_s / 2, data))
            ahead = self._free_at[way] - now
            if ahead > 0.05:  # a real line has a short buffer
                await asyncio.sleep(ahead - 0.05)
        await queue.put((time() + self._rtt_s / 2, b""))
        await arriving

    @staticmethod
    async def _deliver(
        queue: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter
    ) -> None:
        while True:
            due, data = await queue.get()
            await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
            if not data:
                with contextlib.suppress(OSError):
                    sink.write_eof()
                return
            sink.write(data)


class Link:
    """A running relay, from here."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._running = running
        self.port = int(self._line())

    @property
    def bytes_up(self) -> int:
        """What passed towards the centre."""
        return self._passed()[0]

    @property
    def bytes_down(self) -> int:
        """What passed towards the laptop."""
        return self._passed()[1]

    def _passed(self) -> tuple[int, int]:
        assert self._running.stdin is not None
        self._running.stdin.write("\n")
        self._running.stdin.flush()
        up, down = self._line().split()
        return int(up), int(down)

    def _line(self) -> str:
        assert self._running.stdout is not None
        return self._running.stdout.readline()


@contextlib.contextmanager
def linked(host: str, port: int, rtt_s: float, bytes_per_s: float) -> Iterator[Link]:
    """A link to an address for as long as the block lasts."""
    arguments = [host, str(port), str(rtt_s), str(bytes_per_s)]
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.link", *arguments],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        yield Link(running)  # the end of its input is its own


@contextlib.contextmanager
def hotspot(
    url: str, rtt_s: float = 0.3, bytes_per_s: float = 250_000.0
) -> Iterator[tuple[str, Link]]:
    """A link to `url`, by default 300 ms and 2 Mbit/s; yields its own address and the link."""
    parts = urlsplit(url)
    with linked(parts.hostname or "", parts.port or 443, rtt_s, bytes_per_s) as link:
        yield f"{parts.scheme}://127.0.0.1:{link.port}", link


if __name__ == "__main__":
    asyncio.run(_Relay(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])).run())
