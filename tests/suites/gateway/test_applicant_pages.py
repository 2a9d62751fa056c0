"""Every page of an applicant renders in every state that the services have, and sends what they take."""

import io

import pytest
from marshmallow import RAISE

from infra.docs.methods import methods_of
from services.declaration.domain.transitions import DeclarationState
from services.gateway.console.parts import DOSSIER, PROFILE
from shared.kernel.errors import conflict, invalid, not_found, refused, unavailable
from shared.wire.schemas import schema_of
from tests.support.console_suite import ANSWERS, answer

STATES = [state.value for state in DeclarationState]
DECLARATION = ANSWERS["declaration.get_declaration"]
KEY = DECLARATION["declaration_id"]
PLAN = ANSWERS["declaration.get_plan"]
AT = f"/mine/declarations/{KEY}"
UPLOADED = next(item for item in PLAN["items"] if item["provided_by"] == "applicant")["item"]


def in_state(console, state, **more):
    his = state in ("draft", "returned")
    told = {"state": state, "last_day": "2026-07-08" if his else None, "open_return": None} | more
    console.services.says["declaration.get_declaration"] = answer("declaration.get_declaration", **told)


def returned(console):
    in_state(console, "returned", open_return=ANSWERS["open return"])


@pytest.mark.parametrize("method", sorted(name for name in ANSWERS if "." in name))
def test_what_stands_in_for_a_service_is_what_the_service_declares(method):
    service, _, name = method.partition(".")
    schema_of(methods_of(service)[name].endpoint.answer.kind)(unknown=RAISE).load(ANSWERS[method])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("page", ["", "/sign", "/submit", "/submitted", "/withdraw", "/materials"])
def test_a_declaration_has_its_pages_in_every_state(console, state, page):
    in_state(console, state)
    assert DECLARATION["plan_name"] in console.html(AT + page)
    console.get(AT + page)


@pytest.mark.parametrize("outcome", [None, "passed", "not_passed"])
def test_the_result_of_the_review_is_told(console, outcome):
    in_state(console, "passed")
    console.services.says["committee.get_review"] = answer("committee.get_review", outcome=outcome)
    expected = {None: "尚未公布", "passed": "通过", "not_passed": "申请复查"}[outcome]
    assert expected in console.get(AT)


def test_before_audit_and_committee_know_of_it_the_page_does_without_them(console):
    in_state(console, "draft")
    console.services.says |= {
        "audit.get_case": not_found("case_not_found"), "committee.get_review": not_found("review_not_found"),
    }  # fmt: skip
    assert "审核意见" not in console.get(AT)


def test_what_is_missing_leads_to_its_form(console):
    in_state(console, "draft")
    page = console.html(AT)
    assert f'href="{AT}/sections/main"' in page
    assert f'href="{AT}/sections/achievements"' in page
    assert "提交前还要做（3项）" in console.get(AT)


def test_a_return_stands_at_the_top_and_beside_each_field(console):
    returned(console)
    top = console.get(AT)
    assert "一次性告知：第1次退回" in top
    assert "总结过于简略" in top
    assert "总结过于简略" in console.get(f"{AT}/sections/main")
    assert "效果没有数据" in console.get(f"{AT}/sections/achievements")
    assert "扫描件不清" in console.get(f"{AT}/materials")


@pytest.mark.parametrize("section", ["main", *DOSSIER])
def test_every_section_is_a_form_in_his_hands_and_none_afterwards(console, section):
    in_state(console, "draft")
    assert "保存" in console.get(f"{AT}/sections/{section}")
    in_state(console, "submitted")
    console.get(f"{AT}/sections/{section}", 404)


def test_a_section_sends_its_rows_with_their_ids_and_the_version_that_was_seen(console):
    in_state(console, "draft")
    fields = {
        "awards-rows": "2", "awards-0-awarded_on": "2024-05-01", "awards-0-name": "优秀教师", "awards-0-grade": "市级",
        "awards-0-issuer": "赤峰市教育局", "awards-0-id": "row-1", "awards-1-name": "",
    }  # fmt: skip
    sent = console.send(f"{AT}/sections/awards", **fields)
    assert sent.status_code == 303
    told = console.services.told("declaration.fill_dossier")
    row = {"id": "row-1", "awarded_on": "2024-05-01", "name": "优秀教师", "grade": "市级", "issuer": "赤峰市教育局"}
    assert told["sections"] == {"awards": [row]}
    assert told["expected_version"] == DECLARATION["version"]
    assert told["idempotency_key"]


