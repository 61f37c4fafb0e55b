"""The HTTPS service: authentication, limits, and the library behind it. Stateless.

Every answer carries the protocol's header, so that a laptop can tell a centre from
the login page of a public Wi-Fi. Errors are short codes; the laptop has the words.
"""

from __future__ import annotations

import asyncio
import base64
import dataclasses
import itertools
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from app import __version__
from app.central import blobs, people
from app.central.centre import Centre
from app.central.exchange import exchange, relay
from app.central.push import Caller
from app.central.throttle import Throttle
from app.errors import UserError
from app.models.rows import encode
from app.protocol import places, wire
from app.protocol.keys import public_key

log = logging.getLogger(__name__)
_PIECE = 64 * 1024
SILENCE_S = 30.0
"""Longer than the 20 s after which a laptop gives up of itself."""
SLOWEST = 128
"""Bytes a second below which a body is no slow link but a hand that holds a connection open."""
Handler = Callable[[Request], Awaitable[Response]]


def build_service(centre: Centre) -> Starlette:
    """The ASGI application of a centre."""
    service = _Service(centre)
    app = Starlette(
        routes=[
            Route("/v1/hello", _edge(service.hello), methods=["GET"]),
            Route("/v1/enrol", _edge(service.enrol), methods=["POST"]),
            Route("/v1/sync", _edge(service.sync), methods=["POST"]),
            Route("/v1/relay", _edge(service.relay), methods=["POST"]),
            Route("/v1/blobs", _edge(service.blob_places), methods=["POST"]),
            Route("/v1/blob/{sha256}", _edge(service.blob), methods=["HEAD", "PUT", "GET"]),
        ],
        exception_handlers={HTTPException: _not_served},
    )
    app.router.redirect_slashes = False  # a redirect would lack our header
    return app


class Denied(Exception):  # noqa: N818 - an answer, not a failure
    """Ends a request with a status and a code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def _json(status: int, value: object) -> Response:
    return JSONResponse(value, status, headers={wire.HEADER: str(wire.PROTO)})


async def _not_served(_request: Request, error: Exception) -> Response:
    """The router's 404 and 405: a centre that does not know a path is still a centre."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _json(status, {"code": "wire.not_served"})


def _edge(handler: Handler) -> Handler:
    """Turns what a handler raises into an answer; the one place that catches."""

    async def guarded(request: Request) -> Response:
        try:
            return await handler(request)
        except Denied as denied:
            return _json(denied.status, {"code": denied.code})
        except wire.WireError as error:
            return _json(400, {"code": "wire.malformed", "detail": str(error)[:200]})
        except UserError as error:
            return _json(409, {"code": error.code})
        except ClientDisconnect:
            return _json(400, {"code": "wire.cut"})
        except sa.exc.SQLAlchemyError as error:
            if not _is_gone(error):
                log.exception("bug while answering %s", request.url.path)
                return _json(500, {"code": "central.bug"})
            _tell_gone(error)
            return _json(503, {"code": "central.database"})
        except Exception:
            log.exception("bug while answering %s", request.url.path)
            return _json(500, {"code": "central.bug"})

    return guarded


def _is_gone(error: sa.exc.SQLAlchemyError) -> bool:
    """Whether the database does not answer, or not now; anything else of it is a bug of ours."""
    if isinstance(error, sa.exc.TimeoutError):
        return True  # every connection is busy waiting
    if not isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    return not state.startswith("40")  # deadlocks and their like


def _tell_gone(error: sa.exc.SQLAlchemyError) -> None:
    words = str(getattr(error, "orig", None) or error).strip().splitlines()
    log.error("the database does not answer: %s", words[0] if words else "")


def _while_there(frames: Iterator[bytes]) -> Iterator[bytes]:
    """Ends the stream without its end where the database goes: the laptop sees a cut."""
    try:
        yield from frames
    except sa.exc.SQLAlchemyError as error:
        if not _is_gone(error):
            raise
        _tell_gone(error)


async def _body(request: Request, limit: int) -> bytes:
    data = bytearray()
    async for chunk in _chunks(request):
        data += chunk
        if len(data) > limit:
            raise Denied(413, "wire.too_large")
    return bytes(data)


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    """What arrives of a request; one that falls silent, or only drips, is given up.

    A laptop on the slowest link we know sends far more between two looks at the clock.
    """
    stream = aiter(request.stream())
    received, started = 0, time.monotonic()
    while True:
        try:
            async with asyncio.timeout(SILENCE_S):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise Denied(408, "wire.slow") from error
        received += len(chunk)
        if received < SLOWEST * (time.monotonic() - started - SILENCE_S):
            raise Denied(408, "wire.slow")
        yield chunk


Look = Callable[[Centre, blobs.Access], blobs.Status]


