"""Foto produk: bad files are named and the rest taken; files come before rows."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from PIL import Image

from app.domain.terms import PhotoRole
from app.errors import UserError
from app.models.entities import Photo
from app.models.local import BlobTransfer
from app.photos import errors, intake
from app.photos.frames import Frame, read_frame, write_frame
from app.photos.store import PhotoStore
from app.services import changes, photographs, products
from app.services.workspace import Workspace
from tests.photos.pictures import encoded, noisy
from tests.services.field import add_product, register


@pytest.fixture
def product(ws: Workspace) -> UUID:
    return add_product(ws, register(ws), photo=False)


def picture(seed: int = 1) -> bytes:
    return encoded(noisy((64, 48), seed))


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def bad_files(folder: Path) -> dict[str, Path]:
    """One file for each way in which a file is no photograph, by the code it earns."""
    huge = folder / "video.jpg"
    with huge.open("wb") as file:
        file.truncate(40 * 1024 * 1024 + 1)
    (folder / "folder.jpg").mkdir()
    wide = encoded(Image.new("1", (8000, 5001)), "PNG")
    return {
        "photo.empty": write(folder, "kosong.jpg", b""),
        "photo.not_an_image": write(folder, "surat.jpg", b"Yang terhormat, ..."),
        "photo.unsupported": write(folder, "gerak.gif", encoded(noisy((8, 8)), "GIF")),
        "photo.corrupt": write(folder, "terpotong.jpg", picture()[:900]),
        "photo.too_many_pixels": write(folder, "lebar.png", wide),
        "photo.too_large": huge,
        "photo.cannot_read": folder / "hilang.jpg",
        "photo.cannot_read ": folder / "folder.jpg",
    }


def test_bad_files_are_named_and_the_rest_taken(
    ws: Workspace, product: UUID, tmp_path: Path
) -> None:
    bad = bad_files(tmp_path)
    good = [write(tmp_path, "satu.jpg", picture(1)), write(tmp_path, "dua.png", picture(2))]
    done = photographs.add_files(ws, product, [good[0], *bad.values(), good[1]])
    assert [e.code for e in done.refused] == [code.strip() for code in bad]
    for path, error in zip(bad.values(), done.refused, strict=True):
        assert path.name in error.what
        assert error.todo
    assert [p.id for p in products.get(ws, product).photos] == list(done.photo_ids)
    assert len(done.photo_ids) == 2


def test_only_bad_files_change_nothing(ws: Workspace, product: UUID, tmp_path: Path) -> None:
    done = photographs.add_files(ws, product, [tmp_path / "hilang.jpg"])
    assert not done.change.before
    assert products.get(ws, product).photos == ()


def test_a_bad_pasted_picture_is_told(ws: Workspace, product: UUID) -> None:
    with pytest.raises(UserError) as caught:
        photographs.add_bytes(ws, product, b"bukan", "tempelan")
    assert caught.value.code == "photo.not_an_image"


def test_both_files_wait_to_be_sent(ws: Workspace, product: UUID) -> None:
    photographs.add_bytes(ws, product, picture(), "a.jpg")
    (view,) = products.get(ws, product).photos
    with ws.db.read() as session:
        waiting = {t.sha256: t for t in session.scalars(sa.select(BlobTransfer))}
    assert set(waiting) == {view.sha256, view.thumb_sha256}
    for sha, transfer in waiting.items():
        assert transfer.size_bytes == len(ws.photos.read(sha))
        assert (transfer.direction, transfer.state) == ("up", "waiting")
        assert transfer.thumbnail is (sha == view.thumb_sha256)
    assert not view.stored


def test_the_same_picture_twice_is_sent_once(ws: Workspace, product: UUID, tmp_path: Path) -> None:
    path = write(tmp_path, "a.jpg", picture())
    done = photographs.add_files(ws, product, [path, path])
    assert len(done.photo_ids) == 2
    with ws.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(BlobTransfer)) == 2


class FullDisk(PhotoStore):
    """Takes a number of files, then has no room."""

    room = 1

    def put(self, data: bytes) -> str:
        if not self.room:
            raise errors.disk_full()
        self.room -= 1
        return super().put(data)


def test_no_row_without_its_files(ws: Workspace, product: UUID, tmp_path: Path) -> None:
    ws.photos = FullDisk(tmp_path / "penuh")
    with pytest.raises(UserError) as caught:
        photographs.add_bytes(ws, product, picture(), "a.jpg")
    assert caught.value.code == "photo.disk_full"
    with ws.db.read() as session:
        assert session.scalars(sa.select(Photo)).all() == []
        assert session.scalars(sa.select(BlobTransfer)).all() == []


def test_remove_and_undo(ws: Workspace, product: UUID) -> None:
    photographs.add_bytes(ws, product, picture(), "a.jpg")
    before = products.get(ws, product).photos
    change = photographs.remove(ws, before[0].id)
    assert products.get(ws, product).photos == ()
    assert products.cards(ws, [product])[0].thumb is None
    assert ws.photos.has(before[0].sha256)
    changes.undo(ws, change)
    assert products.get(ws, product).photos == before


def test_undo_of_added_photographs(ws: Workspace, product: UUID) -> None:
    done = photographs.add_bytes(ws, product, picture(), "a.jpg")
    changes.undo(ws, done.change)
    assert products.get(ws, product).photos == ()


def test_make_first_and_undo(ws: Workspace, product: UUID) -> None:
    keys = [photographs.add_bytes(ws, product, picture(n), "a.jpg").photo_ids[0] for n in (1, 2, 3)]
    assert order(ws, product) == keys
    change = photographs.make_first(ws, keys[2])
    assert order(ws, product) == [keys[2], keys[0], keys[1]]
    assert (
        products.cards(ws, [product])[0].thumb == products.get(ws, product).photos[0].thumb_sha256
    )
    changes.undo(ws, change)
    assert order(ws, product) == keys


def order(ws: Workspace, product: UUID) -> list[UUID]:
    return [p.id for p in products.get(ws, product).photos]


def test_a_picture_keeps_the_role_it_came_with(ws: Workspace, product: UUID) -> None:
    photographs.add_bytes(ws, product, picture(), "kamera", role=PhotoRole.LABEL)
    photographs.add_bytes(ws, product, picture(2), "tempelan")
    assert [p.role for p in products.get(ws, product).photos] == [PhotoRole.LABEL, None]


def test_a_role_is_changed_taken_away_and_given_back(ws: Workspace, product: UUID) -> None:
    (key,) = photographs.add_bytes(ws, product, picture(), "kamera").photo_ids

    def role() -> PhotoRole | None:
        return products.get(ws, product).photos[0].role

    photographs.set_role(ws, key, PhotoRole.FRONT)
    assert role() is PhotoRole.FRONT
    change = photographs.set_role(ws, key, None)
    assert role() is None
    changes.undo(ws, change)
    assert role() is PhotoRole.FRONT


def test_a_retaken_picture_stands_where_the_old_one_stood(ws: Workspace, product: UUID) -> None:
    old = [photographs.add_bytes(ws, product, picture(n), "kamera").photo_ids[0] for n in (1, 2, 3)]
    photographs.make_first(ws, old[2])
    done = photographs.retake(ws, old[2], product, picture(4), "kamera", role=PhotoRole.FRONT)
    assert [p.id for p in products.get(ws, product).photos] == [*done.photo_ids, *old[:2]]
    changes.undo(ws, done.change)
    assert [p.id for p in products.get(ws, product).photos] == [old[2], *old[:2]]


def test_a_bad_retake_leaves_the_old_picture(ws: Workspace, product: UUID) -> None:
    (old,) = photographs.add_bytes(ws, product, picture(), "kamera").photo_ids
    with pytest.raises(UserError):
        photographs.retake(ws, old, product, b"bukan", "kamera")
    assert [p.id for p in products.get(ws, product).photos] == [old]


def test_two_changes_of_one_photo_are_undone_as_one(ws: Workspace, product: UUID) -> None:
    (key,) = photographs.add_bytes(ws, product, picture(), "kamera", role=PhotoRole.FRONT).photo_ids
    changed = [photographs.set_role(ws, key, role) for role in (PhotoRole.LABEL, None)]
    both = changes.joined(changed[0], photographs.make_first(ws, key))
    changes.undo(ws, changes.joined(both, changed[1]))
    assert products.get(ws, product).photos[0].role is PhotoRole.FRONT


class Beside:
    """A workshop in this very process, with a coach of the test's."""

    def __init__(self, coach: intake.Measure, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(intake, "_coach", lambda: coach)

    def run(self, job: str, header: dict[str, Any], blobs: list[bytes], **_: object) -> Frame:
        """Only what passes a frame comes back."""
        assert job == "intake"
        wire = io.BytesIO()
        write_frame(wire, *intake.job(header, blobs))
        wire.seek(0)
        frame = read_frame(wire)
        assert frame is not None
        return frame

    def close(self) -> None:
        """Nothing is open."""


def coached(
    ws: Workspace, product: UUID, coach: intake.Measure, monkeypatch: pytest.MonkeyPatch
) -> tuple[object, object]:
    """The row's measures and likeness after a photograph came in under that coach."""
    with monkeypatch.context() as patch:
        patch.setattr(ws, "workshop", Beside(coach, patch))
        photographs.add_bytes(ws, product, picture(), "a.jpg")
    with ws.db.read() as session:
        row = session.scalars(sa.select(Photo).order_by(Photo.position.desc()).limit(1)).one()
        return row.measures, row.phash


def test_what_the_coach_measures_comes_to_the_row(
    ws: Workspace, product: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []

    def coach(image: Image.Image) -> tuple[dict[str, float], str]:
        seen.append(image.size)
        return {"glare": 0.25, "size": 0.5}, "00ff00ff00ff00ff"

    expected = ({"glare": 0.25, "size": 0.5}, "00ff00ff00ff00ff")
    assert coached(ws, product, coach, monkeypatch) == expected
    assert seen == [(64, 48)]


def test_a_coach_that_stumbles_costs_no_photograph(
    ws: Workspace, product: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def coach(_image: Image.Image) -> tuple[dict[str, float], str]:
        raise RuntimeError

    assert coached(ws, product, coach, monkeypatch) == (None, None)
