"""Calendars to subscribe to: read by a secret that is kept nowhere, and taken back."""

from datetime import date, timedelta

import icalendar
import pytest
from sqlalchemy import text

from services.notify.domain.calendar import MOST_LINKS, SERVES_FOR, SHOWN_CANCELLED
from shared.contracts import audit, declaration
from shared.kernel.errors import ZhipingError
from tests.support.notify_suite import PERSON, UNIT, at, caller, open_case, return_case, start_draft

APPLICANT, CLERK, ANYBODY = caller(PERSON), caller("clerk", UNIT, ("unit_clerk",)), caller("nobody", roles=())


def link(world, who=APPLICANT, whose="mine", key="k"):
    return world.do("make_calendar_link", who, key, whose=whose)


def file(world, made):
    return world.ask("get_calendar", ANYBODY, secret=made["secret"])


def events(world, made):
    return icalendar.Calendar.from_ical(file(world, made)["body"]).walk("VEVENT")


def refused(slug, ask, *args, **named):
    with pytest.raises(ZhipingError) as caught:
        ask(*args, **named)
    assert caught.value.slug == slug


def test_a_day_is_a_whole_day_and_an_hour_an_instant(world):
    start_draft(world, at(6, 12))
    open_case(world, at(6, 20), "d-2")
    return_case(world, at(6, 22), at(6, 29, 18), "d-2")
    by_hour, by_day = events(world, link(world))
    assert by_hour.decoded("dtstart") == at(6, 29, 18)
    assert "DTSTART:20260629T100000Z" in by_hour.to_ical().decode()
    assert (by_day.decoded("dtstart"), by_day.decoded("dtend")) == (date(2026, 7, 10), date(2026, 7, 11))
    assert str(by_hour["summary"]) == "补正退回材料（CF-d-2）"
    assert {str(one["status"]) for one in (by_hour, by_day)} == {"CONFIRMED"}


def test_an_organisation_has_one_entry_for_all_that_is_due_on_a_day(world):
    for number in range(3):
        open_case(world, at(6, 20), f"d-{number}")
    (only,) = events(world, link(world, CLERK, "organisation"))
    assert str(only["summary"]) == "审核申报材料：3件"
    world.sweep(at(7, 21, 9))
    (late,) = events(world, link(world, CLERK, "organisation"))
    assert str(late["summary"]) == "审核申报材料：3件（已逾期）"


def test_what_is_done_is_cancelled_under_the_same_name_and_gone_later(world):
    start_draft(world, at(6, 12))
    made = link(world)
    (before,) = events(world, made)
    world.happens(declaration.SUBMITTED, at(6, 20), declaration_id="d-1")
    (after,) = events(world, made)
    assert (str(after["status"]), after["uid"]) == ("CANCELLED", before["uid"])
    assert after["sequence"] > before["sequence"]
    world.clock.set(at(6, 20) + SHOWN_CANCELLED + timedelta(days=1))
    assert events(world, made) == []


def test_the_same_days_have_the_same_tag_and_others_another(world):
    start_draft(world, at(6, 12))
    made = link(world)
    tag = file(world, made)["etag"]
    world.clock.set(at(6, 13))
    assert file(world, made)["etag"] == tag
    start_draft(world, at(6, 14), "d-2")
    assert file(world, made)["etag"] != tag


def test_the_file_tells_nothing_of_a_person_and_of_whoever_waits_without_a_day(world):
    open_case(world, at(6, 20))
    world.happens(declaration.PROFILE_WAITING, person_id=PERSON, unit_id=UNIT)
    body = file(world, link(world, CLERK, "organisation"))["body"]
    assert [told for told in (PERSON, UNIT, "张三", "audit_stage/") if told in body] == []
    assert body.count("BEGIN:VEVENT") == 1


def test_a_revoked_link_and_one_that_is_over_open_nothing(world):
    made, other = link(world), link(world, key="other")
    world.do("revoke_calendar_link", APPLICANT, link_id=made["link_id"])
    refused("calendar_not_found", file, world, made)
    assert "VCALENDAR" in file(world, other)["body"]
    world.clock.set(world.clock.now() + SERVES_FOR)
    refused("calendar_not_found", file, world, other)
    refused("calendar_not_found", file, world, {"secret": "unknown"})


def test_revoking_again_changes_nothing_and_another_ones_link_cannot_be_found(world):
    made = link(world)
    refused("calendar_not_found", world.do, "revoke_calendar_link", CLERK, link_id=made["link_id"])
    first = world.do("revoke_calendar_link", APPLICANT, link_id=made["link_id"])
    world.clock.set(at(6, 1))
    assert world.do("revoke_calendar_link", APPLICANT, link_id=made["link_id"]) == first


def test_the_same_request_again_gives_the_same_link_another_secret(world):
    first, again = link(world), link(world)
    assert first["link_id"] == again["link_id"]
    refused("calendar_not_found", file, world, first)
    assert "VCALENDAR" in file(world, again)["body"]
    world.do("revoke_calendar_link", APPLICANT, link_id=first["link_id"])
    refused("calendar_link_over", link, world)


def test_links_are_listed_without_their_secrets_to_whoever_may_revoke_them(world):
    mine, house = link(world, CLERK), link(world, CLERK, "organisation", "house")
    listed = world.ask("list_calendar_links", CLERK)["items"]
    assert {one["link_id"] for one in listed} == {mine["link_id"], house["link_id"]}
    colleague = world.ask("list_calendar_links", caller("other", UNIT, ("unit_clerk",)))["items"]
    assert [(one["link_id"], one["whose"], one["made_by"]) for one in colleague] == [
        (house["link_id"], "organisation", "clerk")
    ]
    assert world.ask("list_calendar_links", APPLICANT)["items"] == []
    with world.database.begin_reading() as connection:
        held = repr(connection.execute(text("SELECT * FROM calendar_links")).all())
    assert [made["secret"] for made in (mine, house) if made["secret"] in held] == []


def test_who_acts_for_no_organisation_has_no_calendar_of_one(world):
    refused("role_not_allowed", link, world, APPLICANT, "organisation")


def test_there_is_an_end_to_how_many_links_serve_at_once(world):
    for number in range(MOST_LINKS):
        made = link(world, key=f"k-{number}")
    refused("calendar_links_many", link, world, key="one more")
    world.do("revoke_calendar_link", APPLICANT, link_id=made["link_id"])
    assert link(world, key="another")["link_id"] != made["link_id"]


def test_a_publicity_has_its_day_in_the_calendar_until_it_is_closed(world):
    posted = {"publicity_id": "p-1", "organisation_id": UNIT}
    world.happens(audit.PUBLICITY_POSTED, at(6, 15), **posted, ends_on="2026-06-23")
    made = link(world, CLERK, "organisation")
    (open_,) = events(world, made)
    world.happens(audit.PUBLICITY_CLOSED, at(6, 24), **posted)
    (closed,) = events(world, made)
    assert [str(one["status"]) for one in (open_, closed)] == ["CONFIRMED", "CANCELLED"]
