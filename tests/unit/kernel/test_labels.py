"""Whatever programs call by a word of their own has a Chinese name: fields, choices, states, moves."""

import re
import string

import pytest
from marshmallow import Schema, fields, validate

from infra.service_classes import service_class
from services.audit.domain.transitions import CASE, CaseState
from services.committee.domain.transitions import COMMITTEE, EXTENSION, MEASURE, REVIEW, SESSION
from services.declaration.domain.transitions import DECLARATION, DeclarationState
from services.docgen.domain.document import DOCUMENT
from services.notify.domain.deadline import DEADLINE
from services.notify.domain.dispatch import DISPATCH
from shared.contracts.queues import SERVICES
from shared.kernel.catalogue import catalogue, text
from shared.kernel.errors import ZhipingError, conflict, invalid
from shared.kernel.labels import choices_label, field_label, value_label
from shared.messaging.rpc.methods import endpoints

LATIN = re.compile(r"[A-Za-z]{2,}")


def fields_of(schema, found):
    """Every field of a schema and of what it holds, by its name on the wire."""
    for name, field in schema.fields.items():
        key = field.data_key or name
        found.append((key, field))
        inside(key, field, found)
    return found


def inside(key, field, found):
    """The fields that a list, an object or a nested schema holds."""
    if isinstance(field, fields.Nested):
        assert isinstance(field.schema, Schema)
        fields_of(field.schema, found)
    elif isinstance(field, fields.List):
        found.append((key, field.inner))
        inside(key, field.inner, found)
    elif isinstance(field, fields.Dict) and field.value_field is not None:
        inside(key, field.value_field, found)


EVERY = [
    pair for service in SERVICES for one in endpoints(service_class(service)).values()
    for pair in fields_of(one.schema, [])
]  # fmt: skip


def test_every_field_of_every_request_has_a_name():
    names = {name for name, _ in EVERY}
    assert len(names) > 200
    assert sorted(name for name in names if f"field_{name}" not in catalogue()) == []


def test_every_choice_of_every_request_has_a_name():
    choices = {
        (name, str(value)) for name, field in EVERY if name != "sort"
        for rule in field.validators if isinstance(rule, validate.OneOf) for value in rule.choices
    }  # fmt: skip
    assert len(choices) > 100
    assert sorted(pair for pair in choices if value_label(*pair) is None) == []


def test_every_format_of_its_own_is_told():
    formats = {name for name, field in EVERY for rule in field.validators if isinstance(rule, validate.Regexp)}
    assert len(formats) > 5
    assert sorted(name for name in formats if f"format_{name}" not in catalogue()) == []


def test_names_hold_no_words_of_the_code():
    named = [key for key in catalogue() if key.startswith(("field_", "value_", "format_", "state_"))]
    assert len(named) > 300
    assert [key for key in named if LATIN.search(re.sub(r"\{\w+\}", "", catalogue()[key]))] == []


STATES = [("declaration_not_editable", "state", state.value) for state in DeclarationState]
STATES += [("panel_infeasible", "constraint", name) for name in
           ("panel_size", "rotation", "external", "private", "combination")]  # fmt: skip


@pytest.mark.parametrize(("slug", "name", "word"), STATES)
def test_a_state_or_move_is_told_by_its_name(slug, name, word):
    label = value_label(name, word, slug)
    assert label
    message = conflict(slug, **{name: word}).message
    assert label in message or f"{{{name}}}" not in catalogue()[slug]


TABLES = (CASE, DECLARATION, DOCUMENT, DEADLINE, DISPATCH, COMMITTEE, SESSION, REVIEW, MEASURE, EXTENSION)
STEPS = [(table, state, step) for table in TABLES for state in table.states for step in table.steps]


def test_a_step_at_the_wrong_time_is_told_by_the_names_of_state_and_step():
    unnamed = [(table.aggregate, state) for table, state, _ in STEPS if LATIN.search(table.name_of_state(state))]
    unnamed += [key for table, _, step in STEPS if (key := f"{table.aggregate}_step_{step}") not in catalogue()]
    assert unnamed == []
    for table, state, step in STEPS:
        if table.target(state, step) is None:
            with pytest.raises(ZhipingError) as caught:
                table.after(state, step)
            assert not LATIN.search(caught.value.message)


def placeholders(key):
    """The names that a sentence has places for."""
    return {name for _, name, _, _ in string.Formatter().parse(catalogue()[key]) if name}


@pytest.mark.parametrize("word", ["some_word", "approved_by_nobody", "sections.papers_x"])
def test_no_word_of_the_code_gets_into_any_sentence(word):
    told = {slug: invalid(slug, **dict.fromkeys(placeholders(slug), word)).message for slug in catalogue()}
    assert len(told) > 600
    assert [slug for slug, message in told.items() if word in message] == []


def test_a_field_is_told_by_the_way_to_it():
    assert field_label("profile.education.0.level") == "业绩档案—学历第1项—层次（级别）"
    assert field_label("made_up") == text("field_unnamed")
    assert field_label("rows.11.score") == "评分行第12项—得分"


def test_choices_are_told_once_each_and_depend_on_the_field():
    assert choices_label("level", ["doctor", "master"]) == "博士、硕士"
    assert choices_label("occupation", ["doctor", "nurse"]) == "医师、护士"
    assert choices_label("x", ["never_heard_of", "nor_of_this"]) == text("value_unnamed")


def test_programs_still_get_their_words():
    with pytest.raises(ZhipingError) as caught:
        CASE.after(CaseState.OPEN, "report")
    assert caught.value.message == "当前为“待审核”，不能办理“上报”。"
    words = {"state": "open", "state_name": "待审核", "step": "report", "step_name": "上报"}
    assert caught.value.to_wire()["details"] == words


def test_what_people_wrote_and_notices_are_called_by_stays():
    assert "chifeng-2026" in invalid("notice_not_found", notice="chifeng-2026").message
    assert invalid("committee_exists", code="SX01").message == "评审委员会代码“SX01”已被使用。"
    assert "张三" in invalid("posts_not_stated", units="张三").message
