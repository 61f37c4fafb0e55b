"""A picture that the data names but the disk has lost is noticed and asked for again."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.local import BlobTransfer
from app.services import doctor, photographs
from app.services.workspace import Workspace

from .field import add_product, register


def lose_all(ws: Workspace) -> None:
    for path in (ws.folder / "foto").rglob("*.photo"):
        path.unlink()


def verdict(ws: Workspace) -> tuple[bool | None, str]:
    (check,) = (c for c in doctor.examine(ws.folder, ws) if c.name == "berkas foto")
    return check.ok, check.detail


def test_the_doctor_sees_what_is_missing(ws: Workspace) -> None:
    add_product(ws, register(ws))
    assert verdict(ws) == (True, "utuh")
    lose_all(ws)
    ok, detail = verdict(ws)
    assert ok is False
    assert detail.startswith("2 hilang")


def test_what_reached_the_centre_is_asked_for_again_and_nothing_else(ws: Workspace) -> None:
    add_product(ws, register(ws))
    lose_all(ws)
    with ws.db.write() as session:
        one = session.scalars(sa.select(BlobTransfer).where(BlobTransfer.thumbnail)).one()
        one.state = "stored"
    assert photographs.want_missing(ws) == 2
    with ws.db.read() as session:
        found = session.execute(
            sa.select(BlobTransfer.thumbnail, BlobTransfer.direction, BlobTransfer.state)
        )
        assert {tuple(row) for row in found} == {
            (True, "down", "waiting"),
            (False, "up", "waiting"),
        }
