"""What the RPC methods take; what they give is in results."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate

from services.committee.domain import transitions
from services.committee.domain.ballots import CHOICES
from services.committee.domain.committee import OUTCOMES
from shared.contracts.base import LEVEL_GROUPS
from shared.contracts.committee.recognition import KINDS
from shared.messaging import ChangeSchema, CommandSchema, ListSchema, QuerySchema, sorted_by

HEX64 = validate.Regexp(r"^[0-9a-f]{64}\Z")
OPINION = validate.Length(min=1, max=2000)
SHORT = validate.Length(min=1, max=200)
STATES = sorted(transitions.SESSION.states)


class _Strict(Schema):
    class Meta:
        unknown = RAISE


class RegisterCommittee(CommandSchema):
    """A committee of the caller's office; `majors` empty means every major of its series.

    A body that recognises has no members and states no `size`.
    """

    code = fields.String(required=True, validate=validate.Length(min=1, max=100))
    name = fields.String(required=True, validate=SHORT)
    level_group = fields.String(required=True, validate=validate.OneOf(LEVEL_GROUPS))
    series = fields.List(fields.String(validate=SHORT), required=True, validate=validate.Length(min=1))
    majors = fields.List(
        fields.String(validate=SHORT), load_default=list, metadata={"description": "empty: every major of the series"}
    )
    region = fields.String(required=True, validate=validate.Regexp(r"^[0-9]{6}\Z"))
    scope_kind = fields.String(required=True, validate=validate.OneOf(["series", "major"]))
    size = fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=validate.Range(min=1, max=501),
        metadata={"description": "members; none for a body that recognises"},
    )
    office_organisation_id = fields.String(required=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(required=True)


class Answer(ChangeSchema):
    """The authority's answer, with its opinion or the reason: yes, sent back to be mended, no."""

    outcome = fields.String(
        load_default="approved",
        validate=validate.OneOf(OUTCOMES),
        metadata={"description": "approved when absent; returned: sent back to be mended"},
    )
    opinion = fields.String(required=True, validate=OPINION, metadata={"description": "or the reason"})


class ApproveCommittee(Answer):
    """核准备案."""

    committee_id = fields.String(required=True)


class HandOverOffice(ChangeSchema):
    """The body above does the office's work too, and why."""

    committee_id = fields.String(required=True)
    reason = fields.String(required=True, validate=OPINION)


class GetCommittee(QuerySchema):
    """One committee."""

    committee_id = fields.String(required=True)


class CommitteeFilter(_Strict):
    """Which committees."""

    region = fields.String()
    level_group = fields.String(validate=validate.OneOf(LEVEL_GROUPS))
    state = fields.String(validate=validate.OneOf(["registered", *OUTCOMES]))
    code = fields.String()


class ListCommittees(ListSchema):
    """A page of committees."""

    filter = fields.Nested(CommitteeFilter, load_default=dict)
    sort = sorted_by("code")


class OpenPoolUpload(CommandSchema):
    """A link for one workbook: its size in bytes and SHA-256."""

    committee_id = fields.String(required=True)
    size = fields.Integer(
        required=True, strict=True, validate=validate.Range(min=1), metadata={"description": "bytes, at most 10 MiB"}
    )
    sha256 = fields.String(required=True, validate=HEX64, metadata={"description": "64 hex digits"})


class ImportPool(ChangeSchema):
    """The uploaded workbook becomes the pool."""

    committee_id = fields.String(required=True)
    object_key = fields.String(required=True, metadata={"description": "of open_pool_upload"})


class ScheduleSession(CommandSchema):
    """A session of an approved committee under a notice."""

    committee_id = fields.String(required=True)
    notice_id = fields.String(required=True)
    meeting_on = fields.Date(required=True)
    place = fields.String(required=True, validate=SHORT)
    panel_size = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=501))
    procedure = fields.String(
        required=True, validate=validate.Length(min=1, max=5000), metadata={"description": "for the plan"}
    )
    measures = fields.String(
        required=True, validate=validate.Length(min=1, max=5000), metadata={"description": "for the plan"}
    )


