"""The rules a session is held under: its own, or the defaults shipped with the program."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from app.domain.session_rules import SessionRules, read_rules, rules_from_json
from app.models.entities import CurationSession


@lru_cache(maxsize=4)
def shipped(resources: Path) -> SessionRules:
    """The defaults of resources/curation.json."""
    text = (resources / "curation.json").read_text(encoding="utf-8")
    return read_rules(json.loads(text)["rules"])


def rules_of(resources: Path, held: CurationSession) -> SessionRules:
    """What was agreed for a session; one of an older program has the defaults."""
    return rules_from_json(held.rules, shipped(resources))
