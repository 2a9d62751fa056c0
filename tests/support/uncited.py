"""Which refusals name no clause, because no notice decides them, and the check that every other one does."""

from shared.kernel.errors import Kind

UNCITED = {
    "committee_rules_unknown": "no published notice names such a committee: there is none to cite",
    "committee_size_unknown": "the notice sets no size for committees of this kind, and nothing defaults",
    "organisation_unknown": "an id that the register of organisations does not have",
    "joint_review_code_unknown": "a code that no committee of the notice goes by: a mistyped name",
    "inspection_not_found": "an id that no inspection of this committee has",
    "session_of_another_committee": "two ids that do not belong together",
    "meeting_day_unchanged": "a change to what it is already: nothing is asked of the notice",
    "review_window_unknown": "the notice sets no days for the review of this committee's plans",
    "cleaning_not_asked": "the notice asks for no yearly cleaning: it says nothing of it",
    "oversight_unknown": "the notice says nothing of inspections, measures and revoking",
    "indicators_unknown": "the notice has no menu of indicators for the series: it says nothing of it",
    "method_not_provided": "where the notice has no menu for the plan it says nothing of methods; else its clause",
    "statement_not_asked": "a statement on what no rule of the notice has left open at this stage",
    "nothing_to_report": "nobody waits for a report: no rule is applied to anybody",
}
"""Slug of a refusal -> why nothing in a notice decides it."""

STEPS_WITHOUT_CLAUSE = {
    ("*", "withdraw"): "whoever filed may take it back while nobody has voted: no notice speaks of it",
    ("alxa-2025", "recognise"): "knows no recognition without review",
    ("chifeng-2026", "recognise"): "knows no recognition without review",
    ("nmg-green-2025", "recognise"): "knows no recognition without review",
    ("nmg-green-2025", "set_indicators"): "has no menu of indicators",
    ("nmg-green-2025", "register_scores"): "has no menu of indicators",
    ("nmg-green-2025", "answer_extension"): "lets no review be put off",
    ("chifeng-2026", "answer_extension"): "lets no review be put off",
    ("nmg-green-2025", "lift_measure"): "says nothing of measures against a committee",
    ("nmg-green-2025", "revoke"): "says nothing of revoking a title",
}
"""(notice, action) of the committee's tables -> why the notice orders the step by no clause; `*` is every notice."""


def require_cited(error):
    """A refusal that comes out of a service names what decides it, or is one that no notice decides."""
    if error.kind is Kind.REFUSED and not error.clause and error.slug not in UNCITED:
        raise AssertionError(f"{error.slug} names no clause: {error.to_wire()}") from error
    return error
