"""A clerk who may read papers takes those of somebody who is no case of his; the person reads who it was.

Every kind that is about people is taken; no link is given without its record.
"""

import pytest

from shared.kernel.errors import ZhipingError
from tests.support.attacked import openings_refused
from tests.support.docgen_suite import facts
from tests.support.docgen_suite.world import World

PAPERS = {
    "applicant_roster": facts.person("hr_clerk", "clerk-9", facts.COUNTY), "pass_roster": facts.OFFICE_CLERK,
    "score_sheet": facts.OFFICE_CLERK, "evaluation_form": facts.UNIT_CLERK,
    "certificate": facts.OFFICE_CLERK,
}  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A year's papers."""
    folder = tmp_path_factory.mktemp("printed")
    world = World(f"sqlite:///{folder}/docgen.db?synchronous=OFF", f"dir://{folder}/files?durable=no")
    for event in facts.year():
        world.happens(*event)
    world.print_all()
    yield world
    world.close()


def openings(world):
    return world.ask(facts.APPLICANT, "list_my_openings")["items"]


def paper(world, who, kind):
    """A link to the first paper of that kind that he finds."""
    (found, *_) = world.ask(who, "list_documents", filter={"kind": kind})["items"]
    return world.ask(who, "get_download_link", document_id=found["document_id"])


@pytest.mark.parametrize("kind", PAPERS)
def test_the_person_reads_who_was_given_which_paper(printed, kind):
    before = len(openings(printed))
    paper(printed, PAPERS[kind], kind)
    told, *rest = openings(printed)
    assert len(rest) == before
    assert (told["opened_by"], told["shown"]) == (PAPERS[kind].person_id, [kind])
    assert (told["person_id"], told["organisation_id"]) == (facts.OWNER, PAPERS[kind].organisation_id)


def test_ones_own_paper_and_what_hangs_out_for_everybody_leave_none(printed):
    before = len(openings(printed))
    paper(printed, facts.APPLICANT, "certificate")
    paper(printed, facts.STRANGER, "publicity")
    assert len(openings(printed)) == before


@pytest.mark.parametrize("kind", PAPERS)
def test_without_a_record_no_paper_is_given(printed, kind):
    with openings_refused(printed), pytest.raises(ZhipingError):
        paper(printed, PAPERS[kind], kind)
