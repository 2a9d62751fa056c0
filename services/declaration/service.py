"""The wire surface of the declaration service: names, records, events followed; everything else is a use case."""

from __future__ import annotations

from services.declaration import requests, results
from services.declaration.bootstrap import bootstrap
from services.declaration.usecases import (
    amendments,
    checking,
    clauses,
    comparing,
    dictionaries,
    drafting,
    follow_audit,
    follow_committee,
    follow_publicity,
    identity,
    materials,
    notice_details,
    notices,
    opening,
    openings,
    persons,
    photos,
    plan_details,
    profiles,
    reading,
    rechecking,
    submitting,
)
from services.declaration.usecases.ports import Ports
from shared.contracts import audit, committee
from shared.contracts.openings import ListMyOpenings, ListOpenings, OpeningView
from shared.messaging import Event, Service, Wiring, command, consume, query, sweep
from shared.persistence import Tx
from shared.wire.types import Page


class DeclarationService(Service):
    """Notices, people, declarations; see README.md for parameters, results, errors and callers."""

    name = "declaration"
    app = Wiring(bootstrap)

    @command()
    def publish_notice(self, tx: Tx[Ports], request: requests.PublishNotice) -> results.NoticePublishedAnswer:
        """Publish a policy pack; the same content again is the same version, a later version says what it amends."""
        return notices.publish_notice(tx, request)

    @query()
    def list_notices(self, tx: Tx[Ports], request: requests.ListNotices) -> Page[results.NoticeView]:
        """Notices in force, by id."""
        return notices.list_notices(tx, request)

    @query()
    def get_notice(self, tx: Tx[Ports], request: requests.GetNotice) -> results.NoticeDetails:
        """Everything that a notice says to those who file under it: windows, fees, materials, commitment, clauses."""
        return notice_details.get_notice(tx, request)

    @query()
    def get_clause(self, tx: Tx[Ports], request: requests.GetClause) -> results.ClauseView:
        """A clause: its citation and heading, likely slips, and every rule, day and line that rests on it."""
        return clauses.get_clause(tx, request)

    @query()
    def list_dictionary(self, tx: Tx[Ports], request: requests.ListDictionary) -> Page[results.DictionaryEntry]:
        """Codes with their Chinese names, for forms and lists of other programs; `limit` is 500 when absent."""
        return dictionaries.list_dictionary(tx, request)

    @query()
    def list_plans(self, tx: Tx[Ports], request: requests.ListPlans) -> Page[results.PlanView]:
        """Plans of the notices in force; `limit` is 500 when absent."""
        return notices.list_plans(tx, request)

    @query()
    def get_plan(self, tx: Tx[Ports], request: requests.GetPlan) -> results.PlanDetails:
        """One plan with its rules, ways to qualify, material list and commitment, before anybody is judged by them;
        with `unit_id` the route of that unit's declarations and who holds each stage."""
        return plan_details.get_plan(tx, request)

    @query()
    def list_asked_facts(self, tx: Tx[Ports], request: requests.ListAskedFacts) -> Page[results.AskedFact]:
        """What the notices in force ask about people, and by which clauses; for forms to say what a field is for."""
        return plan_details.list_asked_facts(tx, request)

    @command(trial=False)
    def register_person(self, tx: Tx[Ports], request: requests.RegisterPerson) -> results.PersonRegisteredAnswer:
        """Open one's own account: the person is the caller. Sex and birth date are read from the ID number."""
        return persons.register_person(tx, request)

    @command()
    def update_profile(self, tx: Tx[Ports], request: requests.UpdateProfile) -> results.PersonChanged:
        """Change parts of one's own profile; any change takes the unit's verification away."""
        return persons.update_profile(tx, request)

    @command(trial=False)
    def open_photo_upload(self, tx: Tx[Ports], request: requests.OpenPhotoUpload) -> results.UploadOpened:
        """A link to upload one's own photo to."""
        return photos.open_photo_upload(tx, request)

    @command(trial=False)
    def set_photo(self, tx: Tx[Ports], request: requests.SetPhoto) -> results.PersonChanged:
        """Take the uploaded photo into one's own profile; this takes the unit's verification away."""
        return photos.set_photo(tx, request)

    @command()
    def verify_profile(self, tx: Tx[Ports], request: requests.VerifyProfile) -> results.PersonChanged:
        """Vouch for a profile: a clerk of the person's unit, or with a reason one of the body above the unit."""
        return persons.verify_profile(tx, request)

    @command()
    def return_profile(self, tx: Tx[Ports], request: requests.ReturnProfile) -> results.PersonChanged:
        """Send a profile back with what is to be mended: who may vouch for it may do so."""
        return profiles.return_profile(tx, request)

    @query()
    def list_waiting_profiles(
        self, tx: Tx[Ports], request: requests.ListWaitingProfiles
    ) -> Page[results.WaitingProfile]:
        """Profiles of the caller's unit, or of a unit right below, that nobody vouches for as they stand."""
        return profiles.list_waiting_profiles(tx, request)

    @command(trial=False)
    def correct_id_number(self, tx: Tx[Ports], request: requests.CorrectIdNumber) -> results.PersonChanged:
        """State another ID number for oneself, while the present one is not found to be one's own."""
        return identity.correct_id_number(tx, request)

    @command()
    def settle_id_number(self, tx: Tx[Ports], request: requests.SettleIdNumber) -> results.PersonChanged:
        """Decide whose an ID number is (`id_number_owned`): a body above the unit of each of the two people."""
        return identity.settle_id_number(tx, request)

    @query(records=True)
    def get_person(self, tx: Tx[Ports], request: requests.GetPerson) -> results.PersonView:
        """One person: oneself, one of one's unit (unit_clerk, hr_clerk), or, with masked numbers, one of whose
        declarations one's organisation holds or held a stage. What others are shown of him, the person finds in
        `list_my_openings`.
        """
        return persons.get_person(tx, request)

    @query()
    def list_my_openings(self, tx: Tx[Ports], request: ListMyOpenings) -> Page[OpeningView]:
        """Who was shown the caller's numbers or photo, when and by which rule; his own looks are not kept."""
        return openings.list_my_openings(tx, request)

    @query()
    def list_openings(self, tx: Tx[Ports], request: ListOpenings) -> Page[OpeningView]:
        """What people were shown who acted for an organisation, for the supervisor of its place."""
        return openings.list_openings(tx, request)

    @query()
    def check_eligibility(self, tx: Tx[Ports], request: requests.CheckEligibility) -> results.EligibilityAnswer:
        """Whether and how oneself or a person of one's unit qualifies: for one plan, or all of a series and level."""
        return checking.check_eligibility(tx, request)

    @command()
    def start_declaration(self, tx: Tx[Ports], request: requests.StartDeclaration) -> results.DeclarationStarted:
        """Choose a plan for good and open a draft of one's own."""
        return drafting.start_declaration(tx, request)

    @command()
    def fill_dossier(self, tx: Tx[Ports], request: requests.FillDossier) -> results.DossierFilled:
        """Replace sections of one's own draft; a signature given before is void."""
        return drafting.fill_dossier(tx, request)

    @command(trial=False)
    def open_upload(self, tx: Tx[Ports], request: requests.OpenUpload) -> results.UploadOpened:
        """A link to upload one file for one's own draft to."""
        return materials.open_upload(tx, request)

    @command(trial=False)
    def attach_material(self, tx: Tx[Ports], request: requests.AttachMaterial) -> results.MaterialAttached:
        """Attach an uploaded file to one's own draft, once it was looked at."""
        return materials.attach_material(tx, request)

    @command()
    def remove_material(self, tx: Tx[Ports], request: requests.RemoveMaterial) -> results.DeclarationChanged:
        """Take a file out of one's own draft; submitted revisions keep it."""
        return materials.remove_material(tx, request)

    @command()
    def sign_commitment(self, tx: Tx[Ports], request: requests.SignCommitment) -> results.CommitmentSigned:
        """Sign the personal commitment over one's own draft as it stands."""
        return drafting.sign_commitment(tx, request)

    @command()
    def submit_declaration(self, tx: Tx[Ports], request: requests.SubmitDeclaration) -> results.DeclarationSubmitted:
        """Hand in one's own draft, or the answer to a return."""
        return submitting.submit_declaration(tx, request)

    @command()
    def withdraw_declaration(self, tx: Tx[Ports], request: requests.WithdrawDeclaration) -> results.DeclarationChanged:
        """Take one's own declaration back; the choice of plan stays spent."""
        return submitting.withdraw_declaration(tx, request)

    @query()
    def get_declaration(self, tx: Tx[Ports], request: requests.GetDeclaration) -> results.DeclarationView:
        """One declaration: one's own, one of one's unit (unit_clerk), or one of which one's organisation holds or held
        a stage."""
        return reading.get_declaration(tx, request)

    @query()
    def list_declarations(self, tx: Tx[Ports], request: requests.ListDeclarations) -> Page[results.DeclarationHeader]:
        """The declarations that get_declaration shows to the caller."""
        return reading.list_declarations(tx, request)

    @query()
    def check_draft(self, tx: Tx[Ports], request: requests.CheckDraft) -> results.DraftCheck:
        """What one's own draft still lacks, without submitting it."""
        return plan_details.check_draft(tx, request)

    @query()
    def get_progress(self, tx: Tx[Ports], request: requests.GetProgress) -> results.ProgressView:
        """The timeline of a declaration, for whoever get_declaration shows it to."""
        return reading.get_progress(tx, request)

    @query(records=True)
    def get_dossier(self, tx: Tx[Ports], request: requests.GetDossier) -> results.DossierView:
        """One submitted dossier, for whoever get_declaration shows the declaration to."""
        return reading.get_dossier(tx, request)

    @query(records=True)
    def compare_revisions(self, tx: Tx[Ports], request: requests.CompareRevisions) -> results.RevisionComparison:
        """What changed between two submitted dossiers and which corrections it answers, for whoever get_dossier shows
        them to."""
        return comparing.compare_revisions(tx, request)

    @query(records=True)
    def open_material(self, tx: Tx[Ports], request: requests.OpenMaterial) -> results.MaterialLink:
        """A link to one uploaded file of a submitted dossier, for whoever get_dossier shows it to; without a revision
        of one's own draft. The applicant finds in `list_my_openings` who was given one."""
        return opening.open_material(tx, request)

    @query()
    def get_amendment(self, tx: Tx[Ports], request: requests.GetAmendment) -> results.AmendmentView:
        """What a later version of a notice changed, and what came of it for open declarations."""
        return amendments.get_amendment(tx, request)

    @query()
    def list_rechecks(self, tx: Tx[Ports], request: requests.ListRechecks) -> Page[results.RecheckView]:
        """Declarations held against a version of their notice: all of them (publisher, supervisor), or those that
        get_declaration shows to the caller."""
        return amendments.list_rechecks(tx, request)

    @command()
    def accept_amendment(self, tx: Tx[Ports], request: requests.AcceptAmendment) -> results.AmendmentAccepted:
        """Take a new version of the notice for one's own declaration."""
        return rechecking.accept_amendment(tx, request)

    @sweep()
    def run_due(self, tx: Tx[Ports]) -> int:
        """Lapse what has passed its deadline, hold open declarations against new versions of their notices."""
        return submitting.lapse_overdue(tx) or rechecking.recheck_open(tx)

    @consume(audit.ORGANISATION)
    def on_audit_organisation(self, tx: Tx[Ports], event: Event) -> None:
        """Organisations."""
        follow_audit.apply(tx, event)

    @consume(audit.CASE)
    def on_audit_case(self, tx: Tx[Ports], event: Event) -> None:
        """The audit of each declaration."""
        follow_audit.apply(tx, event)

    @consume(audit.PUBLICITY)
    def on_audit_publicity(self, tx: Tx[Ports], event: Event) -> None:
        """Publicity of units and rosters."""
        follow_publicity.apply(tx, event)

    @consume(committee.SESSION)
    def on_committee_session(self, tx: Tx[Ports], event: Event) -> None:
        """Dates of sessions."""
        follow_committee.apply(tx, event)

    @consume(committee.REVIEW)
    def on_committee_review(self, tx: Tx[Ports], event: Event) -> None:
        """Votes, approvals, certificates."""
        follow_committee.apply(tx, event)
