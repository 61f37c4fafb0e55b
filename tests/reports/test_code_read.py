"""The code as printed on 38 mm at 300 dpi is read, also from a photograph taken with some care."""

from __future__ import annotations

import numpy as np
import pytest

from app.reports import qr
from benchmarks.qr_photos import (
    MILD,
    Printed,
    Shot,
    longest_code,
    photographed,
    printed,
    reads,
    reads_at_once,
    with_one,
)


@pytest.fixture(scope="module")
def paper() -> Printed:
    return printed(longest_code())


def test_its_squares_are_whole_dots_of_a_printer(paper: Printed) -> None:
    assert paper.module == pytest.approx(round(paper.module))
    assert paper.module / 300 * 72 >= qr.SMALLEST_MODULE
    assert paper.picture.shape[0] / 300 * 25.4 <= 38.1


@pytest.mark.parametrize("seed", range(6))
def test_clean_and_mildly_spoiled_photographs_are_read(paper: Printed, seed: int) -> None:
    assert reads(paper, Shot(), np.random.default_rng(seed))
    assert reads(paper, MILD, np.random.default_rng(seed))


def test_a_second_look_reads_what_is_a_little_out_of_focus(paper: Printed) -> None:
    shot = with_one("blur", 0.6)
    assert not any(reads_at_once(paper, shot, np.random.default_rng(seed)) for seed in range(3))
    assert all(reads(paper, shot, np.random.default_rng(seed)) for seed in range(3))


def test_a_photograph_is_spoiled_as_asked(paper: Printed) -> None:
    """What is measured would mean nothing if nothing were done to the picture."""
    clean, mild, lost = (
        np.asarray(photographed(paper, shot, np.random.default_rng(1)), np.float32)
        for shot in (Shot(), MILD, Shot(blur=2))
    )
    assert clean.shape == mild.shape
    assert float(np.abs(clean - mild).mean()) > 20
    assert not reads(paper, Shot(blur=2), np.random.default_rng(1))
    assert float(lost.std()) < float(clean.std())
