"""The README's tables say what the code does."""

from pathlib import Path

import pytest

from services.committee.domain import transitions
from shared.kernel.catalogue import catalogue
from shared.kernel.errors import ZhipingError

README = (Path(__file__).parents[3] / "services" / "committee" / "README.md").read_text(encoding="utf-8")
TABLES = {
    "committee": transitions.COMMITTEE,
    "session": transitions.SESSION,
    "review": transitions.REVIEW,
    "measure": transitions.MEASURE,
    "extension": transitions.EXTENSION,
}


def rows_below(heading):
    section = README.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines[1:]]


@pytest.mark.parametrize("name", TABLES)
def test_the_moves_are_those_of_the_domain(name):
    told = {tuple(row) for row in rows_below(f"Moves of {'an' if name[0] in 'aeiou' else 'a'} {name}")}
    known = {(action, state, end) for (state, action), ends in TABLES[name].table.items() for end in ends}
    assert told == known


def test_a_move_that_the_table_does_not_have_is_refused():
    with pytest.raises(ZhipingError, match="step_not_possible"):
        transitions.SESSION.after("scheduled", "close_voting")


@pytest.mark.parametrize("name", TABLES)
def test_states_and_steps_have_a_name_for_people(name):
    words = {f"committee_step_{action}" for action in TABLES[name].steps}
    words |= {f"committee_state_{state}" for (state, _), ends in TABLES[name].table.items() for state in (state, *ends)}
    assert words <= set(catalogue())
