"""Finding twins: how many of them the rule finds, how often it is wrong, how long it takes.

True pairs are made by letting a made-up business slip as a hurried hand does; strangers are
other businesses of the same district, with names and owners drawn from one small pot, which
is harder than life. Then a register of the real size (367,000; 120,000 with --quick) with
one twin in a hundred records is searched on a laptop's database, whole and after a sync.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa

from app.clock import SystemClock
from app.domain import twins
from app.domain.twins import Certainty, Marks
from app.ids import IdMaker
from app.models.local import TwinPair
from app.paths import RESOURCES
from app.services import likeness
from app.services.workspace import Workspace
from benchmarks.figures import arguments, figure

FULL, QUICK = 367_000, 120_000
_DISTRICTS = 44
_STRANGERS, _TRUE = 2_000, 2_000
_KINDS = (
    *("Dapur", "Warung", "Kedai", "Toko", "Sanggar", "Kriya", "Rumah", "Jamu", "Kopi", "Batik"),
    *("Keripik", "Kue", "Rendang", "Sambal", "Soto", "Bakso", "Konveksi", "Anyaman", "Sepatu"),
)
_MORE = (
    *("Melati", "Mawar", "Ibu Siti", "Mak Ipah", "Bang Jali", "Berkah", "Makmur", "Betawi"),
    *("Sari Rasa", "Bu Tini", "Pak Slamet", "Cempaka", "Kenanga", "Sejahtera", "Barokah"),
    *("Nusantara", "Ibu Yati", "Oma Lien", "Cahaya", "Mandiri", "Jaya Abadi", "Ayu", "Dewi"),
)
_GIVEN = (
    *("Siti", "Nur", "Sri", "Dewi", "Ahmad", "Muhammad", "Budi", "Agus", "Rina", "Yanti"),
    *("Tini", "Slamet", "Wahyu", "Endang", "Ratna", "Joko", "Fatimah", "Lina", "Hendra", "Maya"),
)
_FAMILY = (
    *("Aminah", "Rahayu", "Santoso", "Wijaya", "Lestari", "Hidayat", "Saputra", "Nurhaliza"),
    *("Kusuma", "Handayani", "Setiawan", "Maulana", "Permata", "Susanti", "Gunawan", "Hasanah"),
)
_SPELLINGS = (
    *(("Ibu ", "Bu "), ("Keripik", "Kripik"), ("Pak ", "Bapak "), ("Sejahtera", "Sejahtra")),
    *(("Rendang", "Rèndang"), ("u", "oe"), ("j", "dj"), ("y", "j"), ("Muhammad", "Mohammad")),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A business as somebody would name it."""

    name: str
    owner: str
    ward: str

    def marks(self) -> Marks:
        """What the rule compares."""
        return twins.marks(name=self.name, owner_name=self.owner, ward_code=self.ward)


def stranger(rng: random.Random, district: str = "31.74.04") -> Person:
    """A business of a district."""
    words = [rng.choice(_KINDS), rng.choice(_MORE)]
    if rng.random() < 0.4:
        words.append(rng.choice(_MORE))
    owner = f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"
    return Person(" ".join(words), owner, f"{district}.{rng.randint(1001, 1008)}")


def respelled(rng: random.Random, text: str) -> str:
    """The same name in another spelling, order or legal form."""
    old, new = rng.choice(_SPELLINGS)
    text = text.replace(old, new)
    if rng.random() < 0.3:
        text = rng.choice(("PT ", "CV ", "UD ", "Toko ")) + text
    if rng.random() < 0.2:
        words = text.split()
        rng.shuffle(words)
        text = " ".join(words)
    return text.upper() if rng.random() < 0.2 else text


def mistyped(rng: random.Random, text: str) -> str:
    """One letter wrong, missing, doubled or swapped."""
    at = rng.randrange(1, len(text) - 1)
    slips: tuple[Callable[[], str], ...] = (
        lambda: text[:at] + rng.choice("aeinrst") + text[at + 1 :],
        lambda: text[:at] + text[at + 1 :],
        lambda: text[:at] + text[at] + text[at:],
        lambda: text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    )
    return rng.choice(slips)()


def spelling_only(rng: random.Random, one: Person) -> Person:
    return replace(one, name=respelled(rng, one.name))


def one_slip(rng: random.Random, one: Person) -> Person:
    if rng.random() < 0.5:
        return replace(one, name=mistyped(rng, one.name))
    return replace(one, owner=mistyped(rng, one.owner))


def many_slips(rng: random.Random, one: Person) -> Person:
    owner = mistyped(rng, one.owner)
    owner = owner.split()[0] if rng.random() < 0.5 else owner
    return Person(mistyped(rng, respelled(rng, one.name)), owner, one.ward)


