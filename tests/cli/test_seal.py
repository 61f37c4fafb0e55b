"""`main.py seal`: certificates signed from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.reports import seal as paper
from app.reports.certificate import render_certificate
from tests.cli.conftest import Run, RunJson
from tests.reports.samples import CERTIFICATE
from tests.services import signing
from tests.services.signing import PASSWORD


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password comes in by a pipe."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two certificates and a key."""
    authority = signing.authority()
    leaf = signing.issue(signing.key(), authority)
    key = signing.p12(tmp_path / "dinas.p12", leaf, authority)
    papers = [tmp_path / name for name in ("satu.pdf", "dua.pdf")]
    for path in papers:
        path.write_bytes(render_certificate(CERTIFICATE))
    return [key, *papers]


@pytest.mark.usefixtures("typed")
def test_files_are_signed_beside_themselves(run_json: RunJson, files: list[Path]) -> None:
    key, one, two = files
    before = one.read_bytes()
    status, answer = run_json("seal", one, two, "--p12", key)
    assert status == 0
    made = [one.with_name("satu tertanda.pdf"), two.with_name("dua tertanda.pdf")]
    assert answer["files"] == [{"path": str(path), "stamped": False} for path in made]
    assert one.read_bytes() == before
    assert all(paper.is_signed(path.read_bytes()) for path in made)


@pytest.mark.usefixtures("typed")
def test_into_a_folder_and_without_the_timestamp_service(
    run: Run, files: list[Path], tmp_path: Path
) -> None:
    key, one, _ = files
    (tmp_path / "hasil").mkdir()
    options = ("--p12", key, "--out-dir", tmp_path / "hasil", "--timestamp", "http://127.0.0.1:1")
    status, said, _ = run("seal", one, *options)
    assert status == 0
    assert "tanpa stempel waktu" in said
    assert (tmp_path / "hasil" / "satu tertanda.pdf").exists()


def test_a_wrong_password_signs_nothing(
    run: Run, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    key, one, _ = files
    monkeypatch.setattr("sys.stdin", io.StringIO("salah\n"))
    status, said, error = run("seal", one, "--p12", key)
    assert (status, said) == (1, "")
    assert error.startswith("Kata sandi berkas kunci salah.")
    assert not one.with_name("satu tertanda.pdf").exists()


@pytest.mark.usefixtures("typed")
def test_a_file_that_is_not_there_is_named(run: Run, files: list[Path], tmp_path: Path) -> None:
    status, _, error = run("seal", tmp_path / "tiada.pdf", "--p12", files[0])
    assert status == 1
    assert "tiada.pdf" in error
