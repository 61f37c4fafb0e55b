"""What went wrong for others (docs/lessons.md), where no other file has the test."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central.centre import Centre, init
from app.clock import ManualClock
from app.errors import UserError
from app.models.central import Blob, RowVersion
from app.models.local import BlobTransfer, SyncRow, SyncState
from app.paths import RESOURCES
from app.sync.transport import BlobPlace, offline
from tests.conftest import NOW
from tests.sync.conftest import Laptop, central_count, central_row, sha
from tests.sync.inprocess import InProcess

# -- children before their parents ---------------------------------------------------------


@pytest.mark.lesson("B11")
def test_children_arrive_before_their_parents(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    """The product is at the centre, and on another laptop, before its business is."""
    business = rani.ids.new()
    product = rani.add("product", business_id=business)
    photo = rani.add("photo", product_id=product)
    assert rani.sync().refused == 0
    budi.sync()
    assert budi.row(product, "product") is not None
    rani.add("business", id=business)
    assert rani.sync().refused == 0
    budi.sync()
    for entity, key in (("business", business), ("product", product), ("photo", photo)):
        assert budi.row(key, entity) == central_row(centre, key, entity) is not None


@pytest.mark.lesson("B11")
def test_a_decision_before_its_sheet_waits_and_goes_by_itself(
    rani: Laptop, budi: Laptop, centre: Centre
) -> None:
    sheet = rani.sheet()
    decision = budi.decide(assessment_ids=[sheet.hex])
    certificate = budi.certify(decision)
    assert budi.sync().refused == 0  # nobody is alarmed: the sheet is on its way
    assert budi.refusals() == {
        decision: "decision.without_sheets",
        certificate: "certificate.not_passed",
    }
    assert central_count(centre, "decision") == 0
    rani.sync()
    budi.sync()
    assert budi.refusals() == {}
    assert central_row(centre, decision, "decision") == budi.row(decision, "decision")
    assert central_count(centre, "certificate") == 1


# -- many photographs over a bad link ------------------------------------------------------


class Dropping(InProcess):
    """Drops the line in the middle of some of the uploads."""

    uploads = 0
    drops = (7, 19, 33)

    def put_blob(self, sha256: str, data: bytes, offset: int) -> BlobPlace | None:
        self.uploads += 1
        if self.uploads in self.drops:
            self.append_blob(sha256, offset, data[offset : offset + len(data) // 2])
            raise offline()
        return super().put_blob(sha256, data, offset)


@pytest.mark.lesson("B16")
@pytest.mark.lesson("B13")
def test_twenty_photographs_and_a_line_that_drops_thrice(rani: Laptop, centre: Centre) -> None:
    pictures = [bytes([n]) * 200_000 + b"akhir" for n in range(20)]
    product = rani.add("product")
    for n, data in enumerate(pictures):
        rani.photograph(data, b"mini" + bytes([n]) * 300, product_id=product, position=n)
    transport = Dropping(centre, rani.enrolled.token)
    for _ in range(3):
        with pytest.raises(UserError) as caught:
            rani.sync(transport)
        assert caught.value.code == "network.offline"
        with rani.db.read() as session:  # none has left the list
            states = list(session.scalars(sa.select(BlobTransfer.state)))
        assert len(states) == 40
        assert "waiting" in states
        assert rani.row(product, "product") is not None
    assert rani.sync(transport).complete
    with centre.engine.connect() as conn:
        kept = dict(conn.execute(sa.select(Blob.sha256, Blob.size_bytes)).all())
    assert kept.items() >= {sha(p): len(p) for p in pictures}.items()
    assert len(kept) == central_count(centre, "photo") * 2 == 40
    assert [centre.photos.read(sha(p)) for p in pictures] == pictures
    with rani.db.read() as session:
        assert all(session.scalars(sa.select(BlobTransfer.receipt)))


# -- clocks --------------------------------------------------------------------------------

WRONG = [timedelta(hours=1), timedelta(days=-1), timedelta(days=3653)]


@pytest.mark.lesson("B22")
@pytest.mark.parametrize("off", WRONG, ids=["an hour", "yesterday", "ten years"])
def test_a_wrong_clock_neither_stops_nor_decides(
    rani: Laptop, budi: Laptop, centre: Centre, off: timedelta
) -> None:
    """Sync works, the centre's order decides, the laptop knows how wrong it is."""
    wrong = replace(rani, clock=ManualClock(NOW + off))
    key = wrong.add(name="Asli", created_at=NOW + off)
    report = wrong.sync()
    assert (report.sent, report.skew_ms) == (1, -off // timedelta(milliseconds=1))
    with wrong.db.read() as session:  # what the window warns of
        assert session.get_one(SyncState, 1).skew_ms == report.skew_ms
    with centre.engine.connect() as conn:
        at = sa.select(RowVersion.at).where(RowVersion.id == key)
        assert conn.execute(at).scalar_one() == NOW
    budi.sync()
    wrong.edit(key, name="Dari jam yang salah")
    wrong.sync()
    budi.sync()
    budi.edit(key, name="Sesudahnya")
    assert budi.sync().conflicts == 0
    wrong.sync()
    assert wrong.value(key, "name") == "Sesudahnya"
    wrong.edit(key, name="Satu lagi")
    assert wrong.sync().conflicts == 0
    budi.sync()
    assert budi.value(key, "name") == "Satu lagi"


# -- what is computed again ----------------------------------------------------------------


def versions(laptop: Laptop, centre: Centre) -> tuple[dict[UUID, Any], dict[UUID, Any]]:
    with laptop.db.read() as session:
        here = {s.id: (s.bver, s.fb, s.lver) for s in session.scalars(sa.select(SyncRow))}
    with centre.engine.connect() as conn:
        there = conn.execute(sa.select(RowVersion.id, RowVersion.ver, RowVersion.at)).all()
    return here, {row_id: (ver, at) for row_id, ver, at in there}


@pytest.mark.lesson("B24")
def test_what_is_computed_again_touches_no_version(
    rani: Laptop, budi: Laptop, centre: Centre, clock: ManualClock
) -> None:
    """Points read out anew, reference data loaded anew, totals checked anew: no row is newer."""
    rani.judge()
    rani.sync()
    budi.sync()
    before = versions(budi, centre)
    clock.advance(timedelta(days=1))
    for laptop in (rani, budi):
        with laptop.db.write() as session:
            session.execute(sa.text("DELETE FROM assessment_criterion"))
            session.execute(
                sa.text(
                    "INSERT INTO assessment_criterion (assessment_id, code, points) "
                    "SELECT a.id, p.key, p.value FROM assessment a, json_each(a.criterion_points) p"
                )
            )
        assert laptop.waiting() == 0
    init(centre, RESOURCES)
    for message in list(rani.transport.sent):
        rani.transport.answer(message)
    report = budi.sync()
    assert (report.sent, report.received, report.conflicts) == (0, 0, 0)
    assert versions(budi, centre) == before
