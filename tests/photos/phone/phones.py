"""A phone for the tests, as good or as bad as asked."""

from __future__ import annotations

import socket
import zlib
from dataclasses import dataclass, field
from typing import Any

import httpx

from app.photos.phone.server import Serving
from app.photos.phone.session import PhoneSession
from app.photos.phone.uploads import Arriving


@dataclass
class Booth:
    """A session that is served, and all it told."""

    session: PhoneSession
    serving: Serving
    told: list[Arriving] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.serving.url

    def close(self) -> None:
        self.session.end()
        self.serving.join()


class Phone:
    """Speaks what the page speaks."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(timeout=30)

    def close(self) -> None:
        self.http.close()

    def offer(self, ident: str, data: bytes, **other: Any) -> httpx.Response:
        fields = {"id": ident, "name": "a.jpg", "size": len(data), "crc32": zlib.crc32(data)}
        return self.http.post(f"{self.url}/pictures", json=fields | other)

    def patch(self, ident: str, offset: int | str, piece: bytes) -> httpx.Response:
        where = f"{self.url}/pictures/{ident}"
        return self.http.patch(where, content=piece, headers={"Upload-Offset": str(offset)})

    def where(self, ident: str) -> httpx.Response:
        return self.http.get(f"{self.url}/pictures/{ident}")

    def state(self, seen: str = "") -> dict[str, Any]:
        answer = self.http.get(f"{self.url}/state", params={"seen": seen})
        assert answer.status_code == 200
        told: dict[str, Any] = answer.json()
        return told

    def send(self, ident: str, data: bytes, piece: int = 100_000) -> dict[str, Any]:
        """The whole picture, from wherever it is."""
        there: dict[str, Any] = self.offer(ident, data).json()
        while there["state"] == "receiving":
            at = there["offset"]
            there = self.patch(ident, at, data[at : at + piece]).json()
        return there

    def break_off(self, ident: str, offset: int, piece: bytes, sent: int) -> None:
        """Promise a piece, send `sent` bytes of it and vanish."""
        host, _, path = self.url.removeprefix("http://").partition("/")
        address, _, port = host.partition(":")
        head = (
            f"PATCH /{path}/pictures/{ident} HTTP/1.1\r\nHost: {host}\r\n"
            f"Upload-Offset: {offset}\r\nContent-Length: {len(piece)}\r\n\r\n"
        )
        with socket.create_connection((address, int(port)), timeout=10) as line:
            line.sendall(head.encode() + piece[:sent])


def ident(number: int) -> str:
    """The id of the n-th picture."""
    return f"{number:032x}"
