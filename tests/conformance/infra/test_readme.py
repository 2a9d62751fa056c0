"""The README and its Chinese twin say the same, and what they name exists."""

import re

import pytest

from infra import cli
from infra.paths import ROOT

ENGLISH, CHINESE = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def make_targets(text):
    return set(re.findall(r"\bmake ([a-z][a-z-]*)\b(?!,)", re.sub(r"and make, no", "", text)))


def commands(text):
    return set(re.findall(r"zhiping ([a-z][a-z-]*)", text))


@pytest.mark.parametrize("readme", [ENGLISH, CHINESE], ids=lambda path: path.name)
def test_every_target_command_and_link_exists(readme):
    text = readme.read_text()
    assert make_targets(text) <= TARGETS
    assert commands(text) <= set(cli.command_names())
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_twins_name_the_same_targets_and_commands():
    english, chinese = ENGLISH.read_text(), CHINESE.read_text()
    assert make_targets(english) == make_targets(chinese)
    assert commands(english) == commands(chinese)


def test_the_operating_table_leaves_out_no_command():
    assert commands(ENGLISH.read_text()) | {"demo", "run", "serve"} == set(cli.command_names())


def figures(text):
    """The numbers of every table row that has several."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [found for row in rows if len(found := re.findall(r"\d[\d,.]*", row)) > 1]


def code_blocks(text):
    """What is typed, without the comments."""
    blocks = re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL)
    return [[re.split(r" +# ", line)[0] for line in block.splitlines()] for block in blocks]


def test_the_twins_have_the_same_sections_links_figures_and_code():
    english, chinese = ENGLISH.read_text(), CHINESE.read_text()
    links = [set(re.findall(r"\]\(([^)]+)\)", text)) - {ENGLISH.name, CHINESE.name} for text in (english, chinese)]
    assert links[0] == links[1]
    assert english.count("\n## ") == chinese.count("\n## ")
    assert figures(english) == figures(chinese)
    assert code_blocks(english) == code_blocks(chinese)
