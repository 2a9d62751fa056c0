"""What an applicant changed between two submissions, for whoever may read both."""

from __future__ import annotations

from collections.abc import Mapping

from services.declaration.domain.comparing.corrections import held_against
from services.declaration.domain.comparing.facts import fact_differences
from services.declaration.domain.comparing.files import file_differences
from services.declaration.domain.comparing.sections import Numbers, section_differences
from services.declaration.domain.declaration import Declaration
from services.declaration.domain.scope import OPEN_TO
from services.declaration.domain.scope import person as about
from services.declaration.domain.views import Revision
from services.declaration.requests import CompareRevisions
from services.declaration.results import ComparedRevision, RevisionComparison, RevisionHeader
from services.declaration.usecases.access import plan_under, readable_declaration, scope_of
from services.declaration.usecases.ports import Ports
from shared.kernel.clock import ZONE
from shared.kernel.errors import conflict, invalid, not_found
from shared.kernel.masking import for_people, mask_id_number
from shared.kernel.scope import Reach
from shared.persistence import Tx
from shared.persistence.openings import Opening
from shared.policy import Facts, declared_facts
from shared.security import open_sealed
from shared.wire.types import widened

Headers = Mapping[int, RevisionHeader]


def compare_revisions(tx: Tx[Ports], request: CompareRevisions) -> RevisionComparison:
    """Sections, files, facts of the rules, and what became of the corrections of every return in between.

    Raises not_found `declaration_not_found`, `revision_not_found`, conflict `no_earlier_revision`, invalid
    `revisions_out_of_order`. A corrected ID number is shown to whom get_dossier shows it; others read that it was
    corrected.
    """
    scope = scope_of(tx)
    declaration = readable_declaration(tx, scope, request.declaration_id)
    key = declaration.declaration_id
    headers = {one.revision: one for one in tx.ports.revisions.headers(key)}
    chosen = _chosen(headers, request)
    first, last = (tx.ports.revisions.get(key, number) for number in chosen)
    sections = section_differences(
        for_people(first.content), for_people(last.content), _numbers(tx, scope, declaration, first, last)
    )
    files = file_differences(first.content, last.content, _items(tx, declaration))
    compared = held_against(_answers(tx, key, headers, chosen), sections, files)
    return RevisionComparison(
        declaration_id=key,
        earlier=_side(headers, first),
        later=_side(headers, last),
        sections=compared.sections,
        files=compared.files,
        facts=fact_differences(_facts(tx, first), _facts(tx, last)),
        returns=compared.returns,
    )


def _chosen(headers: Headers, request: CompareRevisions) -> tuple[int, int]:
    """The two numbers, both of revisions that were submitted."""
    later = max(headers, default=1) if request.later is None else request.later
    if later not in headers:
        raise not_found("revision_not_found", path="later")
    earlier = later - 1 if request.earlier is None else request.earlier
    if earlier == 0:
        raise conflict("no_earlier_revision", path="later")
    if earlier >= later:
        raise invalid("revisions_out_of_order", path="earlier")
    if earlier not in headers:
        raise not_found("revision_not_found", path="earlier")
    return earlier, later


def _numbers(
    tx: Tx[Ports], scope: Reach, declaration: Declaration, first: Revision, last: Revision
) -> Numbers | None:  # fmt: skip
    """An ID number that was corrected in between; whoever is shown it is kept, as for a dossier."""
    before, after = (open_sealed(one.content["person"]["id_number_sealed"]) for one in (first, last))
    if before == after:
        return None
    of_whom = tx.ports.persons.get(declaration.person_id)
    ground = scope.ground(about(of_whom), OPEN_TO)
    if ground is None:
        return mask_id_number(before), mask_id_number(after)
    tx.opened(Opening(("id_number",), "dossier", declaration.declaration_id, ground), [of_whom.person_id])
    return before, after


def _items(tx: Tx[Ports], declaration: Declaration) -> dict[str, str]:
    """What the notice's list calls each item."""
    pack, plan = plan_under(tx, declaration)
    return {one.id: one.name for one in pack.material_list(plan).items}


def _answers(tx: Tx[Ports], key: str, headers: Headers, chosen: tuple[int, int]) -> list[Revision]:
    """The revisions after the earlier one up to the later one that answer a return."""
    after, until = chosen
    return [
        tx.ports.revisions.get(key, number)
        for number, header in headers.items() if after < number <= until and header.answers_return
    ]  # fmt: skip


def _facts(tx: Tx[Ports], revision: Revision) -> Facts:
    """Under the version of the notice by which it was filed, on its day."""
    content = revision.content
    pack = tx.ports.notices.get(content["notice_id"], content["notice_version"]).pack
    day = revision.submitted_at.astimezone(ZONE).date()
    return declared_facts(pack, pack.plan(content["plan"]["plan_id"]), content, day)


def _side(headers: Headers, revision: Revision) -> ComparedRevision:
    header = headers[revision.revision]
    return widened(ComparedRevision, header, notice_version=revision.content["notice_version"])
