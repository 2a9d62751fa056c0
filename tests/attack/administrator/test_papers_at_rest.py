"""Somebody has the password of a service's database, or that of the object store: what people said and their papers."""

import io
import os
import sqlite3
import time
import zipfile
from pathlib import Path

import pytest

from shared.contracts.store_users import SEALED
from shared.security import install_keyring
from tests.support.audit_suite.world import World as AuditWorld
from tests.support.audit_suite.world import key_of
from tests.support.docgen_suite import facts
from tests.support.docgen_suite.world import World as DocgenWorld

SAID = "我是他的同事王某，他的论文是请人代写的，请核查。"
FOUND = "经向反映人王某的同事了解，论文确系本人撰写。"
KINDS = ("applicant_roster", "pass_roster", "certificate")
COUNTY = facts.person("hr_clerk", "clerk-9", facts.COUNTY)


def file_of(world):
    return world.app.settings.database_url.removeprefix("sqlite:///").partition("?")[0]


def rows(world, statement, *values):
    """What somebody with the database's password reads, or does."""
    connection = sqlite3.connect(file_of(world))
    with connection:
        found = connection.execute(statement, values).fetchall()
    connection.close()
    return found


@pytest.fixture
def listed(tmp_path):
    """A list of audit, with an objection to somebody on it."""
    world = AuditWorld(f"sqlite:///{tmp_path}/audit.db?synchronous=OFF", tmp_path)
    world.begin()
    world.submitted(1)
    world.list_id = world.publish("school", "unit", 1)
    filed = world.do(None, "file_objection", publicity_id=world.list_id, declaration_id=key_of(1), content=SAID)
    world.objection_id = filed["objection_id"]
    yield world
    world.close()
    install_keyring(None)


def objections(world):
    return world.call(world.clerk("school"), "list_objections", publicity_id=world.list_id)["items"]


def test_an_objection_and_its_answer_are_read_by_nobody_in_the_table(listed):
    listed.do(
        listed.clerk("school"), "resolve_objection", objection_id=listed.objection_id, expected_version=1,
        outcome="dismissed", opinion=FOUND,
    )  # fmt: skip
    everything = Path(file_of(listed)).read_bytes() + b"".join(
        path.read_bytes() for path in Path(file_of(listed)).parent.glob("*.db-wal")
    )
    assert SAID.encode() not in everything
    assert FOUND not in repr(rows(listed, "SELECT * FROM objections"))
    (shown,) = objections(listed)
    assert (shown["content"], shown["opinion"]) == (SAID, FOUND)


def test_what_the_version_before_wrote_is_read_and_sealed_by_the_service_itself(listed):
    rows(listed, "UPDATE objections SET content = ?, opinion = ?", SAID, FOUND)
    assert objections(listed)[0]["content"] == SAID
    listed.sweep()
    told = repr(rows(listed, "SELECT content, opinion FROM objections"))
    assert SAID not in told
    assert FOUND not in told
    assert (objections(listed)[0]["content"], objections(listed)[0]["opinion"]) == (SAID, FOUND)


@pytest.fixture
def printed(tmp_path):
    """A year's papers."""
    world = DocgenWorld(f"sqlite:///{tmp_path}/docgen.db?synchronous=OFF", f"dir://{tmp_path}/files?durable=no")
    for event in facts.year():
        world.happens(*event)
    world.print_all()
    world.folder = tmp_path / "files" / "objects"
    yield world
    world.close()


def texts_of(folder):
    """All that the store's files say, archives unpacked."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        yield data.decode("utf-8", "replace")
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def link_to(world, kind):
    (found, *_) = world.ask(COUNTY, "list_documents", filter={"kind": kind})["items"]
    return world.ask(COUNTY, "get_download_link", document_id=found["document_id"])["url"]


def test_no_roster_and_no_certificate_is_read_in_the_store(printed):
    assert not any(facts.ID_NUMBER in text for text in texts_of(printed.folder))
    papers = [one for one in printed.documents() if one.subject.kind in KINDS]
    assert {one.subject.kind for one in papers} == set(KINDS)
    assert {one.object_key.endswith(SEALED) for one in papers} == {True}


def test_what_they_were_made_from_is_read_by_nobody_in_the_table(printed):
    made_from = [data for (data,) in rows(printed, f"SELECT data FROM documents WHERE kind IN {KINDS}")]
    assert len(made_from) >= len(KINDS)
    assert not any("张三" in data or "declaration_id" in data for data in made_from)
    assert {one.data["declaration_id"] for one in printed.documents() if one.subject.kind == "certificate"}


def test_a_copy_opened_for_a_link_is_gone_when_its_hour_is_over(printed):
    link_to(printed, "applicant_roster")
    (copy,) = printed.folder.glob("opened/*")
    assert copy.read_bytes().startswith(b"PK")
    an_hour_ago = time.time() - 3700
    os.utime(copy, (an_hour_ago, an_hour_ago))
    for chore in printed.app.chores:
        chore()
    assert list(printed.folder.glob("opened/*")) == []


def test_papers_of_the_version_before_are_sealed_by_the_service_itself(printed):
    (roster,) = (one for one in printed.documents() if one.subject.kind == "applicant_roster")
    data, clear = printed.file(roster.object_key), f"documents/applicant_roster/{roster.id}/before.xlsx"
    printed.app.render_jobs.files.put(clear, data, roster.kind.media_type)
    rows(printed, "UPDATE documents SET object_key = ? WHERE id = ?", clear, roster.id)
    for chore in printed.app.chores:
        chore()
    (sealed,) = (one for one in printed.documents() if one.id == roster.id)
    assert sealed.object_key.endswith(SEALED)
    assert not (printed.folder / clear).exists()
    assert printed.file(sealed.object_key) == data
    link_to(printed, "applicant_roster")
    (copy,) = printed.folder.glob("opened/*")
    assert copy.read_bytes() == data
