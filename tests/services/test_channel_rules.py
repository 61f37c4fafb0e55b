"""Rules of entry: to a file and back, what an edited one would change, publishing it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.clock import ManualClock
from app.domain.market.channels import Channel
from app.errors import UserError
from app.services import certificates, channel_rules, channel_rules_files, standings
from app.services.channel_rules import RulesFileError
from app.services.channel_rules_files import Effect
from app.services.workspace import Workspace
from tests.services.field import add_product, enrol, judge, open_session, register

NIB = "1234567890123"


@pytest.fixture
def passed(ws: Workspace) -> UUID:
    """A cloth that may go to the bazaar and to the Friday market."""
    product = add_product(ws, register(ws, nib=NIB))
    certificates.issue(ws, judge(ws, product, open_session(ws), 4))
    return product


@pytest.fixture
def file(ws: Workspace, tmp_path: Path) -> Path:
    """The rules in force as a file."""
    return channel_rules_files.export(ws, tmp_path / "aturan.json")


def edited(file: Path, channel: Channel, **values: Any) -> dict[str, Any]:
    """What somebody wrote into the file."""
    data = json.loads(file.read_text(encoding="utf-8"))
    next(c for c in data["channels"] if c["channel"] == channel).update(values)
    file.write_text(json.dumps(data), encoding="utf-8")
    return channel_rules_files.read_file(file)


def test_a_file_comes_back_as_it_went(ws: Workspace, file: Path) -> None:
    body = channel_rules_files.read_file(file)
    assert body["version"] == 1
    assert len(body["channels"]) == len(Channel)
    with pytest.raises(UserError) as caught:
        channel_rules_files.propose(ws, body)
    assert caught.value.code == "channel_rules.unchanged"


def test_what_would_change_is_told_with_who_falls_out_and_comes_in(
    ws: Workspace, passed: UUID, file: Path
) -> None:
    add_product(ws, register(ws, "Kios Cici"), "Anting")
    edited(file, Channel.FRIDAY, photos=4)
    body = edited(file, Channel.MALL, level="district")
    told: list[tuple[int, int]] = []
    found = channel_rules_files.propose(ws, body, tell=lambda *done: told.append(done))
    assert [str(one) for one in found.differences] == [
        "Jenjang: Kota atau lebih tinggi → Kecamatan atau lebih tinggi",
        "Foto: paling sedikit 1 → paling sedikit 4",
    ]
    assert found.effects == (Effect(Channel.MALL, 0, 1), Effect(Channel.FRIDAY, 1, 0))
    assert told == [(1, 1)], "who was never judged is out by any rules"
    assert not found.stale


def test_mistakes_are_named(ws: Workspace, file: Path) -> None:
    with pytest.raises(RulesFileError) as caught:
        edited(file, Channel.BAZAAR, grade="E", photos="tiga")
    assert [(p.channel, p.field) for p in caught.value.problems] == [
        ("Bazar", "grade"),
        ("Bazar", "photos"),
    ]
    assert "Bazar · grade" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"{", "bukan JSON"), (b"\xff\xfe\x00", "tidak dapat dibaca"), (b" " * 600_000, "terlalu")],
)
def test_what_is_no_file_of_rules_is_said(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "lain.json"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        channel_rules_files.read_file(path)
    assert caught.value.code == "channel_rules.file"
    assert words in str(caught.value)


def test_a_file_that_cannot_be_written_is_said(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        channel_rules_files.export(ws, tmp_path / "tidak ada" / "aturan.json")
    assert caught.value.code == "file.write"


def test_published_for_practice_they_count_from_their_day(
    ws: Workspace, clock: ManualClock, passed: UUID, file: Path
) -> None:
    body = edited(file, Channel.FRIDAY, photos=4)
    day = ws.today() + timedelta(days=2)
    channel_rules.publish(ws, body, day)
    view = channel_rules.view(ws)
    assert (view.now.version, view.now.published) == (1, False)
    assert [one.version for one in view.coming] == [2]
    clock.advance(timedelta(days=2))
    view = channel_rules.view(ws)
    assert (view.now.version, view.now.valid_from, view.now.by) == (2, day, "Rani Kurator")
    with ws.db.read() as session:
        found = standings.read(session, ws, [passed], ws.today())[passed]
    assert not found[Channel.FRIDAY].allowed


def test_the_file_of_an_older_version_is_stale(ws: Workspace, file: Path) -> None:
    channel_rules.publish(ws, edited(file, Channel.FRIDAY, photos=4), ws.today())
    body = edited(file, Channel.FRIDAY, photos=5)
    assert channel_rules_files.propose(ws, body).stale
    channel_rules.publish(ws, body, ws.today())
    assert channel_rules.view(ws).now.version == 3


def test_yesterday_is_no_day_to_begin(ws: Workspace, file: Path) -> None:
    body = edited(file, Channel.FRIDAY, photos=4)
    with pytest.raises(UserError) as caught:
        channel_rules.publish(ws, body, ws.today() - timedelta(days=1))
    assert caught.value.code == "channel_rules.past_day"


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ((("admin", "31"),), True),
        ((("admin", "31.74"),), False),
        ((("programme_officer", "31"),), False),
    ],
)
def test_only_an_admin_of_the_province_publishes(
    ws: Workspace, root: str, file: Path, roles: tuple[tuple[str, str], ...], may: bool
) -> None:
    enrol(ws, root, roles=roles, delegated=None)
    body = edited(file, Channel.FRIDAY, photos=4)
    assert channel_rules.view(ws).may_publish is may
    if not may:
        with pytest.raises(UserError) as caught:
            channel_rules.publish(ws, body, ws.today())
        assert caught.value.code == "role.missing"
        return
    channel_rules.publish(ws, body, ws.today())
    view = channel_rules.view(ws)
    assert view.now.version == 1, "it waits for the centre"
    assert view.pending == channel_rules.Pending(2, "")
    with pytest.raises(UserError) as caught:
        channel_rules.publish(ws, body, ws.today())
    assert caught.value.code == "channel_rules.pending"
    assert channel_rules.take_back(ws)["version"] == 2
    assert channel_rules.view(ws).pending is None
    with pytest.raises(UserError) as caught:
        channel_rules.take_back(ws)
    assert caught.value.code == "channel_rules.none"
