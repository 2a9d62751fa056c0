"""For each service the stories, told elsewhere, in which every method of its door is used as it is meant to be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared.kernel.caller import Caller
from shared.kernel.ids import new_id
from shared.persistence.events.dead_letters import DeadLetter, add_dead_letter
from tests.suites.committee import test_concluding as concluding
from tests.suites.committee import test_extending as extending
from tests.suites.committee import test_investigating as investigating
from tests.suites.committee import test_joining as joining
from tests.suites.committee import test_meeting as meeting
from tests.suites.committee import test_own_papers as own_papers
from tests.suites.committee import test_recognising as recognising
from tests.suites.committee import test_redating as redating
from tests.suites.committee import test_scoring as scoring
from tests.suites.committee import test_watching as watching
from tests.suites.declaration import test_amending as amending
from tests.suites.declaration import test_comparing as comparing
from tests.suites.declaration import test_declaring as declaring
from tests.suites.declaration import test_following as following
from tests.suites.declaration import test_photographing as photographing
from tests.suites.declaration import test_units as units
from tests.suites.docgen import test_documents as documents
from tests.support.adversary.notify_world import World as NotifyWorld
from tests.support.audit_suite import rightly
from tests.support.audit_suite.world import World as AuditWorld
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.world import CLERK
from tests.support.committee_suite.world import World as CommitteeWorld
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World as DeclarationWorld
from tests.support.docgen_suite import facts
from tests.support.docgen_suite.world import World as DocgenWorld

Story = Callable[[Any], None]
OPERATOR = Caller("operator-1", "运维", None, frozenset({"operator"}))
COUNTY_CLERK = Caller("clerk-of-the-county", "经办", facts.COUNTY, frozenset({"hr_clerk"}))
SUPERVISOR = Caller("supervisor-1", "督查", None, frozenset({"supervisor"}), "150400")


def audit(method: str) -> Story:
    """The world in which one method is right, and the call."""
    return lambda world: rightly.CALLS[method](world).on(world)


def notices_listed(world: Any) -> None:
    """What nobody else's story asks the declaration service."""
    notice = world.ask(people.APPLICANT, "list_notices")["items"][0]["notice_id"]
    world.ask(people.APPLICANT, "get_notice", notice_id=notice)
    world.ask(people.APPLICANT, "get_clause", notice_id=notice, section="1")
    world.ask(people.APPLICANT, "list_dictionary", dictionary="regions")
    world.ask(people.APPLICANT, "list_asked_facts")


def plan_and_draft_looked_at(world: Any) -> None:
    """What a plan asks, what a draft under it lacks."""
    listed = world.ask(people.APPLICANT, "list_plans")["items"][0]
    world.ask(people.APPLICANT, "get_plan", plan_id=listed["plan_id"], notice_id=listed["notice_id"])
    world.ask(people.APPLICANT, "check_draft", declaration_id=world.start())


def own_file_opened(world: Any) -> None:
    """The applicant opens a file of what was submitted."""
    declaration = {"declaration_id": following.opened(world), "revision": 1}
    dossier = world.ask(people.APPLICANT, "get_dossier", **declaration)["dossier"]
    material = dossier["materials"][0]["material_id"]
    world.ask(people.APPLICANT, "open_material", **declaration, material_id=material)


def submissions_compared(world: Any) -> None:
    """The applicant reads what he changed."""
    world.ask(people.APPLICANT, "compare_revisions", declaration_id=comparing.resubmitted(world))


def pool_upload_opened(world: Any) -> None:
    """A link for a workbook."""
    world.begin()
    world.do(CLERK, "open_pool_upload", committee_id=world.register(), size=1000, sha256="5e" * 32)


def document_read(world: Any) -> None:
    """The owner reads his form; what is due is done."""
    documents.tell(world)
    world.print_all()
    found = world.ask(facts.APPLICANT, "list_documents", filter={"kind": "evaluation_form"})["items"]
    world.ask(facts.APPLICANT, "get_document", document_id=found[0]["document_id"])
    world.ask(facts.APPLICANT, "get_download_link", document_id=found[0]["document_id"])
    roster = world.ask(COUNTY_CLERK, "list_documents", filter={"kind": "applicant_roster"})["items"]
    world.ask(COUNTY_CLERK, "get_download_link", document_id=roster[0]["document_id"])
    world.ask(facts.APPLICANT, "list_my_openings")
    world.ask(SUPERVISOR, "list_openings", organisation_id=facts.COUNTY)
    world.ask(OPERATOR, "run_due", idempotency_key=new_id())


def sent_back(world: Any) -> None:
    """The unit's clerk sees who waits, and sends the profile back."""
    who = people.caller("person-79")
    world.do(who, "register_person", **people.basics(id_number=people.id_number(serial="086")))
    world.ask(people.UNIT_CLERK, "list_waiting_profiles")
    told = {"person_id": who.person_id, "expected_version": 1, "opinion": "请补正学历。"}
    world.do(people.UNIT_CLERK, "return_profile", **told)


def read_by_everybody(world: Any) -> None:
    """What nobody has to sign in for: the draw made again, and the posted list."""
    play = Play(world)
    play.published()
    for method in ("list_draws", "list_results"):
        world.call(None, method)
    for method in ("verify_draw", "get_results"):
        world.call(None, method, session_id=play.session_id)


def looked_at(world: Any) -> None:
    """The unit's clerk looks at somebody's number; he and the supervisor read of it."""
    who = people.caller("person-78")
    world.do(who, "register_person", **people.basics())
    world.ask(people.UNIT_CLERK, "get_person", person_id=who.person_id)
    world.ask(who, "list_my_openings")
    world.ask(SUPERVISOR, "list_openings", organisation_id=people.UNIT)


