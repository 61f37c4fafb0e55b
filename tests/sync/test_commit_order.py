"""Eight laptops write at once while a ninth reads: the feed's order is the order of visibility."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from uuid import UUID

import pytest

from app.central import people, pull
from app.central.centre import Centre
from app.central.push import Sent, apply_push
from app.central.store import Author, Write, commit_rows
from app.clock import SystemClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import IdMaker
from app.models.rows import encode_row
from app.protocol import keys, wire
from tests import laptops
from tests.conftest import NOW
from tests.laptops import DISTRICT

WRITERS = 8
SECONDS = 1.5


def writer(
    centre: Centre,
    number: int,
    ready: threading.Barrier,
    stop: threading.Event,
    written: set[UUID],
) -> None:
    person = people.add_person(centre, f"Penulis {number}", [Grant(Role.CURATOR, DISTRICT)])
    code = people.new_code(centre, person)
    enrolled = people.enrol(centre, code, "", keys.public_text(keys.new_private_key()))
    assert enrolled is not None
    with centre.engine.connect() as conn:
        caller = people.authenticate(conn, enrolled.token)
    assert caller is not None
    ids, no, prev = IdMaker(SystemClock()), 0, ""
    ready.wait()
    while not stop.is_set():
        changes = []
        for _ in range(3):
            row = encode_row(laptops.row_of("business", ids.new()))
            key = UUID(row.pop("id"))
            changes.append(
                wire.Change("business", key, {n: (v, 0) for n, v in row.items()}, new=True, lver=1)
            )
        body = wire.canonical(wire.Batch(no := no + 1, prev, tuple(changes)).to_json())
        pushed = apply_push(centre.engine, Sent(caller, 1, body), NOW, centre.root_private_key)
        prev = wire.batch_hash(body)
        written.update(a.id for a in pushed.acks if a.status == "ok")


def tail(centre: Centre, stop: threading.Event) -> Iterator[UUID]:
    """What a reader sees who only ever asks for what lies behind its cursor."""
    cursors: dict[str, int] = {}
    last_round = False
    while True:
        with centre.engine.connect() as conn:
            page = pull.read_pull(conn, [DISTRICT], cursors, 200)
        cursors = page.cursors
        yield from (item.id for item in page.items)
        if not page.more:
            if last_round:
                return
            last_round = stop.is_set()


def test_no_row_is_passed_over(centre: Centre) -> None:
    stop, finished = threading.Event(), threading.Event()
    written: list[set[UUID]] = [set() for _ in range(WRITERS)]
    ready = threading.Barrier(WRITERS + 1)
    threads = [
        threading.Thread(target=writer, args=(centre, n, ready, stop, written[n]))
        for n in range(WRITERS)
    ]

    def end() -> None:
        ready.wait()  # to enrol eight laptops can take longer than they then write
        time.sleep(SECONDS)
        stop.set()
        for thread in threads:
            thread.join()
        finished.set()

    ender = threading.Thread(target=end)
    for thread in (*threads, ender):
        thread.start()
    seen = list(tail(centre, finished))
    ender.join()
    assert len(seen) > 50
    assert len(seen) == len(set(seen))
    assert set(seen) == set().union(*written)


def test_an_open_transaction_cannot_leave_a_gap(centre: Centre) -> None:
    """Held open at its very end, it holds the next writer, not only its own rows."""
    order: list[str] = []

    def write(key: str) -> None:
        with centre.engine.begin() as conn:
            row = laptops.row_of("business", key)
            commit_rows(conn, [Write("business", row["id"], row, None, (DISTRICT,))], Author(), NOW)
            order.append(key)

    with centre.engine.begin() as conn:
        row = laptops.row_of("business", "pertama")
        commit_rows(conn, [Write("business", row["id"], row, None, (DISTRICT,))], Author(), NOW)
        second = threading.Thread(target=write, args=("kedua",))
        second.start()
        time.sleep(0.2)
        assert order == []
        with centre.engine.connect() as reader:
            assert pull.read_pull(reader, [DISTRICT], {}, 10).items == ()
    second.join()
    with centre.engine.connect() as reader:
        names = [i.id for i in pull.read_pull(reader, [DISTRICT], {}, 10).items]
    assert names == [laptops.row_of("business", k)["id"] for k in ("pertama", "kedua")]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_cover_the_feed_over_several_scopes(centre: Centre, limit: int) -> None:
    scopes = ["31.74.04", "31.74.05", "31.74"]
    written = []
    for number in range(12):
        row = laptops.row_of("business", str(number), scope=scopes[number % 3])
        held = (scopes[number % 3], *(["31"] if number % 4 == 0 else []))
        with centre.engine.begin() as conn:
            commit_rows(conn, [Write("business", row["id"], row, None, held)], Author(), NOW)
        written.append(row["id"])
    cursors: dict[str, int] = {}
    seen: list[UUID] = []
    while True:
        with centre.engine.connect() as conn:
            page = pull.read_pull(conn, [*scopes, "31"], cursors, limit)
        seen += [i.id for i in page.items if i.id not in seen]
        cursors = page.cursors
        if not page.more:
            break
    assert seen == written
