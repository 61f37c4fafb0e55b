"""While a batch is on its way the next one is frozen: one ahead, and never sent too soon."""

from __future__ import annotations

import dataclasses
import ssl
import threading

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.central.tls import TlsFiles, make_certificate
from app.errors import UserError
from app.models.local import BatchOut
from app.protocol import wire
from app.sync import inbox, outbox
from app.sync.transport import Answers, HttpsTransport, Meanwhile, nothing, offline
from tests.sync.conftest import Laptop, central_count, central_row
from tests.sync.inprocess import InProcess
from tests.sync.test_network import OURS, answering, http, pem


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "MAX_CHANGES", 3)


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> TlsFiles:
    return make_certificate(tmp_path_factory.mktemp("tls"))


def unanswered(laptop: Laptop) -> list[int]:
    with laptop.db.read() as session:
        query = sa.select(BatchOut.no).where(BatchOut.acked_at.is_(None)).order_by(BatchOut.no)
        return list(session.scalars(query))


def number(message: bytes) -> int:
    """Of the batch in a request."""
    no: int = wire.parse(wire.unpack(message)["batch"].encode())["no"]
    return no


class Watched(InProcess):
    """Looks at the outbox before and after the time in which the next batch is frozen."""

    def __init__(self, laptop: Laptop) -> None:
        super().__init__(laptop.transport.centre, laptop.transport.token)
        self.laptop = laptop
        self.before: list[list[int]] = []
        self.after: list[list[int]] = []

    def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
        def watched() -> None:
            self.before.append(unanswered(self.laptop))
            meanwhile()
            self.after.append(unanswered(self.laptop))

        return super().exchange(request, watched)


def test_one_batch_ahead_and_no_more(rani: Laptop, centre: Centre) -> None:
    for name in "abcdefgh":
        rani.add(name=name)
    way = Watched(rani)
    report = rani.sync(way)
    assert way.before == [[1], [2], [2, 3]], "the second answer is taken in during the third"
    assert way.after == [[1, 2], [2, 3], [3]]
    assert [number(message) for message in way.sent] == [1, 2, 3]
    assert (report.sent, report.round_trips) == (8, 3)
    assert central_count(centre) == 8
    assert rani.waiting() == 0


def test_what_is_edited_meanwhile_follows(rani: Laptop, centre: Centre) -> None:
    """Typed while its batch is on its way: it stands in the next one, and is nobody's conflict."""
    keys = [rani.add(name=name) for name in "abcd"]

    class Typing(Watched):
        def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
            def typing() -> None:
                if len(self.before) == 1:
                    rani.edit(keys[0], note="diketik sambil menunggu")
                meanwhile()

            return super().exchange(request, typing)

    rani.sync(Typing(rani))
    row = central_row(centre, keys[0])
    assert row is not None
    assert row["note"] == "diketik sambil menunggu"
    assert (rani.conflicts(), rani.waiting(), rani.dirty(keys[0])) == ([], 0, {})


def test_an_answer_lost_with_a_batch_ahead(rani: Laptop, centre: Centre) -> None:
    for name in "abcde":
        rani.add(name=name)
    way = Watched(rani)
    way.lose_answers = 1
    with pytest.raises(UserError):
        rani.sync(way)
    assert unanswered(rani) == [1, 2]
    assert central_count(centre) == 3
    again = Watched(rani)
    assert rani.sync(again).sent == 5
    first, repeated = (wire.unpack(w.sent[0])["batch"] for w in (way, again))
    assert repeated == first
    assert central_count(centre) == 5
    assert unanswered(rani) == []


def test_the_time_is_between_request_and_answer(rani: Laptop, tls: TlsFiles) -> None:
    """The centre's stand-in has the whole request, and says nothing until the work is done."""
    done = threading.Event()
    waited: list[bool] = []
    with rani.db.write() as session:
        request = rani.engine.request(session, b"{}" * 200_000)

    def answer(peer: ssl.SSLSocket, asked: bytes) -> None:
        waited.append(done.wait(5))
        http(401, b"{}", OURS)(peer, asked)

    with (
        answering(tls, answer) as url,
        HttpsTransport(url, rani.enrolled.token, pem(tls)) as way,
        pytest.raises(UserError) as caught,
    ):
        list(way.exchange(request, done.set))
    assert waited == [True]
    assert caught.value.code == "login.ended"


def test_work_that_fails_says_so_and_loses_nothing(
    rani: Laptop, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcde":
        rani.add(name=name)

    def full(*_: object) -> None:
        raise UserError("database.disk_full", "penuh")

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "freeze_ahead", full)
        with pytest.raises(UserError) as caught:
            rani.sync()
    assert caught.value.code == "database.disk_full"
    assert unanswered(rani) == [1]
    rani.sync()
    assert central_count(centre) == 5
    assert unanswered(rani) == []


@pytest.fixture
def busy(rani: Laptop) -> Laptop:
    """A laptop that has synced before, with three batches of work."""
    rani.add(name="sebelumnya")
    rani.sync()
    for name in "abcdefgh":
        rani.add(name=name)
    return rani


def test_an_answer_not_yet_taken_in_when_the_line_breaks(busy: Laptop, centre: Centre) -> None:
    """It is taken in all the same: its receipt was here."""

    class Breaking(Watched):
        def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
            if self.before:
                raise offline()
            return super().exchange(request, meanwhile)

    with pytest.raises(UserError):
        busy.sync(Breaking(busy))
    assert unanswered(busy) == [3]
    assert central_count(centre) == 4
    assert busy.sync().sent == 5
    assert central_count(centre) == 9
    assert busy.waiting() == 0


def test_an_answer_not_yet_taken_in_when_the_program_ends(
    busy: Laptop, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its batch goes once more and is given the same answer; what followed it, too."""

    class EndedError(Exception):
        pass

    def end(*_: object) -> None:
        raise EndedError

    class Ending(Watched):
        def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
            if self.before:
                monkeypatch.setattr(inbox, "take_acks", end)
            return super().exchange(request, meanwhile)

    with pytest.raises(EndedError):
        busy.sync(Ending(busy))
    monkeypatch.undo()
    assert unanswered(busy) == [2, 3]
    again = Watched(busy)
    busy.sync(again)
    assert [number(message) for message in again.sent][:2] == [2, 3]
    assert central_count(centre) == 9
    assert (busy.waiting(), busy.conflicts(), busy.sync().round_trips) == (0, [], 1)


def test_an_answer_without_the_centres_word_lets_nothing_follow(
    busy: Laptop, centre: Centre
) -> None:
    class Forging(Watched):
        def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
            for answer in super().exchange(request, meanwhile):
                yield dataclasses.replace(answer, receipt=b"palsu")

    way = Forging(busy)
    with pytest.raises(UserError) as caught:
        busy.sync(way)
    assert caught.value.code == "sync.no_receipt"
    assert len(way.sent) == 1
    assert unanswered(busy) == [2, 3]


def test_news_are_taken_in_before_the_next_batch_leaves(
    busy: Laptop, budi: Laptop, centre: Centre
) -> None:
    """Only an answer of receipts alone may wait."""
    budi.add(name="dari Budi")
    budi.sync()
    way = Watched(busy)
    busy.sync(way)
    assert way.before[0] == [2]
    assert way.before[1] == [3], "the answer that brought Budi's row was taken in at once"
    assert len(busy.rows()) == 10
