"""Opening an uploaded file: a link for whoever may read the dossier, kept so that the applicant reads who had it."""

from __future__ import annotations

import re
from datetime import timedelta

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.materials import AttachedMaterial
from services.declaration.domain.scope import READERS, declared
from services.declaration.requests import OpenMaterial
from services.declaration.results import MaterialLink
from services.declaration.usecases.access import own_declaration, plan_under, readable_declaration, scope_of
from services.declaration.usecases.ports import Ports
from shared.kernel.errors import conflict, not_found
from shared.persistence import Tx
from shared.persistence.openings import Opening
from shared.storage import KINDS

LINK_SECONDS = 120
"""Long enough to begin a download; whoever was given the link and passes it on passes little on."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')


def open_material(tx: Tx[Ports], request: OpenMaterial) -> MaterialLink:
    """A file of a submitted revision, or of the applicant's own draft.

    Raises not_found `declaration_not_found`, `revision_not_found`, `material_not_found`, conflict
    `material_file_missing`.
    """
    declaration, held = _named(tx, request)
    material = next((one for one in held if one.material_id == request.material_id), None)
    if material is None:
        raise not_found("material_not_found", path="material_id")
    if tx.ports.files.stat(material.object_key) is None:
        raise conflict("material_file_missing", path="material_id")
    _keep(tx, declaration, material)
    name = _file_name(material, _name_on_the_list(tx, declaration, material.item))
    return MaterialLink(
        declaration_id=declaration.declaration_id,
        material_id=material.material_id,
        url=tx.ports.files.presigned_get(material.object_key, LINK_SECONDS, name),
        expires_at=tx.now + timedelta(seconds=LINK_SECONDS),
        file_name=name,
        media_type=material.media_type,
        size=material.size,
        sha256=material.sha256,
    )


def _named(tx: Tx[Ports], request: OpenMaterial) -> tuple[Declaration, list[AttachedMaterial]]:
    """The declaration, and the files of the revision that is asked for."""
    if request.revision is None:
        declaration = own_declaration(tx, request.declaration_id)
        return declaration, tx.ports.materials.of(declaration.declaration_id)
    declaration = readable_declaration(tx, scope_of(tx), request.declaration_id)
    revision = tx.ports.revisions.get(declaration.declaration_id, request.revision)
    return declaration, [AttachedMaterial.from_dossier(one) for one in revision.content["materials"]]


def _keep(tx: Tx[Ports], declaration: Declaration, material: AttachedMaterial) -> None:
    """Who was given it, by which rule; the applicant's own looks are not kept."""
    holders = tx.ports.cases.holders(declaration.declaration_id)
    ground = scope_of(tx).ground(declared(declaration, holders), READERS)
    if ground is not None:
        tx.opened(Opening(("material",), "material", material.material_id, ground), [declaration.person_id])


def _name_on_the_list(tx: Tx[Ports], declaration: Declaration, item: str) -> str:
    """What the notice calls the item; its id where a later version of the notice has no such line any more."""
    pack, plan = plan_under(tx, declaration)
    return next((one.name for one in pack.material_list(plan).items if one.id == item), item)


def _file_name(material: AttachedMaterial, name: str) -> str:
    """The item's name and enough of the id to tell two files apart; nothing that the applicant wrote."""
    return f"{_NOT_IN_NAMES.sub('-', name)[:60]}-{material.material_id[-8:]}.{KINDS[material.media_type]}"
