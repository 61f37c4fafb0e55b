"""The drawn ornament of the certificate: the frame with its bands and corners, the seal."""

from __future__ import annotations

from math import asin, cos, degrees, radians

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.guilloche import band, rosette, scallop
from app.reports.styles import CREAM, DEEP, GOLD, GOLD_PALE, GREEN, MIST, PALE, WHITE

OUTER = 8 * mm  # from the paper's edge to the frame
BAND = 8.4 * mm  # width of the guilloche band
NOTCH = 5 * mm  # radius of the curved corners of the inner rule
SEAL = 21 * mm  # radius the seal is drawn at; smaller ones are scaled
TAILS = 0.36  # how far the ribbon hangs below the seal, in radii
_FRAME, _CORNER, _SEAL = "frame", "corner", "seal"


def define(canvas: Canvas, width: float, height: float) -> None:
    """Write what repeats into the file once, as forms: corner, bands, frame, seal. Points."""
    inner = OUTER + BAND
    _define_corner(canvas)
    for length in (width - 2 * inner, height - 2 * inner):
        _define_band(canvas, length)
    _define_seal(canvas)
    _begin(canvas, _FRAME, (0, 0, width, height))
    _draw_ground(canvas, width, height)
    _draw_bands(canvas, width, height)
    _draw_rules(canvas, width, height)
    for x in (OUTER + BAND / 2, width - OUTER - BAND / 2):
        for y in (OUTER + BAND / 2, height - OUTER - BAND / 2):
            _place(canvas, _CORNER, x, y)
    canvas.endForm()


def _begin(canvas: Canvas, form: str, box: tuple[float, float, float, float]) -> None:
    canvas.beginForm(form, *box)  # type: ignore[arg-type]  # the stub says int


def _place(
    canvas: Canvas, form: str, x: float, y: float, turn: float = 0, scale: float = 1
) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.scale(scale, scale)
    canvas.doForm(form)
    canvas.restoreState()


def _band_form(length: float) -> str:
    return f"band-{length:.0f}"


def draw_frame(canvas: Canvas) -> None:
    """Put the ground defined by `define` on this page."""
    canvas.doForm(_FRAME)


def _draw_ground(canvas: Canvas, width: float, height: float) -> None:
    canvas.setLineWidth(0.3)
    canvas.setStrokeColor(MIST)
    canvas.saveState()
    canvas.translate(width / 2, height / 2 + 4 * mm)
    canvas.drawPath(rosette(70 * mm, 30 * mm, 24, 8))
    canvas.restoreState()


def _draw_bands(canvas: Canvas, width: float, height: float) -> None:
    inner = OUTER + BAND
    for x, y, turn, length in (
        (inner, OUTER + BAND / 2, 0, width - 2 * inner),
        (inner, height - OUTER - BAND / 2, 0, width - 2 * inner),
        (OUTER + BAND / 2, inner, 90, height - 2 * inner),
        (width - OUTER - BAND / 2, inner, 90, height - 2 * inner),
    ):
        _place(canvas, _band_form(length), x, y, turn)


def _define_band(canvas: Canvas, length: float) -> None:
    _begin(canvas, _band_form(length), (0, -BAND / 2, length, BAND / 2))
    canvas.setFillColor(MIST)
    canvas.rect(0, -BAND / 2, length, BAND, stroke=0, fill=1)
    canvas.setLineWidth(0.3)
    for colour, strands, quarter in ((GREEN, 8, 0), (GOLD, 6, 1)):
        canvas.setStrokeColor(colour)
        canvas.drawPath(band(length, BAND, strands, quarter))
    canvas.endForm()


def _draw_rules(canvas: Canvas, width: float, height: float) -> None:
    canvas.setStrokeColor(DEEP)
    for inset, weight in ((OUTER, 1.4), (OUTER + BAND, 1.0)):
        canvas.setLineWidth(weight)
        canvas.rect(inset, inset, width - 2 * inset, height - 2 * inset, stroke=1, fill=0)
    canvas.setStrokeColor(GOLD)
    canvas.setFillColor(GOLD)
    for inset, weight in ((OUTER + BAND + 1.2 * mm, 0.8), (OUTER + BAND + 2.1 * mm, 0.3)):
        canvas.setLineWidth(weight)
        _draw_plaque(canvas, inset, width, height)
    place = OUTER + BAND + 2.6 * mm
    for x in (place, width - place):
        for y in (place, height - place):
            _draw_lozenge(canvas, x, y, 0.9 * mm)


