"""One click on the visitors' page, in a real browser, for every role that has played a part by the summer."""

import pytest

from tests.support.web.looking import come_in

ROLES = (
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "supervisor", "publisher",
    "operator",
)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_whoever_is_chosen_sees_a_home_page_in_his_name(page, site, role):
    person = site.people(role)[0]
    come_in(page, person, role)
    assert page.locator("h1").count() == 1
    assert person["name"] in page.inner_text("body")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
