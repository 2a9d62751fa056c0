"""The yearly cleaning of committee and pool, and the sessions that wait for it."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from shared.contracts import declaration
from shared.policy import shipped_pack
from tests.suites.committee.test_watching import why
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import BUREAU, CLERK, OFFICE, at, pool_workbook
from tests.support.stages import staged

CLAUSE = "chifeng-2026/6.2.1"
MEETING = {"notice_id": "chifeng-2026", "meeting_on": "2026-09-10", "place": "赤峰市", "panel_size": 11,
           "procedure": "程序", "measures": "措施"}  # fmt: skip


@staged
def founded(world, content=None, **changes):
    """A committee with a pool, nothing reported yet."""
    world.begin()
    if "code" in changes:
        world.registers(OFFICE, "committee_office")
    committee_id = world.register(**changes)
    world.do(BUREAU, "approve_committee", committee_id=committee_id, expected_version=1, opinion="同意")
    world.import_pool(committee_id, 2, content)
    world.clock.set(at(8, 1))
    return committee_id


def schedule(world, committee_id):
    return world.do(CLERK, "schedule_session", committee_id=committee_id, **MEETING)


def of_engineers(private):
    """A pool of forty engineers, so many of them from private enterprises."""
    old = load_workbook(io.BytesIO(pool_workbook(bad=0))).active
    book = Workbook()
    for number, row in enumerate(old.iter_rows(values_only=True)):
        line = list(row)
        if number:
            line[4], line[6] = "民营企业" if number <= private else "事业单位", "工程技术人员系列"
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_without_this_years_cleaning_no_session_is_scheduled(world):
    committee_id = founded(world)
    error = why(schedule, world, committee_id)
    assert (error.slug, error.clause, error.details["year"]) == ("cleaning_not_reported", CLAUSE, 2026)
    assert world.clean(committee_id)["pool_size"] == 40
    assert schedule(world, committee_id)["state"] == "scheduled"


def test_a_pool_that_has_changed_since_is_reported_again(world):
    committee_id = founded(world)
    world.clean(committee_id)
    assert refusal(world.clean, committee_id) == "cleaning_reported_already"
    world.import_pool(committee_id, 3, pool_workbook(41))
    assert refusal(schedule, world, committee_id) == "cleaning_outdated"
    assert world.clean(committee_id, added=["E041"])["added"] == 1
    assert schedule(world, committee_id)["state"] == "scheduled"
    assert [one["pool_size"] for one in world.events("committee.cleaning_reported")] == [40, 41]


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"removed": [{"expert_no": "E001", "reason": "退休"}]}, "cleaning_disagrees"),
        ({"added": ["E099"]}, "cleaning_disagrees"),
        ({"removed": ["E099"]}, "invalid_field"),
        ({"removed": [{"expert_no": "E099"}]}, "missing_field"),
        ({"notice_id": "none"}, "notice_not_found"),
        ({"committee_id": "none"}, "committee_not_found"),
    ],
)
def test_a_report_that_the_pool_belies_is_refused(world, changes, slug):
    committee_id = founded(world)
    assert refusal(world.clean, **({"committee_id": committee_id} | changes)) == slug
    assert world.rows("cleanings") == []


def test_who_left_is_reported_with_the_reason_and_seen_by_the_authority(world):
    committee_id = founded(world)
    gone = [{"expert_no": "E099", "reason": "退休"}]
    assert world.clean(committee_id, removed=gone, added=["E001", "E002"])["removed"] == 1
    [seen] = world.call(BUREAU, "get_oversight", committee_id=committee_id)["cleanings"]
    assert (seen["removed"], seen["added"], seen["year"]) == (gone, ["E001", "E002"], 2026)


def test_an_empty_pool_is_not_in_order(world):
    world.begin()
    assert refused_by(world.clean, world.register()) == ("pool_empty", CLAUSE)


def test_only_the_own_office_reports(world):
    committee_id = founded(world)
    request = {"committee_id": committee_id, "notice_id": "chifeng-2026", "removed": [], "added": []}
    stranger = type(CLERK)("clerk-8", "x", "office-8", frozenset({"committee_office"}))
    assert refusal(world.do, stranger, "report_cleaning", **request) == "organisation_not_allowed"
    assert refusal(world.do, BUREAU, "report_cleaning", **request) == "role_not_allowed"


@pytest.mark.parametrize(("private", "slug"), [(1, "private_share_too_low"), (2, None)])
def test_a_committee_related_to_enterprises_holds_a_share_of_their_experts(world, private, slug):
    committee_id = founded(world, of_engineers(private), code="chifeng-city-middle", series=["engineering"])
    if slug is None:
        assert world.clean(committee_id)["private"] == private
        return
    error = why(world.clean, committee_id)
    assert (error.slug, error.clause, error.details["least"]) == (slug, CLAUSE, 2)


def test_a_notice_that_does_not_ask_for_it_holds_up_nothing(world):
    committee_id = founded(world)
    silent = {key: value for key, value in shipped_pack("chifeng-2026").raw.items() if key != "cleaning"}
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": silent})
    assert refusal(world.clean, committee_id) == "cleaning_not_asked"
    assert schedule(world, committee_id)["state"] == "scheduled"


def test_a_second_session_of_the_year_needs_no_second_report(world):
    play = Play(world)
    play.schedule()
    assert len(world.rows("cleanings")) == 1
