"""Opening the store that a URL names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from shared.storage.directory import DEFAULT_DOOR, DirectoryStore
from shared.storage.port import ObjectStore
from shared.storage.s3_address import S3Address


def store_from_url(url: str) -> ObjectStore:
    """Open `s3+http://key:secret@host:port/bucket?region=r`, `s3+https://…` or `dir:///path?door=url&durable=no`.

    With `s3+https`, `cacertfile` names the authority to believe, where it is none of those the system trusts.
    ValueError for any other form. An S3 bucket is made at deployment; nothing is asked of the server here.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if parts.scheme == "dir":
        return DirectoryStore(
            Path(unquote(parts.path)),
            door_url=query.get("door", DEFAULT_DOOR),
            durable=query.get("durable", "yes") != "no",
        )
    address = S3Address.read(url)
    from shared.storage.s3 import S3Store  # the client takes a third of a second to import; most commands need none

    return S3Store(address)
