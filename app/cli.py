"""The headless verbs, for administrators and scripts. Errors are sentences and exit with 1."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app import __version__, cli_draw, cli_market, cli_papers
from app.clock import JAKARTA
from app.domain.terms import Category, Level
from app.errors import UserError
from app.paths import DataDir, default_data_dir

if TYPE_CHECKING:
    from app.services.verification import Checked
    from app.services.workspace import Workspace

Verb = Callable[[argparse.Namespace], Any]

_PICTURES = {".pdf", ".jpg", ".jpeg", ".png", ".webp"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb, or the window without one; the exit status."""
    _speak_utf8()
    args = _parser().parse_args(argv)
    try:
        return int(args.verb(args) or 0)
    except UserError as error:
        _tell_error(args, error)
        return 1
    except OSError as error:
        _tell_error(args, _file_trouble(error))
        return 1
    except KeyboardInterrupt:
        return 130


def _file_trouble(error: OSError) -> UserError:
    """A file or folder that the system refuses: named, with its own reason."""
    return UserError(
        "file.trouble",
        f"{error.filename or 'Berkas atau folder'} tidak dapat dibuka atau ditulis.",
        safe="Data yang sudah tersimpan tidak berubah.",
        todo="Periksa nama dan izinnya, lalu coba lagi.",
    )


