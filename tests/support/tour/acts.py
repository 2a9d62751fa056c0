"""What people do to each other before some pages can be shown at all; `make tour` plays it on a site of its own.

A bureau shows its list, lets it end, approves and reports up; the authority sends the case back. A notice is amended,
an objection is raised, a message cannot be read, somebody takes a second factor.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pyotp
from playwright.sync_api import Page

from shared.kernel.ids import new_id
from shared.persistence import Database
from shared.persistence.events.dead_letters import DeadLetter, add_dead_letter
from tests.support.amendments import amended, window
from tests.support.gateway_site import Site
from tests.support.real_year.desk import Desk
from tests.support.real_year.judging import approve, send_back
from tests.support.web.looking import come_in

PERSON = "聂涛"
COUNTY, CITY, UNIT = "元宝山区人力资源和社会保障局", "赤峰市人力资源和社会保障局", "松山区市政工程管理处"
PASSWORD = "Tour-of-2026-pages"
DOUBT = "其所报业绩由他人完成，验收材料上没有本人姓名，请予核实。"


def _at(page: Page, site: Site, role: str, story: str) -> Desk:
    """Somebody comes in where another has sat; by a word of his story or of his place."""
    page.context.clear_cookies()
    come_in(page, next(one for one in site.people(role) if story in f"{one['story']}{one['acts']}"), role, site.url)
    return Desk(page, [])


def _first(desk: Desk, begins: str) -> Desk:
    """The first link that leads there."""
    with desk.page.expect_navigation():
        desk.page.locator(f"main a[href^='{begins}']").first.click()
    return desk


def handed_in(page: Page, site: Site) -> None:
    """What an applicant reads right after he has submitted."""
    desk = _first(Desk(page, []).open("/mine/declarations"), "/mine/declarations/")
    desk.open(f"{page.url}/submitted")


def posted(page: Page, site: Site) -> None:
    """A bureau shows its list on Monday."""
    site.move_clock("2026-07-06T10:00:00")
    _at(page, site, "hr_clerk", COUNTY).open("/publicity/post").press("张贴公示")


def reporting(page: Page, site: Site) -> None:
    """The list has ended, the case is approved and waits for the report."""
    shown = page.url
    site.move_clock("2026-07-15T10:00:00")
    desk = Desk(page, []).open(shown).press("公示期满，办结")
    desk.open("/cases").follow(PERSON)
    approve(desk, page.url.rpartition("/")[2], "经审核，材料真实、完整，同意上报。")
    _first(desk.open("/roster"), "/roster/")


def sent_back(page: Page, site: Site) -> None:
    """The report goes up, and the authority sends the case back."""
    Desk(page, []).fill(recommendation_report="按照通知要求组织推荐，公示无异议，现将推荐人选上报。").press(
        "上报花名册"
    )
    city = _at(page, site, "hr_clerk", CITY).open("/cases").follow(PERSON)
    send_back(city, page.url.rpartition("/")[2])


def objected(page: Page, site: Site) -> None:
    """Somebody of the public objects to a list."""
    page.context.clear_cookies()
    desk = _first(Desk(page, []).open("/publicities"), "/publicities/")
    desk.follow("提出异议").fill(content=DOUBT).press("提交异议")


def listed(page: Page, site: Site) -> None:
    """The unit whose list it is sees it."""
    _first(_at(page, site, "unit_clerk", UNIT).open("/publicity"), "/publicity/0")


def looking_into(page: Page, site: Site) -> None:
    """And opens the objection."""
    _first(Desk(page, []), f"{urlsplit(page.url).path}/objections/")


def result_objected(page: Page, site: Site) -> None:
    """Somebody objects to a result that is shown: the material is said to be untrue."""
    page.context.clear_cookies()
    desk = _first(Desk(page, []).open(urljoin(site.url, "/results")), "/results/")
    desk.follow("提出异议").fill(about="material", content=DOUBT).press("提交异议")


def investigating(page: Page, site: Site) -> None:
    """Whoever is to examine the material opens that objection."""
    for person in (*site.people("unit_clerk"), *site.people("hr_clerk")):
        role = person["acts"][0][0]
        desk = _at(page, site, role, person["acts"][0][2])
        desk.open(urljoin(site.url, "/investigations"))
        if page.locator("main a[href^='/investigations/']").count():
            _first(desk, "/investigations/")
            return
    raise AssertionError("nobody was told of the objection")


def to_be_sealed(page: Page, site: Site) -> None:
    """An office has called a session and reads the seed before it seals its pool."""
    desk = _first(_at(page, site, "committee_office", "").open("/office"), "/office/0")
    desk.follow("安排评审会议").fill(
        meeting_on="2026-09-24", panel_size="9", place="三楼会议室", measures="按专业分组评议",
        procedure="集中评议，无记名投票",
    ).press("确认办理")  # fmt: skip
    desk.follow("2026年9月24日评审会议").open(f"{page.url}/seed")


def amended_notice(page: Page, site: Site) -> None:
    """A notice is amended, and the publisher reads what has changed."""
    desk = _at(page, site, "publisher", "").open("/publish/new")
    desk.fill(pack=amended(window("filing-senior", closes_on="2026-07-13"), issued_on="2026-07-02")).press(
        "检查并试算"
    ).press("发布本次调整")
    desk.follow("调整内容")


def amended_for_me(page: Page, site: Site) -> None:
    """What that is to one of the applicants."""
    desk = _first(_at(page, site, "applicant", "一次通过").open("/mine/declarations"), "/mine/declarations/")
    desk.open(f"{page.url}/amendments/2")


def unreadable(page: Page, site: Site) -> None:
    """A service has given up on a message."""
    now = site.clock.now()
    tries = [{"at": (now - timedelta(minutes=back)).isoformat(), "error": "storage_unavailable: 文件存储暂时不可用"}
             for back in (31, 26, 1)]  # fmt: skip
    letter = DeadLetter(
        id=new_id(), handler="evt-audit-publicity--docgen.on_publicity", event_id=new_id(),
        type="audit.publicity_posted", subject=new_id(), body="{}", reason=tries[-1]["error"], history=tries,
        failed_at=now,
    )  # fmt: skip
    database = Database(f"sqlite:///{site.folder / 'db' / 'docgen.db'}")
    with database.begin() as connection:
        add_dead_letter(connection, letter)
    _first(Desk(page, []).open("/operations/dead-letters"), "/operations/dead-letters/")


def second_factor(page: Page, site: Site) -> None:
    """A colleague has an account, takes his own password and asks for a second factor."""
    _asks_for_second_factor(page, "factor-colleague")


def second_step(page: Page, site: Site) -> None:
    """A colleague has taken a second factor, signs in and is asked for the code."""
    desk = _asks_for_second_factor(page, "careful-colleague")
    code = pyotp.TOTP(page.inner_text("main ol code")).at(int(site.clock.now().timestamp()))
    desk.fill(code=code).press("确认启用")
    page.context.clear_cookies()
    _by_password(desk, "careful-colleague", PASSWORD)


def _asks_for_second_factor(page: Page, login_name: str) -> Desk:
    """Those who come by the visitors' page have no password, so it has to be a new account."""
    desk = Desk(page, []).open("/accounts/new").fill(name="周慎", login_name=login_name).press("新建")
    first = page.inner_text("p.shown-once code")
    page.context.clear_cookies()
    _by_password(desk, login_name, first)
    desk.open("/account/password").fill(password=first, new_password=PASSWORD, repeated=PASSWORD).press("修改")
    return desk.open("/account").press("启用二次验证")


def _by_password(desk: Desk, login_name: str, password: str) -> None:
    desk.open("/sign-in").fill(login_name=login_name, password=password)
    with desk.page.expect_navigation():
        desk.page.locator("form[action='/sign-in'] button").click()
