"""Reasons as short keys: what is counted, filtered and named in a list.

A key is a `Why`, for a document with the kinds of its group and whether it had one:
`document:PIRT+BPOM`, `ended:HALAL`.
"""

from __future__ import annotations

from datetime import date

from app.domain.market.channels import Channel, ChannelRules, Offered, Reason, Why
from app.domain.terms import DocumentType

CERTIFICATE = "CERTIFICATE"
"""Beside the kinds of documents: the certificate of the curation."""

_PLAIN = {
    Why.NOT_CURATED: "belum lulus kurasi",
    Why.CLOSED: "usaha tutup",
    Why.LEVEL: "jenjang kurasi belum cukup",
    Why.GRADE: "kelas belum cukup",
    Why.CATEGORY: "bukan kategori kanal ini",
    Why.REGION: "di luar wilayah",
    Why.CERTIFICATE: "belum ada sertifikat yang berlaku",
    Why.PHOTOS: "foto kurang",
    Why.ONCE: "sudah pernah ikut",
    Why.COOLING: "masih masa jeda",
}


def keys(
    rules: ChannelRules, product: Offered, reasons: tuple[Reason, ...], day: date
) -> tuple[str, ...]:
    """The key of each reason, documents by what is asked."""
    found = [str(r.why) for r in reasons if r.why not in (Why.DOCUMENT, Why.CERTIFICATE)]
    if any(r.why is Why.CERTIFICATE for r in reasons):
        had = product.certificate_until is not None
        found.append(f"ended:{CERTIFICATE}" if had else str(Why.CERTIFICATE))
    if any(r.why is Why.DOCUMENT for r in reasons):
        found += _papers(rules, product, day)
    return tuple(found)


def _papers(rules: ChannelRules, product: Offered, day: date) -> list[str]:
    found = []
    for group in rules.documents_for(product.category):
        held = [product.documents[kind] for kind in group if kind in product.documents]
        if any(end is None or end >= day for end in held):
            continue
        state = "ended" if held else "document"
        found.append(f"{state}:{'+'.join(group)}")
    return found


def words(key: str) -> str:
    """A key as it is read: `sertifikat halal berakhir`."""
    state, _, kinds = key.partition(":")
    if kinds == CERTIFICATE:
        return "sertifikat kurasi berakhir"
    if kinds:
        names = " atau ".join(paper_name(kind) for kind in kinds.split("+"))
        return f"{names} berakhir" if state == "ended" else f"belum ada {names}"
    return _PLAIN[Why(state)]


def paper_name(kind: str) -> str:
    """What a paper is called, in a sentence: `CERTIFICATE` is the curation's."""
    if kind == CERTIFICATE:
        return "sertifikat kurasi"
    name = DocumentType(kind).term
    return (
        name if name[:2].isupper() or name in ("SPP-IRT (P-IRT)",) else name[0].lower() + name[1:]
    )


def channel_names(closes: str) -> tuple[str, ...]:
    """The channels of an `ExpiryRow` by their names, in the order of `Channel`."""
    held = set(closes.split("|"))
    return tuple(channel.term for channel in Channel if str(channel) in held)
