"""Who may enter a market channel on a day, why not yet, and what would change it.

The rules are data (resources/channels.json): level, grade, category, documents in force on the
day, once only, cooling-off, home region. programmes.md of the press says what is known; the
numbers are proposals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from app.domain.dates import long_date
from app.domain.regions import any_covers
from app.domain.terms import Category, DocumentType, Grade, Level, Outcome, Term

_GRADES, _LEVELS = tuple(Grade), tuple(Level)
_ANY = "*"

DocumentGroups = tuple[tuple[DocumentType, ...], ...]
"""All groups are needed; of each group any one document will do."""


class Channel(Term):
    """Kanal pasar."""

    EORDER = "eorder", "e-order"
    GEBETAN = "gebetan", "Gebetan UMKM"
    MALL = "mall", "Goes To Mall"
    BAZAAR = "bazaar", "Bazar"
    FRIDAY = "friday", "Jumat Beli Lokal"
    EXHIBITION = "exhibition", "Pameran luar negeri"


class Why(Term):
    """Why a product may not enter yet."""

    CLOSED = "closed", "Usaha tutup"
    NOT_CURATED = "not_curated", "Belum lulus kurasi"
    LEVEL = "level", "Jenjang kurasi belum cukup"
    GRADE = "grade", "Kelas belum cukup"
    CATEGORY = "category", "Bukan kategori kanal ini"
    REGION = "region", "Di luar wilayah"
    CERTIFICATE = "certificate", "Sertifikat tidak berlaku"
    DOCUMENT = "document", "Dokumen tidak berlaku"
    PHOTOS = "photos", "Foto kurang"
    ONCE = "once", "Sudah pernah ikut"
    COOLING = "cooling", "Masih masa jeda"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what is missing and what would change it, both in Indonesian.

    `opens` is the first day on which it holds no more by itself; None when somebody must act or
    nothing can be done.
    """

    why: Why
    what: str
    todo: str
    opens: date | None = None


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """The rules of one channel. `documents` by category, `"*"` for those not named."""

    channel: Channel
    level: Level
    outcomes: frozenset[Outcome]
    grade: Grade
    categories: frozenset[Category]
    certificate: bool
    photos: int
    documents: Mapping[str, DocumentGroups]
    once_ever: bool
    cooling_days: int
    regions: tuple[str, ...]

    def documents_for(self, category: Category) -> DocumentGroups:
        """What a product of `category` needs."""
        return self.documents.get(str(category), self.documents.get(_ANY, ()))


@dataclass(frozen=True, slots=True)
class Result:
    """The decision that stands at one level."""

    level: Level
    outcome: Outcome
    grade: Grade


