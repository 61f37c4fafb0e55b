"""Papers and messages without a window."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.bootstrap import workspace
from app.cli_papers import OF_RESULT, OF_SESSION
from app.models.entities import CurationSession, DecisionRecord
from app.paths import DataDir
from app.services import papers
from tests.cli.conftest import Run, RunJson
from tests.reports.reading import squeezed, whole_text

_SAYS = {
    "berita-acara": "BERITA ACARA",
    "daftar-hadir": "Daftar Hadir",
    "urutan": "Urutan Tampil",
    "lembar-penilaian": "Lembar Penilaian",
    "surat": "Pemberitahuan Hasil",
    "naik-kelas": "Lembar Naik Kelas",
    "perbaikan": "Lembar Perbaikan",
}


def keys_of(data_dir: Path) -> tuple[UUID, UUID, str]:
    """The session, the decision, and the register number of its certificate."""
    with workspace(DataDir(data_dir)) as ws:
        (card,) = papers.cards(ws, papers.ids(ws))
        with ws.db.read() as session:
            held = session.scalars(sa.select(CurationSession.id)).one()
            decision = session.scalars(sa.select(DecisionRecord.id)).one()
    assert card.register_no
    return held, decision, card.register_no


@pytest.mark.parametrize("kind", [*OF_SESSION, *OF_RESULT])
def test_every_paper_is_written(
    run_json: RunJson, data_dir: Path, tmp_path: Path, kind: str
) -> None:
    held, decision, _ = keys_of(data_dir)
    target = tmp_path / "surat.pdf"
    key = held if kind in OF_SESSION else decision
    status, answer = run_json("paper", kind, key, "-o", target)
    assert (status, answer["kind"]) == (0, kind)
    assert answer["bytes"] == target.stat().st_size
    assert squeezed(_SAYS[kind]) in whole_text(target.read_bytes())


def test_a_result_is_found_by_the_number_of_its_certificate(
    run: Run, data_dir: Path, tmp_path: Path
) -> None:
    number = keys_of(data_dir)[2]
    target = tmp_path / "surat.pdf"
    status, out, _ = run("paper", "surat", number.lower(), "-o", target)
    assert (status, out) == (0, f"{target} ({target.stat().st_size} bita)\n")
    assert number in whole_text(target.read_bytes())
    status, out, _ = run("message", number)
    assert status == 0
    text, link = out.strip().split("\n\n")
    assert number in text
    assert link.startswith("https://wa.me/")


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (("paper", "berita-acara", "entah"), "Kegiatan entah tidak ada"),
        (("paper", "surat", "K-31.74.04-A7-2026-99999-X"), "Hasil kurasi K-31.74.04"),
        (("paper", "urutan", "00000000-0000-0000-0000-000000000000"), "Kegiatan 0000"),
    ],
)
def test_what_is_not_here_is_said(
    run: Run, tmp_path: Path, args: tuple[str, ...], what: str
) -> None:
    target = tmp_path / "x.pdf"
    status, out, err = run(*args, "-o", target)
    assert (status, out) == (1, "")
    assert what in err
    assert not target.exists()


def test_a_place_that_cannot_be_written(run: Run, data_dir: Path, tmp_path: Path) -> None:
    status, _, err = run("paper", "surat", keys_of(data_dir)[1], "-o", tmp_path / "tak" / "ada.pdf")
    assert status == 1
    assert "tidak dapat ditulis" in err
