"""An objection is answered in one's own name, with a reason, by one who did not judge."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.protocol import wire
from tests.conftest import NOW
from tests.sync.conftest import Laptop, central_row
from tests.sync.forged import send


@pytest.fixture
def appeal(rani: Laptop, budi: Laptop) -> UUID:
    """An objection against what Rani decided; both laptops know it."""
    judged = rani.judge()
    key = rani.add("appeal", decision_id=judged["decision"])
    rani.sync()
    budi.sync()
    return key


def said(by: Laptop, **values: Any) -> dict[str, Any]:
    words = {"outcome": "dismissed", "answer": "Sudah diperiksa ulang."}
    own = {"answered_by": by.enrolled.person_id, "answered_at": NOW}
    return {**words, **own, **values}


def test_somebody_else_answers(rani: Laptop, budi: Laptop, appeal: UUID, centre: Centre) -> None:
    budi.edit(appeal, "appeal", **said(budi))
    report = budi.sync()
    assert (report.sent, report.refused) == (1, 0)
    row = central_row(centre, appeal, "appeal")
    assert row is not None
    assert row["answered_by"] == budi.enrolled.person_id
    rani.sync()
    assert rani.row(appeal, "appeal") == budi.row(appeal, "appeal")


def test_who_judged_does_not_answer(rani: Laptop, appeal: UUID, centre: Centre) -> None:
    rani.edit(appeal, "appeal", **said(rani))
    assert rani.sync().refused == 1
    row = central_row(centre, appeal, "appeal")
    assert row is not None
    assert row["answered_at"] is None


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"answered_by": UUID(int=99).hex}, "row.not_yours"),
        ({"answer": " "}, "row.bad_value"),
        ({"outcome": None}, "row.bad_value"),
        ({"outcome": "nanti"}, "row.bad_value"),
    ],
)
def test_an_answer_says_who_and_why(
    budi: Laptop, appeal: UUID, values: dict[str, Any], refused: str
) -> None:
    plain = {"answered_by": budi.enrolled.person_id.hex, "answered_at": "2026-11-21T03:00:00Z"}
    fields = {name: (value, 1) for name, value in (said(budi) | plain | values).items()}
    (ack,) = send(budi, wire.Change("appeal", appeal, fields, new=False, lver=9))
    assert (ack.status, ack.code) == ("rejected", refused)


def test_an_objection_can_still_be_corrected_after_its_answer(
    rani: Laptop, budi: Laptop, appeal: UUID
) -> None:
    budi.edit(appeal, "appeal", **said(budi))
    budi.sync()
    rani.sync()
    rani.edit(appeal, "appeal", brought_by="Sari W.")
    assert rani.sync().refused == 0
