"""Opening uploaded files: by whom, of which revision, and what the applicant reads of it afterwards."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from shared.contracts import audit
from tests.suites.declaration.test_following import STAGE, UPPER, opened, returned
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal


def files(world, key, revision=1):
    """What the dossier names."""
    return world.ask(people.APPLICANT, "get_dossier", declaration_id=key, revision=revision)["dossier"]["materials"]


def asked(world, who, key, material, revision=1):
    """The link, or the refusal."""
    return world.ask(who, "open_material", declaration_id=key, material_id=material, revision=revision)


def openings(world, who=people.APPLICANT):
    """What the applicant reads."""
    return world.ask(who, "list_my_openings")["items"]


def test_the_clerk_who_holds_the_stage_is_given_each_file_and_the_applicant_reads_of_it(world):
    key = opened(world)
    for material in files(world, key):
        link = asked(world, people.UNIT_CLERK, key, material["material_id"])
        assert (link["sha256"], link["size"]) == (material["sha256"], material["size"])
        assert link["media_type"] == "application/pdf"
        assert urlsplit(link["url"]).path.endswith(material["sha256"])
        assert parse_qs(urlsplit(link["url"]).query)["name"] == [link["file_name"]]
    told = openings(world)
    assert [one["subject_id"] for one in reversed(told)] == [one["material_id"] for one in files(world, key)]
    one = told[0]
    assert (one["opened_by"], one["organisation_id"], one["ground"]) == ("clerk-1", people.UNIT, "own unit")
    assert (one["subject_kind"], one["shown_labels"]) == ("material", ["申报附件"])


def test_the_link_lasts_two_minutes(world):
    key = opened(world)
    link = asked(world, people.UNIT_CLERK, key, files(world, key)[0]["material_id"])
    assert link["expires_at"].startswith("2026-06-15T09:02:00")


def test_the_name_of_a_file_is_the_items_and_says_nothing_of_the_person(world):
    key = world.start()
    world.complete(key)
    held = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["materials"]
    names = [asked(world, people.APPLICANT, key, one["material_id"], None)["file_name"] for one in held]
    assert len(set(names)) == len(names)
    assert all(name.endswith(".pdf") and not set(name) & set('/\\:*?"<>| \n') for name in names)
    assert not any(people.basics()["name"] in name for name in names)


def test_a_stage_held_later_opens_files_only_once_it_is_reached(world):
    key = opened(world)
    material = files(world, key)[0]["material_id"]
    assert refusal(asked, world, people.HR_CLERK, key, material).slug == "declaration_not_found"
    world.happens(audit.STAGE_APPROVED, declaration_id=key, stage=STAGE, waiting_report=False, next=UPPER)
    assert asked(world, people.HR_CLERK, key, material)["url"]
    assert openings(world)[0]["ground"] == "stage held before"


def test_the_applicant_opens_his_own_draft_and_his_revisions_unrecorded(world):
    key = world.start()
    world.attach(key, *people.MATERIALS[0])
    (held,) = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["materials"]
    assert asked(world, people.APPLICANT, key, held["material_id"], None)["sha256"] == held["sha256"]
    assert openings(world) == []
    for who in (people.STRANGER, people.UNIT_CLERK):
        refused = refusal(asked, world, who, key, held["material_id"], None)
        assert refused.slug in ("declaration_not_found", "role_not_allowed")


def test_a_file_is_opened_as_of_its_revision(world):
    key = opened(world)
    (first, *_) = files(world, key)
    returned(world, key)
    world.change(key, "remove_material", material_id=first["material_id"])
    gone = refusal(asked, world, people.APPLICANT, key, first["material_id"], None)
    assert (gone.slug, gone.path) == ("material_not_found", "material_id")
    assert asked(world, people.UNIT_CLERK, key, first["material_id"], 1)["sha256"] == first["sha256"]
    assert refusal(asked, world, people.UNIT_CLERK, key, first["material_id"], 2).slug == "revision_not_found"


def test_a_dossier_older_than_the_ids_of_files_names_them_by_their_digest(world):
    key = opened(world)
    material = files(world, key)[0]
    with world.app.database.begin() as connection:
        raw = connection.exec_driver_sql("SELECT content FROM revisions").scalar_one()
        content = json.loads(raw)
        for one in content["materials"]:
            del one["material_id"]
        told = json.dumps(content, ensure_ascii=False).replace("'", "''").replace("%", "%%").replace(":", ": ")
        connection.exec_driver_sql(f"UPDATE revisions SET content = '{told}'")
    assert refusal(asked, world, people.UNIT_CLERK, key, material["material_id"]).slug == "material_not_found"
    assert asked(world, people.UNIT_CLERK, key, material["sha256"])["sha256"] == material["sha256"]


def test_a_file_that_is_gone_from_the_store_is_said_to_be_and_leaves_no_record(world):
    key = opened(world)
    material = files(world, key)[0]
    world.files.delete(material["object_key"])
    lost = refusal(asked, world, people.UNIT_CLERK, key, material["material_id"])
    assert (lost.slug, lost.kind, lost.path) == ("material_file_missing", "conflict", "material_id")
    assert openings(world) == []


@pytest.mark.parametrize("wrong", ["", "x" * 65])
def test_an_id_that_can_be_none_is_invalid(world, wrong):
    key = opened(world)
    assert refusal(asked, world, people.UNIT_CLERK, key, wrong).slug == "invalid_field"
