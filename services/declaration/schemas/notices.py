"""Parameters of the methods on notices and plans."""

from __future__ import annotations

from marshmallow import fields, validate

from services.declaration.schemas.base import Strict
from shared.contracts.base import LEVEL_GROUPS, LEVELS
from shared.messaging import CommandSchema, ListSchema, QuerySchema

PACK_LIMIT = 2_000_000


def only_by(order: str) -> fields.String:
    """A list that has one order."""
    return fields.String(load_default=None, allow_none=True, validate=validate.OneOf((order,)))


class PublishNotice(CommandSchema):
    """`pack`: the policy pack as YAML text."""

    pack = fields.String(required=True, validate=validate.Length(min=1, max=PACK_LIMIT))


class ListNotices(ListSchema):
    """No filters."""

    sort = only_by("notice_id")
    filter = fields.Nested(Strict, load_default=dict)  # type: ignore[assignment]


class PlanFilter(Strict):
    """`level` takes a level or a level group; `open_on` an ISO day."""

    notice_id = fields.String()
    level = fields.String(validate=validate.OneOf((*LEVELS, *LEVEL_GROUPS)))
    series = fields.String()
    open_on = fields.Date()


class ListPlans(ListSchema):
    """Filters notice_id, level, series, open_on."""

    sort = only_by("notice_id")
    filter = fields.Nested(PlanFilter, load_default=dict)  # type: ignore[assignment]
    limit = fields.Integer(strict=True, load_default=500, validate=validate.Range(min=1, max=500))


class GetAmendment(QuerySchema):
    """`notice_version` from 2."""

    notice_id = fields.String(required=True)
    notice_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))


class RecheckFilter(Strict):
    """Each narrows the list."""

    outcome = fields.String(validate=validate.OneOf(("unaffected", "better", "worse")))
    settled = fields.String(validate=validate.OneOf(("followed", "to_answer", "kept", "accepted", "overtaken")))


class ListRechecks(ListSchema):
    """One version of a notice; filters outcome, settled."""

    notice_id = fields.String(required=True)
    notice_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    sort = only_by("declaration_id")
    filter = fields.Nested(RecheckFilter, load_default=dict)  # type: ignore[assignment]
