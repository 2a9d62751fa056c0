"""Forms made from what commands declare: every field has its place and its name, and what is sent fits the schema."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest
from werkzeug.datastructures import MultiDict

from services.gateway.console.commands.fields import fields_of
from services.gateway.console.commands.reading import params_of
from services.gateway.console.commands.titles import LABELS, TITLES, title_of
from shared.contracts.methods import methods_of
from shared.contracts.queues import SERVICES
from shared.kernel.catalogue import text

COMMANDS = [
    method for service in SERVICES for method in methods_of(service).values() if method.kind in ("command", "sweep")
]
SAMPLES = {"day": "2026-07-05", "number": "3", "yes": "yes", "area": "经核对，情况属实。", "texts": "甲\n乙"}


def leaves(fields, prefix=""):
    """(place in the form, field) of everything that is filled in; the first row of each table."""
    for field in fields:
        place = prefix + field.path
        if field.kind == "rows":
            yield from leaves(field.columns, f"{place}.0.")
        elif field.kind == "group":
            yield from leaves(field.columns, prefix)
        else:
            yield place, field


@pytest.mark.parametrize("method", COMMANDS, ids=lambda one: f"{one.service}.{one.name}")
class TestEveryCommand:
    def test_has_a_chinese_name(self, method):
        assert re.fullmatch(r"[\u4e00-\u9fff（）、]+", title_of(method.service, method.name))

    def test_every_field_has_a_name_that_people_read(self, method):
        names = {place: field.label for place, field in leaves(fields_of(method.request, method.shapes))}
        own = LABELS.get(f"{method.service}.{method.name}", {})
        unnamed = [place for place, name in names.items() if name == text("field_unnamed") and place not in own]
        assert unnamed == []

    def test_every_choice_has_a_name_that_people_read(self, method):
        fields = leaves(fields_of(method.request, method.shapes))
        assert [(place, key) for place, field in fields for key, name in field.options if name == key] == []

    def test_no_field_is_lost_between_form_and_call(self, method):
        fields = fields_of(method.request, method.shapes)
        form = MultiDict(
            (
                place,
                field.options[0][0]
                if field.options
                else SAMPLES.get(field.kind, "甲=1" if field.kind == "pairs" else "某"),
            )
            for place, field in leaves(fields)
        )
        sent = params_of(fields, form)
        assert set(sent) == set(method.request["properties"]) - {"idempotency_key"}
        whole = {**method.request, "$defs": method.shapes}
        kinds = {
            error.kind.name
            for error in jsonschema_rs.Draft202012Validator(whole).iter_errors({**sent, "idempotency_key": "k"})
        }
        assert kinds <= {"pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "format"}

    def test_an_empty_form_leaves_out_all_that_may_be(self, method):
        sent = params_of(fields_of(method.request, method.shapes), MultiDict())
        assert set(sent) <= set(method.request.get("required", ()))


def test_names_are_given_to_commands_that_exist():
    known = {f"{one.service}.{one.name}" for one in COMMANDS} | {one.name for one in COMMANDS}
    assert set(TITLES) <= known
    assert set(LABELS) <= known


def test_rows_keep_their_order_and_blank_ones_are_left_out():
    method = methods_of("committee")["report_cleaning"]
    form = MultiDict({"removed.0.expert_no": "E1", "removed.0.reason": "退休", "removed.3.expert_no": "E2"})
    sent = params_of(fields_of(method.request, method.shapes), form)
    assert sent["removed"] == [{"expert_no": "E1", "reason": "退休"}, {"expert_no": "E2"}]


def test_what_is_no_number_is_left_for_the_service_to_refuse():
    method = methods_of("committee")["schedule_session"]
    sent = params_of(fields_of(method.request, method.shapes), MultiDict({"panel_size": "九"}))
    assert sent["panel_size"] == "九"
