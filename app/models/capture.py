"""Triggers of the laptop's database: capture of changes, guards, derived rows, search.

Capture happens in the same transaction as the change and by the database itself,
so nothing that writes a synced row (ORM, bulk update, a later program) can forget
it. While the sync engine applies rows of the centre, `sync_state.applying` is set
and the triggers keep still.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from app.domain.regions import TRAINING
from app.models import rekap_marks, standing_marks
from app.models.entities import FINAL, PUSHED

_IDLE = "(SELECT applying FROM sync_state) = 0"
_CAPTURED = f"{_IDLE} AND NEW.scope <> '{TRAINING}'"

_TELLING = (
    *("name", "owner_name", "ward_code", "nik", "nib", "npwp", "phone", "jakpreneur_id"),
    "deleted",
)
"""What a business is known by; a change of these has its twins looked for again."""

_SEARCHED = {
    "business": ("name", "brand", "owner_name", "jakpreneur_id", "nib", "phone", "name_key"),
    "product": ("name", "name_key"),
}


def statements() -> Iterator[str]:
    """All DDL, in order; each statement can be run on a database that has it already."""
    for cls in PUSHED:
        table = cls.__table__
        assert isinstance(table, sa.Table)
        yield from _capture(table)
        yield from _guards(table)
    yield from _criterion_rows()
    yield from _full_text()
    for entity, columns in _SEARCHED.items():
        yield from _search_triggers(entity, columns)
    yield from _twin_triggers()
    yield from rekap_marks.statements()
    yield from standing_marks.statements()


@functools.cache
def fingerprint() -> int:
    """A number for the present set of triggers, kept in `PRAGMA user_version`."""
    return zlib.crc32("\n".join(statements()).encode()) & 0x7FFFFFFF


def install(connection: sa.Connection) -> None:
    """Create the triggers, or renew them when they differ; cheap when they do not."""
    wanted = fingerprint()
    if connection.exec_driver_sql("PRAGMA user_version").scalar() == wanted:
        return
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'kl_%'"
    ).scalars()
    for name in list(names):
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO sync_state (one, applying, lver, batch_no, "
        "last_hash, incarnation, epoch, cursors) "
        "VALUES (1, 0, 0, 0, '', 1, '', '{}')"
    )
    for statement in statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {wanted}")


def _capture(table: sa.Table) -> Iterator[str]:
    name = table.name
    fields = [c.name for c in table.columns if c.name != "id"]
    every = ", ".join(f"'{f}', 0" for f in fields)
    bump = "UPDATE sync_state SET lver = lver + 1;"
    yield f"""CREATE TRIGGER kl_{name}_insert AFTER INSERT ON {name} WHEN {_CAPTURED}
BEGIN
  {bump}
  INSERT INTO sync_row (entity, id, bver, fb, lver, state)
  VALUES ('{name}', NEW.id, 0, json_object({every}), (SELECT lver FROM sync_state), '');
END"""
    changed = " UNION ALL ".join(f"SELECT '{f}' WHERE OLD.{f} IS NOT NEW.{f}" for f in fields)
    yield f"""CREATE TRIGGER kl_{name}_update AFTER UPDATE ON {name} WHEN {_CAPTURED}
BEGIN
  {bump}
  -- A row that nobody followed until now (it leaves training) is sent whole.
  INSERT OR IGNORE INTO sync_row (entity, id, bver, fb, lver, state)
  VALUES ('{name}', NEW.id, 0, json_object({every}), 0, '');
  UPDATE sync_row SET
    lver = (SELECT lver FROM sync_state),
    state = '',
    fb = json_patch(
      (SELECT json_group_object(f, sync_row.bver)
       FROM (SELECT NULL AS f WHERE 0 UNION ALL {changed})),
      fb)
  WHERE entity = '{name}' AND id = NEW.id;
END"""


def _guards(table: sa.Table) -> Iterator[str]:
    name = table.name
    yield f"""CREATE TRIGGER kl_{name}_keep BEFORE DELETE ON {name} WHEN {_IDLE}
BEGIN SELECT RAISE(ABORT, 'a synced row is marked deleted, never removed'); END"""
    if name in FINAL:
        yield f"""CREATE TRIGGER kl_{name}_final BEFORE UPDATE ON {name} WHEN {_IDLE}
BEGIN SELECT RAISE(ABORT, 'a record of this kind is never changed'); END"""


def _criterion_rows() -> Iterator[str]:
    yield """CREATE TRIGGER kl_assessment_points AFTER INSERT ON assessment
