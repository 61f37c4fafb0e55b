"""A record is as safe as its least safe part (docs/lessons.md, B14)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

import pytest

from app.central import people
from app.central.centre import Centre
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.errors import UserError
from app.services import safety, syncing
from app.services.workspace import Workspace
from app.sync.report import QuietWatcher, Report
from tests import laptops
from tests.carried.conftest import OpenLaptop
from tests.services.field import add_product, register
from tests.sync.inprocess import InProcess

Sync = Callable[[Workspace], Report]


@pytest.mark.lesson("B14")
def test_a_product_waits_until_its_last_photograph_is_there(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    rani = open_laptop("Rani")
    product = add_product(rani, register(rani))
    assert safety.state_of_product(rani, product) == "waiting"
    with rani.db.read() as session:
        token = rani.identity(session).token
    assert token is not None
    line = InProcess(centre, token)
    line.cut_photo_after = 10
    with pytest.raises(UserError):
        syncing.run(rani, QuietWatcher(), lambda _ws: nullcontext(line))
    assert syncing.status(rani).waiting_rows == 0  # every row is there
    assert safety.state_of_product(rani, product) == "waiting"
    assert not safety.of_laptop(rani).safe_to_wipe
    sync(rani)
    assert safety.state_of_product(rani, product) == "confirmed"


@pytest.mark.lesson("B14")
@pytest.mark.lesson("B6")
def test_one_refused_document_marks_the_whole(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    rani = open_laptop("Rani")
    business = register(rani)
    product = add_product(rani, business)
    sync(rani)
    laptops.insert(rani.db, "legal_document", "a", business_id=business, product_id=product)
    people.set_grants(centre, rani.me.person_id, [Grant(Role.CURATOR, laptops.OTHER_DISTRICT)])
    sync(rani)
    assert safety.state_of_product(rani, product) == "refused"
    assert syncing.status(rani).refused == 1
    assert not safety.of_laptop(rani).safe_to_wipe
