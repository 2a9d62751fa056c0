"""Pages by whom they serve; each module holds one blueprint and offers its lines of the menu."""

from flask import Blueprint

from services.gateway.console.pages import (
    accounts,
    applicant,
    applicant_declaration,
    applicant_dossier,
    applicant_eligibility,
    applicant_materials,
    applicant_profile,
    applicant_results,
    calendar_links,
    clerk_batch,
    clerk_case,
    clerk_decision,
    clerk_inbox,
    clerk_investigation,
    clerk_organisation,
    clerk_people,
    clerk_publicity,
    clerk_roster,
    commands,
    committees,
    deadlines,
    expert,
    feed_readers,
    inbox,
    operator,
    organisations,
    own_account,
    portals,
    public,
    public_lists,
    public_results,
    publisher,
    reached,
    reminders,
    sent_letters,
    sign_in,
    supervisor,
)

SIGNING_IN = (sign_in.pages, own_account.pages, accounts.pages, portals.pages, feed_readers.pages)
APPLICANT = (
    applicant.pages, applicant_declaration.pages, applicant_dossier.pages, applicant_eligibility.pages,
    applicant_materials.pages, applicant_profile.pages, applicant_results.pages,
)  # fmt: skip
CLERK = (
    clerk_inbox.pages, clerk_batch.pages, clerk_case.pages, clerk_decision.pages, clerk_publicity.pages,
    clerk_roster.pages, clerk_people.pages, clerk_investigation.pages, clerk_organisation.pages,
)  # fmt: skip
COMMITTEE = (committees.pages, expert.pages)
OVERSIGHT = (supervisor.pages, publisher.pages, organisations.pages, operator.pages)
REMINDING = (deadlines.pages, calendar_links.pages, reminders.pages)
BLUEPRINTS: tuple[Blueprint, ...] = (
    *APPLICANT, *CLERK, *OVERSIGHT, *COMMITTEE, *SIGNING_IN, *REMINDING, inbox.pages, reached.pages,
    sent_letters.pages, commands.pages, public.pages, public_lists.pages, public_results.pages,
)  # fmt: skip
"""In the order in which their lines stand in the menu; the first that is a role's own is its home."""
