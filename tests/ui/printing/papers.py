"""A paper of many pages, each with its number, for tests of printing and of previews."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def long_pdf(count: int) -> bytes:
    """`count` pages A4, upright; page 7 says `Halaman 7`."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for number in range(1, count + 1):
        canvas.setFont("Helvetica", 40)
        canvas.drawString(72, 700, f"Halaman {number}")
        canvas.rect(72, 72, A4[0] - 144, 560)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
