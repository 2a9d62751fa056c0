"""The expert pool: an upload link, then the import of the workbook row by row."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from services.committee.domain.committee import Committee
from services.committee.domain.pool_report import PoolReport, PoolWarning, RejectedCell
from services.committee.domain.pool_sheet import Expert
from services.committee.requests import ImportPool, OpenPoolUpload
from services.committee.results.pool import PoolImportedAnswer, PoolUploadLink
from services.committee.usecases.bodies import clause_of_body
from services.committee.usecases.common import office_committee
from services.committee.usecases.pool_table import experts_of, pool_columns, terms_in
from services.committee.usecases.ports import Ports
from shared.contracts import committee as contract
from shared.contracts.store_users import POOL_UPLOADS
from shared.kernel.canonical import digest
from shared.kernel.errors import conflict, invalid
from shared.kernel.text import organisation_key
from shared.persistence import Tx
from shared.security import is_among, own_affair
from shared.storage import MEDIA_TYPES, Announced, announced_in, take
from shared.wire.types import widened
from shared.workbooks import read_workbook
from shared.workbooks.reader import WORKBOOK_BYTES

LINK_SECONDS = 900
KIND = "xlsx"
XLSX = MEDIA_TYPES[KIND]


def open_pool_upload(tx: Tx[Ports], request: OpenPoolUpload) -> PoolUploadLink:
    """A link that takes one PUT of the workbook; the key holds the digest that the import checks."""
    committee = office_committee(tx, request.committee_id)
    committee.check_has_panel(clause_of_body(tx, committee))
    if request.size > WORKBOOK_BYTES:
        raise invalid("file_too_large", path="size", limit=WORKBOOK_BYTES, size=request.size)
    key = Announced(request.size, KIND, request.sha256).key(upload_prefix(committee.id))
    return PoolUploadLink(
        upload_url=tx.ports.store.presigned_put(key, LINK_SECONDS, request.size),
        object_key=key,
        expires_at=tx.now + timedelta(seconds=LINK_SECONDS),
    )


def import_pool(tx: Tx[Ports], request: ImportPool) -> PoolImportedAnswer:
    """Good rows replace the pool, every wrong cell is reported; the same workbook again changes nothing."""
    committee = office_committee(tx, request.committee_id)
    committee.check_has_panel(clause_of_body(tx, committee))
    content, source = _workbook(tx, committee, request.object_key)
    if committee.pool_source == source and committee.pool_report is not None:
        return widened(PoolImportedAnswer, committee.pool_report, version=committee.version, unchanged=True)
    if tx.ports.sessions.awaiting_seed(committee.id):
        raise conflict("draw_pending")
    report, experts, terms = _read(committee, content)
    if is_among(tx.caller.person_id, [expert.account for expert in experts]):
        raise own_affair("object_key")
    _find_units(tx, experts)
    tx.ports.store.put(pool_key(committee.id, source), content, XLSX)
    tx.ports.experts.replace(committee.id, experts)
    committee.take_pool(source, report)
    version = tx.ports.committees.save(committee, request.expected_version)
    told = contract.PoolImported(
        committee_id=committee.id,
        imported=report.imported,
        rejected=report.rejected_rows,
        pool_size=report.pool_size,
        snapshot_digest=report.snapshot_digest,
        committee_name=committee.name,
        office_id=committee.substitute.substitute_id or committee.office_id,
        terms=terms,
    )
    tx.record(contract.POOL_IMPORTED, committee.id, told)
    tx.trail("import_pool", "committee", committee.id, data={"workbook": source, "pool_size": report.pool_size})
    return widened(PoolImportedAnswer, report, version=version, unchanged=False)


def _find_units(tx: Tx[Ports], experts: list[Expert]) -> None:
    """Units that one organisation of the register goes by: recusal then compares ids, not names."""
    known: dict[str, list[str]] = {}
    for organisation_id, name in tx.ports.organisations.names().items():
        known.setdefault(organisation_key(name), []).append(organisation_id)
    for expert in experts:
        expert.register_unit(known.get(organisation_key(expert.unit), []))


def upload_prefix(committee_id: str) -> str:
    """Where workbooks arrive; whoever holds a link can write there again."""
    return f"{POOL_UPLOADS}{committee_id}/"


def pool_key(committee_id: str, sha256: str) -> str:
    """Where an imported workbook rests: no link ever writes there."""
    return f"pools/{committee_id}/{sha256}.xlsx"


def pool_digest(experts: list[Expert]) -> str:
    """Digest of a pool without names, telephones and accounts."""
    private = {"name", "phone", "account", "sex", "unit_id"}
    return digest([{key: value for key, value in asdict(one).items() if key not in private} for one in experts])


def _workbook(tx: Tx[Ports], committee: Committee, key: str) -> tuple[bytes, str]:
    """The workbook that was announced, and its digest."""
    announced = announced_in(key, upload_prefix(committee.id))
    if announced is None:
        raise invalid("object_key_invalid", path="object_key")
    if announced.size > WORKBOOK_BYTES:
        raise invalid("file_too_large", path="object_key", limit=WORKBOOK_BYTES, size=announced.size)
    return take(tx.ports.store, key, announced), announced.sha256


def _read(committee: Committee, content: bytes) -> tuple[PoolReport, list[Expert], tuple[contract.TermCount, ...]]:
    reading = read_workbook(content, pool_columns(), "object_key")
    if reading.missing:
        raise invalid("pool_columns_missing", path="object_key", columns="、".join(reading.missing))
    if reading.doubled:
        raise invalid("pool_columns_twice", path="object_key", columns="、".join(reading.doubled))
    experts, findings = experts_of(reading)
    report = PoolReport(
        committee_id=committee.id,
        imported=len(experts),
        pool_size=len(experts),
        snapshot_digest=pool_digest(experts),
        rejected=tuple(RejectedCell(**finding.to_wire()) for finding in findings),
        warnings=tuple(PoolWarning(**warning.to_wire()) for warning in reading.warnings),
    )
    return report, experts, terms_in(reading, {expert.expert_no for expert in experts})