class _Service:
    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._guesses = Throttle()

    async def hello(self, _request: Request) -> Response:
        return _json(200, {"proto": wire.PROTO, "app": __version__})

    async def enrol(self, request: Request) -> Response:
        data = wire.unpack(await _body(request, 8192), 65536)
        try:
            code, name, key = str(data["code"]), str(data["device"]), str(data["public_key"])
            public_key(key)
        except (KeyError, TypeError, ValueError) as error:
            raise Denied(400, "enrol.malformed") from error
        address, clock = request.client.host if request.client else "", self._centre.clock
        if not self._guesses.may_try(address, clock.now()):
            raise Denied(503, "enrol.too_often")
        enrolled = await run_in_threadpool(people.enrol, self._centre, code, name, key)
        if enrolled is None:
            self._guesses.failed(address, clock.now())
            raise Denied(403, "enrol.bad_code")
        fields = dataclasses.asdict(enrolled)
        return _json(200, {name: encode(value) for name, value in fields.items()})

    async def sync(self, request: Request) -> Response:
        token = _token(request)
        caller = await run_in_threadpool(self._caller, token)  # before anything is unpacked
        body = await _body(request, wire.MAX_PACKED * 2)
        answers = await run_in_threadpool(self._exchange, caller, body)
        headers = {wire.HEADER: str(wire.PROTO)}
        return StreamingResponse(
            answers, 200, headers=headers, media_type="application/octet-stream"
        )

    def _exchange(self, caller: Caller, body: bytes) -> Iterator[bytes]:
        asked = wire.Request.from_json(wire.unpack(body))
        if caller.device_id != asked.device:
            raise Denied(403, "login.other_device")
        answers = exchange(self._centre, caller, asked)
        first = next(answers)  # what goes wrong until here still gets a status of its own
        whole = itertools.chain([first], answers)
        return _while_there(wire.pack_frames(a.to_json() for a in whole))

    async def relay(self, request: Request) -> Response:
        """Another laptop's batch: whoever brings it must be let in, whoever wrote it signed it."""
        await run_in_threadpool(self._caller, _token(request))
        data = wire.unpack(await _body(request, wire.MAX_PACKED * 2))
        letter, body = wire.relay_from_json(data)
        relayed = await run_in_threadpool(relay, self._centre, letter, body)
        packed = wire.pack(relayed.to_json())
        headers = {wire.HEADER: str(wire.PROTO)}
        return Response(packed, 200, headers, media_type="application/octet-stream")

    def _caller(self, token: str) -> Caller:
        with self._centre.engine.connect() as conn:
            caller = people.authenticate(conn, token)
        if caller is None:
            raise Denied(401, "login.ended")
        return caller

    async def blob(self, request: Request) -> Response:
        sha256 = request.path_params["sha256"]
        caller = await run_in_threadpool(self._caller, _token(request))
        access = await run_in_threadpool(blobs.access, self._centre, caller, sha256)
        if access is None:
            raise Denied(404, "blob.unknown")
        if request.method == "PUT":
            return await self._put(request, caller, access)
        if request.method == "HEAD":
            return await run_in_threadpool(self._status, caller, access, blobs.status)
        return await run_in_threadpool(self._get, request, access)

    async def blob_places(self, request: Request) -> Response:
        """How far many photographs have come, asked at once."""
        caller = await run_in_threadpool(self._caller, _token(request))
        body = await _body(request, places.MAX_QUESTION)
        hashes = places.read_question(wire.unpack(body, places.MAX_QUESTION))
        told = await run_in_threadpool(blobs.places, self._centre, caller, hashes)
        packed = wire.pack(places.answer(told))
        headers = {wire.HEADER: str(wire.PROTO)}
        return Response(packed, 200, headers, media_type="application/octet-stream")

    async def _put(self, request: Request, caller: Caller, access: blobs.Access) -> Response:
        """Keeps what arrives as it arrives, so that a cut loses at most one piece."""
        place = _offset(request)
        piece = bytearray()
        try:
            async for chunk in _chunks(request):
                piece += chunk
                if place + len(piece) > access.size_bytes:
                    raise Denied(413, "wire.too_large")
                if len(piece) >= _PIECE:
                    place = await self._append(caller, access, place, piece)
        except Denied:
            piece.clear()
            raise
        finally:
            await self._append(caller, access, place, piece)
        # Whoever else brings the same bytes may be at its last step: the word is given after it.
        return await run_in_threadpool(self._status, caller, access, blobs.settled)

    async def _append(
        self, caller: Caller, access: blobs.Access, place: int, piece: bytearray
    ) -> int:
        data = bytes(piece)
        piece.clear()
        await run_in_threadpool(blobs.take_in, self._centre, caller, access, place, data)
        return place + len(data)

    def _status(self, caller: Caller, access: blobs.Access, look: Look) -> Response:
        """How far a photograph has come and, once it is whole, the centre's signed word."""
        status = look(self._centre, access)
        headers = {
            wire.HEADER: str(wire.PROTO),
            "Upload-Offset": str(status.offset),
            "Upload-Complete": "?1" if status.stored else "?0",
        }
        if status.stored:
            receipt = blobs.receipt(self._centre, caller, access)
            headers[wire.RECEIPT] = base64.b64encode(receipt).decode("ascii")
        return Response(b"", 200, headers)

    def _get(self, request: Request, access: blobs.Access) -> Response:
        data = blobs.read(self._centre, access, _offset(request))
        headers = {wire.HEADER: str(wire.PROTO)}
        return Response(data, 200, headers, media_type="application/octet-stream")


def _offset(request: Request) -> int:
    text = request.headers.get("Upload-Offset", "0")
    if not text.isdecimal() or len(text) > 12:
        raise Denied(400, "blob.offset")
    return int(text)


def _token(request: Request) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind != "Bearer" or not token:
        raise Denied(401, "login.missing")
    return token
