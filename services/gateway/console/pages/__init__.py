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
    inbox,
    own_account,
    portals,
    public,
    public_lists,
    sign_in,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    sign_in.pages,
    own_account.pages,
    accounts.pages,
    portals.pages,
    applicant.pages,
    applicant_declaration.pages,
    applicant_dossier.pages,
    applicant_eligibility.pages,
    applicant_materials.pages,
    applicant_profile.pages,
    applicant_results.pages,
    inbox.pages,
    public.pages,
    public_lists.pages,
)
