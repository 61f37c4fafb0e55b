"""A timestamp service (RFC 3161) asked over HTTP: it vouches for when something was signed."""

from __future__ import annotations

import asyncio

import httpx
from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError, set_tsp_headers
from typing_extensions import override

_PATIENCE = 10.0
_MOST_BYTES = 100_000


class HttpStamper(TimeStamper):
    """Asks one service; TimestampRequestError for whatever keeps it from answering."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url = url

    @override
    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, body: bytes) -> tsp.TimeStampResp:
        try:
            answer = httpx.post(
                self.url, content=body, headers=set_tsp_headers({}), timeout=_PATIENCE
            )
            answer.raise_for_status()
            if len(answer.content) > _MOST_BYTES:
                raise TimestampRequestError("a timestamp that is too large")
            response = tsp.TimeStampResp.load(answer.content, strict=True)
            response.native  # noqa: B018 - read whole here, where a broken answer is expected
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError) as error:
            raise TimestampRequestError("no timestamp") from error
        return response
