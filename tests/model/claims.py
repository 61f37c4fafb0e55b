"""What is said about judging: ties declared, objections brought and answered, rubrics published."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain import rubric_edit
from app.domain.regions import GLOBAL
from app.domain.rubric import rubric_rev
from app.ids import natural
from tests.domain.rubrics import body
from tests.model import looking
from tests.model.computers import Computer
from tests.model.ledger import TRACKED, Key
from tests.model.world import World
from tests.sync import honest

CLAIMS = ("audit_event", "interest", "appeal", "answer", "rubric", "interest")
"""What an audit event stands for, by the number drawn with it: a rule of their own would draw
other numbers for everything else, and the seeds of the planted bugs would have to be found anew."""
_CODE = "KRY"
"""No sheet of the model is scored by it."""


def claim(world: World, laptop: Computer, what: str, own: dict[str, Any], which: int) -> None:
    """One of the above, but for the audit event; `own` says where and whose a new row is."""
    if what == "interest":
        _declare(world, laptop, own, which)
    elif what == "appeal":
        _object(world, laptop, own, which)
    elif what == "answer":
        _answer(world, laptop, which)
    else:
        _publish(world, own, which)


def _declare(world: World, laptop: Computer, own: dict[str, Any], which: int) -> None:
    """Somebody is close to a business: declared, explained, taken back.

    Two laptops may declare the same; its words come only once it is here.
    """
    people = [c.enrolled.person_id for c in world.stage.computers.values()]
    session, business = (natural("model", kind, own["scope"]) for kind in ("session", "business"))
    names = {"session_id": session, "person_id": people[which % 3], "business_id": business}
    row_id = natural("interest", *names.values())
    row = looking.local_rows(laptop).get(("interest", row_id))
    if row is None:
        laptop.add("interest", id=row_id, kind="kin", note=None, **names, **own)
        world.ledger.births.setdefault(("interest", row_id), {})
    elif not row.deleted and which % 2:
        laptop.edit(row_id, "interest", deleted=True)
        world.ledger.deletions.add(("interest", row_id))
    elif not row.deleted:
        _say(world, laptop, ("interest", row_id), "note", row.values["note"])


def _say(world: World, laptop: Computer, key: Key, name: str, before: str | None) -> None:
    value = world.ledger.write((*key, name), laptop.life, (before,))
    laptop.edit(key[1], key[0], **{name: value})


def _object(world: World, laptop: Computer, own: dict[str, Any], which: int) -> None:
    """An objection, against a curation that laptops of the model judged or against another."""
    key = ("appeal", laptop.ids.new())
    typed = {n: world.ledger.write((*key, n), laptop.life, ()) for n in TRACKED["appeal"]}
    judged = honest.SOMETHING if which % 2 else honest.SOMETHING_ELSE
    laptop.add("appeal", id=key[1], curation_id=judged, **typed, **own)
    world.ledger.births[key] = {}


def _answer(world: World, laptop: Computer, which: int) -> None:
    """An objection that is here is answered, or told better; who judged is refused the answer."""
    rows = sorted(laptop.rows("appeal").items())
    if not rows:
        return
    row_id, row = rows[which % len(rows)]
    if row["answered_at"] is not None:
        _say(world, laptop, ("appeal", row_id), "reason", row["reason"])
        return
    said = {"outcome": "dismissed", "answer": f"Sudah diperiksa ulang oleh {laptop.name}."}
    person, now = laptop.enrolled.person_id, laptop.clock.now()
    laptop.edit(row_id, "appeal", answered_by=person, answered_at=now, **said)


def _publish(world: World, own: dict[str, Any], which: int) -> None:
    """The next version of a rubric, by the admin: two copies of one laptop may make the same."""
    admins = [c for c in world.laptops if c.home == "31.74"]
    admin = admins[which % len(admins)]
    newest = max([1, *(row["version"] for row in admin.rows("rubric").values())])
    name = f"Bahan ({admin.name} {admin.life} {len(world.ledger.births)})"
    changed = rubric_edit.set_value(body(_CODE), ("criteria", 0, "name"), name)
    text = rubric_edit.next_version(changed, newest, date(2026, 11, 22), name)
    rev, version = rubric_rev(text), newest + 1
    row_id = natural("rubric", _CODE, version, rev)
    said = {"code": _CODE, "version": version, "rev": rev, "body": text}
    person = {"created_by": admin.enrolled.person_id, "scope": GLOBAL}
    admin.add("rubric", id=row_id, **{**own, **said, **person})
    row = admin.row(row_id, "rubric")
    assert row is not None
    world.ledger.births["rubric", row_id] = row
