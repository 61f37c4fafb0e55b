"""The verbs of a centre: `main.py central init | add-curator | people | … | serve | try`."""

from __future__ import annotations

import argparse
import dataclasses
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from app.central import admin_trust, admin_words, held, parcels, people, register, status
from app.central import centre as centres
from app.central.admin_desk import opened, tell
from app.central.centre import Centre
from app.central.reconcile import reconcile
from app.central.restored import restored
from app.central.tls import TlsFiles, make_certificate
from app.clock import SystemClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.errors import UserError
from app.paths import RESOURCES, default_data_dir
from app.protocol.trust import fingerprint

Verb = Callable[[argparse.Namespace], int]
Fill = Callable[[Centre, Path, TlsFiles], None]


def add_verbs(parser: argparse.ArgumentParser, fill: Fill) -> None:
    """Add the verbs of a centre to `main.py central`; `fill` loads sample data into a trial."""
    parser.set_defaults(verb=lambda _args: parser.print_help())
    verbs = parser.add_subparsers(metavar="perintah")

    def verb(name: str, run: Verb, help_text: str) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=help_text)
        sub.add_argument("--json", action="store_true", help="jawaban untuk skrip")
        sub.add_argument("--database-url", default=os.environ.get("KURASI_DATABASE_URL", ""))
        sub.add_argument("--folder", type=Path, default=_default_folder(), help="foto dan kunci")
        sub.set_defaults(verb=run)
        return sub

    sub = verb("init", _init, "siapkan basis data pusat; boleh diulang")
    sub.add_argument("--verify-host", default=centres.DEFAULT_VERIFY_HOST)
    sub = verb("add-curator", _add, "daftarkan orang dan buat kode sekali pakai")
    sub.add_argument("name")
    _grants(sub, required=True)
    verb("people", _people, "daftar orang, peran, dan laptopnya")
    sub = verb("reset", _reset, "akhiri semua login seseorang dan buat kode baru")
    sub.add_argument("person")
    sub = verb("move", _move, "ganti wilayah dan peran seseorang")
    sub.add_argument("person")
    _grants(sub, required=True)
    sub = verb("deactivate", _deactivate, "keluarkan seseorang; catatannya tetap")
    sub.add_argument("person")
    sub = verb("revoke", _revoke, "cabut satu laptop (hilang, dicuri) dan kuncinya")
    sub.add_argument("laptop", help="kode laptop, misalnya A7")
    admin_trust.add_from(sub)
    admin_trust.add_verbs(verb)
    sub = verb("import", _import, "muat daftar usaha yang ada (CSV atau XLSX)")
    sub.add_argument("file", type=Path)
    sub = verb(
        "status", _status, "laptop: kapan terlihat, apa yang menunggu; foto: baris dan berkas"
    )
    sub.add_argument("--deep", action="store_true", help="baca setiap foto dan periksa sidiknya")
    sub = verb("held", _held, "titipan: catatan yang diserahkan, untuk diterima atau ditolak")
    decide = sub.add_mutually_exclusive_group()
    decide.add_argument("--accept", type=UUID, metavar="KUNCI")
    decide.add_argument("--reject", type=UUID, metavar="KUNCI")
    sub = verb("take", _take, "terima berkas dari laptop dan tulis jawabannya")
    sub.add_argument("file", type=Path)
    sub.add_argument("--reply", type=Path, required=True, help="berkas jawaban untuk laptop itu")
    verb("restored", _restored, "setelah pemulihan dari cadangan: mulai zaman baru")
    sub = verb("serve", _serve, "jalankan layanan HTTPS")
    _listen(sub)
    sub.add_argument("--certificate", type=Path, help="sertifikat TLS (PEM)")
    sub.add_argument("--key", type=Path, help="kunci TLS (PEM)")
    sub = verb("try", _try, "coba: PostgreSQL sendiri, data contoh, kode untuk satu laptop")
    _listen(sub)
    sub.add_argument("--empty", action="store_true", help="tanpa data contoh")
    sub.set_defaults(fill=fill)


