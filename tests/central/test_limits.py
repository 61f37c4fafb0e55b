"""Who only holds the door open, or guesses at codes, is sent away; others are served."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest

from app.central import people, server, service
from app.central.centre import Centre
from app.central.server import serving
from app.central.throttle import FAILURES, SPAN, Throttle
from app.clock import ManualClock
from app.protocol import keys, wire
from tests.conftest import NOW

PUBLIC = keys.public_text(keys.new_private_key())


def enrolment(code: str) -> bytes:
    return wire.pack({"code": code, "device": "Laptop", "public_key": PUBLIC})


@contextlib.contextmanager
def half_open(url: str, sent: bytes = b"") -> Iterator[socket.socket]:
    """A request whose body never comes whole."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    with socket.create_connection((parts.hostname, parts.port or 80), timeout=20) as line:
        head = b"POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\n"
        line.sendall(head + sent)
        yield line


@pytest.mark.parametrize("sent", [b"", b"x" * 100])
def test_a_body_that_never_comes_is_given_up(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(service, "SILENCE_S", 0.2)
    with serving(centre, None) as url, half_open(url, sent) as line:
        answer = b""
        while b"}" not in answer:
            answer += line.recv(4096)
        assert answer.startswith(b"HTTP/1.1 408")
        assert b"wire.slow" in answer


def test_a_body_that_drips_is_given_up(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "SLOWEST", 1e12)
    monkeypatch.setattr(service, "SILENCE_S", 0.0)
    monkeypatch.setattr("asyncio.timeout", lambda _seconds: contextlib.AsyncExitStack())
    with serving(centre, None) as url, half_open(url, b"x" * 100) as line:
        assert line.recv(4096).startswith(b"HTTP/1.1 408")


def test_no_more_at_once_than_we_can_serve(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 3)
    with serving(centre, None) as url, contextlib.ExitStack() as held:
        assert httpx.get(f"{url}/v1/hello").status_code == 200
        for _ in range(2):  # with the one that asks there are three
            held.enter_context(half_open(url))
        assert 503 in (httpx.get(f"{url}/v1/hello").status_code for _ in range(100))
        held.close()
        assert 200 in (httpx.get(f"{url}/v1/hello").status_code for _ in range(100))


def test_guessing_at_codes_has_an_end(centre: Centre, clock: ManualClock) -> None:
    person = people.add_person(centre, "Sari", [])
    good = people.new_code(centre, person)
    with serving(centre, None) as url:
        post = f"{url}/v1/enrol"
        for _ in range(FAILURES):
            assert httpx.post(post, content=enrolment("SALAH")).status_code == 403
        answer = httpx.post(post, content=enrolment(good))
        assert (answer.status_code, answer.json()["code"]) == (503, "enrol.too_often")
        assert answer.headers[wire.HEADER] == str(wire.PROTO)
        clock.advance(SPAN)
        assert httpx.post(post, content=enrolment(good)).status_code == 200


def test_each_address_has_its_own_guesses() -> None:
    throttle = Throttle()
    for number in range(FAILURES):
        assert throttle.may_try("a", NOW + timedelta(seconds=number))
        throttle.failed("a", NOW + timedelta(seconds=number))
    assert not throttle.may_try("a", NOW + timedelta(seconds=59))
    assert throttle.may_try("b", NOW + timedelta(seconds=59))
    assert throttle.may_try("a", NOW + SPAN)
    assert throttle.may_try("a", NOW - timedelta(days=1))  # a clock set back locks nobody out


def test_addresses_are_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.central.throttle._ADDRESSES", 2)
    throttle = Throttle()
    for address in "a" * FAILURES + "bc":
        throttle.failed(address, NOW)
    assert throttle.may_try("a", NOW)
    assert len(throttle._failed) == 2
