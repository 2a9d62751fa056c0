"""Alembic environment of the committee service."""

import services.committee.store.tables  # noqa: F401 - they fill the metadata
from services.committee.store.metadata import metadata
from shared.persistence.schema import migration_env

migration_env.run(metadata)
