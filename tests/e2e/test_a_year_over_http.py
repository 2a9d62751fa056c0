"""A notice's year in which everybody calls over HTTP: applicants file, clerks decide, offices draw, as over the bus.

The log is at DEBUG meanwhile, every message is kept, and nobody is readable where nobody should be.
"""

from __future__ import annotations

import pytest

from shared.contracts.methods import method
from tests.support.scenario.playing import CAST, over_http, undisturbed

APPLICANT = {
    "register_person", "update_profile", "open_photo_upload", "set_photo", "start_declaration", "fill_dossier",
    "open_upload", "attach_material", "sign_commitment", "submit_declaration", "get_declaration",
}  # fmt: skip
CLERK = {"list_inbox", "get_case", "approve_stage", "return_declaration", "post_publicity", "close_publicity"}
OFFICE = {"schedule_session", "commit_seed", "draw_panel", "file_plan", "cast_ballots", "post_results"}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return over_http(tmp_path_factory)


@pytest.mark.timeout(1500)
def test_the_year_is_the_one_that_it_is_over_the_bus_whatever_is_logged(found, tmp_path_factory):
    assert found["year"] == undisturbed(tmp_path_factory)


def test_every_path_of_applicant_clerk_and_office_was_gone_over_http(found):
    called = {method(name).name for name in found["calls"]}
    assert called >= APPLICANT | CLERK | OFFICE
    assert sum(found["calls"].values()) > 1000


class TestNobodyIsReadable:
    def test_what_is_searched_for_was_really_said_and_there_was_much_to_search(self, found):
        looked = found["looked"]
        assert found["said"] > 2 * CAST["applicants"]
        assert looked["people"] > CAST["applicants"]
        assert looked["numbers"] > 2 * CAST["applicants"]
        assert all(looked[place] > 0 for place in looked)
        assert looked["events"] > 36 * CAST["applicants"]
        assert looked["methods"] > 60

    @pytest.mark.parametrize("place", ["log", "routing", "errors", "keys", "links", "metrics", "trail", "properties"])
    def test_neither_numbers_nor_names_are_in_the(self, found, place):
        assert found[place] == []

    @pytest.mark.parametrize("place", ["events", "replies", "dead_letters"])
    def test_no_identity_number_and_no_telephone_is_in_the(self, found, place):
        assert found[place] == []

    def test_no_database_file_holds_an_identity_number_or_a_telephone_not_even_in_freed_pages(self, found):
        assert found["databases"] == {}
