"""The public pages of notices, clauses, plans and routes, before the declaration service with all five in force."""

import re

import pytest

from tests.support.console_suite import Console
from tests.support.declaration_suite import people
from tests.support.five_notices import EVERY_NOTICE

CLAUSE = re.compile(r'href="(/notices/[\w-]+/clauses/[\w.]+)"')
PLAN = re.compile(r'href="(/plans/[\w-]+/[\w-]+)"')
LATIN = re.compile(r"[A-Za-z_]{2,}")
METHODS = ("list_notices", "get_notice", "get_clause", "list_plans", "get_plan")


@pytest.fixture(scope="module")
def reader(tmp_path_factory, office):
    """Somebody who has not signed in."""
    made = Console(tmp_path_factory.mktemp("reader"))
    for name in METHODS:
        made.services.says[f"declaration.{name}"] = asks(office, name)
    units = [one for one in people.ORGANISATIONS if one["kind"] == "unit"]
    made.services.says["audit.list_organisations"] = {"items": units, "next_cursor": None, "total": None}
    return made


def asks(office, name):
    """What the service answers to this."""
    return lambda **params: office.ask(None, name, **params)


def latin(text):
    """Words of a page that are no Chinese, behind its own tag; addresses and kinds of files set aside."""
    said = re.sub(r"www[\w.]+|PDF|JPG|PNG", "", text.partition(">")[2])
    return LATIN.findall(said)


@EVERY_NOTICE
def test_a_notice_has_a_page_with_all_that_it_says(reader, notice_id):
    text = reader.get(f"/notices/{notice_id}")
    for heading in (
        "时间安排",
        "收费",
        "材料目录",
        "个人承诺书",
        "评价指标",
        "本通知不受理的申报",
        "评审委员会",
        "条款",
    ):
        assert heading in text
    assert "本人自愿申报" in text
    assert latin(text) == []
    assert f'href="/notices/{notice_id}"' in reader.html("/notices")


@EVERY_NOTICE
def test_every_clause_on_the_pages_leads_to_its_own_page(reader, notice_id):
    page = reader.html(f"/notices/{notice_id}")
    plans = PLAN.findall(page)
    assert len(plans) > 10
    shown = [page, *(reader.html(address) for address in plans[::12])]
    addresses = {address for one in shown for address in CLAUSE.findall(one)}
    assert len(addresses) > 20
    for address in sorted(addresses):
        text = reader.get(address)
        assert "引用写法" in text
        assert latin(text) == [], address


@EVERY_NOTICE
def test_a_plans_page_tells_kinds_paper_commitment_and_ways(reader, notice_id):
    addresses = PLAN.findall(reader.html(f"/notices/{notice_id}"))
    for address in addresses[::15]:
        text = reader.get(address)
        assert "PDF" in text
        assert "本人自愿申报" in text
        assert "用人单位" in text
        assert latin(text) == [], address


def test_a_clauses_page_says_what_rests_on_it_and_that_the_text_is_elsewhere(reader):
    text = reader.get("/notices/chifeng-2026/clauses/3.2")
    assert "赤人社办发〔2026〕43号三（二）" in text
    assert "2026-06-11" not in text
    assert "2026年6月11日至2026年7月10日" in text
    assert "不保存通知全文" in text
    slip = reader.get("/notices/chifeng-2026/clauses/4.3.3")
    assert "原文：《2026年申报称评审人员花名册》（附件2）" in slip
    reader.get("/notices/chifeng-2026/clauses/99", 404)


def test_a_unit_sees_its_way_and_who_holds_each_stage(reader):
    address = f"/plans/chifeng-2026/{people.PLAN}"
    assert f'href="{address}/route"' in reader.html(address)
    assert "松山区第三小学" in reader.get(f"{address}/route")
    text = reader.get(f"{address}/route?unit_id={people.UNIT}")
    for holder in ("松山区教育局", "松山区人社局", "赤峰市教育局", "赤峰市中小学教师系列高级评委会办公室"):
        assert holder in text
    elsewhere = reader.get(f"/plans/chifeng-2026/k12-city-middle/route?unit_id={people.UNIT}")
    assert "通知没有规定您所在单位申报" in elsewhere
    unheld = reader.get(f"/plans/chifeng-2026/k12-county-middle/route?unit_id={people.UNIT}")
    assert "尚无登记的办理单位" in unheld


def test_the_pages_can_be_printed(reader):
    for address in ("/notices/nmg-2021", "/notices/nmg-2021/clauses/3.2"):
        assert "data-print" in reader.html(address)
