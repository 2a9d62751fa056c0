"""The README's tables say what the code does."""

import re
from pathlib import Path

import pytest

from services.committee.domain import transitions
from services.committee.service import CommitteeService
from shared.contracts import committee as contract
from shared.kernel.catalogue import catalogue
from shared.kernel.errors import ZhipingError
from shared.messaging import STANDARD_RPC, endpoints
from shared.security import AccessPolicy

FOLDER = Path(__file__).parents[3] / "services" / "committee"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
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


def test_every_method_is_in_the_table_the_contract_the_access_list_and_the_class():
    told = [row[0].split()[0] for row in rows_below("RPC")]
    assert sorted(told) == sorted(contract.RPC)
    assert set(endpoints(CommitteeService)) == set(contract.RPC) | set(STANDARD_RPC)
    assert {method for _, method in AccessPolicy(FOLDER / "access.csv").lines()} == set(contract.RPC)


def test_methods_marked_v_are_those_that_take_a_version():
    marked = {row[0].split()[0] for row in rows_below("RPC") if "**v**" in row[0]}
    taking = {name for name, one in endpoints(CommitteeService).items() if "expected_version" in one.schema.fields}
    assert marked == taking


def test_the_slugs_in_the_table_have_a_chinese_text():
    slugs = {slug for row in rows_below("RPC") for slug in re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", row[3])}
    assert slugs <= set(catalogue())
