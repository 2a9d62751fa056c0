"""Somebody has database, keys and store, cuts a trail and takes its heads out of the store: paper has left the house.

The cover of each package (核准报告) prints the newest head of each service, a unit's roster (花名册) those of the
services that filed and examined; `zhiping trail verify --heads` reads either.
"""

import openpyxl
import pytest
import typer

from infra.commands.trail import read_heads
from tests.support.docgen_suite import facts
from tests.support.docgen_suite.world import World
from tests.support.trail_forgery import Administrator, House


def papers(folder, heads):
    """核准报告 of a package and 花名册 of a unit, printed where these heads lie in the store: name -> content."""
    folder.mkdir()
    world = World(f"sqlite:///{folder}/docgen.db?synchronous=OFF", f"dir://{folder}/files?durable=no")
    for name, content in heads.items():
        world.app.render_jobs.files.put(name, content, "application/json")
    for event in facts.year():
        world.happens(*event)
    world.print_all()
    printed = {one.subject.kind: world.file(one.object_key) for one in world.documents()}
    world.close()
    made = folder / "cover.docx", folder / "roster.xlsx"
    for paper, kind in zip(made, ("approval_report", "applicant_roster"), strict=True):
        paper.write_bytes(printed[kind])
    return made


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Two days of decisions, and papers printed before the first head and after the second."""
    folder = tmp_path_factory.mktemp("house")
    made = House(f"sqlite:///{folder}/audit.db", folder)
    made.day()
    made.day()
    files = {f"heads/audit/{file.name}": file.read_bytes() for file in (folder / "files/objects").glob("heads/*/*")}
    made.without, (made.paper, made.roster) = papers(folder / "before", {}), papers(folder / "after", files)
    yield made
    made.close()


def test_the_cover_of_a_package_carries_the_newest_head_of_each_trail(house):
    (head,) = read_heads(house.paper)
    assert (head.service, head.day, head.number) == ("audit", "2026-06-02", 6)
    code, said = house.verify("--heads", house.paper)
    assert (code, "1 heads found again" in said) == (0, True), said


def test_every_page_of_a_units_roster_carries_it_in_its_footer(house):
    (head,) = read_heads(house.roster)
    assert (head.service, head.day, head.number) == ("audit", "2026-06-02", 6)
    sheet, *others = openpyxl.load_workbook(house.roster).worksheets
    footer = sheet.oddFooter.center
    assert head.printed in footer.text
    assert "决定记录链的末端" in footer.text
    assert "第 &P 页 共 &N 页" in footer.text
    assert footer.size == 6
    assert not any(head.printed in (one.oddFooter.center.text or "") for one in others)
    assert (sheet.HeaderFooter.differentFirst, sheet.HeaderFooter.differentOddEven) == (None, None)
    assert house.verify("--heads", house.roster)[0] == 0


def test_a_paper_that_prints_none_is_told_from_one_that_fits(house):
    for paper in house.without:
        with pytest.raises(typer.BadParameter, match="prints none"):
            read_heads(paper)


def test_entries_cut_off_with_all_heads_in_the_house_are_missed_by_the_paper(house):
    somebody = Administrator(house)
    somebody.write(somebody.rows()[:3])
    somebody.forget_keyed_seals(3)
    for file in (house.folder / "files/objects/heads/audit").glob("*"):
        file.unlink()
    assert house.verify()[0] == 0, "without heads nobody can know"
    for paper in (house.paper, house.roster):
        code, said = house.verify("--heads", paper)
        assert code == 1
        assert "cut off" in said
