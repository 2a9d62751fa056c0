"""Letters of official look: 一次性告知书, 公示, 评委会书面承诺书."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .page import PaperSize, TemplatePage, fields
from .word_xml import FANG_SONG, HEI, KAI, SONG, XIAO_BIAO_SONG, Element, P, WordCell, WordRow, loop, table

A4 = PaperSize()
_W = A4.width
_LINE = 28.5
_HEAD = P("", align="center", font=HEI, pt=11, line=18)
_CENTRED = P("", align="center", font=SONG, pt=11, line=18)
_LEFT = P("", font=SONG, pt=11, line=18)


def title(text: str) -> P:
    """The heading of a letter, 22 pt."""
    return P(text, pt=22, font=XIAO_BIAO_SONG, align="center", line=34, after=14)


def heading(text: str) -> P:
    """A heading of the first order, kept with what follows."""
    return P(text, pt=16, font=HEI, line=_LINE, indent=2, keep=True)


def body(text: str, align: str = "both") -> P:
    """A paragraph of the letter, 16 pt, two characters in."""
    return P(text, pt=16, font=FANG_SONG, line=_LINE, indent=2, align=align)


def plain(text: str) -> P:
    """A line without indent: who is addressed."""
    return P(text, pt=16, font=FANG_SONG, line=_LINE)


def last(paragraph: P) -> P:
    """The last words before the signature: they go to the next page with it, so that it never stands there alone."""
    return replace(paragraph, keep=True)


def seals(organisation: str, seal: str, date: str) -> list[P]:
    """Who signs, the place of the seal, the day; they stay with the last lines of the text."""
    last = P(date, pt=16, font=FANG_SONG, line=_LINE, align="right", inset=11)
    return [P("", pt=16, line=_LINE, keep=True), right(organisation), right(seal), last]


def right(text: str) -> P:
    """A line of the signature."""
    return P(text, pt=16, font=FANG_SONG, line=_LINE, align="right", keep=True, inset=11)


def numbered(page: TemplatePage) -> None:
    """Page numbers as on official letters."""
    page.footer(_page_number())


def numbered_over(page: TemplatePage, small: str) -> None:
    """The same, and below it what nobody reads who does not check it."""
    page.footer(_page_number(), P(small, pt=5.5, font=SONG, align="left", line=6))


def _page_number() -> Element:
    return fields(P("", pt=14, font=SONG, align="center"), "— ", "=PAGE", " —")


def listed(columns: Sequence[tuple[str, float, str]], name: str, height: float = 9) -> Element:
    """A table with a heading row and one row for every `r` of the list `name`."""
    head = WordRow([WordCell(label, style=_HEAD) for label, _, _ in columns], 9, header=True)
    cells = [WordCell(text, style=_LEFT if width >= 30 else _CENTRED) for _, width, text in columns]
    return table([width for _, width, _ in columns], [head, *loop(name, [WordRow(cells, height)], len(columns))])


def one_time_notice() -> bytes:
    """一次性告知书: every defect with clause and remedy, deadline, consequence, receipt (chifeng-2026/3.4)."""
    page = TemplatePage(A4, "一次性告知书")
    numbered(page)
    defects = [
        ("序号", 11, "{{ r.number }}"),
        ("材料\n（栏目）", 25, "{{ r.path }}"),
        ("存在的问题", 51, "{{ r.defect }}"),
        ("补正要求", 41, "{{ r.remedy }}"),
        ("依据", 28, "{{ r.clause }}"),
    ]
    page.add(
        title("职称申报材料一次性告知书"),
        P("编号：{{ number }}", pt=14, font=FANG_SONG, align="right", line=_LINE),
        plain("{{ name }}（{{ unit }}）："),
        body(
            "你申报的“{{ plan }}”材料（档案编号：{{ case_number }}，第{{ revision }}版）经{{ stage }}，"
            "共有{{ count }}项需要补充更正。依据《{{ notice }}》及有关规定，现将需要补充更正的全部内容一次性告知如下："
        ),
    )
    page.add(P("", pt=6, line=8, keep=True), listed(defects, "corrections"))
    page.add(
        P("", pt=8, line=10),
        body("审核意见：{{ opinion }}"),
        body("请于{{ deadline }}前登录系统完成补充更正并重新提交。补正期限的依据：{{ deadline_clause }}。"),
        body("{{ consequence }}"),
        body("本告知书所列事项已包含本环节发现的全部问题，除补正后新出现的情形外，不再就已提交材料另行提出补正要求。"),
        replace(body("{{ contact }}", align="left"), keep=True),
        P("", pt=16, line=_LINE, keep=True),
        right("{{ organisation }}"),
        right("{{ seal }}"),
        right("审核人：{{ auditor }}"),
        P("{{ date }}", pt=16, font=FANG_SONG, line=_LINE, align="right", inset=11),
        P("…………………………………… 回　　执 ……………………………………", pt=12, font=KAI, align="center", before=16, after=6, keep=True),
    )
    page.add(_receipt())
    return page.save()


def _receipt() -> Element:
    """回执: what the applicant signs when he takes the notice."""
    return table(
        [26, 56, 26, 48],
        [
            WordRow(
                [
                    WordCell("告知书编号", style=_HEAD),
                    WordCell("{{ number }}", style=_CENTRED),
                    WordCell("补正项数", style=_HEAD),
                    WordCell("{{ count }}项", style=_CENTRED),
                ],
                10,
                together=True,
            ),
            WordRow(
                [
                    WordCell("收到日期", style=_HEAD),
                    WordCell("　　年　　月　　日", style=_CENTRED),
                    WordCell("收件人签名", style=_HEAD),
                    WordCell("", style=_CENTRED),
                ],
                10,
            ),
        ],
    )


def publicity() -> bytes:
    """公示 of a unit, a roster or a result: basis, list without ID numbers, period in working days, channel, seal."""
    page = TemplatePage(A4, "公示")
    numbered(page)
    people = [
        ("序号", 12, "{{ r.number }}"),
        ("姓名", 26, "{{ r.name }}"),
        ("工作单位", 50, "{{ r.unit_name }}"),
        ("申报系列（专业）", 42, "{{ r.series_major }}"),
        ("职称名称", 26, "{{ r.title }}"),
    ]
    page.add(
        title("{{ title }}"),
        body("{{ basis }}"),
        body("{{ period }}{{ provisional }}"),
        body(
            "公示期间，任何单位和个人对公示对象的申报材料、资格条件和评审程序如有异议，"
            "请以书面、电话或电子邮件等方式实名向{{ organisation }}反映，"
            "并提供必要的事实依据或线索。我们将按规定调查核实，并对反映人情况予以保密。"
        ),
        body("{{ channels }}", align="left"),
        replace(body("附件：{{ list_title }}（共{{ count }}人）"), keep=True),
        P("", pt=16, line=_LINE, keep=True),
        right("{{ organisation }}"),
        right("{{ seal }}"),
        P("{{ date }}", pt=16, font=FANG_SONG, line=_LINE, align="right", inset=11),
        P("附件", pt=16, font=HEI, line=_LINE, page_break=True),
        P("{{ list_title }}", pt=18, font=XIAO_BIAO_SONG, align="center", line=30, after=8),
    )
    page.add(listed(people, "people"))
    return page.save()


_COMMITTEE_PROMISES = (
    "{{ committee }}（{{ level }}）于{{ meeting }}召开会议，完成{{ year }}年度评审，"
    "结果已自{{ publicity_from }}至{{ publicity_to }}公示。现郑重承诺如下：",
    "一、本次评审在核准备案的系列（专业）、层级和有效期内进行，评审专家从专家库随机抽取，实行回避制度，出席人数和表决程序符合规定。",
    "二、评审坚持德才兼备、以德为先，以无记名投票方式表决，未出席评审会议的专家未委托他人投票或补充投票。",
    "三、所报送的核准报告、公示情况、《职称评审通过人员花名册》及上传系统的评审数据真实、准确、完整，公示期间收到的异议均已调查核实并办结。",
    "四、严格遵守评审工作纪律，对评审过程和结果负责，如有不实，愿承担相应责任。",
)
_BODY_PROMISES = (
    "{{ committee }}（{{ level }}）于{{ meeting }}完成{{ year }}年度考核认定，"
    "结果已自{{ publicity_from }}至{{ publicity_to }}公示。现郑重承诺如下：",
    "一、本次认定在核准备案的系列（专业）、层级和有效期内进行，认定对象均经考核，符合规定的学历和工作年限。",
    "二、所报送的核准报告、公示情况、考核认定人员花名册及上传系统的数据真实、准确、完整，公示期间收到的异议均已调查核实并办结。",
    "三、严格遵守工作纪律，对认定过程和结果负责，如有不实，愿承担相应责任。",
)


def commitment_letter() -> bytes:
    """评委会书面承诺书: the data reported are true, accurate and complete (chifeng-2026/6.3.3)."""
    signer = "主任委员（签名）：{{ chair }}"
    return _letter_of_commitment("评委会书面承诺书", "职称评审委员会书面承诺书", _COMMITTEE_PROMISES, signer)


def recognition_letter() -> bytes:
    """The same from a body that recognises without a meeting: nobody was drawn, voted or presided."""
    return _letter_of_commitment("考核认定承诺书", "职称考核认定承诺书", _BODY_PROMISES, "负责人（签名）：　　　　")


def _letter_of_commitment(name: str, words: str, promises: tuple[str, ...], signer: str) -> bytes:
    page = TemplatePage(A4, name)
    numbered(page)
    figures = [
        ("参评人数", "{{ candidates }}"),
        ("通过人数", "{{ passed }}"),
        ("未通过人数", "{{ not_passed }}"),
        ("公示期间异议", "{{ objections }}"),
        ("异议成立", "{{ upheld }}"),
    ]
    width = _W / len(figures)
    page.add(
        title(words),
        plain("{{ authority }}："),
        *(body(promise) for promise in promises),
        P("", pt=4, line=4),
    )
    page.add(
        table(
            [width] * len(figures),
            [
                WordRow([WordCell(label, style=replace(_HEAD, keep=True)) for label, _ in figures], 8),
                WordRow([WordCell(value, style=replace(_CENTRED, keep=True)) for _, value in figures], 8),
            ],
        )
    )
    page.add(
        P("", pt=4, line=4, keep=True),
        right(f"{signer}　　经办人：{{{{ reported_by }}}}"),
        right("{{ office }}"),
        right("{{ seal }}"),
        P("{{ date }}", pt=16, font=FANG_SONG, line=_LINE, align="right", inset=11),
    )
    return page.save()
