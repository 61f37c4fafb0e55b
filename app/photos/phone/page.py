"""The page a phone sees: one document, its style and script inside, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.terms import PhotoRole
from app.paths import RESOURCES
from app.photos.phone.uploads import Limits

_FOLDER = RESOURCES / "phone"
_ICONS = RESOURCES / "icons"
_SCRIPTS = ("crc32.js", "keep.js", "prepare.js", "send.js", "list.js", "page.js")
_MARK = re.compile(r"\{\{(\w+)(?::([\w-]+))?\}\}")
LARGEST_ORIGINAL = 12 * 1024 * 1024
"""Above this the phone shrinks; below, the original comes with its time and place."""
MOST_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class _Source:
    document: str
    style: str
    script: str


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _source() -> _Source:
    def read(name: str) -> str:
        return (_FOLDER / name).read_text(encoding="utf-8")

    parts = "\n".join(read(name) for name in _SCRIPTS)
    script = f'(function () {{\n"use strict";\n{parts}\n}})();'
    return _Source(read("page.html"), read("page.css"), script)


@cache
def policy() -> str:
    """The content security policy of every answer: this style and this script, by their hashes."""
    source = _source()
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(source.style)}",
            f"script-src {_hash(source.script)}",
            "img-src data: blob:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def render(product: str, limits: Limits) -> str:
    """The page for one product."""
    source = _source()
    told = {
        "piece": limits.piece // 2,
        "picture": limits.picture,
        "original": LARGEST_ORIGINAL,
        "pixels": MOST_PIXELS,
    }
    words = {
        "style": source.style,
        "script": source.script,
        "product": html.escape(product),
        "limits": html.escape(json.dumps(told)),
        "roles": "".join(map(_role, PhotoRole)),
    }

    def fill(mark: re.Match[str]) -> str:
        return _icon(mark[2]) if mark[1] == "icon" else words[mark[1]]

    return _MARK.sub(fill, source.document)


def _role(role: PhotoRole) -> str:
    return (
        f'<button type="button" class="role" data-role="{role}" aria-pressed="false">'
        f"{html.escape(role.term)}</button>"
    )


@cache
def _icon(name: str) -> str:
    svg = Path(_ICONS / f"{name}.svg").read_text(encoding="utf-8")
    return svg.replace("<svg", '<svg aria-hidden="true"', 1)
