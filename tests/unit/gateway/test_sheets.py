"""What a form of a profile or dossier sends becomes exactly what the services take, and comes back as it was typed."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from services.declaration.requests.sections import Profile, Sections
from services.gateway.console.parts import DOSSIER, IDENTITY, MAIN, PROFILE
from services.gateway.console.sheets import Sheet
from services.gateway.console.values import shown
from shared.kernel.catalogue import catalogue

EDUCATION = DOSSIER["education"]
ROW = {
    "id": "r1", "school": "赤峰学院", "major": "数学", "level": "bachelor", "degree": "学士",
    "started_on": "2002-09-01",
    "graduated_on": "2006-07-01", "length_years": 4, "full_time": True,
}  # fmt: skip


def sent(sheet: Sheet, *rows: dict[str, Any]) -> MultiDict[str, str]:
    """The form as a browser sends it."""
    pairs = [(f"{sheet.name}-{n}-{name}", value) for n, row in enumerate(rows) for name, value in row.items()]
    return MultiDict([(f"{sheet.name}-rows", str(len(rows))), *pairs])


def test_a_table_that_is_sent_as_it_was_shown_is_what_was_stored():
    shown = EDUCATION.shown({"education": [ROW]})
    assert EDUCATION.parts(EDUCATION.posted(sent(EDUCATION, *shown))) == {"education": [ROW]}


def test_a_row_left_blank_is_none_and_a_row_ticked_for_removal_goes():
    first, second = EDUCATION.shown({"education": [ROW, ROW | {"id": "r2"}]})
    blank = dict.fromkeys(first, "")
    form = sent(EDUCATION, first | {"remove": "yes"}, second, blank)
    assert [row["id"] for row in EDUCATION.posted(form)] == ["r2"]


def test_what_is_no_number_goes_to_the_service_as_it_was_typed():
    (row,) = EDUCATION.shown({"education": [ROW]})
    sent_row = EDUCATION.parts([row | {"length_years": "四年"}])["education"][0]
    assert sent_row["length_years"] == "四年"


def test_the_fault_of_a_field_is_found_by_its_row():
    assert EDUCATION.path(2, "school") == "education.2.school"
    assert PROFILE["circumstances"].path(0, "kind") == "kind"
    assert PROFILE["present_title"].path(0, "name") == "present_title.name"


def test_an_object_without_anything_filled_in_is_null():
    assert PROFILE["present_title"].parts([]) == {"present_title": None}


def test_what_may_be_emptied_is_sent_as_null_and_the_rest_is_left_out():
    parts = PROFILE["basics"].parts([{"id": ""} | dict.fromkeys((c.name for c in PROFILE["basics"].columns), "")])
    assert parts["phone"] is None
    assert "ethnicity" not in parts


def test_several_may_be_ticked_for_one_field():
    sheet = PROFILE["recommendation"]
    form = MultiDict([("recommendation-0-by", "unit"), ("recommendation-0-by", "hr_bureau")])
    assert sheet.parts(sheet.posted(form))["recommendation"]["by"] == ["unit", "hr_bureau"]


@pytest.mark.parametrize(("sheets", "schema"), [(PROFILE, Profile), (DOSSIER, Sections)])
def test_every_part_that_the_service_takes_has_its_form_and_every_field_its_column(sheets, schema):
    parts = set(schema().fields)
    formed: set[str] = set()
    for sheet in sheets.values():
        formed |= {column.name for column in sheet.columns} if sheet.flat else {sheet.name}
        if not sheet.flat:
            field = schema().fields[sheet.name]
            nested = (field.inner if sheet.table else field).schema  # type: ignore[attr-defined]
            assert {column.name for column in sheet.columns} == set(nested.fields) - {"id"}
            assert {c.name for c in sheet.columns if c.required} == {n for n, f in nested.fields.items() if f.required}
    by_hand = {"unit_id"} if schema is Profile else {"major", "summary", "route_claimed"}
    assert parts == formed | by_hand


def test_every_field_and_choice_is_called_by_a_name_of_its_own():
    for sheet in (*PROFILE.values(), *DOSSIER.values()):
        labels = [column.label for column in sheet.columns]
        assert len(set(labels)) == len(labels), sheet.name
        for column in sheet.columns:
            assert column.label != "未定义的字段"
            assert not [text for code, text in column.options if text == code]


@pytest.mark.parametrize(
    ("value", "name", "told"),
    [
        ("yes", "full_time", "是"), (True, "full_time", "是"), ("bachelor", "level", "本科"), ("", "level", "—"),
        (None, "education.rank", "未填写"), (3, "education.rank", "本科"), (3, "length_years", "3"),
        ("2026-07-05", "started_on", "2026年7月5日"), ("k12_teacher", "series", "中小学教师系列"),
        ("nobody_named_this", "level", "其他"), ("matlab", "content", "matlab"), ([], "by", "无"),
        ({"school": "赤峰学院", "id": "r1", "degree": None}, "education", "学校：赤峰学院"),
    ],
)  # fmt: skip
def test_whatever_stands_in_a_field_is_told_in_words_and_what_people_wrote_stays(value, name, told):
    assert shown(value, name) == told


@pytest.mark.parametrize("sheet", [*PROFILE.values(), *DOSSIER.values()], ids=lambda sheet: sheet.name)
def test_every_part_and_every_field_says_what_it_is_for(sheet):
    assert sheet.help
    assert [column.name for column in sheet.columns if not column.help] == []
    told = [column.help for column in sheet.columns]
    assert len(set(told)) == len(told)


def test_nothing_is_explained_that_has_no_field():
    told = {name for name in catalogue() if name.startswith("help_")}
    parts = {f"help_{name}" for name in (*PROFILE, *DOSSIER)}
    fields = {f"help_{sheet.name}_{column.name}" for sheet in (*PROFILE.values(), *DOSSIER.values())
              for column in sheet.columns}  # fmt: skip
    alone = {f"help_person_{column.name}" for column in (*PROFILE["basics"].columns, *IDENTITY.values())}
    assert told - parts - fields - alone == {f"help_dossier_{name}" for name in MAIN}
