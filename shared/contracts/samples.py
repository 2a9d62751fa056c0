"""Made-up values for the samples of the contracts; also a complete dossier for tests and for readers."""

from __future__ import annotations

from shared.contracts.masked import HIDDEN_ID_NUMBER
from shared.wire.types import JsonObject

ID_A = "01976a00-0000-7000-8000-00000000000a"
ID_B = "01976a00-0000-7000-8000-00000000000b"
ID_C = "01976a00-0000-7000-8000-00000000000c"
ID_D = "01976a00-0000-7000-8000-00000000000d"
WHEN = "2026-06-15T09:30:00+08:00"
DIGEST = "ab" * 32
SEALED = "v1.k1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def row(number: int) -> str:
    """The made-up id of a row."""
    return f"01976a00-0000-7000-8000-0000000001{number:02x}"


DOSSIER: JsonObject = {
    "declaration_id": ID_C,
    "revision": 1,
    "notice_id": "chifeng-2026",
    "notice_version": 1,
    "plan": {
        "plan_id": "k12-associate-senior-county", "name": "旗县区中小学教师副高级", "series": "k12_teacher",
        "series_name": "中小学教师", "major": "小学语文", "level": "associate_senior", "level_group": "senior",
        "title": "高级教师", "track": "socialised", "mode": "online_blind_with_paper",
        "committee_code": "chifeng-k12-senior", "documents": ["evaluation_form", "submission_summary"],
    },
    "person": {
        "person_id": ID_A, "name": "张三", "former_name": None, "sex": "女", "ethnicity": "蒙古族",
        "birth_date": "1985-10-02", "birth_place": "内蒙古赤峰市", "id_number_sealed": SEALED,
        "id_number_masked": HIDDEN_ID_NUMBER, "work_started_on": "2008-08-01",
        "health": "健康", "party": "中共党员", "administrative_post": None, "society_posts": None,
        "foreign_language": None, "current_work": "小学语文教学", "photo_key": None,
    },
    "unit": {
        "organisation_id": ID_B, "name": "红山区第一小学", "tier": "county", "region": "150402",
        "sector": "education", "nature": "public_institution", "competent_department": "红山区教育局",
    },
    "present_title": {
        "name": "一级教师", "level": "middle", "series": "k12_teacher", "obtained_on": "2015-12-01",
        "appointed_on": "2016-01-01", "approved_by": "赤峰市人力资源和社会保障局",
    },
    "profession_years": 18,
    "education": [
        {"id": row(1), "school": "内蒙古师范大学", "major": "汉语言文学", "level": "bachelor", "degree": "文学学士",
         "started_on": "2004-09-01", "graduated_on": "2008-07-01", "length_years": 4, "full_time": True}
    ],
    "work_history": [
        {"id": row(2),
         "started_on": "2008-08-01", "ended_on": None, "organisation": "红山区第一小学", "post": "语文教师",
         "place_tier": "county", "professional": True}
    ],
    "trainings": [
        {"id": row(3),
         "started_on": "2024-07-10", "ended_on": "2024-07-20", "content": "新课标培训", "organiser": "赤峰市教育局",
         "hours": 60}
    ],
    "achievements": [
        {"id": row(4),
         "started_on": "2019-03-01", "ended_on": "2021-06-30", "name": "校本课程开发", "content": "阅读课程体系",
         "role": "主持人", "effect": "全区推广", "since_present_title": True}
    ],
    "papers": [
        {"id": row(5),
         "published_on": "2022-05-01", "title": "小学整本书阅读教学策略", "venue": "内蒙古教育", "rank": "独著",
         "number": "CN15-1049"}
    ],
    "awards": [
        {"id": row(6),
         "awarded_on": "2020-09-10", "name": "优秀教师", "grade": "市级", "issuer": "赤峰市人民政府", "rank": None}
    ],
    "patents": [],
    "exams": [],
    "assessments": [{"id": row(7), "year": 2024, "grade": "合格"}, {"id": row(8), "year": 2025, "grade": "优秀"}],
    "continuing_education": [{"id": row(9), "year": 2025, "professional_hours": 60, "public_hours": 30}],
    "summary": "任现职以来，承担小学语文教学与教研工作。",
    "route_claimed": "ordinary",
    "materials": [
        {"material_id": row(10), "item": "diploma", "title": "学历证书", "object_key": "materials/0197/diploma",
         "media_type": "application/pdf", "size": 20480, "sha256": DIGEST, "supports": None}
    ],
    "commitment": {"signed_at": WHEN, "text_digest": DIGEST},
    "circumstances": {
        "kind": "professional", "origin": "mainland", "post_since": "2008-08-01", "documented": True,
        "grassroots_service": [{"started_on": "2010-03-01", "ended_on": "2010-08-31", "place_tier": "township"}],
        "honours": [], "recommendation": {"by": [], "peers": 0, "expert_panel": False},
    },
    "record": {
        "filed": [], "unit_filed": [], "rights_used": [], "integrity_until": None, "under_discipline": False,
    },
    "submitted_at": WHEN,
}  # fmt: skip
