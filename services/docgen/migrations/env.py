"""Alembic environment of docgen."""

from services.docgen.store.tables import metadata
from shared.persistence.schema import migration_env

migration_env.run(metadata)
