"""Real sockets and TLS: whatever a network does becomes one clear sentence, and nothing is lost."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from app.central import people
from app.central.centre import Centre
from app.central.server import serving
from app.central.tls import TlsFiles, make_certificate
from app.errors import UserError
from app.protocol import keys, wire
from app.sync import transport as transports
from app.sync.transport import HttpsTransport
from tests.sync.conftest import Laptop, MakeLaptop, central_count, sha

Answer = Callable[[ssl.SSLSocket, bytes], None]


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> TlsFiles:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def address(centre: Centre, tls: TlsFiles) -> Iterator[str]:
    with serving(centre, tls) as url:
        yield url


def pem(files: TlsFiles) -> str:
    return files.certificate.read_text(encoding="ascii")


def whole_request(peer: ssl.SSLSocket) -> bytes:
    """Head and body: to close with something unread would reset the connection."""
    request = peer.recv(65536)
    while request and b"\r\n\r\n" not in request:
        request += peer.recv(65536)
    head, _, body = request.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    length = int(fields.get(b"content-length", b"0"))
    while len(body) < length:
        body += peer.recv(65536)
    return head + b"\r\n\r\n" + body


@contextlib.contextmanager
def answering(files: TlsFiles, answer: Answer) -> Iterator[str]:
    """A server of one's own making that speaks TLS and then does as told."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.certificate, files.key)
    listener = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def run() -> None:
        while not ended.is_set():
            plain, _ = listener.accept()
            with contextlib.suppress(OSError), context.wrap_socket(plain, server_side=True) as peer:
                peer.settimeout(5)
                answer(peer, whole_request(peer))
            plain.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        ended.set()
        with contextlib.suppress(OSError), socket.create_connection(listener.getsockname()):
            pass
        thread.join(timeout=5)
        listener.close()


def http(status: int, body: bytes, *headers: str) -> Answer:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close", *headers]
    head = "\r\n".join(lines).encode() + b"\r\n\r\n"
    return lambda peer, _request: peer.sendall(head + body)


OURS = f"{wire.HEADER}: 1"


def sync_fails(laptop: Laptop, url: str, certificate: str) -> UserError:
    with (
        HttpsTransport(url, laptop.enrolled.token, certificate) as transport,
        pytest.raises(UserError) as caught,
    ):
        laptop.sync(transport)
    return caught.value


def test_a_whole_sync_over_https(
    rani: Laptop, budi: Laptop, centre: Centre, address: str, tls: TlsFiles
) -> None:
    key = rani.add(name="Dapur Sari")
    picture, thumb = bytes(range(256)) * 2_000, b"kecil"
    rani.photograph(picture, thumb)
    for laptop in (rani, budi):
        with HttpsTransport(address, laptop.enrolled.token, pem(tls)) as transport:
            transport.hello()
            report = laptop.sync(transport)
            assert report.complete
            assert report.delegation
    assert budi.row(key) == rani.row(key)
    assert budi.photos.read(sha(picture)) == picture


def test_sending_a_photograph_goes_on_over_https(
    rani: Laptop, centre: Centre, address: str, tls: TlsFiles
) -> None:
    picture = bytes(range(256)) * 2_000
    rani.photograph(picture, b"kecil")
    rani.transport.cut_photo_after = 123_456
    with pytest.raises(UserError):
        rani.sync()
    with pytest.raises(UserError):
        rani.sync()
    with HttpsTransport(address, rani.enrolled.token, pem(tls)) as transport:
        assert transport.blob_offset(sha(picture)) is not None
        assert rani.sync(transport).complete
        came = bytearray()
        assert transport.get_blob(sha(picture), 500_000, came.extend)
        assert came == picture[500_000:]
    assert centre.photos.read(sha(picture)) == picture


def test_bytes_damaged_at_the_centre_are_sent_anew_over_https(
    rani: Laptop, centre: Centre, address: str, tls: TlsFiles
) -> None:
    picture = bytes(range(256)) * 2_000
    rani.photograph(picture, b"kecil")
    centre.photos.append_part(sha(picture), 0, bytes(100_000))
    centre.photos.append_part(sha(b"kecil"), 0, b"kecil")  # all of it, and then a power cut
    with HttpsTransport(address, rani.enrolled.token, pem(tls)) as transport:
        assert rani.sync(transport).complete
    assert centre.photos.read(sha(picture)) == picture
    assert centre.photos.has(sha(b"kecil"))


def test_the_same_bytes_over_another_road(
    rani: Laptop, centre: Centre, address: str, tls: TlsFiles
) -> None:
    rani.add()
    rani.transport.lose_answers = 1
    with pytest.raises(UserError):
        rani.sync()
    with HttpsTransport(address, rani.enrolled.token, pem(tls)) as transport:
        assert rani.sync(transport).sent == 1
    assert central_count(centre) == 1
    assert rani.waiting() == 0


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def test_nothing_listens(rani: Laptop, tls: TlsFiles) -> None:
    rani.add()
    error = sync_fails(rani, f"https://127.0.0.1:{closed_port()}", pem(tls))
    assert error.code == "network.offline"
    assert rani.waiting() == 1


def test_a_name_that_does_not_exist(rani: Laptop, tls: TlsFiles) -> None:
    assert sync_fails(rani, "https://pusat.invalid", pem(tls)).code == "network.offline"


