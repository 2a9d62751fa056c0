"""One rendering order per template, from the contracts' samples through the forms' own modules."""

import copy
from dataclasses import replace

import yaml

from services.docgen.domain.forms.certificate import certificate
from services.docgen.domain.forms.commitment_letter import commitment_letter
from services.docgen.domain.forms.evaluation_form import Course, Signed, evaluation_form
from services.docgen.domain.forms.material_list import material_list
from services.docgen.domain.forms.notice_letter import one_time_notice
from services.docgen.domain.forms.opinions import Vote
from services.docgen.domain.forms.publicity import publicity
from services.docgen.domain.forms.reporting_package import approval_report, publicity_report
from services.docgen.domain.forms.rosters import applicant_roster, pass_roster
from services.docgen.domain.forms.session_forms import extension_filing, score_sheet
from services.docgen.domain.forms.submission_summary import submission_summary
from services.docgen.domain.known import KnownObjection, KnownOrganisation, KnownPublicity, KnownSession
from services.docgen.domain.known_notice import KnownNotice, known_notice
from services.docgen.domain.order import RenderOrder
from shared.contracts import audit, committee
from shared.contracts.audit.organisation import Contact
from shared.contracts.committee import oversight
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.samples import DIGEST, DOSSIER, ID_B, ID_D
from shared.kernel.clock import parse_instant
from shared.policy import shipped_text
from shared.wire.plain import reader_of

NOTICE = KnownNotice(
    id="chifeng-2026", title="关于做好2026年全市职称评审工作的通知", document_number="赤人社办发〔2026〕43号",
    issuer="赤峰市人力资源和社会保障局",
)  # fmt: skip
CONTACT = Contact(telephone="0476-8221234", email="zc@example.cn", address="赤峰市新城区玉龙大街")
NUMBER = "150402198510021234"
CODE = f"zhiping:dossier/{DOSSIER['declaration_id']}/1/{DIGEST}"
NASTY_NAME = "阿拉坦其其格·孟根图雅·巴音孟克斯琴高娃其木格"
NASTY_UNIT = "内蒙古自治区赤峰市巴林左旗林东镇第三中心小学校（乌兰达坝苏木寄宿制教学点）张A&B公司"
LONG = "承担阅读课程体系建设、教学改革实验与成果推广应用工作，"


read = reader_of(Dossier)
"""The record of a dossier's JSON."""


def told(event, **changes):
    """The record of a contract's sample with changes."""
    return event.read(event.sample | changes)


def course():
    """What happened to a declaration until its certificate."""
    decision = told(audit.DECLARATION_PASSED).decisions[0]
    above = replace(decision, organisation_id=ID_D, organisation_name="赤峰市红山区教育局", auditor_name="王五")
    vote = Vote(told(committee.REVIEWED), 25, "孙七", "赤峰市中小学教师高级职称评审委员会")
    return Course(case_number="CF2026-000001", unit_id=ID_B, decisions=[Signed(decision), Signed(above)], vote=vote,
                  certificate=told(committee.CERTIFICATE_ISSUED))  # fmt: skip


def realistic():
    """A dossier such as a teacher hands in."""
    made = copy.deepcopy(DOSSIER)
    made["papers"] *= 3
    made["awards"] *= 4
    made["assessments"] = [{"year": year, "grade": "合格"} for year in range(2021, 2026)]
    return made


def worst():
    """A dossier as long as anybody will make it, with a Mongolian name and a long unit."""
    made = copy.deepcopy(DOSSIER)
    made["person"]["name"] = "阿拉坦其其格·孟根图雅"
    made["unit"]["name"] = "赤峰市巴林左旗林东镇第三中心小学校（乌兰达坝苏木教学点）"
    for name, times in (("work_history", 9), ("papers", 14), ("trainings", 8), ("awards", 12), ("education", 4)):
        made[name] = made[name] * times
    row = made["achievements"][0] | {"content": LONG * 8, "effect": LONG * 5, "name": LONG * 2}
    made["achievements"] = [row | {"since_present_title": since} for since in (True, False) for _ in range(7)]
    made["assessments"] = [{"year": year, "grade": "优秀"} for year in range(2005, 2026)]
    made["patents"] = [{"granted_on": "2021-01-01", "name": LONG, "number": "ZL202110000000.0", "rank": "1/5"}] * 6
    made["exams"] = [
        {"taken_on": "2025-10-01", "name": "高级职称考试", "score": 87, "passed": True, "valid_until": "2028-12-31"}
    ]
    made["summary"] = (LONG * 30 + "\n") * 3
    return made


