"""Pages to which no link leads: what a form answers, and what the console says when something cannot be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from shared.policy import shipped_text
from tests.support.gateway_site import AUTUMN, SUMMER, Site
from tests.support.tour import acts
from tests.support.tour.visits import Visit

NOBODY = Visit()
CLERK = Visit("hr_clerk", "汇总上报")
OPERATOR = Visit("operator", "看护")


@dataclass(frozen=True)
class Stage:
    """Who does what; the page that it ends at is looked at under this name."""

    name: str
    visit: Visit
    play: Callable[[Page, Site], None]
    moment: str = SUMMER
    goes_on: bool = False
    """From where the stage before has ended, without coming in anew."""


def _wrong_password(page: Page, site: Site) -> None:
    page.goto("/sign-in")
    page.fill("#f-login_name", "nobody")
    page.fill("#f-password", "not-the-password")
    page.locator("form[action='/sign-in'] button").click()


def _not_there(page: Page, site: Site) -> None:
    page.goto("/no/such/page")


def _not_his(page: Page, site: Site) -> None:
    page.goto("/operations")


def _without_login(page: Page, site: Site) -> None:
    page.goto("/verify/none-2026-000001?code=ABCDEFGH")


def _checked_notice(page: Page, site: Site) -> None:
    page.goto("/publish/new")
    page.fill("#f-pack", shipped_text("chifeng-2026"))
    page.get_by_role("button", name="检查").click()


def _refused_command(page: Page, site: Site) -> None:
    page.goto("/cases")
    page.locator("main tbody a").first.click()
    page.goto(f"{page.url.partition('?')[0]}/approve")
    page.fill("[name=opinion]", "材料齐全，同意上报。")
    page.get_by_role("button", name="确认审核通过").click()


def _described_return(page: Page, site: Site) -> None:
    page.goto("/cases")
    page.locator("main tbody a").first.click()
    page.goto(f"{page.url.partition('?')[0]}/return")
    page.locator("main input[name=place]").first.check()
    page.locator("main form button").first.click()


def _first_password(page: Page, site: Site) -> None:
    page.goto("/accounts/new")
    page.fill("[name=name]", "新来的同事")
    page.fill("[name=login_name]", "new-colleague")
    page.get_by_role("button", name="新建").click()


def _password(page: Page, site: Site) -> None:
    page.goto("/account/password")


def _chosen_series(page: Page, site: Site) -> None:
    page.goto("/mine/eligibility")
    page.select_option("[name=series]", index=1)
    page.select_option("[name=level]", index=1)
    page.get_by_role("button", name="判断").click()


def _calendar_link(page: Page, site: Site) -> None:
    page.goto("/deadlines/links")
    page.get_by_role("button", name="生成").first.click()


def _impossible_rules(page: Page, site: Site) -> None:
    page.goto("/reminders/preview")
    page.locator("main details summary").click()
    page.fill("[name=rules]", "reminders: [{deadline: audit_due, days_before: [-5], to: [nobody], source: x}]")
    page.get_by_role("button", name="试算", exact=True).click()


def _awaited_code(page: Page, site: Site) -> None:
    page.goto("/reached")
    page.locator("form[action='/reached/own/addresses/sms'] input[name=address-sms]").fill("13800001234")
    page.locator("form[action='/reached/own/addresses/sms'] button").click()


def _letter(page: Page, site: Site) -> None:
    page.goto("/letters")
    page.locator("main tbody a").first.click()


STAGES = (
    Stage("wrong-password", NOBODY, _wrong_password),
    Stage("not-there", NOBODY, _not_there),
    Stage("no-certificate", NOBODY, _without_login),
    Stage("verdicts", Visit("applicant", "一次通过"), _chosen_series),
    Stage("not-his", CLERK, _not_his),
    Stage("refused", CLERK, _refused_command),
    Stage("described", CLERK, _described_return),
    Stage("checked", Visit("publisher"), _checked_notice),
    Stage("first-password", OPERATOR, _first_password),
    Stage("password", OPERATOR, _password),
    Stage("second-factor", OPERATOR, acts.second_factor),
    Stage("made", CLERK, _calendar_link),
    Stage("impossible", Visit("publisher"), _impossible_rules),
    Stage("code-awaited", CLERK, _awaited_code),
    Stage("kept", CLERK, _letter, goes_on=True),
)

BUREAU, APPLICANT, UNIT = Visit("hr_clerk"), Visit("applicant", "一次通过"), Visit("unit_clerk")
ACTS = (
    Stage("handed-in", APPLICANT, acts.handed_in),
    Stage("objected", NOBODY, acts.objected),
    Stage("list", UNIT, acts.listed),
    Stage("objection", UNIT, acts.looking_into, goes_on=True),
    Stage("seed", Visit("committee_office"), acts.to_be_sealed),
    Stage("second-step", OPERATOR, acts.second_step),
    Stage("amended", Visit("publisher"), acts.amended_notice),
    Stage("amended", APPLICANT, acts.amended_for_me),
    Stage("posted", BUREAU, acts.posted),
    Stage("ready", BUREAU, acts.reporting, goes_on=True),
    Stage("sent-back", BUREAU, acts.sent_back, goes_on=True),
    Stage("given-up", OPERATOR, acts.unreadable),
    Stage("objected", NOBODY, acts.result_objected, AUTUMN),
    Stage("investigating", UNIT, acts.investigating, AUTUMN),
)
"""What changes the site so much that only `make tour` does it, on a copy that nobody else uses, in this order: the
clock does not move where a message was given up."""
