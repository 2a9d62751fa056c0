"""Alembic environment of the declaration service."""

from services.declaration.store.tables import metadata
from shared.persistence.schema import migration_env

migration_env.run(metadata)
