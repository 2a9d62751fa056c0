"""Every role's whole way in Debian's Chromium over RabbitMQ, PostgreSQL and S3: one year, in its own order.

The tests of this file are days of that year; each goes on from where the one before has ended.
"""

import subprocess
import sys
from contextlib import ExitStack

import pytest

from infra.paths import ROOT
from tests.support.amendments import amended
from tests.support.real_year import applying, forms, judging, opened
from tests.support.real_year.desk import desk
from tests.support.real_year.sending import lost

pytestmark = pytest.mark.timeout(900)
OPINION = "经审核，材料真实、完整，同意上报。"
RETURNED = "个人信息被退回"


@pytest.fixture(scope="module")
def year(stack, tmp_path_factory):
    """The real stack in the filing of the middle level; somebody is in audit, somebody else has not come yet."""
    with opened(stack, tmp_path_factory.mktemp("year")) as running:
        running.until("2026-06-02T10:00:00")
        running.let_in(running.do("people"))
        running.papers = running.do("newcomer_papers")
        running.browsers = {part: running.browser(part) for part in forms.PAGES}
        yield running


@pytest.fixture
def at(chromium, year):
    """Desks of people by their parts; closed, and found without a complaint, at the end of the test."""
    with ExitStack() as desks:
        yield lambda part: desks.enter_context(desk(chromium, year, part))


def test_an_applicant_opens_an_account_and_the_unit_vouches_for_the_profile(at, year):
    applicant, unit = at("applicant"), at("unit_clerk")
    applying.register(applicant, year.papers)
    unit.open(f"/people/{year.people['applicant']}").fill(opinion="经核对人事档案，信息属实。").press("核验属实")
    applicant.open("/mine/profile")
    assert "已于" in unit.text()


def test_an_applicant_asks_fills_in_uploads_signs_and_submits(at, year):
    applicant = at("applicant")
    year.declaration = applying.begin(applicant, year.papers)
    applying.fill_in(applicant, year.papers, year.declaration)
    applying.hand_in(applicant, year.declaration)
    applicant.open(f"/mine/declarations/{year.declaration}")
    assert "赤峰市农业技术推广中心" in applicant.text()
    year.do("settle")


def test_what_the_unit_returns_stands_beside_its_field_until_it_is_mended(at, year):
    judging.send_back(at("unit_clerk"), year.declaration)
    year.do("settle")
    applicant = at("applicant").open(f"/mine/declarations/{year.declaration}/sections/main")
    assert "退回意见：业绩总结过于简单" in applicant.text()
    applicant.fill(summary=year.papers["results"]["summary"] + "担任项目负责人，独立完成方案设计。").press("保存")
    applying.hand_in(applicant, year.declaration)
    year.do("settle")


def test_the_unit_shows_its_list_to_everybody(at, year):
    year.until("2026-06-10T10:00:00")
    unit = at("unit_clerk").open("/publicity/post").press("张贴公示")
    assert "个工作日" in unit.text()
    year.list = unit.page.url.rpartition("/")[2]
    year.committee = year.do("committee")
    year.do("settle")


def test_while_the_bus_is_away_no_role_loses_what_it_types(year):
    every = [forms.posting(), forms.notice(), forms.inspection("hr_clerk", year.committee)]
    asked_there = {part: page for part, page in forms.PAGES.items() if part != "operator"}
    assert lost(year, every, year.broker.cut, year.all_back, pages=asked_there) == []
    assert year.browsers["operator"].get(forms.PAGES["operator"]).status == 200, "the door's own register"


def test_while_the_doors_own_database_is_away_nobody_who_is_signed_in_loses_what_he_types(year):
    wire, signed_in = year.databases["gateway"], {part: page for part, page in forms.PAGES.items() if part}
    every = [forms.account(), forms.inspection("supervisor", year.committee)]
    assert lost(year, every, wire.cut, wire.mend, pages=signed_in) == []


def test_while_the_doors_own_database_is_frozen_pages_end_and_those_without_a_login_go_on(year):
    year.databases["gateway"].hold()
    slow, ends = judging.asked_at_once(lambda: year.browsers["hr_clerk"].get("/cases"), 20)
    quick = judging.seconds_of(year.browser(), "/publicities")
    answers = ends()
    year.databases["gateway"].mend()
    assert [answer.text[-500:] for answer in answers if answer.status != 503] == []
    assert (quick < 7, slow) == (True, 20)
    assert year.browsers["hr_clerk"].get("/cases").status == 200


