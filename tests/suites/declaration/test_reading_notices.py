"""What portals and people ask of a notice before anybody files: the whole of it, clause by clause, word by word."""

import re

import pytest

from shared.policy.pack.unit_kinds import routes_of
from shared.policy.told.sayings import headings
from tests.support.amendments import STATEMENT, amended, window
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal
from tests.support.five_notices import EVERY_NOTICE, NOTICES, cited_in, pack_of

LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def notice_of(office):
    """Each notice, asked for once."""
    told = {notice: office.ask(None, "get_notice", notice_id=notice) for notice in NOTICES}
    return told.__getitem__


@EVERY_NOTICE
def test_a_notice_tells_its_days_fees_materials_and_words(notice_of, notice_id):
    told, pack = notice_of(notice_id), pack_of(notice_id)
    assert (told["title"], told["document_number"]) == (pack.notice.title, pack.notice.document_number)
    assert [(one["window_id"], one["opens_on"], one["closes_on"], one["clause"]) for one in told["windows"]] == [
        (one.id, one.opens_on and one.opens_on.isoformat(), one.closes_on.isoformat(), one.clause)
        for one in pack.windows
    ]
    assert [one["amount_fen"] for one in told["fees"]] == [fee.amount_fen for fee in pack.fees]
    assert [(one["kinds"], one["clause"]) for one in told["cut_offs"]] == [
        (list(one.kinds), one.clause) for one in pack.cut_offs
    ]
    assert [
        (item["item"], item["copies"], item["paper"], item["max_bytes"], item["media_types"])
        for listed in told["material_lists"]
        for item in listed["items"]
    ] == [
        (item.id, item.copies, item.paper, item.max_bytes, list(item.media_types))
        for listed in pack.material_lists
        for item in listed.items
    ]
    assert told["commitment"] == pack.form("personal_commitment").texts["commitment"]
    assert [one["dimensions"] for one in told["indicators"]] == [list(one.dimensions) for one in pack.indicators]


@EVERY_NOTICE
def test_a_notice_tells_its_plans_and_why_some_take_nothing(notice_of, notice_id):
    told, pack = notice_of(notice_id), pack_of(notice_id)
    assert [one["plan_id"] for one in told["plan_lines"]] == [plan.id for plan in pack.plans]
    assert [one["plan_id"] for one in told["plan_lines"] if one["availability"]["reason"]] == [
        plan.id for plan in pack.plans if plan.availability.state != "open"
    ]
    assert [(one["state"], one["reason"], one["clause"]) for one in told["not_taken"]] == [
        (entry.state, entry.reason, entry.clause) for entry in pack.unoffered
    ]
    assert [one["code"] for one in told["committees"]] == [spec.code for spec in pack.committees]
    for one in told["committees"]:
        assert "{" not in one["name"]
    for plan in told["plan_lines"]:
        assert plan["open"] is False or plan["availability"]["state"] == "open"


@EVERY_NOTICE
def test_every_clause_that_a_notice_or_its_plans_name_is_found(office, notice_of, notice_id):
    told = notice_of(notice_id)
    plans = [
        office.ask(None, "get_plan", plan_id=one["plan_id"], notice_id=notice_id) for one in told["plan_lines"][::7]
    ]
    named = {one for one in cited_in([told, plans]) if one.partition("/")[0] == notice_id}
    assert len(named) > 10
    assert named <= {one["clause"] for one in told["clauses"]}


@EVERY_NOTICE
def test_a_clause_tells_how_it_is_cited_and_what_rests_on_it(office, notice_of, notice_id):
    told = notice_of(notice_id)
    assert {one["clause"]: one["heading"] for one in told["clauses"]} == headings(pack_of(notice_id))
    found = [
        office.ask(None, "get_clause", notice_id=notice_id, section=one["clause"].partition("/")[2])
        for one in told["clauses"]
    ]
    assert [one["heading"] for one in found] == [one["heading"] for one in told["clauses"]]
    for one in found:
        assert one["full_citation"] == f"{told['document_number']} {one['citation']}"
        for said in one["sayings"]:
            words = " ".join(said[name] or "" for name in ("section_name", "subject", "said"))
            assert not LATIN.search(words), (one["clause"], words)
    assert any(len(one["sayings"]) > 1 for one in found)
    assert [slip for one in found for slip in one["slips"]] == sorted(
        told["slips"], key=lambda slip: [one["clause"] for one in found].index(slip["clause"])
    )


