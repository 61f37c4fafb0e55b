"""The centre comes back from a backup: what it lost, laptops bring again, and nothing clashes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import parcels as central_parcels
from app.central.centre import Centre
from app.central.reconcile import reconcile
from app.central.restored import restored
from app.errors import UserError
from app.models.central import CentralBase
from app.models.entities import TABLES, Base
from app.models.local import BlobTransfer, SyncState
from app.services import businesses, parcels, refusals, safety, syncing
from app.services.workspace import Workspace
from app.sync.report import Report
from tests.carried.conftest import QUIET, OpenLaptop
from tests.services.field import add_product, form, judge, open_session, register

Sync = Callable[[Workspace], Report]
Tables = dict[str, list[dict[str, object]]]


def backup(centre: Centre) -> Tables:
    """All tables of the centre, as a dump would have them."""
    kept: Tables = {}
    with centre.engine.connect() as conn:
        for metadata in (Base.metadata, CentralBase.metadata):
            for table in metadata.tables.values():
                if sa.inspect(conn).has_table(table.name):
                    kept[table.name] = [dict(r) for r in conn.execute(sa.select(table)).mappings()]
    return kept


def restore(centre: Centre, kept: Tables) -> None:
    """Put a backup back, and say so."""
    with centre.engine.begin() as conn:
        for metadata in (Base.metadata, CentralBase.metadata):
            for table in metadata.tables.values():
                if table.name in kept:
                    conn.execute(sa.delete(table))
                    if kept[table.name]:
                        conn.execute(sa.insert(table), kept[table.name])
    restored(centre)


def names(centre: Centre) -> dict[UUID, str]:
    business = TABLES["business"]
    with centre.engine.connect() as conn:
        return dict(conn.execute(sa.select(business.c.id, business.c.name)).all())


@pytest.mark.lesson("B8")
@pytest.mark.lesson("B9")
def test_what_was_lost_comes_back_from_the_laptops(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    rani, budi = open_laptop("Rani"), open_laptop("Budi")
    old = register(rani, "Sebelum")
    sync(rani)
    sync(budi)
    kept = backup(centre)
    fresh = register(rani, "Sesudah")
    businesses.save(rani, form("Sebelum, diubah"), old)
    curated = judge(rani, add_product(rani, fresh), open_session(rani))
    sync(rani)
    sync(budi)
    businesses.save(budi, form("Sesudah, diubah Budi"), fresh)
    sync(budi)
    sync(rani)
    before = names(centre)
    assert before[fresh] == "Sesudah, diubah Budi"
    restore(centre, kept)
    assert fresh not in names(centre)
    for ws in (budi, rani, budi, rani):
        report = sync(ws)
        assert report.unequal == ()
        assert report.refused == 0, refusals.refusals(ws)
    assert set(names(centre)) == set(before)
    assert names(centre)[old] == "Sebelum, diubah"
    for ws in (rani, budi):
        for key, name in before.items():
            assert businesses.get(ws, key).form.name == name
        assert syncing.status(ws).unsent == 0
    with centre.engine.connect() as conn:
        decision = TABLES["decision"]
        found = conn.execute(sa.select(decision.c.id).where(decision.c.id == curated)).scalar()
    assert found == curated


def test_a_dead_laptops_work_comes_back_from_another(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    rani, budi = open_laptop("Rani"), open_laptop("Budi")
    sync(rani)
    sync(budi)
    kept = backup(centre)
    lost = register(rani, "Dari laptop yang mati")
    sync(rani)
    sync(budi)
    restore(centre, kept)
    report = sync(budi)
    assert report.offered == 1
    assert names(centre) == {lost: "Dari laptop yang mati"}
    assert sync(budi).unequal == ()


def test_edits_after_the_restore_do_not_pass_for_seen(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    """Both laptops change a field, one of them in the lost time: a person chooses."""
    rani, budi = open_laptop("Rani"), open_laptop("Budi")
    key = register(rani, "Asli")
    sync(rani)
    sync(budi)
    kept = backup(centre)
    businesses.save(rani, form("Lama hilang 1"), key)
    sync(rani)
    businesses.save(rani, form("Lama hilang 2"), key)
    sync(rani)
    restore(centre, kept)
    businesses.save(budi, form("Baru dari Budi"), key)
    sync(budi)
    assert names(centre)[key] == "Baru dari Budi"
    sync(rani)
    assert names(centre)[key] == "Baru dari Budi"
    assert syncing.status(rani).conflicts >= 1
    assert businesses.get(rani, key).form.name == "Baru dari Budi"


def carry(ws: Workspace, centre: Centre, folder: Path) -> Path:
    """A file to the centre; its answer, not yet read."""
    out, back = folder / "kirim.kurasi", folder / "jawab.kurasi"
    parcels.write_for_centre(ws, out, QUIET)
    central_parcels.take(centre, out, back)
    return back


def test_a_laptop_without_network_brings_back_what_it_had_read(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync, tmp_path: Path
) -> None:
    """The restore is first heard of by the receipts of a file, about rows of the lost time."""
    rani, budi = open_laptop("Rani"), open_laptop("Budi")
    key = register(rani, "Asli")
    sync(rani)
    sync(budi)
    kept = backup(centre)
    businesses.save(budi, form("Kata Budi"), key)
    sync(budi)
    sync(rani)
    restore(centre, kept)
    businesses.save(rani, form("Kata Budi", owner_name="Kata Rani"), key)
    for _ in range(2):
        parcels.take(rani, carry(rani, centre, tmp_path), QUIET)
    assert names(centre)[key] == "Kata Budi"
    found = businesses.get(rani, key).form
    assert (found.name, found.owner_name) == ("Kata Budi", "Kata Rani")
    assert syncing.status(rani).unsent == 0
    assert sync(rani).unequal == ()


def test_a_late_receipt_from_before_the_restore_confirms_nothing(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync, tmp_path: Path
) -> None:
    """Heard of the restore first, then found the old answer on the stick."""
    rani = open_laptop("Rani")
    sync(rani)
    kept = backup(centre)
    first = register(rani, "Di berkas saja")
    late = carry(rani, centre, tmp_path)
    restore(centre, kept)
    with rani.db.write() as session:
        session.get_one(SyncState, 1).epoch = _epoch(centre)  # its sync broke right after that
    parcels.take(rani, late, QUIET)
    assert syncing.status(rani).unsent > 0
    assert first not in names(centre)
    sync(rani)
    assert first in names(centre)
    assert syncing.status(rani).unsent == 0


def _epoch(centre: Centre) -> str:
    with centre.engine.connect() as conn:
        return str(centre.state(conn)["epoch"])


@pytest.mark.lesson("B13")
def test_photographs_are_asked_for_again(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    rani = open_laptop("Rani")
    add_product(rani, register(rani))
    sync(rani)
    assert safety.of_laptop(rani).safe_to_wipe
    kept = backup(centre)
    (whole, *_) = sorted(centre.photos.all_hashes())
    folder = centre.folder / "photos"
    shutil.rmtree(folder)
    restore(centre, kept)
    assert len(reconcile(centre).missing) == 2
    assert sync(rani).photos_sent == 2
    assert reconcile(centre, deep=True).missing == ()
    assert whole in set(centre.photos.all_hashes())
    with rani.db.read() as session:
        assert all(r for r in session.scalars(sa.select(BlobTransfer.receipt)))
    restore(centre, backup(centre))
    assert sync(rani).photos_sent == 2  # asked again; a receipt is enough, no byte is sent twice


def test_another_folder_of_keys_is_noticed(centre: Centre, tmp_path: Path) -> None:
    from app.protocol import keys

    centre.root_key_file.write_text(keys.new_private_key(), encoding="ascii")
    with pytest.raises(UserError) as caught:
        restored(centre)
    assert caught.value.code == "central.other_root_key"
