"""A data folder with one certificate in it, made once; each test works on a copy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import workspace
from app.cli import main
from app.paths import DataDir
from app.protocol import keys
from app.services import certificates
from tests.services.field import add_product, enrol, judge, open_session, register

ROOT = keys.new_private_key()
Run = Callable[..., tuple[int, str, str]]
RunJson = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an enrolled laptop that has issued one certificate."""
    data = DataDir(tmp_path_factory.mktemp("kantor") / "data")
    with workspace(data) as ws:
        enrol(ws, ROOT)
        product = add_product(ws, register(ws, "Dapur Sari & Rasa"))
        certificates.issue(ws, judge(ws, product, open_session(ws), 3))
    return data.root


@pytest.fixture
def data_dir(tmp_path: Path, office: Path) -> Path:
    """A copy of it."""
    folder = tmp_path / "data"
    shutil.copytree(office, folder, ignore=shutil.ignore_patterns("*.lock"))
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], data_dir: Path) -> Run:
    """Runs a verb in the data folder: exit status, output, errors."""

    def run_(*args: object, data: Path = data_dir) -> tuple[int, str, str]:
        status = main(["--data-dir", str(data), *map(str, args)])
        heard = capsys.readouterr()
        return status, heard.out, heard.err

    return run_


@pytest.fixture
def run_json(run: Run) -> RunJson:
    """Runs a verb with --json: exit status and the answer."""

    def run_(verb: str, *args: object, **how: Any) -> tuple[int, Any]:
        status, out, _ = run(verb, *args, "--json", **how)
        return status, json.loads(out)

    return run_
