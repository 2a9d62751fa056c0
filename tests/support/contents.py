"""What a database holds, taken out and put back into one with the same tables, SQLite or PostgreSQL."""

import io
import sqlite3
from contextlib import closing

from sqlalchemy import text


def contents_of(database):
    """The way to take them out that suits the database."""
    return PostgresContents(database) if database.is_postgres else SqliteContents(database)


class SqliteContents:
    """Copies of the file in memory; open connections stay good."""

    def __init__(self, database):
        self._path = database.url.database

    def kept(self):
        """Everything as it is now."""
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        with closing(sqlite3.connect(self._path)) as source:
            source.backup(copy)
        return copy

    def put_back(self, copy):
        """That, and nothing else."""
        with closing(sqlite3.connect(self._path)) as target:
            target.execute("PRAGMA synchronous=OFF")
            copy.backup(target)


class PostgresContents:
    """Rows as COPY writes them, and where the sequences stand; keys and triggers are not asked meanwhile."""

    def __init__(self, database):
        self._engine = database.engine

    def kept(self):
        """Everything as it is now: (table, rows) of those that hold any, (sequence, last value, whether called)."""
        with self._engine.connect() as connection:
            tables = [(name, self._rows(connection, name)) for name in self._names(connection, "tables", "tablename")]
            names = self._names(connection, "sequences", "sequencename")
            values = [
                (name, *connection.execute(text(f'SELECT last_value, is_called FROM "{name}"')).one()) for name in names
            ]
            return [(name, rows) for name, rows in tables if rows], values

    def put_back(self, copy):
        """That, and nothing else."""
        tables, values = copy
        with self._engine.connect() as connection, connection.begin():
            emptied = "".join(f'DELETE FROM "{name}";' for name in self._names(connection, "tables", "tablename"))
            connection.exec_driver_sql(f"SET LOCAL session_replication_role = replica; {emptied}")
            with connection.connection.cursor() as cursor:
                for name, rows in tables:
                    cursor.copy_expert(f'COPY "{name}" FROM STDIN', io.BytesIO(rows))
                for name, last, called in values:
                    cursor.execute("SELECT setval(%s, %s, %s)", (f'"{name}"', last, called))

    def tables(self):
        """Their names."""
        with self._engine.connect() as connection:
            return self._names(connection, "tables", "tablename")

    def _names(self, connection, kind, column):
        found = text(f"SELECT {column} FROM pg_{kind} WHERE schemaname = 'public' ORDER BY {column}")
        return connection.execute(found).scalars().all()

    def _rows(self, connection, name):
        written = io.BytesIO()
        with connection.connection.cursor() as cursor:
            cursor.copy_expert(f'COPY "{name}" TO STDOUT', written)
        return written.getvalue()
