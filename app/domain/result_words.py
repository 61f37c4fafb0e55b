"""A result in plain words: for the letter that brings it and for a short message.

One table, so that a letter and a message never say different things. Names of fields stand in
braces; which of them a sentence may use is checked by `tests/domain/test_result_words.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from app.domain.terms import Outcome


@dataclass(frozen=True, slots=True)
class ResultWords:
    """What one outcome is called, what it means, and how a message opens.

    `stamp` is the outcome within a sentence of the letter, `meaning` the sentence after it,
    `listed` introduces the attached list.
    """

    stamp: str
    meaning: str
    listed: str
    opening: str


WORDS: Final[Mapping[Outcome, ResultWords]] = {
    Outcome.PASSED: ResultWords(
        stamp="LULUS",
        meaning="Selamat atas hasil ini. Mutu yang sama kami harapkan pada setiap produksi "
        "berikutnya.",
        listed="Masih ada hal yang dapat ditingkatkan menuju kelas A; saran kami terlampir.",
        opening="Selamat, {product} dari {business} LULUS kurasi tingkat {level} pada {day} "
        "dengan nilai {total} dan kelas {grade}.",
    ),
    Outcome.CONDITIONAL: ResultWords(
        stamp="LULUS BERSYARAT",
        meaning="Nilainya sudah memenuhi batas kelulusan, tetapi ada syarat wajib yang masih "
        "dalam proses. Sertifikat diterbitkan setelah syarat itu terpenuhi dan diperiksa.",
        listed="Syarat yang harus dipenuhi dan saran perbaikannya terlampir.",
        opening="{product} dari {business} LULUS BERSYARAT dalam kurasi tingkat {level} pada "
        "{day} dengan nilai {total} dan kelas {grade}.",
    ),
    Outcome.NEEDS_IMPROVEMENT: ResultWords(
        stamp="PERLU PERBAIKAN",
        meaning="Produk ini belum dapat diluluskan sekarang, dan dapat mengikuti kurasi ulang "
        "setelah diperbaiki.",
        listed="Hal yang perlu diperbaiki, caranya, dan tempat bertanya terlampir.",
        opening="{product} dari {business} sudah dinilai dalam kurasi tingkat {level} pada {day} "
        "dengan nilai {total} dan kelas {grade}, dan masih PERLU PERBAIKAN sebelum lulus.",
    ),
    Outcome.FAILED: ResultWords(
        stamp="TIDAK LULUS",
        meaning="Hasil ini bukan akhir: kami siap mendampingi perbaikannya, dan produk dapat "
        "diajukan lagi setelah dibenahi.",
        listed="Hal yang perlu dibenahi, caranya, dan tempat bertanya terlampir.",
        opening="{product} dari {business} sudah dinilai dalam kurasi tingkat {level} pada {day} "
        "dengan nilai {total} dan kelas {grade}, dan kali ini TIDAK LULUS.",
    ),
}

PRACTICE: Final = "LATIHAN"
_PRACTICE_LAST: Final = "Ini hanya latihan: hasil dan suratnya tidak berlaku."


@dataclass(frozen=True, slots=True)
class Message:
    """The facts of a short message; no field holds a person's name, number or address.

    `address` is where the certificate is checked, `first` what to mend first, `due` by when,
    `ask` whom to ask. All are ready to be read; empty where there is none.
    """

    outcome: Outcome
    product: str
    business: str
    level: str
    day: str
    total: str
    grade: str
    register_no: str = ""
    valid_until: str = ""
    address: str = ""
    provisional: bool = False
    practice: bool = False
    first: str = ""
    due: str = ""
    ask: str = ""
    object_until: str = ""


def message(facts: Message) -> str:
    """Three sentences for a telephone: the result, what follows from it, where to go on.

    An address comes last, and no full stop after it: a telephone would take it for a part.
    """
    opening = WORDS[facts.outcome].opening.format(
        product=facts.product,
        business=facts.business,
        level=facts.level,
        day=facts.day,
        total=facts.total,
        grade=facts.grade,
    )
    if facts.practice:
        return f"{PRACTICE} – {opening} {_second(facts)} {_PRACTICE_LAST}"
    return f"{opening} {_second(facts)} {_third(facts)}"


def _second(facts: Message) -> str:
    if facts.register_no:
        state = " (sementara, menunggu penetapan)" if facts.provisional else ""
        return (
            f"Sertifikatnya{state} bernomor {facts.register_no} dan berlaku sampai "
            f"{facts.valid_until}."
        )
    if facts.outcome is Outcome.PASSED:
        return "Sertifikatnya sedang disiapkan."
    due = f", paling lambat {facts.due}" if facts.due else ""
    if not facts.first:
        return "Rincian hasilnya ada dalam surat pemberitahuan."
    if facts.outcome is Outcome.CONDITIONAL:
        return f"Syarat yang masih harus diselesaikan: {facts.first}{due}."
    return f"Yang perlu diperbaiki lebih dahulu: {facts.first}{due}."


def _third(facts: Message) -> str:
    if facts.address:
        return f"Keasliannya dapat diperiksa siapa saja di {facts.address}"
    if facts.outcome is Outcome.PASSED:
        return "Simpan pesan ini sampai sertifikatnya diterima."
    whom = f"tanyakan caranya kepada {facts.ask}" if facts.ask else "hubungi pendamping Anda"
    return (
        f"Untuk memperbaikinya, {whom}; keberatan atas hasil ini diterima sampai "
        f"{facts.object_until}."
    )


def whatsapp_link(text: str, phone: str = "") -> str:
    """The address that opens WhatsApp with `text` written; to `phone` where it is one.

    Without a number WhatsApp asks whom to send it to.
    """
    return f"https://wa.me/{international(phone)}?text={quote(text, safe='')}"


def international(phone: str) -> str:
    """An Indonesian number as WhatsApp wants it (`62812…`); empty for what is no mobile number."""
    digits = "".join(char for char in phone if char.isascii() and char.isdigit())
    for start in ("0062", "62", "0"):
        if digits.startswith(start):
            digits = digits.removeprefix(start).lstrip("0")
            return f"62{digits}" if digits.startswith("8") and 8 <= len(digits) <= 12 else ""
    return ""
