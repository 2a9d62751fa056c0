"""评分登记表 of a session, and the 延期评审备案表 of a committee."""

from __future__ import annotations

from itertools import groupby

from services.docgen.domain.known import KnownOrganisation
from services.docgen.domain.known_notice import KnownNotice
from services.docgen.domain.order import RowGroup, Values
from shared.contracts.committee.oversight import ExtensionState
from shared.contracts.committee.results import PackageReported
from shared.contracts.committee.scores import ScoreRow
from shared.kernel.catalogue import text

from .opinions import seal
from .wording import day, joined, or_none, year

_HUNDREDTHS = 100


def score_sheet(package: PackageReported) -> tuple[Values, list[RowGroup]]:
    """Head and groups (one per method) of the 评分登记表; rows carry case numbers, no names and no experts."""
    scores = sorted(package.scores, key=lambda row: (row.method_name, row.case_number))
    head = {
        "title": text("doc_score_title", year=year(package.meeting_on), committee=package.committee_name),
        "committee": package.committee_name,
        "office": package.office_name,
        "meeting": day(package.meeting_on),
        "chair": package.chair_name,
        "reported_by": package.reported_by,
        "count": len(scores),
    }
    groups = []
    for method, members in groupby(enumerate(scores, start=1), key=lambda numbered: numbered[1].method_name):
        rows = [_score(number, row) for number, row in members]
        groups.append(RowGroup({"name": text("doc_score_group", method=method, n=len(rows))}, rows))
    return head, groups


def _score(number: int, row: ScoreRow) -> Values:
    dimensions = [
        text("doc_score_dimension", dimension=one.dimension, weight=one.weight, score=one.score)
        for one in row.dimensions
    ]
    return {
        "number": number,
        "case_number": row.case_number,
        "method": row.method_name,
        "dimensions": joined(dimensions) or text("doc_none"),
        "total": _total(row),
        "remark": row.remark or "",
    }


def _total(row: ScoreRow) -> str:
    """Points with two decimals where dimensions are weighed, whole points where one score stands for all."""
    if row.total is not None:
        points, hundredths = divmod(row.total, _HUNDREDTHS)
        return f"{points}.{hundredths:02}"
    return "" if row.score is None else str(row.score)


def extension_filing(
    extension: ExtensionState, office: KnownOrganisation, authority: KnownOrganisation, notice: KnownNotice
) -> Values:
    """The values, from `committee.extension_filed` or, with the bureau's opinion, `committee.extension_answered`."""
    answered = extension.answered_on
    bureau = seal(authority.seal_reference, authority.name) if answered else text("doc_seal_blank")
    return {
        "committee": extension.committee_name,
        "office": office.name,
        "authority": authority.name,
        "notice": notice.title,
        "extends": day(extension.extends),
        "until": day(extension.until),
        "reason": extension.reason,
        "sessions": len(extension.sessions),
        "filed_on": day(extension.filed_on),
        "office_seal": seal(office.seal_reference, office.name),
        "answer": text(f"doc_extension_{extension.state}") if answered else "",
        "opinion": or_none(extension.opinion) if answered else "",
        "authority_seal": bureau,
        "answered_on": day(answered) or text("doc_blank_day"),
    }
