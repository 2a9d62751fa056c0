"""Alembic environment of the declaration service."""

from services.declaration.store.tables import metadata
from shared.persistence import migration_env

migration_env.run(metadata)
