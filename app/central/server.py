"""Running the service: uvicorn with TLS, in the foreground or beside a test or a tour."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import uvicorn

from app.central.centre import Centre
from app.central.service import build_service
from app.central.tls import TlsFiles
from app.collector import spare_the_collector

CONNECTIONS = 400
"""Open at once; whoever comes beyond them gets 503, which a laptop takes for a busy centre."""


def _config(centre: Centre, host: str, port: int, tls: TlsFiles | None) -> uvicorn.Config:
    return uvicorn.Config(
        build_service(centre),
        host=host,
        port=port,
        ssl_certfile=str(tls.certificate) if tls else None,
        ssl_keyfile=str(tls.key) if tls else None,
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_keep_alive=30,
        limit_concurrency=CONNECTIONS,
        backlog=256,
        h11_max_incomplete_event_size=64 * 1024,
    )


def serve(centre: Centre, host: str, port: int, tls: TlsFiles | None) -> None:
    """Serve until stopped by a signal."""
    server = uvicorn.Server(_config(centre, host, port, tls))
    spare_the_collector()
    server.run()


@contextlib.contextmanager
def serving(centre: Centre, tls: TlsFiles | None, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve in a thread on a free port of this machine; yields the address."""
    # Named TCP: only then does asyncio switch Nagle off, and each answer goes at once.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind((host, 0))
    server = uvicorn.Server(_config(centre, host, listener.getsockname()[1], tls))
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listener]}, name="centre", daemon=True
    )
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the service did not start")
            time.sleep(0.01)
        yield f"{'https' if tls else 'http'}://{host}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()
