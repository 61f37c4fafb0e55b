"""A centre behind a real service, laptops, and how long to torment them.

`KURASI_SOAK=20` asks for twenty times as many points, kills and rounds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.central.centre import Centre
from app.central.server import serving
from app.central.tls import TlsFiles, make_certificate
from app.sync.transport import HttpsTransport
from tests.faults.disks import mounted
from tests.sync.conftest import Laptop
from tests.sync.conftest import budi as budi
from tests.sync.conftest import centre as centre
from tests.sync.conftest import make_laptop as make_laptop
from tests.sync.conftest import rani as rani


def soak(count: int) -> int:
    """`count`, or a multiple of it in a soak run."""
    return count * int(os.environ.get("KURASI_SOAK", "1"))


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> TlsFiles:
    """A certificate for this machine."""
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="session")
def pem(tls: TlsFiles) -> str:
    """The certificate that laptops trust."""
    return tls.certificate.read_text(encoding="ascii")


@pytest.fixture
def address(centre: Centre, tls: TlsFiles) -> Iterator[str]:
    """Where the service listens."""
    with serving(centre, tls) as url:
        yield url


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, 6 MB."""
    with mounted(tmp_path / "disk", 6) as folder:
        yield folder


def connect(laptop: Laptop, url: str, pem: str) -> HttpsTransport:
    """The way this laptop was enrolled for."""
    return HttpsTransport(url, laptop.enrolled.token, pem)
