"""`main.py draw verify`: a stranger with two files does the draw again; no data folder is made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from app.domain.market.draw import draw
from tests.fixtures.draw_files import NUMBERS, Case, announcement, cases, published


def laid(tmp_path: Path, files: list[bytes]) -> list[str]:
    paths = [tmp_path / f"undian-{at}.json" for at in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    return list(map(str, paths))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_verdict_and_the_status(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hashed = ["--hash", case.published] if case.published else []
    status = main(["draw", "verify", *laid(tmp_path, case.files), "--json", *hashed])
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == case.verdict
    assert status == (0 if case.verdict in ("same", "announced") else 1)


def test_it_prints_the_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of = announcement()
    assert main(["draw", "verify", *laid(tmp_path, published(of))]) == 0
    out = capsys.readouterr().out
    assert out.startswith("COCOK. Diundi ulang dari berkasnya: urutannya sama.\n")
    assert f"Sidik jari SHA-256: {of.fingerprint}\n" in out
    assert f"{of.sources[0]}: {NUMBERS[0]}\n" in out
    order = draw(of, NUMBERS).order
    lines = [f"{at}. {one.name} ({one.area})\n" for at, one in enumerate(order, 1)]
    lines.insert(of.places, "Daftar tunggu:\n")
    assert out.endswith("".join(lines))


def test_with_numbers_instead_of_a_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of = announcement()
    paths = laid(tmp_path, published(of)[:1])
    numbers = [word for one in NUMBERS for word in ("--number", one)]
    assert main(["draw", "verify", *paths, *numbers, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["order"] == [one.to_json() for one in draw(of, NUMBERS).order]
    assert main(["draw", "verify", *paths, "--number", "7a", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "draw.bad_number"


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", "verify", str(tmp_path / "tidak-ada.json")]) == 1
    assert "tidak-ada.json" in capsys.readouterr().err
