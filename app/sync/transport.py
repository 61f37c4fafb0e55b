"""How messages reach a centre. Whatever a network can do wrong becomes one clear sentence."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from app.errors import UserError
from app.protocol import places, wire

_SAFE = "Semua data tetap aman di laptop ini."
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_PIECE = 256 * 1024


Answers = Generator[wire.Answer, None, None]
"""Answers as they arrive; closing it ends the conversation."""


Meanwhile = Callable[[], None]
"""Work for the time between the last byte of a request and the first of its answer."""


def nothing() -> None:
    """No such work."""


@dataclass(frozen=True, slots=True)
class BlobPlace:
    """How many bytes of a photograph the centre has; its signed receipt once it is whole."""

    offset: int
    receipt: bytes = b""


class Transport(Protocol):
    """A way to a centre that answers at once: HTTPS, or a call within one process."""

    def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
        """One sync step: answers as they arrive, the acks in the first.

        `meanwhile` may be done once the request has left; what it raises ends the step.
        UserError when the centre cannot be reached or stops in the middle; what came out
        before that is whole and stays.
        """
        ...

    def relay(self, letter: bytes, body: bytes) -> wire.Relayed:
        """Send a batch that another laptop froze and signed; UserError as above."""
        ...

    def blob_offset(self, sha256: str) -> BlobPlace | None:
        """How far a photograph has come; None when the centre does not know of it."""
        ...

    def blob_places(self, hashes: Sequence[str]) -> Mapping[str, BlobPlace] | None:
        """The same of several at once, without those the centre does not know of.

        None when this centre is too old to be asked so.
        """
        ...

    def put_blob(self, sha256: str, data: bytes, offset: int) -> BlobPlace | None:
        """Send a photograph from `offset`, and how far it has come then."""
        ...

    def get_blob(self, sha256: str, offset: int, take: Callable[[bytes], None]) -> bool:
        """Fetch a photograph from `offset`; False when the centre does not have it yet.

        `take` is given the bytes as they arrive: after a UserError they stay taken.
        """
        ...


def _error(code: str, what: str, todo: str) -> UserError:
    return UserError(code, what, safe=_SAFE, todo=todo)


def offline() -> UserError:
    """No way to the centre at all."""
    return _error(
        "network.offline",
        "Pusat tidak terjangkau: laptop belum tersambung ke internet.",
        "Sambungkan ke hotspot atau Wi-Fi, lalu sinkronkan lagi.",
    )


def _slow() -> UserError:
    return _error(
        "network.slow",
        "Jaringan terlalu lambat, pusat tidak menjawab dalam 20 detik.",
        "Coba lagi di tempat dengan sinyal lebih baik.",
    )


def cut() -> UserError:
    """The connection broke off in the middle."""
    return _error(
        "network.cut",
        "Sambungan terputus di tengah jalan.",
        "Sinkronkan lagi; pengiriman dilanjutkan dari tempat terakhir.",
    )


def _portal() -> UserError:
    return _error(
        "network.portal",
        "Wi-Fi ini meminta login dahulu, yang menjawab bukan pusat data.",
        "Buka peramban, masuk ke Wi-Fi itu atau pakai hotspot telepon, lalu sinkronkan lagi.",
    )


def _certificate() -> UserError:
    return _error(
        "network.certificate",
        "Sertifikat keamanan pusat tidak cocok, jadi tidak ada data yang dikirim.",
        "Ganti jaringan dan periksa tanggal laptop. Bila tetap begini, hubungi admin Dinas.",
    )


_SENTENCES = {
    "login.ended": (
        "Pusat tidak lagi mengenali laptop ini.",
        "Minta kode baru kepada admin, lalu hubungkan lagi di halaman Sinkronisasi.",
    ),
    "login.refused": (
        "Pusat menolak laptop ini.",
        "Minta kode baru kepada admin, lalu hubungkan lagi.",
    ),
    "wire.too_large": (
        "Kiriman terlalu besar untuk pusat.",
        "Hubungi admin Dinas dan sebutkan pesan ini.",
    ),
    "app.too_old": (
        "Program ini terlalu lama untuk pusat.",
        "Pasang versi terbaru, lalu sinkronkan lagi.",
    ),
    "central.trouble": (
        "Pusat sedang bermasalah dan tidak dapat menerima data.",
        "Coba lagi beberapa menit lagi.",
    ),
    "enrol.bad_code": (
        "Kode tidak berlaku: salah ketik, sudah dipakai, atau kedaluwarsa.",
        "Periksa lagi kodenya atau minta kode baru kepada admin.",
    ),
}
_BY_STATUS = {
    401: "login.ended",
    403: "login.refused",
    413: "wire.too_large",
    426: "app.too_old",
}


def _told(code: str) -> UserError:
    """A fresh error each time: a raised one carries its traceback along."""
    return _error(code, *_SENTENCES[code])


def _is_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            # A road that breaks within the greeting shows no certificate at all.
            return not isinstance(error, ssl.SSLEOFError)
        error = error.__cause__ or error.__context__
    return False


def _explain(error: httpx.HTTPError) -> UserError:
    if isinstance(error, httpx.ConnectError):
        return _certificate() if _is_certificate(error) else offline()
    if isinstance(error, httpx.TimeoutException):
        return _slow()
    return cut()


def trust(certificate_pem: str | None) -> ssl.SSLContext:
    """Whom to believe: the system's authorities, or the one certificate given at enrolment."""
    context = ssl.create_default_context(cadata=certificate_pem)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class HttpsTransport:
    """HTTPS to one centre, one warm connection; use as a context manager."""

    def __init__(self, url: str, token: str | None, certificate_pem: str | None) -> None:
        if not url.startswith("https://"):
            raise bad_address(url)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._client = httpx.Client(
            base_url=url, headers=headers, verify=trust(certificate_pem), timeout=_TIMEOUT
        )

    def __enter__(self) -> HttpsTransport:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def _send(
        self, method: str, path: str, accept: Callable[[int], bool], **more: Any
    ) -> httpx.Response:
        try:
            response = self._client.request(method, path, **more)
        except httpx.HTTPError as error:
            raise _explain(error) from error
        _check(response, accept)
        return response

    def hello(self) -> None:
        """Whether a centre answers at this address; UserError when not."""
        self._send("GET", "/v1/hello", _is_ok)

    def enrol(self, code: str, device: str, public_key: str) -> dict[str, Any]:
        """Exchange a one-time code for a login; UserError `enrol.bad_code`."""
        body = wire.pack({"code": code, "device": device, "public_key": public_key})
        response = self._send("POST", "/v1/enrol", lambda s: s in {200, 403}, content=body)
        if response.status_code == 403:
            raise _told("enrol.bad_code")
        data: dict[str, Any] = response.json()
        return data

    def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
        """One sync step over HTTPS; the answers come while the centre still writes them."""
        body = wire.pack(request.to_json())
        headers = {"Content-Length": str(len(body))}
        content = _then(body, meanwhile)
        try:
            with self._client.stream(
                "POST", "/v1/sync", headers=headers, content=content
            ) as response:
                _check(response, _is_ok)
                for frame in wire.unpack_frames(response.iter_raw()):
                    yield wire.Answer.from_json(frame)
        except httpx.HTTPError as error:
            raise _explain(error) from error
        except wire.WireError as error:
            raise cut() from error

    def relay(self, letter: bytes, body: bytes) -> wire.Relayed:
        """Pass on another laptop's batch."""
        content = wire.pack(wire.relay_to_json(letter, body))
        response = self._send("POST", "/v1/relay", _is_ok, content=content)
        try:
            return wire.Relayed.from_json(wire.unpack(response.content))
        except wire.WireError as error:
            raise cut() from error

    def blob_offset(self, sha256: str) -> BlobPlace | None:
        """Ask how far a photograph has come."""
        response = self._send("HEAD", f"/v1/blob/{sha256}", _ok_or_missing)
        return None if response.status_code == 404 else _place(response)

    def blob_places(self, hashes: Sequence[str]) -> Mapping[str, BlobPlace] | None:
        """Ask how far several photographs have come."""
        content = wire.pack(places.question(hashes))
        response = self._send("POST", "/v1/blobs", _ok_or_missing, content=content)
        if response.status_code == 404:
            return None
        try:
            told = places.read_answer(wire.unpack(response.content))
        except wire.WireError as error:
            raise cut() from error
        return {sha256: BlobPlace(*place) for sha256, place in told.items()}

    def put_blob(self, sha256: str, data: bytes, offset: int) -> BlobPlace | None:
        """Send the rest of a photograph, in pieces so that a cut keeps what arrived."""
        headers = {"Upload-Offset": str(offset), "Upload-Length": str(len(data))}
        pieces = (data[i : i + _PIECE] for i in range(offset, len(data), _PIECE))
        response = self._send(
            "PUT", f"/v1/blob/{sha256}", _ok_or_missing, headers=headers, content=pieces
        )
        return None if response.status_code == 404 else _place(response)

    def get_blob(self, sha256: str, offset: int, take: Callable[[bytes], None]) -> bool:
        """Fetch the rest of a photograph, taken in as it arrives so that a cut keeps it."""
        headers = {"Upload-Offset": str(offset)}
        path = f"/v1/blob/{sha256}"
        try:
            with self._client.stream("GET", path, headers=headers) as response:
                _check(response, lambda s: s in {200, 404, 409})
                if response.status_code != 200:
                    return False
                for piece in response.iter_raw():
                    take(piece)
        except httpx.HTTPError as error:
            raise _explain(error) from error
        return True