def test_another_row_is_shown_without_saving_anything(console):
    in_state(console, "draft")
    fields = {"papers-rows": "1", "papers-0-title": "论教学", "more": "yes"}
    page = console.send(f"{AT}/sections/papers", **fields)
    assert page.status_code == 200
    assert "论教学" in page.text
    assert 'name="papers-1-title"' in page.text
    assert all(name != "declaration.fill_dossier" for name, _ in console.services.calls)


@pytest.mark.parametrize(("had", "removed", "has"), [(1, (), 2), (4, (), 5), (4, ("papers-1-remove",), 4)])
def test_there_is_one_row_more_than_the_form_had_however_few_were_filled_in(console, had, removed, has):
    in_state(console, "draft")
    fields = {"papers-rows": str(had), "papers-0-title": "论教学", "more": "yes"} | dict.fromkeys(removed, "yes")
    page = console.send(f"{AT}/sections/papers", **fields)
    assert page.text.count("<legend>") == has
    assert f'name="papers-rows" value="{has}"' in page.text


def test_a_refusal_keeps_what_was_typed_and_stands_beside_its_field(console):
    in_state(console, "draft")
    console.services.says["declaration.fill_dossier"] = invalid(
        "missing_field", path="sections.awards.0.grade", field="sections.awards.0.grade"
    )
    page = console.send(f"{AT}/sections/awards", **{"awards-rows": "1", "awards-0-name": "优秀教师"})
    assert page.status_code == 422
    assert 'value="优秀教师"' in page.text
    assert 'id="h-awards-0-grade"' in page.text
    assert "data-failed" in page.text


def test_a_newer_version_is_told_and_the_form_goes_on_from_there(console):
    in_state(console, "draft")
    console.services.says["declaration.fill_dossier"] = conflict("stale_version", expected=1, current=9)
    page = console.send(f"{AT}/sections/main", major="水利", summary="很长的总结")
    assert page.status_code == 422
    assert "很长的总结" in page.text
    assert f'name="version" value="{DECLARATION["version"]}"' in page.text


def test_while_the_service_is_away_the_typed_text_stays_in_the_form(console):
    in_state(console, "draft")
    console.services.says["declaration.fill_dossier"] = unavailable("rpc_timeout")
    page = console.send(f"{AT}/sections/main", summary="很长的总结")
    assert "很长的总结" in page.text
    assert "服务响应超时" in page.text


def test_submitting_what_is_not_ready_tells_everything_at_once(console):
    in_state(console, "draft")
    console.services.says["declaration.check_draft"] = answer("declaration.check_draft", missing=[])
    rules = [
        {"message": "学历不符合要求", "clause": "chifeng-2026/5"},
        {"message": "年限不足", "clause": "chifeng-2026/5"},
    ]
    console.services.says["declaration.submit_declaration"] = refused("ineligible", reason="学历", rules=rules)
    page = console.send(f"{AT}/submit")
    assert page.status_code == 422
    assert "年限不足" in page.text


def test_signing_submitting_and_taking_back_say_so(console):
    in_state(console, "draft", commitment=None)
    assert console.send(f"{AT}/sign", agreed="yes").status_code == 303
    assert console.services.told("declaration.sign_commitment")["agreed"] is True
    console.services.says["declaration.check_draft"] = answer("declaration.check_draft", missing=[])
    sent = console.send(f"{AT}/submit")
    assert sent.headers["Location"].endswith(f"{AT}/submitted")
    assert console.send(f"{AT}/withdraw", reason="个人原因").status_code == 303
    assert console.services.told("declaration.withdraw_declaration")["reason"] == "个人原因"


def test_a_file_goes_through_the_door_to_the_store_and_is_attached(console, monkeypatch):
    in_state(console, "draft")
    put = []
    monkeypatch.setattr(
        console.gateway.files, "put", lambda url, stream, size, kind: put.append((url, stream.read(size), kind))
    )
    file = (io.BytesIO(b"%PDF-1.4 x"), "证书.pdf", "application/pdf")
    sent = console.send(f"{AT}/materials/{UPLOADED}/upload", file=file, title="毕业证书")
    assert sent.status_code == 303
    assert put == [("http://127.0.0.1:9/put", b"%PDF-1.4 x", "application/pdf")]
    assert console.services.told("declaration.attach_material")["object_key"] == "uploads/x"


