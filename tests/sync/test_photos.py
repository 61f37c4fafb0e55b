"""Photographs: whole or not at all, going on where a cut was, for those they concern."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.central import blobs
from app.central.centre import Centre
from app.errors import UserError
from app.models.central import Blob
from app.models.local import BlobTransfer
from app.sync.report import QuietWatcher, Report
from app.sync.transport import BlobPlace
from tests.laptops import OTHER_DISTRICT
from tests.sync.conftest import Laptop, MakeLaptop, sha

PICTURE = bytes(range(256)) * 900
THUMB = b"kecil" * 400


def transfers(laptop: Laptop) -> dict[str, str]:
    with laptop.db.read() as session:
        return {t.sha256: t.state for t in session.scalars(sa.select(BlobTransfer))}


def test_a_photograph_reaches_the_other_laptop(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    rani.photograph(PICTURE, THUMB)
    report = rani.sync()
    assert (report.photos_sent, report.complete) == (2, True)
    assert set(transfers(rani).values()) == {"stored"}
    with centre.engine.connect() as conn:
        kept = {
            b.sha256: b.size_bytes for b in conn.execute(sa.select(Blob.sha256, Blob.size_bytes))
        }
    assert kept == {sha(PICTURE): len(PICTURE), sha(THUMB): len(THUMB)}
    assert budi.sync().photos_received == 2
    assert budi.photos.read(sha(PICTURE)) == PICTURE
    assert budi.photos.read(sha(THUMB)) == THUMB
    assert budi.sync().photos_received == 0


@pytest.mark.lesson("B16")
def test_sending_goes_on_after_each_cut(rani: Laptop, centre: Centre) -> None:
    rani.photograph(PICTURE, THUMB)
    rani.transport.cut_photo_after = 50_000
    offsets = []
    for _ in range(3):
        with pytest.raises(UserError):
            rani.sync()
        offsets.append(centre.photos.part_offset(sha(PICTURE)))
    assert offsets == [0, 50_000, 100_000]  # the thumbnail went first, whole
    assert transfers(rani)[sha(PICTURE)] == "waiting"
    assert not centre.photos.has(sha(PICTURE))
    rani.transport.cut_photo_after = None
    assert rani.sync().complete
    assert centre.photos.read(sha(PICTURE)) == PICTURE


def test_fetching_goes_on_from_what_is_there(rani: Laptop, budi: Laptop) -> None:
    rani.photograph(PICTURE, THUMB)
    rani.sync()
    budi.photos.append_part(sha(PICTURE), 0, PICTURE[:70_000])
    asked: list[tuple[str, int]] = []
    fetch = budi.transport.get_blob

    def watched(sha256: str, offset: int, take: Callable[[bytes], None]) -> bool:
        asked.append((sha256, offset))
        return fetch(sha256, offset, take)

    budi.transport.get_blob = watched  # type: ignore[method-assign]
    budi.sync()
    assert asked == [(sha(THUMB), 0), (sha(PICTURE), 70_000)]
    assert budi.photos.read(sha(PICTURE)) == PICTURE


@pytest.mark.lesson("B13")
def test_bytes_that_do_not_give_the_name_are_thrown_away(rani: Laptop, centre: Centre) -> None:
    rani.photograph(PICTURE, THUMB)
    caller = rani.transport.caller()
    for _ in rani.engine._rows(rani.transport, _report()):
        pass
    access = blobs.access(centre, caller, sha(PICTURE))
    assert access is not None
    forged = bytes(len(PICTURE))
    with pytest.raises(UserError) as caught:
        blobs.append(centre, caller, access, 0, forged)
    assert caught.value.code == "photo.changed"
    assert blobs.status(centre, access) == blobs.Status(0, stored=False)
    assert blobs.append(centre, caller, access, 5, PICTURE) == blobs.Status(0, stored=False)
    assert blobs.append(centre, caller, access, 0, PICTURE).stored


def _report() -> Report:
    return Report()


def test_a_photograph_is_only_for_its_regions(
    rani: Laptop, make_laptop: MakeLaptop, centre: Centre
) -> None:
    rani.photograph(PICTURE, THUMB)
    rani.sync()
    stranger = make_laptop("Tono", OTHER_DISTRICT)
    head = make_laptop("Kepala", "31.74")
    for name in (sha(PICTURE), sha(THUMB)):
        assert blobs.access(centre, stranger.transport.caller(), name) is None
        assert blobs.access(centre, head.transport.caller(), name) is not None
    for name in ("", "../" * 20, sha(PICTURE).upper(), sha(b"tak ada")):
        assert blobs.access(centre, head.transport.caller(), name) is None


def test_a_refused_photo_row_sends_no_photograph(rani: Laptop, centre: Centre) -> None:
    rani.photograph(PICTURE, THUMB, scope=OTHER_DISTRICT)
    report = rani.sync()
    assert report.refused == 1
    assert not report.complete
    assert set(transfers(rani).values()) == {"waiting"}
    assert not centre.photos.has(sha(PICTURE))


def test_a_damaged_photograph_does_not_hold_up_the_others(rani: Laptop, centre: Centre) -> None:
    rani.photograph(PICTURE, THUMB)
    other, other_thumb = b"lain" * 1000, b"lain kecil"
    rani.photograph(other, other_thumb)
    for path in (rani.folder / "foto").rglob(f"{sha(PICTURE)}*"):
        path.write_bytes(b"rusak")
    for path in (rani.folder / "foto").rglob(f"{sha(other_thumb)}*"):
        path.unlink()
    report = rani.sync()
    assert not report.complete
    assert centre.photos.has(sha(THUMB))
    assert centre.photos.has(sha(other))
    assert transfers(rani)[sha(PICTURE)] == "waiting"
    assert not centre.photos.has(sha(PICTURE))


def test_a_photograph_not_yet_at_the_centre_waits(rani: Laptop, budi: Laptop) -> None:
    rani.photograph(PICTURE, THUMB)
    for _ in rani.engine._rows(rani.transport, _report()):
        pass
    assert not budi.sync().complete
    assert set(transfers(budi).values()) == {"waiting"}
    rani.sync()
    assert budi.sync().photos_received == 2


def test_bytes_damaged_on_their_way_are_fetched_anew(rani: Laptop, budi: Laptop) -> None:
    """Whatever a power cut left of a fetched picture, one sync is enough."""
    rani.photograph(PICTURE, THUMB)
    rani.sync()
    budi.photos.append_part(sha(PICTURE), 0, bytes(70_000))
    report = budi.sync()
    assert (report.photos_received, report.complete) == (2, True)
    assert budi.photos.read(sha(PICTURE)) == PICTURE


def test_a_photograph_that_stays_wrong_does_not_hold_up_the_others(
    rani: Laptop, budi: Laptop
) -> None:
    """Somebody on the way changes one picture, each time: twice asked for, then left waiting."""
    rani.photograph(PICTURE, THUMB)
    other, other_thumb = b"lain" * 1000, b"lain kecil"
    rani.photograph(other, other_thumb)
    rani.sync()
    asked: list[tuple[str, int]] = []
    fetch = budi.transport.get_blob

    def forged(sha256: str, offset: int, take: Callable[[bytes], None]) -> bool:
        asked.append((sha256, offset))
        if sha256 != sha(THUMB):
            return fetch(sha256, offset, take)
        take(bytes(len(THUMB)))
        return True

    budi.transport.get_blob = forged  # type: ignore[method-assign]
    report = budi.sync()
    assert (report.photos_received, report.complete) == (3, False)
    assert asked.count((sha(THUMB), 0)) == 2
    assert {s for s, state in transfers(budi).items() if state == "waiting"} == {sha(THUMB)}
    budi.transport.get_blob = fetch  # type: ignore[method-assign]
    assert budi.sync().complete
    assert budi.photos.read(sha(THUMB)) == THUMB


def test_bytes_damaged_at_the_centre_are_sent_anew(rani: Laptop, centre: Centre) -> None:
    rani.photograph(PICTURE, THUMB)
    centre.photos.append_part(sha(PICTURE), 0, bytes(70_000))
    centre.photos.append_part(sha(THUMB), 0, bytes(len(THUMB) - 1))
    report = rani.sync()
    assert (report.photos_sent, report.complete) == (2, True)
    assert centre.photos.read(sha(PICTURE)) == PICTURE


def test_a_photograph_whose_last_step_failed_is_finished(rani: Laptop, centre: Centre) -> None:
    """All bytes are at the centre, which lost its power before it had checked them."""
    rani.photograph(PICTURE, THUMB)
    centre.photos.append_part(sha(PICTURE), 0, PICTURE)
    report = rani.sync()
    assert (report.photos_sent, report.complete) == (2, True)
    assert centre.photos.read(sha(PICTURE)) == PICTURE


def test_a_photograph_known_only_by_its_file_is_sent(
    rani: Laptop, centre: Centre, tmp_path: Path
) -> None:
    """A backup of before it was taken is brought back; its row is at the centre, it is not."""
    old = rani.copy(tmp_path / "cadangan")
    rani.photograph(PICTURE, THUMB)
    rani.transport.cut_photo_after = 10
    with pytest.raises(UserError):
        rani.sync()
    assert not centre.photos.has(sha(PICTURE))
    for data in (PICTURE, THUMB):
        old.photos.put(data)  # the folder of photographs is as it was left
    report = old.sync()
    assert (report.photos_sent, report.complete) == (2, True)
    assert centre.photos.read(sha(PICTURE)) == PICTURE
    assert set(transfers(old).values()) == {"stored"}


# -- asked for together -------------------------------------------------------------------


def ask_for_each(*_: object) -> BlobPlace:
    raise AssertionError("each was asked for by itself")


def test_many_are_asked_for_at_once(
    rani: Laptop, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that stopped halfway goes on from there, one that is there is not sent again."""
    rani.photograph(PICTURE, THUMB)
    rani.transport.cut_photo_after = 50_000
    for _ in range(2):
        with pytest.raises(UserError):
            rani.sync()
    rani.transport.cut_photo_after = None
    assert centre.photos.part_offset(sha(PICTURE)) == 50_000
    sent: list[tuple[str, int]] = []
    put = rani.transport.put_blob

    def watched(sha256: str, data: bytes, offset: int) -> BlobPlace | None:
        sent.append((sha256, offset))
        return put(sha256, data, offset)

    monkeypatch.setattr(rani.transport, "put_blob", watched)
    monkeypatch.setattr(rani.transport, "blob_offset", ask_for_each)
    rani.photograph(b"lain" * 9000, b"lain")
    with rani.db.write() as session:
        session.execute(sa.update(BlobTransfer).values(state="waiting"))
    assert rani.sync().complete
    assert sorted(sent) == sorted(
        [(sha(PICTURE), 50_000), (sha(b"lain" * 9000), 0), (sha(b"lain"), 0)]
    )
    assert set(transfers(rani).values()) == {"stored"}


