"""On PostgreSQL the tables may belong to another role than the service's: what it may do is then what is granted.

The service adds to its trail and its openings and reads them; of an entry it may fill in the plain seal, once (a
trigger holds the rest).
Owner and service are told apart by the URL with which a migration runs. The owner is a member of the service's role, so
that it can take over tables which the service has made before, and the service is not a member of the owner's.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_TRAIL = "trail"
_ONLY_ADDED = ("trail_seals", "trail_heads", "openings")
_SEAL = "seal_no, prev_hash, hash"
_FOREIGN = text(
    "SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, c.relname AS name FROM pg_class c "
    "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S') "
    "AND c.relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user) "
    "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i') AND c.relkind = 'S')"
)
_FUNCTIONS = text(
    "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace "
    "AND p.proowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)"
)
_STANDING = text(
    "SELECT r.rolsuper OR pg_has_role(r.oid, d.datdba, 'MEMBER') OR pg_has_role(r.oid, current_user, 'MEMBER') "
    "FROM pg_roles r, pg_database d WHERE r.rolname = :user AND d.datname = current_database()"
)


def take_over(connection: Connection, user: str) -> None:
    """Make the migrating role the owner of what stands in the database.

    ValueError when `user`, the service's role, could undo it: a superuser, the database's owner or a member of either.
    """
    above = connection.scalar(_STANDING, {"user": user})
    if above is None or above:
        what = "does not exist" if above is None else "owns the database, or is a member of its owner, or a superuser"
        raise ValueError(f"the role {user!r} {what}: see infra/runbooks/trail.md")
    for kind, name in connection.execute(_FOREIGN).all():
        connection.execute(text(f"ALTER {kind} {_quoted(connection, name)} OWNER TO CURRENT_USER"))
    for name in connection.scalars(_FUNCTIONS).all():
        connection.execute(text(f"ALTER FUNCTION {name} OWNER TO CURRENT_USER"))


def grant(connection: Connection, user: str) -> None:
    """Give the service's role what it needs, of all tables that there are; safe to repeat."""
    role = _quoted(connection, user)
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"REVOKE CREATE ON SCHEMA public FROM {role}, PUBLIC",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}",
        f"REVOKE UPDATE, DELETE ON {', '.join((_TRAIL, *_ONLY_ADDED))} FROM {role}",
        f"GRANT UPDATE ({_SEAL}) ON {_TRAIL} TO {role}",
    ):
        connection.execute(text(statement))


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
