"""Two dossiers beside each other: rows that move, double, go; fields that come and empty; files; what was asked for."""

import copy
from dataclasses import fields

import pytest

from services.declaration.domain.comparing.corrections import held_against
from services.declaration.domain.comparing.facts import fact_differences
from services.declaration.domain.comparing.files import file_differences
from services.declaration.domain.comparing.pairs import is_blank
from services.declaration.domain.comparing.sections import (
    APART,
    LOOSE,
    OF_EVERY_SUBMISSION,
    SECTIONS,
    section_differences,
)
from services.declaration.domain.open_return import OpenReturn
from services.declaration.domain.views import Revision
from shared.contracts.audit.stage import Correction
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.places import TITLES
from shared.contracts.samples import DOSSIER
from shared.kernel.catalogue import catalogue
from shared.kernel.clock import parse_instant
from shared.wire.hints import hints_of, parts_of

WHEN = parse_instant("2026-06-16T09:00:00+08:00")
ITEMS = {"diploma": "学历证书", "papers": "论文著作"}
HIDDEN = {"person.person_id", "person.id_number_sealed", "unit.organisation_id"}
"""What no form prints; a name or a number beside it changes with it."""


def of(**changes):
    """The sample dossier with other sections."""
    return copy.deepcopy(DOSSIER) | copy.deepcopy(changes)


def papers(*titles):
    """Rows whose ids are their titles' first words."""
    row = DOSSIER["papers"][0]
    return [row | {"id": title.split()[0], "title": title} for title in titles]


def changes(before, after, numbers=None):
    """Every change, whatever section it is in."""
    return [one for section in section_differences(before, after, numbers) for one in section.changes]


def of_papers(before, after):
    """(kind, path, places) of each change of a table."""
    found = changes(of(papers=before), of(papers=after))
    return [(one.kind, one.path, one.number_before, one.number_after) for one in found]


def test_the_same_dossier_handed_in_again_differs_in_nothing():
    again = of(revision=2, submitted_at="2026-06-20T09:00:00+08:00", notice_version=2)
    again["commitment"]["signed_at"] = "2026-06-20T08:59:00+08:00"
    assert section_differences(of(), again, None) == ()
    assert file_differences(of(), again, ITEMS) == ()


def test_a_row_is_followed_by_its_id_and_its_fields_are_named_as_the_form_prints_them():
    after = of()
    after["achievements"][0] |= {"effect": "全市推广", "role": None}
    (section,) = section_differences(of(), after, None)
    (row,) = section.changes
    assert (section.name, row.kind, row.name) == ("工作业绩", "changed", "工作业绩第1项（校本课程开发）")
    key = DOSSIER["achievements"][0]["id"]
    assert [(one.path, one.name, one.before, one.after) for one in row.fields] == [
        (f"achievements.{key}.role", "本人作用", "主持人", None),
        (f"achievements.{key}.effect", "完成情况及效果", "全区推广", "全市推广"),
    ]


def test_rows_that_only_follow_a_removed_one_are_not_told():
    assert of_papers(papers("a", "b", "c"), papers("b", "c")) == [("removed", "papers.a", 1, None)]


def test_a_row_that_was_moved_is_told_once_and_not_those_that_made_way():
    assert of_papers(papers("a", "b", "c"), papers("b", "c", "a")) == [("moved", "papers.a", 1, 3)]


def test_a_row_may_be_moved_and_changed():
    (found,) = changes(of(papers=papers("a", "b", "c")), of(papers=papers("b", "c", "a anew")))
    assert (found.kind, found.moved, [one.after for one in found.fields]) == ("changed", True, ["a anew"])


def test_a_new_row_is_told_whole_and_says_which_one_it_repeats():
    rows = papers("a", "b")
    added = changes(of(papers=rows), of(papers=[*rows, rows[0] | {"id": "c"}]))
    assert [(one.kind, one.path, one.repeats) for one in added] == [("added", "papers.c", "papers.a")]
    assert {one.name: one.after for one in added[0].fields}["题目"] == "a"
    assert changes(of(papers=rows), of(papers=[*rows, rows[0] | {"id": "c", "rank": "第二"}]))[0].repeats is None


def test_an_id_that_stands_twice_is_a_row_more():
    assert of_papers(papers("a"), papers("a", "a")) == [("added", "papers.a", None, 2)]


def test_an_emptied_table_is_told_row_by_row_and_as_emptied():
    (section,) = section_differences(of(papers=papers("a", "b")), of(papers=[]), None)
    assert (section.emptied, [one.kind for one in section.changes]) == (True, ["removed", "removed"])
    assert section_differences(of(papers=[]), of(papers=papers("a")), None)[0].emptied is False


