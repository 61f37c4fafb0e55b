"""Laptops older and newer than the centre: whatever they send is taken, and answered so
that they can read it. The requests were recorded; see tests/fixtures/batches/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.central.centre import Centre
from app.central.server import serving
from app.models.rows import encode_row
from app.protocol import wire
from tests.fixtures import first_reader
from tests.fixtures.replay import TOKEN, changes, kinds, make_known, whole
from tests.sync.conftest import Laptop, central_row

BATCHES = Path(__file__).parent.parent / "fixtures" / "batches"
RECORDED = sorted(path.name for path in BATCHES.iterdir() if path.is_dir())
INVENTED = {name: frozenset({"decision", "certificate"}) for name in ("first", "receipts")}
"""Those of the two oldest recordings name no real product and bear no real signature; today's
centre computes decisions again and opens certificates, so it must refuse exactly these (and
says why). Later recordings hold real ones."""


@dataclass(frozen=True, slots=True)
class Old:
    """A recorded laptop, known to today's centre, and a line to it."""

    name: str
    client: httpx.Client

    @property
    def messages(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted((BATCHES / self.name).glob("*.bin"))]

    @property
    def invented(self) -> frozenset[str]:
        """Kinds of rows that today's centre must refuse."""
        return INVENTED.get(self.name, frozenset())

    def post(self, message: bytes) -> bytes:
        response = self.client.post("/v1/sync", content=message)
        assert response.status_code == 200, response.text
        return response.content

    def read(self, answer: bytes) -> list[dict[str, Any]]:
        """The acks, as this laptop's own program reads them."""
        if self.name == "first":
            acks: list[dict[str, Any]] = first_reader.read_answer(answer)["acks"]
            return acks
        frames = [wire.Answer.from_json(f) for f in wire.unpack_frames([answer])]
        return [
            {"entity": a.entity, "id": a.id, "status": a.status, "code": a.code}
            for a in frames[0].acks
        ]


@pytest.fixture(params=RECORDED)
def old(centre: Centre, request: pytest.FixtureRequest) -> Iterator[Old]:
    make_known(centre, BATCHES / request.param)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with (
        serving(centre, None) as url,
        httpx.Client(base_url=url, headers=headers, timeout=60) as client,
    ):
        yield Old(request.param, client)


def batch_of(message: bytes) -> bytes | None:
    """The batch in a recorded request."""
    body: str | None = wire.unpack(message)["batch"]
    return None if body is None else body.encode()


def check_taken(old: Old, acks: list[dict[str, Any]]) -> None:
    """All are taken but the invented ones."""
    for ack in acks:
        refused = ack["entity"] in old.invented
        assert (ack["status"] == "rejected") == refused, ack
        assert refused == (ack["code"] in {"row.incomplete", "certificate.not_passed"}), ack


def test_every_row_of_an_older_laptop_is_taken(old: Old, centre: Centre) -> None:
    rows = whole([batch_of(m) for m in old.messages])
    assert {entity for entity, _ in rows} == kinds(old.name)
    for message in old.messages:
        acks = old.read(old.post(message))
        assert [(a["entity"], a["id"].hex) for a in acks] == [
            (c["e"], c["id"]) for c in changes(batch_of(message))
        ]
        check_taken(old, acks)
    for (entity, row_id), recorded in rows.items():
        if entity in old.invented:
            continue
        kept = central_row(centre, row_id, entity)
        assert kept is not None
        sent = {name: value for name, value in recorded.items() if value is not None}
        assert encode_row(kept) == sent, entity


def test_an_older_laptop_hears_the_same_when_it_asks_again(old: Old) -> None:
    for message in old.messages:
        first = old.read(old.post(message))
        assert old.read(old.post(message)) == first


@pytest.mark.parametrize("old", ["first"], indirect=True)
def test_an_old_laptop_gets_one_answer_and_the_news_in_it(old: Old, rani: Laptop) -> None:
    """A request that does not speak of pages comes from a program that reads one object."""
    key = rani.add(name="Kabar")
    rani.sync()
    answer = first_reader.read_answer(old.post(old.messages[1]))
    assert (answer["more"], answer["problem"]) == (False, "")
    assert key in {row_id for _, row_id, _, _ in answer["items"]}
    asked = wire.unpack(old.messages[1])
    assert first_reader.read_answer(old.post(wire.pack({**asked, "limit": 1})))["more"]


def test_too_old_to_take_in_rows_is_told_and_still_pushes(
    old: Old, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MIN_SCHEMA", wire.SCHEMA + 1)
    for message in old.messages:
        packed = old.post(message)
        check_taken(old, old.read(packed))
        (answer,) = [wire.Answer.from_json(f) for f in wire.unpack_frames([packed])]
        assert answer.upgrade == "laptop"
        assert not answer.items
        assert not answer.more
    for entity, row_id in whole([batch_of(m) for m in old.messages]):
        assert (central_row(centre, row_id, entity) is None) == (entity in old.invented)


def from_the_future(message: bytes, prev: str) -> tuple[bytes, str]:
    """The request as a newer program might spell it: more keys everywhere, a field we lack.

    Also the hash of its batch, on which the next one stands; `prev` is that of the one before.
    """
    asked = wire.unpack(message)
    batch = {**json.loads(asked["batch"]), "prev": prev, "weight": 7}
    for change in batch["changes"]:
        change["why"] = "baru"
        if change["e"] == "business":
            base = min(base for _, base in change["set"].values())
            change["set"]["halal_score"] = [0.5 + base, base]
    body = wire.canonical(batch)
    newer = {"batch": body.decode(), "schema": wire.SCHEMA + 1, "mood": "senang"}
    return wire.pack({**asked, **newer}), wire.batch_hash(body)


def test_a_laptop_newer_than_the_centre_loses_nothing(
    old: Old, budi: Laptop, centre: Centre
) -> None:
    """Its rows go in, what is unknown here is kept and echoed, and it hears who is behind."""
    prev = ""
    for recorded in (m for m in old.messages if changes(batch_of(m))):
        message, prev = from_the_future(recorded, prev)
        packed = old.post(message)
        first, *_ = frames = [wire.Answer.from_json(f) for f in wire.unpack_frames([packed])]
        assert {a.status for a in first.acks if a.entity not in old.invented} <= {"ok"}
        assert first.upgrade == "centre"
        assert any(f.items for f in frames)  # rows still go down to it
    budi.sync()
    extras = {row["name"]: row["extra"] for row in budi.rows().values()}
    edited, guest = "Keripik “Bu Ndaru” – Cilandak", "Tamu"
    assert extras == {edited: {"halal_score": 2.5}, guest: {"halal_score": 0.5}}
