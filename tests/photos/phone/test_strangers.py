"""What strangers on the same hotspot get: nothing, at no length, and never all connections."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from app.domain.terms import PhotoRole
from app.photos.phone import guard
from tests.photos.phone.conftest import OpenBooth
from tests.photos.phone.phones import Booth, Phone, ident
from tests.photos.pictures import encoded, noisy

PICTURE = encoded(noisy((640, 480)))


def is_closed(line: socket.socket) -> bool:
    """Whether the other side ends this connection."""
    try:
        while line.recv(1000):
            pass
    except ConnectionError:
        return True
    return True


def test_a_stranger_sees_the_same_nothing_everywhere(booth: Booth, phone: Phone) -> None:
    root = f"http://{booth.serving.host}"
    token = booth.session.token
    other = "A" * len(token)
    asked = [
        ("GET", f"{root}/", {}),
        ("GET", f"{root}/favicon.ico", {}),
        ("GET", f"{root}/{other}", {}),
        ("GET", f"{root}/{other}/state", {}),
        ("POST", f"{root}/{other}/pictures", {}),
        ("PATCH", f"{root}/{other}/pictures/{ident(1)}", {}),
        ("GET", f"{root}/{token}/", {}),
        ("GET", f"{root}/{token}/pictures", {}),
        ("POST", f"{root}/{token}", {}),
        ("OPTIONS", f"{root}/{token}/pictures", {}),
        ("GET", f"{root}/{token}/../{token}/galeri", {}),
        ("GET", f"{root}/{token}", {"Host": "kurasi.test"}),
        ("GET", f"{root}/{token}", {"Host": booth.serving.host.partition(":")[0]}),
        ("POST", f"{root}/{token}/pictures", {"Origin": "http://jahat.test"}),
    ]
    faces = set()
    for method, url, headers in asked:
        answer = phone.http.request(method, url, headers=headers)
        faces.add((answer.status_code, answer.content, tuple(sorted(answer.headers.items()))))
    assert len(faces) == 1
    ((status, content, headers_seen),) = faces
    assert (status, content) == (404, b"")
    assert "server" not in dict(headers_seen)
    assert booth.session.phones == 0


def test_every_answer_is_strict(booth: Booth, phone: Phone) -> None:
    for answer in (
        phone.http.get(booth.url),
        phone.where(ident(1)),
        phone.http.get(booth.url + "x"),
    ):
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


def test_the_page_names_the_product_and_brings_all_it_needs(booth: Booth, phone: Phone) -> None:
    page = phone.http.get(booth.url).text
    assert "Keripik &lt;Tempe&gt;" in page
    assert "Keripik <Tempe>" not in page
    assert "{{" not in page
    assert all(role.term in page for role in PhotoRole)
    for foreign in ("//", "src=", "@import"):
        places = [line for line in page.splitlines() if foreign in line]
        allowed = ("// ", "http://www.w3.org/2000/svg", "image.src", ".src =")
        assert [p for p in places if not any(mark in p for mark in allowed)] == []
    assert booth.session.phones == 1


def test_the_address_may_be_typed(booth: Booth, phone: Phone) -> None:
    token = booth.session.token
    typed = f"{token[:6]}-{token[6:13]}-{token[13:]}".lower()
    assert phone.http.get(f"http://{booth.serving.host}/{typed}").status_code == 200
    assert len(token) * 5 >= 128


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + bytes(5000),
        b"PK\x03\x04" + bytes(5000),
        b"MZ" + bytes(5000),
        b"\0\0\0\x20ftypisom" + bytes(5000),
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>" + bytes(5000),
    ],
)
def test_what_is_no_picture_ends_with_its_first_bytes(
    booth: Booth, phone: Phone, data: bytes
) -> None:
    phone.offer(ident(1), data)
    answer = phone.patch(ident(1), 0, data[:64])
    assert answer.status_code == 415
    assert "bukan foto" in answer.json()["text"]
    assert not booth.told[-1].path.exists()
    assert booth.session.left == booth.session.limits.pictures


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 4000,
        b'{"id": "../../etc/passwd", "name": "a", "size": 100, "crc32": 1}',
        b'{"id": "%s", "name": "a", "size": -1, "crc32": 1}' % (b"0" * 32),
        b'{"id": "%s", "name": "a", "size": true, "crc32": 1}' % (b"0" * 32),
        b'{"id": "%s", "name": "a", "size": 100, "crc32": 4294967296}' % (b"0" * 32),
        b'{"id": "%s", "name": 7, "size": 100, "crc32": 1}' % (b"0" * 32),
    ],
)
def test_a_malformed_announcement_is_refused(booth: Booth, phone: Phone, body: bytes) -> None:
    answer = phone.http.post(f"{phone.url}/pictures", content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    long = phone.http.post(f"{phone.url}/pictures", content=b" " * 5000)
    assert long.status_code == 413
    assert booth.told == []


def test_a_piece_in_the_air_does_not_hold_up_the_end(booth: Booth, phone: Phone) -> None:
    phone.offer(ident(1), PICTURE)
    host, _, path = booth.url.removeprefix("http://").partition("/")
    address, _, port = host.partition(":")
    with socket.create_connection((address, int(port)), timeout=10) as line:
        head = (
            f"PATCH /{path}/pictures/{ident(1)} HTTP/1.1\r\nHost: {host}\r\n"
            "Upload-Offset: 0\r\nContent-Length: 90000\r\n\r\n"
        )
        line.sendall(head.encode() + PICTURE[:50])
        booth.close()
        line.settimeout(10)
        assert is_closed(line)


def test_whoever_says_nothing_or_drips_is_cut(
    open_booth: OpenBooth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "HEAD_S", 0.3)
    monkeypatch.setattr(guard, "REQUEST_S", 0.6)
    booth = open_booth()
    address, _, port = booth.serving.host.partition(":")
    silent = socket.create_connection((address, int(port)), timeout=10)
    dripping = socket.create_connection((address, int(port)), timeout=10)
    dripping.sendall(b"GET / HTTP/1.1\r\nHo")
    body = socket.create_connection((address, int(port)), timeout=10)
    head = f"POST /{booth.session.token}/pictures HTTP/1.1\r\nHost: {booth.serving.host}\r\n"
    body.sendall(head.encode() + b"Content-Length: 100\r\n\r\n{")
    for line in (silent, dripping, body):
        assert is_closed(line)
        line.close()
    phone = Phone(booth.url)
    assert phone.send(ident(1), PICTURE)["state"] == "whole"
    phone.close()


def test_a_slow_phone_is_no_dripping_hand(
    open_booth: OpenBooth, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A piece may take longer than the word what it is."""
    monkeypatch.setattr(guard, "HEAD_S", 0.2)
    booth = open_booth()
    phone = Phone(booth.url)
    phone.offer(ident(1), PICTURE)

    def slowly() -> Iterator[bytes]:
        for at in range(0, 50_000, 10_000):
            yield PICTURE[at : at + 10_000]
            time.sleep(0.1)

    where = f"{phone.url}/pictures/{ident(1)}"
    # On a connection of its own: one that was let in before has its rest.
    answer = httpx.patch(where, content=slowly(), headers={"Upload-Offset": "0"})
    assert answer.json()["offset"] == 50_000
    phone.close()


def test_one_address_cannot_take_every_connection(booth: Booth) -> None:
    address, _, port = booth.serving.host.partition(":")
    lines = [socket.create_connection((address, int(port)), timeout=10) for _ in range(40)]
    for line in lines[guard.OF_ONE_ADDRESS :]:
        assert is_closed(line)
    for line in lines:
        line.close()
    with httpx.Client() as http:
        for _ in range(200):  # until the server has seen that they went
            with contextlib.suppress(httpx.TransportError):
                if http.get(booth.url).status_code == 200:
                    return
            time.sleep(0.02)
    pytest.fail("no phone gets in any more")


def test_what_is_no_request_ends_its_connection_only(booth: Booth, phone: Phone) -> None:
    address, _, port = booth.serving.host.partition(":")
    for nonsense in (
        b"\x16\x03\x01\x02\x00\x01\x00" * 9,
        b"GET " + b"a" * 100_000,
        b"\r\n\r\n\0\0",
    ):
        with socket.create_connection((address, int(port)), timeout=10) as line:
            line.sendall(nonsense)
            line.shutdown(socket.SHUT_WR)
            assert is_closed(line)
    assert phone.send(ident(1), PICTURE)["state"] == "whole"
