"""A drawn page taken apart for other engines: its words, its photograph, and the rest as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from benchmarks.paper_page import PAGE, Call

Matrix = tuple[float, float, float, float, float, float]
_STRAIGHT: Matrix = (1, 0, 0, 1, 0, 0)
_PAINT = {
    "S": (False, True),
    "s": (False, True),
    "f": (True, False),
    "F": (True, False),
    "f*": (True, False),
    "B": (True, True),
    "B*": (True, True),
    "b": (True, True),
    "n": (False, False),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text: where its baseline begins (points from below), its face and colour."""

    x: float
    y: float
    text: str
    face: str
    size: float
    colour: str
    tracking: float


@dataclass(frozen=True, slots=True)
class Parts:
    """What any engine needs to draw the page; lengths in points, y from below."""

    width: float
    height: float
    words: tuple[Word, ...]
    photo: bytes
    photo_box: tuple[float, float, float, float]
    svg: str


def take_apart(calls: list[Call], pdf: bytes, photo: bytes) -> Parts:
    """From the calls that drew the page, and what came out."""
    box = next(args[1:5] for name, args, _ in calls if name == "drawImage")
    return Parts(PAGE[0], PAGE[1], tuple(_words(calls)), photo, box, shapes_svg(pdf))


def _words(calls: list[Call]) -> Iterator[Word]:
    face, size, colour = "", 0.0, "#000000"
    for name, args, more in calls:
        if name == "setFont":
            face, size = args[0], args[1]
        elif name == "setFillColor":
            colour = f"#{args[0].hexval()[2:]}"
        elif name == "drawString":
            yield Word(args[0], args[1], args[2], face, size, colour, more.get("charSpace", 0.0))


@dataclass(slots=True)
class _State:
    matrix: Matrix = _STRAIGHT
    fill: str = "#000"
    stroke: str = "#000"
    width: float = 1.0


@dataclass(slots=True)
class _Tracer:
    """Follows a content stream; text and pictures are left out."""

    paths: list[str] = field(default_factory=list)
    pen: list[str] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    kept: list[_State] = field(default_factory=list)

    def follow(self, stream: Any, resources: Any) -> None:
        for step in pikepdf.parse_content_stream(stream):
            operands, name = step.operands, str(step.operator)
            if name == "Do":
                self._form(resources.XObject[str(operands[0])])
            elif name in _PAINT:
                self._paint(name)
            else:
                self._step(name, operands)

    def _form(self, form: Any) -> None:
        if form.Subtype == "/Form":
            self._keep()
            self.follow(form, form.get("/Resources", pikepdf.Dictionary()))
            self.state = self.kept.pop()

    def _keep(self) -> None:
        now = self.state
        self.kept.append(_State(now.matrix, now.fill, now.stroke, now.width))

    def _step(self, name: str, operands: Any) -> None:
        if name == "q":
            self._keep()
        elif name == "Q":
            self.state = self.kept.pop()
        elif name == "cm":
            self.state.matrix = _times(_numbers(operands), self.state.matrix)
        elif name == "w":
            self.state.width = float(operands[0])
        elif name in ("rg", "RG"):
            colour = "#" + "".join(f"{round(float(part) * 255):02x}" for part in operands)
            setattr(self.state, "fill" if name == "rg" else "stroke", colour)
        elif name in ("m", "l", "c", "h"):
            letters = {"m": "M", "l": "L", "c": "C", "h": "Z"}
            self.pen.append(letters[name] + " ".join(f"{float(part):g}" for part in operands))
        elif name == "re":
            x, y, wide, high = (float(part) for part in operands)
            self.pen.append(f"M{x:g} {y:g}h{wide:g}v{high:g}h{-wide:g}Z")

    def _paint(self, name: str) -> None:
        fills, strokes = _PAINT[name]
        if self.pen and (fills or strokes):
            now = self.state
            matrix = " ".join(f"{part:g}" for part in now.matrix)
            look = f'fill="{now.fill if fills else "none"}"'
            if strokes:
                look += f' stroke="{now.stroke}" stroke-width="{now.width:g}"'
            path = "".join(self.pen)
            self.paths.append(f'<path transform="matrix({matrix})" {look} d="{path}"/>')
        self.pen = []


def _numbers(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(part) for part in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def shapes_svg(pdf: bytes) -> str:
    """The first page's lines and areas: frame, ornament, seal, code."""
    tracer = _Tracer()
    with pikepdf.open(BytesIO(pdf)) as opened:
        page = opened.pages[0]
        tracer.state.matrix = (1, 0, 0, -1, 0, PAGE[1])
        tracer.follow(page, page.obj.Resources)
    size = f'width="{PAGE[0]:g}pt" height="{PAGE[1]:g}pt" viewBox="0 0 {PAGE[0]:g} {PAGE[1]:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(tracer.paths)}</svg>'
