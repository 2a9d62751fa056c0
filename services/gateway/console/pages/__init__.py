"""Pages by whom they serve; each module holds one blueprint and offers its lines of the menu."""

from flask import Blueprint

from services.gateway.console.pages import (
    applicant,
    commands,
    committees,
    expert,
    operator,
    public,
    publisher,
    sign_in,
    supervisor,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    sign_in.pages,
    applicant.pages,
    committees.pages,
    expert.pages,
    supervisor.pages,
    publisher.pages,
    operator.pages,
    commands.pages,
    public.pages,
)
