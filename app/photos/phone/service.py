"""The answers a phone gets. Whoever does not know the token sees the same 404 everywhere."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from app.photos.phone import page
from app.photos.phone.session import PhoneSession
from app.photos.phone.uploads import Arriving, Denied, read_offer

log = logging.getLogger(__name__)
Handler = Callable[[Request], Awaitable[Response]]
_WAIT_S = 20.0
"""How long a page that knows everything waits for news."""
_LARGEST_OFFER = 4096
_PIECE = 64 * 1024


class _Nothing(Exception):  # noqa: N818 - an answer, not a failure
    """There is nothing here, for this caller."""


def build_service(session: PhoneSession, host: str) -> Starlette:
    """The ASGI application of a session; `host` is the only `Host` it answers to."""
    service = _Service(session, host)
    one = "/{token}/pictures/{picture}"
    app = Starlette(
        routes=[
            Route("/{token}", service.edge(service.page), methods=["GET"]),
            Route("/{token}/state", service.edge(service.state), methods=["GET"]),
            Route("/{token}/pictures", service.edge(service.announce), methods=["POST"]),
            Route(one, service.edge(service.where), methods=["GET"]),
            Route(one, service.edge(service.append), methods=["PATCH"]),
            Route(one, service.edge(service.drop), methods=["DELETE"]),
        ],
        exception_handlers={HTTPException: _not_here},
    )
    app.router.redirect_slashes = False  # a redirect would tell paths apart
    return app


def _answer(status: int, body: bytes = b"", kind: str = "application/json") -> Response:
    headers = {
        "Content-Security-Policy": page.policy(),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return Response(body, status, headers, media_type=kind if body else None)


def _json(status: int, value: object) -> Response:
    return _answer(status, json.dumps(value).encode())


async def _not_here(_request: Request, _error: Exception) -> Response:
    return _answer(404)


def _told(picture: Arriving) -> dict[str, object]:
    return {
        "id": picture.id,
        "offset": picture.offset,
        "size": picture.size,
        "role": picture.role and str(picture.role),
        "state": str(picture.state),
        "text": picture.text,
    }


class _Service:
    def __init__(self, session: PhoneSession, host: str) -> None:
        self._session, self._host = session, host

    def edge(self, handler: Handler) -> Handler:
        """Lets in who knows the way, and turns what a handler raises into an answer."""

        async def guarded(request: Request) -> Response:
            try:
                self._let_in(request)
                return await handler(request)
            except _Nothing:
                return _answer(404)
            except Denied as denied:
                return _json(denied.status, _reason(denied))
            except ClientDisconnect:
                return _answer(400)
            except Exception:
                log.exception("bug while answering a phone")
                return _answer(500)

        return guarded

    def _let_in(self, request: Request) -> None:
        """The path is the key; the host keeps out pages that point a name of theirs here."""
        origin = request.headers.get("origin", f"http://{self._host}")
        mine = request.headers.get("host") == self._host and origin == f"http://{self._host}"
        if not self._session.knows(request.path_params["token"]) or not mine:
            raise _Nothing
        self._session.greet(_phone(request))

    async def page(self, _request: Request) -> Response:
        document = page.render(self._session.product, self._session.limits)
        return _answer(200, document.encode(), "text/html")

    async def state(self, request: Request) -> Response:
        """Everything that is known here; waits while the caller knows it already."""
        seen = request.query_params.get("seen", "")
        if seen == str(self._session.version):
            await self._news(seen)
        session = self._session
        value = {
            "version": session.version,
            "ended": session.ended,
            "left": session.left,
            "pictures": [_told(one) for one in session.views() if one.phone == _phone(request)],
        }
        return _json(200, value)

    async def _news(self, seen: str) -> None:
        loop, news = asyncio.get_running_loop(), asyncio.Event()

        def watcher() -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(news.set)

        forget = self._session.watch(watcher)
        try:
            if seen == str(self._session.version) and not self._session.ended:
                async with asyncio.timeout(_WAIT_S):
                    await news.wait()
        except TimeoutError:
            return
        finally:
            forget()

    async def announce(self, request: Request) -> Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST_OFFER:
                raise Denied(413, "malformed")
        try:
            data = json.loads(bytes(body))
        except (ValueError, RecursionError) as error:
            raise Denied(400, "malformed") from error
        offer = read_offer(data, self._session.limits)
        return _json(200, _told(self._session.announce(offer, _phone(request))))

    async def where(self, request: Request) -> Response:
        return _json(200, _told(self._session.where(request.path_params["picture"])))

    async def append(self, request: Request) -> Response:
        """Keeps what arrives as it arrives: a cut loses no more than what was in the air.

        Written from the loop: a piece is 64 KiB to the page cache, and whoever else waits
        for it sends pictures to the same disk.
        """
        ident, place = request.path_params["picture"], _offset(request)
        there = self._session.where(ident)
        announced = int(request.headers.get("content-length", "0"))  # checked by h11
        if announced > min(self._session.limits.piece, there.size - place):
            raise Denied(413, "malformed", offset=there.offset)
        piece, received = bytearray(), 0
        try:
            async for chunk in request.stream():
                received += len(chunk)
                if received > self._session.limits.piece:
                    raise Denied(413, "malformed")
                piece += chunk
                if len(piece) >= _PIECE:
                    place = self._keep(ident, place, piece)
        except ClientDisconnect:
            self._keep(ident, place, piece)
            raise
        self._keep(ident, place, piece)
        return _json(200, _told(self._session.where(ident)))

    def _keep(self, ident: str, place: int, piece: bytearray) -> int:
        data = bytes(piece)
        piece.clear()
        if data:
            self._session.append(ident, place, data)
        return place + len(data)

    async def drop(self, request: Request) -> Response:
        self._session.drop(request.path_params["picture"])
        return _json(200, {})


def _phone(request: Request) -> str:
    return request.client.host if request.client else ""


def _reason(denied: Denied) -> dict[str, object]:
    reason: dict[str, object] = {"code": denied.code, "text": denied.text}
    if denied.offset is not None:
        reason["offset"] = denied.offset
    return reason


def _offset(request: Request) -> int:
    text = request.headers.get("Upload-Offset", "")
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise Denied(400, "malformed")
    return int(text)
