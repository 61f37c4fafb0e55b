"""What ISO 19005-2 (PDF/A-2b) forbids or asks for, as far as our files could break it.

No validator can be installed from PyPI, Debian or npm without Java downloads of its own (veraPDF);
so the rules that concern files without forms, layers, attachments or signatures are checked here,
by clause. Not checked: the inner tables of fonts, JPEG marker syntax, ICC contents beyond the
header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Stream

_ALLOWED_FILTERS = {
    "/FlateDecode",
    "/DCTDecode",
    "/ASCII85Decode",
    "/RunLengthDecode",
    "/CCITTFaxDecode",
}
_FORBIDDEN_ACTIONS = {
    *("/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/Hide"),
    *("/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView"),
}
_BLEND_MODES = {
    *("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten"),
    *("/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion"),
    *("/Hue", "/Saturation", "/Color", "/Luminosity"),
}
_OPERATORS = """
    q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts
    Td TD Tm T* Tj TJ ' " CS cs SC SCN sc scn G g RG rg sh BI ID EI Do MP DP BMC BDC EMC BX EX k K
"""


def faults(data: bytes) -> list[str]:
    """Every breach that is found, with its clause."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            *_of_file(data, pdf),
            *_of_catalogue(pdf),
            *_of_metadata(pdf),
            *_of_intent(pdf),
            *(fault for found in pdf.objects for fault in _of_object(found)),
            *(fault for page in pdf.pages for fault in _of_page(page)),
        ]


def _of_file(data: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n", data):
        yield "6.1.2 header"
    if not re.match(rb"%[\x80-\xff]{4}", data.split(b"\n", 2)[1]):
        yield "6.1.2 four bytes above 127 in a comment after the header"
    if "/ID" not in pdf.trailer or len(pdf.trailer.ID) != 2:
        yield "6.1.3 file identifier"
    if pdf.is_encrypted:
        yield "6.1.3 encrypted"
    if not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "6.1.3 something after the end"


def _of_catalogue(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    names = root.get("/Names", Dictionary())
    for key, clause in (
        ("/AA", "6.5.2"),
        ("/OCProperties", "6.9 (not used by us)"),
        ("/Requirements", "6.11"),
        ("/Perms", "6.1.12 (not used by us)"),
        ("/AcroForm", "6.4 (not used by us)"),
    ):
        if key in root:
            yield f"{clause} {key} in the catalogue"
    for key, clause in (
        ("/JavaScript", "6.5"),
        ("/EmbeddedFiles", "6.8"),
        ("/AlternatePresentations", "6.10"),
    ):
        if key in names:
            yield f"{clause} {key}"
    if "/Lang" not in root:
        yield "ours: no language"


def _of_metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream) or "/Filter" in stream:
        yield "6.6.2.1 metadata missing or filtered"
        return
    text = stream.read_bytes().decode("utf-8")
    if not re.match(r'<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>', text):
        yield "6.6.2.1 packet header"
    if re.search(r"<\?xpacket[^>]*(bytes|encoding)=", text):
        yield "6.6.2.1 packet header with bytes or encoding"
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        if (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) != ("2", "B"):
            yield "6.6.4 identification"
        pairs = {
            "/Title": "dc:title",
            "/Subject": "dc:description",
            "/Producer": "pdf:Producer",
            "/Creator": "xmp:CreatorTool",
        }
        for key, name in pairs.items():
            if key in pdf.docinfo and str(pdf.docinfo[key]) != xmp.get(name):
                yield f"6.6.3 {key} is not {name}"
        if "/Author" in pdf.docinfo and [str(pdf.docinfo.Author)] != list(xmp["dc:creator"]):
            yield "6.6.3 /Author is not dc:creator"


def _of_intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [i for i in pdf.Root.get("/OutputIntents", []) if i.S == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield "6.2.3 output intent"
        return
    profile = intents[0].DestOutputProfile.read_bytes()
    version, space, mark = profile[8], profile[16:20], profile[36:40]
    if mark != b"acsp" or space != b"RGB " or version > 4:
        yield "6.2.3 profile"


def _of_object(found: Any) -> Iterator[str]:
    if isinstance(found, Stream):
        yield from _of_stream(found)
    if isinstance(found, Dictionary):
        if found.get("/Type") == "/Font":
            yield from _of_font(found)
        if found.get("/Type") == "/ExtGState" or "/BM" in found:
            yield from _of_state(found)
        if found.get("/S") in _FORBIDDEN_ACTIONS:
            yield f"6.5.1 action {found.S}"
        if "/TR" in found or found.get("/TR2", "/Default") != "/Default" or "/HTP" in found:
            yield "6.2.5 transfer function or halftone phase"
        if found.get("/Subtype") in ("/3D", "/Sound", "/Screen", "/Movie"):
            yield f"6.3.1 annotation {found.Subtype}"


def _of_stream(found: Stream) -> Iterator[str]:
    filters: Any = found.get("/Filter", [])
    for name in [filters] if isinstance(filters, pikepdf.Name) else filters:
        if str(name) not in _ALLOWED_FILTERS:
            yield f"6.1.7.2 filter {name}"
    if any(key in found for key in ("/F", "/FFilter", "/FDecodeParms")):
        yield "6.1.7.1 external stream"
    if found.get("/Subtype") == "/Image":
        if found.get("/Interpolate", False):
            yield "6.2.8.1 interpolated picture"
        if "/Alternates" in found or "/OPI" in found:
            yield "6.2.8.1 alternates"
        space = found.get("/ColorSpace")
        if space is not None and space not in ("/DeviceRGB", "/DeviceGray"):
            yield f"6.2.4 colour space {space}"
    if found.get("/Subtype") == "/Form" and ("/OPI" in found or "/PS" in found):
        yield "6.2.9 form with OPI or PostScript"
    if found.get("/Subtype") == "/PS":
        yield "6.2.9 PostScript"


def _of_font(font: Dictionary) -> Iterator[str]:
    if font.get("/Subtype") == "/Type0":
        return
    descriptor = font.get("/FontDescriptor")
    if descriptor is None or not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
        yield f"6.2.11.4.1 {font.get('/BaseFont')} is not embedded"
        return
    if "/ToUnicode" not in font:
        yield f"ours: {font.get('/BaseFont')} has no way back to text"
    if "/Widths" in font and len(font.Widths) != int(font.LastChar) - int(font.FirstChar) + 1:
        yield f"6.2.11.5 widths of {font.get('/BaseFont')}"


def _of_page(page: pikepdf.Page) -> Iterator[str]:
    if "/AA" in page or "/Trans" in page.obj or "/PresSteps" in page:
        yield "6.10 actions or transitions of a page"
    depth = 0
    for step in pikepdf.parse_content_stream(page):
        name = str(step.operator)
        if name != "INLINE IMAGE" and name not in _OPERATORS.split():
            yield f"6.2.2 operator {name}"
        if name in ("K", "k"):
            yield "6.2.4.3 DeviceCMYK without a profile"
        depth += {"q": 1, "Q": -1}.get(name, 0)
        if depth > 28:
            yield "6.1.13 states nested too deep"


def _of_state(state: Dictionary) -> Iterator[str]:
    """A graphics state: the alpha of a watermark is allowed, other blending than these is not."""
    modes = state.get("/BM", "/Normal")
    if str(modes) not in _BLEND_MODES:
        yield f"6.2.10 blend mode {modes}"
    if state.get("/SMask", "/None") != "/None" and not isinstance(state.SMask, Dictionary):
        yield "6.2.10 soft mask"
