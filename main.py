"""Kurasi Lapangan: starts the program; `main.py --help` lists the headless verbs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from app.photos.jobs import VERB, serve


def main(arguments: Sequence[str] | None = None) -> int:
    """The program; or, before all else is loaded, the workshop beside it."""
    words = sys.argv[1:] if arguments is None else arguments
    if len(words) == 2 and words[0] == VERB:
        return serve(words[1])
    from app.cli import main as run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
