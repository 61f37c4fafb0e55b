"""Settings survive a reload with their types, and a spoiled file is told in words."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from app import settings
from app.errors import UserError
from app.settings import Settings, SignatorySetting

FULL = Settings(
    letterhead_lines=('DINAS "CONTOH"', "Baris & <dua>"),
    letterhead_address="Jl. Contoh 1",
    emblem_file="C:\\lambang\\dki.png",
    signatories=(SignatorySetting("Budi", "Kepala", "1" * 18), SignatorySetting("Sari", "Camat")),
    signing_mode="tte_draft",
    seal_file="C:\\kunci\\dinas.p12",
    seal_module="/usr/lib/token.so",
    seal_token="Dinas",
    seal_key="ttd",
    seal_timestamp_url="http://waktu.example.id",
    scheme="dark",
    current_session="5",
    last_printer="Canon ñ",
    background_sync=False,
    sync_on_metered=True,
    camera="/dev/video2",
    watched_folder="E:\\DCIM",
    photo_warn_free_mb=2_000,
    photo_folder_warn_mb=5_000,
    photo_reserve_mb=100,
)


def test_everything_survives_a_reload(tmp_path: Path) -> None:
    path = tmp_path / "baru" / "setelan.toml"
    settings.save(path, FULL)
    assert settings.load(path) == FULL
    for item in fields(Settings):
        assert getattr(FULL, item.name) != getattr(Settings(), item.name)
    settings.save(path, Settings())
    assert settings.load(path) == Settings()
    assert [p.name for p in path.parent.iterdir()] == ["setelan.toml"]


def test_without_a_file_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "tidak ada.toml") == Settings()


@pytest.mark.parametrize("data", [b"scheme = ", b"\xff\xfe", b"[[[", b'scheme = "dark'])
def test_a_damaged_file_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "setelan.toml"
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        settings.load(path)
    assert caught.value.code == "settings.damaged"
    assert path.name in caught.value.what
    assert str(path) in caught.value.todo
    assert path.read_bytes() == data


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "setelan.toml").mkdir()
    with pytest.raises(UserError) as caught:
        settings.load(tmp_path / "setelan.toml")
    assert caught.value.code == "settings.damaged"
    with pytest.raises(UserError) as caught:
        settings.save(tmp_path / "setelan.toml", FULL)
    assert caught.value.code == "settings.cannot_write"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('of_a_newer_version = 3\nscheme = "dark"', Settings(scheme="dark")),
        ('scheme = 5\nlast_printer = "A"', Settings(last_printer="A")),
        ('scheme = "pink"\nsigning_mode = "cap jempol"', Settings()),
        ('letterhead_lines = "satu"', Settings()),
        ("letterhead_lines = [1, 2]", Settings(letterhead_lines=("1", "2"))),
        (
            'signatories = ["Budi", {name = "Sari"}]',
            Settings(signatories=(SignatorySetting("Sari", ""),)),
        ),
        ("[scheme]\na = 1", Settings()),
    ],
)
def test_what_is_unknown_or_misspelt_is_passed_over(
    tmp_path: Path, text: str, wanted: Settings
) -> None:
    path = tmp_path / "setelan.toml"
    path.write_text(text, encoding="utf-8")
    assert settings.load(path) == wanted


def test_a_failed_save_keeps_the_old_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "setelan.toml"
    settings.save(path, FULL)

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError) as caught:
        settings.save(path, replace(FULL, scheme="light"))
    assert caught.value.code == "settings.cannot_write"
    assert settings.load(path) == FULL
