"""Which organisations a notice means by a committee's office and by its authorities, and when both are one body."""

from __future__ import annotations

from collections.abc import Sequence

from services.committee.domain.organisation import KnownOrganisation
from shared.kernel.errors import refused
from shared.policy import CommitteeSpec, Pack
from shared.policy.pack.plans import Holder, city_of


def region_meant(holder: Holder, region: str) -> str:
    """Code of the division in which the holder sits, for a committee registered in `region`."""
    return {"county": region, "city": city_of(region)}.get(holder.region or "", region[:2] + "0000")


def is_meant(holder: Holder, organisation: KnownOrganisation, region: str) -> bool:
    """Whether the notice means this organisation: by kind, sector (where it names one) and division."""
    fits = organisation.kind == holder.kind and organisation.region == region_meant(holder, region)
    return fits and holder.sector in (None, organisation.sector)


def check_office(spec: CommitteeSpec, office: KnownOrganisation, region: str) -> None:
    """refused("office_not_named") for another organisation than the one that the notice makes the office."""
    if not is_meant(spec.office, office, region):
        raise refused("office_not_named", path="office_organisation_id", clause=spec.cited)


def check_place(pack: Pack, spec: CommitteeSpec, region: str) -> None:
    """refused("committee_region_unknown"): the division is one of the notice, of the tier where the office sits."""
    known = {one.code: one.tier for one in pack.regions}
    if known.get(region) != spec.office.region:
        raise refused("committee_region_unknown", path="region", clause=spec.cited, region=region)


def check_scope(spec: CommitteeSpec, level_group: str, series: Sequence[str], scope_kind: str) -> None:
    """refused("committee_differs") where level, scope or series are not those under which the notice names it."""
    wrong = {
        "level_group": level_group != spec.level_group,
        "scope_kind": scope_kind != spec.scope_kind,
        "series": not set(series) <= set(spec.series),
    }
    for path, differs in wrong.items():
        if differs:
            raise refused("committee_differs", path=path, clause=spec.cited)


def are_one_body(spec: CommitteeSpec, office: KnownOrganisation, authority: KnownOrganisation) -> bool:
    """Whether office and authority are sections of one body: by the register, or because the notice says so."""
    related = office.id == authority.id or office.parent_id == authority.id
    return related or (spec.same_body is not None and office.region == authority.region)
