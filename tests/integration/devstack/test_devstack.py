"""The stack itself: it answers, survives its servers' bad days, and leaves nothing behind."""

import time

import psutil
import psycopg2
import pytest
import urllib3
from amqp import Message

from infra.devstack import DevStack
from infra.devstack.broker import QUEUE_REGISTRATION_SECONDS
from infra.devstack.environment import store_of
from infra.devstack.processes import eventually, family
from shared.kernel.errors import ZhipingError
from shared.storage import store_from_url


def one_value(stack, question, database="postgres"):
    with stack.database.admin(database) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def put(connection, queue="kept"):
    channel = connection.channel()
    channel.confirm_select()
    channel.queue_declare(queue, durable=True, auto_delete=False, arguments={"x-queue-type": "quorum"})
    channel.basic_publish_confirm(Message("x", delivery_mode=2), routing_key=queue)


def next_body(connection, queue):
    """The next message; waited for, since after a restart a quorum queue first elects its leader."""
    channel = connection.channel()
    got = []

    def try_once():
        found = channel.basic_get(queue)
        got.extend([found.body] if found else [])
        return bool(got)

    eventually(try_once, 20, f"a message in {queue}")
    return got[0]


def test_a_service_role_cannot_enter_the_database_of_another(stack):
    stack.database.create("own_a", owner="role_a")
    other = stack.database.create("own_b", owner="role_b")
    psycopg2.connect(other.replace("+psycopg2", "")).close()
    with pytest.raises(psycopg2.OperationalError, match="permission denied"):
        psycopg2.connect(other.replace("+psycopg2", "").replace("role_b:", "role_a:"))


def test_a_virtual_host_of_a_test_is_empty_and_goes_away(stack, amqp_uri):
    vhost = amqp_uri.rsplit("/", 1)[1]
    with stack.broker.connection(vhost) as connection:
        put(connection)
    stack.broker.delete_vhost(vhost)
    assert vhost not in [entry["name"] for entry in stack.broker.api("GET", "/api/vhosts")]
    stack.broker.create_vhost(vhost)


def test_the_broker_may_open_files_for_the_queues_of_many_sites(stack):
    assert stack.broker.process.rlimit(psutil.RLIMIT_NOFILE)[0] >= 4096


def test_a_second_start_finds_everything_running(stack):
    before = [server.process.pid for server in stack.servers]
    stack.start(lambda line: None)
    assert [server.process.pid for server in stack.servers] == before


def refusal_of(call, *args):
    with pytest.raises(ZhipingError) as caught:
        call(*args)
    return caught.value.slug


@pytest.fixture(scope="module")
def own_stack(tmp_path_factory):
    """A second stack beside the session's, to be maltreated; its checkout lies in an odd place."""
    root = tmp_path_factory.mktemp("odd") / "职评 检出" / "stack"
    own = DevStack("bad-days", owner=psutil.Process().pid, root=root)
    own.start(lambda line: None)
    yield own
    processes = [member for server in own.servers if server.process for member in family(server.process)]
    own.stop(discard=True)
    left = [
        process.name() for process in processes if process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    ]
    assert (left, own.folder.exists()) == ([], False)
    assert not own.broker.door.is_symlink()


def test_the_database_writes_through_to_disk_except_for_a_run_of_tests(own_stack, stack):
    assert [one_value(one, "SHOW fsync") for one in (own_stack, stack)] == ["on", "off"]
    assert {one_value(one, "SHOW synchronous_commit") for one in (own_stack, stack)} == {"on"}


def test_a_killed_broker_comes_back_on_its_port_with_its_messages(own_stack):
    with own_stack.broker.connection() as connection:
        put(connection, "killed")
    time.sleep(QUEUE_REGISTRATION_SECONDS)
    port = own_stack.broker.facts["port"]
    own_stack.broker.kill()
    own_stack.broker.start()
    with own_stack.broker.connection() as connection:
        assert (own_stack.broker.facts["port"], next_body(connection, "killed")) == (port, "x")


def test_a_restarted_broker_keeps_its_messages(own_stack):
    with own_stack.broker.connection() as connection:
        put(connection, "restarted")
    own_stack.broker.restart()
    with own_stack.broker.connection() as connection:
        assert next_body(connection, "restarted") == "x"


def test_a_killed_database_keeps_what_was_committed(own_stack):
    own_stack.database.create("kept")
    with own_stack.database.admin("kept") as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE fact (n int); INSERT INTO fact VALUES (7)")
    own_stack.database.kill()
    own_stack.database.start()
    assert one_value(own_stack, "SELECT n FROM fact", "kept") == 7


def test_a_killed_object_server_keeps_files_and_rights(own_stack):
    server = own_stack.objects
    address = server.admit("kept")[store_of("docgen")]
    store_from_url(address).put("documents/a", b"1", "text/plain")
    server.kill()
    server.start()
    found = store_from_url(address)
    assert (found.get("documents/a"), refusal_of(found.get, "materials/a")) == (b"1", "storage_unavailable")
    found.put("documents/b", b"2", "text/plain")


def test_the_doors_behind_s3_give_no_file_away(own_stack):
    server = own_stack.objects
    store_from_url(server.url()).put("documents/secret", b"secret", "text/plain")
    filer = f"http://127.0.0.1:{server.facts['ports']['filer']}/buckets/zhiping"
    assert {urllib3.request("GET", f"{filer}{path}").status for path in ("/", "/documents/secret")} == {404}
    volume = f"http://127.0.0.1:{server.facts['ports']['volume']}"
    files = [f"{number},{entry:02x}00000000" for number in range(1, 4) for entry in range(1, 9)]
    assert {urllib3.request("GET", f"{volume}/{file}", retries=False).status for file in files} == {401}


def test_a_frozen_broker_answers_nothing_until_it_is_thawed(own_stack):
    own_stack.broker.freeze()
    states = {member.status() for member in family(own_stack.broker.process)}
    own_stack.broker.thaw()
    assert states == {psutil.STATUS_STOPPED}
    assert own_stack.broker.ready()


def test_a_checkout_may_lie_in_a_folder_with_spaces_and_chinese(own_stack):
    assert "职评 检出" in str(own_stack.folder)
    assert own_stack.broker.ready()
