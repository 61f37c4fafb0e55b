"""Mended photographs: always from the clean master, in its place, and back again."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.terms import PhotoRole
from app.errors import UserError
from app.models.entities import AuditEvent, Certificate, Photo
from app.models.local import BlobTransfer
from app.photos import mender
from app.photos.mending import Crop, Mending
from app.photos.store import PhotoStore
from app.services import certificates, changes, mendings, photographs, products, scopes
from app.services.changes import Change
from app.services.products import PhotoView
from app.services.workspace import Workspace
from tests.photos.pictures import decoded, encoded, quarters
from tests.services.field import add_product, judge, open_session, register

TURNED = Mending(quarter_turns=1)
CUT = Mending(crop=Crop(0, 0, 0.5, 0.5))


@pytest.fixture
def product(ws: Workspace) -> UUID:
    return add_product(ws, register(ws), photo=False)


@pytest.fixture
def photo(ws: Workspace, product: UUID) -> UUID:
    first, *_ = photographs.add_bytes(ws, product, encoded(quarters()), "a.jpg").photo_ids
    return first


def shown(ws: Workspace, product: UUID) -> tuple[PhotoView, ...]:
    return products.get(ws, product).photos


def rows(ws: Workspace) -> dict[UUID, Photo]:
    with ws.db.read() as session:
        return {row.id: row for row in session.scalars(sa.select(Photo))}


def set_facts(ws: Workspace, photo: UUID) -> None:
    with ws.change() as recorder:
        row = recorder.session.get_one(Photo, photo)
        row.role, row.position, row.latitude, row.longitude = "label", 7, -6.2, 106.8
        row.taken_at = ws.clock.now()


def test_the_mended_picture_stands_in_its_masters_place(
    ws: Workspace, product: UUID, photo: UUID
) -> None:
    set_facts(ws, photo)
    master = rows(ws)[photo]
    mended, _ = mendings.mend(ws, photo, TURNED)
    (view,) = shown(ws, product)
    assert (view.id, view.mended_from, view.role) == (mended, photo, PhotoRole.LABEL)
    assert (view.width, view.height) == (300, 400)
    assert decoded(ws.photos.read(view.sha256)).size == (300, 400)
    assert max(decoded(ws.photos.read(view.thumb_sha256)).size) == 320
    row = rows(ws)[mended]
    for name in ("position", "taken_at", "latitude", "longitude", "original_name", "scope"):
        assert getattr(row, name) == getattr(master, name)
    assert row.mending == TURNED.to_json()
    assert not rows(ws)[photo].deleted
    with ws.db.read() as session:
        assert scopes.thumbs(session, [product]) == {product: view.thumb_sha256}
        waiting = set(session.scalars(sa.select(BlobTransfer.sha256)))
        told = session.scalars(sa.select(AuditEvent).where(AuditEvent.verb == "photo.mended"))
        assert [event.entity_id for event in told] == [photo]
    assert {view.sha256, view.thumb_sha256, master.sha256} < waiting
    assert photographs.missing(ws) == []


def test_mending_again_starts_from_the_clean_master(
    ws: Workspace, product: UUID, photo: UUID
) -> None:
    first, _ = mendings.mend(ws, photo, TURNED)
    second, _ = mendings.mend(ws, first, CUT)
    (view,) = shown(ws, product)
    assert (view.id, view.width, view.height) == (second, 200, 150)
    straight = mender.apply(ws.photos.read(rows(ws)[photo].sha256), CUT)
    assert view.sha256 == straight.sha256
    assert rows(ws)[first].deleted
    assert rows(ws)[second].mended_from == photo
    assert mendings.to_mend(ws, second).mending == CUT


def test_mending_the_hidden_master_replaces_what_stands_in(
    ws: Workspace, product: UUID, photo: UUID
) -> None:
    mendings.mend(ws, photo, TURNED)
    second, _ = mendings.mend(ws, photo, CUT)
    assert [view.id for view in shown(ws, product)] == [second]


def test_undo_goes_back_one_mending_at_a_time(ws: Workspace, product: UUID, photo: UUID) -> None:
    first, one = mendings.mend(ws, photo, TURNED)
    _, two = mendings.mend(ws, first, CUT)
    changes.undo(ws, two)
    assert [view.id for view in shown(ws, product)] == [first]
    changes.undo(ws, one)
    assert [view.id for view in shown(ws, product)] == [photo]


def test_no_mending_is_the_master_again(ws: Workspace, product: UUID, photo: UUID) -> None:
    other = photographs.add_bytes(ws, product, encoded(quarters((40, 30))), "b.jpg").photo_ids[0]
    mended, _ = mendings.mend(ws, other, TURNED)
    photographs.make_first(ws, mended)
    back, change = mendings.mend(ws, mended, Mending())
    assert back == other
    assert [view.id for view in shown(ws, product)] == [other, photo]
    changes.undo(ws, change)
    assert [view.id for view in shown(ws, product)] == [mended, photo]


def test_nothing_to_mend_changes_nothing(ws: Workspace, product: UUID, photo: UUID) -> None:
    key, change = mendings.mend(ws, photo, Mending())
    assert key == photo
    assert not change.before
    assert [view.id for view in shown(ws, product)] == [photo]


def test_removing_takes_both_and_undo_brings_both(
    ws: Workspace, product: UUID, photo: UUID
) -> None:
    mended, _ = mendings.mend(ws, photo, TURNED)
    change = photographs.remove(ws, mended)
    assert shown(ws, product) == ()
    assert all(row.deleted for row in rows(ws).values())
    changes.undo(ws, change)
    assert [view.id for view in shown(ws, product)] == [mended]
    assert not any(row.deleted for row in rows(ws).values())


def second_mending(ws: Workspace, photo: UUID) -> UUID:
    """As another laptop's mending of the same master comes in by sync."""
    mended, change = mendings.mend(ws, photo, CUT)
    with ws.db.write() as session:
        for row in session.scalars(sa.select(Photo).where(Photo.mended_from == photo)):
            row.deleted = False
    assert isinstance(change, Change)
    return mended


