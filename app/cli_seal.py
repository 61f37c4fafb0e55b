"""`main.py seal`: certificates signed where no window is."""

from __future__ import annotations

import argparse
import getpass
import sys
from dataclasses import dataclass
from pathlib import Path

from app.clock import SystemClock
from app.services import seal_keys, seals

SUFFIX = " tertanda.pdf"
"""What a signed file is called, after the name of the one it was made from."""


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file that was written, and whether a timestamp service vouches for its moment."""

    path: Path
    stamped: bool


def seal_files(args: argparse.Namespace) -> list[SealedFile]:
    """Sign each file into a new one; what was written before a failure stays."""
    source: seal_keys.Source
    if args.p12:
        source = seal_keys.P12(args.p12)
    else:
        source = seal_keys.Token(args.pkcs11, args.token, args.key)
    clock, stamper = SystemClock(), seals.stamper_of(args.timestamp)
    done = []
    with seal_keys.opened(source, _secret(source), clock.now()) as key:
        for path in args.files:
            made = seals.seal(path.read_bytes(), key, clock.now(), stamper)
            target = (args.out_dir or path.parent) / f"{path.stem}{SUFFIX}"
            target.write_bytes(made.pdf)
            done.append(SealedFile(target, made.stamped))
    return done


def _secret(source: seal_keys.Source) -> str:
    """Typed unseen at a terminal, else the first line that comes in."""
    words = "Kata sandi P12: " if isinstance(source, seal_keys.P12) else "PIN token: "
    if sys.stdin.isatty():
        return getpass.getpass(words)
    return sys.stdin.readline().rstrip("\r\n")
