"""The centre's status list: what it says, when it is made anew, how it comes to the laptops;
and a laptop's key revoked without harming what was honest."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import people, revoked_keys, standing_list
from app.central.centre import Centre
from app.clock import ManualClock
from app.errors import UserError
from app.models.central import StatusListState
from app.models.local import StatusList
from app.protocol import keys, status
from app.protocol.status import Standing
from app.protocol.verdict import Verdict, judge
from app.sync import trust
from tests.sync import forged, honest
from tests.sync.conftest import Laptop

MINUTES = timedelta(minutes=5)


def of_centre(centre: Centre) -> status.StatusList:
    root = keys.public_key(keys.public_text(centre.root_private_key()))
    return status.read(standing_list.current(centre).message, [root])


def of_laptop(laptop: Laptop) -> status.StatusList | None:
    root = keys.public_key(laptop.enrolled.root_public_key)
    with laptop.db.read() as session:
        held = session.get(StatusList, 1)
        return None if held is None else status.read(held.message, [root])


def verdict(laptop: Laptop, certificate: UUID, listed: status.StatusList | None) -> Verdict:
    """On the provisional code, as somebody with this list would come to."""
    root = keys.public_key(laptop.enrolled.root_public_key)
    text = laptop.value(certificate, "payload", "certificate")
    return judge(text, [root], listed, laptop.clock.now()).verdict


def test_what_the_centre_has_is_known_and_good(rani: Laptop, centre: Centre) -> None:
    assert of_centre(centre).directory == {}
    rani.judge()
    rani.sync()
    number = honest.number(rani.enrolled, 1)
    assert of_centre(centre).standing(number) is Standing.GOOD, "at once"
    assert of_centre(centre).standing(honest.number(rani.enrolled, 2)) is Standing.UNKNOWN


def test_it_is_made_anew_only_when_something_changed(rani: Laptop, centre: Centre) -> None:
    first = standing_list.current(centre)
    rani.add()
    rani.sync()
    rani.clock.advance(MINUTES)
    assert standing_list.current(centre) == first, "a business is none of its business"
    rani.clock.advance(timedelta(hours=12))
    later = standing_list.current(centre)
    assert later.issued_at > first.issued_at
    rani.judge()
    rani.sync()
    assert standing_list.current(centre).issued_at > later.issued_at


def test_a_sync_renews_it_but_goes_through_everything_once_a_week_at_most(
    rani: Laptop, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    rani.judge()
    rani.sync()
    first = of_centre(centre)
    with monkeypatch.context() as patched:
        patched.setattr(status, "build", None)
        rani.clock.advance(timedelta(days=6))
        later = of_centre(centre)
    assert (later.issued_at > first.issued_at, later.known) == (True, first.known)
    with centre.engine.begin() as conn:
        conn.exec_driver_sql("DELETE FROM certificate")
    assert of_centre(centre).known == first.known
    rani.clock.advance(timedelta(days=1))
    assert of_centre(centre).known == b""


def test_what_comes_is_added_without_going_through_everything(
    rani: Laptop, chair: Laptop, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = rani.decide()
    old = rani.certify(decision)
    rani.sync()
    chair.sync()
    with monkeypatch.context() as patched:
        patched.setattr(status, "build", None)
        rani.certify(decision, 2)
        rani.sync()
        chair.revoke(old)
        chair.sync()
        rani.sync()
        between = of_centre(centre)
        sheets = [rani.sheet().hex]
        rani.decide(assessment_ids=sheets, supersedes=decision, reason="salah jumlah")
        rani.sync()
        added = of_centre(centre)
    numbers = [honest.number(rani.enrolled, n) for n in (1, 2, 3)]
    good, gone, never = Standing.GOOD, Standing.REVOKED, Standing.UNKNOWN
    assert [between.standing(n) for n in numbers] == [gone, good, never]
    assert [added.standing(n) for n in numbers] == [gone, gone, never]
    rani.clock.advance(timedelta(hours=12))
    standing_list.current(centre, unhurried=True)
    monkeypatch.setattr(standing_list, "_make", None)
    whole = of_centre(centre)
    assert whole.issued_at - added.issued_at >= timedelta(hours=11)
    assert (whole.directory, whole.revoked, whole.known) == (
        added.directory,
        added.revoked,
        added.known,
    )


def test_much_that_does_not_concern_it_is_looked_through_once(
    rani: Laptop, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing_list, "_IDLE", 1)
    first, before = standing_list.current(centre), _mark(centre)
    rani.add()
    rani.sync()
    assert standing_list.current(centre) == first
    assert _mark(centre) != before


def _mark(centre: Centre) -> str:
    with centre.engine.connect() as conn:
        return str(conn.execute(sa.select(StatusListState.mark)).scalar_one())


@pytest.mark.parametrize("mark", ["5d41402abc4b2a76", "9999999 5d41402abc4b2a76"])
def test_a_list_of_another_program_or_of_a_lost_time_is_made_anew(
    rani: Laptop, centre: Centre, mark: str
) -> None:
    rani.judge()
    rani.sync()
    before = of_centre(centre)
    with centre.engine.begin() as conn:
        conn.execute(sa.update(StatusListState).values(mark=mark, message=b"of before"))
    after = of_centre(centre)
    assert after.issued_at > before.issued_at
    assert (after.directory, after.known) == (before.directory, before.known)
    assert _mark(centre) != mark


def test_a_list_signed_by_the_root_of_before_is_made_anew(rani: Laptop, centre: Centre) -> None:
    other = keys.private_key(keys.new_private_key())
    stranger = of_centre(centre).sign(other)
    with centre.engine.begin() as conn:
        conn.execute(sa.update(StatusListState).values(message=stranger))
    rani.judge()
    rani.sync()
    assert of_centre(centre).standing(honest.number(rani.enrolled, 1)) is Standing.GOOD


def test_a_clock_set_back_makes_no_older_list(centre: Centre, clock: ManualClock) -> None:
    first = standing_list.current(centre)
    clock.advance(-timedelta(days=2))
    again = standing_list.current(centre)
    assert again.issued_at >= first.issued_at
    with centre.engine.begin() as conn:
        conn.execute(sa.update(StatusListState).values(mark="other"))
    assert standing_list.current(centre).issued_at > first.issued_at


@pytest.mark.lesson("B42")
def test_one_certificate_is_revoked_and_no_other(
    rani: Laptop, chair: Laptop, centre: Centre
) -> None:
    decision = rani.decide()
    first, second = rani.certify(decision), rani.certify(decision, 2)
    rani.sync()
    chair.sync()
    chair.revoke(first)
    assert chair.sync().refused == 0
    rani.clock.advance(MINUTES)
    rani.sync()
    listed = of_laptop(rani)
    assert verdict(rani, first, listed) is Verdict.REVOKED
    assert verdict(rani, second, listed) is Verdict.PROVISIONAL
    assert len(rani.rows("certificate_revocation")) == 1


def test_a_double_names_the_one_that_stays(rani: Laptop, chair: Laptop, centre: Centre) -> None:
    decision = rani.decide()
    first, second = rani.certify(decision), rani.certify(decision, 2)
    rani.sync()
    chair.sync()
    chair.revoke(first, reason="duplicate", replaced_by=second)
    assert chair.sync().refused == 0
    rani.sync()
    [told] = rani.rows("certificate_revocation").values()
    assert told["replaced_by"] == second
    listed = of_laptop(rani)
    assert verdict(rani, first, listed) is Verdict.REVOKED
    assert verdict(rani, second, listed) is Verdict.PROVISIONAL


def test_who_may_not_revoke_cannot(rani: Laptop, centre: Centre) -> None:
    certificate = rani.judge()["certificate"]
    rani.sync()
    row = rani.revoke(certificate)
    rani.sync()
    assert rani.refusals() == {row: "scope.outside"}
    rani.clock.advance(MINUTES)
    assert of_centre(centre).standing(honest.number(rani.enrolled, 1)) is Standing.GOOD


MALFORMED = [
    ("revocation.of_another", {"register_no": "K-31.74.04-A0-2026-00009-X"}),
    ("revocation.of_another", {"product_id": UUID(int=99).hex}),
    ("row.bad_value", {"reason": "boredom"}),
    ("revocation.malformed", {"reason": "fraud", "note": None}),
    ("revocation.malformed", {"reason": "error", "note": "   "}),
    ("revocation.malformed", {"deleted": True}),
    ("row.incomplete", {"certificate_id": UUID(int=98).hex}),
    ("row.incomplete", {"replaced_by": UUID(int=97).hex}),
    ("row.not_yours", {"revoked_by": UUID(int=96).hex}),
]


@pytest.mark.parametrize(("code", "values"), MALFORMED)
def test_a_revocation_must_be_about_a_certificate_and_say_why(
    rani: Laptop, chair: Laptop, code: str, values: dict[str, Any]
) -> None:
    certificate = rani.judge()["certificate"]
    rani.sync()
    row = rani.row(certificate, "certificate")
    assert row is not None
    about = {
        "certificate_id": certificate.hex,
        "product_id": row["product_id"].hex,
        "register_no": row["register_no"],
        "reason": "on_request",
        "note": None,
        "replaced_by": None,
    }
    assert forged.code(chair, "certificate_revocation", **about) == ""
    assert forged.code(chair, "certificate_revocation", **{**about, **values}) == code


def test_a_certificate_whose_decision_was_corrected_is_revoked(
    rani: Laptop, centre: Centre
) -> None:
    made = rani.judge()
    rani.sync()
    rani.decide(
        assessment_ids=[made["assessment"].hex], supersedes=made["decision"], reason="salah jumlah"
    )
    assert rani.sync().refused == 0
    rani.clock.advance(MINUTES)
    assert of_centre(centre).standing(honest.number(rani.enrolled, 1)) is Standing.REVOKED


def test_the_answer_that_takes_a_certificate_in_brings_a_list_that_knows_it(
    rani: Laptop, chair: Laptop, centre: Centre
) -> None:
    """Who has just synced, a queue before them, must not read *belum diperiksa*."""
    rani.sync()
    first = of_laptop(rani)
    assert first is not None
    number = honest.number(rani.enrolled, 1)
    assert first.standing(number) is Standing.UNKNOWN
    certificate = rani.judge()["certificate"]
    rani.sync()
    second = of_laptop(rani)
    assert second is not None
    assert second.standing(number) is Standing.GOOD
    assert verdict(rani, certificate, second) is Verdict.PROVISIONAL
    chair.sync()
    of_chair = of_laptop(chair)
    assert of_chair is not None, "who prints the final one elsewhere knows it as well"
    assert of_chair.standing(number) is Standing.GOOD


def test_each_sync_brings_it_only_when_it_is_newer(rani: Laptop, centre: Centre) -> None:
    rani.sync()
    first = of_laptop(rani)
    rani.add()
    rani.clock.advance(MINUTES)
    rani.transport.received.clear()
    rani.sync()
    assert rani.transport.received
    assert all(not answer.status for answer in rani.transport.received)
    assert of_laptop(rani) == first


def test_an_older_list_or_a_strangers_takes_no_place(rani: Laptop, centre: Centre) -> None:
    root = keys.private_key(centre.root_private_key())
    old = of_centre(centre).sign(root)
    rani.judge()
    rani.sync()
    rani.clock.advance(MINUTES)
    rani.sync()
    newer = of_laptop(rani)
    forged_list = of_centre(centre).sign(keys.private_key(keys.new_private_key()))
    for message in (old, forged_list, b"junk"):
        with rani.db.write() as session:
            assert not trust.keep_status(session, message, root.public_key(), rani.clock.now())
    assert of_laptop(rani) == newer


# A laptop's key


@pytest.mark.lesson("B42")
def test_a_revoked_key_harms_nobody_whose_certificate_had_arrived(
    rani: Laptop, centre: Centre
) -> None:
    decision = rani.decide()
    honest_one = rani.certify(decision)
    rani.sync()
    rani.clock.advance(timedelta(days=1))
    done = people.revoke_device(centre, rani.enrolled.device_code.lower())
    assert (done.spared, done.doubtful) == (1, ())
    stolen = rani.certify(decision, 2)
    rani.clock.advance(MINUTES)
    listed = of_centre(centre)
    assert verdict(rani, honest_one, listed) is Verdict.PROVISIONAL
    assert verdict(rani, stolen, listed) is Verdict.REVOKED


def test_a_number_known_as_good_does_not_save_a_forged_paper(rani: Laptop, centre: Centre) -> None:
    """Who has the key can print any number again, with another name on it."""
    decision = rani.decide()
    rani.certify(decision)
    rani.sync()
    revoked_keys.revoke_key(centre, rani.enrolled.device_code)
    rani.clock.advance(MINUTES)
    of = {"level": "district", **honest.VERDICT, "grade": "A"}
    number = honest.number(rani.enrolled, 1)
    values = honest.certificate_values(rani.enrolled, rani.private_key, number, of)
    root = keys.public_key(rani.enrolled.root_public_key)
    found = judge(values["payload"], [root], of_centre(centre), rani.clock.now())
    assert found.verdict is Verdict.REVOKED
    assert found.key_revoked_since is not None


def test_from_a_day_on_what_came_later_is_doubtful(rani: Laptop, centre: Centre) -> None:
    decision = rani.decide()
    early = rani.certify(decision)
    rani.sync()
    rani.clock.advance(timedelta(days=3))
    lost = rani.clock.now().date()
    late = rani.certify(decision, 2)
    rani.sync()
    rani.clock.advance(timedelta(days=2))
    done = revoked_keys.revoke_key(centre, rani.enrolled.device_code, lost)
    assert (done.since, done.spared) == (lost, 1)
    assert done.doubtful == (honest.number(rani.enrolled, 2),)
    listed = of_centre(centre)
    assert verdict(rani, early, listed) is Verdict.PROVISIONAL
    assert verdict(rani, late, listed) is Verdict.REVOKED
    final = rani.rows("certificate_confirmation").values()
    root = keys.public_key(rani.enrolled.root_public_key)
    found = {judge(c["payload"], [root], listed, rani.clock.now()).verdict for c in final}
    assert found == {Verdict.FINAL}, "what the centre signed stands until it is revoked itself"


def test_revoked_twice_the_earlier_day_counts(rani: Laptop, centre: Centre) -> None:
    decision = rani.decide()
    rani.certify(decision)
    rani.sync()
    now = rani.clock.now().date()
    code = rani.enrolled.device_code
    assert revoked_keys.revoke_key(centre, code).spared == 1
    earlier = revoked_keys.revoke_key(centre, code, now - timedelta(days=7))
    assert (earlier.since, earlier.spared) == (now - timedelta(days=7), 0)
    again = revoked_keys.revoke_key(centre, code)
    assert (again.since, again.spared) == (earlier.since, 0)


def test_a_revoked_key_is_delegated_nothing_and_certifies_nothing(
    rani: Laptop, centre: Centre
) -> None:
    decision = rani.decide()
    revoked_keys.revoke_key(centre, rani.enrolled.device_code)
    late = rani.certify(decision)
    report = rani.sync()
    assert report.delegation == ""
    assert rani.refusals() == {late: "certificate.key_revoked"}


def test_nobodys_key(centre: Centre) -> None:
    with pytest.raises(UserError, match="Z9"):
        revoked_keys.revoke_key(centre, "Z9")
