"""A certificate that reaches the centre is confirmed there, once, and every laptop learns of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.central.confirming import confirm_waiting, confirmation_id
from app.central.restored import restored
from app.clock import ManualClock
from app.models.entities import TABLES
from app.protocol import keys
from app.protocol.token import TokenStatus, verify_token
from tests import laptops
from tests.sync import forged
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row

CONFIRMATION = "certificate_confirmation"


@pytest.mark.lesson("B40")
def test_a_certificate_comes_back_final(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    certificate = rani.judge()["certificate"]
    rani.sync()
    budi.sync()
    key = confirmation_id(certificate)
    for laptop in (rani, budi):
        row = laptop.row(key, CONFIRMATION)
        assert row is not None
        assert row == central_row(centre, key, CONFIRMATION)
        assert (row["certificate_id"], row["official_number"]) == (certificate, None)
        root = keys.public_key(laptop.enrolled.root_public_key)
        found = verify_token(row["payload"], [root], laptop.clock.now().date())
        assert (found.status, found.device) == (TokenStatus.FINAL, None)
        assert found.facts.register_no == row["register_no"]
    provisional = rani.value(certificate, "payload", "certificate")
    assert provisional != rani.value(key, "payload", CONFIRMATION)
    assert rani.waiting() == 0


def test_confirmed_in_the_transaction_that_accepts(rani: Laptop, centre: Centre) -> None:
    """Both stand in the feed, one right behind the other: nobody sees one without the other."""
    certificate = rani.judge()["certificate"]
    rani.sync()
    table = "SELECT seq FROM feed WHERE entity = %s AND id = %s"
    with centre.engine.connect() as conn:
        accepted = conn.exec_driver_sql(table, ("certificate", certificate)).scalar_one()
        key = confirmation_id(certificate)
        confirmed = conn.exec_driver_sql(table, (CONFIRMATION, key)).scalar_one()
        same = "SELECT count(DISTINCT xmin::text) FROM row_version WHERE id = ANY (%s)"
        assert conn.exec_driver_sql(same, ([certificate, key],)).scalar() == 1
    assert confirmed == accepted + 1


def test_the_same_batch_again_confirms_nothing_anew(rani: Laptop, centre: Centre) -> None:
    certificate = rani.judge()["certificate"]
    rani.sync()
    before = central_row(centre, confirmation_id(certificate), CONFIRMATION)
    for message in list(rani.transport.sent):
        rani.transport.answer(message)
    rani.sync()
    assert central_row(centre, confirmation_id(certificate), CONFIRMATION) == before
    assert central_count(centre, CONFIRMATION) == 1


def test_what_is_refused_is_not_confirmed(rani: Laptop, centre: Centre) -> None:
    decision = rani.decide()
    certificate = rani.certify(decision, payload="HTTPS://X/#AAAA")
    rani.sync()
    assert rani.refusals() == {certificate: "certificate.not_signed"}
    assert central_count(centre, CONFIRMATION) == 0


def test_a_laptop_cannot_confirm(rani: Laptop, centre: Centre) -> None:
    """The word is the centre's alone: such a row is of no kind that is pushed."""
    certificate = rani.judge()["certificate"]
    rani.sync()
    values = {"certificate_id": certificate.hex, "payload": "x"}
    assert forged.code(rani, CONFIRMATION, **values) == "entity.unknown"


def test_certificates_of_before_are_confirmed_when_the_centre_is_set_up_again(
    rani: Laptop, centre: Centre
) -> None:
    certificate = rani.judge()["certificate"]
    rani.sync()
    key = confirmation_id(certificate)
    with centre.engine.begin() as conn:
        conn.execute(sa.delete(TABLES[CONFIRMATION]))
        conn.exec_driver_sql("DELETE FROM row_version WHERE id = %s", (key,))
    assert confirm_waiting(centre.engine, centre.root_private_key, centre.clock.now()) == 0
    assert central_row(centre, key, CONFIRMATION) is not None
    assert confirm_waiting(centre.engine, centre.root_private_key, centre.clock.now()) == 0
    assert central_count(centre, CONFIRMATION) == 1


def test_what_staff_took_in_is_confirmed_only_when_its_code_is_genuine(
    rani: Laptop, centre: Centre
) -> None:
    rani.judge()
    rani.sync()
    with centre.engine.begin() as conn:
        table = TABLES["certificate"]
        row = dict(conn.execute(sa.select(table)).mappings().one())
        others: list[dict[str, Any]] = [{"payload": "HTTPS://X/#AAAA"}, {"facts": {}}, {}]
        for n, changed in enumerate(others):
            copy = {**row, **changed, "id": laptops.row_of("certificate", f"{n}")["id"]}
            conn.execute(sa.insert(table).values(**copy))
    assert confirm_waiting(centre.engine, centre.root_private_key, centre.clock.now()) == 3
    assert central_count(centre, CONFIRMATION) == 1


def test_another_district_does_not_see_it(make_laptop: MakeLaptop, rani: Laptop) -> None:
    other = make_laptop("Tuti", laptops.OTHER_DISTRICT)
    rani.judge()
    rani.sync()
    other.sync()
    assert other.rows(CONFIRMATION) == {}


def test_a_restored_centre_confirms_again_and_the_laptop_takes_that(
    rani: Laptop, centre: Centre, clock: ManualClock
) -> None:
    certificate = rani.judge()["certificate"]
    rani.sync()
    key = confirmation_id(certificate)
    before = rani.value(key, "confirmed_at", CONFIRMATION)
    with centre.engine.begin() as conn:
        for entity in ("assessment", "decision", "certificate", CONFIRMATION):
            conn.execute(sa.delete(TABLES[entity]))
        for table in ("row_version", "feed", "batch_in", "scope_digest"):
            conn.exec_driver_sql(f"DELETE FROM {table}")
        conn.exec_driver_sql("UPDATE device_sync SET last_no = 0, last_hash = ''")
    clock.advance(timedelta(hours=1))
    restored(centre)
    rani.sync()
    again = rani.row(key, CONFIRMATION)
    assert again == central_row(centre, key, CONFIRMATION)
    assert again is not None
    assert again["confirmed_at"] > before
