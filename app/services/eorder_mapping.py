"""How products are handed to e-order and how its lists are read: data, not code.

resources/eorder_mapping.json says columns, formats, photographs and headings. The official
format is not published, so it is a proposal with a version; a mapping that asks for what must
not leave the register (the NIK, say) is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from app.domain.names import fold
from app.domain.rubric import rubric_rev
from app.domain.terms import Category, DocumentType, PhotoRole, Term

FIELDS = frozenset(
    {
        *("product_code", "product_name", "category", "price", "net_content", "shelf_life_days"),
        *("description", "ingredients", "business_name", "brand", "owner_name", "jakpreneur_id"),
        *("nib", "phone", "address", "rt_rw", "ward", "district", "city"),
        *("certificate_no", "grade", "certificate_until"),
        *(f"document.{kind}" for kind in DocumentType),
        *(f"document_until.{kind}" for kind in DocumentType),
        *(f"photo.{number}" for number in range(1, 11)),
    }
)
"""What a column may be filled from. NIK and NPWP are not among them and never will be."""

_NAME_PARTS = frozenset({"nib", "product_code", "number"})


class Format(Term):
    """How a column is written."""

    TEXT = "text", "Teks"
    DIGITS = "digits", "Nomor yang harus tetap teks"
    NUMBER = "number", "Angka"
    RUPIAH = "rupiah", "Rupiah"
    DATE = "date", "Tanggal hh/bb/tttt"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the registration; `max` letters at most, `pattern` the whole must match."""

    heading: str
    field: str
    format: Format
    required: bool
    max: int
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Photographs:
    """Which photographs, how large, and what their files are called."""

    name: str
    side: int
    square: bool
    max_kb: int
    order: tuple[PhotoRole, ...]

    def file_name(self, nib: str, product_code: str, number: int) -> str:
        """`2507230000001_KL-1A2B3C4D5E6F_1.jpg`; safe on every system."""
        made = self.name.format(nib=nib or "tanpa-nib", product_code=product_code, number=number)
        return re.sub(r"[^A-Za-z0-9._-]+", "-", made)


@dataclass(frozen=True, slots=True)
class Headings:
    """What a list that is read calls its columns; of `either` one must be there at least."""

    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    either: tuple[str, ...]

    def first(self, name: str) -> str:
        """What a column is called when we speak of it."""
        return self.columns[name][0]


@dataclass(frozen=True, slots=True)
class EorderMapping:
    """The whole mapping; `rev` is the hash of its data, `mark` names both on a record."""

    source: str
    version: int
    rev: str
    target: int
    days_left: int
    stem: str
    sheet: str
    photo_folder: str
    delimiter: str
    digits_as_formula: bool
    columns: tuple[Column, ...]
    photos: Photographs
    tables: Mapping[str, Headings]
    categories: Mapping[str, Category]

    @property
    def mark(self) -> str:
        """`1-3f2a91c07b44`."""
        return f"{self.version}-{self.rev[:12]}"

    @property
    def photo_columns(self) -> tuple[tuple[int, Column], ...]:
        """The columns that name photographs, each with its number from 1."""
        return tuple(
            (int(c.field.removeprefix("photo.")), c)
            for c in self.columns
            if c.field.startswith("photo.")
        )

    def category(self, text: str) -> Category | None:
        """The category that a list means by `text`, if that is known."""
        return self.categories.get(fold(text))


@lru_cache(maxsize=4)
def mapping(resources: Path) -> EorderMapping:
    """The mapping as shipped, from resources/eorder_mapping.json."""
    return read_mapping(json.loads((resources / "eorder_mapping.json").read_text("utf-8")))


def read_mapping(body: Mapping[str, Any]) -> EorderMapping:
    """The mapping in its JSON; ValueError says what is wrong with it."""
    columns = tuple(_column(entry) for entry in body["columns"])
    headings = [column.heading for column in columns]
    if len(set(headings)) < len(headings):
        raise ValueError("a heading stands there twice")
    file = body["file"]
    if len(file["delimiter"]) != 1:
        raise ValueError("the delimiter is one character")
    return EorderMapping(
        source=body["source"],
        version=int(body["version"]),
        rev=rubric_rev(body),
        target=int(body["target"]),
        days_left=int(body["days_left"]),
        stem=file["stem"],
        sheet=file["sheet"],
        photo_folder=file["photo_folder"],
        delimiter=file["delimiter"],
        digits_as_formula=bool(file["digits_as_formula"]),
        columns=columns,
        photos=_photographs(body["photos"]),
        tables={name: _headings(entry) for name, entry in body["tables"].items()},
        categories=_categories(body["categories"]),
    )


def _column(entry: Mapping[str, Any]) -> Column:
    if entry["field"] not in FIELDS:
        raise ValueError(f"column {entry['heading']!r}: no field {entry['field']!r}")
    pattern = entry.get("pattern", "")
    re.compile(pattern)
    return Column(
        heading=entry["heading"],
        field=entry["field"],
        format=Format(entry["format"]),
        required=bool(entry["required"]),
        max=int(entry["max"]),
        pattern=pattern,
    )


def _photographs(entry: Mapping[str, Any]) -> Photographs:
    parts = {name for _, name, _, _ in Formatter().parse(entry["name"]) if name is not None}
    if not parts <= _NAME_PARTS or not {"product_code", "number"} <= parts:
        raise ValueError(f"the name of photographs may hold {', '.join(sorted(_NAME_PARTS))}")
    if not 100 <= int(entry["side"]) <= 4000 or int(entry["max_kb"]) < 20:
        raise ValueError("photographs are 100 to 4000 px and at least 20 kB")
    return Photographs(
        name=entry["name"],
        side=int(entry["side"]),
        square=bool(entry["square"]),
        max_kb=int(entry["max_kb"]),
        order=tuple(PhotoRole(role) for role in entry["order"]),
    )


def _headings(entry: Mapping[str, Any]) -> Headings:
    columns = {name: tuple(words) for name, words in entry["columns"].items()}
    every = [fold(word) for words in columns.values() for word in words]
    if len(set(every)) < len(every):
        twice = sorted({word for word in every if every.count(word) > 1})
        raise ValueError(f"headings of two columns: {', '.join(twice)}")
    unknown = {*entry["required"], *entry["either"]} - set(columns)
    if unknown:
        raise ValueError(f"no columns {', '.join(sorted(unknown))}")
    return Headings(columns, tuple(entry["required"]), tuple(entry["either"]))


def _categories(entry: Mapping[str, Any]) -> dict[str, Category]:
    found: dict[str, Category] = {}
    for code, words in entry.items():
        for word in (code, *words):
            if fold(word) in found:
                raise ValueError(f"the word {word!r} means two categories")
            found[fold(word)] = Category(code)
    return found
