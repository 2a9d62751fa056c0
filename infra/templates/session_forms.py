"""评分登记表 (Excel) and 延期评审备案表 (Word)."""

from __future__ import annotations

from dataclasses import replace

from .page import PaperSize, TemplatePage
from .sheets import RosterColumn, RosterSheet, build
from .word_xml import HEI, XIAO_BIAO_SONG, P, WordCell, WordRow, table

_PAPER = PaperSize(top=30, bottom=25, left=25, right=22)
_LABEL = P("", align="center", font=HEI, pt=12)
_TEXT = P("", pt=12, line=22)
_WIDTHS = [36, 46, 36, _PAPER.width - 118]

_SCORES = RosterSheet(
    title="评分登记表",
    head=("评审时间：{{ meeting }}", "办事机构（盖章）：{{ office }}", "共{{ count }}条"),
    foot=("登记人：{{ reported_by }}", "主任委员（签名）：{{ chair }}", "　　年　　月　　日"),
    columns=(
        RosterColumn("序号", "{{ r.number }}", 7, "全表连续编号", "1"),
        RosterColumn("档案编号", "{{ r.case_number }}", 22, "审核受理编号，评审时不显示姓名", "CF2026-000001"),
        RosterColumn("评价方式", "{{ r.method }}", 18, "量化评审、面试答辩、讲课说课等", "量化评审"),
        RosterColumn("各维度得分", "{{ r.dimensions }}", 56, "百分制得分及权重", "师德90分（权重40%）", left=True),
        RosterColumn("总分", "{{ r.total }}", 10, "按权重加权，保留两位小数", "87.00"),
        RosterColumn("备注", "{{ r.remark }}", 18, "需要说明的事项", ""),
    ),
    notes=("本表按评价方式分组，由评委会办事机构登记。", "登记内容为评价结果，不反映评审专家个人的评分。"),
    sheet="评分登记表",
)


def score_sheet() -> bytes:
    """The template file of the 评分登记表."""
    return build(_SCORES)


def extension_filing() -> bytes:
    """The template file of the 延期评审备案表: one page, the office's part and the bureau's."""
    page = TemplatePage(_PAPER, "延期评审备案表")
    filed = _signed("{{ reason }}", "{{ office }}{{ office_seal }}", "{{ filed_on }}")
    answered = _signed("{{ answer }}{{ opinion }}", "{{ authority }}{{ authority_seal }}", "{{ answered_on }}")
    counted = [_label("尚未结束的\n评审会议"), _value("{{ sessions }}个")]
    rows = [
        _wide("评委会名称", "{{ committee }}"),
        _wide("办事机构", "{{ office }}"),
        _wide("依据", "《{{ notice }}》"),
        WordRow([_label("原定完成时间"), _value("{{ extends }}"), _label("延期至"), _value("{{ until }}")], 14),
        WordRow([*counted, _label("申请日期"), _value("{{ filed_on }}")], 14),
        WordRow([_label("延期原因"), WordCell("", 3, lines=filed)], 60),
        WordRow([_label("核准部门\n意　　见"), WordCell("", 3, lines=answered)], 60),
    ]
    page.add(P("延期评审备案表", pt=22, font=XIAO_BIAO_SONG, align="center", line=34, after=14), table(_WIDTHS, rows))
    return page.save()


def _label(text: str) -> WordCell:
    return WordCell(text, style=_LABEL)


def _value(text: str) -> WordCell:
    return WordCell(text, style=replace(_TEXT, align="center"))


def _wide(label: str, text: str) -> WordRow:
    return WordRow([_label(label), WordCell(text, 3, style=_TEXT)], 14)


def _signed(words: str, seal: str, date: str) -> list[P]:
    right = replace(_TEXT, align="right", inset=6)
    return [replace(_TEXT, text=words, indent=2), _TEXT, replace(right, text=seal), replace(right, text=date)]
