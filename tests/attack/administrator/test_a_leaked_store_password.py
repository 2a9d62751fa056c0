"""Somebody knows one service's password of the object store, and goes for what the other services keep there."""

import io
import json
from urllib.parse import urlsplit

import pytest
import urllib3
from minio import Minio
from minio.commonconfig import ENABLED, CopySource
from minio.deleteobjects import DeleteObject
from minio.error import S3Error
from minio.versioningconfig import VersioningConfig

from shared.contracts.queues import SERVICES, SUBSCRIPTIONS
from shared.contracts.store_users import DOCUMENTS
from shared.storage import download, store_from_url, upload

BUCKET = "zhiping"
KEPT = b"as it was"
FOLLOWED = {name: {one.source for one in streams} for name, streams in SUBSCRIPTIONS.items()}
OWNERS = {
    "uploads/d-1/diploma/9-pdf-aa": "declaration", "materials/d-1/diploma/aa": "declaration",
    "photos/p-1/bb": "declaration", "pools/c-1/cc.xlsx": "committee", "pool-uploads/c-1/9-xlsx-cc": "committee",
    "documents/certificate/x-1/dd.docx": "docgen",
    **{f"events/{name}/ee.json": name for name in SERVICES},
    **{f"heads/{name}/2026-06-15.json": name for name in SERVICES},
}  # fmt: skip


def may_read(service, key):
    """The owner, who prints photographs and heads of trails, and who follows a stream of the publisher."""
    followed = key.startswith("events/") and OWNERS[key] in FOLLOWED[service]
    return OWNERS[key] == service or followed or (service == "docgen" and key.startswith(("photos/", "heads/")))


@pytest.fixture(scope="module")
def addresses(stack):
    """The storage URL of each service; every place holds a file that its owner has put there."""
    urls = {service: stack.environment(service)["ZHIPING_STORAGE_URL"] for service in SERVICES}
    for key, owner in OWNERS.items():
        store_from_url(urls[owner]).put(key, KEPT, "application/octet-stream")
    return urls


@pytest.fixture
def thief(addresses):
    """`thief("notify")`: a client with the password of that service."""

    def of(service):
        parts = urlsplit(addresses[service])
        where = parts.netloc.rpartition("@")[2]
        return Minio(where, access_key=parts.username, secret_key=parts.password, region="us-east-1", secure=False)

    return of


def refused(deed):
    """Whether the server says no, and for want of rights."""
    try:
        deed()
    except S3Error as error:
        return error.code == "AccessDenied"
    return False


def put(client, key, data=b"forged"):
    client.put_object(bucket_name=BUCKET, object_name=key, data=io.BytesIO(data), length=len(data))


def read(client, key):
    return client.get_object(bucket_name=BUCKET, object_name=key).read()


def listed(client, prefix, **more):
    return list(client.list_objects(bucket_name=BUCKET, prefix=prefix, recursive=True, **more))


def foreign(service):
    return [key for key, owner in OWNERS.items() if owner != service]


def untouched(addresses):
    return [key for key, owner in OWNERS.items() if store_from_url(addresses[owner]).get(key) != KEPT] == []


def done(service, keys, deed):
    """The keys with which the deed was not refused."""
    return [(service, key) for key in keys if not refused(lambda key=key: deed(key))]


def test_what_belongs_to_others_is_not_read(thief):
    for service in SERVICES:
        client, closed = thief(service), [key for key in OWNERS if not may_read(service, key)]
        assert done(service, closed, lambda key, client=client: read(client, key)) == []
        stat = [key for key in closed if not refused(lambda key=key, client=client: client.stat_object(BUCKET, key))]
        assert stat == []


def test_what_belongs_to_others_is_neither_replaced_nor_removed(thief, addresses):
    for service in SERVICES:
        client = thief(service)
        assert done(service, foreign(service), lambda key, client=client: put(client, key)) == []
        assert done(service, foreign(service), lambda key, client=client: client.remove_object(BUCKET, key)) == []
        left = client.remove_objects(BUCKET, [DeleteObject(key) for key in foreign(service)])
        assert {error.code for error in left} == {"AccessDenied"}
    assert untouched(addresses)


def test_nothing_new_is_laid_down_among_others_files(thief):
    for service in SERVICES:
        client, beside = thief(service), [f"{key}-more" for key in foreign(service)]
        assert done(service, beside, lambda key, client=client: put(client, key)) == []
        assert done(service, ["x", "eventsx/a"], lambda key, client=client: put(client, key)) == []


