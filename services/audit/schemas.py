"""What the RPC methods take; results are plain JSON that the use cases build."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate

from services.audit.domain.transitions import CaseState
from shared.contracts.base import LEVEL_GROUPS, LEVELS, Day
from shared.messaging import ChangeSchema, CommandSchema, ListSchema, QuerySchema

CHANNELS = ("hr_bureau", "talent_service", "association", "service_point")
KINDS = ("unit", "department", "committee_office", *CHANNELS)
TIERS = ("township", "county", "city", "region")
NATURES = ("public_institution", "state_enterprise", "private", "social", "freelance_agency", "government")
OPINION = validate.Length(min=1, max=2000)
REGION = validate.Regexp(r"^[0-9]{6}\Z")
CLAUSE = validate.And(validate.Length(max=200), validate.Regexp(r"^(?:[a-z0-9-]+/[a-z0-9.\-]+\Z|.*[^\x00-\x7f])"))
"""A clause's id, or the Chinese source of an entry that rests on none; whether it may be cited is asked of the pack."""


class _Strict(Schema):
    class Meta:
        unknown = RAISE


def flag(*, default: bool | None) -> fields.Boolean:
    """true or false, nothing that looks like it; null only where that is the default."""
    return fields.Boolean(load_default=default, allow_none=default is None, truthy={True}, falsy={False})


class Contact(_Strict):
    """Where people reach an organisation."""

    telephone = fields.String(allow_none=True, load_default=None, validate=validate.Length(max=60))
    address = fields.String(allow_none=True, load_default=None, validate=validate.Length(max=200))
    email = fields.Email(allow_none=True, load_default=None)


class RegisterOrganisation(CommandSchema):
    """An organisation of the register; `organisation_id` may be given to replace or to import a known one."""

    organisation_id = fields.String(load_default=None, allow_none=True, validate=validate.Length(equal=36))
    name = fields.String(required=True, validate=validate.Length(min=2, max=200))
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    tier = fields.String(required=True, validate=validate.OneOf(TIERS))
    region = fields.String(required=True, validate=REGION)
    sector = fields.String(required=True, validate=validate.Length(min=1, max=40))
    nature = fields.String(required=True, validate=validate.OneOf(NATURES))
    parent_id = fields.String(load_default=None, allow_none=True)
    contact = fields.Nested(Contact, load_default=dict)
    seal_reference = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=100))
    channel = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(CHANNELS))
    stationed = flag(default=False)
    entrusted = flag(default=None)
    specialised_sme = flag(default=False)
    under_reform = flag(default=False)


class PostLine(_Strict):
    """Posts of one level."""

    level = fields.String(required=True, validate=validate.OneOf(LEVELS))
    approved = fields.Integer(required=True, strict=True, validate=validate.Range(0, 100_000))
    filled = fields.Integer(required=True, strict=True, validate=validate.Range(0, 100_000))


class StatePosts(CommandSchema):
    """岗位数 of the caller's unit for a notice's year."""

    notice_id = fields.String(required=True, validate=validate.Length(min=1, max=60))
    posts = fields.List(fields.Nested(PostLine), required=True, validate=validate.Length(min=1, max=len(LEVELS)))


class AllocationLine(_Strict):
    """A county's part of a quota."""

    region = fields.String(required=True, validate=REGION)
    number = fields.Integer(required=True, strict=True, validate=validate.Range(0, 100_000))


class AllocateQuota(CommandSchema):
    """名额分配 of a city-wide number."""

    notice_id = fields.String(required=True, validate=validate.Length(min=1, max=60))
    quota_id = fields.String(required=True, validate=validate.Length(min=1, max=60))
    allocations = fields.List(fields.Nested(AllocationLine), required=True, validate=validate.Length(min=1, max=200))


class CheckPosts(QuerySchema):
    """The computation before a report."""

    notice_id = fields.String(required=True)
    level_group = fields.String(required=True, validate=validate.OneOf(LEVEL_GROUPS))


class GetOrganisation(QuerySchema):
    """One organisation."""

    organisation_id = fields.String(required=True)


class OrganisationFilter(_Strict):
    """Which organisations."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    region = fields.String(validate=REGION)
    sector = fields.String()
    parent_id = fields.String()


class ListOrganisations(ListSchema):
    """A page of the register."""

    filter = fields.Nested(OrganisationFilter, load_default=dict)


class InboxFilter(_Strict):
    """Which held cases."""

    state = fields.String(validate=validate.OneOf([state.value for state in CaseState]))
    stage_id = fields.String()
    level_group = fields.String(validate=validate.OneOf(LEVEL_GROUPS))
    plan_id = fields.String()


class ListInbox(ListSchema):
    """A page of what the caller's organisation holds."""

    filter = fields.Nested(InboxFilter, load_default=dict)


