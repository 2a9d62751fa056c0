"""The site that visitors look at: people to choose, a clock that moves, and an orderly end."""

import pytest

ROLES = (
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "supervisor", "publisher",
    "operator",
)  # fmt: skip


def test_every_role_that_has_played_may_be_chosen_with_a_story(site):
    page = site.nobody().get("/sign-in")
    for role in ROLES:
        person = site.people(role)[0]
        assert person["story"]
        assert person["name"] in page.text
        assert person["story"].partition("：")[2] in page.text


@pytest.mark.parametrize("role", ROLES)
def test_one_click_signs_in_and_shows_the_home_of_the_role(site, role):
    home = site.sign_in(role).get("/")
    assert home.status == 200
    assert home.path not in ("/sign-in", "/capacities")


def test_stories_of_applicants_differ_and_are_borne_out_by_what_happened(site):
    stories = [one["story"].partition("：")[2] for one in site.people("applicant")]
    assert len(set(stories)) == len(stories) >= 5
    assert not [story for story in stories if "评审未通过" in story]


def test_the_clock_moves_morning_by_morning_and_never_back(site):
    site.move_clock("2026-07-07T10:00:00")
    assert site.clock.now().isoformat() == "2026-07-07T10:00:00+08:00"
    assert site.sign_in("operator").get("/").status == 200
