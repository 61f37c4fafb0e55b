"""What is wrong with edited rules of entry: which channel, which field, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.market.channels import Channel
from app.domain.regions import is_region_code
from app.domain.terms import Category, DocumentType, Grade, Level, Outcome, Term

_MOST_PHOTOS, _MOST_DAYS = 20, 3650


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `channel` and `field` are '' where it is about the whole."""

    channel: str
    field: str
    what: str

    def __str__(self) -> str:
        place = " · ".join(part for part in (self.channel, self.field) if part)
        return f"{place}: {self.what}" if place else self.what


def problems(data: object) -> tuple[Problem, ...]:
    """Everything that keeps `data` from being rules of entry; empty when nothing does."""
    if not isinstance(data, Mapping) or not isinstance(data.get("channels"), list):
        return (Problem("", "", "Berkas ini tidak memuat daftar “channels”."),)
    return tuple(_of_channels(data["channels"]))


def _of_channels(entries: list[Any]) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, entry in enumerate(entries, 1):
        if not isinstance(entry, Mapping):
            yield Problem(f"kanal ke-{at}", "", "bukan sebuah objek.")
            continue
        code = entry.get("channel")
        if not isinstance(code, str) or code not in set(Channel):
            yield Problem(f"kanal ke-{at}", "channel", f"harus salah satu dari {_some(Channel)}.")
            continue
        name = Channel(code).term
        if code in seen:
            yield Problem(name, "channel", "tertulis dua kali.")
        seen.add(code)
        yield from _of_channel(name, entry)
    for channel in Channel:
        if channel not in seen:
            yield Problem(channel.term, "", "aturannya tidak ada; keenam kanal harus lengkap.")


def _of_channel(name: str, entry: Mapping[str, Any]) -> Iterator[Problem]:
    for field in sorted(set(entry) - {"channel", *_CHECKS}):
        yield Problem(name, field, "isian ini tidak dikenal.")
    for field, check in _CHECKS.items():
        if field not in entry:
            yield Problem(name, field, "isian ini tidak ada.")
        elif what := check(entry[field]):
            yield Problem(name, field, what)


def _some(terms: Iterable[Term]) -> str:
    return ", ".join(str(term) for term in terms)


def _one_of(kind: type[Term]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        known = isinstance(value, str) and value in set(kind)
        return "" if known else f"harus salah satu dari {_some(kind)}."

    return check


def _list_of(kind: type[Term], *, empty: bool) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, list):
            return "harus berupa daftar."
        if not value and not empty:
            return "tidak boleh kosong."
        for item in value:
            if not isinstance(item, str) or item not in set(kind):
                return f"“{item}” tidak dikenal; pilihannya {_some(kind)}."
        return "" if len(set(value)) == len(value) else "ada isian yang tertulis dua kali."

    return check


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "harus true atau false."


def _number(most: int) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return "" if whole and 0 <= value <= most else f"harus bilangan bulat 0 sampai {most}."

    return check


def _regions(value: Any) -> str:
    if not isinstance(value, list):
        return "harus berupa daftar kode wilayah."
    for code in value:
        if not isinstance(code, str) or not is_region_code(code):
            return f"“{code}” bukan kode wilayah, mis. 31 atau 31.74."
    return ""


def _documents(value: Any) -> str:
    if not isinstance(value, Mapping):
        return "harus berupa objek: kategori ke daftar kelompok dokumen."
    for category, groups in value.items():
        if category != "*" and category not in set(Category):
            return f"kategori “{category}” tidak dikenal; pilihannya *, {_some(Category)}."
        if not isinstance(groups, list):
            return f"kategori {category}: harus berupa daftar kelompok."
        for group in groups:
            if what := _GROUP(group):
                return f"kategori {category}: kelompok dokumen {what}"
    return ""


_GROUP = _list_of(DocumentType, empty=False)

_CHECKS: Mapping[str, Callable[[Any], str]] = {
    "level": _one_of(Level),
    "outcomes": _list_of(Outcome, empty=False),
    "grade": _one_of(Grade),
    "categories": _list_of(Category, empty=True),
    "certificate": _flag,
    "photos": _number(_MOST_PHOTOS),
    "documents": _documents,
    "once_ever": _flag,
    "cooling_days": _number(_MOST_DAYS),
    "regions": _regions,
}
