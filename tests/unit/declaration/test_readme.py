"""What the service says of itself: README and access table against the class on the wire."""

import re
from pathlib import Path

from services.declaration.config import ACCESS
from services.declaration.service import DeclarationService
from shared.contracts.declaration import RPC
from shared.contracts.queues import SUBSCRIPTIONS
from shared.messaging import STANDARD_RPC, endpoints, streams_of
from shared.messaging.rpc.schemas import ChangeSchema
from shared.security import AccessPolicy
from tests.support.some import some

README = (Path(__file__).parents[3] / "services/declaration/README.md").read_text(encoding="utf-8")
CELLS = [[cell.strip() for cell in line.strip("|").split("|")] for line in README.splitlines() if line.startswith("| ")]
TABLE = {
    cells[0].removesuffix(" **v**"): (cells[0].endswith("**v**"), cells[1], cells[4])
    for cells in CELLS
    if len(cells) == 5 and cells[0] != "method"
}
METHODS = {name: one for name, one in endpoints(DeclarationService).items() if name not in STANDARD_RPC}


def test_code_contract_and_readme_name_the_same_methods():
    assert set(METHODS) == set(RPC) == set(TABLE)


def test_the_access_table_opens_each_method_to_somebody_and_names_no_other():
    assert {method for _, method in AccessPolicy(ACCESS).lines()} == set(METHODS)


def test_the_readme_marks_the_commands_that_take_a_version():
    marked = {name for name, (version, _, _) in TABLE.items() if version}
    assert marked == {name for name, one in METHODS.items() if isinstance(one.schema, ChangeSchema)}


def test_the_readme_names_every_parameter():
    common = {"idempotency_key", "expected_version", "filter", "sort", "cursor", "limit"}
    for name, one in some(METHODS.items()):
        if name == "register_person":  # its basics have a paragraph of their own
            assert all(f"`{field}`" in README for field in set(one.schema.fields) - common)
        else:
            assert set(one.schema.fields) - common <= set(re.findall(r"\w+", TABLE[name][1])), name


def test_every_role_of_the_access_table_stands_in_the_readme():
    scope = {"get_dossier", "get_progress", "list_declarations", "get_declaration", "get_person", "check_eligibility"}
    for role, method in some(AccessPolicy(ACCESS).lines()):
        if method not in scope:
            assert role in TABLE[method][2], (role, method)


def test_the_service_follows_the_streams_of_the_list():
    followed = {stream.queue_of("declaration") for stream in streams_of(DeclarationService)}
    assert followed == {stream.queue_of("declaration") for stream in SUBSCRIPTIONS["declaration"]}
