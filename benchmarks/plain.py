"""Bytes alone over the same kind of link: the floor that a first sync is held against."""

from __future__ import annotations

import os
import socket
import threading
import time

from benchmarks.link import Link


def bytes_of(count: int, rtt_s: float, rate: float) -> float:
    """Seconds from a request of one byte to the last of `count` bytes, warm, on such a link.

    The bytes come from a bare socket: TLS adds none that the count does not hold already.
    """
    data = os.urandom(count)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        link = Link("127.0.0.1", listener.getsockname()[1], rtt_s, rate)
        link.start()
        sender = threading.Thread(target=_send, args=(listener, data), daemon=True)
        sender.start()
        try:
            return _receive(link.port, count)
        finally:
            link.stop()
            sender.join(10)


def _send(listener: socket.socket, data: bytes) -> None:
    peer, _ = listener.accept()
    with peer:
        peer.recv(1)  # the connection is warm
        peer.sendall(b"!")
        peer.recv(1)  # the request
        peer.sendall(data)
        peer.recv(1)


def _receive(port: int, count: int) -> float:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"?")
        line.recv(1)
        start = time.perf_counter()
        line.sendall(b"?")
        left = count
        while left:
            left -= len(line.recv(min(left, 65536)))
        return time.perf_counter() - start