def nasty():
    """The same with everything that breaks tables and markup."""
    made = worst()
    made["person"]["name"], made["unit"]["name"] = NASTY_NAME, NASTY_UNIT
    made["person"]["current_work"] = "小学语文\n𠮷田教学"
    post = made["work_history"][0]
    made["work_history"] = [post | {"organisation": f"张A&B公司<b>第{n}分公司</b>", "post": "=1+1"} for n in range(40)]
    made["papers"] = [made["papers"][0] | {"title": "论" * 196 + "文<b>&", "number": "ISSN 1234-5678"}] * 6
    return made


def wordy_course():
    """What happened to a declaration, in the words of people who write six hundred characters."""
    made, words = course(), "该同志政治立场坚定，师德高尚，业务能力突出，" * 28
    return replace(made, decisions=[Signed(replace(one.decision, opinion=words), one.kind) for one in made.decisions])


def materials(mode="offline_paper", **changes):
    """材料目录单 by the list of a shipped notice."""
    notice = known_notice("chifeng-2026", yaml.load(shipped_text("chifeng-2026"), Loader=yaml.CSafeLoader))
    made = realistic() | changes
    made["plan"] = made["plan"] | {"mode": mode, "plan_id": "k12-associate-senior"}
    file = made["materials"][0]
    made["materials"] = [file | {"item": item} for item in ("papers", "papers", "work_summary", "achievements")]
    values = material_list(read(made), notice, "CF2026-000001") | {"form_title": "职称评审材料目录单"}
    return RenderOrder("material_list.docx", values)


def summary_of(dossier, known=None):
    """送审表."""
    values = submission_summary(read(dossier), DIGEST, NOTICE, known or Course()) | {"form_title": "专业技术职称送审表"}
    return RenderOrder("submission_summary.docx", values)


def form_of(dossier, known=None):
    """评审表."""
    values = evaluation_form(read(dossier), DIGEST, NOTICE, known or Course()) | {"form_title": "专业技术职称评审表"}
    return RenderOrder("evaluation_form.docx", values, qr_codes={"qr": CODE})


def notice_of(corrections):
    """一次性告知书 with so many corrections."""
    line = audit.DECLARATION_RETURNED.sample["corrections"][0]
    rows = [line | {"number": number} for number in range(1, corrections + 1)]
    returned = told(audit.DECLARATION_RETURNED, corrections=rows)
    return RenderOrder("one_time_notice.docx", one_time_notice(returned, NOTICE, CONTACT))


def publicity_of(scope, people):
    """公示 of so many people."""
    event = committee.RESULTS_POSTED if scope == "result" else audit.PUBLICITY_POSTED
    line = event.sample["people"][0]
    rows = [line | {"name": f"张{number}"} for number in range(1, people + 1)]
    posted = replace(told(event, people=rows), channel=CONTACT)
    committee_name = posted.committee_name if scope == "result" else ""
    return RenderOrder("publicity.docx", publicity(posted, scope, NOTICE, "公章", committee_name))


def letter():
    """评委会书面承诺书."""
    return RenderOrder("commitment_letter.docx", commitment_letter(told(committee.PACKAGE_REPORTED), "公章"))


def letter_of_a_body():
    """考核认定承诺书."""
    package = told(committee.PACKAGE_REPORTED, kind="recognition", chair_name="")
    return RenderOrder("recognition_letter.docx", commitment_letter(package, "公章"))


