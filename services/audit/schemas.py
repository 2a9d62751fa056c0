"""What the RPC methods take; what they give is in `results`."""

from __future__ import annotations

from typing import get_args

from marshmallow import RAISE, Schema, fields, validate

from services.audit.domain.organisation import OrganisationKind
from services.audit.domain.publicity import ListScope
from services.audit.domain.transitions import CaseState
from shared.contracts.base import LEVEL_GROUPS, LEVELS, Day
from shared.messaging import ChangeSchema, CommandSchema, ListSchema, QuerySchema, sorted_by
from shared.policy.pack.procedure import FeeKind
from shared.policy.terms.basics import Channel, Nature, Tier

KINDS = get_args(OrganisationKind)
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

    organisation_id = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(equal=36),
        metadata={"description": "36 characters, to replace an entry or to import one under its id"},
    )
    name = fields.String(required=True, validate=validate.Length(min=2, max=200))
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    tier = fields.String(required=True, validate=validate.OneOf(get_args(Tier)))
    region = fields.String(required=True, validate=REGION, metadata={"description": "six-digit code"})
    sector = fields.String(required=True, validate=validate.Length(min=1, max=40))
    nature = fields.String(required=True, validate=validate.OneOf(get_args(Nature)))
    parent_id = fields.String(load_default=None, allow_none=True, metadata={"description": "its competent department"})
    contact = fields.Nested(Contact, load_default=dict)
    seal_reference = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=100))
    channel = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.OneOf(get_args(Channel)),
        metadata={"description": "the body through which a non-public unit recommends"},
    )
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
    posts = fields.List(
        fields.Nested(PostLine),
        required=True,
        validate=validate.Length(min=1, max=len(LEVELS)),
        metadata={"description": "each level once"},
    )


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
    sort = sorted_by("name")


class InboxFilter(_Strict):
    """Which held cases."""

    state = fields.String(validate=validate.OneOf([state.value for state in CaseState]))
    stage_id = fields.String(metadata={"description": "of the present stage"})
    level_group = fields.String(validate=validate.OneOf(LEVEL_GROUPS))
    plan_id = fields.String()


class ListInbox(ListSchema):
    """A page of what the caller's organisation holds."""

    filter = fields.Nested(InboxFilter, load_default=dict)
    sort = sorted_by("due_on", "case_number")


class GetCase(QuerySchema):
    """One case."""

    declaration_id = fields.String(required=True)


class Recommendation(_Strict):
    """推荐意见: how the person was chosen, and the conditions that he or she meets."""

    method = fields.String(required=True, validate=OPINION, metadata={"description": "how the person was chosen"})
    qualification = fields.String(required=True, validate=OPINION)


class StatementRow(_Strict):
    """A fact that the notice leaves to this stage, with the paper or act that it rests on and that one's day."""

    fact = fields.String(
        required=True,
        validate=validate.Length(min=1, max=60),
        metadata={"description": "one of `facts` of an open point of this stage"},
    )
    value = fields.Raw(required=True, metadata={"description": "of the fact's type"})
    basis = fields.String(
        required=True,
        validate=validate.Length(min=1, max=200),
        metadata={"description": "the paper or act that it rests on"},
    )
    dated = Day(required=True, metadata={"description": "the day of that"})


class ApproveStage(ChangeSchema):
    """Approve the current stage."""

    declaration_id = fields.String(required=True)
    opinion = fields.String(required=True, validate=OPINION)
    seal_reference = fields.String(required=True, validate=validate.Length(min=1, max=100))
    recommendation = fields.Nested(
        Recommendation,
        load_default=None,
        allow_none=True,
        metadata={"description": "required where the stage recommends"},
    )
    statements = fields.List(fields.Nested(StatementRow), load_default=list, validate=validate.Length(max=20))


class RecordCharge(ChangeSchema):
    """A fee of the notice's schedule, taken; money is integer fen."""

    declaration_id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(get_args(FeeKind)))
    amount_fen = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=100_000_000))
    receipt = fields.String(
        required=True, validate=validate.Length(min=1, max=60), metadata={"description": "its number"}
    )


class CorrectionItem(_Strict):
    """One line of the one-time notice."""

    path = fields.String(
        required=True,
        validate=validate.Length(min=1, max=200),
        metadata={"description": "a place in the dossier, such as `summary` or `achievements.<id>.effect`"},
    )
    defect = fields.String(required=True, validate=OPINION)
    remedy = fields.String(required=True, validate=OPINION)
    clause = fields.String(
        required=True, validate=CLAUSE, metadata={"description": "of the notice, or one that its pack rests on"}
    )


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
    override = fields.Nested(
        Override,
        load_default=None,
        allow_none=True,
        metadata={"description": "by a supervisor: what was visible before may be listed"},
    )


class RejectDeclaration(ChangeSchema):
    """Out of scope or false material."""

    declaration_id = fields.String(required=True)
    opinion = fields.String(required=True, validate=OPINION)
    seal_reference = fields.String(load_default=None, allow_none=True)
    reason_code = fields.String(
        required=True, validate=validate.OneOf(["out_of_scope", "out_of_procedure", "false_material"])
    )
    clause = fields.String(
        required=True, validate=CLAUSE, metadata={"description": "of the notice, or one that its pack rests on"}
    )


class PostPublicity(CommandSchema):
    """A list of held cases to post today."""

    scope = fields.String(required=True, validate=validate.OneOf(get_args(ListScope)))
    declaration_ids = fields.List(
        fields.String(),
        required=True,
        validate=validate.Length(max=5000),
        metadata={"description": "of one notice and level group, 1-5000"},
    )
    channel = fields.Nested(Contact, required=True, metadata={"description": "where to object"})


class ClosePublicity(ChangeSchema):
    """End a period that is over."""

    publicity_id = fields.String(required=True)


class GetPublicity(QuerySchema):
    """One posted list."""

    publicity_id = fields.String(required=True)


class PublicityFilter(_Strict):
    """Which posted lists."""

    scope = fields.String(validate=validate.OneOf(get_args(ListScope)))
    notice_id = fields.String()
    organisation_id = fields.String(metadata={"description": "who posted it"})
    open = fields.Boolean(truthy={True}, falsy={False}, metadata={"description": "not closed yet"})


class ListPublicities(ListSchema):
    """A page of posted lists."""

    filter = fields.Nested(PublicityFilter, load_default=dict)
    sort = sorted_by("posted_on")


class FileObjection(CommandSchema):
    """Somebody objects."""

    publicity_id = fields.String(required=True)
    declaration_id = fields.String(required=True)
    content = fields.String(required=True, validate=validate.Length(min=5, max=4000))


class ResolveObjection(ChangeSchema):
    """The finding; `expected_version` is the publicity's."""

    objection_id = fields.String(required=True, metadata={"description": "`expected_version` is that of its publicity"})
    outcome = fields.String(required=True, validate=validate.OneOf(["upheld", "dismissed"]))
    opinion = fields.String(required=True, validate=OPINION)


class ReportRoster(CommandSchema):
    """Hand up every approved case of one level group."""

    notice_id = fields.String(required=True)
    level_group = fields.String(required=True, validate=validate.OneOf(LEVEL_GROUPS))
    recommendation_report = fields.String(required=True, validate=validate.Length(min=1, max=20000))


class ReportFilter(_Strict):
    """Nothing narrows the reports of an organisation yet."""


class ListReports(ListSchema):
    """A page of the caller's organisation's reports."""

    filter = fields.Nested(ReportFilter, load_default=dict)
    sort = sorted_by("reported_at")
