"""Posts, quotas, charges, hand-overs, rejections, whose a number is, and what the results bring back to the units."""

import pytest

from services.committee.results.publicity import ResultObjectionView
from services.notify.results import MessageView
from shared.kernel.caller import Caller
from shared.wire.plain import read_as
from tests.support.audit_suite.world import key_of
from tests.support.clerk_site import Console

OBJECTION = {
    "objection_id": "o-1", "version": 2, "session_id": "s-1", "declaration_id": key_of(1), "person_name": "阿古拉",
    "unit_name": "松山区第一小学", "about": "material", "content": "论文不实，请核查。",
    "filed_at": "2026-10-20T09:00:00+08:00", "investigator_id": "unit", "finding": None, "findings": None,
    "outcome": "open", "opinion": None,
}  # fmt: skip
MESSAGE = {
    "message_id": "m-1", "kind": "result_objection_to_investigate", "category": "notice", "title": "请核实异议",
    "body": "请在规定期限内核实。", "person_id": None, "organisation_id": "unit", "subject_id": "o-1", "items": [],
    "days_before": 0, "due_at": None, "due_on": None, "clause": None, "channel": "inbox",
    "sent_at": "2026-10-20T09:00:00+08:00", "read_at": None,
    "wording": "investigate", "wording_version": "1",
}  # fmt: skip


@pytest.fixture(scope="module")
def cases(pair):
    """Two declarations of the school."""
    pair.apart = True
    return [pair.audit.submitted(number) for number in (1, 2)]


@pytest.fixture
def at_work(pair, monkeypatch):
    return lambda place: Console(pair, monkeypatch, pair.audit.clerk(place))


def test_what_stands_in_for_other_services_has_their_shape():
    assert read_as(ResultObjectionView, OBJECTION).person_name == "阿古拉"
    assert read_as(MessageView, MESSAGE).subject_id == "o-1"


def test_a_unit_states_its_posts_and_nothing_stated_is_told(at_work):
    school = at_work("school")
    assert "请至少填写一个级别" in school.send("/posts", 200, notice_id="chifeng-2026")
    where = school.send("/posts", notice_id="chifeng-2026", **{"approved.middle": "30", "filled.middle": "28"})
    assert "已填报" in school.get(where)
    assert school.send("/posts", 200, notice_id="chifeng-2026", **{"approved.middle": "-1"})


def test_the_body_that_the_notice_names_divides_its_quota(at_work):
    city = at_work("city")
    filled = {"quota": "chifeng-2026/k12-full-senior", "region": ["150404"], "number": ["9"]}
    page = city.get(city.send("/quotas", **filled))
    assert "本次分配合计 9" in page
    assert "9（余 40）" in page
    assert "alert-danger" in city.send("/quotas", 200, **(filled | {"number": ["x"]}))
    assert "alert-danger" in at_work("bureau").send("/quotas", 200, **filled)
    assert "alert-danger" in city.send("/quotas", 200, quota="")


def test_a_fee_that_is_not_settled_cannot_be_kept(at_work, cases):
    path = f"/cases/{cases[0]}/charge"
    county = at_work("county")
    page = county.get(path)
    assert "标准待定" in page
    filled = {"expected_version": county.hidden(page), "kind": "review", "receipt": "0001"}
    for amount in ("560", "1e9", "", "12.345"):
        assert "alert-danger" in county.send(path, 200, amount=amount, **filled)


def test_a_clerk_hands_over_only_what_is_his_own_affair(at_work, pair, monkeypatch, cases):
    path = f"/cases/{cases[0]}/hand-over"
    school = at_work("school")
    version = {"expected_version": school.hidden(school.get(path))}
    assert "alert-danger" in school.send(path, 200, **version, reason="无人可办。")
    himself = Caller("person-1", "阿古拉", pair.audit.ids["school"], frozenset({"unit_clerk"}), "150404")
    his = Console(pair, monkeypatch, himself)
    assert "由其他经办人办理" in his.send(
        f"/cases/{cases[0]}/approve", 200, **version, opinion="同意", seal_reference="章"
    )
    assert his.send(path, **version, reason="本人是唯一经办人。") == f"/cases/{cases[0]}"
    assert "松山区教育局" in his.get(f"/cases/{cases[0]}")


def test_a_case_is_rejected_once_and_a_second_clerk_hears_of_it(at_work, cases):
    path = f"/cases/{cases[1]}/reject"
    school = at_work("school")
    page = school.get(path)
    version = {"expected_version": school.hidden(page)}
    assert "旗县区" in page
    assert "wrong" in school.send(path, 200, **version)
    filled = version | {"reason_code": "out_of_scope", "clause": "chifeng-2026/4.3.2", "opinion": "不属于申报范围。"}
    assert school.send(path, **filled) == f"/cases/{cases[1]}"
    again = school.send(path, 200, **filled)
    assert "已由他人办理" in again
    assert "不属于申报范围。" in again


def test_an_objection_to_results_is_investigated(at_work, pair):
    pair.answers |= {
        "notify.list_messages": {"items": [MESSAGE], "next_cursor": None, "total": None},
        "committee.get_objection": OBJECTION, "committee.report_investigation": {"objection_id": "o-1", "version": 3},
    }  # fmt: skip
    school = at_work("school")
    assert "/investigations/o-1" in school.get("/investigations")
    page = school.get("/investigations/o-1")
    assert "论文不实" in page
    filled = {"expected_version": school.hidden(page), "finding": "confirmed", "findings": "经核查属实。"}
    assert school.send("/investigations/o-1", **filled) == "/investigations/o-1"
    method, params = [one for one in pair.asked if one[0] == "committee.report_investigation"][-1]
    assert (method, params["expected_version"], params["finding"]) == ("committee.report_investigation", 2, "confirmed")


def test_an_investigation_that_is_decided_is_shown_with_the_decision(at_work, pair):
    decided = OBJECTION | {
        "finding": "confirmed", "findings": "经核查属实。", "outcome": "upheld", "opinion": "取消结果。"
    }  # fmt: skip
    pair.answers |= {"committee.get_objection": decided}
    page = at_work("school").get("/investigations/o-1")
    assert "取消结果。" in page
    assert "报送核实结果" not in page


def test_only_a_body_above_that_has_to_do_with_him_says_whose_a_number_is(at_work, pair):
    pair.applicant(7)
    path = "/people/person-7"
    department = at_work("bureau")
    page = department.get(path, 404)
    assert '<div class="alert alert-danger" role="alert">' in page
    assert "认定身份证号码" not in at_work("school").get(path)
