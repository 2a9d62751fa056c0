"""An announcement in a key, and holding to it what arrives."""

import hashlib

import pytest

from shared.kernel.errors import ZhipingError
from shared.storage import MEDIA_TYPES, Announced, DirectoryStore, announced_in, take, take_of_kind
from tests.suites.declaration.test_photographing import picture
from tests.support.cases.pictures import pdf

PREFIX = "uploads/x/"
DIGEST = "5e" * 32
DATA = pdf()


@pytest.mark.parametrize("kind", sorted(MEDIA_TYPES))
def test_the_key_says_what_was_announced(kind):
    announced = Announced(30_000_000, kind, DIGEST)
    assert announced_in(announced.key(PREFIX), PREFIX) == announced
    assert announced.media_type == MEDIA_TYPES[kind]


@pytest.mark.parametrize(
    "key",
    ["", PREFIX, f"{PREFIX}{DIGEST}", f"{PREFIX}0-pdf-{DIGEST}",
     f"{PREFIX}-1-pdf-{DIGEST}", f"{PREFIX}9-exe-{DIGEST}", f"{PREFIX}9-pdf-{DIGEST[1:]}",
     f"{PREFIX}9-pdf-{DIGEST}0", f"{PREFIX}9-pdf-{DIGEST.upper()}", f"{PREFIX}a/9-pdf-{DIGEST}",
     f"materials/9-pdf-{DIGEST}", f"{PREFIX}9-pdf-{DIGEST}\n"],
)  # fmt: skip
def test_any_other_key_announces_nothing(key):
    assert announced_in(key, PREFIX) is None


@pytest.mark.parametrize(
    ("arrived", "promise", "slug"),
    [
        (DATA + b"!", {}, "file_size_differs"), (DATA[:-1], {}, "file_size_differs"), (b"", {}, "file_size_differs"),
        (DATA, {"size": 100}, "file_size_differs"), (DATA, {"size": len(DATA) + 1}, "file_size_differs"),
        (DATA[:-1] + b"!", {}, "file_digest_differs"), (DATA, {"sha256": DIGEST}, "file_digest_differs"),
        (DATA, {"kind": "jpeg"}, "file_kind_differs"), (DATA, {"kind": "xlsx"}, "file_kind_differs"),
        (picture(), {"size": len(picture()), "sha256": hashlib.sha256(picture()).hexdigest()}, "file_kind_differs"),
    ],
)  # fmt: skip
def test_another_file_is_refused_and_deleted(tmp_path, arrived, promise, slug):
    said = {"size": len(DATA), "kind": "pdf", "sha256": hashlib.sha256(DATA).hexdigest()} | promise
    announced, store = Announced(**said), DirectoryStore(tmp_path, durable=False)
    store.put(announced.key(PREFIX), arrived, "application/pdf")
    with pytest.raises(ZhipingError) as caught:
        take_of_kind(store, announced.key(PREFIX), announced, MEDIA_TYPES, 10**6)
    assert (caught.value.slug, caught.value.path) == (slug, "object_key")
    assert "{" not in caught.value.message
    assert store.list("") == []


def test_what_is_of_no_known_kind_is_left_to_who_looks_inside(tmp_path):
    announced, store = (
        Announced(5, "xlsx", hashlib.sha256(b"a,b,c").hexdigest()),
        DirectoryStore(tmp_path, durable=False),
    )
    store.put(announced.key(PREFIX), b"a,b,c", "text/csv")
    assert take(store, announced.key(PREFIX), announced) == b"a,b,c"
