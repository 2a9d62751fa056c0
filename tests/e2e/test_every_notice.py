"""The main scenario under every shipped notice, with its modes, routes and dates: the same result on both stacks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import pytest

from infra.demo.outcomes import OF_RECOGNITION, Fate
from shared.policy import shipped_pack
from tests.support.scenario.playing import played
from tests.support.some import some

NOTICES = sorted(entry.name.removesuffix(".yaml") for entry in files("shared.policy").joinpath("packs").iterdir())
OTHERS = [notice for notice in NOTICES if notice != "chifeng-2026"]
"""chifeng-2026 is played at length in test_scenario."""
COUNTIES = {"nmg-2021": 2, "nmg-green-2025": 2}
"""A region's notice is played in two cities, with a county in each."""
RECOGNISING = {"chifeng-2023", "nmg-2021"}


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    """One summary per notice, two runs at a time."""
    folder = tmp_path_factory.mktemp("notices")
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(OTHERS, pool.map(lambda name: played(folder, **cast(name)), OTHERS), strict=True))


def cast(notice):
    """One applicant of each fate that the notice knows, so that nothing it does is left out."""
    fates = len(Fate) - (0 if notice in RECOGNISING else len(OF_RECOGNITION))
    return {"notice": notice, "applicants": fates, "counties": COUNTIES.get(notice, 1)}


def count(summary, state):
    return sum(summary["declarations"].get(state, {}).values())


def test_there_are_five_notices():
    assert NOTICES == ["alxa-2025", "chifeng-2023", "chifeng-2026", "nmg-2021", "nmg-green-2025"]


@pytest.mark.parametrize("notice", OTHERS)
class TestEachNotice:
    def test_runs_from_publication_to_certificates(self, embedded, notice):
        summary = embedded[notice]
        assert count(summary, "certified") == summary["documents"]["certificate"] > 0
        assert count(summary, "rejected") > 0
        assert summary["returns"]["fixed_in_time"] > 0
        assert any(session["reconvened"] for session in summary["sessions"])
        assert summary["dead_letters"] == 0

    def test_refuses_with_its_own_clauses(self, embedded, notice):
        clauses = {row["slug"]: row["clause"] for row in embedded[notice]["refusals"]}
        assert clauses["window_closed"].startswith(f"{notice}/")
        assert clauses["ineligible"].startswith(f"{notice}/")

    def test_keeps_to_its_calendar(self, embedded, notice):
        pack = shipped_pack(notice)
        review = max(plan.windows["review"].closes_on for plan in pack.plans if "review" in plan.windows)
        decided = embedded[notice]["sessions"] + embedded[notice]["recognitions"]
        days = [one["results_ended_on"] for one in decided]
        assert all(pack.notice.issued_on.isoformat() < day <= review.isoformat() for day in some(days))

    def test_recognises_without_a_session_where_it_knows_how(self, embedded, notice):
        known = any(plan.track == "recognition" for plan in shipped_pack(notice).plans)
        lists = embedded[notice]["recognitions"]
        assert bool(lists) is known is (notice in RECOGNISING)
        assert {row["state"] for row in lists} <= {"approved"}
        for told, counted in (("recognition_granted", "granted"), ("recognition_refused", "refused")):
            number = sum(row[counted] for row in lists)
            assert (number > 0) is known
            assert embedded[notice]["messages"]["notice"].get(told, 0) == number

    def test_gives_the_same_summary_on_the_real_stack(self, embedded, stack, tmp_path, notice):
        assert played(tmp_path, stack, **cast(notice)) == embedded[notice]
