"""The second record of all work: whole after kills and full disks, never in the way."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.models.entities import Business
from app.models.local import FormDraft, PhotoCode, SheetDraft, SyncRow, SyncState
from app.services import drafts, journal
from app.services.businesses import BusinessForm
from app.services.drafts import Draft, DraftKey, FormKind
from app.services.journal_file import JournalFiles
from app.services.rebuild import Rebuilt, rebuild
from app.services.workspace import Workspace
from tests import blank, laptops
from tests.conftest import NOW, OpenWorkspace

ROOT = Path(__file__).resolve().parents[2]


def files(ws: Workspace) -> list[Path]:
    return JournalFiles(ws.folder / "jurnal").files()


def entries(ws: Workspace, kind: str) -> list[dict[str, Any]]:
    reading = JournalFiles(ws.folder / "jurnal")
    found = [e for e in reading.read() if e["kind"] == kind]
    assert reading.faults == []
    return found


def register(ws: Workspace, name: str) -> UUID:
    return laptops.insert(ws.db, "business", ws.ids.new(), name=name)


def again(ws: Workspace, open_workspace: OpenWorkspace, name: str) -> tuple[Workspace, Rebuilt]:
    """A new laptop from the journal of `ws`."""
    folder = blank.lay(ws.folder.parent / name).parent
    fresh = Workspace(folder, folder / "setelan.toml", ws.resources, ws.clock, ws.ids)
    told = rebuild(ws.folder / "jurnal", fresh)
    fresh.close()
    return open_workspace(name), told


def names(ws: Workspace) -> set[str]:
    with ws.db.read() as session:
        return set(session.scalars(sa.select(Business.name)))


# -- what goes in ------------------------------------------------------------------------


def test_each_change_is_written_once(ws: Workspace) -> None:
    key = register(ws, "Kopi Sari")
    assert journal.keep(ws)
    (row,) = entries(ws, "row")
    assert (row["id"], row["row"]["name"], row["bver"]) == (key.hex, "Kopi Sari", 0)
    assert set(row["fb"]) >= {"name", "scope", "ward_code"}
    size = files(ws)[0].stat().st_size
    assert journal.keep(ws)
    assert files(ws)[0].stat().st_size == size
    laptops.edit(ws.db, "business", key, name="Kopi Sari Rasa")
    journal.keep(ws)
    assert [r["row"]["name"] for r in entries(ws, "row")] == ["Kopi Sari", "Kopi Sari Rasa"]
    assert journal.faults(ws.folder, ws) == []


def test_practice_and_who_we_are_stay_out(ws: Workspace) -> None:
    laptops.insert(ws.db, "business", "latihan", scope="training")
    register(ws, "Sungguhan")
    journal.keep(ws)
    (row,) = entries(ws, "row")
    assert row["row"]["name"] == "Sungguhan"
    with ws.db.read() as session:
        secret = ws.identity(session).private_key
    assert secret not in files(ws)[0].read_text(encoding="utf-8")
    if os.name != "nt":
        assert files(ws)[0].stat().st_mode & 0o077 == 0
        assert files(ws)[0].parent.stat().st_mode & 0o077 == 0


def keep_drafts(ws: Workspace, typed: str) -> DraftKey:
    key = DraftKey(FormKind.BUSINESS, UUID(int=5), new=True)
    drafts.keep(ws, Draft(key, BusinessForm(), BusinessForm(name=typed)))
    with ws.db.write() as session:
        session.merge(
            SheetDraft(
                curation_id=laptops.DRAFT,
                curator_id=laptops.DRAFT,
                rubric_rev="r",
                sheet={"scores": {"RASA-1": 3}},
                saved_at=NOW,
            )
        )
    return key


def test_drafts_go_along_until_they_are_saved(ws: Workspace, open_workspace: OpenWorkspace) -> None:
    key = keep_drafts(ws, "Warung Bu N")
    journal.keep(ws)
    keep_drafts(ws, "Warung Bu Ndaru")
    journal.keep(ws)
    assert len(entries(ws, "draft")) == 3  # the sheet did not change
    fresh, told = again(ws, open_workspace, "baru")
    assert (told.drafts, told.waiting, told.faults) == (2, 0, ())
    (draft,) = drafts.kept(fresh, FormKind.BUSINESS, BusinessForm)
    assert (draft.key, draft.typed.name) == (key, "Warung Bu Ndaru")
    with fresh.db.read() as session:
        sheet = session.get_one(SheetDraft, (laptops.DRAFT, laptops.DRAFT))
        assert sheet.sheet == {"scores": {"RASA-1": 3}}
    drafts.drop(ws, key)
    journal.keep(ws)
    later, told = again(ws, open_workspace, "kemudian")
    assert told.drafts == 1
    with later.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(FormDraft)) == 0


def test_a_number_waved_away_stays_away(ws: Workspace, open_workspace: OpenWorkspace) -> None:
    photo = ws.ids.new()
    states = {"": "read", "1": "open", "2": "taken", "3": "waved"}
    register(ws, "Dapur Sari")
    with ws.db.write() as session:
        session.add_all(
            PhotoCode(photo_id=photo, kind="HALAL" if number else "", number=number, state=state)
            for number, state in states.items()
        )
    journal.keep(ws)
    fresh, told = again(ws, open_workspace, "baru")
    assert (told.drafts, told.faults) == (0, ())
    with fresh.db.read() as session:
        (kept,) = session.scalars(sa.select(PhotoCode)).all()
    assert (kept.photo_id, kept.number, kept.state) == (photo, "3", "waved")


def test_a_database_put_back_is_written_again(ws: Workspace, tmp_path: Path) -> None:
    register(ws, "Lama")
    ws.db.backup(tmp_path / "salinan.sqlite")
    register(ws, "Baru")
    journal.keep(ws)
    ws.db.close()
    for leftover in ("-wal", "-shm"):
        Path(f"{ws.db.path}{leftover}").unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "salinan.sqlite", ws.db.path)
    journal.keep(ws)
    assert [r["row"]["name"] for r in entries(ws, "row")] == ["Lama", "Baru", "Lama"]


# -- days ----------------------------------------------------------------------------------


def test_a_file_a_day_in_one_chain(ws: Workspace, clock: ManualClock) -> None:
    register(ws, "Sabtu")
    keep_drafts(ws, "Warung")
    journal.keep(ws)
    clock.advance(timedelta(days=1))
    register(ws, "Minggu")
    journal.keep(ws)
    clock.advance(timedelta(days=-3))  # set back: the newest file is written on
    register(ws, "Kamis")
    journal.keep(ws)
    assert [f.name for f in files(ws)] == ["2026-11-21.jsonl", "2026-11-22.jsonl"]
    assert [r["row"]["name"] for r in entries(ws, "row")] == ["Sabtu", "Minggu", "Kamis"]
    assert len(entries(ws, "draft")) == 4  # each day's file has them in full


def confirm(ws: Workspace) -> None:
    """As if the centre had signed for everything."""
    with ws.db.write() as session:
        session.execute(sa.update(SyncRow).values(fb={}, bver=1))


def test_a_day_is_forgotten_sixty_days_after_all_of_it_was_confirmed(
    ws: Workspace, clock: ManualClock
) -> None:
    def next_day(days: int) -> list[str]:
        clock.advance(timedelta(days=days))
        register(ws, f"Hari {ws.today()}")
        journal.keep(ws)
        return [f.name for f in files(ws)]

    next_day(0)
    assert len(next_day(100)) == 2  # nothing of it was confirmed
    confirm(ws)
    assert len(next_day(1)) == 3
    assert len(next_day(59)) == 4
    assert next_day(1)[0] == "2027-03-02.jsonl"  # unconfirmed ones stay


# -- kills and disks -----------------------------------------------------------------------

WRITER = """
import random, sys
from pathlib import Path
from app.clock import SystemClock
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services import journal
from app.services.workspace import Workspace
from tests import laptops