def _draw_plaque(canvas: Canvas, inset: float, width: float, height: float) -> None:
    """A rule whose corners curve inwards, as on an engraved plate; about one centre each."""
    centre = OUTER + BAND + 1.2 * mm
    reach = NOTCH + inset - centre
    skip = degrees(asin((inset - centre) / reach))  # where the arc meets this very rule
    left, low, right, high = centre, centre, width - centre, height - centre
    path = canvas.beginPath()
    path.moveTo(left + reach * cos(radians(skip)), inset)
    for x, y, start in ((right, low, 180), (right, high, 270), (left, high, 0), (left, low, 90)):
        box = (x - reach, y - reach, x + reach, y + reach)
        path.arcTo(*box, start - skip, 2 * skip - 90)  # type: ignore[arg-type]  # stub: int
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)


def _define_corner(canvas: Canvas) -> None:
    half = BAND / 2
    _begin(canvas, _CORNER, (-half, -half, half, half))
    canvas.setFillColor(DEEP)
    canvas.rect(-half, -half, BAND, BAND, stroke=0, fill=1)
    canvas.setStrokeColor(GOLD_PALE)
    canvas.setLineWidth(0.3)
    canvas.drawPath(rosette(half * 0.84, half * 0.22, 8, 5))
    canvas.endForm()


def draw_double_rule(canvas: Canvas, left: float, right: float, y: float) -> None:
    """The rule that closes a letterhead: green over gold."""
    for offset, weight, colour in ((0.0, 1.1, GREEN), (-1 * mm, 0.4, GOLD)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(weight)
        canvas.line(left, y + offset, right, y + offset)


def draw_flourish(canvas: Canvas, x: float, y: float, half: float) -> None:
    """A gold rule with a lozenge, centred at x, y."""
    canvas.setStrokeColor(GOLD)
    canvas.setFillColor(GOLD)
    canvas.setLineWidth(0.6)
    canvas.line(x - half, y, x - 2.6 * mm, y)
    canvas.line(x + 2.6 * mm, y, x + half, y)
    for offset, size in ((0.0, 1.3 * mm), (-half, 0.6 * mm), (half, 0.6 * mm)):
        _draw_lozenge(canvas, x + offset, y, size)


def _draw_lozenge(canvas: Canvas, x: float, y: float, size: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x - size, y)
    path.lineTo(x, y + size * 0.62)
    path.lineTo(x + size, y)
    path.lineTo(x, y - size * 0.62)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def draw_seal(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """The empty seal; its inner disc (0.6 of the radius) is for the grade."""
    _place(canvas, _SEAL, x, y, scale=radius / SEAL)


def _define_seal(canvas: Canvas) -> None:
    _begin(canvas, _SEAL, (-SEAL, -SEAL * (1 + TAILS), SEAL, SEAL))
    for side in (-1, 1):
        _draw_tail(canvas, side)
    canvas.setFillColor(DEEP)
    canvas.drawPath(scallop(SEAL, SEAL * 0.07, 36), stroke=0, fill=1)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.35)
    canvas.drawPath(rosette(SEAL * 0.87, SEAL * 0.68, 30, 3))
    canvas.setLineWidth(1.2)
    canvas.circle(0, 0, SEAL * 0.9, stroke=1, fill=0)
    canvas.setFillColor(CREAM)
    canvas.circle(0, 0, SEAL * 0.65, stroke=1, fill=1)
    canvas.setLineWidth(0.35)
    canvas.circle(0, 0, SEAL * 0.61, stroke=1, fill=0)
    canvas.endForm()


def _draw_tail(canvas: Canvas, side: int) -> None:
    """One end of the ribbon, swallow-tailed, leaning outwards; the seal lies over its root."""
    lean, half, low = 0.16 * SEAL * side, 0.21 * SEAL, -SEAL * (1 + TAILS)
    root, foot = 0.34 * SEAL * side, 0.34 * SEAL * side + lean
    path = canvas.beginPath()
    path.moveTo(root - half, -0.6 * SEAL)
    path.lineTo(root + half, -0.6 * SEAL)
    path.lineTo(foot + half, low)
    path.lineTo(foot, low + 0.16 * SEAL)
    path.lineTo(foot - half, low)
    path.close()
    canvas.setFillColor(GREEN)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.6)
    canvas.drawPath(path, stroke=1, fill=1)


def draw_medallion(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A pale rosette that keeps the page in balance where no photograph is."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setStrokeColor(PALE)
    canvas.setLineWidth(0.35)
    canvas.drawPath(rosette(radius, radius * 0.3, 16, 5))
    canvas.restoreState()


def draw_picture_frame(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A white mount with a gold and a green line around a picture at x, y."""
    for margin, weight, colour in ((2.4 * mm, 1.1, GOLD), (1.5 * mm, 0.4, DEEP)):
        canvas.setLineWidth(weight)
        canvas.setStrokeColor(colour)
        canvas.setFillColor(WHITE)
        canvas.rect(
            x - margin, y - margin, width + 2 * margin, height + 2 * margin, stroke=1, fill=1
        )
