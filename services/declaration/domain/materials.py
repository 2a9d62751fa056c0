"""Uploaded files: where they lie, what the notice's list allows, how much of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Self

from services.declaration.domain.rows import Sections
from shared.kernel.errors import invalid, refused
from shared.policy.pack.materials import MaterialItem, MaterialList
from shared.wire.types import Doc, JsonObject, record


@record
class AttachedMaterial:
    """A file attached to a draft."""

    material_id: str
    item: Annotated[str, Doc("of the notice's material list")]
    title: str
    object_key: str
    media_type: str
    size: Annotated[int, Doc("bytes")]
    sha256: str
    supports: Annotated[str | None, Doc("what it proves: a section, or a row of one as `section.id`")]

    @classmethod
    def from_dossier(cls, told: JsonObject) -> Self:
        """As a submitted dossier names it; a file of a dossier older than their ids goes by its digest."""
        return cls(**{**told, "material_id": told.get("material_id") or told["sha256"]})

    def is_orphan(self, sections: Sections) -> bool:
        """Whether the row that the file proves is gone; nothing attaches it to another by itself."""
        section, _, key = (self.supports or "").partition(".")
        return key != "" and all(row.get("id") != key for row in sections.get(section) or ())


def upload_prefix(declaration_id: str, item: str) -> str:
    """Where uploads arrive; whoever holds a link can write there again, so nothing relies on it after attaching."""
    return f"uploads/{declaration_id}/{item}/"


def material_key(declaration_id: str, item: str, sha256: str) -> str:
    """Where an attached file lies for good: no link ever writes there."""
    return f"materials/{declaration_id}/{item}/{sha256}"


def item_of(listing: MaterialList, item_id: str) -> MaterialItem:
    """The line of the notice's list; raises invalid `material_item_unknown`, refused `material_item_not_uploaded`."""
    item = next((entry for entry in listing.items if entry.id == item_id), None)
    if item is None:
        raise invalid("material_item_unknown", path="item", item=item_id)
    if item.provided_by != "applicant":
        raise refused("material_item_not_uploaded", path="item", clause=item.cited, item=item_id)
    return item


def check_announced(item: MaterialItem, size: int, media_type: str) -> None:
    """Refuse before the upload what could not be attached after it; details.item is the line of the list."""
    check_length(item, size, "size")
    if media_type not in item.media_types:
        raise invalid(
            "file_kind_not_allowed", path="media_type", clause=item.clause, found=media_type,
            allowed="、".join(item.media_types), item=item.id,
        )  # fmt: skip


def check_length(item: MaterialItem, size: int, path: str) -> None:
    """Raises invalid `file_too_large` with the clause and the line of the list."""
    if size > item.max_bytes:
        raise invalid("file_too_large", path=path, clause=item.clause, limit=item.max_bytes, size=size, item=item.id)


def check_room(listing: MaterialList, item: MaterialItem, present: Iterable[AttachedMaterial], size: int) -> None:
    """Raise refused `material_item_full` or `materials_too_large` when the list has no room for one file more."""
    present = list(present)
    if sum(material.item == item.id for material in present) >= item.max_files:
        raise refused("material_item_full", path="item", clause=item.cited, limit=item.max_files, item=item.id)
    if sum(material.size for material in present) + size > listing.total_max_bytes:
        raise refused(
            "materials_too_large", path="size", clause=listing.cited, limit=listing.total_max_bytes, item=item.id
        )


def check_supports(item: MaterialItem, supports: str | None, sections: Sections) -> None:
    """A proof names a section that the item may prove (`summary`), or a row of one by its id (`achievements.<id>`).

    Raises invalid `supports_unknown`.
    """
    if supports is None or supports in item.supports:
        return
    section, _, key = supports.partition(".")
    rows = sections.get(section) if section in item.supports else None
    if not isinstance(rows, list) or all(row.get("id") != key for row in rows):
        raise invalid("supports_unknown", path="supports")
