"""An organisation's days, its end, and what its history keeps."""

from dataclasses import replace
from datetime import date

import pytest

from services.audit.domain.organisation import Organisation
from services.audit.domain.organisation_changes import FieldChange, differences
from shared.contracts.audit.organisation import Contact
from shared.kernel.errors import ZhipingError

FIRST, LAST, TODAY = date(2026, 3, 1), date(2026, 6, 30), date(2026, 6, 15)
SCHOOL = Organisation(
    "school", "松山区第一小学", "unit", "county", "150404", "education", "public_institution", "bureau",
    Contact(telephone="0476-8220000", address=None, email=None),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "day", "state"),
    [
        ({}, TODAY, "standing"),
        ({"valid_from": FIRST}, date(2026, 2, 28), "coming"),
        ({"valid_from": FIRST}, FIRST, "standing"),
        ({"valid_until": LAST}, LAST, "standing"),
        ({"valid_until": LAST}, date(2026, 7, 1), "ended"),
        ({"valid_until": LAST, "merged_into": "other"}, FIRST, "merged"),
    ],
)
def test_it_stands_from_its_first_to_its_last_day(changes, day, state):
    entry = replace(SCHOOL, **changes)
    assert entry.state_on(day) == state
    assert entry.stands_on(day) is (state == "standing")


def test_a_last_day_before_the_first_is_refused_whoever_sets_it():
    begun = replace(SCHOOL, valid_from=LAST)
    with pytest.raises(ZhipingError) as caught:
        begun.end(FIRST)
    assert (caught.value.slug, caught.value.path) == ("organisation_days_reversed", "last_day")
    with pytest.raises(ZhipingError) as caught:
        replace(SCHOOL, valid_from=LAST, valid_until=FIRST).require_sound()
    assert (caught.value.slug, caught.value.path) == ("organisation_days_reversed", "valid_from")


def test_the_end_of_an_organisation_is_lifted_as_it_was_set():
    entry = replace(SCHOOL)
    entry.end(LAST)
    assert entry.state_on(date(2026, 7, 1)) == "ended"
    entry.end(None)
    assert entry == SCHOOL


def test_a_merged_one_is_over_on_the_day_of_the_merger_and_stays_as_it_is():
    entry = replace(SCHOOL)
    entry.merge_into(replace(SCHOOL, id="other"), TODAY)
    assert (entry.merged_into, entry.valid_until) == ("other", date(2026, 6, 14))
    with pytest.raises(ZhipingError) as caught:
        entry.require_changeable()
    assert caught.value.slug == "organisation_merged"


def test_one_that_has_ended_before_keeps_its_last_day_when_it_is_merged():
    entry = replace(SCHOOL, valid_until=FIRST)
    entry.merge_into(replace(SCHOOL, id="other"), TODAY)
    assert entry.valid_until == FIRST


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({}, "merger_into_itself"),
        ({"id": "other", "kind": "department"}, "merger_kinds_differ"),
        ({"id": "other", "valid_until": FIRST}, "merger_target_not_standing"),
        ({"id": "other", "merged_into": "third"}, "merger_target_not_standing"),
        ({"id": "other", "valid_from": LAST}, "merger_target_not_standing"),
    ],
)
def test_a_merger_needs_another_standing_one_of_the_same_kind(changes, slug):
    entry = replace(SCHOOL)
    with pytest.raises(ZhipingError) as caught:
        entry.merge_into(replace(SCHOOL, **changes), TODAY)
    assert (caught.value.slug, caught.value.path) == (slug, "into_id")
    assert entry == SCHOOL


def test_a_step_tells_every_field_that_moved_as_it_was_and_as_it_is():
    after = replace(SCHOOL, name="松山区实验小学", stationed=True, valid_until=LAST, contact=Contact(telephone="1"))
    assert differences(SCHOOL, after) == (
        FieldChange(field="name", before="松山区第一小学", after="松山区实验小学"),
        FieldChange(field="stationed", before="false", after="true"),
        FieldChange(field="valid_until", before=None, after="2026-06-30"),
        FieldChange(field="contact.telephone", before="0476-8220000", after="1"),
    )
    assert differences(SCHOOL, replace(SCHOOL, version=7)) == ()


def test_the_first_step_tells_what_was_filled_in():
    told = {each.field: (each.before, each.after) for each in differences(None, SCHOOL)}
    assert told["name"] == (None, "松山区第一小学")
    assert told["stationed"] == (None, "false")
    assert not told.keys() & {"id", "version", "channel", "valid_from", "contact.email"}
