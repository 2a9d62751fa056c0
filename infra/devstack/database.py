"""A private PostgreSQL; one database and one login role per service, more databases for tests."""

import getpass
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psutil
import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from infra.devstack import environment
from infra.devstack.ports import free_port
from infra.devstack.processes import is_running, run_quietly
from infra.devstack.server import Server

ADMIN = "zhiping"
SYSTEM_USER = "postgres"  # PostgreSQL refuses to run as root

SILENT = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
"""What keeps a server's log free of what people typed: a refused statement is told to who sent it and not written down,
for its text, its DETAIL and sometimes the error itself (`invalid input syntax for type integer: "..."`) quote values.
Start, stop, checkpoints and failed logins are still logged."""

_CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 500
shared_buffers = 256MB
synchronous_commit = on
wal_level = minimal
max_wal_senders = 0
timezone = 'UTC'
logging_collector = off
""" + "".join(f"{name} = {value}\n" for name, value in SILENT.items())


_ENCRYPTED = """
ssl = on
ssl_cert_file = 'tls.crt'
ssl_key_file = 'tls.key'
ssl_min_protocol_version = 'TLSv1.2'
hba_file = '{hba}'
"""
_ENCRYPTED_ONLY = "hostssl all all 127.0.0.1/32 scram-sha-256\n"

_SPLIT = (
    "ALTER DATABASE {database} OWNER TO {owner}",
    "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {service}",
    "GRANT {service} TO {owner}",
)


def binaries() -> Path | None:
    """The folder of the newest installed server binaries; None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