def test_while_the_database_of_a_service_is_away_neither_the_public_nor_a_clerk_loses_what_is_typed(year):
    wire = year.databases["audit"]
    assert lost(year, [forms.objection(year.list, year.declaration)], wire.cut, year.audit_back, pages=forms.PAGES,
                all_away=False) == []  # fmt: skip
    objected = year.browsers["unit_clerk"].get(f"/publicity/{year.list}").text.partition("/objections/")[2][:36]
    assert lost(year, [forms.finding(year.list, objected)], wire.cut, year.audit_back, pages={}) == []


def test_while_a_service_is_dead_its_page_keeps_what_an_applicant_types(year):
    member = year.fleet.of("declaration")[0]

    def back():
        year.fleet.start_member(member)
        year.fleet.wait_ready(240)

    pages = {part: forms.PAGES[part] for part in ("applicant", "publisher", None)}
    assert lost(year, [forms.society()], lambda: year.fleet.kill(member), back, pages=pages, all_away=False) == []


def test_while_a_service_is_frozen_pages_that_do_not_ask_it_answer_at_once(year):
    with judging.frozen(year.fleet.of("audit")[0]):
        _, ends = judging.asked_at_once(lambda: year.browsers["hr_clerk"].get("/cases"), 24)
        quick = [judging.seconds_of(year.browser(), page) for page in ("/notices", "/sign-in", "/plans")]
        answers = ends()
    assert [answer.text[-500:] for answer in answers if answer.status != 503] == []
    assert max(quick) < 7
    assert year.browsers["hr_clerk"].get("/cases").status == 200


def test_a_browser_shows_the_form_as_it_was_and_one_press_sends_it_when_the_bus_is_back(at, year):
    applicant = at("applicant").open("/mine/profile/parts/basics")
    applicant.put("basics-0-administrative_post", "推广科副科长")
    year.broker.cut()
    said = applicant.press_in_vain("保存")
    year.all_back()
    assert "服务暂时不可用" in said
    assert applicant.page.input_value("[name=basics-0-administrative_post]") == "推广科副科长"
    applicant.press("重试").open("/mine/profile/parts/basics")
    assert applicant.page.input_value("[name=basics-0-administrative_post]") == "推广科副科长"


def test_the_department_ends_its_list_approves_and_reports_up(at, year):
    other = year.papers["declaration"]
    department = at("department_clerk").open("/publicity")
    department.page.locator("main a[href^='/publicity/0']").first.click()
    department.page.wait_for_load_state()
    shown = department.page.url
    year.until("2026-06-18T10:00:00")
    department.open(shown).press("公示期满，办结")
    year.do("settle")
    judging.approve(department, other, OPINION)
    year.do("settle")
    department.open("/roster").page.locator("main a[href^='/roster/']").first.click()
    department.page.wait_for_load_state()
    department.fill(recommendation_report="按照通知要求组织推荐，公示无异议，现将推荐人选上报。").press("上报花名册")
    year.do("settle")


def test_the_bureau_opens_a_file_and_approves(at, year):
    bureau = at("hr_clerk").open(f"/cases/{year.papers['declaration']}")
    link = bureau.page.locator("main a[href*='/files/']").first
    with bureau.page.expect_download() as file:
        link.click()
    assert file.value.path().read_bytes().startswith(b"%PDF")
    judging.approve(bureau, year.papers["declaration"], OPINION)
    year.do("settle")


def test_the_office_draws_and_files_its_plan_and_the_authority_sees_it(at, year):
    year.until("2026-07-25T10:00:00")
    year.session = f"/office/sessions/{year.do('session')['session_id']}"
    office = at("committee_office").open(year.session).follow("封存专家库")
    seed = office.page.inner_text("p.seed code")
    office.press("已抄录，封存专家库")
    judging.act(office, year.session, "抽取评委", seed=seed)
    year.do("weigh")
    judging.act(office, year.session, "报备方案")
    assert "方案已报备" in at("authority").open(year.session).text()


