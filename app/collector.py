"""Sparing Python's collector of cycles: what it looks through, and how often."""

from __future__ import annotations

import gc

_YOUNG = 50_000
"""New containers before the youngest are looked through; Python's own 700 come with every twenty
rows of a batch, none of which is ever part of a cycle: a quarter of the centre's time."""


def spare_the_collector() -> None:
    """To be called once all is loaded.

    What was loaded to begin with stays for good, and is not looked through again: a full
    collection of it held the window for 108 ms, in the middle of anything, and a request for 75.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, 10, 10)
