"""User text as reportlab paragraphs: escaped, with stand-in faces, nothing lost."""

from __future__ import annotations

from functools import lru_cache
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from app.reports import fonts, text


def markup(raw: str, face: str) -> str:
    """Paragraph markup of plain text; line breaks stay, everything else is literal."""
    lines = (text.clean(line) for line in raw.splitlines())
    return "<br/>".join(_line(line, face) for line in lines if line)


def _line(line: str, face: str) -> str:
    return "".join(
        escape(piece) if used == face else f'<font name="{used}">{escape(piece)}</font>'
        for used, piece in fonts.runs(line, face)
    )


@lru_cache(maxsize=64)
def paragraph_style(style: text.Style, indent: float = 0.0, label: str = "") -> ParagraphStyle:
    """A measured style as reportlab's; `indent` (points) leaves room for a hanging label.

    `label` names the face of that label; even unused, it must be an embedded one.
    """
    return ParagraphStyle(
        f"{style.face}-{style.size}-{indent}",
        fontName=style.face,
        fontSize=style.size,
        leading=style.line_height,
        textColor=style.colour,
        leftIndent=indent,
        bulletFontName=label or style.face,
        bulletFontSize=style.size * 0.92,
        bulletColor=style.colour,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


def paragraph(raw: str, style: text.Style) -> Paragraph:
    """Plain text as a paragraph that wraps and splits over pages."""
    return Paragraph(markup(raw, style.face), paragraph_style(style))


def labelled(label: str, raw: str, style: text.Style, indent: float) -> Paragraph:
    """A paragraph with a short label hanging in its indent."""
    return Paragraph(
        markup(raw, style.face),
        paragraph_style(style, indent, fonts.SANS_SEMIBOLD),
        bulletText=label,
    )
