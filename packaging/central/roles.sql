-- Logins and database of a centre, for psql as postgres; may be repeated.
-- kurasi_owner owns the tables and changes them (`central init`). kurasi_service is what the
-- service logs in as: it owns nothing and row-level security holds for it; what it may do with
-- each table is granted by `central init`. It has no password: only the account of the same
-- name on this machine can be it (peer).
\set ON_ERROR_STOP on
\getenv password KURASI_OWNER_PASSWORD
SELECT 'CREATE ROLE ' || name FROM unnest(ARRAY['kurasi_owner', 'kurasi_service']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE kurasi_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    PASSWORD :'password';
ALTER ROLE kurasi_service LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    PASSWORD NULL;
-- So that a command of the owner's that works in a person's name can step down to it.
GRANT kurasi_service TO kurasi_owner;

-- No laptop waits longer than 20 s for an answer.
ALTER ROLE kurasi_service SET statement_timeout = '60s';
ALTER ROLE kurasi_service SET idle_in_transaction_session_timeout = '60s';

-- C.UTF-8 sorts the same on every machine a backup may come back on.
SELECT 'CREATE DATABASE kurasi OWNER kurasi_owner TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'kurasi') \gexec
REVOKE ALL ON DATABASE kurasi FROM PUBLIC;
GRANT CONNECT ON DATABASE kurasi TO kurasi_service;
\connect kurasi
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kurasi_service;
