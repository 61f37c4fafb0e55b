"""A centre served by the program itself, in a process of its own.

In earnest the centre computes on another machine: beside the laptop in one process each
would wait for the other's Python.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from app.central.centre import Centre
from app.central.tls import TlsFiles

_ROOT = Path(__file__).resolve().parent.parent
_PATIENCE_S = 60.0


@contextlib.contextmanager
def served(centre: Centre, tls: TlsFiles) -> Iterator[str]:
    """`main.py central serve` on a free port of this machine; yields the address."""
    port = _free_port()
    database = centre.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, str(_ROOT / "main.py"), "central", "serve", "--port", str(port)]
    command += ["--folder", str(centre.folder)]
    command += ["--certificate", str(tls.certificate), "--key", str(tls.key)]
    environment = {**os.environ, "KURASI_DATABASE_URL": database}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
        try:
            _await(port, running)
            yield f"https://127.0.0.1:{port}"
        finally:
            running.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _await(port: int, running: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while running.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("the service did not start")