def material_looked_into(world: Any) -> None:
    """Whom the notice names reads an objection and reports what he found of it."""
    objection = investigating.object_to(investigating.published(world))
    world.call(investigating.INVESTIGATOR, "get_objection", objection_id=objection["objection_id"])
    investigating.found(world, objection, "not_confirmed")


def number_corrected_and_settled(world: Any) -> None:
    """Somebody states another number, and the bureau above his unit decides that it is his."""
    who = people.caller("person-77")
    world.do(who, "register_person", **people.basics(id_number=people.id_number(serial="086")))
    named = {"person_id": who.person_id}
    other = people.id_number(serial="104")
    world.do(who, "correct_id_number", **named, expected_version=1, id_number=other)
    world.do(people.HR_CLERK, "settle_id_number", **named, expected_version=2, opinion="经核对证件原件。")


def objections_dismissed(world: Any) -> None:
    """The office reads what came and ends it with one word."""
    play = investigating.published(world)
    filed = investigating.object_to(play, about="review")["objection_id"]
    world.call(CLERK, "list_objections", session_id=play.session_id)
    ended = {"objection_ids": [filed], "opinion": "经核实，不属实。"}
    world.do(CLERK, "dismiss_objections", session_id=play.session_id, **ended)


STORIES: dict[str, tuple[Story, ...]] = {
    "audit": tuple(audit(method) for method in rightly.CALLS),
    "declaration": (
        units.test_a_channel_given_up_before_anybody_filed_or_with_the_only_filing_binds_nobody,
        amending.test_what_has_been_filed_stays_under_its_version_unless_its_applicant_accepts,
        amending.test_a_window_announced_later_opens_on_its_own_amendment,
        amending.test_what_a_version_changed_is_told_by_meaning_with_the_counts,
        amending.test_the_publisher_sees_every_recheck_and_others_those_of_their_declarations,
        declaring.test_a_removed_file_is_missing_again,
        photographing.test_a_photo_becomes_part_of_the_profile_and_the_unit_has_to_look_again,
        following.test_those_who_hold_a_stage_read_and_nobody_else,
        notices_listed,
        plan_and_draft_looked_at,
        own_file_opened,
        submissions_compared,
        number_corrected_and_settled,
        looked_at,
        sent_back,
    ),
    "committee": (
        watching.test_a_revoked_title_stays_visible_as_revoked_and_is_revoked_once,
        watching.test_the_public_register_says_who_may_not_review_now,
        watching.test_a_committee_under_rectification_schedules_and_opens_nothing_until_it_is_lifted,
        extending.test_office_and_authority_see_what_was_asked_and_answered,
        recognising.test_an_upheld_objection_takes_a_recognition_back,
        scoring.test_weights_are_set_anew_series_by_series_until_a_score_stands,
        meeting.test_a_declared_recusal_takes_one_ballot_away_and_a_whole_one_the_seat,
        meeting.test_experts_see_blind_numbers_and_no_colleagues,
        meeting.test_seven_of_eleven_adjourn_and_eight_open,
        lambda world: meeting.TestConsent().test_with_consent_the_session_opens(world),
        redating.test_two_who_move_it_at_once_do_not_both_win,
        concluding.test_a_late_package_is_taken_and_marked,
        joining.test_with_consent_they_are_reviewed_here_and_certified,
        pool_upload_opened,
        read_by_everybody,
        material_looked_into,
        objections_dismissed,
        lambda world: own_papers.handed_over(world),
    ),
    "docgen": (document_read,),
    "notify": (NotifyWorld.play,),
}


def standard_methods(world: Any) -> None:
    """What an operator does with any service."""
    ask: Any = world.ask if hasattr(world, "ask") else world.call
    with world.app.database.begin() as connection:
        for letter in ("letter-1", "letter-2"):
            add_dead_letter(connection, dead_letter(letter, world.clock.now()))
    ask(OPERATOR, "get_status")
    ask(OPERATOR, "list_dead_letters")
    ask(OPERATOR, "show_dead_letter", id="letter-1")
    ask(OPERATOR, "replay_dead_letter", id="letter-1", idempotency_key="again")
    ask(OPERATOR, "discard_dead_letter", id="letter-2", idempotency_key="never")


def dead_letter(name: str, at: Any) -> DeadLetter:
    """One that nobody could read."""
    return DeadLetter(name, "a.queue", name, None, None, "no JSON", "body_undecodable: not JSON in UTF-8", [], at)


def open_world(service: str, folder: Path) -> Any:
    """The service on fresh files, begun as its own suite begins it."""
    made = _made(service, folder)
    begin: Story = {"audit": AuditWorld.begin, "declaration": DeclarationWorld.prepare}.get(service, lambda _: None)
    begin(made)
    return made


def reopen_world(service: str, begun: Any, first: Path, folder: Path) -> Any:
    """The same on a copy of the files on which `begun` had only begun; its keys and ids are kept."""
    shutil.copy(first / f"{service}.begun", folder / f"{service}.db")
    if service == "declaration":
        url = f"sqlite:///{folder}/{service}.db?synchronous=OFF"
        return DeclarationWorld(url, folder, keyring=begun.settings.keyring)
    made = _made(service, folder)
    if service == "audit":
        made.ids = dict(begun.ids)
    return made


def _made(service: str, folder: Path) -> Any:
    url, files = f"sqlite:///{folder}/{service}.db?synchronous=OFF", f"dir://{folder}/files?durable=no"
    if service == "docgen":
        return DocgenWorld(url, files)
    if service == "notify":
        return NotifyWorld(url)
    return {"audit": AuditWorld, "declaration": DeclarationWorld, "committee": CommitteeWorld}[service](url, folder)
