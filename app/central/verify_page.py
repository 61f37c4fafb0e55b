"""Builds the public page that checks a code: `make verify-page`.

The sources in `packaging/verify-page` are put into one folder together with what only the
Dinas knows: its root keys, the address, the names of its regions. Nothing else is needed to
serve it. Ed25519 for browsers that lack it comes from npm at this moment, held to one
version and one hash; it is no part of the project.
"""

from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app import __version__
from app.errors import UserError
from app.paths import RESOURCES
from app.protocol import keys, status

SOURCES = RESOURCES.parent / "packaging" / "verify-page"
FALLBACK = "noble-ed25519.js"
_PACKAGE = "@noble/ed25519@3.2.0"
_INTEGRITY = (
    "sha512-criDgRlnUA09hchYrTy/JUWPIEap5rZxQe6wDWzRx51o"
    "WWpDRcUpuNzlgPxDJaOK6AsW9c0wKcj3rKRv6t+bPQ=="
)
_SUFFIXES = {".js", ".css", ".html", ".svg"}
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?")
_MARK = re.compile(r"\{\{(\w+)(?::([\w-]+))?\}\}")
_PAGES = {"index.html": ("page.js", "preloads"), "draw.html": ("draw.js", "drawPreloads")}
"""Each page with the script it starts and the mark where what that one needs is named."""

