"""The organisation register in its table."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select

from services.audit.domain.organisation import Organisation, OrganisationState
from services.audit.requests import ListOrganisations
from services.audit.store.tables import ORGANISATIONS
from shared.kernel.errors import not_found
from shared.kernel.scope import places_in
from shared.persistence import JsonRows, Order, find, fitting, given, listed, update_versioned
from shared.wire.types import Page

C = ORGANISATIONS.c
ORDER = Order(by={"name": C.name, "kind": C.kind, "region": C.region}, key=C.id, default="name")
ROWS = JsonRows(Organisation, "contact")


class OrganisationRepository:
    """Rows to organisations and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, organisation: Organisation) -> None:
        """A new organisation."""
        self._connection.execute(insert(ORGANISATIONS), ROWS.values(organisation))

    def save(self, organisation: Organisation, expected_version: int) -> int:
        """Replace its data; conflict when somebody else was faster."""
        values = ROWS.values(organisation)
        organisation.version = update_versioned(
            self._connection, ORGANISATIONS, organisation.id, expected_version, values
        )
        return organisation.version

    def find(self, organisation_id: str) -> Organisation | None:
        """By id, None when unknown."""
        row = find(self._connection, ORGANISATIONS, id=organisation_id).first()
        return ROWS.read(row) if row else None

    def region_of(self, organisation_id: str) -> str | None:
        """Its division, None when it is unknown; not the whole entry, which each look of a supervisor would cost."""
        region: str | None = find(self._connection, ORGANISATIONS.c.region, id=organisation_id).scalar()
        return region

    def get(self, organisation_id: str) -> Organisation:
        """By id, not_found when unknown."""
        found = self.find(organisation_id)
        if found is None:
            raise not_found("organisation_not_found", path="organisation_id")
        return found

    def search(self, day: date, kind: str, sector: str | None, region: str) -> Organisation | None:
        """The organisation of that kind, sector and region that stands on the day; the smallest id of several."""
        wanted = given(sector=sector)
        rows = find(self._connection, ORGANISATIONS, order_by=("id",), kind=kind, region=region, **wanted)
        return next((one for one in map(ROWS.read, rows) if one.stands_on(day)), None)

    def standing_below(self, parent_id: str, day: date) -> int:
        """How many stand on the day, or will, whose competent department it is."""
        lasting = or_(_is(day, "standing"), _is(day, "coming"))
        below = select(func.count()).where(C.parent_id == parent_id, lasting)
        return self._connection.scalar(below) or 0

    def page(self, request: ListOrganisations, day: date) -> Page[Organisation]:
        """Those that fit the filter; their state is that of the day."""
        statement, wanted = select(ORGANISATIONS), request.filter
        statement = fitting(
            statement, (C.kind, wanted.kind), (C.region, wanted.region), (C.sector, wanted.sector),
            (C.parent_id, wanted.parent_id),
        )  # fmt: skip
        if wanted.name is not None:
            statement = statement.where(C.name.contains(wanted.name, autoescape=True))
        if wanted.within is not None:
            statement = statement.where(C.region.startswith(places_in(wanted.within), autoescape=True))
        if wanted.state is not None:
            statement = statement.where(_is(day, wanted.state))
        return listed(self._connection, statement, ORDER, request).turned(ROWS.read)


def _is(day: date, state: OrganisationState) -> ColumnElement[bool]:
    """The condition that an entry is in that state on the day, as `Organisation.state_on` says."""
    its_own = C.merged_into.is_(None)
    lasting = and_(its_own, or_(C.valid_until.is_(None), C.valid_until >= day))
    conditions: dict[OrganisationState, ColumnElement[bool]] = {
        "merged": C.merged_into.is_not(None),
        "ended": and_(its_own, C.valid_until < day),
        "coming": and_(lasting, C.valid_from > day),
        "standing": and_(lasting, or_(C.valid_from.is_(None), C.valid_from <= day)),
    }
    return conditions[state]