def test_a_centre_of_before_is_asked_for_each(
    rani: Laptop, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rani.transport, "blob_places", lambda _hashes: None)
    rani.photograph(PICTURE, THUMB)
    assert rani.sync().complete
    assert centre.photos.has(sha(PICTURE))


def test_a_question_tells_nothing_of_others(
    rani: Laptop, make_laptop: MakeLaptop, centre: Centre
) -> None:
    rani.photograph(PICTURE, THUMB)
    rani.sync()
    stranger = make_laptop("Tono", OTHER_DISTRICT)
    named = [sha(PICTURE), sha(THUMB), sha(b"tak ada")]
    assert stranger.transport.blob_places(named) == {}
    mine = rani.transport.blob_places(named)
    assert mine is not None
    assert {name: place.offset for name, place in mine.items()} == {
        sha(PICTURE): len(PICTURE),
        sha(THUMB): len(THUMB),
    }


@pytest.mark.parametrize("lines", [1, 3])
def test_small_ones_go_first_on_all_lines_but_one(rani: Laptop, lines: int) -> None:
    """A single line sends all small ones first; of several one takes the large from the start."""
    for number in range(4):
        rani.photograph(b"%d" % number * 5000, b"%d kecil" % number)
    order: list[int] = []
    put = rani.transport.put_blob

    def watched(sha256: str, data: bytes, offset: int) -> BlobPlace | None:
        order.append(len(data))
        return put(sha256, data, offset)

    rani.transport.put_blob = watched  # type: ignore[method-assign]
    engine = rani.engine
    engine._mover._lines = lines
    report = Report()
    engine.run(rani.transport, QuietWatcher(), report)
    assert report.complete
    assert report.photos_sent == 8
    assert sorted(order) == [7] * 4 + [5000] * 4
    assert (order[:4] == [7] * 4) if lines == 1 else (5000 in order[:3])
