"""One suite over both stores: what holds for the S3 server holds for the directory."""

import hashlib
import threading

import pytest
import urllib3

from shared.kernel.errors import ZhipingError
from shared.storage import Announced, announced_in, download, take, upload

pytestmark = pytest.mark.integration
KEY = "declarations/0198/item-1.pdf"
PDF = b"%PDF-1.7 one"


def slug_of(call, *args):
    with pytest.raises(ZhipingError) as caught:
        call(*args)
    return caught.value.slug


def test_what_was_put_is_read_back_unchanged(store):
    store.put(KEY, PDF, "application/pdf")
    assert store.get(KEY) == PDF


def test_stat_tells_size_and_media_type(store):
    store.put(KEY, PDF, "application/pdf")
    found = store.stat(KEY)
    assert (found.key, found.size, found.media_type) == (KEY, len(PDF), "application/pdf")


def test_an_absent_object_has_no_stat_and_cannot_be_read(store):
    assert store.stat("nothing/here.pdf") is None
    assert slug_of(store.get, "nothing/here.pdf") == "object_missing"


def test_putting_the_same_content_again_changes_nothing(store):
    store.put(KEY, PDF, "application/pdf")
    store.put(KEY, PDF, "application/pdf")
    assert store.list("declarations/") == [KEY]


def test_other_content_under_a_taken_key_is_refused(store):
    store.put(KEY, PDF, "application/pdf")
    assert slug_of(store.put, KEY, PDF + b"!", "application/pdf") == "object_differs"
    assert store.get(KEY) == PDF


def test_of_many_who_store_under_one_key_at_once_one_does_and_the_others_are_refused(store):
    told = []

    def attempt(number):
        try:
            told.append(store.put(KEY, b"%d" % number, "application/pdf"))
        except ZhipingError as error:
            told.append(error.slug)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told, key=str) == [None, *["object_differs"] * 7]


def test_list_returns_the_keys_of_a_prefix_in_order(store):
    for key in ("a/2.pdf", "a/1.pdf", "ab/3.pdf", "b/4.pdf"):
        store.put(key, PDF, "application/pdf")
    assert store.list("a/") == ["a/1.pdf", "a/2.pdf"]
    assert store.list("a") == ["a/1.pdf", "a/2.pdf", "ab/3.pdf"]
    assert store.list("nothing/") == []


def test_older_keys_are_those_written_long_enough_ago(store):
    for key in ("uploads/b", "uploads/a", "pool-uploads/c", "materials/d"):
        store.put(key, PDF, "application/pdf")
    assert store.older("uploads/", 60, 9) == []
    assert sorted(store.older("uploads/", -60, 9)) == ["uploads/a", "uploads/b"]
    assert len(store.older("uploads/", -60, 1)) == 1


@pytest.mark.parametrize("key", ["", "/a", "a/", "a//b", "../a", "a/../b", "a/.b", "名", "a b", "a" * 600])
def test_a_key_that_could_leave_the_store_is_refused(store, key):
    assert slug_of(store.get, key) == "object_key_invalid"
    assert slug_of(store.put, key, PDF, "application/pdf") == "object_key_invalid"


def test_a_download_link_serves_the_object_under_the_persons_file_name(store):
    store.put(KEY, PDF, "application/pdf")
    response = urllib3.request("GET", store.presigned_get(KEY, 60, "职称评审表.pdf"))
    assert response.status == 200
    assert response.data == PDF
    assert response.headers["content-type"] == "application/pdf"
    assert "%E8%81%8C%E7%A7%B0" in response.headers["content-disposition"]


def test_an_upload_link_takes_the_object(store):
    url = store.presigned_put(KEY, 60)
    upload(url, PDF, "application/pdf")
    assert store.get(KEY) == PDF
    assert download(store.presigned_get(KEY, 60)) == PDF


@pytest.mark.parametrize("body", [b"", PDF[:-1], PDF + b"!", b"x" * 3_000_000])
def test_a_link_for_one_size_takes_no_other(store, body):
    url = store.presigned_put(KEY, 60, len(PDF))
    assert urllib3.request("PUT", url, body=body, retries=False).status != 200
    assert store.stat(KEY) is None


@pytest.mark.parametrize("size", [1, 12, 70_000])
def test_a_link_for_one_size_takes_that_size(store, size):
    data = bytes(size)
    upload(store.presigned_put(KEY, 60, size), data, "application/pdf")
    assert (store.get(KEY), store.stat(KEY).media_type) == (data, "application/pdf")


def test_the_size_of_a_link_is_signed(store):
    url = store.presigned_put(KEY, 60, len(PDF))
    changed = url.replace(f"size={len(PDF)}", "size=3").replace("content-length%3Bhost", "host")
    assert changed != url
    assert urllib3.request("PUT", changed, body=b"abc", retries=False).status == 403
    assert store.stat(KEY) is None


def test_a_body_without_a_length_is_refused_where_a_size_was_announced(store):
    url = store.presigned_put(KEY, 60, len(PDF))
    headers = {"Transfer-Encoding": "chunked"}
    assert urllib3.request("PUT", url, body=iter([PDF, PDF]), headers=headers, retries=False).status != 200
    assert store.stat(KEY) is None


def test_what_was_deleted_is_absent_and_may_come_again(store):
    store.put(KEY, PDF, "image/png")
    store.delete(KEY)
    store.delete(KEY)
    assert store.stat(KEY) is None
    assert store.list("declarations/") == []
    store.put(KEY, PDF + b"!", "application/pdf")
    assert store.stat(KEY).media_type == "application/pdf"


def test_deleting_one_object_leaves_its_neighbours(store):
    store.put(KEY, PDF, "application/pdf")
    store.put(KEY + "x", PDF, "application/pdf")
    store.delete(KEY)
    assert store.get(KEY + "x") == PDF
    assert slug_of(store.delete, "../x") == "object_key_invalid"


def test_a_foreign_object_is_refused_and_removed(store):
    announced = Announced(len(PDF), "pdf", hashlib.sha256(PDF).hexdigest())
    key = announced.key("uploads/")
    assert announced_in(key, "uploads/") == announced
    assert slug_of(take, store, key, announced) == "object_missing"
    for data, slug in ((PDF + b"!", "file_size_differs"), (PDF[:-1] + b"!", "file_digest_differs")):
        store.put(key, data, "application/pdf")
        assert slug_of(take, store, key, announced) == slug
        assert store.stat(key) is None
    store.put(key, PDF, "application/pdf")
    assert take(store, key, announced) == PDF
    assert store.get(key) == PDF


def test_a_link_for_one_object_does_not_open_another(store):
    store.put(KEY, PDF, "application/pdf")
    store.put("other/secret.pdf", PDF, "application/pdf")
    url = store.presigned_get(KEY, 60).replace(KEY, "other/secret.pdf")
    assert urllib3.request("GET", url).status == 403


def test_a_download_link_does_not_take_uploads(store):
    store.put(KEY, PDF, "application/pdf")
    response = urllib3.request("PUT", store.presigned_get(KEY, 60), body=b"other")
    assert response.status == 403
    assert store.get(KEY) == PDF


def test_a_megabyte_of_every_byte_survives_both_ways(store):
    data = bytes(range(256)) * 4096
    upload(store.presigned_put("big.bin", 60), data)
    assert hashlib.sha256(store.get("big.bin")).digest() == hashlib.sha256(data).digest()
