"""Row-level security of the centre's database: what PostgreSQL itself lets the service do.

The service works under the role `kurasi_service`, which owns nothing and cannot pass these
rules. In the name of a person (`app.person_id`, set for one transaction) it sees the rows
of that person's regions and writes what `app.domain.permissions` lets them write; in
nobody's name it sees none of them. The rules are made from that module each time a centre
is set up, so the two cannot drift apart. It is the second fence: the first are the
service's own checks.

What it does not stop: SQL of an attacker's own choosing on the service's connection. Who
can run that can name any person. It stops a forgotten condition in ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import sqlalchemy as sa

from app.domain.permissions import JUDGED, REGION_FIELD, writers
from app.domain.regions import GLOBAL
from app.domain.terms import Role
from app.errors import UserError
from app.models.entities import APPEND_ONLY, FIELD, ISSUED, PUBLISHED, REFERENCE

SERVICE = "kurasi_service"

FIELD_TABLES: tuple[str, ...] = tuple(cls.__tablename__ for cls in FIELD + ISSUED)
"""The tables that hold people's data: each is under row-level security."""

PUBLISHED_TABLES: tuple[str, ...] = tuple(cls.__tablename__ for cls in PUBLISHED)
"""Rules for all: everybody reads them, few add to them; under row-level security as well."""

UNCHANGING: frozenset[str] = APPEND_ONLY | {cls.__tablename__ for cls in ISSUED}
"""Of those, the ones whose rows are added and never changed."""

_READ, _ADD, _KEEP = "SELECT", "SELECT, INSERT", "SELECT, INSERT, UPDATE"
GRANTS: Mapping[str, str] = {
    **{cls.__tablename__: _READ for cls in REFERENCE},
    **{name: _ADD if name in UNCHANGING else _KEEP for name in FIELD_TABLES},
    **dict.fromkeys(PUBLISHED_TABLES, _ADD),
    # Enrolment registers the laptop; people and their roles are the administrator's.
    "device": _ADD,
    "login": _ADD,
    "enrol_code": "SELECT, UPDATE (used_at)",
    "centre_state": "SELECT, UPDATE (next_device)",
    # No data of any person: keys, versions, scopes. Checks compare with rows of all regions.
    "row_version": _KEEP,
    "feed": _KEEP,
    "feed_counter": "SELECT, UPDATE",
    "scope_digest": _KEEP,
    "device_sync": _KEEP,
    "batch_in": _ADD,
    "field_conflict": _ADD,
    "held": _KEEP,
    # Counters of official numbers and who has which: no data of any person either.
    "official_series": _KEEP,
    "official_number": _KEEP,
    "number_lease": _KEEP,
    "key_revocation": _READ,
    "status_list": _KEEP,
    "blob": _ADD,
}
"""What the service may do with each table; nobody deletes, and what is not named is closed."""


def require_service_role(conn: sa.Connection) -> None:
    """Make the service's role where it is missing, or say who has to; it must be powerless."""
    found = _role(conn)
    if found is None:
        if not _may_make_roles(conn):
            raise UserError(
                "central.no_service_role",
                f"Peran basis data {SERVICE} belum ada dan login ini tidak boleh membuatnya.",
                safe="Basis data tidak diubah.",
                todo="Minta admin PostgreSQL menjalankan packaging/central/roles.sql, lalu ulangi.",
            )
        conn.exec_driver_sql(f"CREATE ROLE {SERVICE} NOLOGIN NOINHERIT")
    elif found:
        raise UserError(
            "central.service_role_too_strong",
            f"Peran basis data {SERVICE} terlalu kuat: ia dapat melewati pembatasan wilayah.",
            safe="Basis data tidak diubah.",
            todo=f"Cabut dahulu: ALTER ROLE {SERVICE} NOSUPERUSER NOBYPASSRLS NOCREATEROLE.",
        )
    _become_member(conn)


def _role(conn: sa.Connection) -> bool | None:
    """Whether the role is too strong; None when there is no such role."""
    query = "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s"
    return conn.exec_driver_sql(query, (SERVICE,)).scalar()


def _may_make_roles(conn: sa.Connection) -> bool:
    query = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    return bool(conn.exec_driver_sql(query).scalar())


def _become_member(conn: sa.Connection) -> None:
    """The owner steps down to the service's role when it works in a person's name."""
    query = f"SELECT pg_has_role(current_user, '{SERVICE}', 'MEMBER')"
    if conn.exec_driver_sql(query).scalar():  # a superuser is, of every role
        return
    if not _may_make_roles(conn):
        raise UserError(
            "central.no_service_role",
            f"Login ini bukan anggota peran basis data {SERVICE}.",
            safe="Basis data tidak diubah.",
            todo="Minta admin PostgreSQL menjalankan packaging/central/roles.sql, lalu ulangi.",
        )
    conn.exec_driver_sql(f"GRANT {SERVICE} TO CURRENT_USER")


