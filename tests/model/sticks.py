"""Files on a stick: what waits goes to the centre in one, and the answer comes back in another.

A file may be brought late, twice and out of order, or never; so may its answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock
from uuid import UUID

from app.central import exchange
from app.central import parcels as central
from app.central.push import Caller
from app.errors import UserError
from app.protocol import keys, parcel, wire
from app.sync import engine, parcels
from app.sync.report import Report
from tests.model import oracles
from tests.model.computers import Computer, Line
from tests.model.world import World


def write(world: World, laptop: Computer) -> None:
    """All that waits, frozen and put into a file for the centre."""
    out, me = world.drawer.path(), laptop.enrolled
    with laptop.db.write() as session:
        parcels.freeze_all(session, laptop.clock.now())
    sender = parcels.Sender(me.device_id, me.person_id, laptop.key)
    with parcel.ParcelWriter(out.parent) as writer, laptop.db.read() as session, _small_pages():
        manifest, _ = parcels.pack_for_centre(session, writer, laptop.engine, laptop.photos, sender)
        manifest["reply_to"] = parcel.recipient_of(_SECRET)
        writer.seal_for(manifest, parcel.recipient_of(world.centre.file_secret()), out)
    world.drawer.sent.append(out)


def bring(world: World, which: int) -> None:
    """The centre takes a file in, the newest first, and answers it."""
    sent, reply = world.drawer.sent, world.drawer.path()
    path = sent[-1 - which % len(sent)]
    with _watched(world) as senders:
        central.take(world.centre, path, reply)
    world.drawer.answers.setdefault(senders[0], []).append(reply)


def hear(world: World, laptop: Computer, which: int) -> None:
    """Take an answer in: the newest first, or one from further back."""
    answers = world.drawer.answers.get(laptop.enrolled.device_id)
    if not answers:
        return
    path = answers[-1 - which % len(answers)]
    with world.judged(laptop), parcel.opened(path, path.parent, _SECRET) as opened:
        root, device = keys.public_key(laptop.enrolled.root_public_key), laptop.enrolled.device_id
        try:
            parcels.take_answer(opened, laptop.engine, laptop.photos, device, root, Report())
        except UserError as error:
            # Of two copies of a laptop one may get what the other was told.
            oracles.demand(laptop.doubled, "an answer by file is taken", laptop.name, error.code)


@contextmanager
def _watched(world: World) -> Iterator[list[UUID]]:
    """The model looks at each batch of a file as at any other; and whose they are."""
    senders: list[UUID] = []
    sender = central._sender

    def who(*about: Any) -> tuple[Caller, str]:
        found = sender(*about)
        senders.append(found[0].device_id)
        world.before_push(senders[0], None)
        return found

    def answer(centre: Any, caller: Caller, asked: wire.Request) -> wire.Answer:
        world.before_push(caller.device_id, asked.batch_bytes)
        answered = exchange.answer_batch(centre, caller, asked)
        world.pushed(asked.batch_bytes)
        return answered

    with (
        mock.patch.object(central, "_sender", who),
        mock.patch.object(central, "answer_batch", answer),
    ):
        yield senders


def _small_pages() -> Any:
    return mock.patch.object(engine, "PAGE", Line.rows_a_page)


_SECRET = parcel.new_secret()
