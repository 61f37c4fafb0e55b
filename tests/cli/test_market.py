"""e-order without a window: a package with reasons, lists with their faults."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from app.bootstrap import workspace
from app.paths import DataDir
from tests.cli.conftest import Run, RunJson
from tests.services.eorder_field import NIB, RECAP, csv_file, dapur, kue, passed, recap_row


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one product that may go out and one that may not."""
    data = DataDir(tmp_path_factory.mktemp("dapur") / "data")
    with workspace(data) as ws:
        ws.start("Rani Petugas")
        business = dapur(ws)
        passed(ws, kue(ws, business))
        passed(ws, kue(ws, business, "Keripik", photos=1))
    return data.root


@pytest.fixture
def data_dir(kitchen: Path, tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(kitchen, tmp_path / "data", ignore=shutil.ignore_patterns("*.lock"))
    return tmp_path / "data"


def test_a_package_is_written_and_what_is_held_is_named(run_json: RunJson, tmp_path: Path) -> None:
    target = tmp_path / "paket.zip"
    status, answer = run_json("market", "export", "eorder", "-o", target)
    assert (status, answer["file"]) == (0, str(target))
    assert (answer["products"], answer["photos"]) == (1, 3)
    (held,) = answer["held"]
    assert (held["product"], held["state"]) == ("Keripik", "blocked")
    assert held["reasons"][0]["what"] == "Baru 1 foto, perlu 3."
    with zipfile.ZipFile(target) as package:
        assert any(name.endswith("eorder.csv") for name in package.namelist())
    status, answer = run_json("market", "export", "eorder", "-o", tmp_path / "lagi.zip")
    assert (status, answer["products"], answer["file"]) == (1, 0, None)
    status, answer = run_json("market", "export", "eorder", "--all", "-o", tmp_path / "lagi.zip")
    assert (status, answer["products"]) == (0, 1)


def test_a_recap_with_faults_is_taken_only_when_asked(
    run: Run, run_json: RunJson, tmp_path: Path
) -> None:
    rows = [recap_row("A"), recap_row("B", Nilai="x")]
    path = csv_file(tmp_path / "rekap.csv", [RECAP, *rows])
    status, answer = run_json("market", "import", "recap", path)
    assert (status, answer["added"]) == (1, 0)
    assert answer["problems"] == [{"row": 3, "column": "Nilai", "text": "x: bukan jumlah rupiah."}]
    status, out, _ = run("market", "import", "recap", path, "--skip-bad")
    assert status == 0
    assert out.startswith("1 baris baru, 0 berubah, 0 sudah ada (Rp1.250.000).")
    assert "baris 3, Nilai" in out
    status, answer = run_json("market", "import", "recap", path, "--skip-bad")
    assert (answer["added"], answer["known"]) == (0, 1)


def test_spending_aid_and_absorption(run_json: RunJson, run: Run, tmp_path: Path) -> None:
    spent = [["SKPD", "Bulan", "Belanja"], ["Dinas Sosial", "11/2025", "2.500.000"]]
    path = csv_file(tmp_path / "belanja.csv", spent)
    assert run_json("market", "import", "spending", path)[1]["added"] == 1
    helped = [["NIB", "Tahun", "Jumlah"], [NIB, "2022", "1200000"]]
    path = csv_file(tmp_path / "hibah.csv", helped)
    status, answer = run_json("market", "import", "aid", path, "--programme", "Hibah")
    assert (status, answer["added"], answer["amount"]) == (0, 1, 1_200_000)
    target = tmp_path / "serapan.xlsx"
    assert run("market", "export", "absorption", "-o", target)[0] == 0
    assert zipfile.is_zipfile(target)


def test_what_cannot_be_is_said(run: Run, run_json: RunJson, tmp_path: Path) -> None:
    status, answer = run_json("market", "import", "recap", tmp_path / "tidak-ada.csv")
    assert (status, answer["error"]) == (1, "import.cannot_read")
    status, _, errors = run("market", "export", "eorder", "-o", tmp_path, data=tmp_path / "kosong")
    assert (status, "Belum ada data" in errors) == (1, True)
