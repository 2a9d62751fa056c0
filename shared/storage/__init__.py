"""Files by key: the port, the S3 adapter, its directory twin and content checks."""

from shared.storage.announced import KINDS, Announced, announced_in, take, take_of_kind
from shared.storage.content import MEDIA_TYPES, check_content, media_type_name, sniff
from shared.storage.directory import DirectoryStore
from shared.storage.opening import store_from_url
from shared.storage.port import ObjectStat, ObjectStore
from shared.storage.transfer import download, upload
from shared.storage.uploads import UploadCleaner

__all__ = [
    "KINDS",
    "MEDIA_TYPES",
    "Announced",
    "DirectoryStore",
    "ObjectStat",
    "ObjectStore",
    "UploadCleaner",
    "announced_in",
    "check_content",
    "download",
    "media_type_name",
    "sniff",
    "store_from_url",
    "take",
    "take_of_kind",
    "upload",
]
