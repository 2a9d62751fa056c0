"""Pages by whom they serve; each module holds one blueprint and offers its lines of the menu."""

from flask import Blueprint

from services.gateway.console.pages import applicant, operator, public, sign_in

BLUEPRINTS: tuple[Blueprint, ...] = (sign_in.pages, applicant.pages, operator.pages, public.pages)