def test_a_form_without_its_file_says_so_and_keeps_the_rest(console):
    in_state(console, "draft")
    page = console.send(f"{AT}/materials/{UPLOADED}/upload", title="毕业证书")
    assert "请选择要上传的文件" in page.text
    assert 'value="毕业证书"' in page.text


def test_a_changed_notice_is_shown_and_accepted(console):
    in_state(console, "draft", amendments=[ANSWERS["a recheck"]])
    assert "确认后才能提交" in console.get(AT)
    assert "申报截止由2026年7月20日改为2026年7月10日" in console.get(f"{AT}/amendments/2")
    assert console.send(f"{AT}/amendments/2").status_code == 303
    assert console.services.told("declaration.accept_amendment")["notice_version"] == 2


@pytest.mark.parametrize("part", list(PROFILE))
def test_every_part_of_the_profile_is_a_form(console, part):
    assert "保存" in console.get(f"/mine/profile/parts/{part}")


@pytest.mark.parametrize("claim", ["stated", "owned", "void"])
@pytest.mark.parametrize("page", ["", "/id-number", "/photo", "/unit"])
def test_the_profile_has_its_pages_whatever_the_number_is(console, claim, page):
    console.services.says["declaration.get_person"] = answer("declaration.get_person", id_number_claim=claim)
    console.get(f"/mine/profile{page}")


def test_whoever_has_no_account_is_led_to_open_one(console):
    console.services.says["declaration.get_person"] = not_found("person_not_found")
    assert "建立个人档案" in console.get("/mine/declarations")
    assert console.browser.get("/mine/profile").headers["Location"].endswith("/mine/profile/register")
    fields = {"name": "王老师", "id_number": "150404198806123023", "unit_id": "u1", "basics-0-ethnicity": "汉族"}
    assert console.send("/mine/profile/register", **fields).status_code == 303
    told = console.services.told("declaration.register_person")
    assert (told["id_number"], told["ethnicity"]) == ("150404198806123023", "汉族")


def test_an_id_number_that_was_refused_is_not_sent_back_by_the_fault_page(console):
    console.services.says["declaration.get_person"] = not_found("person_not_found")
    console.services.says["audit.list_organisations"] = unavailable("rpc_timeout")
    page = console.browser.get("/mine/profile/register")
    assert page.status_code == 503
    assert "重试" in page.text


@pytest.mark.parametrize("outcome", ["eligible", "conditional", "refused"])
def test_a_verdict_says_rule_evidence_and_what_would_change_it(console, outcome):
    one = ANSWERS["eligibility of one plan"] | {"outcome": outcome, "verdict": outcome}
    console.services.says["declaration.check_eligibility"] = one
    text = console.get(f"/mine/eligibility/{PLAN['notice_id']}/{PLAN['plan_id']}")
    assert "逐条判断" in text
    assert one["rules"][0]["message"] in text
    assert "怎样才能符合" in text


def test_series_and_level_are_judged_plan_by_plan(console):
    text = console.get("/mine/eligibility?series=agriculture&level=middle")
    assert ANSWERS["declaration.check_eligibility"]["plans"][0]["name"] in text


@pytest.mark.parametrize("state", ["valid", "revoked"])
def test_the_certificate_has_its_page(console, state):
    gone = {"revoked_on": "2026-12-01", "revoke_reason": "弄虚作假", "revoke_clause": "chifeng-2026/7.1"}
    more = gone if state == "revoked" else {}
    console.services.says["committee.get_certificate"] = answer("committee.get_certificate", state=state, **more)
    assert "ABCD-EFGH-JKLM" in console.get("/mine/certificates/内职证2026000123")


def test_a_submitted_version_is_shown_in_words(console):
    text = console.get(f"{AT}/revisions/1")
    assert ANSWERS["declaration.get_dossier"]["digest"] in text
    assert "bachelor" not in text


def test_who_saw_my_data_is_told_and_paged(console):
    for kind in ("declaration", "docgen"):
        text = console.get(f"/mine/openings?kind={kind}")
        assert "所在单位经办人" in text
        assert "下一页" in text