@dataclass(frozen=True, slots=True)
class Offered:
    """A product as a channel looks at it.

    `documents` are those in hand with their last day (None: without end); `certificate_until`
    the last day of the certificate of the highest level, None when there is none that stands;
    `taken` the days on which the business had a place in a channel.
    """

    category: Category
    region: str
    active: bool
    results: tuple[Result, ...]
    certificate_until: date | None
    documents: Mapping[DocumentType, date | None]
    photos: int
    taken: Mapping[Channel, tuple[date, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a product may enter a channel on a day.

    `until` is the last day on which that stays so if nothing else changes; None: without end,
    or not allowed.
    """

    channel: Channel
    reasons: tuple[Reason, ...]
    until: date | None

    @property
    def allowed(self) -> bool:
        """Boleh."""
        return not self.reasons

    @property
    def opens(self) -> date | None:
        """The day from which it is allowed without anybody doing a thing, if there is one."""
        days = [reason.opens for reason in self.reasons]
        if not days or None in days:
            return None
        return max(day for day in days if day is not None)


def standing(rules: ChannelRules, product: Offered, day: date) -> Standing:
    """Boleh, or belum with every reason at once."""
    reasons = (
        *_active(product),
        *_curated(rules, product),
        *_category(rules, product),
        *_region(rules, product),
        *_certificate(rules, product, day),
        *_documents(rules, product, day),
        *_photos(rules, product),
        *_turn(rules, product, day),
    )
    return Standing(rules.channel, reasons, None if reasons else _last_day(rules, product, day))


def _active(product: Offered) -> Iterator[Reason]:
    if not product.active:
        yield Reason(Why.CLOSED, "Usaha ini tercatat tutup.", "Aktifkan lagi bila sudah berjualan.")


def _curated(rules: ChannelRules, product: Offered) -> Iterator[Reason]:
    """The best of the results that are high enough counts, so that a level more never harms."""
    good = [r for r in product.results if r.outcome in rules.outcomes]
    if not good:
        yield Reason(
            Why.NOT_CURATED,
            f"Belum {_words(rules.outcomes)}.",
            f"Ikut kurasi tingkat {rules.level.term.lower()}.",
        )
        return
    high = [r for r in good if _LEVELS.index(r.level) >= _LEVELS.index(rules.level)]
    if not high:
        now = max(good, key=lambda r: _LEVELS.index(r.level)).level
        yield Reason(
            Why.LEVEL,
            f"Baru lulus tingkat {now.term.lower()}, perlu tingkat {rules.level.term.lower()}.",
            f"Ajukan ke kurasi tingkat {rules.level.term.lower()}.",
        )
        return
    best = min(high, key=lambda r: _GRADES.index(r.grade)).grade
    if _GRADES.index(best) > _GRADES.index(rules.grade):
        yield Reason(
            Why.GRADE,
            f"Kelas {best}, perlu kelas {rules.grade} atau lebih tinggi.",
            "Perbaiki butir pada lembar perbaikan, lalu kurasi ulang.",
        )


@lru_cache(maxsize=64)
def _words(outcomes: frozenset[Outcome]) -> str:
    return " atau ".join(o.term.lower() for o in Outcome if o in outcomes)


def _category(rules: ChannelRules, product: Offered) -> Iterator[Reason]:
    if rules.categories and product.category not in rules.categories:
        names = ", ".join(c.term.lower() for c in Category if c in rules.categories)
        yield Reason(
            Why.CATEGORY,
            f"{rules.channel.term} tidak menerima {product.category.term.lower()}.",
            f"Tawarkan produk lain ({names}), atau kanal lain.",
        )


def _region(rules: ChannelRules, product: Offered) -> Iterator[Reason]:
    if rules.regions and not any_covers(rules.regions, product.region):
        yield Reason(
            Why.REGION,
            "Alamat usaha di luar wilayah kanal ini.",
            "Periksa alamat usahanya; bila benar, kanal ini bukan untuk usaha ini.",
        )


def _certificate(rules: ChannelRules, product: Offered, day: date) -> Iterator[Reason]:
    if not rules.certificate:
        return
    until = product.certificate_until
    if until is None:
        yield Reason(
            Why.CERTIFICATE, "Belum ada sertifikat yang berlaku.", "Terbitkan sertifikatnya."
        )
    elif until < day:
        yield Reason(
            Why.CERTIFICATE,
            f"Sertifikat berakhir {long_date(until)}.",
            "Kurasi ulang, lalu terbitkan sertifikat baru.",
        )


def _documents(rules: ChannelRules, product: Offered, day: date) -> Iterator[Reason]:
    for group in rules.documents_for(product.category):
        if any(_in_force(product, kind, day) for kind in group):
            continue
        names = " atau ".join(kind.term for kind in group)
        ended = [end for kind in group if (end := product.documents.get(kind)) is not None]
        what = f"{names} berakhir {long_date(max(ended))}." if ended else f"Belum ada {names}."
        yield Reason(Why.DOCUMENT, what, f"Lengkapi {names} yang masih berlaku.")


def _in_force(product: Offered, kind: DocumentType, day: date) -> bool:
    if kind not in product.documents:
        return False
    end = product.documents[kind]
    return end is None or end >= day


def _photos(rules: ChannelRules, product: Offered) -> Iterator[Reason]:
    if product.photos < rules.photos:
        yield Reason(
            Why.PHOTOS,
            f"Baru {product.photos} foto, perlu {rules.photos}.",
            f"Tambah {rules.photos - product.photos} foto di halaman Produk.",
        )


def _turn(rules: ChannelRules, product: Offered, day: date) -> Iterator[Reason]:
    days = product.taken.get(rules.channel, ())
    if not days:
        return
    last = max(days)
    if rules.once_ever:
        yield Reason(
            Why.ONCE,
            f"Usaha ini sudah ikut {rules.channel.term} pada {long_date(last)}.",
            "Setiap usaha hanya sekali, agar semua mendapat giliran. Tawarkan kanal lain.",
        )
    elif rules.cooling_days and day < (again := last + timedelta(days=rules.cooling_days)):
        yield Reason(
            Why.COOLING,
            f"Baru ikut pada {long_date(last)}.",
            f"Boleh lagi mulai {long_date(again)}.",
            opens=again,
        )


def _last_day(rules: ChannelRules, product: Offered, day: date) -> date | None:
    """How long the papers hold: of a group, the one that lasts longest."""
    ends: list[date | None] = []
    if rules.certificate:
        ends.append(product.certificate_until)
    for group in rules.documents_for(product.category):
        held = [product.documents[k] for k in group if _in_force(product, k, day)]
        ends.append(None if None in held else max(end for end in held if end is not None))
    known = [end for end in ends if end is not None]
    return min(known) if known else None


def read_channels(data: Mapping[str, Any]) -> dict[Channel, ChannelRules]:
    """The rules of all channels in their JSON; ValueError says which entry is none."""
    found: dict[Channel, ChannelRules] = {}
    for entry in data["channels"]:
        try:
            rules = _read(entry)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"channel {entry.get('channel')!r}: {error}") from error
        if rules.channel in found:
            raise ValueError(f"channel {rules.channel!r} stands there twice")
        found[rules.channel] = rules
    return found


def _read(entry: Mapping[str, Any]) -> ChannelRules:
    known = {"channel", "level", "outcomes", "grade", "categories", "certificate", "photos"}
    known |= {"documents", "once_ever", "cooling_days", "regions"}
    if set(entry) != known:
        raise ValueError(f"has other fields than {', '.join(sorted(known))}")
    categories = frozenset(Category(c) for c in entry["categories"])
    documents = {key: _groups(groups) for key, groups in entry["documents"].items()}
    if any(key != _ANY and key not in set(Category) for key in documents):
        raise ValueError("documents of an unknown category")
    if entry["photos"] < 0 or entry["cooling_days"] < 0:
        raise ValueError("a number below zero")
    return ChannelRules(
        channel=Channel(entry["channel"]),
        level=Level(entry["level"]),
        outcomes=frozenset(Outcome(o) for o in entry["outcomes"]),
        grade=Grade(entry["grade"]),
        categories=categories,
        certificate=bool(entry["certificate"]),
        photos=int(entry["photos"]),
        documents=documents,
        once_ever=bool(entry["once_ever"]),
        cooling_days=int(entry["cooling_days"]),
        regions=tuple(entry["regions"]),
    )


def _groups(groups: Sequence[Sequence[str]]) -> DocumentGroups:
    read = tuple(tuple(DocumentType(kind) for kind in group) for group in groups)
    if any(not group for group in read):
        raise ValueError("an empty group of documents")
    return read
