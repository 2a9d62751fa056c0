"""Alembic environment of notify."""

from services.notify.store.tables import metadata
from shared.persistence import migration_env

migration_env.run(metadata)
