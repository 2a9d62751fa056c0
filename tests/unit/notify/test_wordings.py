"""Texts by name and version: what refuses to start, and what a message says of the text it was written by."""

from dataclasses import replace

import pytest

from services.notify.domain import wording
from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import person
from services.notify.domain.wording import EXAMPLES, FIELDS, Wording, refuse_unknown_fields, wordings


def test_every_text_fills_into_words_without_an_open_field():
    refuse_unknown_fields()
    assert len(wordings()) > 80
    for one in wordings().values():
        assert not set("{}") & set("".join(one.example()).replace(EXAMPLES["line"], "")), one.name
    assert set(EXAMPLES) >= FIELDS


def test_no_text_carries_a_link_that_could_outlive_its_letter():
    assert [one.name for one in wordings().values() if "://" in one.title + one.body] == []


def test_a_text_with_a_field_that_nothing_fills_stops_the_service_and_names_its_place(monkeypatch):
    wrong = {
        "remind": Wording("remind", "{what}{wann}", "{what}"),
        "audit_passed": Wording("audit_passed", "{wen}", "{label}"),
    }
    monkeypatch.setattr(wording, "wordings", lambda: wrong)
    with pytest.raises(ValueError, match=r"notify_remind_title: {wann}; notify_audit_passed_title: {wen}$"):
        refuse_unknown_fields()


def test_a_reminder_may_name_less_than_the_notice_of_a_fact():
    assert Wording("remind_x", "{reason}", "").unknown() == ["notify_remind_x_title: {reason}"]
    assert Wording("extension_x", "{reason}", "").unknown() == []


def test_one_other_character_is_another_version():
    one = wordings()["remind_audit_stage"]
    assert one.version == replace(one).version
    assert one.version != replace(one, body=f"{one.body}。").version
    assert one.version != replace(one, title=f"{one.title}!").version


def test_a_message_names_its_text_and_version():
    draft = notice("audit_passed", person("p"), DeadlineItem("d", "CF-1"), "once")
    assert (draft.wording, draft.wording_version) == ("audit_passed", wordings()["audit_passed"].version)
