"""The register of deadlines as people read it: list, month, organisations, and addresses for calendar programs."""

import re

import pytest

from services.notify.results import CalendarLinkMade, CalendarLinkView, DeadlineCounts, DeadlineView
from shared.kernel.errors import conflict, forbidden, unavailable
from shared.wire.plain import read_as
from tests.support.console_suite import ANSWERS, Console

FIGURES = {"open": 5, "due_soon": 2, "overdue": 1, "waiting": 3, "next_due_at": "2026-07-08T23:00:00+08:00"}
HOUSE = {"organisation_id": "org-7", "name": "松山区教育局", "figures": FIGURES}
DAYS = [
    {"due_on": "2026-07-03", "kind": "audit_stage", "open": 0, "overdue": 4},
    {"due_on": "2026-07-10", "kind": "audit_stage", "open": 12, "overdue": 0},
    {"due_on": "2026-07-10", "kind": "recheck", "open": 1, "overdue": 0},
]
COUNTS = {"within_days": 7, "total": FIGURES, "kinds": [], "days": DAYS, "organisations": [HOUSE], "more": False}
AUDIT = ANSWERS["notify.list_deadlines"]["items"][0] | {
    "kind": "audit_stage", "label": "审核申报材料", "person_id": None, "organisation_id": "org-7", "subject_id": "d-1",
    "organisation_name": "松山区教育局", "due_at": "2026-07-11T00:00:00+08:00", "due_on": "2026-07-10",
}  # fmt: skip
LATE = AUDIT | {"state": "overdue", "due_at": "2026-07-04T00:00:00+08:00", "due_on": "2026-07-03"}
WAITING = AUDIT | {"kind": "verify_profile", "label": "核实个人信息", "due_at": None, "due_on": None, "clause": None}
LINK = {
    "link_id": "l-1", "whose": "mine", "made_at": "2026-07-01T09:00:00+08:00", "made_by": "person-1",
    "ends_at": "2027-08-05T09:00:00+08:00", "revoked_at": None,
}  # fmt: skip
MADE = {
    "link_id": "l-2", "secret": "s3cret", "path": "/calendar/s3cret.ics", "whose": "mine",
    "ends_at": "2027-08-05T09:00:00+08:00",
}  # fmt: skip


@pytest.fixture(scope="module")
def shared_console(tmp_path_factory):
    made = Console(tmp_path_factory.mktemp("console"))
    for role in ("applicant", "unit_clerk", "hr_clerk", "supervisor"):
        made.sign_in(role, f"person-{role}", "org-7")
    return made


@pytest.fixture
def at(shared_console):
    """Somebody of that role is signed in; the register answers as above."""

    def come(role):
        shared_console.browser = shared_console.app.test_client()
        page = shared_console.browser.get("/sign-in").text
        csrf = re.search(r'name="csrf" value="([^"]*)"', page)[1]
        shared_console.browser.post("/sign-in/demo", data={"csrf": csrf, "account_id": f"a-person-{role}"})
        shared_console.services.calls = []
        shared_console.services.says = {
            "notify.count_deadlines": COUNTS, "notify.list_deadlines": listing(AUDIT, LATE, WAITING),
            "notify.list_calendar_links": listing(LINK, LINK | {"revoked_at": "2026-07-02T09:00:00+08:00"}),
        }  # fmt: skip
        return shared_console

    return come


def listing(*items):
    return {"items": list(items), "next_cursor": None, "total": None}


def test_what_stands_in_for_the_service_has_its_shape():
    assert read_as(DeadlineCounts, COUNTS).days[0].overdue == 4
    assert read_as(DeadlineView, LATE).organisation_name == "松山区教育局"
    assert read_as(CalendarLinkView, LINK).made_by == "person-1"
    assert read_as(CalendarLinkMade, MADE).path.endswith(".ics")


