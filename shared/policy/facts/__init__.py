"""From a person's profile, unit and record to the facts the conditions look at. Pure; unknown stays unknown (None).

Profile (plain JSON; the rows are those of the dossier): `present_title` {level, series, obtained_on} | None,
`education` [{level, graduated_on, full_time}], `work_history` [{started_on, ended_on, place_tier, professional}] with
optional `nature` (default: the unit's) and `outside_region` (default false), `exams` [{passed, valid_until}],
`assessments` [{year, grade}], `continuing_education` [{year, professional_hours, public_hours}]; and optionally `kind`
(default professional), `origin` (default mainland), `classified` (default false), `discipline` {measure, until} | None,
`occupation` (teacher|doctor|nurse|pharmacist|medical_technician|other), `foreign_permit`,
`grassroots_service` [{started_on, ended_on, place_tier}], `post_since` (day), `returnee`,
`skill` {level: senior_worker|technician|senior_technician, obtained_on}, `qualifications` [{name, obtained_on}],
`converted` {origin: civil_servant|military, on}, `honours` [{code, awarded_on}], `sector_first_prizes` (count),
`programmes` [{code, starts_on, ends_on}], `recommendation` {by, peers, expert_panel},
`epidemic` {frontline, designated, confirmed}, what the unit vouches for (`outstanding`, `documented`,
`assessment_passed`, `education_related`, `licensed`, `new_achievements`), and
`green_channel` {claimed, confirmed, category, talent_class, postdoc_funded, postdoc_stays}.
`present_title` may add `appointed_on`, `transferred_on`, `from_outside`, `verifiable`; an `education` level may be
`technician_intermediate`, `technician_senior` or `technician_pre`, which count as the notice says.

Unit: tier, region, sector, nature, and optionally `stationed`, `entrusted`, `channel`, `specialised_sme`.
"""

from shared.policy.facts.builder import cut_off, cut_off_basis, facts_from_dossier, major_code
from shared.policy.facts.declared import declared_facts
from shared.policy.facts.growth import Growth, growth_of
from shared.policy.facts.record import Filed, Record

__all__ = [
    "Filed",
    "Growth",
    "Record",
    "cut_off",
    "cut_off_basis",
    "declared_facts",
    "facts_from_dossier",
    "growth_of",
    "major_code",
]
