"""One declaration on its way from the school to the roster of the county, everything done on pages by three clerks."""

import re

import pytest

from shared.kernel.caller import Caller
from tests.support.audit_suite.world import at
from tests.support.clerk_site import NAME, Console, from_the_store
from tests.support.declaration_suite import people

REPORT = "/roster/chifeng-2026/senior"
APPROVAL = {"opinion": "同意上报。", "seal_reference": "公章"}
CONTACT = {"telephone": "0476-8220000"}
CLAUSE = "chifeng-2026/4.3.2"


@pytest.fixture
def at_work(pair, monkeypatch):
    from_the_store(pair, monkeypatch)
    return lambda place: Console(pair, monkeypatch, pair.audit.clerk(place))


def seen(clerk, path):
    """The version that the page was shown with."""
    return {"expected_version": clerk.hidden(clerk.get(path))}


def vouched_for(pair, clerk):
    """The school looks at the profile, is first told to say something, and vouches."""
    pair.applicant()
    page = clerk.get("/people/person-1")
    assert "未核验" in page
    version = {"expected_version": clerk.hidden(page), "act": "vouch"}
    assert "不能为空" in clerk.send("/people/person-1", 200, **version) or "核验意见" in page
    assert clerk.send("/people/person-1", **version, opinion="情况属实。") == "/people/person-1"
    assert "情况属实。" in clerk.get("/people/person-1")
    pair.clock(at(6, 15))
    key = pair.declaration.submitted()
    pair.settle()
    return key


def held_publicity(pair, clerk, key, scope, until):
    """Posted, objected to, answered, closed; what is too early or empty is told."""
    assert "请至少勾选一名申报人" in clerk.send("/publicity/post", 200, scope=scope)
    where = clerk.send("/publicity/post", scope=scope, declaration_id=key, **CONTACT)
    page = clerk.get(where)
    assert "个工作日" in page
    listed = where.rpartition("/")[2]
    version = {"expected_version": clerk.hidden(page)}
    assert "公示" in clerk.send(f"{where}/close", 200, **version)
    filed = {"publicity_id": listed, "declaration_id": key, "content": "业绩不实，请核查。"}
    first, *_ = [pair.audit.do(None, "file_objection", **filed)["objection_id"] for _ in range(3)]
    assert clerk.get(where).count("业绩不实") == 3
    answer = seen(clerk, f"{where}/objections/{first}")
    told = {"outcome": "dismissed", "opinion": "经核实，不属实。"}
    assert "核实结果" in clerk.send(f"{where}/objections/{first}", 200, **answer)
    assert clerk.send(f"{where}/objections/{first}", **answer, **told) == where
    assert "已由他人办理" in clerk.send(f"{where}/objections/{first}", 200, **answer, **told)
    assert "请至少勾选一条异议" in clerk.send(f"{where}/dismiss", 200, which="chosen", opinion="不属实。")
    looked = clerk.hidden(clerk.get(where), "looked_at")
    everybody = {"which": "anonymous", "looked_at": looked}
    assert "请填写核实意见" in clerk.send(f"{where}/dismiss", 200, **everybody)
    assert clerk.send(f"{where}/dismiss", **everybody, opinion="不属实。") == where
    assert "没有待核实的异议" in clerk.get(where)
    assert clerk.get(f"{where}?objections=all").count("业绩不实") == 3
    pair.clock(until)
    assert clerk.send(f"{where}/close", **seen(clerk, where)) == where
    assert "办结" in clerk.get(where)


def approved(clerk, key, **more):
    """Yes, once everything is filled in."""
    path = f"/cases/{key}/approve"
    version = seen(clerk, path)
    assert "wrong" in clerk.send(path, 200, **version)
    assert clerk.send(path, **version, **APPROVAL, **more) == f"/cases/{key}"
    return version


