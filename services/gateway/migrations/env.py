"""Alembic environment of the gateway."""

from services.gateway.store.tables import metadata
from shared.persistence.schema import migration_env

migration_env.run(metadata)
