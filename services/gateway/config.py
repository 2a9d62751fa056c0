"""What the gateway reads from its environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from services.gateway.domain.lockout import LockTerms
from services.gateway.domain.login import LoginTerms
from shared.kernel.secret_files import SettingRefused
from shared.messaging.base.settings import Settings

ENVIRONMENT: tuple[str, ...] = (
    "ZHIPING_DOOR_HOST", "ZHIPING_DOOR_PORT", "ZHIPING_DOOR_KEY", "ZHIPING_DOOR_URL", "ZHIPING_DOOR_PROXIES",
    "ZHIPING_DOOR_SOURCES", "ZHIPING_DOOR_OPEN_DEMO", "ZHIPING_DOOR_HASHING", "ZHIPING_LOGIN_IDLE",
    "ZHIPING_LOGIN_LONGEST", "ZHIPING_LOCK_AFTER", "ZHIPING_LOCK_FIRST", "ZHIPING_LOCK_LONGEST",
)  # fmt: skip
"""Names of this service's own ZHIPING_* variables."""


@dataclass(frozen=True)
class DoorSettings:
    """Settings of the door beside the common ones. `key` is the private JWK with which it signs for its callers.

    `url`: how people reach it, without a slash at the end; where that is https, cookies are kept to TLS. `proxies`: how
    many servers before it add to X-Forwarded-For and are believed. `sources` is a secret, for it holds those of
    identity sources. `hashing` is rounds, KiB and lanes of argon2id.
    `demo`: whoever comes may sign in as anybody with one click; for sites with made-up people only.
    """

    common: Settings
    host: str = "127.0.0.1"
    port: int = 8080
    key: str = field(default="", repr=False)
    url: str = ""
    proxies: int = 0
    sources: str = field(default="", repr=False)
    demo: bool = False
    hashing: tuple[int, int, int] = (3, 65536, 2)
    login_terms: LoginTerms = field(default_factory=LoginTerms)
    lock_terms: LockTerms = field(default_factory=LockTerms)

    @property
    def secure(self) -> bool:
        """Whether browsers come by TLS."""
        return self.url.startswith("https://")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> DoorSettings:
        """Read ZHIPING_*; ValueError for what is malformed."""
        common = Settings.from_env(environ)
        env = common.environ
        return cls(
            common=common,
            host=env.get("ZHIPING_DOOR_HOST", cls.host),
            port=int(env.get("ZHIPING_DOOR_PORT", cls.port)),
            key=env.get("ZHIPING_DOOR_KEY", ""),
            url=_url(env.get("ZHIPING_DOOR_URL", "")),
            proxies=int(env.get("ZHIPING_DOOR_PROXIES", cls.proxies)),
            sources=env.get("ZHIPING_DOOR_SOURCES", ""),
            demo=env.get("ZHIPING_DOOR_OPEN_DEMO", "") == "yes",
            hashing=_three(env.get("ZHIPING_DOOR_HASHING", "3,65536,2")),
            login_terms=LoginTerms(
                idle=_seconds(env, "ZHIPING_LOGIN_IDLE", LoginTerms().idle),
                longest=_seconds(env, "ZHIPING_LOGIN_LONGEST", LoginTerms().longest),
            ),
            lock_terms=LockTerms(
                free=int(env.get("ZHIPING_LOCK_AFTER", LockTerms().free)),
                first=_seconds(env, "ZHIPING_LOCK_FIRST", LockTerms().first),
                longest=_seconds(env, "ZHIPING_LOCK_LONGEST", LockTerms().longest),
            ),
        )


def _seconds(env: Mapping[str, str], name: str, default: timedelta) -> timedelta:
    return timedelta(seconds=float(env[name])) if env.get(name) else default


def _url(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise SettingRefused("ZHIPING_DOOR_URL must begin with https:// (or http:// where nobody listens)")
    return text.rstrip("/")


def _three(text: str) -> tuple[int, int, int]:
    try:
        rounds, memory, lanes = (int(part) for part in text.split(","))
    except ValueError:
        raise SettingRefused("ZHIPING_DOOR_HASHING must be rounds,KiB,lanes") from None
    return rounds, memory, lanes
