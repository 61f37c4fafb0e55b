"""Days that travelled without a network, recorded: letters, a file for the centre, one for a
colleague. Whoever brings them today, all of it arrives; see tests/fixtures/carried/README.md.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.central import parcels as central_parcels
from app.central.centre import Centre
from app.central.server import serving
from app.models.rows import encode_row
from app.protocol import keys, parcel, wire
from app.protocol.receipts import BatchReceipt, PhotoReceipt
from app.sync import parcels
from tests.conftest import NOW
from tests.fixtures.replay import changes, kinds, make_known, whole
from tests.sync.conftest import Laptop, central_row

CARRIED = Path(__file__).parent.parent / "fixtures" / "carried"
RECORDED = sorted(path for path in CARRIED.iterdir() if path.is_dir())


@pytest.fixture(params=RECORDED, ids=lambda path: path.name)
def day(request: pytest.FixtureRequest) -> Path:
    """One recorded day."""
    folder: Path = request.param
    return folder


@pytest.fixture
def about(centre: Centre, day: Path) -> dict[str, Any]:
    """Its laptop, known to today's centre, which can open the files of its time."""
    found = make_known(centre, day)
    centre.file_key_file.write_text(found["files"]["centre"], encoding="ascii")
    return found


def letters(day: Path) -> list[bytes]:
    """The recorded bodies of `POST /v1/relay`."""
    return [path.read_bytes() for path in sorted(day.glob("*.bin"))]


def batches(day: Path) -> list[bytes]:
    """The batches in them."""
    return [wire.relay_from_json(wire.unpack(letter))[1] for letter in letters(day)]


def check_there(centre: Centre, day: Path) -> None:
    """Every recorded row is at the centre as it was written."""
    rows = whole(batches(day))
    assert {entity for entity, _ in rows} == kinds(day.name)
    for (entity, row_id), recorded in rows.items():
        kept = central_row(centre, row_id, entity)
        assert kept is not None, entity
        sent = {name: value for name, value in recorded.items() if value is not None}
        assert encode_row(kept) == sent, entity


@pytest.mark.usefixtures("about")
def test_letters_of_an_older_laptop_are_taken(centre: Centre, day: Path, budi: Laptop) -> None:
    """Whoever brings them, once or twice."""
    headers = {"Authorization": f"Bearer {budi.transport.token}"}
    with (
        serving(centre, None) as url,
        httpx.Client(base_url=url, headers=headers, timeout=60) as client,
    ):
        answers = [
            client.post("/v1/relay", content=letter) for letter in [*letters(day), *letters(day)]
        ]
    assert {answer.status_code for answer in answers} == {200}
    told = [wire.Relayed.from_json(wire.unpack(answer.content)) for answer in answers]
    last = len(letters(day))
    numbers = [*range(1, last + 1), *[last] * last]
    assert told == [wire.Relayed("", number) for number in numbers]
    check_there(centre, day)


def test_a_file_of_an_older_laptop_is_taken_and_answered(
    centre: Centre, day: Path, about: dict[str, Any], tmp_path: Path
) -> None:
    """The answer opens with its own key and confirms every batch and photograph, each time."""
    for turn in range(2):
        reply = tmp_path / f"{turn}.kurasi"
        taken = central_parcels.take(centre, day / "pusat.kurasi", reply)
        told = sum(len(changes(body)) for body in batches(day))
        assert (taken.person, taken.refused, taken.photos) == (about["person"]["name"], 0, 2)
        assert taken.rows == told
        with parcel.opened(reply, tmp_path, secret=about["files"]["reply"]) as opened:
            check_confirmed(opened, day, about)
    check_there(centre, day)


def check_confirmed(opened: parcel.Parcel, day: Path, about: dict[str, Any]) -> None:
    """Receipts as that laptop's program reads them."""
    device, root = UUID(about["device"]["id"]), keys.public_key(about["root"]["public"])
    manifest = opened.manifest
    assert (manifest["kind"], manifest["device"]) == ("answer", about["device"]["id"])
    answers = [wire.Answer.from_json(wire.parse(opened.read(n))) for n in opened.names("answer")]
    bodies = batches(day)
    assert manifest["batches"] == list(range(1, len(bodies) + 1))
    for no, (body, answer) in enumerate(zip(bodies, answers, strict=False), 1):
        word = BatchReceipt(device, 1, no, wire.batch_hash(body), answer.acks)
        assert word.confirmed_by(answer.receipt, root)
    assert len(answers) > len(bodies)  # and the news after them
    photo = next(row for (kind, _), row in whole(bodies).items() if kind == "photo" and sent(row))
    for name, size in (("sha256", "size_bytes"), ("thumb_sha256", "thumb_bytes")):
        receipt = base64.b64decode(manifest["receipts"][photo[name]])
        assert PhotoReceipt(device, photo[name], photo[size]).confirmed_by(receipt, root)


def sent(row: dict[str, Any]) -> bool:
    """Whether it is the photograph whose files went along."""
    return bool(row["size_bytes"] == len(b"foto lama" * 40))


def test_a_colleagues_file_of_an_older_program_is_taken_in_and_passed_on(
    centre: Centre, day: Path, about: dict[str, Any], budi: Laptop, tmp_path: Path
) -> None:
    """Its rows are here at once, its batches reach the centre with the next sync."""
    names = about["person"]["name"], about["device"]["code"]
    with (
        parcel.opened(day / "rekan.kurasi", tmp_path, code=about["files"]["code"]) as opened,
        budi.db.write() as session,
    ):
        key = keys.public_key(about["device"]["key"])
        done = parcels.take_colleague(session, opened, budi.photos, key, names=names, now=NOW)
    rows = whole(batches(day))
    assert (done.rows, done.batches, done.photos) == (len(rows), len(batches(day)), 2)
    for (entity, row_id), recorded in rows.items():
        here = budi.row(row_id, entity)
        assert here is not None
        assert encode_row(here) == {n: v for n, v in recorded.items() if v is not None}, entity
    report = budi.sync()
    assert (report.relayed, report.unequal) == (len(batches(day)), ())
    check_there(centre, day)
