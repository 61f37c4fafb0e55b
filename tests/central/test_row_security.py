"""What PostgreSQL itself lets the service do: as the domain says, also when our checks are off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.central import people
from app.central.centre import Centre
from app.central.fence import FenceError, as_person
from app.central.store import Author, Versions, Write, commit_rows, load_rows, scopes_of
from app.clock import ManualClock, SystemClock
from app.domain.permissions import JUDGED, Grant, may_publish_for, may_write
from app.domain.regions import any_covers
from app.domain.terms import Category, Role
from app.ids import IdMaker
from app.models.central import CentralBase
from app.models.engine import central_engine
from app.models.entities import TABLES, Base
from app.models.row_security import (
    FIELD_TABLES,
    GRANTS,
    PUBLISHED_TABLES,
    SERVICE,
    UNCHANGING,
    install,
)
from tests.conftest import NOW
from tests.laptops import DISTRICT, OTHER_DISTRICT, row_of
from tests.postgres import fresh_centre

SCOPES = ["31", "31.74", DISTRICT, OTHER_DISTRICT, "31.71", "31.71.01"]
LOCAL = {"assessment_criterion"}
"""Filled on laptops only; at the centre nobody needs it."""

places = st.tuples(st.sampled_from(SCOPES), st.none() | st.sampled_from(SCOPES))
roles = st.sampled_from(list(Role))
grants = st.lists(st.builds(Grant, roles, st.sampled_from(SCOPES)), max_size=3)
entities = st.sampled_from(FIELD_TABLES)
ids = IdMaker(SystemClock())


class Undo(Exception):  # noqa: N818
    """Ends a transaction that went through, without keeping it."""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    folder = tmp_path_factory.mktemp("pusat") / "centre"
    with fresh_centre(folder, ManualClock(NOW), quiet=True) as made:
        yield made


@pytest.fixture(scope="module")
def person(centre: Centre) -> UUID:
    """Somebody whose roles each example sets anew; the earlier ones stay as inactive."""
    return people.add_person(centre, "Siapa Saja", [])


def stored(
    centre: Centre, entity: str, place: tuple[str, str | None], by: UUID | None
) -> dict[str, Any]:
    """A row somebody has written, whoever may see it."""
    once = {"business_id": ids.new()} if entity in ("gebetan_pick", "event_booking") else {}
    row = row_of(entity, ids.new(), scope=place[0], guest_scope=place[1], created_by=by, **once)
    with centre.engine.begin() as conn:
        write = Write(entity, row["id"], row, None, scopes_of(row))
        commit_rows(conn, [write], Author(), NOW)
    return row


def goes_through(centre: Centre, person: UUID, write: Write) -> bool:
    """Whether the database takes a write in a person's name, no check of ours asked."""
    try:
        with as_person(centre.engine, person) as conn:
            commit_rows(conn, [write], Author(person), NOW)
            raise Undo
    except FenceError:
        return False
    except Undo:
        return True


def changed(row: Mapping[str, Any], entity: str, **values: Any) -> Write:
    before = Versions(1, {}, scopes_of(row))
    return Write(entity, row["id"], values, before, scopes_of({**row, **values}))


properties = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@properties
@given(held=grants, entity=entities, place=places)
def test_a_row_is_seen_in_ones_regions_alone(
    centre: Centre, person: UUID, held: list[Grant], entity: str, place: tuple[str, str | None]
) -> None:
    people.set_grants(centre, person, held)
    row = stored(centre, entity, place, None)
    regions = [grant.region for grant in held]
    with as_person(centre.engine, person) as conn:
        found = load_rows(conn, [(entity, row["id"])])
        counted = conn.execute(sa.select(sa.func.count()).select_from(TABLES[entity])).scalar_one()
    seen = any(any_covers(regions, scope) for scope in scopes_of(row))
    assert (bool(found), bool(counted) or not seen) == (seen, True)
    assert held or counted == 0


AS_A_GUEST = (OTHER_DISTRICT, DISTRICT)


@properties
@example(held=[Grant(Role.CHAIR, "31.74.04")], entity="curation", place=AS_A_GUEST)
@example(held=[Grant(Role.MENTOR, "31.74.04")], entity="curation_session", place=(DISTRICT, None))
@given(held=grants, entity=entities, place=places)
def test_a_row_is_added_where_the_domain_says(
    centre: Centre, person: UUID, held: list[Grant], entity: str, place: tuple[str, str | None]
) -> None:
    people.set_grants(centre, person, held)
    row = row_of(entity, ids.new(), scope=place[0], guest_scope=place[1], created_by=person)
    owned = place[:1] if entity in JUDGED else scopes_of(row)
    allowed = may_write(held, entity, [scope for scope in owned if scope])
    write = Write(entity, row["id"], row, None, scopes_of(row))
    assert goes_through(centre, person, write) == allowed


RULE_SCOPES = ["global", "training", *SCOPES]


