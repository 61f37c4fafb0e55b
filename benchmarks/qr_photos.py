"""Photographs of a printed code: blurred, tilted, noisy, badly lit, as hand and stall make them.

The code is drawn by the certificate's own hand on 38 mm and printed at 300 dpi, black or white
and nothing between. What a camera does is measured in modules (the smallest squares), so that it
means the same for a near phone and a far one.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.domain.numbers import RegisterNumber
from app.domain.terms import Grade, Level
from app.photos.chosen import read_image
from app.protocol import keys
from app.protocol.keys import Delegation
from app.protocol.token import NAME_LIMIT, Facts, make_token
from app.reports import qr

Picture = npt.NDArray[np.float32]
DPI = 300


def longest_code() -> str:
    """The text of a laptop's code with the longest names, numbers and address there are."""
    root, laptop = (Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32) for seed in (1, 2))
    today = date(2026, 11, 21)
    facts = Facts(
        register_no=str(RegisterNumber("31.74.04", "A7Z", 2026, 123)),
        business="W" * NAME_LIMIT,
        product="M" * NAME_LIMIT,
        level=Level.DISTRICT,
        grade=Grade.A,
        total=10_000,
        issued_on=today,
        valid_until=today + timedelta(days=730),
        record_hash=bytes(range(16)),
        final=False,
    )
    public = laptop.public_key().public_bytes_raw()
    span = today - timedelta(days=1), today + timedelta(days=59)
    link = Delegation(public, "31.74.04", "A7Z", *span, 1, 99_999).sign(root)
    assert keys.read_delegation(link, root.public_key())
    return make_token(facts, laptop, (link,), "kurasi.jakarta.go.id")


@dataclass(frozen=True, slots=True)
class Printed:
    """A code on paper: what it says, its picture at 300 dpi, and pixels to a module."""

    text: str
    picture: Picture
    module: float


def printed(text: str) -> Printed:
    """Draw, print: every dot of the printer is black or white."""
    code = qr.measure(text)
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(code.side, code.side))
    qr.draw(canvas, code, 0, 0)
    canvas.save()
    document = pypdfium2.PdfDocument(paper.getvalue())
    try:
        shade = document[0].render(scale=DPI / 72, grayscale=True).to_pil()
    finally:
        document.close()
    dots = np.where(np.asarray(shade) < 128, 0, 255).astype(np.float32)
    return Printed(text, dots, code.module * DPI / 72)


@dataclass(frozen=True, slots=True)
class Shot:
    """How a photograph is taken. Lengths in modules; `tilt` in degrees; the rest of 0 … 1.

    `near` are camera pixels to a module: 4.8 for a scan at 300 dpi, about 9 for a phone of
    twelve megapixels half a metre away.
    """

    near: float = 6.0
    blur: float = 0.0
    shake: float = 0.0
    tilt: float = 0.0
    noise: float = 0.0
    shadow: float = 0.0
    contrast: float = 1.0


MILD = Shot(blur=0.35, tilt=15, noise=0.04, shadow=0.35, contrast=0.8)
"""A careful hand at a stall in the evening."""


def photographed(paper: Printed, shot: Shot, rng: np.random.Generator) -> Image.Image:
    """The photograph: turned a little, tilted about a random axis, on a grey table."""
    picture = _placed(paper, shot, rng)
    sigma = shot.blur * shot.near
    if sigma:
        picture = cv2.GaussianBlur(picture, (0, 0), sigma).astype(np.float32)
    if shot.shake:
        picture = _shaken(picture, shot.shake * shot.near, rng)
    picture = (127.5 + (picture - 127.5) * np.float32(shot.contrast)).astype(np.float32)
    picture *= _light(picture.shape, shot.shadow, rng)
    picture += rng.normal(0, shot.noise * 255, picture.shape).astype(np.float32)
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


def _placed(paper: Printed, shot: Shot, rng: np.random.Generator) -> Picture:
    side = paper.picture.shape[0]
    scale = shot.near / paper.module
    span = side * scale
    size = int(span * 1.5)
    turn, axis = np.radians(rng.uniform(-12, 12)), rng.uniform(0, 2 * np.pi)
    tilt, far = np.radians(shot.tilt), 3.0 * span
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * span / 2
    seen = []
    for x, y in corners:
        x, y = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
        along, across = (
            x * np.cos(axis) + y * np.sin(axis),
            -x * np.sin(axis) + y * np.cos(axis),
        )
        deep = far / (far + across * np.sin(tilt))
        along, across = along * deep, across * np.cos(tilt) * deep
        seen.append(
            (
                along * np.cos(axis) - across * np.sin(axis) + size / 2,
                along * np.sin(axis) + across * np.cos(axis) + size / 2,
            )
        )
    flat = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, np.array(seen, np.float32))
    # A dot of the printer covers several pixels or parts of them: the area counts.
    finer = cv2.warpPerspective(
        paper.picture,
        np.diag([2.0, 2.0, 1.0]) @ matrix,
        (2 * size, 2 * size),
        flags=cv2.INTER_LINEAR,
        borderValue=(200.0,),
    )
    return cv2.resize(finer, (size, size), interpolation=cv2.INTER_AREA).astype(np.float32)


def _shaken(picture: Picture, length: float, rng: np.random.Generator) -> Picture:
    reach = max(1, round(length))
    kernel = np.zeros((reach, reach), np.float32)
    kernel[reach // 2, :] = 1.0
    centre = (reach - 1) / 2
    turned = cv2.getRotationMatrix2D((centre, centre), float(rng.uniform(0, 180)), 1.0)
    kernel = cv2.warpAffine(kernel, turned, (reach, reach)).astype(np.float32)
    return cv2.filter2D(picture, -1, kernel / kernel.sum()).astype(np.float32)


def _light(shape: tuple[int, ...], shadow: float, rng: np.random.Generator) -> Picture:
    angle = rng.uniform(0, 2 * np.pi)
    ys, xs = np.mgrid[-0.5 : 0.5 : shape[0] * 1j, -0.5 : 0.5 : shape[1] * 1j]
    slope = np.clip(0.5 + xs * np.cos(angle) + ys * np.sin(angle), 0, 1)
    light: Picture = (1 - shadow * slope).astype(np.float32)
    return light


def reads(paper: Printed, shot: Shot, rng: np.random.Generator) -> bool:
    """Whether the program reads the code in a photograph, as it was printed."""
    return paper.text in read_image(photographed(paper, shot, rng))


def reads_at_once(paper: Printed, shot: Shot, rng: np.random.Generator) -> bool:
    """Whether zxing-cpp alone does, in one look."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(photographed(paper, shot, rng), formats=formats)
    return any(code.text == paper.text for code in found)


Reader = Callable[[Printed, Shot, np.random.Generator], bool]


def rate(paper: Printed, shot: Shot, tries: int, reader: Reader = reads) -> float:
    """Share of `tries` photographs that are read; the same photographs for every reader."""
    rng = np.random.default_rng(1)
    return sum(reader(paper, shot, rng) for _ in range(tries)) / tries


def with_one(name: str, value: float) -> Shot:
    """A photograph that is perfect but for one thing."""
    return replace(Shot(), **{name: value})
