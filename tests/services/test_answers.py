"""Asking quietly whether the centre answers."""

from __future__ import annotations

import socket

from app.services import syncing
from app.services.workspace import Workspace


def test_a_laptop_without_a_centre_hears_no_answer(ws: Workspace) -> None:
    assert not syncing.answers(ws)


def test_a_centre_that_is_not_there_leaves_no_trace(ws: Workspace) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with ws.db.write() as session:
        identity = ws.identity(session)
        identity.enrolled_at = ws.clock.now()
        identity.centre_url, identity.token = f"https://127.0.0.1:{port}", "x"
    ws.forget_me()
    assert not syncing.answers(ws)
    assert syncing.runs(ws) == []