@properties
@example(held=[Grant(Role.ADMIN, "31")], place=("global", None))
@example(held=[Grant(Role.ADMIN, "31.74")], place=("global", None))
@given(
    held=grants,
    place=st.tuples(st.sampled_from(RULE_SCOPES), st.none() | st.sampled_from(RULE_SCOPES)),
)
def test_a_rubric_is_published_where_the_domain_says(
    centre: Centre, person: UUID, held: list[Grant], place: tuple[str, str | None]
) -> None:
    people.set_grants(centre, person, held)
    row = row_of("rubric", ids.new(), scope=place[0], guest_scope=place[1], created_by=person)
    allowed = may_write(held, "rubric", scopes_of(row)) and place[1] is None
    write = Write("rubric", row["id"], row, None, scopes_of(row))
    assert goes_through(centre, person, write) == allowed
    assert not goes_through(centre, person, changed(row, "rubric", version=9))


@properties
@example(held=[Grant(Role.ADMIN, "31.74")], place=("global", None), region="31.74.04")
@example(held=[Grant(Role.ADMIN, "31.74.04")], place=("global", None), region="31.74")
@given(
    held=grants,
    place=st.tuples(st.sampled_from(RULE_SCOPES), st.none() | st.sampled_from(RULE_SCOPES)),
    region=st.sampled_from(SCOPES),
)
def test_a_set_up_of_papers_is_published_where_the_domain_says(
    centre: Centre,
    person: UUID,
    held: list[Grant],
    place: tuple[str, str | None],
    region: str,
) -> None:
    people.set_grants(centre, person, held)
    values = {"scope": place[0], "guest_scope": place[1], "region_code": region}
    row = row_of("paper_setup", ids.new(), created_by=person, **values)
    allowed = may_write(held, "paper_setup", scopes_of(row)) and place[1] is None
    write = Write("paper_setup", row["id"], row, None, scopes_of(row))
    may = allowed and may_publish_for(held, region)
    assert goes_through(centre, person, write) == may
    assert not goes_through(centre, person, changed(row, "paper_setup", version=9))


def test_everybody_reads_the_rubrics(centre: Centre, person: UUID) -> None:
    people.set_grants(centre, person, [])
    with as_person(centre.engine, person) as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM rubric").scalar_one() == len(Category)


def by_a_mentor(entity: str, place: tuple[str, str | None], *, mine: bool) -> dict[str, Any]:
    """A mentor of the district takes a row home."""
    held = [Grant(Role.MENTOR, DISTRICT)]
    return {"held": held, "entity": entity, "place": place, "to": (DISTRICT, None), "mine": mine}


@properties
@example(**by_a_mentor("improvement_item", (DISTRICT, None), mine=True))
@example(**by_a_mentor("product", AS_A_GUEST, mine=True))
@example(**by_a_mentor("product", AS_A_GUEST, mine=False))
@given(held=grants, entity=entities, place=places, to=places, mine=st.booleans())
def test_a_row_is_changed_and_moved_where_the_domain_says(
    centre: Centre,
    person: UUID,
    held: list[Grant],
    entity: str,
    place: tuple[str, str | None],
    to: tuple[str, str | None],
    mine: bool,
) -> None:
    people.set_grants(centre, person, held)
    row = stored(centre, entity, place, person if mine else None)
    writer = may_write(held, entity, scopes_of(row)) and entity not in UNCHANGING
    edit = changed(row, entity, extra={"a": 1})
    assert goes_through(centre, person, edit) == writer
    move = changed(row, entity, scope=to[0], guest_scope=to[1])
    home = place == to or mine or may_write(held, entity, place[:1])
    arrives = may_write(held, entity, move.scopes)
    assert goes_through(centre, person, move) == (writer and home and arrives)
    taken = changed(row, entity, created_by=UUID(int=5))
    assert not goes_through(centre, person, taken)


@pytest.mark.parametrize("entity", FIELD_TABLES + PUBLISHED_TABLES)
def test_nobody_deletes(centre: Centre, person: UUID, entity: str) -> None:
    people.set_grants(centre, person, [Grant(role, "31") for role in Role])
    for statement in (f"DELETE FROM {entity}", f"TRUNCATE {entity}"):
        with pytest.raises(FenceError), as_person(centre.engine, person) as conn:
            conn.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE role_grant SET region_code = '31'",
        "INSERT INTO person SELECT * FROM person",
        "UPDATE centre_state SET root_public_key = 'x'",
        "UPDATE login SET person_id = NULL",
        "DELETE FROM batch_in",
        "ALTER TABLE business DISABLE ROW LEVEL SECURITY",
        "DROP POLICY kurasi_read ON business",
        "CREATE TABLE mine (a int)",
        "SET SESSION AUTHORIZATION DEFAULT; RESET ROLE; SET ROLE pg_read_all_data",
        "SELECT * FROM assessment_criterion",
        "UPDATE rubric SET version = 9",
        "UPDATE paper_setup SET version = 9",
        "COPY business TO PROGRAM 'true'",
    ],
)
def test_the_service_cannot_lift_its_own_fence(
    centre: Centre, person: UUID, statement: str
) -> None:
    engine = as_service(centre)
    try:
        with pytest.raises(FenceError), as_person(engine, person) as conn:
            conn.exec_driver_sql(statement)
    finally:
        engine.dispose()


