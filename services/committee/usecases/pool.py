"""The expert pool: an upload link, then the import of the workbook row by row."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from services.committee.domain.committee import Committee
from services.committee.domain.pool_sheet import Expert, doubled_columns, missing_columns, read_rows
from services.committee.usecases.common import Request, office_committee
from services.committee.usecases.ports import Ports
from shared.contracts import committee as contract
from shared.kernel.canonical import digest
from shared.kernel.catalogue import text
from shared.kernel.clock import iso
from shared.kernel.errors import conflict, invalid
from shared.kernel.text import organisation_key
from shared.persistence import Tx
from shared.policy import titles
from shared.security import is_among, own_affair
from shared.storage import check_content

LINK_SECONDS = 900
WORKBOOK_BYTES = 10 * 1024 * 1024
SERIES_SUFFIX = "系列"


def open_pool_upload(tx: Tx[Ports], request: Request) -> Request:
    """A link that takes one PUT of the workbook; the key holds the digest that the import checks."""
    committee = office_committee(tx, request["committee_id"])
    committee.check_has_panel()
    if request["size"] > WORKBOOK_BYTES:
        raise invalid("file_too_large", path="size", limit=WORKBOOK_BYTES, size=request["size"])
    key = pool_key(committee.id, request["sha256"])
    return {
        "upload_url": tx.ports.store.presigned_put(key, LINK_SECONDS),
        "object_key": key,
        "expires_at": iso(tx.now + timedelta(seconds=LINK_SECONDS)),
    }


def import_pool(tx: Tx[Ports], request: Request) -> Request:
    """Good rows replace the pool, every wrong cell is reported; the same workbook again changes nothing."""
    committee = office_committee(tx, request["committee_id"])
    committee.check_has_panel()
    content = _workbook(tx, committee, request["object_key"])
    source = hashlib.sha256(content).hexdigest()
    if committee.pool_source == source and committee.pool_report is not None:
        return {**committee.pool_report, "version": committee.version, "unchanged": True}
    if tx.ports.sessions.awaiting_seed(committee.id):
        raise conflict("draw_pending")
    report, experts = _read(tx, committee, content)
    if is_among(tx.caller.person_id, [expert.account for expert in experts]):
        raise own_affair("object_key")
    _find_units(tx, experts)
    tx.ports.experts.replace(committee.id, experts)
    committee.pool_source, committee.pool_report = source, report
    version = tx.ports.committees.save(committee, request["expected_version"])
    announced = ("imported", "pool_size", "snapshot_digest")
    data = {"committee_id": committee.id, **{name: report[name] for name in announced}}
    tx.record(contract.POOL_IMPORTED, committee.id, data | {"rejected": _rejected_rows(report)})
    tx.trail("import_pool", "committee", committee.id, data={"workbook": source, "pool_size": report["pool_size"]})
    return {**report, "version": version, "unchanged": False}


def _find_units(tx: Tx[Ports], experts: list[Expert]) -> None:
    """Units that one organisation of the register goes by: recusal then compares ids, not names."""
    known: dict[str, list[str]] = {}
    for organisation_id, name in tx.ports.organisations.names().items():
        known.setdefault(organisation_key(name), []).append(organisation_id)
    for expert in experts:
        found = known.get(organisation_key(expert.unit), [])
        expert.unit_id = found[0] if len(found) == 1 else None


def pool_key(committee_id: str, sha256: str) -> str:
    """Where a workbook rests."""
    return f"pools/{committee_id}/{sha256}.xlsx"


def series_ids() -> dict[str, str]:
    """What a sheet may write in 系列: the id, the Chinese name, the name without the word 系列."""
    names = {series.name: key for key, series in titles().items()}
    short = {name.removesuffix(SERIES_SUFFIX): key for name, key in names.items()}
    return {**short, **names, **{key: key for key in titles()}}


def pool_digest(experts: list[Expert]) -> str:
    """Digest of a pool without names, telephones and accounts."""
    private = {"name", "phone", "account", "sex", "unit_id"}
    return digest([{key: value for key, value in asdict(one).items() if key not in private} for one in experts])


def _workbook(tx: Tx[Ports], committee: Committee, key: str) -> bytes:
    if not key.startswith(f"pools/{committee.id}/"):
        raise invalid("object_key_invalid", path="object_key")
    found = tx.ports.store.stat(key)
    if found is not None and found.size > WORKBOOK_BYTES:
        raise invalid("file_too_large", path="object_key", limit=WORKBOOK_BYTES, size=found.size)
    content = tx.ports.store.get(key)
    check_content(content, ("xlsx",), WORKBOOK_BYTES, "object_key")
    if pool_key(committee.id, hashlib.sha256(content).hexdigest()) != key:
        raise invalid("object_differs", path="object_key")
    return content


def _read(tx: Tx[Ports], committee: Committee, content: bytes) -> tuple[dict[str, Any], list[Expert]]:
    sheet = tx.ports.read_sheet(content)
    header = sheet.rows[0] if sheet.rows else []
    if missing := missing_columns(header):
        raise invalid("pool_columns_missing", path="object_key", columns="、".join(missing))
    if doubled := doubled_columns(header):
        raise invalid("pool_columns_twice", path="object_key", columns="、".join(doubled))
    experts, errors = read_rows(sheet, series_ids())
    report = {
        "committee_id": committee.id,
        "imported": len(experts),
        "pool_size": len(experts),
        "snapshot_digest": pool_digest(experts),
        "rejected": [asdict(error) | {"message": text(f"pool_cell_{error.reason}")} for error in errors],
    }
    return report, experts


def _rejected_rows(report: dict[str, Any]) -> int:
    return len({cell["row"] for cell in report["rejected"]})
