"""Alembic environment of the committee service."""

from services.committee.store.tables import metadata
from shared.persistence.schema import migration_env

migration_env.run(metadata)
