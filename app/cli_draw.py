"""`main.py draw verify`: do a published draw again; needs no data of this program."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.dates import long_date
from app.errors import UserError

if TYPE_CHECKING:
    from app.domain.market.draw_files import Checked

Tell = Callable[[argparse.Namespace, Any, str], None]


def add_verb(
    verb: Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser],
    tell: Tell,
) -> None:
    """Add the verb to the parser; `tell` answers."""

    def verify(args: argparse.Namespace) -> int:
        found = _checked(args)
        tell(args, _answer(found), "\n".join(_lines(found)))
        return 0 if found.verdict in _GOOD else 1

    sub = verb("draw", verify, "periksa undian: undi ulang dari berkas yang diumumkan")
    sub.add_argument("what", choices=["verify"])
    sub.add_argument("files", type=Path, nargs="+", metavar="BERKAS", help="pengumuman dan hasil")
    sub.add_argument("--hash", default="", metavar="SIDIK_JARI", help="dari kertas pengumuman")
    sub.add_argument(
        "--number",
        action="append",
        default=[],
        metavar="ANGKA",
        help="angka publik, menurut urutan sumbernya, sebagai ganti berkas hasil",
    )


_GOOD = ("same", "announced")


def _checked(args: argparse.Namespace) -> Checked:
    from app.domain.market import draw, draw_files

    found = draw_files.check([_read(path) for path in args.files], args.hash)
    if not args.number or found.announcement is None or found.verdict != "announced":
        return found
    try:
        drawn = draw.draw(found.announcement, args.number)
    except draw.DrawError as error:
        count = len(found.announcement.sources)
        raise UserError(
            "draw.bad_number",
            f"Angkanya tidak terbaca: {count} sumber masing-masing memberi satu baris angka.",
            todo="Beri --number sekali untuk setiap sumber, menurut urutannya.",
        ) from error
    claim = draw_files.Claim(
        found.fingerprint, tuple(args.number), tuple(str(one.key) for one in drawn.order)
    )
    return draw_files.Checked(found.verdict, found.announcement, found.fingerprint, claim, drawn)


def _read(path: Path) -> bytes:
    from app.domain.market.draw_files import MOST_BYTES

    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _answer(found: Checked) -> dict[str, Any]:
    announced, drawn = found.announcement, found.drawn
    return {
        "verdict": str(found.verdict),
        "fingerprint": found.fingerprint,
        "announcement": announced.to_json() if announced else None,
        "numbers": found.claim.numbers if found.claim else (),
        "places": drawn.places if drawn else None,
        "order": [one.to_json() for one in drawn.order] if drawn else [],
    }


def _lines(found: Checked) -> list[str]:
    from app.domain.market.draw_files import SENTENCES

    lines = [f"{found.verdict.term}. {SENTENCES[found.verdict]}"]
    announced = found.announcement
    if announced is None:
        return lines
    lines += [
        announced.title,
        f"{len(announced.candidates)} peserta, {announced.places} tempat, diumumkan "
        f"{long_date(announced.announced_on)}, angka terbit {long_date(announced.decided_on)}.",
        f"Sidik jari SHA-256: {found.fingerprint}",
    ]
    numbers = found.claim.numbers if found.claim else ()
    for at, source in enumerate(announced.sources):
        lines.append(f"{source}: {numbers[at] if at < len(numbers) else 'belum ada'}")
    if found.drawn is not None:
        for at, one in enumerate(found.drawn.order, 1):
            if at == announced.places + 1:
                lines.append("Daftar tunggu:")
            lines.append(f"{at}. {one.name} ({one.area})")
    return lines
