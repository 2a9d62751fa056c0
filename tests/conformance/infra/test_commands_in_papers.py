"""What READMEs, runbooks and guides tell people to type exists: commands, their options, make targets, links."""

import re

import pytest
import typer

from infra import cli
from infra.devstack.__main__ import app as devstack
from infra.paths import ROOT

PAPERS = sorted(
    path
    for pattern in (
        "*.md",
        "infra/**/*.md",
        "services/*/*.md",
        "shared/*/*.md",
        "docs/*.md",
        "docs/guides/*.md",
        "docs/decisions/*.md",
    )
    for path in ROOT.glob(pattern)
)
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
VARIABLES = set(re.findall(r"^([A-Z]+) \?=", MAKEFILE, re.MULTILINE))
ZHIPING = typer.main.get_command(cli.build(cli.command_names()))
DEVSTACK = typer.main.get_command(devstack)


def code_of(text):
    """Every line of the code blocks and every code span."""
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [line for block in blocks for line in block.splitlines()] + spans


def calls(text, program):
    """The words after `program` wherever it is called."""
    found = (re.search(rf"(?<!-n )(?<![\w-]){program} +(.*)", line.split("  #")[0]) for line in code_of(text))
    return [match.group(1) for match in found if match]


def unknown(command, words):
    """What of a call the command line does not know; `a | b` names several sub-commands."""
    wanted, rest = alternatives(words)
    if not hasattr(command, "commands"):
        options = {name for parameter in command.params for name in parameter.opts} | {"--help"}
        return [word for word in words if word.startswith("--") and word not in options]
    missing = [word for word in wanted if word not in command.commands]
    return missing or [more for word in wanted for more in unknown(command.commands[word], rest)]


def alternatives(words):
    """(first words separated by `|`, the words after them)."""
    first, at = words[:1], 1
    while words[at : at + 1] == ["|"]:
        first, at = [*first, words[at + 1]], at + 2
    return first, words[at:]


def split(call):
    """Words of a call up to the end of the command."""
    return re.split(r"[;)]|&&| > |, ", call.replace(r"\|", "|"))[0].split()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_of_a_paper_exists(paper):
    text = paper.read_text()
    programs = ((r"zhiping", ZHIPING), (r"python -m infra\.cli", ZHIPING), (r"python -m infra\.devstack", DEVSTACK))
    wrong = {
        call: unknown(command, split(call))
        for program, command in programs
        for call in calls(text, program)
        if unknown(command, split(call))
    }
    assert wrong == {}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_target_and_variable_of_a_paper_exists(paper):
    words = [call.split("#")[0].split() for call in calls(paper.read_text(), "make")]
    assert [line[0] for line in words if line and "=" not in line[0] and line[0] not in TARGETS] == []
    given = {word.split("=")[0] for line in words for word in line if "=" in word}
    assert given <= VARIABLES


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_paper_leads_somewhere(paper):
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", paper.read_text()) if "://" not in link]
    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_every_runbook_is_in_the_list_of_runbooks_and_the_list_in_both_readmes():
    folder = ROOT / "infra" / "runbooks"
    listed = (folder / "README.md").read_text()
    assert [
        path.name for path in folder.glob("*.md") if path.name != "README.md" and f"({path.name})" not in listed
    ] == []
    assert all("(infra/runbooks/README.md)" in (ROOT / name).read_text() for name in ("README.md", "README.zh-CN.md"))


@pytest.mark.parametrize(
    "line",
    ["zhiping dead-letter list", "zhiping dead-letters lost", "zhiping lag --jason", "python -m infra.devstack maim x"],
)
def test_a_command_that_does_not_exist_would_be_noticed(line):
    text = f"```\n{line}\n```"
    found = [unknown(ZHIPING, split(call)) for call in calls(text, "zhiping")]
    found += [unknown(DEVSTACK, split(call)) for call in calls(text, r"python -m infra\.devstack")]
    assert len(found) == 1
    assert found[0] != []


def places(text):
    """Files and folders of the checkout that a code span names in full."""
    return re.findall(r"`((?:shared|services|infra|tests)/[\w./-]*[\w/])`", text)


@pytest.mark.parametrize("place", ("docs", "infra", "services"))
def test_every_place_that_is_named_exists(place):
    papers = [*ROOT.glob("README*.md"), *(ROOT / place).rglob("*.md")]
    named = {(paper.name, found) for paper in papers for found in places(paper.read_text(encoding="utf-8"))}
    assert named
    assert sorted(one for one in named if not in_the_checkout(ROOT / one[1])) == []


def in_the_checkout(path):
    """A file, or a folder with one in it; the caches that a folder leaves behind when it moves do not count."""
    return path.is_file() or any(one.is_file() and one.parent.name != "__pycache__" for one in path.rglob("*"))


def test_a_folder_of_which_only_the_caches_are_left_does_not_exist(tmp_path):
    (tmp_path / "moved" / "__pycache__").mkdir(parents=True)
    (tmp_path / "moved" / "__pycache__" / "old.pyc").touch()
    (tmp_path / "moved.py").touch()
    assert [in_the_checkout(tmp_path / name) for name in ("moved", "moved.py", "never")] == [False, True, False]


WIDEST = 120
WIDE_BY_NATURE = ("|", "#", "<!--")
CHINESE = {"README.zh-CN.md"}


def too_wide(text):
    """Lines of prose that are wider than an editor shows: not tables, code, or one word that cannot be broken."""
    prose = re.sub(r"^ *```\w*\n.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [
        line
        for line in prose.splitlines()
        if len(line) > WIDEST and not line.lstrip().startswith(WIDE_BY_NATURE) and " " in line.strip()[:WIDEST]
    ]


@pytest.mark.parametrize("paper", [path for path in PAPERS if path.name not in CHINESE], ids=lambda path: path.name)
def test_prose_fits_the_screen(paper):
    assert too_wide(paper.read_text(encoding="utf-8")) == []


def test_a_wide_line_of_prose_would_be_noticed_and_a_wide_table_not():
    assert too_wide("word " * 30 + "\n| " + "cell " * 30 + "\n```\n" + "code " * 30 + "\n```\n") == ["word " * 30]
