"""From a person's profile, unit and record to the facts the conditions look at. Pure; unknown stays unknown (None).

Profile (plain JSON; the rows are those of the dossier): `present_title` {level, series, obtained_on} | None,
`education` [{level, graduated_on, full_time}], `work_history` [{started_on, ended_on, place_tier, professional}] with
optional `nature` (default: the unit's) and `outside_region` (default false), `exams` [{passed, valid_until}],
`assessments` [{year, grade}], `continuing_education` [{year, professional_hours, public_hours}]; and optionally `kind`
(default professional), `origin` (default mainland), `classified` (default false), `foreign_permit`,
`grassroots_service` [{started_on, ended_on, place_tier}], `outstanding`, `township_assessment_passed`,
`green_channel` {claimed, confirmed}.

Unit: tier, region, sector, nature, and optionally `stationed`, `entrusted`.
"""

from shared.policy.facts.builder import Record, cut_off, facts_from_dossier

__all__ = ["Record", "cut_off", "facts_from_dossier"]
