"""The register on the pages of whoever keeps it, over the services as they are."""

import re

import pytest

from tests.support.audit_suite.rightly import CALLS
from tests.support.audit_suite.world import PUBLISHER
from tests.support.clerk_site import Console

REGISTER = "/publish/organisations"
REASON = "根据机构编制部门批复。"


@pytest.fixture
def publisher(pair, monkeypatch):
    return Console(pair, monkeypatch, PUBLISHER, house="赤峰市")


@pytest.fixture
def school(pair):
    """A unit of the test's own: its id, and its page."""
    entry = CALLS["register_organisation"](pair.audit).params | {"name": "松山区第七小学"}
    entry.pop("idempotency_key")
    key = pair.audit.do(PUBLISHER, "register_organisation", **entry)["organisation_id"]
    pair.settle()
    return key


def seen(pair, key):
    return pair.audit.call(None, "get_organisation", organisation_id=key)


def rows(page):
    return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]+)', page)


def form_of(page):
    """Where a form page leads back to, and its hidden fields, as a browser sends them."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    fixed = [value for name, value in hidden if name == "fixed"]
    return {name: value for name, value in hidden if name not in ("csrf", "idempotency_key")} | {"fixed": fixed}


def test_the_register_is_narrowed_by_name_place_kind_and_state(publisher):
    whole = publisher.get(REGISTER)
    assert "共 " in whole
    assert "松山区第一小学" in rows(whole)
    found = rows(publisher.get(f"{REGISTER}?name=教育局&within=150404&kind=department&state=standing&sort=region"))
    assert found == ["松山区教育局"]
    assert "没有符合条件的单位" in publisher.get(f"{REGISTER}?state=ended&name=教育局")
    assert rows(publisher.get(f"{REGISTER}?state=x&kind=x&within=x&sort=x")) == rows(whole)


def test_an_entry_shows_where_it_lies_and_who_is_above_it(publisher, school):
    page = publisher.get(f"{REGISTER}/{school}")
    assert "松山区 150404" in page
    assert "松山区教育局" in page
    assert "变更记录" in page
    assert PUBLISHER.name in page


def test_a_change_begins_with_what_stands_there_and_is_told_in_the_history(pair, publisher, school):
    page = publisher.get(f"{REGISTER}/{school}/change")
    assert 'value="松山区第七小学"' in page
    assert "0476-8220000" in page
    assert "主管部门：松山区教育局" in page
    sent = form_of(page) | {"name": "松山区实验小学", "kind": "unit", "contact-telephone": "0476-1", "reason": REASON}
    assert publisher.send(f"{REGISTER}/{school}/change", **sent) == f"{REGISTER}/{school}"
    assert (seen(pair, school)["name"], seen(pair, school)["contact"]["telephone"]) == ("松山区实验小学", "0476-1")
    assert seen(pair, school)["parent_id"] == pair.audit.ids["bureau"]
    told = publisher.get(f"{REGISTER}/{school}")
    assert "松山区第七小学 → 松山区实验小学" in re.sub(r"\s+", " ", told)
    assert REASON in told


def test_what_is_refused_comes_back_with_what_was_typed(pair, publisher, school):
    page = publisher.get(f"{REGISTER}/{school}/change")
    stale = form_of(page) | {"expected_version": "9", "name": "松山区实验小学", "kind": "unit", "reason": REASON}
    again = publisher.send(f"{REGISTER}/{school}/change", 409, **stale)
    assert 'value="松山区实验小学"' in again
    assert seen(pair, school)["name"] == "松山区第七小学"


def test_another_body_above_is_found_by_name_and_named_before_it_is_set(pair, publisher, school):
    page = publisher.get(f"{REGISTER}/{school}/other/parent?name=红山区")
    assert rows(page) == ["红山区教育局"]
    address = re.search(rf'href="({REGISTER}/{school}/change\?parent_id=[^"]+)"', page)[1]
    form = publisher.get(address)
    assert "主管部门：红山区教育局" in form
    publisher.send(address, **form_of(form), name="松山区第七小学", kind="unit", reason=REASON)
    assert seen(pair, school)["parent_id"] == pair.audit.ids["other"]
    assert "红山区教育局" in publisher.get(f"{REGISTER}/{school}")


def test_an_end_is_set_and_lifted_and_the_person_of_the_unit_is_told_the_day(pair, publisher, school):
    page = publisher.get(f"{REGISTER}/{school}")
    address = re.search(r'href="(/do/audit/end_organisation[^"]+)"', page)[1].replace("&amp;", "&")
    form = publisher.get(address)
    assert "最后一日（不填为恢复启用）" in form
    assert publisher.send(address, **form_of(form), last_day="2026-06-01", reason=REASON) == f"{REGISTER}/{school}"
    page = publisher.get(f"{REGISTER}/{school}")
    assert "已停用" in page
    assert "2026年6月1日" in page
    assert "松山区第七小学" in rows(publisher.get(f"{REGISTER}?state=ended"))
    address = re.search(r'href="(/do/audit/end_organisation[^"]+)"', page)[1].replace("&amp;", "&")
    publisher.send(address, **form_of(publisher.get(address)), last_day="", reason=REASON)
    assert seen(pair, school)["state"] == "standing"
    assert "恢复启用" in publisher.get(f"{REGISTER}/{school}")


def test_a_merger_is_chosen_among_standing_ones_of_the_kind_and_ends_the_forms(pair, publisher, school):
    page = publisher.get(f"{REGISTER}/{school}/other/merge?name=第一小学")
    assert rows(page) == ["松山区第一小学"]
    address = re.search(r'href="(/do/audit/merge_organisation[^"]+)"', page)[1].replace("&amp;", "&")
    form = publisher.get(address)
    assert "将“松山区第七小学”并入“松山区第一小学”" in form
    assert publisher.send(address, **form_of(form), reason=REASON) == f"{REGISTER}/{school}"
    done = publisher.get(f"{REGISTER}/{school}")
    assert "已并入其他单位" in done
    assert "松山区第一小学" in done
    assert "变更登记信息" not in done


def test_nobody_else_finds_the_way_in(pair, monkeypatch):
    clerk = Console(pair, monkeypatch, pair.audit.clerk("school"), house="松山区第一小学")
    assert "没有" in clerk.get(f"{REGISTER}/{pair.audit.ids['school']}", 403)
