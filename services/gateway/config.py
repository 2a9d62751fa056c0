"""What the gateway reads from its environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from services.gateway.domain.lockout import LockTerms
from services.gateway.domain.login import LoginTerms
from shared.kernel.secret_files import SettingRefused
from shared.kernel.settings import Settings, one_of
from shared.kernel.transport_security import REQUIRED, Unprotected, is_loopback

ENVIRONMENT: tuple[str, ...] = (
    "ZHIPING_DOOR_HOST", "ZHIPING_DOOR_PORT", "ZHIPING_DOOR_KEY", "ZHIPING_DOOR_URL", "ZHIPING_DOOR_PROXIES",
    "ZHIPING_DOOR_SOURCES", "ZHIPING_DOOR_OPEN_DEMO", "ZHIPING_DOOR_HASHING", "ZHIPING_DOOR_THREADS",
    "ZHIPING_DOOR_CONNECTIONS", "ZHIPING_DOOR_LONGEST_BODY", "ZHIPING_DOOR_PUBLIC_RATE", "ZHIPING_CORS_ORIGINS",
    "ZHIPING_FILES", "ZHIPING_FILES_ORIGIN", "ZHIPING_LOGIN_IDLE", "ZHIPING_LOGIN_LONGEST", "ZHIPING_LOCK_AFTER",
    "ZHIPING_LOCK_FIRST", "ZHIPING_LOCK_LONGEST",
)  # fmt: skip
"""Names of this service's own ZHIPING_* variables."""


_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?")
LINKS, PROXIED = "links", "proxied"
"""Browsers fetch files from the store by its links, or all of them through the door."""
MIB = 1024 * 1024


@dataclass(frozen=True)
class ServerTerms:
    """How much the server takes on; a file that comes through the door is part of a body."""

    threads: int = 16
    connections: int = 256
    longest_body: int = 36 * MIB
    longest_header: int = 32 * 1024
    idle_seconds: float = 30.0
    grace_seconds: float = 30.0


@dataclass(frozen=True)
class DoorSettings:
    """Settings of the door beside the common ones. `key` is the private JWK with which it signs for its callers.

    `files_origin`: where browsers reach the store (`https://objects.example`); where files go by links, pages may then
    put uploads there themselves.
    `url`: how people reach it, without a slash at the end; where that is https, cookies are kept to TLS.
    `cors_origins`: origins of the portals whose pages may call from a browser. `proxies`: how many servers before it
    add to X-Forwarded-For and are believed. `public_rate`: requests a minute from one address without a token; 0 is no
    bound. `sources` is a secret, for it holds those of identity sources. `hashing` is rounds, KiB and lanes of
    argon2id. `demo`: whoever comes may sign in as anybody with one click; for sites with made-up people only.
    """

    common: Settings
    host: str = "127.0.0.1"
    port: int = 8080
    key: str = field(default="", repr=False)
    url: str = ""
    proxies: int = 0
    sources: str = field(default="", repr=False)
    demo: bool = False
    files: str = LINKS
    files_origin: str = ""
    server: ServerTerms = field(default_factory=ServerTerms)
    hashing: tuple[int, int, int] = (3, 65536, 2)
    login_terms: LoginTerms = field(default_factory=LoginTerms)
    lock_terms: LockTerms = field(default_factory=LockTerms)
    cors_origins: frozenset[str] = frozenset()
    public_rate: int = 300

    @property
    def uploads_to(self) -> str:
        """The origin to which pages put files themselves; empty where all of them go through the door."""
        return self.files_origin if self.files == LINKS else ""

    @property
    def secure(self) -> bool:
        """Whether browsers come by TLS."""
        return self.url.startswith("https://")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> DoorSettings:
        """Read ZHIPING_*; ValueError for what is malformed."""
        common = Settings.from_env(environ)
        env = common.environ
        host, proxies = env.get("ZHIPING_DOOR_HOST", cls.host), int(env.get("ZHIPING_DOOR_PROXIES", cls.proxies))
        _refuse_open_door(common.tls, host, proxies)
        return cls(
            common=common,
            host=host,
            port=int(env.get("ZHIPING_DOOR_PORT", cls.port)),
            key=env.get("ZHIPING_DOOR_KEY", ""),
            url=_url(env.get("ZHIPING_DOOR_URL", "")),
            proxies=proxies,
            sources=env.get("ZHIPING_DOOR_SOURCES", ""),
            demo=env.get("ZHIPING_DOOR_OPEN_DEMO", "") == "yes",
            files=one_of(env.get("ZHIPING_FILES", cls.files), (LINKS, PROXIED)),
            files_origin=_origin(env.get("ZHIPING_FILES_ORIGIN", "")),
            server=ServerTerms(
                threads=int(env.get("ZHIPING_DOOR_THREADS", ServerTerms.threads)),
                connections=int(env.get("ZHIPING_DOOR_CONNECTIONS", ServerTerms.connections)),
                longest_body=int(env.get("ZHIPING_DOOR_LONGEST_BODY", ServerTerms.longest_body)),
            ),
            cors_origins=frozenset(env.get("ZHIPING_CORS_ORIGINS", "").replace(",", " ").split()),
            public_rate=int(env.get("ZHIPING_DOOR_PUBLIC_RATE", cls.public_rate)),
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


def _refuse_open_door(tls: str, host: str, proxies: int) -> None:
    """The door speaks no TLS: whoever comes from another machine comes through a server that does."""
    if tls == REQUIRED and not proxies and not is_loopback(host):
        raise Unprotected(
            f"ZHIPING_DOOR_HOST={host} answers other machines unencrypted; put a server with TLS before it and say "
            "ZHIPING_DOOR_PROXIES=1, or ZHIPING_TLS=off where the network itself is trusted"
        )


def _seconds(env: Mapping[str, str], name: str, default: timedelta) -> timedelta:
    return timedelta(seconds=float(env[name])) if env.get(name) else default


def _url(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise SettingRefused("ZHIPING_DOOR_URL must begin with https:// (or http:// where nobody listens)")
    return text.rstrip("/")


def _origin(text: str) -> str:
    """It stands in a header of every page: nothing but scheme, host and port."""
    if text and not _ORIGIN.fullmatch(text):
        raise SettingRefused("ZHIPING_FILES_ORIGIN must read https://host or https://host:port")
    return text


def _three(text: str) -> tuple[int, int, int]:
    try:
        rounds, memory, lanes = (int(part) for part in text.split(","))
    except ValueError:
        raise SettingRefused("ZHIPING_DOOR_HASHING must be rounds,KiB,lanes") from None
    return rounds, memory, lanes
