"""The same words again, late, or fifty at once: one row, the same answer."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import UUID

import httpx
import pytest

from app.central.centre import Centre
from app.protocol import wire
from app.sync import outbox
from app.sync.engine import Report
from app.sync.transport import HttpsTransport, trust
from tests.faults.books import check_books, check_healed, check_versions, read_central
from tests.faults.conftest import connect
from tests.laptops import insert
from tests.sync import honest
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row, sha

AT_ONCE = 50


@dataclass
class Recorder:
    """Keeps what a laptop sends on its way to a real centre."""

    way: HttpsTransport
    requests: list[wire.Request] = field(default_factory=list)

    def exchange(self, request: wire.Request) -> wire.Answer:
        self.requests.append(request)
        return self.way.exchange(request)

    def blob_offset(self, sha256: str) -> tuple[int, bool] | None:
        return self.way.blob_offset(sha256)

    def put_blob(self, sha256: str, data: bytes, offset: int) -> bool:
        return self.way.put_blob(sha256, data, offset)

    def get_blob(self, sha256: str, offset: int) -> bytes | None:
        return self.way.get_blob(sha256, offset)


def captured(laptop: Laptop, url: str, pem: str) -> list[bytes]:
    """A sync over HTTPS; the bodies that carried a batch."""
    with connect(laptop, url, pem) as way:
        recorder = Recorder(way)
        laptop.sync(recorder)
    return [wire.pack(r.to_json()) for r in recorder.requests if r.batch_bytes]


def post(laptop: Laptop, url: str, pem: str, body: bytes) -> wire.Answer:
    """These bytes as a request of its own, on a connection of its own."""
    headers = {"Authorization": f"Bearer {laptop.enrolled.token}"}
    answer = httpx.post(
        f"{url}/v1/sync", content=body, headers=headers, verify=trust(pem), timeout=60
    )
    assert answer.status_code == 200
    return wire.Answer.from_json(wire.unpack(answer.content))


def at_once(laptops: Sequence[Laptop], url: str, pem: str, body: list[bytes]) -> list[wire.Answer]:
    """One request of each laptop, all let go at the same moment."""
    gate = threading.Barrier(len(laptops))

    def send(number: int) -> wire.Answer:
        gate.wait(30)
        return post(laptops[number], url, pem, body[number])

    with ThreadPoolExecutor(len(laptops)) as pool:
        return list(pool.map(send, range(len(laptops))))


@pytest.mark.lesson("B12")
def test_the_same_request_ten_times_over_https(
    rani: Laptop, centre: Centre, address: str, pem: str
) -> None:
    key = rani.add(name="Sekali saja")
    (body,) = captured(rani, address, pem)
    before = read_central(centre)
    answers = [post(rani, address, pem, body) for _ in range(10)]
    assert {a.problem for a in answers} == {""}
    assert {a.acks for a in answers} == {(wire.Ack("business", key, "ok", 1),)}
    assert read_central(centre) == before
    check_healed(rani, centre)


@pytest.mark.lesson("B12")
def test_every_request_of_a_day_comes_again_in_any_order(
    rani: Laptop, budi: Laptop, centre: Centre, address: str, pem: str
) -> None:
    """Late, after later ones, backwards: an old request undoes nothing that came after it."""
    key = rani.add(name="Satu", note="mula")
    late = captured(rani, address, pem)
    for number in range(4):
        rani.edit(key, note=f"catatan {number}")
        late += captured(rani, address, pem)
        budi.sync()
        budi.edit(key, phone=f"08{number}")
        budi.sync()
    rani.sync()
    before = read_central(centre)
    for body in (*late, *reversed(late), *late):
        assert not post(rani, address, pem, body).problem
        assert read_central(centre) == before
    row = central_row(centre, key)
    assert row is not None
    assert (row["note"], row["phone"]) == ("catatan 3", "083")
    for laptop in (rani, budi):
        laptop.sync()
        check_healed(laptop, centre)


@pytest.mark.lesson("B12")
def test_a_request_from_before_a_fork_is_told_so(
    rani: Laptop, centre: Centre, address: str, pem: str
) -> None:
    """An older life of this laptop is heard, changes nothing, and is no failure of the centre."""
    rani.add(name="Dahulu")
    (body,) = captured(rani, address, pem)
    with rani.db.write() as session:
        outbox.forget_batches(session)
    rani.add(name="Sekarang")
    rani.sync()
    before = read_central(centre)
    assert post(rani, address, pem, body).problem == "fork"
    assert read_central(centre) == before


@pytest.mark.lesson("B19")
def test_fifty_posts_of_one_batch_at_once(
    rani: Laptop, centre: Centre, address: str, pem: str
) -> None:
    """A button pressed fifty times, a network that repeats: the first is still on its way.

    Once with a new record, once with an edit of it.
    """
    key = rani.add(name="Warung Lima Puluh")
    for version, note in enumerate(("diubah sekali", ""), start=1):
        body = wire.pack(rani.engine._prepare()[1].to_json())
        answers = at_once([rani] * AT_ONCE, address, pem, [body] * AT_ONCE)
        assert {a.acks for a in answers} == {(wire.Ack("business", key, "ok", version),)}
        check_books(rani, centre)
        with connect(rani, address, pem) as way:
            assert rani.sync(way).complete
        check_healed(rani, centre)
        check_versions(read_central(centre), {("business", key): version})
        rani.edit(key, note=note)


@pytest.mark.lesson("B13")
def test_pieces_of_a_photograph_that_come_late_or_early(
    rani: Laptop, centre: Centre, address: str, pem: str
) -> None:
    """Bytes that do not begin where the centre stands change nothing."""
    picture = bytes(range(256)) * 2_000
    name = sha(picture)
    rani.photograph(picture, b"kecil")
    with connect(rani, address, pem) as way:
        for _ in rani.engine._rows(way, Report()):
            pass
        assert not way.put_blob(name, picture[:200_000], 0)
        for offset in (0, 50_000, 199_999, 200_001, 500_000):
            assert not way.put_blob(name, picture[: offset + 10_000], offset)
            assert way.blob_offset(name) == (200_000, False)
        assert rani.sync(way).complete
        assert way.put_blob(name, picture, 0)  # once more, after all: the receipt again
    check_healed(rani, centre)


@pytest.mark.lesson("B13")
def test_a_photograph_sent_many_times_at_once(
    rani: Laptop, centre: Centre, address: str, pem: str
) -> None:
    """Attempts that overlap do not write into each other's bytes."""
    picture = bytes(range(256)) * 2_000
    rani.photograph(picture, b"kecil")
    with connect(rani, address, pem) as way:
        for _ in rani.engine._rows(way, Report()):
            pass
    gate = threading.Barrier(8)

    def send(_number: int) -> bool:
        with connect(rani, address, pem) as way:
            gate.wait(30)
            return way.put_blob(sha(picture), picture, 0)

    with ThreadPoolExecutor(8) as pool:
        assert any(pool.map(send, range(8)))
    rani.sync()
    check_healed(rani, centre)


@pytest.mark.lesson("B19")
def test_one_record_made_on_many_laptops_at_once(
    make_laptop: MakeLaptop, centre: Centre, address: str, pem: str
) -> None:
    """The same curation opened everywhere in the same second: the centre has it once."""
    key = honest.key("curation", {})
    assert key is not None
    many = [make_laptop(f"Kurator {n}") for n in range(8)]
    bodies = []
    for number, laptop in enumerate(many):
        insert(laptop.db, "curation", key, opened_by=UUID(int=number + 1), state="open")
        bodies.append(wire.pack(laptop.engine._prepare()[1].to_json()))
    answers = at_once(many, address, pem, bodies)
    assert all(a.acks[0].status == "ok" for a in answers)
    assert central_count(centre, "curation") == 1
    for _ in range(2):
        for laptop in many:
            laptop.sync()
    rows = [laptop.row(key, "curation") for laptop in many]
    assert rows == [central_row(centre, key, "curation")] * len(many)