def _default_folder() -> Path:
    return Path(os.environ.get("KURASI_CENTRE_DIR") or default_data_dir() / "pusat")


def _grants(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--region", action="append", required=required, help="kode wilayah, boleh beberapa"
    )
    parser.add_argument(
        "--role", action="append", choices=[str(r) for r in Role], help="bawaan: curator dan chair"
    )


def _listen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8443)


def _init(args: argparse.Namespace) -> int:
    with opened(args, ready=False) as centre:
        fresh = centres.init(centre, RESOURCES, args.verify_host)
        with centre.engine.connect() as conn:
            key = centre.state(conn)["root_public_key"]
    text = "Pusat siap." if fresh else "Pusat sudah siap sebelumnya, kini mutakhir."
    return tell(args, {"fresh": fresh, "root_key": key}, f"{text} Kunci induk: {key}")


def _wanted(args: argparse.Namespace) -> list[Grant]:
    roles = [Role(r) for r in args.role or (Role.CURATOR, Role.CHAIR)]
    return [Grant(role, region) for region in args.region for role in roles]


def _add(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        person = people.add_person(centre, args.name, _wanted(args))
        code = people.new_code(centre, person)
    return tell(args, {"person": person, "code": code}, f"Kode untuk {args.name}: {code}")


def _people(args: argparse.Namespace) -> int:
    with opened(args) as centre, centre.engine.connect() as conn:
        found = people.people(conn)
    lines = [
        f"{p['name']}{'' if p['active'] else ' (nonaktif)'}: {', '.join(p['roles']) or '-'}; "
        f"laptop {', '.join(p['devices']) or '-'}"
        for p in found
    ]
    return tell(args, {"people": found}, "\n".join(lines) or "Belum ada orang.")


def _person(centre: Centre, text: str) -> Any:
    with centre.engine.connect() as conn:
        return people.find_person(conn, text)


def _reset(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        code = people.reset(centre, _person(centre, args.person))
    return tell(args, {"code": code}, f"Login lama diakhiri. Kode baru: {code}")


def _move(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        people.set_grants(centre, _person(centre, args.person), _wanted(args))
    regions = ", ".join(args.region)
    return tell(args, {"regions": args.region}, f"{args.person} kini bertugas di {regions}.")


def _deactivate(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        people.set_active(centre, _person(centre, args.person), active=False)
    return tell(args, {"active": False}, f"{args.person} tidak lagi dapat masuk.")


def _revoke(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        done = people.revoke_device(centre, args.laptop, args.since)
    text = f"Laptop {done.code} tidak lagi dapat masuk.\n{admin_words.revoked_key(done)}"
    return tell(args, {"revoked": done.code, **dataclasses.asdict(done)}, text)


def _import(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        loaded = register.load(centre, args.file)
    lines = [
        f"{loaded.written} usaha ditulis, {loaded.unchanged} tidak berubah, "
        f"{loaded.twice} ganda, {loaded.bad} salah."
    ]
    shown = (*loaded.problems, *loaded.duplicates)
    lines += [f"baris {p.line}, {p.column}: {p.text}" for p in shown[:50]]
    counts = {n: getattr(loaded, n) for n in ("written", "unchanged", "twice", "bad")}
    return tell(args, counts, "\n".join(lines))


def _status(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        with centre.engine.connect() as conn:
            lines, held_count = status.laptops(conn), status.held_waiting(conn)
            papers = status.papers(conn)
        photos = reconcile(centre, deep=args.deep)
    value = {
        "laptops": [dataclasses.asdict(line) for line in lines],
        "held": held_count,
        "certificates": dataclasses.asdict(papers),
        "photos": dataclasses.asdict(photos),
    }
    return tell(args, value, admin_words.status(lines, held_count, papers, photos))


def _held(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        key = args.accept or args.reject
        if key is not None:
            count = held.settle(centre, key, accept=args.accept is not None)
            word = "diterima" if args.accept else "ditolak"
            return tell(args, {"settled": count}, f"{count} titipan {word}.")
        with centre.engine.connect() as conn:
            lines = held.waiting(conn)
    return tell(
        args, {"held": [dataclasses.asdict(line) for line in lines]}, admin_words.held(lines)
    )


def _take(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        taken = parcels.take(centre, args.file, args.reply)
    text = (
        f"Dari laptop {taken.laptop} ({taken.person}): {taken.rows} catatan, "
        f"{taken.photos} foto diterima, {taken.refused} ditolak. Jawaban: {args.reply}"
    )
    return tell(args, dataclasses.asdict(taken), text)


def _restored(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        done = restored(centre)
    text = (
        f"Zaman baru dimulai. Foto utuh yang ditemukan kembali: {done.blobs_found}; "
        f"yang hilang dan akan diminta lagi: {done.blobs_lost}. "
        f"Nomor surat yang dilewati: {done.numbers_void}."
    )
    return tell(args, dataclasses.asdict(done), text)


def _require_free(host: str, port: int) -> None:
    """Raise UserError `central.port_taken` before anybody is invited to this address."""
    try:
        with socket.create_server((host, port)):
            return
    except (OSError, OverflowError) as error:
        raise UserError(
            "central.port_taken",
            f"Alamat {host} porta {port} tidak dapat dipakai: sudah dipakai atau tidak ada.",
            todo="Pilih porta lain dengan --port.",
        ) from error


def _leave_cleanly() -> None:
    """Ended by the system or a closed terminal, we still stop what we started."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _frame: sys.exit(128 + number))


def _invitation(args: argparse.Namespace, tls: TlsFiles) -> dict[str, str]:
    mark = fingerprint(tls.certificate.read_text(encoding="ascii"))
    return {"url": f"https://{args.host}:{args.port}", "fingerprint": mark}


def _serve(args: argparse.Namespace) -> int:
    from app.central.server import serve

    if bool(args.certificate) != bool(args.key):
        raise UserError(
            "central.tls_half", "Beri --certificate dan --key bersama-sama, atau tidak keduanya."
        )
    with opened(args) as centre:
        tls = TlsFiles(args.certificate, args.key) if args.certificate else _own_tls(args)
        value = _invitation(args, tls)
        _require_free(args.host, args.port)
        tell(args, value, f"Melayani {value['url']}, sidik jari {value['fingerprint']}.")
        serve(centre, args.host, args.port, tls)
    return 0


def _own_tls(args: argparse.Namespace) -> TlsFiles:
    """A certificate of our own; laptops compare its fingerprint when they enrol."""
    return make_certificate(args.folder / "tls", (args.host,))


def _try(args: argparse.Namespace) -> int:
    from app.central.embedded import embedded_postgres
    from app.central.server import serve

    _leave_cleanly()
    _require_free(args.host, args.port)
    with embedded_postgres(args.folder / "postgres") as engine:
        centre = centres.open_centre(engine, args.folder, SystemClock())
        fresh = centres.init(centre, RESOURCES)
        tls = _own_tls(args)
        if fresh and not args.empty:
            args.fill(centre, args.folder / "pengisi", tls)
        grants = [Grant(Role.CURATOR, "31.74"), Grant(Role.CHAIR, "31.74")]
        code = people.new_code(centre, people.add_person(centre, "Kurator Coba", grants))
        with engine.connect() as conn:
            root_key = centre.state(conn)["root_public_key"]
        value = {**_invitation(args, tls), "code": code, "root_key": root_key}
        tell(
            args,
            value,
            f"Alamat      {value['url']}\nKode        {code}\n"
            f"Sidik jari  {value['fingerprint']}\nKunci induk {root_key}\n"
            "Hentikan dengan Ctrl+C.",
        )
        serve(centre, args.host, args.port, tls)
    return 0