def _speak_utf8() -> None:
    """A Windows console may stand on another code page; our sentences are UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _tell_error(args: argparse.Namespace, error: UserError) -> None:
    if getattr(args, "json", False):
        parts = {"what": error.what, "safe": error.safe, "todo": error.todo}
        print(json.dumps({"error": error.code, **parts}, ensure_ascii=False))
    print(error.sentence, file=sys.stderr)


def tell(args: argparse.Namespace, value: Any, text: str) -> None:
    """Print an answer: as JSON for scripts, else as a sentence."""
    print(json.dumps(_plain(value), ensure_ascii=False) if args.json else text)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", description="Kurasi Lapangan. Tanpa perintah: membuka jendela program."
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--data-dir", type=Path, default=None, help="folder data (bukan bawaan)")
    parser.set_defaults(verb=_window, json=False)
    verbs = parser.add_subparsers(metavar="perintah")

    def verb(name: str, run: Verb, help_text: str) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=help_text)
        sub.add_argument("--json", action="store_true", help="jawaban untuk skrip")
        sub.set_defaults(verb=run)
        return sub

    sub = verb("import", _import, "impor daftar usaha dari CSV atau XLSX")
    sub.add_argument("what", choices=["businesses"])
    sub.add_argument("file", type=Path)
    sub = verb("enrol", _enrol, "hubungkan laptop ke pusat")
    sub.add_argument("url")
    sub.add_argument("code")
    sub.add_argument("--fingerprint", default="", help="sidik jari sertifikat pusat")
    sub = verb("sync", _sync, "kirim dan ambil data, lewat jaringan atau berkas")
    way = sub.add_mutually_exclusive_group()
    way.add_argument("--to-file", type=Path, metavar="BERKAS", help="semua yang menunggu, ke stik")
    way.add_argument("--from-file", type=Path, metavar="BERKAS", help="jawaban pusat atau rekan")
    way.add_argument("--for-colleague", type=Path, metavar="BERKAS", help="untuk laptop ketua")
    sub.add_argument("--session", type=UUID, help="kegiatan untuk --for-colleague")
    sub.add_argument("--code", default="", help="kode berkas dari rekan")
    sub = verb("certificate", _certificate, "buat PDF sebuah sertifikat")
    sub.add_argument("id", help="nomor register atau kunci sertifikat")
    sub.add_argument("-o", "--output", type=Path, required=True)
    sub = verb("seal", _seal, "bubuhkan tanda tangan digital pada PDF sertifikat")
    sub.add_argument("files", type=Path, nargs="+", metavar="BERKAS")
    way = sub.add_mutually_exclusive_group(required=True)
    way.add_argument("--p12", type=Path, metavar="BERKAS", help="kunci dalam berkas")
    way.add_argument("--pkcs11", type=Path, metavar="MODUL", help="kunci di token")
    sub.add_argument("--token", default="", metavar="LABEL", help="token, bila lebih dari satu")
    sub.add_argument("--key", default="", metavar="LABEL", help="kunci, bila lebih dari satu")
    sub.add_argument("--timestamp", default="", metavar="URL", help="layanan stempel waktu")
    sub.add_argument("--out-dir", type=Path, metavar="FOLDER", help="tempat hasilnya")
    sub = verb("verify", _verify, "periksa sertifikat: PDF, gambar, atau teks kode")
    sub.add_argument("subject")
    sub.add_argument("--root-key", action="append", default=[], help="kunci induk pusat")
    sub.add_argument("--status-list", type=Path, metavar="BERKAS", help="daftar status")
    cli_papers.add_verbs(verb, _read_only, tell)
    cli_market.add_verbs(verb, _working, tell)
    cli_draw.add_verb(verb, tell)
    sub = verb("rekap", _rekap, "jumlah, hasil dan kekurangan per wilayah dan bulan")
    sub.add_argument("--region", default="", metavar="KODE", help="wilayah, misalnya 31.74")
    sub.add_argument("--level", choices=[str(level) for level in Level])
    sub.add_argument("--category", choices=[str(category) for category in Category])
    sub.add_argument("--from", dest="first", default="", metavar="BULAN", help="misalnya 2026-01")
    sub.add_argument("--to", dest="last", default="", metavar="BULAN")
    sub.add_argument("-o", "--output", type=Path, help="berkas .xlsx atau .pdf")
    verb("doctor", _doctor, "periksa apa yang kurang di komputer ini")
    sub = verb("rebuild", _rebuild, "bangun data baru dari jurnal data yang rusak")
    sub.add_argument("--journal", type=Path, required=True, metavar="FOLDER")
    sub.add_argument("--data-dir", type=Path, default=argparse.SUPPRESS, help="folder data baru")
    sub = verb("tour", _tour, "jalankan pekerjaan utama di jendela sungguhan, simpan gambarnya")
    sub.add_argument("--out", type=Path, required=True)

    # Everything behind `central`, options included, belongs to the centre's own parser.
    central = verbs.add_parser(
        "central", help="menjalankan dan mengurus pusat", add_help=False, prefix_chars="\0"
    )
    central.set_defaults(verb=_central)
    central.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _central(args: argparse.Namespace) -> int:
    """The verbs of a centre have a parser of their own: no laptop needs to load them."""
    from sqlalchemy.exc import OperationalError

    from app.bootstrap import fill_centre
    from app.central.admin import add_verbs

    parser = argparse.ArgumentParser(prog="main.py central")
    add_verbs(parser, fill_centre)
    inner = parser.parse_args(args.rest)
    args.json = getattr(inner, "json", False)
    try:
        return int(inner.verb(inner) or 0)
    except OperationalError as error:
        raise UserError(
            "central.unreachable",
            "Basis data pusat tidak dapat dihubungi.",
            todo="Periksa alamatnya (--database-url) dan apakah PostgreSQL berjalan.",
        ) from error


def _data(args: argparse.Namespace) -> DataDir:
    root = args.data_dir or Path(os.environ.get("KURASI_DATA_DIR") or default_data_dir())
    if root.exists() and not root.is_dir():
        raise UserError(
            "workspace.cannot_write",
            f"{root} bukan folder.",
            todo="Pilih folder data lain dengan --data-dir.",
        )
    return DataDir(root)


def _window(args: argparse.Namespace) -> int:
    from app import bootstrap

    if not bootstrap.has_screen():
        out = Path("out") / "tour"
        print(f"Tidak ada layar di sini, jadi tur dijalankan; gambarnya ada di {out}.")
        args.out, args.json = out, False
        return int(_tour(args) or 0)
    return bootstrap.run_window(_data(args))


def _import(args: argparse.Namespace) -> int:
    from app.bootstrap import workspace
    from app.services import imports

    with workspace(_data(args)) as ws:
        if ws.is_new:
            ws.start("")
        done = imports.businesses(ws, args.file)
    answer = {"added": done.added, "problems": done.problems, "duplicates": done.duplicates}
    answer |= {"ignored_columns": done.ignored}
    lines = [f"{done.added} usaha diimpor."]
    if done.ignored:
        lines.append(f"Kolom yang tidak dikenal dilewati: {', '.join(done.ignored)}.")
    lines += [f"baris {p.line}, {p.column}: {p.text}" for p in (*done.problems, *done.duplicates)]
    if done.problems:
        lines.append("Tidak ada yang diimpor. Perbaiki baris di atas, lalu impor lagi.")
    tell(args, answer, "\n".join(lines))
    return 1 if done.problems else 0


def _enrol(args: argparse.Namespace) -> None:
    from app.bootstrap import workspace
    from app.services import enrolment

    with workspace(_data(args)) as ws:
        pem = enrolment.fetch_certificate(args.url)
        if pem is not None:
            seen = enrolment.fingerprint(pem)
            if seen.replace(" ", "") != args.fingerprint.replace(" ", "").upper():
                raise UserError(
                    "enrol.fingerprint",
                    f"Sidik jari sertifikat pusat adalah {seen}, bukan yang Anda sebutkan.",
                    todo="Cocokkan dengan admin, lalu ulangi dengan --fingerprint.",
                )
        enrolment.enrol(ws, args.url, args.code, pem)
        tell(args, ws.me, f"Terhubung sebagai {ws.me.person_name}, laptop {ws.me.device_code}.")


def _sync(args: argparse.Namespace) -> None:
    from app.bootstrap import workspace
    from app.services import journal, syncing
    from app.sync.report import QuietWatcher

    with workspace(_data(args)) as ws:
        _require_started(ws.is_new)
        journal.keep(ws)
        if args.to_file or args.from_file or args.for_colleague:
            return _by_file(args, ws)
        report = syncing.run(ws, QuietWatcher())
    return tell(
        args,
        report,
        f"Terkirim {report.sent} rekaman dan {report.photos_sent} berkas foto, diterima "
        f"{report.received} rekaman dan {report.photos_received} berkas foto, "
        f"ditolak {report.refused}, bentrok {report.conflicts}.",
    )


def _by_file(args: argparse.Namespace, ws: Workspace) -> None:
    """The sync that a stick carries."""
    from app.services import parcels
    from app.sync.report import QuietWatcher

    if args.from_file:
        taken = parcels.take(ws, args.from_file, QuietWatcher(), args.code)
        text = "Berkas ini sudah pernah dibuka; tidak ada yang baru."
        if not taken.known:
            text = f"Diterima {taken.rows} rekaman, {taken.photos} foto, {taken.drafts} draf."
        return tell(args, taken, text)
    if args.to_file:
        written = parcels.write_for_centre(ws, args.to_file, QuietWatcher())
    elif args.session is None:
        raise UserError(
            "parcel.no_session", "Kegiatan belum disebut.", todo="Beri --session KUNCI."
        )
    else:
        written = parcels.write_for_colleague(ws, args.for_colleague, args.session, QuietWatcher())
    code = f" Kode: {written.code}" if written.code else ""
    size = f"{written.rows} rekaman dan {written.photos} berkas foto"
    return tell(args, written, f"Ditulis ke {written.path}: {size}.{code}")


def _require_started(is_new: bool) -> None:
    if is_new:
        raise UserError(
            "enrol.missing",
            "Laptop ini belum terhubung ke pusat.",
            todo="Hubungkan dahulu dengan `main.py enrol`.",
        )


def _certificate(args: argparse.Namespace) -> None:
    from app.bootstrap import workspace
    from app.services import certificates, pdfs

    with workspace(_data(args), exclusive=False) as ws:
        certificate_id = certificates.find(ws, args.id)
        pdf = pdfs.certificate_pdf(ws, certificate_id)
    try:
        args.output.write_bytes(pdf)
    except OSError as error:
        raise UserError(
            "paper.cannot_write",
            f"{args.output} tidak dapat ditulis.",
            safe="Sertifikat tetap tersimpan di data.",
            todo="Pilih tempat lain dengan -o.",
        ) from error
    answer = {"id": certificate_id, "file": str(args.output), "bytes": len(pdf)}
    tell(args, answer, f"{args.output} ({len(pdf)} bita)")


def _seal(args: argparse.Namespace) -> None:
    """Sign files beside themselves; the secret is asked for and never an argument."""
    from app.cli_seal import seal_files

    done = seal_files(args)
    lines = [str(one.path) for one in done]
    if args.timestamp and not all(one.stamped for one in done):
        lines.append("Layanan stempel waktu tidak menjawab: ditandatangani tanpa stempel waktu.")
    tell(args, {"files": done}, "\n".join(lines))


def _working(args: argparse.Namespace) -> contextlib.AbstractContextManager[Workspace]:
    from app.bootstrap import workspace

    return workspace(_data(args))


def _read_only(args: argparse.Namespace) -> contextlib.AbstractContextManager[Workspace]:
    from app.bootstrap import workspace

    return workspace(_data(args), exclusive=False)


def _rekap(args: argparse.Namespace) -> None:
    """Count what waits, then tell: in words, as JSON, or as a file."""
    from app.bootstrap import workspace
    from app.services import rekap_book, rekap_count, rekap_filter, rekap_paper, rekap_xlsx
    from app.services.rekap_filter import Filter

    level = Level(args.level) if args.level else None
    category = Category(args.category) if args.category else None
    with workspace(_data(args), exclusive=False) as ws:
        if ws.is_new:
            raise UserError(
                "rekap.new", "Belum ada data di laptop ini.", todo="Buka dahulu programnya."
            )
        rekap_count.catch_up(ws)
        region = args.region or rekap_filter.default_region(ws)
        only = Filter(region, level, category, args.first, args.last)
        rekap_filter.require(only)
        book = rekap_book.gather(ws, only)
        if args.output is not None:
            if args.output.suffix.lower() == ".pdf":
                args.output.write_bytes(rekap_paper.pdf(ws, book))
            else:
                rekap_xlsx.write(args.output, book)
    totals = book.totals
    rate = "-" if totals.rate is None else f"{totals.rate:.1%}".replace(".", ",")
    lines = [
        f"{book.region}: {totals.registered} usaha terdaftar, {totals.scored} kurasi dinilai, "
        f"{totals.decided} ditetapkan, {totals.passed} lulus ({rate}).",
        *([f"{book.practice}."] if book.practice else []),
        *([f"Ditulis ke {args.output}."] if args.output else []),
    ]
    tell(args, book, "\n".join(lines))


_VERDICTS = {
    "final": ("SAH", 0),
    "provisional": ("SAH SEMENTARA", 0),
    "revoked": ("DICABUT", 3),
    "expired": ("KEDALUWARSA", 4),
    "unchecked": ("BELUM DIPERIKSA", 5),
}
"""What a genuine code is told to be, and the exit code; one that is not genuine ends with 1."""


def _verify(args: argparse.Namespace) -> int:
    from app.bootstrap import workspace
    from app.services import verification

    with workspace(_data(args), exclusive=False) as ws:
        path, roots = Path(args.subject), tuple(args.root_key)
        named = _is_file(path) or path.suffix.lower() in _PICTURES
        texts = verification.read_codes(ws.workshop, path) if named else [args.subject]
        listed = verification.read_list(ws, args.status_list, roots) if args.status_list else None
        checked = verification.verify_text(ws, texts[0], roots, listed)
    word, code = _VERDICTS[checked.verdict]
    tell(
        args,
        checked,
        f"{word}: {checked.register_no}, {checked.business}, {checked.product}, "
        f"tingkat {checked.level.term}, nilai {checked.total / 100:.2f}, grade {checked.grade}, "
        f"berlaku sampai {checked.valid_until}.{_more(checked)}",
    )
    return code


def _more(checked: Checked) -> str:
    """Why it is what it is, as far as known."""
    if checked.key_revoked_since is not None:
        return f" Kunci {checked.signed_by} dicabut sejak {checked.key_revoked_since:%d-%m-%Y}."
    told = f" Alasan: {checked.reason.term.lower()}." if checked.reason else ""
    if checked.replaced_by:
        told += f" Penggantinya {checked.replaced_by}."
    if checked.verdict == "unchecked":
        told += " Keaslian terbukti, pencabutan belum diperiksa."
    if checked.list_at is not None:
        told += f" Daftar status per {checked.list_at.astimezone(JAKARTA):%d-%m-%Y %H.%M}."
    return told


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a long text is no path
        return False


def _doctor(args: argparse.Namespace) -> int:
    from app.bootstrap import workspace
    from app.services import doctor

    data = _data(args)
    room = data.folder(data.room())
    try:
        with contextlib.ExitStack() as stack:
            ws = stack.enter_context(workspace(data, exclusive=False)) if room.exists() else None
            checks = doctor.examine(data.root, ws)
    except UserError as error:  # what cannot be opened is what somebody asks a doctor about
        checks = doctor.examine_closed(data.root, room, error)
    marks = {True: "ada    ", False: "KURANG ", None: "tidak  "}
    lines = [f"{marks[c.ok]} {c.name}{': ' if c.detail else ''}{c.detail}" for c in checks]
    tell(args, checks, "\n".join(lines))
    return 1 if any(c.ok is False for c in checks) else 0


def _rebuild(args: argparse.Namespace) -> None:
    from app.bootstrap import workspace
    from app.paths import WORK
    from app.services.rebuild import rebuild

    data = _data(args)
    with workspace(data, WORK) as ws:
        told = rebuild(args.journal, ws)
    data.choose(WORK)
    lines = [
        f"Dibangun kembali di {data.root}: {told.waiting} rekaman menunggu dikirim, "
        f"{told.confirmed} sudah ada di pusat, {told.drafts} draf, {told.photos} foto.",
        "Hubungkan laptop ini lagi ke pusat dengan kode baru dari admin, lalu sinkronkan.",
    ]
    if told.lost_photos:
        lines.append(f"{told.lost_photos} foto belum terkirim dan tidak ada di folder lama.")
    tell(args, told, "\n".join([*lines, *told.faults]))


def _tour(args: argparse.Namespace) -> int:
    from app.bootstrap import has_screen, run_tour

    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    walked = run_tour(args.out)
    files = [str(path) for path in (*walked.pictures, walked.certificate, *walked.papers)]
    tell(args, {"files": files}, "\n".join(files))
    return 0