def test_experts_come_vote_in_secret_and_are_counted(at, year):
    day = year.do("session")["meeting_on"]
    year.until(f"{day}T09:30:00")
    office, members = at("committee_office"), year.do("members")
    judging.act(office, year.session, "评委签到", expert_no=members[0])
    year.do("check_in", but=members[:1])
    judging.act(office, year.session, "宣布开会")
    year.do("score")
    year.let_in({"expert-1": [members[0], "评审专家", None, None, None]})
    expert = at("expert-1").open("/panel")
    expert.page.locator("main ul a").first.click()
    expert.page.wait_for_load_state()
    expert.press("领取表决票并投票")
    for choice in expert.page.locator("main input[type=radio][value=yes]").all():
        choice.check()
    year.broker.cut()
    said = expert.press_in_vain("提交表决")
    year.all_back()
    assert "您填写的内容已保留在本页" in said
    expert.press("重试")
    assert "您已领取表决票" in expert.text()
    year.do("vote", but=members[:1])
    judging.act(office, year.session, "结束投票并计票")
    assert "通过 1 人" in office.open(year.session).text()


def test_results_are_shown_reported_and_approved_and_a_certificate_is_there(at, year):
    office = at("committee_office")
    day = year.do("after", days=1)["now"]
    year.until(f"{day}T11:00:00")
    judging.act(office, year.session, "公示结果")
    year.until(f"{year.do('after', days=8)['now']}T11:00:00")
    judging.act(office, year.session, "结束公示")
    judging.act(office, year.session, "报送结果")
    judging.act(at("authority"), year.session, "答复结果", outcome="approved", opinion="评审程序合规，同意备案。")
    year.do("settle")
    played = at("played").open(f"/mine/declarations/{year.papers['declaration']}").follow("查看证书")
    assert "农艺师" in played.text()


def test_a_supervisor_takes_the_transcript_and_the_verifier_says_the_same(at, year, tmp_path):
    supervisor = at("supervisor").open(year.session)
    with supervisor.page.expect_download() as file:
        supervisor.page.get_by_role("link", name="下载抽取记录").click()
    (tmp_path / "transcript.json").write_bytes(file.value.path().read_bytes())
    command = [sys.executable, "-W", "ignore", "-m", "infra.cli", "draw", "verify", str(tmp_path / "transcript.json")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "OK: the seed fits its commitment" in said.stdout


def test_a_publisher_checks_a_notice_and_sees_what_an_amendment_changed(at, year):
    publisher = at("publisher").open("/publish/new").fill(pack=amended(issued_on="2026-07-01")).press("检查并试算")
    assert "检查通过" in publisher.page.inner_text("main [role=status]")
    publisher.press("发布本次调整")
    assert "第 3 版" in publisher.text()
    publisher.follow("调整内容")
    assert "调整" in publisher.text()


def test_an_operator_sees_a_forged_message_cannot_replay_it_and_gives_it_up(at, year):
    judging.forged(year)
    operator = at("operator").open("/operations")
    operator.follow("条待处理")
    operator.page.locator("main tbody a").first.click()
    operator.page.wait_for_load_state()
    assert "不能重新投递" in operator.press_in_vain("重新投递")
    operator.fill(reason="来源不明，经核查予以作废。").press("放弃该消息")
    assert "已放弃" in operator.text()


def test_what_a_service_refused_that_asked_for_signatures_too_early_is_replayed_by_an_operator(at, year):
    applicant = at("applicant").open("/mine/profile/parts/basics")
    applicant.put("basics-0-administrative_post", "推广科科长")
    applicant.press("保存")
    year.restart("notify", ZHIPING_EVENT_SIGNATURES="enforced")
    unit, newcomer = at("unit_clerk"), year.people["applicant"]
    unit.open(f"/people/{newcomer}").page.locator("main details summary", has_text="退回本人补正").click()
    unit.fill(return_opinion="行政职务与任职文件不符，请更正。").press("退回")
    operator = at("operator")
    judging.comes(lambda: "declaration.profile_returned" in operator.open("/operations/dead-letters").text())
    assert RETURNED not in applicant.open("/inbox/messages").text()
    year.restart("notify")
    operator.follow("declaration.profile_returned")
    assert "signature_missing" in operator.text()
    operator.press("重新投递")
    assert "已重新投递" in operator.text()
    judging.comes(lambda: RETURNED in applicant.open("/inbox/messages").text())
    assert "declaration.profile_returned" not in operator.open("/operations/dead-letters").text()
