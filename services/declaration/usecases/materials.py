"""Uploading: a link to put the file to, then attaching what really arrived."""

from __future__ import annotations

from datetime import timedelta

from services.declaration.domain import materials as rules
from services.declaration.domain.declaration import Declaration
from services.declaration.requests import AttachMaterial, OpenUpload, RemoveMaterial
from services.declaration.results import DeclarationChanged, MaterialAttached, UploadOpened
from services.declaration.usecases.access import changed, own_declaration, plan_under
from services.declaration.usecases.ports import Ports
from shared.kernel.errors import conflict, invalid, not_found
from shared.persistence import Tx
from shared.policy.pack.materials import MaterialItem, MaterialList
from shared.storage import KINDS, Announced, announced_in, take_of_kind

LINK_SECONDS = 900


def open_upload(tx: Tx[Ports], request: OpenUpload) -> UploadOpened:
    """A link for one PUT of one file of the announced digest; what could not be attached later is refused now."""
    declaration = own_declaration(tx, request.declaration_id)
    declaration.check_editable()
    listing, item = _item(tx, declaration, request.item)
    rules.check_announced(item, request.size, request.media_type)
    present = tx.ports.materials.of(declaration.declaration_id)
    rules.check_room(listing, item, present, request.size)
    announced = Announced(request.size, KINDS[request.media_type], request.sha256)
    key = announced.key(rules.upload_prefix(declaration.declaration_id, item.id))
    return UploadOpened(
        upload_url=tx.ports.files.presigned_put(key, LINK_SECONDS, announced.size),
        object_key=key,
        expires_at=tx.now + timedelta(seconds=LINK_SECONDS),
    )


def attach_material(tx: Tx[Ports], request: AttachMaterial) -> MaterialAttached:
    """Attach an uploaded file after looking at it: size, kind and digest as announced, and whether it opens.

    Raises not_found `object_missing`, invalid `file_*`, `pdf_*`, `supports_unknown`, refused `material_item_full`,
    `materials_too_large`.
    """
    declaration = own_declaration(tx, request.declaration_id)
    declaration.touch_materials()
    listing, item = _item(tx, declaration, request.item)
    rules.check_supports(item, request.supports, declaration.sections)
    present = tx.ports.materials.of(declaration.declaration_id)
    material = _inspect(tx, declaration, item, request)
    if any((one.object_key, one.supports) == (material.object_key, material.supports) for one in present):
        raise conflict("material_exists", path="object_key")
    rules.check_room(listing, item, present, material.size)
    tx.ports.materials.add(declaration.declaration_id, material)
    _save(tx, declaration, request.expected_version, "attach_material", material)
    return changed(MaterialAttached, declaration, material_id=material.material_id)


def remove_material(tx: Tx[Ports], request: RemoveMaterial) -> DeclarationChanged:
    """Take a file out of the draft; submitted revisions that name it keep it."""
    declaration = own_declaration(tx, request.declaration_id)
    declaration.touch_materials()
    held = {material.material_id: material for material in tx.ports.materials.of(declaration.declaration_id)}
    if request.material_id not in held:
        raise not_found("material_not_found", path="material_id")
    tx.ports.materials.remove(declaration.declaration_id, request.material_id)
    _save(tx, declaration, request.expected_version, "remove_material", held[request.material_id])
    return changed(DeclarationChanged, declaration)


def _item(tx: Tx[Ports], declaration: Declaration, item_id: str) -> tuple[MaterialList, MaterialItem]:
    pack, plan = plan_under(tx, declaration)
    listing = pack.material_list(plan)
    return listing, rules.item_of(listing, item_id)


def _inspect(
    tx: Tx[Ports], declaration: Declaration, item: MaterialItem, request: AttachMaterial
) -> rules.AttachedMaterial:
    """The file as it arrived; its size is asked before its bytes are read, and what was looked at is what is kept."""
    key, declaration_id = request.object_key, declaration.declaration_id
    announced = announced_in(key, rules.upload_prefix(declaration_id, item.id))
    if announced is None:
        raise invalid("object_key_foreign", path="object_key")
    rules.check_length(item, announced.size, "object_key")
    allowed = [KINDS[name] for name in item.media_types]
    data = take_of_kind(tx.ports.files, key, announced, allowed, item.max_bytes)
    place = rules.material_key(declaration_id, item.id, announced.sha256)
    tx.ports.files.put(place, data, announced.media_type)
    return rules.AttachedMaterial(
        material_id=tx.new_id(), item=item.id, title=request.title, object_key=place,
        media_type=announced.media_type, size=len(data), sha256=announced.sha256, supports=request.supports,
    )  # fmt: skip


def _save(
    tx: Tx[Ports], declaration: Declaration, expected_version: int, action: str, material: rules.AttachedMaterial
) -> None:
    tx.ports.declarations.save(declaration, expected_version)
    data = {"item": material.item, "sha256": material.sha256}
    tx.trail(action, "declaration", declaration.declaration_id, data=data)
