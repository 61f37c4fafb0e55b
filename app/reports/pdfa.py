"""From reportlab's PDF to PDF/A-2b: colours, metadata, identity."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ImageCms

_FIXED_DATE = bytes((0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 2026-01-01, ICC dateTimeNumber

_XMP = """<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>id-ID</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{created}</xmp:CreateDate>
<xmp:ModifyDate>{created}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def srgb_profile() -> bytes:
    """An sRGB ICC profile; its creation date is fixed so that equal papers are equal bytes."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + _FIXED_DATE + made[36:]


def to_pdfa(plain: bytes, *, created: datetime) -> bytes:
    """Add what PDF/A-2b asks for. `created` is aware and goes to Info and XMP alike.

    The fonts must already be embedded and all colours be RGB or grey.
    """
    with pikepdf.open(BytesIO(plain)) as pdf:
        _stamp_info(pdf, created)
        pdf.Root.Metadata = Stream(pdf, _xmp(pdf, created), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.OutputIntents = Array([_output_intent(pdf)])
        pdf.Root.Lang = String("id-ID")
        for page in pdf.pages:
            if "/Trans" in page:
                del page["/Trans"]
        out = BytesIO()
        # reportlab has compressed its streams; asking again would inflate and deflate them all.
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=False,
            min_version="1.7",
            fix_metadata_version=False,
        )
    return out.getvalue()


def _stamp_info(pdf: Pdf, created: datetime) -> None:
    stamp = created.strftime("D:%Y%m%d%H%M%S") + _pdf_offset(created)
    pdf.docinfo[Name.CreationDate] = String(stamp)
    pdf.docinfo[Name.ModDate] = String(stamp)
    if Name.Trapped in pdf.docinfo:
        del pdf.docinfo[Name.Trapped]


def _pdf_offset(created: datetime) -> str:
    text = created.strftime("%z")
    return f"{text[:3]}'{text[3:5]}'"


def _xmp(pdf: Pdf, created: datetime) -> bytes:
    info = pdf.docinfo
    fields = {
        name: escape(str(info.get(f"/{name.capitalize()}", "")))
        for name in ("title", "author", "subject", "producer", "creator")
    }
    return _XMP.format(created=created.isoformat(timespec="seconds"), **fields).encode()


def _output_intent(pdf: Pdf) -> Dictionary:
    profile = Stream(pdf, srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
