"""Papers may be made in the I/O lane: several at once, and none disturbs another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from app.reports.certificate import render_certificate

from .samples import CERTIFICATE


def test_four_threads_make_the_same_papers_as_one() -> None:
    papers = [replace(CERTIFICATE, business_name=f"Usaha {n}") for n in range(8)]
    alone = [render_certificate(paper, invariant=True) for paper in papers]
    with ThreadPoolExecutor(4) as lane:
        together = list(lane.map(lambda paper: render_certificate(paper, invariant=True), papers))
    assert together == alone
