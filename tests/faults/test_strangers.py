"""Somebody else answers in the middle of a sync: a login page, a proxy, a centre in trouble."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import httpx
import pytest

from app.protocol import wire
from app.sync.transport import HttpsTransport, trust
from tests.faults.conftest import connect
from tests.faults.story import Story
from tests.sync.conftest import Laptop

OURS = {wire.HEADER: str(wire.PROTO)}
PAGE = b"<html><body>Silakan login ke Wi-Fi.</body></html>"


@dataclass(frozen=True, slots=True)
class Stranger:
    """An answer that is not the centre's receipt, and what a person is told of it."""

    status: int
    headers: dict[str, str]
    body: bytes
    code: str


STRANGERS = (
    Stranger(200, {"content-type": "text/html"}, PAGE, "network.portal"),
    Stranger(302, {"location": "https://login.wifi.example/"}, b"", "network.portal"),
    Stranger(500, OURS, b'{"code":"central.bug"}', "central.trouble"),
    Stranger(502, {}, b"Bad Gateway", "central.trouble"),
    Stranger(503, {"retry-after": "60"}, b"", "central.trouble"),
    Stranger(511, {}, PAGE, "network.portal"),
)


class Interloper(httpx.BaseTransport):
    """Lets requests through to the real centre but answers one of them itself.

    `late`: the centre does hear that one, only its answer is replaced.
    """

    def __init__(self, real: httpx.BaseTransport) -> None:
        self._real = real
        self.count = 0
        self.turn: int | None = None
        self.late = False
        self.stranger = STRANGERS[0]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request on its way."""
        here, self.count = self.count, self.count + 1
        if here != self.turn:
            return self._real.handle_request(request)
        if self.late:
            answer = self._real.handle_request(request)
            answer.read()
            answer.close()
        return httpx.Response(
            self.stranger.status, headers=self.stranger.headers, content=self.stranger.body
        )

    def close(self) -> None:
        """Close the road behind."""
        self._real.close()


def through(transport: HttpsTransport, pem: str) -> Interloper:
    """Put an interloper on the way of this transport."""
    client = transport._client
    client._transport.close()
    between = Interloper(httpx.HTTPTransport(verify=trust(pem)))
    client._transport = between
    return between


@pytest.mark.lesson("B1")
@pytest.mark.lesson("B2")
@pytest.mark.parametrize("late", [False, True], ids=["instead", "after"])
def test_a_stranger_answers_any_one_request(
    rani: Laptop, budi: Laptop, address: str, pem: str, late: bool
) -> None:
    """Rows, offsets, pictures up and down: a page that is not the centre's proves nothing."""
    story = Story(rani, budi, photo_bytes=500)
    strangers = itertools.cycle(STRANGERS)
    for number in range(100):
        story.go_on()
        with connect(rani, address, pem) as transport:
            between = through(transport, pem)
            between.turn, between.late, between.stranger = number, late, next(strangers)
            error = story.interrupted(transport)
            if between.count <= number:
                break
            assert error is not None
            assert error.code == between.stranger.code
            between.turn = None
            assert rani.sync(transport).complete
    assert number >= 6  # rows, what the centre has of the pictures, two of them up, two down
    story.check()
