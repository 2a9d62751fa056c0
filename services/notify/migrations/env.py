"""Alembic environment of notify."""

from services.notify.store.tables import metadata
from shared.persistence.schema import migration_env

migration_env.run(metadata)
