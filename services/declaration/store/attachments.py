"""What belongs to one declaration: attached files, frozen revisions, steps of its timeline."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert

from services.declaration.domain.materials import AttachedMaterial
from services.declaration.domain.open_return import OpenReturn
from services.declaration.domain.views import Revision, Step
from services.declaration.results import RevisionHeader
from services.declaration.store.tables import MATERIALS, REVISIONS, STEPS
from shared.kernel.canonical import canonical_json
from shared.kernel.errors import not_found
from shared.kernel.ids import new_id
from shared.persistence import JsonRows, find, first_or_not_found, values_of
from shared.wire.plain import plain, read_maybe

_NEW_MATERIAL, _NEW_REVISION, _NEW_STEP = insert(MATERIALS), insert(REVISIONS), insert(STEPS)
_MATERIAL = tuple(MATERIALS.c[name] for name in AttachedMaterial.__dataclass_fields__)
_HEADER = (REVISIONS.c.revision, REVISIONS.c.digest, REVISIONS.c.submitted_at, REVISIONS.c.answers_return)
_STEP = JsonRows(Step, "deadline")


@dataclass(slots=True)
class MaterialRepository:
    """The `Materials` port on one connection."""

    connection: Connection

    def add(self, declaration_id: str, material: AttachedMaterial) -> None:
        """See the port."""
        self.connection.execute(_NEW_MATERIAL, values_of(material, declaration_id=declaration_id))

    def of(self, declaration_id: str) -> list[AttachedMaterial]:
        """See the port."""
        found = find(self.connection, *_MATERIAL, order_by=("material_id",), declaration_id=declaration_id)
        return [AttachedMaterial(**row._mapping) for row in found]

    def remove(self, declaration_id: str, material_id: str) -> None:
        """See the port."""
        here = (MATERIALS.c.declaration_id == declaration_id, MATERIALS.c.material_id == material_id)
        if self.connection.execute(delete(MATERIALS).where(*here)).rowcount == 0:
            raise not_found("material_not_found", path="material_id")


@dataclass(slots=True)
class RevisionRepository:
    """The `Revisions` port on one connection."""

    connection: Connection

    def add(self, revision: Revision) -> None:
        """See the port."""
        content = canonical_json(revision.content).decode()
        row = values_of(revision) | {"content": content, "answered": plain(revision.answered)}
        self.connection.execute(_NEW_REVISION, row)

    def get(self, declaration_id: str, revision: int) -> Revision:
        """See the port."""
        found = find(self.connection, REVISIONS, declaration_id=declaration_id, revision=revision)
        row = first_or_not_found(found, "revision_not_found", path="revision")
        read = {"content": json.loads(row.content), "answered": read_maybe(OpenReturn, row.answered)}
        return Revision(**row._asdict() | read)

    def headers(self, declaration_id: str) -> list[RevisionHeader]:
        """See the port."""
        found = find(self.connection, *_HEADER, order_by=("revision",), declaration_id=declaration_id)
        return [RevisionHeader(**row._mapping) for row in found]


@dataclass(slots=True)
class StepRepository:
    """The `Steps` port on one connection."""

    connection: Connection

    def add(self, declaration_id: str, step: Step) -> None:
        """See the port."""
        own = {"step_id": new_id(), "declaration_id": declaration_id}
        self.connection.execute(_NEW_STEP, _STEP.values(step) | own)

    def of(self, declaration_id: str) -> list[Step]:
        """See the port."""
        return [
            _STEP.read(row)
            for row in find(self.connection, STEPS, order_by=("step_id",), declaration_id=declaration_id)
        ]
