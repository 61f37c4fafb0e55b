"""A small room of sample data, filled once for a whole test run and copied for each test."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.clock import ManualClock
from app.domain.terms import Outcome
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services import certificates, papers, sample
from app.services.papers import PaperCard
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from tests.conftest import NOW

STYLES = ("good", "weak", "excellent", "in_process")
"""How the four products were scored, first to last; the first has no certificate yet."""


def _trimmed(folder: Path) -> Path:
    """Resources with one business of the sample's for each style."""
    data = json.loads((RESOURCES / "sample" / "sample.json").read_text(encoding="utf-8"))
    kept: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for style in STYLES:
        for business in data["businesses"]:
            fitting = [p for p in business["products"] if (p["scores"] or {}).get("style") == style]
            if fitting and business not in [k for k, _ in kept]:
                kept.append((business, fitting[0]))
                break
    data["businesses"] = [{**business, "products": [product]} for business, product in kept]
    (folder / "sample" / "photos").mkdir(parents=True)
    text = json.dumps(data, ensure_ascii=False)
    (folder / "sample" / "sample.json").write_text(text, encoding="utf-8")
    for number in range(1, len(kept) + 1):
        name = f"{number:02d}.jpg"
        shutil.copy(RESOURCES / "sample" / "photos" / name, folder / "sample" / "photos" / name)
    shutil.copy(RESOURCES / "curation.json", folder)
    return folder


def open_room(folder: Path) -> Workspace:
    """The workspace in a folder, with its settings beside it."""
    clock = ManualClock(NOW)
    ids = IdMaker(clock, random.Random(str(folder)))
    return Workspace(folder / "room", folder / "setelan.toml", RESOURCES, clock, ids)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the filled room; copy it, never open it."""
    folder = tmp_path_factory.mktemp("filled")
    ws = open_room(folder)
    ws.start("Rani Kurator", sample=True)
    ws.resources = _trimmed(tmp_path_factory.mktemp("trimmed"))
    issue, asked = certificates.issue, list[UUID]()

    def issue_later(ws: Workspace, decision_id: UUID) -> object:
        asked.append(decision_id)
        return issue(ws, decision_id) if len(asked) > 1 else None

    def heard(_done: int, _total: int) -> None:
        assert isinstance(ws.clock, ManualClock)
        ws.clock.advance(timedelta(minutes=1))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certificates, "issue", issue_later)
        sample.fill_curation(ws, heard)
    ws.close()
    return folder


def passed(ws: Workspace, *, issued: bool = True) -> PaperCard:
    """The room's passed decision that has its certificate, or the one that has none yet."""
    cards = papers.cards(ws, papers.ids(ws, only=Outcome.PASSED))
    return next(card for card in cards if (card.certificate_id is not None) == issued)


@pytest.fixture
def room(filled: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A filled workspace of the test's own."""
    shutil.copytree(filled, tmp_path / "data")
    ws = open_room(tmp_path / "data")
    yield ws
    ws.close()


@pytest.fixture
def desk(room: Workspace, lanes: InlineLanes) -> Iterator[Desk]:
    """A desk over the filled room whose jobs run at once."""
    made = Desk(room, lanes)
    yield made
    made.deleteLater()
