"""The sample data is consistent, well-formed and plainly invented."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stdnum import luhn

from app.photos.drawing import KINDS, PALETTES

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
STYLES = {"excellent", "good", "fair", "weak", "critical", "in_process"}
CATEGORIES = {"MKN", "MNM", "SAJ", "FSY", "KRY", "KOS"}
NUMBERS = {
    "NIB": r"\d{13}",
    "PIRT": r"[1-8]\d{14}",
    "BPOM": r"NA\d{11}|MD\d{12}",
    "PKRT": r"PKD \d{11}",
    "HALAL": r"ID\d{17}",
    "NON_HALAL_STATEMENT": r"\d{4}/STH/CONTOH",
    "TRADEMARK": r"IDM\d{9}",
    "SLHS": r"\d{4}/SLHS/CONTOH",
}
BUSINESS_KEYS = {
    "name", "brand", "owner_name", "ward_code", "rt", "rw", "address", "nik", "nib", "npwp",
    "phone", "jakpreneur_id", "registered_days_ago", "women_led", "products",
}  # fmt: skip
PRODUCT_KEYS = {
    "name", "category", "price", "net_content", "shelf_life_days", "description", "drawing",
    "documents", "scores",
}  # fmt: skip


@pytest.fixture(scope="module")
def businesses() -> list[dict[str, Any]]:
    sample = json.loads((RESOURCES / "sample" / "sample.json").read_text(encoding="utf-8"))
    assert "contoh" in sample["note"].lower()
    found: list[dict[str, Any]] = sample["businesses"]
    return found


@pytest.fixture(scope="module")
def products(businesses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [product for business in businesses for product in business["products"]]


@pytest.fixture(scope="module")
def wards() -> set[str]:
    with (RESOURCES / "regions" / "wilayah_dki.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file) if row["level"] == "kelurahan"}


def test_counts_and_keys(businesses: list[dict[str, Any]], products: list[dict[str, Any]]) -> None:
    assert (len(businesses), len(products)) == (40, 60)
    assert all(set(business) == BUSINESS_KEYS for business in businesses)
    assert all(set(product) == PRODUCT_KEYS for product in products)
    assert {product["category"] for product in products} == CATEGORIES
    assert all(business["products"] for business in businesses)


def test_everything_says_it_is_a_sample(businesses: list[dict[str, Any]]) -> None:
    for business in businesses:
        for key in ("name", "brand", "owner_name", "address", "jakpreneur_id"):
            assert "contoh" in business[key].lower(), business[key]


def test_names_and_numbers_are_unique(
    businesses: list[dict[str, Any]], products: list[dict[str, Any]]
) -> None:
    for key in ("name", "nik", "nib", "phone", "jakpreneur_id"):
        assert len({business[key] for business in businesses}) == len(businesses)
    assert len({product["name"] for product in products}) == len(products)
    drawings = {tuple(product["drawing"].items()) for product in products}
    assert len(drawings) == len(products)
    numbers = Counter(document["number"] for p in products for document in p["documents"])
    assert set(numbers.values()) == {1}


def test_all_six_cities_and_many_districts(
    businesses: list[dict[str, Any]], wards: set[str]
) -> None:
    codes = {business["ward_code"] for business in businesses}
    assert codes <= wards
    assert {code[:5] for code in codes} == {"31.01", "31.71", "31.72", "31.73", "31.74", "31.75"}
    assert len({code[:8] for code in codes}) >= 25


def test_business_identifiers_are_well_formed(businesses: list[dict[str, Any]]) -> None:
    for business in businesses:
        assert re.fullmatch(r"\d{13}", business["nib"])
        assert re.fullmatch(r"08\d{8,11}", business["phone"])
        assert re.fullmatch(r"\d{3}", business["rt"])
        assert re.fullmatch(r"\d{3}", business["rw"])
        assert business["registered_days_ago"] > 0
        npwp = business["npwp"]
        if npwp is not None:
            assert re.fullmatch(r"\d{16}", npwp)
            assert npwp == business["nik"] or (npwp[0] == "0" and luhn.is_valid(npwp[1:10]))


def test_niks_have_a_date_and_mostly_a_district_of_jakarta(
    businesses: list[dict[str, Any]],
) -> None:
    at_home = 0
    for business in businesses:
        nik = business["nik"]
        assert re.fullmatch(r"\d{16}", nik)
        day = int(nik[6:8]) - (40 if business["women_led"] else 0)
        assert date(1900 + int(nik[10:12]), int(nik[8:10]), day)
        assert nik[12:14] == "00"
        assert nik[12:] != "0000"
        at_home += nik[:6] == business["ward_code"][:8].replace(".", "")
    assert len(businesses) * 0.9 <= at_home < len(businesses)


def test_documents_are_well_formed(businesses: list[dict[str, Any]]) -> None:
    for business in businesses:
        for product in business["products"]:
            types = [document["type"] for document in product["documents"]]
            assert len(types) == len(set(types))
            for document in product["documents"]:
                assert re.fullmatch(NUMBERS[document["type"]], document["number"]), document
                if document["type"] == "NIB":
                    assert document["number"] == business["nib"]
            assert not {"HALAL", "NON_HALAL_STATEMENT"} <= set(types)


def test_documents_fit_the_category(products: list[dict[str, Any]]) -> None:
    allowed = {
        "PIRT": {"MKN", "MNM"},
        "PKRT": {"KOS"},
        "SLHS": {"SAJ"},
        "HALAL": {"MKN", "MNM", "SAJ", "KOS"},
        "BPOM": {"KOS", "MKN"},
    }
    for product in products:
        for document in product["documents"]:
            assert product["category"] in allowed.get(document["type"], CATEGORIES), product


def test_some_permits_are_expired_and_some_nearly(products: list[dict[str, Any]]) -> None:
    permits = [document for product in products for document in product["documents"]]
    left = [d["valid_until_days"] for d in permits if d["valid_until_days"] is not None]
    assert sum(days < 0 for days in left) >= 3
    assert all(d["type"] == "PIRT" for d in permits if (d["valid_until_days"] or 0) < 0)
    assert sum(0 < days <= 60 for days in left) >= 4


def test_scores_are_mostly_good(products: list[dict[str, Any]]) -> None:
    styles = Counter(p["scores"]["style"] for p in products if p["scores"] is not None)
    assert set(styles) == STYLES
    assert 36 <= styles.total() <= 44
    assert styles["good"] + styles["excellent"] > styles.total() / 2


def test_top_scores_have_the_papers_to_match(products: list[dict[str, Any]]) -> None:
    for product in products:
        if product["scores"] is None or product["scores"]["style"] not in ("good", "excellent"):
            continue
        left = [d["valid_until_days"] for d in product["documents"]]
        assert all(days is None or days > 0 for days in left), product["name"]
        if product["category"] in ("MKN", "MNM"):
            types = {document["type"] for document in product["documents"]}
            assert "HALAL" in types
            assert types & {"PIRT", "BPOM"}


def test_prices_and_shelf_lives(products: list[dict[str, Any]]) -> None:
    for product in products:
        assert 10_000 <= product["price"] <= 400_000
        assert product["price"] % 1000 == 0
        if product["category"] in ("MKN", "MNM", "KOS"):
            assert product["shelf_life_days"] >= 7
            assert product["net_content"]
        if product["category"] in ("FSY", "KRY"):
            assert product["shelf_life_days"] is None
        assert 20 <= len(product["description"]) <= 120


def test_drawings_can_be_drawn(products: list[dict[str, Any]]) -> None:
    drawings = [product["drawing"] for product in products]
    assert {drawing["kind"] for drawing in drawings} == set(KINDS)
    assert {drawing["palette"] for drawing in drawings} <= set(PALETTES)
    assert all(1 <= len(drawing["label"]) <= 20 for drawing in drawings)
    assert Counter(d["defect"] for d in drawings) == {None: 58, "dark": 1, "blur": 1}