def install(conn: sa.Connection) -> None:
    """Bring grants, functions and policies to what this program means by them."""
    schema, owner, me = _place(conn)
    if owner != me:  # set up once more by a superuser: all stays the owner's
        conn.exec_driver_sql(f"SET LOCAL ROLE {_name(owner)}")
    for statement in _statements(_name(schema), _name(owner)):
        conn.exec_driver_sql(statement)
    if owner != me:
        conn.exec_driver_sql("SET LOCAL ROLE NONE")


def _place(conn: sa.Connection) -> tuple[str, str, str]:
    query = (
        "SELECT schemaname, tableowner, current_user FROM pg_tables "
        "WHERE schemaname = current_schema() AND tablename = 'business'"
    )
    schema, owner, me = conn.exec_driver_sql(query).one()
    return schema, owner, me


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _statements(schema: str, owner: str) -> Iterator[str]:
    yield from _functions(schema)
    yield from _grants(schema)
    for table in FIELD_TABLES:
        yield from _policies(schema, table, owner)
    for table in PUBLISHED_TABLES:
        yield from _published_policies(schema, table, owner)


_FIXED = "SET search_path = pg_catalog, pg_temp"
"""Nobody slips another table or operator under a function of ours."""


def _functions(schema: str) -> Iterator[str]:
    yield f"""
        CREATE OR REPLACE FUNCTION {schema}.kurasi_person() RETURNS uuid
        LANGUAGE sql STABLE {_FIXED} AS $$
            SELECT NULLIF(current_setting('app.person_id', true), '')::uuid
        $$"""
    # Answers once a statement, never for a row: a function of the row took minutes where
    # this takes milliseconds.
    yield f"""
        CREATE OR REPLACE FUNCTION {schema}.kurasi_scopes(VARIADIC roles text[]) RETURNS text[]
        LANGUAGE sql STABLE SECURITY DEFINER {_FIXED} AS $$
            SELECT COALESCE(array_agg(DISTINCT r.code), '{{}}')
            FROM {schema}.role_grant g
            JOIN {schema}.person p ON p.id = g.person_id AND p.active
            JOIN {schema}.region r
              ON r.code = g.region_code OR starts_with(r.code, g.region_code || '.')
            WHERE g.person_id = {schema}.kurasi_person() AND g.active AND NOT g.deleted
              AND g.role = ANY (roles) AND r.kind IN ('provinsi', 'kabkota', 'kecamatan')
        $$"""
    # A register number is unique over all regions, and may be asked by whoever has a paper.
    yield f"""
        CREATE OR REPLACE FUNCTION {schema}.kurasi_number_taken(number text) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER {_FIXED} AS $$
            SELECT EXISTS (SELECT FROM {schema}.certificate WHERE register_no = number)
        $$"""
    # Who has a place that is given once: they may be of a region the sender does not see.
    yield f"""
        CREATE OR REPLACE FUNCTION {schema}.kurasi_picks(whose uuid) RETURNS uuid[]
        LANGUAGE sql STABLE SECURITY DEFINER {_FIXED} AS $$
            SELECT COALESCE(array_agg(id), '{{}}') FROM {schema}.gebetan_pick
            WHERE NOT deleted AND state <> 'withdrawn' AND business_id IN (
                SELECT whose UNION SELECT id FROM {schema}.business WHERE merged_into = whose
            )
        $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION {schema}.kurasi_bookings(event uuid, on_day date)
        RETURNS TABLE (id uuid, booth integer, business_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER {_FIXED} AS $$
            SELECT b.id, b.booth, b.business_id FROM {schema}.event_booking b
            WHERE b.event_id = event AND b.day = on_day AND NOT b.deleted
            AND b.state IN ('assigned', 'waiting')
        $$"""
    # What the public status list says of all certificates, and no more of them than that.
    yield f"""
        CREATE OR REPLACE FUNCTION {schema}.kurasi_certificates()
        RETURNS TABLE (register_no text, gone boolean)
        LANGUAGE sql STABLE SECURITY DEFINER {_FIXED} AS $$
            SELECT c.register_no,
                c.id IN (SELECT r.certificate_id FROM {schema}.certificate_revocation r)
                OR c.decision_id IN (
                    SELECT d.supersedes FROM {schema}.decision d WHERE d.supersedes IS NOT NULL
                )
            FROM {schema}.certificate c
        $$"""
    yield f"DROP FUNCTION IF EXISTS {schema}.kurasi_certificate_counts()"  # of a program before
    # Of those, the ones that came or were revoked after a place in the feed. A scope at a time,
    # for the feed is ordered within each: what lies behind that place is never looked at.
    yield f"""
        CREATE OR REPLACE FUNCTION {schema}.kurasi_certificates_since(place bigint)
        RETURNS TABLE (register_no text, gone boolean)
        LANGUAGE sql STABLE SECURITY DEFINER {_FIXED} AS $$
            WITH news AS (
                SELECT f.entity, f.id FROM {schema}.scope_digest s CROSS JOIN LATERAL (
                    SELECT entity, id FROM {schema}.feed WHERE scope = s.scope AND seq > place
                ) f
                WHERE f.entity IN ('certificate', 'certificate_revocation', 'decision')
            ), touched AS (
                SELECT n.id FROM news n WHERE n.entity = 'certificate'
                UNION SELECT r.certificate_id FROM news n
                JOIN {schema}.certificate_revocation r ON r.id = n.id
                WHERE n.entity = 'certificate_revocation'
                UNION SELECT c.id FROM news n JOIN {schema}.decision d ON d.id = n.id
                JOIN {schema}.certificate c ON c.decision_id = d.supersedes
                WHERE n.entity = 'decision'
            )
            SELECT c.register_no,
                EXISTS (
                    SELECT FROM {schema}.certificate_revocation r WHERE r.certificate_id = c.id
                )
                OR EXISTS (
                    SELECT FROM {schema}.decision d
                    WHERE d.curation_id = c.curation_id AND d.supersedes = c.decision_id
                )
            FROM {schema}.certificate c WHERE c.id = ANY (ARRAY(SELECT t.id FROM touched t))
        $$"""
    # A photograph may go on to the centre though its row has left its laptop's regions since.
    yield f"""
        CREATE OR REPLACE FUNCTION {schema}.kurasi_sent_photo(hash text, device text)
        RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER {_FIXED} AS $$
            SELECT CASE WHEN p.sha256 = hash THEN p.size_bytes ELSE p.thumb_bytes END
            FROM {schema}.photo p
            JOIN {schema}.row_version v ON v.entity = 'photo' AND v.id = p.id
            WHERE (p.sha256 = hash OR p.thumb_sha256 = hash)
            AND split_part(v.origin, '/', 1) = device
            LIMIT 1
        $$"""
    # A policy sees a row before or after, never both: that it does not leave home by a
    # guest's hand takes a trigger.
    yield f"""
        CREATE OR REPLACE FUNCTION {schema}.kurasi_stays_home() RETURNS trigger
        LANGUAGE plpgsql {_FIXED} AS $$
        DECLARE
            person uuid := {schema}.kurasi_person();
        BEGIN
            IF person IS NOT NULL AND (
                NEW.created_by IS DISTINCT FROM OLD.created_by
                OR (OLD.created_by IS DISTINCT FROM person
                    AND NOT OLD.scope = ANY ({schema}.kurasi_scopes(VARIADIC TG_ARGV)))
            ) THEN
                RAISE insufficient_privilege USING MESSAGE = 'a row moved by another';
            END IF;
            RETURN NEW;
        END
        $$"""
    signatures = (
        "person()",
        "scopes(text[])",
        "number_taken(text)",
        "picks(uuid)",
        "bookings(uuid,date)",
        "certificates()",
        "certificates_since(bigint)",
        "sent_photo(text,text)",
        "stays_home()",
    )
    for signature in signatures:
        name = f"FUNCTION {schema}.kurasi_{signature}"
        yield f"REVOKE ALL ON {name} FROM PUBLIC"
        yield f"GRANT EXECUTE ON {name} TO {SERVICE}"


