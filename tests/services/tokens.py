"""A PKCS#11 token in software (SoftHSM2), for tests that sign with one."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.services.signing import Issued

PIN = "1234-rahasia"
_MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
)


@dataclass(frozen=True, slots=True)
class SoftToken:
    """One token; `tool` is softhsm2-util."""

    module: Path
    tool: str
    label: str

    def put(self, label: str, key_id: str, leaf: Issued, folder: Path) -> None:
        """Put a key and its certificate on the token."""
        import pkcs11
        from pkcs11 import Attribute, CertificateType, ObjectClass

        pem = folder / f"{label}.pem"
        pem.write_bytes(leaf.pkcs8)
        self._run("--import", str(pem), "--label", label, "--id", key_id)
        library = pkcs11.lib(str(self.module))
        with library.get_token(token_label=self.label).open(rw=True, user_pin=PIN) as session:
            session.create_object(
                {
                    Attribute.CLASS: ObjectClass.CERTIFICATE,
                    Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                    Attribute.TOKEN: True,
                    Attribute.LABEL: label,
                    Attribute.ID: bytes.fromhex(key_id),
                    Attribute.SUBJECT: leaf.certificate.subject.public_bytes(),
                    Attribute.VALUE: leaf.der,
                }
            )

    def _run(self, *options: str) -> None:
        at = ["--module", str(self.module), "--token", self.label, "--pin", PIN]
        command = [self.tool, *options, *at]
        subprocess.run(command, check=True, capture_output=True)


def soft_token(folder: Path, label: str = "Dinas") -> SoftToken:
    """A new empty token; skips where SoftHSM2 is not installed.

    `SOFTHSM2_MODULE` may name its module where it lies elsewhere. A process sees one
    configuration alone, so a run of tests has one token.
    """
    tool = shutil.which("softhsm2-util")
    places = [Path(p) for p in (os.environ.get("SOFTHSM2_MODULE", ""), *_MODULES) if p]
    module = next((p for p in places if p.is_file()), None)
    if tool is None or module is None:
        pytest.skip("SoftHSM2 (softhsm2) is not installed")
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(
        f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n"
        "log.level = ERROR\n",
        encoding="utf-8",
    )
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    made = [tool, "--module", str(module), "--init-token", "--free", "--label", label]
    subprocess.run([*made, "--so-pin", "so-pin-1", "--pin", PIN], check=True, capture_output=True)
    return SoftToken(module, tool, label)
