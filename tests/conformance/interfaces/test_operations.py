"""Every method has one operation over HTTP and every operation one method; the papers say what the code says."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pytest
from openapi_spec_validator import validate

from infra.docs import asyncapi, method_catalogue, openapi
from infra.paths import ROOT
from services.gateway.http.openapi import document
from services.gateway.http.openapi.described import errors_of
from services.gateway.http.operations import FILTER, operations
from services.gateway.http.statuses import status_of
from shared.contracts.methods import every_method, methods_of
from shared.contracts.queues import SERVICES
from shared.kernel.catalogue import catalogue
from shared.wire.json_schema import Check

PATH = re.compile(r"(/[a-z-]+|/\{[a-z_]+\})+")
SIMPLE = {"string", "integer", "boolean", "null"}


@pytest.mark.parametrize("service", SERVICES)
class TestTheCatalogueOfEachService:
    def test_it_says_what_the_code_says(self, service):
        assert method_catalogue.path_of(service).read_text(encoding="utf-8") == method_catalogue.page(service), (
            "run `make docs`"
        )

    def test_every_error_has_a_kind_and_a_text(self, service):
        found = methods_of(service)
        slugs = {slug for one in found.methods.values() for slug in one.errors}
        assert slugs == found.kinds.keys()
        assert slugs <= catalogue().keys()


@pytest.mark.parametrize("entry", every_method(), ids=lambda one: one.full_name)
def test_the_example_of_a_method_fits_what_it_takes_and_gives(entry):
    shapes = dict(methods_of(entry.service).shapes)
    for shape, made_up in ((entry.request, entry.example["request"]), (entry.result, entry.example["result"])):
        assert Check({"$ref": f"#/$defs/{shape}", "$defs": shapes}).faults(made_up) == []


def test_every_operation_shows_what_may_be_sent_and_what_comes_back():
    told = document.document()
    shapes = {"components": told["components"]}
    seen = 0
    for path in told["paths"].values():
        for one in path.values():
            contents = [one["responses"]["200"], *([one["requestBody"]] if "requestBody" in one else [])]
            for content in contents:
                media = content["content"]["application/json"]
                check = Check(media["schema"] | shapes)
                assert [check.faults(each["value"]) for each in media["examples"].values()] == [[]], one["operationId"]
                seen += 1
    assert seen > len(operations())


def test_the_catalogue_is_read_without_what_services_are_built_on():
    program = (
        "import sys; from shared.contracts.methods import every_method; assert every_method(); "
        "print(sorted({'nameko', 'kombu', 'eventlet', 'marshmallow', 'sqlalchemy'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_method_has_one_operation_and_every_operation_a_method():
    named = Counter(one.method.full_name for one in operations())
    assert {name for name, times in named.items() if times > 1} == set()
    assert named.keys() == {one.full_name for one in every_method()}


def test_questions_are_asked_with_get_and_acts_are_posted():
    assert {one.method.full_name for one in operations() if one.verb != ("POST" if one.changes else "GET")} == set()


def test_paths_have_one_form_and_their_places_are_required_fields_of_the_request():
    for one in operations():
        assert PATH.fullmatch(one.path), one.path
        required = methods_of(one.method.service).shapes[one.method.request].get("required", [])
        assert set(one.in_path) <= set(required), one.path


def test_no_two_operations_answer_to_the_same_request():
    shapes = Counter((one.verb, re.sub(r"\{[^}]*\}", "{}", one.path)) for one in operations())
    assert [shape for shape, times in shapes.items() if times > 1] == []


def test_what_a_question_asks_can_be_said_in_a_query_string():
    for one in operations():
        if not one.changes:
            told = {**one.filters, **{name: field for name, field in one.elsewhere.items() if name != FILTER}}
            for name, field in told.items():
                kinds = field.get("type", "object")
                inner = field.get("items", {}).get("type", "string")
                kinds = {kinds} if isinstance(kinds, str) else set(kinds)
                assert kinds <= SIMPLE | {"array"}, (one.path, name)
                assert inner in SIMPLE, (one.path, name)


def test_no_field_of_a_method_is_named_like_a_part_of_the_call():
    taken = {"method", "timeout", "correlation", "dry_run", "self"}
    assert {(one.method.full_name, name) for one in operations() for name in one.fields if name in taken} == set()


def test_an_operation_that_goes_was_deprecated_half_a_year_before():
    for one in operations():
        if one.sunset_on is not None:
            assert one.deprecated_on is not None, one.path
            assert (one.sunset_on - one.deprecated_on).days >= 182, one.path


def test_every_error_over_http_has_a_text_and_a_status():
    found = {slug: kind for one in operations() for slug, kind in errors_of(one).items()}
    assert found.keys() <= catalogue().keys()
    assert {status_of(slug, kind) // 100 for slug, kind in found.items()} == {4, 5}


def test_the_description_of_the_interface_is_up_to_date_and_valid():
    assert openapi.PAGE.read_text(encoding="utf-8") == openapi.page(), "run `make docs`"
    validate(document.document())


def test_the_description_of_the_events_is_up_to_date():
    assert asyncapi.PAGE.read_text(encoding="utf-8") == asyncapi.page(), "run `make docs`"


def test_every_tag_of_the_table_has_a_text():
    assert {f"api_tag_{one.tag}" for one in operations()} <= catalogue().keys()