def _grants(schema: str) -> Iterator[str]:
    yield f"GRANT USAGE ON SCHEMA {schema} TO {SERVICE}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {SERVICE}"
    for table, allowed in GRANTS.items():
        yield f"GRANT {allowed} ON {schema}.{table} TO {SERVICE}"
    yield f"GRANT USAGE ON SEQUENCE {schema}.field_conflict_id_seq TO {SERVICE}"


def _policies(schema: str, table: str, owner: str) -> Iterator[str]:
    on = f"ON {schema}.{table}"
    yield from _fenced(schema, table)
    written = _in_scopes(schema, writers(table), owned=False)
    added = _in_scopes(schema, writers(table), owned=table in JUDGED)
    read = _in_scopes(schema, Role, owned=False)
    yield f"CREATE POLICY kurasi_read {on} FOR SELECT TO {SERVICE} USING ({read})"
    yield f"CREATE POLICY kurasi_add {on} FOR INSERT TO {SERVICE} WITH CHECK ({added})"
    if table not in UNCHANGING:
        yield (
            f"CREATE POLICY kurasi_change {on} FOR UPDATE TO {SERVICE} "
            f"USING ({written}) WITH CHECK ({written})"
        )
        yield _stays_home(schema, table)
    yield from _centre_policies(schema, on, owner)


