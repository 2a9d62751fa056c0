"""What hostile requests get over a real socket: headers and paths with something inside, bodies without measure."""

from __future__ import annotations

import json
import socket
import subprocess
import sys

import pytest

from infra.paths import ROOT

KEY = "Idempotency-Key: k\r\n"


@pytest.fixture(scope="module")
def port():
    """Of a door with nothing behind it, so that whatever passes shows."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.http_door.alone"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield int(process.stdout.readline())
        process.stdin.close()
        process.wait(60)


def sent(port, raw):
    """(status, headers, body) of bytes that are written as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(raw.encode("latin-1") if isinstance(raw, str) else raw)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    return int(lines[0].split()[1]), headers, body


def get(port, target, headers=""):
    return sent(port, f"GET {target} HTTP/1.1\r\nHost: door\r\nConnection: close\r\n{headers}\r\n")


def post(port, body, headers):
    head = f"POST /api/v1/declarations HTTP/1.1\r\nHost: door\r\nConnection: close\r\n{KEY}{headers}\r\n"
    return sent(port, head.encode("latin-1") + body)


@pytest.mark.parametrize("name", ["a%0d%0aSet-Cookie: x=1", "a\tb", "<script>", "a" * 200])
def test_nothing_of_a_request_becomes_a_header_of_the_answer(port, name):
    _, headers, _ = get(port, "/api/v1/plans", f"X-Request-Id: {name}\r\nOrigin: https://evil.example\r\n")
    assert name not in headers["X-Request-Id"]
    assert "Set-Cookie" not in headers
    assert "Access-Control-Allow-Origin" not in headers


def test_the_way_on_of_a_list_cannot_be_broken_out_of(port):
    status, headers, _ = get(port, "/api/v1/plans?filter.series=%0d%0aX-Evil:%201%3E;rel=x&limit=1")
    assert status == 200
    assert "X-Evil" not in headers
    assert headers["Link"].count(">") == 1
    assert "door" not in headers["Link"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/declarations/..%2f..%2fservices%2faudit%2fstatus", "/api/v1/declarations/%2e%2e/plans",
        "/api/v1//plans", "/api/v1/plans;x=1", "/api/v1/plans%00", "/api/v1/%ff%fe", "//evil.example/api/v1/plans",
    ],
)  # fmt: skip
def test_a_path_leads_to_one_operation_or_to_none(port, path):
    status, _, body = get(port, path)
    assert status == 404
    if path.startswith("/api/"):
        assert json.loads(body)["slug"] == "operation_not_found"


def test_a_place_of_a_path_is_a_value_and_nothing_else(port):
    status, _, body = get(port, "/api/v1/declarations/..%20%22x%22%3Cb%3E")
    assert status == 200
    assert json.loads(body)["asked"]["declaration_id"] == '.. "x"<b>'


def test_a_body_that_says_it_is_too_long_is_not_waited_for(port):
    status, _, body = post(port, b"{}", "Content-Type: application/json\r\nContent-Length: 9000000000\r\n")
    assert (status, json.loads(body)["slug"]) == (413, "request_too_large")


def test_a_body_in_pieces_has_no_length_and_is_not_read(port):
    pieces = b"10\r\n" + b'{"plan_id": "a"}' + b"\r\n0\r\n\r\n"
    status, _, body = post(port, pieces, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n")
    assert (status, json.loads(body)["slug"]) == (411, "length_missing")


def test_a_name_that_stands_twice_is_refused_and_not_chosen_from(port):
    said = b'{"plan_id": "a", "plan_id": "b"}'
    headers = f"Content-Type: application/json\r\nContent-Length: {len(said)}\r\n"
    status, _, body = post(port, said, headers)
    told = json.loads(body)
    assert (status, told["slug"], told["path"]) == (400, "invalid_field", "plan_id")


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "application/xml", "text/json"])
def test_a_form_of_a_foreign_page_is_no_command(port, kind):
    said = b'{"plan_id": "a"}'
    status, _, body = post(port, said, f"Content-Type: {kind}\r\nContent-Length: {len(said)}\r\n")
    assert (status, json.loads(body)["slug"]) == (415, "content_type_not_json")