def test_the_remainder_is_told_in_days_and_working_days_and_what_is_late_in_words(at):
    page = at("unit_clerk").get("/deadlines")
    assert "2026年7月10日剩余5天（5个工作日）" in page
    assert "已逾期2天（0个工作日）" in page
    assert "未设期限已等待24天" in page
    assert "松山区教育局" in page
    assert re.search(r'<strong class="due-late">已逾期', at("unit_clerk").html("/deadlines"))


def test_figures_lead_to_what_they_count(at):
    console = at("unit_clerk")
    assert "已逾期1件7天内到期2件期限内及等待5件其中未设期限3件" in console.get("/deadlines")
    assert 'href="/deadlines?state=overdue"' in console.html("/deadlines")


@pytest.mark.parametrize(("state", "asked"), [
    ("standing", {"standing": True}), ("open", {"state": "open"}), ("overdue", {"state": "overdue"}),
    ("waiting", {"state": "open", "waiting": True}), ("cleared", {"state": "cleared"}),
    ("soon", {"state": "open", "due_before": "2026-07-13T00:00:01+08:00"}), ("no-such", {"standing": True}),
])  # fmt: skip
def test_each_state_asks_for_its_own(at, state, asked):
    console = at("applicant")
    console.get(f"/deadlines?state={state}")
    assert console.services.told("notify.list_deadlines")["filter"] == asked


def test_the_list_is_narrowed_by_kind_notice_and_last_days_and_sorted(at):
    console = at("applicant")
    console.get("/deadlines?kind=recheck&notice_id=chifeng-2026&from=2026-07-01&until=2026-07-31&sort=-due_at")
    asked = console.services.told("notify.list_deadlines")
    assert asked["sort"] == "-due_at"
    assert asked["filter"] == {
        "standing": True, "kind": "recheck", "notice_id": "chifeng-2026",
        "due_after": "2026-07-01T00:00:01+08:00", "due_before": "2026-08-01T00:00:01+08:00",
    }  # fmt: skip


def test_words_that_mean_nothing_narrow_nothing(at):
    console = at("applicant")
    console.get("/deadlines?kind=nothing&from=yesterday&whose=house&organisation_id=org-1&sort=size")
    assert console.services.told("notify.list_deadlines")["filter"] == {"standing": True}


@pytest.mark.parametrize(("whose", "asked"), [
    ("mine", {"person_id": "person-unit_clerk"}), ("house", {"organisation_id": "org-7"}), ("", {}),
])  # fmt: skip
def test_a_clerk_parts_his_own_from_his_organisations(at, whose, asked):
    console = at("unit_clerk")
    console.get(f"/deadlines?whose={whose}")
    assert console.services.told("notify.count_deadlines")["filter"] == asked
    assert console.services.told("notify.list_deadlines")["filter"] == asked | {"standing": True}


def test_whoever_acts_finds_the_way_and_others_none(at):
    assert 'href="/cases/d-1"' in at("unit_clerk").html("/deadlines")
    assert 'href="/people/d-1"' in at("unit_clerk").html("/deadlines")
    console = at("unit_clerk")
    console.services.says["notify.list_deadlines"] = listing(AUDIT | {"kind": "hand_in_paper"})
    assert 'href="/cases/d-1"' in console.html("/deadlines")
    assert "申报人（由松山区教育局督促）" in console.get("/deadlines")
    assert 'href="/people/d-1"' not in at("hr_clerk").html("/deadlines")
    assert 'href="/cases/d-1"' not in at("supervisor").html("/deadlines")


def test_a_month_shows_what_is_due_on_each_day_and_which_days_are_off(at):
    console = at("unit_clerk")
    page = console.get("/deadlines/calendar?month=2026-07&kind=audit_stage")
    asked = console.services.told("notify.count_deadlines")
    assert "审核申报材料：逾期4件" in page
    assert "审核申报材料：12件" in page
    first = next(told for name, told in console.services.calls if "from_day" in told)
    assert (first["from_day"], first["until_day"]) == ("2026-07-01", "2026-07-31")
    assert first["filter"] == {"kind": "audit_stage"}
    assert asked["filter"] == {}
    html = console.html("/deadlines/calendar?month=2026-07")
    assert "from=2026-07-10&amp;until=2026-07-10" in html
    assert html.count('<span class="day-mark">休</span>') == 8


