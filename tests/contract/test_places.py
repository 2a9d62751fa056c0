"""Places in a dossier: every part of the contract has a name, and a path leads to what is there or to nothing."""

import copy
from dataclasses import is_dataclass
from typing import get_args

import pytest

from shared.contracts.declaration.dossier import Dossier, TableRow
from shared.contracts.places import TITLES, find_place, row_at
from shared.contracts.samples import DOSSIER, row
from shared.kernel.catalogue import catalogue
from shared.wire.hints import hints_of, parts_of

ITEMS = {"diploma": "学历证书", "ce_card": "继续教育审验卡"}
NO_PLACES = {
    "declaration_id", "revision", "notice_id", "notice_version", "record", "id", "person_id", "id_number_sealed",
    "phone_sealed", "organisation_id", "material_id", "item", "object_key", "media_type", "size", "sha256", "supports",
}  # fmt: skip
"""Names of the contract that nobody is pointed to: ids, numbers of the system, what is sealed, how a file lies."""


def inner_of(hint):
    """The record of a section, or of a row of its table; None for a plain value."""
    kind = parts_of(hint).bare
    kind = next(iter(get_args(kind)), kind)
    return kind if is_dataclass(kind) else None


def named_fields():
    for section, hint in hints_of(Dossier).items():
        names = hints_of(inner) if (inner := inner_of(hint)) else ()
        yield section, [name for name in names if name not in NO_PLACES]


@pytest.mark.parametrize(("section", "names"), [one for one in named_fields() if one[0] not in NO_PLACES])
def test_every_section_and_field_has_a_chinese_name(section, names):
    wanted = {f"section_{section}", *(f"field_{section}_{name}" for name in names)}
    assert wanted <= catalogue().keys()


def test_every_table_with_ids_is_one_of_the_contract():
    tables = {name for name, hint in hints_of(Dossier).items() if issubclass(inner_of(hint) or object, TableRow)}
    assert tables == TITLES.keys()
    for section, title in TITLES.items():
        assert f"field_{section}_{title}" in catalogue()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("summary", "专业技术工作总结"),
        ("papers", "论文著作"),
        ("patents", "专利"),
        ("person.name", "基本情况的“姓名”"),
        ("person.photo_key", "基本情况的“照片”"),
        ("person.id_number", "基本情况的“身份证号”"),
        ("present_title.obtained_on", "现任职称的“取得时间”"),
        ("present_title.transferred_on", "现任职称的“转评时间”"),
        (f"achievements.{row(4)}", "工作业绩第1项（校本课程开发）"),
        (f"achievements.{row(4)}.effect", "工作业绩第1项（校本课程开发）的“完成情况及效果”"),
        (f"assessments.{row(8)}", "年度考核第2项（2025）"),
        ("materials", "申报材料"),
        ("materials.diploma", "学历证书"),
        ("materials.diploma.title", "学历证书的“文件名称”"),
        ("materials.ce_card", "继续教育审验卡"),
        (f"materials.{row(10)}", "学历证书（学历证书）"),
        ("circumstances.licensed", "其他情况的“是否取得执业资格”"),
        ("circumstances.grassroots_service.0.started_on", "其他情况的“基层服务”"),
    ],
)
def test_a_place_is_called_as_the_form_calls_it(path, name):
    found = find_place(DOSSIER, path, ITEMS)
    assert (found.path, found.name) == (path, name)


@pytest.mark.parametrize(
    "path",
    [
        "", ".", "nowhere", "nowhere.at.all", "achievements.0", "achievements.7", f"papers.{row(4)}", "papers.",
        "patents.0",
        f"achievements.{row(4)}.colour", f"achievements.{row(4)}.name.first", "summary.0", "person.shoe_size",
        "person.name.first", "materials.passport", "materials.0", f"materials.{row(4)}", "materials.ce_card.title",
        "materials.diploma.colour", "circumstances.grassroots_service.1", "circumstances.honours.0.code", "record",
        "declaration_id", "unit.organisation_id", "Summary", "summary ", "plan.documents.9",
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_is_no_place(path):
    assert find_place(DOSSIER, path, ITEMS) is None


def test_a_field_of_a_section_that_is_not_there_is_no_place():
    without = DOSSIER | {"present_title": None}
    assert find_place(without, "present_title", ITEMS).name == "现任职称"
    assert find_place(without, "present_title.obtained_on", ITEMS) is None


def test_rows_of_a_dossier_older_than_the_ids_are_found_by_number():
    old = copy.deepcopy(DOSSIER)
    for section in TITLES:
        for one in old[section]:
            del one["id"]
    assert find_place(old, "assessments.1.grade", ITEMS).name == "年度考核第2项（2025）的“考核等次”"
    assert find_place(old, "assessments.2", ITEMS) is None
    assert row_at([{"id": "a"}, {}], "0") is None
    assert row_at([{"id": "a"}, {}], "1") == (1, {})
