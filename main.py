"""Kurasi Lapangan: starts the program; `main.py --help` lists the headless verbs."""

from __future__ import annotations

import sys

from app.cli import main

if __name__ == "__main__":
    sys.exit(main())
