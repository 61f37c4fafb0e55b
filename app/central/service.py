"""The HTTPS service: authentication, limits, and the library behind it. Stateless.

Every answer carries the protocol's header, so that a laptop can tell a centre from
the login page of a public Wi-Fi. Errors are short codes; the laptop has the words.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app import __version__
from app.central import blobs, people
from app.central.centre import Centre
from app.central.pull import Page, read_pull, visible_scopes
from app.central.push import Caller, Pushed, apply_push
from app.errors import UserError
from app.models.central import DeviceSync
from app.models.rows import encode
from app.protocol import wire
from app.protocol.keys import public_key

log = logging.getLogger(__name__)
_PIECE = 64 * 1024
Handler = Callable[[Request], Awaitable[Response]]


def build_service(centre: Centre) -> Starlette:
    """The ASGI application of a centre."""
    service = _Service(centre)
    return Starlette(
        routes=[
            Route("/v1/hello", _edge(service.hello), methods=["GET"]),
            Route("/v1/enrol", _edge(service.enrol), methods=["POST"]),
            Route("/v1/sync", _edge(service.sync), methods=["POST"]),
            Route("/v1/blob/{sha256}", _edge(service.blob), methods=["HEAD", "PUT", "GET"]),
        ]
    )


class Denied(Exception):  # noqa: N818 - an answer, not a failure
    """Ends a request with a status and a code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def _json(status: int, value: object) -> Response:
    return JSONResponse(value, status, headers={wire.HEADER: str(wire.PROTO)})


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
        except Exception:
            log.exception("bug while answering %s", request.url.path)
            return _json(500, {"code": "central.bug"})

    return guarded


async def _body(request: Request, limit: int) -> bytes:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limit:
            raise Denied(413, "wire.too_large")
    return bytes(data)


class _Service:
    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    async def hello(self, _request: Request) -> Response:
        return _json(200, {"proto": wire.PROTO, "app": __version__})

    async def enrol(self, request: Request) -> Response:
        data = wire.unpack(await _body(request, 8192), 65536)
        try:
            code, name, key = str(data["code"]), str(data["device"]), str(data["public_key"])
            public_key(key)
        except (KeyError, TypeError, ValueError) as error:
            raise Denied(400, "enrol.malformed") from error
        enrolled = await run_in_threadpool(people.enrol, self._centre, code, name, key)
        if enrolled is None:
            raise Denied(403, "enrol.bad_code")
        fields = dataclasses.asdict(enrolled)
        return _json(200, {name: encode(value) for name, value in fields.items()})

    async def sync(self, request: Request) -> Response:
        token = _token(request)
        await run_in_threadpool(self._caller, token)  # before anything is read or unpacked
        body = await _body(request, wire.MAX_PACKED * 2)
        packed = await run_in_threadpool(self._answer, token, body)
        headers = {wire.HEADER: str(wire.PROTO)}
        return Response(packed, 200, headers, media_type="application/octet-stream")

    def _answer(self, token: str, body: bytes) -> bytes:
        asked = wire.Request.from_json(wire.unpack(body))
        return wire.pack(self._sync(token, asked).to_json())

    def _sync(self, token: str, asked: wire.Request) -> wire.Answer:
        now = self._centre.clock.now()
        caller, state = self._caller(token)
        if caller.device_id != asked.device:
            raise Denied(403, "login.other_device")
        pushed = apply_push(self._centre.engine, caller, asked.incarnation, asked.batch_bytes, now)
        cursors = asked.cursors if asked.epoch == state["epoch"] else {}
        with self._centre.engine.connect() as conn:
            scopes = visible_scopes(conn, [g.region for g in caller.grants])
            page = read_pull(conn, scopes, cursors, asked.limit)
            key = people.device_public_key(conn, caller.device_id)
        self._seen(caller, asked, now)
        delegation = people.delegate(self._centre, key, caller.device_code, caller.grants)
        return _answer(caller, pushed, page, scopes, state["epoch"], now, delegation)

    def _caller(self, token: str) -> tuple[Caller, Any]:
        with self._centre.engine.connect() as conn:
            caller = people.authenticate(conn, token)
            if caller is None:
                raise Denied(401, "login.ended")
            return caller, self._centre.state(conn)

    def _seen(self, caller: Caller, asked: wire.Request, now: datetime) -> None:
        try:
            skew = int((now - datetime.fromisoformat(asked.client_now)).total_seconds() * 1000)
        except (TypeError, ValueError) as error:
            raise wire.WireError("client_now") from error
        values = {"last_seen_at": now, "app_version": asked.app[:40]}
        with self._centre.engine.begin() as conn:
            conn.execute(
                sa.update(DeviceSync)
                .where(DeviceSync.device_id == caller.device_id)
                .values(skew_ms=max(min(skew, 2**31 - 1), -(2**31)), **values)
            )

    async def blob(self, request: Request) -> Response:
        sha256 = request.path_params["sha256"]
        caller, _ = await run_in_threadpool(self._caller, _token(request))
        access = await run_in_threadpool(blobs.access, self._centre, caller, sha256)
        if access is None:
            raise Denied(404, "blob.unknown")
        if request.method == "PUT":
            return await self._put(request, caller, access)
        if request.method == "HEAD":
            status = await run_in_threadpool(blobs.status, self._centre, access)
            return _status(status)
        return await run_in_threadpool(self._get, request, access)

    async def _put(self, request: Request, caller: Caller, access: blobs.Access) -> Response:
        """Keeps what arrives as it arrives, so that a cut loses at most one piece."""
        place = _offset(request)
        piece = bytearray()
        try:
            async for chunk in request.stream():
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
        return _status(await run_in_threadpool(blobs.status, self._centre, access))

    async def _append(
        self, caller: Caller, access: blobs.Access, place: int, piece: bytearray
    ) -> int:
        data = bytes(piece)
        piece.clear()
        if data:
            await run_in_threadpool(blobs.append, self._centre, caller, access, place, data)
        return place + len(data)

    def _get(self, request: Request, access: blobs.Access) -> Response:
        data = blobs.read(self._centre, access, _offset(request))
        headers = {wire.HEADER: str(wire.PROTO)}
        return Response(data, 200, headers, media_type="application/octet-stream")


def _status(status: blobs.Status) -> Response:
    headers = {
        wire.HEADER: str(wire.PROTO),
        "Upload-Offset": str(status.offset),
        "Upload-Complete": "?1" if status.stored else "?0",
    }
    return Response(b"", 200, headers)


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


def _answer(
    caller: Caller,
    pushed: Pushed,
    page: Page,
    scopes: tuple[str, ...],
    epoch: str,
    now: datetime,
    delegation: str,
) -> wire.Answer:
    return wire.Answer(
        acks=pushed.acks,
        items=page.items,
        cursors=page.cursors,
        more=page.more,
        scopes=scopes,
        roles=tuple((str(g.role), g.region) for g in caller.grants),
        epoch=epoch,
        server_now=encode(now),
        delegation=delegation,
        applied_no=pushed.applied_no,
        problem=pushed.problem,
    )
