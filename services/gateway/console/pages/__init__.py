"""Pages by whom they serve; each module holds one blueprint and offers its lines of the menu."""

from flask import Blueprint

from services.gateway.console.pages import (
    applicant,
    clerk_case,
    clerk_decision,
    clerk_inbox,
    clerk_investigation,
    clerk_organisation,
    clerk_people,
    clerk_publicity,
    clerk_roster,
    public,
    sign_in,
)

CLERK = (
    clerk_inbox.pages, clerk_case.pages, clerk_decision.pages, clerk_publicity.pages, clerk_roster.pages,
    clerk_people.pages, clerk_investigation.pages, clerk_organisation.pages,
)  # fmt: skip
BLUEPRINTS: tuple[Blueprint, ...] = (sign_in.pages, applicant.pages, *CLERK, public.pages)
