"""Codes on labels: what is recognised, what is left alone, and how many spoilt ones are read."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.domain import identifiers
from app.photos import codes
from app.photos.codes import CodeKind, FoundCode
from app.photos.drawing import draw_product
from app.services.label_codes import DOCUMENTS
from tests.conftest import NOW
from tests.photos.labels import Spoilt, label_photo
from tests.photos.pictures import encoded

HALAL, BPOM = "ID31110016921890424", "MD224510107115"
NIB, PIRT = "9120001234567", "206317101002229"

RECOGNISED = [
    (f"https://bpjph.halal.go.id/cek?no={HALAL}", CodeKind.HALAL, HALAL),
    (HALAL, CodeKind.HALAL, HALAL),
    ("https://halalmui.org/cari?no=04030021380616", CodeKind.HALAL, "04030021380616"),
    (f"(90){BPOM}(91)271231", CodeKind.BPOM, BPOM),
    ("(90)NA18240104109(10)A1(17)271231(21)000001", CodeKind.BPOM, "NA18240104109"),
    ("https://cekbpom.pom.go.id/produk/MD240935001200027", CodeKind.BPOM, "MD240935001200027"),
    ("BPOM RI MD 224510107115", CodeKind.BPOM, BPOM),
    ("P-IRT No. 2063171010022-29", CodeKind.PIRT, PIRT),
    (f"https://sppirt.pom.go.id/cek?no={PIRT}", CodeKind.PIRT, PIRT),
    (f"https://oss.go.id/validasi?nib={NIB}", CodeKind.NIB, NIB),
    (f"Nomor%20Induk%20Berusaha%3A%20{NIB}", CodeKind.NIB, NIB),
]


@pytest.mark.parametrize(("text", "kind", "number"), RECOGNISED)
def test_what_the_world_writes(text: str, kind: CodeKind, number: str) -> None:
    assert codes.recognise(text) == (FoundCode(kind, number),)
    document = DOCUMENTS[kind]
    assert not identifiers.blocking(identifiers.check_document(document, number, NOW.date()))


@pytest.mark.parametrize(
    "text",
    [
        "8991234567890",  # a retail bar code
        "9120001234567",  # thirteen digits of anything
        "04030021380616",
        "206317101002229",
        "https://halal.go.id/",
        "ID311100169218904245",
        "XMD224510107115",
        "https://instagram.com/dapur.sari",
        "00020101021126610014COM.GO-JEK.WWW01189360091435678901230210G5678901230303UMI",
        "HTTPS://CEK.EXAMPLE.ID/#ABC",
        "",
    ],
)
def test_what_is_no_news(text: str) -> None:
    assert codes.recognise(text) == ()


@given(st.text(max_size=300))
def test_no_text_does_harm(text: str) -> None:
    for code in codes.recognise(text):
        assert code.number


def test_every_recogniser_says_where_its_form_is_told() -> None:
    assert all(rule.source for rule in codes.RECOGNISERS)
    assert {rule.kind for rule in codes.RECOGNISERS} == set(CodeKind)


SPOILT = {
    "clean": (Spoilt(), 10),
    "tilted": (Spoilt(tilt=30, blur=0.6, noise=4), 8),
    "blurred": (Spoilt(tilt=8, blur=1.8, noise=3), 8),
    "small": (Spoilt(module=3, tilt=6, blur=0.6, noise=3), 9),
    "noisy": (Spoilt(tilt=8, blur=0.8, noise=20), 8),
}
WRITTEN = [
    (f"https://bpjph.halal.go.id/cek?no={HALAL}", "qr", HALAL),
    (f"(90){BPOM}(91)271231", "matrix", BPOM),
    (f"https://oss.go.id/validasi?nib={NIB}", "qr", NIB),
    ("P-IRT No. 2063171010022-29", "qr", PIRT),
    (f"(90){BPOM}", "bars", BPOM),
]


@pytest.mark.parametrize("how", list(SPOILT))
def test_spoilt_labels_are_read(how: str) -> None:
    """At least so many of ten; none is ever read as something else."""
    spoilt, least = SPOILT[how]
    read = 0
    for seed in range(10):
        text, kind, number = WRITTEN[seed % len(WRITTEN)]
        picture = label_photo(text, kind, spoilt, seed)
        answer, blobs = codes.read_codes_job({"budget": 20}, [picture])
        found = codes.found_codes(json.loads(json.dumps(answer)))
        assert not blobs
        assert {code.number for code in found} <= {number}
        read += bool(found)
    assert read >= least


def test_two_codes_of_one_label_are_both_found() -> None:
    first = Image.open(io.BytesIO(label_photo(HALAL, "qr", Spoilt(tilt=0), 1)))
    other = Image.open(io.BytesIO(label_photo(f"(90){BPOM}", "matrix", Spoilt(tilt=0), 2)))
    both = Image.new("L", (first.width * 2, first.height))
    both.paste(first, (0, 0))
    both.paste(other, (first.width, 0))
    assert {code.number for code in codes.read_codes(both)} == {HALAL, BPOM}


def test_a_retail_bar_code_is_no_nib() -> None:
    picture = label_photo("8991234567891", "retail", Spoilt(tilt=0), 3)
    assert codes.read_codes_job({"budget": 0}, [picture])[0] == {"codes": []}


def test_a_picture_without_codes_is_given_up_within_its_budget() -> None:
    picture = encoded(draw_product("mug", 1, "Uji", 2, (640, 480)))
    assert codes.read_codes_job({"budget": 0}, [picture])[0] == {"codes": []}