class ChangeSession(ChangeSchema):
    """A step of a session that needs nothing but the version."""

    session_id = fields.String(required=True)


class CommitSeed(ChangeSession):
    """`commitment` is the SHA-256 (hex) of the seed's 32 bytes."""

    commitment = fields.String(
        required=True, validate=HEX64, metadata={"description": "SHA-256 of the seed's 32 bytes, 64 hex digits"}
    )


class DrawPanel(ChangeSession):
    """`seed` is 64 hex digits."""

    seed = fields.String(required=True, validate=HEX64, metadata={"description": "64 hex digits"})


class DeclareRecusal(ChangeSession):
    """Of one declaration, or of the whole session without one."""

    expert_no = fields.String(required=True)
    declaration_id = fields.String(
        load_default=None, allow_none=True, metadata={"description": "null: the whole session"}
    )
    reason = fields.String(required=True, validate=SHORT)


class CheckIn(ChangeSession):
    """One member is here."""

    expert_no = fields.String(required=True)


class ReconveneSession(ChangeSession):
    """The new date."""

    meeting_on = fields.Date(required=True)


class RescheduleSession(ChangeSession):
    """The other day."""

    meeting_on = fields.Date(required=True)


class CollectBallots(CommandSchema):
    """The caller's own ballots; a secret-looking idempotency key is the caller's receipt."""

    session_id = fields.String(required=True)


class Ballot(_Strict):
    """One voting paper."""

    token = fields.String(required=True, validate=HEX64, metadata={"description": "of collect_ballots"})
    choice = fields.String(required=True, validate=validate.OneOf(CHOICES))


class CastBallots(CommandSchema):
    """Any number of papers, from anybody who holds them."""

    session_id = fields.String(required=True)
    ballots = fields.List(
        fields.Nested(Ballot),
        required=True,
        validate=validate.Length(min=1, max=2000),
        metadata={"description": "1-2000, all or none"},
    )


class ConsentToPlan(ChangeSession):
    """同意, 退回 (to be mended) or, `final`, 不同意 of the implementation plan."""

    agreed = fields.Boolean(required=True, truthy={True}, falsy={False})
    final = fields.Boolean(
        load_default=False,
        truthy={True},
        falsy={False},
        metadata={"description": "with a no: refused, not sent back; no when absent"},
    )
    opinion = fields.String(required=True, validate=OPINION)


class ApproveResults(Answer):
    """核准 by the authority."""

    session_id = fields.String(required=True)


class GetSession(QuerySchema):
    """One session."""

    session_id = fields.String(required=True)


class SessionFilter(_Strict):
    """Which sessions."""

    committee_id = fields.String()
    notice_id = fields.String()
    kind = fields.String(validate=validate.OneOf(KINDS))
    state = fields.String(validate=validate.OneOf(STATES))


class ListSessions(ListSchema):
    """A page of sessions."""

    filter = fields.Nested(SessionFilter, load_default=dict)
    sort = sorted_by("meeting_on")


class GetReview(QuerySchema):
    """One declaration before the committee."""

    declaration_id = fields.String(required=True)


class GetCertificate(QuerySchema):
    """By number."""

    number = fields.String(required=True, validate=SHORT)


class RecognitionDecision(_Strict):
    """考核认定 of one declaration."""

    declaration_id = fields.String(required=True)
    granted = fields.Boolean(required=True, truthy={True}, falsy={False})
    opinion = fields.String(required=True, validate=OPINION)
    reason = fields.String(
        load_default=None, allow_none=True, validate=OPINION, metadata={"description": "needed when not granted"}
    )


class RecogniseDeclarations(CommandSchema):
    """The decisions of one body under one notice."""

    committee_id = fields.String(required=True)
    notice_id = fields.String(required=True)
    decisions = fields.List(
        fields.Nested(RecognitionDecision),
        required=True,
        validate=validate.Length(min=1, max=500),
        metadata={"description": "1-500, all or none"},
    )


# The topics beside this one, so that `schemas.oversight.TakeMeasure` needs one import; they use the bases above.
from services.committee.schemas import cleaning, extension, grouping, joint_review, objections, oversight, scoring  # noqa: E402, F401
