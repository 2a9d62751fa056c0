"""What holds for every service alike: names on the wire, access, README, queues, error texts, rooms and file sizes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from infra.service_classes import service_class
from shared.contracts.queues import RPC, SERVICES, SUBSCRIPTIONS, queue_names
from shared.kernel.catalogue import catalogue
from shared.messaging import STANDARD_RPC, endpoints, streams_of
from shared.security import AccessPolicy
from tests.support.sources import nodes_in, nodes_of, spoken, tree_of

ROOT = Path(__file__).parents[3]
SOURCES = [path for folder in ("services", "shared", "infra") for path in (ROOT / folder).rglob("*.py")]
ROOMS_OF_FILES = sorted({path.parent.relative_to(ROOT) for path in SOURCES})
ROLES = {
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "expert", "supervisor", "publisher",
    "operator", "public",
}  # fmt: skip
ROOMS = (
    "README.md", "service.py", "bootstrap.py", "config.py", "access.csv", "usecases/ports.py", "domain/__init__.py",
    "store/tables.py", "migrations/env.py",
)  # fmt: skip
LINES, LINES_OF_A_FUNCTION = 300, 40
REAL_TIME = ("bootstrap.py", "shared/kernel/clock.py", "infra/")
"""Where somebody may take the system's clock: everybody else is given one."""
ERRORS = re.compile(r"\b(?:refused|invalid|conflict|forbidden|not_found|unavailable)\(\s*\"([a-z_]+)\"")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CHINESE_ALLOWED = {
    "services/gateway/console": "pages and their menu",
    "infra": "what templates, the demonstration and the tools of a notice's author print",
    "services/docgen/domain": "labels printed on Chinese forms and the marks that Chinese sheets use",
    "services/committee/domain/pool_sheet.py": "column names and values of the offices' workbook",
    "services/committee/usecases/pool_table.py": "column names and values of the offices' workbook",
    "shared/workbooks": "how sheets write days and spans of years, and bracketed hints",
    "shared/contracts": "samples, and the terms of domain.md in docstrings",
    "shared/policy": "level names that forms and packs print",
    "shared/security": "values of 性别 on ID cards",
    "services/declaration/usecases/identity.py": "values of 性别 as forms print them",
}
"""Where Chinese may stand in a string of the code, and why; docstrings may name a term anywhere."""


def room_files(room):
    """Every source that lies in the folder itself."""
    return sorted((ROOT / room).glob("*.py"))


def files_of(room):
    """Those of them that may still change."""
    return [path for path in room_files(room) if not is_frozen(path)]


def chinese_strings(nodes):
    """Chinese in strings that are no docstrings and no remarks."""
    return [constant.value for constant in spoken(nodes) if CHINESE.search(constant.value)]


def test_chinese_in_a_string_is_seen_and_in_a_docstring_is_not():
    assert chinese_strings(nodes_of('"""说明"""\nname = "姓名"\n')) == ["姓名"]


def functions(nodes):
    """(name, lines) of every function, methods and inner ones too."""
    defined = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(node.name, node.end_lineno - node.lineno + 1) for node in defined]


def calls_of(name, nodes):
    """The lines on which it is called, by its own name or as an attribute."""
    called = (node for node in nodes if isinstance(node, ast.Call))
    return sorted(
        node.lineno for node in called if name in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
    )


def test_a_long_function_and_a_clock_of_ones_own_are_seen():
    long = "def brief():\n    pass\n\n\nclass Room:\n    def long(self):\n" + "        pass\n" * LINES_OF_A_FUNCTION
    assert functions(nodes_of(long)) == [("brief", 2), ("long", LINES_OF_A_FUNCTION + 1)]
    taken = "from shared.kernel import clock\nnow = clock.SystemClock().now()\nSystemClock\nSystemClock()\n"
    assert calls_of("SystemClock", nodes_of(taken)) == [2, 4]


