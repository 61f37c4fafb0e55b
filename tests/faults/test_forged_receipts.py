"""Without the centre's signature for exactly this, nothing is settled; with it, all heals."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.models.local import BatchOut, PullStage, SyncState
from app.protocol import cose, keys, wire
from app.protocol.receipts import BatchReceipt, PhotoReceipt
from app.sync.transport import Answers, BlobPlace, Meanwhile, nothing
from tests.conftest import NOW
from tests.faults.books import check_books, check_versions, own_rows, read_central
from tests.faults.story import Story, attempt
from tests.sync.conftest import Laptop
from tests.sync.inprocess import InProcess

Forgery = Callable[["Forger", wire.Answer], wire.Answer]


class Forger(InProcess):
    """Stands before the centre and changes what it says; `forge` is None once it is gone."""

    def __init__(self, laptop: Laptop, forge: Forgery) -> None:
        super().__init__(laptop.transport.centre, laptop.transport.token)
        self.laptop = laptop
        self.forge: Forgery | None = forge
        self.older = b""

    def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
        for answer in super().exchange(request, meanwhile):
            told = self.forge(self, answer) if self.forge and answer.acks else answer
            yield told

    def word(self, answer: wire.Answer, **other: Any) -> BatchReceipt:
        """What the centre would sign for this answer, but for `other`."""
        with self.laptop.db.read() as session:
            batch = session.scalars(sa.select(BatchOut).order_by(BatchOut.no.desc())).first()
            incarnation = session.get_one(SyncState, 1).incarnation
        assert batch is not None
        device = self.laptop.enrolled.device_id
        word = BatchReceipt(device, incarnation, batch.no, batch.hash, answer.acks)
        return dataclasses.replace(word, **other)

    def signed(self, answer: wire.Answer, **other: Any) -> wire.Answer:
        """The answer with the centre's own signature under something else."""
        key = keys.private_key(self.centre.root_private_key())
        return dataclasses.replace(answer, receipt=self.word(answer, **other).sign(key, NOW))


def missing(_forger: Forger, answer: wire.Answer) -> wire.Answer:
    return dataclasses.replace(answer, receipt=b"")


def rubbish(_forger: Forger, answer: wire.Answer) -> wire.Answer:
    return dataclasses.replace(answer, receipt=b"\xd2" + answer.receipt[:40])


def by_another_key(forger: Forger, answer: wire.Answer) -> wire.Answer:
    stranger = keys.private_key(keys.new_private_key())
    return dataclasses.replace(answer, receipt=forger.word(answer).sign(stranger, NOW))


def one_bit(_forger: Forger, answer: wire.Answer) -> wire.Answer:
    receipt = bytearray(answer.receipt)
    receipt[-1] ^= 1
    return dataclasses.replace(answer, receipt=bytes(receipt))


def of_the_batch_before(forger: Forger, answer: wire.Answer) -> wire.Answer:
    return dataclasses.replace(answer, receipt=forger.older)


def of_another_number(forger: Forger, answer: wire.Answer) -> wire.Answer:
    return forger.signed(answer, no=99)


def of_other_bytes(forger: Forger, answer: wire.Answer) -> wire.Answer:
    return forger.signed(answer, hash="00" * 32)


def of_another_laptop(forger: Forger, answer: wire.Answer) -> wire.Answer:
    return forger.signed(answer, device=forger.laptop.ids.new())


def of_another_life(forger: Forger, answer: wire.Answer) -> wire.Answer:
    return forger.signed(answer, incarnation=7)


def a_letter(forger: Forger, answer: wire.Answer) -> wire.Answer:
    """Something else the centre did sign."""
    word = PhotoReceipt(forger.laptop.enrolled.device_id, "00" * 32, 1)
    key = keys.private_key(forger.centre.root_private_key())
    return dataclasses.replace(answer, receipt=word.sign(key, NOW))


def higher_versions(_forger: Forger, answer: wire.Answer) -> wire.Answer:
    """The receipt is the centre's, what stands above it is not."""
    acks = tuple(dataclasses.replace(a, ver=a.ver + 1) for a in answer.acks)
    return dataclasses.replace(answer, acks=acks)


