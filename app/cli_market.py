"""`main.py market export` and `main.py market import`: e-order without a window."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.dates import rupiah
from app.errors import UserError

if TYPE_CHECKING:
    from app.services.aid import LookedAid
    from app.services.eorder_check import Checked
    from app.services.eorder_spending import LookedSpending
    from app.services.recaps import Looked
    from app.services.workspace import Workspace

EXPORTS = ("eorder", "absorption")
IMPORTS = ("recap", "spending", "aid")

Open = Callable[[argparse.Namespace], AbstractContextManager["Workspace"]]
Tell = Callable[[argparse.Namespace, Any, str], None]


def add_verbs(
    verb: Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser],
    open_: Open,
    tell: Tell,
) -> None:
    """Add the verb to the parser; `open_` gives a workspace to write in, `tell` answers."""

    def market(args: argparse.Namespace) -> int:
        with open_(args) as ws:
            if ws.is_new:
                raise _new()
            if args.way == "export":
                answer, text, code = _export(ws, args)
            else:
                answer, text, code = _import(ws, args)
        tell(args, answer, text)
        return code

    sub = verb("market", market, "e-order: paket pendaftaran, serapan, rekap, belanja, bantuan")
    ways = sub.add_subparsers(dest="way", required=True, metavar="export|import")
    one = ways.add_parser("export", help="tulis paket pendaftaran (eorder) atau serapan")
    one.add_argument("what", choices=EXPORTS)
    one.add_argument("-o", "--output", type=Path, required=True, help="folder, .zip atau .xlsx")
    one.add_argument("--all", action="store_true", help="juga yang tidak berubah sejak ekspor lalu")
    one.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    one = ways.add_parser("import", help="impor rekap transaksi, total belanja atau bantuan")
    one.add_argument("what", choices=IMPORTS)
    one.add_argument("file", type=Path)
    one.add_argument("--skip-bad", action="store_true", help="lewati baris yang salah")
    one.add_argument("--programme", default="BPUM", help="bantuan yang tidak disebut di berkas")
    one.add_argument("--json", action="store_true", default=argparse.SUPPRESS)


def _new() -> UserError:
    return UserError("market.new", "Belum ada data di laptop ini.", todo="Buka dahulu programnya.")


def _export(ws: Workspace, args: argparse.Namespace) -> tuple[Any, str, int]:
    from app.services import eorder_absorption_xlsx, eorder_check, eorder_export
    from app.services.eorder_absorption import Filter

    if args.what == "absorption":
        path = eorder_absorption_xlsx.write(ws, args.output, Filter())
        return {"file": str(path)}, f"Ditulis ke {path}.", 0
    survey = eorder_check.survey(ws)
    held = [item for item in survey.items if item.troubles]
    lines = [
        f"ditahan: {item.row.business}, {item.row.name}: {trouble.what}"
        for item in held
        for trouble in item.troubles
    ]
    answer: dict[str, Any] = {"held": [_held(item) for item in held], "mapping": survey.mark}
    try:
        done = eorder_export.export(ws, args.output, fresh_only=not args.all)
    except UserError as error:
        if error.code != "eorder.nothing":
            raise
        answer |= {"file": None, "products": 0, "photos": 0}
        return answer, "\n".join([error.what, *lines]), 1
    answer |= {"file": str(done.path), "products": done.products, "photos": done.photos}
    text = f"{done.products} produk dengan {done.photos} foto ditulis ke {done.path}."
    return answer, "\n".join([text, *lines]), 0


def _held(item: Checked) -> dict[str, Any]:
    reasons = [{"what": trouble.what, "todo": trouble.todo} for trouble in item.troubles]
    return {
        "product_id": item.row.product_id,
        "product": item.row.name,
        "business": item.row.business,
        "state": item.state,
        "reasons": reasons,
    }


def _import(ws: Workspace, args: argparse.Namespace) -> tuple[Any, str, int]:
    """Looked at first: with bad rows nothing is taken in unless it was asked for."""
    seen = _look(ws, args)
    problems = [
        {"row": problem.line, "column": problem.column, "text": problem.text}
        for problem in seen.problems
    ]
    lines = [f"baris {p['row']}, {p['column']}: {p['text']}" for p in problems]
    answer: dict[str, Any] = {"file": seen.file, "problems": problems, "amount": seen.amount}
    if problems and not args.skip_bad:
        answer |= {"added": 0, "changed": 0, "known": seen.known}
        lines.append("Tidak ada yang diimpor. Perbaiki baris di atas, atau pakai --skip-bad.")
        return answer, "\n".join(lines), 1
    added, changed, known = _take(ws, seen)
    answer |= {"added": added, "changed": changed, "known": known}
    text = f"{added} baris baru, {changed} berubah, {known} sudah ada ({rupiah(seen.amount)})."
    return answer, "\n".join([text, *lines]), 0


def _look(ws: Workspace, args: argparse.Namespace) -> Looked | LookedSpending | LookedAid:
    from app.services import aid, eorder_spending, recaps

    if args.what == "recap":
        return recaps.look(ws, args.file)
    if args.what == "spending":
        return eorder_spending.look(ws, args.file)
    return aid.look(ws, args.file, args.programme)


def _take(ws: Workspace, seen: Looked | LookedSpending | LookedAid) -> tuple[int, int, int]:
    from app.services import aid, eorder_spending, recaps
    from app.services.aid import LookedAid
    from app.services.recaps import Looked

    if isinstance(seen, Looked):
        taken = recaps.take(ws, seen)
        return taken.added, taken.changed, taken.known
    if isinstance(seen, LookedAid):
        helped = aid.take(ws, seen)
        return helped.added, helped.changed, helped.known
    spent = eorder_spending.take(ws, seen)
    return spent.added, spent.changed, spent.known
