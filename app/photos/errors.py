"""The failures a person can meet with a photograph, in Indonesian."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.errors import UserError


class PhotoError(UserError):
    """Something is wrong with a photograph or where it is kept."""


def disk_full() -> PhotoError:
    """The disk has no room left."""
    return PhotoError(
        "photo.disk_full",
        "Foto belum tersimpan karena ruang disk laptop penuh.",
        safe="Data dan foto yang sudah tersimpan tetap aman.",
        todo="Kosongkan sedikit ruang disk, lalu masukkan foto ini lagi.",
    )


def no_room(reserve: int) -> PhotoError:
    """Less than the reserve (MB) is free, which belongs to the data."""
    return PhotoError(
        "photo.no_room",
        f"Foto belum tersimpan karena ruang disk laptop tinggal kurang dari {reserve} MB.",
        safe="Data dan foto yang sudah tersimpan tetap aman, dan data masih dapat diisi.",
        todo="Kosongkan ruang disk, lalu masukkan foto ini lagi.",
    )


def cannot_write() -> PhotoError:
    """The photo folder refuses to be written."""
    return PhotoError(
        "photo.cannot_write",
        "Foto belum tersimpan karena folder foto tidak dapat ditulisi.",
        safe="Data dan foto yang sudah tersimpan tetap aman.",
        todo="Periksa izin folder data atau hubungi admin, lalu masukkan foto ini lagi.",
    )


def cannot_read() -> PhotoError:
    """A photo's file is there but cannot be read."""
    return PhotoError(
        "photo.cannot_read",
        "Berkas foto ada, tetapi tidak dapat dibaca.",
        safe="Data produk dan penilaian tidak terpengaruh.",
        todo="Tutup program lain yang memakai folder foto, lalu coba lagi.",
    )


def missing() -> PhotoError:
    """A photo's file is not there."""
    return PhotoError(
        "photo.missing",
        "Berkas foto tidak ada di laptop ini.",
        safe="Data produk dan penilaian tidak terpengaruh.",
        todo="Sinkronkan untuk mengambilnya dari pusat, atau foto ulang produknya.",
    )


def changed() -> PhotoError:
    """A photo's bytes no longer give its hash."""
    return PhotoError(
        "photo.changed",
        "Isi berkas foto tidak lagi sama dengan saat disimpan.",
        safe="Data produk dan penilaian tidak terpengaruh.",
        todo="Sinkronkan untuk mengambilnya lagi dari pusat, atau foto ulang produknya.",
    )


def _refusal(code: str, what: str, todo: str) -> PhotoError:
    return PhotoError(code, what, safe="Data produk tidak berubah.", todo=todo)


def empty(name: str) -> PhotoError:
    """A file without a byte."""
    return _refusal(
        "photo.empty",
        f"Berkas “{name}” kosong (0 bita).",
        "Salin ulang foto itu dari kamera atau ponsel, atau foto ulang.",
    )


def not_an_image(name: str) -> PhotoError:
    """Something else that was called a photograph."""
    return _refusal(
        "photo.not_an_image",
        f"Berkas “{name}” bukan foto.",
        "Pilih berkas JPEG, PNG, WebP, atau HEIC.",
    )


def unsupported(name: str) -> PhotoError:
    """A picture in a format we do not take."""
    return _refusal(
        "photo.unsupported",
        f"Jenis gambar “{name}” belum didukung.",
        "Simpan dahulu sebagai JPEG, PNG, WebP, atau HEIC.",
    )


def corrupt(name: str) -> PhotoError:
    """A photograph that a decoder gave up on."""
    return _refusal(
        "photo.corrupt",
        f"Foto “{name}” rusak atau terpotong, sehingga tidak dapat dibuka.",
        "Salin ulang foto itu dari kamera atau ponsel, atau foto ulang.",
    )


def too_many_bytes(name: str) -> PhotoError:
    """A file over the limit of bytes."""
    return _refusal(
        "photo.too_large",
        f"Berkas “{name}” lebih besar dari 40 MB.",
        "Kecilkan dahulu, atau foto ulang dengan mutu biasa.",
    )


def too_many_pixels(name: str) -> PhotoError:
    """A picture over the limit of pixels."""
    return _refusal(
        "photo.too_many_pixels",
        f"Foto “{name}” lebih dari 40 megapiksel.",
        "Kecilkan dahulu, atau foto ulang dengan resolusi biasa.",
    )


def too_hard(name: str) -> PhotoError:
    """A picture that took more time or memory than one may take, or ended its decoder."""
    return _refusal(
        "photo.too_hard",
        f"Foto “{name}” terlalu berat atau rusak, sehingga pembukaannya dihentikan.",
        "Kecilkan dahulu atau simpan ulang sebagai JPEG, atau foto ulang.",
    )


REFUSALS: Mapping[str, Callable[[str], PhotoError]] = {
    make("").code: make
    for make in (
        empty,
        not_an_image,
        unsupported,
        corrupt,
        too_many_bytes,
        too_many_pixels,
        too_hard,
    )
}
"""What the workshop may refuse a picture for, by code: it sends no sentences of its own."""


def refusal(code: str, name: str) -> PhotoError:
    """The refusal of a picture by its code; a code nobody knows counts as too hard."""
    return REFUSALS.get(code, too_hard)(name)