class GetCase(QuerySchema):
    """One case."""

    declaration_id = fields.String(required=True)


class Recommendation(_Strict):
    """推荐意见: how the person was chosen, and the conditions that he or she meets."""

    method = fields.String(required=True, validate=OPINION)
    qualification = fields.String(required=True, validate=OPINION)


class StatementRow(_Strict):
    """A fact that the notice leaves to this stage, with the paper or act that it rests on and that one's day."""

    fact = fields.String(required=True, validate=validate.Length(min=1, max=60))
    value = fields.Raw(required=True)
    basis = fields.String(required=True, validate=validate.Length(min=1, max=200))
    dated = Day(required=True)


class ApproveStage(ChangeSchema):
    """Approve the current stage."""

    declaration_id = fields.String(required=True)
    opinion = fields.String(required=True, validate=OPINION)
    seal_reference = fields.String(required=True, validate=validate.Length(min=1, max=100))
    recommendation = fields.Nested(Recommendation, load_default=None, allow_none=True)
    statements = fields.List(fields.Nested(StatementRow), load_default=list, validate=validate.Length(max=20))


class RecordCharge(ChangeSchema):
    """A fee of the notice's schedule, taken; money is integer fen."""

    declaration_id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(("review", "certificate")))
    amount_fen = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=100_000_000))
    receipt = fields.String(required=True, validate=validate.Length(min=1, max=60))


class CorrectionItem(_Strict):
    """One line of the one-time notice."""

    path = fields.String(required=True, validate=validate.Length(min=1, max=200))
    defect = fields.String(required=True, validate=OPINION)
    remedy = fields.String(required=True, validate=OPINION)
    clause = fields.String(required=True, validate=CLAUSE)


class Override(_Strict):
    """A supervisor's reason to let a late finding through."""

    reason = fields.String(required=True, validate=OPINION)


class HandOverCase(ChangeSchema):
    """To the body above the holder of the present stage, and why."""

    declaration_id = fields.String(required=True)
    reason = fields.String(required=True, validate=OPINION)


class ReturnDeclaration(ChangeSchema):
    """退回 with the complete list."""

    declaration_id = fields.String(required=True)
    opinion = fields.String(required=True, validate=OPINION)
    seal_reference = fields.String(load_default=None, allow_none=True)
    items = fields.List(fields.Nested(CorrectionItem), required=True, validate=validate.Length(max=100))
    override = fields.Nested(Override, load_default=None, allow_none=True)


class RejectDeclaration(ChangeSchema):
    """Out of scope or false material."""

    declaration_id = fields.String(required=True)
    opinion = fields.String(required=True, validate=OPINION)
    seal_reference = fields.String(load_default=None, allow_none=True)
    reason_code = fields.String(
        required=True, validate=validate.OneOf(["out_of_scope", "out_of_procedure", "false_material"])
    )
    clause = fields.String(required=True, validate=CLAUSE)


class PostPublicity(CommandSchema):
    """A list of held cases to post today."""

    scope = fields.String(required=True, validate=validate.OneOf(["unit", "roster"]))
    declaration_ids = fields.List(fields.String(), required=True, validate=validate.Length(max=5000))
    channel = fields.Nested(Contact, required=True)


class ClosePublicity(ChangeSchema):
    """End a period that is over."""

    publicity_id = fields.String(required=True)


class GetPublicity(QuerySchema):
    """One posted list."""

    publicity_id = fields.String(required=True)


class PublicityFilter(_Strict):
    """Which posted lists."""

    scope = fields.String(validate=validate.OneOf(["unit", "roster"]))
    notice_id = fields.String()
    organisation_id = fields.String()
    open = fields.Boolean(truthy={True}, falsy={False})


class ListPublicities(ListSchema):
    """A page of posted lists."""

    filter = fields.Nested(PublicityFilter, load_default=dict)


class FileObjection(CommandSchema):
    """Somebody objects."""

    publicity_id = fields.String(required=True)
    declaration_id = fields.String(required=True)
    content = fields.String(required=True, validate=validate.Length(min=5, max=4000))


class ResolveObjection(ChangeSchema):
    """The finding; `expected_version` is the publicity's."""

    objection_id = fields.String(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(["upheld", "dismissed"]))
    opinion = fields.String(required=True, validate=OPINION)


class ReportRoster(CommandSchema):
    """Hand up every approved case of one level group."""

    notice_id = fields.String(required=True)
    level_group = fields.String(required=True, validate=validate.OneOf(LEVEL_GROUPS))
    recommendation_report = fields.String(required=True, validate=validate.Length(min=1, max=20000))


class ListReports(ListSchema):
    """A page of the caller's organisation's reports."""

    filter = fields.Nested(_Strict, load_default=dict)
