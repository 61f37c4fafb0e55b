"""Digital signatures on certificates: who may sign, what readers see, what is kept."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pikepdf
import pypdfium2
import pytest
from asn1crypto import tsp
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from app.clock import ManualClock
from app.errors import UserError
from app.models.entities import Certificate
from app.reports.certificate import render_certificate
from app.reports.values import PaperStatus, SigningMode
from app.services import (
    certificates,
    pdfs,
    print_counts,
    seal_keys,
    seals,
    stories,
    timestamps,
)
from app.services.seal_keys import P12
from app.services.seals import SealState, SealView
from app.services.workspace import Workspace
from tests import laptops
from tests.reports.reading import squeezed, whole_text
from tests.reports.samples import CERTIFICATE
from tests.services import signing
from tests.services.field import add_product, confirm, judge, open_session, register
from tests.services.signing import OWNER, PASSWORD, Issued

NOW = datetime.now(UTC)
PAPER = render_certificate(CERTIFICATE)


@pytest.fixture(scope="module")
def authority() -> Issued:
    return signing.authority()


@pytest.fixture(scope="module")
def p12(authority: Issued, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key on P-256, as the Dinas would have it."""
    leaf = signing.issue(signing.key(), authority)
    return signing.p12(tmp_path_factory.mktemp("kunci") / "dinas.p12", leaf, authority)


def sealed(path: Path, pdf: bytes = PAPER) -> bytes:
    with seal_keys.opened(P12(path), PASSWORD, NOW) as key:
        return seals.seal(pdf, key, NOW).pdf


