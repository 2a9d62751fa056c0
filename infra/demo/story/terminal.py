"""The stories in the terminal: a few lines each, in the width that there is, no name cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infra.demo.story.console import StaticConsole
from infra.demo.story.handing_over import PAPERS
from infra.demo.story.lines import StoryLine, lines_of
from infra.demo.story.people import KINDS, Story

NUMERALS = "一二三四五"
LEAST_WIDTH, MOST_WIDTH = 80, 100
"""Columns of a terminal; a Chinese character takes two."""
SUMMARY = (
    "{applicants} 名申报人、{organisations} 个单位走完全年：{certified} 人发证；退回补正 {returned} 人，"
    "按期改好 {fixed} 人；逾期视为放弃 {lapsed} 人；评审会议 {sessions} 场；提醒和通知 {messages} 条。"
)
ALMOST_FULL = 200
"""Applicants of a run in which all kinds of stories are usually found."""


def tell(stories: Sequence[Story], words: StaticConsole, console: Console) -> None:
    """Each kind of story in its order; a kind that nobody has lived through is said to be missing."""
    told = {story.kind.name: story for story in stories}
    for number, kind in enumerate(KINDS):
        head = Text(f"{NUMERALS[number]}、{kind.title}", style="bold")
        story = told.get(kind.name)
        if story is None:
            console.print(
                head, Padding(f"本次演示的人员中没有这样的经历（人数增至 {ALMOST_FULL} 名时一般都有）。", (0, 0, 1, 2))
            )
            continue
        console.print(head.append(f"：{story.name}", style="bold"))
        console.print(Padding(f"{story.unit}，申报“{story.title}”", (0, 0, 0, 2)))
        console.print(Padding(_grid(lines_of(story), words), (0, 0, 1, 2)))


def _grid(lines: Sequence[StoryLine], words: StaticConsole) -> Table:
    """Day and what happened; the second column wraps beside the first."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    last = ""
    for line in lines:
        day = line.day.isoformat()
        grid.add_row("" if day == last else day, _said(line, words))
        last = day
    return grid


def _said(line: StoryLine, words: StaticConsole) -> str:
    if line.change is not None:
        return f"怎样才能符合——{words.change(line.change)}"
    parts = [f"{line.who}：" if line.who else "", words.sentence(line.text)]
    if line.said:
        parts.append(f"（{line.said}）")
    if line.deadline:
        parts.append(f"，期限 {words.day(line.deadline)}")
    if line.clause:
        parts.append(f"〔{words.cited(line.clause)}〕")
    return "".join(parts)


def fitting(console: Console) -> Console:
    """The console at a width in which stories and tables read well: that of the terminal, within bounds."""
    console.width = min(MOST_WIDTH, max(LEAST_WIDTH, console.width))
    return console


def conclude(numbers: Mapping[str, int], page: Path, console: Console) -> None:
    """A plain summary, what lies where, and what to try next."""
    console.print(Text("小结", style="bold"))
    console.print(SUMMARY.format(**numbers))
    console.print(f"{numbers['papers']} 份文书按单位和姓名存放：{page.parent / PAPERS}", soft_wrap=True)
    console.print(f"汇总数据：{page.parent / 'summary.json'}", soft_wrap=True)
    console.print(f"五个人的经历、文书和两项查验，用浏览器打开：{page}", soft_wrap=True)
    console.print("想亲手试试，运行：make serve")
