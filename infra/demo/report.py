"""The end of a run for people: plain tables in the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from infra.demo.summary import Summary
from shared.kernel.catalogue import text
from shared.policy import LEVEL_GROUP_NAMES, Pack

STATES = {
    "not_started": "未能发起申报", "draft": "草稿", "submitted": "审核中", "returned": "退回待补正",
    "passed_audit": "审核通过", "assigned": "待评审", "passed": "评审通过", "not_passed": "评审未通过",
    "approved": "已核准", "certified": "已发证", "revoked": "已撤销",
    "lapsed": "视为放弃", "rejected": "不予受理", "withdrawn": "已撤回", "cancelled": "结果取消", "void": "无效",
}  # fmt: skip

SCOPES = {"unit": "单位公示", "roster": "名单公示"}
RETURNS = {
    "returned": "退回人数", "fixed_in_time": "按时补正", "lapsed": "逾期放弃", "by_stage": "退回环节",
    "reasons": "退回原因",
}  # fmt: skip
CATEGORIES = {"reminder": "提醒", "notice": "通知"}
LABELS = {"reminder": "notify_deadline_{kind}", "notice": "notify_{kind}_title"}


def show(summary: Summary, pack: Pack, console: Console) -> None:
    """Print every table of a summary; stages have the names that the notice gives them."""
    for table in (
        _declarations(summary), _returns(summary["returns"], pack), _refusals(summary),
        _publicity(summary), _panels(summary), _votes(summary), _recognitions(summary),
        _documents(summary["documents"]),
        _messages(summary),
    ):  # fmt: skip
        if table.rows:
            console.print(table)
    console.print(
        f"评委会 {summary['committees']['registered']} 个，专家库退回错误行 "
        f"{summary['committees']['pool_rows_rejected']} 行；死信 {summary['dead_letters']} 条。"
    )


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, justify="left", overflow="fold")
    return table


def _declarations(summary: Summary) -> Table:
    table = _table("申报情况（按状态和级别）", "状态", "初级", "中级", "高级", "合计")
    for state, row in summary["declarations"].items():
        cells = [row["junior"], row["middle"], row["senior"]]
        table.add_row(STATES.get(state, state), *map(str, cells), str(sum(cells)))
    columns = [sum(row[group] for row in summary["declarations"].values()) for group in ("junior", "middle", "senior")]
    table.add_row("合计", *map(str, columns), str(sum(columns)))
    return table


def _returns(returns: dict[str, Any], pack: Pack) -> Table:
    stages = {stage.id: stage.name for route in pack.routes for stage in route.stages}
    table = _table("退回与补正", "项目", "数量")
    for name, value in returns.items():
        if isinstance(value, dict):
            for inner, number in value.items():
                table.add_row(f"{RETURNS[name]}：{stages.get(inner, inner)}", str(number))
        else:
            table.add_row(RETURNS[name], str(value))
    return table


def _documents(documents: dict[str, int]) -> Table:
    table = _table("文书", "种类", "份数")
    for kind, number in documents.items():
        table.add_row(text(f"doc_kind_{kind}"), str(number))
    return table


def _refusals(summary: Summary) -> Table:
    table = _table("不予受理（附条款）", "原因", "条款", "人次")
    for row in summary["refusals"]:
        table.add_row(row["message"], row["clause"], str(row["count"]))
    return table


def _publicity(summary: Summary) -> Table:
    table = _table("公示（工作日计算）", "范围", "级别或评委会", "发布", "截止", "名单", "人数")
    for row in summary["publicity"]:
        scope, group = SCOPES[row["scope"]], LEVEL_GROUP_NAMES[row["level_group"]]
        table.add_row(scope, group, row["posted_on"], row["ends_on"], str(row["lists"]), str(row["people"]))
    for row in summary["sessions"]:
        if row["results_posted_on"]:
            listed = str(row["passed"])
            table.add_row("结果公示", row["name"], row["results_posted_on"], row["results_ended_on"], "1", listed)
    for row in summary["recognitions"]:
        listed = str(row["granted"])
        table.add_row("认定公示", row["name"], row["results_posted_on"], row["results_ended_on"], "1", listed)
    return table


def _panels(summary: Summary) -> Table:
    table = _table("评委抽取", "评委会", "会议", "评委", "新轮换/应", "外单位", "民企", "排除", "回避")
    for row in summary["sessions"]:
        again = "*" if row["reconvened"] else ""
        cells = (
            row["name"], row["meeting_on"] + again, row["panel_size"],
            f"{row['rotated_in']}/{row['rotation_required']}", row["external"], row["private"], row["excluded"],
            row["recusals"],
        )  # fmt: skip
        table.add_row(*map(str, cells))
    table.caption = "* 首次会议未达法定人数，另行召开"
    return table


def _votes(summary: Summary) -> Table:
    table = _table("评审表决", "评委会", "到会", "参评", "评分", "通过", "赞成", "反对", "弃权", "异议", "发证")
    for row in summary["sessions"]:
        votes = row["votes"]
        cells = (
            row["name"], row["present"], row["candidates"], row["scores"]["rows"], row["passed"], votes["yes"],
            votes["no"], votes["abstain"], sum(row["objections"].values()), row["approved"],
        )  # fmt: skip
        table.add_row(*map(str, cells))
    return table


def _recognitions(summary: Summary) -> Table:
    table = _table("考核认定", "认定单位", "认定日期", "同意", "不予认定", "异议", "发证")
    for row in summary["recognitions"]:
        cells = (
            row["name"], row["decided_on"], row["granted"], row["refused"], sum(row["objections"].values()),
            row["approved"],
        )  # fmt: skip
        table.add_row(*map(str, cells))
    return table


def _messages(summary: Summary) -> Table:
    table = _table("提醒与通知", "类别", "内容", "条数")
    for category, kinds in summary["messages"].items():
        for kind, number in kinds.items():
            table.add_row(
                CATEGORIES[category], text(LABELS[category].format(kind=kind), measure="处理措施"), str(number)
            )
    return table
