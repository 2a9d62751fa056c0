"""What belongs to one declaration: attached files, frozen revisions, steps of its timeline."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from services.declaration.domain.materials import AttachedMaterial
from services.declaration.domain.views import Revision, Step
from services.declaration.results import RevisionHeader
from services.declaration.store.tables import materials, revisions, steps
from shared.kernel.canonical import canonical_json
from shared.kernel.errors import not_found
from shared.kernel.ids import new_id
from shared.persistence import get_or_not_found
from shared.wire.plain import plain

_MATERIAL = ("material_id", "item", "title", "object_key", "media_type", "size", "sha256", "supports")


class MaterialRows:
    """The `Materials` port on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, declaration_id: str, material: AttachedMaterial) -> None:
        """See the port."""
        values = {name: getattr(material, name) for name in _MATERIAL}
        self._connection.execute(insert(materials).values(declaration_id=declaration_id, **values))

    def of(self, declaration_id: str) -> list[AttachedMaterial]:
        """See the port."""
        found = select(materials).where(materials.c.declaration_id == declaration_id).order_by(materials.c.material_id)
        rows = self._connection.execute(found).mappings()
        return [AttachedMaterial(**{name: row[name] for name in _MATERIAL}) for row in rows]

    def remove(self, declaration_id: str, material_id: str) -> None:
        """See the port."""
        here = (materials.c.declaration_id == declaration_id, materials.c.material_id == material_id)
        if self._connection.execute(delete(materials).where(*here)).rowcount == 0:
            raise not_found("material_not_found", path="material_id")


class RevisionRows:
    """The `Revisions` port on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, revision: Revision) -> None:
        """See the port."""
        values = {name: getattr(revision, name) for name in revision.__dataclass_fields__}
        content = canonical_json(revision.content).decode()
        self._connection.execute(insert(revisions).values(**(values | {"content": content})))

    def get(self, declaration_id: str, revision: int) -> Revision:
        """See the port."""
        here = (revisions.c.declaration_id == declaration_id, revisions.c.revision == revision)
        row = get_or_not_found(self._connection, select(revisions).where(*here), "revision_not_found", path="revision")
        return Revision(**{**row._mapping, "content": json.loads(row.content)})

    def headers(self, declaration_id: str) -> list[RevisionHeader]:
        """See the port."""
        columns = (revisions.c.revision, revisions.c.digest, revisions.c.submitted_at, revisions.c.answers_return)
        found = select(*columns).where(revisions.c.declaration_id == declaration_id).order_by(revisions.c.revision)
        return [
            RevisionHeader(
                revision=row.revision, digest=row.digest, submitted_at=row.submitted_at,
                answers_return=row.answers_return,
            )
            for row in self._connection.execute(found)
        ]  # fmt: skip


class StepRows:
    """The `Steps` port on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, declaration_id: str, step: Step) -> None:
        """See the port."""
        row = plain(step) | {"at": step.at, "step_id": new_id(), "declaration_id": declaration_id}
        self._connection.execute(insert(steps).values(**row))

    def of(self, declaration_id: str) -> list[Step]:
        """See the port."""
        found = select(steps).where(steps.c.declaration_id == declaration_id).order_by(steps.c.step_id)
        return [
            Step(
                key=row.key, at=row.at, holder=row.holder, clause=row.clause, details=row.details,
                deadline=date.fromisoformat(row.deadline) if row.deadline else None,
            )
            for row in self._connection.execute(found)
        ]  # fmt: skip
