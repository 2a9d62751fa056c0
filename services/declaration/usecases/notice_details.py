"""Everything that a notice says to those who file under it, in one answer."""

from __future__ import annotations

from services.declaration.domain.views import PublishedNotice
from services.declaration.requests import GetNotice
from services.declaration.results.notice_details import (
    AmendingDocument,
    NoticeContactView,
    NoticeDetails,
    PublishedVersion,
)
from services.declaration.results.notice_parts import (
    ClauseHeading,
    NoticeCommittee,
    NoticeCutOff,
    NoticeFee,
    NoticeItem,
    NoticeMaterials,
    NoticeWindow,
    NotTaken,
    PlanLine,
)
from services.declaration.usecases.drafting import commitment_text
from services.declaration.usecases.notice_parts import (
    applies_to,
    clause_heading,
    indicator_menu,
    material_line,
    printed_slip,
)
from services.declaration.usecases.notices import availability_view, fee_view, notice_view, window_view
from services.declaration.usecases.plans import notice_of
from services.declaration.usecases.ports import Ports
from shared.persistence import Tx
from shared.policy import CommitteeSpec, KeptByPack, Pack, Plan, Window
from shared.policy.pack.choices import Unoffered
from shared.policy.pack.materials import MaterialList
from shared.policy.pack.notice import Amendment, NoticeContact
from shared.policy.pack.plans import CutOff
from shared.policy.pack.procedure import Fee
from shared.policy.told.sayings import headings
from shared.policy.told.wording import applies_in_words
from shared.wire.types import widened


def get_notice(tx: Tx[Ports], request: GetNotice) -> NoticeDetails:
    """The newest version, or the one asked for; raises not_found `notice_not_found`."""
    newest = notice_of(tx, request.notice_id)
    wanted = request.notice_version
    notice = newest if wanted in (None, newest.version) else tx.ports.notices.get(request.notice_id, wanted)
    pack, said = notice.pack, notice.pack.notice
    commitment, clause = commitment_text(pack)
    return widened(
        NoticeDetails, notice_view(notice), short_title=said.short_title, issued_on=said.issued_on,
        region=said.issuer.region, website=said.website, contact=_contact(said.contact),
        versions=_versions(tx, newest), windows=tuple(_window(pack, one) for one in pack.windows),
        cut_offs=tuple(_cut_off(pack, one) for one in pack.cut_offs), fees=tuple(map(_fee, pack.fees)),
        material_lists=tuple(_materials(pack, one) for one in pack.material_lists), commitment=commitment,
        commitment_clause=clause, indicators=tuple(indicator_menu(pack, one) for one in pack.indicators),
        plan_lines=tuple(_line(plan, plan.takes_filings_on(tx.today)) for plan in pack.plans),
        committees=tuple(map(_committee, pack.committees)),
        not_taken=tuple(_not_taken(pack, one) for one in pack.unoffered),
        clauses=_clauses(pack), slips=tuple(map(printed_slip, pack.slips)),
    )  # fmt: skip


def _versions(tx: Tx[Ports], newest: PublishedNotice) -> tuple[PublishedVersion, ...]:
    """All of them: they are counted without a gap."""
    former = [tx.ports.notices.get(newest.notice_id, number) for number in range(1, newest.version)]
    return tuple(map(_version, [*former, newest]))


def _version(notice: PublishedNotice) -> PublishedVersion:
    said = notice.pack.notice.amendment
    return PublishedVersion(
        notice_id=notice.notice_id, version=notice.version, digest=notice.pack.digest,
        published_at=notice.published_at, amendment=_amending(said) if said else None,
    )  # fmt: skip


def _amending(said: Amendment) -> AmendingDocument:
    return AmendingDocument(
        title=said.title, document_number=said.document_number, issued_on=said.issued_on, reason=said.reason,
        clause=said.clause,
    )  # fmt: skip


def _contact(said: NoticeContact) -> NoticeContactView:
    return NoticeContactView(section=said.section, telephone=said.telephone, email=said.email, address=said.address)


def _window(pack: Pack, window: Window) -> NoticeWindow:
    return widened(
        NoticeWindow, window_view(window), window_id=window.id, stage=window.stage,
        applies=applies_to(pack, window.applies), opens_clause=window.opens_clause,
    )  # fmt: skip


def _cut_off(pack: Pack, entry: CutOff) -> NoticeCutOff:
    return NoticeCutOff(
        kinds=entry.kinds, applies=applies_to(pack, entry.applies), on=entry.on, at_close_of=entry.at_close_of,
        at_submission=entry.at_submission, clause=entry.clause, source=entry.source,
    )  # fmt: skip


def _fee(fee: Fee) -> NoticeFee:
    return widened(NoticeFee, fee_view(fee), tracks=fee.tracks, level_groups=fee.level_groups, note=fee.note)


def _materials(pack: Pack, listed: MaterialList) -> NoticeMaterials:
    items = (
        widened(NoticeItem, material_line(one), copies=one.copies, paper_modes=one.paper_modes) for one in listed.items
    )
    return NoticeMaterials(
        list_id=listed.id, name=listed.name, total_max_bytes=listed.total_max_bytes, clause=listed.clause,
        items=tuple(items), plans=tuple(plan.id for plan in pack.plans if plan.materials == listed.id),
    )  # fmt: skip


def _line(plan: Plan, is_open: bool) -> PlanLine:
    return PlanLine(
        plan_id=plan.id, name=plan.name, series=plan.series, level=plan.level, track=plan.track, open=is_open,
        availability=availability_view(plan.availability), clause=plan.clause,
    )  # fmt: skip


def _committee(spec: CommitteeSpec) -> NoticeCommittee:
    return NoticeCommittee(
        code=spec.code, name=spec.general_name, level_group=spec.level_group, series=spec.series,
        scope_kind=spec.scope_kind, tier=spec.tier, clause=spec.clause,
    )  # fmt: skip


def _not_taken(pack: Pack, entry: Unoffered) -> NotTaken:
    return NotTaken(
        series=entry.series, majors=entry.majors, levels=entry.levels, level_groups=entry.level_groups,
        tracks=entry.tracks, words=applies_in_words(pack, entry.selector), state=entry.state, system=entry.system,
        reason=entry.reason, clause=entry.clause, source=entry.source,
    )  # fmt: skip


@KeptByPack
def _clauses(pack: Pack) -> tuple[ClauseHeading, ...]:
    return tuple(clause_heading(clause, heading) for clause, heading in headings(pack).items())
