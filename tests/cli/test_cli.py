"""The headless verbs: answers for people and scripts, exit status, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app import __version__
from app.bootstrap import workspace
from app.cli import main
from app.domain.numbers import parse_register_number
from app.models.entities import Certificate
from app.paths import SAMPLE, DataDir
from app.protocol import keys
from app.protocol import status as status_lists
from app.services import businesses, certificates, papers
from tests.cli.conftest import ROOT, Run, RunJson
from tests.photos.pictures import encoded, noisy

NOBODY = "postgresql://127.0.0.1:1/x"
REPOSITORY = Path(__file__).resolve().parents[2]
LIST = "nama usaha;nama pemilik;kelurahan\nKopi Pagi & Sore;Budi;Pejaten Barat\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def number(data_dir: Path) -> str:
    """The register number of the one certificate."""
    with workspace(DataDir(data_dir)) as ws:
        (card,) = papers.cards(ws, papers.ids(ws))
        assert card.register_no
        return card.register_no


# -- import -------------------------------------------------------------------------------


def test_import(run: Run, tmp_path: Path) -> None:
    fresh, path = tmp_path / "baru", write(tmp_path, "daftar.csv", LIST)
    status, out, err = run("import", "businesses", path, data=fresh)
    assert (status, out, err) == (0, "1 usaha diimpor.\n", "")
    with workspace(DataDir(fresh)) as ws:
        (card,) = businesses.cards(ws, businesses.ids(ws))
        assert card.name == "Kopi Pagi & Sore"


def test_import_for_scripts(run_json: RunJson, tmp_path: Path) -> None:
    path = write(tmp_path, "daftar.csv", LIST + LIST.splitlines()[1])
    status, answer = run_json("import", "businesses", path)
    assert status == 0
    assert answer["added"] == 1
    assert answer["problems"] == []
    assert [d["line"] for d in answer["duplicates"]] == [3]


def test_import_with_bad_rows(run: Run, run_json: RunJson, tmp_path: Path) -> None:
    path = write(tmp_path, "daftar.csv", LIST + ";Sari;Atlantis\n")
    status, out, _ = run("import", "businesses", path)
    assert status == 1
    assert "baris 3, nama usaha" in out
    assert "Tidak ada yang diimpor" in out
    status, answer = run_json("import", "businesses", path)
    assert (status, answer["added"]) == (1, 0)
    assert [p["column"] for p in answer["problems"]] == ["nama usaha", "kelurahan"]


# -- certificate and verify --------------------------------------------------------------------


def test_a_certificate_and_its_check(
    run: Run, run_json: RunJson, data_dir: Path, tmp_path: Path
) -> None:
    register_no, pdf = number(data_dir), tmp_path / "sertifikat.pdf"
    status, answer = run_json("certificate", register_no.lower(), "-o", pdf)
    assert (status, answer["file"]) == (0, str(pdf))
    assert answer["bytes"] == len(pdf.read_bytes())
    status, answer = run_json("verify", pdf)
    assert status == 5
    assert answer["register_no"] == register_no
    assert (answer["business"], answer["total"]) == ("Dapur Sari & Rasa", 7500)
    told = (answer["status"], answer["verdict"], answer["why"])
    assert told == ("provisional", "unchecked", "no_list")
    assert parse_register_number(answer["register_no"]) is not None


def code(data_dir: Path) -> str:
    from app.models.entities import Certificate

    with workspace(DataDir(data_dir)) as ws:
        key = certificates.find(ws, papers.cards(ws, papers.ids(ws))[0].register_no or "")
        with ws.db.read() as session:
            return session.get_one(Certificate, key).payload


def test_verify_the_text_of_a_code(run: Run, data_dir: Path, tmp_path: Path) -> None:
    text = code(data_dir)
    status, out, err = run("verify", text)
    assert (status, err) == (5, "")
    assert out.startswith("BELUM DIPERIKSA: K-31.74.04-A7-")
    assert "Keaslian terbukti, pencabutan belum diperiksa." in out
    assert "nilai 75.00, grade B" in out
    fresh = tmp_path / "baru"
    public = keys.public_text(ROOT)
    assert run("verify", text, "--root-key", public, data=fresh)[0] == 5
    stranger = keys.public_text(keys.new_private_key())
    assert run("verify", text, "--root-key", stranger, data=fresh)[0] == 1


@pytest.mark.parametrize(
    ("said", "exit_code", "words"),
    [
        ({}, 0, "SAH SEMENTARA: "),
        ({"gone": True}, 3, "DICABUT: "),
        ({"key": True}, 3, "DICABUT: "),
        ({"days": 40}, 5, "BELUM DIPERIKSA: "),
        ({"known": False}, 5, "BELUM DIPERIKSA: "),
    ],
)
def test_verify_against_a_status_list(
    run: Run, data_dir: Path, tmp_path: Path, said: dict[str, Any], exit_code: int, words: str
) -> None:
    text, register_no = code(data_dir), parse_register_number(number(data_dir))
    assert register_no is not None
    held = [(register_no, said.get("gone", False))] if said.get("known", True) else []
    at = datetime.now(UTC) - timedelta(days=said.get("days", 0))
    gone = {"A7": status_lists.RevokedKey(at.date())} if said.get("key") else {}
    path = tmp_path / "status.cwt"
    made = status_lists.build("https://x/status.cwt", at, held, gone)
    path.write_bytes(made.sign(keys.private_key(ROOT)))
    status, out, err = run("verify", text, "--status-list", path)
    assert (status, err) == (exit_code, "")
    assert out.startswith(words)


# -- errors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("import", "businesses", "tidak-ada.csv"), "import.cannot_read"),
        (("certificate", "K-31.74.04-A7-2026-99999-X", "-o", "x.pdf"), "certificate.unknown"),
        (("verify", "tidak-ada.pdf"), "verify.cannot_read"),
        (("verify", "tidak-ada.JPG"), "verify.cannot_read"),
        (("verify", "halo"), "verify.not_a_code"),
        (("verify", "A" * 10_000), "verify.forged"),
        (("verify", "LATIHAN K-1"), "verify.training"),
        (("verify", "halo", "--root-key", "bukan kunci"), "verify.bad_key"),
        (("enrol", "http://pusat.example.id", "KODE"), "enrol.bad_address"),
        (("central", "people"), "central.no_database"),
        (("central", "people", "--database-url", "mysql://x"), "central.bad_url"),
        (("central", "people", "--database-url", NOBODY), "central.unreachable"),
    ],
)
def test_errors_are_sentences(
    run: Run, run_json: RunJson, args: tuple[str, ...], error: str
) -> None:
    status, out, err = run(*args)
    assert (status, out) == (1, "")
    assert err.strip().endswith(".")
    assert "Traceback" not in err
    status, answer = run_json(*args)
    assert (status, answer["error"]) == (1, error)
    assert answer["what"] in err


@pytest.mark.parametrize("started", [True, False])
def test_sync_needs_a_centre(run_json: RunJson, tmp_path: Path, started: bool) -> None:
    fresh = tmp_path / "baru"
    if started:
        with workspace(DataDir(fresh)) as ws:
            ws.start("Rani")
    status, answer = run_json("sync", data=fresh)
    assert (status, answer["error"]) == (1, "enrol.missing")


def test_a_place_that_cannot_be_written(run_json: RunJson, data_dir: Path, tmp_path: Path) -> None:
    target = tmp_path / "tidak ada" / "x.pdf"
    status, answer = run_json("certificate", number(data_dir), "-o", target)
    assert (status, answer["error"]) == (1, "paper.cannot_write")
    assert str(target) in answer["what"]


def test_pictures_without_a_code(run_json: RunJson, tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(encoded(noisy((64, 48))))
    status, answer = run_json("verify", path)
    assert (status, answer["error"]) == (1, "verify.no_code")


def test_while_the_window_is_open(run_json: RunJson, data_dir: Path) -> None:
    with workspace(DataDir(data_dir)):
        looking = run_json("verify", "halo")
        working = run_json("sync")
    assert looking[1]["error"] != "workspace.in_use"
    assert (working[0], working[1]["error"]) == (1, "workspace.in_use")


def test_a_data_folder_that_is_a_file(run_json: RunJson, tmp_path: Path) -> None:
    path = write(tmp_path, "berkas", "halo")
    for verb in (("sync",), ("doctor",), ("verify", "halo")):
        status, answer = run_json(*verb, data=path)
        assert (status, answer["error"]) == (1, "workspace.cannot_write")


@pytest.mark.parametrize(
    "args", [["import"], ["import", "produk", "x.csv"], ["tidak-ada"], ["certificate", "K"]]
)
def test_misspelt_verbs_show_their_use(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(args)
    assert caught.value.code == 2
    assert "usage: main.py" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert (caught.value.code, capsys.readouterr().out.strip()) == (0, __version__)


# -- doctor -----------------------------------------------------------------------------------


def test_doctor(run: Run, run_json: RunJson, data_dir: Path) -> None:
    status, checks = run_json("doctor")
    found = {c["name"]: c["ok"] for c in checks}
    assert found["data"] is found["berkas foto"] is found["sqlite"] is found["python"] is True
    assert status == int(any(c["ok"] is False for c in checks))
    for photo in (data_dir / "kerja" / "foto").rglob("*.photo"):
        photo.write_bytes(b"rusak")
    status, out, _ = run("doctor")
    assert status == 1
    assert "KURANG  berkas foto: 2 rusak" in out


def test_doctor_before_the_first_start(run_json: RunJson, tmp_path: Path) -> None:
    fresh = tmp_path / "belum" / "ada"
    _, checks = run_json("doctor", data=fresh)
    assert "data" not in {c["name"] for c in checks}
    assert not fresh.exists()


def damage(data_dir: Path) -> None:
    for name in ("kurasi.sqlite", "kurasi.sqlite-wal", "kurasi.sqlite-shm"):
        (data_dir / "kerja" / name).unlink(missing_ok=True)
    (data_dir / "kerja" / "kurasi.sqlite").write_bytes(b"rusak" * 1000)


def test_doctor_of_a_damaged_database(run_json: RunJson, data_dir: Path) -> None:
    damage(data_dir)
    status, checks = run_json("doctor")
    found = {c["name"]: c for c in checks}
    assert status == 1
    assert found["python"]["ok"] is found["jurnal"]["ok"] is True
    assert found["data"]["ok"] is False
    assert f'rebuild --journal "{data_dir / "kerja" / "jurnal"}"' in found["data"]["detail"]


def test_no_way_back_is_named_that_is_not_there(run: Run, data_dir: Path) -> None:
    damage(data_dir)
    (journal,) = (data_dir / "kerja" / "jurnal").glob("*.jsonl")
    journal.unlink()
    status, _, err = run("sync")
    assert status == 1
    assert "jurnal" not in err
    assert "cadangan" not in err
    backup = data_dir / "kerja" / "cadangan" / "sebelum-0002.sqlite"
    backup.parent.mkdir()
    backup.write_bytes(b"")
    assert str(backup.parent) in run("sync")[2]


def test_a_damaged_database_is_built_again(
    run: Run, run_json: RunJson, data_dir: Path, tmp_path: Path
) -> None:
    register_no, old = number(data_dir), data_dir / "kerja" / "jurnal"
    damage(data_dir)
    fresh = tmp_path / "baru"
    status, told = run_json("rebuild", "--journal", old, data=fresh)
    assert (status, told["faults"], told["confirmed"], told["lost_photos"]) == (0, [], 0, 0)
    assert told["waiting"] > 8
    assert told["photos"] == 1
    with workspace(DataDir(fresh)) as ws, ws.db.read() as session:
        assert session.scalar(sa.select(Certificate.register_no)) == register_no
    status, _, err = run("rebuild", "--journal", old, data=fresh)
    assert (status, "sudah berisi data" in err) == (1, True)
    status, _, err = run("rebuild", "--journal", tmp_path, data=tmp_path / "lain")
    assert (status, "tidak ada jurnal" in err) == (1, True)


# -- where the data lies ------------------------------------------------------------------------


def test_the_data_folder_from_the_environment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KURASI_DATA_DIR", str(tmp_path / "lewat lingkungan"))
    path = write(tmp_path, "daftar.csv", LIST)
    assert main(["import", "businesses", str(path)]) == 0
    assert "1 usaha" in capsys.readouterr().out
    assert (tmp_path / "lewat lingkungan" / "kerja" / "kurasi.sqlite").is_file()


def test_the_chosen_room_is_used(run: Run, data_dir: Path, tmp_path: Path) -> None:
    DataDir(data_dir).choose(SAMPLE)
    assert run("import", "businesses", write(tmp_path, "daftar.csv", LIST))[0] == 0
    with workspace(DataDir(data_dir), SAMPLE) as ws:
        assert len(businesses.ids(ws)) == 1
    with workspace(DataDir(data_dir), "kerja") as ws:
        assert [c.name for c in businesses.cards(ws, businesses.ids(ws))] == ["Dapur Sari & Rasa"]


def test_as_a_program(tmp_path: Path) -> None:
    """Through main.py itself, on a console of another code page, without Qt."""
    script = "import sys, main; main.main(sys.argv[1:]); print('PySide6' in sys.modules)"
    command = [sys.executable, "-c", script, "--data-dir", str(tmp_path / "data"), "verify", "halo"]
    env = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(
        command, cwd=REPOSITORY, env=env, capture_output=True, check=False, timeout=60
    )
    assert "Traceback" not in done.stderr.decode()
    assert done.stderr.decode("utf-8").startswith("Laptop ini belum mengenal kunci pusat")
    assert done.stdout.decode().strip() == "False"


# -- rekap --------------------------------------------------------------------------------------


def test_rekap_in_words_as_json_and_as_a_file(run: Run, run_json: RunJson, tmp_path: Path) -> None:
    fresh, path = tmp_path / "baru", write(tmp_path, "daftar.csv", LIST)
    run("import", "businesses", path, data=fresh)
    status, out, err = run("rekap", "--region", "31.74", data=fresh)
    assert (status, err) == (0, "")
    assert out.startswith("Jakarta Selatan: 1 usaha terdaftar, 0 kurasi dinilai")
    assert "Latihan – tidak berlaku." in out
    book = tmp_path / "rekap.xlsx"
    status, answer = run_json("rekap", "--category", "MKN", "-o", book, data=fresh)
    assert status == 0
    assert answer["totals"]["registered"] == 0
    assert answer["only"]["category"] == "MKN"
    assert book.stat().st_size > 4_000


def test_rekap_of_no_region_says_so(run: Run) -> None:
    status, _, err = run("rekap", "--region", "Setiabudi")
    assert status == 1
    assert "Setiabudi bukan kode wilayah atau bulan." in err
