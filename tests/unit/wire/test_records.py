"""Records on the wire: one declaration gives the schema, the plain JSON and the check of an answer."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from marshmallow import ValidationError

from shared.kernel.clock import ZONE
from shared.wire.answer import AnswerContract, AnswerOffContract
from shared.wire.json_schema import json_schema_of
from shared.wire.plain import plain
from shared.wire.schemas import schema_of
from shared.wire.types import Doc, Opaque, Page, record


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@record
class Line:
    """A part."""

    number: int
    label: str | None


@record
class Paper:
    """A whole."""

    paper_id: str
    state: State
    kind: Literal["letter", "form"]
    lines: tuple[Line, ...]
    signed: bool
    due_on: date
    due_at: Annotated[datetime | None, Doc("the first instant too late")]
    first: Line | None
    by_name: dict[str, Line]
    pack: Annotated[dict[str, Any], Opaque("the pack as published")]


LINE = Line(number=1, label=None)
DUE = datetime(2026, 7, 1, 8, tzinfo=ZONE)


def paper(**changes):
    values = {
        "paper_id": "p-1", "state": State.OPEN, "kind": "form", "lines": (LINE, LINE), "signed": True,
        "due_on": date(2026, 7, 1), "due_at": DUE, "first": None, "by_name": {"a": LINE}, "pack": {"year": 2026},
    }  # fmt: skip
    return Paper(**(values | changes))


WRITTEN = {
    "paper_id": "p-1", "state": "open", "kind": "form", "lines": [{"number": 1, "label": None}] * 2, "signed": True,
    "due_on": "2026-07-01", "due_at": "2026-07-01T08:00:00+08:00", "first": None,
    "by_name": {"a": {"number": 1, "label": None}}, "pack": {"year": 2026},
}  # fmt: skip


def test_a_record_is_written_as_json():
    assert plain(paper()) == WRITTEN


def test_an_instant_of_another_zone_is_written_in_that_of_the_suite():
    elsewhere = datetime.fromisoformat("2026-07-01T00:00:00+00:00")
    assert plain(paper(due_at=elsewhere))["due_at"] == WRITTEN["due_at"]


def test_its_schema_reads_what_was_written_and_knows_every_field():
    loaded = schema_of(Paper)().load(WRITTEN)
    assert loaded["due_at"] == DUE
    assert loaded["lines"] == [{"number": 1, "label": None}] * 2


@pytest.mark.parametrize("name", WRITTEN)
def test_a_field_that_is_missing_is_noticed(name):
    with pytest.raises(ValidationError):
        schema_of(Paper)().load({key: value for key, value in WRITTEN.items() if key != name})


def test_an_answer_that_fits_is_given_as_json():
    assert AnswerContract("get_paper", Paper).checked(paper(first=LINE)) == WRITTEN | {
        "first": {"number": 1, "label": None}
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"paper_id": None}, "paper_id breaks type"),
        ({"kind": "poster"}, "kind breaks enum"),
        ({"signed": "yes"}, "signed breaks type"),
        ({"lines": (LINE, Line(number="1", label=None))}, "lines.1.number breaks type"),
        ({"first": Line(number=None, label="x")}, "first"),
        ({"by_name": {"a": Line(number=1, label=7)}}, "by_name.a.label breaks type"),
        ({"pack": []}, "pack breaks type"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_by_place_and_rule_never_by_value(changes, told):
    with pytest.raises(AnswerOffContract) as caught:
        AnswerContract("get_paper", Paper).checked(paper(**changes))
    assert told in str(caught.value)
    assert "poster" not in str(caught.value)


def test_a_page_holds_its_entries_to_their_record():
    answer = AnswerContract("list_lines", Page[Line])
    assert answer.checked(Page(items=(LINE,), next_cursor=None, total=1))["items"] == [{"number": 1, "label": None}]
    with pytest.raises(AnswerOffContract, match=r"items.0.number breaks type"):
        answer.checked(Page(items=(Line(number=None, label=None),), next_cursor=None, total=1))


def test_the_published_schema_names_nested_records_and_closes_each():
    schemas = json_schema_of(schema_of(Page[Paper]))["components"]["schemas"]
    assert set(schemas) == {"Line", "Paper", "PageOfPaper"}
    assert all(one["additionalProperties"] is False for one in schemas.values())
    assert set(schemas["Paper"]["required"]) == set(WRITTEN)
    assert schemas["Paper"]["properties"]["due_at"]["description"] == "the first instant too late"
    assert schemas["Paper"]["properties"]["pack"]["description"] == "the pack as published"


@pytest.mark.parametrize("hint", [float, list, tuple[int, str], int | str, dict[int, str], object])
def test_what_no_record_may_hold_is_refused_when_it_is_declared(hint):
    odd = record(type("Odd", (), {"__annotations__": {"value": hint}, "__module__": __name__}))
    with pytest.raises(TypeError, match=r"Odd\.value"):
        AnswerContract("get_odd", odd)
