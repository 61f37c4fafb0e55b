"""A watched folder: only what appears after the start, whole, and once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.errors import UserError
from app.services import watching
from app.services.watching import STABLE_S, Look, Watch


class Watched:
    """A folder, a clock that is turned by hand, and the watch over both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = 0.0
        self.watch = Watch(folder, lambda: self.now)

    def later(self, seconds: float = STABLE_S) -> Look:
        self.now += seconds
        return self.watch.look()

    def write(self, name: str, data: bytes = b"picture") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    folder = tmp_path / "DCIM"
    folder.mkdir()
    return Watched(folder)


def test_only_what_appears_after_the_start(watched: Watched) -> None:
    watched.write("lama.jpg")
    assert watched.watch.look() == Look()
    new = watched.write("baru.jpg", b"another")
    assert watched.later() == Look(appeared=(new,))
    assert watched.later() == Look(ready=(new,))
    assert watched.later() == Look()


def test_a_picture_that_still_grows_waits(watched: Watched) -> None:
    watched.watch.look()
    path = watched.write("a.jpg", b"1")
    assert watched.later().appeared == (path,)
    watched.write("a.jpg", b"12")
    assert watched.later() == Look()
    assert watched.later(STABLE_S / 2) == Look()
    assert watched.later(STABLE_S / 2) == Look(ready=(path,))


def test_an_empty_file_is_no_picture_yet(watched: Watched) -> None:
    watched.watch.look()
    path = watched.write("a.jpg", b"")
    watched.later()
    assert watched.later() == Look()
    watched.write("a.jpg", b"now")
    watched.later()
    assert watched.later() == Look(ready=(path,))


def test_a_file_that_is_locked_waits(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where a file has its size at once and is locked until it is written."""
    watched.watch.look()
    path = watched.write("a.jpg")
    open_file = Path.open

    def locked(self: Path, mode: str = "r") -> object:
        if self == path:
            raise PermissionError(13, "sharing violation")
        return open_file(self, mode)

    monkeypatch.setattr(Path, "open", locked)
    watched.later()
    assert watched.later() == Look()
    monkeypatch.setattr(Path, "open", open_file)
    assert watched.later() == Look(ready=(path,))


def test_cameras_keep_pictures_in_folders_of_folders(watched: Watched) -> None:
    watched.write("100CANON/IMG_0001.JPG")
    watched.watch.look()
    new = watched.write("101CANON/deep/IMG_0002.HEIC", b"two")
    watched.later()
    assert watched.later().ready == (new,)


@pytest.mark.parametrize(
    "name",
    ["catatan.txt", "film.mp4", "a.jpg.part", "._IMG_1.jpg", ".trashed/a.jpg", "LOST.DIR/a.jpg"],
)
def test_what_is_no_picture_is_passed_over(watched: Watched, name: str) -> None:
    watched.watch.look()
    watched.write(name)
    assert watched.later() == Look()
    assert watched.later() == Look()


def test_a_card_put_in_again_has_only_its_new_pictures(watched: Watched, tmp_path: Path) -> None:
    watched.write("IMG_1.jpg", b"first")
    watched.watch.look()
    away = tmp_path / "away"
    watched.folder.rename(away)
    assert watched.later() == Look(reachable=False)
    (away / "IMG_2.jpg").write_bytes(b"second")
    away.rename(watched.folder)
    watched.later()
    assert watched.later().ready == (watched.folder / "IMG_2.jpg",)


def test_a_copy_with_the_same_name_and_time_is_the_same_picture(watched: Watched) -> None:
    watched.watch.look()
    path = watched.write("a.jpg")
    watched.later()
    assert watched.later().ready == (path,)
    (watched.folder / "salinan").mkdir()
    shutil.copy2(path, watched.folder / "salinan" / "a.jpg")
    assert watched.later() == Look()
    assert watched.later() == Look()


def test_a_new_picture_under_an_old_name_is_new(watched: Watched) -> None:
    watched.write("a.jpg")
    watched.watch.look()
    path = watched.write("a.jpg", b"taken again")
    watched.later()
    assert watched.later().ready == (path,)


def test_a_picture_that_goes_before_it_was_whole_is_forgotten(watched: Watched) -> None:
    watched.watch.look()
    path = watched.write("a.jpg")
    watched.later()
    path.unlink()
    assert watched.later() == Look()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="hilang") as caught:
        Watch(tmp_path / "hilang").look()
    assert caught.value.code == "watch.no_folder"


def test_a_whole_disk_is_refused(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_MOST", 3)
    for place in range(3):
        watched.write(f"{place}.jpg", bytes([place]))
    with pytest.raises(UserError) as caught:
        watched.watch.look()
    assert caught.value.code == "watch.too_many"


def test_folders_stand_for_the_pictures_in_them(watched: Watched) -> None:
    second, first = watched.write("b/2.jpg"), watched.write("a/1.png")
    watched.write("a/catatan.txt")
    single = watched.write("c.txt")
    assert watching.pictures_under((watched.folder, single)) == (first, second, single)
