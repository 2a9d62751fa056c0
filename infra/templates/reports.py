"""Reports of the package after a review: 核准报告, 公示情况报告 (chifeng-2026/6.3.3)."""

from __future__ import annotations

from .letters import A4, body, heading, last, listed, numbered, numbered_over, plain, seals, title
from .page import TemplatePage
from .word_xml import P

_LINES = [
    ("序号", 12, "{{ r.number }}"),
    ("职称系列", 44, "{{ r.series }}"),
    ("专业", 40, "{{ r.major }}"),
    ("职称名称", 34, "{{ r.title }}"),
    ("人数", 26, "{{ r.count }}"),
]
_GROUPS = [
    ("分组", 60, "{{ r.name }}"),
    ("参评人数", 24, "{{ r.candidates }}"),
    ("通过人数", 24, "{{ r.passed }}"),
    ("未通过人数", 24, "{{ r.not_passed }}"),
    ("备注", 24, "{{ r.remark }}"),
]
_OBJECTIONS = [
    ("序号", 12, "{{ r.number }}"),
    ("收到日期", 36, "{{ r.received }}"),
    ("被反映人", 34, "{{ r.name }}"),
    ("所在单位", 44, "{{ r.unit }}"),
    ("处理结果", 30, "{{ r.outcome }}"),
]


def approval_report() -> bytes:
    """核准报告: what was reviewed, the result by title and group, publicity, the request, attachments."""
    page = TemplatePage(A4, "核准报告")
    numbered_over(page, "{{ heads }}")
    page.add(
        title("{{ title }}"),
        plain("{{ authority }}："),
        body("{{ basis }}"),
        heading("一、工作开展情况"),
        body("{{ process }}"),
        _space(),
        listed(_GROUPS, "groups"),
        _space(),
        heading("二、公示情况"),
        body("{{ publicity }}"),
        heading("三、报请核准的人员"),
        body("经公示，现报请核准{{ count }}人，分布如下："),
        _space(),
        listed(_LINES, "lines"),
        _space(),
        body("上述结果及报送的数据真实、准确、完整，请予核准。"),
        *(last(body(f"{lead}{number}. {name}")) for number, (lead, name) in enumerate(_ATTACHED, start=1)),
        *seals("{{ office }}", "{{ seal }}", "{{ date }}"),
    )
    return page.save()


_ATTACHED = (("附件：", "公示情况报告"), ("　　　", "{{ roster }}"), ("　　　", "书面承诺书"))


def publicity_report() -> bytes:
    """公示情况报告: where and how long, what was received, how each objection ended."""
    page = TemplatePage(A4, "公示情况报告")
    numbered(page)
    page.add(
        title("{{ title }}"),
        plain("{{ authority }}："),
        body("{{ basis }}"),
        heading("一、公示的内容和时间"),
        body("{{ period }}"),
        heading("二、受理异议的渠道"),
        body("{{ channels }}"),
        heading("三、异议及其处理情况"),
        body("{{ objections }}"),
        _space(),
        listed(_OBJECTIONS, "rows"),
        _space(),
        last(body("以上情况属实，特此报告。")),
        *seals("{{ office }}", "{{ seal }}", "{{ date }}"),
    )
    return page.save()


def _space() -> P:
    return P("", pt=6, line=8, keep=True)
