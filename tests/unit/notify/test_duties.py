"""The table of duties: each fact brings entries that have whoever must act, and a day unless they wait without one."""

import pytest

from services.notify.domain.arising.terms import Arisen, SetDay
from services.notify.domain.declared import AfterTheDay
from services.notify.domain.duties import DUTIES
from services.notify.domain.subject import Subject, remembered
from shared.contracts import audit, committee
from shared.kernel.clock import parse_instant

TIME = "2026-05-08T09:00:00+08:00"
SAID = {
    "audit.publicity_posted": {"provisional": True},
    "audit.publicity_redated": {"ends_on": "2026-06-25"},
    "audit.return_redated": {"deadline": "2026-07-15T00:00:00+08:00"},
    "audit.stage_approved": {"waiting_report": True, "next": None},
    "audit.declaration_returned": {"provisional": True},
    "committee.results_posted": {"provisional": True},
    "committee.plan_filed": {"needs_consent": True},
    "committee.plan_answered": {"agreed": False},
    "committee.committee_registered": {"approved": False},
}
"""What the samples do not say."""
BEGINS = [(duty, begin) for duty in DUTIES for begin in duty.begins]


class Remembered:
    """What would have been remembered."""

    def case(self, declaration_id):
        return Subject(declaration_id, "chifeng-2026", "senior", "CF-1", "office")

    def session(self, session_id, *, awaited=False):
        return Subject(session_id, "chifeng-2026", "senior", "评委会", None, "office-1", "authority-1")

    def last_day(self, notice_id, stage, level_group):
        return SetDay(parse_instant(TIME).date(), "chifeng-2026/3.4")


def brought(begin):
    data = begin.event.sample | SAID.get(begin.event.name, {})
    fact = begin.event.read(data)
    return list(begin.terms(Arisen(begin.event.name, "subject", TIME, fact, Remembered())))


@pytest.mark.parametrize(("duty", "begin"), BEGINS, ids=lambda one: getattr(one, "kind", None) or one.event.name)
def test_what_a_fact_brings_has_an_actor_and_a_day_unless_it_waits(duty, begin):
    found = brought(begin)
    waits = duty.after is AfterTheDay.WAITS
    assert [terms for terms in found if duty.actor not in terms.parties] == []
    assert [terms for terms in found if (terms.due_at is None) is not waits] == []
    assert len({(terms.subject_id, terms.round) for terms in found}) == len(found)


def test_every_kind_that_is_not_open_is_brought_by_a_sample():
    silent = {duty.kind for duty in DUTIES} - {duty.kind for duty, begin in BEGINS if brought(begin)}
    assert {kind.value for kind in silent} == {"pay_fee", "recheck"}


def test_a_history_begins_with_what_later_facts_do_not_repeat():
    opened = audit.CASE_OPENED.read(audit.CASE_OPENED.sample)
    scheduled = committee.SESSION_SCHEDULED.read(committee.SESSION_SCHEDULED.sample)
    assert remembered(opened).last_stage == opened.stages[-1].stage_id
    assert remembered(scheduled).authority_id == scheduled.authority_id
    assert remembered(committee.PLAN_FILED.read(committee.PLAN_FILED.sample)) is None
