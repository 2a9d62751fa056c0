"""What is printed, kept, shown and sent again, on both databases and both stores."""

import hashlib

import pytest

from services.docgen.domain.document import DocumentState
from shared.contracts import audit, committee
from shared.contracts.committee import oversight
from shared.kernel.errors import ZhipingError
from tests.support.docgen_suite import facts
from tests.support.some import some

SECOND_REPORT = "01976a00-0000-7000-8000-0000000000e2"


def tell(world, *events):
    for event in events or facts.year():
        world.happens(*event)


def refused(slug):
    return pytest.raises(ZhipingError, check=lambda error: error.slug == slug)


def identity(document):
    subject = document.subject
    return (subject.kind, subject.subject_id, subject.variant, subject.revision)


def test_a_year_brings_every_document_once_and_a_second_telling_none(world):
    tell(world)
    tell(world)
    world.print_all()
    documents = world.documents()
    assert {identity(one) for one in documents} == facts.EXPECTED
    assert len(documents) == len(facts.EXPECTED)
    assert {one.state for one in documents} == {DocumentState.STORED}


def test_what_was_printed_with_a_day_that_was_a_guess_is_printed_again_with_the_right_one(world):
    tell(world)
    moved = {"ends_before": "2026-06-23", "ends_on": "2026-06-24"}
    tell(world, facts.of(audit.PUBLICITY_REDATED, facts.PUBLICITY, publicity_id=facts.PUBLICITY, **moved))
    tell(world, facts.of(committee.RESULTS_REDATED, facts.SESSION, publicity_id=facts.RESULTS, **moved))
    later = {"deadline_before": "2026-06-23T00:00:00+08:00", "deadline": "2026-06-24T00:00:00+08:00"}
    tell(world, facts.of(audit.RETURN_REDATED, facts.DECLARATION, **later))
    again = [one for one in world.documents() if identity(one) not in facts.EXPECTED]
    assert {identity(one): one.data.get("ends_on") or one.data["deadline"] for one in again} == {
        ("publicity", facts.PUBLICITY, "unit", 1): "2026-06-24",
        ("publicity", facts.RESULTS, "result", 1): "2026-06-24",
        ("one_time_notice", facts.DECLARATION, "return-1-redated", 1): later["deadline"],
    }
    world.print_all()
    assert {one.state for one in world.documents()} == {DocumentState.STORED}


def test_a_day_that_was_right_is_not_printed_again(world):
    tell(world)
    same = {"ends_before": "2026-06-23", "ends_on": "2026-06-23"}
    tell(world, facts.of(audit.PUBLICITY_REDATED, facts.PUBLICITY, publicity_id=facts.PUBLICITY, **same))
    moment = "2026-06-23T00:00:00+08:00"
    tell(world, facts.of(audit.RETURN_REDATED, facts.DECLARATION, deadline_before=moment, deadline=moment))
    assert {identity(one) for one in world.documents()} == facts.EXPECTED


def test_a_package_that_is_reported_again_is_printed_beside_the_first(world):
    tell(world)
    [package] = [event for event in facts.year() if event[0] is committee.PACKAGE_REPORTED]
    second = (package[0], package[1], package[2] | {"reported_on": "2026-10-20"})
    tell(world, second)
    tell(world, second)
    again = {identity(one) for one in world.documents()} - facts.EXPECTED
    kinds = {kind for kind, subject, _, revision in facts.EXPECTED if subject == facts.SESSION and revision == 0}
    assert again == {(kind, facts.SESSION, "", 1) for kind in kinds}
    assert "pass_roster" in kinds


def test_each_stored_document_is_announced_once_and_its_bytes_are_in_the_store(world):
    tell(world)
    world.print_all()
    announced = world.announced()
    assert len(announced) == len({one["document_id"] for one in announced}) == len(facts.EXPECTED)
    for one in announced:
        data = world.file(one["object_key"])
        assert hashlib.sha256(data).hexdigest() == one["digest"]
        assert len(data) == one["size"]


def test_printing_again_gives_the_same_bytes(world):
    tell(world)
    world.print_all()
    first = {order.to_bytes(): world.printer.library.fill(order) for order in world.printer.orders}
    assert all(world.printer.library.fill(order) == first[order.to_bytes()] for order in some(world.printer.orders))


