"""What the forms say."""

import re
from dataclasses import replace
from datetime import date

import pytest

from services.docgen.domain.forms.evaluation_form import Signed
from services.docgen.domain.forms.notice_letter import one_time_notice
from services.docgen.domain.forms.opinions import seal
from services.docgen.domain.forms.rosters import pass_roster
from services.docgen.domain.forms.submission_summary import cut
from services.docgen.domain.forms.wording import clause, day, numeric_month, period, years_between
from shared.contracts import audit, committee
from shared.contracts.committee import oversight
from shared.kernel.citing import numeral
from shared.kernel.clock import parse_instant
from tests.support.docgen_suite import orders


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        ("chifeng-2026/3.4", "赤人社办发〔2026〕43号 三（四）"),
        ("chifeng-2026/4.2.1.2", "赤人社办发〔2026〕43号 四（二）1（2）"),
        ("nmg-2021/5.12", "nmg-2021 五（十二）"),
        ("chifeng-2026/annex.1", "赤人社办发〔2026〕43号 附件1"),
        ("nmg-2021/annex", "nmg-2021 附件"),
        ("chifeng-2026/annex.x", "chifeng-2026/annex.x"),
        ("free text", "free text"),
    ],
)
def test_clauses_are_cited_as_on_paper(reference, printed):
    assert clause(reference, orders.NOTICE) == printed


