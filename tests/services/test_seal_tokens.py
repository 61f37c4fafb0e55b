"""Certificates signed with a key that never leaves its token."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import UserError
from app.reports.certificate import render_certificate
from app.services import seal_keys, seals
from app.services.seal_keys import Token
from tests.reports.samples import CERTIFICATE
from tests.services import signing
from tests.services.signing import OWNER, Issued
from tests.services.tokens import PIN, SoftToken, soft_token

NOW = datetime.now(UTC)
PAPER = render_certificate(CERTIFICATE)


@pytest.fixture(scope="module")
def authority() -> Issued:
    return signing.authority()


@pytest.fixture(scope="module")
def token(authority: Issued, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoftToken]:
    """A token with a key on P-256 (`ttd`) and one of RSA (`rsa`)."""
    folder = tmp_path_factory.mktemp("token")
    before = os.environ.get("SOFTHSM2_CONF")
    made = soft_token(folder)
    made.put("ttd", "01", signing.issue(signing.key(), authority), folder)
    made.put("rsa", "02", signing.issue(signing.key("RSA 2048"), authority), folder)
    yield made
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def refused(deed: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        deed()
    return caught.value.code


def opening(source: Token, pin: str = PIN) -> None:
    with seal_keys.opened(source, pin, NOW):
        pass


@pytest.mark.parametrize("label", ["ttd", "rsa"])
def test_poppler_believes_what_a_token_signed(token: SoftToken, tmp_path: Path, label: str) -> None:
    with seal_keys.opened(Token(token.module, "Dinas", label), PIN, NOW) as key:
        assert key.owner == OWNER
        made = [seals.seal(PAPER, key, NOW).pdf for _ in range(2)]
    tool = shutil.which("pdfsig")
    if tool is None:
        pytest.skip("pdfsig (poppler-utils) is not installed")
    for pdf in made:
        (tmp_path / "a.pdf").write_bytes(pdf)
        command = [tool, "-nocert", str(tmp_path / "a.pdf")]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "Signature Validation: Signature is Valid." in done.stdout


def test_what_is_wrong_with_a_token_is_told(token: SoftToken, tmp_path: Path) -> None:
    module = token.module
    assert refused(lambda: opening(Token(module, "Dinas", "ttd"), "0000")) == "seal.pin"
    assert refused(lambda: opening(Token(module, "Dinas", "ttd"), "")) == "seal.pin"
    assert refused(lambda: opening(Token(module, "Lain", "ttd"))) == "seal.token_gone"
    assert refused(lambda: opening(Token(module, "Dinas", "lain"))) == "seal.key"
    assert refused(lambda: opening(Token(module, "Dinas"))) == "seal.key"
    assert refused(lambda: opening(Token(tmp_path / "tiada.so"))) == "seal.module"
    (tmp_path / "bukan.so").write_bytes(b"bukan modul")
    assert refused(lambda: opening(Token(tmp_path / "bukan.so"))) == "seal.module"


def test_a_token_that_goes_while_signing_is_told(token: SoftToken) -> None:
    def sign() -> None:
        with seal_keys.opened(Token(token.module, "Dinas", "ttd"), PIN, NOW) as key:
            seals.seal(PAPER, key, NOW)
            key.signer.pkcs11_session.close()  # type: ignore[attr-defined]
            seals.seal(PAPER, key, NOW)

    assert refused(sign) == "seal.token_gone"


def test_the_pin_is_nowhere(token: SoftToken) -> None:
    source = Token(token.module, "Dinas", "ttd")
    with seal_keys.opened(source, PIN, NOW) as key:
        assert PIN not in repr(key)
    assert PIN not in repr(source)
