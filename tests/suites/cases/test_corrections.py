"""A correction leads to something in this dossier and rests on a clause that somebody can read."""

import re

import pytest

from shared.policy import shipped_pack
from tests.support.audit_suite.rightly import ITEM
from tests.support.audit_suite.world import NOTICE, at, key_of
from tests.support.case_tables import names, refused

TABLES = ("achievements", "papers", "awards", "education", "work_history", "trainings", "assessments")


def returned(world, *items, **changes):
    """The school sends the first declaration back for these."""
    world.submitted(**changes)
    return world.decide("school", "return_declaration", opinion="需补充。", items=list(items))


def correction(path="summary", clause="chifeng-2026/4.3.2"):
    """One correction."""
    return ITEM | {"path": path, "clause": clause}


NOWHERE = {
    "a section that there is not": "biography",
    "an English word": "education_certificate",
    "a row that there is not": "achievements.7",
    "the row after the last": "papers.1",
    "a negative row": "papers.-1",
    "a row of an empty table": "patents.0",
    "an id that no row has": "achievements.01976a00-0000-7000-8000-0000000000ff",
    "a field that rows have not": "papers.0.colour",
    "a field below a text": "summary.name",
    "a field below a date": "education.0.graduated_on.year",
    "a person's field that there is not": "person.shoe_size",
    "the unit's field that there is not": "unit.colour",
    "a material item that there is not": "materials.zodiac",
    "a material that there is not": "materials.01976a00-0000-7000-8000-0000000000fe",
    "a slash instead of a dot": "person/name",
    "the document's root": ".",
    "climbing": "../person/name",
    "two dots": "person..name",
    "ending with a dot": "person.",
    "spaces inside": "person. name",
    "another case of letters": "Person.Name",
    "brackets": "papers[0]",
    "a Chinese word": "工作总结",
    "full-width letters": "ｓｕｍｍａｒｙ",
    "an attribute of the language": "person.__class__",
}
"""Paths that lead to nothing in the dossier of the first declaration."""


@pytest.mark.parametrize("path", NOWHERE.values(), ids=NOWHERE)
def test_a_path_that_leads_nowhere_is_refused_and_nothing_is_returned(audit, path):
    error = refused("path", returned, audit, correction(path))
    assert names(error, "items.0.path")
    assert audit.events("audit.declaration_returned") == []


def test_of_many_corrections_the_wrong_ones_are_named(audit):
    items = [correction(), correction("nowhere"), correction("person.name"), correction("papers.9")]
    error = refused("path", returned, audit, *items)
    assert names(error, "items.1.path")


NO_CLAUSE = {
    "a section that the notice has not": "chifeng-2026/99.9",
    "a notice of another year": "chifeng-2023/3.1",
    "a notice of another place": "alxa-2025/2.1.1",
    "a notice that nobody knows": "beijing-2026/1",
    "the notice without a section": "chifeng-2026",
    "a section without a notice": "4.3.2",
    "an empty section": "chifeng-2026/",
    "one step too deep": "chifeng-2026/4.3.2.99",
    "a title": "《通知》第四条",
    "an annex that nobody quotes": "chifeng-2023/annex9",
    "letters in another case": "CHIFENG-2026/4.3.2",
    "full-width digits": "chifeng-2026/４.３.２",
    "an address": "http://example.cn/1",
}
"""Clauses that this notice neither has nor quotes."""


@pytest.mark.parametrize("clause", NO_CLAUSE.values(), ids=NO_CLAUSE)
def test_a_clause_that_nobody_can_read_is_refused_and_nothing_is_returned(audit, clause):
    error = refused("clause", returned, audit, correction(clause=clause))
    assert names(error, "items.0.clause")
    assert audit.events("audit.declaration_returned") == []


def test_a_rejection_rests_on_such_a_clause_too(audit):
    audit.submitted()
    told = {"opinion": "不予受理。", "reason_code": "out_of_scope", "clause": "chifeng-2026/99.9"}
    refused("clause", audit.decide, "school", "reject_declaration", **told)
    assert audit.case()["state"] == "open"


def quoted():
    """Every clause that the pack of the notice itself shows to somebody."""
    text = str(shipped_pack(NOTICE).raw)
    return sorted(set(re.findall(r"'clause': '([a-z]+(?:-[a-z]+)*-\d{4}/[\w.]+)'", text)))


@pytest.mark.parametrize("clause", quoted())
def test_a_clause_that_the_suite_itself_shows_is_accepted(audit, clause):
    assert returned(audit, correction(clause=clause))["deadline"]


def test_the_annex_that_the_material_list_quotes_is_among_them(audit):
    assert returned(audit, correction(clause="nmg-2021/annex"))["deadline"]


def row_path(world, table):
    """The first row of a table, by its id where rows have one."""
    row = world.dossier()[table][0]
    return f"{table}.{row.get('id', 0)}"


@pytest.mark.parametrize("path", ["summary", "person.name", "person.birth_date", "unit.name", "present_title",
                                  "present_title.obtained_on", "education", "papers"])  # fmt: skip
def test_a_place_of_the_dossier_is_accepted(audit, path):
    assert returned(audit, correction(path))["deadline"]


@pytest.mark.parametrize("table", TABLES)
def test_a_row_and_a_field_of_it_are_accepted(audit, table):
    row = row_path(audit, table)
    field = next(name for name in audit.dossier()[table][0] if name != "id")
    assert returned(audit, correction(row), correction(f"{row}.{field}"))["deadline"]


def test_a_material_item_of_the_notice_is_accepted_even_when_it_was_not_uploaded(audit):
    assert returned(audit, correction("materials.ce_card"))["deadline"]


def test_the_path_of_a_row_that_is_deleted_leads_nowhere_in_the_next_revision(audit):
    gone = row_path(audit, "awards")
    returned(audit, correction(gone))
    audit.clock.set(at(6, 16))
    audit.submitted(revision=2, awards=[])
    told = {"opinion": "需补充。", "items": [correction(gone)]}
    error = refused("path", audit.decide, "school", "return_declaration", **told)
    assert names(error, "items.0.path")
    assert [one["declaration_id"] for one in audit.events("audit.declaration_returned")] == [key_of(1)]