@pytest.mark.parametrize(("number", "word"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_numerals(number, word):
    assert numeral(number) == word


def test_dates_are_written_as_forms_want_them():
    assert day(parse_instant("2026-05-08T09:00:00+08:00")) == "2026年5月8日"
    assert numeric_month(date(1985, 10, 2)) == "1985/10"
    assert period(date(2024, 7, 1), None) == "2024.07—至今"
    assert years_between(date(2015, 12, 1), date(2026, 6, 15)) == 10
    assert years_between(date(2016, 6, 15), date(2026, 6, 15)) == 10
    assert years_between(date(2016, 6, 16), date(2026, 6, 15)) == 9


def test_a_correction_points_at_the_form_as_the_notice_named_it():
    row = {"number": 1, "path": "achievements.7f00.name", "defect": "x", "remedy": "y", "clause": "chifeng-2026/4.2.1"}
    returned = orders.told(audit.DECLARATION_RETURNED, corrections=[row | {"place": "工作业绩第2项（校本课程）"}])
    (printed,) = one_time_notice(returned, orders.NOTICE, None)["corrections"]
    assert printed["path"] == "工作业绩第2项（校本课程）"


def test_publicity_never_prints_an_id_number():
    for scope in ("unit", "roster", "result"):
        text = str(orders.publicity_of(scope, 30).context)
        assert not re.search(r"\d{6}[\d*]{8}\d{3}[\dXx]", text)
        assert "5个工作日" in text


def test_the_one_time_notice_lists_every_defect_with_clause_remedy_deadline_and_consequence():
    context = orders.notice_of(30).context
    assert [row["number"] for row in context["corrections"]] == list(range(1, 31))
    assert all(row["defect"] and row["remedy"] and row["clause"] for row in context["corrections"])
    assert context["deadline"] == "2026年6月15日09:30"
    assert "放弃" in context["consequence"]


def test_the_submission_summary_says_what_it_leaves_out():
    values = orders.summary_of(orders.worst()).context
    rooms = {"trainings": 5, "work_history": 6, "achievements_since": 5, "honours": 6, "papers": 5}
    assert {name: len(values[name]) for name in rooms} == rooms
    assert values["papers"][-1]["title"] == "另有10项，详见评审表"
    assert values["summary"].endswith("…（详见评审表）")
    assert cut("短", 10) == "短"


def test_opinions_are_blank_before_the_audit_and_signed_after_it():
    blank = orders.form_of(orders.realistic()).context
    assert blank["opinions"]["unit"]["text"] == ""
    assert blank["audit"]["statement"] == "（待审核）"
    signed = orders.form_of(orders.realistic(), orders.course()).context
    assert signed["audit"] == {"statement": "以上内容属实", "auditor": "李四", "date": "2026年6月15日"}
    assert signed["opinions"]["unit"]["seal"].startswith("红山区第一小学")
    assert signed["opinions"]["reporting"]["seal"].startswith("赤峰市红山区教育局")
    assert signed["vote"]["members"] == 25
    assert "NM15042026000001" in signed["opinions"]["authority"]["text"]


def test_achievements_are_split_by_the_present_title():
    values = orders.form_of(orders.worst()).context
    assert len(values["achievements_since"]) == len(values["achievements_before"]) == 7


def test_every_word_a_form_needs_is_in_the_catalogue():
    for order in (*orders.ORDERS, orders.form_of(orders.worst()), orders.summary_of(orders.worst(), orders.course())):
        assert "doc_" not in str(order.context)


def test_the_reporting_opinion_is_that_of_the_last_organisation_below_the_committee_office():
    course = orders.course()
    above = course.decisions[1].decision
    office = replace(above, organisation_id="office", organisation_name="评委会办公室")
    longer = replace(course, decisions=[*course.decisions, Signed(office, "committee_office")])
    opinions = orders.form_of(orders.realistic(), longer).context["opinions"]
    assert opinions["reporting"]["seal"].startswith("赤峰市红山区教育局")


def test_a_seal_that_only_repeats_the_name_is_not_printed_twice():
    assert seal("红山区教育局公章", "红山区教育局") == "（盖章）"
    assert seal("SEAL-1", "红山区教育局") == "（盖章：SEAL-1）"


def pass_headings(*names, groups=None):
    """The headings of a pass roster with one person per name of a group."""
    sample = committee.PACKAGE_REPORTED.sample
    rows = [sample["rows"][0] | {"declaration_id": f"d{n}", "group_name": name} for n, name in enumerate(names)]
    package = orders.told(committee.PACKAGE_REPORTED, rows=rows, groups=sample["groups"] if groups is None else groups)
    _, found = pass_roster(package, {row.declaration_id: orders.NUMBER for row in package.rows})
    return [group.heading["name"] for group in found], [row["number"] for group in found for row in group.rows]


def test_groups_reviewed_apart_stand_one_after_the_other_on_the_pass_roster():
    common, private = "其他申报人员", "非公有制领域专业技术人员"
    headings, numbers = pass_headings(private, common, private)
    assert [heading.partition("　")[0] for heading in headings] == [f"分组：{common}", f"分组：{private}"]
    assert (headings[1].endswith("共2人"), numbers) == (True, [1, 2, 3])


def test_where_all_are_reviewed_together_no_group_is_named():
    headings, _ = pass_headings("其他申报人员", groups=committee.PACKAGE_REPORTED.sample["groups"][:1])
    assert headings == pass_headings(None, groups=[])[0]
    assert "分组" not in headings[0]


def test_the_approval_report_counts_titles_and_names_the_groups_reviewed_apart():
    values = orders.approval().context
    assert [(row["title"], row["count"]) for row in values["lines"]] == [("高级教师", 1)]
    assert [row["candidates"] for row in values["groups"]] == [30, 10]
    assert "实到17人" in values["process"]
    assert "收到异议1件" in values["publicity"]


def test_the_reports_of_a_recognition_speak_of_no_meeting_and_no_vote():
    package = {"kind": "recognition", "chair_name": "", "groups": []}
    for order in (orders.approval(**package), orders.posting(**package)):
        assert not re.search("会议|表决|评审通过|主持", str({**order.context, "rows": []}))


def test_the_publicity_report_tells_each_objection_with_its_outcome():
    values = orders.posting(3).context
    assert [row["outcome"] for row in values["rows"]] == ["成立，取消结果", "不成立", "成立，取消结果"]
    assert "收到异议3件，经调查核实，成立2件，不成立1件" in values["objections"]
    assert values["rows"][0]["received"] == "2026年9月14日"
    assert orders.posting(0).context["rows"][0]["number"] == "无"


def test_the_material_list_has_the_eleven_items_of_the_notice_with_copies_and_paper():
    values = orders.materials().context
    assert [row["number"] for row in values["forms"] + values["proofs"]] == list(range(1, 12))
    assert [(row["paper"], row["count"]) for row in values["forms"]] == [("A4", "2份"), ("A3", "15份")]
    counts = {row["number"]: row["count"] for row in values["proofs"]}
    assert (counts[7], counts[8], counts[6], counts[11]) == ("2件", "1件", "由单位提供", "无")


def test_no_paper_copies_are_asked_for_where_the_review_is_online():
    assert [row["count"] for row in orders.materials("online_blind").context["forms"]] == ["线上提交", "线上提交"]


def test_the_score_sheet_groups_by_method_and_names_neither_people_nor_experts():
    order = orders.scores(3)
    names = [group.heading["name"] for group in order.groups]
    assert names == [
        "评价方式：量化评审　共2条",
        "评价方式：面试答辩　共1条",
    ]
    first, last = order.groups[0].rows[0], order.groups[1].rows[0]
    assert (first["dimensions"], first["total"]) == ("师德90分（权重40%）、教学业绩85分（权重60%）", "87.00")
    assert (last["dimensions"], last["total"]) == ("无", "88")
    assert "张三" not in str(order.groups)


def test_an_extension_has_room_for_the_answer_until_there_is_one():
    filed = orders.extension().context
    assert (filed["answer"], filed["opinion"], filed["answered_on"]) == ("", "", "　　年　　月　　日")
    answered = orders.extension(oversight.EXTENSION_ANSWERED).context
    words = answered["answer"] + answered["opinion"]
    assert (words, answered["answered_on"]) == (
        "同意延期。意见：同意延期。",
        "2026年10月10日",
    )