LOGIN_PAGE = b"<html><body>Selamat datang di Wi-Fi gratis. Silakan login.</body></html>"
TROUBLES: list[tuple[str, Answer]] = [
    ("network.portal", http(200, LOGIN_PAGE, "Content-Type: text/html")),
    ("network.portal", http(302, b"", "Location: https://login.example/")),
    ("network.portal", http(404, LOGIN_PAGE)),
    ("network.portal", http(500, LOGIN_PAGE)),
    ("central.trouble", http(502, b"bad gateway")),
    ("central.trouble", http(503, b"")),
    ("central.trouble", http(500, b'{"code": "central.bug"}', OURS)),
    ("central.trouble", http(400, b'{"code": "wire.malformed"}', OURS)),
    ("login.ended", http(401, b"{}", OURS)),
    ("login.refused", http(403, b"{}", OURS)),
    ("wire.too_large", http(413, b"{}", OURS)),
    ("app.too_old", http(426, b"{}", OURS)),
    ("network.cut", http(200, b"bukan pesan", OURS)),
    ("network.cut", http(200, wire.pack({"acks": []}), OURS)),
    ("network.cut", http(200, wire.pack([1, 2]), OURS)),
    ("network.cut", lambda peer, _: None),
    (
        "network.cut",
        lambda peer, _: peer.sendall(
            f"HTTP/1.1 200 X\r\n{OURS}\r\nContent-Length: 900\r\n\r\nab".encode()
        ),
    ),
    ("network.cut", lambda peer, _: peer.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")),
]


def test_each_trouble_has_its_sentence(shared_laptop: Laptop, tls: TlsFiles) -> None:
    found = []
    for _, answer in TROUBLES:
        with answering(tls, answer) as url:
            error = sync_fails(shared_laptop, url, pem(tls))
        assert "aman di laptop" in error.safe
        assert error.todo
        assert shared_laptop.waiting() == 1
        found.append(error.code)
    assert found == [code for code, _ in TROUBLES]


@pytest.fixture
def shared_laptop(make_laptop: MakeLaptop) -> Laptop:
    """A laptop with one row that waits."""
    laptop = make_laptop("Rani")
    laptop.add()
    return laptop


def test_another_certificate_gets_no_data(
    shared_laptop: Laptop, tls: TlsFiles, tmp_path: Path
) -> None:
    got: list[bytes] = []
    evil = make_certificate(tmp_path / "evil")
    with answering(evil, lambda peer, request: got.append(request)) as url:
        error = sync_fails(shared_laptop, url, pem(tls))
    assert error.code == "network.certificate"
    assert got == []


def test_a_certificate_for_another_name(shared_laptop: Laptop, address: str, tls: TlsFiles) -> None:
    url = address.replace("127.0.0.1", "127.0.0.2")
    with serving(shared_laptop.transport.centre, tls, "127.0.0.2") as elsewhere:
        assert elsewhere.startswith(url.rsplit(":", 1)[0])
        assert sync_fails(shared_laptop, elsewhere, pem(tls)).code == "network.certificate"


def test_the_system_does_not_trust_a_certificate_of_ones_own(address: str) -> None:
    with HttpsTransport(address, None, None) as transport, pytest.raises(UserError) as caught:
        transport.hello()
    assert caught.value.code == "network.certificate"


@pytest.mark.lesson("B2")
def test_a_centre_too_slow(
    shared_laptop: Laptop, tls: TlsFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transports, "_TIMEOUT", httpx.Timeout(0.2, connect=5.0))
    held = threading.Event()

    def hold(_peer: ssl.SSLSocket, _request: bytes) -> None:
        held.wait(3)

    with answering(tls, hold) as url:
        error = sync_fails(shared_laptop, url, pem(tls))
        held.set()
    assert error.code == "network.slow"
    assert shared_laptop.waiting() == 1


@pytest.mark.lesson("B1")
def test_a_cut_after_the_commit_is_made_good(
    shared_laptop: Laptop, centre: Centre, address: str, tls: TlsFiles
) -> None:
    """The centre commits, its answer is cut in the middle; the next sync counts it once."""

    def half(peer: ssl.SSLSocket, request: bytes) -> None:
        body = request.partition(b"\r\n\r\n")[2]
        answer = wire.pack(shared_laptop.transport.answer(body).to_json())
        start = f"HTTP/1.1 200 X\r\n{OURS}\r\nContent-Length: {len(answer)}\r\n\r\n".encode()
        peer.sendall(start + answer[: len(answer) // 2])

    with answering(tls, half) as url:
        error = sync_fails(shared_laptop, url, pem(tls))
    assert error.code == "network.cut"
    assert central_count(centre) == 1
    assert shared_laptop.waiting() == 1
    with HttpsTransport(address, shared_laptop.enrolled.token, pem(tls)) as transport:
        assert shared_laptop.sync(transport).sent == 1
    assert central_count(centre) == 1
    assert shared_laptop.waiting() == 0


@pytest.mark.parametrize("url", ["http://pusat.example", "pusat.example", "", "ftp://x"])
def test_only_https(url: str) -> None:
    with pytest.raises(UserError) as caught:
        HttpsTransport(url, None, None)
    assert caught.value.code == "enrol.bad_address"


def test_enrolment_over_https(centre: Centre, address: str, tls: TlsFiles) -> None:
    person = people.add_person(centre, "Dewi", [])
    code = people.new_code(centre, person)
    public = keys.public_text(keys.new_private_key())
    with HttpsTransport(address, None, pem(tls)) as transport:
        answer = transport.enrol(code.lower(), "Laptop", public)
        assert answer["person_name"] == "Dewi"
        with pytest.raises(UserError) as caught:
            transport.enrol(code, "Laptop", public)
    assert caught.value.code == "enrol.bad_code"


def test_a_login_that_ended(
    shared_laptop: Laptop, centre: Centre, address: str, tls: TlsFiles
) -> None:
    people.set_active(centre, shared_laptop.enrolled.person_id, active=False)
    assert sync_fails(shared_laptop, address, pem(tls)).code == "login.ended"
    assert shared_laptop.waiting() == 1
