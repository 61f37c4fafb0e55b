"""Settings: declared once, typed, kept as TOML that a person can read."""

from __future__ import annotations

import os
import tomllib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import tomli_w

from app.errors import UserError


@dataclass(frozen=True, slots=True)
class SignatorySetting:
    """Who signs while the centre has named nobody: name, position, NIP."""

    name: str
    position: str
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set on a laptop, with its default."""

    letterhead_lines: tuple[str, ...] = (
        "PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA JAKARTA",
        "DINAS PERINDUSTRIAN, PERDAGANGAN, KOPERASI, USAHA KECIL DAN MENENGAH",
    )
    letterhead_address: str = "Jakarta"
    emblem_file: str = ""
    signatories: tuple[SignatorySetting, ...] = field(
        default=(SignatorySetting("(nama pejabat)", "Kepala Dinas"),)
    )
    signing_mode: str = "wet"
    seal_file: str = ""
    """A P12 with the Dinas's own key to sign certificates with."""
    seal_module: str = ""
    """The PKCS#11 module of a token instead, with the labels of token and key."""
    seal_token: str = ""
    seal_key: str = ""
    seal_timestamp_url: str = ""
    scheme: str = "light"
    current_session: str = ""
    last_printer: str = ""
    background_sync: bool = True
    sync_on_metered: bool = False
    camera: str = ""
    watched_folder: str = ""
    photo_warn_free_mb: int = 1024
    """Warn when less is free on the disk of the photographs."""
    photo_folder_warn_mb: int = 0
    """Warn when the photographs take more; 0 never does."""
    photo_reserve_mb: int = 200
    """Left to the data: with less than this free no photograph comes in."""


_CHOICES = {"signing_mode": ("wet", "tte_draft"), "scheme": ("light", "dark")}


def load(path: Path) -> Settings:
    """Settings from a file; what is missing or misspelt has its default.

    Raises UserError `settings.damaged` for a file that is not TOML or cannot be read.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UserError(
            "settings.damaged",
            f"Berkas setelan {path.name} tidak dapat dibaca.",
            safe="Data kurasi tidak terpengaruh.",
            todo=f"Perbaiki atau hapus berkas {path}, lalu buka program lagi.",
        ) from error
    return _from_toml(data)


def _from_toml(data: dict[str, Any]) -> Settings:
    known: dict[str, Any] = {}
    default = Settings()
    for item in fields(Settings):
        value = data.get(item.name)
        if item.name == "signatories" and isinstance(value, list):
            known[item.name] = tuple(_signatory(v) for v in value if isinstance(v, dict))
        elif item.name == "letterhead_lines" and isinstance(value, list):
            known[item.name] = tuple(str(v) for v in value)
        elif value not in _CHOICES.get(item.name, (value,)):
            continue
        elif isinstance(value, type(getattr(default, item.name))):
            known[item.name] = value
    return replace(default, **known)


def _signatory(data: dict[str, Any]) -> SignatorySetting:
    return SignatorySetting(*(str(data.get(key, "")) for key in ("name", "position", "nip")))


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; UserError `settings.cannot_write`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".baru")
        with fresh.open("wb") as file:
            tomli_w.dump(asdict(settings), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)  # noqa: PTH105 - atomic on Windows too
    except OSError as error:
        raise UserError(
            "settings.cannot_write",
            f"Setelan tidak dapat disimpan di {path}.",
            safe="Data kurasi tidak terpengaruh, setelan yang lama tetap berlaku.",
            todo="Periksa ruang disk dan izin folder data, lalu simpan lagi.",
        ) from error
