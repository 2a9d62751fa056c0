"""What the demonstration hands over: five stories that the services' records bear out, a page, papers in folders."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from rich.cells import cell_len

from infra.demo.story.people import KINDS
from tests.support.scenario.playing import CAST, YEAR, kept_year, told_by, undisturbed

ID_NUMBER = re.compile(r"(?<![0-9a-f])(\d{15}|\d{17}[\dXx])(?![0-9a-f])")
OBJECTION_LINES = {"objected", "resolved"}
STATES = {"passed": "certified", "fixed": "certified", "lapsed": "lapsed", "refused": "not_started"}


@pytest.fixture(scope="module")
def handed_over(tmp_path_factory):
    """(folder of the page, what was told), made from a copy of the year that other tests play anyway."""
    place = tmp_path_factory.mktemp("stories")
    year = kept_year(tmp_path_factory)
    shutil.copytree(year / "played", place / "played")
    out = place / "told.json"
    options = {"kept": str(place), "summary": str(year / YEAR), "folder": str(place / "demo")}
    told_by("scenario.telling", CAST | options, out)
    return place / "demo", json.loads(out.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(handed_over):
    folder, _ = handed_over
    return (folder / "index.html").read_text(encoding="utf-8")


def test_each_kind_of_story_is_told_of_somebody_else(handed_over):
    stories = [story["told"] for story in handed_over[1]["stories"]]
    assert [story["kind"] for story in stories] == [kind.name for kind in KINDS]
    assert len({story["person"] for story in stories}) == len(KINDS)


def test_the_same_year_tells_the_same_stories_whoever_asks(handed_over, tmp_path_factory):
    told = [story["told"] for story in handed_over[1]["stories"]]
    assert told == handed_over[1]["again"] == undisturbed(tmp_path_factory)["stories"]


def test_a_story_says_what_the_timeline_says_and_nothing_else(handed_over):
    for story in handed_over[1]["stories"]:
        if story["told"]["kind"] == "refused":
            assert "progress" not in story
            continue
        steps = {(step["key"], step["at"]) for step in story["progress"]["steps"] if step["at"]}
        lines = [line for line in story["lines"] if line["key"] not in OBJECTION_LINES]
        assert lines
        assert {(line["key"], line["at"]) for line in lines} <= steps
        opinions = {decision["opinion"] for decision in story["case"]["decisions"]}
        assert {line["said"] for line in lines if line["said"]} <= opinions


def test_every_story_ends_as_its_title_says(handed_over):
    for story in handed_over[1]["stories"]:
        told, keys = story["told"], [line[1] for line in story["told"]["lines"]]
        assert told["state"] in (STATES.get(told["kind"]), "rejected", "cancelled"), told
        wanted = {"passed": {"certified"}, "fixed": {"returned", "resubmitted", "certified"}, "lapsed": {"returned"},
                  "refused": {"refused", "change"}, "upheld": {"objected", "resolved"}}[told["kind"]]  # fmt: skip
        assert wanted <= set(keys)
    assert all(
        line[3] for story in handed_over[1]["stories"] for line in story["told"]["lines"] if line[1] == "refused"
    )


def test_the_terminal_keeps_its_width_and_ends_with_what_to_try(handed_over):
    said = handed_over[1]["terminal"].rstrip().splitlines()
    assert max(cell_len(line) for line in said if "/" not in line) <= 80
    assert said[-1].endswith("make serve")
    for story in handed_over[1]["stories"]:
        assert any(line.endswith(f"：{story['told']['person']}") for line in said)


def test_every_link_of_the_page_leads_to_something_beside_it(handed_over, page):
    folder, _ = handed_over
    links = Links()
    links.feed(page)
    assert len(links.found) > 30
    for address in links.found:
        parts = urlsplit(address)
        assert not parts.scheme, address
        assert not parts.netloc, address
        if parts.path:
            assert (folder / unquote(parts.path)).exists(), address
        else:
            assert parts.fragment in links.ids, address


def test_the_page_needs_no_script_and_nothing_from_outside(page, handed_over):
    assert "<script" not in page
    assert "<form" not in page
    for sheet in (handed_over[0] / "样式").rglob("*.css"):
        assert not re.search(r"url\((?!['\"]?(?:data:|#))", sheet.read_text(encoding="utf-8")), sheet


def test_neither_the_page_nor_a_name_shows_an_id_number(page, handed_over):
    folder, told = handed_over
    names = "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    for text in (page, names, told["terminal"], told["bare"]):
        assert not ID_NUMBER.search(text)
        assert not [story["id_number"] for story in told["stories"] if story["id_number"] in text]


def test_papers_lie_with_unit_and_person_and_none_replaces_another(handed_over, tmp_path_factory):
    folder, told = handed_over
    papers = [path for path in (folder / "文书").rglob("*") if path.is_file()]
    assert len(papers) == sum(undisturbed(tmp_path_factory)["documents"].values())
    for story in (one["told"] for one in told["stories"] if one["told"]["kind"] != "refused"):
        (own,) = (folder / "文书").glob(f"*/个人材料/{story['unit']}/{story['person']}")
        assert any(path.name.startswith("专业技术职称评审表") for path in own.iterdir())


def test_the_draw_holds_and_the_changed_trail_is_caught_at_its_entry(page):
    assert "OK: the seed fits its commitment" in page
    assert "chain holds" in page
    changed = re.search(r"在其中一份里直接改动数据库：第 (\d+) 条", page)
    assert f"entry {changed[1]} was changed after it was sealed" in page


def test_papers_are_pictures_where_the_programs_are_and_links_where_not(page, handed_over):
    assert page.count("<img") > 8
    bare = handed_over[1]["bare"]
    assert "<img" not in bare
    assert "本机没有 LibreOffice" in bare
    assert bare.count(".docx") > 8


def test_a_page_says_which_story_and_which_check_are_missing(page, handed_over):
    bare = handed_over[1]["bare"]
    assert "没有出现这样的经历" not in page
    assert f"没有出现这样的经历：{KINDS[-1].title}。" in bare
    assert "没有附上改动留痕的查验" in bare
    assert "没有附上改动留痕的查验" not in page


class Links(HTMLParser):
    """Addresses and anchors of a page."""

    def __init__(self):
        super().__init__()
        self.found, self.ids = [], set()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.found += [said[name] for name in ("href", "src") if said.get(name)]
        self.ids |= {said["id"]} if said.get("id") else set()