def test_two_mendings_of_one_master_lose_nothing(ws: Workspace, product: UUID, photo: UUID) -> None:
    mine, _ = mendings.mend(ws, photo, TURNED)
    theirs = second_mending(ws, photo)
    assert {view.id for view in shown(ws, product)} == {mine, theirs}
    photographs.remove(ws, mine)
    assert [view.id for view in shown(ws, product)] == [theirs]
    assert not rows(ws)[photo].deleted
    photographs.remove(ws, theirs)
    assert rows(ws)[photo].deleted


def test_a_master_that_never_came_is_told(ws: Workspace, photo: UUID) -> None:
    mended, _ = mendings.mend(ws, photo, TURNED)
    with ws.db.write() as session:
        session.get_one(Photo, mended).mended_from = ws.ids.new()
    with pytest.raises(UserError) as caught:
        mendings.mend(ws, mended, CUT)
    assert caught.value.code == "photo.no_master"


def test_a_master_without_its_file_is_told(ws: Workspace, photo: UUID, tmp_path: Path) -> None:
    ws.photos = PhotoStore(tmp_path / "kosong")
    with pytest.raises(UserError) as caught:
        mendings.mend(ws, photo, TURNED)
    assert caught.value.code == "photo.missing"
    assert len(rows(ws)) == 1


def test_instructions_of_a_newer_program_start_over(ws: Workspace, photo: UUID) -> None:
    mended, _ = mendings.mend(ws, photo, TURNED)
    with ws.db.write() as session:
        session.get_one(Photo, mended).mending = {"v": 9, "sky": "blue"}
    assert mendings.to_mend(ws, mended).mending == Mending()


def test_a_certificate_shows_the_mended_picture(ws: Workspace, product: UUID, photo: UUID) -> None:
    mendings.mend(ws, photo, TURNED)
    (view,) = shown(ws, product)
    issued, _ = certificates.issue(ws, judge(ws, product, open_session(ws)))
    with ws.db.read() as session:
        assert session.get_one(Certificate, issued).facts["photo"] == view.sha256
