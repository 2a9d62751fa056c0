"""The users of the object store at a site: made from the contracts and the site's passwords, for SeaweedFS and MinIO.

`ZHIPING_STORAGE_PASSWORD_<USER>` gives each user's password; the user's name is its access key. SeaweedFS takes users
from a file, MinIO by its administration API.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from minio import Minio, MinioAdmin
from minio.credentials import StaticProvider
from minio.error import S3Error

from infra.passwords import passwords_of
from infra.setting_names import own
from shared.contracts import store_users
from shared.storage.s3_address import S3Address
from shared.storage.s3_pool import s3_pool

PASSWORD = "ZHIPING_STORAGE_PASSWORD"
ENGINE = "ZHIPING_STORAGE_ENGINE"
_STANDING = ("BucketAlreadyOwnedByYou", "BucketAlreadyExists")


class Engine(StrEnum):
    """What serves S3 at a site."""

    SEAWEEDFS = "seaweedfs"
    MINIO = "minio"


def variable_of(user: str) -> str:
    """The variable that holds a user's password."""
    return own(PASSWORD, user)


def passwords(environ: Mapping[str, str]) -> dict[str, str]:
    """Of every user of the suite; PasswordsMissing where one is not given."""
    return passwords_of(store_users.USERS, PASSWORD, environ)


@dataclass(frozen=True)
class Administration:
    """One bucket of one server, as the administrator of its storage URL."""

    url: str

    def make_bucket(self) -> bool:
        """Whether it was missing."""
        there, client = S3Address.read(self.url), self._client(Minio)
        if client.bucket_exists(bucket_name=there.bucket):
            return False
        try:
            client.make_bucket(bucket_name=there.bucket, location=there.region)
        except S3Error as error:
            if error.code not in _STANDING:
                raise
        return True

    def bring_users_to_minio(self, secrets: Mapping[str, str]) -> None:
        """Users and their policies, and nothing else attached to them; doing it again changes passwords only."""
        admin, bucket = self._client(MinioAdmin), S3Address.read(self.url).bucket
        for user, secret in secrets.items():
            admin.policy_add(user, policy=store_users.policy(user, [bucket]))
            admin.user_add(user, secret)
            admin.policy_set(user, user)

    def identities(self, secrets: Mapping[str, str]) -> store_users.SeaweedUsers:
        """The file that SeaweedFS takes its users from, the administrator of the URL among them."""
        there = S3Address.read(self.url)
        return store_users.seaweedfs(secrets, [there.bucket], (there.access_key, there.secret_key))

    def _client(self, kind: Any) -> Any:
        there = S3Address.read(self.url)
        return kind(
            endpoint=there.endpoint, credentials=StaticProvider(there.access_key, there.secret_key),
            secure=there.tls, region=there.region, http_client=s3_pool(there.ca_file),
        )  # fmt: skip
