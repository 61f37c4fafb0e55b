"""The verbs about certificates: official numbers, the status list, a laptop's key."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.central import admin_words, official, revoked_keys, standing_list
from app.central.admin_desk import opened, tell
from app.errors import UserError
from app.protocol import status
from app.protocol.keys import public_key

Add = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add_verbs(verb: Add) -> None:
    """Add `numbers`, `status-list` and `revoke-key`."""
    verb("numbers", _numbers, "nomor surat: terpakai, dipinjamkan, hangus, berikutnya")
    sub = verb("status-list", _status_list, "tulis daftar status untuk situs periksa sertifikat")
    sub.add_argument("--out", type=Path, required=True, help="misalnya situs/status.cwt")
    sub = verb("revoke-key", _revoke_key, "jangan percaya lagi kunci satu laptop")
    sub.add_argument("laptop", help="kode laptop, misalnya A7")
    add_from(sub)


def add_from(parser: argparse.ArgumentParser) -> None:
    """The day from which a key is not believed."""
    parser.add_argument(
        "--from",
        dest="since",
        type=date.fromisoformat,
        metavar="TTTT-BB-HH",
        help="sejak tanggal ini; bawaan: sekarang",
    )


def _numbers(args: argparse.Namespace) -> int:
    with opened(args) as centre, centre.engine.begin() as conn:
        official.close_old(conn, centre.clock.now())
        lines = official.account(conn)
    value = [{**dataclasses.asdict(x), "next": x.last + 1} for x in lines]
    return tell(args, {"series": value}, admin_words.numbers(lines))


def _status_list(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        held = standing_list.current(centre, unhurried=True)
        with centre.engine.connect() as conn:
            root = public_key(centre.state(conn)["root_public_key"])
    listed = status.read(held.message, [root])
    try:
        _write_whole(args.out, held.message)
    except OSError as error:
        raise UserError(
            "central.cannot_write",
            f"{args.out} tidak dapat ditulis.",
            todo="Periksa folder dan izinnya, lalu ulangi.",
        ) from error
    count = sum(number for _, number in listed.directory.values())
    value = {"file": args.out, "issued_at": held.issued_at, "numbers": count}
    text = f"Daftar status {held.issued_at:%d-%m-%Y %H.%M} UTC ditulis ke {args.out}."
    return tell(args, value, text)


def _write_whole(path: Path, data: bytes) -> None:
    """A web server that reads meanwhile gets the old list or the new one, never half of one."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(data)
    fresh.replace(path)


def _revoke_key(args: argparse.Namespace) -> int:
    with opened(args) as centre:
        done = revoked_keys.revoke_key(centre, args.laptop, args.since)
    return tell(args, dataclasses.asdict(done), admin_words.revoked_key(done))
