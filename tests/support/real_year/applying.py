"""The applicant's whole way in a browser: account, profile, draft, files, signature, submission, answer to a return."""

from infra.demo.photos import portrait

BASICS = ("ethnicity", "work_started_on", "phone", "birth_place", "health", "party")
CAREER = ("education", "work_history", "assessments", "continuing_education", "trainings")
SCANNED = {"ce_card": "继续教育审验卡", "title_certificate": "现职称证书", "annual_assessments": "年度考核表",
           "work_summary": "业绩总结报告"}  # fmt: skip
PDF, PNG = "application/pdf", "image/png"


def register(at, papers):
    """Account, photo, profile."""
    person = papers["profile"]["person"]
    at.open("/mine/profile/register").fill(
        name=person["name"], id_number=person["id_number"], unit_id=papers["unit_id"]
    )
    for name in BASICS:
        at.put(f"basics-0-{name}", person[name])
    at.put("basics-0-current_work", "农业技术推广")
    at.press("建立档案")
    at.open("/mine/profile/photo").put("file", _file("photo.png", PNG, portrait("person")))
    at.press("上传照片")
    title = papers["profile"]["present_title"]
    at.open("/mine/profile/parts/present_title").rows("present_title", [title])
    at.open("/mine/profile/parts/circumstances").rows("circumstances", [papers["profile"]["claims"]])
    for part in CAREER:
        rows = papers["profile"].get(part) or papers["results"][part]
        at.open(f"/mine/profile/parts/{part}").rows(part, rows)


def begin(at, papers):
    """Ask for what one may apply, choose the plan; the declaration's id."""
    at.open("/mine/eligibility").fill(series="agriculture", level="middle").press("判断")
    assert "建议申报" in at.text()
    at.follow(papers["plan_name"]).press("选定本计划，开始申报")
    return at.page.url.rpartition("/")[2]


def fill_in(at, papers, declaration):
    """Every part and every file."""
    own = f"/mine/declarations/{declaration}"
    at.open(f"{own}/sections/main").fill(major=papers["profile"]["major"], summary=papers["results"]["summary"])
    at.press("保存")
    at.open(f"{own}/sections/achievements").rows("achievements", papers["results"]["achievements"])
    for item, title in SCANNED.items():
        upload(at, own, item, title, papers)
    for number in (1, 2):
        upload(at, own, "achievements", f"业绩佐证{number}", papers, proves=number)


def upload(at, own, item, title, papers, proves=None):
    """One file, by the script that shows its progress."""
    at.open(f"{own}/materials/{item}/upload").fill(title=title)
    if proves:
        at.page.locator("[name=supports]").select_option(index=proves)
    page = bytes.fromhex(papers["scan"]).replace(b"a scanned page", f"{item} {proves}".encode().ljust(14)[:14])
    at.put("file", _file(f"{item}.pdf", PDF, page))
    at.press("上传")
    assert title in at.text(), at.text()[:600]


def hand_in(at, declaration):
    """Sign and submit."""
    own = f"/mine/declarations/{declaration}"
    at.open(f"{own}/sign").fill(agreed="yes").press("签署")
    at.open(f"{own}/submit").press("确认提交")


def _file(name, kind, body):
    return {"name": name, "mimeType": kind, "buffer": body}
