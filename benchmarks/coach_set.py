"""The coach's labelled set: drawn, spoilt, and labelled by how far it was spoilt.

A label says what a person would say of the picture, from the strength of what was done to
it; nothing is measured for it. Strengths between the two margins, about which people would
not agree, are never drawn; where one fault hides another (is a label readable in the dark?)
the label is None and counts nowhere. The two halves show different kinds of products.

`python benchmarks/coach_set.py FOLDER` leaves contact sheets there.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PIL import Image, ImageDraw

from benchmarks import coach_camera as camera
from benchmarks.coach_scenes import (
    Cut,
    cluttered_ground,
    face,
    kinds_of,
    label_panel,
    lay,
    plain_ground,
    product,
    scaled,
)

COUNT = 600
_FRAMES = ((1200, 900), (1200, 900), (1200, 675), (900, 1200), (1000, 1000))
_FAULTS = ("blurred", "dark", "bright", "glare", "few_pixels", "small", "cut", "busy", "unreadable")
_IMPOSSIBLE = (
    *({"dark", "bright"}, {"small", "cut"}),
    *({"bright", "glare"}, {"unreadable", "small"}),
)
Truth = dict[str, bool | None]


@dataclass(slots=True)
class Example:
    """A picture on its way through the camera, with what a person would say of it."""

    number: int
    half: int
    rng: random.Random
    faults: tuple[str, ...]
    size: tuple[int, int]
    truth: Truth = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    image: Image.Image = field(default_factory=lambda: Image.new("RGB", (1, 1)))
    body: tuple[int, int, int, int] = (0, 0, 1, 1)
    mask: Image.Image = field(default_factory=lambda: Image.new("L", (1, 1)))
    face: Image.Image | None = None

    def note(self, text: str) -> None:
        """Remember a strength, to stand under the picture on a contact sheet."""
        self.notes.append(text)


def example(number: int) -> Example:
    """One picture of the set, always the same. Even numbers are one half, odd the other."""
    rng = random.Random(f"coach {number}")
    made = Example(number, number % 2, rng, _faults(number, rng), rng.choice(_FRAMES))
    made.truth = dict.fromkeys((*_FAULTS, "face"), False)
    _compose(made)
    light = camera.linear(made.image)
    light = _glare(made, light)
    light = _focus(made, light)
    light = _expose(made, light)
    made.image = camera.developed(light)
    _sensor(made)
    _hidden(made)
    return made


def _faults(number: int, rng: random.Random) -> tuple[str, ...]:
    """A quarter is good, the others have a fault in turn, one in five of them two."""
    turn = number // 2
    if turn % 4 == 0:
        return ()
    # Blur has two kinds and the light two: their turn comes more often.
    ring = (*_FAULTS, "blurred", "dark", "bright", "face")
    first = ring[turn % len(ring)]
    second = rng.choice(ring) if rng.random() < 0.2 else first
    pair = {first, second}
    impossible = (
        {"dark", "bright"},
        {"small", "cut"},
        {"bright", "glare"},
        {"unreadable", "small"},
    )
    return (first,) if any(bad <= pair for bad in impossible) else tuple(sorted(pair))


# -- what stands there ------------------------------------------------------------------


def _compose(made: Example) -> None:
    rng, h = made.rng, made.size[1]
    busy = "busy" in made.faults
    soft_stall = not busy and rng.random() < 0.1
    ground = plain_ground(rng, made.size)
    if busy or soft_stall:
        ground = cluttered_ground(rng, made.size, made.half)
    if soft_stall:  # a stall far out of focus disturbs nobody
        radius = rng.uniform(0.025, 0.035) * h
        ground = camera.developed(camera.defocused(camera.linear(ground), radius))
        made.note("stall behind, soft")
    made.truth["busy"] = busy
    made.image = ground
    if "unreadable" in made.faults or rng.random() < 0.12:
        _panel(made)
    else:
        _product(made, product(rng.choice(kinds_of(made.half)), rng.randrange(2)))
    if "face" in made.faults:
        _face(made)


def _face(made: Example) -> None:
    """Somebody stands behind the product, on the side where there is more room."""
    rng, (w, h) = made.rng, made.size
    art = face(rng, round(min(w, h) * rng.uniform(0.24, 0.4)))
    room = made.body[0], w - made.body[2]
    left = 0 if room[0] > room[1] else w - art.width
    place = (left, rng.randint(0, h // 6))
    behind, product_mask = Image.new("L", made.size), made.mask
    behind.paste(art.getchannel("A"), place)
    hidden = np.asarray(product_mask)[np.asarray(behind) > 128].mean() / 255
    person = made.image.copy()
    person.paste(art.convert("RGB"), place, art.getchannel("A"))
    made.image = Image.composite(made.image, person, product_mask)
    made.truth["face"] = True if hidden < 0.08 else None
    for name in ("busy", "small", "cut"):  # a person is also something that is there
        made.truth[name] = made.truth[name] or None


def _share(made: Example) -> float:
    """The longer side of the product by the picture's side along it."""
    rng = made.rng
    if "small" in made.faults:
        made.truth["small"] = True
        return rng.uniform(0.10, 0.22)
    return rng.uniform(0.5, 0.85)


