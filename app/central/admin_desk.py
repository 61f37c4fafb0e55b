"""What every verb of a centre does first and last: open it, say what came of it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.central import centre as centres
from app.central.centre import Centre
from app.clock import SystemClock
from app.errors import UserError
from app.models.engine import central_engine


@contextmanager
def opened(args: argparse.Namespace, *, ready: bool = True) -> Iterator[Centre]:
    """The centre a verb was called for; UserError when none was named, or it is not set up."""
    if not args.database_url:
        raise UserError(
            "central.no_database",
            "Basis data pusat belum disebutkan.",
            todo="Beri --database-url postgresql://… atau isi KURASI_DATABASE_URL.",
        )
    engine = central_engine(args.database_url)
    try:
        centre = centres.open_centre(engine, args.folder, SystemClock())
        if ready:
            with engine.connect() as conn:
                centre.state(conn)  # says so when `init` was never run
        yield centre
    finally:
        engine.dispose()


def tell(args: argparse.Namespace, value: dict[str, Any], text: str) -> int:
    """Print the answer, for people or for scripts; the exit code of a verb that succeeded."""
    print(json.dumps(value, ensure_ascii=False, default=str) if args.json else text)  # noqa: T201
    return 0