def _then(body: bytes, meanwhile: Meanwhile) -> Iterator[bytes]:
    """Asked for more when the body is on the line: that is the time to do something else."""
    yield body
    meanwhile()


def _is_ok(status: int) -> bool:
    return status == 200


def _ok_or_missing(status: int) -> bool:
    return status in {200, 404}


def _check(response: httpx.Response, accept: Callable[[int], bool]) -> None:
    """UserError unless it was a centre that answered, and as hoped."""
    if response.headers.get(wire.HEADER) is None:
        raise _told("central.trouble") if response.status_code in {502, 503, 504} else _portal()
    if not accept(response.status_code):
        raise _told(_BY_STATUS.get(response.status_code, "central.trouble"))


def _place(response: httpx.Response) -> BlobPlace:
    try:
        receipt = base64.b64decode(response.headers.get(wire.RECEIPT, ""), validate=True)
        return BlobPlace(int(response.headers.get("Upload-Offset", "0")), receipt)
    except ValueError as error:
        raise cut() from error


def bad_address(url: str) -> UserError:
    """The address typed is not one of a centre."""
    return UserError(
        "enrol.bad_address",
        f"Alamat pusat harus diawali https://, bukan {url[:40]!r}.",
        todo="Periksa lagi alamat yang diberikan admin.",
    )
