"""`make verify-page`: what it refuses, what it leaves alone, and what it writes."""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from app.central import verify_page
from app.central.verify_page import Wanted
from app.errors import UserError
from tests.fixtures import status_codes as codes
from tests.verify_page.conftest import ROOT

OTHER = base64.b64encode(codes.OTHER_ROOT.public_key().public_bytes_raw()).decode()


def refused(wanted: Wanted) -> str:
    before = sorted(wanted.out.iterdir()) if wanted.out.is_dir() else []
    with pytest.raises(UserError) as caught:
        verify_page.build(wanted)
    assert caught.value.todo
    assert (sorted(wanted.out.iterdir()) if wanted.out.is_dir() else []) == before
    return caught.value.code


def bare(out: Path, **other: Any) -> Wanted:
    return Wanted(
        **{"root_keys": (ROOT,), "host": codes.HOST, "out": out, **other}, with_fallback=False
    )


def test_a_folder_with_everything_in_it(tmp_path: Path) -> None:
    out, listed = tmp_path / "www", tmp_path / "daftar"
    listed.write_bytes(codes.lists()["status.cwt"])
    keys = (ROOT, f" {OTHER} ")
    built = verify_page.build(bare(out, root_keys=keys, host="Kurasi.Example.go.id", status=listed))
    assert {path.name for path in out.iterdir()} == {*built.files, "status.cwt"}
    assert (out / "status.cwt").read_bytes() == listed.read_bytes()
    config = (out / "config.js").read_text(encoding="utf-8")
    assert f"export const ROOTS = {json.dumps([ROOT, OTHER], separators=(',', ':'))};" in config
    assert 'export const HOST = "kurasi.example.go.id";' in config
    assert "export const FALLBACK = false;" in config
    for path in out.iterdir():
        assert b"{{" not in path.read_bytes(), path.name
    page = (out / "index.html").read_text(encoding="utf-8")
    named = set(re.findall(r'(?:href|src)="([^"#]+)"', page))
    assert named <= set(built.files)
    worker = (out / "sw.js").read_text(encoding="utf-8")
    assert built.version in worker
    shell = set(json.loads(re.search(r"FILES = (\[.*\]);", worker)[1]))  # type: ignore[index]
    assert shell == set(built.files) - {"index.html", "old.js", "sw.js"} | {"./"}


def test_building_again_renews_and_keeps_the_list(tmp_path: Path) -> None:
    out = tmp_path / "www"
    first = verify_page.build(bare(out))
    (out / "status.cwt").write_bytes(b"from the timer")
    assert verify_page.build(bare(out)).version == first.version
    assert verify_page.build(bare(out, host="lain.example.go.id")).version != first.version
    assert (out / "status.cwt").read_bytes() == b"from the timer"


@pytest.mark.parametrize("key", ["", "bukan kunci", "AAAA", f"{ROOT[:-4]}"])
def test_a_key_that_is_none(tmp_path: Path, key: str) -> None:
    assert refused(bare(tmp_path / "www", root_keys=(ROOT, key))) == "verify_page.bad_key"


@pytest.mark.parametrize("host", ["", "https://x.id", "x.id/", "x y", '"+alert(1)+"', "-x", "x:"])
def test_a_host_that_is_none(tmp_path: Path, host: str) -> None:
    assert refused(bare(tmp_path / "www", host=host)) == "verify_page.bad_host"


def test_a_folder_of_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("penting", encoding="utf-8")
    assert refused(bare(tmp_path)) == "verify_page.folder"
    assert refused(bare(tmp_path / "surat.txt")) == "verify_page.folder"


def test_a_list_that_nobody_we_know_signed(tmp_path: Path) -> None:
    listed = tmp_path / "daftar"
    for name in ("other-root.cwt", "forged.cwt", "cut.cwt"):
        listed.write_bytes(codes.lists()[name])
        assert refused(bare(tmp_path / "www", status=listed)) == "verify_page.bad_status"


def npm_gives(monkeypatch: pytest.MonkeyPatch, archive: bytes | None) -> None:
    """An npm that writes this archive, or fails."""

    def run(command: list[str], *, cwd: Path, **_other: Any) -> subprocess.CompletedProcess[bytes]:
        if archive is None:
            return subprocess.CompletedProcess(command, 1)
        (cwd / "noble-ed25519.tgz").write_bytes(archive)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("app.central.verify_page.shutil.which", lambda _name: "/usr/bin/npm")
    monkeypatch.setattr("app.central.verify_page.subprocess.run", run)


def test_no_fallback_without_npm_or_with_another_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = Wanted((ROOT,), codes.HOST, tmp_path / "www")
    npm_gives(monkeypatch, None)
    assert refused(wanted) == "verify_page.no_fallback"
    forged = io.BytesIO()
    with tarfile.open(fileobj=forged, mode="w:gz") as archive:
        entry = tarfile.TarInfo("package/index.js")
        entry.size = 8
        archive.addfile(entry, io.BytesIO(b"alert(1)"))
    npm_gives(monkeypatch, forged.getvalue())
    assert refused(wanted) == "verify_page.no_fallback"
    monkeypatch.setattr("app.central.verify_page.shutil.which", lambda _name: None)
    assert refused(wanted) == "verify_page.no_fallback"
    words = ["--root-key", ROOT, "--host", codes.HOST, "--out", str(tmp_path / "www")]
    assert verify_page.main(words) == 1
    assert "--without-fallback" in capsys.readouterr().err
    assert verify_page.main([*words, "--without-fallback"]) == 0
    assert str(tmp_path / "www") in capsys.readouterr().out
