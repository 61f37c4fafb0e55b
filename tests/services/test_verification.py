"""Checking a certificate without a network: the genuine one, and every forgery of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import segno
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.terms import Grade, Level
from app.errors import UserError
from app.models.entities import Certificate
from app.photos.workshop import Lease
from app.protocol import keys
from app.protocol.token import TokenStatus
from app.protocol.verdict import Unchecked, Verdict
from app.services import certificates, pdfs, verification
from app.services.verification import Checked
from app.services.workspace import Workspace
from tests.conftest import NOW, OpenWorkspace
from tests.photos.pictures import encoded, noisy
from tests.photos.test_intake import bare_png
from tests.services.conftest import started
from tests.services.field import HOST, add_product, enrol, judge, open_session, register


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, root: str) -> Path:
    """An enrolled laptop that has issued one certificate."""
    ws = started(tmp_path_factory.mktemp("kantor"))
    enrol(ws, root)
    product = add_product(ws, register(ws, "Dapur Sari & Rasa"), "Kain Lasem")
    certificates.issue(ws, judge(ws, product, open_session(ws), 3))
    ws.close()
    return ws.folder


@pytest.fixture
def enrolled(open_workspace: OpenWorkspace, office: Path) -> Workspace:
    """A copy of it."""
    return open_workspace(source=office)


@pytest.fixture
def issued(enrolled: Workspace) -> UUID:
    with enrolled.db.read() as session:
        return session.scalars(sa.select(Certificate.id)).one()


@pytest.fixture
def code(enrolled: Workspace, issued: UUID) -> str:
    with enrolled.db.read() as session:
        return session.get_one(Certificate, issued).payload


def refusal(ws: Workspace, text: str, *roots: str) -> str:
    with pytest.raises(UserError) as caught:
        verification.verify_text(ws, text, roots)
    assert caught.value.todo
    return caught.value.code


def test_from_paper_to_verdict(enrolled: Workspace, issued: UUID, tmp_path: Path) -> None:
    pdf = tmp_path / "sertifikat.pdf"
    pdf.write_bytes(pdfs.certificate_pdf(enrolled, issued))
    (text,) = verification.read_codes(enrolled.workshop, pdf)
    assert text.startswith(f"HTTPS://{HOST.upper()}/#")
    with enrolled.db.read() as session:
        number = session.get_one(Certificate, issued).register_no
    assert verification.verify_text(enrolled, text) == Checked(
        status=TokenStatus.PROVISIONAL,
        register_no=number,
        business="Dapur Sari & Rasa",
        product="Kain Lasem",
        level=Level.DISTRICT,
        grade=Grade.B,
        total=7500,
        issued_on="2026-11-21",
        valid_until="2028-11-21",
        signed_by="laptop A7",
        verdict=Verdict.UNCHECKED,
        why=Unchecked.NO_LIST,
    )


def test_another_laptop_believes_it_too(
    open_workspace: OpenWorkspace, enrolled: Workspace, code: str, root: str
) -> None:
    other = open_workspace("dua")
    assert refusal(other, code) == "verify.no_key"
    public = keys.public_text(root)
    genuine = verification.verify_text(enrolled, code)
    assert verification.verify_text(other, code, (public,)) == genuine
    enrol(other, root, device="B1", name="Budi")
    assert verification.verify_text(other, f"  {code.lower()}\n") == genuine


def test_no_changed_character_passes(enrolled: Workspace, code: str) -> None:
    verification.verify_text(enrolled, code)
    start = code.index("#") + 1
    believed = []
    for place in range(start, len(code)):
        other = "B" if code[place] == "A" else "A"
        changed = code[:place] + other + code[place + 1 :]
        try:
            believed.append((place, verification.verify_text(enrolled, changed)))
        except UserError as error:
            assert error.code == "verify.forged"  # noqa: PT017 - either way is right
    assert believed == []


@pytest.mark.parametrize("text", ["#", "HTTPS://X/#AAAA", "é#ü", "A" * 5000])
def test_what_is_no_code_of_ours(enrolled: Workspace, text: str) -> None:
    assert refusal(enrolled, text) == "verify.forged"


@pytest.mark.parametrize("text", ["", "halo", "https://contoh.example.id/", "K-31.74.04-A0-2026-1"])
def test_what_nobody_meant_as_a_code_is_no_forgery(enrolled: Workspace, text: str) -> None:
    assert refusal(enrolled, text) == "verify.not_a_code"


def test_cut_and_lengthened_codes(enrolled: Workspace, code: str) -> None:
    for text in (code[:-8], code[:-1], code + "A", code + "AAAAAAAA"):
        assert refusal(enrolled, text) == "verify.forged"


def test_an_unknown_key(open_workspace: OpenWorkspace, code: str) -> None:
    other = open_workspace("dua")
    stranger = keys.new_private_key()
    assert refusal(other, code, keys.public_text(stranger)) == "verify.forged"
    enrol(other, stranger)
    assert refusal(other, code) == "verify.forged"


@pytest.mark.parametrize("key", ["", "bukan kunci", "AAAA", "é"])
def test_a_root_key_that_is_none(enrolled: Workspace, code: str, key: str) -> None:
    assert refusal(enrolled, code, key) == "verify.bad_key"


def test_expired_the_day_after(enrolled: Workspace, code: str, clock: ManualClock) -> None:
    statuses = []
    for day in ("2028-11-21", "2028-11-22"):
        clock.moment = NOW.fromisoformat(f"{day}T03:00:00+00:00")
        statuses.append(str(verification.verify_text(enrolled, code).status))
    assert statuses == ["provisional", "expired"]


def test_practice_is_named(enrolled: Workspace) -> None:
    assert refusal(enrolled, " latihan K-31.74.04-00-2026-00001-X") == "verify.training"
    address = "https://periksa.example/#LATIHAN%20K-31.74.04-00-2026-00001-X"
    assert refusal(enrolled, address) == "verify.training"


def qr(folder: Path, *texts: str) -> Path:
    """A picture with these codes below each other."""
    from PIL import Image

    page = Image.new("RGB", (700, 700 * len(texts)), "white")
    for place, text in enumerate(texts):
        one = folder / "satu.png"
        segno.make(text, error="m", micro=False).save(str(one), scale=4, border=4)
        with Image.open(one) as image:
            page.paste(image.convert("RGB"), (0, 700 * place))
    path = folder / "foto.jpg"
    page.save(path)
    return path


def test_our_code_before_others(enrolled: Workspace, code: str, tmp_path: Path) -> None:
    found = verification.read_codes(
        enrolled.workshop, qr(tmp_path, "00020101021126570011ID.DANA", code)
    )
    assert len(found) == 2
    assert found[0] == code


def test_files_that_cannot_be_read(warm_workshop: Lease, tmp_path: Path) -> None:
    cases = {
        "hilang.pdf": None,
        "kosong.pdf": b"",
        "rusak.pdf": b"%PDF-1.7 rusak",
        "surat.txt": b"halo",
        "bom.png": bare_png(30_000, 30_000),
        "terpotong.jpg": encoded(noisy((64, 48)))[:500],
    }
    for name, data in cases.items():
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(UserError) as caught:
            verification.read_codes(warm_workshop, path)
        assert caught.value.code == "verify.cannot_read", name
        assert name in caught.value.what


def test_a_picture_without_a_code(warm_workshop: Lease, tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(encoded(noisy((64, 48))))
    with pytest.raises(UserError) as caught:
        verification.read_codes(warm_workshop, path)
    assert caught.value.code == "verify.no_code"


def test_a_page_as_large_as_a_house(warm_workshop: Lease, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "spanduk.pdf"
    canvas = Canvas(str(path), pagesize=(14_400, 14_400))
    canvas.showPage()
    canvas.save()
    with pytest.raises(UserError) as caught:
        verification.read_codes(warm_workshop, path)
    assert caught.value.code == "verify.no_code"


def test_a_laptop_on_which_nobody_started(tmp_path: Path, clock: ManualClock, code: str) -> None:
    from app.ids import IdMaker
    from app.paths import RESOURCES

    folder = tmp_path / "baru"
    fresh = Workspace(folder, folder / "s.toml", RESOURCES, clock, IdMaker(clock))
    try:
        assert refusal(fresh, code) == "verify.no_key"
    finally:
        fresh.close()


def test_days_of_a_delegation_end(enrolled: Workspace, code: str, clock: ManualClock) -> None:
    """What was signed in time stays genuine after the delegation has ended."""
    clock.advance(timedelta(days=90))
    assert verification.verify_text(enrolled, code).status == "provisional"
