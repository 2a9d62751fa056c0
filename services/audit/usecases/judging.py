"""The eligibility engine at every stage: the kept dossier under the pack in force, as of the day of submission."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.audit.domain.case import Case
from services.audit.domain.judgement import Judgement
from services.audit.usecases.ports import Ports
from services.audit.usecases.waiting import pack_for
from shared.persistence import Tx


def judge(tx: Tx[Ports], case: Case) -> Judgement | None:
    """The verdict on the case's present revision; None for a dossier that nobody can judge any more."""
    return Judgement.of(pack_for(tx, case), tx.ports.cases.dossier(case.declaration_id, case.revision))


def require_eligible(tx: Tx[Ports], case: Case) -> Judgement | None:
    """The judgement on which an approval rests; raises refused `ineligible` or `claimed_path_closed`."""
    judgement = judge(tx, case)
    if judgement is not None:
        judgement.require_open()
    return judgement


def trail_of(judgement: Judgement | None) -> dict[str, Any]:
    """What the trail keeps of it."""
    return judgement.as_trail() if judgement else {"outcome": None}


def views(tx: Tx[Ports], cases: Iterable[Case]) -> dict[str, dict[str, Any] | None]:
    """What the holders of these cases see, by declaration; one read of all dossiers."""
    listed = list(cases)
    packs = {notice: pack_for(tx, case) for notice, case in {_notice(case): case for case in listed}.items()}
    dossiers = tx.ports.cases.dossiers(listed)
    return {case.declaration_id: _view(Judgement.of(packs[_notice(case)], dossier)) for case, dossier in dossiers}


def _notice(case: Case) -> tuple[str, int]:
    return case.notice_id, case.notice_version


def _view(judgement: Judgement | None) -> dict[str, Any] | None:
    return judgement.as_view() if judgement else None
