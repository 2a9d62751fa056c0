"""What a field is for and which clauses ask about it stand beside it, in forms of profile and dossier."""

import re

from tests.support.console_suite import ANSWERS, answer

DECLARATION = ANSWERS["declaration.get_declaration"]
AT = f"/mine/declarations/{DECLARATION['declaration_id']}"


def test_what_a_field_is_for_and_the_clause_that_asks_about_it_belong_to_the_field(console):
    told = answer("declaration.get_declaration", state="draft", last_day="2026-07-08", open_return=None)
    console.services.says["declaration.get_declaration"] = told
    page = console.html(f"{AT}/sections/continuing_education")
    told = page.partition('id="h-continuing_education-0-year"')[2].partition("</div>")[0]
    assert "学习所属年度" in told
    assert "五（十）" in told
    assert re.search(r'<input [^>]*name="continuing_education-0-year"[^>]*aria-describedby="h-\S+-0-year"', page)
    wanted = console.services.told("declaration.list_asked_facts")["filter"]
    assert wanted == {"notice_id": DECLARATION["notice_id"], "plan_id": DECLARATION["plan_id"]}


def test_a_field_that_no_notice_asks_about_shows_no_clause(console):
    page = console.html("/mine/profile/parts/basics")
    assert "与户口簿一致" in page
    assert "依据：" not in page
    console.services.says["declaration.list_asked_facts"] = {"items": [], "next_cursor": None}
    assert "依据：" not in console.html("/mine/profile/parts/education")


def test_clauses_of_several_notices_stand_behind_the_first(console):
    asked = {"fact": "education.rank", "label": "学历", "fields": ["education.level"]}
    console.services.says["declaration.list_asked_facts"] = {"next_cursor": None, "items": [
        asked | {"notice_id": "chifeng-2026", "clauses": ["chifeng-2026/5", "chifeng-2026/5.4.3"]},
        asked | {"notice_id": "nmg-2021", "clauses": ["nmg-2021/1.2"]},
    ]}  # fmt: skip
    page = console.html("/mine/profile/parts/education")
    assert "赤人社办发〔2026〕43号 五、五（四）3</span>" in page
    assert "<summary>其他通知的依据（1 份）</summary>" in page
    assert "一（二）" in page