def refused(deed: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        deed()
    return caught.value.code


def pdfsig(tmp_path: Path, pdf: bytes) -> str:
    """What poppler says of the signatures in a file."""
    tool = shutil.which("pdfsig")
    if tool is None:
        pytest.skip("pdfsig (poppler-utils) is not installed")
    path = tmp_path / "berkas.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([tool, "-nocert", str(path)], capture_output=True, text=True, check=False)
    return done.stdout


# -- what is signed ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["P-256", "RSA 2048"])
def test_poppler_believes_the_signature(authority: Issued, tmp_path: Path, kind: str) -> None:
    leaf = signing.issue(signing.key(kind), authority)
    said = pdfsig(tmp_path, sealed(signing.p12(tmp_path / "k.p12", leaf, authority)))
    assert "Signature Validation: Signature is Valid." in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert f"Signer Certificate Common Name: {OWNER}" in said
    assert "Total document signed" in said
    assert said.count("Signature #") == 1


@pytest.mark.parametrize("place", ["text", "end"])
def test_poppler_shows_what_was_tampered_with(p12: Path, tmp_path: Path, place: str) -> None:
    whole = sealed(p12)
    at = 5_000 if place == "text" else len(whole) - 40
    spoiled = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    assert "Signature is Valid" not in pdfsig(tmp_path, spoiled)


def test_what_is_added_later_is_not_signed(p12: Path, tmp_path: Path) -> None:
    whole = sealed(p12)
    said = pdfsig(tmp_path, whole + whole[-900:].split(b"startxref")[0] + b"\n%%EOF\n")
    assert "Not total document signed" in said or "Signature is Valid" not in said


def test_it_stands_where_the_first_signatory_signs(p12: Path) -> None:
    from app.reports import seal as paper

    place = paper.place(PAPER)
    assert place is not None
    with pikepdf.open(BytesIO(sealed(p12))) as document:
        field = document.Root.AcroForm.Fields[0]
        box = [float(value) for value in field.Rect]
        assert int(field.F) & 4, "it is printed"
    assert box == pytest.approx(place, abs=0.51)
    left, bottom, right, top = box
    assert (right - left, top - bottom) > (90, 25)
    assert left > 400, "among the signatures"
    assert top < 220, "among the signatures"


def test_only_a_signed_file_says_so(p12: Path) -> None:
    words = squeezed("Ditandatangani secara")
    assert words not in whole_text(PAPER)
    signed = whole_text(_as_printed(sealed(p12)))
    assert words in signed
    assert squeezed(OWNER) in signed
    for text in (whole_text(PAPER), signed):
        assert "BSrE" not in text
        assert "BalaiSertifikasi" not in text


def _as_printed(pdf: bytes) -> bytes:
    """The page with what its fields show."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        page = document[0]
        page.flatten(pypdfium2.raw.FLAT_PRINT)
        page.close()
        out = BytesIO()
        document.save(out)
        return out.getvalue()
    finally:
        document.close()


def test_it_stays_pdf_a(p12: Path) -> None:
    with pikepdf.open(BytesIO(PAPER)) as before, pikepdf.open(BytesIO(sealed(p12))) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert "/OutputIntents" in after.Root
        assert "/Version" not in after.Root
        assert set(after.Root.Extensions.keys()) == {"/ESIC"}
        assert after.pdf_version == before.pdf_version == "1.7"
        assert dict(after.docinfo) == dict(before.docinfo)
        look = after.Root.AcroForm.Fields[0].AP.N
        fonts = look.Resources.XObject["/Rupa"].Resources.Font
        assert all("/FontFile2" in font.FontDescriptor for font in fonts.values())
    assert sealed(p12).startswith(PAPER), "only added to"


def test_a_file_is_signed_once_and_only_if_it_is_one_certificate(p12: Path) -> None:
    two = render_certificate(CERTIFICATE, archival=False)
    assert sealed(p12, two)
    assert refused(lambda: sealed(p12, sealed(p12))) == "seal.already"
    with pikepdf.new() as empty:
        out = BytesIO()
        empty.add_blank_page()
        empty.save(out)
    assert refused(lambda: sealed(p12, out.getvalue())) == "seal.not_ours"
    assert refused(lambda: sealed(p12, b"no PDF at all")) == "seal.not_ours"


@pytest.mark.parametrize(
    "unfinished",
    [
        {"status": PaperStatus.PROVISIONAL},
        {"status": PaperStatus.TRAINING},
        {"mode": SigningMode.TTE_DRAFT},
        {"copy_no": 1},
    ],
    ids=["provisional", "practice", "draft", "copy"],
)
def test_what_is_not_finished_is_not_signed(p12: Path, unfinished: dict[str, Any]) -> None:
    paper = render_certificate(replace(CERTIFICATE, **unfinished))
    assert refused(lambda: sealed(p12, paper)) == "seal.not_ours"


# -- keys ---------------------------------------------------------------------------------


def opening(path: Path, password: str = PASSWORD, now: datetime = NOW) -> None:
    with seal_keys.opened(P12(path), password, now):
        pass


def test_a_wrong_password_is_told(p12: Path) -> None:
    assert refused(lambda: opening(p12, "salah")) == "seal.password"
    assert refused(lambda: opening(p12, "")) == "seal.password"


def test_what_is_no_key_file_is_told(tmp_path: Path) -> None:
    assert refused(lambda: opening(tmp_path / "tiada.p12")) == "seal.file"
    (tmp_path / "lain.p12").write_bytes(b"bukan P12")
    assert refused(lambda: opening(tmp_path / "lain.p12")) == "seal.no_p12"
    (tmp_path / "besar.p12").write_bytes(bytes(1_000_001))
    assert refused(lambda: opening(tmp_path / "besar.p12")) == "seal.no_p12"


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("P-256", {"first": NOW - timedelta(days=400), "days": 365}, "seal.expired"),
        ("P-256", {"first": NOW + timedelta(days=3)}, "seal.not_yet"),
        ("RSA 1024", {}, "seal.weak"),
        ("Ed25519", {}, "seal.kind"),
        ("P-256", {"signs": False}, "seal.usage"),
    ],
)
def test_a_key_that_readers_would_not_believe_signs_nothing(
    authority: Issued, tmp_path: Path, kind: str, values: dict[str, Any], code: str
) -> None:
    leaf = signing.issue(signing.key(kind), authority, **values)
    path = signing.p12(tmp_path / "k.p12", leaf, authority)
    assert refused(lambda: opening(path)) == code


def test_a_certificate_that_names_no_usage_may_sign(authority: Issued, tmp_path: Path) -> None:
    leaf = signing.issue(signing.key(), authority, usage=False)
    opening(signing.p12(tmp_path / "k.p12", leaf, authority))


def test_no_secret_is_in_what_is_shown_of_a_key(p12: Path) -> None:
    with seal_keys.opened(P12(p12), PASSWORD, NOW) as key:
        assert (key.owner, key.issuer) == (OWNER, "Penerbit Uji")
        assert PASSWORD not in repr(key)
        assert "signer" not in repr(key)


# -- timestamps ---------------------------------------------------------------------------


@pytest.fixture
def service(authority: Issued, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """A timestamp service behind `httpx.post`; what it was asked."""
    from asn1crypto import keys as asn1_keys
    from asn1crypto import pem
    from asn1crypto import x509 as asn1_x509

    leaf = signing.issue(signing.key("RSA 2048"), authority, name="Stempel Waktu Uji")
    der = pem.unarmor(leaf.pkcs8)[2]
    dummy = DummyTimeStamper(
        asn1_x509.Certificate.load(leaf.der), asn1_keys.PrivateKeyInfo.load(der)
    )
    asked: list[bytes] = []

    def post(url: str, *, content: bytes, **_: Any) -> httpx.Response:
        asked.append(content)
        answer = dummy.request_tsa_response(tsp.TimeStampReq.load(content))
        return httpx.Response(200, content=answer.dump(), request=httpx.Request("POST", url))

    monkeypatch.setattr(httpx, "post", post)
    return asked


def test_a_timestamp_service_vouches_for_the_moment(
    p12: Path, service: list[bytes], tmp_path: Path
) -> None:
    stamper = seals.stamper_of("http://waktu.example.id")
    with seal_keys.opened(P12(p12), PASSWORD, NOW) as key:
        made = seals.seal(PAPER, key, NOW, stamper)
    assert made.stamped
    assert service
    assert "Signature is Valid" in pdfsig(tmp_path, made.pdf)
    assert _has_timestamp(made.pdf)


def _has_timestamp(pdf: bytes) -> bool:
    from pyhanko.pdf_utils.reader import PdfFileReader

    attributes = PdfFileReader(BytesIO(pdf)).embedded_signatures[0].signer_info["unsigned_attrs"]
    return "signature_time_stamp_token" in [a["type"].native for a in attributes]


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ConnectError("no network"),
        httpx.Response(503),
        httpx.Response(200, content=b"<html>"),
        httpx.Response(200, content=bytes(200_000)),
    ],
    ids=["no network", "503", "no timestamp", "too large"],
)
def test_without_the_service_it_is_signed_all_the_same(
    p12: Path, monkeypatch: pytest.MonkeyPatch, answer: httpx.Response | Exception
) -> None:
    def post(url: str, **_: Any) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        answer.request = httpx.Request("POST", url)
        return answer

    monkeypatch.setattr(httpx, "post", post)
    stamper = timestamps.HttpStamper("http://waktu.example.id")
    with seal_keys.opened(P12(p12), PASSWORD, NOW) as key:
        made = seals.seal(PAPER, key, NOW, stamper)
    assert not made.stamped
    assert not _has_timestamp(made.pdf)
    assert seals.stamper_of("") is None


# -- certificates of a laptop ----------------------------------------------------------------


@pytest.fixture
def room(enrolled: Workspace, clock: ManualClock) -> tuple[Workspace, UUID]:
    """A laptop with one certificate, and its key."""
    held = open_session(enrolled)
    decision = judge(enrolled, add_product(enrolled, register(enrolled)), held, 3)
    return enrolled, certificates.issue(enrolled, decision)[0]


def seal_here(ws: Workspace, key: UUID, p12: Path) -> seals.Sealed:
    with seal_keys.opened(P12(p12), PASSWORD, NOW) as opened:
        return seals.seal_certificate(ws, key, opened)


def test_a_signed_certificate_is_that_file_for_ever(
    room: tuple[Workspace, UUID], p12: Path, root: str
) -> None:
    ws, key = room
    confirm(ws, key, root)
    print_counts.count(ws, [key])
    ws.save_settings(replace(ws.settings, signing_mode="tte_draft"))
    assert "SALINAN" in whole_text(pdfs.certificate_pdf(ws, key))
    assert seals.unsealed(ws, [key]) == [key]
    made = seal_here(ws, key, p12)
    text = whole_text(made.pdf)
    assert "SALINAN" not in text
    assert "DRAF" not in text
    print_counts.count(ws, [key])
    assert pdfs.certificate_pdf(ws, key) == made.pdf
    assert seals.unsealed(ws, [key]) == []
    assert refused(lambda: pdfs.certificate_data(ws, key)) == "certificate.sealed"
    assert refused(lambda: seal_here(ws, key, p12)) == "seal.already"
    assert pdfs.certificate_pdf(ws, key) == made.pdf
    assert list(pdfs.sealed_file(ws, key).parent.iterdir()) == [pdfs.sealed_file(ws, key)]
    assert seals.seal_view(ws, key).state is SealState.SEALED


def test_other_laptops_are_told_where_the_signed_file_is(
    room: tuple[Workspace, UUID], p12: Path, root: str
) -> None:
    """It does not travel, and nobody shall sign a second one unknowingly."""
    ws, key = room
    confirm(ws, key, root)
    ws.save_settings(replace(ws.settings, seal_file=str(p12)))
    assert seals.seal_view(ws, key).state is SealState.SEALABLE
    other = UUID(int=77)  # as a sync brings them
    laptops.insert(ws.db, "device", other, code="B2", name="Laptop Budi", public_key="")
    with ws.change() as recorder:
        event = recorder.tell("certificate.sealed", recorder.session.get_one(Certificate, key))
        event.device_id = other
    assert seals.seal_view(ws, key) == SealView(SealState.ELSEWHERE, "B2")
    assert seals.unsealed(ws, [key]) == seals.waiting(ws) == []
    seal_here(ws, key, p12)
    assert seals.seal_view(ws, key).state is SealState.SEALED, "the other laptop was lost"
    with ws.db.read() as session:
        product = session.get_one(Certificate, key).product_id
    told_by = [x.device for x in stories.of_product(ws, product).lines if "sealed" in x.verb]
    assert len(told_by) == 2


def test_what_the_centre_has_not_confirmed_is_not_signed(
    room: tuple[Workspace, UUID], p12: Path
) -> None:
    ws, key = room
    assert seals.unsealed(ws, [key]) == []
    assert refused(lambda: seal_here(ws, key, p12)) == "seal.not_final"
    assert not pdfs.sealed_file(ws, key).exists()


def test_a_laptop_signs_with_what_it_is_set_to(ws: Workspace, tmp_path: Path) -> None:
    assert seals.source_of(ws) is None
    ws.save_settings(replace(ws.settings, seal_file=str(tmp_path / "a.p12")))
    assert seals.source_of(ws) == P12(tmp_path / "a.p12")
    said = replace(ws.settings, seal_module="/m.so", seal_token="Dinas", seal_key="ttd")
    ws.save_settings(said)
    assert seals.source_of(ws) == seal_keys.Token(Path("/m.so"), "Dinas", "ttd")
