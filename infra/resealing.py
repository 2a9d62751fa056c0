"""What `zhiping keys` does in the databases and the object store of a site: seal, index anew; count what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select, union_all

from infra.connections import database_url, keepers_store_url, site_keys
from infra.site_keys import HOLDS_NUMBERS
from shared.contracts.key_purposes import FILES, INDEX
from shared.persistence import Database
from shared.persistence.schema import reindexing
from shared.persistence.schema.common_tables import DEAD_LETTERS, OUTBOX
from shared.persistence.schema.migrations import metadata_of
from shared.persistence.schema.resealing import Resealing, ResealingTally
from shared.persistence.schema.resealing_files import FileResealing, FileTally
from shared.storage import store_from_url

HOLDS_FILES = "docgen"
"""The service that keeps sealed papers."""
SCAN_SECONDS = 600
"""How long one statement may look through a table."""

Say = Callable[[str, int], None]
"""Is told where the work is and how much of it is done there."""


def reseal_texts(service: str, url: str, stack: str, say: Say) -> ResealingTally:
    """Everything in one service's database."""
    with _database(service, url, stack) as database:
        ring = site_keys(stack).resealing(service)
        return Resealing(database, ring, lambda place, done: say(f"{service}.{place}", done)).run()


def texts_left(service: str, stack: str) -> int:
    """Texts in a service's database that need a retired key."""
    with _database(service, "", stack) as database:
        return Resealing(database, site_keys(stack).resealing(service)).left()


def reseal_papers(url: str, files: str, stack: str, say: Say) -> FileTally:
    """Every paper in the object store; nothing is looked for where no key for papers is retired."""
    ring = site_keys(stack).rings[HOLDS_FILES]
    store = store_from_url(files or keepers_store_url(stack))
    with _database(HOLDS_FILES, url, stack) as database:
        return FileResealing(database, store, ring, lambda place, done: say(f"{HOLDS_FILES} {place}", done)).run()


def papers_left(files: str, stack: str) -> int:
    """Papers in the object store that need a retired key."""
    ring = site_keys(stack).rings[HOLDS_FILES]
    if not ring.keys_for(FILES).retired:
        return 0
    with _database(HOLDS_FILES, "", stack) as database:
        return FileResealing(database, store_from_url(files or keepers_store_url(stack)), ring).left()


def reindex_numbers(url: str, stack: str) -> int:
    """Indexes of ID numbers made anew, all or none."""
    ring = site_keys(stack).resealing(HOLDS_NUMBERS)
    with _database(HOLDS_NUMBERS, url, stack) as database, database.begin() as connection:
        return reindexing.reindex(connection, metadata_of(HOLDS_NUMBERS), ring)


def indexes_left(stack: str) -> int:
    """Indexes of ID numbers that were made with a retired key."""
    ring = site_keys(stack).resealing(HOLDS_NUMBERS)
    if not ring.sets[INDEX].retired:
        return 0
    with _database(HOLDS_NUMBERS, "", stack) as database, database.begin_reading() as connection:
        return reindexing.stale_indexes(connection, metadata_of(HOLDS_NUMBERS), ring)


def signed_with(key_ids: Sequence[str], service: str, stack: str) -> int:
    """Events in a service's outbox and open dead letters that one of these keys has signed."""
    if not key_ids:
        return 0
    letters = select(DEAD_LETTERS.c.body).where(DEAD_LETTERS.c.state == "open")
    with _database(service, "", stack) as database, database.begin_reading() as connection:
        bodies = connection.scalars(union_all(select(OUTBOX.c.body), letters))
        return sum(any(f'"signature":"{key_id}.' in body for key_id in key_ids) for body in bodies)


@contextmanager
def _database(service: str, url: str, stack: str) -> Iterator[Database]:
    database = Database(url or database_url(service, stack), pool_size=1, statement_timeout=SCAN_SECONDS)
    try:
        yield database
    finally:
        database.close()
