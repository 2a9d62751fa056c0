"""Lists whose last day is not certain are found without reading every open one; the mark moves out of the content."""

import sqlalchemy as sa
from alembic import op

from shared.persistence import Json

revision = "0003"
down_revision = "0002"

_LISTS = sa.table(
    "publicities", sa.column("id", sa.String), sa.column("provisional", sa.Boolean), sa.column("content", Json())
)


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("publicities") as publicities:
        publicities.add_column(sa.Column("provisional", sa.Boolean(), nullable=False, server_default=sa.false()))
        publicities.create_index("ix_publicities_provisional", ["provisional", "posted_on"])
    bind = op.get_bind()
    for key, content in bind.execute(sa.select(_LISTS.c.id, _LISTS.c.content)).all():
        provisional = content.pop("provisional", False)
        changed = sa.update(_LISTS).where(_LISTS.c.id == key)
        bind.execute(changed.values(provisional=provisional, content=content))
