"""Users at deployment: what is sent to MinIO's administration, and what the command line says and refuses."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
from typer.testing import CliRunner

from infra.commands import storage
from infra.store_users import variable_of
from shared.contracts.store_users import USERS, policy, seaweedfs

SECRETS = {name: f"p4-{name}" for name in USERS}
GIVEN = {variable_of(name): secret for name, secret in SECRETS.items()}


@pytest.fixture
def minio():
    """Takes the calls of MinIO's client as that server would, and notes them: (command, query, body)."""
    noted = []

    class Noting(BaseHTTPRequestHandler):
        def do_PUT(self):
            body, url = self.rfile.read(int(self.headers.get("content-length") or 0)), urlsplit(self.path)
            noted.append((url.path.rpartition("/")[2] or url.path, dict(parse_qsl(url.query)), body))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        do_HEAD = do_PUT

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Noting)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"s3+http://admin:administrator@127.0.0.1:{server.server_port}/files", noted
    server.shutdown()
    thread.join()
    server.server_close()


def run(words, url, **more):
    return CliRunner().invoke(storage.app, words, env={"ZHIPING_STORAGE_URL": url} | GIVEN | more)


def test_minio_gets_users_and_their_policies(minio):
    url, noted = minio
    told = run(["prepare"], url, ZHIPING_STORAGE_ENGINE="minio")
    assert (told.exit_code, told.output) == (0, "the bucket stands\nusers and policies are set\n")
    sent = {
        (command, query.get("name") or query.get("accessKey") or query.get("userOrGroup"))
        for command, query, _ in noted
    }
    commands = ("add-canned-policy", "add-user", "set-user-or-group-policy")
    assert sent - {("files", None)} == {(command, user) for command in commands for user in USERS}
    policies = {query["name"]: json.loads(body) for command, query, body in noted if command == "add-canned-policy"}
    assert policies == {user: policy(user, ["files"]) for user in USERS}
    attached = [query for command, query, _ in noted if command == "set-user-or-group-policy"]
    assert {(one["userOrGroup"], one["policyName"], one["isGroup"]) for one in attached} == {
        (user, user, "false") for user in USERS
    }


def test_a_missing_password_is_named_and_nothing_is_sent(minio):
    url, noted = minio
    told = run(["prepare", "--engine", "minio"], url, ZHIPING_STORAGE_PASSWORD_AUDIT="")
    assert told.exit_code != 0
    assert "ZHIPING_STORAGE_PASSWORD_AUDIT" in str(told.exception) + told.output
    assert [command for command, _, _ in noted if command != "files"] == []


def test_the_bucket_is_made_once(s3_url):
    fresh = s3_url.replace("?", "-new?")
    assert [run(["prepare"], fresh).output for _ in range(2)] == ["the bucket is made\n", "the bucket stands\n"]


def test_the_file_for_seaweedfs_is_printed(minio, tmp_path):
    url, _ = minio
    (tmp_path / "password").write_text("from a file\n")
    by_file = {variable_of("notify"): None, f"{variable_of('notify')}_FILE": str(tmp_path / "password")}
    told = run(["identities"], url, **by_file)
    secrets = SECRETS | {"notify": "from a file"}
    assert json.loads(told.output) == seaweedfs(secrets, ["files"], ("admin", "administrator"))
