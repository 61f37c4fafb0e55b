"""Programs started to be killed in the middle of their work."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@contextlib.contextmanager
def program(arguments: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A Python program of this project; killed, if it still lives, on leaving."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def kill(process: subprocess.Popen[str]) -> list[str]:
    """End it as a power cut would; the whole lines it had still said."""
    assert process.stdout is not None
    process.send_signal(KILL)
    rest = process.stdout.read()
    process.wait(10)
    return rest.splitlines() if rest.endswith("\n") else rest.splitlines()[:-1]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_for_port(port: int, seconds: float = 30) -> None:
    """Until somebody listens."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise AssertionError("nobody came to listen")


def kill_family(pid: int) -> None:
    """A process and its children, at once: as when the machine loses its power."""
    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    for process in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(KILL)
    psutil.wait_procs(family, 10)
