"""What a profile and a dossier consist of, as forms and in their order."""

from __future__ import annotations

from services.gateway.console.sheets import Sheet, SheetColumn, flat_sheet, name_of, sheet_of
from shared.contracts.declaration import circumstances, dossier

CAREER = (
    sheet_of("present_title", dossier.PresentTitle, table=False, help="没有职称的不填。"),
    sheet_of("education", dossier.Education, help="按取得时间逐项填写，从最初学历到最高学历。"),
    sheet_of("work_history", dossier.Employment, help="按时间逐段填写，至今仍在岗的终止时间留空。"),
    sheet_of("trainings", dossier.Training),
    sheet_of("exams", dossier.Exam),
    sheet_of("assessments", dossier.Assessment),
    sheet_of("continuing_education", dossier.ContinuingEducation, help="按年度填写专业科目和公需科目学时。"),
)
BASICS = Sheet(
    "basics", "基本情况",
    (
        SheetColumn("ethnicity", name_of("person", "ethnicity"), required=True),
        SheetColumn("work_started_on", name_of("person", "work_started_on"), "date", required=True),
        SheetColumn("current_work", name_of("person", "current_work"), required=True),
        SheetColumn("phone", name_of("person", "phone"), nullable=True, help="5 至 20 位，可含“-”。"),
        SheetColumn("former_name", name_of("person", "former_name"), nullable=True),
        SheetColumn("birth_place", name_of("person", "birth_place"), nullable=True),
        SheetColumn("health", name_of("person", "health"), nullable=True),
        SheetColumn("party", name_of("person", "party"), nullable=True),
        SheetColumn("administrative_post", name_of("person", "administrative_post"), nullable=True),
        SheetColumn("society_posts", name_of("person", "society_posts"), nullable=True),
        SheetColumn("foreign_language", name_of("person", "foreign_language"), nullable=True),
    ),
    flat=True,
)  # fmt: skip
CIRCUMSTANCES = flat_sheet(
    "circumstances", "其他情况", circumstances.Circumstances,
    (
        "kind", "origin", "occupation", "post_since", "foreign_permit", "classified", "outstanding",
        "assessment_passed", "returnee", "sector_first_prizes", "documented", "education_related", "licensed",
        "new_achievements",
    ),
    help="申报条件、优惠政策会用到这些情况，如实填写；填写后不能改为“未填写”，可以改为“否”。",
)  # fmt: skip
FACTS = (
    CIRCUMSTANCES,
    sheet_of("grassroots_service", circumstances.GrassrootsService),
    sheet_of("green_channel", circumstances.GreenChannel, table=False),
    sheet_of("skill", circumstances.Skill, table=False),
    sheet_of("qualifications", circumstances.Qualification),
    sheet_of("converted", circumstances.Conversion, table=False),
    sheet_of("honours", circumstances.Honour),
    sheet_of("programmes", circumstances.Programme),
    sheet_of("recommendation", circumstances.Recommendation, table=False),
    sheet_of("epidemic", circumstances.Epidemic, table=False),
    sheet_of("discipline", circumstances.Discipline, table=False, help="没有受过处分的不填。"),
)
PROFILE = {sheet.name: sheet for sheet in (BASICS, *CAREER, *FACTS)}
NEVER_NULL = frozenset({"green_channel", "recommendation", "epidemic"})
"""Parts of a profile that are left out, not emptied, where nothing is filled in."""
DOSSIER = {
    sheet.name: sheet
    for sheet in (
        *CAREER,
        sheet_of("achievements", dossier.Achievement, help="每项业绩都要有附件佐证，附件在“申报材料”中上传。"),
        sheet_of("papers", dossier.Paper, help="每篇论文论著都要有附件佐证。"),
        sheet_of("awards", dossier.Award, help="每项奖励都要有附件佐证。"),
        sheet_of("patents", dossier.Patent, help="每项专利都要有附件佐证。"),
    )
}
REMARKED = {"name": "姓名", "id_number": "身份证号码", "photo": "照片", "unit_id": "工作单位"} | {
    column.name: column.label for column in BASICS.columns
} | {sheet.name: sheet.label for sheet in (*CAREER, *FACTS) if not sheet.flat} | {
    column.name: column.label for column in CIRCUMSTANCES.columns
}  # fmt: skip
"""What a profile may be sent back for, by the part that mends it."""