def _fenced(schema: str, table: str) -> Iterator[str]:
    yield f"ALTER TABLE {schema}.{table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {schema}.{table} FORCE ROW LEVEL SECURITY"
    for name in _POLICIES:
        yield f"DROP POLICY IF EXISTS kurasi_{name} ON {schema}.{table}"


_POLICIES = ("read", "add", "change", "centre_read", "centre_add", "centre_change")


def _published_policies(schema: str, table: str, owner: str) -> Iterator[str]:
    """Read by all, in nobody's name too; added to by who may publish for the whole province,
    or for the region that the row names.
    """
    on = f"ON {schema}.{table}"
    yield from _fenced(schema, table)
    scopes = f"(SELECT {schema}.kurasi_scopes({_listed(writers(table))}))::text[]"
    province = f"SELECT FROM {schema}.region r WHERE r.kind = 'provinsi'"
    granted = f"EXISTS ({province} AND r.code = ANY ({scopes}))"
    if table in REGION_FIELD:
        granted = f"{REGION_FIELD[table]} = ANY ({scopes})"
    allowed = f"scope = '{GLOBAL}' AND guest_scope IS NULL AND {granted}"
    yield f"CREATE POLICY kurasi_read {on} FOR SELECT TO {SERVICE} USING (true)"
    yield f"CREATE POLICY kurasi_add {on} FOR INSERT TO {SERVICE} WITH CHECK ({allowed})"
    yield from _centre_policies(schema, on, owner)


def _centre_policies(schema: str, on: str, owner: str) -> Iterator[str]:
    # The centre's own authority (loading the register, deciding on what was handed over):
    # the owner's, and never while it works in a person's name.
    own = f"(SELECT {schema}.kurasi_person()) IS NULL"
    yield f"CREATE POLICY kurasi_centre_read {on} FOR SELECT TO {owner} USING (true)"
    yield f"CREATE POLICY kurasi_centre_add {on} FOR INSERT TO {owner} WITH CHECK ({own})"
    yield (
        f"CREATE POLICY kurasi_centre_change {on} FOR UPDATE TO {owner} "
        f"USING ({own}) WITH CHECK ({own})"
    )


def _stays_home(schema: str, table: str) -> str:
    changes = " OR ".join(
        f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in ("scope", "guest_scope", "created_by")
    )
    return (
        f"CREATE OR REPLACE TRIGGER kurasi_stays_home BEFORE UPDATE ON {schema}.{table} "
        f"FOR EACH ROW WHEN ({changes}) "
        f"EXECUTE FUNCTION {schema}.kurasi_stays_home({_listed(writers(table))})"
    )


def _in_scopes(schema: str, roles: Iterable[Role], *, owned: bool) -> str:
    """A row of a region where the person has one of `roles`; as a guest too unless `owned`."""
    scopes = f"ANY ((SELECT {schema}.kurasi_scopes({_listed(roles)}))::text[])"
    return f"scope = {scopes}" if owned else f"scope = {scopes} OR guest_scope = {scopes}"


def _listed(roles: Iterable[Role]) -> str:
    return ", ".join(f"'{role}'" for role in sorted(roles))


def remove(conn: sa.Connection) -> None:
    """Take all of it away again; the role stays, other databases may use it."""
    schema = _name(_place(conn)[0])
    # Tables of later versions are gone already where a downgrade comes from there.
    there = set(sa.inspect(conn).get_table_names())
    for table in there.intersection(FIELD_TABLES + PUBLISHED_TABLES):
        for name in _POLICIES:
            conn.exec_driver_sql(f"DROP POLICY IF EXISTS kurasi_{name} ON {schema}.{table}")
        conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS kurasi_stays_home ON {schema}.{table}")
        conn.exec_driver_sql(f"ALTER TABLE {schema}.{table} NO FORCE ROW LEVEL SECURITY")
        conn.exec_driver_sql(f"ALTER TABLE {schema}.{table} DISABLE ROW LEVEL SECURITY")
    ours = "picks bookings stays_home certificates certificates_since certificate_counts"
    for name in (*ours.split(), "number_taken", "scopes", "person"):
        conn.exec_driver_sql(f"DROP FUNCTION IF EXISTS {schema}.kurasi_{name}")
    conn.exec_driver_sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {SERVICE}")
    conn.exec_driver_sql(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM {SERVICE}")
    conn.exec_driver_sql(f"REVOKE ALL ON SCHEMA {schema} FROM {SERVICE}")
