"""What a photograph shows is kept with it, or left open."""

from __future__ import annotations

from pathlib import Path

from app.domain.terms import PhotoRole
from app.services import photographs, products
from app.services.workspace import Workspace
from tests.photos.pictures import encoded, noisy
from tests.services.field import add_product, register


def test_a_role_goes_into_the_row_from_bytes_and_from_files(ws: Workspace, tmp_path: Path) -> None:
    product = add_product(ws, register(ws), photo=False)
    path = tmp_path / "label.jpg"
    path.write_bytes(encoded(noisy(seed=2)))
    photographs.add_bytes(ws, product, encoded(noisy(seed=1)), "depan", role=PhotoRole.FRONT)
    photographs.add_files(ws, product, [path], role=PhotoRole.LABEL)
    photographs.add_bytes(ws, product, encoded(noisy(seed=3)), "tempelan")
    roles = [photo.role for photo in products.get(ws, product).photos]
    assert roles == [PhotoRole.FRONT, PhotoRole.LABEL, None]
