"""A database filled before rows had ids: rows get them, proofs follow, and a proof of no row stays an orphan."""

import json

import pytest
from sqlalchemy import create_engine, text

from services.declaration.domain.materials import Material
from shared.persistence.schema.migrations import migrate

PROFILE = {"education": [{"school": "甲"}, {"school": "乙"}], "present_title": None, "honours": [{"code": "x"}]}
DRAFT = {"achievements": [{"name": "甲"}, {"name": "乙"}], "papers": None, "summary": "总结"}
INSERTS = (
    "INSERT INTO persons (person_id, version, name, unit_id, sex, birth_date, id_number_sealed, id_number_masked,"
    " id_number_index, basics, profile) VALUES ('p', 1, '某', 'u', '女', '1985-01-01', 's', 'm', 'i', '{}', :profile)",
    "INSERT INTO declarations (declaration_id, version, person_id, unit_id, notice_id, notice_version, year, plan_id,"
    " plan_name, series, level, level_group, opens_on, closes_on, state, revision, sections, started_at,"
    " checked_version) VALUES ('d', 1, 'p', 'u', 'n', 1, 2026, 'x', 'x', 's', 'middle', 'middle', '2026-05-01',"
    " '2026-06-01', 'draft', 1, :draft, '2026-05-02T00:00:00', 1)",
)


@pytest.fixture
def rows(tmp_path):
    url = f"sqlite:///{tmp_path}/declaration.db"
    migrate("declaration", url, "0004")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(INSERTS[0]), {"profile": json.dumps(PROFILE)})
        connection.execute(text(INSERTS[1]), {"draft": json.dumps(DRAFT)})
        for key, supports in (("m1", "achievements.1"), ("m2", "achievements.7"), ("m3", "summary"), ("m4", None)):
            connection.execute(
                text(
                    "INSERT INTO materials VALUES (:key, 'd', 'item', 't', 'k', 'application/pdf', 1, 's', :supports)"
                ),
                {"key": key, "supports": supports},
            )
    migrate("declaration", url)
    with engine.begin() as connection:
        yield {
            "profile": json.loads(connection.execute(text("SELECT profile FROM persons")).scalar_one()),
            "draft": json.loads(connection.execute(text("SELECT sections FROM declarations")).scalar_one()),
            "supports": dict(connection.execute(text("SELECT material_id, supports FROM materials")).all()),
        }
    engine.dispose()


def test_every_row_of_a_table_has_an_id_of_its_own(rows):
    held = [*rows["profile"]["education"], *rows["draft"]["achievements"]]
    assert len({row["id"] for row in held}) == 4
    assert [row["school"] for row in rows["profile"]["education"]] == ["甲", "乙"]
    assert rows["profile"]["honours"] == [{"code": "x"}]
    assert (rows["draft"]["papers"], rows["draft"]["summary"]) == (None, "总结")


def test_proofs_name_their_row_by_its_id_and_those_of_no_row_are_orphans(rows):
    second = rows["draft"]["achievements"][1]["id"]
    assert rows["supports"] == {"m1": f"achievements.{second}", "m2": "achievements.7", "m3": "summary", "m4": None}
    lost = Material(
        material_id="m2", item="item", title="t", object_key="k", media_type="application/pdf", size=1, sha256="s",
        supports="achievements.7",
    )  # fmt: skip
    assert lost.is_orphan(rows["draft"])