def test_the_names_of_others_files_are_not_told(thief):
    waiting = {"declaration": "uploads/", "committee": "pool-uploads/"}
    for service in SERVICES:
        client = thief(service)
        prefixes = {"", "u", "p", "events/", *(key.partition("/")[0] + "/" for key in OWNERS)} - {waiting.get(service)}
        assert done(service, sorted(prefixes), lambda key, client=client: listed(client, key)) == []
        versions = done(
            service, ["", "documents/"], lambda key, client=client: listed(client, key, include_version=True)
        )
        assert versions == []


def test_a_link_opens_no_more_than_who_signed_it(thief, addresses):
    statuses = set()
    for service in SERVICES:
        client = thief(service)
        for key in foreign(service):
            for method in ("PUT", "DELETE") + ("GET",) * (not may_read(service, key)):
                url = client.get_presigned_url(method, BUCKET, key)
                statuses.add(urllib3.request(method, url, body=b"x" if method == "PUT" else None).status)
    assert statuses == {403}
    assert untouched(addresses)


def test_a_copy_takes_nothing_out_and_brings_nothing_in(thief, addresses):
    source, own = (
        CopySource(BUCKET, "materials/d-1/diploma/aa"),
        CopySource(BUCKET, "documents/certificate/x-1/dd.docx"),
    )
    client = thief("docgen")
    assert refused(lambda: client.copy_object(BUCKET, "documents/stolen", source))
    assert refused(lambda: client.copy_object(BUCKET, "materials/d-1/diploma/aa", own))
    assert untouched(addresses)


def test_what_a_service_has_stored_for_good_it_cannot_remove(thief, addresses):
    """Nor can who has its password; docgen alone removes papers, once the sealed one lies in their place."""
    for key, owner in OWNERS.items():
        if "uploads/" not in key and not key.startswith(DOCUMENTS):
            assert refused(lambda key=key, owner=owner: thief(owner).remove_object(BUCKET, key))
    assert untouched(addresses)


def test_a_name_with_dots_leads_nowhere_else(thief):
    url = urlsplit(thief("docgen").get_presigned_url("GET", BUCKET, "documents/x"))
    for path in (
        "/zhiping/documents/../materials/d-1/diploma/aa",
        "/zhiping/documents/%2e%2e/materials/d-1/diploma/aa",
    ):
        raw = urllib3.HTTPConnectionPool(url.hostname, url.port)
        answer = raw.urlopen("GET", f"{path}?{url.query}", redirect=False, retries=False)
        assert (answer.status != 200, KEPT in answer.data) == (True, False)


OPEN = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": ["s3:*"], "Resource": [f"arn:aws:s3:::{BUCKET}/*"]},
    ],
}  # fmt: skip
DEEDS = {
    "open the bucket to everybody": lambda client: client.set_bucket_policy(BUCKET, json.dumps(OPEN)),
    "remove the bucket": lambda client: client.remove_bucket(BUCKET),
    "make a bucket": lambda client: client.make_bucket("another"),
    "keep versions": lambda client: client.set_bucket_versioning(BUCKET, VersioningConfig(ENABLED)),
    "let files expire": lambda client: client.delete_bucket_lifecycle(BUCKET),
    "look at the bucket": lambda client: client.bucket_exists(BUCKET),
}


@pytest.mark.parametrize("what", DEEDS)
def test_the_bucket_itself_is_the_administrators(thief, what):
    assert [service for service in SERVICES if not refused(lambda service=service: DEEDS[what](thief(service)))] == []


def test_each_service_still_does_its_own_work(addresses):
    stores = {service: store_from_url(url) for service, url in addresses.items()}
    for service, store in stores.items():
        for key in (key for key in OWNERS if may_read(service, key)):
            assert store.get(key) == KEPT
            assert download(store.presigned_get(key, 60, "名.pdf")) == KEPT
    for service, prefix in (("declaration", "uploads/"), ("committee", "pool-uploads/")):
        key, store = f"{prefix}new/3-pdf-ab", stores[service]
        upload(store.presigned_put(key, 60, 3), b"abc")
        assert key in store.older(prefix, -60, 99)
        store.delete(key)
        assert store.stat(key) is None
    assert store_from_url(addresses["docgen"]).stat("documents/nothing") is None
