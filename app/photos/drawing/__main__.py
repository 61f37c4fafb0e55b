"""Draw the sample products once: `python -m app.photos.drawing resources/sample`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from app.photos.drawing import draw_product, spoil

SIZE = (1200, 900)


def draw_all(folder: Path) -> int:
    """Draw a JPEG for every product of `folder`/sample.json; the number drawn."""
    data = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    (folder / "photos").mkdir(exist_ok=True)
    number = 0
    for business in data["businesses"]:
        for product in business["products"]:
            art = product["drawing"]
            image = draw_product(art["kind"], art["palette"], art["label"], art["seed"], SIZE)
            image = spoil(image, art["defect"])
            number += 1
            image.save(folder / "photos" / f"{number:02d}.jpg", quality=80, optimize=True)
    return number


if __name__ == "__main__":
    draw_all(Path(sys.argv[1]))
