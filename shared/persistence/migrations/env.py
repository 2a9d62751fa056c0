"""Alembic's entry where the common tables stand alone: a developer writes their next revision."""

from shared.persistence.schema import migration_env
from shared.persistence.schema.common_tables import new_metadata

migration_env.run(new_metadata())
