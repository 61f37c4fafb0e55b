"""The record of bugs: enough to find them, nothing about people."""

from __future__ import annotations

import sys
from pathlib import Path

from app.bootstrap import BugRecord

NIK = "3174044108900001"


def test_a_bug_is_kept_without_its_values(tmp_path: Path) -> None:
    record = BugRecord(tmp_path / "data")
    for _ in range(2):
        try:
            raise ValueError(f"NIK {NIK} milik Sari")
        except ValueError:
            kind, _value, trace = sys.exc_info()
            assert kind is not None
            record.write(kind, trace)
    text = (tmp_path / "data" / "galat.log").read_text(encoding="utf-8")
    assert text.count("ValueError") == 2
    assert "test_bootstrap.py:" in text
    assert NIK not in text
    assert "Sari" not in text


def test_a_disk_that_refuses_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("berkas", encoding="utf-8")
    BugRecord(tmp_path / "data").write(ValueError, None)