def test_rows_older_than_their_ids_are_known_by_what_they_say():
    old = [{name: value for name, value in row.items() if name != "id"} for row in papers("a", "b", "c")]
    new = papers("c", "a", "d")
    new[1] |= {"rank": "第二"}
    assert of_papers(old, new) == [
        ("moved", "papers.2", 3, 1), ("changed", "papers.0", 1, 2), ("added", "papers.d", None, 3),
        ("removed", "papers.1", 2, None),
    ]  # fmt: skip


def test_fields_that_have_nothing_to_do_with_each_other_are_places_of_their_own():
    after = of()
    after["person"] |= {"health": None, "administrative_post": "教研组长"}
    after["circumstances"] |= {"documented": False}
    assert [(one.kind, one.path, one.name) for one in changes(of(), after)] == [
        ("removed", "person.health", "基本情况的“健康状况”"),
        ("added", "person.administrative_post", "基本情况的“行政职务”"),
        ("changed", "circumstances.documented", "其他情况的“业绩是否有据可查”"),
    ]


def test_a_part_and_a_text_may_go_altogether():
    found = section_differences(of(), of(present_title=None, talent_category=3), None)
    assert [(one.section, one.emptied, one.changes[0].kind) for one in found] == [
        ("present_title", True, "removed"), ("talent_category", False, "added"),
    ]  # fmt: skip


def test_nothing_is_nothing_however_it_is_written():
    after = of()
    after["person"]["former_name"] = ""
    after["circumstances"]["programmes"] = []
    del after["person"]["society_posts"]
    assert changes(of(), after) == []
    assert not is_blank(False)
    assert not is_blank(0)


def test_a_corrected_number_is_told_as_the_reader_may_see_it():
    (found,) = changes(of(), of(), ("*" * 18, "*" * 18))
    assert (found.path, found.name) == ("person.id_number", "基本情况的“身份证号”")
    assert {found.fields[0].before, found.fields[0].after} == {"*" * 18}


def test_every_part_of_a_dossier_is_compared_or_told_elsewhere():
    assert set(SECTIONS) | APART == {one.name for one in fields(Dossier)}
    labels = catalogue()
    for name in SECTIONS:
        assert f"section_{name}" in labels
        if name in TITLES or name in LOOSE or name == "present_title":
            (part,) = [kind for kind in parts_of_section(name) if hasattr(kind, "__dataclass_fields__")]
            unnamed = {f"{name}.{one}" for one in part.__dataclass_fields__ if f"field_{name}_{one}" not in labels}
            assert unnamed - HIDDEN - {f"{name}.id"} - OF_EVERY_SUBMISSION == set()


def parts_of_section(name):
    """The record of a section or of its rows."""
    bare = parts_of(hints_of(Dossier)[name]).bare
    return [bare, *getattr(bare, "__args__", ())]


def file(key, item="diploma", sha256="1" * 64, **more):
    """As a dossier names it."""
    return {
        "material_id": key, "item": item, "title": item, "object_key": f"materials/{key}", "size": 20480,
        "media_type": "application/pdf", "sha256": sha256, "supports": None,
    } | more  # fmt: skip


def of_files(before, after):
    """(kind, item, id before, id after) of each difference."""
    found = file_differences(of(materials=before), of(materials=after), ITEMS)
    return [
        (one.kind, one.item_name, one.before and one.before.material_id, one.after and one.after.material_id)
        for one in found
    ]


def test_a_file_that_took_the_place_of_another_is_told_with_both():
    other = file("b", sha256="2" * 64)
    (found,) = file_differences(of(materials=[file("a")]), of(materials=[other]), ITEMS)
    assert (found.kind, found.before.sha256, found.after.sha256) == ("replaced", "1" * 64, "2" * 64)
    assert (found.after.size, found.after.media_type) == (20480, "application/pdf")


def test_files_come_and_go_in_the_order_of_the_notices_list():
    before = [file("x", "unlisted"), file("a")]
    after = [file("p", "papers", supports="papers.1"), file("q", "papers", supports="papers.2")]
    assert of_files(before, after) == [
        ("removed", "学历证书", "a", None), ("added", "论文著作", None, "p"), ("added", "论文著作", None, "q"),
        ("removed", "unlisted", "x", None),
    ]  # fmt: skip


