"""The failures a person can meet with a photograph, in Indonesian."""

from __future__ import annotations

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
