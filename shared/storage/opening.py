"""Opening the store that a URL names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from shared.kernel.transport_security import CA_PARAMETER
from shared.storage.directory import DEFAULT_DOOR, DirectoryStore
from shared.storage.port import ObjectStore


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
    if parts.scheme not in ("s3+http", "s3+https") or parts.hostname is None:
        raise ValueError("a storage URL begins with s3+http://, s3+https:// or dir:///")
    from shared.storage.s3 import S3Store  # the client takes a third of a second to import; most commands need none

    return S3Store(
        endpoint=parts.netloc.rpartition("@")[2],
        access_key=unquote(parts.username or ""),
        secret_key=unquote(parts.password or ""),
        bucket=parts.path.strip("/"),
        region=query.get("region", "us-east-1"),
        tls=parts.scheme == "s3+https",
        ca_file=query.get(CA_PARAMETER),
    )
