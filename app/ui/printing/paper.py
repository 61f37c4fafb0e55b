"""A paper to print, its pages cut out, and where it lies when it could not be printed."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from uuid import UUID

from app.errors import UserError
from app.services.workspace import Workspace
from app.ui.kit.pdf_pages import PdfSource

KEPT = "cetak"
"""The folder, beside the database, for papers that could not be printed."""

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Printout:
    """A paper to print: its title (also its file's name, without `.pdf`) and its bytes or file."""

    title: str
    pdf: PdfSource
    certificates: tuple[UUID, ...] = ()
    """Whose certificate each page is; none for other papers. A certificate is printed once a
    time, because the next print has to say SALINAN."""

    @property
    def is_batch(self) -> bool:
        """Whether it is many certificates: sent in portions, with progress, to be stopped."""
        return len(self.certificates) > 1


def file_name(title: str) -> str:
    """`title` as a file's name that Windows takes too, with `.pdf`."""
    stem = _FORBIDDEN.sub(" ", title).strip(" .")
    return f"{' '.join(stem.split())[:120] or 'Dokumen'}.pdf"


def cut(source: PdfSource, pages: Sequence[int] | None = None) -> bytes:
    """The PDF, or these pages of it (from 0) as one of their own; what they share stays shared."""
    if pages is None:
        return source if isinstance(source, bytes) else source.read_bytes()
    import pikepdf

    opened = BytesIO(source) if isinstance(source, bytes) else source
    with pikepdf.open(opened) as whole:
        if list(pages) == list(range(len(whole.pages))):
            return cut(source)
        with pikepdf.new() as part:
            for page in pages:
                part.pages.append(whole.pages[page])
            out = BytesIO()
            part.save(out, compress_streams=False)
    return out.getvalue()


def write_pdf(path: Path, pdf: bytes) -> Path:
    """Write a PDF whole or not at all; UserError `paper.cannot_save` says what to do."""
    fresh = path.with_name(path.name + ".baru")
    try:
        fresh.write_bytes(pdf)
        fresh.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise UserError(
            "paper.cannot_save",
            f"{path.name} tidak dapat disimpan di {path.parent}.",
            safe="Hasil kurasi tetap tersimpan di laptop ini.",
            todo="Pilih folder lain, kosongkan ruang, atau tutup berkas itu bila sedang terbuka.",
        ) from error
    return path


def keep(ws: Workspace, printout: Printout, pages: Sequence[int] | None = None) -> Path:
    """Put a paper (or these pages of it) into the data folder under `cetak/`, to print later."""
    folder = ws.folder / KEPT
    # When this fails, so does the write, with the sentence a person can act on.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return write_pdf(folder / file_name(printout.title), cut(printout.pdf, pages))


def kept(
    ws: Workspace, printout: Printout, pages: Sequence[int] | None, error: UserError
) -> UserError:
    """Keep a paper that could not be printed; the error, which now says where it lies too."""
    path = keep(ws, printout, pages)
    return UserError(error.code, error.what, safe=f"PDF-nya ada di {path}.", todo=error.todo)
