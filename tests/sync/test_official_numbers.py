"""Official numbers: never two alike, none lost without a word, from counter and from blocks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.central import official
from app.central.centre import Centre
from app.central.restored import restored
from app.clock import ManualClock
from app.domain.official_numbers import Numbering, NumberRule
from app.domain.paper_setup import PaperSetup, Signer, to_columns
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.models.central import NumberLease as Lent
from app.models.central import OfficialNumber
from app.models.entities import TABLES
from app.models.local import NumberLease
from app.protocol.wire import Lease
from tests import laptops
from tests.conftest import NOW
from tests.sync.conftest import Laptop, MakeLaptop

DAY = date(2026, 11, 21)
RULE = NumberRule("{seq:04d}/{unit}/{bulan_romawi}/{tahun}", unit="SD")
SETUP = PaperSetup(
    region="31.74",
    valid_from=date(2026, 1, 1),
    lines=("SUKU DINAS",),
    number=RULE,
    signers=(Signer("Sari", "Kepala Suku Dinas"),),
)
LEASED = replace(SETUP, numbering=Numbering.LEASED)
SERIES = "{seq}/SD/{bulan_romawi}/2026"
ROW: dict[str, Any] = {"device_id": UUID(int=1), "official_number": None, "facts": {}}


def publish(centre: Centre, setup: PaperSetup = SETUP, version: int = 1) -> None:
    """Straight into its table: what it takes to be published is told elsewhere."""
    said = {"version": version, "scope": "global", **to_columns(setup)}
    row = laptops.row_of("paper_setup", f"{setup.region} {version}", **said)
    with centre.engine.begin() as conn:
        conn.execute(sa.insert(TABLES["paper_setup"]).values(**row))


def given_to(centre: Centre, n: int, scope: str = "31.74.04", **values: Any) -> str | None:
    """The number a certificate gets that is confirmed now, by itself in a transaction."""
    row = {**ROW, "id": UUID(int=1000 + n), "scope": scope, "issued_on": DAY, **values}
    with centre.engine.begin() as conn:
        return official.number_for(conn, row, NOW)


def account(centre: Centre) -> dict[str, official.SeriesLine]:
    with centre.engine.connect() as conn:
        lines = official.account(conn)
    assert all(line.unexplained == 0 for line in lines)
    return {line.name: line for line in lines}


def numbers(centre: Centre) -> list[str]:
    with centre.engine.connect() as conn:
        query = sa.select(OfficialNumber.number).where(OfficialNumber.number.is_not(None))
        return [str(number) for number in conn.execute(query).scalars()]


def test_without_a_set_up_there_is_no_official_number(centre: Centre) -> None:
    assert given_to(centre, 1) is None
    assert account(centre) == {}


def test_one_after_the_other_and_the_same_for_the_same(centre: Centre) -> None:
    publish(centre)
    found = [given_to(centre, n) for n in (1, 2, 1, 3)]
    assert found == [f"{n:04d}/SD/XI/2026" for n in (1, 2, 1, 3)]
    line = account(centre)[SERIES]
    assert (line.last, line.used, line.lent, line.void) == (3, 3, 0, {})


def test_a_certificate_gets_its_number_with_its_confirmation(rani: Laptop, centre: Centre) -> None:
    publish(centre)
    decision = rani.decide()
    for sequence in (1, 2):
        rani.certify(decision, sequence)
    rani.sync()
    rows = rani.rows("certificate_confirmation").values()
    found = {row["register_no"][-7:-2]: row["official_number"] for row in rows}
    assert found == {"00001": "0001/SD/XI/2026", "00002": "0002/SD/XI/2026"}


def test_a_batch_that_is_thrown_away_leaves_no_gap(centre: Centre) -> None:
    publish(centre)
    given_to(centre, 1)
    row = {**ROW, "id": UUID(int=9), "scope": "31.74.04", "issued_on": DAY}
    with centre.engine.connect() as conn, conn.begin() as transaction:
        assert official.number_for(conn, row, NOW) == "0002/SD/XI/2026"
        transaction.rollback()
    assert given_to(centre, 2) == "0002/SD/XI/2026"
    assert account(centre)[SERIES].last == 2


def test_units_that_spell_alike_share_a_counter(centre: Centre) -> None:
    publish(centre)
    publish(centre, replace(SETUP, region="31.75"))
    found = [given_to(centre, n, scope) for n, scope in ((1, "31.74.04"), (2, "31.75.01"))]
    assert found == ["0001/SD/XI/2026", "0002/SD/XI/2026"]


def test_each_year_begins_anew(centre: Centre) -> None:
    publish(centre)
    given_to(centre, 1)
    assert given_to(centre, 2, issued_on=date(2027, 1, 2)) == "0001/SD/I/2027"


def test_racing_devices_never_get_two_alike(centre: Centre) -> None:
    """Real transactions on a real PostgreSQL, eight at once."""
    publish(centre)
    publish(centre, replace(SETUP, region="31.75"))
    scopes = ["31.74.04", "31.75.01"]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: given_to(centre, n, scopes[n % 2]), range(80)))
    assert sorted(map(str, found)) == [f"{n:04d}/SD/XI/2026" for n in range(1, 81)]
    assert account(centre)[SERIES].used == 80


# Blocks


def lease(
    centre: Centre,
    device: UUID,
    told: dict[UUID, int] | None = None,
    now: datetime = NOW,
    region: str = "31.74.04",
) -> tuple[Lease, ...]:
    grants = [Grant(Role.CURATOR, region)]
    with centre.engine.begin() as conn:
        return official.leases(conn, device, grants, told or {}, now)


def lent_certificate(centre: Centre, n: int, device: UUID, seq: int, **values: Any) -> str | None:
    number = f"{seq:04d}/SD/XI/2026"
    given: dict[str, Any] = {
        "device_id": device,
        "facts": {"official_seq": seq},
        "official_number": number,
    }
    return given_to(centre, n, **{**given, **values})


def test_a_block_is_lent_and_asked_again_it_is_the_same(rani: Laptop, centre: Centre) -> None:
    publish(centre, LEASED)
    device = rani.enrolled.device_id
    [block] = lease(centre, device)
    assert (block.first, block.last, block.next) == (1, 200, 1)
    assert block.expires_on == date(2026, 12, 31), "with the year, though 60 days are longer"
    assert lease(centre, device) == (block,)
    assert lease(centre, device, {block.id: 151}) == (block,)
    both = lease(centre, device, {block.id: 152})
    assert [(b.first, b.last) for b in both] == [(1, 200), (201, 400)]
    assert lease(centre, device, {block.id: 152}) == both
    assert account(centre)[SERIES].lent == 400


def test_a_series_that_goes_on_is_lent_for_sixty_days(rani: Laptop, centre: Centre) -> None:
    publish(centre, replace(LEASED, number=replace(RULE, yearly=False)))
    [block] = lease(centre, rani.enrolled.device_id)
    assert block.expires_on == DAY + timedelta(days=60)


def test_nobody_eats_a_whole_series(rani: Laptop, centre: Centre) -> None:
    publish(centre, LEASED)
    told: dict[UUID, int] = {}
    for _ in range(20):
        told = {b.id: b.last + 1 for b in lease(centre, rani.enrolled.device_id, told)}
    assert account(centre)[SERIES].last == 1_000


def test_who_gives_numbers_at_confirmation_is_lent_none(rani: Laptop, centre: Centre) -> None:
    publish(centre)
    assert lease(centre, rani.enrolled.device_id) == ()


@pytest.mark.lesson("B40")
def test_the_number_on_the_paper_is_confirmed(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    publish(centre, LEASED)
    mine, other = rani.enrolled.device_id, budi.enrolled.device_id
    lease(centre, mine)
    assert lent_certificate(centre, 1, mine, 7) == "0007/SD/XI/2026"
    taken = lent_certificate(centre, 2, mine, 7)
    strangers = lent_certificate(centre, 3, other, 8)
    beyond = lent_certificate(centre, 4, mine, 500)
    spelled = lent_certificate(centre, 5, mine, 9, official_number="9/X")
    found = [taken, strangers, beyond, spelled]
    assert found == [f"{n:04d}/SD/XI/2026" for n in (201, 202, 203, 204)]
    [block] = lease(centre, mine)
    assert block.next == 8, "what is used is not given once more, whatever the laptop remembers"
    line = account(centre)[SERIES]
    assert (line.last, line.used, line.lent) == (204, 5, 199)


def test_what_was_not_used_is_void_and_told(rani: Laptop, centre: Centre) -> None:
    publish(centre, LEASED)
    device = rani.enrolled.device_id
    lease(centre, device)
    lent_certificate(centre, 1, device, 3)
    later = NOW + timedelta(days=41)
    with centre.engine.begin() as conn:
        assert official.close_old(conn, later) == 199
        assert official.close_old(conn, later) == 0
    line = account(centre)[SERIES]
    assert (line.used, line.lent, line.void) == (1, 0, {"expired": 199})
    assert lent_certificate(centre, 2, device, 4) == "0004/SD/XI/2026", "it was in force that day"
    late = {"issued_on": date(2027, 1, 1), "official_number": "0005/SD/I/2027"}
    assert lent_certificate(centre, 3, device, 5, **late) == "0001/SD/I/2027"
    assert account(centre)[SERIES].void == {"expired": 198}


def test_a_restored_centre_passes_over_what_it_may_have_given(
    centre: Centre, clock: ManualClock
) -> None:
    publish(centre)
    given_to(centre, 1)
    assert restored(centre).numbers_void == 1_000
    assert given_to(centre, 2) == "1002/SD/XI/2026"
    assert account(centre)[SERIES].void == {"restored": 1_000}


def test_a_lease_rides_in_the_sync_and_only_moves_on(rani: Laptop, centre: Centre) -> None:
    publish(centre, LEASED)
    rani.sync()
    with rani.db.write() as session:
        [held] = session.scalars(sa.select(NumberLease))
        assert (held.series, held.first, held.last, held.next) == (SERIES, 1, 200, 1)
        held.next = 190
    rani.sync()
    with rani.db.read() as session:
        found = session.scalars(sa.select(NumberLease).order_by(NumberLease.first)).all()
        assert [(x.first, x.next) for x in found] == [(1, 190), (201, 201)]


def test_one_laptop_asking_twice_at_once_is_lent_one_block(rani: Laptop, centre: Centre) -> None:
    publish(centre, LEASED)
    device = rani.enrolled.device_id
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: lease(centre, device), range(6)))
    assert len(set(answers)) == 1
    with centre.engine.connect() as conn:
        assert conn.execute(sa.select(sa.func.count()).select_from(Lent)).scalar() == 1


STEPS = st.lists(
    st.tuples(st.sampled_from(["lease", "give", "print", "close"]), st.integers(0, 2)),
    max_size=25,
)


@pytest.fixture
def devices(make_laptop: MakeLaptop) -> list[Laptop]:
    return [make_laptop(name) for name in ("Rani", "Budi", "Tuti")]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_whatever_happens_every_number_is_one_and_explained(
    centre: Centre, devices: list[Laptop], steps: list[tuple[str, int]]
) -> None:
    with centre.engine.begin() as conn:
        for table in ("official_series", "official_number", "number_lease", "paper_setup"):
            conn.exec_driver_sql(f"DELETE FROM {table}")
    publish(centre, LEASED)
    told: list[dict[UUID, int]] = [{}, {}, {}]
    open_blocks: list[list[Lease]] = [[], [], []]
    for made, (what, who) in enumerate(steps):
        device = devices[who].enrolled.device_id
        if what == "lease":
            open_blocks[who] = list(lease(centre, device, told[who]))
        elif what == "print" and open_blocks[who]:
            block = open_blocks[who][-1]
            seq = told[who].get(block.id, block.first)
            told[who][block.id] = min(seq + 1, block.last)  # the last one is printed again
            assert lent_certificate(centre, made, device, seq) is not None
        elif what == "close":
            with centre.engine.begin() as conn:
                official.close_old(conn, NOW, device)
        else:
            assert given_to(centre, made) is not None
        found = numbers(centre)
        assert len(found) == len(set(found))
        account(centre)
