"""No laptop deletes or empties a great part of what others entered, by whatever mishap."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import held
from app.central.brake import CODE, MAX_SHRUNK
from app.central.centre import Centre
from app.models.entities import Business
from app.models.local import Refusal, SyncRow
from tests.sync.conftest import Laptop, central_row


@pytest.fixture
def shared(rani: Laptop, budi: Laptop) -> list[UUID]:
    """Rani's records, one more than may be lost at once, on Budi's laptop too."""
    me = rani.enrolled.person_id
    names = [f"Usaha {n}" for n in range(MAX_SHRUNK + 1)]
    keys = [rani.add(name=name, note="catatan", created_by=me) for name in names]
    rani.sync()
    budi.sync()
    return keys


def count(centre: Centre, **values: Any) -> int:
    """How many businesses of the centre hold these values."""
    with centre.engine.connect() as conn:
        query = sa.select(sa.func.count()).select_from(Business).filter_by(**values)
        return conn.execute(query).scalar_one()


@pytest.mark.lesson("B7")
@pytest.mark.parametrize("lost", [{"deleted": True}, {"note": None}, {"note": ""}])
def test_too_much_at_once_is_refused_and_the_rest_goes_through(
    budi: Laptop, centre: Centre, shared: list[UUID], lost: dict[str, Any]
) -> None:
    own = budi.add(name="Punya Budi")
    for key in shared:
        budi.edit(key, **lost)
    report = budi.sync()
    assert (report.refused, report.unequal) == (len(shared), ())
    assert budi.refusals() == dict.fromkeys(shared, CODE)
    assert count(centre, deleted=False) == len(shared) + 1
    assert count(centre, note="catatan") == len(shared)
    assert central_row(centre, own) == budi.row(own)


def test_as_much_as_a_person_does_by_hand_is_taken(
    budi: Laptop, centre: Centre, shared: list[UUID]
) -> None:
    for key in shared[1:]:
        budi.edit(key, deleted=True)
    assert budi.sync().refused == 0
    assert count(centre, deleted=True) == MAX_SHRUNK


def test_what_one_entered_oneself_is_taken_back_at_once(
    rani: Laptop, centre: Centre, shared: list[UUID]
) -> None:
    for key in shared:
        rani.edit(key, deleted=True)
    assert rani.sync().refused == 0
    assert count(centre, deleted=True) == len(shared)


def test_the_staff_may_let_it_through(budi: Laptop, centre: Centre, shared: list[UUID]) -> None:
    for key in shared:
        budi.edit(key, deleted=True)
    budi.sync()
    meant, *_ = shared
    with budi.db.write() as session:
        session.get_one(Refusal, ("business", meant)).hand_over = True
        sync = session.get_one(SyncRow, ("business", meant))
        sync.state, sync.frozen = "", 0
    budi.sync()
    assert held.settle(centre, meant, accept=True) == 1
    budi.sync()
    assert count(centre, deleted=True) == 1
    assert budi.refusals() == dict.fromkeys(shared[1:], CODE)