def _product(made: Example, cut: Cut) -> None:
    rng, (w, h) = made.rng, made.size
    x1, y1, x2, y2 = cut.body
    share = _share(made)
    if "cut" in made.faults:
        share = rng.uniform(0.6, 0.95)
    factor = min(w * share / (x2 - x1), h * share / (y2 - y1))
    cut = scaled(cut, round(max(x2 - x1, y2 - y1) * factor))
    bw, bh = cut.body[2] - cut.body[0], cut.body[3] - cut.body[1]
    left, top = _corner(made, bw, bh)
    made.mask = lay(made.image, cut, left, top)
    made.body = max(0, left), max(0, top), min(w, left + bw), min(h, top + bh)
    # Some labels are small parts of a product: surely readable only when it fills the picture.
    made.truth["unreadable"] = False if share >= 0.68 and "cut" not in made.faults else None
    made.note(f"share {share:.2f}")


def _corner(made: Example, bw: int, bh: int) -> tuple[int, int]:
    rng, (w, h) = made.rng, made.size
    if "cut" not in made.faults:
        edge = round(min(w, h) * 0.03)
        left = rng.randint(min(edge, w - bw), max(edge, w - bw - edge))
        top = rng.randint(min(edge, h - bh), max(edge, h - bh - edge))
        return left, top
    made.truth["cut"] = True
    over = rng.uniform(0.15, 0.4)
    left, top = (w - bw) // 2, (h - bh) // 2
    side = rng.choice("lrtb")
    made.note(f"cut {over:.2f} {side}")
    return {
        "l": (-round(bw * over), top),
        "r": (w - round(bw * (1 - over)), top),
        "t": (left, -round(bh * over)),
        "b": (left, h - round(bh * (1 - over))),
    }[side]


def _panel(made: Example) -> None:
    """The back of a pack, its letters large enough to read or not."""
    rng, (w, h) = made.rng, made.size
    unreadable = "unreadable" in made.faults
    cap = rng.uniform(0.022, 0.05) * h
    if unreadable:
        cap = rng.choice((0.0, rng.uniform(0.0045, 0.007) * h, rng.uniform(0.0045, 0.007) * h))
    share = _share(made)
    side = h * share
    size = round(side * rng.uniform(0.75, 1.0)), round(side)
    panel = label_panel(rng, size, round(cap)).convert("RGBA")
    cut = Cut(panel, (0, 0, *size))
    left, top = _corner(made, *size)
    made.mask = lay(made.image, cut, left, top)
    made.body = max(0, left), max(0, top), min(w, left + size[0]), min(h, top + size[1])
    made.truth["unreadable"] = None if made.truth["small"] and not unreadable else unreadable
    made.note(f"caps {cap / h * 100:.1f} %")


# -- what lens, light and sensor do ------------------------------------------------------


def _glare(made: Example, light: camera.Pixels) -> camera.Pixels:
    if "glare" not in made.faults:
        return light
    share = made.rng.uniform(0.04, 0.14)
    light, burnt = camera.glared(light, made.rng, made.body, share)
    # On white paper nobody sees it: what counts is what was coloured before.
    mask = (np.asarray(made.mask) > 0) & (np.asarray(made.image.convert("L")) < 215)
    lost = float((burnt * mask).sum() / max(1, np.count_nonzero(np.asarray(made.mask))))
    made.truth["glare"] = True if lost >= 0.02 else None
    made.truth["unreadable"] = made.truth["unreadable"] or None
    made.note(f"glare {lost:.3f}")
    return light


