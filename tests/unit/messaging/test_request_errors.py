"""How a malformed request becomes one typed error with a path."""

import pytest

from shared.kernel.errors import Kind, ZhipingError
from shared.messaging.rpc.endpoint import Endpoint
from shared.wire.answer import AnswerContract
from shared.wire.requests import Change, ListQuery
from shared.wire.schemas import request_schema_of
from shared.wire.types import Done, record


@record
class School:
    school: str
    year: int


@record
class FillDossier(Change):
    education: tuple[School, ...]


TAKES = request_schema_of(FillDossier)()
ENDPOINT = Endpoint("fill_dossier", "command", TAKES, lambda service, tx, request: {}, AnswerContract("ask", Done))
GOOD = {"idempotency_key": "k", "expected_version": 1, "education": [{"school": "s", "year": 2001}]}


def refused(**change):
    params = {name: value for name, value in {**GOOD, **change}.items() if value is not ...}
    with pytest.raises(ZhipingError) as error:
        ENDPOINT.load(params)
    assert error.value.kind is Kind.INVALID
    return error.value


def test_a_good_request_is_loaded():
    school = School(school="s", year=2001)
    assert ENDPOINT.load(GOOD) == FillDossier(idempotency_key="k", expected_version=1, education=(school,))


def test_an_unknown_field_is_named():
    error = refused(nickname="x")
    assert (error.slug, error.path) == ("unknown_field", "nickname")


def test_a_missing_idempotency_key_has_its_own_slug():
    assert refused(idempotency_key=...).slug == "idempotency_key_missing"


def test_a_missing_field_is_named():
    error = refused(expected_version=...)
    assert (error.slug, error.path) == ("missing_field", "expected_version")


def test_a_fault_inside_a_list_has_the_full_path():
    error = refused(education=[{"school": "s", "year": 2001}, {"school": "s", "year": "MMI"}])
    assert (error.slug, error.path) == ("invalid_field", "education.1.year")


def test_all_faults_are_in_the_details_and_no_value_is_repeated():
    error = refused(expected_version="张三", education=[{"school": 5, "year": 1}], other=1)
    assert set(error.details["errors"]) == {"expected_version", "education.0.school", "other"}
    assert "张三" not in str(error.to_wire())


def test_lists_have_default_and_largest_page_sizes():
    schema = request_schema_of(ListQuery)()
    assert schema.load({}).limit == 50
    assert "limit" in schema.validate({"limit": 501})