_IMPORT = re.compile(r'^import [^;]*?from "\./([\w-]+\.js)";', re.MULTILINE)
_WORKER = "sw.js"
_NAMED = {"provinsi", "kabkota", "kecamatan"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page is built for; `status` is a list to lay beside it, if there is one yet."""

    root_keys: tuple[str, ...]
    host: str
    out: Path
    status: Path | None = None
    with_fallback: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """The names of the files that were written, and the version they bear."""

    version: str
    files: tuple[str, ...] = field(default=())


def build(wanted: Wanted) -> Built:
    """Write the page into its folder.

    Raises UserError for a key or host that is none, a folder with other things in it, a list
    that no given key signed, and when the fallback cannot be had.
    """
    roots = tuple(_root(key) for key in wanted.root_keys)
    host = _host(wanted.host)
    _check_folder(wanted.out)
    listed = None if wanted.status is None else _status(wanted.status, roots)
    files = _sources()
    if wanted.with_fallback:
        files |= fallback()
    files["config.js"] = _config(roots, host, with_fallback=wanted.with_fallback)
    version = _finish(files)
    wanted.out.mkdir(parents=True, exist_ok=True)
    if listed is not None:
        _write(wanted.out / "status.cwt", listed)
    # The worker last: browsers that meet it must find all it names.
    for name in sorted(files, key=lambda name: name == _WORKER):
        _write(wanted.out / name, files[name])
    return Built(version, tuple(sorted(files)))


def _root(text: str) -> str:
    try:
        return base64.b64encode(keys.public_key(text.strip()).public_bytes_raw()).decode("ascii")
    except ValueError as error:
        raise UserError(
            "verify_page.bad_key",
            "Kunci induk yang diberikan bukan kunci.",
            todo="Salin lagi seluruh kunci publik yang ditampilkan `main.py central init`.",
        ) from error


def _host(text: str) -> str:
    host = text.strip().lower()
    if not _HOST.fullmatch(host):
        raise UserError(
            "verify_page.bad_host",
            f"{text} bukan nama host.",
            todo="Beri nama saja, misalnya kurasi.example.go.id, tanpa https:// dan garis miring.",
        )
    return host


def _check_folder(out: Path) -> None:
    if out.is_dir() and (not any(out.iterdir()) or (out / "config.js").exists()):
        return
    if out.exists():
        raise UserError(
            "verify_page.folder",
            f"{out} bukan folder kosong dan bukan halaman yang dibuat sebelumnya.",
            safe="Isinya tidak disentuh.",
            todo="Pilih folder lain dengan --out.",
        )


def _status(path: Path, roots: Sequence[str]) -> bytes:
    message = path.read_bytes()
    try:
        status.read(message, [keys.public_key(root) for root in roots])
    except status.StatusError as error:
        raise UserError(
            "verify_page.bad_status",
            f"{path} bukan daftar status yang ditandatangani kunci induk ini.",
            todo="Buat dengan `main.py central status-list --out BERKAS`.",
        ) from error
    return message


def _sources() -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in sorted(SOURCES.iterdir())
        if path.suffix in _SUFFIXES
    }


def fallback() -> dict[str, bytes]:
    """Ed25519 in JavaScript and its licence, by npm. Raises UserError when it cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        archive = _packed(Path(folder))
        digest = hashlib.sha512(archive.read_bytes()).digest()
        if f"sha512-{base64.b64encode(digest).decode('ascii')}" != _INTEGRITY:
            raise _no_fallback("Isi paketnya bukan yang dikenal.")
        with tarfile.open(archive) as opened:
            return {
                FALLBACK: _member(opened, "package/index.js"),
                FALLBACK.replace(".js", "-LICENSE.txt"): _member(opened, "package/LICENSE"),
            }


def _packed(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise _no_fallback("npm tidak terpasang.")
    command = [npm, "pack", _PACKAGE, "--ignore-scripts", "--prefer-offline", "--silent"]
    ran = subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=120)
    found = list(folder.glob("*.tgz"))
    if ran.returncode or len(found) != 1:
        raise _no_fallback("npm tidak dapat mengambilnya; mungkin tidak ada jaringan.")
    return found[0]


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    opened = archive.extractfile(name)
    assert opened is not None, name
    with opened:
        return opened.read()


def _no_fallback(why: str) -> UserError:
    return UserError(
        "verify_page.no_fallback",
        f"{_PACKAGE}, untuk peramban yang belum mengenal Ed25519, tidak didapat. {why}",
        safe="Halaman yang sudah ada tidak berubah.",
        todo="Coba lagi dengan jaringan, atau tambahkan --without-fallback: "
        "peramban lama lalu diminta diperbarui.",
    )


def _config(roots: Sequence[str], host: str, *, with_fallback: bool) -> bytes:
    values = {
        "HOST": host,
        "ROOTS": list(roots),
        "FALLBACK": with_fallback,
        "REGIONS": _regions(),
    }
    lines = [f"export const {name} = {_script(value)};" for name, value in values.items()]
    return "\n".join(["// Written by `make verify-page`.", *lines, ""]).encode()


def _script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _regions() -> dict[str, str]:
    path = RESOURCES / "regions" / "wilayah_dki.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines) if row["level"] in _NAMED}


def _finish(files: dict[str, bytes]) -> str:
    """Fill the marks in the page and its worker; the version is a hash of everything."""
    for page, (entry, mark) in _PAGES.items():
        eager = sorted(_needs(files, entry) - {entry})
        preloads = "\n".join(f'<link rel="modulepreload" href="{name}">' for name in eager)
        files[page] = _filled(files[page], {mark: preloads})
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    version = f"{__version__}-{digest.hexdigest()[:12]}"
    alone = {"index.html", "old.js", _WORKER}
    licence = FALLBACK.replace(".js", "-LICENSE.txt")
    shell = ["./", *sorted(name for name in files if name not in {*alone, licence})]
    words = {"version": version, "files": _script(shell)}
    files[_WORKER] = _filled(files[_WORKER], words)
    return version


def _needs(files: dict[str, bytes], entry: str) -> set[str]:
    """A script and all it cannot start without."""
    found, open_ = set[str](), [entry]
    while open_:
        name = open_.pop()
        found.add(name)
        open_ += [one for one in _IMPORT.findall(files[name].decode()) if one not in found]
    return found


def _filled(source: bytes, words: dict[str, str]) -> bytes:
    def fill(mark: re.Match[str]) -> str:
        return _icon(mark[2]) if mark[1] == "icon" else words[mark[1]]

    return _MARK.sub(fill, source.decode()).encode()


def _icon(name: str) -> str:
    svg = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return svg.replace("<svg", '<svg aria-hidden="true"', 1)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: the page may be in use."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


def main(argv: Sequence[str] | None = None) -> int:
    """Build as the command line says; the exit status."""
    parser = argparse.ArgumentParser(prog="make verify-page", description=__doc__)
    parser.add_argument(
        "--root-key", required=True, help="kunci publik induk; beberapa dengan koma"
    )
    parser.add_argument(
        "--host", required=True, help="nama dalam kode QR (central init --verify-host)"
    )
    parser.add_argument("--status", type=Path, help="daftar dari `central status-list --out`")
    parser.add_argument("--without-fallback", action="store_true", help="tanpa paket dari npm")
    parser.add_argument("--out", type=Path, required=True, help="folder halaman")
    args = parser.parse_args(argv)
    roots = tuple(args.root_key.split(","))
    wanted = Wanted(roots, args.host, args.out, args.status, not args.without_fallback)
    try:
        built = build(wanted)
    except (UserError, OSError) as error:
        told = error.sentence if isinstance(error, UserError) else f"{error.filename}: {error}"
        sys.stderr.write(f"{told}\n")
        return 1
    count = len(built.files)
    sys.stdout.write(f"{count} berkas di {wanted.out}, versi {built.version}.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