folder = Path(sys.argv[1])
clock = SystemClock()
ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))
start = int(sys.argv[2])
for number in range(start, start + 100_000):
    laptops.insert(ws.db, "business", ws.ids.new(), name=str(number), note="x" * 5_000)
    assert journal.keep(ws)
    print(number, flush=True)
"""


def killed_at_work(folder: Path, start: int, rng: random.Random) -> int:
    """Let another program work, kill it in the middle; the last number it had told."""
    command = [sys.executable, "-c", WRITER, str(folder), str(start)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline() for _ in range(3)]
        time.sleep(rng.uniform(0, 0.05))
        writer.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        told += writer.stdout.read().splitlines()
    return int([line for line in told if line.strip().isdecimal()][-1])


@pytest.mark.lesson("B5")
def test_a_killed_program_loses_nothing_its_journal_had(
    ws: Workspace, open_workspace: OpenWorkspace
) -> None:
    ws.close()
    rng, last = random.Random(5), -1
    for _ in range(3):
        last = killed_at_work(ws.folder, last + 1, rng)
    fresh, told = again(ws, open_workspace, "baru")
    assert {str(n) for n in range(last + 1)} <= names(fresh)
    assert told.waiting - (last + 1) in range(4)  # what was written and not told yet
    assert not [f for f in told.faults if "rantai" in f]


@pytest.mark.lesson("B5")
def test_half_a_line_is_passed_over_said_and_written_over(
    ws: Workspace, open_workspace: OpenWorkspace
) -> None:
    for name in ("Satu", "Dua"):
        register(ws, name)
        journal.keep(ws)
    (path,) = files(ws)
    whole = path.read_bytes()
    cut = whole.rindex(b'"kind":"row"')  # in the middle of what was written second
    path.write_bytes(whole[:cut])
    assert journal.faults(ws.folder) == [f"{path.name}: baris terakhir terpotong dan dilewati"]
    fresh, told = again(ws, open_workspace, "baru")
    assert names(fresh) == {"Satu"}
    assert len(told.faults) == 1
    assert journal.keep(ws)  # the database is ahead of the last whole mark
    assert journal.faults(ws.folder) == []
    assert names(again(ws, open_workspace, "lagi")[0]) == {"Satu", "Dua"}


@pytest.mark.lesson("B5")
def test_a_broken_chain_is_said_and_the_rest_used(
    ws: Workspace, open_workspace: OpenWorkspace
) -> None:
    for name in ("Satu", "Dua", "Tiga"):
        register(ws, name)
        journal.keep(ws)
    (path,) = files(ws)
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"Dua", b"Due")
    path.write_bytes(b"\n".join(lines))
    fresh, told = again(ws, open_workspace, "baru")
    assert told.faults == (f"{path.name} baris 4: rantai jurnal putus di sini",)
    assert names(fresh) == {"Satu", "Due", "Tiga"}
    lines[2] = b"\x00" * 40
    path.write_bytes(b"\n".join(lines))
    fresh, told = again(ws, open_workspace, "nol")
    assert [f.split(": ")[1] for f in told.faults] == [
        "tidak terbaca, dilewati",
        "rantai jurnal putus di sini",
    ]
    assert names(fresh) == {"Satu", "Tiga"}


@pytest.mark.parametrize("line", [b"{}", b'{"kind":"row"}', b'{"kind":"mark"}', b"[1]"])
def test_lines_that_are_none(ws: Workspace, open_workspace: OpenWorkspace, line: bytes) -> None:
    register(ws, "Satu")
    journal.keep(ws)
    (path,) = files(ws)
    path.write_bytes(path.read_bytes() + line + b"\n")
    fresh, told = again(ws, open_workspace, "baru")
    assert names(fresh) == {"Satu"}
    assert told.faults


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a disk of its own can only be mounted by root on Linux")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine does not allow mounting a tmpfs")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.lesson("B5")
def test_a_full_disk_does_not_stop_the_work(ws: Workspace, small_disk: Path) -> None:
    (ws.folder / "jurnal").symlink_to(small_disk)
    number = 0
    while journal.keep(ws):
        number += 1
        laptops.insert(ws.db, "business", ws.ids.new(), name=str(number), note="x" * 9_000)
        assert number < 50
    whole = len(entries(ws, "row"))  # the last one left no half
    assert whole == number - 1
    assert any("penulisan terakhir gagal" in f for f in journal.faults(ws.folder, ws)) or any(
        "belum tercatat" in f for f in journal.faults(ws.folder, ws)
    )
    register(ws, "Sesudah penuh")  # people go on
    subprocess.run(["mount", "-o", "remount,size=1m", str(small_disk)], check=True)
    assert journal.keep(ws)
    assert len(entries(ws, "row")) == number + 1
    assert journal.faults(ws.folder, ws) == []


def test_a_folder_that_cannot_be_written_is_told(ws: Workspace) -> None:
    (ws.folder / "jurnal").write_text("bukan folder", encoding="ascii")
    register(ws, "Tetap tersimpan")
    assert not journal.keep(ws)
    (fault,) = journal.faults(ws.folder, ws)
    assert "belum tercatat" in fault
    assert names(ws) == {"Tetap tersimpan"}


def test_a_journal_that_stands_still_is_told(ws: Workspace) -> None:
    register(ws, "Satu")
    journal.keep(ws)
    register(ws, "Dua")
    assert journal.faults(ws.folder, ws) == []  # a window adds every few seconds
    for path in files(ws):
        os.utime(path, (0, 0))
    assert len(journal.faults(ws.folder, ws)) == 1


def test_the_mark_names_the_edit_counter(ws: Workspace) -> None:
    register(ws, "Satu")
    journal.keep(ws)
    with ws.db.read() as session:
        lver = session.get_one(SyncState, 1).lver
    assert entries(ws, "mark")[-1]["lver"] == lver
    assert json.loads(files(ws)[0].read_text(encoding="utf-8").splitlines()[-1])["kind"] == "mark"
