"""One notice's year from publication to certificates: the same result on every stack.

That the same seed gives the same year is asked in test_a_year_over_http, that any number of replicas does in
test_notices_as_files: each is one more run than those that are compared anyway. Another seed's year is the one of
test_a_year_in_any_order.
"""

from __future__ import annotations

import json

import pytest

from tests.support.scenario.playing import played, recorded, undisturbed
from tests.support.some import some

KINDS = {
    "evaluation_form", "submission_summary", "material_list", "applicant_roster", "commitment_letter",
    "one_time_notice", "publicity", "approval_report", "publicity_report", "pass_roster", "score_sheet", "certificate",
}  # fmt: skip


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    return undisturbed(tmp_path_factory)


def count(summary, state):
    return sum(summary["declarations"].get(state, {}).values())


class TestOnTheEmbeddedStack:
    def test_declarations_end_in_every_way_the_notice_knows(self, embedded):
        for state in ("certified", "not_passed", "lapsed", "rejected", "withdrawn", "cancelled"):
            assert count(embedded, state) > 0, state

    def test_returns_are_fixed_in_time_or_lapse(self, embedded):
        assert embedded["returns"]["fixed_in_time"] > 0
        assert embedded["returns"]["lapsed"] > 0

    def test_late_and_ineligible_people_are_refused_with_the_clause(self, embedded):
        refused = {row["slug"]: row["clause"] for row in embedded["refusals"]}
        assert refused["window_closed"] == "chifeng-2026/3.2"
        assert refused["ineligible"].startswith("chifeng-2026/5")

    def test_panels_rotate_recuse_and_reconvene(self, embedded):
        assert all(row["rotated_in"] >= row["rotation_required"] for row in some(embedded["sessions"]))
        assert sum(row["recusals"] for row in some(embedded["sessions"])) > 0
        assert any(row["reconvened"] for row in some(embedded["sessions"]))
        assert any("upheld" in row["objections"] for row in some(embedded["sessions"]))

    def test_every_kind_of_document_is_made_once_per_occasion(self, embedded):
        assert set(embedded["documents"]) == KINDS
        assert embedded["documents"]["certificate"] == count(embedded, "certified")
        assert embedded["documents"]["one_time_notice"] == embedded["returns"]["returned"]
        package = ("pass_roster", "commitment_letter", "approval_report", "publicity_report")
        assert {embedded["documents"][kind] for kind in package} == {len(embedded["sessions"])}

    def test_reminders_go_out_and_nothing_is_left_as_a_dead_letter(self, embedded):
        assert embedded["messages"]["reminder"]["fix_returned_declaration"] > 0
        assert embedded["messages"]["reminder"]["submit_declaration"] > 0
        assert embedded["messages"]["notice"]["declaration_returned"] == embedded["returns"]["returned"]
        assert embedded["dead_letters"] == 0

    def test_another_seed_gives_another_year(self, embedded, tmp_path_factory):
        other = json.loads((recorded(tmp_path_factory) / "summary.json").read_text(encoding="utf-8"))
        alike = {name for name in ("declarations", "publicity", "sessions") if embedded[name] == other[name]}
        assert alike == set()


class TestOnTheRealStack:
    def test_one_process_per_service_gives_the_same_summary(self, embedded, stack, tmp_path):
        assert played(tmp_path, stack) == embedded
