"""Pages by whom they serve; each module holds one blueprint and offers its lines of the menu."""

from flask import Blueprint

from services.gateway.console.pages import accounts, applicant, own_account, portals, public, sign_in

BLUEPRINTS: tuple[Blueprint, ...] = (
    sign_in.pages, own_account.pages, accounts.pages, portals.pages, applicant.pages, public.pages,
)  # fmt: skip
