"""What a step says of the session's state is what the table of moves says."""

import pytest

from infra.docs.methods import methods_of
from services.committee.domain.transitions import SESSION
from services.committee.results.parts import SessionStep
from shared.wire.schemas import schema_of

GIVEN = {name: method.endpoint.answer.kind for name, method in methods_of("committee").items()}
STEPS = [name for name, kind in GIVEN.items() if isinstance(kind, type) and issubclass(kind, SessionStep)]
BEGIN = {"schedule_session": {"scheduled"}, "recognise_declarations": {"concluded"}}
"""Methods that begin a session."""
SILENT = {"collect_ballots", "cast_ballots", "file_objection", "resolve_objection"}
"""Steps whose answers do not speak of the session: it stays as it is."""


@pytest.mark.parametrize("name", STEPS)
def test_a_step_leads_to_the_states_of_the_table_and_to_no_others(name):
    [choices] = [rule.choices for rule in schema_of(GIVEN[name])().fields["state"].validators]
    ends = {end for (_, step), ends in SESSION.table.items() if step == name for end in ends}
    assert set(choices) == BEGIN.get(name, ends)


def test_every_step_gives_the_session_it_leads_to():
    assert SESSION.steps | BEGIN.keys() == set(STEPS) | SILENT
