"""Somebody has database, keys and store, cuts a trail and takes its heads out of the store: paper has left the house.

The cover of each package (核准报告) prints the newest head of each service; `zhiping trail verify --heads` reads it.
"""

import pytest
import typer

from infra.commands.trail import read_heads
from tests.support.docgen_suite import facts
from tests.support.docgen_suite.world import World
from tests.support.trail_forgery import Administrator, House


def cover(folder, heads):
    """核准报告 of a package, printed where these heads lie in the store: name -> content."""
    folder.mkdir()
    world = World(f"sqlite:///{folder}/docgen.db?synchronous=OFF", f"dir://{folder}/files?durable=no")
    for name, content in heads.items():
        world.app.render_jobs.files.put(name, content, "application/json")
    for event in facts.year():
        world.happens(*event)
    world.print_all()
    (report,) = (one for one in world.documents() if one.subject.kind == "approval_report")
    paper = folder / "cover.docx"
    paper.write_bytes(world.file(report.object_key))
    world.close()
    return paper


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Two days of decisions, and covers printed before the first head and after the second."""
    folder = tmp_path_factory.mktemp("house")
    made = House(f"sqlite:///{folder}/audit.db", folder)
    made.day()
    made.day()
    files = {f"heads/audit/{file.name}": file.read_bytes() for file in (folder / "files/objects").glob("heads/*/*")}
    made.without, made.paper = cover(folder / "before", {}), cover(folder / "after", files)
    yield made
    made.close()


def test_the_cover_of_a_package_carries_the_newest_head_of_each_trail(house):
    (head,) = read_heads(house.paper)
    assert (head.service, head.day, head.number) == ("audit", "2026-06-02", 6)
    code, said = house.verify("--heads", house.paper)
    assert (code, "1 heads found again" in said) == (0, True), said


def test_a_paper_that_prints_none_is_told_from_one_that_fits(house):
    with pytest.raises(typer.BadParameter, match="prints none"):
        read_heads(house.without)


def test_entries_cut_off_with_all_heads_in_the_house_are_missed_by_the_paper(house):
    somebody = Administrator(house)
    somebody.write(somebody.rows()[:3])
    somebody.forget_keyed_seals(3)
    for file in (house.folder / "files/objects/heads/audit").glob("*"):
        file.unlink()
    assert house.verify()[0] == 0, "without heads nobody can know"
    code, said = house.verify("--heads", house.paper)
    assert code == 1
    assert "cut off" in said
