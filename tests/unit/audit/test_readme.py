"""What the service says of itself: README and access table against the class on the wire."""

import re
from pathlib import Path

from services.audit.bootstrap import ACCESS
from services.audit.domain.transitions import CASE
from services.audit.service import AuditService
from shared.contracts.audit import RPC
from shared.contracts.queues import SUBSCRIPTIONS
from shared.kernel.catalogue import text
from shared.messaging import STANDARD_RPC, endpoints, streams_of
from shared.messaging.rpc.schemas import ChangeSchema
from shared.security import AccessPolicy
from tests.support.audit_suite.answering import ANSWERS
from tests.support.some import some

README = (Path(__file__).parents[3] / "services/audit/README.md").read_text(encoding="utf-8")
CELLS = [[cell.strip() for cell in line.strip("|").split("|")] for line in README.splitlines() if line.startswith("| ")]
TABLE = {cells[0].split()[0]: cells for cells in CELLS if len(cells) == 5 and cells[0] != "method"}
METHODS = {name: one for name, one in endpoints(AuditService).items() if name not in STANDARD_RPC}


def words(cell):
    """The names in a cell."""
    return set(re.findall(r"[a-z_]+", cell))


def test_code_contract_and_readme_name_the_same_methods():
    assert set(METHODS) == set(RPC) == set(TABLE)


def test_the_access_table_opens_each_method_to_somebody_and_names_no_other():
    assert {method for _, method in AccessPolicy(ACCESS).lines()} == set(METHODS)


def test_the_readme_marks_the_commands_that_take_a_version():
    marked = {name for name, cells in TABLE.items() if cells[0].split()[1:2] == ["v"]}
    assert marked == {name for name, one in METHODS.items() if isinstance(one.schema, ChangeSchema)}


def test_the_readme_names_every_parameter_and_everything_a_command_answers():
    common = {"idempotency_key", "expected_version", "filter", "sort", "cursor", "limit"}
    for name, one in some(METHODS.items()):
        assert set(one.schema.fields) - common <= words(TABLE[name][1]), name
        assert ANSWERS.get(name, set()) == (words(TABLE[name][2]) if name in ANSWERS else set()), name


def test_every_error_that_the_readme_names_has_its_text():
    for cells in some(TABLE.values()):
        for slug in words(cells[3]):
            assert text(slug), slug


def test_the_readme_shows_every_move_of_a_case():
    shown = {tuple(cells) for cells in CELLS if len(cells) == 3 and cells[0] != "move"}
    moves = {(move, before, after) for (before, move), ends in CASE.table.items() for after in ends}
    assert shown == {tuple(map(str, move)) for move in moves}


def test_the_service_follows_the_streams_of_the_list():
    followed = {stream.queue_of("audit") for stream in streams_of(AuditService)}
    assert followed == {stream.queue_of("audit") for stream in SUBSCRIPTIONS["audit"]}
