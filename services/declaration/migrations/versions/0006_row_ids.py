"""Rows of profiles and drafts get ids, and files of drafts name the row they prove by it; what was filed stays."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from shared import persistence
from shared.kernel.ids import new_id

revision = "0006"
down_revision = "0005"

TABLES = (
    "education", "work_history", "trainings", "achievements", "papers", "awards", "patents", "exams", "assessments",
    "continuing_education",
)  # fmt: skip
PERSONS = sa.table("persons", sa.column("person_id"), sa.column("profile", persistence.Json()))
DECLARATIONS = sa.table("declarations", sa.column("declaration_id"), sa.column("sections", persistence.Json()))
MATERIALS = sa.table("materials", *(sa.column(name) for name in ("material_id", "declaration_id", "supports")))


def upgrade() -> None:
    """Forward."""
    connection = op.get_bind()
    for key, profile in connection.execute(sa.select(PERSONS.c.person_id, PERSONS.c.profile)).all():
        connection.execute(PERSONS.update().where(PERSONS.c.person_id == key).values(profile=_with_ids(profile)))
    drafts = {}
    for key, sections in connection.execute(sa.select(DECLARATIONS.c.declaration_id, DECLARATIONS.c.sections)).all():
        drafts[key] = _with_ids(sections)
        found = DECLARATIONS.c.declaration_id == key
        connection.execute(DECLARATIONS.update().where(found).values(sections=drafts[key]))
    for material_id, key, supports in connection.execute(sa.select(*MATERIALS.c)).all():
        named = _by_id(drafts[key], supports)
        if named != supports:
            found = MATERIALS.c.material_id == material_id
            connection.execute(MATERIALS.update().where(found).values(supports=named))


def _with_ids(sections: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [{**row, "id": row.get("id") or new_id()} for row in value] if name in TABLES and value else value
        for name, value in sections.items()
    }


def _by_id(sections: dict[str, Any], supports: str | None) -> str | None:
    """A number that no row has stays as it is: its file is an orphan."""
    section, _, number = (supports or "").partition(".")
    rows = sections.get(section) or []
    return f"{section}.{rows[int(number)]['id']}" if number.isdecimal() and int(number) < len(rows) else supports
