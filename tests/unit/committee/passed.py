"""A declaration that passed audit, for tests of rules that look at it."""

from services.committee.domain.passed_declaration import PassedDeclaration
from services.committee.usecases.common import like
from shared.contracts import audit


def passed(**changes):
    """The sample of the audit's contract with these changes."""
    event = audit.DECLARATION_PASSED
    return like(PassedDeclaration, event.read(event.sample | changes))
