"""What each role mainly does, as a person does it in any browser; `day` tells tries on one site from each other."""

from __future__ import annotations

from shared.policy import shipped_text
from tests.support.gateway_site import Site
from tests.support.web.hands import Hands


def _enter(hands: Hands, site: Site, role: str, story: str = "") -> None:
    person = next(one for one in site.people(role) if story in one["story"])
    hands.base = site.url
    hands.come_in(person, role)
    assert person["name"] in hands.page.evaluate("document.querySelector('.site-head').innerText")


def applicant(hands: Hands, site: Site, day: int) -> None:
    """Asks whether he may apply, mends his profile, finds it kept."""
    _enter(hands, site, "applicant", "不符合申报条件")
    hands.open("/mine/eligibility/chifeng-2026/k12-full-senior")
    assert "不符合" in hands.reads()
    hands.open("/mine/profile")
    hands.link("基本情况")
    hands.write("联系电话", f"139476000{day}")
    hands.press("保存")
    hands.link("基本情况")
    assert hands.value("联系电话") == f"139476000{day}"


def unit_clerk(hands: Hands, site: Site, day: int) -> None:
    """States the posts of his unit."""
    _enter(hands, site, "unit_clerk")
    hands.open("/posts")
    hands.write("中级核准岗位数", str(day))
    hands.write("中级已聘人数", "9")
    hands.press("填报")
    assert "已填报" in hands.reads()


def department_clerk(hands: Hands, site: Site, day: int) -> None:
    """Opens the file of a person whose declaration he handles, which the person will be told."""
    _enter(hands, site, "department_clerk")
    hands.open("/people")
    hands.link("查看档案")
    assert "已记入查阅记录" in hands.reads()


def hr_clerk(hands: Hands, site: Site, day: int) -> None:
    """Opens what waits and tries to let it pass before its publicity: told why not, what he typed stays."""
    _enter(hands, site, "hr_clerk", "汇总上报")
    hands.open("/cases")
    hands.link("聂涛")
    assert "当前环节" in hands.reads()
    hands.link("审核通过")
    hands.write("审核意见", f"材料齐全，同意上报（{day}）。")
    hands.write("公章", "审核专用章")
    hands.press("确认审核通过")
    assert "公示" in hands.page.evaluate("document.querySelector('main [role=alert]').innerText")
    assert hands.value("审核意见") == f"材料齐全，同意上报（{day}）。"


def committee_office(hands: Hands, site: Site, day: int) -> None:
    """Calls a session and sees what comes next."""
    _enter(hands, site, "committee_office")
    hands.open("/office")
    hands.follow("main table a")
    hands.link("安排评审会议")
    hands.set("会议日期", f"2026-09-{day}")
    hands.write("评委人数", "9")
    for field, text in (
        ("会议地点", "三楼会议室"),
        ("工作措施", "按专业分组评议"),
        ("评审程序", "集中评议，无记名投票"),
    ):
        hands.write(field, text)
    hands.press("确认办理")
    hands.link(f"2026年9月{day}日评审会议")
    assert "正在办理" in hands.reads()


def supervisor(hands: Hands, site: Site, day: int) -> None:
    """Goes through the committees and records an inspection."""
    _enter(hands, site, "supervisor")
    hands.open("/office")
    hands.follow("main table a")
    hands.link("登记监督检查")
    assert hands.page.evaluate("document.querySelectorAll('main form label').length") > 1


def publisher(hands: Hands, site: Site, day: int) -> None:
    """Has a notice checked before anything is published."""
    _enter(hands, site, "publisher")
    hands.open("/publish/new")
    hands.page.evaluate("text => { document.getElementById('f-pack').value = text; }", shipped_text("chifeng-2026"))
    hands.press("检查")
    assert "检查通过" in hands.reads()


def operator(hands: Hands, site: Site, day: int) -> None:
    """Looks after the system and opens an account."""
    _enter(hands, site, "operator", "看护")
    hands.open("/operations")
    hands.open("/accounts/new")
    hands.write("姓名", "新来的同事")
    hands.write("登录名", f"colleague-{day}")
    hands.press("新建")
    assert "初始密码" in hands.reads()


def expert(hands: Hands, site: Site, day: int) -> None:
    """Finds the sessions to which he was drawn, and the list of one."""
    _enter(hands, site, "expert")
    hands.open("/panel")
    hands.follow("main ul a")
    assert "参评名单" in hands.page.evaluate("document.querySelector('main').textContent")
    assert "您的专家编号" in hands.reads()


IN_SUMMER = (
    applicant, unit_clerk, department_clerk, hr_clerk, committee_office, supervisor, publisher, operator,
)  # fmt: skip
