"""Products that came up to provinsi, and lists as other offices send them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl

from app.domain.terms import DocumentType, Level, PhotoRole
from app.services import businesses, certificates, photographs, products
from app.services.businesses import BusinessForm
from app.services.products import DocumentForm, ProductForm
from app.services.workspace import Workspace
from tests.photos.pictures import encoded, noisy
from tests.services.field import WARD, judge, open_session

NIB = "9120001234567"
HALAL = "ID31110000000010123"
PIRT = "215317401000131"
LATER = date(2028, 5, 1)


def dapur(ws: Workspace, name: str = "Dapur Sari", **values: Any) -> UUID:
    """A business with everything that e-order asks for."""
    whole = BusinessForm(
        name=name,
        owner_name="Sari Wulandari",
        ward_code=WARD,
        consent=True,
        nib=NIB,
        nik="3174044509900001",
        jakpreneur_id="JKP-0001",
        phone="081234567890",
        address="Jl. Contoh No. 1",
        rt="3",
        rw="4",
    )
    return businesses.save(ws, replace(whole, **values))[0]


def kue(
    ws: Workspace,
    business: UUID,
    name: str = "Kue Kering",
    *,
    photos: int = 3,
    halal_until: date | None = None,
    **values: Any,
) -> UUID:
    """A packaged food with its papers and photographs."""
    documents = (
        DocumentForm(DocumentType.PIRT, PIRT, LATER, of_product=True),
        DocumentForm(DocumentType.HALAL, HALAL, halal_until, of_product=True),
    )
    filled = {"category": "MKN", "price": 35_000, "net_content": "250 g", **values}
    product, _ = products.save(ws, business, ProductForm(name=name, documents=documents, **filled))
    roles = (PhotoRole.LABEL, PhotoRole.FRONT, PhotoRole.CONTENT)
    for number in range(photos):
        data = encoded(noisy((64, 48), number + len(name)))
        added = photographs.add_bytes(ws, product, data, f"foto{number}.jpg")
        photographs.set_role(ws, added.photo_ids[0], roles[number])
    return product


def passed(ws: Workspace, product: UUID, level: Level = Level.PROVINCE) -> UUID:
    """The product passes every level up to this one and has the certificates; the last one."""
    regions = {Level.DISTRICT: WARD[:8], Level.CITY: WARD[:5], Level.PROVINCE: WARD[:2]}
    certificate = product
    for step in list(Level)[: list(Level).index(level) + 1]:
        held = open_session(ws, step, regions[step], name=f"Kurasi {step.term}")
        certificate = certificates.issue(ws, judge(ws, product, held, 4))[0]
    return certificate


def ready(ws: Workspace, name: str = "Kue Kering", **values: Any) -> UUID:
    """A product that may be registered."""
    product = kue(ws, dapur(ws, **values), name)
    passed(ws, product)
    return product


RECAP = (
    *("No Transaksi", "Baris", "Tanggal", "SKPD", "NIB", "Nama Usaha", "Nama Produk"),
    *("Kategori", "Nilai"),
)


def recap_row(number: object = "TRX-1", **values: Any) -> list[Any]:
    """One line of a recap."""
    filled = {
        "No Transaksi": number,
        "Baris": 1,
        "Tanggal": "20/11/2026",
        "SKPD": "Dinas Sosial",
        "NIB": NIB,
        "Nama Usaha": "Dapur Sari",
        "Nama Produk": "Kue Kering",
        "Kategori": "Snack",
        "Nilai": "Rp1.250.000,00",
        **values,
    }
    return [filled[heading] for heading in RECAP]


def csv_file(path: Path, rows: Iterable[Sequence[Any]], delimiter: str = ";") -> Path:
    """A CSV as a spreadsheet saves it."""

    def cell(value: Any) -> str:
        text = "" if value is None else str(value)
        quoted = any(sign in text for sign in (delimiter, '"', "\n"))
        return '"{}"'.format(text.replace('"', '""')) if quoted else text

    lines = (delimiter.join(cell(value) for value in row) for row in rows)
    path.write_bytes(("\ufeff" + "\r\n".join(lines)).encode("utf-8"))
    return path


def xlsx_file(path: Path, rows: Iterable[Sequence[Any]]) -> Path:
    """A workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path