def test_a_claimed_job_is_taken_by_nobody_else_until_its_lease_is_over(world):
    tell(world, *facts.year()[:6])
    claimed = world.render_jobs._claim(10)
    assert len(claimed) == 3
    assert world.render_jobs.run_once() == 0
    assert world.release() == 0
    world.later(seconds=121)
    assert world.release() == 3
    assert world.render_jobs.run_once() == 3


def test_an_idle_press_frees_the_jobs_of_one_that_was_killed(world):
    tell(world, *facts.year()[:6])
    world.render_jobs._claim(10)
    world.later(seconds=121)
    assert world.render_jobs.run_once() == 0
    assert world.render_jobs.run_once() == 3


def test_a_press_that_lost_its_lease_leaves_the_document_to_the_new_owner(world):
    tell(world, *facts.year()[:6])
    late = world.render_jobs._compose(world.render_jobs._claim(10))
    world.later(seconds=121)
    world.release()
    world.print_all()
    world.render_jobs._finish([(document, world.render_jobs._print(document, order)) for document, order in late])
    assert len(world.announced()) == 3


def test_a_failure_is_visible_and_tried_again_with_growing_pauses(world):
    tell(world, *facts.year()[:6])
    world.printer.broken = True
    for pause in (1, 5, 30):
        assert world.render_jobs.run_once() == 3
        assert world.render_jobs.run_once() == 0
        world.later(seconds=pause)
    status = world.ask(facts.OPERATOR, "get_status")
    assert status["documents"] == {"waiting": 3, "rendering": 0, "stored": 0, "failing": 3}
    assert status["pending"] == 3
    listed = world.ask(facts.APPLICANT, "list_documents", filter={"state": "waiting"})["items"]
    assert [one["last_error"] for one in listed] == ["RenderFault: out of paper"] * 3
    world.printer.broken = False
    assert world.render_jobs.run_once() == 3
    assert world.ask(facts.OPERATOR, "get_status")["documents"]["stored"] == 3


def test_a_document_waits_for_a_fact_of_another_stream_without_counting_it_as_failure(world):
    tell(world, facts.submitted())
    world.render_jobs.run_once()
    assert {(one.state, one.attempts, one.last_error) for one in world.documents()} == {
        (DocumentState.WAITING, 0, "missing: notice chifeng-2026")
    }
    tell(world, facts.notice())
    world.later(seconds=1)
    world.print_all()
    assert {one.state for one in world.documents()} == {DocumentState.STORED}


def test_the_owner_and_allowed_organisations_see_a_document_and_others_do_not(world):
    tell(world)
    world.print_all()
    wanted = {"subject_id": facts.DECLARATION, "kind": "evaluation_form", "variant": "audited"}
    for who in (facts.APPLICANT, facts.UNIT_CLERK, facts.OFFICE_CLERK, facts.OPERATOR):
        (found,) = world.ask(who, "list_documents", filter=wanted)["items"]
        assert world.ask(who, "get_download_link", document_id=found["document_id"])["url"]
    for who in (facts.STRANGER, facts.OTHER_APPLICANT):
        assert world.ask(who, "list_documents", filter=wanted)["items"] == []
        with refused("document_not_found"):
            world.ask(who, "get_download_link", document_id=found["document_id"])


def test_publicity_is_open_to_every_caller_with_a_token(world):
    tell(world)
    found = world.ask(facts.STRANGER, "list_documents", filter={"kind": "publicity"})["items"]
    assert {one["variant"] for one in found} == {"unit", "result"}


def test_the_holders_copy_of_a_certificate_is_for_the_holder_only(world):
    tell(world)
    world.print_all()
    wanted = {"kind": "certificate"}
    own = {one["variant"]: one for one in world.ask(facts.APPLICANT, "list_documents", filter=wanted)["items"]}
    assert own.keys() == {"holder", "masked"}
    for who in (facts.OPERATOR, facts.OFFICE_CLERK):
        assert [one["variant"] for one in world.ask(who, "list_documents", filter=wanted)["items"]] == ["masked"]
        with refused("document_not_found"):
            world.ask(who, "get_document", document_id=own["holder"]["document_id"])
    stored = {one["variant"]: one for one in world.announced() if one["kind"] == "certificate"}
    assert stored["holder"]["organisation_ids"] == []