def returned(pair, clerk, key):
    """Places ticked, described, read, sent; nothing is lost between the steps."""
    path = f"/cases/{key}/return"
    page = clerk.get(path)
    version = {"expected_version": clerk.hidden(page)}
    assert "请至少选定一处" in clerk.send(path, 200, **version, step="describe")
    places = ["summary", "materials.work_summary"]
    page = clerk.send(path, 200, **version, step="describe", place=places)
    assert "专业技术工作总结" in page
    assert re.search(r"selected>[^<]*附件1", page)
    assert "填写完整" in clerk.send(path, 200, **version, step="preview", place=places)
    filled = {f"{part}.{place}": f"{part}-{n}" for n, place in enumerate(places) for part in ("defect", "remedy")}
    filled |= {f"clause.{place}": CLAUSE for place in places} | {"opinion": "请补正。", "place": places}
    page = clerk.send(path, 200, **version, **filled, step="preview")
    assert "一次性告知书" in page
    assert "defect-1" in page
    assert "defect-0" in clerk.send(path, 200, **version, **filled, step="choose")
    wrong = filled | {"clause.summary": "chifeng-2026/99"}
    assert 'id="h-clause.summary"' in clerk.send(path, 200, **version, **wrong, step="send")
    assert clerk.send(path, **version, **filled, step="send") == f"/cases/{key}"
    assert "已退回申报人补正" in clerk.get(f"/cases/{key}")
    kept = pair.declaration.ask(people.APPLICANT, "get_declaration", declaration_id=key)["open_return"]["corrections"]
    assert [(one["path"], one["defect"]) for one in kept] == [(places[0], "defect-0"), (places[1], "defect-1")]
    assert "defect-1" in clerk.get(f"/cases/{key}/history")


def answered(pair, key):
    """The applicant mends his summary and hands it in again."""
    world = pair.declaration
    world.change(key, "fill_dossier", sections={"summary": "补充后的工作总结。"})
    world.change(key, "sign_commitment", agreed=True)
    world.change(key, "submit_declaration")
    pair.settle()


def late_finding_is_refused_beside_its_place(clerk, key):
    """What could be seen the first time cannot be listed the second time."""
    path = f"/cases/{key}/return"
    filled = {"place": "person.name", "defect.person.name": "d", "remedy.person.name": "r"}
    filled |= {"clause.person.name": CLAUSE, "opinion": "再退。", "step": "send"}
    page = clerk.send(path, 200, **seen(clerk, path), **filled)
    assert 'class="wrong"' in page
    assert "alert-danger" in page
    assert ">再退。<" in page


def overtaken(clerk, key, version):
    """A colleague was quicker: the words stay, and go on once the present state was looked at."""
    path = f"/cases/{key}/approve"
    page = clerk.send(path, 200, **version, **APPROVAL)
    assert "已由他人办理" in page
    assert "同意上报。" in page
    fresh = clerk.send(path, 200, **version, **APPROVAL, refresh="1")
    assert "已由他人办理" not in fresh
    assert "同意上报。" in fresh
    assert clerk.hidden(fresh) != version["expected_version"]


def test_from_the_school_to_the_roster_of_the_county(pair, at_work, monkeypatch):
    school = at_work("school")
    key = vouched_for(pair, school)
    held_publicity(pair, school, key, "unit", at(6, 25, 18))
    recommended = {"method": "经考核推荐小组推荐", "qualification": "符合条件"}
    version = approved(school, key, **recommended)
    overtaken(school, key, version)
    department = at_work("bureau")
    assert NAME in department.get("/cases")
    returned(pair, department, key)
    answered(pair, key)
    assert "第 2 版" in school.get("/cases")
    approved(school, key, **recommended)
    late_finding_is_refused_beside_its_place(department, key)
    approved(department, key)
    county = at_work("county")
    held_publicity(pair, county, key, "roster", at(7, 6, 18))
    approved(county, key)
    assert NAME in county.get("/cases?state=waiting_report")
    assert "核准岗位" in county.get(REPORT)
    assert "推荐报告" in county.send(REPORT, 200)
    assert county.send(REPORT, recommendation_report="经审核公示无异议。") == "/roster"
    assert "经审核公示无异议。" in county.get("/roster")
    openings = pair.declaration.ask(Caller("person-1", NAME, None, frozenset({"applicant"})), "list_my_openings")
    assert {one["subject_kind"] for one in openings["items"]} == {"person"}
