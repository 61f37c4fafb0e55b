"""The same words again, late, or fifty at once: one row, the same answer."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import httpx
import pytest

from app.central.centre import Centre
from app.protocol import keys, wire
from app.protocol.receipts import PhotoReceipt
from app.sync import outbox
from app.sync.report import Report
from app.sync.transport import Answers, BlobPlace, HttpsTransport, Meanwhile, nothing, trust
from tests.faults.books import check_books, check_healed, check_versions, read_central
from tests.faults.conftest import connect
from tests.laptops import insert
from tests.sync import honest
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row, sha

AT_ONCE = 50


class Recorder(HttpsTransport):
    """Keeps what a laptop asks on its way to a real centre."""

    def __init__(self, url: str, token: str, pem: str) -> None:
        super().__init__(url, token, pem)
        self.requests: list[wire.Request] = []

    def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
        self.requests.append(request)
        return super().exchange(request, meanwhile)


def captured(laptop: Laptop, url: str, pem: str) -> list[bytes]:
    """A sync over HTTPS; the bodies that carried a batch."""
    way = Recorder(url, laptop.enrolled.token, pem)
    with way:
        laptop.sync(way)
    return [wire.pack(r.to_json()) for r in way.requests if r.batch_bytes]


def post(laptop: Laptop, url: str, pem: str, body: bytes) -> wire.Answer:
    """These bytes as a request of its own, on a connection of its own; its first answer."""
    headers = {"Authorization": f"Bearer {laptop.enrolled.token}"}
    answer = httpx.post(
        f"{url}/v1/sync", content=body, headers=headers, verify=trust(pem), timeout=60
    )
    assert answer.status_code == 200
    first, *_ = wire.unpack_frames([answer.content])  # the whole stream, to its end
    return wire.Answer.from_json(first)


def signed(laptop: Laptop, sha256: str, size: int, place: BlobPlace) -> bool:
    """Whether the centre gave its word to this laptop for a photograph that is whole."""
    word = PhotoReceipt(laptop.enrolled.device_id, sha256, size)
    key = keys.public_key(laptop.enrolled.root_public_key)
    return place.offset == size and word.confirmed_by(place.receipt, key)


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
    assert all(a.acks == (wire.Ack("business", key, "ok", 1),) for a in answers)
    assert len({a.receipt for a in answers}) == 1
    assert read_central(centre) == before
    check_healed(rani, centre)


@pytest.mark.lesson("B12")
def test_every_request_of_a_day_comes_again_in_any_order(
    rani: Laptop, budi: Laptop, centre: Centre, address: str, pem: str
) -> None:
    """Late, after later ones, backwards: an old request undoes nothing that came after it."""
    key = rani.add(name="Satu", note="mula")
    late = captured(rani, address, pem)
    for number in range(2):
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
    assert (row["note"], row["phone"]) == ("catatan 1", "081")
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
        assert all(a.acks == (wire.Ack("business", key, "ok", version),) for a in answers)
        assert len({a.receipt for a in answers}) == 1
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
        assert way.put_blob(name, picture[:200_000], 0) == BlobPlace(200_000)
        for offset in (0, 50_000, 199_999, 200_001, 500_000):
            place = way.put_blob(name, picture[: offset + 10_000], offset)
            assert place == way.blob_offset(name) == BlobPlace(200_000)
        assert rani.sync(way).complete
        again = way.put_blob(name, picture, 0)  # once more, after all: the receipt again
        assert again is not None
        assert signed(rani, name, len(picture), again)
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

    def send(_number: int) -> BlobPlace | None:
        with connect(rani, address, pem) as way:
            gate.wait(30)
            return way.put_blob(sha(picture), picture, 0)

    with ThreadPoolExecutor(8) as pool:
        places = [p for p in pool.map(send, range(8)) if p is not None]
    whole = [p for p in places if p.receipt]
    assert len(places) == 8
    assert whole
    assert all(signed(rani, sha(picture), len(picture), p) for p in whole)
    assert all(p.offset < len(picture) for p in places if not p.receipt)
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
