"""The photo store: atomic, checkable, resumable."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import UserError
from app.photos.store import FindingKind, PhotoStore, StoreFinding

DATA = b"foto" * 1000
SHA = hashlib.sha256(DATA).hexdigest()
BAD_NAMES = ["", "abc", SHA.upper(), SHA + "0", SHA[:-1] + "g", "../" + SHA[3:], SHA + "\n"]


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "photos")


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def only_file(root: Path) -> Path:
    (path,) = files(root)
    return path


def fails_with(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_what_was_put_is_read_back(store: PhotoStore, tmp_path: Path) -> None:
    assert store.put(DATA) == SHA
    assert store.read(SHA) == DATA
    assert store.has(SHA)
    assert store.size(SHA) == len(DATA)
    assert only_file(tmp_path).parent.name == SHA[:2]


def test_nothing_there(store: PhotoStore) -> None:
    assert not store.has(SHA)
    assert list(store.all_hashes()) == []
    assert store.verify_all() == []
    assert store.sweep() == 0
    for look in (store.read, store.size, store.finish_part):
        with pytest.raises(UserError) as caught:
            look(SHA)
        assert caught.value.code == "photo.missing"


def test_putting_twice_writes_once(store: PhotoStore, tmp_path: Path) -> None:
    store.put(DATA)
    before = only_file(tmp_path).stat()
    store.put(DATA)
    after = only_file(tmp_path).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("damage", [b"", DATA[:-1], DATA + b"x", b"x" + DATA[1:]])
def test_a_changed_file_is_noticed_and_healed(
    store: PhotoStore, tmp_path: Path, damage: bytes
) -> None:
    store.put(DATA)
    only_file(tmp_path).write_bytes(damage)
    with pytest.raises(UserError) as caught:
        store.read(SHA)
    assert caught.value.code == "photo.changed"
    assert store.verify_all() == [StoreFinding(SHA, FindingKind.CHANGED)]
    store.put(DATA)
    assert store.read(SHA) == DATA
    assert store.verify_all() == []


def test_unreadable_file_is_a_finding(store: PhotoStore, tmp_path: Path) -> None:
    store.put(DATA)
    path = only_file(tmp_path)
    path.unlink()
    path.mkdir()  # reading a folder fails for every user, even root
    assert store.verify_all() == [StoreFinding(SHA, FindingKind.UNREADABLE)]
    with pytest.raises(UserError) as caught:
        store.read(SHA)
    assert caught.value.code == "photo.cannot_read"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "photo.disk_full"),
        (errno.EDQUOT, "photo.disk_full"),
        (errno.EACCES, "photo.cannot_write"),
        (errno.EROFS, "photo.cannot_write"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failed_put_leaves_nothing(
    store: PhotoStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: str,
    step: str,
) -> None:
    target = "os.fsync" if step == "fsync" else "pathlib.Path.replace"
    with monkeypatch.context() as patch:
        patch.setattr(target, fails_with(number))
        with pytest.raises(UserError) as caught:
            store.put(DATA)
    assert caught.value.code == code
    assert caught.value.safe
    assert caught.value.todo
    assert files(tmp_path) == []
    assert store.put(DATA) == SHA


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "photos").write_text("not a folder", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        PhotoStore(tmp_path / "photos").put(DATA)
    assert caught.value.code == "photo.cannot_write"


def test_replace_waits_for_a_virus_scanner(
    store: PhotoStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = Path.replace, [1, 2]

    def held(self: Path, target: Path) -> Path:
        if refusals:
            refusals.pop()
            raise PermissionError(errno.EACCES, "held by a scanner")
        return real(self, target)

    monkeypatch.setattr("app.photos.store.Path.replace", held)
    monkeypatch.setattr("app.photos.store._ON_WINDOWS", True)
    monkeypatch.setattr("app.photos.store._REPLACE_PAUSE_S", 0)
    store.put(DATA)
    assert store.read(SHA) == DATA
    assert refusals == []


@pytest.mark.parametrize("name", BAD_NAMES)
def test_only_hashes_become_paths(store: PhotoStore, name: str) -> None:
    for look in (store.read, store.has, store.size, store.part_offset, store.finish_part):
        with pytest.raises(ValueError, match="SHA-256"):
            look(name)
    with pytest.raises(ValueError, match="SHA-256"):
        store.append_part(name, 0, b"x")


def test_a_download_is_resumed(store: PhotoStore, tmp_path: Path) -> None:
    assert store.part_offset(SHA) == 0
    store.append_part(SHA, 0, DATA[:1500])
    assert not store.has(SHA)
    assert list(store.all_hashes()) == []
    later = PhotoStore(tmp_path / "photos")
    assert later.part_offset(SHA) == 1500
    later.append_part(SHA, 1500, DATA[1500:])
    later.finish_part(SHA)
    assert later.read(SHA) == DATA
    assert later.part_offset(SHA) == 0
    later.finish_part(SHA)  # the answer may be lost and asked for again
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("offset", [0, 999, 1001])
def test_a_gap_or_overlap_is_refused(store: PhotoStore, offset: int) -> None:
    store.append_part(SHA, 0, DATA[:1000])
    with pytest.raises(ValueError, match="1000"):
        store.append_part(SHA, offset, b"x")
    assert store.part_offset(SHA) == 1000


@pytest.mark.parametrize("wrong", [DATA[:-1], DATA + b"x", b""])
def test_a_wrong_download_is_thrown_away(store: PhotoStore, tmp_path: Path, wrong: bytes) -> None:
    store.append_part(SHA, 0, wrong)
    with pytest.raises(UserError) as caught:
        store.finish_part(SHA)
    assert caught.value.code == "photo.changed"
    assert not store.has(SHA)
    assert store.part_offset(SHA) == 0
    assert files(tmp_path) == []


def test_a_failed_append_keeps_the_part_as_it_was(
    store: PhotoStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append_part(SHA, 0, DATA[:1000])
    real = Path.open

    def half(self: Path, mode: str) -> object:
        with real(self, mode) as file:
            file.write(DATA[1000:1200])
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr("app.photos.store.Path.open", half)
        with pytest.raises(UserError) as caught:
            store.append_part(SHA, 1000, DATA[1000:])
    assert caught.value.code == "photo.disk_full"
    assert only_file(tmp_path).read_bytes() == DATA[:1000]


def test_all_hashes_in_order_and_nothing_else(store: PhotoStore, tmp_path: Path) -> None:
    wanted = sorted(store.put(bytes([n]) * 10) for n in range(40))
    (tmp_path / "photos" / "desktop.ini").write_text("x", encoding="utf-8")
    (tmp_path / "photos" / wanted[0][:2] / "Thumbs.db").write_text("x", encoding="utf-8")
    assert list(store.all_hashes()) == wanted


def test_sweep_removes_leftovers_but_keeps_downloads(store: PhotoStore, tmp_path: Path) -> None:
    store.put(DATA)
    other = hashlib.sha256(b"other").hexdigest()
    store.append_part(other, 0, b"oth")
    left, written = (tmp_path / "photos" / SHA[:2] / f"tmp{name}.new" for name in "ab")
    for path in (left, written):
        path.write_bytes(b"half")
    os.utime(left, (1, 1))
    assert store.sweep() == 1
    assert not left.exists()
    assert written.exists(), "somebody may be writing it"
    assert store.read(SHA) == DATA
    assert store.part_offset(other) == 3
