"""The tour's answer holds no remarks about the missing screen, and hides nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import qWarning

from app.ui.tour.quiet import screen_remarks_left_out


def test_only_remarks_about_the_missing_screen_are_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with screen_remarks_left_out():
        qWarning("This plugin does not support propagateSizeHints()")
        qWarning("QPainter::begin: Paint device returned engine == 0")
    assert capsys.readouterr().err == "QPainter::begin: Paint device returned engine == 0\n"


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_afterwards_the_handler_before_hears_again(qtlog: Any) -> None:
    with screen_remarks_left_out():
        pass
    qWarning("sesudahnya")
    assert [record.message for record in qtlog.records] == ["sesudahnya"]
