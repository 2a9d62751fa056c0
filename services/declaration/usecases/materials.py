"""Uploading: a link to put the file to, then attaching what really arrived."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from services.declaration.domain import materials as rules
from services.declaration.domain.declaration import Declaration
from services.declaration.usecases.access import changed, own_declaration, plan_under
from services.declaration.usecases.ports import Ports
from shared.kernel.clock import iso
from shared.kernel.errors import conflict, invalid, not_found
from shared.persistence import Tx
from shared.policy.model.materials import MaterialItem, MaterialList
from shared.storage import MEDIA_TYPES, check_content

LINK_SECONDS = 900
KINDS = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}


def open_upload(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """A link for one PUT of one file of the announced digest; what could not be attached later is refused now."""
    declaration = own_declaration(tx, request["declaration_id"])
    declaration.check_editable()
    listing, item = _item(tx, declaration, request["item"])
    rules.check_announced(item, request["size"], request["media_type"])
    present = tx.ports.materials.of(declaration.declaration_id)
    rules.check_room(listing, item, present, request["size"])
    key = rules.upload_key(declaration.declaration_id, item.id, request["sha256"])
    return {
        "upload_url": tx.ports.files.presigned_put(key, LINK_SECONDS),
        "object_key": key,
        "expires_at": iso(tx.now + timedelta(seconds=LINK_SECONDS)),
    }


def attach_material(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Attach an uploaded file after looking at it: size, kind by its first bytes, digest.

    Raises not_found `object_missing`, invalid `file_*`, `file_digest_differs`, `supports_unknown`, refused
    `material_item_full`, `materials_too_large`.
    """
    declaration = own_declaration(tx, request["declaration_id"])
    declaration.touch_materials()
    listing, item = _item(tx, declaration, request["item"])
    rules.check_supports(item, request["supports"], declaration.sections)
    present = tx.ports.materials.of(declaration.declaration_id)
    material = _inspect(tx, declaration, item, request)
    if any((one.object_key, one.supports) == (material.object_key, material.supports) for one in present):
        raise conflict("material_exists", path="object_key")
    rules.check_room(listing, item, present, material.size)
    tx.ports.materials.add(declaration.declaration_id, material)
    return _saved(tx, declaration, request, "attach_material", material) | {"material_id": material.material_id}


def remove_material(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Take a file out of the draft; submitted revisions that name it keep it."""
    declaration = own_declaration(tx, request["declaration_id"])
    declaration.touch_materials()
    held = {material.material_id: material for material in tx.ports.materials.of(declaration.declaration_id)}
    if request["material_id"] not in held:
        raise not_found("material_not_found", path="material_id")
    tx.ports.materials.remove(declaration.declaration_id, request["material_id"])
    return _saved(tx, declaration, request, "remove_material", held[request["material_id"]])


def _item(tx: Tx[Ports], declaration: Declaration, item_id: str) -> tuple[MaterialList, MaterialItem]:
    pack, plan = plan_under(tx, declaration)
    listing = pack.material_list(plan)
    return listing, rules.item_of(listing, item_id)


def _inspect(tx: Tx[Ports], declaration: Declaration, item: MaterialItem, request: dict[str, Any]) -> rules.Material:
    """The file as it arrived; its size is asked before its bytes are read, and what was looked at is what is kept."""
    key, declaration_id = request["object_key"], declaration.declaration_id
    promised = rules.digest_in_key(key, declaration_id, item.id)
    data = _arrived(tx, key, item)
    kind = check_content(data, [KINDS[name] for name in item.media_types], item.max_bytes, path="object_key")
    if hashlib.sha256(data).hexdigest() != promised:
        raise invalid("file_digest_differs", path="object_key")
    place = rules.material_key(declaration_id, item.id, promised)
    tx.ports.files.put(place, data, MEDIA_TYPES[kind])
    return rules.Material(
        material_id=tx.new_id(), item=item.id, title=request["title"], object_key=place, media_type=MEDIA_TYPES[kind],
        size=len(data), sha256=promised, supports=request["supports"],
    )  # fmt: skip


def _arrived(tx: Tx[Ports], key: str, item: MaterialItem) -> bytes:
    found = tx.ports.files.stat(key)
    if found is None:
        raise not_found("object_missing", path="object_key")
    if found.size > item.max_bytes:
        raise invalid("file_too_large", path="object_key", clause=item.clause, limit=item.max_bytes, size=found.size)
    return tx.ports.files.get(key)


def _saved(
    tx: Tx[Ports], declaration: Declaration, request: dict[str, Any], action: str, material: rules.Material
) -> dict[str, Any]:
    tx.ports.declarations.save(declaration, request["expected_version"])
    data = {"item": material.item, "sha256": material.sha256}
    tx.trail(action, "declaration", declaration.declaration_id, data=data)
    return changed(declaration)