def test_who_reported_and_who_received_the_report_may_read_the_roster(world):
    tell(world)
    county = facts.person("hr_clerk", "clerk-8", facts.COUNTY)
    city = facts.person("hr_clerk", "clerk-9", facts.BUREAU)
    wanted = {"kind": "applicant_roster"}
    assert len(world.ask(county, "list_documents", filter=wanted)["items"]) == 1
    assert world.ask(city, "list_documents", filter=wanted)["items"] == []
    report = {"organisation_id": facts.COUNTY, "declaration_ids": [facts.DECLARATION], "received_by": [facts.BUREAU]}
    tell(world, facts.of(audit.ROSTER_REPORTED, SECOND_REPORT, report_id=SECOND_REPORT, **report))
    assert len(world.ask(county, "list_documents", filter=wanted)["items"]) == 2
    (received,) = world.ask(city, "list_documents", filter=wanted)["items"]
    assert received["subject_id"] == SECOND_REPORT


def test_a_report_from_before_it_named_its_receivers_goes_to_who_holds_its_cases(world):
    entered = audit.STAGE_ENTERED.sample["stage"] | {"holder_id": facts.BUREAU}
    tell(world, facts.of(audit.STAGE_ENTERED, facts.DECLARATION, stage=entered))
    report = {"organisation_id": facts.COUNTY, "declaration_ids": [facts.DECLARATION], "received_by": None}
    tell(world, facts.of(audit.ROSTER_REPORTED, SECOND_REPORT, report_id=SECOND_REPORT, **report))
    city = facts.person("hr_clerk", "clerk-9", facts.BUREAU)
    assert len(world.ask(city, "list_documents", filter={"kind": "applicant_roster"})["items"]) == 1


def test_a_link_is_refused_while_the_file_is_being_made(world):
    tell(world, *facts.year()[:6])
    document = world.ask(facts.APPLICANT, "list_documents")["items"][0]
    with refused("document_not_ready"):
        world.ask(facts.APPLICANT, "get_download_link", document_id=document["document_id"])


def test_lists_are_paged(world):
    tell(world)
    seen, cursor = [], None
    while True:
        page = world.ask(facts.APPLICANT, "list_documents", limit=4, cursor=cursor, with_total=True)
        seen += [one["document_id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page["total"]


def test_object_keys_and_events_hold_no_personal_data(world):
    tell(world)
    world.print_all()
    text = str(world.announced())
    assert facts.ID_NUMBER not in text
    assert "张三" not in text


def test_id_numbers_are_printed_on_rosters_and_the_holders_copy_only(world):
    tell(world)
    world.print_all()
    printed = {order.template for order in world.printer.orders if facts.ID_NUMBER.encode() in order.to_bytes()}
    assert printed == {"applicant_roster.xlsx", "pass_roster.xlsx", "certificate.docx"}
    masked = [o for o in world.printer.orders if o.template == "certificate.docx" and "*" in o.context["id_number"]]
    assert len(masked) == 1


def test_unknown_filters_and_missing_tokens_are_typed_errors(world):
    with refused("unknown_field"):
        world.ask(facts.APPLICANT, "list_documents", filter={"name": "x"})
    with refused("token_missing"):
        world.ask(None, "list_documents")
    with refused("role_not_allowed"):
        world.ask(facts.person("expert", "expert-1"), "list_documents")


def test_a_revoked_certificate_is_listed_as_revoked_and_handed_out_no_more(world):
    tell(world)
    world.print_all()
    tell(world, facts.of(oversight.CERTIFICATE_REVOKED, facts.DECLARATION))
    listed = world.ask(facts.APPLICANT, "list_documents", filter={"subject_id": facts.DECLARATION})["items"]
    days = {(one["kind"], one["variant"]): one["revoked_on"] for one in listed}
    assert (days["certificate", "holder"], days["certificate", "masked"]) == ("2027-03-01", "2027-03-01")
    assert days["evaluation_form", "approved"] is None
    for one in listed:
        if one["kind"] == "certificate":
            with refused("document_revoked"):
                world.ask(facts.APPLICANT, "get_download_link", document_id=one["document_id"])


def test_a_recognition_brings_the_same_documents_and_speaks_of_no_vote(world):
    tell(world, *facts.recognised())
    world.print_all()
    assert {identity(one) for one in world.documents()} == facts.EXPECTED
    orders = {order.template: order.context for order in world.printer.orders}
    assert "recognition_letter.docx" in orders
    assert "commitment_letter.docx" not in orders
    assert "考核认定" in orders["pass_roster.xlsx"]["title"]
    forms = [order.context["vote"] for order in world.printer.orders if order.template == "evaluation_form.docx"]
    (said,) = [vote for vote in forms if vote["text"]]
    assert "同意认定" in said["text"]
    assert {said[name] for name in ("present", "yes", "no")} == {""}