def _focus(made: Example, light: camera.Pixels) -> camera.Pixels:
    rng, h = made.rng, min(made.size)
    light = camera.softened(light, rng.uniform(0.0, 0.0010) * h)
    if "blurred" not in made.faults:
        if rng.random() < 0.3:  # a touch of shake that nobody sees
            light = camera.shaken(light, rng.uniform(0.001, 0.002) * h, rng.uniform(0, 180))
        return light
    made.truth["blurred"] = True
    how = rng.choice(("focus", "focus", "motion", "motion", "missed"))
    if how == "motion":
        length = rng.uniform(0.018, 0.05)
        made.note(f"motion {length * 100:.1f} %")
        return camera.shaken(light, length * h, rng.uniform(0, 180))
    radius = rng.uniform(0.007, 0.022)
    made.note(f"{how} {radius * 100:.1f} %")
    soft = camera.defocused(light, radius * h)
    if how == "focus":
        return soft
    # The camera focused on what is behind: only the product is soft.
    product_mask = np.asarray(np.asarray(made.mask) / 255, np.float32)
    mask = camera.defocused(product_mask, radius * h)[..., None]
    return np.asarray(soft * mask + light * (1 - mask), np.float32)


def _expose(made: Example, light: camera.Pixels) -> camera.Pixels:
    rng = made.rng
    stops = rng.uniform(-0.5, 0.3)
    if "dark" in made.faults:
        stops, made.truth["dark"] = rng.uniform(-5.0, -2.8), True
    if "bright" in made.faults:
        stops = rng.uniform(1.6, 3.0)
        # Dark goods bear much light, white ones are white anyway: it is too much once the
        # colours of a third of the product are gone.
        own = light[np.asarray(made.mask) > 0]
        coloured = own.min(axis=1) < 0.7 * own.max(axis=1)
        lost = (coloured & (own.max(axis=1) * 2.0**stops > 1)).mean()
        made.truth["bright"] = True if lost >= 0.33 else None
    made.note(f"{stops:+.1f} EV")
    tint = np.array([rng.uniform(0.92, 1.0), 0.97, rng.uniform(0.9, 1.0)], np.float32)
    return np.asarray(light * 2.0**stops * tint, np.float32)


def _sensor(made: Example) -> None:
    rng = made.rng
    strength = rng.uniform(3.0, 7.0) if "dark" in made.faults else rng.uniform(0.8, 3.5)
    made.image = camera.noisy(made.image, made.number, strength)
    longest = rng.randint(1000, 1200)
    if "few_pixels" in made.faults:
        longest, made.truth["few_pixels"] = rng.randint(200, 640), True
    factor = longest / max(made.size)
    size = round(made.size[0] * factor), round(made.size[1] * factor)
    made.image = made.image.resize(size, Image.Resampling.BICUBIC)
    made.image = camera.encoded(made.image, rng.randint(72, 93))
    made.note(f"{size[0]} × {size[1]}")


def _hidden(made: Example) -> None:
    """What nobody can tell any more because of another fault."""
    truth = made.truth
    if truth["blurred"]:
        # Nobody reads a blurred label, except perhaps a huge one a little blurred.
        truth["unreadable"] = True if truth["unreadable"] else None
        truth["face"] = None if truth["face"] else False
        truth["busy"] = None
    if truth["dark"] or truth["bright"] is not False:
        truth["unreadable"] = True if truth["unreadable"] else None
        truth.update(glare=None, busy=None, face=None, cut=None, small=None)
    if truth["bright"] is not False:
        truth["blurred"] = truth["blurred"] or None
    if truth["few_pixels"]:
        truth.update(unreadable=None, blurred=truth["blurred"] or None)
        truth["face"] = None if truth["face"] else False
    if truth["small"]:
        truth.update(glare=None)
    if truth["busy"]:  # what is the product, and where does it end?
        truth.update(small=None, cut=None)


def examples(count: int = COUNT) -> Iterator[Example]:
    """The set, picture after picture; none is kept."""
    return map(example, range(count))


# -- looking at it ------------------------------------------------------------------------


def contact_sheets(
    folder: Path, count: int, wanted: Callable[[Example], bool] = lambda _: True
) -> None:
    """Leave sheets of 40 pictures with their labels."""
    shown = [made for made in examples(count) if wanted(made)]
    for start in range(0, len(shown), 40):
        sheet = Image.new("RGB", (8 * 240, 5 * 236), "white")
        for place, made in enumerate(shown[start : start + 40]):
            tile = made.image.copy()
            tile.thumbnail((236, 190))
            at = place % 8 * 240, place // 8 * 236
            sheet.paste(tile, at)
            said = [k if v else f"{k}?" for k, v in made.truth.items() if v is not False]
            words = f"{made.number}: {' '.join(said)}\n{', '.join(made.notes)}"
            ImageDraw.Draw(sheet).text((at[0], at[1] + 192), words, fill="black")
        sheet.save(folder / f"set-{start // 40}.png")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    contact_sheets(target, int(sys.argv[2]) if len(sys.argv) > 2 else 80)