def readme_methods(name):
    text = (ROOT / "services" / name / "README.md").read_text(encoding="utf-8")
    section = text.partition("## RPC")[2].partition("\n## ")[0].partition("\nShapes:\n")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ") and not line.startswith("| method")]
    return [row.strip("| ").split()[0].strip("`") for row in rows]


@pytest.mark.parametrize("name", SERVICES)
class TestEachService:
    def test_has_the_same_rooms(self, name):
        missing = [room for room in ROOMS if not (ROOT / "services" / name / room).exists()]
        assert missing == []

    def test_serves_exactly_the_methods_of_its_contract(self, name):
        assert set(endpoints(service_class(name))) == set(RPC[name]) | set(STANDARD_RPC)

    def test_follows_exactly_the_streams_of_the_list(self, name):
        followed = {stream.queue_of(name) for stream in streams_of(service_class(name))}
        assert followed == set(queue_names(name))
        assert len(SUBSCRIPTIONS[name]) == len(followed)

    def test_opens_every_method_to_known_roles_and_no_other_method(self, name):
        lines = list(AccessPolicy(ROOT / "services" / name / "access.csv").lines())
        assert {method for _, method in lines} == set(RPC[name])
        assert {role for role, _ in lines} <= ROLES

    def test_documents_every_method_once(self, name):
        told = [method for method in readme_methods(name) if method not in STANDARD_RPC]
        assert sorted(told) == sorted(RPC[name])

    def test_shows_a_runnable_example(self, name):
        text = (ROOT / "services" / name / "README.md").read_text(encoding="utf-8")
        examples = re.findall(r"```python\n(.*?)```", text, flags=re.S)
        assert any("import RpcClient" in example and f'"{name}.' in example for example in examples)
        assert "nameko.standalone" not in text, "declares a queue, which a portal may not"
        for example in examples:
            compile(example, f"{name}/README.md", "exec")
            assert 'os.environ["ZHIPING_AMQP_URI_PORTAL"]' in example, "where the reader's broker listens"


def place_of(path):
    """How the findings name it."""
    return str(path.relative_to(ROOT))


def is_frozen(path):
    """A migration stays as it was released."""
    return "migrations/versions" in place_of(path)


@pytest.mark.parametrize("room", ROOMS_OF_FILES, ids=str)
class TestEachRoom:
    """One test per folder; what is found is named by file."""

    def test_says_what_its_files_are_for(self, room):
        assert [place_of(path) for path in files_of(room) if not ast.get_docstring(tree_of(path))] == []

    def test_has_no_long_file(self, room):
        lines = {place_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files_of(room)}
        assert {place: count for place, count in lines.items() if count > LINES} == {}

    def test_has_no_long_function(self, room):
        found = [
            (place_of(path), name)
            for path in files_of(room)
            for name, lines in functions(nodes_in(path))
            if lines > LINES_OF_A_FUNCTION
        ]
        assert found == []

    def test_is_given_its_clock(self, room):
        others = [path for path in files_of(room) if not place_of(path).endswith(REAL_TIME[:2])]
        strict = [path for path in others if not place_of(path).startswith(REAL_TIME[2:])]
        assert [(place_of(path), line) for path in strict for line in calls_of("SystemClock", nodes_in(path))] == []

    def test_raises_only_errors_that_have_a_chinese_text(self, room):
        found = {slug for path in room_files(room) for slug in ERRORS.findall(path.read_text(encoding="utf-8"))}
        assert found - set(catalogue()) == set()

    def test_keeps_chinese_for_people_out_of_its_strings(self, room):
        strict = [path for path in room_files(room) if not place_of(path).startswith(tuple(CHINESE_ALLOWED))]
        spoken = [path for path in strict if CHINESE.search(path.read_text(encoding="utf-8"))]
        assert [(place_of(path), said) for path in spoken for said in chinese_strings(nodes_in(path))] == []
