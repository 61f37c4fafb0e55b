"""Kurasi Lapangan: starts the program; `main.py --help` lists the headless verbs."""

from __future__ import annotations

import sys

from app.photos.jobs import VERB, serve

if __name__ == "__main__":
    if sys.argv[1:2] == [VERB]:  # before all else: a workshop loads as little as it can
        sys.exit(serve(sys.argv[2]))
    from app.cli import main

    sys.exit(main())
