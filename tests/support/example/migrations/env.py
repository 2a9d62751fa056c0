"""Alembic environment of the example."""

from shared.persistence.schema import migration_env
from tests.support.example.store.tables import metadata

migration_env.run(metadata)
