"""Object store on any S3 server, through the minio client."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from urllib.parse import quote

import urllib3
from minio import Minio
from minio.error import S3Error

from shared.kernel.errors import not_found, unavailable
from shared.kernel.transport_security import certificate_fault
from shared.storage.port import ObjectStat, check_key, refuse_difference
from shared.storage.s3_links import bind_size

_ABSENT = {"NoSuchKey", "NoSuchObject", "NoSuchBucket"}
_BUCKET_EXISTS = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}


class XmlTypePool(urllib3.PoolManager):
    """Pool that reads an error body of `text/xml` as the `application/xml` that minio insists on.

    `rclone serve s3` answers so; without this every refusal would surface as an invalid response.
    """

    def urlopen(self, method: str, url: str, redirect: bool = True, **kw: Any) -> urllib3.BaseHTTPResponse:  # type: ignore[override]
        """Send one request; unavailable `storage_unavailable` when nobody answers whose certificate holds."""
        try:
            response = super().urlopen(method, url, redirect=redirect, **kw)
        except urllib3.exceptions.MaxRetryError as error:
            code = certificate_fault(error) or "no answer"
            raise unavailable("storage_unavailable", code=code) from error
        if response.headers.get("content-type", "").startswith("text/xml"):
            response.headers["content-type"] = "application/xml"
        return response


def _pool(ca_file: str | None) -> XmlTypePool:
    """Certificates are checked, name included, and the file of the authority is opened at each connection."""
    retries = urllib3.Retry(total=3, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504])
    timeout = urllib3.Timeout(connect=5, read=30)
    return XmlTypePool(maxsize=16, timeout=timeout, retries=retries, cert_reqs="CERT_REQUIRED", ca_certs=ca_file)


class S3Store:
    """Adapter for one bucket; the bucket is made at first use when it is missing."""

    def __init__(
        self,
        endpoint: str,
        access_key: str,
        secret_key: str,
        bucket: str,
        region: str = "us-east-1",
        tls: bool = False,
        ca_file: str | None = None,
    ) -> None:
        """Take `host:port` as the endpoint; the region is always given so that links are signed without a question."""
        self._client = Minio(
            endpoint,
            access_key=access_key,
            secret_key=secret_key,
            region=region,
            secure=tls,
            http_client=_pool(ca_file),
        )
        self._secret_key = secret_key
        self._bucket = bucket
        self._region = region

    def ensure_bucket(self) -> None:
        """Make the bucket; done already is no error, whoever did it."""
        if self._client.bucket_exists(bucket_name=self._bucket):
            return
        try:
            self._client.make_bucket(bucket_name=self._bucket, location=self._region)
        except S3Error as error:
            if error.code not in _BUCKET_EXISTS:
                raise

    def put(self, key: str, data: bytes, media_type: str) -> None:
        """Store if absent."""
        if self.stat(key) is not None:
            return refuse_difference(self.get(key), data)
        self._client.put_object(
            bucket_name=self._bucket,
            object_name=key,
            data=io.BytesIO(data),
            length=len(data),
            content_type=media_type,
        )

    def get(self, key: str) -> bytes:
        """Read the whole object."""
        try:
            response = self._client.get_object(bucket_name=self._bucket, object_name=check_key(key))
        except S3Error as error:
            raise self._translated(error) from None
        try:
            return bytes(response.read())
        finally:
            response.close()
            response.release_conn()

    def stat(self, key: str) -> ObjectStat | None:
        """Describe an object, or None."""
        try:
            found = self._client.stat_object(bucket_name=self._bucket, object_name=check_key(key))
        except S3Error as error:
            if error.code in _ABSENT:
                return None
            raise self._translated(error) from None
        media_type = (found.content_type or "application/octet-stream").partition(";")[0]
        return ObjectStat(key, int(found.size or 0), media_type)

    def delete(self, key: str) -> None:
        """Remove an object."""
        try:
            self._client.remove_object(bucket_name=self._bucket, object_name=check_key(key))
        except S3Error as error:
            if error.code not in _ABSENT:
                raise self._translated(error) from None

    def older(self, prefix: str, seconds: float, limit: int, but: tuple[str, ...] = ()) -> list[str]:
        """Keys last written so long ago, as the server says."""
        before = datetime.now(UTC) - timedelta(seconds=seconds)
        found = self._client.list_objects(bucket_name=self._bucket, prefix=prefix, recursive=True)
        old = (
            str(item.object_name)
            for item in found
            if item.last_modified is not None and item.last_modified < before
            and not str(item.object_name).startswith(but)
        )  # fmt: skip
        return list(islice(old, limit))

    def list(self, prefix: str) -> list[str]:
        """All keys under the prefix, sorted."""
        found = self._client.list_objects(bucket_name=self._bucket, prefix=prefix, recursive=True)
        return sorted(str(item.object_name) for item in found)

    def presigned_get(self, key: str, seconds: int, download_name: str | None = None) -> str:
        """A signed link for GET."""
        headers: dict[str, Any] | None = None
        if download_name is not None:
            headers = {"response-content-disposition": f"attachment; filename*=UTF-8''{quote(download_name)}"}
        return self._client.presigned_get_object(
            bucket_name=self._bucket,
            object_name=check_key(key),
            expires=timedelta(seconds=seconds),
            response_headers=headers,
        )

    def presigned_put(self, key: str, seconds: int, size: int | None = None) -> str:
        """A signed link for PUT."""
        url = self._client.presigned_put_object(
            bucket_name=self._bucket, object_name=check_key(key), expires=timedelta(seconds=seconds)
        )
        return url if size is None else bind_size(url, size, self._secret_key)

    def _translated(self, error: S3Error) -> Exception:
        if error.code in _ABSENT:
            return not_found("object_missing")
        return unavailable("storage_unavailable", code=error.code)
