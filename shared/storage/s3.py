"""Object store on any S3 server, through the minio client."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from urllib.parse import quote

from minio import Minio
from minio.error import S3Error

from shared.kernel.errors import not_found, unavailable
from shared.storage.port import ObjectStat, check_key, refuse_difference
from shared.storage.s3_address import S3Address
from shared.storage.s3_links import bind_size
from shared.storage.s3_pool import s3_pool
from shared.storage.s3_put import RACED, TAKEN, ConditionalPut

_ABSENT = {"NoSuchKey", "NoSuchObject", "NoSuchBucket"}


class S3Store:
    """Adapter for one bucket, which is made at deployment."""

    def __init__(self, address: S3Address) -> None:
        """The region is always given so that links are signed without a question."""
        pool = s3_pool(address.ca_file)
        self._client = Minio(
            address.endpoint, access_key=address.access_key, secret_key=address.secret_key, region=address.region,
            secure=address.tls, http_client=pool,
        )  # fmt: skip
        self._put_if_absent = ConditionalPut(address, pool)
        self._secret_key = address.secret_key
        self._bucket = address.bucket

    def put(self, key: str, data: bytes, media_type: str) -> None:
        """Store if absent."""
        status = self._put_if_absent(check_key(key), data, media_type)
        if status in (TAKEN, RACED):
            return refuse_difference(self.get(key), data)
        if status != 200:
            raise unavailable("storage_unavailable", code=str(status))

    def get(self, key: str) -> bytes:
        """Read the whole object."""
        return self._read(key, 0)

    def beginning(self, key: str, size: int) -> bytes:
        """Ask for the first bytes only; an empty object has none to give (416)."""
        return self._read(key, size)

    def _read(self, key: str, size: int) -> bytes:
        """All of it for size 0, as the client has it."""
        try:
            response = self._client.get_object(bucket_name=self._bucket, object_name=check_key(key), length=size)
        except S3Error as error:
            if size and error.code == "InvalidRange":
                return b""
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

    def older(self, prefix: str, seconds: float, limit: int) -> list[str]:
        """Keys last written so long ago, as the server says."""
        before = datetime.now(UTC) - timedelta(seconds=seconds)
        found = self._client.list_objects(bucket_name=self._bucket, prefix=prefix, recursive=True)
        old = (
            str(item.object_name)
            for item in found
            if item.last_modified is not None and item.last_modified < before
        )  # fmt: skip
        return list(islice(old, limit))

    def list(self, prefix: str) -> list[str]:
        """All keys under the prefix, sorted."""
        found = self._client.list_objects(bucket_name=self._bucket, prefix=prefix, recursive=True)
        return sorted(str(item.object_name) for item in found)

    def presigned_get(self, key: str, seconds: int, download_name: str | None = None) -> str:
        """A signed link for GET."""
        headers: dict[str, str | list[str] | tuple[str]] | None = None
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