def test_the_same_file_uploaded_again_is_no_change_unless_it_is_called_or_used_otherwise():
    assert of_files([file("a")], [file("b")]) == []
    assert of_files([file("a")], [file("b", title="学历证书（清晰）")]) == [("changed", "学历证书", "a", "b")]
    moved = file("a", "papers", supports="papers.1"), file("a", "papers", supports="papers.2")
    assert of_files([moved[0]], [moved[1]]) == [("changed", "论文著作", "a", "a")]


def test_files_older_than_their_ids_go_by_their_digest():
    old = file("a")
    del old["material_id"]
    assert of_files([old], [file("b")]) == []
    assert of_files([old], [file("b", sha256="2" * 64)]) == [("replaced", "学历证书", "1" * 64, "b")]


def answering(revision, *paths, kept=True):
    """A revision that answers a return with a correction for each place."""
    lines = [
        Correction(number=number, path=path, defect="不清", remedy="补充", clause="chifeng-2026/3.4")
        for number, path in enumerate(paths, start=1)
    ]
    back = OpenReturn(
        returned_at=WHEN, return_number=1, stage_id="unit", holder_id="u", holder_name="单位", opinion="请补正。",
        deadline=WHEN, deadline_clause="chifeng-2026/3.4", corrections=tuple(lines),
    )  # fmt: skip
    return Revision(
        declaration_id="d", revision=revision, digest="", content={}, submitted_at=WHEN, answers_return="unit/1",
        answered=back if kept else None,
    )  # fmt: skip


def compared(before, after, *answers):
    """With what was asked for."""
    return held_against(answers, section_differences(before, after, None), file_differences(before, after, ITEMS))


def outcomes(before, after, *paths):
    """What became of a correction for each place."""
    (back,) = compared(before, after, answering(2, *paths)).returns
    return [one.outcome for one in back.corrections]


def test_a_correction_is_answered_where_its_place_or_its_row_changed():
    after = of(papers=[DOSSIER["papers"][0] | {"title": "另一题目"}])
    key = DOSSIER["papers"][0]["id"]
    assert outcomes(of(), after, f"papers.{key}.title", f"papers.{key}", "papers") == ["changed"] * 3
    assert outcomes(of(), after, f"papers.{key}.venue") == ["beside"]
    assert outcomes(of(), after, "summary", "papers.another", "paper") == ["unchanged"] * 3


def test_a_row_that_was_taken_away_answers_for_all_that_stood_in_it():
    key = DOSSIER["papers"][0]["id"]
    assert outcomes(of(), of(papers=[]), f"papers.{key}.venue", "papers") == ["changed", "changed"]


def test_a_row_that_was_only_moved_changed_nothing_in_itself():
    before, after = of(papers=papers("a", "b", "c")), of(papers=papers("b", "c", "a"))
    assert outcomes(before, after, "papers.a.title", "papers.a", "papers", "papers.b") == [*["beside"] * 3, "unchanged"]


@pytest.mark.parametrize(
    ("path", "outcome"),
    [("materials.papers", "changed"), ("materials", "changed"), ("materials.p", "changed"), ("papers.1", "beside"),
     ("papers.1.title", "beside"), ("materials.diploma", "unchanged"), ("papers.2", "unchanged")],
)  # fmt: skip
def test_a_file_answers_for_its_item_and_stands_beside_what_it_proves(path, outcome):
    after = of(materials=[*DOSSIER["materials"], file("p", "papers", supports="papers.1")])
    assert outcomes(of(), after, path) == [outcome]


def test_each_change_says_which_corrections_it_may_answer_over_several_returns():
    after = of(summary="重写的总结。", papers=[])
    found = compared(of(), after, answering(2, "summary", "unit"), answering(3, "summary"))
    told = {section.section: section.changes[0].answers for section in found.sections}
    assert told == {"papers": (), "summary": ("2/1", "3/1")}
    assert [[one.key for one in back.corrections] for back in found.returns] == [["2/1", "2/2"], ["3/1"]]


def test_of_a_return_that_was_not_kept_nothing_is_made_up():
    (back,) = compared(of(), of(summary="重写。"), answering(2, kept=False)).returns
    assert (back.reference, back.corrections, back.holder_name, back.opinion) == ("unit/1", None, None, None)


def test_facts_of_the_rules_are_named_where_they_came_out_otherwise():
    before = {"title.years": 4, "career.years": 12, "person.kind": None, "time.today": "2026-06-15"}
    after = {"title.years": 5, "career.years": 12, "time.today": "2026-06-16"}
    (found,) = fact_differences(before, after)
    assert (found.fact, found.before, found.after) == ("title.years", 4, 5)
    assert found.label