def is_found(one: Person, other: Person) -> bool:
    """Whether two records would be flagged in a district: a key in common, and the rule."""
    here, there = one.marks(), other.marks()
    shared = set(twins.keys(here)) & set(twins.keys(there))
    return bool(shared) and twins.likeness(here, there).certainty > Certainty.NONE


def measure_rule() -> None:
    """Recall on true pairs, and the pairs flagged among strangers."""
    for slip in (spelling_only, one_slip, many_slips):
        rng = random.Random(7)
        pairs = [(one := stranger(rng), slip(rng, one)) for _ in range(_TRUE)]
        found = sum(is_found(*pair) for pair in pairs)
        figure(f"twins found: {slip.__name__}", 100 * found / _TRUE, None, "%")
    rng = random.Random(11)
    people = {uuid.UUID(int=number): stranger(rng) for number in range(_STRANGERS)}
    marks = {key: one.marks() for key, one in people.items()}
    flagged = likeness.alike(likeness.candidates(marks, marks.keys()), marks)
    same = sum(_is_same(people[a], people[b]) for a, b in flagged)
    figure("strangers flagged, of 1,000 records", 1000 * len(flagged) / _STRANGERS, None, "pairs")
    figure("  of these with the very same name and owner", 1000 * same / _STRANGERS, None, "pairs")


def _is_same(one: Person, other: Person) -> bool:
    return (one.name, one.owner) == (other.name, other.owner)


def fill(ws: Workspace, count: int) -> None:
    """A province's register as a sync brings it, one twin in a hundred."""
    rng = random.Random(3)
    rows: list[tuple[str, ...]] = []
    last = stranger(rng)
    for number in range(count):
        district = f"31.7{1 + number % 5}.{1 + number % _DISTRICTS:02}"
        person = stranger(rng, district)
        # A register of a whole province is not drawn from a small pot: names of its own.
        person = replace(person, name=f"{person.name} {_syllables(rng)}")
        if number % 100 == 99:
            person = many_slips(rng, replace(last, ward=f"{district}.1001"))
            rows.append((*_row(rng, person)[:-1], rows[-1][-1]))
        else:
            rows.append(_row(rng, person))
        last = person
    with ws.db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sync_state SET applying = 1")
        connection.exec_driver_sql(
            "INSERT INTO business (id, scope, deleted, created_at, name, name_key, owner_name, "
            "ward_code, women_led, up2k, status, nik, phone) VALUES (?, ?, 0, "
            "'2026-01-01 00:00:00', ?, ?, ?, ?, 0, 0, 'active', ?, ?)",
            rows,
        )
        connection.exec_driver_sql("UPDATE sync_state SET applying = 0")


def _syllables(rng: random.Random) -> str:
    return "".join(rng.choice("bdgklmnprst") + rng.choice("aiuo") for _ in range(3)).title()


def _row(rng: random.Random, one: Person) -> tuple[str, ...]:
    key = uuid.UUID(int=rng.getrandbits(128)).hex
    nik = f"31740{rng.randrange(10**11):011}"
    phone = f"08{rng.randrange(10**10):010}"
    return key, one.ward[:8], one.name, one.name.lower(), one.owner, one.ward, nik, phone


def measure_looking(count: int) -> None:
    """The whole register once, its longest step, and what a small sync costs."""
    with tempfile.TemporaryDirectory() as folder:
        ws = Workspace(
            Path(folder), Path(folder) / "s.toml", RESOURCES, SystemClock(), IdMaker(SystemClock())
        )
        ws.start("Ukur")
        fill(ws, count)
        steps = _look_all(ws)
        figure(f"look through {count:,} businesses", sum(steps), None, f"s in {len(steps)} steps")
        figure("  the longest step", max(steps), None, "s")
        with ws.db.read() as session:
            pairs = session.scalar(sa.select(sa.func.count()).select_from(TwinPair))
        figure(f"  pairs found; {count // 100:,} were made", float(pairs or 0), None, "pairs")
        with ws.db.write() as session:
            session.execute(
                sa.text("UPDATE business SET name = name || ' X' WHERE rowid % :n = 7"),
                {"n": count // 20},
            )
        steps = _look_all(ws)
        figure("look again after 20 changes", sum(steps), None, f"s in {len(steps)} steps")
        ws.close()


def _look_all(ws: Workspace) -> list[float]:
    steps = []
    left = 1
    while left:
        start = time.perf_counter()
        left = likeness.look(ws).left
        steps.append(time.perf_counter() - start)
    return steps


def main() -> None:
    """Print one line a figure."""
    quick = arguments(__doc__ or "").quick
    measure_rule()
    measure_looking(QUICK if quick else FULL)


if __name__ == "__main__":
    main()
