"""The main job through the real windows of two laptops, HTTPS and a real PostgreSQL.

The walk itself is `app/ui/tour`; here is compared what it left behind: what the first
laptop wrote, what the centre holds and what the second laptop received.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.bootstrap import BugRecord
from app.central import centre as centres
from app.central import people
from app.central.centre import Centre
from app.central.embedded import embedded_postgres
from app.central.server import serving
from app.central.tls import make_certificate
from app.clock import SystemClock
from app.domain.permissions import Grant
from app.domain.terms import Outcome, Role
from app.errors import UserError
from app.ids import IdMaker
from app.models.engine import LocalDatabase, open_local
from app.models.entities import FIELD, TABLES, Business, DecisionRecord, Photo, Product
from app.models.local import BlobTransfer, Refusal, SyncConflict, SyncRow
from app.models.rows import encode_row
from app.paths import RESOURCES
from app.photos.store import PhotoStore
from app.protocol.trust import fingerprint
from app.services import verification
from app.services.workspace import Workspace
from app.ui.tour.disagreement import OURS, THEIRS
from app.ui.tour.main_job import BUSINESS, NIK, PRODUCT, Invitation, MainJob, Walked
from tests.reports.reading import whole_text


@dataclass(frozen=True, slots=True)
class Left:
    """What the walk left: the centre, both laptops' rooms, the certificate."""

    centre: Centre
    walked: Walked


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Left]:
    folder = tmp_path_factory.mktemp("job")
    with embedded_postgres(folder / "pg") as engine:
        centre = centres.open_centre(engine, folder / "pusat", SystemClock())
        centres.init(centre, RESOURCES)
        tls = make_certificate(folder / "tls")
        mark = fingerprint(tls.certificate.read_text(encoding="ascii"))
        grants = [Grant(Role.CURATOR, "31.74"), Grant(Role.CHAIR, "31.74")]
        codes = [
            people.new_code(centre, people.add_person(centre, name, grants))
            for name in ("Rani Kurator", "Budi Kurator")
        ]
        with serving(centre, tls) as url:
            job = MainJob(
                folder / "gambar",
                (folder / "laptop-1", folder / "laptop-2"),
                (Invitation(url, codes[0], mark), Invitation(url, codes[1], mark)),
                bootstrap.open_workspace,
                BugRecord(folder),
            )
            walked = job.walk()
        assert not (folder / "galat.log").exists()
        yield Left(centre, walked)


@pytest.fixture
def databases(left: Left) -> Iterator[tuple[LocalDatabase, LocalDatabase]]:
    first, second = (open_local(room / "kurasi.sqlite") for room in left.walked.rooms)
    yield first, second
    first.close()
    second.close()


Rows = dict[str, dict[str, object]]


def rows_of(connection: sa.Connection, entity: str) -> Rows:
    found = connection.execute(sa.select(TABLES[entity])).mappings()
    return {row["id"].hex: encode_row(dict(row)) for row in found}


def test_the_centre_and_both_laptops_hold_the_same_rows(
    left: Left, databases: tuple[LocalDatabase, LocalDatabase]
) -> None:
    compared = 0
    for cls in FIELD:
        entity = cls.__tablename__
        with left.centre.engine.connect() as connection:
            central = rows_of(connection, entity)
        for database in databases:
            with database.engine.connect() as connection:
                assert rows_of(connection, entity) == central, entity
        compared += len(central)
    assert compared >= 15


def test_nothing_waits_is_refused_or_in_conflict(
    databases: tuple[LocalDatabase, LocalDatabase],
) -> None:
    for database in databases:
        with database.read() as session:
            assert session.scalars(sa.select(SyncRow).where(SyncRow.fb != {})).all() == []
            assert session.scalars(sa.select(Refusal)).all() == []
            open_ones = sa.select(SyncConflict).where(SyncConflict.choice == "")
            assert session.scalars(open_ones).all() == []
            transfers = session.scalars(sa.select(BlobTransfer)).all()
            assert {t.state for t in transfers} == {"stored"}


def test_photographs_are_the_same_bytes_in_all_three_places(
    left: Left, databases: tuple[LocalDatabase, LocalDatabase]
) -> None:
    with databases[1].read() as session:
        photos = session.scalars(sa.select(Photo)).all()
        wanted = {name for p in photos for name in (p.sha256, p.thumb_sha256)}
        sizes = [(p.role, p.width, p.height) for p in sorted(photos, key=lambda p: p.position)]
    dropped = (None, 1600, 1200)  # upright again
    assert sizes == [dropped, ("front", 1280, 720), ("content", 1280, 720)]
    assert len(wanted) == 6
    stores = [left.centre.photos, *(PhotoStore(room / "foto") for room in left.walked.rooms)]
    for store in stores:
        for sha256 in wanted:
            assert hashlib.sha256(store.read(sha256)).hexdigest() == sha256


def test_what_was_typed_arrived_whole(databases: tuple[LocalDatabase, LocalDatabase]) -> None:
    with databases[1].read() as session:
        business = session.scalars(sa.select(Business)).one()
        assert (business.name, business.nik, business.rt) == (BUSINESS, NIK, "004")
        assert business.ward_code.startswith("31.74.02")
        assert business.consent_at is not None
        product = session.scalars(sa.select(Product)).one()
        assert (product.name, product.price) == (PRODUCT, int(OURS))
        decision = session.scalars(sa.select(DecisionRecord)).one()
        assert decision.outcome == Outcome.PASSED


def test_the_two_prices_were_told_as_a_story(
    databases: tuple[LocalDatabase, LocalDatabase],
) -> None:
    with databases[0].read() as session:
        conflict = session.scalars(sa.select(SyncConflict)).one()
    assert (conflict.mine, conflict.theirs) == (int(OURS), int(THEIRS))
    assert conflict.choice == "mine"


@pytest.fixture
def second(left: Left) -> Iterator[Workspace]:
    clock, room = SystemClock(), left.walked.rooms[1]
    ws = Workspace(room, room.parent / "setelan.toml", RESOURCES, clock, IdMaker(clock))
    yield ws
    ws.close()


def test_the_printed_code_verifies_and_a_changed_byte_does_not(
    left: Left, second: Workspace
) -> None:
    (text,) = verification.read_codes(second.workshop, left.walked.certificate)
    checked = verification.verify_text(second, text)
    assert (checked.business, checked.product) == (BUSINESS, PRODUCT)
    assert checked.revocation == "good", "the answer that confirmed it carried a list that knows it"
    head, _, code = text.partition("#")
    rng = random.Random(1)
    for _ in range(40):
        at = rng.randrange(len(code) - 1)
        other = rng.choice([c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" if c != code[at]])
        with pytest.raises(UserError, match="TIDAK SAH"):
            verification.verify_text(second, f"{head}#{code[:at]}{other}{code[at + 1 :]}")


def test_no_nik_in_the_certificate_or_in_a_picture_name(left: Left) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(left.walked.certificate.read_bytes())
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert NIK not in text
    assert BUSINESS in " ".join(text.split())


def test_the_papers_of_the_day_are_there_and_tell_no_number(left: Left) -> None:
    names = {path.stem for path in left.walked.papers}
    assert {"berita-acara", "daftar-hadir", "surat-hasil", "naik-kelas"} <= names
    for path in left.walked.papers:
        text = whole_text(path.read_bytes())
        assert NIK not in text, path.name
        assert "81200000042" not in text, path.name


def test_the_walk_left_its_pictures(left: Left) -> None:
    assert len(left.walked.pictures) == 21
    assert all(path.stat().st_size > 8_000 for path in left.walked.pictures)
