"""Bare limits: bytes alone over the same kind of link, rows alone into the same kind of file."""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

from app.services.workspace import Workspace
from benchmarks.link import linked


def bytes_of(count: int, rtt_s: float, rate: float) -> float:
    """Seconds from a request of one byte to the last of `count` bytes, warm, on such a link.

    The bytes come from a bare socket: TLS adds none that the count does not hold already.
    """
    data = os.urandom(count)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sender = threading.Thread(target=_send, args=(listener, data), daemon=True)
        sender.start()
        try:
            with linked("127.0.0.1", listener.getsockname()[1], rtt_s, rate) as link:
                return _receive(link.port, count)
        finally:
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


def insert_bare(ws: Workspace, folder: Path) -> float:
    """Rows a second of this laptop's businesses into a table of the same columns, nothing else.

    The same pragmas, pages of 2,000 in a transaction each; no index, no trigger, no version.
    """
    with closing(sqlite3.connect(ws.db.path)) as source:
        found = source.execute("SELECT * FROM business").fetchall()
        names = [column[1] for column in source.execute("PRAGMA table_info(business)")]
    with closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute(f"CREATE TABLE business ({', '.join(names)})")
        insert = f"INSERT INTO business VALUES ({', '.join('?' * len(names))})"
        start = time.perf_counter()
        for place in range(0, len(found), 2_000):
            bare.execute("BEGIN IMMEDIATE")
            bare.executemany(insert, found[place : place + 2_000])
            bare.execute("COMMIT")
        return len(found) / (time.perf_counter() - start)
