"""Other engines drawing the certificate's page: the same words, lines, code and photograph."""

from __future__ import annotations

import logging
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from app.reports import fonts
from benchmarks.paper_shapes import Parts

Draw = Callable[[Parts], bytes]


def typst(folder: Path) -> Draw:
    """Typst, its compiler kept; PDF/A-2b."""
    import typst as engine

    compiler = engine.Compiler(
        root=str(folder), font_paths=[str(fonts.FONT_DIR)], ignore_system_fonts=True
    )

    def draw(parts: Parts) -> bytes:
        (folder / "page.svg").write_text(parts.svg, encoding="utf-8")
        (folder / "photo.jpg").write_bytes(parts.photo)
        made = compiler.compile(
            input=_typst_source(parts).encode(), format="pdf", pdf_standards="a-2b"
        )
        assert isinstance(made, bytes)
        return made

    return draw


def _typst_source(parts: Parts) -> str:
    x, y, width, height = parts.photo_box
    lines = [
        f"#set page(width: {parts.width}pt, height: {parts.height}pt, margin: 0pt)",
        f'#place(top + left, image("page.svg", width: {parts.width}pt))',
        f"#place(top + left, dx: {x}pt, dy: {parts.height - y - height}pt, "
        f'image("photo.jpg", width: {width}pt))',
    ]
    for word in parts.words:
        family, weight, style = _css_face(word.face)
        text = word.text.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(
            f"#place(top + left, dx: {word.x:.2f}pt, dy: {parts.height - word.y:.2f}pt, "
            f'text(font: "{family}", weight: {weight}, style: "{style}", size: {word.size:.2f}pt, '
            f'tracking: {word.tracking:.3f}pt, fill: rgb("{word.colour}"), top-edge: "baseline", '
            f'"{text}"))'
        )
    return "\n".join(lines)


def fpdf2(_folder: Path) -> Draw:
    """fpdf2; plain PDF."""
    from fpdf import FPDF
    from fpdf.svg import SVGObject

    logging.getLogger("fpdf").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)

    def draw(parts: Parts) -> bytes:
        pdf = FPDF(unit="pt", format=(parts.height, parts.width), orientation="landscape")
        pdf.set_auto_page_break(auto=False)
        pdf.add_page()
        SVGObject(parts.svg).draw_to_page(pdf, 0, 0)
        x, y, width, height = parts.photo_box
        pdf.image(BytesIO(parts.photo), x, parts.height - y - height, width, height)
        for face in {word.face for word in parts.words}:
            pdf.add_font(face, fname=str(fonts.FONT_DIR / f"{face}.ttf"))
        for word in parts.words:
            pdf.set_font(word.face, size=word.size)
            pdf.set_text_color(*(int(word.colour[at : at + 2], 16) for at in (1, 3, 5)))
            pdf.set_char_spacing(word.tracking)
            pdf.text(word.x, parts.height - word.y, word.text)
        return bytes(pdf.output())

    return draw


def weasyprint(folder: Path) -> Draw:
    """WeasyPrint; PDF/A-2b."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    config = FontConfiguration()

    def draw(parts: Parts) -> bytes:
        (folder / "page.svg").write_text(parts.svg, encoding="utf-8")
        (folder / "photo.jpg").write_bytes(parts.photo)
        html = HTML(string=_html(parts), base_url=str(folder))
        return bytes(html.write_pdf(font_config=config, pdf_variant="pdf/a-2b"))

    return draw


def _html(parts: Parts) -> str:
    from html import escape

    home = fonts.FONT_DIR.as_uri()
    faces = "".join(
        f"@font-face {{ font-family: '{face}'; src: url('{home}/{face}.ttf') }}"
        for face in sorted({word.face for word in parts.words})
    )
    x, y, width, height = parts.photo_box
    top = parts.height - y - height
    words = "".join(
        f'<p style="left:{word.x:.2f}pt;top:{parts.height - word.y - word.size:.2f}pt;'
        f"font:{word.size:.2f}pt/1 '{word.face}';letter-spacing:{word.tracking:.3f}pt;"
        f'color:{word.colour}">{escape(word.text)}</p>'
        for word in parts.words
    )
    return (
        f"<html lang=id><head><title>Sertifikat</title><style>{faces}"
        f"@page {{ size: {parts.width}pt {parts.height}pt; margin: 0 }} body {{ margin: 0 }}"
        f"img, p {{ position: absolute; margin: 0; white-space: pre }}</style></head><body>"
        f'<img src="page.svg" style="left:0;top:0;width:{parts.width}pt">'
        f'<img src="photo.jpg" style="left:{x}pt;top:{top}pt;width:{width}pt">'
        f"{words}</body></html>"
    )


def _css_face(face: str) -> tuple[str, int, str]:
    family, _, cut = face.partition("-")
    weights = {"Medium": 500, "SemiBold": 600, "Bold": 700}
    name = {"EBGaramond": "EB Garamond"}.get(family, family)
    return name, weights.get(cut, 400), "italic" if cut == "Italic" else "normal"
