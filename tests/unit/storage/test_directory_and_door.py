"""The directory store by itself, and its file door as a plain WSGI call."""

import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from shared.kernel.errors import ZhipingError
from shared.storage import DirectoryStore, store_from_url
from shared.storage.door import FileDoor


class Now:
    seconds = 1_000_000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def now():
    return Now()


@pytest.fixture
def store(tmp_path, now):
    return DirectoryStore(tmp_path, "http://door:1/", durable=True, now=now)


def ask(store, url, method="GET", body=b"", **environ):
    parts = urlsplit(url)
    seen = {}
    request = {
        "REQUEST_METHOD": method, "PATH_INFO": parts.path, "QUERY_STRING": parts.query,
        "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
    } | environ  # fmt: skip
    answer = FileDoor(store)(request, lambda status, headers: seen.update(status=status[:3], headers=dict(headers)))
    return seen["status"], b"".join(answer), seen["headers"]


def test_a_link_opens_until_it_expires(store, now):
    store.put("a/b.pdf", b"%PDF-", "application/pdf")
    url = store.presigned_get("a/b.pdf", 60, "文件.pdf")
    assert url.startswith("http://door:1/a/b.pdf?")
    assert ask(store, url)[:2] == ("200", b"%PDF-")
    now.seconds += 60
    assert ask(store, url)[:2] == ("403", b"link_expired")


def test_every_part_of_a_link_is_signed(store):
    for key in ("a.pdf", "b.pdf"):
        store.put(key, key.encode(), "application/pdf")
    url = store.presigned_get("a.pdf", 60, "n")
    for changed in (
        url.replace("a.pdf", "b.pdf"), url.replace("expires=1000060", "expires=2000000"),
        url.replace("name=n", "name=m"), url.replace("size=", "size=5"), url.replace("size=", "size=x"),
        url.replace("signature=", "signature=0"), url.partition("?")[0],
    ):  # fmt: skip
        assert ask(store, changed)[:2] == ("403", b"link_invalid")
    assert ask(store, url, "PUT", b"x")[:2] == ("403", b"link_invalid")


def test_an_upload_link_takes_one_object_and_may_replace_it(store):
    url = store.presigned_put("up.bin", 60)
    assert ask(store, url, "PUT", b"one", CONTENT_TYPE="image/png")[0] == "200"
    assert ask(store, url, "PUT", b"two", CONTENT_TYPE="image/png")[0] == "200"
    assert store.get("up.bin") == b"two"
    assert store.stat("up.bin").media_type == "image/png"
    assert ask(store, url)[0] == "403"


def test_the_door_refuses_other_methods_large_bodies_and_absent_objects(store):
    assert ask(store, store.presigned_get("x", 60), "DELETE")[0] == "405"
    assert ask(store, store.presigned_get("x", 60))[:2] == ("404", b"object_missing")
    put = store.presigned_put("x", 60)
    assert ask(store, put, "PUT", CONTENT_LENGTH=str(10**9))[:2] == ("400", b"file_too_large")
    assert ask(store, put, "PUT", CONTENT_LENGTH="")[:2] == ("400", b"file_empty")


class Read(io.BytesIO):
    """A body that notes whether anybody began to read it."""

    begun = False

    def read(self, *args):
        self.begun = True
        return super().read(*args)


@pytest.mark.parametrize("size", [0, 1, 99, 101, 30_000_000])
def test_a_body_of_another_size_than_announced_is_refused_before_it_is_received(store, size):
    url, body = store.presigned_put("up.bin", 60, 100), Read(bytes(1000))
    answer = ask(store, url, "PUT", CONTENT_LENGTH=str(size), **{"wsgi.input": body})
    assert (answer[:2], body.begun) == (("400", b"file_size_differs"), False)
    assert store.list("") == []


def test_a_body_that_breaks_off_is_not_kept(store):
    for url in (store.presigned_put("up.bin", 60, 100), store.presigned_put("up.bin", 60)):
        answer = ask(store, url, "PUT", b"x" * 50, CONTENT_LENGTH="100")
        assert answer[:2] == ("400", b"file_size_differs")
    assert store.list("") == []
    assert ask(store, store.presigned_put("up.bin", 60, 100), "PUT", b"x" * 100)[0] == "200"


def test_nothing_half_written_is_ever_visible(store, tmp_path, monkeypatch):
    def power_cut(*_):
        raise OSError("power cut")

    monkeypatch.setattr("os.link", power_cut)
    with pytest.raises(OSError):
        store.put("a.pdf", b"%PDF-", "application/pdf")
    assert store.list("") == []
    assert list((tmp_path / ".aside").iterdir()) == []


def test_two_stores_on_one_directory_know_each_others_links(store, tmp_path, now):
    store.put("a.txt", b"1", "text/plain")
    twin = DirectoryStore(tmp_path, "http://door:1", now=now)
    assert ask(twin, store.presigned_get("a.txt", 60))[:2] == ("200", b"1")


def test_the_link_secret_is_for_its_owner_only(store, tmp_path):
    assert (tmp_path / ".secret").stat().st_mode & 0o077 == 0


def test_a_url_opens_a_directory_store(tmp_path):
    store = store_from_url(f"dir://{tmp_path}/files?door=http://127.0.0.1:9&durable=no")
    assert isinstance(store, DirectoryStore)
    assert store.door_url == "http://127.0.0.1:9"
    assert Path(tmp_path, "files", "objects").is_dir()


@pytest.mark.parametrize("url", ["", "/tmp/x", "ftp://host/bucket", "s3+http:///bucket"])
def test_another_url_is_refused(url):
    with pytest.raises(ValueError):
        store_from_url(url)


def test_a_key_cannot_leave_the_directory(store):
    with pytest.raises(ZhipingError) as caught:
        store.presigned_put("../outside", 60)
    assert caught.value.slug == "object_key_invalid"
