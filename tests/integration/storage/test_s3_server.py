"""What only a real S3 server can show: keys are checked, buckets are made once, eventlet stays responsive."""

import re
import subprocess
import sys

import pytest

from infra.store_users import Administration
from shared.kernel.errors import ZhipingError
from shared.storage import store_from_url

pytestmark = pytest.mark.integration

UNDER_EVENTLET = """
import eventlet
eventlet.monkey_patch()
import sys, time
from shared.storage import store_from_url, upload, download
ticks = []
def tick():
    while True:
        ticks.append(1)
        eventlet.sleep(0.001)
eventlet.spawn(tick)
store = store_from_url(sys.argv[1])
def work(n):
    key = f"green/{n}.bin"
    upload(store.presigned_put(key, 60), b"x" * 200_000)
    return len(download(store.presigned_get(key, 60))) + len(store.get(key))
sizes = list(eventlet.GreenPool(8).imap(work, range(24)))
assert sizes == [400_000] * 24, sizes
assert len(ticks) > 10, len(ticks)
print("green", len(store.list("green/")))
"""


def test_the_client_is_green_under_eventlet(s3_url):
    command = [sys.executable, "-W", "ignore", "-c", UNDER_EVENTLET, s3_url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.returncode) == ("green 24\n", 0), done.stderr


def test_making_a_bucket_twice_is_no_error(s3_url):
    store_from_url(s3_url).put("a.txt", b"1", "text/plain")
    assert Administration(s3_url).make_bucket() is False
    assert store_from_url(s3_url).list("") == ["a.txt"]


def test_with_a_wrong_secret_or_without_a_bucket_the_store_says_so(s3_url):
    for url in (re.sub(r":[0-9a-f]+@", ":wrong@", s3_url), s3_url.replace("?", "x?")):
        store = store_from_url(url)
        with pytest.raises(ZhipingError, match="storage_unavailable"):
            store.put("a.txt", b"1", "text/plain")
    with pytest.raises(ZhipingError, match="storage_unavailable"):
        store_from_url(re.sub(r":[0-9a-f]+@", ":wrong@", s3_url)).get("a.txt")
