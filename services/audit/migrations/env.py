"""Alembic's entry: run on the connection that `zhiping db migrate` opened."""

from services.audit.store.tables import metadata
from shared.persistence.schema import migration_env

migration_env.run(metadata)
