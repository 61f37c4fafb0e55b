"""The curves of a banknote, as reportlab paths: computed once per process and size."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import cos, pi, sin, tau

from reportlab.lib.units import mm
from reportlab.pdfgen.pathobject import PDFPathObject

Curve = Callable[[float], tuple[float, float]]


def _trace(curve: Curve, start: float, end: float, steps: int) -> list[str]:
    """`curve` from `start` to `end` as cubic pieces with matching tangents, in PDF operators.

    Hundredths of a point are 4 micrometres: finer than any printer, half the bytes.
    """
    width = (end - start) / steps
    third = width / 3
    x, y = curve(start)
    dx, dy = _slope(curve, start)
    code = [f"{x:.2f} {y:.2f} m"]
    for index in range(1, steps + 1):
        t = start + width * index
        nx, ny = curve(t)
        ndx, ndy = _slope(curve, t)
        code.append(
            f"{x + dx * third:.2f} {y + dy * third:.2f} "
            f"{nx - ndx * third:.2f} {ny - ndy * third:.2f} {nx:.2f} {ny:.2f} c"
        )
        x, y, dx, dy = nx, ny, ndx, ndy
    return code


def _slope(curve: Curve, t: float) -> tuple[float, float]:
    tiny = 1e-4
    (ax, ay), (bx, by) = curve(t - tiny), curve(t + tiny)
    return (bx - ax) / (2 * tiny), (by - ay) / (2 * tiny)


@cache
def band(length: float, height: float, strands: int, quarter: int) -> PDFPathObject:
    """One family of nested waves along the x axis, from full height to its mirror image.

    Two families a quarter of a wave apart cross in the lenses that banknotes show. The waves
    begin and end alike, so that the band is the same read from either end.
    """
    halves = 2 * max(round(length / (22 * mm)), 1)
    reach = height / 2 - 0.8 * mm
    code: list[str] = []
    for strand in range(strands):
        swing = reach * (1 - 2 * strand / (strands - 1))

        def wave(t: float, swing: float = swing) -> tuple[float, float]:
            return t / (halves * pi) * length, swing * cos(t + quarter * pi / 2)

        code += _trace(wave, 0.0, halves * pi, halves * 4)
    return PDFPathObject(code)


@cache
def rosette(radius: float, inner: float, lobes: int, strands: int) -> PDFPathObject:
    """Rings of lobes between two radii, each turned a little: a banknote's rosette."""
    code: list[str] = []
    middle, swing = (radius + inner) / 2, (radius - inner) / 2
    for strand in range(strands):
        turn = tau * strand / strands

        def ring(t: float, turn: float = turn) -> tuple[float, float]:
            reach = middle + swing * cos(lobes * t + turn)
            return reach * cos(t), reach * sin(t)

        code += _trace(ring, 0.0, tau, lobes * 6)
    return PDFPathObject(code)


@cache
def scallop(radius: float, depth: float, lobes: int) -> PDFPathObject:
    """The edge of the seal."""

    def edge(t: float) -> tuple[float, float]:
        reach = radius - depth / 2 + depth / 2 * cos(lobes * t)
        return reach * cos(t), reach * sin(t)

    return PDFPathObject([*_trace(edge, 0.0, tau, lobes * 4), "h"])