def approval(**changes):
    """核准报告."""
    session = KnownSession(panel_size=25, present=17, place="赤峰市教育局三楼会议室")
    package = told(committee.PACKAGE_REPORTED, **changes)
    return RenderOrder("approval_report.docx", approval_report(package, NOTICE, session, "公章"))


def posting(objections=1, **changes):
    """公示情况报告 with so many objections."""
    results, came = told(committee.RESULTS_POSTED), parse_instant("2026-09-14T10:00:00+08:00")
    about = results.people[0].declaration_id
    known = {
        str(n): KnownObjection(declaration_id=about, outcome=("upheld", "dismissed")[n % 2], received=came)
        for n in range(objections)
    }
    posted = KnownPublicity(
        working_days=results.working_days, channel=results.channel, people=results.people, objections=known
    )
    counted = {"objections": objections, "upheld": (objections + 1) // 2}
    package = told(committee.PACKAGE_REPORTED, **(counted | changes))
    return RenderOrder("publicity_report.docx", publicity_report(package, NOTICE, posted, "公章"))


def scores(count=3):
    """评分登记表 of so many declarations by two methods."""
    row = committee.PACKAGE_REPORTED.sample["scores"][0]
    interview = {"method_name": "面试答辩", "dimensions": [], "score": 88, "total": None}
    rows = [row | {"case_number": f"CF2026-{n:06}"} | (interview if n % 2 else {}) for n in range(count)]
    head, groups = score_sheet(told(committee.PACKAGE_REPORTED, scores=rows))
    return RenderOrder("score_sheet.xlsx", head, groups)


def extension(event=oversight.EXTENSION_FILED):
    """延期评审备案表."""
    office, authority = (
        KnownOrganisation(name=name, kind="hr_bureau", contact=CONTACT)
        for name in ("赤峰市教育局", "赤峰市人力资源和社会保障局")
    )
    return RenderOrder("extension_filing.docx", extension_filing(told(event), office, authority, NOTICE))


def certificate_of(number=NUMBER, **changes):
    """电子职称证书."""
    url = "https://zc.example.cn/verify/NM15042026000001?code=7KQ2M-X9D4T"
    values = certificate(told(committee.CERTIFICATE_ISSUED, **changes), number, "7KQ2M-X9D4T", url)
    return RenderOrder("certificate.docx", values, qr_codes={"qr": url})


HEADS = f"\n决定记录链的末端，供核验使用：\naudit 2026-06-15 120 {'3f' * 32} t1"
"""As they stand below the page number."""


def applicants(count, template="applicant_roster.xlsx", name=None, unit=None):
    """申报人员花名册 of so many people in two series and three majors."""
    dossiers = []
    for index in range(count):
        made = copy.deepcopy(DOSSIER)
        made["declaration_id"], made["person"]["name"] = f"d{index:05}", name or f"人{index}"
        made["unit"]["name"] = unit or made["unit"]["name"]
        made["plan"] |= {
            "series_name": ("中小学教师", "卫生")[index % 2],
            "major": ("小学语文", "小学数学", "初中英语")[index % 3],
        }
        dossiers.append(read(made))
    head, groups = applicant_roster(
        told(audit.ROSTER_REPORTED), dossiers, lambda sealed: NUMBER, "2026年申报职称评审人员花名册"
    )
    return RenderOrder(template, head | {"heads": HEADS}, groups)


def passed(count):
    """通过人员花名册 of so many people."""
    row = committee.PACKAGE_REPORTED.sample["rows"][0]
    rows = [row | {"declaration_id": f"d{index:05}", "person_name": f"人{index}"} for index in range(count)]
    numbers = {row["declaration_id"]: NUMBER for row in rows}
    head, groups = pass_roster(told(committee.PACKAGE_REPORTED, rows=rows), numbers)
    return RenderOrder("pass_roster.xlsx", head, groups)


ORDERS = [form_of(realistic(), course()), summary_of(realistic()), notice_of(3), publicity_of("unit", 4), letter(),
          certificate_of(), applicants(10), applicants(3, "green_roster.xlsx"), passed(6),
          letter_of_a_body(), approval(), posting(), materials(), scores(), extension()]  # fmt: skip
