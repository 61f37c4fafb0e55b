"""The stick from end to end: saved on the page, taken in by the centre, its answer opened."""

from __future__ import annotations

from pathlib import Path

from app.central import parcels as central_parcels
from app.services import safety, syncing
from app.services.workspace import Workspace
from app.ui.pages.sync import SyncPage
from tests.services.field import register
from tests.ui.sync_page.conftest import Served
from tests.ui.sync_page.test_files import pick, press, said


def test_a_stick_goes_to_the_centre_and_back(
    enrolled: SyncPage, ws: Workspace, served: Served, tmp_path: Path
) -> None:
    enrolled.synchronise()
    register(ws, "Lewat Stik")
    waiting = syncing.status(ws).waiting_rows
    card = enrolled.files_card
    press(card.save_button)
    pick(card, tmp_path / "kirim.kurasi")
    assert str(waiting) in said(card)
    assert syncing.status(ws).waiting_rows == waiting  # saved is not sent
    taken = central_parcels.take(
        served.centre, tmp_path / "kirim.kurasi", tmp_path / "jawab.kurasi"
    )
    assert (taken.rows, taken.refused) == (waiting, 0)
    press(card.open_button)
    pick(card, tmp_path / "jawab.kurasi")
    assert syncing.status(ws).unsent == 0
    assert safety.of_laptop(ws).safe_to_wipe
    press(card.open_button)
    pick(card, tmp_path / "jawab.kurasi")  # twice: nothing new, and said so
    assert syncing.status(ws).unsent == 0
    assert said(card)


def test_a_file_that_is_none_is_told_on_the_page(
    enrolled: SyncPage, ws: Workspace, tmp_path: Path
) -> None:
    junk = tmp_path / "rusak.kurasi"
    junk.write_bytes(b"bukan berkas")
    card = enrolled.files_card
    press(card.open_button)
    pick(card, junk)
    assert "bukan berkas Kurasi Lapangan" in said(card)