def test_a_clause_is_cited_as_papers_write_it(office):
    told = office.ask(None, "get_clause", notice_id="chifeng-2026", section="4.2.1.2")
    assert told["citation"] == "四（二）1（2）"
    assert [one["citation"] for one in told["above"]] == ["四", "四（二）", "四（二）1"]
    assert {"论文、论著、译著、研究报告等理论研究成果（复印件）"} <= {one["subject"] for one in told["sayings"]}
    annex = office.ask(None, "get_clause", notice_id="chifeng-2026", section="annex.1")
    assert annex["full_citation"] == "赤人社办发〔2026〕43号 附件1"
    assert any(not one["verified"] and one["source"] for one in annex["sayings"])


def test_what_is_no_clause_of_a_notice_is_not_found(office):
    assert refusal(office.ask, None, "get_clause", notice_id="chifeng-2026", section="99").slug == "clause_not_found"
    assert refusal(office.ask, None, "get_clause", notice_id="nobody-2026", section="1").slug == "notice_not_found"
    assert refusal(office.ask, None, "get_notice", notice_id="nobody-2026").slug == "notice_not_found"
    unknown = refusal(office.ask, None, "get_notice", notice_id="chifeng-2026", notice_version=9)
    assert unknown.slug == "notice_not_found"


def test_a_notice_tells_its_versions_and_an_earlier_one_stays_readable(world):
    world.clock.set(people.at(6, 20))
    world.publish(amended(window("filing-senior", closes_on="2026-07-20")))
    newest = world.ask(None, "get_notice", notice_id="chifeng-2026")
    first = world.ask(None, "get_notice", notice_id="chifeng-2026", notice_version=1)
    assert [one["version"] for one in first["versions"]] == [1, 2]
    assert first["versions"] == newest["versions"]
    assert [one["amendment"] and one["amendment"]["reason"] for one in newest["versions"]] == [
        None, STATEMENT["reason"],
    ]  # fmt: skip
    ends = [
        next(one["closes_on"] for one in told["windows"] if one["window_id"] == "filing-senior")
        for told in (first, newest)
    ]
    assert ends == ["2026-07-10", "2026-07-20"]


@EVERY_NOTICE
def test_a_plan_tells_its_menu_and_every_way_through_the_audit(office, notice_id):
    pack = pack_of(notice_id)
    for plan in pack.plans[::5]:
        told = office.ask(None, "get_plan", plan_id=plan.id, notice_id=notice_id)
        taken = {route.id for route in routes_of(pack, plan).values()}
        assert {one["route_id"] for one in told["routes"]} == taken
        for route in told["routes"]:
            assert route["stages"][-1]["does"] == "recheck"
            assert {stage["holder_id"] for stage in route["stages"]} == {None}
        menu = pack.indicators_for(plan)
        assert (told["indicators"] or {}).get("dimensions") == (list(menu.dimensions) if menu else None)
        assert [(one["item"], one["paper_copies"]) for one in told["items"]] == [
            (item.id, item.paper_copies(plan.mode)) for item in pack.materials(plan)
        ]
        assert "{" not in told["committee_name"]


