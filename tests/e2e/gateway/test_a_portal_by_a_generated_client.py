"""A portal of the province and portals of three offices, by a client that was generated from docs/openapi.json.

Whoever writes a portal in another language has the description and nothing else: what is awkward in it shows here.
"""

import json
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace
from urllib.request import urlopen

import pytest

from infra.paths import ROOT
from tests.support.http_door.generated import generated_client
from tests.support.http_door.walk import Account, Applicant, Office, key, seen

BEFORE_THE_END, AFTER_THE_END = "2026-06-02T09:00:00+08:00", "2026-06-03T09:00:00+08:00"
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Everybody at the portals, and `ask` for the world around them: a person's token, another day, quiet."""
    client = generated_client()
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.http_door.portal"]
    command.append(str(tmp_path_factory.mktemp("portal") / "site"))
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline())

        def ask(**what):
            process.stdin.write(json.dumps(what) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        bearers, url = told["bearers"], told["url"]
        persons = Account(client, url, bearers.pop("persons"))
        people = [Applicant(persons, one, lambda who: ask(token=who)["token"]) for one in told["applicants"]]
        offices = {place: Office(Account(client, url, bearer), place) for place, bearer in bearers.items()}
        yield SimpleNamespace(
            client=client, ask=ask, persons=persons, people=people, offices=offices, **told | {"applicants": None}
        )
        process.stdin.close()
        process.wait(60)


@pytest.fixture(scope="module")
def submitted(site):
    """Two people have registered, filled in, signed and submitted; their unit has vouched for their files."""
    unit = site.offices[site.unit_id]
    for one in site.people[:2]:
        unit.verifies(one.brings["person_id"], one.registers())
        one.drafts(site.plan_id, site.materials)
        one.signs()
        one.submits()
    site.ask(settle=True)
    return unit


@pytest.fixture(scope="module")
def returned(site, submitted):
    """The unit has sent the first one's dossier back, and it has come again."""
    first = site.people[0]
    submitted.returns(
        first.declaration_id, summary="业绩总结过于简单", **{"materials.annual_assessments": "扫描件不清晰"}
    )
    site.ask(settle=True)
    seen_by_him = first.look()
    first.fills({"summary": first.brings["sections"]["summary"] + "担任项目负责人，独立完成方案设计。"})
    first.attaches("annual_assessments", None, "clear")
    first.signs()
    first.submits()
    site.ask(settle=True)
    return seen_by_him


@pytest.fixture(scope="module")
def public(site, submitted, returned):
    """The unit's list is out, its days have passed, and it is closed; what each step answered."""
    first, second = site.people[:2]
    listed = submitted.posts("unit", [first.declaration_id, second.declaration_id])
    site.ask(at=BEFORE_THE_END)
    with pytest.raises(site.client.ApiException) as too_early:
        submitted.closes(listed.publicity_id)
    site.ask(at=AFTER_THE_END)
    closed = submitted.closes(listed.publicity_id)
    site.ask(settle=True)
    return SimpleNamespace(listed=listed, too_early=too_early.value, closed=closed)


@pytest.fixture(scope="module")
def reported(site, submitted, public):
    """The unit has sent both on; the department has refused the second; the county has reported the first upwards."""
    first, second = site.people[:2]
    for one in (first, second):
        submitted.approves(one.declaration_id, recommends=True)
    site.ask(settle=True)
    department, county, city = (
        site.offices[one.holder_id] for one in submitted.opens(first.declaration_id).stages[1:4]
    )
    both = department.work()
    department.rejects(second.declaration_id)
    department.approves(first.declaration_id)
    site.ask(settle=True)
    roster = county.posts("roster", [first.declaration_id])
    site.ask(at=f"{roster.ends_on + timedelta(days=1)}T09:00:00+08:00")
    county.closes(roster.publicity_id)
    site.ask(settle=True)
    county.approves(first.declaration_id)
    waiting = county.work("waiting_report")
    report = county.reports(site.notice_id, site.level_group)
    site.ask(settle=True)
    return SimpleNamespace(both=both, waiting=waiting, report=report, county=county, city=city)


def test_a_draft_says_what_is_missing_and_a_trial_says_so_without_an_effect(site, submitted):
    third = site.people[2]
    submitted.verifies(third.brings["person_id"], third.registers())
    assert third.may_file(site.plan_id).verdict == "eligible"
    third.drafts(site.plan_id, [])
    declarations = site.persons.declarations
    draft = declarations.declaration_check_draft(third.declaration_id, **third.who)
    assert {one.slug for one in draft.missing} == {"missing_commitment", "missing_material", "missing_evidence"}
    with pytest.raises(site.client.ApiException) as refused:
        third.submits(prefer="dry-run")
    assert (refused.value.status, refused.value.data.slug) == (422, "dossier_incomplete")
    assert {one["path"] for one in refused.value.data.details["missing"]} == {one.path for one in draft.missing}
    for item, section in site.materials:
        for row in third.look().sections[section] if section else [None]:
            third.attaches(item, f"{section}.{row['id']}" if row else None)
    third.signs()
    tried = declarations.declaration_submit_declaration_with_http_info(
        third.declaration_id, key(), seen(third.version), prefer="dry-run", **third.who
    )
    assert (tried.data.state, tried.headers["Zhiping-Dry-Run"]) == ("submitted", "true")
    assert third.look().state == "draft"


def test_an_applicant_sees_where_his_declaration_is_and_why_he_may_not_file_another(site, returned):
    first = site.people[0]
    again = first.may_file(site.plan_id)
    assert again.verdict == "refused"
    assert {rule.rule_id for rule in again.rules if rule.outcome == "unmet"} >= {"one-series-per-level"}
    progress = site.persons.declarations.declaration_get_progress(first.declaration_id, **first.who)
    assert progress.state == "submitted"
    assert [step.key for step in progress.steps if step.state == "current"] == ["now_stage"]
    past = [step.key for step in progress.steps if step.state == "done"]
    assert past[:5] == ["started", "submitted", "case_opened", "returned", "resubmitted"]


def test_a_return_shows_each_item_with_its_place_and_its_last_day(returned):
    assert returned.state == "returned"
    told = {one.path: one.defect for one in returned.open_return.corrections}
    assert told == {"summary": "业绩总结过于简单", "materials.annual_assessments": "扫描件不清晰"}
    assert all(one.place and one.clause for one in returned.open_return.corrections)
    assert returned.open_return.last_day.isoformat() == "2026-05-29"


def test_a_clerk_works_off_a_list_and_reads_the_file_behind_a_case(site, submitted, returned):
    first = site.people[0]
    case = submitted.opens(first.declaration_id)
    assert (case.revision, case.returns) == (2, 1)
    headers, data = submitted.reads(case, case.dossier["materials"][0])
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert data.startswith(b"%PDF")


def test_publicity_lasts_its_days_and_is_there_for_everybody(site, public):
    assert (public.too_early.status, public.too_early.data.slug) == (422, "publicity_not_over_yet")
    anybody = Account(site.client, site.url, None)
    shown = anybody.publicities.audit_get_publicity(public.listed.publicity_id)
    assert len(shown.people) == 2
    assert shown.ends_on.isoformat() == BEFORE_THE_END[:10]


def test_what_an_office_sends_on_waits_at_the_next_one_and_what_it_refuses_is_over(site, reported):
    first, second = site.people[:2]
    assert reported.both.keys() == {first.declaration_id, second.declaration_id}
    assert reported.waiting.keys() == {first.declaration_id}
    assert reported.report.declarations == 1
    assert reported.city.work().keys() == {first.declaration_id}
    assert reported.county.work() == {}
    assert (first.look().state, second.look().state) == ("submitted", "rejected")


def test_papers_have_come_to_whom_they_are_for(site, reported):
    first = site.people[0]
    for found, who in ((site.persons.documents, first.who), (reported.county.portal.documents, {})):
        papers = [one for one in found.docgen_list_documents(limit=100, **who).items if one.kind == "publicity"]
        assert {one.state for one in papers} == {"stored"}
        link = found.docgen_get_download_link(papers[0].document_id, **who)
        with urlopen(link.url) as answer:
            assert answer.headers["Content-Disposition"].startswith("attachment; ")
            assert len(answer.read()) == papers[0].size


def test_an_account_does_what_its_scope_says_and_no_more(site, submitted):
    second = site.people[1]
    persons, unit = site.persons.declarations, submitted.portal
    with pytest.raises(site.client.ApiException) as nobody:
        persons.declaration_get_declaration(second.declaration_id)
    assert (nobody.value.status, nobody.value.data.slug) == (403, "scope_needs_person")
    with pytest.raises(site.client.ApiException) as beyond:
        unit.declarations.declaration_list_declarations()
    assert (beyond.value.status, beyond.value.data.slug) == (403, "scope_lacks_method")
