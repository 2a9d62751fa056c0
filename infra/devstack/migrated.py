"""Databases that have a service's tables: migrated once on a server, then copied by PostgreSQL in a tenth of the time.

A template's name ends in a digest of whatever migrates: a change of that makes a new one, and the old one goes.
"""

import hashlib
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from psycopg2 import sql

from infra.devstack import environment
from infra.devstack.database import DatabaseServer
from shared.persistence.schema.migrations import label_of, migrate, package_of

_COMMON = "shared.persistence"


class MigratedDatabases:
    """Of one server; several processes may ask at once."""

    def __init__(self, server: DatabaseServer) -> None:
        self._server = server

    def create(self, service: str, name: str) -> str:
        """A database that belongs to the server's administrator; its URL."""
        self._copy(service, name, f"tables_{label_of(service)}_", self._migrate)
        return self._server.url(name)

    def create_split(self, databases: Mapping[str, str]) -> dict[str, str]:
        """As the server's method of this name, each with the service's tables and what their owner has granted."""
        for service, name in databases.items():
            self._copy(service, name, f"split_{service}_", self._migrate_split)
        return self._server.create_split(databases)

    def _copy(self, service: str, name: str, prefix: str, migrated: Callable[[str, str], None]) -> None:
        """From the template, which is made if it is missing; nobody else makes or drops it meanwhile."""
        template = prefix + _digest(service)
        with self._server.admin() as connection, connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", (prefix,))
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (prefix,))
            standing = [row[0] for row in cursor.fetchall()]
            if template not in standing:
                for old in standing:  # of another version, or left half done
                    self._server.drop(old)
                migrated(service, f"{template}_made")
                _execute(cursor, "ALTER DATABASE {} RENAME TO {}", f"{template}_made", template)
            _execute(cursor, "CREATE DATABASE {} TEMPLATE {}", name, template)
            _execute(cursor, "REVOKE CONNECT ON DATABASE {} FROM PUBLIC", name)

    def _migrate(self, service: str, name: str) -> None:
        migrate(service, self._server.create(name))

    def _migrate_split(self, service: str, name: str) -> None:
        urls = self._server.create_split({service: name})
        migrate(service, urls[environment.owner_of(service)], user=service)


def _execute(cursor: Any, statement: str, *names: str) -> None:
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _digest(service: str) -> str:
    """Of the sources of both histories and of what runs them."""
    folders = [_folder(_COMMON), _folder(f"{package_of(service)}.migrations")]
    read = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        read.update(path.name.encode() + path.read_bytes())
    return read.hexdigest()[:12]


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ValueError(f"no package {package}")
    return Path(spec.origin).parent
