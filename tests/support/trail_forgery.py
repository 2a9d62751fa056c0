"""A service that decides day by day, and what somebody does who has its database but not its keys."""

import tempfile
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import inspect, text
from typer.testing import CliRunner

from infra.commands import trail as command
from services.audit.bootstrap import bootstrap
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.kernel.ids import new_id
from shared.kernel.scope import Ground
from shared.kernel.settings import Settings
from shared.messaging.outbox.relay import Relay
from shared.messaging.rpc.pipeline import sweep
from shared.persistence import migrate
from shared.persistence.openings import Opening
from shared.persistence.schema.common_tables import OPENINGS, TRAIL
from shared.persistence.trail.chain import entry_hash, exported
from shared.security import Keyring

GENESIS = "0" * 64
CLERK = Caller("p-1", "王某", "o-1", frozenset({"hr_clerk"}), "150402")


class Deaf:
    """A bus that takes everything."""

    def send(self, rows, settled):
        for row in rows:
            settled(row.position)
        return []

    def close(self):
        pass


class House:
    """The audit service with its database and store; every day it decides, seals, and sweeps."""

    def __init__(self, url, folder):
        self.url, self.folder = url, folder
        self.clock = VirtualClock(datetime(2026, 6, 1, 9, tzinfo=ZONE))
        self.keyring = Keyring.generate().to_json()
        if url.startswith("sqlite"):
            Path(url.removeprefix("sqlite:///")).write_bytes(_migrated())
        else:
            migrate("audit", url)
        self.store = f"dir://{folder}/files?durable=no"
        self.app = bootstrap(
            Settings(database_url=url, storage_url=self.store, keyring=self.keyring, sweep_seconds=0), self.clock
        )

    def day(self, decisions=3):
        """Another day of decisions."""
        for number in range(decisions):
            with self.app.transaction(CLERK) as tx:
                tx.trail("approve_stage", "case", f"{tx.today}-{number}", clause="3.2", opinion="同意")
        self.seal()
        sweep(self.app, lambda tx: 0, patient=True)
        self.clock.advance(timedelta(days=1))

    def look(self, *people):
        """The clerk is shown a dossier that tells of these."""
        with self.app.transaction(CLERK) as tx:
            tx.opened(Opening(("id_number",), "dossier", "d-1", Ground.HELD), people)

    def seal(self):
        """What the relay does."""
        relay = Relay(self.app, sender=Deaf())
        relay._turn.acquire()
        try:
            _steps(relay)
        finally:
            relay._turn.release()

    def verify(self, *options):
        """(exit code, what the command says), with the keys that the auditor has."""
        environment = {"ZHIPING_KEYRING": self.keyring, "ZHIPING_TRAIL_KEYS": ""}
        arguments = ["verify", "--service", "audit", "--url", self.url, *map(str, options)]
        done = CliRunner().invoke(command.app, arguments, env=environment)
        return done.exit_code, done.output

    def heads(self):
        """The file in which somebody outside collects the heads."""
        kept = self.folder / "heads.jsonl"
        files = sorted((self.folder / "files" / "objects" / "heads" / "audit").glob("*.json"))
        kept.write_text("".join(file.read_text() + "\n" for file in files))
        return kept

    def close(self):
        self.app.close()


@cache
def _migrated():
    """A file with the service's tables."""
    with tempfile.TemporaryDirectory() as folder:
        migrate("audit", f"sqlite:///{folder}/audit.db")
        return Path(folder, "audit.db").read_bytes()


def _steps(relay):
    relay._behind = True
    while relay.step():
        pass


class Administrator:
    """Full rights on the database: triggers are no hindrance, hashes he can compute, keys he has none."""

    def __init__(self, house):
        self._database = house.app.database
        with self._database.begin() as connection:
            self._take_off_triggers(connection)

    def _take_off_triggers(self, connection):
        if self._database.is_postgres:
            for table in self._tables(connection):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            return
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for name in found:
            connection.execute(text(f"DROP TRIGGER {name}"))

    def _tables(self, connection):
        listed = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'trail%'")
        return [*connection.execute(listed).scalars(), OPENINGS.name]

    def does(self, statement):
        """Anything else; says how many rows it met."""
        with self._database.begin() as connection:
            return connection.execute(statement).rowcount

    def openings(self):
        """The records of openings in order."""
        with self._database.begin_reading() as connection:
            return [dict(row) for row in connection.execute(OPENINGS.select().order_by(OPENINGS.c.id)).mappings()]

    def rows(self):
        """The entries in order, as he reads them."""
        with self._database.begin_reading() as connection:
            return [dict(row) for row in connection.execute(TRAIL.select().order_by(TRAIL.c.seal_no)).mappings()]

    def write(self, rows):
        """The whole trail anew with these entries, each hash recomputed; keyed seals stay where their number is."""
        previous, made = GENESIS, []
        for number, row in enumerate(rows, 1):
            hashed = entry_hash(previous, number, exported(row))
            made.append(row | {"position": number, "seal_no": number, "prev_hash": previous, "hash": hashed})
            previous = hashed
        with self._database.begin() as connection:
            connection.execute(TRAIL.delete())
            connection.execute(TRAIL.insert(), made)

    def forget_keyed_seals(self, after):
        """Cut the keyed seals, so that the service makes them again."""
        with self._database.begin() as connection:
            if not inspect(connection).has_table("trail_seals"):
                return
            connection.execute(text("DELETE FROM trail_seals WHERE number > :after"), {"after": after})
            connection.execute(text("DELETE FROM trail_heads WHERE number > :after"), {"after": after})

    def invent(self, like):
        """An entry that nobody decided."""
        return like | {"id": new_id(), "subject_id": "bought", "opinion": "同意", "seal_no": None}