class DatabaseServer(Server):
    """PostgreSQL; `create` and `drop` handle databases, `url` gives SQLAlchemy URLs for psycopg2."""

    key = "database"
    stop_signal = signal.SIGINT  # fast shutdown: open sessions are ended

    def run_as(self) -> str | None:
        return SYSTEM_USER if os.geteuid() == 0 else None

    def prepare(self) -> None:
        if not self.facts.get("password"):
            self.state.update(self.key, password=secrets.token_urlsafe(16), port=free_port(), data=str(self._place()))
        data = Path(self.facts["data"])
        if not (data / "PG_VERSION").exists():
            self._initialise(data)
        _forget_the_dead(data / "postmaster.pid")
        fsync = "on" if self.facts.get("durable", True) else "off"
        encrypted = self._take_certificate(data) if self.tls.on else ""
        own = f"fsync = {fsync}\nport = {self.facts['port']}\n"
        (data / "zhiping.conf").write_text(_CONFIGURATION + own + encrypted)

    def command(self) -> list[str]:
        return [str(self._binaries() / "postgres"), "-D", self.facts["data"]]

    def ready(self) -> bool:
        try:
            with self.admin() as connection, connection.cursor() as cursor:
                cursor.execute("SELECT NOT pg_is_in_recovery()")
                row = cursor.fetchone()
                return bool(row and row[0])
        except psycopg2.Error:
            return False

    @contextmanager
    def admin(self, database: str = "postgres") -> Iterator[Connection]:
        """An autocommit superuser connection."""
        where = {"host": "127.0.0.1", "port": self.facts["port"], "dbname": database}
        who = {"user": ADMIN, "password": self.facts["password"], "connect_timeout": 5}
        with closing(psycopg2.connect(**who, **where, **self.tls.libpq())) as made:
            made.autocommit = True
            yield made

    def create(self, name: str, owner: str | None = None) -> str:
        """Create the database when missing, with a login role `owner` of its own; returns its URL."""
        with self.admin() as connection, connection.cursor() as cursor:
            if owner:
                self._ensure_role(cursor, owner)
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
            if cursor.fetchone() is None:
                statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
                cursor.execute(statement.format(sql.Identifier(name), sql.Identifier(owner or ADMIN)))
                cursor.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        return self.url(name, owner)

    def create_split(self, databases: Mapping[str, str]) -> dict[str, str]:
        """Service -> name of its database: each belongs to an owner (`<service>_owner`) for migrations, and the
        service's own role gets what they grant. Returns both URLs of each as the variables of an env file."""
        urls = {}
        for service, name in databases.items():
            owner = f"{service}_owner"
            self.create(name, owner=owner)
            urls[environment.owner_of(service)] = self.url(name, owner, self._owner_password)
            urls[environment.variable_of(service)] = self.url(name, service)
            with self.admin() as connection, connection.cursor() as cursor:
                self._ensure_role(cursor, service)
                given = sql.SQL("ALTER ROLE {} PASSWORD %s").format(sql.Identifier(owner))
                cursor.execute(given, (self._owner_password,))
                words = {"database": name, "owner": owner, "service": service}
                names = {key: sql.Identifier(value) for key, value in words.items()}
                for statement in _SPLIT:
                    cursor.execute(sql.SQL(statement).format(**names))
        return urls

    def drop(self, name: str) -> None:
        """Drop the database when it exists, ending the sessions in it."""
        with self.admin() as connection, connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def url(self, name: str, owner: str | None = None, password: str | None = None) -> str:
        """The SQLAlchemy URL of a database."""
        facts = self.facts
        said = password or facts["password"]
        query = f"?{urlencode(self.tls.libpq())}" if self.tls.on else ""
        return f"postgresql+psycopg2://{owner or ADMIN}:{said}@127.0.0.1:{facts['port']}/{name}{query}"

    @property
    def _owner_password(self) -> str:
        """Of the roles that own tables: whoever has a service's password does not have it."""
        if not self.facts.get("owner_password"):
            self.state.update(self.key, owner_password=secrets.token_urlsafe(16))
        return str(self.facts["owner_password"])

    def discard(self) -> None:
        """Remove the data folder (the server must be stopped)."""
        if data := self.facts.get("data"):
            place = Path(data) if Path(data).parent == self.folder else Path(data).parent
            shutil.rmtree(place, ignore_errors=True)

    def _ensure_role(self, cursor: psycopg2.extensions.cursor, role: str) -> None:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,))
        if cursor.fetchone() is None:
            cursor.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD %s").format(sql.Identifier(role)), (self.facts["password"],)
            )

    def _place(self) -> Path:
        """The data folder: under the stack, or below /var/tmp when the system user cannot walk there."""
        user = self.run_as()
        if user is None or _can_enter(user, self.folder):
            return self.folder / "data"
        return Path(tempfile.mkdtemp(prefix="zhiping-postgres-", dir="/var/tmp")) / "data"

    def _initialise(self, data: Path) -> None:
        user = self.run_as()
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True, mode=0o700)
        secret = data.parent / "password"
        secret.write_text(self.facts["password"])
        secret.chmod(0o600)
        if user:
            for path in (data, secret):
                shutil.chown(path, user, user)
            if data.parent != self.folder:
                data.parent.chmod(0o755)
        command = [str(self._binaries() / "initdb"), "-D", str(data), "-U", ADMIN, "--auth=scram-sha-256"]
        options = [f"--pwfile={secret}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        run_quietly(command + options, self.log, user=user)
        secret.unlink()
        with (data / "postgresql.conf").open("a") as out:
            out.write("include 'zhiping.conf'\n")

    def _take_certificate(self, data: Path) -> str:
        """Copy it to where the system user may read it; returns the settings that name it."""
        hba = data / "encrypted_hba.conf"
        hba.write_text(_ENCRYPTED_ONLY)
        for source in (self.tls.certificate, self.tls.key):
            taken = Path(shutil.copy(source, data / source.name))
            taken.chmod(0o600)
            if user := self.run_as():
                shutil.chown(taken, user, user)
        return _ENCRYPTED.format(hba=str(hba).replace("'", "''"))

    def _binaries(self) -> Path:
        found = binaries()
        if found is None:
            raise RuntimeError("PostgreSQL is not installed")
        return found


def _forget_the_dead(lock: Path) -> None:
    """Remove the lock file of a killed server: PostgreSQL takes a zombie, which only its parent can collect, for one
    that is alive."""
    if lock.exists():
        pid = int(lock.read_text().split()[0])
        if not psutil.pid_exists(pid) or not is_running(psutil.Process(pid)):
            lock.unlink()


def _can_enter(user: str, folder: Path) -> bool:
    """Whether the system user may walk down to the folder."""
    if user == getpass.getuser():
        return True
    identity = pwd.getpwnam(user)
    probe = subprocess.run(
        ["test", "-x", str(folder)], user=identity.pw_uid, group=identity.pw_gid, extra_groups=[], check=False, cwd="/"
    )
    return probe.returncode == 0
