"""Forms made from what commands declare: every field has its place and its name, and what is sent fits the schema."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest
from werkzeug.datastructures import MultiDict

from services.gateway.console.commands.titles import LABELS, TITLES, title_of
from services.gateway.console.fields.making import fields_of
from services.gateway.console.fields.reading import params_of, place_of
from shared.contracts.methods import every_method, method, methods_of
from shared.kernel.catalogue import text

COMMANDS = [entry for entry in every_method() if entry.kind != "query"]
SAMPLES = {"day": "2026-07-05", "number": "3", "yes": "yes", "area": "经核对，情况属实。", "texts": "甲\n乙"}


def request_of(entry):
    """The shape that the command takes."""
    return methods_of(entry.service).shapes[entry.request]


def fields(entry):
    """The form of a command."""
    return fields_of(request_of(entry), methods_of(entry.service).shapes)


def leaves(found, prefix=""):
    """(place in the form, field) of everything that is filled in; the first row of each table."""
    for field in found:
        place = prefix + field.path
        if field.kind == "rows":
            yield from leaves(field.columns, f"{place}.0.")
        elif field.kind == "group":
            yield from leaves(field.columns, prefix)
        else:
            yield place, field


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda one: one.full_name)
class TestEveryCommand:
    def test_has_a_chinese_name(self, entry):
        assert re.fullmatch(r"[\u4e00-\u9fff（）、]+", title_of(entry.service, entry.name))

    def test_every_field_has_a_name_that_people_read(self, entry):
        names = {place: field.label for place, field in leaves(fields(entry))}
        own = LABELS.get(entry.full_name, {})
        unnamed = [place for place, name in names.items() if name == text("field_unnamed") and place not in own]
        assert unnamed == []

    def test_every_choice_has_a_name_that_people_read(self, entry):
        found = leaves(fields(entry))
        assert [(place, key) for place, field in found for key, name in field.options if name == key] == []

    def test_no_field_is_lost_between_form_and_call(self, entry):
        found = fields(entry)
        form = MultiDict(
            (
                place_of(place),
                field.options[0][0]
                if field.options
                else SAMPLES.get(field.kind, "甲=1" if field.kind == "pairs" else "某"),
            )
            for place, field in leaves(found)
        )
        sent = params_of(found, form)
        assert set(sent) == set(request_of(entry)["properties"]) - {"idempotency_key"}
        whole = {**request_of(entry), "$defs": dict(methods_of(entry.service).shapes)}
        kinds = {
            error.kind.name
            for error in jsonschema_rs.Draft202012Validator(whole).iter_errors({**sent, "idempotency_key": "k"})
        }
        assert kinds <= {"pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "format"}

    def test_an_empty_form_leaves_out_all_that_may_be(self, entry):
        sent = params_of(fields(entry), MultiDict())
        assert set(sent) <= set(request_of(entry).get("required", ()))


def test_names_are_given_to_commands_that_exist():
    known = {one.full_name for one in COMMANDS} | {one.name for one in COMMANDS}
    assert set(TITLES) <= known
    assert set(LABELS) <= known


def test_rows_keep_their_order_and_blank_ones_are_left_out():
    entry = method("committee.report_cleaning")
    form = MultiDict({"removed-0-expert_no": "E1", "removed-0-reason": "退休", "removed-3-expert_no": "E2"})
    sent = params_of(fields(entry), form)
    assert sent["removed"] == [{"expert_no": "E1", "reason": "退休"}, {"expert_no": "E2"}]


def test_what_is_no_number_is_left_for_the_service_to_refuse():
    entry = method("committee.schedule_session")
    sent = params_of(fields(entry), MultiDict({"panel_size": "九"}))
    assert sent["panel_size"] == "九"
