"""A declaration that passed audit, for tests of rules that look at it."""

from shared.contracts import audit


def passed(**changes):
    """The sample of the audit's contract with these changes."""
    event = audit.DECLARATION_PASSED
    return event.read(event.sample | changes)
