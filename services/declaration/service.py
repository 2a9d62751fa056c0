"""The wire surface of the declaration service: names, schemas, events followed; everything else is a use case."""

from __future__ import annotations

from typing import Any

from services.declaration import schemas
from services.declaration.bootstrap import bootstrap
from services.declaration.usecases import (
    amendments,
    checking,
    drafting,
    follow_audit,
    follow_committee,
    follow_publicity,
    materials,
    notices,
    persons,
    photos,
    reading,
    rechecking,
    submitting,
)
from shared.contracts import audit, committee
from shared.messaging import Service, Wiring, command, consume, query, sweep


class DeclarationService(Service):
    """Notices, people, declarations; see README.md for parameters, results, errors and callers."""

    name = "declaration"
    app = Wiring(bootstrap)

    @command(schemas.PublishNotice)
    def publish_notice(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Publish a policy pack."""
        return notices.publish_notice(tx, request)

    @query(schemas.ListNotices)
    def list_notices(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Notices in force."""
        return notices.list_notices(tx, request)

    @query(schemas.ListPlans)
    def list_plans(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Plan lines with their windows."""
        return notices.list_plans(tx, request)

    @command(schemas.RegisterPerson)
    def register_person(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Open one's account."""
        return persons.register_person(tx, request)

    @command(schemas.UpdateProfile)
    def update_profile(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Change one's profile."""
        return persons.update_profile(tx, request)

    @command(schemas.OpenPhotoUpload)
    def open_photo_upload(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """A link to upload one's photo to."""
        return photos.open_photo_upload(tx, request)

    @command(schemas.SetPhoto)
    def set_photo(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Take the uploaded photo into the profile."""
        return photos.set_photo(tx, request)

    @command(schemas.VerifyProfile)
    def verify_profile(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """The unit's word for a profile."""
        return persons.verify_profile(tx, request)

    @query(schemas.GetPerson)
    def get_person(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """One person."""
        return persons.get_person(tx, request)

    @query(schemas.CheckEligibility)
    def check_eligibility(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Whether and how a person qualifies for a plan."""
        return checking.check_eligibility(tx, request)

    @command(schemas.StartDeclaration)
    def start_declaration(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Choose a plan."""
        return drafting.start_declaration(tx, request)

    @command(schemas.FillDossier)
    def fill_dossier(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Fill sections of the draft."""
        return drafting.fill_dossier(tx, request)

    @command(schemas.OpenUpload)
    def open_upload(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """A link to upload one file to."""
        return materials.open_upload(tx, request)

    @command(schemas.AttachMaterial)
    def attach_material(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Attach an uploaded file."""
        return materials.attach_material(tx, request)

    @command(schemas.RemoveMaterial)
    def remove_material(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Detach a file."""
        return materials.remove_material(tx, request)

    @command(schemas.SignCommitment)
    def sign_commitment(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Sign the personal commitment."""
        return drafting.sign_commitment(tx, request)

    @command(schemas.SubmitDeclaration)
    def submit_declaration(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Hand the declaration in."""
        return submitting.submit_declaration(tx, request)

    @command(schemas.WithdrawDeclaration)
    def withdraw_declaration(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Take it back."""
        return submitting.withdraw_declaration(tx, request)

    @query(schemas.GetDeclaration)
    def get_declaration(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """One declaration."""
        return reading.get_declaration(tx, request)

    @query(schemas.ListDeclarations)
    def list_declarations(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Declarations of the caller's scope."""
        return reading.list_declarations(tx, request)

    @query(schemas.GetProgress)
    def get_progress(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """The timeline of one declaration."""
        return reading.get_progress(tx, request)

    @query(schemas.GetDossier)
    def get_dossier(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """One submitted dossier."""
        return reading.get_dossier(tx, request)

    @query(schemas.GetAmendment)
    def get_amendment(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """What a version of a notice changed."""
        return amendments.get_amendment(tx, request)

    @query(schemas.ListRechecks)
    def list_rechecks(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """What it meant for each open declaration."""
        return amendments.list_rechecks(tx, request)

    @command(schemas.AcceptAmendment)
    def accept_amendment(self, tx: Any, request: dict[str, Any]) -> dict[str, Any]:
        """Take the new version for one's declaration."""
        return rechecking.accept_amendment(tx, request)

    @sweep()
    def run_due(self, tx: Any) -> int:
        """Lapse what has passed its deadline, hold open declarations against new versions of their notices."""
        return submitting.lapse_overdue(tx) or rechecking.recheck_open(tx)

    @consume(audit.ORGANISATION)
    def on_audit_organisation(self, tx: Any, event: Any) -> None:
        """Organisations."""
        follow_audit.apply_organisation(tx, event)

    @consume(audit.CASE)
    def on_audit_case(self, tx: Any, event: Any) -> None:
        """The audit of each declaration."""
        follow_audit.apply_case(tx, event)

    @consume(audit.PUBLICITY)
    def on_audit_publicity(self, tx: Any, event: Any) -> None:
        """Publicity of units and rosters."""
        follow_publicity.apply_publicity(tx, event)

    @consume(committee.SESSION)
    def on_committee_session(self, tx: Any, event: Any) -> None:
        """Dates of sessions."""
        follow_committee.apply_session(tx, event)

    @consume(committee.REVIEW)
    def on_committee_review(self, tx: Any, event: Any) -> None:
        """Votes, approvals, certificates."""
        follow_committee.apply_review(tx, event)
