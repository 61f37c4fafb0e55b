"""One product certified twice: found after a merge, and one of the two revoked for the other."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from app.clock import ManualClock
from app.domain.terms import RevocationReason
from app.domain.twins import survivor
from app.errors import UserError
from app.models.entities import Business, Certificate, CertificateRevocation
from app.services import certificate_states, certificates, revocations, twin_certificates, twins
from app.services.certificate_states import CertificateState
from app.services.workspace import Workspace
from tests.services.field import add_product, enrol, judge, open_session, register

Pair = tuple[UUID, UUID]
DUPLICATE = RevocationReason.DUPLICATE


@pytest.fixture
def rani(ws: Workspace, root: str) -> Workspace:
    """A chair's laptop, enrolled."""
    enrol(ws, root)
    return ws


@pytest.fixture
def both(rani: Workspace, clock: ManualClock) -> tuple[UUID, Pair]:
    """Two records of one business made one, and the certificates of its one product: the
    older and the newer."""
    held = open_session(rani)
    one, other = register(rani, "Kripik Mak Ipah"), register(rani, "Keripik Mak Ipah")
    found = []
    for business, name in ((one, "Kripik Pedas"), (other, "Kripik  PEDAS")):
        product = add_product(rani, business, name)
        found.append(certificates.issue(rani, judge(rani, product, held, 3))[0])
        clock.advance(timedelta(days=2))
    apart = add_product(rani, one, "Kripik Manis")
    certificates.issue(rani, judge(rani, apart, held, 3))
    assert twin_certificates.doubled(rani, one) == ()
    twins.merge(rani, one, other)
    return survivor(one, other), (found[0], found[1])


def state(ws: Workspace, key: UUID) -> CertificateState:
    with ws.db.read() as session:
        return certificate_states.state(session, session.get_one(Certificate, key))


def test_merged_one_of_the_two_is_offered(rani: Workspace, both: tuple[UUID, Pair]) -> None:
    business, (older, newer) = both
    [found] = twin_certificates.doubled(rani, business)
    assert (found.card.certificate_id, found.stands.id) == (older, newer)
    assert found.card.rights.revoke
    revocations.revoke(rani, older, DUPLICATE, stands=found.stands.id)
    gone = state(rani, older).revoked
    assert gone is not None
    assert gone.replaced_by is not None
    assert (gone.reason, gone.replaced_by.register_no) == (DUPLICATE, found.stands.register_no)
    assert state(rani, newer).revoked is None
    assert twin_certificates.doubled(rani, business) == ()


def test_not_sent_it_can_be_taken_back(rani: Workspace, both: tuple[UUID, Pair]) -> None:
    """Nothing was issued in its place that would stand alone then."""
    business, (older, newer) = both
    revocations.revoke(rani, older, DUPLICATE, stands=newer)
    with rani.db.read() as session:
        key = session.query(CertificateRevocation).one().id
    revocations.forget(rani, key)
    assert len(twin_certificates.doubled(rani, business)) == 1


def test_what_stays_must_hold(rani: Workspace, both: tuple[UUID, Pair]) -> None:
    _, (older, newer) = both
    revocations.revoke(rani, newer, RevocationReason.ON_REQUEST)
    with pytest.raises(UserError) as caught:
        revocations.revoke(rani, older, DUPLICATE, stands=newer)
    assert caught.value.code == "certificate.revoked"
    assert state(rani, older).revoked is None


def test_one_that_has_run_out_is_no_double(
    rani: Workspace, both: tuple[UUID, Pair], clock: ManualClock
) -> None:
    business, _ = both
    clock.advance(timedelta(days=4 * 365))
    assert twin_certificates.doubled(rani, business) == ()


def test_apart_again_nothing_is_offered(rani: Workspace, both: tuple[UUID, Pair]) -> None:
    business, _ = both
    with rani.db.read() as session:
        gone = session.query(Business).filter_by(merged_into=business).one().id
    twins.separate(rani, gone)
    assert twin_certificates.doubled(rani, business) == ()
