"""What no request may hold, and how far the fields reach whose schema does not say."""

import pytest
from marshmallow import Schema, fields

from shared.kernel.errors import ZhipingError
from shared.kernel.text import is_plain
from shared.messaging.rpc.endpoint import TOLD_AT_ONCE, Endpoint
from shared.messaging.rpc.field_messages import in_chinese
from shared.wire.answer import AnswerContract
from shared.wire.types import Done


class Inner(Schema):
    day = fields.Date()


class Question(Schema):
    name = fields.String()
    number = fields.Integer()
    rows = fields.List(fields.Nested(Inner))
    free = fields.Dict(keys=fields.String(), values=fields.Raw())


ENDPOINT = Endpoint("ask", "query", Question(), lambda service, tx, request: {}, AnswerContract("ask", Done))


def refused(**params):
    with pytest.raises(ZhipingError) as error:
        ENDPOINT.load(params)
    assert error.value.slug == "invalid_field"
    return error.value


@pytest.mark.parametrize("text", ["张三丰", "a\nb\tc", "ᠮᠣᠩᠭᠣᠯ\u180e", "👩\u200d🔬", "\U00020000", "é"])
def test_what_people_write_is_plain(text):
    assert is_plain(text)
    assert ENDPOINT.load({"name": text}) == {"name": text}


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\x1b[2J", "a\u202eb", "\u2066", "\ufffe", "\x85", "\x7f"])
def test_control_characters_half_characters_and_turned_orders_are_refused_where_they_stand(text):
    assert refused(name=text).path == "name"
    assert refused(free={"x": [1, {"y": text}]}).path == "free.x.1.y"


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\u3000", "\u200b", "\ufeff", "\u2800", "\u3164", "\u0301", "\ufe0f"], ids=ascii
)
def test_a_text_of_which_nothing_can_be_seen_is_refused_where_it_stands(text):
    error = refused(rows=[], name=text)
    assert (error.path, error.details["reason"]) == ("name", "没有可见的文字；无内容的项目应不填。")
    assert refused(free={"x": [text]}).path == "free.x.0"


def test_a_field_name_that_cannot_be_repeated_is_not_repeated():
    error = refused(free={"\x00": 1})
    assert error.path == "free"
    assert "\x00" not in str(error.to_wire())
    assert refused(**{"k" * 101: 1}).path == ""


def test_a_number_that_no_column_takes_is_refused():
    assert ENDPOINT.load({"number": 2**31 - 1})
    assert refused(number=2**31).path == refused(number=-(10**30)).path == "number"


def test_what_is_nested_too_deep_is_refused():
    buried = []
    for _ in range(1000):
        buried = [buried]
    assert refused(free={"x": buried}).details["reason"] == "嵌套层次过深。"


def test_texts_lists_and_days_have_an_end():
    assert refused(name="x" * 201).path == "name"
    assert refused(rows=[{}] * 5001).path == "rows"
    assert refused(rows=[{}, {"day": "9999-12-31"}]).path == "rows.1.day"


def test_an_answer_lists_so_many_faults_and_no_more():
    assert len(refused(rows=[None] * 4000).details["errors"]) == TOLD_AT_ONCE


def test_a_reason_that_is_not_known_is_still_chinese():
    assert in_chinese("Not a valid IPv6 interface.", "address") == "不符合要求。"
