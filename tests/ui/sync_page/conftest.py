"""A real centre over HTTPS for the module, and laptops that are connected to it."""

from __future__ import annotations

import http.server
import itertools
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from app.central import centre as central
from app.central import people
from app.central.server import serving
from app.central.tls import TlsFiles, make_certificate
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.services import enrolment
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.sync import SyncPage
from tests.conftest import NOW, OpenWorkspace
from tests.postgres import fresh_centre

WARD = "31.74.04.1001"
"""A ward of the district in which the curator of these tests works."""


@dataclass(frozen=True, slots=True)
class Served:
    """A centre that listens."""

    centre: central.Centre
    url: str
    tls: TlsFiles
    person: UUID

    @property
    def pem(self) -> str:
        """The certificate it shows."""
        return self.tls.certificate.read_text(encoding="ascii")

    def code(self) -> str:
        """A fresh one-time code."""
        return people.new_code(self.centre, self.person)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One centre and one HTTPS service for all tests of the page."""
    folder = tmp_path_factory.mktemp("centre")
    tls = make_certificate(folder / "tls")
    with fresh_centre(folder / "data", ManualClock(NOW)) as centre:
        grants = [Grant(Role.CURATOR, "31.74.04")]
        person = people.add_person(centre, "Sari Kurator", grants)
        with serving(centre, tls) as url:
            yield Served(centre, url, tls, person)


_NUMBERS = itertools.count(1)


def laptop_name() -> str:
    """A name no other test uses: keys are drawn from it, and all tests share one centre."""
    return f"laptop-{next(_NUMBERS)}"


@pytest.fixture
def ws(open_workspace: OpenWorkspace) -> Workspace:
    """An empty laptop of its own."""
    return open_workspace(laptop_name())


@pytest.fixture
def desk(ws: Workspace, lanes: InlineLanes) -> Iterator[Desk]:
    """A desk whose jobs run at once."""
    made = Desk(ws, lanes)
    yield made
    made.deleteLater()


@pytest.fixture
def page(desk: Desk, show: Callable[[SyncPage], None]) -> SyncPage:
    """The page of a laptop that knows no centre."""
    made = SyncPage(desk)
    show(made)
    made.enter()
    return made


@pytest.fixture
def enrolled(ws: Workspace, served: Served, page: SyncPage) -> SyncPage:
    """The page of a laptop that is connected."""
    enrolment.enrol(ws, served.url, served.code(), served.pem)
    page.reload()
    return page


def redirect(ws: Workspace, url: str) -> None:
    """Let the laptop look for its centre elsewhere."""
    with ws.db.write() as session:
        ws.identity(session).centre_url = url


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class _Portal(http.server.BaseHTTPRequestHandler):
    """Answers everything with its login page."""

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.rfile.read(length)
        body = b"<html>Silakan login</html>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """Every question gets the page."""
        self._answer()

    def do_POST(self) -> None:
        """Every question gets the page."""
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet."""


@contextmanager
def portal(tls: TlsFiles) -> Iterator[str]:
    """The login page of a public Wi-Fi, with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tls.certificate, tls.key)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Portal)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=5)
        server.server_close()


def other_certificate(folder: Path) -> TlsFiles:
    """A certificate nobody was told about."""
    return make_certificate(folder / "lain")


class Quiet:
    """Hears nothing and never stops."""

    def progress(self, _progress: object) -> None:
        """Nothing to show."""

    def cancelled(self) -> bool:
        """Never."""
        return False
