"""A recognition begins where a session has been counted: it shares the way of the results and nothing before it."""

from datetime import date

import pytest

from services.committee.domain.recognition import Recognition
from services.committee.domain.results_process import Posting, ResultsDates
from services.committee.domain.transitions import SESSION
from shared.kernel.errors import ZhipingError

DECIDED, DUE = date(2026, 9, 10), date(2026, 10, 10)
OF_RESULTS = {
    "post_results", "file_objection", "resolve_objection", "close_results", "report_package", "approve_results",
}  # fmt: skip


def recognition():
    return Recognition(
        id="r", version=1, state="concluded", committee_id="c", notice_id="n", office_id="o", authority_id="a",
        dates=ResultsDates(concluded_on=DECIDED, report_due_on=DUE),
    )  # fmt: skip


@pytest.mark.parametrize("step", sorted(SESSION.steps - OF_RESULTS))
def test_no_step_of_a_meeting_is_possible_for_it_ever(step):
    process = recognition()
    for state in ("concluded", "results_posted", "results_closed", "reported", "approved", "refused", "void"):
        process.state = state
        with pytest.raises(ZhipingError, match="step_not_possible"):
            process.check(step)


def test_it_was_decided_on_the_day_on_which_it_was_concluded():
    assert recognition().decided_on == DECIDED


@pytest.mark.parametrize(("day", "late"), [(DUE, False), (date(2026, 10, 11), True)])
def test_its_results_are_posted_and_reported_as_those_of_a_session(day, late):
    process = recognition()
    process.post_results(Posting("p", DECIDED, date(2026, 9, 17)))
    assert process.dates.posting == Posting("p", DECIDED, date(2026, 9, 17))
    process.move("close_results")
    process.report_package(day)
    assert (process.state, process.dates.reported_late) == ("reported", late)
    process.decline_results("returned")
    assert process.state == "results_closed"
