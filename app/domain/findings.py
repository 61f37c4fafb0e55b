"""The sentences for identifier findings, in Indonesian, each with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "required": "Wajib diisi.",
    "name.too_long": "Paling panjang 120 huruf.",
    "nib.thirteen_digits": "NIB terdiri dari 13 angka. Periksa lagi di dokumen OSS.",
    "nik.sixteen_digits": "NIK terdiri dari 16 angka. Periksa lagi di KTP.",
    "nik.no_such_date": "Tanggal lahir di dalam NIK ini tidak ada. Periksa angka ke-7 s.d. ke-12.",
    "nik.serial_zero": "Empat angka terakhir NIK tidak mungkin 0000. Periksa lagi di KTP.",
    "nik.place_differs": "NIK diterbitkan di kecamatan lain. Wajar bila pemilik pernah pindah.",
    "npwp.fifteen_or_sixteen_digits": "NPWP terdiri dari 15 atau 16 angka.",
    "npwp.check_digit": "Angka pemeriksa NPWP tidak cocok. Periksa lagi bila perlu.",
    "npwp.nik_looks_wrong": "NPWP 16 angka biasanya sama dengan NIK; yang ini bukan NIK yang sah.",
    "phone.shape": "Nomor telepon diawali 0 atau +62, 8 sampai 13 angka.",
    "pirt.fifteen_digits": "Nomor P-IRT terdiri dari 15 angka dan diawali 1 sampai 8.",
    "pirt.maybe_expired": "Dua angka terakhir menunjukkan P-IRT mungkin sudah kedaluwarsa.",
    "bpom.shape": "Nomor BPOM: MD/ML dan 12 angka, atau NA–NE dan 11 angka.",
    "bpom.long_number": "Nomor MD/ML dengan 15 angka jarang dipakai. Periksa lagi di kemasan.",
    "halal.shape": "Nomor sertifikat halal diawali ID dan diikuti 17 angka.",
    "halal.unusual_length": "Nomor halal BPJPH biasanya ID dan 17 angka. Periksa lagi.",
    "halal.old_mui_number": "Ini nomor halal MUI yang lama. Tanyakan nomor BPJPH (ID…).",
    "halal.decree_not_certificate": "Ini nomor ketetapan halal. Mintalah nomor sertifikat (ID…).",
    "trademark.not_registered_form": "Merek terdaftar: IDM dan 9 angka. Boleh diisi nomor lain.",
    "nip.eighteen_digits": "NIP terdiri dari 18 angka.",
    "nip.no_such_date": "Tanggal lahir di dalam NIP ini tidak ada.",
    "nip.unusual": "Susunan NIP ini tidak biasa. Periksa lagi.",
    "rt.digits": "RT dan RW berisi paling banyak tiga angka.",
    "price.negative": "Harga tidak boleh kurang dari nol.",
    "consent.required": "Persetujuan pemilik wajib dicatat sebelum menyimpan.",
    "document.expired": "Dokumen ini sudah kedaluwarsa.",
}


def sentence(code: str) -> str:
    """The sentence for a finding's code; KeyError for a code that has none (a bug)."""
    return SENTENCES[code]
