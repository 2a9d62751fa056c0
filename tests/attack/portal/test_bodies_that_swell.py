"""A small message that becomes a large one when it is opened: refused unopened, and told so.

`most_memory` is the largest size that the service ever had: opening one of these would show.
"""

import bz2
import json
import lzma
import zlib

import pytest

from tests.support.ledger_service.lone_fleet import RawCaller, most_memory, request

MB = 1024 * 1024
ROOM = 40
"""MB by which a service may grow while it looks at such a message."""
SWOLLEN = request(idempotency_key="k", account_id="0" * 96 * MB).encode()


@pytest.fixture
def portal(fleet):
    caller = RawCaller(fleet)
    yield caller
    assert caller.ask("ledger.get_status", request())["result"]
    assert fleet.process.poll() is None
    caller.close()


def assert_refused(fleet, portal, slug, body, **properties):
    before = most_memory(fleet.process)
    assert portal.slug("ledger.open_account", body, **properties) == slug
    assert most_memory(fleet.process) < before + ROOM


@pytest.mark.parametrize("packer", [zlib, bz2, lzma])
def test_what_kombu_would_inflate_stays_as_it_is(fleet, portal, packer):
    body = packer.compress(SWOLLEN)
    name = {zlib: "application/x-gzip", bz2: "application/x-bz2", lzma: "application/x-lzma"}[packer]
    assert_refused(fleet, portal, "request_unreadable", body, headers={"compression": name})


@pytest.mark.parametrize(("packer", "codec"), [(zlib, "zlib_codec"), (bz2, "bz2"), (zlib, "zip")])
def test_a_codec_of_python_that_inflates_is_no_encoding(fleet, portal, packer, codec):
    assert_refused(fleet, portal, "request_unreadable", packer.compress(SWOLLEN), content_encoding=codec)


@pytest.mark.parametrize("encoding", ["punycode", "idna", "utf-16", "utf-7", "unicode_escape", "no-such-codec"])
def test_a_text_encoding_other_than_utf_8_is_not_tried(fleet, portal, encoding):
    body = b"a-" + b"tda" * 100_000  # punycode: a position for every letter, each insertion moves the rest
    assert_refused(fleet, portal, "request_unreadable", body, content_encoding=encoding, seconds=10)


@pytest.mark.parametrize(
    "content_type",
    ["application/x-python-serialize", "application/x-yaml", "application/data", "text/plain", "application/json; a"],
)
def test_what_is_not_json_is_not_read(fleet, portal, content_type):
    body = request(idempotency_key="k", account_id="typed")
    assert_refused(fleet, portal, "request_unreadable", body, content_type=content_type)
    assert fleet.rows("ledger", "SELECT count(*) FROM accounts WHERE id = 'typed'") == [(0,)]


def wide(one, times):
    return '{"args": [], "kwargs": {"idempotency_key": "k", "account_id": [' + ",".join([one] * times) + "]}}"


TOO_MUCH = {
    "long": request(idempotency_key="k", account_id="0" * 12 * MB),
    "a million lists": wide("[]", 1_000_000),
    "a million numbers": wide("1", 1_000_000),
    "names": json.dumps({"args": [], "kwargs": {f"n{number}": 1 for number in range(250_000)}}),
}


@pytest.mark.parametrize("body", TOO_MUCH)
def test_what_is_too_long_or_too_wide_is_refused_before_it_is_parsed(fleet, portal, body):
    assert_refused(fleet, portal, "request_too_large", TOO_MUCH[body])


@pytest.mark.parametrize("one", ["[", '{"a":', '{"args": [], "kwargs": {"account_id": ['])
def test_what_is_nested_without_an_end_is_refused(fleet, portal, one):
    assert_refused(fleet, portal, "request_unreadable", one * 10_000)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "9" * 5_000])
def test_a_number_that_json_does_not_know_is_no_request(fleet, portal, number):
    body = '{"args": [], "kwargs": {"idempotency_key": "k", "account_id": ' + number + "}}"
    assert_refused(fleet, portal, "request_unreadable", body)
