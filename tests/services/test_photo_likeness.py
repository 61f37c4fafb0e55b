"""A picture that is already another product's is found, however it was sent on."""

from __future__ import annotations

import random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.models.entities import Photo
from app.photos.coach import measure, shipped_thresholds
from app.photos.drawing import draw_product
from app.services import photo_likeness, photographs, products
from app.services.photo_likeness import UsedElsewhere
from app.services.workspace import Workspace
from tests.photos.pictures import decoded, encoded
from tests.services.field import add_product, register

BITS = shipped_thresholds().same_picture_bits


def picture(kind: str = "jar_sauce") -> Image.Image:
    return draw_product(kind, "laut", "Sambal", 3, (480, 360))


def photograph(ws: Workspace, product: UUID, image: Image.Image, likeness: str = "") -> UUID:
    """Take a picture in, as intake does, with its likeness (or another)."""
    added = photographs.add_bytes(ws, product, encoded(image), "foto.jpg")
    (key,) = added.photo_ids
    with ws.change() as recorder:
        recorder.session.get_one(Photo, key).phash = likeness or measure(image)[1]
        recorder.done()
    return key


@pytest.fixture
def pair(ws: Workspace) -> tuple[UUID, UUID]:
    """Two products of two businesses, without photographs."""
    first = add_product(ws, register(ws, "Dapur Sari"), photo=False)
    second = add_product(ws, register(ws, "Warung Ibu Ati"), photo=False)
    return first, second


def test_a_picture_sent_on_by_chat_is_known_again(ws: Workspace, pair: tuple[UUID, UUID]) -> None:
    photograph(ws, pair[0], picture())
    assert photo_likeness.used_elsewhere(ws, pair[0]) == ()
    poor = decoded(encoded(picture().resize((320, 240)), quality=40))
    again = photograph(ws, pair[1], poor)
    name = products.get(ws, pair[0]).form.name
    assert photo_likeness.used_elsewhere(ws, pair[1]) == (
        UsedElsewhere(again, pair[0], name, "Dapur Sari"),
    )


def test_other_pictures_and_ones_own_are_no_matter(ws: Workspace, pair: tuple[UUID, UUID]) -> None:
    photograph(ws, pair[0], picture())
    photograph(ws, pair[0], picture())
    photograph(ws, pair[1], picture("plate_cakes"))
    for product in pair:
        assert photo_likeness.used_elsewhere(ws, product) == ()


def test_what_was_removed_is_no_matter(ws: Workspace, pair: tuple[UUID, UUID]) -> None:
    first = photograph(ws, pair[0], picture())
    photograph(ws, pair[1], picture())
    assert len(photo_likeness.used_elsewhere(ws, pair[1])) == 1
    photographs.remove(ws, first)
    assert photo_likeness.used_elsewhere(ws, pair[1]) == ()


def test_a_blank_picture_is_like_none(ws: Workspace, pair: tuple[UUID, UUID]) -> None:
    for product in pair:
        photograph(ws, product, Image.new("RGB", (480, 360), "white"))
        assert photo_likeness.used_elsewhere(ws, product) == ()


@pytest.mark.parametrize("likeness", ["x" * 16, "12", "F" * 16, "é" * 16])
def test_a_likeness_that_is_none_hurts_nobody(
    ws: Workspace, pair: tuple[UUID, UUID], likeness: str
) -> None:
    photograph(ws, pair[0], picture("box"), likeness)
    assert photo_likeness.used_elsewhere(ws, pair[0]) == ()
    photograph(ws, pair[0], picture())
    photograph(ws, pair[1], picture())
    assert len(photo_likeness.used_elsewhere(ws, pair[1])) == 1


@given(seed=st.integers(0, 2**32), count=st.integers(1, 60))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_search_finds_what_counting_finds(
    ws: Workspace, pair: tuple[UUID, UUID], seed: int, count: int
) -> None:
    rng = random.Random(seed)
    wanted = rng.getrandbits(64)
    stored = {wanted ^ sum(1 << bit for bit in rng.sample(range(64), rng.randint(0, 12)))}
    stored |= {rng.getrandbits(64) for _ in range(count)}
    with ws.db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sync_state SET applying = 1")
        connection.exec_driver_sql("DELETE FROM photo")
        connection.exec_driver_sql(
            "INSERT INTO photo (id, scope, deleted, created_at, product_id, sha256, thumb_sha256, "
            "width, height, size_bytes, thumb_bytes, position, sharpness, brightness, "
            "original_name, phash) VALUES (?, 'latihan', 0, '2026-01-01 00:00:00', ?, '', '', "
            "1600, 1200, 1, 1, 1, 100, 120, 'foto.jpg', ?)",
            [(UUID(int=v + 1).hex, pair[0].hex, f"{v:016x}") for v in stored],
        )
        connection.exec_driver_sql("UPDATE sync_state SET applying = 0")
    expected = {v: (v ^ wanted).bit_count() for v in stored if (v ^ wanted).bit_count() <= BITS}
    with ws.db.read() as session:
        assert photo_likeness.nearest(session, [wanted], BITS).get(wanted, {}) == expected
