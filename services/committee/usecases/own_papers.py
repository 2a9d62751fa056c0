"""Experts who are applicants of the session: left out of the draw, replaced when it turns out only later."""

from __future__ import annotations

from typing import Final

from services.committee.domain.panel import PanelMember, Recusal, seated
from services.committee.domain.pool_sheet import Expert
from services.committee.domain.session import Session
from services.committee.results.parts import Replacement
from services.committee.usecases.common import trail
from services.committee.usecases.ports import Ports
from services.committee.usecases.recusals import announce, replace_leaving
from shared.persistence import Tx
from shared.security import is_among

IS_APPLICANT: Final = "is_applicant"


def applicants_in(tx: Tx[Ports], session: Session, pool: list[Expert]) -> tuple[str, ...]:
    """Numbers of the experts whose account is a person on the session's list."""
    listed = tx.ports.people.on_list(session.id)
    return tuple(sorted(expert.expert_no for expert in pool if is_among(expert.account, listed)))


def replace_applicants(tx: Tx[Ports], session: Session, members: list[PanelMember]) -> tuple[Replacement, ...]:
    """Alternates take the seats of members who are applicants themselves, as the pool or the draw knows them.

    `members` is the panel, and is changed with it. refused("no_alternate_left") where nobody can: such a panel does not
    meet.
    """
    listed = tx.ports.people.on_list(session.id)
    pool = tx.ports.experts.accounts(session.committee_id)
    replaced = []
    while (own := _seated_applicant(members, pool, listed)) is not None:
        recusal = Recusal(session.id, own, "", IS_APPLICANT, automatic=True)
        tx.ports.panels.recuse([recusal])
        announce(tx, recusal)
        newcomer = replace_leaving(tx, session, members, own)
        trail(tx, "replace_applicant", session, expert_no=own, replaced_by=newcomer)
        replaced.append(Replacement(expert_no=own, replaced_by=newcomer, reason=IS_APPLICANT))
    return tuple(replaced)


def _seated_applicant(members: list[PanelMember], pool: dict[str, str], listed: set[str]) -> str | None:
    for member in seated(members):
        accounts = (member.account, pool.get(member.expert_no, member.account))
        if any(is_among(account, listed) for account in accounts):
            return member.expert_no
    return None