def as_service(centre: Centre) -> sa.Engine:
    """An engine that is logged in as the service, as in production."""
    with centre.engine.begin() as conn:
        conn.exec_driver_sql(f"ALTER ROLE {SERVICE} LOGIN")
    return central_engine(
        centre.engine.url.set(username=SERVICE).render_as_string(hide_password=False)
    )


def test_in_nobodys_name_the_service_sees_nobody(centre: Centre) -> None:
    stored(centre, "business", (DISTRICT, None), None)
    engine = as_service(centre)
    with engine.connect() as conn:
        for entity in FIELD_TABLES:
            query = sa.select(sa.func.count()).select_from(TABLES[entity])
            assert conn.execute(query).scalar_one() == 0, entity
    engine.dispose()


def test_whoever_is_out_sees_nothing(centre: Centre) -> None:
    gone = people.add_person(centre, "Sudah Keluar", [Grant(Role.CHAIR, "31")])
    row = stored(centre, "business", (DISTRICT, None), None)
    with as_person(centre.engine, gone) as conn:
        assert load_rows(conn, [("business", row["id"])])
    people.set_active(centre, gone, active=False)
    with as_person(centre.engine, gone) as conn:
        assert load_rows(conn, [("business", row["id"])]) == {}


@pytest.fixture(scope="module")
def one_connection(centre: Centre) -> Iterator[sa.Engine]:
    """A pool that has a single connection, whoever asks."""
    engine = sa.create_engine(centre.engine.url, pool_size=1, max_overflow=0)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def neighbours(centre: Centre) -> dict[UUID, UUID]:
    """Two persons of two districts, each with the only business they may see."""
    found = {}
    for name, district in (("Satu", "31.73.01"), ("Dua", "31.73.02")):
        person = people.add_person(centre, name, [Grant(Role.CURATOR, district)])
        found[person] = stored(centre, "business", (district, None), None)["id"]
    return found


@properties
@given(turns=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["", "undo", "error"]))))
def test_a_pooled_connection_never_carries_a_person_on(
    one_connection: sa.Engine, neighbours: dict[UUID, UUID], turns: list[tuple[int, str]]
) -> None:
    """Two persons, and nobody, in turn on one connection, whatever way each turn ends."""
    for who, end in turns:
        if who == 2:
            with one_connection.connect() as conn:
                role, person = conn.exec_driver_sql(_SELF).one()
                assert (role != SERVICE, person) == (True, "")
            continue
        person, business = list(neighbours.items())[who]
        with suppress(Undo, sa.exc.DataError), as_person(one_connection, person) as conn:
            assert conn.execute(sa.text("SELECT id FROM business")).scalars().all() == [business]
            assert conn.exec_driver_sql(_SELF).one() == (SERVICE, str(person))
            if end == "undo":
                raise Undo
            if end == "error":
                conn.exec_driver_sql("SELECT 1/0")


_SELF = "SELECT current_user, COALESCE(current_setting('app.person_id', true), '')"


def test_no_table_is_forgotten(centre: Centre) -> None:
    """A new table must say what the service may do with it, and whether it is fenced."""
    tables = {t.name for m in (Base, CentralBase) for t in m.metadata.tables.values()}
    assert GRANTS.keys() == tables - LOCAL
    with centre.engine.connect() as conn:
        fenced = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        assert set(conn.exec_driver_sql(fenced).scalars()) == {*FIELD_TABLES, *PUBLISHED_TABLES}
        strong = "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s"
        assert conn.exec_driver_sql(strong, (SERVICE,)).scalar_one() is False


_RULES = (
    "SELECT tablename, policyname, cmd, roles::text, qual, with_check FROM pg_policies "
    "ORDER BY tablename, policyname"
)


def test_setting_up_again_mends_the_rules(centre: Centre) -> None:
    with centre.engine.begin() as conn:
        before = conn.exec_driver_sql(_RULES).all()
        conn.exec_driver_sql("DROP POLICY kurasi_read ON photo")
        conn.exec_driver_sql("ALTER TABLE photo NO FORCE ROW LEVEL SECURITY")
        conn.exec_driver_sql(f"GRANT DELETE ON photo TO {SERVICE}")
        install(conn)
        assert conn.exec_driver_sql(_RULES).all() == before
        rights = "SELECT relforcerowsecurity, has_table_privilege(%s, oid, 'DELETE') "
        rights += "FROM pg_class WHERE relname = 'photo'"
        assert conn.exec_driver_sql(rights, (SERVICE,)).one() == (True, False)
