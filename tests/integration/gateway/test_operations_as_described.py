"""Each operation over RabbitMQ and PostgreSQL: no fault, and no answer that the description does not foresee."""

import itertools

import pytest

from infra.setting_names import DOOR
from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.security import TokenIssuer
from tests.support.http_door.described import SCHEMA, asked, holds

EXAMPLES = 1
"""Of each operation; the embedded stack is asked more."""
PEOPLE = (
    Caller("person-1", "何晓", roles=frozenset({"applicant"})),
    Caller("clerk-1", "王芳", "unit-1", frozenset({"unit_clerk"}), "150400"),
    Caller("operator-1", "运维", roles=frozenset({"operator"})),
    Caller("supervisor-1", "监督", roles=frozenset({"supervisor"}), region="150400"),
)


@pytest.fixture(scope="session")
def tokens(door):
    """Nobody's and everybody's, in turn."""
    issuer = TokenIssuer(SystemClock(), door.site.environment(DOOR)["ZHIPING_DOOR_KEY"])
    return itertools.cycle([None, *map(issuer.issue, PEOPLE)])


@SCHEMA.parametrize()
@asked(EXAMPLES)
def test_an_operation_answers_as_described(case, door, tokens):
    holds(case, door.url.rstrip("/"), next(tokens))