def test_holidays_and_days_made_up_stand_in_the_calendar(at):
    html = at("unit_clerk").html("/deadlines/calendar?month=2026-10")
    day = re.search(r'datetime="2026-10-01".*?</div>', html, re.S)[0]
    made_up = re.search(r'datetime="2026-10-10".*?</div>', html, re.S)[0]
    assert "休" in day
    assert "班" in made_up
    assert 'rel="prev" href="/deadlines/calendar?month=2026-09"' in html
    assert 'rel="next" href="/deadlines/calendar?month=2026-11"' in html


@pytest.mark.parametrize("month", ["", "2026-13", "0000-01", "9999-12", "x", "1900-01"])
def test_a_month_that_is_none_is_this_month(at, month):
    assert "2026年7月的截止日" in at("unit_clerk").get(f"/deadlines/calendar?month={month}")


def test_a_year_that_is_not_announced_says_so(at):
    assert "放假调休安排尚未公布" in at("unit_clerk").get("/deadlines/calendar?month=2030-05")


def test_a_supervisor_sees_how_much_stands_where(at):
    console = at("supervisor")
    page = console.get("/deadlines/organisations")
    assert "松山区教育局逾期1件2件5件3件2026年7月8日23:00" in page
    assert console.services.told("notify.count_deadlines")["by_organisation"] is True
    console.get("/deadlines?organisation_id=org-7")
    asked = console.services.told("notify.list_deadlines")["filter"]
    assert asked == {"everyone": True, "organisation_id": "org-7", "standing": True}


def test_others_are_refused_over_organisations_in_words(at):
    console = at("unit_clerk")
    console.services.says["notify.count_deadlines"] = forbidden("role_not_allowed")
    assert "您没有执行此操作的权限" in console.get("/deadlines/organisations", 403)
    assert "按单位" not in at("unit_clerk").get("/deadlines")


def test_an_address_is_shown_once_and_says_how_to_subscribe(at):
    console = at("applicant")
    console.services.says["notify.make_calendar_link"] = MADE
    made = console.send("/deadlines/links", whose="mine")
    assert made.status_code == 200
    assert "<code>http://localhost/calendar/s3cret.ics</code>" in made.text
    assert "怎样订阅" in made.text
    assert made.headers["Cache-Control"] == "no-store"
    assert console.services.told("notify.make_calendar_link")["idempotency_key"]
    page = console.get("/deadlines/links")
    assert "s3cret" not in page
    assert "使用中" in page
    assert "已停用" in page


def test_a_clerk_may_have_one_for_his_organisation_and_an_applicant_not(at):
    assert "生成本单位的订阅地址" in at("unit_clerk").get("/deadlines/links")
    assert "生成本单位的订阅地址" not in at("applicant").get("/deadlines/links")


def test_what_is_refused_stands_on_the_page_and_one_is_taken_back(at):
    console = at("applicant")
    console.services.says["notify.make_calendar_link"] = conflict("calendar_links_many", most=10)
    refused = console.send("/deadlines/links", whose="mine")
    assert refused.status_code == 422
    assert "最多10个" in refused.text
    console.services.says["notify.revoke_calendar_link"] = {"link_id": "l-1", "revoked_at": LINK["made_at"]}
    assert console.send("/deadlines/links", "/deadlines/links/l-1/revoke").status_code == 303
    assert console.services.told("notify.revoke_calendar_link")["link_id"] == "l-1"


def test_the_first_page_tells_how_much_stands_and_goes_on_without(at):
    console = at("applicant")
    assert "待办期限：已逾期1件，7天内到期2件，期限内及等待5件。" in console.get("/mine/declarations")
    console.services.says["notify.count_deadlines"] = unavailable("service_unavailable")
    assert "待办期限：暂时无法清点。" in console.get("/mine/declarations")
