"""What can be wrong with a printer, in words a person at a booth can act on."""

from __future__ import annotations

from enum import Enum

from app.errors import UserError


class Trouble(Enum):
    """Why nothing comes out of a printer; the gravest first."""

    GONE = "gone"
    OFFLINE = "offline"
    PAPER_OUT = "paper-out"
    PAPER_JAM = "paper-jam"
    COVER_OPEN = "cover-open"
    INK_OUT = "ink-out"
    STOPPED = "stopped"


_WHAT = {
    Trouble.GONE: "Printer {name} sudah tidak terpasang di laptop ini.",
    Trouble.OFFLINE: "Printer {name} tidak terhubung atau mati.",
    Trouble.PAPER_OUT: "Kertas di printer {name} habis.",
    Trouble.PAPER_JAM: "Kertas di printer {name} macet.",
    Trouble.COVER_OPEN: "Penutup printer {name} terbuka.",
    Trouble.INK_OUT: "Tinta atau toner printer {name} habis.",
    Trouble.STOPPED: "Printer {name} dihentikan sementara.",
}
_TODO = {
    Trouble.GONE: "Pasang lagi printernya, atau cetak dengan printer lain.",
    Trouble.OFFLINE: "Periksa kabel dan daya printer; cetakan lalu berjalan sendiri.",
    Trouble.PAPER_OUT: "Isi kertas; cetakan lalu berjalan sendiri.",
    Trouble.PAPER_JAM: "Keluarkan kertas yang macet; cetakan lalu berjalan sendiri.",
    Trouble.COVER_OPEN: "Tutup penutupnya; cetakan lalu berjalan sendiri.",
    Trouble.INK_OUT: "Ganti tinta atau toner; cetakan lalu berjalan sendiri.",
    Trouble.STOPPED: "Aktifkan lagi printer ini di pengaturan printer; cetakan lalu berjalan"
    " sendiri.",
}


def waiting(trouble: Trouble, printer: str) -> UserError:
    """The paper waits in the printer's queue."""
    return UserError(
        "print.waiting",
        _WHAT[trouble].format(name=printer),
        safe="Dokumen menunggu di antrean printer.",
        todo=_TODO[trouble],
    )


def stopped(trouble: Trouble, printer: str) -> UserError:
    """The rest was taken back from the queue, because the printer did not go on."""
    return UserError(
        "print.stopped",
        _WHAT[trouble].format(name=printer),
        todo="Setelah printer siap, cetak lagi sisanya.",
    )


def refused(printer: str) -> UserError:
    """The printer did not take the paper."""
    return UserError(
        "print.failed",
        f"Printer {printer} tidak menerima dokumen ini.",
        todo="Periksa kabel, kertas dan daya printer, lalu cetak lagi.",
    )


def no_printer() -> UserError:
    """This laptop has no printer."""
    return UserError(
        "print.no_printer",
        "Tidak ada printer yang terpasang di laptop ini.",
        todo="Pasang printer lalu cetak lagi, atau cetak berkas itu dari laptop lain.",
    )
