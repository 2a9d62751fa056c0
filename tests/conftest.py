"""For every test: its marker by folder, no sockets in unit tests, and the real servers for those that need them.

A server that cannot start fails the tests that ask for it; nothing is skipped.
"""

import gc
import os
import uuid
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import pytest_socket
from hypothesis import settings

gc.set_threshold(100_000, 20, 20)  # reading the tests makes hardly any garbage, and running them little
pytest.register_assert_rewrite("tests.support")
settings.register_profile("quick", max_examples=20)
"""What `make check` asks for; `make test` tries a hundred examples, or as many times more as a test says."""

HERE = Path(__file__).parent
THOROUGH = {
    "suites/cases", "conformance/concerns", "conformance/infra/test_image.py", "conformance/infra/test_wheel.py",
    "conformance/infra/test_compose.py", "conformance/infra/test_compose_connections.py",
    "unit/calls/test_what_a_caller_loads.py", "unit/notify_oracle/test_the_made_up_year.py",
    "contract/test_one_verdict.py", "suites/upgrade",
    "suites/persistence", "suites/docgen", "unit/docgen/test_word_engine.py", "unit/docgen/test_render_pool.py",
    "unit/policy/test_remedies_of_conditions.py", "unit/policy/tools/test_dry_run.py", "unit/demo/test_experts.py",
    "unit/policy/tools/test_diff.py", "unit/policy/tools/test_docs.py", "unit/policy/tools/test_inspection.py",
    "conformance/adversary/test_every_method_in_every_way.py",
    "attack/clerk/test_numbers_pieced_together.py", "attack/office/test_numbers_pieced_together.py",
    "attack/portal/test_numbers_pieced_together.py", "attack/administrator/test_numbers_pieced_together.py",
    "conformance/adversary/test_every_stream_gone_wrong.py", "attack/clerk/test_matrix_of_access.py",
}  # fmt: skip
"""Files and folders that are long for a check between two edits: `make check` leaves them to `make test`."""

LONGEST = (
    "e2e/test_every_notice.py", "e2e/test_rolling_update.py", "e2e/test_scenario.py", "e2e/test_a_year_over_http.py",
    "e2e/test_notices_as_files.py", "e2e/test_a_year_in_any_order.py", "suites/upgrade/test_old_and_new_version.py",
    "e2e/gateway/test_site_for_visitors.py", "attack/administrator/test_numbers_pieced_together.py",
    "integration/setup/test_install_locked.py", "integration/devstack/test_devstack.py",
)  # fmt: skip
"""Where several workers share the files, these come first, so that none is left with one of them at the end."""

GROUPS = ("unit", "suites", "contract", "conformance", "integration", "attack", "e2e", "chaos")


def pytest_addoption(parser):
    parser.addoption("--limits", default="", help="seconds that a test may take, by group: integration=120,e2e=900")
    parser.addoption("--databases", default="sqlite,postgres", help="kinds of database that tests/suites run on")


def pytest_ignore_collect(collection_path, config):
    """What a check leaves out by its place is not even read."""
    left_out = [mark for mark in ("office", "thorough") if f"not {mark}" in config.option.markexpr]
    return True if any(mark in left_out for mark in _marks_of(collection_path)) else None


def pytest_collection_modifyitems(config, items):
    limits = dict(one.split("=") for one in config.getoption("limits").split(",") if one)
    for item in items:
        for mark in _marks_of(item.path):
            item.add_marker(mark)
        limit = limits.get(_group_of(item.path))
        if limit and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(int(limit)))
    if hasattr(config, "workerinput"):  # dealt out file by file, in this order
        tests = Counter(item.path for item in items)
        items.sort(key=lambda item: (_rank_of(item.path), -tests[item.path]))


@cache
def _rank_of(path):
    """The long files as they are listed, then all others."""
    place = path.relative_to(HERE).as_posix() if path.is_relative_to(HERE) else ""
    return LONGEST.index(place) if place in LONGEST else len(LONGEST)


@cache
def _group_of(path):
    """Suites run in the group integration where they have a server."""
    group = path.relative_to(HERE).parts[0] if path.is_relative_to(HERE) else ""
    return "integration" if group == "suites" else group


@cache
def _marks_of(path):
    """The marks of a file or folder by its place."""
    if not path.is_relative_to(HERE):
        return []
    place = path.relative_to(HERE)
    marks = [group for group in GROUPS if place.parts[:1] == (group,) and group != "suites"]
    marks += ["office"] * place.is_relative_to("conformance/documents")
    return marks + ["thorough"] * any(place.is_relative_to(long) for long in THOROUGH)


def pytest_collection_finish():
    """What was read lives to the end: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item):
    if _is_offline(item):
        pytest_socket.disable_socket(allow_unix_socket=True)


def pytest_runtest_teardown(item):
    if _is_offline(item):
        pytest_socket.enable_socket()


def _is_offline(item):
    return item.get_closest_marker("unit") or item.get_closest_marker("suites")


def pytest_sessionfinish(session):
    """The process that owns the session's stack (xdist: the controller) stops it, whichever worker started it."""
    if not hasattr(session.config, "workerinput"):
        for name in ("test", "tls"):
            _session_stack(name).stop(discard=True)


def _session_stack(name="test"):
    """A stack of this test session, the same one for every xdist worker."""
    from infra.devstack import DevStack  # with all its clients: only those pay who need servers

    in_worker = "PYTEST_XDIST_WORKER" in os.environ
    owner = os.getppid() if in_worker else os.getpid()
    return DevStack(f"{name}-{owner}", owner=owner)


@pytest.fixture(scope="session")
def stack():
    """Real RabbitMQ, PostgreSQL and S3 for the whole session; started by the first test that asks."""
    from infra.devstack.stack import STACKS, reap_orphans

    STACKS.mkdir(parents=True, exist_ok=True)
    reap_orphans()
    started = _session_stack()
    started.start(lambda line: None, durable=False)
    return started


@pytest.fixture(scope="session")
def tls_stack():
    """The same, on which every wire is encrypted."""
    started = _session_stack("tls")
    started.start(lambda line: None, tls=True)
    return started


@pytest.fixture
def amqp_uri(stack):
    """A virtual host of its own on the real broker, removed afterwards."""
    vhost = f"t-{uuid.uuid4().hex[:12]}"
    yield stack.broker.create_vhost(vhost)
    stack.broker.delete_vhost(vhost)


@pytest.fixture
def postgres_url(stack):
    """An empty database of its own on the real PostgreSQL, removed afterwards."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    yield stack.database.create(name)
    stack.database.drop(name)


@pytest.fixture
def s3_url(stack):
    """The storage URL of an empty bucket on the real S3 server."""
    return stack.objects.create_bucket(f"t{uuid.uuid4().hex[:12]}")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Where a suite's service keeps its files."""
    from tests.support.reused_folder import ReusedFolder  # after assert rewriting is told of it

    return ReusedFolder(tmp_path_factory.mktemp("files"))
