"""What the stories do that needs no played year: lines of a width, folders without collisions, missing kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import StringIO
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from rich.console import Console

from infra.demo.story import pictures
from infra.demo.story.console import StaticConsole
from infra.demo.story.folders import Folders, notice_folder
from infra.demo.story.lines import changes_of, refusals_of
from infra.demo.story.people import KINDS, missing_kinds
from infra.demo.story.terminal import NEVER_FIRST, NEVER_LAST, fitting, tell, wrapped
from infra.demo.world import build_world
from shared.kernel.clock import ZONE, VirtualClock
from shared.policy import shipped_pack

PACK = shipped_pack("chifeng-2026")
FORM = {
    "kind": "evaluation_form", "title": "专业技术职称评审表", "subject_id": "d-1",
    "variant": "submitted", "revision": 1,
    "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


@pytest.fixture(scope="module")
def words():
    return StaticConsole(PACK, VirtualClock(datetime(2026, 9, 28, 11, tzinfo=ZONE)))


@pytest.fixture
def namesakes():
    """A world in which two people of one unit have one name."""
    world = build_world(PACK, 3, 20, 1)
    first, second = world.applicants[:2]
    second.unit = first.unit
    second.profile["person"]["name"] = first.profile["person"]["name"]
    return world


def test_a_run_without_a_kind_of_story_says_so_in_its_place(words):
    console = Console(file=StringIO(), width=20)
    tell([], words, fitting(console))
    said = console.file.getvalue()
    assert said.count("本次演示的人员中没有这样的经历") == len(KINDS)
    assert missing_kinds([]) == list(KINDS)


def test_the_width_stays_between_eighty_and_a_hundred_columns():
    assert [fitting(Console(file=StringIO(), width=width)).width for width in (20, 90, 300)] == [80, 90, 100]


@pytest.mark.parametrize("width", [30, 41, 80])
def test_lines_keep_their_columns_and_their_signs(width):
    text = "阿鲁科尔沁旗第一中学经办人003：用人单位初审：通过〔六（一）1〕，至 2026年6月8日 期满（5 个工作日）" * 4
    lines = list(wrapped(text, width, "一二三 ", "    "))
    assert max(map(cell_len, lines)) <= width
    assert "".join(line[4:] for line in lines) == text.replace(" ", "")
    assert not [line for line in lines[1:] if line[4] in NEVER_FIRST]
    assert not [line for line in lines if line[-1] in NEVER_LAST]


def test_a_clause_of_the_notice_is_cited_without_its_number(words):
    assert words.clause("chifeng-2026/4.3.2") == "四（三）2"
    assert words.notice == "赤人社办发〔2026〕43号"


def test_two_people_of_one_name_have_folders_of_their_own(namesakes):
    folders = Folders(SimpleNamespace(), namesakes)
    first, second = namesakes.applicants[:2]
    places = [folders.place_of(FORM | {"owner_person_id": one.person_id}) for one in (first, second)]
    assert places[0].parent.name == first.caller.name
    assert places[1].parent.name == f"{first.caller.name}（2）"
    assert places[0].parts[:2] == (notice_folder(PACK), "个人材料")


def test_papers_that_would_have_one_name_are_counted_on(namesakes):
    folders = Folders(SimpleNamespace(), namesakes)
    paper = FORM | {"owner_person_id": namesakes.applicants[0].person_id}
    names = [folders.place_of(paper).name for _ in range(2)]
    assert names == ["专业技术职称评审表（第1版，提交时）.docx", "专业技术职称评审表（第1版，提交时）（2）.docx"]


def test_names_hold_nothing_that_a_file_system_refuses(namesakes):
    one = namesakes.applicants[0]
    one.unit = replace(one.unit, name='甲/乙:丙"公司"')
    place = Folders(SimpleNamespace(), namesakes).place_of(FORM | {"owner_person_id": one.person_id})
    assert place.parent.parent.name == "甲／乙：丙＂公司＂"


def test_without_the_programs_no_picture_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "PROGRAMS", ("a-program-that-nobody-has",))
    paper = tmp_path / "paper.docx"
    paper.write_bytes(b"")
    assert pictures.photograph({"paper": paper}, tmp_path) == {}


def test_a_verdict_without_a_way_tells_the_rules_that_are_not_met():
    unmet = {
        "rule_id": "r-1",
        "message": "不得申报",
        "clause": "chifeng-2026/7.1",
        "effect": "refuse",
        "outcome": "unmet",
    }
    verdict = {
        "rules": [unmet, unmet | {"rule_id": "r-2", "outcome": "met"}],
        "remedies": {
            "paths": [],
            "rules": [unmet | {"alternatives": [[{"fact": "a"}], [{"fact": "b"}]]}],
            "nearest": None,
        },
    }
    assert refusals_of(verdict) == [unmet]
    assert changes_of(verdict) == [{"fact": "a"}]