def all_well(_forger: Forger, answer: wire.Answer) -> wire.Answer:
    """A row that was refused is said to be in."""
    acks = (*answer.acks, dataclasses.replace(answer.acks[0], id=answer.acks[-1].id))
    return dataclasses.replace(answer, acks=acks)


def left_out(_forger: Forger, answer: wire.Answer) -> wire.Answer:
    return dataclasses.replace(answer, acks=answer.acks[1:])


def a_lost_field(_forger: Forger, answer: wire.Answer) -> wire.Answer:
    """Somebody else's value, put in the place of the one sent."""
    first, *rest = answer.acks
    lost = dataclasses.replace(first, status="conflict", fields=("note",), row={"note": "palsu"})
    return dataclasses.replace(answer, acks=(lost, *rest))


FORGERIES = (
    missing,
    rubbish,
    by_another_key,
    one_bit,
    of_the_batch_before,
    of_another_number,
    of_other_bytes,
    of_another_laptop,
    of_another_life,
    a_letter,
    higher_versions,
    all_well,
    left_out,
    a_lost_field,
)


@pytest.mark.lesson("B2")
def test_no_forgery_settles_anything(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    """Each in turn: a sentence, nothing called sent, no news taken in; then it heals."""
    story = Story(rani, budi, photographs=False)
    forger = Forger(rani, missing)
    for forge in FORGERIES:
        story.go_on()
        forger.older = next(a.receipt for a in reversed(rani.transport.received) if a.receipt)
        forger.forge = forge
        waiting, rows = rani.waiting(), own_rows(rani)
        for _ in range(2):  # whoever asks again gets no further
            report, error = attempt(rani, forger)
            assert error is not None, forge
            assert error.code == "sync.no_receipt", forge
            assert (report.sent, report.received, report.complete) == (0, 0, False)
            assert (rani.waiting(), own_rows(rani)) == (waiting, rows)
            unsettled(rani)
            check_books(rani, centre)
        story.healed(rani.transport)
    check_versions(read_central(centre), story.versions)


def unsettled(laptop: Laptop) -> None:
    """One batch on its way, without a receipt; no news, no conflicts, no refusals."""
    assert laptop.conflicts() == []
    assert laptop.refusals() == {}
    with laptop.db.read() as session:
        open_batches = sa.select(BatchOut.receipt).where(BatchOut.acked_at.is_(None))
        assert session.scalars(open_batches).all() == [None]
        assert session.scalars(sa.select(PullStage.position)).all() == []


class FalseStore(InProcess):
    """Takes in photographs, or says so, with a word of its own."""

    word = b""

    def put_blob(self, sha256: str, data: bytes, offset: int) -> BlobPlace | None:
        return BlobPlace(len(data), self.word)


@pytest.mark.lesson("B13")
def test_no_forgery_calls_a_photograph_stored(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    """Neither without the centre's word, nor with its word for another picture or laptop."""
    story = Story(rani, budi, photo_bytes=500)
    story.go_on()
    root = keys.private_key(centre.root_private_key())
    stranger = keys.private_key(keys.new_private_key())
    with rani.db.read() as session:
        named = session.execute(sa.text("SELECT sha256, size_bytes FROM blob_transfer")).all()
    sha256, size = named[0]
    mine = rani.enrolled.device_id
    false = FalseStore(centre, rani.enrolled.token)
    for word in (
        b"",
        base64.b64decode("aGFtcGly"),
        PhotoReceipt(mine, sha256, size).sign(stranger, NOW),
        PhotoReceipt(mine, sha256, size + 1).sign(root, NOW),
        PhotoReceipt(mine, "00" * 32, size).sign(root, NOW),
        PhotoReceipt(budi.enrolled.device_id, sha256, size).sign(root, NOW),
        cose.sign1({1: "photo"}, root),
    ):
        false.word = word
        report = rani.sync(false)
        assert (report.complete, report.photos_sent) == (False, 0)
        check_books(rani, centre)
    story.healed()