def test_a_plan_tells_the_way_of_a_unit_and_who_holds_each_stage(office):
    told = office.ask(None, "get_plan", plan_id=people.PLAN, notice_id="chifeng-2026", unit_id=people.UNIT)
    (route,) = told["routes"]
    assert [(stage["name"], stage["holder_id"]) for stage in route["stages"]] == [
        ("用人单位初审", people.UNIT), ("旗县区教育局审核", people.DEPARTMENT),
        ("旗县区人力资源和社会保障局审核", people.BUREAU), ("市教育局审核", people.CITY_EDUCATION),
        ("评委会办事机构复核", people.OFFICE),
    ]  # fmt: skip
    assert route["stages"][0]["holder_name"] == "松山区第三小学"
    assert (route["stages"][0]["publicity"], route["stages"][0]["publicity_days"]) == ("unit", 5)
    assert {stage["due_on"] for stage in route["stages"]} == {"2026-07-20", "2026-10-30"}


def test_a_committee_of_every_county_is_named_for_the_units_place(office):
    asked = {"plan_id": "k12-county-middle", "notice_id": "chifeng-2026"}
    assert office.ask(None, "get_plan", **asked)["committee_name"] == "赤峰市各旗县区中级职称评审委员会"
    named = office.ask(None, "get_plan", **asked, unit_id=people.UNIT)
    assert named["committee_name"] == "赤峰市松山区中级职称评审委员会"
    assert named["routes"][0]["stages"][-1]["holder_name"] is None, "松山区 has registered no office"


def test_a_unit_without_a_way_or_that_nobody_knows_is_told_so(office):
    asked = {"plan_id": "k12-city-middle", "notice_id": "chifeng-2026"}
    error = refusal(office.ask, None, "get_plan", **asked, unit_id=people.UNIT)
    assert (error.slug, error.clause, error.path) == ("no_route", "chifeng-2026/2.1", "unit_id")
    assert refusal(office.ask, None, "get_plan", **asked, unit_id="nowhere").slug == "unit_not_found"


@EVERY_NOTICE
def test_the_words_of_a_notice_are_those_that_its_plans_use(office, notice_id):
    pack, of_it = pack_of(notice_id), {"notice_id": notice_id}
    words = {
        name: office.every("list_dictionary", dictionary=name, filter=of_it)
        for name in ("series", "majors", "regions", "document_kinds", "media_types", "honours", "committees")
    }
    codes = {name: [one["code"] for one in found] for name, found in words.items()}
    assert codes["series"] == sorted({plan.series for plan in pack.plans})
    assert {(plan.series, major) for plan in pack.plans for major in plan.majors} <= {
        (one["of"], one["code"]) for one in words["majors"]
    }
    assert codes["regions"] == sorted(region.code for region in pack.regions)
    assert {"personal_commitment", "evaluation_form"} <= set(codes["document_kinds"])
    assert "application/pdf" in codes["media_types"]
    places = [region.code for region in pack.regions]
    assert {
        pack.committee_code(plan, place)
        for plan in pack.plans
        for place in places
        if not (pack.committee(plan).is_per_county and place.endswith("00"))
        and not (pack.committee(plan).is_per_city and place.endswith("0000"))
    } <= set(codes["committees"])
    for one in (entry for found in words.values() for entry in found):
        assert re.search(r"[\u4e00-\u9fff]|PDF", one["name"])
        assert "{" not in one["code"] + one["name"]


def test_a_dictionary_comes_whole_by_page_and_by_what_it_belongs_to(office):
    whole = office.every("list_dictionary", dictionary="regions")
    assert whole == office.every("list_dictionary", dictionary="regions", limit=7)
    assert [one["code"] for one in whole] == sorted({one["code"] for one in whole})
    chifeng = office.every("list_dictionary", dictionary="regions", filter={"of": "150400"})
    assert {"150402", "150404"} <= {one["code"] for one in chifeng}
    assert {one["of"] for one in chifeng} == {"150400"}
    water = {"code": "water", "name": "水利工程", "of": "engineering"}
    assert water in office.every("list_dictionary", dictionary="majors", filter={"of": "engineering"})
    named = {name: len(office.every("list_dictionary", dictionary=name)) for name in ("series", "honours")}
    assert named["series"] > 25
    assert named["honours"] > 15
    error = refusal(office.ask, None, "list_dictionary", dictionary="series", filter={"notice_id": "nobody-2026"})
    assert error.slug == "notice_not_found"
