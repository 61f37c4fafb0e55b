"""What the coach says, on the page Produk: chips, sentences in the viewer, the same picture."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.domain.terms import PhotoRole
from app.models.entities import Photo
from app.photos.coach import Kind
from app.photos.drawing import draw_product, spoil
from app.services import photographs, products
from app.services.products import PhotoView
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.pages.products import ProductsPage
from app.ui.pages.products.coaching import AdviceList, advice, advice_of, chip_of
from app.ui.pages.products.viewer import PhotoSheet
from tests.ui.forms.register import Heard, Show, business, click, product

GOOD = {
    "edge_width": 0.8,
    "highlights": 250.0,
    "burnt": 0.0,
    "glare": 0.0,
    "share": 0.7,
    "cut": 0.0,
    "busy": 0.1,
    "letter_height": 40.0,
}


def view(role: PhotoRole | None = None, **measures: float) -> PhotoView:
    found = GOOD | measures
    return PhotoView(
        uuid4(), "a", "b", 1600, 1200, 0.0, 0.0, stored=False, role=role, measures=found
    )


@pytest.fixture
def page(desk: Desk, show: Show) -> ProductsPage:
    page = ProductsPage(desk)
    show(page)
    page.resize(1158, 700)
    return page


def photograph(ws: Workspace, product_id: UUID, image: Image.Image, **values: object) -> UUID:
    """Take a picture in, then note what the coach would have."""
    out = io.BytesIO()
    image.save(out, "PNG")
    (key,) = photographs.add_bytes(ws, product_id, out.getvalue(), "foto.png").photo_ids
    with ws.change() as recorder:
        row = recorder.session.get_one(Photo, key)
        for name, value in values.items():
            setattr(row, name, value)
        recorder.done()
    return key


@pytest.mark.parametrize("kind", Kind)
def test_every_finding_has_a_chip_and_a_short_sentence(kind: Kind) -> None:
    words = advice(kind)
    assert 1 <= len(words.chip.split()) <= 2
    assert words.sentence.endswith(".")
    assert len(words.sentence) < 80


def test_no_two_findings_sound_alike() -> None:
    assert len({advice(kind) for kind in Kind}) == len(Kind)


def test_the_gravest_finding_is_the_chip() -> None:
    assert chip_of(view()) is None
    chip = chip_of(view(edge_width=9.0, busy=1.0))
    assert chip is not None
    assert chip.text == advice(Kind.BLURRED).chip
    assert len(advice_of(view(edge_width=9.0, busy=1.0))) == 2


def test_a_label_is_asked_for_where_one_should_be() -> None:
    assert advice_of(view(PhotoRole.LABEL, letter_height=0.0)) == (advice(Kind.UNREADABLE),)
    assert advice_of(view(PhotoRole.CONTENT, letter_height=0.0)) == ()
    assert advice_of(view(letter_height=0.0)) == ()


def test_old_rows_are_judged_by_their_columns() -> None:
    old = replace(view(), measures={}, sharpness=10.0, brightness=20.0)
    assert set(advice_of(old)) == {advice(Kind.BLURRED), advice(Kind.DARK)}
    assert advice_of(replace(old, sharpness=900.0, brightness=128.0)) == ()


def test_the_list_says_what_to_do_or_praises(qtbot: QtBot) -> None:
    shown = AdviceList()
    qtbot.addWidget(shown)
    shown.show_advice(())
    assert "good picture" in shown.accessibleName()
    shown.show_advice((advice(Kind.DARK), advice(Kind.CUT)))
    assert shown.sentences == (advice(Kind.DARK).sentence, advice(Kind.CUT).sentence)
    assert shown.accessibleName() == " ".join(shown.sentences)
    shown.show_advice(())
    assert not shown.sentences


def test_the_viewer_says_it_beside_the_picture(
    page: ProductsPage, ws: Workspace, qtbot: QtBot
) -> None:
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    image = draw_product("pouch_chips", "senja", "Keripik", 3, (800, 600))
    blurred = photograph(ws, key, spoil(image, "blur"), measures=GOOD | {"edge_width": 9.0})
    photograph(ws, key, image, measures=GOOD)
    page.enter(key)
    click(page.photos.strip.tile(str(blurred)))
    sheet = page.findChild(PhotoSheet)
    assert sheet is not None
    # 800 pixels are few, and that comes first.
    assert advice(Kind.BLURRED).sentence in sheet.advice.sentences
    click(sheet.next_button)
    assert advice(Kind.BLURRED).sentence not in sheet.advice.sentences


def test_a_face_is_told_in_the_viewer_and_goes_with_its_picture(
    page: ProductsPage, ws: Workspace
) -> None:
    from benchmarks.coach_scenes import face

    person = face(random.Random(1), 300)
    scene = Image.new("RGB", (1200, 900), (200, 210, 205))
    scene.paste(person, (480, 190), person)
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    peopled = photograph(ws, key, scene, measures=GOOD)
    plain = draw_product("pouch_chips", "senja", "Keripik", 3, (1200, 900))
    photograph(ws, key, plain, measures=GOOD)
    page.enter(key)
    click(page.photos.strip.tile(str(peopled)))
    sheet = page.findChild(PhotoSheet)
    assert sheet is not None
    assert sheet.advice.sentences == (advice(Kind.FACE).sentence,)
    click(sheet.next_button)
    assert not list(sheet.advice.sentences)


def test_the_same_picture_at_another_product_is_told(
    page: ProductsPage, ws: Workspace, heard: Heard
) -> None:
    owner = business(ws, "Dapur Sari")
    first, second = product(ws, owner, "Abon"), product(ws, owner, "Keripik")
    image = draw_product("box", "daun", "Abon", 3, (400, 300))
    for key in (first, second):
        photograph(ws, key, image, phash="90f0a5c31e7b4d21")
    lone = product(ws, owner, "Dodol")
    page.enter(first)
    banner = page.gallery.same_banner
    assert banner.isVisible()
    assert "Keripik" in banner.accessibleName()
    click(banner.action_button)
    assert heard.places == [Place("products", second)]
    page.show_record(lone)
    assert banner.isHidden()
    assert products.get(ws, lone).photos == ()
