"""Reference data as shipped in resources/: wilayah and rubrics, as rows.

The centre publishes them in the `global` scope; a laptop that has not met a centre
yet loads the same rows, under the same keys, so that the two meet later.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.regions import GLOBAL
from app.domain.rubric import parse_rubric
from app.ids import natural


def reference_row(key: UUID, now: datetime, **values: Any) -> dict[str, Any]:
    """A row of reference data, with what every synced row carries."""
    common = {"id": key, "scope": GLOBAL, "deleted": False, "created_at": now}
    return {**common, "guest_scope": None, "created_by": None, "extra": None, **values}


def regions(resources: Path, now: datetime) -> Iterator[dict[str, Any]]:
    """Wilayah as shipped: provinces, cities, districts, wards with postal codes."""
    folder = resources / "regions"
    with (folder / "kodepos_dki.csv").open(encoding="utf-8", newline="") as file:
        postal = {row["code"]: row["kodepos"] for row in csv.DictReader(file)}
    with (folder / "wilayah_dki.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["code"]
            yield reference_row(
                natural("region", code),
                now,
                code=code,
                kind=row["level"],
                name=row["name"],
                parent_code=row["parent_code"] or None,
                postal_code=postal.get(code),
                valid_from=None,
                valid_to=None,
            )


def rubrics(resources: Path, now: datetime) -> Iterator[dict[str, Any]]:
    """The rubrics as shipped, each checked while it is read."""
    for path in sorted((resources / "rubrics").glob("???.json")):
        body = json.loads(path.read_text(encoding="utf-8"))
        rubric = parse_rubric(body)
        yield reference_row(
            natural("rubric", rubric.code, rubric.version),
            now,
            code=str(rubric.code),
            version=rubric.version,
            rev=rubric.rev,
            body=body,
            published_at=now,
        )
