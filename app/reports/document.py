"""A canvas opened and closed the same way for every paper."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.reports import fonts, pdfa

CREATOR = "Kurasi Lapangan"
AUTHOR = "Kurasi Produk Jakpreneur"
_FIXED_TIME = datetime(2026, 1, 1, tzinfo=UTC)

# reportlab knows this only as a process-wide switch. Text-safe streams cost 40 ms a page
# and make the file a quarter larger; comments would make equal papers differ.
rl_config.useA85 = 0
rl_config.pdfComments = 0


def open_canvas(
    buffer: BytesIO, size: tuple[float, float], title: str, subject: str, *, invariant: bool
) -> Canvas:
    """A compressed canvas whose only fonts are embedded ones; `size` in points."""
    fonts.ready()
    canvas = Canvas(
        buffer,
        pagesize=size,
        pageCompression=1,
        invariant=1 if invariant else 0,
        initialFontName=fonts.SANS,  # type: ignore[arg-type]  # the stub says float
        initialFontSize=9,
    )
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setAuthor(AUTHOR)
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    return canvas


def close_canvas(canvas: Canvas, buffer: BytesIO, *, invariant: bool, archival: bool) -> bytes:
    """Save the canvas and return the finished bytes, see `archive`."""
    canvas.save()
    return archive(buffer, invariant=invariant, archival=archival)


def archive(buffer: BytesIO, *, invariant: bool, archival: bool) -> bytes:
    """The bytes, as PDF/A-2b if `archival`. `invariant` fixes every time stamp."""
    if not archival:
        return buffer.getvalue()
    created = _FIXED_TIME if invariant else datetime.now(UTC)
    return pdfa.to_pdfa(buffer.getvalue(), created=created)
