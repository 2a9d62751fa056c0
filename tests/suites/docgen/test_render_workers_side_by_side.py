"""Several render workers on one PostgreSQL, as replicas are."""

import threading

import pytest

from shared.storage import download
from tests.support.docgen_suite import facts

pytestmark = pytest.mark.databases("postgres")

KINDS = ("evaluation_form", "submission_summary", "material_list")
"""What one submission asks for."""


def test_four_presses_store_every_document_once(world):
    world.happens(*facts.notice())
    keys = [f"01976a00-0000-7000-8000-0000000d{index:04}" for index in range(60)]
    for key in keys:
        world.happens(*facts.submitted(1, key))
    taken = []

    def work():
        while step := world.render_jobs.run_once(5):
            taken.append(step)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    announced = world.announced()
    assert sum(taken) == len(announced) == len({one["document_id"] for one in announced}) == len(KINDS) * len(keys)
    assert {(one["subject_id"], one["kind"]) for one in announced} == {(key, kind) for key in keys for kind in KINDS}
    assert len(world.render_jobs.files.list("documents/")) == len(KINDS) * len(keys)


def test_a_link_downloads_the_document_from_s3(world):
    for event in facts.year()[:6]:
        world.happens(*event)
    world.print_all()
    document = world.ask(facts.APPLICANT, "list_documents")["items"][0]
    link = world.ask(facts.APPLICANT, "get_download_link", document_id=document["document_id"])
    assert len(download(link["url"])) == document["size"]
