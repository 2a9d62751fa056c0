"""One click on the visitors' page, in a real browser, for every role that has played a part by the summer."""

import pytest

ROLES = (
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "supervisor", "publisher",
    "operator",
)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_whoever_is_chosen_sees_a_home_page_in_his_name(page, site, role):
    person = site.people(role)[0]
    page.goto("/sign-in")
    page.locator(f"form:has(input[name=account_id][value='{person['account_id']}']) button").click()
    if page.url.endswith("/capacities"):
        number = [act[0] for act in person["acts"]].index(role)
        page.locator("main ul.people button").nth(number).click()
    assert page.locator("h1").count() == 1
    assert person["name"] in page.inner_text("body")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
