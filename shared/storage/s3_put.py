"""Storing on S3 what must not be there yet: a PUT with `If-None-Match: *`, decided by the server in one step.

The client library signs no such header; its own signer does.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import urllib3
from minio.credentials import Credentials
from minio.signer import sign_v4_s3

from shared.storage.s3_address import S3Address

TAKEN = 412
"""Something is there; it stays."""
RACED = 409
"""Another one is writing there now (S3's ConditionalRequestConflict)."""


@dataclass(frozen=True)
class ConditionalPut:
    """PUTs to one bucket."""

    address: S3Address
    pool: urllib3.PoolManager

    def __call__(self, key: str, data: bytes, media_type: str) -> int:
        """The status: 200, TAKEN, RACED, or that of a refusal."""
        scheme = "https" if self.address.tls else "http"
        url = f"{scheme}://{self.address.endpoint}/{self.address.bucket}/{quote(key, safe='/-_.~')}"
        return self.pool.request("PUT", url, body=data, headers=self._signed(url, data, media_type)).status

    def _signed(self, url: str, data: bytes, media_type: str) -> dict[str, str]:
        parts, now, digest = urlsplit(url), datetime.now(UTC), hashlib.sha256(data).hexdigest()
        headers: dict[str, str | list[str] | tuple[str]] = {
            "Host": parts.netloc,
            "Content-Type": media_type,
            "If-None-Match": "*",
            "x-amz-content-sha256": digest,
            "x-amz-date": now.strftime("%Y%m%dT%H%M%SZ"),
        }
        signed = sign_v4_s3(
            method="PUT", url=parts, region=self.address.region, headers=headers,
            credentials=Credentials(self.address.access_key, self.address.secret_key), content_sha256=digest, date=now,
        )  # fmt: skip
        return {name: str(value) for name, value in signed.items()}
