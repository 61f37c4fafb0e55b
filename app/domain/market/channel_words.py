"""Rules of entry as they are read by people, and what differs between two versions of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.market.channels import Channel, ChannelRules, DocumentGroups
from app.domain.terms import Category, Outcome, Term

Line = tuple[str, str]
"""What is asked, and how much of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule of one channel that changes; '' where there is none before or after."""

    channel: Channel
    rule: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.old or 'tidak diminta'} → {self.new or 'tidak diminta'}"


def told(rules: ChannelRules) -> tuple[Line, ...]:
    """All rules of a channel, line by line."""
    outcomes = " atau ".join(o.term.lower() for o in Outcome if o in rules.outcomes)
    lines: list[Line] = [
        ("Jenjang", f"{rules.level.term} atau lebih tinggi"),
        ("Hasil", outcomes),
        ("Kelas", f"{rules.grade} atau lebih tinggi"),
        ("Kategori", _names(Category, rules.categories) or "semua"),
        ("Sertifikat", "harus berlaku" if rules.certificate else "tidak diminta"),
        ("Foto", f"paling sedikit {rules.photos}" if rules.photos else "tidak diminta"),
        *_documents(rules),
        ("Giliran", _turns(rules)),
        ("Wilayah", ", ".join(rules.regions) or "semua"),
    ]
    return tuple(lines)


def _names(kind: type[Category], chosen: Iterable[Term]) -> str:
    held = set(chosen)
    return ", ".join(one.term.lower() for one in kind if one in held)


def _documents(rules: ChannelRules) -> list[Line]:
    keys = [str(c) for c in Category if str(c) in rules.documents]
    lines = [(f"Dokumen {Category(k).term.lower()}", _groups(rules.documents[k])) for k in keys]
    if "*" in rules.documents:
        rest = "Dokumen kategori lain" if keys else "Dokumen"
        lines.append((rest, _groups(rules.documents["*"])))
    return lines


def _groups(groups: DocumentGroups) -> str:
    return "; ".join(" atau ".join(kind.term for kind in group) for group in groups) or "tidak ada"


def _turns(rules: ChannelRules) -> str:
    if rules.once_ever:
        return "sekali untuk selamanya per usaha"
    if rules.cooling_days:
        return f"lagi sesudah {rules.cooling_days} hari"
    return "tidak dibatasi"


def differences(
    old: Mapping[Channel, ChannelRules], new: Mapping[Channel, ChannelRules]
) -> tuple[Difference, ...]:
    """What changes, channel by channel, in the order in which rules are told."""
    found = []
    for channel in Channel:
        before, after = dict(told(old[channel])), dict(told(new[channel]))
        for rule in dict.fromkeys((*before, *after)):
            was, comes = before.get(rule, ""), after.get(rule, "")
            if was != comes:
                found.append(Difference(channel, rule, was, comes))
    return tuple(found)
