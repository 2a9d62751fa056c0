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
from shared.wire.schemas import event_schema_of, kept_schema_of, request_schema_of, schema_of
from shared.wire.types import (
    ABSENT,
    Absent,
    Doc,
    Ge,
    Interval,
    Le,
    Len,
    MaxLen,
    MinLen,
    OneOf,
    Opaque,
    Page,
    Pattern,
    Shaped,
    record,
    widened,
)  # fmt: skip


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@record
class Line:
    """A part."""

    number: int
    label: str | None


@record
class Signed(Line):
    """A part with a name under it."""

    by: str


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


def test_a_wider_record_is_made_of_a_narrower_one():
    wide = widened(Signed, LINE, by="张三")
    assert wide == Signed(number=1, label=None, by="张三")
    with pytest.raises(TypeError):
        widened(Signed, LINE)


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


@record
class Bounded:
    """Every kind of limit."""

    code: Annotated[str, Pattern(r"^[a-z]+\Z")] = "a"
    word: Annotated[str, Len(1, 3)] = "a"
    line: Annotated[str | None, MaxLen(3)] = None
    text: Annotated[str, MinLen(2)] = "ab"
    share: Annotated[int, Interval(ge=0, le=99)] = 0
    least: Annotated[int, Ge(1)] = 1
    most: Annotated[int, Le(9)] = 9
    size: Annotated[str, OneOf(("s", "m"))] = "s"
    sizes: Annotated[tuple[Annotated[str, OneOf(("s", "m"))], ...], MaxLen(2)] | Absent = ABSENT


@pytest.mark.parametrize(
    ("name", "wrong", "message"),
    [
        ("code", "a1", "String does not match expected pattern."),
        ("word", "", "Length must be between 1 and 3."),
        ("line", "abcd", "Longer than maximum length 3."),
        ("text", "a", "Shorter than minimum length 2."),
        ("share", 100, "Must be greater than or equal to 0 and less than or equal to 99."),
        ("least", 0, "Must be greater than or equal to 1."),
        ("most", 10, "Must be less than or equal to 9."),
        ("size", "l", "Must be one of: s, m."),
        ("sizes", ["s", "m", "s"], "Longer than maximum length 2."),
    ],
)
def test_a_limit_refuses_in_the_words_that_people_are_told_in_chinese(name, wrong, message):
    with pytest.raises(ValidationError) as refused:
        request_schema_of(Bounded)().load({name: wrong})
    assert refused.value.messages == {name: [message]}


def test_limits_are_published_and_do_not_change_what_fits():
    assert request_schema_of(Bounded)().load({"sizes": ["s"]}) == Bounded(sizes=("s",))
    shares = json_schema_of(event_schema_of(Bounded))["components"]["schemas"]["Bounded"]["properties"]
    assert shares["share"] == {"type": "integer", "minimum": 0, "maximum": 99, "default": 0}
    assert shares["code"]["pattern"] == "^[a-z]+$"


@record
class Row:
    """A row that is stored as it came."""

    on: date
    at: datetime | None = None
    parts: tuple[Line, ...] | Absent = ABSENT


@record
class Told:
    """Something that carries a row by value."""

    row: Annotated[dict[str, Any], Opaque("digested as it came"), Shaped(Row)]


KEPT = {"on": "2026-07-01", "at": "2026-07-01T08:00:00+08:00", "parts": [{"number": 1, "label": None}]}


def test_what_is_kept_stays_the_json_that_came():
    assert kept_schema_of(Row)().load(KEPT | {"unknown": 1}) == KEPT
    assert kept_schema_of(Row)().load({"on": "2026-07-01"}) == {"on": "2026-07-01", "at": None}
    with pytest.raises(ValidationError, match="not an ISO 8601 day"):
        kept_schema_of(Row)().load({"on": "tomorrow"})


def test_json_in_the_shape_of_a_record_is_checked_like_it_and_read_as_it_came():
    shape = json_schema_of(event_schema_of(Told))["components"]["schemas"]
    assert shape["Row"] == json_schema_of(event_schema_of(Row))["components"]["schemas"]["Row"]
    assert event_schema_of(Told)().load({"row": KEPT}) == Told(row=KEPT)
