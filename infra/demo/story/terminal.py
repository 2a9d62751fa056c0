"""The stories in the terminal: a few lines each, in the width that there is, no name cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from infra.demo.story.console import StaticConsole
from infra.demo.story.handing_over import PAPERS
from infra.demo.story.lines import StoryLine, lines_of
from infra.demo.story.people import KINDS, Story

NUMERALS = "一二三四五"
LEAST_WIDTH, MOST_WIDTH = 80, 100
"""Columns of a terminal; a Chinese character takes two."""
INDENT = "  "
NEVER_FIRST = "，。、；：！？）》〕”％"
"""What does not stand at the beginning of a line."""
NEVER_LAST = "（〔“《"
CITED = r"〔[^〕]{1,14}〕"
"""A short clause, which is not torn apart."""
LOOSE = re.compile(r"(?<=[^\x00-\x7f]) (?=\S)|(?<=\S) (?=[^\x00-\x7f])")
"""A space beside a Chinese character, as pages have it; a terminal shows the gap without."""
REFUSED, CHANGE = "不符合", "怎样才能符合"
ALMOST_FULL = 200
"""Applicants of a run in which all kinds of stories are usually found."""
SUMMARY = (
    "{applicants}名申报人、{organisations}个单位走完全年：{certified}人发证；退回补正{returned}人，其中按期改好{fixed}人；"
    "逾期视为放弃{lapsed}人；评审会议{sessions}场；提醒和通知{messages}条。"
)


def tell(stories: Sequence[Story], words: StaticConsole, console: Console) -> None:
    """Each kind of story in its order; a kind that nobody has lived through is said to be missing."""
    told = {story.kind.name: story for story in stories}
    for number, kind in enumerate(KINDS):
        story = told.get(kind.name)
        name = f"：{story.name}" if story else ""
        console.print(Text(f"{NUMERALS[number]}、{kind.title}{name}", style="bold"))
        _print(_body(story, words, console.width) if story else _nobody(console.width), console)
        console.print()
    _print(wrapped(f"〔〕内为条款，未写文号的均引自{words.notice}。", console.width), console)
    console.print()


def fitting(console: Console) -> Console:
    """The console at a width in which stories and tables read well: that of the terminal, within bounds."""
    console.width = min(MOST_WIDTH, max(LEAST_WIDTH, console.width))
    return console


def conclude(numbers: Mapping[str, int], page: Path, console: Console) -> None:
    """A plain summary, what lies where, and what to try next."""
    console.print(Text("小结", style="bold"))
    _print(wrapped(SUMMARY.format(**numbers), console.width), console)
    console.print(f"{numbers['papers']}份文书，按单位和姓名存放：{page.parent / PAPERS}", soft_wrap=True)
    console.print(f"汇总数据：{page.parent / 'summary.json'}", soft_wrap=True)
    console.print(f"五个人的经历、文书图片和两项查验，用浏览器打开：{page}", soft_wrap=True)
    console.print("想亲手试试，运行：make serve")


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """The text in lines of at most `width` columns, after `first` and, from the second line on, after `rest`."""
    line, lead = "", first
    for word in _words(LOOSE.sub("", text)):
        if line and cell_len(lead + line + word) > width:
            yield lead + line
            line, lead = "", rest
        line += word
    yield lead + line


def _words(text: str) -> list[str]:
    """What stays together: a character with the signs that belong to it, a Latin word, a number, a short clause."""
    return re.findall(rf"(?:{CITED}|[{NEVER_LAST}]*(?:[\x21-\x7e]+ ?|.))[{NEVER_FIRST}]*", text)


def _body(story: Story, words: StaticConsole, width: int) -> Iterator[str]:
    yield from wrapped(f"{story.unit}，申报“{story.title}”", width, INDENT, INDENT)
    last = ""
    for line in lines_of(story):
        day = line.day.isoformat()
        lead = f"{INDENT}{'' if day == last else day:<12}"
        yield from wrapped(_said(line, words), width, lead, " " * len(lead))
        last = day


def _nobody(width: int) -> Iterator[str]:
    said = f"本次演示的人员中没有这样的经历；人数增至{ALMOST_FULL}名时一般都有。"
    return wrapped(said, width, INDENT, INDENT)


def _said(line: StoryLine, words: StaticConsole) -> str:
    if line.change is not None:
        return f"{CHANGE}：{words.change(line.change)}"
    who = REFUSED if line.key == "refused" else line.who
    parts = [f"{who}：" if who else "", words.sentence(line.text)]
    if line.deadline:
        parts.append(f"，补正期限{words.day(line.deadline)}")
    if line.said and line.key != "stage_approved":
        parts.append(f"（{line.said.rstrip('。')}）")
    if line.clause:
        parts.append(f"〔{words.clause(line.clause)}〕")
    return "".join(parts)


def _print(lines: Iterator[str], console: Console) -> None:
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False, markup=False)