BEGIN
  INSERT OR REPLACE INTO assessment_criterion (assessment_id, code, points)
  SELECT NEW.id, key, value FROM json_each(NEW.criterion_points);
END"""


def _full_text() -> Iterator[str]:
    tables = {
        "search_fts": "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'",
        "search_tri": "tokenize = 'trigram'",
    }
    for table, options in tables.items():
        yield (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5("
            f"text, content = 'search_doc', content_rowid = 'rowid', {options})"
        )
    add = "".join(f" INSERT INTO {t} (rowid, text) VALUES (NEW.rowid, NEW.text);" for t in tables)
    drop = "".join(
        f" INSERT INTO {t} ({t}, rowid, text) VALUES ('delete', OLD.rowid, OLD.text);"
        for t in tables
    )
    for name, event, work in (
        ("add", "INSERT", add),
        ("drop", "DELETE", drop),
        ("renew", "UPDATE", drop + add),
    ):
        yield (
            f"CREATE TRIGGER kl_search_{name} AFTER {event} ON search_doc "
            f"WHEN {_IDLE} BEGIN{work} END"
        )
    yield from _full_text_at_once(tables)


def _full_text_at_once(tables: Iterable[str]) -> Iterator[str]:
    """The centre's rows are indexed together, when the last of a transaction's is written.

    An index that is given one row at a time writes itself out after each of them. Until then
    `search_todo` keeps what the indexes know of a document (`was`; nothing for a new one).
    """
    yield "CREATE TABLE IF NOT EXISTS search_todo (doc INTEGER PRIMARY KEY, was TEXT)"
    for name, event, doc, was in (
        ("later_add", "INSERT", "NEW.rowid", "NULL"),
        ("later_drop", "DELETE", "OLD.rowid", "OLD.text"),
        ("later_renew", "UPDATE", "OLD.rowid", "OLD.text"),
    ):
        yield f"""CREATE TRIGGER kl_search_{name} AFTER {event} ON search_doc WHEN NOT ({_IDLE})
BEGIN
  INSERT INTO search_todo (doc, was) SELECT {doc}, {was}
  WHERE NOT EXISTS (SELECT 1 FROM search_todo WHERE doc = {doc});
END"""
    drop = "".join(
        f" INSERT INTO {t} ({t}, rowid, text)"
        " SELECT 'delete', doc, was FROM search_todo WHERE was IS NOT NULL;"
        for t in tables
    )
    add = "".join(
        f" INSERT INTO {t} (rowid, text)"
        " SELECT d.rowid, d.text FROM search_todo t JOIN search_doc d ON d.rowid = t.doc;"
        for t in tables
    )
    yield f"""CREATE TRIGGER kl_search_now AFTER UPDATE OF applying ON sync_state
WHEN OLD.applying AND NOT NEW.applying AND EXISTS (SELECT 1 FROM search_todo)
BEGIN{drop}{add} DELETE FROM search_todo; END"""


def _search_triggers(entity: str, columns: tuple[str, ...]) -> Iterator[str]:
    text = " || ' ' || ".join(f"coalesce(NEW.{c}, '')" for c in columns)
    changed = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in (*columns, "deleted"))
    add = f"""INSERT INTO search_doc (entity, ref, text)
    SELECT '{entity}', NEW.id, {text} WHERE NEW.deleted = 0
    ON CONFLICT (ref) DO UPDATE SET text = excluded.text;"""
    yield f"CREATE TRIGGER kl_{entity}_find AFTER INSERT ON {entity} BEGIN {add} END"
    yield f"""CREATE TRIGGER kl_{entity}_refind AFTER UPDATE ON {entity} WHEN {changed}
BEGIN
  DELETE FROM search_doc WHERE ref = NEW.id AND NEW.deleted = 1;
  {add}
END"""
    yield f"""CREATE TRIGGER kl_{entity}_unfind AFTER DELETE ON {entity}
BEGIN DELETE FROM search_doc WHERE ref = OLD.id; END"""


def _twin_triggers() -> Iterator[str]:
    changed = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in _TELLING)
    for name, when, row in (
        ("new", "INSERT", "NEW"),
        ("changed", f"UPDATE ON business WHEN {changed}", "NEW"),
        ("gone", "DELETE", "OLD"),
    ):
        on = when if "ON" in when else f"{when} ON business"
        yield f"""CREATE TRIGGER kl_twin_{name} AFTER {on}
BEGIN
  DELETE FROM twin_todo WHERE id = {row}.id;
  INSERT INTO twin_todo (id) VALUES ({row}.id);
END"""
