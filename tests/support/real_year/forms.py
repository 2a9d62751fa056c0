"""What each role types on the tenth of June, when the unit's list has just been shown."""

from urllib.parse import urlencode

from tests.support.amendments import amended
from tests.support.real_year.sending import Typed

FINDINGS = {"hr_clerk": "人社部门抽查，未发现问题。", "supervisor": "监督人员巡查，未发现问题。"}
PAGES = {
    "applicant": "/mine/declarations", "unit_clerk": "/cases", "department_clerk": "/roster", "hr_clerk": "/cases",
    "committee_office": "/office", "authority": "/office/sessions", "supervisor": "/oversight/openings",
    "publisher": "/publish", "operator": "/accounts", None: "/publicities",
}  # fmt: skip
"""One page of each role, and of somebody without a login."""


def inspection(part, committee):
    """Of a bureau or a supervisor: `/do` has the form, the committee's page shows it."""
    fields = {"findings": FINDINGS[part], "inspected_on": "2026-06-09"}
    shown = f"/office/{committee}"
    asked = {"committee_id": committee, "fixed": "committee_id", "then": shown}
    page = f"/do/committee/record_inspection?{urlencode(asked)}"
    more = {"kind": "spot_check", "faults": "no"}
    return Typed(part, page, fields, FINDINGS[part], shown, more=more)


def objection(publicity, declaration):
    """Of somebody of the public."""
    fields = {"content": "反映其业绩成果与实际情况不符，请予核实。"}
    page = f"/publicities/{publicity}/objection/{declaration}"
    shown = f"/publicity/{publicity}"
    return Typed(None, page, fields, fields["content"], shown, reader="unit_clerk")


def finding(publicity, objection_id):
    """Of the unit on that objection."""
    fields = {"opinion": "经核实，反映情况不属实，业绩成果有验收材料。"}
    page = f"/publicity/{publicity}/objections/{objection_id}"
    return Typed("unit_clerk", page, fields, fields["opinion"], page, more={"outcome": "dismissed"})


def society():
    """Of an applicant on himself."""
    fields = {"basics-0-society_posts": "赤峰市农学会会员、技术推广专家"}
    page = "/mine/profile/parts/basics"
    return Typed("applicant", page, fields, fields["basics-0-society_posts"], page)


def posting():
    """Of a department that shows its list."""
    fields = {"telephone": "0476-8330000", "address": "赤峰市农牧局人事科三楼"}
    return Typed("department_clerk", "/publicity/post", fields, fields["address"], "")


def account():
    """Of an operator, for somebody new."""
    fields = {"name": "新来的经办人", "login_name": "newcomer"}
    return Typed(
        "operator", "/accounts/new", fields, fields["name"], "/accounts?name=%E6%96%B0%E6%9D%A5", action="/accounts"
    )


def notice():
    """Of a publisher: a whole pack, pasted."""
    return Typed("publisher", "/publish/new", {"pack": amended(issued_on="2026-06-09")}, "第 2 版", "/publish",
                 more={"act": "publish"})  # fmt: skip
