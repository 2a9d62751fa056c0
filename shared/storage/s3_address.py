"""The address of a bucket: `s3+http://key:secret@host:port/bucket?region=r`, `s3+https://...&cacertfile=`."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from shared.kernel.transport_security import CA_PARAMETER


@dataclass(frozen=True, slots=True)
class S3Address:
    """`endpoint` is host and port; without `ca_file` the authorities that the system trusts are believed."""

    endpoint: str
    access_key: str
    secret_key: str = field(repr=False)
    bucket: str
    region: str
    tls: bool
    ca_file: str | None

    @classmethod
    def read(cls, url: str) -> S3Address:
        """ValueError for an address of another form."""
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        if parts.scheme not in ("s3+http", "s3+https") or parts.hostname is None:
            raise ValueError("a storage URL begins with s3+http://, s3+https:// or dir:///")
        return cls(
            endpoint=parts.netloc.rpartition("@")[2],
            access_key=unquote(parts.username or ""),
            secret_key=unquote(parts.password or ""),
            bucket=parts.path.strip("/"),
            region=query.get("region", "us-east-1"),
            tls=parts.scheme == "s3+https",
            ca_file=query.get(CA_PARAMETER),
        )
